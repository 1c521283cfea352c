package bundle

import (
	"strconv"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/recalc"
)

// bridge is what this program makes otherwise of what another one sealed: from the figures that the seal prints to those that come out.
func bridge(results map[string][]byte, result *engine.Result) *recalc.Bridge {
	table, ok := ofCSV("inventory.csv", results["inventory.csv"])
	if !ok {
		return nil
	}
	inv := result.Inventory
	old := recalc.Side{Inventory: inv, Rows: result.Rows, Printed: []recalc.PrintedLine{}}
	for i := range table.rows {
		if line, ok := printedLine(table, i); ok {
			old.Printed = append(old.Printed, line)
		}
	}
	var pairs []recalc.Pair
	for _, year := range inv.Years {
		pairs = append(pairs, recalc.Pair{Old: year, New: year})
	}
	return recalc.Compare(old, recalc.Side{Inventory: inv, Rows: result.Rows}, pairs, nil)
}

// printedLine reads a line with a figure.
func printedLine(table *listing, i int) (out recalc.PrintedLine, ok bool) {
	if _, isNumber := figure(table.cell(i, "value")); !isNumber {
		return out, false
	}
	for _, b := range []inventory.Boundary{inventory.Territorial, inventory.Indirect, inventory.MemoItem} {
		if b.String() == table.cell(i, "boundary") {
			out.Boundary, ok = b, true
		}
	}
	year, err := strconv.Atoi(table.cell(i, "year"))
	out.Year, out.Category, out.Facility, out.Item, out.Detail = year, table.cell(i, "category"), table.cell(i, "facility"), table.cell(i, "item"), table.cell(i, "detail")
	out.Gas, out.Method = table.cell(i, "gas"), table.cell(i, "method")
	out.CO2e, _ = figure(table.cell(i, "co2e_t")) // none where the set has no potential of the gas
	return out, ok && err == nil
}
