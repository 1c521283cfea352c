package engine

import (
	"fmt"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

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
