package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

func repeated() []Rule {
	return []Rule{
		{"REPEATED", inventory.Text{ZH: "数字重复", EN: "figures that repeat"}, repeats},
		{"USEDTWICE", inventory.Text{ZH: "同一活动水平用在两处", EN: "one activity used in two places"}, usedTwice},
	}
}

// repeats: an amount that stays the very same for years, a table that is that of the year before, and one figure for several
// things of one table were most likely copied.
func repeats(f *facts) {
	if f.first() {
		for _, l := range f.over().lines {
			f.sameForYears(l)
		}
		f.copiedTables()
		f.sameForSeveral()
	}
}

// changes tells whether the row's amount is one that is surveyed every year. Areas of land, works in being and capacities may
// well stay.
func changes(row *inventory.Activity) bool {
	return isAmount(row) && !row.Value.IsZero() && !inventory.IsLand(row.Category) && !row.Unit.Counts() && row.Category.Code[0] != 'M' &&
		!slices.Contains([]string{"capacity", "nameplate_in_use", "bank", "charge"}, row.Parameter)
}

// sameForYears tells of each run of years in which the line does not change.
func (f *facts) sameForYears(l *line) {
	least := f.limit("repeated_years")
	for from := 0; from < len(l.rows); {
		to := from + 1
		for to < len(l.rows) && l.values[to].Equal(l.values[from]) && l.rows[to].Year-l.rows[to-1].Year == f.step(l.rows[to].Year) {
			to++
		}
		if n := to - from; !decimal.NewFromInt(int64(n)).LessThan(least) && changes(l.rows[from]) {
			first, last := l.rows[from], l.rows[to-1]
			severity := inventory.Warning
			if digits(first.Value) < 3 {
				severity = inventory.Info // a round figure is an estimate, and may be one for years
			}
			f.tell(severity, place(last), inventory.Text{
				ZH: fmt.Sprintf("%s：%d–%d 年 %d 年都是 %s（%s … %s）", thing(first), first.Year, last.Year, n, figure(first), place(first), place(last)),
				EN: fmt.Sprintf("%s: %s in all %d years of %d–%d (%s … %s)", thing(first), figure(first), n, first.Year, last.Year, place(first), place(last))},
				inventory.Text{
					ZH: "向责任部门核对各年的数；确实不变或是估计值的，在 records/suppressions.csv 写明",
					EN: "ask the holder for the figure of each year; if it did not change, or is an estimate, say so in records/suppressions.csv"})
		}
		from = to
	}
}

// step is the number of years from the year compiled before to the year.
func (f *facts) step(year int) int {
	at := slices.Index(f.inv.Years, year)
	if at < 1 {
		return 1
	}
	return year - f.inv.Years[at-1]
}

// copied counts the amounts of a table in a year, and those that are what they were the year before.
type copied struct {
	year, all, same int
	first           *inventory.Activity
}

// part is the share of the amounts that are the same, in per cent.
func (c *copied) part() decimal.Decimal {
	out, _ := share(decimal.NewFromInt(int64(c.same)), decimal.NewFromInt(int64(c.all)))
	return out
}

// copiedTables tells of a table whose figures of a year are mostly those of the year before, of all such years at once.
func (f *facts) copiedTables() {
	tables := map[string][]*copied{}
	for _, l := range f.over().lines {
		for i := 1; i < len(l.rows); i++ {
			row := l.rows[i]
			if row.Year-l.rows[i-1].Year != f.step(row.Year) || !changes(row) {
				continue
			}
			file := row.Place.Cell("").File
			at := slices.IndexFunc(tables[file], func(c *copied) bool { return c.year == row.Year })
			if at < 0 {
				at, tables[file] = len(tables[file]), append(tables[file], &copied{year: row.Year})
			}
			c := tables[file][at]
			if c.all++; l.values[i].Equal(l.values[i-1]) {
				if c.same++; c.first == nil || row.Place.Row < c.first.Place.Row {
					c.first = row
				}
			}
		}
	}
	const least = 5 // of fewer figures some may well be the same
	for _, file := range slices.Sorted(maps.Keys(tables)) {
		years := slices.DeleteFunc(tables[file], func(c *copied) bool { return c.all < least || c.part().LessThan(f.limit("repeated_share")) })
		if len(years) == 0 {
			continue
		}
		slices.SortFunc(years, func(a, b *copied) int { return cmp.Compare(a.year, b.year) })
		last := years[len(years)-1]
		var list []string
		for _, c := range years {
			list = append(list, fmt.Sprintf("%d %d/%d", c.year, c.same, c.all))
		}
		all := firstOf(list, 12)
		f.tell(inventory.Warning, place(last.first), inventory.Text{
			ZH: fmt.Sprintf("%s 中与上一年完全相同的数（相同/全部）：%s；%d 年占 %s，如 %s = %s：像是整列复制", file, all.ZH, last.year, percent(last.part()), thing(last.first), figure(last.first)),
			EN: fmt.Sprintf("figures of %s that are those of the year before (same/all): %s; %s in %d, such as %s = %s: it looks copied", file, all.EN, percent(last.part()), last.year, thing(last.first), figure(last.first))},
			inventory.Text{ZH: "核对这些年是否真的填过，而不是沿用上年的表", EN: "see whether those years were filled in, or last year's table handed on"})
	}
}

// written is an amount of the tables of a year in the reference unit of its dimension, with what both of a pair must share.
type written struct {
	year        int
	value, unit string
	facility    string
	item        *inventory.Item
	table       *inventory.Table
	parameter   string
}

// wholeDigits is how many significant digits a figure has that two things do not share by chance.
const wholeDigits = 4

// twins are two lines that write the same in some years, which two things do not by chance.
type twins struct {
	a, b  *line
	years []int
	last  [2]*inventory.Activity // the rows of the last of those years
}

// twins finds the lines that share figures and what shared puts into the key, and of which alike is true: a line against the first
// like it of each figure. Of one thing in one category one line is held against the others.
func (f *facts) twins(shared func(*written, *inventory.Activity), alike func(a, b *inventory.Activity) bool) []*twins {
	type met struct {
		line *line
		row  *inventory.Activity
	}
	shares := f.sharedFigures()
	known := map[written][]met{}
	pairs := map[[2]*line]*twins{}
	var out []*twins
	for _, l := range f.over().lines {
		for _, row := range l.rows {
			if bare, ok := f.bare(row); ok && shares[figureIn{bare, row.Year}] < 2 || !f.isWritten(row) {
				continue
			}
			value, unit := f.inReference(row)
			key := written{year: row.Year, value: value.String(), unit: unit}
			shared(&key, row)
			at := slices.IndexFunc(known[key], func(m met) bool { return alike(m.row, row) })
			if at < 0 {
				if len(known[key]) < mostTold && !slices.ContainsFunc(known[key], func(m met) bool {
					return m.row.Item == row.Item && m.row.Category == row.Category && m.row.Facility == row.Facility
				}) {
					known[key] = append(known[key], met{l, row})
				}
				continue
			}
			first := known[key][at]
			pair := pairs[[2]*line{first.line, l}]
			if pair == nil {
				pair = &twins{a: first.line, b: l}
				pairs[[2]*line{first.line, l}], out = pair, append(out, pair)
			}
			pair.years, pair.last = append(pair.years, row.Year), [2]*inventory.Activity{first.row, row}
		}
	}
	return out
}

// isWritten tells whether somebody wrote the amount, with so many digits that two things do not share them by chance.
func (f *facts) isWritten(row *inventory.Activity) bool {
	return isAmount(row) && digits(row.Value) >= wholeDigits && row.Place.Table != nil && !f.over().derived[row]
}

// figureIn is a figure of a year, less the zeros at its end.
type figureIn struct {
	bare int64
	year int
}

// sharedFigures counts how often the digits of a figure are met in a year: most are met once, and need not be looked at.
func (f *facts) sharedFigures() map[figureIn]uint8 {
	t := f.over()
	if t.shares == nil {
		t.shares = map[figureIn]uint8{}
		for _, l := range t.lines {
			for _, row := range l.rows {
				if bare, ok := f.bare(row); ok {
					key := figureIn{bare, row.Year}
					t.shares[key] = min(t.shares[key]+1, 2)
				}
			}
		}
	}
	return t.shares
}

// text names the two rows of the last year, and in how many years they write the same.
func (t *twins) text() inventory.Text {
	out := both(t.last[0], t.last[1])
	year := fmt.Sprint(t.last[1].Year)
	out.ZH, out.EN = year+" 年 "+out.ZH, out.EN+" in "+year
	if n := len(t.years); n > 1 {
		out.ZH += fmt.Sprintf("；%d 年中有 %d 年如此", len(t.b.rows), n)
		out.EN += fmt.Sprintf("; so in %d of %d years", n, len(t.b.rows))
	}
	return out
}

// sameForSeveral tells of one figure for different things of one table and parameter.
func (f *facts) sameForSeveral() {
	of := func(key *written, row *inventory.Activity) {
		key.facility, key.table, key.parameter = row.Facility, row.Place.Table, row.Parameter
	}
	for _, t := range f.twins(of, func(a, b *inventory.Activity) bool { return a.Item != b.Item && !inventory.IsLand(b.Category) }) {
		pair := t.text()
		f.tell(inventory.Warning, place(t.last[1]), inventory.Text{ZH: "不同的量填了同一个数：" + pair.ZH, EN: "one figure for different things: " + pair.EN},
			inventory.Text{ZH: "对照原表，看是否复制时贴错了行；碰巧相同的在 records/suppressions.csv 写明", EN: "hold both against the original table: a cell may have been pasted into the wrong row; if they agree by chance, say so in records/suppressions.csv"})
	}
}

// usedTwice: the same quantity of the same thing, of one facility or of none, stands in two categories of which neither holds
// the other; a figure of no facility may be that of a facility. A works' fuel in two industries is told of by PLANT.
func usedTwice(f *facts) {
	if !f.first() {
		return
	}
	of := func(key *written, row *inventory.Activity) { key.item = row.Item }
	for _, t := range f.twins(of, f.sameQuantity) {
		pair, source := t.text(), inventory.Text{}
		if document := t.last[1].Document; document != "" && document == t.last[0].Document {
			source = inventory.Text{ZH: "，来源都是“" + document + "”", EN: ", both from “" + document + "”"}
		}
		f.tell(inventory.Warning, place(t.last[1]), inventory.Text{ZH: "同一个量列在两个类别：" + pair.ZH + source.ZH, EN: "one quantity stands in two categories: " + pair.EN + source.EN},
			inventory.Text{
				ZH: "同一个量只在一处计算：留下它排放的类别，另一处写 IE 和目标类别；碰巧相同的在 records/suppressions.csv 写明",
				EN: "count it once: keep it where it emits, and write IE with that category at the other; if the figures agree by chance, say so in records/suppressions.csv"})
	}
}

// sameQuantity tells whether two rows that write one figure speak of one thing in two categories.
func (f *facts) sameQuantity(a, b *inventory.Activity) bool {
	if a.Facility != b.Facility && a.Facility != "" && b.Facility != "" {
		return false
	}
	if a.Category == b.Category || a.Category.Within(b.Category) || b.Category.Within(a.Category) {
		return false
	}
	fuels, escapes := f.category("1.A"), f.category("1.B")
	if a.Category.Within(escapes) != b.Category.Within(escapes) {
		return false // what is burned is also what leaks on the way
	}
	if a.Facility != "" && a.Facility == b.Facility && a.Category.Within(fuels) && b.Category.Within(fuels) {
		return false
	}
	return a.Item != nil || a.Facility != "" && a.Facility == b.Facility && a.Parameter == b.Parameter
}
