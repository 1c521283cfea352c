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

// Remainder is a figure without a facility that holds others, of facilities and of categories below: statistics of the district.
// They are taken out of it, and what is left is computed in its place (IPCC 2006 V2 §2.3.3.3).
type Remainder struct {
	Total *inventory.Activity
	Parts []*inventory.Activity // that it holds, in the order of the tables
	Row   *inventory.Activity   // what is left
	Sum   decimal.Decimal       // of the parts, in the unit of the total
}

// ofBalance tells whether the figure is derived from an energy balance.
func (r *run) ofBalance(t *inventory.Activity) bool {
	return slices.ContainsFunc(r.balances, func(b *Balanced) bool {
		return b.Year == t.Year && slices.ContainsFunc(b.Lines, func(l BalancedLine) bool { return l.Row == t })
	})
}

// remainders settles the figures without a facility beside those they may hold, of facilities and of categories below: what a
// recorded choice says of them, or, with a warning, that they do not hold them.
func (r *run) remainders() {
	of := r.withoutFacility()
	if len(of.first) == 0 {
		return
	}
	parts := map[*inventory.Activity][]*inventory.Activity{}
	for _, row := range r.rows {
		if !r.reads(row) {
			continue
		}
		// what the nearest total does not hold may be in one above it
		for t := r.total(of, row, row.Category); t != nil; t = r.total(of, row, t.Category.Parent) {
			parts[t] = append(parts[t], row)
			if choice := r.whole(t); choice != nil && choice.Chosen == inventory.Includes {
				break
			}
		}
		if t := r.totalBelow(of, row); t != nil {
			parts[t] = append(parts[t], row)
		}
	}
	for i, t := range r.rows {
		if t.Facility != "" || !r.reads(t) {
			continue
		}
		compiled := slices.Contains(r.years, t.Year)
		switch choice := r.whole(t); { // a choice serves even where nothing stands beside its total
		case len(parts[t]) == 0:
		case choice == nil && !compiled:
		case choice == nil && (t.Parameter == "" || thingOf(t).parameter == "" || r.amongEquals(t) || r.isOfHerdOrField(t) || r.isDeposit(t)):
			r.problems.Add(r.unsaid(t, parts[t]))
		case choice != nil && choice.Chosen == inventory.Includes:
			if rest := r.remainder(t, parts[t], choice); rest != nil {
				r.rows[i] = rest.Row
				if compiled {
					r.rests = append(r.rests, rest)
				}
			}
		}
		if len(parts[t]) == 0 {
			continue
		}
		r.beside[t] = map[string]bool{}
		for _, part := range parts[t] {
			r.beside[t][part.Facility] = true
		}
	}
	for _, rest := range r.rests {
		r.beside[rest.Row] = r.beside[rest.Total]
	}
}

// reads tells whether the figure enters the inventory: it is of a year compiled, or of one before whose figures equations take.
func (r *run) reads(row *inventory.Activity) bool {
	return slices.Contains(r.years, row.Year) || row.Year < slices.Max(r.years) && r.isSeries(row)
}

// amongEquals tells whether the row is one of the amounts of a method that has no main one: each of them is a figure of its own,
// as the main activity of another method is.
func (r *run) amongEquals(row *inventory.Activity) bool {
	about := r.subject(row)
	return slices.ContainsFunc(r.rules, func(one rule) bool {
		in, ok := one.method.InputOf(row.Parameter)
		return ok && !in.Factor && one.method.Main() == nil && !one.method.Each() && r.serves(&one, about)
	})
}

// whole is the recorded choice of what the figure without a facility holds; nil if there is none.
func (r *run) whole(t *inventory.Activity) *inventory.Choice {
	if !slices.ContainsFunc(r.ws.Choices, func(c inventory.Choice) bool { return c.Kind == inventory.Whole }) {
		return nil
	}
	return r.choice(r, inventory.Whole, t, t.Parameter)
}

// remainder takes what it holds out of the total; nil, and an error with all figures, if that cannot be.
func (r *run) remainder(t *inventory.Activity, parts []*inventory.Activity, choice *inventory.Choice) *Remainder {
	out := &Remainder{Total: t, Parts: parts}
	for _, part := range parts {
		if part.Category != t.Category && (r.isOfHerdOrField(t) || r.isOfHerdOrField(part)) {
			r.problems.Add(ofOtherLevel(t, part))
			return nil
		}
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

// figures lists the parts with what each gives, a few of many.
func (m *Remainder) figures() (zh, en string) { return partsText(m.Parts) }

func partsText(parts []*inventory.Activity) (zh, en string) {
	const most = 6
	var listZH, listEN []string
	for i, part := range parts {
		if i == most {
			listZH, listEN = append(listZH, fmt.Sprintf("另有 %d 个", len(parts)-most)), append(listEN, fmt.Sprintf("%d more", len(parts)-most))
			break
		}
		text := holder(part) + " " + answer(part)
		listZH, listEN = append(listZH, text), append(listEN, text)
	}
	return strings.Join(listZH, "、"), strings.Join(listEN, ", ")
}

// holder names whose figure the part is: the facility's, or a category's.
func holder(part *inventory.Activity) string {
	if part.Facility != "" {
		return part.Facility
	}
	return strings.Join(strings.Fields(part.Category.Code+" "+part.ItemName()+" "+part.Detail), " ")
}

func (m *Remainder) note(choice *inventory.Choice) inventory.Text {
	zh, en := m.figures()
	at := choice.Place.Cell("").File
	return inventory.Text{
		ZH: fmt.Sprintf("其余 %s = 总量 %s 减去 %s（%s）：%s", answer(m.Row), answer(m.Total), zh, at, choice.Reason),
		EN: fmt.Sprintf("the rest, %s, is the total %s less what it holds: %s (%s): %s", answer(m.Row), answer(m.Total), en, at, choice.Reason)}
}

// negative says that the parts together have more than the total that should hold them.
func (m *Remainder) negative() inventory.Problem {
	zh, en := m.figures()
	unit := m.Total.Unit.String()
	about := subjectOf(m.Total)
	return inventory.Problem{
		Source: m.Total.Place.Cell("value"), Code: "remainder-negative", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的总量 %s 小于所含各项之和 %s %s（%s），差 %s %s", about, answer(m.Total), m.Sum, unit, zh, m.Total.Value.Sub(m.Sum), unit),
			EN: fmt.Sprintf("the total of %s, %s, is less than what it holds, %s %s (%s): off by %s %s", about, answer(m.Total), m.Sum, unit, en, m.Total.Value.Sub(m.Sum), unit)},
		Hint: inventory.Text{
			ZH: "核对单位和口径；总量若不含它们，在 records/choices.csv 写 kind=total，chosen=excludes",
			EN: "check units and coverage; if the total does not hold them, record kind=total, chosen=excludes in records/choices.csv"}}
}

// ofOtherLevel says that a total of a herd or field and what it holds are filed at different categories, and so are of different ones.
func ofOtherLevel(t, part *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: part.Place.Cell("category"), Code: "remainder-of-other-level", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s %s 填在 %s，含它的总量 %s（%s）填在 %s：两者流向的类别不同，无法相减", holder(part), answer(part), part.Category.Code, answer(t), t.Place.Cell("value"), t.Category.Code),
			EN: fmt.Sprintf("%s, %s, is filed at %s and the total that holds it, %s (%s), at %s: they go to different categories, and it cannot be taken out", holder(part), answer(part), part.Category.Code, answer(t), t.Place.Cell("value"), t.Category.Code)},
		Hint: inventory.Text{ZH: "总量与其各部分填在同一类别（3.A 或 3.C）", EN: "file the total and its parts at one category, 3.A or 3.C"}}
}

func otherUnits(t, part *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: part.Place.Cell("unit"), Code: "remainder-units", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s %s 的单位 %s 与全区总量 %s（%s）的单位 %s 量纲不同，无法从总量中减去", holder(part), subjectOf(part), part.Unit, answer(t), t.Place.Cell("value"), t.Unit),
			EN: fmt.Sprintf("%s %s is in %s and the district's total %s (%s) in %s: it cannot be taken out of the total", holder(part), subjectOf(part), part.Unit, answer(t), t.Place.Cell("value"), t.Unit)},
		Hint: inventory.Text{ZH: "改用同一量纲的单位（都写质量，或都写热量）", EN: "give both as mass, or both as heat"}}
}

// CodeTotalUnsaid marks a figure without a facility beside figures with one, of which nobody says whether it holds them.
const CodeTotalUnsaid = "total-unsaid"

// unsaid warns of a figure without a facility beside others that it may hold: it is counted with them. One that is their very
// sum is their total, and an error.
func (r *run) unsaid(t *inventory.Activity, parts []*inventory.Activity) inventory.Problem {
	zh, en := partsText(parts)
	out := inventory.Problem{
		Source: t.Place.Cell("value"), Code: CodeTotalUnsaid, Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 有一行不写设施 %s，又有 %s：没有说明前者是否含后者，按不含（另加）计算", subjectOf(t), answer(t), zh),
			EN: fmt.Sprintf("%s has a figure without a facility, %s, beside %s: nothing says whether it holds them; it is counted beside them", subjectOf(t), answer(t), en)},
		Hint: inventory.Text{
			ZH: "在 records/choices.csv 写一行 kind=total，year、category、item 同这一行，chosen=includes（总量，含它们，只计其余部分）或 excludes（不含，另加），并写明理由",
			EN: "record in records/choices.csv: kind=total, year, category and item of this row, chosen=includes (the total holds them, and what is left is counted) or excludes (it does not), with the reason"}}
	if sum, ok := sumIn(parts, t.Unit); ok && sum.Equal(t.Value) && !sum.IsZero() {
		out.Code, out.Severity = codeTotalBesideParts, inventory.Error
		out.Message = inventory.Text{
			ZH: fmt.Sprintf("%s 不写设施的 %s 正是 %s 之和：同一个量计了两次", subjectOf(t), answer(t), zh),
			EN: fmt.Sprintf("%s without a facility, %s, is the very sum of %s: one quantity is counted twice", subjectOf(t), answer(t), en)}
		out.Hint = inventory.Text{
			ZH: "删去合计这一行，或删去各项；若只是数字碰巧相同，在 records/choices.csv 写 kind=total，chosen=excludes 并写明理由",
			EN: "remove the total or what it holds; if the figures agree by chance, record kind=total, chosen=excludes in records/choices.csv, with the reason"}
	}
	return out
}

// sumIn adds the figures in the unit; false if one is of another dimension.
func sumIn(rows []*inventory.Activity, unit quantity.Unit) (decimal.Decimal, bool) {
	var out decimal.Decimal
	for _, row := range rows {
		value, err := quantity.Convert(row.Value, row.Unit, unit)
		if err != nil {
			return out, false
		}
		out = out.Add(value)
	}
	return out, true
}

// subjectOf names what a figure without a facility is of.
func subjectOf(row *inventory.Activity) string {
	return strings.Join(strings.Fields(fmt.Sprint(row.Year, " ", row.Category.Code, " ", row.ItemName(), " ", row.Detail, " ", row.Parameter)), " ")
}
