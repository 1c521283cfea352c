package workspace

import (
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// mappedColumn is a column of figures.
type mappedColumn struct {
	index   int
	head    string // as printed
	rule    *columnRule
	year    int // 0 where the table or the row says it
	item    *inventory.Item
	unit    quantity.Unit
	hasUnit bool
	table   *inventory.Table // knows the one column
}

func (c *mappedColumn) ratio() bool { return c.rule != nil && c.rule.Ratio }

// mapping is a table being read by a layout.
type mapping struct {
	*row // of the cell at hand
	*table.Grid
	*layout
	first, end int   // the header is Rows[first:end]
	names      []int // columns of the names of the rows, by that of NameColumns; -1 for one that is not there
	unitAt     int   // column of units, -1
	yearAt     int   // column of years, -1
	columns    []*mappedColumn
	titleUnits []quantity.Unit // that the lines above the header name, one a dimension
	year       int
	vintage    string
	rows       []*mappedRow
	apart      *section // the row at hand stands below this line, which begins another table
	ended      bool     // and has figures
	unsure     bool     // whether a part counts
	notes      remarks
}

func (m *mapping) at(line, column int) {
	m.place = inventory.Place{Table: &inventory.Table{File: m.File, Sheet: m.Sheet, Columns: map[string]int{"cell": column + 1}}, Row: line}
}

func (m *mapping) refuseAt(line, column int, code string, message, hint inventory.Text) {
	m.at(line, column)
	m.refuse("cell", code, message, hint)
}

// headText is what a cell of the header says, without its unit, and the unit.
func headText(cell string) (string, quantity.Unit, bool) {
	text := strings.TrimSpace(strings.ReplaceAll(cell, "\n", ""))
	if match := inBrackets.FindStringSubmatchIndex(text); match != nil {
		if unit, err := quantity.ParseUnit(strings.TrimSpace(text[match[2]:match[3]])); err == nil {
			return strings.TrimSpace(text[:match[0]]), unit, true
		}
	}
	if name, second, two := strings.Cut(cell, "\n"); two {
		if unit, err := quantity.ParseUnit(strings.TrimSpace(second)); err == nil {
			return strings.TrimSpace(name), unit, true
		}
	}
	return text, quantity.Unit{}, false
}

// isHead tells whether one of the names is what the text says.
func isHead(names []string, text string) bool {
	key := inventory.PrintedKey(text)
	return key != "" && slices.ContainsFunc(names, func(name string) bool { return inventory.PrintedKey(name) == key })
}

// knowsHead tells whether a cell can belong to the header: it is the head of a column that the layout knows, or a part of one.
func (m *mapping) knowsHead(cell string) bool {
	text, _, _ := headText(cell)
	key := inventory.PrintedKey(text)
	if key == "" {
		return false
	}
	if isHead(m.UnitHeads, text) || isHead(m.Year.Head, text) || isHead(m.Groups, text) || isHead(m.LeaveHeads, text) {
		return true
	}
	for _, n := range m.NameColumns {
		if isHead(n.Head, text) {
			return true
		}
	}
	for _, c := range m.Columns {
		if slices.ContainsFunc(c.Head, func(head string) bool { return strings.Contains(inventory.PrintedKey(head), key) }) {
			return true
		}
	}
	if m.HeadLookup == "item" {
		if _, ok := m.voc.Items.Lookup(text); ok {
			return true
		}
	}
	return m.Year.From == "heads" && yearOf(text) != 0
}

// yearOf is the year that a head is: 2020 or 2020年; 0 if it is none.
func yearOf(text string) int {
	year, err := strconv.Atoi(strings.TrimSuffix(spelling.Fold(text), "年"))
	if err != nil || year < firstYear || year > lastYear {
		return 0
	}
	return year
}

// header finds the rows that head the columns: from the first in which two cells are heads, as long as the columns of names are
// blank below.
func (m *mapping) header() bool {
	m.first = slices.IndexFunc(m.Rows, func(r table.GridRow) bool {
		known, years := 0, 0
		for _, cell := range r.Cells {
			if m.knowsHead(cell) {
				known++
			} else if yearOf(cell) != 0 {
				years++
			}
		}
		return known >= 2 || known == 1 && (filled(r.Cells) > 2 || years > 0)
	})
	if m.first < 0 {
		m.refuseAt(0, -1, "layout-no-header",
			inventory.Text{ZH: "按“" + m.Title.ZH + "”的版式找不到表头行", EN: "no row heads the columns as the layout \"" + m.Title.EN + "\" does"},
			inventory.Text{ZH: "版式见 " + m.file + "：表头应有 " + strings.Join(m.headsWanted(), "、"), EN: m.file + " describes the layout: the heads are " + strings.Join(m.headsWanted(), ", ")})
		return false
	}
	m.end = m.first + 1
	for m.end < len(m.Rows) && m.end < m.first+4 && m.headsOn(m.Rows[m.end]) {
		m.end++
	}
	return true
}

func (m *mapping) headsWanted() []string {
	var out []string
	for _, c := range m.Columns {
		if len(out) < 8 {
			out = append(out, c.Head[0])
		}
	}
	return out
}

// headsOn tells whether a row below the first of the header belongs to it: of units, of numbers of columns, or of heads below
// heads, the columns of names being blank or the same.
func (m *mapping) headsOn(r table.GridRow) bool {
	if isNumbering(r.Cells) || isUnits(r.Cells) {
		return true
	}
	heads, years := 0, isYears(r.Cells)
	for i, cell := range r.Cells {
		above := m.Rows[m.first].Cell(i)
		if _, err := quantity.Parse(cell); err == nil && !(yearOf(cell) != 0 && (years || m.Year.From == "heads")) {
			return false
		}
		isName := slices.ContainsFunc(m.NameColumns, func(n nameRule) bool { return isHead(n.Head, above) }) || isHead(m.Year.Head, above) || isHead(m.UnitHeads, above)
		switch {
		case cell == "":
		case (isName || i == 0 && m.namesFirst()) && cell != above:
			return false
		case cell != above && (years || m.knowsHead(cell)):
			heads++
		}
	}
	return heads > 0
}

// namesFirst tells whether the names of the rows stand in the first column, whatever heads it.
func (m *mapping) namesFirst() bool {
	return len(m.NameColumns) == 1 && len(m.NameColumns[0].Head) == 0
}

// isNumbering tells whether a row numbers the columns: 甲 乙 1 2 3. Without 甲 it must be three numbers in their order, which figures
// hardly are.
func isNumbering(cells []string) bool {
	var numbers []int
	marked := false
	for _, cell := range cells {
		if slices.Contains([]string{"甲", "乙", "丙", "丁"}, cell) {
			marked = true
			continue
		}
		n, err := strconv.Atoi(cell)
		if cell != "" && err != nil {
			return false
		}
		if cell != "" {
			numbers = append(numbers, n)
		}
	}
	if marked {
		slices.Sort(numbers)
	}
	for i, n := range numbers {
		if n != i+1 {
			return false
		}
	}
	return len(numbers) > 2 || marked && len(numbers) > 0
}

// isUnits tells whether a row holds nothing but units.
func isUnits(cells []string) bool {
	units := 0
	for _, cell := range cells {
		if cell == "" || slices.Contains([]string{"单位", "计量单位"}, cell) {
			continue
		}
		if _, err := quantity.ParseUnit(strings.Trim(cell, "()（）")); err != nil || cell == "1" {
			return false
		}
		units++
	}
	return units > 0
}

// levels are the heads above one column, the topmost first, and the unit that they name. A head above several columns stands in the
// first of them.
func (m *mapping) levels(column int) ([]string, quantity.Unit, bool) {
	var out []string
	unit, hasUnit := quantity.Unit{}, false
	states := func(line int, stated quantity.Unit) {
		if hasUnit && unit != stated {
			m.at(line, column)
			m.twoUnits(unit, stated)
		}
		unit, hasUnit = stated, true
	}
	for i := m.first; i < m.end; i++ {
		row := m.Rows[i]
		if i > m.first && isNumbering(row.Cells) {
			continue
		}
		cell := row.Cell(column)
		if i > m.first && isUnits(row.Cells) {
			if u, err := quantity.ParseUnit(strings.Trim(cell, "()（）")); cell != "" && err == nil {
				states(row.Line, u)
			}
			continue
		}
		if cell == "" && m.below(i, column) {
			from := 0
			if cell, from = m.spread(i, column); cell != "" && !m.reaches(row.Line, from, column) && !isHead(m.Groups, cell) {
				m.refuseAt(row.Line, column, "layout-head-not-merged",
					inventory.Text{ZH: "“" + table.Excerpt(cell) + "”右边的格空着，没有与它合并，不知道归不归它", EN: `the blank cell right of "` + table.Excerpt(cell) + `" is not merged with it: it is not known whether it belongs to it`},
					inventory.Text{ZH: "合并“" + table.Excerpt(cell) + "”所辖的各格，或在每一列写上表头", EN: `merge the cells that "` + table.Excerpt(cell) + `" heads, or write the head in every column`})
			}
		}
		text, u, ok := headText(cell)
		if ok {
			states(row.Line, u)
		}
		if text != "" && (len(out) == 0 || out[len(out)-1] != text) {
			out = append(out, text)
		}
	}
	return out, unit, hasUnit
}

// below tells whether a head stands below the cell.
func (m *mapping) below(row, column int) bool {
	for i := row + 1; i < m.end; i++ {
		if cell := m.Rows[i].Cell(column); cell != "" && !isNumbering(m.Rows[i].Cells) && !isUnits(m.Rows[i].Cells) {
			return true
		}
	}
	return false
}

// spread is the head to the left that reaches over the cell, with its column: none where one of a row above begins between them.
func (m *mapping) spread(row, column int) (string, int) {
	for c := column - 1; c >= 0; c-- {
		if cell := m.Rows[row].Cell(c); cell != "" {
			if !m.below(row, c) {
				return "", 0
			}
			return cell, c
		}
		for above := m.first; above < row; above++ {
			if m.Rows[above].Cell(c+1) != "" {
				return "", 0
			}
		}
	}
	return "", 0
}

// reaches tells whether the cell at from is merged with that at column. In a text nothing is merged, and a blank cell belongs to the head
// on its left.
func (m *mapping) reaches(line, from, column int) bool {
	return m.Sheet == "" || slices.ContainsFunc(m.Merged, func(s table.Span) bool {
		return s.Row <= line && line <= s.LastRow && s.Col <= from+1 && column+1 <= s.LastCol
	})
}

// titles reads what stands above the header: the year, the unit, how final the table is.
func (m *mapping) titles() bool {
	var found titleYears
	m.vintage = m.layout.vintage
	for _, line := range m.Rows[:m.first] {
		text := lineText(line)
		found.read(text)
		switch {
		case m.vintage != "":
		case strings.Contains(text, "初步"):
			m.vintage = "preliminary"
		case strings.Contains(text, "最终"):
			m.vintage = "final"
		}
		m.titleUnits = append(m.titleUnits, unitsOf(text)...)
	}
	m.oneOfADimension()
	switch m.Year.From {
	case "constant":
		m.year = m.Year.Value
	case "title":
		return m.titleYear(found.found())
	case "heads":
		if years := yearsIn(m.Sheet, found.years); len(years) == 1 {
			m.year = years[0] // of a column that names none
		}
	}
	return true
}

// wholeYears refuses a table whose title, or the name of whose sheet, says that it is of a part of a year, or of a plan.
func (m *mapping) wholeYears() bool {
	year := m.year
	for _, c := range m.columns {
		year = max(year, c.year)
	}
	for _, line := range m.Rows[:m.first] {
		if m.at(line.Line, -1); !m.wholeYear(lineText(line), year) {
			return false
		}
	}
	m.at(0, -1)
	return m.wholeYear(m.Sheet, year)
}

// titleYear takes the year of the title or, where that has none, of the name of the sheet.
func (m *mapping) titleYear(years []int) bool {
	if len(years) == 0 {
		years = yearsIn(m.Sheet, nil)
	}
	if len(years) == 1 {
		m.year = years[0]
		return true
	}
	line := m.Rows[0].Line
	if len(years) == 0 {
		m.refuseAt(line, -1, "layout-no-year",
			inventory.Text{ZH: "表头以上没有写明是哪一年的表", EN: "the lines above the header name no year"},
			inventory.Text{ZH: "标题里写一个年份，如“2020 年”，或在映射文件里写 [year] from = \"constant\"", EN: `name the year in the title, such as "2020", or give it in a mapping file: [year] from = "constant"`})
		return false
	}
	var list []string
	for _, year := range years {
		list = append(list, strconv.Itoa(year))
	}
	m.refuseAt(line, -1, "layout-two-years",
		inventory.Text{ZH: "表头以上写了几个年份：" + strings.Join(list, "、"), EN: "the lines above the header name several years: " + strings.Join(list, ", ")},
		inventory.Text{ZH: "标题里只写这张表的年份", EN: "name the year of the table only"})
	return false
}
