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

// Remainder is a figure without a facility that holds the facilities': statistics of the district. They are taken out of it, and
// what is left is computed in its place (IPCC 2006 V2 §2.3.3.3).
type Remainder struct {
	Total *inventory.Activity
	Parts []*inventory.Activity // of the facilities, in the order of the tables
	Row   *inventory.Activity   // what is left
	Sum   decimal.Decimal       // of the parts, in the unit of the total
}

// thing is what figures of one kind are of: a total and its facilities say it alike.
type thing struct {
	year      int
	item      *inventory.Item
	parameter string
}

// totals are the figures that name no facility, by what they are of.
type totals map[thing][]*inventory.Activity

// purchased are the names under which the energy that a row brings in goes: of a district and of a works it is not always one.
var purchased = []string{"electricity_net", "electricity_in", "heat_net", "heat_in"}

// thingOf is what the row is of. Electricity and heat are what purchased energy is of whether a row names them or not.
func thingOf(row *inventory.Activity) thing {
	out := thing{row.Year, row.Item, row.Parameter}
	if row.Item != nil && row.Item.Group == "carrier" {
		out.item = nil
	}
	if slices.Contains(purchased, row.Parameter) {
		out.parameter = ""
	}
	return out
}

// withoutFacility gathers the figures of the years compiled that name no facility.
func (r *run) withoutFacility() totals {
	out := totals{}
	for _, row := range r.rows {
		if row.Facility == "" && slices.Contains(r.years, row.Year) && r.isQuantity(row) {
			out[thingOf(row)] = append(out[thingOf(row)], row)
		}
	}
	return out
}

// isQuantity tells whether the row is an amount, which adds up, and no share or factor of one.
func (r *run) isQuantity(row *inventory.Activity) bool {
	if row.Parameter == "" {
		return true
	}
	if row.Unit.SameDimension(quantity.One) {
		return false
	}
	about := r.subject(row)
	return slices.ContainsFunc(r.rules, func(one rule) bool {
		in, ok := one.method.InputOf(row.Parameter)
		return ok && !in.Factor && r.serves(&one, about)
	})
}

// total finds the figure without a facility that is likeliest to hold the facility's: of the nearest category, of the same item
// before a general one that may be it and before none, of the same detail before none. Of several alike it is the first.
func (r *run) total(of totals, row *inventory.Activity) *inventory.Activity {
	var best *inventory.Activity
	var rank [3]int
	consider := func(list []*inventory.Activity, general int) {
		for _, t := range list {
			distance, holds := r.distance(row.Category, row.Item, row.Year, t.Category)
			if !holds || distance == elsewhere && r.ofBalance(t) {
				continue // a balance gives up the rows of an industry by itself
			}
			at := [3]int{distance, general, detailRank(t, row)}
			if best == nil || slices.Compare(at[:], rank[:]) < 0 {
				best, rank = t, at
			}
		}
	}
	is := thingOf(row)
	consider(of[is], 0)
	for _, item := range r.Vocabulary.Items.General(row.Item) {
		consider(of[thing{row.Year, item, is.parameter}], 1)
	}
	consider(of[thing{row.Year, nil, is.parameter}], 2)
	return best
}

// detailRank prefers the same words of the column detail, then none, then others.
func detailRank(total, row *inventory.Activity) int {
	switch total.Detail {
	case row.Detail:
		return 0
	case "":
		return 1
	}
	return 2
}

// elsewhere is how far a category is from one in which it is included elsewhere: farther than any that stands above it.
const elsewhere = 100

// distance tells whether a figure of one category is part of what another holds: of itself, of one above it, or of one that a
// key IE names.
func (r *run) distance(from *inventory.Category, item *inventory.Item, year int, to *inventory.Category) (int, bool) {
	if from.Within(to) {
		return from.Depth - to.Depth, true
	}
	for _, key := range r.included() {
		if key.Year == year && from.Within(key.Category) &&
			(key.Item == nil || item == nil || key.Item == item) && (to.Within(key.Target) || key.Target.Within(to)) {
			return elsewhere, true
		}
	}
	return 0, false
}

// ofBalance tells whether the figure is derived from an energy balance.
func (r *run) ofBalance(t *inventory.Activity) bool {
	return slices.ContainsFunc(r.balances, func(b *Balanced) bool {
		return b.Year == t.Year && slices.ContainsFunc(b.Lines, func(l BalancedLine) bool { return l.Row == t })
	})
}

// included are the rows that include a category, not one facility of it, elsewhere.
func (r *run) included() []*inventory.Activity {
	if r.ie == nil {
		r.ie = []*inventory.Activity{}
		for _, key := range r.keys {
			if key.Facility == "" && key.Target != nil && key.Notation.Has(inventory.IE) {
				r.ie = append(r.ie, key)
			}
		}
	}
	return r.ie
}

// remainders settles the figures without a facility beside those with one: what a recorded choice says of them, or, with a
// warning, that they do not hold them.
func (r *run) remainders() {
	of := r.withoutFacility()
	if len(of) == 0 {
		return
	}
	parts := map[*inventory.Activity][]*inventory.Activity{}
	for _, row := range r.rows {
		if row.Facility == "" {
			continue
		}
		if t := r.total(of, row); t != nil {
			parts[t] = append(parts[t], row)
		}
	}
	for i, t := range r.rows {
		if t.Facility != "" || !slices.Contains(of[thingOf(t)], t) {
			continue
		}
		switch choice := r.whole(t); {
		case len(parts[t]) == 0:
		case choice == nil && thingOf(t).parameter == "":
			r.problems.Add(unsaid(t, parts[t]))
		case choice != nil && choice.Chosen == inventory.Includes:
			if rest := r.remainder(t, parts[t], choice); rest != nil {
				r.rows[i] = rest.Row
				r.rests = append(r.rests, rest)
			}
		}
		r.beside[t] = parts[t]
	}
	for _, rest := range r.rests {
		r.beside[rest.Row] = rest.Parts
	}
}

// whole is the recorded choice of what the figure without a facility holds; nil if there is none.
func (r *run) whole(t *inventory.Activity) *inventory.Choice {
	if !slices.ContainsFunc(r.ws.Choices, func(c inventory.Choice) bool { return c.Kind == inventory.Whole }) {
		return nil
	}
	return r.choice(r, inventory.Whole, t, t.Parameter)
}

// remainder takes the facilities out of the total; nil, and an error with all figures, if that cannot be.
func (r *run) remainder(t *inventory.Activity, parts []*inventory.Activity, choice *inventory.Choice) *Remainder {
	out := &Remainder{Total: t, Parts: parts}
	for _, part := range parts {
		value, err := quantity.Convert(part.Value, part.Unit, t.Unit)
		if err != nil {
			r.problems.Add(otherUnits(t, part))
			return nil
		}
		out.Sum = out.Sum.Add(value)
	}
	if out.Sum.GreaterThan(t.Value) && !t.Value.IsNegative() {
		r.problems.Add(out.negative())
		return nil
	}
	row := *t
	row.Value, out.Row = t.Value.Sub(out.Sum), &row
	r.derived[&row] = derivation{note: out.note(choice), from: t, tree: func(declared *inventory.Input) expr.Node {
		of := &binding{&served{run: r}, nil}
		var all []expr.Node
		for _, part := range parts {
			all = append(all, of.figure(part, declared))
		}
		return expr.Label(declared.Symbol+"_rest", expr.Sub(of.figure(t, declared), sumOf(all)))
	}}
	if note, ok := r.chosen[t]; ok {
		r.chosen[&row] = note
	}
	return out
}

// figures lists the facilities with what each gives, a few of many.
func (m *Remainder) figures() (zh, en string) { return partsText(m.Parts) }

func partsText(parts []*inventory.Activity) (zh, en string) {
	const most = 6
	var listZH, listEN []string
	for i, part := range parts {
		if i == most {
			listZH, listEN = append(listZH, fmt.Sprintf("另有 %d 个", len(parts)-most)), append(listEN, fmt.Sprintf("%d more", len(parts)-most))
			break
		}
		text := part.Facility + " " + answer(part)
		listZH, listEN = append(listZH, text), append(listEN, text)
	}
	return strings.Join(listZH, "、"), strings.Join(listEN, ", ")
}

func (m *Remainder) note(choice *inventory.Choice) inventory.Text {
	zh, en := m.figures()
	at := choice.Place.Cell("").File
	return inventory.Text{
		ZH: fmt.Sprintf("其余 %s = 全区总量 %s 减去设施 %s（%s）：%s", answer(m.Row), answer(m.Total), zh, at, choice.Reason),
		EN: fmt.Sprintf("the rest, %s, is the district's total %s less its facilities %s (%s): %s", answer(m.Row), answer(m.Total), en, at, choice.Reason)}
}

// negative says that the facilities together have more than the total that should hold them.
func (m *Remainder) negative() inventory.Problem {
	zh, en := m.figures()
	unit := m.Total.Unit.String()
	about := subjectOf(m.Total)
	return inventory.Problem{
		Source: m.Total.Place.Cell("value"), Code: "remainder-negative", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的全区总量 %s 小于各设施之和 %s %s（%s），差 %s %s", about, answer(m.Total), m.Sum, unit, zh, m.Total.Value.Sub(m.Sum), unit),
			EN: fmt.Sprintf("the total of %s, %s, is less than its facilities together, %s %s (%s): off by %s %s", about, answer(m.Total), m.Sum, unit, en, m.Total.Value.Sub(m.Sum), unit)},
		Hint: inventory.Text{
			ZH: "核对单位和口径；总量若不含这些设施，在 records/choices.csv 写 kind=total，chosen=excludes",
			EN: "check units and coverage; if the total does not hold these facilities, record kind=total, chosen=excludes in records/choices.csv"}}
}

func otherUnits(t, part *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: part.Place.Cell("unit"), Code: "remainder-units", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s %s 的单位 %s 与全区总量 %s（%s）的单位 %s 量纲不同，无法从总量中减去", part.Facility, subjectOf(part), part.Unit, answer(t), t.Place.Cell("value"), t.Unit),
			EN: fmt.Sprintf("%s %s is in %s and the district's total %s (%s) in %s: it cannot be taken out of the total", part.Facility, subjectOf(part), part.Unit, answer(t), t.Place.Cell("value"), t.Unit)},
		Hint: inventory.Text{ZH: "改用同一量纲的单位（都写质量，或都写热量）", EN: "give both as mass, or both as heat"}}
}

// CodeTotalUnsaid marks a figure without a facility beside figures with one, of which nobody says whether it holds them.
const CodeTotalUnsaid = "total-unsaid"

// unsaid warns of a figure without a facility beside those with one: it is counted with them, as it always was.
func unsaid(t *inventory.Activity, parts []*inventory.Activity) inventory.Problem {
	zh, en := partsText(parts)
	return inventory.Problem{
		Source: t.Place.Cell("value"), Code: CodeTotalUnsaid, Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 有一行不写设施 %s，又有设施 %s：没有说明前者是否含后者，按不含（另加）计算", subjectOf(t), answer(t), zh),
			EN: fmt.Sprintf("%s has a figure without a facility, %s, beside the facilities %s: nothing says whether it holds them; it is counted beside them", subjectOf(t), answer(t), en)},
		Hint: inventory.Text{
			ZH: "在 records/choices.csv 写一行 kind=total，year、category、item 同这一行，chosen=includes（全区总量，含设施，只计其余部分）或 excludes（不含，另加），并写明理由",
			EN: "record in records/choices.csv: kind=total, year, category and item of this row, chosen=includes (the district's total holds the facilities, and what is left is counted) or excludes (it does not), with the reason"}}
}

// subjectOf names what a figure without a facility is of.
func subjectOf(row *inventory.Activity) string {
	return strings.Join(strings.Fields(fmt.Sprint(row.Year, " ", row.Category.Code, " ", row.ItemName(), " ", row.Detail, " ", row.Parameter)), " ")
}
