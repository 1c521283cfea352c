package exhibit

import (
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// dueToRounding is the note of a table whose printed parts do not add up to its printed totals.
var dueToRounding = inventory.Text{ZH: "因四舍五入，分项之和与合计可能不等。", EN: "Parts may not add up to totals due to rounding."}

// roundings adds the note where the table needs it: where the rows one level below a row add up to it exactly, but not as printed.
func roundings(x *Exhibit) {
	for i := range x.Rows {
		for c := range x.Columns {
			if x.Columns[c].Kind == Figure && roundedApart(x.Rows, i, c) {
				x.Notes = append(x.Notes, dueToRounding)
				return
			}
		}
	}
}

func roundedApart(rows []Row, at, column int) bool {
	whole := rows[at].Cells[column]
	if !whole.Exact.Valid {
		return false
	}
	var exact, printed decimal.Decimal
	parts := 0
	below := rows[at+1:]
	for rows[at].Level == 0 && len(below) > 0 && below[0].Level == 0 {
		below = below[1:] // totals stand together above what they are made of
	}
	for _, r := range below {
		if r.Level <= rows[at].Level {
			break
		}
		part := r.Cells[column]
		if r.Level != rows[at].Level+1 || !part.Exact.Valid {
			continue
		}
		parts++
		exact, printed = exact.Add(part.Exact.Decimal), printed.Add(asPrinted(part))
	}
	return parts > 0 && exact.Equal(whole.Exact.Decimal) && !printed.Equal(asPrinted(whole))
}

// asPrinted is the figure that people read.
func asPrinted(c Cell) decimal.Decimal {
	d, err := decimal.NewFromString(strings.ReplaceAll(c.Text.EN, ",", ""))
	if err != nil {
		panic("a figure is printed as " + c.Text.EN)
	}
	return d
}
