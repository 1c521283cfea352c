package workspace

import (
	"path"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// layoutRows is the number of rows by which a table is recognised.
const layoutRows = 12

// foreign reads a table in the layout of another department: the energy balance, or one that a mapping file describes. It returns
// false for taken where the table is none.
func (l *loader) foreign(sheet *table.Sheet) (read, taken bool) {
	head := sheet.Head(layoutRows)
	kind := balanceKind(head[:min(len(head), headRows)])
	m, ok := l.layoutOf(sheet, head, kind)
	switch {
	case !ok:
		return true, true
	case m == nil && kind == noBalance:
		return false, false
	case m == nil:
		return l.balance(sheet, kind), true
	}
	grid, ok := sheet.Grid(&l.problems)
	if ok {
		l.mapped(grid, m)
	}
	return ok, true
}

// layoutOf finds the layout of a table: the workspace's own go before those that are shipped, of which the energy balance is one.
// It returns nil for a table of none, and false, with a Problem, for one of several.
func (l *loader) layoutOf(sheet *table.Sheet, head [][]string, kind balanceTable) (*layout, bool) {
	if slices.ContainsFunc(head, isLong) {
		return nil, true
	}
	recognised := func(m *layout) bool { return m.recognises(sheet, head) }
	own := keep(l.own, recognised)
	for _, m := range own {
		m.used = true
	}
	if len(own) == 1 {
		return own[0], true
	}
	found, names := own, []string{}
	if found == nil {
		found = keep(l.shipped(), recognised)
		if kind != noBalance {
			names = append(names, map[balanceTable]string{energyBalance: "能源平衡表", byIndustry: "分行业终端能源消费"}[kind])
		}
	}
	for _, m := range found {
		names = append(names, m.file+"（"+m.Title.ZH+"）")
	}
	switch {
	case len(names) > 1:
		l.problems.Add(refusal(inventory.Source{File: sheet.File, Sheet: sheet.Name}, "layout-ambiguous",
			inventory.Text{ZH: "有几个映射文件认这张表：" + strings.Join(names, "、"), EN: "several layouts recognise the table: " + strings.Join(names, ", ")},
			inventory.Text{ZH: "把映射文件 [recognise] 里的用词写得更确切，只留一个认得它", EN: "make the words under [recognise] narrower, so that one of them takes it"}))
		return nil, false
	case len(found) == 1:
		return found[0], true
	}
	return nil, true
}

func keep(list []*layout, fits func(*layout) bool) []*layout {
	var out []*layout
	for _, m := range list {
		if fits(m) {
			out = append(out, m)
		}
	}
	return out
}

// isLong tells whether the row is the header of the activity table: no layout takes a table that has one.
func isLong(cells []string) bool {
	found := 0
	for _, f := range activitySchema[colYear : colCategory+1] {
		names := append([]string{f.Name, f.ZH}, f.Aliases...)
		if slices.ContainsFunc(cells, func(cell string) bool {
			return slices.ContainsFunc(names, func(name string) bool { return spelling.Fold(name) == spelling.Fold(cell) })
		}) {
			found++
		}
	}
	return found == 2
}

// recognises tells whether a table is of the layout: by everything that the file says of it.
func (m *layout) recognises(sheet *table.Sheet, head [][]string) bool {
	r := m.Recognise
	if !matches(r.Files, path.Base(sheet.File)) || len(r.Sheets) > 0 && !matches(r.Sheets, sheet.Name) {
		return false
	}
	for _, word := range r.Heads {
		key := inventory.PrintedKey(word)
		if !slices.ContainsFunc(head, func(row []string) bool {
			return slices.ContainsFunc(row, func(cell string) bool { return strings.Contains(inventory.PrintedKey(cell), key) })
		}) {
			return false
		}
	}
	return len(r.Titles) == 0 || slices.ContainsFunc(r.Titles, func(title string) bool {
		return slices.ContainsFunc(head, func(row []string) bool { return filled(row) <= 2 && holdsAll(strings.Join(row, ""), title) })
	})
}

func filled(cells []string) int {
	out := 0
	for _, cell := range cells {
		if !table.Blank(cell) {
			out++
		}
	}
	return out
}

// holdsAll tells whether the text holds each of the words, which blanks keep apart.
func holdsAll(text, words string) bool {
	folded := spelling.Fold(text)
	for _, word := range strings.Fields(words) {
		if !strings.Contains(folded, spelling.Fold(word)) {
			return false
		}
	}
	return true
}

// unusedMappings warns of a mapping file by which no table was read.
func (l *loader) unusedMappings() {
	for _, m := range l.own {
		if m.used {
			continue
		}
		p := refusal(inventory.Source{File: m.file}, "mapping-unused",
			inventory.Text{ZH: "没有一张表是按这个映射文件读的", EN: "no table was read by this mapping file"},
			inventory.Text{ZH: "对照 activity/ 里的表核对 [recognise] 的标题、表头和文件名；不用的映射文件移走", EN: "hold [recognise] against the tables in activity/, or take the file away"})
		p.Severity = inventory.Warning
		l.problems.Add(p)
	}
}
