package workspace

import (
	"path"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// A table is recognised by its first rows, and a text by its first bytes.
const (
	headRows  = 12
	headBytes = 16 << 10
)

// foreign reads a text that is a table in the layout of another department: the energy balance, or one that a mapping file
// describes. It returns false for taken where the text is none.
func (l *loader) foreign(name, text string) (read, taken bool) {
	kind := balanceKind(text)
	m, ok := l.layoutOf(headOf(name, text), kind)
	switch {
	case !ok:
		return true, true
	case m == nil && kind == noBalance:
		return false, false
	case m == nil:
		return l.balance(name, text, kind), true
	}
	grid, ok := table.OpenGrid(name, text, &l.problems)
	if !ok {
		return false, true
	}
	l.mapped(grid, m)
	return true, true
}

// headOf is the beginning of a text as a grid; what is wrong with the text is told when it is read.
func headOf(name, text string) *table.Grid {
	if len(text) > headBytes {
		text = text[:headBytes]
		text = text[:strings.LastIndexAny(text, "\r\n")+1]
	}
	var ignored inventory.Problems
	grid, ok := table.OpenGrid(name, text, &ignored)
	if !ok {
		return &table.Grid{File: name}
	}
	return grid
}

// layoutOf finds the layout of a table: the workspace's own go before those that are shipped, of which the energy balance is one.
// It returns nil for a table of none, and false, with a Problem, for one of several.
func (l *loader) layoutOf(grid *table.Grid, kind balanceTable) (*layout, bool) {
	if len(grid.Rows) == 0 || l.isLong(grid.Rows[0]) {
		return nil, true
	}
	recognised := func(m *layout) bool { return m.recognises(grid) }
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
		l.problems.Add(refusal(inventory.Source{File: grid.File, Sheet: grid.Sheet}, "layout-ambiguous",
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
func (l *loader) isLong(row table.GridRow) bool {
	found := 0
	for _, f := range activitySchema[colYear : colCategory+1] {
		if slices.ContainsFunc(row.Cells, func(cell string) bool {
			return slices.ContainsFunc(append([]string{f.Name, f.ZH}, f.Aliases...), func(name string) bool { return spelling.Fold(name) == spelling.Fold(cell) })
		}) {
			found++
		}
	}
	return found == 2
}

// recognises tells whether a table is of the layout: by everything that the file says of it.
func (m *layout) recognises(grid *table.Grid) bool {
	r := m.Recognise
	if !matches(r.Files, path.Base(grid.File)) || len(r.Sheets) > 0 && !matches(r.Sheets, grid.Sheet) {
		return false
	}
	head := grid.Rows[:min(len(grid.Rows), headRows)]
	for _, word := range r.Heads {
		key := inventory.PrintedKey(word)
		if !slices.ContainsFunc(head, func(row table.GridRow) bool {
			return slices.ContainsFunc(row.Cells, func(cell string) bool { return strings.Contains(inventory.PrintedKey(cell), key) })
		}) {
			return false
		}
	}
	return len(r.Titles) == 0 || slices.ContainsFunc(r.Titles, func(title string) bool {
		return slices.ContainsFunc(head, func(row table.GridRow) bool { return isTitle(row) && holdsAll(strings.Join(row.Cells, ""), title) })
	})
}

// isTitle tells whether a row is one of text alone: a title, a unit, a note.
func isTitle(row table.GridRow) bool { return filled(row.Cells) <= 2 }

func filled(cells []string) int {
	out := 0
	for _, cell := range cells {
		if cell != "" {
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
