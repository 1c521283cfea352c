package uncertainty

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
)

// record is a row of a table of a worked example.
type record map[string]string

func (r record) number(t *testing.T, column string) float64 {
	t.Helper()
	out, err := strconv.ParseFloat(r[column], 64)
	if err != nil {
		t.Fatalf("%s: %v", column, err)
	}
	return out
}

// records reads a table of a worked example.
func records(t *testing.T, path string) (out []record) {
	t.Helper()
	f, err := os.Open("testdata/vectors/" + path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		one := record{}
		for i, name := range rows[0] {
			one[name] = row[i]
		}
		out = append(out, one)
	}
	return out
}

// expected are the figures of an example by their names.
func expected(t *testing.T, path string) map[string]record {
	out := map[string]record{}
	for _, row := range records(t, path) {
		out[row["item"]] = row
	}
	return out
}

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// close tells whether a figure lies as near to another as is asked for.
func nearly(got decimal.Decimal, want, tolerance float64) bool {
	return math.Abs(expr.Float(got)-want) <= tolerance
}

const finland = "A01_ipcc2006_table3.4_finland_2003/"

func finlandRows(t testing.TB) (out []Row) {
	t.Helper()
	f, err := os.Open("testdata/vectors/" + finland + "inputs.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		out = append(out, Row{Category: row[1], Item: row[2], Gas: row[3], Base: d(row[4]), Year: d(row[5]), AD: d(row[6]), EF: d(row[7]), EFCorrelated: true})
	}
	return out
}

// The printed cells that do not follow from the printed uncertainties, which are whole per cents: the formula is asserted instead.
var notClosing = map[string]float64{
	"2 combined_pct": 3.60555, "2 trend_ad_pct": 1.35188, "2 trend_sq_pct": 0.01828,
	"4 combined_pct": 6.40312, "4 trend_ad_pct": 1.26863,
	"84 combined_pct": 208.54016, "84 trend_ad_pct": 0.24375, "85 combined_pct": 208.54016,
	"90 contrib_variance_fraction": 0.00764, "90 trend_ef_pct": 11.20787,
	"95 combined_pct": 104.12012, "98 combined_pct": 104.47966,
}

// printedTo is how far a printed cell may lie from the figure: half a unit of its last digit, and what half a unit of the emissions,
// which are printed as whole Gg, brings into a sensitivity; a unit in the trend by factors, where the cell is printed from rounded ones.
func printedTo(column string, l *Line) float64 {
	const sensitivity = (0.5 + 0.5*1.423) / 47604 // of the year, and of the base year by the trend of the total
	switch column {
	case "combined_pct":
		return 0.5
	case "contrib_variance_fraction":
		return 0.00005
	case "type_a", "type_b":
		return 0.00005 + sensitivity
	case "trend_ef_pct":
		return 0.01 + sensitivity*expr.Float(l.EF)
	}
	return 0.005 + sensitivity*expr.Float(l.AD)
}

// All 700 computed cells of the table that IPCC 2006 prints for Finland, 1990 to 2003 (V1 Table 3.4, p3.44–3.50), and its foot.
func TestFinland(t *testing.T) {
	p := Approach1(finlandRows(t))
	seen := 0
	for i, want := range records(t, finland+"expected_rows.csv") {
		l := &p.Lines[i]
		for column, got := range map[string]decimal.Decimal{
			"combined_pct": l.Combined(), "contrib_variance_fraction": l.Contribution().Shift(-4), "type_a": l.TypeA(), "type_b": l.TypeB(),
			"trend_ef_pct": l.TrendEF(), "trend_ad_pct": l.TrendAD(), "trend_sq_pct": l.TrendVariation().Shift(-2),
		} {
			value := want.number(t, column)
			tolerance := printedTo(column, l)
			if formula, named := notClosing[want["row"]+" "+column]; named {
				if seen++; nearly(got, value, tolerance) {
					t.Errorf("row %s, %s: %s closes with the printed %g", want["row"], column, got, value)
				}
				value, tolerance = formula, 1e-5*math.Max(1, formula)
			}
			if !nearly(got, value, tolerance) {
				t.Errorf("row %s, %s: %s, printed %g", want["row"], column, got, value)
			}
		}
	}
	if seen != len(notClosing) {
		t.Errorf("%d of the cells that do not close were met, want %d", seen, len(notClosing))
	}
	low, high := p.TrendRange()
	width := p.Width()
	got := map[string]decimal.Decimal{
		"total_e_base": p.Base, "total_e_t": p.Year, "level_uncertainty_pct": p.Level().Decimal, "level_uncertainty_pct_unrounded": p.Level().Decimal,
		"trend_uncertainty_pct": p.TrendPoints(), "trend_uncertainty_pct_unrounded": p.TrendPoints(), "sum_contrib_variance": p.Variance().Decimal.Shift(-4),
		"sum_trend_sq": p.TrendVariation().Shift(-4), "trend_pct": p.TrendPercent(), "trend_lower_pct": low, "trend_upper_pct": high,
		"ci_lower": p.Year.Sub(width), "ci_upper": p.Year.Add(width),
	}
	for item, want := range expected(t, finland+"expected.csv") {
		if value, known := got[item]; !known || !nearly(value, want.number(t, "value"), want.number(t, "tol_abs")) {
			t.Errorf("%s: %s, want %s", item, value, want["value"])
		}
	}
}

// Every cell that the IPCC's own worksheet of Table 3.2 computes for Finland, 1990 to 2016 (2019 Refinement V1 Ch3, addendum): factors
// correlated across years and not, removals, sources that began and ended.
func TestToolOfTheRefinement(t *testing.T) {
	var rows []Row
	want := records(t, "ipcc2019_approach1_tool/rows.csv")
	for _, r := range want {
		rows = append(rows, Row{Category: r["code"], Item: r["name"], Gas: r["gas"], Base: d(r["e_base"]), Year: d(r["e_t"]), AD: d(r["u_ad_pct"]), EF: d(r["u_ef_pct"]),
			ADCorrelated: r["ad_correlated"] == "Y", EFCorrelated: r["ef_correlated"] == "Y"})
	}
	p := Approach1(rows)
	for i, r := range want {
		l := &p.Lines[i]
		for column, got := range map[string]decimal.Decimal{"K": l.Combined(), "L": l.Contribution(), "M": l.TypeA(), "N": l.TypeB(), "O": l.TrendEF(), "P": l.TrendAD(), "Q": l.TrendVariation()} {
			value := r.number(t, column)
			lost := 1e-13 * math.Max(1, expr.Float(l.EF)) // the worksheet takes M as a difference of two trends in per cent
			if !nearly(got, value, math.Max(lost, 1e-9*value)) {
				t.Errorf("%s %s %s, %s: %s, the worksheet has %g", r["code"], r["name"], r["gas"], column, got, value)
			}
		}
	}
	if !nearly(p.Base, 57289.887206571082, 1e-8) || !nearly(p.Year, 31733.13641657502, 1e-8) || !nearly(p.Level().Decimal, 43.969669355036046, 1e-10) || !nearly(p.TrendPoints(), 34.428318800187228, 1e-10) {
		t.Errorf("foot: %s, %s, %s %%, %s points", p.Base, p.Year, p.Level().Decimal, p.TrendPoints())
	}
}
