package book

import (
	"bytes"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

// recalculated is a workbook as LibreOffice computes it.
func recalculated(t *testing.T, book []byte) *excelize.File {
	t.Helper()
	return opened(t, golden.Recalculated(t, book))
}

func opened(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// bytesOf is the workbook of a subject with the exhibits.
func bytesOf(t testing.TB, w *writer) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := w.write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// cellsOf are the cells of a workbook as they are stored, by sheet and row.
func cellsOf(t *testing.T, f *excelize.File) map[string][][]string {
	t.Helper()
	out := map[string][][]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		out[sheet] = rows
	}
	return out
}

// eachFormula calls with every cell that holds a formula: its sheet, its place counted from 0, and the value that stands there.
func eachFormula(t *testing.T, f *excelize.File, call func(sheet string, row, col int, formula, value string)) {
	t.Helper()
	for sheet, rows := range cellsOf(t, f) {
		for r, row := range rows {
			for c, value := range row {
				name, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					t.Fatal(err)
				}
				if formula, err := f.GetCellFormula(sheet, name); err != nil {
					t.Fatal(err)
				} else if formula != "" {
					call(sheet, r, c, formula, value)
				}
			}
		}
	}
}

// near tells whether two figures are within 1e-9 of the size.
func near(ours, theirs string, size float64) bool {
	a, err := strconv.ParseFloat(ours, 64)
	b, bad := strconv.ParseFloat(theirs, 64)
	return err == nil && bad == nil && math.Abs(a-b) <= 1e-9*size
}

// terms sums the absolute values of the terms of the cells of a workbook.
type terms struct {
	t     *testing.T
	file  *excelize.File
	cells map[string][][]string
}

var reference = regexp.MustCompile(`(?:([^\s!(),+*/^-]+)!)?\$?([A-Z]+)\$?([0-9]+)(?::\$?[A-Z]+\$?([0-9]+))?`)

// of is Σ|terms| of a cell: of what it sums, or of the dividend over the divisor; of any other cell its absolute value, which is never
// more.
func (x *terms) of(sheet string, row, col int) float64 {
	x.t.Helper()
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		x.t.Fatal(err)
	}
	formula, err := x.file.GetCellFormula(sheet, name)
	if err != nil {
		x.t.Fatal(err)
	}
	value := 0.0
	if rows := x.cells[sheet]; row <= len(rows) && col <= len(rows[row-1]) {
		value, _ = strconv.ParseFloat(rows[row-1][col-1], 64) // a key is no number
	}
	found := reference.FindAllStringSubmatch(formula, -1)
	quotient := strings.Count(formula, "/") == 1 && len(found) == 2 && !strings.ContainsAny(formula, "+-*^(")
	if formula == "" || !quotient && strings.ContainsAny(formula, "*/^") {
		return math.Abs(value)
	}
	var sums []float64
	for _, m := range found {
		at := m[1]
		if at == "" {
			at = sheet
		}
		column, _ := excelize.ColumnNameToNumber(m[2])
		first, _ := strconv.Atoi(m[3])
		last := first
		if m[4] != "" {
			last, _ = strconv.Atoi(m[4])
		}
		sum := 0.0
		for row := first; row <= last; row++ {
			sum += x.of(at, row, column)
		}
		sums = append(sums, sum)
	}
	if quotient {
		return sums[0] / sums[1]
	}
	all := 0.0
	for _, sum := range sums {
		all += sum
	}
	return all
}

// totalsSheet is the sheet of the totals of a year.
const totalsSheet = "各部门合计"

// totals is an exhibit of the totals of a year.
func totals(s *report.Subject) *exhibit.Exhibit {
	inv := s.Inventory()
	x := &exhibit.Exhibit{ID: "totals", Title: inventory.Text{ZH: totalsSheet, EN: "Totals"}, Year: s.Year,
		Columns: []exhibit.Column{{Head: inventory.Text{ZH: "类别", EN: "Category"}, Width: 20}, {Head: inventory.Text{ZH: "合计", EN: "Total"}, Unit: "t CO2e", Kind: exhibit.Figure},
			{Head: inventory.Text{ZH: "CO2", EN: "CO2"}, Unit: "t", Kind: exhibit.Figure}, {Head: inventory.Text{ZH: "占比", EN: "Share"}, Kind: exhibit.Share}}}
	for _, scope := range []string{inventory.ScopeTotal, inventory.ScopeWithoutLand, "1", "2", "3", "4"} {
		all, co2 := inventory.Figure{Year: s.Year, Scope: scope, Gas: inventory.AllGases}, inventory.Figure{Year: s.Year, Scope: scope, Gas: "CO2"}
		row := exhibit.Row{Cells: []exhibit.Cell{{Text: inventory.Text{ZH: scope}}, {Of: &all, Exact: decimal.NewNullDecimal(inv.Total(all).CO2e)},
			{Of: &co2, Mass: true, Exact: decimal.NewNullDecimal(inv.Total(co2).Mass)}, {Exact: decimal.NewNullDecimal(decimal.New(5, -1))}}}
		x.Rows = append(x.Rows, row)
	}
	return x
}

// Opened in LibreOffice and computed anew, every formula has the value that the engine found; and where a fuel is doubled, its lines,
// their categories, the totals and the summary follow by what the equations say.
func TestComputesAsTheEngine(t *testing.T) {
	folder := func(name ...string) fs.FS {
		return os.DirFS(filepath.Join(append([]string{"..", "..", ".."}, name...)...))
	}
	for _, c := range []struct {
		name   string
		folder fs.FS
		least  int // formulas
		sheets []string
	}{
		{"CN-PROV-2011", golden.District(t, "../../..", "CN-PROV-2011"), 20_000, []string{stateSheet, co2eSheet, massSheet, "明细能源活动"}},
		{"IPCC-2006", golden.District(t, "../../..", "IPCC-2006"), 20_000, []string{stateSheet, co2eSheet, massSheet, "明细土地利用"}},
		{"tongliang", folder("seeds", "tongliang"), 100, []string{intensitySheet, co2eSheet}},
		{"balance", folder("testdata", "inventories", "balance"), 100, []string{referenceSheet, co2eSheet}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := told(t, c.folder)
			w := made(s, append([]*exhibit.Exhibit{totals(s)}, exhibit.All(s)...))
			book := bytesOf(t, w)
			theirs, ours := cellsOf(t, recalculated(t, book)), opened(t, book)
			sizes := &terms{t, ours, cellsOf(t, ours)}
			count, sheets := 0, map[string]int{}
			eachFormula(t, ours, func(sheet string, row, col int, formula, value string) {
				count++
				sheets[sheet]++
				got := ""
				if row < len(theirs[sheet]) && col < len(theirs[sheet][row]) {
					got = theirs[sheet][row][col]
				}
				if size, _ := strconv.ParseFloat(value, 64); !near(value, got, math.Abs(size)) && !near(value, got, sizes.of(sheet, row+1, col+1)) {
					t.Errorf("%s: =%s is %q there and %q here", ref(sheet, col+1, row+1), formula, got, value)
				}
			})
			for _, sheet := range append(c.sheets, totalsSheet) {
				if sheets[sheet] == 0 {
					t.Errorf("no formula on %s: %v", sheet, sheets)
				}
			}
			if count < c.least {
				t.Errorf("%d formulas", count)
			}
			if c.name == "CN-PROV-2011" {
				doubles(t, s, w, book)
			}
		})
	}
}

// fuelOf is an input of the fuel of building materials in the year.
func fuelOf(t *testing.T, w *writer, year int) *home {
	t.Helper()
	for _, h := range w.inputs.activities {
		if h.row != nil && h.row.Year == year && h.row.Category.Code == "1.A.2.f" {
			return h
		}
	}
	t.Fatal("no fuel of building materials")
	return nil
}

// doubled is the workbook as LibreOffice computes it with the double figure of an input.
func doubled(t *testing.T, book []byte, input *home) map[string][][]string {
	t.Helper()
	f := opened(t, book)
	sheet, cell, _ := strings.Cut(strings.ReplaceAll(input.ref, "$", ""), "!")
	if err := f.SetCellDefault(sheet, cell, input.leaf.Value().Mul(decimal.NewFromInt(2)).String()); err != nil {
		t.Fatal(err)
	}
	var changed bytes.Buffer
	if _, err := f.WriteTo(&changed); err != nil {
		t.Fatal(err)
	}
	return cellsOf(t, recalculated(t, changed.Bytes()))
}

// doubles doubles a figure of fuel and looks at what follows.
func doubles(t *testing.T, s *report.Subject, w *writer, book []byte) {
	fuel := fuelOf(t, w, s.Year)
	theirs := doubled(t, book, fuel)
	at := func(ref string) string {
		sheet, cell, _ := strings.Cut(ref, "!")
		col, row, err := excelize.CellNameToCoordinates(cell)
		if err != nil {
			t.Fatal(err)
		}
		return theirs[sheet][row-1][col-1]
	}
	rise, moved := decimal.Decimal{}, 0 // in t CO2e
	for _, l := range w.byLine {
		if !l.of.Number {
			continue
		}
		value, err := expr.Decimal(expr.Substitute(l.tree, func(leaf expr.Leaf) expr.Leaf {
			if leaf.Key() == fuel.leaf.Key() {
				return twice{leaf}
			}
			return leaf
		}))
		if err != nil {
			t.Fatal(err)
		}
		if cell := ref(l.sheet, emissionColumn, l.row); !near(value.String(), at(cell), value.Abs().InexactFloat64()) {
			t.Errorf("%s %s: %s, want %s", l.of.Row.Category.Code, l.of.Gas, at(cell), value)
		}
		if more := value.Sub(l.of.Value()); !more.IsZero() {
			moved++
			rise = rise.Add(more.Mul(l.gwp.Amount))
		}
	}
	if moved < 3 || rise.Sign() <= 0 {
		t.Fatalf("%d lines move, by %s t", moved, rise)
	}
	follows(t, book, theirs, rise)
	for _, scope := range []string{inventory.ScopeTotal, inventory.ScopeWithoutLand, "1", "1.A", "1.A.2", "1.A.2.f"} {
		figure := inventory.Figure{Year: s.Year, Scope: scope, Gas: inventory.AllGases}
		cell, _ := w.series.cell(figure, asCO2e)
		want := s.Inventory().Total(figure).CO2e.Add(rise)
		size := want.Abs().InexactFloat64()
		if !near(want.String(), at(cell), size) {
			t.Errorf("%s: %s t CO2e, want %s", scope, at(cell), want)
		}
		for _, row := range theirs[totalsSheet] {
			if len(row) > 1 && row[0] == scope && !near(want.String(), row[1], size) {
				t.Errorf("%s in the summary: %s t CO2e, want %s", scope, row[1], want)
			}
		}
	}
}

// follows holds the total of the summary against what it was and rises by.
func follows(t *testing.T, book []byte, theirs map[string][][]string, rise decimal.Decimal) {
	t.Helper()
	for at, row := range cellsOf(t, opened(t, book))["汇总表"] {
		if len(row) == 0 || row[0] != "T" {
			continue
		}
		before, err := decimal.NewFromString(row[len(row)-1])
		if err != nil {
			t.Fatal(err)
		}
		now := theirs["汇总表"][at]
		if want := before.Add(rise); !near(want.String(), now[len(now)-1], want.Abs().InexactFloat64()) {
			t.Errorf("the summary says %s t CO2e, want %s", now[len(now)-1], want)
		}
		return
	}
	t.Error("no total in the summary")
}

// twice is an input of double the figure.
type twice struct{ expr.Leaf }

func (x twice) Value() decimal.Decimal { return x.Leaf.Value().Mul(decimal.NewFromInt(2)) }
