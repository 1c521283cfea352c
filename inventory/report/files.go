// Package report turns an inventory into what people and machines read: the files of out/, the table on the terminal,
// and the explanation of a figure.
package report

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// inventoryColumns are the columns of inventory.csv. Later versions may only append.
var inventoryColumns = []string{"region", "year", "category", "category_zh", "category_en", "facility", "item", "detail", "gas", "value", "unit",
	"gwp_set", "gwp", "co2e_t", "notation", "method", "tier", "boundary", "factor_status", "vintage", "note"}

// InventoryCSV is inventory.csv: one row an estimate.
func InventoryCSV(inv *inventory.Inventory) []byte {
	rows := [][]string{inventoryColumns}
	for _, e := range inv.Estimates {
		row := []string{inv.Region, strconv.Itoa(e.Year), e.Category.Code, e.Category.Name.ZH, e.Category.Name.EN, e.Facility, e.ItemName(), e.Detail, e.Gas,
			"", "", "", "", "", notation(e), "", "", e.Boundary.String(), "", e.Vintage, noteOf(e)}
		if e.Number {
			row[9], row[10], row[15], row[16], row[18] = e.Value.String(), "t", e.Method.ID, e.Method.Tier, e.Status.String()
			row[11] = inv.GWPSet
			if gwp, ok := inv.GWP(e.Gas); ok {
				co2e, _ := inv.CO2e(e.Mass, e.Gas)
				row[12], row[13] = gwp.Amount.String(), inv.Value(co2e).String()
			}
		}
		rows = append(rows, row)
	}
	return table(rows)
}

// notation prints the keys of a line; IE with its target.
func notation(e *inventory.Estimate) string {
	out := e.Notation.String()
	if e.Notation.Has(inventory.IE) && e.Target != nil {
		out += ":" + e.Target.Code
	}
	return out
}

// noteOf joins the user's note and what the run has to say of the line, in Chinese as the tables are.
func noteOf(e *inventory.Estimate) string {
	var parts []string
	if e.Note != "" {
		parts = append(parts, e.Note)
	}
	for _, note := range e.Notes {
		parts = append(parts, note.ZH)
	}
	return strings.Join(parts, "；")
}

var summaryColumns = []string{"region", "year", "boundary", "category", "gas", "value_t", "gwp_set", "co2e_t", "notation", "complete"}

// SummaryCSV is summary.csv: every node of the category tree, a row a gas and one for all of them.
func SummaryCSV(inv *inventory.Inventory) []byte {
	rows := [][]string{summaryColumns}
	for _, f := range inv.Figures() {
		t := inv.Total(f)
		row := []string{inv.Region, strconv.Itoa(f.Year), f.Boundary.String(), f.Scope, f.Gas, "", inv.GWPSet, "", t.Notation.String(), completeness(t)}
		if t.Number && f.Gas != inventory.AllGases {
			row[5] = inv.MassValue(t).String()
		}
		if t.HasCO2e {
			row[7] = inv.CO2eValue(t).String()
		}
		if len(t.Missing) > 0 {
			row[8] = strings.Trim(row[8]+","+"GWP?"+strings.Join(t.Missing, "+"), ",")
		}
		rows = append(rows, row)
	}
	return table(rows)
}

// completeness is the share of the registry's pairs that are settled; empty where the registry has none.
func completeness(t *inventory.Total) string {
	share, err := quantity.Quo(decimal.NewFromInt(int64(t.Done)), decimal.NewFromInt(int64(t.Pairs)))
	if err != nil {
		return ""
	}
	return share.String()
}

// ProblemsCSV is problems.csv.
func ProblemsCSV(problems inventory.Problems) []byte {
	rows := [][]string{{"severity", "code", "source", "message_zh", "message_en", "hint_zh", "hint_en"}}
	for _, p := range problems.Sorted() {
		rows = append(rows, []string{p.Severity.String(), p.Code, p.Source.String(), p.Message.ZH, p.Message.EN, p.Hint.ZH, p.Hint.EN})
	}
	return table(rows)
}

// table writes rows as CSV. A text cell that a spreadsheet would take for a formula is given an apostrophe.
func table(rows [][]string) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for _, row := range rows {
		for i, cell := range row {
			row[i] = inert(cell)
		}
		_ = w.Write(row) // a bytes.Buffer takes every write
	}
	w.Flush()
	return out.Bytes()
}

func inert(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if _, err := quantity.Parse(cell); err == nil {
		return cell
	}
	return "'" + cell
}

// number prints a figure that may be absent.
func number(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
