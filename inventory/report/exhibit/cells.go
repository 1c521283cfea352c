package exhibit

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
)

// word is a cell of one text in both languages.
func word(text string) Cell { return Cell{Text: inventory.Text{ZH: text, EN: text}} }

// words is a cell of a text.
func words(zh, en string) Cell { return Cell{Text: inventory.Text{ZH: zh, EN: en}} }

// said is a cell of a text.
func said(t inventory.Text) Cell { return Cell{Text: t} }

// figure is a cell of a figure in the unit of its column: whole from a thousand on, else with four significant digits.
func figure(d decimal.Decimal) Cell { return printed(d, report.Tonnes(d)) }

// share is a cell of a share, printed in per cent with one decimal.
func share(d decimal.Decimal) Cell { return printed(d, report.Percent(d)) }

// printed is a cell of a figure with the text that people read.
func printed(d decimal.Decimal, text string) Cell {
	c := word(text)
	c.Exact = decimal.NewNullDecimal(d)
	return c
}

// hidden is the cell of what must not be shown: confidential.
func hidden() Cell { return word(inventory.C.String()) }

// column is a column of words.
func column(zh, en string, width int) Column {
	return Column{Head: inventory.Text{ZH: zh, EN: en}, Width: width}
}

// figures is a column of figures of the unit, which stands in the head where the languages write it differently.
func figures(zh, en, unit string) Column {
	head := inventory.Text{ZH: zh, EN: en}
	if of := report.UnitText(unit); of.ZH != of.EN {
		head, unit = inventory.Text{ZH: zh + "（" + of.ZH + "）", EN: en + " (" + of.EN + ")"}, ""
	}
	return Column{Head: head, Unit: unit, Kind: Figure, Width: 14}
}

// unitCell is a cell of a unit.
func unitCell(unit string) Cell { return said(report.UnitText(unit)) }

// shares is a column of shares.
func shares(zh, en string) Column {
	return Column{Head: inventory.Text{ZH: zh, EN: en}, Kind: Share, Width: 10}
}

// itemCell names an item.
func itemCell(item *inventory.Item) Cell {
	out := words(item.Name, item.EN)
	if item.EN == "" {
		out = word(item.Name)
	}
	return out
}

// itemOrNone names an item, if there is one.
func itemOrNone(item *inventory.Item) Cell {
	if item == nil {
		return Cell{}
	}
	return itemCell(item)
}

// null is a cell of a figure, empty where there is none.
func null(d decimal.NullDecimal) Cell {
	if !d.Valid {
		return Cell{}
	}
	return figure(d.Decimal)
}

// rounded is a cell of a figure with so many decimals, empty where there is none.
func rounded(d decimal.NullDecimal, places int32) Cell {
	if !d.Valid {
		return Cell{}
	}
	return printed(d.Decimal, report.Rounded(d.Decimal, places))
}

// perCent is a cell of a share in a column of figures whose unit is per cent, with so many decimals; empty where there is none.
func perCent(share *decimal.Decimal, places int32) Cell {
	if share == nil {
		return Cell{}
	}
	return printed(share.Shift(2), report.Rounded(share.Shift(2), places))
}

// signedShare is a cell of a change as a share, empty where there is none.
func signedShare(d *decimal.Decimal) Cell {
	if d == nil {
		return Cell{}
	}
	return printed(*d, report.SignedShare(*d))
}

// ifTotal is the cell of a figure in t CO2e, marked as a total of the inventory where it is one.
func (m *maker) ifTotal(c Cell, f inventory.Figure) Cell {
	if t := m.total(f); c.Exact.Valid && t.HasCO2e && t.CO2e.Equal(c.Exact.Decimal) {
		c.Of = &f
	}
	return c
}

// ifMass is the same of a figure in t of the gas.
func (m *maker) ifMass(c Cell, f inventory.Figure) Cell {
	if t := m.total(f); c.Exact.Valid && t.HasMass && t.Mass.Equal(c.Exact.Decimal) {
		c.Of, c.Mass = &f, true
	}
	return c
}
