package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

func jumps() []Rule {
	return []Rule{
		{"DIGIT", inventory.Text{ZH: "错位和单位写错", EN: "slips of a digit or unit"}, slips},
		{"MAGNITUDE", inventory.Text{ZH: "数量级", EN: "orders of magnitude"}, magnitude},
		{"JUMP", inventory.Text{ZH: "年际突变", EN: "jumps from year to year"}, jump},
	}
}

// powers are the powers of ten that a misread digit or unit makes of a figure; 万 is the fourth and 亿 the eighth.
var powers = []int32{1, 2, 3, 4, 8}

// slipsOf finds the figures that are about a power of ten times what their line says in other years, whose figures agree.
func slipsOf(lines []*line, near decimal.Decimal) map[inventory.Place]int32 {
	out := map[inventory.Place]int32{}
	for _, l := range lines {
		if len(l.rows) < 2 || l.even() {
			continue
		}
		for i, row := range l.rows {
			others, agree := l.others(i, decimal.NewFromInt(3))
			if !agree || len(l.rows) == 2 && i == 0 {
				continue // of two figures the later one is told of
			}
			if power := powerOf(l.values[i].Abs(), median(others), near); power != 0 {
				out[row.Place] = power
			}
		}
	}
	return out
}

// even tells whether no figure of the line is five times another: ten is far then.
func (l *line) even() bool {
	least, most := l.values[0].Abs(), l.values[0].Abs()
	for _, value := range l.values[1:] {
		size := value.Abs()
		if size.LessThan(least) {
			least = size
		}
		if size.GreaterThan(most) {
			most = size
		}
	}
	return most.LessThan(least.Mul(five))
}

var five = decimal.NewFromInt(5)

// others are the sizes of the figures of the other years, zero apart; false if there are none or one is more than spread times
// another, so that no middle of them says much.
func (l *line) others(i int, spread decimal.Decimal) ([]decimal.Decimal, bool) {
	var out []decimal.Decimal
	for at, value := range l.values {
		if at != i && !value.IsZero() {
			out = append(out, value.Abs())
		}
	}
	if len(out) == 0 || l.values[i].IsZero() {
		return nil, false
	}
	least, most := slices.MinFunc(out, decimal.Decimal.Cmp), slices.MaxFunc(out, decimal.Decimal.Cmp)
	return out, !most.GreaterThan(least.Mul(spread))
}

// powerOf is the power of ten by which a figure is out of another, 0 if it is none of those that a slip makes.
func powerOf(value, usual, near decimal.Decimal) int32 {
	if usual.IsZero() || value.LessThan(usual.Mul(five)) && usual.LessThan(value.Mul(five)) {
		return 0 // however wide near is, ten is not within it
	}
	for _, power := range powers {
		for _, sign := range []int32{1, -1} {
			expected := usual.Shift(sign * power)
			if !value.Sub(expected).Abs().Shift(2).GreaterThan(near.Mul(expected)) { // both are sizes
				return sign * power
			}
		}
	}
	return 0
}

// slips: a figure that is about 10, 100, 1000, 10^4 or 10^8 times what the other years say, or that part of it, was most likely
// misread or is in another unit.
func slips(f *facts) {
	if !f.first() {
		return
	}
	for _, l := range f.over().lines {
		for i, row := range l.rows {
			power := f.over().slips[row.Place]
			if power == 0 {
				continue
			}
			others, _ := l.others(i, decimal.NewFromInt(3))
			usual := median(others)
			times, err := quantity.Quo(l.values[i].Abs(), usual)
			if err != nil {
				continue
			}
			f.tell(inventory.Warning, place(row), inventory.Text{
				ZH: fmt.Sprintf("%s %d 年 = %s，其他年份的中位数 %s %s（如 %s）：是它的 %s 倍，接近 10^%d，%s", thing(row), row.Year, figure(row), short(usual), l.rows[0].Unit, cell(l.beside(i)), short(times), power, slipOf(row, l.beside(i), power).ZH),
				EN: fmt.Sprintf("%s of %d = %s, the median of other years is %s %s (such as %s): %s times it, near 10^%d, %s", thing(row), row.Year, figure(row), short(usual), l.rows[0].Unit, cell(l.beside(i)), short(times), power, slipOf(row, l.beside(i), power).EN)},
				inventory.Text{
					ZH: fmt.Sprintf("对照原表核对数字和单位，应约为 %s %s；数字无误的，在 records/suppressions.csv 写明理由", short(usual), l.rows[0].Unit),
					EN: fmt.Sprintf("hold figure and unit against the original table: about %s %s is expected; if it is right, say why in records/suppressions.csv", short(usual), l.rows[0].Unit)})
		}
	}
}

// beside is the row of the nearest year before, or after the first.
func (l *line) beside(i int) *inventory.Activity {
	if i > 0 {
		return l.rows[i-1]
	}
	return l.rows[1]
}

// slipOf says what a slip by the power looks like.
func slipOf(row, beside *inventory.Activity, power int32) inventory.Text {
	zh, en := "像是错一位或多少写了零", "like a misplaced digit or a zero too many or too few"
	switch {
	case row.Unit != beside.Unit:
		zh, en = "像是单位写错："+row.Unit.String()+" 应为 "+beside.Unit.String()+"？", "like a wrong unit: "+row.Unit.String()+" for "+beside.Unit.String()+"?"
	case power == 4:
		zh, en = "像是把以万为单位的列又乘了一万，或少写了“万”的换算", "like a figure multiplied by 万 (10^4) twice"
	case power == -4:
		zh, en = "像是以万为单位的数填在 "+row.Unit.String()+" 下", "like a figure in 万 (10^4) entered as "+row.Unit.String()
	case power == 8, power == -8:
		zh, en = "像是“亿”的换算写错", "like 亿 (10^8) taken for one"
	case power == 3, power == -3:
		zh, en = "像是千克与吨、瓦时与千瓦时一类的单位写错", "like kg for t, or a unit of that kind"
	}
	return inventory.Text{ZH: zh, EN: en}
}

// jump: what is emitted of one activity changes by more than the threshold, and by enough to be seen in the district's total.
// Activity and emission per activity are told apart. Where what is in the category has changed, its whole is looked at.
func jump(f *facts) {
	told := map[*inventory.Category]bool{}
	for _, s := range f.over().subs {
		i := slices.IndexFunc(s.years, func(y emitted) bool { return y.year == f.year })
		if i < 1 || s.years[i-1].year != f.yearBefore() {
			continue
		}
		from, to := f.alike(s.years[i-1], s.years[i]), f.alike(s.years[i], s.years[i-1])
		if by, jumps := f.jumps(from.co2e, to.co2e); jumps {
			told[s.of.category] = true
			if !from.slipped(f) && !to.slipped(f) {
				f.tellJump(s, &from, &to, by)
			}
		}
	}
	f.jumpOfCategories(told)
}

// alike is the year of a subject with those gases alone that the other year has: one that a verified figure of the facility gives is
// not of the subject any more, and shows in the whole of the category.
func (f *facts) alike(y, other emitted) emitted {
	if slices.EqualFunc(y.lines, other.lines, func(a, b *inventory.Estimate) bool { return a.Gas == b.Gas }) {
		return y
	}
	out := emitted{year: y.year}
	for _, e := range y.lines {
		gwp, ok := f.inv.GWP(e.Gas)
		if ok && slices.ContainsFunc(other.lines, func(o *inventory.Estimate) bool { return o.Gas == e.Gas }) {
			out.lines, out.co2e = append(out.lines, e), out.co2e.Add(e.Value().Mul(gwp.Amount))
		}
	}
	return out
}

// yearBefore is the year compiled before the one at hand; 0 for the first.
func (f *facts) yearBefore() int {
	f.compared[f.rule.ID] = true
	at := slices.Index(f.inv.Years, f.year)
	if at < 1 {
		return 0
	}
	return f.inv.Years[at-1]
}

// jumps tells whether an amount of CO2e changes by more than the threshold a year.
func (f *facts) jumps(from, to decimal.Decimal) (decimal.Decimal, bool) {
	if !f.matters(to.Sub(from), f.year) {
		return decimal.Decimal{}, false // most of a province's plants
	}
	by, ok := change(from, to)
	years := decimal.NewFromInt(int64(f.year - f.yearBefore()))
	return by, ok && by.Abs().GreaterThan(f.limit("jump").Mul(years))
}

// slipped tells whether the figure of the year looks like a slip, which is told of by itself.
func (e *emitted) slipped(f *facts) bool {
	return slices.ContainsFunc(e.lines, func(line *inventory.Estimate) bool { return f.over().slips[line.Row.Place] != 0 })
}

func (f *facts) tellJump(s *subject, from, to *emitted, by decimal.Decimal) {
	a, b := from.lines[0], to.lines[0]
	part, _ := share(to.co2e.Sub(from.co2e).Abs(), f.over().size[f.year])
	why := inventory.Text{ZH: fmt.Sprintf("（%s；%s）", a.Origin(), b.Origin()), EN: fmt.Sprintf(" (%s; %s)", a.Origin(), b.Origin())}
	if value, ok := in(b.Row, a.Row.Unit.String()); ok && perActivity(a) && perActivity(b) {
		if activity, ok := change(a.Row.Value, value); ok {
			why = inventory.Text{
				ZH: fmt.Sprintf("；活动水平 %s → %s，%s", cell(a.Row), cell(b.Row), signed(activity)),
				EN: fmt.Sprintf("; its activity goes from %s to %s, %s", cell(a.Row), cell(b.Row), signed(activity))}
			if rest := by.Sub(activity).Abs(); rest.GreaterThan(f.limit("ief_change")) {
				why.ZH, why.EN = why.ZH+"，其余是单位排放的变化", why.EN+", the rest is emission per activity"
			}
		}
	}
	f.tell(inventory.Warning, b.Origin(), inventory.Text{
		ZH: fmt.Sprintf("%s：%d 年 %s t CO2e，%d 年 %s t CO2e，变化 %s，占全区 %s%s", s.of.name(), from.year, short(from.co2e), to.year, short(to.co2e), signed(by), percent(part), why.ZH),
		EN: fmt.Sprintf("%s: %s t CO2e in %d, %s t CO2e in %d: %s, %s of the district's emissions%s", s.of.name(), short(from.co2e), from.year, short(to.co2e), to.year, signed(by), percent(part), why.EN)},
		jumpHint(f))
}

func jumpHint(f *facts) inventory.Text {
	limit := f.limit("jump").String()
	return inventory.Text{
		ZH: "一年变化在 ±" + limit + " % 以内不提；核对两年的数和口径，变化属实的在 records/suppressions.csv 写明原因（投产、停产、统计口径）",
		EN: "within ±" + limit + " % a year nothing is said; check both years' figures and coverage, and if the change is real say why in records/suppressions.csv (a works opened or closed, other statistics)"}
}

// whole is a category in the year at hand and the one before, with what of it began or ended between them.
type whole struct {
	of       *inventory.Category
	from, to decimal.Decimal
	changed  []string
	at       inventory.Source
}

// jumpOfCategories looks at the categories of which some activity began or ended, so that none of it could be compared.
func (f *facts) jumpOfCategories(told map[*inventory.Category]bool) {
	if f.first() || f.many() { // of whose categories not every subject is at hand
		return
	}
	var last *whole
	tell := func() {
		if last == nil {
			return
		}
		by, jumps := f.jumps(last.from, last.to)
		if !jumps || told[last.of] || len(last.changed) == 0 {
			return
		}
		list := firstOf(last.changed, 4)
		f.tell(inventory.Warning, last.at, inventory.Text{
			ZH: fmt.Sprintf("%s 合计：%d 年 %s t CO2e，%d 年 %s t CO2e，变化 %s；开始或不再有数的：%s", last.of.Code, f.yearBefore(), short(last.from), f.year, short(last.to), signed(by), list.ZH),
			EN: fmt.Sprintf("all of %s: %s t CO2e in %d, %s t CO2e in %d: %s; what began or ended: %s", last.of.Code, short(last.from), f.yearBefore(), short(last.to), f.year, signed(by), list.EN)},
			jumpHint(f))
	}
	for _, s := range f.over().subs { // those of a category stand together
		if s.of.boundary != inventory.Territorial {
			continue
		}
		if last == nil || last.of != s.of.category {
			tell()
			last = &whole{of: s.of.category}
		}
		last.add(s, f.yearBefore(), f.year)
	}
	tell()
}

// add adds what a subject emits in the two years.
func (w *whole) add(s *subject, before, year int) {
	var from, to *emitted
	for i := range s.years {
		switch s.years[i].year {
		case before:
			from = &s.years[i]
		case year:
			to = &s.years[i]
		}
	}
	if from != nil {
		w.from = w.from.Add(from.co2e)
	}
	if to != nil {
		w.to = w.to.Add(to.co2e)
	}
	switch {
	case from != nil && to == nil:
		w.changed, w.at = append(w.changed, "− "+s.of.name()+" "+short(from.co2e)+" t"), from.lines[0].Origin()
	case from == nil && to != nil:
		w.changed, w.at = append(w.changed, "+ "+s.of.name()+" "+short(to.co2e)+" t"), to.lines[0].Origin()
	}
}

// perActivity tells whether what is emitted in a year is of the activity of that year.
func perActivity(e *inventory.Estimate) bool {
	return e.Method != nil && e.Method.Main() != nil && e.Row.Number && !e.Row.Value.IsZero() &&
		!slices.ContainsFunc(e.Method.Inputs, func(in inventory.Input) bool { return in.Series })
}
