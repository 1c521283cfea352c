// Package report turns an inventory into what people and machines read: the files of out/, the table on the terminal,
// and the explanation of a figure.
package report

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/disclosure"
	"ghg/inventory/quantity"
)

// inventoryColumns are the columns of inventory.csv. Later versions may only append.
var inventoryColumns = []string{"region", "year", "category", "category_zh", "category_en", "facility", "item", "detail", "gas", "value", "unit",
	"gwp_set", "gwp", "co2e_t", "notation", "method", "tier", "boundary", "factor_status", "vintage", "note"}

// WriteInventory writes inventory.csv: one row an estimate.
func WriteInventory(w io.Writer, inv *inventory.Inventory) error {
	head := newTable(w)
	head.row(slices.Clone(inventoryColumns)...)
	if err := head.close(); err != nil {
		return err
	}
	return inBatches(w, len(inv.Estimates), func(out *bytes.Buffer, from, to int) error {
		t := newTable(out)
		cells := make([]string, len(inventoryColumns))
		for _, e := range inv.Estimates[from:to] {
			clear(cells)
			estimateCells(inv, e, cells)
			t.row(cells...)
		}
		return t.close()
	})
}

func estimateCells(inv *inventory.Inventory, e *inventory.Estimate, row []string) {
	about := e.Row
	row[0], row[1], row[2], row[3], row[4] = inv.Region, strconv.Itoa(about.Year), about.Category.Code, about.Category.Name.ZH, about.Category.Name.EN
	row[5], row[6], row[7], row[8] = about.Facility, about.ItemName(), about.Detail, e.Gas
	row[14], row[17], row[19], row[20] = notation(e), e.Boundary.String(), about.Vintage, noteOf(e)
	if !e.Number {
		return
	}
	row[10], row[15], row[16], row[18] = "t", e.Method.ID, e.Method.Tier, e.Status.String()
	row[11] = inv.GWPSet
	gwp, ok := inv.GWP(e.Gas)
	if ok {
		row[12] = gwp.Amount.String()
	}
	row[9], row[13] = e.Figures(gwp)
}

// notation prints the keys of a line; IE with its target.
func notation(e *inventory.Estimate) string {
	out := e.Notation.String()
	if e.Notation.Has(inventory.IE) && e.Row.Target != nil {
		out += ":" + e.Row.Target.Code
	}
	return out
}

// noteOf joins the user's note and what the run has to say of the line, in Chinese as the tables are.
func noteOf(e *inventory.Estimate) string {
	if e.Remarks == nil {
		return e.Row.Note
	}
	var parts []string
	if e.Row.Note != "" {
		parts = append(parts, e.Row.Note)
	}
	for _, note := range e.Notes() {
		parts = append(parts, note.ZH)
	}
	return strings.Join(parts, "；")
}

var summaryColumns = []string{"region", "year", "boundary", "category", "gas", "value_t", "gwp_set", "co2e_t", "notation", "complete"}

// WriteSummary writes summary.csv: every node of the category tree, a row a gas and one for all of them.
func WriteSummary(w io.Writer, inv *inventory.Inventory) error { return writeSummary(w, inv, nil) }

// WritePublicSummary writes the same with C in place of what the mask hides, and without completeness there.
func WritePublicSummary(w io.Writer, inv *inventory.Inventory, mask *disclosure.Mask) error {
	return writeSummary(w, inv, mask)
}

func writeSummary(w io.Writer, inv *inventory.Inventory, mask *disclosure.Mask) error {
	rows := newTable(w)
	rows.row(slices.Clone(summaryColumns)...)
	for _, f := range inv.Figures() {
		if mask.Hides(f) {
			rows.row(inv.Region, strconv.Itoa(f.Year), f.Boundary.String(), f.Scope, f.Gas, "", inv.GWPSet, "", inventory.C.String(), "")
			continue
		}
		t := inv.Total(f)
		row := []string{inv.Region, strconv.Itoa(f.Year), f.Boundary.String(), f.Scope, f.Gas, "", inv.GWPSet, "", t.Notation.String(), completeness(t)}
		if t.HasMass {
			row[5] = t.Mass.String()
		}
		if t.HasCO2e {
			row[7] = t.CO2e.String()
		}
		if len(t.Missing) > 0 {
			row[8] = strings.Trim(row[8]+","+"GWP?"+strings.Join(t.Missing, "+"), ",")
		}
		rows.row(row...)
	}
	return rows.close()
}

// completeness is the share of the registry's pairs that are settled; empty where the registry has none.
func completeness(t *inventory.Total) string {
	share, err := quantity.Quo(decimal.NewFromInt(int64(t.Done)), decimal.NewFromInt(int64(t.Pairs)))
	if err != nil {
		return ""
	}
	return share.String()
}

// WriteProblems writes problems.csv.
func WriteProblems(w io.Writer, problems inventory.Problems) error {
	return ProblemRecords(problems).WriteCSV(w)
}

// inert keeps a cell from being taken for a formula. Exact figures have more digits than a person may write, and are numbers all the same.
func inert(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) || isDecimal(cell) {
		return cell
	}
	if _, err := quantity.Parse(cell); err == nil {
		return cell
	}
	return "'" + cell
}

// isDecimal tells whether a text is a sign and digits with at most one point behind the first.
func isDecimal(text string) bool {
	if text[0] != '+' && text[0] != '-' {
		return false
	}
	whole, fraction, _ := strings.Cut(text[1:], ".")
	strange := func(r rune) bool { return r < '0' || r > '9' }
	return whole != "" && !strings.ContainsFunc(whole+fraction, strange)
}

// number prints a figure that may be absent.
func number(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
