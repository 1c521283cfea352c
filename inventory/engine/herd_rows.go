package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// herdRows are the rows that a herd gives the categories it stands in.
func (r *run) herdRows(h *Herd) []*inventory.Activity {
	first, before := h.First(), len(r.problems)
	if unknown := r.strange(h); unknown != nil {
		r.problems.Add(*unknown)
		return nil
	}
	manure, enteric := r.leaf(first, first.Item.Manure, codeManure), r.leaf(first, first.Item.Enteric, codeEnteric)
	if same := r.statedTwice(h, enteric, manure); same != nil {
		r.herdTwice(same)
		return nil
	}
	out := r.asWhole(h, enteric)
	sound := r.systemsOf(h, manure)
	for _, target := range []*inventory.Category{manure, r.Vocabulary.Categories.Must(codeStorage), r.Vocabulary.Categories.Must(codeSoils), r.Vocabulary.Categories.Must(codeIndirect)} {
		var bySystem []*inventory.Activity
		if sound && r.bySystems(target, first.Item) {
			for _, s := range h.Systems {
				bySystem = append(bySystem, r.systemRows(h, s, target)...)
			}
		}
		if whole := r.asWhole(h, target); !r.sameGas(whole, bySystem) {
			out = append(out, whole...)
		}
		out = append(out, bySystem...)
	}
	if len(out) == 0 && len(r.problems) == before {
		r.problems.Add(herdWithoutPopulation(h))
	}
	return out
}

// sameGas tells whether the herd as a whole gives a gas that its manure systems give: CH4 is counted by systems where volatile
// solids are stated, and by the head where they are not.
func (r *run) sameGas(whole, bySystem []*inventory.Activity) bool {
	gases := map[string]bool{}
	for _, g := range bySubject(bySystem) {
		for _, m := range r.methodsOf(g) {
			gases[m.Gas+m.Part] = true
		}
	}
	return len(whole) > 0 && slices.ContainsFunc(r.methodsOf(whole), func(m *inventory.Method) bool { return gases[m.Gas+m.Part] })
}

// methodsOf are the methods that take the activity, found once for all of its kind.
func (r *run) methodsOf(g group) []*inventory.Method {
	about := r.subject(g[0])
	var inputs strings.Builder
	for _, row := range g {
		inputs.WriteString(row.Parameter + "|")
	}
	key := kind{category: g[0].Category, item: g[0].Item, detail: r.telling(g[0].Detail), inputs: inputs.String()}
	out, ok := r.methods[key]
	if !ok {
		out = r.methodsFor(about, g.takenBy(r.factorNames(about), false))
		r.methods[key] = out
	}
	return out
}

// leaf is the category of the animal; the root itself where it has none and the herd is filed there.
func (r *run) leaf(row *inventory.Activity, code, root string) *inventory.Category {
	if code == "" {
		if row.Category.Within(r.Vocabulary.Categories.Must(root)) {
			return row.Category
		}
		return nil
	}
	return r.Vocabulary.Categories.Must(code)
}

// strange is the problem of a parameter that says nothing of a herd.
func (r *run) strange(h *Herd) *inventory.Problem {
	first := h.First()
	for _, row := range h.Rows {
		known := row.Parameter == "" || slices.Contains(ofPopulation, row.Parameter) || slices.Contains(ofTurnover, row.Parameter) || slices.Contains(ofSystem, row.Parameter) ||
			slices.ContainsFunc(r.rules, func(one rule) bool {
				in, ok := one.method.InputOf(row.Parameter)
				return ok && in.Name != "nitrogen" && strings.HasPrefix(one.method.Category, "3.") && (len(one.items) == 0 || slices.Contains(one.items, first.ItemName())) && one.method.Yields == ""
			})
		if known {
			continue
		}
		return &inventory.Problem{
			Source: row.Place.Cell("parameter"), Code: "parameters-do-not-fit", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 的参数 %s 不是畜群的参数", aboutWorks(row), row.Parameter),
				EN: fmt.Sprintf("%s: %s is no parameter of a herd", aboutWorks(row), row.Parameter)},
			Hint: inventory.Text{
				ZH: "畜群：" + strings.Join(append(slices.Clone(ofPopulation), ofTurnover...), ", ") + "；管理系统（细项写明）：" + strings.Join(ofSystem, ", "),
				EN: "of a herd: " + strings.Join(append(slices.Clone(ofPopulation), ofTurnover...), ", ") + "; of a manure system, named in the detail: " + strings.Join(ofSystem, ", ")},
		}
	}
	return nil
}

// asWhole are the rows of the herd as a whole for the target, if a method takes them.
func (r *run) asWhole(h *Herd, target *inventory.Category) []*inventory.Activity {
	if target == nil {
		return nil
	}
	first := h.First()
	if r.keyed(first, target) {
		return nil
	}
	var rows group
	if population := r.population(h, target, first.Detail); population != nil {
		rows = append(rows, population)
	}
	rows = append(rows, r.others(h, target, first.Detail, false)...)
	for _, s := range []struct{ word, parameter string }{{onPasture, "grazing_share"}, {forFuel, "burned_share"}} {
		if share := h.shareOf(r, s.word); share != nil && r.takes(target, first.Item, s.parameter) {
			rows = append(rows, r.flowing(share, target, first.Detail, s.parameter))
		}
	}
	return r.ifTaken(rows)
}

// shareOf is the row of the share that a system of the word takes.
func (h *Herd) shareOf(r *run, word string) *inventory.Activity {
	for _, s := range h.Systems {
		if s.is(r, word) {
			return s.Find(inSystem)
		}
	}
	return nil
}

// is tells whether the word is one of the system's.
func (s *System) is(r *run, word string) bool {
	known := r.Vocabulary.Details.Canonical(word)
	return slices.ContainsFunc(s.Words, func(one string) bool { return r.Vocabulary.Details.Canonical(one) == known })
}

// others are the rows of the herd beside its population that a method of the target takes, of those that count by systems or not.
func (r *run) others(h *Herd, target *inventory.Category, detail string, bySystem bool) group {
	var out group
	for _, row := range r.ofTarget(h.Rows, target) {
		if row.Parameter == "" || slices.Contains(ofPopulation, row.Parameter) || slices.Contains(ofTurnover, row.Parameter) || !r.takesBy(bySystem, target, row.Item, row.Parameter) || !r.fitsFactor(row, target) {
			continue
		}
		out = append(out, r.flowing(row, target, detail, row.Parameter))
	}
	return out
}

// fitsFactor tells whether a figure is one of a gas that the target has: an emission factor of CH4 is none of soils.
func (r *run) fitsFactor(row *inventory.Activity, target *inventory.Category) bool {
	if row.Parameter != "EF" {
		return true
	}
	return slices.ContainsFunc(r.rules, func(one rule) bool {
		if !one.serves(r.ws.Config.Guide, target, row.Item) {
			return false
		}
		in, ok := one.method.InputOf(row.Parameter)
		return ok && row.Unit.Of(in.Gas).SameDimension(quantity.MustUnit(in.Unit)) && (row.Unit.Substance() == "" || row.Unit.Substance() == in.Gas)
	})
}

// systemRows are the rows of one manure system of the herd for the target, if a method takes them.
func (r *run) systemRows(h *Herd, s *System, target *inventory.Category) []*inventory.Activity {
	if s.is(r, forFuel) && !target.Within(r.Vocabulary.Categories.Must(codeManure)) {
		return r.urineRows(h, s, target)
	}
	return r.ifTaken(r.managedRows(h, s, target, s.Words, nil))
}

// urineRows are those of the urine of animals whose dung is burned: half of the nitrogen, which stays in the field.
func (r *run) urineRows(h *Herd, s *System, target *inventory.Category) []*inventory.Activity {
	return r.ifTaken(r.managedRows(h, s, target, []string{onPasture, urineInField}, func(share expr.Node) expr.Node {
		return expr.Mul(expr.Ratio(1, 2), share)
	}))
}

var noteUrine = inventory.Text{
	ZH: "粪便作燃料：氮的一半在尿中，留在田间（IPCC 2006 V4 p10.58）",
	EN: "dung burned for fuel: half of the nitrogen is in the urine and stays in the field (IPCC 2006 V4 p10.58)"}

func (r *run) managedRows(h *Herd, s *System, target *inventory.Category, words []string, part func(expr.Node) expr.Node) group {
	first := h.First()
	detail := strings.Join(append(inventory.SplitList(first.Detail), words...), ";")
	population := r.population(h, target, detail)
	if population == nil || r.keyed(first, target) {
		return nil
	}
	rows := group{population, r.shareRow(h, s, target, detail, part)}
	rows = append(rows, r.others(h, target, detail, true)...)
	for _, row := range s.Rows {
		if row.Parameter != inSystem && r.takes(target, row.Item, row.Parameter) && r.within(row.Category, target) {
			rows = slices.DeleteFunc(rows, func(other *inventory.Activity) bool { return other.Parameter == row.Parameter })
			rows = append(rows, r.flowing(row, target, detail, row.Parameter))
		}
	}
	return rows
}

// shareRow is the share of the system as a row of the target: that which is stated, or that of the tables.
func (r *run) shareRow(h *Herd, s *System, target *inventory.Category, detail string, part func(expr.Node) expr.Node) *inventory.Activity {
	stated := s.Find(inSystem)
	if stated != nil && part == nil {
		return r.flowing(stated, target, detail, inSystem)
	}
	from := stated
	if stated == nil {
		from = h.First()
	}
	row := *from
	row.Category, row.Detail, row.Parameter, row.Uncertainty = target, detail, inSystem, nil
	if stated == nil {
		row.Value, row.Unit, row.Number = s.of.Amount, s.of.In, true
	}
	note := inventory.Text{}
	if part != nil {
		half, err := expr.Decimal(part(expr.Const(row.Value, quantity.One)))
		if err != nil {
			panic("half of a share: " + err.Error())
		}
		row.Value, note = half, noteUrine
	}
	r.derived[&row] = derivation{from: from, note: note, tree: func(declared *inventory.Input) expr.Node {
		share := expr.Node{}
		if stated != nil {
			share = r.cell(stated, declared)
		} else {
			leaf := *s.of
			leaf.Mark = declared.Symbol
			share = expr.Of(&leaf)
		}
		if part != nil {
			return expr.Label(declared.Symbol, part(share))
		}
		return share
	}}
	return &row
}

// ifTaken is the group in the order of its parameters if a method takes it.
func (r *run) ifTaken(rows group) []*inventory.Activity {
	if len(rows) == 0 {
		return nil
	}
	slices.SortStableFunc(rows, compareRows)
	if len(r.methodsOf(rows)) == 0 {
		return nil
	}
	return rows
}

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

func herdWithoutPopulation(h *Herd) inventory.Problem {
	first := h.First()
	return inventory.Problem{Source: first.Place.Cell("parameter"), Code: "herd-without-population", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: aboutWorks(first) + " 没有可用的饲养量",
			EN: aboutWorks(first) + " states no population that can be used"},
		Hint: inventory.Text{
			ZH: "写年均饲养量 head，或年末存栏 stock_year_end，或出栏量 slaughtered 和饲养天数 days_alive",
			EN: "state the average population head, the stock at the end of the year stock_year_end, or slaughtered with days_alive"}}
}
