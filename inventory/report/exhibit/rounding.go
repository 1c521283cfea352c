package exhibit

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// dueToRounding is the note of a table whose printed parts do not add up to its printed totals.
var dueToRounding = inventory.Text{ZH: "因四舍五入，分项之和与合计可能不等。", EN: "Parts may not add up to totals due to rounding."}

// across is a sum within a row: a column that is the sum of others.
type across struct {
	total int
	parts []int
}

// toLast is the last of so many columns as the sum of those from the first on.
func toLast(first, columns int) across {
	out := across{total: columns - 1}
	for at := first; at < columns-1; at++ {
		out.parts = append(out.parts, at)
	}
	return out
}

// roundings adds the note where the table needs it: where parts add up to their total exactly, but not as printed. Parts are the rows one
// level below a row, and in a row the columns that a sum is of.
func roundings(x *Exhibit, sums ...across) {
	for i := range x.Rows {
		for _, sum := range sums {
			var parts []Cell
			for _, at := range sum.parts {
				parts = append(parts, x.Rows[i].Cells[at])
			}
			if printedApart(x.Rows[i].Cells[sum.total], parts, false) {
				x.Notes = append(x.Notes, dueToRounding)
				return
			}
		}
		below := partsOf(x.Rows, i)
		for c := range x.Columns {
			if x.Columns[c].Kind != Figure {
				continue
			}
			var parts []Cell
			for _, r := range below {
				parts = append(parts, r.Cells[c])
			}
			if printedApart(x.Rows[i].Cells[c], parts, false) {
				x.Notes = append(x.Notes, dueToRounding)
				return
			}
		}
	}
}

// apart is roundings for columns of which the first row is known to be the sum of the rows of level 1, though its parts are quotients that
// add up to it only as far as their digits go.
func apart(x *Exhibit, columns ...int) {
	if slices.Contains(x.Notes, dueToRounding) {
		return
	}
	for _, column := range columns {
		var parts []Cell
		for _, r := range x.Rows[1:] {
			if r.Level == 1 {
				parts = append(parts, r.Cells[column])
			}
		}
		if printedApart(x.Rows[0].Cells[column], parts, true) {
			x.Notes = append(x.Notes, dueToRounding)
			return
		}
	}
}

// partsOf are the rows that a row is the total of. Totals of level 0 that stand together are of the same rows below them.
func partsOf(rows []Row, at int) (out []Row) {
	below := rows[at+1:]
	for rows[at].Level == 0 && len(below) > 0 && below[0].Level == 0 {
		below = below[1:]
	}
	if end := slices.IndexFunc(below, func(r Row) bool { return r.Level <= rows[at].Level }); end >= 0 {
		below = below[:end]
	}
	for _, r := range below {
		if r.Level == rows[at].Level+1 {
			out = append(out, r)
		}
	}
	return out
}

// printedApart tells whether parts that add up to the whole, exactly or as is known of them, do not do so as printed.
func printedApart(whole Cell, parts []Cell, known bool) bool {
	if !whole.Exact.Valid {
		return false
	}
	var exact, shown decimal.Decimal
	count := 0
	for _, part := range parts {
		if part.Exact.Valid {
			count++
			exact, shown = exact.Add(part.Exact.Decimal), shown.Add(asPrinted(part))
		}
	}
	return count > 0 && (known || exact.Equal(whole.Exact.Decimal)) && !shown.Equal(asPrinted(whole))
}

// asPrinted is the figure that people read, of a share in per cent.
func asPrinted(c Cell) decimal.Decimal {
	text := strings.TrimSuffix(strings.TrimPrefix(c.Text.EN, "+"), " %")
	d, err := decimal.NewFromString(strings.ReplaceAll(text, ",", ""))
	if err != nil {
		panic("a figure is printed as " + c.Text.EN)
	}
	return d
}
