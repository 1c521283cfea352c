package workspace

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// heads gives every column its meaning; false if one has none.
func (m *mapping) heads() bool {
	width := 0
	for _, row := range m.Rows[m.first:m.end] {
		width = max(width, len(row.Cells))
	}
	m.names, m.unitAt, m.yearAt = make([]int, len(m.NameColumns)), -1, -1
	for k := range m.names {
		m.names[k] = -1
	}
	if m.namesFirst() {
		m.names[0] = 0
	}
	for i := range width {
		if levels, unit, hasUnit := m.levels(i); len(levels) > 0 && !(m.namesFirst() && i == 0) {
			c := &mappedColumn{index: i, head: strings.Join(levels, " "), unit: unit, hasUnit: hasUnit,
				table: &inventory.Table{File: m.File, Sheet: m.Sheet, Columns: everyField(i + 1)}}
			m.head(c, levels)
		}
	}
	for k, n := range m.NameColumns {
		if m.names[k] < 0 && !n.Optional {
			m.headMissing(n.Head)
		}
	}
	if m.Year.From == "column" && m.yearAt < 0 {
		m.headMissing(m.Year.Head)
	}
	if len(m.columns) == 0 && !m.bad {
		m.headMissing(m.headsWanted())
	}
	m.twiceHeaded()
	return !m.bad
}

func (m *mapping) headMissing(names []string) {
	m.refuseAt(m.Rows[m.first].Line, -1, "layout-head-missing",
		inventory.Text{ZH: "表头里没有“" + strings.Join(names, "”或“") + "”", EN: `no column is headed "` + strings.Join(names, `" or "`) + `"`},
		inventory.Text{ZH: "版式见 " + m.file + "；表头不同就在 mapping/ 里写自己的映射文件", EN: m.file + " describes the layout; where the table has another, describe it in a file of your own under mapping/"})
}

// head gives one column its meaning.
func (m *mapping) head(c *mappedColumn, levels []string) {
	last := levels[len(levels)-1]
	is := func(names []string) bool { return isHead(names, c.head) || isHead(names, last) }
	for k, n := range m.NameColumns {
		if is(n.Head) {
			if m.names[k] < 0 {
				m.names[k] = c.index
			} else {
				m.headTwice(c, m.names[k])
			}
			return
		}
	}
	switch {
	case is(m.UnitHeads):
		m.unitAt = c.index
		return
	case m.Year.From == "column" && is(m.Year.Head):
		m.yearAt = c.index
		return
	case is(m.LeaveHeads):
		m.notes.add(&m.notes.columns, c.head)
		return
	}
	rest := m.quantityOf(c, yearsFirst(levels))
	if besideTable(rest, c.rule == nil) {
		m.notes.add(&m.notes.beside, c.head)
		return
	}
	if !m.upper(c, rest) || c.rule == nil && c.item == nil && c.year == 0 {
		m.unknownHead(c, last)
		return
	}
	if m.Year.From == "heads" && c.year == 0 && m.year == 0 {
		m.refuseAt(m.Rows[m.first].Line, c.index, "layout-no-year",
			inventory.Text{ZH: "“" + table.Excerpt(c.head) + "”一列没有写年份", EN: `the column "` + table.Excerpt(c.head) + `" names no year`},
			inventory.Text{ZH: "表头写上年份，如 2020年", EN: "name the year in the header, such as 2020"})
		return
	}
	if c.year == m.year {
		c.year = 0 // as in the columns that leave it to the table
	}
	m.columns = append(m.columns, c)
}

// quantityOf finds the rule of the column, by its lowest heads, and returns those above them. A year may stand before the name of the
// quantity: 2019年末存栏.
func (m *mapping) quantityOf(c *mappedColumn, levels []string) []string {
	for n := len(levels); n > 0; n-- {
		rest, printed := levels[:len(levels)-n], strings.Join(levels[len(levels)-n:], "")
		if c.rule = m.ruleOf(printed); c.rule != nil {
			return rest
		}
		if m.Year.From == "column" {
			continue // the row says its year
		}
		for _, name := range []string{yearBefore.ReplaceAllString(halfWidthDigits(printed), ""), bareYearBefore.ReplaceAllString(halfWidthDigits(printed), "")} {
			if rule := m.ruleOf(name); rule != nil && yearOf(halfWidthDigits(printed)[:4]) != 0 {
				c.rule, c.year = rule, yearOf(halfWidthDigits(printed)[:4])
				return rest
			}
		}
	}
	return levels
}

var (
	yearBefore     = regexp.MustCompile(`^(?:19|20)[0-9]{2}\s*年度?`)
	bareYearBefore = regexp.MustCompile(`^(?:19|20)[0-9]{2}`)
)

// ruleOf is the rule of a head.
func (m *mapping) ruleOf(printed string) *columnRule {
	for _, rule := range m.Columns {
		if isHead(rule.Head, printed) {
			return rule
		}
	}
	return nil
}

// upper understands the heads above the one that names the quantity: a year, an item, or one that says nothing; false if one is not
// understood.
func (m *mapping) upper(c *mappedColumn, rest []string) bool {
	for _, text := range rest {
		item, isItem := m.voc.Items.Lookup(text)
		switch {
		case isHead(m.Groups, text) || isHead(thisYear, text):
		case (m.Year.From == "heads" || c.rule != nil && m.Year.From != "column") && yearOf(text) != 0 && (c.year == 0 || c.year == yearOf(text)):
			c.year = yearOf(text)
		case m.HeadLookup == "item" && isItem:
			c.item = item
		default:
			return false
		}
	}
	return true
}

func (m *mapping) unknownHead(c *mappedColumn, last string) {
	var known []string
	for _, rule := range m.Columns {
		known = append(known, rule.Head...)
	}
	known = append(known, m.LeaveHeads...)
	nearest := spelling.Nearest(table.Excerpt(last), known)
	if nearest == "" && m.HeadLookup == "item" {
		nearest = m.voc.Items.Nearest(table.Excerpt(last))
	}
	m.refuseAt(m.headLine(c.index), c.index, "layout-unknown-column",
		inventory.Text{ZH: "“" + m.Title.ZH + "”的版式不认识表头“" + table.Excerpt(c.head) + "”", EN: `the layout "` + m.Title.EN + `" does not know the head "` + table.Excerpt(c.head) + `"`},
		suggest(nearest, inventory.Text{ZH: "改表头，或在 mapping/ 的映射文件里写 [[column]]；不用的列写进 leave_out_heads", EN: "mend the head, or write a [[column]] in a file under mapping/; a column that is not wanted goes to leave_out_heads"}))
}

// headLine is the line of the lowest head of the column.
func (m *mapping) headLine(column int) int {
	for i := m.end - 1; i > m.first; i-- {
		if m.Rows[i].Cell(column) != "" && !isNumbering(m.Rows[i].Cells) && !isUnits(m.Rows[i].Cells) {
			return m.Rows[i].Line
		}
	}
	return m.Rows[m.first].Line
}

// twiceHeaded refuses two columns of one quantity.
func (m *mapping) twiceHeaded() {
	for i, c := range m.columns {
		if n := slices.IndexFunc(m.columns[:i], func(o *mappedColumn) bool { return o.rule == c.rule && o.item == c.item && o.year == c.year }); n >= 0 {
			m.headTwice(c, m.columns[n].index)
		}
	}
}

func (m *mapping) headTwice(c *mappedColumn, earlier int) {
	m.refuseAt(m.headLine(c.index), c.index, "layout-head-twice",
		inventory.Text{ZH: "“" + table.Excerpt(c.head) + "”与第 " + strconv.Itoa(earlier+1) + " 列是同一个量", EN: fmt.Sprintf(`"%s" is the same quantity as column %d`, table.Excerpt(c.head), earlier+1)},
		inventory.Text{ZH: "一个量只占一列", EN: "keep one column a quantity"})
}

// column finds the column of another quantity, beside one of the same item and year; nil if the table has none.
func (m *mapping) column(head string, beside *mappedColumn) *mappedColumn {
	for _, c := range m.columns {
		if c.rule != nil && isHead(c.rule.Head, head) && c.item == beside.item && c.year == beside.year {
			return c
		}
	}
	return nil
}
