package book

import (
	"slices"
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

// sheetNames are the sheets of exhibits, by how their ids begin; the first that fits counts, and a star stands for the rest of the id. They are short and name no year, so that
// a formula of one's own over a sheet holds for the next inventory too.
var sheetNames = []struct{ prefix, name string }{
	{"summary.", "汇总表各年"}, {"summary", "汇总表"}, {"series.category", "历年按类别"}, {"series.gas", "历年按气体"}, {"sector.", "各领域"}, {"fuels", "燃料与部门"}, {"reference", "参考方法"},
	{"balance", "能源平衡"}, {"uncertainty", "不确定度"}, {"contributions", "不确定度来源"}, {"keys.", "关键类别"}, {"recalculation", "重新计算"}, {"explanations", "说明记录"}, {"notation", "标注键"},
	{"completeness", "完整性"}, {"factors", "采用的因子"}, {"unconfirmed", "未核对因子"}, {"assumptions", "假设与决定"}, {"suppressions", "已说明的问题"}, {"intensity", "强度"}, {"targets", "目标"},
	{"decomposition.", "因素分解"}, {"emitters", "重点企业"}, {"energy_accounts", "能源账目"}, {"gwp", "全球变暖潜势"}, {"crosswalk.coverage", "对照覆盖"}, {"crosswalk.", "对照*"}, {"problems", "问题与提示"},
}

// collect brings exhibits together that share a sheet, in the order of the first of each.
func collect(list []*exhibit.Exhibit, used map[string]bool) []*collection {
	var out []*collection
	byName := map[string]*collection{}
	for _, x := range list {
		name := letterOnly(x.Title.ZH)
		at := slices.IndexFunc(sheetNames, func(n struct{ prefix, name string }) bool { return strings.HasPrefix(x.ID, n.prefix) })
		if at >= 0 {
			name = strings.Replace(sheetNames[at].name, "*", letterOnly(strings.TrimPrefix(x.ID, sheetNames[at].prefix)), 1)
		}
		c := byName[name]
		if c == nil || at < 0 {
			c = &collection{name: workspace.SheetName(name, used)}
			out = append(out, c)
			byName[name] = c
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
	out := &sheet{name: c.name, title: first.Title, fixed: 1, named: 2, count: len(first.Rows)}
	if len(first.Columns) < 3 {
		out.fixed, out.named = 0, 0
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
	switch {
	case c.Unit == "":
	case out.ZH == out.EN:
		out.ZH, out.EN = out.ZH+" ("+c.Unit+")", ""
	default:
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
			width = max(width, max(workspace.TextWidth(t.ZH), workspace.TextWidth(t.EN))+2)
			if at == 0 {
				width = max(width, workspace.TextWidth(t.ZH)+2+2*row.Level)
			}
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
			s.note(n)
		}
	}
}

// heads writes the header of an exhibit that is not the first of its sheet.
func (w *writer) heads(s *sheet, x *exhibit.Exhibit) {
	columns := make([]column, len(x.Columns))
	for i, c := range x.Columns {
		columns[i] = column{headOf(c), s.columns[i].width}
	}
	s.heads(columns)
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
		if w.hidden(c) {
			cells[i] = w.text(inventory.C.String(), look{role: key, strong: row.Strong})
			continue
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

// hidden tells whether the mask hides what the cell shows.
func (w *writer) hidden(c *exhibit.Cell) bool {
	mask := w.subject.Mask
	return c.Of != nil && mask.Hides(*c.Of) || c.Line != nil && mask.HidesLine(c.Line) || slices.ContainsFunc(c.Parts, mask.Hides) || slices.ContainsFunc(c.Rest, mask.HidesLine)
}

// exact is the cell of a figure: a reference to the total or line that it is, where that is computed in the workbook; else a value.
func (w *writer) exact(c *exhibit.Cell, kind exhibit.Kind, row exhibit.Row) any {
	d := c.Exact.Decimal
	l := look{role: fixed, format: formatAsPrinted(c.Text.ZH, d), strong: row.Strong}
	if kind == exhibit.Share {
		l.format = shareFormat
	}
	if at, ok := w.computes(c, d); ok {
		l.role = live
		return w.formula(at, d, l)
	}
	return w.figure(d, l)
}

// computes gives the formula of a cell over the totals and lines that it is or sums up; false where they do not make up its figure.
func (w *writer) computes(c *exhibit.Cell, d decimal.Decimal) (string, bool) {
	if !w.live {
		return "", false
	}
	m := asCO2e
	if c.Mass {
		m = asMass
	}
	if c.Of != nil {
		if cell, ok := w.series.cell(*c.Of, m); ok && m.of(w.series.totals[*c.Of]).Equal(d) {
			return cell, true
		}
	}
	if c.Line != nil {
		for _, m := range []measured{asMass, asCO2e} {
			if cell, value, ok := w.lineCell(c.Line, m); ok && value.Equal(d) {
				return cell, true
			}
		}
	}
	return w.summed(c, d)
}

// summed is the formula of a cell that sums up totals and lines.
func (w *writer) summed(c *exhibit.Cell, d decimal.Decimal) (string, bool) {
	var cells []string
	var sum decimal.Decimal
	for _, f := range c.Parts {
		cell, ok := w.series.cell(f, asCO2e)
		if !ok {
			return "", false
		}
		cells, sum = append(cells, cell), sum.Add(w.series.totals[f].CO2e)
	}
	for _, e := range c.Rest {
		cell, value, ok := w.lineCell(e, asCO2e)
		if !ok {
			return "", false
		}
		cells, sum = append(cells, cell), sum.Add(value)
	}
	if len(cells) == 0 || !sum.Equal(d) {
		return "", false
	}
	var sums []string
	for part := range slices.Chunk(cells, mostArguments) {
		sums = append(sums, "SUM("+strings.Join(part, ",")+")")
	}
	return strings.Join(sums, "+"), true
}

// mostArguments is the number of arguments that a function is given; programs refuse more than 255.
const mostArguments = 200

// lineCell is where a line's emission or CO2-equivalent stands, and the figure.
func (w *writer) lineCell(e *inventory.Estimate, m measured) (string, decimal.Decimal, bool) {
	l := w.byLine[e]
	switch {
	case l == nil || !e.Number:
		return "", decimal.Decimal{}, false
	case m == asMass:
		return ref(l.sheet, emissionColumn, l.row), e.Value(), true
	case l.gwp == nil:
		return "", decimal.Decimal{}, false
	}
	return ref(l.sheet, co2eColumn, l.row), e.Value().Mul(l.gwp.Amount), true
}
