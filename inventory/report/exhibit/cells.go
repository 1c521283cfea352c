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

// figures is a column of figures of the unit.
func figures(zh, en, unit string) Column {
	return Column{Head: inventory.Text{ZH: zh, EN: en}, Unit: unit, Kind: Figure, Width: 14}
}

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
