package check

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"ghg/inventory"
)

func complete() []Rule {
	return []Rule{{"COMPLETE", inventory.Text{ZH: "完整性", EN: "completeness"}, completeness}}
}

// completeness: a key gives a reason that says something, a series has no holes, and what changes from a number to a key or from one
// key to another is explained. A category that nobody mentioned, and IE that leads nowhere, are told of when the inventory is made.
func completeness(f *facts) {
	if !f.first() {
		return
	}
	f.emptyReasons()
	for _, a := range alike(f.answers()) {
		f.holes(a)
		f.changedKeys(a)
	}
	f.missingRows()
}

// noReasons are what people write who have nothing to say, without blanks and marks.
var noReasons = []string{"无", "没有", "无数据", "没有数据", "暂无", "暂无数据", "不详", "不清楚", "未知", "略", "同上", "ne", "na", "none", "nodata", "unknown", "tbd", "notavailable", "notestimated", "未估算", "待定", "待补"}

// saysNothing tells whether a reason is none: blank, marks alone, or a word that repeats the key.
func saysNothing(note string) bool {
	bare := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, note))
	return len([]rune(bare)) < 2 || slices.Contains(noReasons, bare) || strings.Trim(bare, "0123456789") == ""
}

// emptyReasons tells of each note of NE that says nothing, of all rows that write it at once.
func (f *facts) emptyReasons() {
	counts, first := map[string]int{}, map[string]*inventory.Activity{}
	var order []string
	for _, row := range f.ws.Activity {
		if row.Number || !row.Notation.Has(inventory.NE) || !saysNothing(row.Note) || !slices.Contains(f.inv.Years, row.Year) {
			continue
		}
		if first[row.Note] == nil {
			first[row.Note], order = row, append(order, row.Note)
		}
		counts[row.Note]++
	}
	for _, note := range order {
		row := first[note]
		f.tell(inventory.Warning, row.Place.Cell("note"), inventory.Text{
			ZH: fmt.Sprintf("%d 年 %s 为 NE，理由只写了“%s”，没有说明为什么没有数（这样的有 %d 行）", row.Year, about(row), note, counts[note]),
			EN: fmt.Sprintf("%s of %d is NE and its reason is %q, which does not say why there is no figure (%d rows do so)", about(row), row.Year, note, counts[note])},
			inventory.Text{
				ZH: "写明缺什么数、问过谁、何时能有，如“2020 年无分县数据，已问区农业农村委”",
				EN: "say which figure is missing, who was asked and when it may come, such as “no figure of the district for 2020, the holder was asked”"})
	}
}

// answer is what the inventory says of a gas of one row of the registry, year by year.
type answer struct {
	entry *inventory.RegistryRow
	gas   string // of several that are answered alike, all of them
	years []said // of all years compiled
}

// alike joins the gases of one row of the registry that are answered by the same cells.
func alike(answers []*answer) []*answer {
	var out []*answer
	for _, a := range answers {
		at := -1
		for i := len(out) - 1; i >= 0 && out[i].entry == a.entry && at < 0; i-- {
			if slices.EqualFunc(out[i].years, a.years, said.same) {
				at = i
			}
		}
		if at < 0 {
			out = append(out, a)
		} else {
			out[at].gas += ", " + a.gas
		}
	}
	return out
}

// said is the answer of a year: a number, or keys with the line that gives them; neither if nobody mentioned it.
type said struct {
	year   int
	number bool
	keys   inventory.Notation
	line   *inventory.Estimate // the first that gives the number, or else the keys
}

// answers gathers what is said of every pair of the registry.
func (f *facts) answers() []*answer {
	voc := f.inv.Vocabulary
	var out []*answer
	of := map[*inventory.RegistryRow][]*answer{}
	for i := range voc.Registry {
		entry := &voc.Registry[i]
		for _, gas := range entry.Gases {
			a := &answer{entry: entry, gas: gas}
			for _, year := range f.inv.Years {
				a.years = append(a.years, said{year: year})
			}
			out, of[entry] = append(out, a), append(of[entry], a)
		}
	}
	entries := map[*inventory.Category][]*inventory.RegistryRow{}
	for _, c := range voc.Categories.All {
		for i := range voc.Registry {
			if c.Within(voc.Registry[i].Category) {
				entries[c] = append(entries[c], &voc.Registry[i])
			}
		}
	}
	for _, e := range f.inv.Estimates {
		for _, entry := range entries[e.Row.Category] {
			if entry.Boundary != e.Boundary || !entry.Covers(e.Row.Item) {
				continue
			}
			for _, a := range of[entry] {
				if f.sameGas(a.gas, e.Gas) {
					a.add(e)
				}
			}
		}
	}
	return out
}

func (f *facts) sameGas(a, b string) bool {
	if a == b {
		return true
	}
	gas, ok := f.inv.Vocabulary.Gases.Lookup(b)
	return ok && gas.Matches(a)
}

// same tells whether two answers of a year come of the same cell.
func (s said) same(other said) bool {
	if s.number != other.number || s.keys != other.keys || (s.line == nil) != (other.line == nil) {
		return false
	}
	return s.line == nil || s.line.Origin() == other.line.Origin()
}

func (a *answer) add(e *inventory.Estimate) {
	at, _ := slices.BinarySearchFunc(a.years, e.Row.Year, func(s said, year int) int { return cmp.Compare(s.year, year) })
	s := &a.years[at]
	switch {
	case e.Number && !s.number:
		s.number, s.line = true, e
	case !e.Number && e.Asked:
		if s.keys |= e.Notation; s.line == nil {
			s.line = e
		}
	}
}

// claims are the keys of a year without a number.
func (s *said) claims() inventory.Notation {
	return s.keys.Among(false) &^ (inventory.C | inventory.FX)
}

// text prints the number of the year with its cell.
func (s *said) text() string {
	return fmt.Sprintf("%d %s t %s (%s)", s.year, short(s.line.Value()), s.line.Gas, s.line.Origin())
}

// name names the pair.
func (a *answer) name() string { return a.entry.Category.Code + " " + a.gas }

// holes tells of years without a number between years with one, and of NE where another year has a number.
func (f *facts) holes(a *answer) {
	first, last := -1, -1
	for i := range a.years {
		if a.years[i].number {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	var holes, beside []string
	var at *inventory.Estimate
	for i := range a.years {
		s := &a.years[i]
		switch {
		case first < 0 || s.number || s.line == nil || s.claims() == inventory.IE:
		case i > first && i < last:
			holes, at = append(holes, strconv.Itoa(s.year)+" "+s.claims().String()), s.line
		case s.claims() == inventory.NE:
			beside = append(beside, strconv.Itoa(s.year))
			if at == nil {
				at = s.line
			}
		}
	}
	hint := inventory.Text{
		ZH: "向责任部门补要这些年的数；要不到的按 records/splices.csv 推算（IPCC 2006 V1 第5章）",
		EN: "ask the holder for those years; what cannot be had is spliced in records/splices.csv (IPCC 2006 V1 ch5)"}
	number := func(i int) string {
		return a.years[i].text()
	}
	switch {
	case len(holes) > 0:
		f.tell(inventory.Warning, at.Origin(), inventory.Text{
			ZH: fmt.Sprintf("%s 的序列中断：%s，而 %s 和 %s 都有数", a.name(), strings.Join(holes, "、"), number(first), number(last)),
			EN: fmt.Sprintf("the series of %s has a hole: %s, while %s and %s have numbers", a.name(), strings.Join(holes, ", "), number(first), number(last))}, hint)
	case len(beside) > 0:
		f.tell(inventory.Info, at.Origin(), inventory.Text{
			ZH: fmt.Sprintf("%s 在 %s 年为 NE，而 %s 有数：该部门有这项数据", a.name(), strings.Join(beside, "、"), number(first)),
			EN: fmt.Sprintf("%s is NE in %s, while %s has a number: the holder has figures of it", a.name(), strings.Join(beside, ", "), number(first))}, hint)
	}
}

// changedKeys tells of the first change from one key to another, or from a number to NO or NA, whose note gives no other reason than
// before.
func (f *facts) changedKeys(a *answer) {
	for i := 1; i < len(a.years); i++ {
		before, now := &a.years[i-1], &a.years[i]
		if now.number || now.line == nil || before.line == nil || !before.number && before.claims() == now.claims() {
			continue
		}
		note := now.line.Row.Note
		switch {
		case before.number && now.claims()&(inventory.NO|inventory.NA) == 0, !saysNothing(note) && (before.number || note != before.line.Row.Note):
			continue
		}
		was := before.claims().String()
		if before.number {
			was = short(before.line.Value()) + " t " + before.line.Gas
		}
		f.tell(inventory.Warning, now.line.Origin(), inventory.Text{
			ZH: fmt.Sprintf("%s：%d 年 %s（%s），%d 年 %s，没有说明为什么变了（备注“%s”）", a.name(), before.year, was, before.line.Origin(), now.year, now.claims(), note),
			EN: fmt.Sprintf("%s: %s in %d (%s), %s in %d, and nothing says why it changed (note %q)", a.name(), was, before.year, before.line.Origin(), now.claims(), now.year, note)},
			inventory.Text{ZH: "在备注写明原因（关停、搬迁、改由他处统计），或改用同一标记", EN: "say why in note (closed, moved, counted elsewhere), or keep to one key"})
		return
	}
}

// missingRows tells of amounts that are stated in years around one in which they are not, and for which no key stands. Of one thing its
// main activity is looked at.
func (f *facts) missingRows() {
	type at struct {
		series subjectOf
		year   int
	}
	has, mains, keyed := map[at]bool{}, map[at]bool{}, map[at]bool{}
	of := func(row *inventory.Activity) subjectOf {
		return subjectOf{category: row.Category, item: row.Item, facility: row.Facility, detail: row.Detail}
	}
	for _, rows := range [][]*inventory.Activity{f.ws.Activity, f.result.Rows} {
		for _, row := range rows {
			has[at{of(row), row.Year}] = true
			keyed[at{subjectOf{category: row.Category}, row.Year}] = keyed[at{subjectOf{category: row.Category}, row.Year}] || !row.Number && row.Item == nil
			mains[at{of(row), row.Year}] = mains[at{of(row), row.Year}] || row.Parameter == ""
		}
	}
	answered := func(row *inventory.Activity, year int) bool {
		for c := row.Category; c != nil; c = c.Parent {
			if keyed[at{subjectOf{category: c}, year}] {
				return true
			}
		}
		return has[at{of(row), year}]
	}
	for _, l := range f.over().lines {
		first, last := l.rows[0], l.rows[len(l.rows)-1]
		var missing []string
		for _, year := range f.inv.Years {
			if year > first.Year && year < last.Year && !answered(first, year) {
				missing = append(missing, strconv.Itoa(year))
			}
		}
		if len(missing) == 0 || !isAmount(first) || first.Parameter != "" && mains[at{of(first), first.Year}] {
			continue
		}
		f.tell(inventory.Warning, place(last), inventory.Text{
			ZH: fmt.Sprintf("%s：%s 年没有任何一行，而 %s 和 %s 有数", thing(first), strings.Join(missing, "、"), cell(first), cell(last)),
			EN: fmt.Sprintf("%s: no row of %s, while %s and %s have figures", thing(first), strings.Join(missing, ", "), cell(first), cell(last))},
			inventory.Text{
				ZH: "补上这些年的数；停产的年份写 0，没有数的写标记和理由；设施、项目的写法各年要一致",
				EN: "add the figures of those years, 0 where it stood still, a key with the reason where there is none; write facility and item alike in all years"})
	}
}
