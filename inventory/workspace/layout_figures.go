package workspace

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

// mapped reads a table by its layout, and keeps its figures if all of it is sound.
func (l *loader) mapped(grid *table.Grid, by *layout) {
	m := &mapping{row: &row{reading: l.reading}, Grid: grid, layout: by}
	if !m.header() || !m.titles() || !m.heads() || !m.wholeYears() {
		return
	}
	l.titleFits(grid, m.Rows[:m.first], m.year)
	sound := m.body()
	if !sound || !m.sums() {
		return
	}
	m.bad = false
	if made := m.activities(l); made == 0 && !m.bad {
		m.refuseAt(m.Rows[0].Line, -1, "layout-empty",
			inventory.Text{ZH: "按“" + m.Title.ZH + "”的版式，表里没有一个数", EN: `by the layout "` + m.Title.EN + `" the table holds no figure`},
			inventory.Text{ZH: "填写数值，或暂时移走这个文件", EN: "fill it, or take the file away for the time being"})
	}
	m.remark()
}

// activities makes the figures of the rows that count, and returns how many they are.
func (m *mapping) activities(l *loader) int {
	index, made := m.index(), 0
	for _, r := range m.rows {
		if r.within && !r.counted && r.kind == plainRow {
			m.notes.add(&m.notes.within, r.name())
		}
		if !r.counted || r.with != nil {
			continue
		}
		for _, c := range m.columns {
			stated := m.meaningAt(r, c)
			if stated.Aside {
				continue
			}
			m.bad = false
			m.place = inventory.Place{Table: c.table, Row: r.Line}
			f := &finding{of: m, index: index, r: r, c: c, stated: stated, first: r.cells[c]}
			cell, ok := f.together()
			if !ok {
				continue
			}
			value, ok := f.value(r, c, cell)
			if !ok {
				continue
			}
			if c.rule != nil && c.rule.Nonzero && value.value.IsZero() {
				m.notes.zeros++
				continue
			}
			made++
			f.keep(l, value)
		}
	}
	return made
}

// finding is one figure being worked out.
type finding struct {
	of     *mapping
	index  rowIndex
	r      *mappedRow
	c      *mappedColumn
	stated meaning
	first  quantityOf // the cell, to which those of other rows may be added
	steps  []string   // what was done to the cell: the first off of them add and take off, the others multiply
	off    int
}

// value is the cell, less what the layout takes off, times what it multiplies by.
func (f *finding) value(r *mappedRow, c *mappedColumn, cell quantityOf) (quantityOf, bool) {
	m := f.of
	out, ok := f.lessColumns(r, c, cell)
	if !ok {
		return out, false
	}
	if r.rule != nil {
		for _, name := range r.rule.Less {
			part := f.index.rowOf(r, name)
			if part == nil {
				m.notes.lacks(name)
				continue
			}
			taken, has := part.cells[c]
			if !has {
				m.notes.add(&m.notes.blanks, part.name())
				continue
			}
			taken, ok = f.lessColumns(part, c, taken)
			if ok {
				out, ok = f.less(out, taken, inventory.Source{File: m.File, Sheet: m.Sheet, Row: part.Line, Col: c.index + 1})
			}
			if !ok {
				return out, false
			}
		}
	}
	f.off = len(f.steps)
	if out.value.IsNegative() && !cell.value.IsNegative() {
		m.refuse("cell", "less-than-its-parts",
			inventory.Text{ZH: "减去其中各项之后是负数：" + f.formula(f.first) + " = " + out.value.String(), EN: "what is taken off is more than the figure: " + f.formula(f.first) + " = " + out.value.String()},
			inventory.Text{ZH: "核对这一行的合计与其中项", EN: "see to the figure and its parts"})
		return out, false
	}
	return f.times(r, c, out)
}

// lessColumns takes off what stands in other columns of the row.
func (f *finding) lessColumns(r *mappedRow, c *mappedColumn, cell quantityOf) (quantityOf, bool) {
	m, out, ok := f.of, cell, true
	if c.rule == nil {
		return out, true
	}
	for _, head := range c.rule.Less {
		taken := m.column(head, c)
		if taken == nil {
			m.notes.lacks(head)
			continue
		}
		if f.stated.category != nil && slices.Contains(taken.rule.kept, f.stated.category) {
			continue
		}
		part, has := r.cells[taken]
		if !has {
			m.notes.add(&m.notes.blanks, taken.head)
			continue
		}
		if out, ok = f.less(out, part, inventory.Source{File: m.File, Sheet: m.Sheet, Row: r.Line, Col: taken.index + 1}); !ok {
			return out, false
		}
		if out, ok = f.keeps(r, taken, part, out); !ok {
			return out, false
		}
	}
	return out, true
}

// keeps puts back the parts of what was taken off that stay. Where something was taken off, the table must say how much of it stays.
func (f *finding) keeps(r *mappedRow, taken *mappedColumn, part, out quantityOf) (quantityOf, bool) {
	m, said := f.of, len(taken.rule.Keeps) == 0
	for _, head := range taken.rule.Keeps {
		stays := m.column(head, taken)
		if stays == nil {
			continue
		}
		back, has := r.cells[stays]
		if !has {
			continue
		}
		said = true
		back, ok := convert(back, out.unit)
		if !ok {
			m.otherUnits(r, stays)
			return out, false
		}
		out.value = out.value.Add(back.value)
		f.steps = append(f.steps, "+ "+back.value.String()+" ("+inventory.Source{File: m.File, Sheet: m.Sheet, Row: r.Line, Col: stays.index + 1}.String()+")")
	}
	if said || part.value.IsZero() {
		return out, true
	}
	m.place = inventory.Place{Table: taken.table, Row: r.Line}
	names := strings.Join(taken.rule.Keeps, "、")
	m.refuse("cell", "layout-part-unsaid",
		inventory.Text{ZH: fmt.Sprintf("“%s”%s %s 中有多少是%s，表里没有写", table.Excerpt(taken.head), part.value, part.unit, names), EN: fmt.Sprintf(`of "%s" %s %s the table does not say how much is %s`, table.Excerpt(taken.head), part.value, part.unit, names)},
		inventory.Text{ZH: "补上" + names + "各列；没有的填 0", EN: "add the columns " + names + "; write 0 where there is none"})
	return out, false
}

func (f *finding) less(from, part quantityOf, at inventory.Source) (quantityOf, bool) {
	part, ok := convert(part, from.unit)
	if !ok {
		f.of.otherUnits(f.r, f.c)
		return from, false
	}
	from.value = from.value.Sub(part.value)
	if !part.value.IsZero() {
		f.steps = append(f.steps, "− "+part.value.String()+" ("+at.String()+")")
	}
	return from, true
}

// times multiplies by other columns of the row, or other rows of the column.
func (f *finding) times(r *mappedRow, c *mappedColumn, out quantityOf) (quantityOf, bool) {
	m := f.of
	multiply := func(by quantityOf, has bool, name, in string, at inventory.Source) bool {
		if !has {
			m.refuse("cell", "layout-factor-missing",
				inventory.Text{ZH: "要乘以“" + table.Excerpt(name) + "”，表里没有这个数", EN: `it is multiplied by "` + table.Excerpt(name) + `", which the table does not give`},
				inventory.Text{ZH: "补上这个数，或清空这一格", EN: "give that figure, or clear the cell"})
			return false
		}
		to := quantity.MustUnit(in)
		product := quantityOf{value: out.value.Mul(by.value), unit: out.unit.Mul(by.unit).Of(to.Substance())}
		product, ok := convert(product, to)
		if !ok {
			m.refuse("cell", "sum-in-other-units",
				inventory.Text{ZH: out.unit.String() + " 乘以 " + by.unit.String() + " 不是 " + in, EN: out.unit.String() + " times " + by.unit.String() + " is not " + in},
				inventory.Text{ZH: "核对两个数的单位", EN: "see to the units of both"})
			return false
		}
		out = product
		f.steps = append(f.steps, "× "+by.value.String()+" "+by.unit.String()+" ("+at.String()+")")
		return true
	}
	if c.rule != nil {
		for _, head := range c.rule.Times {
			by, has := quantityOf{}, false
			at := inventory.Source{File: m.File, Sheet: m.Sheet, Row: r.Line}
			if column := m.column(head, c); column != nil {
				by, has = r.cells[column]
				at.Col = column.index + 1
			}
			if !multiply(by, has, head, c.rule.In, at) {
				return out, false
			}
		}
	}
	if r.rule != nil {
		for _, name := range r.rule.Times {
			by, has := quantityOf{}, false
			at := inventory.Source{File: m.File, Sheet: m.Sheet, Col: c.index + 1}
			if other := f.index.rowOf(r, name); other != nil {
				by, has = other.cells[c]
				at.Row = other.Line
			}
			if !multiply(by, has, name, r.rule.In, at) {
				return out, false
			}
		}
	}
	return out, true
}

// formula is how the figure was worked out of its cell.
func (f *finding) formula(cell quantityOf) string {
	out := strings.Join(append([]string{cell.value.String()}, f.steps[:f.off]...), " ")
	if f.off > 0 && f.off < len(f.steps) {
		out = "(" + out + ")"
	}
	return strings.Join(append([]string{out}, f.steps[f.off:]...), " ")
}

// keep makes the activity or the indicator.
func (f *finding) keep(l *loader, value quantityOf) {
	m, s := f.of, f.stated
	m.place = inventory.Place{Table: f.c.table, Row: f.r.Line}
	year := f.r.year
	if f.c.year != 0 {
		year = f.c.year
	}
	note := m.note(s.Indicator != "")
	if f.steps != nil {
		note = strings.TrimPrefix(note+"；= "+f.formula(f.first), "；")
	}
	document := m.document()
	if document == "" {
		document = m.titleText()
	}
	if s.Indicator != "" {
		l.ws.Indicators = append(l.ws.Indicators, inventory.Indicator{
			Year: year, Name: m.row.keep(s.Indicator), Value: value.value, Unit: value.unit.String(), Vintage: m.vintage, Coverage: m.All.Coverage,
			Document: m.row.keep(document), Department: m.department(m.All.Department), Note: m.row.keep(note), Place: m.place})
		return
	}
	if s.category == nil {
		m.refuse("cell", "layout-no-category",
			inventory.Text{ZH: "“" + table.Excerpt(f.r.name()+" "+f.c.head) + "”没有说属于哪个类别", EN: `it is not said to which category "` + table.Excerpt(f.r.name()+" "+f.c.head) + `" belongs`},
			inventory.Text{ZH: "在映射文件的 [all]、[[row]] 或 [[column]] 里写 category", EN: "write category under [all], [[row]] or [[column]] of the mapping file"})
		return
	}
	if s.item == nil && slices.ContainsFunc(m.NameColumns, func(n nameRule) bool { return n.Lookup == "item" }) {
		m.refuse("cell", "layout-no-item",
			inventory.Text{ZH: "“" + table.Excerpt(f.r.name()+" "+f.c.head) + "”没有说是什么", EN: `it is not said what "` + table.Excerpt(f.r.name()+" "+f.c.head) + `" is of`},
			inventory.Text{ZH: "补上写名称的一列，或在表头上层写名称，或在映射文件里写 item", EN: "add the column that names it, name it above the head, or write item in a mapping file"})
		return
	}
	a := inventory.Activity{Place: m.place, Year: year, Category: s.category, Item: s.item, Facility: m.row.keep(s.Facility),
		Detail: m.detail(s.Detail), Parameter: m.row.keep(s.Parameter), Value: value.value, Unit: value.unit, Number: true,
		Particulars: m.particulars(inventory.Particulars{Vintage: m.vintage, Document: m.row.keep(document), Department: m.department(m.All.Department), Note: m.row.keep(note)})}
	m.in = a.Category
	m.plausible(&a)
	if m.bad || !l.first(m.row, &a) {
		return
	}
	l.ws.Activity = append(l.ws.Activity, &a)
}

// titleText is the first line above the header.
func (m *mapping) titleText() string {
	for _, line := range m.Rows[:m.first] {
		return table.Excerpt(strings.Join(strings.Fields(strings.Join(line.Cells, " ")), " "))
	}
	return ""
}

// remarks are what is told of a table that was read: the rows and columns that do not count, and why.
type remarks struct {
	rows, columns, beside, within, blanks, absent, unheld, rests []string
	counts                                                       map[string]int
	zeros                                                        int
}

func (n *remarks) add(list *[]string, name string) {
	if n.counts == nil {
		n.counts = map[string]int{}
	}
	if !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
	n.counts[name]++
}

// lacks notes what the table should have for something to be taken off.
func (n *remarks) lacks(name string) {
	if !slices.Contains(n.absent, name) {
		n.absent = append(n.absent, name)
	}
}

func (n *remarks) list(names []string) string {
	out := make([]string, 0, len(names))
	for _, name := range names {
		text := table.Excerpt(name)
		if n.counts[name] > 1 {
			text += fmt.Sprintf(" ×%d", n.counts[name])
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// remark tells, in one INFO each, what of the table does not count.
func (m *mapping) remark() {
	tell := func(code string, message inventory.Text) {
		m.problems.Add(inventory.Problem{Source: inventory.Source{File: m.File, Sheet: m.Sheet}, Code: code, Severity: inventory.Info, Message: message})
	}
	n := &m.notes
	if n.rows != nil {
		tell("layout-rows-left-out", inventory.Text{ZH: fmt.Sprintf("按映射文件不读 %d 行：", len(n.rows)) + n.list(n.rows), EN: fmt.Sprintf("%d rows left out as the mapping file says: ", len(n.rows)) + n.list(n.rows)})
	}
	if n.columns != nil {
		tell("layout-columns-left-out", inventory.Text{ZH: fmt.Sprintf("按映射文件不读 %d 列：", len(n.columns)) + n.list(n.columns), EN: fmt.Sprintf("%d columns left out as the mapping file says: ", len(n.columns)) + n.list(n.columns)})
	}
	if n.beside != nil {
		tell("layout-columns-beside", inventory.Text{ZH: "增长、上年和备注一类的列不读：" + n.list(n.beside), EN: "columns of growth, of the year before and of remarks are not read: " + n.list(n.beside)})
	}
	if n.within != nil {
		tell("layout-within", inventory.Text{ZH: "其中项已核对，不另计：" + n.list(n.within), EN: "parts of other rows, checked and not counted beside them: " + n.list(n.within)})
	}
	if n.blanks != nil {
		tell("layout-blank-less", inventory.Text{ZH: "下列格空着，没有从所属的数里减去：" + n.list(n.blanks), EN: "blank, so that nothing was taken off for: " + n.list(n.blanks)})
	}
	if n.absent != nil {
		p := refusal(inventory.Source{File: m.File, Sheet: m.Sheet}, "layout-less-absent",
			inventory.Text{ZH: "表里没有下列各项，没有从所属的数里减去：" + n.list(n.absent), EN: "not in the table, so that nothing was taken off for: " + n.list(n.absent)},
			inventory.Text{ZH: "有这些数就补上行或列；确实没有的填 0", EN: "add the rows or columns where there are such figures; write 0 where there are none"})
		p.Severity = inventory.Warning
		m.problems.Add(p)
	}
	if n.unheld != nil {
		tell("layout-sum-not-held", inventory.Text{ZH: "下列合计不计，表里也没有可核对的各部分：" + n.list(n.unheld), EN: "sums that do not count, and of which the table gives no parts to hold them against: " + n.list(n.unheld)})
	}
	if n.rests != nil {
		p := refusal(inventory.Source{File: m.File, Sheet: m.Sheet}, "layout-rest-not-counted",
			inventory.Text{ZH: "下列各项除“其中”以外的部分没有计入：" + n.list(n.rests), EN: "what is left of these beside their parts is not counted: " + n.list(n.rests)},
			inventory.Text{ZH: "补上其余各部分的行", EN: "add the rows of the rest"})
		p.Severity = inventory.Warning
		m.problems.Add(p)
	}
	if n.zeros > 0 {
		tell("layout-zeros", inventory.Text{ZH: fmt.Sprintf("%d 个格是 0，不另成一个数", n.zeros), EN: fmt.Sprintf("%d cells are 0 and make no figure of their own", n.zeros)})
	}
}
