package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// besideTotals holds the verified figures against the figures that name no facility: what a facility emits must not also be in
// the statistics' total.
func (r *run) besideTotals(lines []*inventory.Estimate, verified []*emission) {
	for _, e := range lines {
		if e.Row.Facility != "" || !e.Number {
			continue
		}
		for _, m := range verified {
			if v := m.verified; v.Gas == e.Gas && v.Boundary == e.Boundary && v.Year == e.Row.Year && r.partOf(v, e.Row) {
				r.besideTotal(v, e)
			}
		}
	}
	for _, m := range verified {
		r.besideBalance(m.verified)
	}
}

// besideBalance demands the fuel of a facility with a verified figure where an energy balance holds all fuel of the district: the
// balance gives up what rows of their own state, and nothing else.
func (r *run) besideBalance(v *inventory.Verified) {
	combustion := r.Vocabulary.Categories.Must("1.A")
	at := slices.IndexFunc(r.balances, func(b *Balanced) bool { return b.Year == v.Year && len(b.Lines) > 0 })
	if at < 0 || v.Boundary != inventory.Territorial || !v.Category.Within(combustion) || r.stated(v) {
		return
	}
	of := &inventory.Activity{Particulars: &inventory.Particulars{}, Year: v.Year, Category: v.Category, Item: v.Item}
	if choice := r.whole(of); choice != nil && choice.Chosen == inventory.Excludes {
		return
	}
	table := r.balances[at].Lines[0].Row.Place.Cell("").File
	r.problems.Add(inventory.Problem{Source: v.Place.Cell("value"), Code: "verified-beside-balance", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 在 %s 有核查数 %s %s，而 %d 年的能源平衡表（%s）已含全区的燃料，activity/ 没有该设施的燃料可从中减去：会重复计算", v.Facility, v.Category.Code, v.Value, v.Unit, v.Year, table),
			EN: fmt.Sprintf("%s has a verified figure in %s, %s %s, while the energy balance of %d (%s) holds all fuel of the district and activity/ states no fuel of the facility to take out of it: it would count twice", v.Facility, v.Category.Code, v.Value, v.Unit, v.Year, table)},
		Hint: inventory.Text{
			ZH: "在 activity/ 写该设施的分品种燃料；燃料不在平衡表内的（如垃圾），在 records/choices.csv 写 kind=total，category=" + v.Category.Code + "，chosen=excludes",
			EN: "state the facility's fuels in activity/; if they are not in the balance (waste, say), record kind=total, category=" + v.Category.Code + ", chosen=excludes in records/choices.csv"}})
}

// stated tells whether activity/ has a figure of the facility in the category.
func (r *run) stated(v *inventory.Verified) bool {
	return slices.ContainsFunc(r.rowsOf(v.Year, v.Facility), func(row *inventory.Activity) bool {
		return row.Category.Within(v.Category) || v.Category.Within(row.Category)
	})
}

// rowsOf are the figures of the facility in the year.
func (r *run) rowsOf(year int, facility string) []*inventory.Activity {
	if r.of == nil {
		r.of = map[at][]*inventory.Activity{}
		for _, row := range r.rows {
			if row.Facility != "" {
				r.of[at{row.Year, row.Facility}] = append(r.of[at{row.Year, row.Facility}], row)
			}
		}
	}
	return r.of[at{year, facility}]
}

// partOf tells whether what the verified figure is of may be in what the row without a facility is of.
func (r *run) partOf(v *inventory.Verified, t *inventory.Activity) bool {
	if !v.Category.Within(t.Category) && !t.Category.Within(v.Category) && !slices.Contains(r.elsewhere(v.Category, v.Item, v.Year), t.Category) {
		return false
	}
	return v.Item == nil || t.Item == nil || v.Item == t.Item || slices.Contains(r.Vocabulary.Items.General(v.Item), t.Item)
}

// besideTotal demands to know of one verified figure whether the line without a facility holds it, unless the facility's
// activity was taken out of it or is counted beside it.
func (r *run) besideTotal(v *inventory.Verified, e *inventory.Estimate) {
	t := r.figure(e.Row)
	if t == nil {
		t = e.Row
	}
	if r.ofBalance(t) && t.Category.Within(r.Vocabulary.Categories.Must("1.A")) {
		return // besideBalance speaks of it
	}
	choice := r.whole(t)
	if choice != nil && choice.Chosen == inventory.Excludes {
		return
	}
	if r.beside[t][v.Facility] {
		return
	}
	about := strings.TrimSpace(v.Facility + " " + v.Category.Code + " " + v.Gas)
	if r.stated(v) {
		r.notices.Add(inventory.Problem{Source: v.Place.Cell("facility"), Code: "verified-item-unsaid", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 有核查的数，而 activity/ 没有它在 %s（%s）中的份额：按没有处理", about, subjectOf(t), answer(t)),
				EN: fmt.Sprintf("%s is verified, and activity/ states no share of it in %s (%s): it is taken to have none", about, subjectOf(t), answer(t))},
			Hint: inventory.Text{ZH: "在 activity/ 写该设施的这一项；没有就写 0", EN: "state this item of the facility in activity/, 0 if there is none"}})
		return
	}
	r.problems.Add(besideUnknown(v, t, e, choice))
}

// besideUnknown says that a verified figure stands beside a figure that may hold it.
func besideUnknown(v *inventory.Verified, t *inventory.Activity, e *inventory.Estimate, choice *inventory.Choice) inventory.Problem {
	out := inventory.Problem{Source: v.Place.Cell("value"), Code: "verified-beside-total", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s %s 的核查数 %s %s，与不写设施的 %s（%s，%s，折 %s t %s）并列：没有说明后者是否含该设施，可能重复计算", v.Facility, v.Category.Code, v.Value, v.Unit, subjectOf(t), answer(t), t.Place.Cell("value"), inShort(e.Value()), e.Gas),
			EN: fmt.Sprintf("the verified figure of %s in %s, %s %s, stands beside %s without a facility (%s, %s, which gives %s t %s): nothing says whether that holds the facility, which may count twice", v.Facility, v.Category.Code, v.Value, v.Unit, subjectOf(t), answer(t), t.Place.Cell("value"), inShort(e.Value()), e.Gas)},
		Hint: inventory.Text{
			ZH: "在 records/choices.csv 写 kind=total：chosen=excludes（不含该设施），或 chosen=includes 并在 activity/ 写该设施的活动水平，好从总量中减去",
			EN: "record kind=total in records/choices.csv: chosen=excludes if it does not hold the facility; else chosen=includes, and state the facility's activity in activity/, to be taken out of the total"}}
	if choice == nil {
		return out
	}
	out.Code = "remainder-unknown"
	out.Message = inventory.Text{
		ZH: fmt.Sprintf("%s 是全区总量（%s，%s），含 %s；该设施在 %s 有核查数 %s %s，却没有活动水平：其余部分无法得知", subjectOf(t), answer(t), choice.Place.Cell("chosen"), v.Facility, v.Category.Code, v.Value, v.Unit),
		EN: fmt.Sprintf("%s is the district's total (%s, %s), which holds %s; that has a verified figure in %s, %s %s, and no activity: what is left of the total cannot be known", subjectOf(t), answer(t), choice.Place.Cell("chosen"), v.Facility, v.Category.Code, v.Value, v.Unit)}
	out.Hint = inventory.Text{
		ZH: "在 activity/ 写该设施的活动水平（设施名相同），没有这一项就写 0",
		EN: "state the facility's activity in activity/ under the same name, 0 if it has none of the item"}
	return out
}

// verifiedAndKey says that a facility has a verified figure and a key that denies it.
func verifiedAndKey(v *inventory.Verified, e *inventory.Estimate) inventory.Problem {
	at := e.Row.Place.Cell("notation")
	return inventory.Problem{Source: v.Place.Cell("value"), Code: "verified-and-key", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s %s 有 %s 的核查数 %s %s，而 %s 把它记为 %s", v.Facility, v.Category.Code, v.Gas, v.Value, v.Unit, at, e.Notation),
			EN: fmt.Sprintf("%s of %s in %s is verified, %s %s, and %s enters it as %s", v.Gas, v.Facility, v.Category.Code, v.Value, v.Unit, at, e.Notation)},
		Hint: inventory.Text{
			ZH: "两处只能有一处成立：删去标记，或删去核查数（已列入他处的不能再计）",
			EN: "only one can hold: remove the key, or the verified figure (what is included elsewhere does not count again)"}}
}

// farApart is how many times one figure is the other before a slip is likelier than a difference.
var farApart = decimal.NewFromInt(2)

// doubt tells what may be amiss with a figure that counts: it is far from the computed one, or its facility goes by another
// name in activity/.
func (r *run) doubt(m *emission) {
	v := m.verified
	if m.computed != nil {
		c := m.compared()
		value := m.line.Value().Abs()
		if sum := c.Sum.Abs(); value.GreaterThan(sum.Mul(farApart)) || sum.GreaterThan(value.Mul(farApart)) {
			r.problems.Add(inventory.Problem{Source: v.Place.Cell("value"), Code: "verified-far-from-computed", Severity: inventory.Warning,
				Message: inventory.Text{
					ZH: fmt.Sprintf("%s %s 的 %s：核查 %s t，计算 %s t，相差一倍以上", v.Facility, v.Category.Code, v.Gas, inShort(m.line.Value()), inShort(c.Sum)),
					EN: fmt.Sprintf("%s of %s in %s: verified %s t, computed %s t, more than twice apart", v.Gas, v.Facility, v.Category.Code, inShort(m.line.Value()), inShort(c.Sum))},
				Hint: inventory.Text{ZH: "核对单位（t 还是 万t）、边界和活动水平；核查数照样采用", EN: "check the unit (t or 10^4 t), the boundary and the activity; the verified figure counts all the same"}})
		}
		return
	}
	if name := r.likeFacility(v); name != "" {
		r.problems.Add(inventory.Problem{Source: v.Place.Cell("facility"), Code: "facility-named-otherwise", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("activity/ 没有设施“%s”，有“%s”：若是一家，它会计算两次", v.Facility, name),
				EN: fmt.Sprintf("activity/ has no facility %q but %q: if they are one, it counts twice", v.Facility, name)},
			Hint: inventory.Text{ZH: "同一家设施各处用同一个名称", EN: "give one facility one name everywhere"}})
	}
}

// likeFacility finds a facility of activity/ in a category of the figure's whose name holds the figure's, or is held by it; "" if
// there is none, or if the very name is there.
func (r *run) likeFacility(v *inventory.Verified) string {
	const least, most = 3, 200 // letters that tell a name, and names looked for: more come from a register, not from a keyboard
	own := spelling.Fold(v.Facility)
	if r.likened++; r.likened > most || len([]rune(own)) < least || r.rowsOf(v.Year, v.Facility) != nil {
		return ""
	}
	from, to := r.yearRows(v.Year)
	for _, row := range r.rows[from:to] {
		if row.Facility == "" || !row.Category.Within(v.Category) {
			continue
		}
		other, known := r.folded[row.Facility]
		if !known {
			other = spelling.Fold(row.Facility)
			r.folded[row.Facility] = other
		}
		if len([]rune(other)) >= least && (strings.Contains(own, other) || strings.Contains(other, own)) {
			return row.Facility
		}
	}
	return ""
}

// verifiedOutsideYears warns of verified figures of years that the workspace does not compile.
func (r *run) verifiedOutsideYears() {
	for _, v := range r.ws.Verified {
		if slices.Contains(r.ws.Config.Years, v.Year) {
			continue
		}
		r.problems.Add(inventory.Problem{
			Source: v.Place.Cell("year"), Code: "year-not-compiled", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%d 年不在 inventory.toml 的 years 之内：不编制", v.Year),
				EN: fmt.Sprintf("years in inventory.toml does not name %d: it is not compiled", v.Year)},
			Hint: inventory.Text{ZH: "把这一年加入 years，或核对年份", EN: "add the year to years, or check the row"}})
	}
}
