package bundle

import (
	"strconv"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/recalc"
)

// bridge is what this program makes otherwise of what another one sealed: from the figures that the seal prints to those that come out.
func bridge(results map[string][]byte, result *engine.Result) *recalc.Bridge {
	printed, ok := printedLines(results)
	if !ok {
		return nil
	}
	inv := result.Inventory
	old := recalc.Side{Inventory: inv, Rows: result.Rows, Printed: printed}
	var pairs []recalc.Pair
	for _, year := range inv.Years {
		pairs = append(pairs, recalc.Pair{Old: year, New: year})
	}
	return recalc.Compare(old, recalc.Side{Inventory: inv, Rows: result.Rows}, pairs, nil)
}

// printedLines are the figures of the sealed inventory.csv; false if it is no table.
func printedLines(results map[string][]byte) ([]recalc.PrintedLine, bool) {
	table, ok := ofCSV("inventory.csv", results["inventory.csv"])
	if !ok {
		return nil, false
	}
	out := []recalc.PrintedLine{}
	for i := range table.rows {
		cell := func(column string) string { return table.cell(i, column) }
		if cell("value") == "" {
			continue
		}
		year, _ := strconv.Atoi(cell("year")) // 0 is of no year that is compared
		co2e, _ := figure(cell("co2e_t"))     // 0 where the set has no potential of the gas
		line := recalc.PrintedLine{Year: year, Category: cell("category"), Facility: cell("facility"), Item: cell("item"), Detail: cell("detail"), Gas: cell("gas"), Method: cell("method"), CO2e: co2e}
		for _, b := range inventory.Boundaries {
			if b.String() == cell("boundary") {
				line.Boundary = b
			}
		}
		out = append(out, line)
	}
	return out, true
}
