package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

func twoFigures() []Rule {
	return []Rule{
		{"TWOFIGURES", inventory.Text{ZH: "两个部门的数", EN: "two departments' figures"}, twoStatements},
		{"PRELIMINARY", inventory.Text{ZH: "初步数与最终数", EN: "preliminary and final figures"}, preliminary},
	}
}

// statement is one figure of one quantity: of an activity or of an indicator.
type statement struct {
	value            decimal.Decimal // in the unit of those it stands beside
	figure           string          // as written
	vintage          string
	counts           bool             // by a recorded choice
	bounds           inventory.Bounds // that are stated, in the unit of value
	at               inventory.Source
	name, department string
}

// text names the figure, who states it and where.
func (s statement) text() string {
	return strings.TrimSpace(s.figure+" "+s.department) + " (" + s.at.String() + ")"
}

// statedTwice gathers the figures of the year of which a quantity has more than one, the one that counts first.
func (f *facts) statedTwice() [][]statement {
	f.over()
	var out [][]statement
	for _, rows := range f.across.twice {
		if rows[0].Year == f.year {
			out = append(out, statementsOf(rows))
		}
	}
	var names []string
	byName := map[string][]statement{}
	for i := range f.ws.Indicators {
		row := &f.ws.Indicators[i]
		if row.Year != f.year {
			continue
		}
		key := row.Name + "|" + row.Coverage + "|" + row.PriceBase + "|" + row.Unit
		if byName[key] == nil {
			names = append(names, key)
		}
		byName[key] = append(byName[key], statement{row.Value, row.Value.String() + " " + row.Unit, row.Vintage, f.wasChosen(row), inventory.Bounds{}, row.Place.Cell("value"), row.Name, row.Department})
	}
	for _, name := range names {
		if list := byName[name]; len(list) > 1 {
			slices.SortStableFunc(list, func(a, b statement) int {
				if a.counts != b.counts {
					return map[bool]int{true: -1, false: 1}[a.counts]
				}
				return finality(b.vintage) - finality(a.vintage)
			})
			out = append(out, list)
		}
	}
	return out
}

// statementsOf are rows of one quantity, in the unit of the first.
func statementsOf(rows []*inventory.Activity) []statement {
	var out []statement
	for _, row := range rows {
		value, ok := in(row, rows[0].Unit.String())
		if !ok {
			continue
		}
		one := statement{value: value, figure: figure(row), vintage: row.Vintage, at: place(row), name: thing(row), department: row.Department}
		one.bounds.Low, one.bounds.High = inUnitOf(rows[0], row, row.Bounds().Low), inUnitOf(rows[0], row, row.Bounds().High)
		out = append(out, one)
	}
	return out
}

// inUnitOf brings a bound of the row to the unit of the other; nil if there is none.
func inUnitOf(other, row *inventory.Activity, bound *decimal.Decimal) *decimal.Decimal {
	if bound == nil {
		return nil
	}
	value, err := quantity.Convert(*bound, row.Unit, other.Unit)
	if err != nil {
		return nil
	}
	return &value
}

// outside tells whether the value lies outside the range that the figure states.
func (s statement) outside(value decimal.Decimal) bool {
	return s.bounds.Low != nil && value.LessThan(*s.bounds.Low) || s.bounds.High != nil && value.GreaterThan(*s.bounds.High)
}

// twoStatements shows how far two departments' figures for one quantity are apart, whichever counts.
func twoStatements(f *facts) {
	for _, list := range f.statedTwice() {
		taken := list[0]
		for _, other := range list[1:] {
			by, ok := change(other.value, taken.value)
			if !ok || by.IsZero() || isPreliminary(taken) != isPreliminary(other) {
				continue
			}
			severity := inventory.Info
			if by.Abs().GreaterThan(f.limit("two_figures")) || other.outside(taken.value) {
				severity = inventory.Warning
			}
			zh := fmt.Sprintf("%d 年 %s：采用 %s，另有 %s，相差 %s", f.year, taken.name, taken.text(), other.text(), signed(by))
			en := fmt.Sprintf("%s of %d: %s counts, beside %s: %s apart", taken.name, f.year, taken.text(), other.text(), signed(by))
			if other.outside(taken.value) {
				zh, en = zh+"，采用的数在另一个数声明的范围 "+other.span()+" 之外", en+"; the figure that counts is outside the range that the other states, "+other.span()
			}
			f.tell(severity, taken.at, inventory.Text{ZH: zh, EN: en}, inventory.Text{
				ZH: fmt.Sprintf("超过 %s %% 的差异要查明口径，并在 records/choices.csv 的理由中写明", f.limit("two_figures")),
				EN: fmt.Sprintf("find out why they differ by more than %s %%, and say so in the reason of records/choices.csv", f.limit("two_figures"))})
		}
	}
}

func isPreliminary(s statement) bool { return s.vintage == "preliminary" }

// span prints the stated range.
func (s statement) span() string {
	side := func(v *decimal.Decimal) string {
		if v == nil {
			return "…"
		}
		return short(*v)
	}
	return side(s.bounds.Low) + "–" + side(s.bounds.High)
}

// preliminary: a preliminary figure is replaced by the final one as soon as there is one, which is due some years later.
func preliminary(f *facts) {
	tablesRevised(f)
	revised := map[inventory.Source]bool{}
	for _, list := range f.statedTwice() {
		taken := list[0]
		for _, other := range list[1:] {
			if isPreliminary(taken) == isPreliminary(other) {
				continue
			}
			revised[taken.at], revised[other.at] = true, true
			f.revision(taken, other)
		}
	}
	last := f.inv.Years[len(f.inv.Years)-1]
	if decimal.NewFromInt(int64(last - f.year)).LessThan(f.limit("preliminary_years")) {
		return
	}
	due := func(at inventory.Source, what string) {
		if revised[at] {
			return
		}
		f.tell(inventory.Warning, at, inventory.Text{
			ZH: fmt.Sprintf("%d 年的 %s 仍是初步数，最近年份已是 %d 年", f.year, what, last),
			EN: fmt.Sprintf("%s of %d is still preliminary, and the inventory has reached %d", what, f.year, last)},
			inventory.Text{
				ZH: fmt.Sprintf("向责任部门要最终数（距最近年份 %s 年以上应已有）", f.limit("preliminary_years")),
				EN: fmt.Sprintf("ask the holder for the final figure, which is due %s years before the latest", f.limit("preliminary_years"))})
	}
	for _, l := range f.over().lines {
		for _, row := range l.rows {
			if row.Year == f.year && row.Vintage == "preliminary" && !f.across.derived[row] {
				due(place(row), thing(row)+" = "+figure(row))
			}
		}
	}
	for i := range f.ws.Indicators {
		if row := &f.ws.Indicators[i]; row.Year == f.year && row.Vintage == "preliminary" {
			due(row.Place.Cell("value"), row.Name+" = "+row.Value.String()+" "+row.Unit)
		}
	}
	if b := f.balance(); b != nil && b.Vintage == "preliminary" {
		due(b.Place.Cell(""), b.Title)
	}
}

// revision shows what a final figure changes of the preliminary one, and warns where the preliminary one counts.
func (f *facts) revision(taken, other statement) {
	early, late := taken, other
	if isPreliminary(other) {
		early, late = other, taken
	}
	by, ok := change(early.value, late.value)
	if !ok {
		return
	}
	zh := fmt.Sprintf("%d 年 %s：初步数 %s，后来的数 %s，修订 %s", f.year, taken.name, early.text(), late.text(), signed(by))
	en := fmt.Sprintf("%s of %d: preliminary %s, later %s: revised by %s", taken.name, f.year, early.text(), late.text(), signed(by))
	if isPreliminary(taken) {
		f.tell(inventory.Warning, taken.at, inventory.Text{ZH: zh + "；采用的是初步数", EN: en + "; the preliminary one counts"},
			inventory.Text{ZH: "改用最终数；仍用初步数的，在 records/choices.csv 的理由中写明", EN: "take the final figure; if the preliminary one is to count, say why in records/choices.csv"})
		return
	}
	f.tell(inventory.Info, taken.at, inventory.Text{ZH: zh, EN: en}, inventory.Text{ZH: "用初步数报过的结果按此更新", EN: "results reported with the preliminary figure are to be revised"})
}

// tablesRevised shows what a final energy balance changes of the final consumption in the preliminary one of its year.
func tablesRevised(f *facts) {
	used := f.balance()
	if used == nil {
		return
	}
	flow := f.inv.Vocabulary.Flows.Must("final")
	for _, other := range f.ws.Balances {
		if other.Year != f.year || other.ByIndustry != used.ByIndustry || other == used.Balance || other.Vintage == used.Vintage {
			continue
		}
		var list []string
		for _, c := range used.Columns {
			at := slices.IndexFunc(other.Columns, func(o *inventory.BalanceFuel) bool { return o.Name() == c.Name() && o.Unit.SameDimension(c.Unit) })
			if at < 0 {
				continue
			}
			now, then := f.inv.Vocabulary.Flows.Figure(c, flow), f.inv.Vocabulary.Flows.Figure(other.Columns[at], flow)
			if now == nil || then == nil || now.Value.Equal(then.Value) || c.Unit != other.Columns[at].Unit {
				continue
			}
			if by, ok := change(then.Value, now.Value); ok {
				list = append(list, fmt.Sprintf("%s %s → %s %s, %s", c.Name(), then.Value, now.Value, c.Unit, signed(by)))
			}
		}
		all := firstOf(list, 6)
		f.tell(inventory.Info, used.Place.Cell(""), inventory.Text{
			ZH: fmt.Sprintf("%d 年采用“%s”，不用 %s 的“%s”；终端消费量的修订：%s", f.year, used.Title, other.Place.Cell(""), other.Title, all.ZH),
			EN: fmt.Sprintf("the balance of %d is “%s”, not “%s” of %s; final consumption is revised: %s", f.year, used.Title, other.Title, other.Place.Cell(""), all.EN)},
			inventory.Text{ZH: "用初步表报过的结果按此更新", EN: "results reported with the preliminary table are to be revised"})
	}
}
