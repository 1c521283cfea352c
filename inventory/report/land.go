package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/sectors/land"
)

// LandRecords is the land matrix, a row a year, earlier and later use: land that changed its use in the year, and what stayed.
func LandRecords(region string, of *engine.Land) Records {
	out := Records{Columns: []string{"region", "year", "from", "to", "area", "unit"}}
	for _, cell := range of.Matrix.Cells() {
		out.Rows = append(out.Rows, []string{region, strconv.Itoa(cell.Year), cell.From.Code(), cell.To.Code(), cell.Area.String(), "ha"})
	}
	return out
}

// LandTable prints the matrix of the last year for which a land use is stated: a row for what land was, a column for what it is.
func LandTable(w io.Writer, result *engine.Result, lang string) {
	cells := result.Land.Matrix.Cells()
	if len(cells) == 0 {
		return
	}
	year := cells[len(cells)-1].Year
	area, sums := map[[2]land.Use]decimal.Decimal{}, map[land.Use]decimal.Decimal{}
	for _, cell := range cells {
		if cell.Year == year {
			area[[2]land.Use{cell.From, cell.To}] = cell.Area
			sums[cell.To] = sums[cell.To].Add(cell.Area)
		}
	}
	name := func(use land.Use) string {
		return result.Inventory.Vocabulary.Categories.Must(use.Code()).Name.In(lang)
	}
	title := inventory.Text{ZH: fmt.Sprintf("%d 年土地利用矩阵（ha）：行为原地类，列为现地类", year), EN: fmt.Sprintf("Land matrix of %d (ha): rows were, columns are", year)}
	t := &columns{right: []bool{false}}
	header := []string{title.In(lang)}
	for _, use := range land.Uses {
		header = append(header, name(use))
		t.right = append(t.right, true)
	}
	t.rule()
	t.add(header...)
	t.rule()
	line := func(label string, of func(land.Use) (decimal.Decimal, bool)) {
		row := []string{label}
		for _, use := range land.Uses {
			if value, ok := of(use); ok {
				row = append(row, tonnes(value))
			} else {
				row = append(row, "")
			}
		}
		if slices.ContainsFunc(row[1:], func(cell string) bool { return cell != "" }) {
			t.add(row...)
		}
	}
	for _, from := range land.Uses {
		line(name(from), func(to land.Use) (decimal.Decimal, bool) {
			value, ok := area[[2]land.Use{from, to}]
			return value, ok
		})
	}
	t.rule()
	line(inventory.Text{ZH: "年末合计", EN: "At the end of the year"}.In(lang), func(use land.Use) (decimal.Decimal, bool) {
		value, ok := sums[use]
		return value, ok
	})
	fmt.Fprintln(w)
	t.write(w)
}
