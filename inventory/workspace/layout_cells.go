package workspace

import (
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

// figures reads the cells of the row.
func (m *mapping) figures(r *mappedRow) {
	for _, c := range m.columns {
		text := r.Cell(c.index)
		if text == "" || r.unknownUnit {
			continue
		}
		m.place = inventory.Place{Table: c.table, Row: r.Line}
		unit, ok := m.unitAtCell(r, c)
		if value, sound := m.figure(text, unit, ok); sound {
			r.cells[c] = asPrinted(value, unit)
		}
	}
}

// unitAtCell is the unit of a figure: that of its column or its row, which must not differ, else that of the title, else that of the
// layout.
func (m *mapping) unitAtCell(r *mappedRow, c *mappedColumn) (quantity.Unit, bool) {
	stated := m.meaningAt(r, c)
	title, ofTitle := m.unitOfTitle(c)
	switch {
	case c.hasUnit && r.hasUnit && c.unit != r.unit:
		m.refuse("cell", "two-units",
			inventory.Text{ZH: "表头写的单位是 " + c.unit.String() + "，这一行写的是 " + r.unit.String(), EN: "the head says " + c.unit.String() + ", the row " + r.unit.String()},
			inventory.Text{ZH: "单位只写在一处", EN: "give the unit in one place"})
		return c.unit, true
	case c.hasUnit:
		return c.unit, true
	case r.hasUnit:
		return r.unit, true
	case ofTitle && !stated.Ratio:
		return title, true
	case stated.hasUnit:
		return stated.unit, true
	}
	if r.kind != leftRow && !(stated.Aside && stated.Ratio) {
		m.refuse("cell", "no-unit",
			inventory.Text{ZH: "“" + table.Excerpt(c.head) + "”没有写单位", EN: `"` + table.Excerpt(c.head) + `" has no unit`},
			inventory.Text{ZH: "单位写在表头的括号里，如 产量（吨），或标题下写“单位：吨”，或单列一栏“计量单位”", EN: "write the unit in brackets in the header, or in a line 单位：… above it, or in a column of units"})
	}
	return quantity.One, false
}

// meaningAt is what is said of one cell: by its column, then its row.
func (m *mapping) meaningAt(r *mappedRow, c *mappedColumn) meaning {
	out := r.meaning
	if c.item != nil {
		out = meaning{item: c.item}.over(out)
	}
	if c.rule != nil {
		out = c.rule.meaning.over(out)
	}
	return out
}

// figure reads a number. One with a unit of its own is asked about: the head names the unit.
func (m *mapping) figure(text string, unit quantity.Unit, hasUnit bool) (decimal.Decimal, bool) {
	value, err := quantity.Parse(text)
	if err == nil {
		return value, true
	}
	if number, written, ok := withUnit(text); ok {
		head := inventory.Text{ZH: "表头没有单位", EN: "the head gives no unit"}
		if hasUnit {
			head = inventory.Text{ZH: "表头的单位是 " + unit.String(), EN: "the head says " + unit.String()}
		}
		m.refuse("cell", "unit-in-cell",
			inventory.Text{ZH: "格里写着“" + table.Excerpt(text) + "”，单位是 " + written.String() + "，" + head.ZH, EN: `the cell says "` + table.Excerpt(text) + `", in ` + written.String() + "; " + head.EN},
			inventory.Text{ZH: "格里只写数，按表头的单位换算：是 " + number.String() + " " + written.String() + " 吗？", EN: "write the number alone, in the unit of the head: is it " + number.String() + " " + written.String() + "?"})
		return value, false
	}
	return m.number("cell", text)
}

// withUnit parts a number from the unit written behind it.
func withUnit(text string) (decimal.Decimal, quantity.Unit, bool) {
	cut := strings.IndexFunc(text, func(r rune) bool {
		return !strings.ContainsRune("0123456789０１２３４５６７８９.,，．+-−－ \u00a0\u2009", r)
	})
	if cut <= 0 {
		return decimal.Decimal{}, quantity.Unit{}, false
	}
	value, err := quantity.Parse(text[:cut])
	unit, notUnit := quantity.ParseUnit(strings.TrimSpace(text[cut:]))
	return value, unit, err == nil && notUnit == nil
}
