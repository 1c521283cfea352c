package book

import (
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report/exhibit"
	"ghg/inventory/workspace"
)

// collection is the exhibits of one sheet, one below the other.
type collection struct {
	name     string
	exhibits []*exhibit.Exhibit
}

// families are exhibits that share a sheet, by how their names begin.
var families = []struct{ prefix, name string }{
	{"summary.", "汇总表各年"}, {"keys.", "关键类别"}, {"decomposition.", "因素分解"}, {"reference", "参考方法"}, {"recalculation", "重新计算"}, {"uncertainty", "不确定度"}, {"sector.", "各领域"},
}

// collect brings exhibits together that share a sheet, in the order of the first of each.
func collect(list []*exhibit.Exhibit, used map[string]bool) []*collection {
	var out []*collection
	byName := map[string]*collection{}
	for _, x := range list {
		name := ""
		for _, f := range families {
			if strings.HasPrefix(x.ID, f.prefix) {
				name = f.name
			}
		}
		c := byName[name]
		if name == "" || c == nil {
			named := name
			if named == "" {
				named = letterOnly(x.Title.ZH)
			}
			c = &collection{name: workspace.SheetName(named, used)}
			out = append(out, c)
			if name != "" {
				byName[name] = c
			}
		}
		c.exhibits = append(c.exhibits, x)
	}
	return out
}

// letterOnly leaves out of a title what a formula would want quoted in the name of a sheet.
func letterOnly(title string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '（', '）', '(', ')', '，', ',', '、', '：', ':', '-', '—', '+', '/':
			return -1
		}
		return r
	}, title)
}

// exhibitTable is the sheet of a collection: it begins with the first exhibit, and is as wide as the widest.
func exhibitTable(c *collection) *sheet {
	first := c.exhibits[0]
	out := &sheet{name: c.name, title: first.Title, fixed: 1, count: len(first.Rows)}
	if len(first.Columns) < 3 {
		out.fixed = 0
	}
	for _, x := range c.exhibits {
		for i, col := range x.Columns {
			if i == len(out.columns) {
				out.columns = append(out.columns, column{})
			}
			out.columns[i].width = max(out.columns[i].width, widthOf(x, i, col))
		}
	}
	for i, col := range first.Columns {
		out.columns[i].head = headOf(col)
	}
	out.below = len(first.Notes)
	for _, x := range c.exhibits[1:] {
		out.below += 3 + len(x.Rows) + len(x.Notes)
	}
	return out
}

// headOf is the head of a column with its unit.
func headOf(c exhibit.Column) inventory.Text {
	out := c.Head
	if c.Unit != "" {
		out.ZH, out.EN = out.ZH+"（"+c.Unit+"）", out.EN+" ("+c.Unit+")"
	}
	return out
}

// The widths of the columns of exhibits, in digits.
const (
	leastWidth = 10
	mostWidth  = 46
)

// widthOf is the width that a column wants.
func widthOf(x *exhibit.Exhibit, at int, c exhibit.Column) int {
	width := max(leastWidth, c.Width, (workspace.TextWidth(c.Head.ZH)+1)/2)
	for _, row := range x.Rows {
		if at < len(row.Cells) {
			t := row.Cells[at].Text
			width = max(width, min(mostWidth, max(workspace.TextWidth(t.ZH), workspace.TextWidth(t.EN))+2))
		}
	}
	return min(width, mostWidth)
}

// exhibitRows writes the exhibits of a collection.
func (w *writer) exhibitRows(s *sheet, c *collection) {
	for i, x := range c.exhibits {
		if i > 0 {
			s.put(nil, 0)
			s.put([]any{w.text(bilingual(x.Title, "  "), look{role: title})}, 22)
			w.heads(s, x)
		}
		for _, row := range x.Rows {
			w.exhibitRow(s, x, row)
		}
		for _, n := range x.Notes {
			s.put([]any{w.text(bilingual(n, " · "), look{role: note})}, 0)
		}
	}
}

// heads writes the header of an exhibit that is not the first of its sheet.
func (w *writer) heads(s *sheet, x *exhibit.Exhibit) {
	cells, lines := make([]any, len(x.Columns)), 1
	for i, c := range x.Columns {
		text := bilingual(headOf(c), "\n")
		cells[i] = w.text(text, look{role: head, wrap: true})
		lines = max(lines, linesOf(text, s.columns[i].width))
	}
	s.put(cells, 15*lines)
}

// exhibitRow writes a row.
func (w *writer) exhibitRow(s *sheet, x *exhibit.Exhibit, row exhibit.Row) {
	cells, lines := make([]any, len(row.Cells)), 1
	for i := range row.Cells {
		c := &row.Cells[i]
		kind := exhibit.Words
		if i < len(x.Columns) {
			kind = x.Columns[i].Kind
		}
		if c.Exact.Valid {
			cells[i] = w.exact(c, kind, row)
			continue
		}
		text := bilingual(c.Text, "\n")
		l := look{strong: row.Strong, wrap: true}
		if i == 0 {
			l.indent = row.Level
		}
		if kind != exhibit.Words {
			l.role = key
		}
		cells[i] = w.text(text, l)
		if i < len(s.columns) {
			lines = max(lines, linesOf(text, s.columns[i].width-l.indent))
		}
	}
	height := 0
	if lines > 1 {
		height = 14 * lines
	}
	s.put(cells, height)
}

// exact is the cell of a figure: a reference to the total or line that it is, where that is computed in the workbook; else a value.
func (w *writer) exact(c *exhibit.Cell, kind exhibit.Kind, row exhibit.Row) any {
	d := c.Exact.Decimal
	l := look{role: fixed, format: formatOf(d), strong: row.Strong}
	if kind == exhibit.Share {
		l.format = shareFormat
	}
	if at, ok := w.liveCell(c, d); ok {
		l.role = live
		return w.formula(at, d, l)
	}
	return w.figure(d, l)
}

// liveCell is where the figure of a cell is computed.
func (w *writer) liveCell(c *exhibit.Cell, d decimal.Decimal) (string, bool) {
	if !w.live {
		return "", false
	}
	if c.Of != nil {
		m := asCO2e
		if c.Mass {
			m = asMass
		}
		if at, ok := w.series.cell(*c.Of, m); ok && m.of(w.series.totals[*c.Of]).Equal(d) {
			return at, true
		}
	}
	if l := w.byLine[c.Line]; c.Line != nil && l != nil && l.of.Number {
		switch value := l.of.Value(); {
		case d.Equal(value):
			return ref(l.sheet, emissionColumn, l.row), true
		case l.gwp != nil && d.Equal(value.Mul(l.gwp.Amount)):
			return ref(l.sheet, co2eColumn, l.row), true
		}
	}
	return "", false
}
