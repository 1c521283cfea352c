package workspace

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// rowKind is what a row of figures is to the others.
type rowKind uint8

const (
	plainRow rowKind = iota
	sumRow           // a sum of others, of which the layout or its name says so
	leftRow          // left out by the layout
)

// mappedRow is a row of figures.
type mappedRow struct {
	table.GridRow
	kind        rowKind
	within      bool // 其中: a part of the row above, its parent
	parent      *mappedRow
	year        int
	texts       []string // the names, as printed, one a column of names
	keys        []string // what counts of them
	axis        int      // of the names, the one that makes the row a sum
	rule        *rowRule
	sums        []*totalRule
	generic     bool // 合计 or 小计: a sum by its name
	above       bool // of the rows above it alone: 小计
	meaning     meaning
	known       bool // the names have a meaning
	counted     bool
	with        *mappedRow   // counts together with this row
	also        []*mappedRow // count together with the row
	groups      []string     // by axis, the first that of none
	unit        quantity.Unit
	hasUnit     bool
	unknownUnit bool // of a row that is left out
	cells       map[*mappedColumn]quantityOf
}

// group is what the rows of one table have in common beside the name on the axis.
func (r *mappedRow) group(axis int) string {
	if r.groups == nil {
		r.groups = make([]string, len(r.keys)+1)
	}
	if axis >= len(r.keys) {
		axis = -1
	}
	if out := r.groups[axis+1]; out != "" {
		return out
	}
	out := strconv.Itoa(r.year)
	for k, key := range r.keys {
		if k != axis {
			out += "\x00" + key
		}
	}
	r.groups[axis+1] = out
	return out
}

func (r *mappedRow) name() string {
	return strings.TrimSpace(strings.Join(slices.Compact(slices.Clone(r.texts)), " "))
}

// isWithin tells whether a printed name says that its row is a part of the one above.
func isWithin(text string) bool {
	folded := strings.TrimLeft(spelling.Fold(text), "(（")
	return strings.HasPrefix(folded, "其中") || strings.HasPrefix(folded, "#")
}

// body reads the rows of figures.
func (m *mapping) body() bool {
	faulty := 0
	above := make([]string, len(m.names))
	for _, line := range m.Rows[m.end:] {
		if m.line(line, above) {
			continue
		}
		if m.ended {
			return false
		}
		if faulty++; faulty == maxFaulty {
			m.refuseAt(line.Line, -1, "layout-too-many-faults",
				inventory.Text{ZH: fmt.Sprintf("有 %d 行读不懂，以下各行没有再看", maxFaulty), EN: fmt.Sprintf("%d rows are not understood: those below were not looked at", maxFaulty)},
				inventory.Text{ZH: "先改好上面的，或核对这张表是不是“" + m.Title.ZH + "”", EN: `mend those above, or see whether this is a table of "` + m.Title.EN + `" at all`})
			break
		}
	}
	return faulty == 0
}

// maxFaulty is the number of rows of one table that are told not to be understood.
const maxFaulty = 100

// line reads one row; false if it is not understood. A row without a figure is a heading or a note.
func (m *mapping) line(line table.GridRow, above []string) bool {
	if m.repeatsHeader(line) {
		return true
	}
	r := &mappedRow{GridRow: line, axis: 0, cells: map[*mappedColumn]quantityOf{}}
	for k, n := range m.NameColumns {
		text := ""
		if m.names[k] >= 0 {
			text = strings.Join(strings.Fields(line.Cell(m.names[k])), " ")
		}
		if text == "" && n.Repeat {
			text = above[k]
		}
		above[k] = text
		if name, unit, ok := headText(text); ok && n.Lookup != "facility" && n.Lookup != "detail" {
			text, r.unit, r.hasUnit = name, unit, true // 鸭（万只）
		}
		r.texts, r.keys = append(r.texts, text), append(r.keys, m.keyOf(k, text))
	}
	if !slices.ContainsFunc(m.columns, func(c *mappedColumn) bool { return line.Cell(c.index) != "" }) {
		m.section(r)
		return m.noStray(line)
	}
	m.bad = false
	if m.apart != nil {
		m.at(m.apart.line, -1)
		m.refuseSection(m.apart)
		m.ended = true
		return false
	}
	if r.year = m.year; m.yearAt >= 0 {
		m.at(line.Line, m.yearAt)
		r.year = m.row.year("cell", line.Cell(m.yearAt))
	}
	m.kindOf(r)
	m.unitOf(r)
	if r.kind != leftRow {
		m.understandRow(r)
	}
	m.figures(r)
	m.noStray(line)
	if m.bad {
		return false
	}
	m.rows = append(m.rows, r)
	return true
}

// section keeps a line that begins another table. A row that the layout names is none.
func (m *mapping) section(r *mappedRow) {
	known := slices.ContainsFunc(r.keys, func(key string) bool { return m.left[key] || m.rowsBy[key] != nil || m.sumsBy[key] != nil })
	if m.apart != nil || known {
		return
	}
	years := []int{m.year}
	for _, c := range m.columns {
		years = append(years, c.year)
	}
	m.apart = sectionOf(r.GridRow, years, m.Rows[:m.first], func(r table.GridRow) bool {
		return slices.ContainsFunc(m.Recognise.Titles, func(title string) bool { return holdsAll(strings.Join(r.Cells, ""), title) })
	})
}

// noStray refuses a figure in a column that nothing heads.
func (m *mapping) noStray(line table.GridRow) bool {
	for i, cell := range line.Cells {
		if _, err := quantity.Parse(cell); err != nil {
			continue
		}
		headed := false
		for _, row := range m.Rows[m.first:m.end] {
			headed = headed || row.Cell(i) != ""
		}
		if !headed && !slices.Contains(m.names, i) && len(m.names) > 0 {
			m.refuseAt(line.Line, i, "stray-cell",
				inventory.Text{ZH: "“" + table.Excerpt(cell) + "”所在的列没有表头", EN: `"` + table.Excerpt(cell) + `" stands in a column without a head`},
				inventory.Text{ZH: "给这一列写上表头，或清空这一格", EN: "head the column, or clear the cell"})
			return false
		}
	}
	return true
}

// keyOf is what counts of a name on an axis: an industry is the same by its code and by each of its names.
func (m *mapping) keyOf(axis int, name string) string {
	if axis < len(m.NameColumns) && m.NameColumns[axis].Lookup == "industry" {
		if found, ok := m.voc.Flows.Industry(name); ok {
			return found.Code
		}
	}
	return inventory.PrintedKey(name)
}

// namesRow tells whether one of the names is that of the row.
func (m *mapping) namesRow(names []string, r *mappedRow) bool {
	return r.axis < len(r.keys) && slices.ContainsFunc(names, func(name string) bool { return m.keyOf(r.axis, name) == r.keys[r.axis] })
}

// unitOf reads the unit of the row, where the table has a column of units.
// That of a row which is left out may be one that is not known: 吨/日.
func (m *mapping) unitOf(r *mappedRow) {
	if m.unitAt < 0 || r.Cell(m.unitAt) == "" {
		return
	}
	text := r.Cell(m.unitAt)
	if r.kind == leftRow {
		unit, err := quantity.ParseUnit(text)
		r.unit, r.hasUnit, r.unknownUnit = unit, err == nil, err != nil
		return
	}
	m.at(r.Line, m.unitAt)
	unit := m.row.unit("cell", text)
	if r.hasUnit && r.unit != unit {
		m.twoUnits(r.unit, unit)
	}
	r.unit, r.hasUnit = unit, true
}

// kindOf tells what the row is to the others.
func (m *mapping) kindOf(r *mappedRow) {
	for k, text := range r.texts {
		key := inventory.PrintedKey(text)
		part, named := table.NamesTotal(key)
		switch {
		case key == "":
		case m.left[key]:
			r.kind = leftRow
			m.notes.add(&m.notes.rows, r.name())
			return
		case named:
			r.kind, r.axis, r.generic, r.above = sumRow, k, true, part
		case m.sumsBy[key] != nil:
			r.kind, r.axis, r.sums = sumRow, k, m.sumsBy[key]
		}
		if m.rowsBy[key] != nil {
			r.rule = m.rowsBy[key]
		}
	}
	axis := slices.IndexFunc(r.texts, isWithin)
	if r.within = axis >= 0 && (r.kind == plainRow || axis == r.axis); !r.within {
		return
	}
	r.axis = axis
	for _, earlier := range slices.Backward(m.rows) {
		if !earlier.within && earlier.group(axis) == r.group(axis) {
			r.parent = earlier
			return
		}
	}
}

// understandRow gives the names of the row their meaning. A sum may have none.
func (m *mapping) understandRow(r *mappedRow) {
	out := m.all
	r.known = true
	for k, n := range m.NameColumns {
		text, key := r.texts[k], inventory.PrintedKey(r.texts[k])
		switch {
		case r.kind == sumRow && k == r.axis && (r.generic || m.rowsBy[key] == nil && !m.isThing(n, text)):
			r.known = false
		case m.rowsBy[key] != nil:
			out = m.rowsBy[key].meaning.over(m.unsaid(r, k, n, m.rowsBy[key])).over(out)
		case key == "" && n.Optional:
		case key == "":
			m.refuseAt(r.Line, m.names[k], "layout-row-unnamed",
				inventory.Text{ZH: "这一行有数而没有名称", EN: "the row has figures and no name"}, inventory.Text{ZH: "写上行的名称；与上一行相同的也要写", EN: "name it, also where the name is that of the row above"})
		default:
			out = m.lookup(r, k, n, text).over(out)
		}
	}
	r.meaning = out
}

// unsaid looks up what a row that the file names leaves to the look-up; that it is found nowhere is then no fault.
func (m *mapping) unsaid(r *mappedRow, k int, n nameRule, rule *rowRule) meaning {
	text := r.texts[k]
	if n.Lookup == "item" {
		if found, ok := m.itemOf(n, text); ok && rule.meaning.item == nil && rule.Indicator == "" {
			return meaning{item: found}
		}
		return meaning{}
	}
	industry, isIndustry := m.voc.Flows.Industry(text)
	switch {
	case n.Lookup == "industry" && isIndustry && industry.Category != nil:
		return m.lookup(r, k, n, text)
	case n.Lookup == "facility" && rule.Facility == "", n.Lookup == "detail" && rule.Detail == "":
		return m.lookup(r, k, n, text)
	}
	return meaning{}
}

// plainName is a printed name without 其中, its numbering and what else does not count, for the look-up.
func plainName(text string) string {
	folded := strings.TrimLeft(text, "#*·-— ")
	if _, rest, ok := strings.Cut(folded, "其中"); ok {
		folded = strings.TrimLeft(rest, "：:) ）")
	}
	return strings.TrimSpace(folded)
}

// isThing tells whether the name of a sum is also that of a thing: maize is one, grain is none.
func (m *mapping) isThing(n nameRule, text string) bool {
	if n.Lookup == "industry" {
		found, ok := m.voc.Flows.Industry(text)
		return ok && found.Category != nil
	}
	_, ok := m.itemOf(n, text)
	return n.Lookup == "item" && ok
}

// itemOf looks an item up by what is printed, or by what counts of it.
func (m *mapping) itemOf(n nameRule, text string) (*inventory.Item, bool) {
	for _, name := range []string{text, plainName(text), inventory.PrintedKey(text)} {
		if found, ok := m.voc.Items.Lookup(name); ok && (len(n.Kinds) == 0 || slices.Contains(n.Kinds, found.Kind)) {
			return found, true
		}
	}
	return nil, false
}

// lookup finds what a name means in the vocabulary.
func (m *mapping) lookup(r *mappedRow, k int, n nameRule, text string) meaning {
	m.at(r.Line, m.names[k])
	switch n.Lookup {
	case "item":
		if found, ok := m.itemOf(n, text); ok {
			return meaning{item: found}
		}
		nearest := m.voc.Items.NearestIn(table.Excerpt(plainName(text)), m.all.category)
		if _, ok := m.itemOf(n, nearest); !ok {
			nearest = "" // of another kind
		}
		m.unknownRow(r, k, nearest)
	case "industry":
		found, ok := m.voc.Flows.Industry(text)
		switch {
		case !ok:
			m.unknownRow(r, k, m.voc.Flows.NearestIndustry(table.Excerpt(text)))
		case found.Category == nil:
			m.refuse("cell", "layout-industry-in-parts",
				inventory.Text{ZH: "“" + found.Title.ZH + "”的各部分属于不同类别", EN: `the parts of "` + found.Title.EN + `" belong to different categories`},
				inventory.Text{ZH: "分列 251 精炼石油产品制造、252 煤炭加工，或在映射文件里写 [[row]] 的 category", EN: "give 251 refining and 252 coking apart, or write the category in a [[row]] of a mapping file"})
		default:
			return meaning{category: found.Category, says: says{Detail: found.Title.ZH}}
		}
	case "category":
		return meaning{category: m.row.category("cell", text)}
	case "facility":
		return meaning{says: says{Facility: m.row.facility("cell", text)}}
	case "detail":
		return meaning{says: says{Detail: m.row.detail(text)}}
	default:
		m.unknownRow(r, k, "")
	}
	return meaning{}
}

func (m *mapping) unknownRow(r *mappedRow, k int, nearest string) {
	known := slices.Clone(m.LeaveOut)
	for _, rule := range m.layout.Rows {
		known = append(known, rule.Names...)
	}
	for _, t := range m.Totals {
		known = append(known, t.Names...)
	}
	if own := spelling.Nearest(table.Excerpt(plainName(r.texts[k])), known); own != "" {
		nearest = own
	}
	m.refuseAt(r.Line, m.names[k], "layout-unknown-row",
		inventory.Text{ZH: "“" + m.Title.ZH + "”的版式不认识行“" + table.Excerpt(r.texts[k]) + "”", EN: `the layout "` + m.Title.EN + `" does not know the row "` + table.Excerpt(r.texts[k]) + `"`},
		suggest(nearest, inventory.Text{ZH: "改行名，或在 mapping/ 的映射文件里写 [[row]]；不用的行写进 leave_out", EN: "mend the name, or write a [[row]] in a file under mapping/; a row that is not wanted goes to leave_out"}))
}
