package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// systemsOf finds the shares of the manure systems: those that are stated, or those of the tables where the guide needs them.
// They are of one whole. False if they cannot serve.
func (r *run) systemsOf(h *Herd, manure *inventory.Category) bool {
	first := h.First()
	stated := slices.ContainsFunc(h.Systems, func(s *System) bool { return s.Find(inSystem) != nil })
	if manure == nil || !stated && !r.bySystems(manure, first.Item) {
		return true
	}
	if r.population(h, manure, first.Detail) == nil {
		return false
	}
	if !stated {
		if !r.defaultSystems(h, manure) {
			return false
		}
	}
	sum := decimal.Decimal{}
	var parts []string
	at := first
	for _, s := range h.Systems {
		value := decimal.Decimal{}
		if row := s.Find(inSystem); row != nil {
			share, err := quantity.Convert(row.Value, row.Unit, quantity.One)
			if err != nil {
				r.problems.Add(inventory.Problem{Source: row.Place.Cell("unit"), Code: "wrong-dimension", Severity: inventory.Error,
					Message: inventory.Text{ZH: fmt.Sprintf("%s 的占比 %s 应是比例", aboutWorks(row), answer(row)), EN: fmt.Sprintf("%s: the share %s is to be a fraction", aboutWorks(row), answer(row))},
					Hint:    inventory.Text{ZH: "单位写 fraction 或 %", EN: "the unit is fraction or %"}})
				return false
			}
			value, at = share, row
		} else if s.of != nil {
			value = s.of.Amount
		} else {
			r.problems.Add(systemWithoutShare(s.Rows[0]))
			return false
		}
		sum = sum.Add(value)
		parts = append(parts, strings.Join(s.Words, " ")+" "+value.String())
	}
	if sum.Equal(decimal.NewFromInt(1)) {
		return true
	}
	r.problems.Add(sharesNotWhole(h, at, sum, parts, stated))
	return false
}

func sharesNotWhole(h *Herd, at *inventory.Activity, sum decimal.Decimal, parts []string, stated bool) inventory.Problem {
	list := strings.Join(parts, " + ")
	whose := inventory.Text{ZH: "各粪便管理系统占比之和", EN: "the shares of the manure systems"}
	hint := inventory.Text{ZH: "改正占比；百分数的单位写 %，小数写 fraction", EN: "mend the shares; a percentage has the unit %, a fraction the unit fraction"}
	if !stated {
		whose = inventory.Text{ZH: "表中缺省的粪便管理系统占比之和", EN: "the default shares of the manure systems in the tables"}
		hint = inventory.Text{ZH: "用参数 AWMS 填写本区各系统的占比（细项写系统）", EN: "state the district's own shares as AWMS, with the system as the detail"}
	}
	return inventory.Problem{Source: at.Place.Cell("value"), Code: "shares-not-one", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s %s为 %s（%s %%），应为 1：%s", aboutWorks(h.First()), whose.ZH, sum, sum.Shift(2), list),
			EN: fmt.Sprintf("%s: %s sum to %s (%s %%), not to 1: %s", aboutWorks(h.First()), whose.EN, sum, sum.Shift(2), list)},
		Hint: hint}
}

func systemWithoutShare(row *inventory.Activity) inventory.Problem {
	return inventory.Problem{Source: row.Place.Cell("parameter"), Code: "system-without-share", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 写了 %s，没有写该系统的占比", aboutWorks(row), row.Parameter),
			EN: fmt.Sprintf("%s states %s and not the share of the system", aboutWorks(row), row.Parameter)},
		Hint: inventory.Text{ZH: "用参数 AWMS 写占比，细项与本行相同", EN: "state the share as AWMS, with the detail of this row"}}
}

// defaultSystems takes the manure systems of the tables for a herd that states none; false, and an error, if they have none.
func (r *run) defaultSystems(h *Herd, manure *inventory.Category) bool {
	first := *h.First()
	first.Category = manure
	a := &asking{run: r, group: group{&first}, findings: newFindings()}
	declared := inventory.Input{Name: inSystem, Symbol: "MS", Unit: "1", Factor: true, FiledAt: codeManure}
	q := a.query(declared, quantity.One, first.ItemName(), r.sets(declared, false))
	for _, row := range r.table.ByTechnology(q) {
		if row.Value.IsZero() {
			continue
		}
		p := row.AsParameter(r.Vocabulary)
		p.Why = inventory.Text{ZH: row.Set + "；缺省占比", EN: row.Set + "; default share"}
		r.used[p.Key()] = p
		h.Systems = append(h.Systems, &System{Words: inventory.SplitList(row.Technology), of: p})
	}
	if h.Systems != nil {
		return r.tellApart(h, a)
	}
	r.problems.Add(inventory.Problem{
		Source: h.First().Place.Cell("item"), Code: "systems-missing", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 没有写粪便管理系统的占比，表中也没有缺省值", aboutWorks(h.First())),
			EN: fmt.Sprintf("%s states no shares of manure systems, and the tables have none", aboutWorks(h.First()))},
		Hint: hintSystems,
	})
	return false
}

// tellApart refuses shares of the tables that are of coarser systems than the factors: slurry, and not whether it has a crust.
func (r *run) tellApart(h *Herd, a *asking) bool {
	declared := inventory.Input{Name: "EF3", Factor: true, Gas: "N2O", FiledAt: codeManure, Unit: "kg N2O-N/kg N"}
	var coarse []string
	for _, s := range h.Systems {
		if s.is(r, onPasture) || s.is(r, forFuel) {
			continue
		}
		q := a.query(declared, quantity.MustUnit(declared.Unit), a.group[0].ItemName(), r.sets(declared, false))
		q.Detail = append(q.Detail, s.Words...)
		if _, err := r.table.Find(q); err != nil {
			coarse = append(coarse, strings.Join(s.Words, " ")+" "+s.of.Amount.String())
		}
	}
	if coarse == nil {
		return true
	}
	r.problems.Add(inventory.Problem{
		Source: h.First().Place.Cell("item"), Code: "systems-too-coarse", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 没有写粪便管理系统；表中缺省的 %s 比因子表粗，定不了因子", aboutWorks(h.First()), strings.Join(coarse, "、")),
			EN: fmt.Sprintf("%s states no manure systems, and the default ones of the tables, %s, are coarser than the factors", aboutWorks(h.First()), strings.Join(coarse, ", "))},
		Hint: hintSystems,
	})
	return false
}

var hintSystems = inventory.Text{
	ZH: "每个系统一行：参数 AWMS，细项写系统（固体贮存、液体贮存(无自然结壳)、舍内粪坑贮存(>1个月)、沼气池、自然风干、日施、放牧 …），合计为 1",
	EN: "a row each: the parameter AWMS and the system as the detail (solid storage, liquid/slurry without natural crust, pit >1 month, anaerobic digester, dry lot, daily spread, pasture …), 1 together"}

// indirectElsewhere enters IE for the indirect N2O of manure management where the guide counts it with soils.
func (r *run) indirectElsewhere() {
	storage, indirect := r.Vocabulary.Categories.Must(codeStorage), r.Vocabulary.Categories.Must(codeIndirect)
	first, said := map[int]*inventory.Activity{}, map[int]bool{}
	for _, row := range r.rows {
		if row.Item == nil || row.Item.Kind != animals {
			continue
		}
		said[row.Year] = said[row.Year] || row.Category == storage
		if row.Category == indirect && first[row.Year] == nil {
			first[row.Year] = row
		}
	}
	for _, key := range r.keys {
		said[key.Year] = said[key.Year] || key.Category == storage
	}
	for _, year := range r.years {
		if row := first[year]; row != nil && !said[year] && r.methodsOffered(storage, row.Item) == 0 {
			r.keys = append(r.keys, &inventory.Activity{
				Particulars: &inventory.Particulars{Target: indirect, Note: noteIndirectElsewhere, Document: row.Document, Department: row.Department},
				Year:        year, Category: storage, Notation: inventory.IE, Place: row.Place})
		}
	}
}

var noteIndirectElsewhere = "指南把粪便管理的挥发计入农用地间接排放 3.C.5 · the guide counts what volatilises from manure with managed soils, 3.C.5"

// methodsOffered counts the methods that the guide offers for the subject.
func (r *run) methodsOffered(c *inventory.Category, item *inventory.Item) int {
	return len(r.methodsFor(subject{r.ws.Config.Guide, c, item, nil}, nil))
}
