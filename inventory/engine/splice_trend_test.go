package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/golden"
)

// boxed is Box 5.1b of the Refinement as tables: the new method's figures as coal burned, the old one's as an indicator.
func boxed(t *testing.T) (rows, indicators string) {
	t.Helper()
	var a, b strings.Builder
	b.WriteString("year,indicator,value,unit,source\n")
	for _, row := range golden.Rows(t, "../../testdata/worked/splices.csv") {
		if row[0] != "G01" {
			continue
		}
		fmt.Fprintf(&b, "%s,旧口径,%s,t,x\n", row[1], row[2])
		if row[3] != "" {
			fmt.Fprintf(&a, "%s,1.A.2.f,,烟煤,,,%s,t,,,统\n", row[1], row[3])
		}
	}
	return a.String(), b.String()
}

const (
	spliceHead = "technique,year,to_year,from_year,until_year,category,item,indicator,by,date,reason\n"
	decade     = "2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010"
)

// coal lists the figures of coal in a compiled inventory, rounded to six decimals, of the years that are spliced.
func coal(r *Result) []string {
	var out []string
	for _, e := range r.Inventory.Estimates {
		if e.Number && e.Gas == "CO2" && e.Row.Place.Cell("").File == "records/splices.csv" {
			out = append(out, fmt.Sprintf("%d %s", e.Row.Year, e.Row.Value.RoundBank(6)))
		}
	}
	return out
}

// The three gaps of Box 5.1b: the box rounds the ratio to 0.93 and prints 3720, 3720 and 3813; the program does not round. The tree of
// the line holds the fourteen figures of the overlap and the one of the year, each with its cell, and the error of the splice.
func TestOverlapOfTheBox(t *testing.T) {
	rows, indicators := boxed(t)
	r := filled(t, "CN-PROV-2011", decade, map[string]string{"activity/a.csv": head + rows, "indicators.csv": indicators,
		"records/splices.csv": spliceHead + "overlap,2001,2003,,,1.A.2.f,烟煤,旧口径,a,2026-01-01,r\n"})
	if r.Inventory == nil {
		t.Fatal(codes(r, inventory.Error))
	}
	if got, want := coal(r), []string{"2001 3712.943635", "2002 3712.943635", "2003 3805.767225"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	e := r.Inventory.Estimates[slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Number && e.Gas == "CO2" })]
	origins := map[string]int{}
	for _, leaf := range e.Mass().Leaves() {
		p := inventory.ParameterOf(leaf)
		origins[p.Origin.File]++
		if p.Name == "splice_error" && (p.Bounds.Kind != "ci95" || p.Bounds.High.RoundBank(6).String() != "1.057912" || p.Bounds.Low.RoundBank(6).String() != "0.942088" || p.Origin.String() != "records/splices.csv:2:1") {
			t.Errorf("the error of the splice is %+v", p)
		}
	}
	if origins["activity/a.csv"] != 7 || origins["indicators.csv"] != 8 || origins["records/splices.csv"] != 1 {
		t.Errorf("leaves by file %v", origins)
	}
	if text := expr.Format(e.Mass(), expr.Numbers); !strings.Contains(text, "4000 t × 1/7 × (4035 t ÷ 4200 t + 4598 t ÷ 4800 t + ") {
		t.Errorf("the formula reads %s", text)
	}
	const note = `the figure of 2001 is spliced by overlap: "旧口径" 4000 t times the mean ratio of 2004–2010, 0.9282 (not rounded in the sum; standard deviation 2.9547 % of it, ±5.7912 % of uncertainty added) (records/splices.csv): r`
	if !slices.ContainsFunc(e.Notes(), func(n inventory.Text) bool { return n.EN == note }) {
		t.Errorf("the notes are %v", e.Notes())
	}
}

// A line through two years and a fitted one, in both directions, with the uncertainty that grows by the year.
func TestExtrapolations(t *testing.T) {
	row := func(year int, mass string) string {
		return fmt.Sprintf("%d,1.A.2.f,,烟煤,,,%s,t,,,统\n", year, mass)
	}
	for _, c := range []struct {
		name, rows, splices string
		want                []string
		spread              []string
		codes               []string
	}{
		{"two years", row(2004, "24") + row(2007, "30"), "extrapolation,2008,2010,2004,2007,1.A.2.f,烟煤,,a,2026-01-01,r\n", []string{"2008 32", "2009 34", "2010 36"}, []string{"10", "20", "30"}, nil},
		{"before them", row(2004, "24") + row(2007, "30"), "extrapolation,2002,2003,2004,2007,1.A.2.f,烟煤,,a,2026-01-01,r\n", []string{"2002 20", "2003 22"}, []string{"20", "10"}, nil},
		{"fitted", row(2004, "10") + row(2005, "12") + row(2006, "11") + row(2007, "15"), "extrapolation,2008,2009,,,1.A.2.f,烟煤,,a,2026-01-01,r\n", []string{"2008 15.5", "2009 16.9"}, []string{"10", "20"}, nil},
		{"fitted, in other units", row(2004, "10") + strings.Replace(row(2005, "0.0012"), ",t,", ",万t,", 1) + row(2006, "11") + row(2007, "15"), "extrapolation,2009,,,,1.A.2.f,烟煤,,a,2026-01-01,r\n", []string{"2009 16.9"}, []string{"20"}, nil},
		{"from a spliced year", row(2004, "24") + row(2006, "28"), "interpolation,2005,,,,1.A.2.f,烟煤,,a,2026-01-01,r\nextrapolation,2007,,2005,2006,1.A.2.f,烟煤,,a,2026-01-01,r\n", []string{"2005 26", "2007 30"}, []string{"0", "10"}, nil},
		{"too far", row(2004, "24") + row(2006, "30"), "extrapolation,2007,2010,,,1.A.2.f,烟煤,,a,2026-01-01,r\n", nil, nil, []string{"records/splices.csv:2:2 splice-too-far"}},
		{"too far from two", row(2004, "24") + row(2006, "30"), "extrapolation,2010,,2004,2006,1.A.2.f,烟煤,,a,2026-01-01,r\n", nil, nil, []string{"records/splices.csv:2:2 splice-too-far"}},
		{"between", row(2004, "24") + row(2006, "30"), "extrapolation,2005,,,,1.A.2.f,烟煤,,a,2026-01-01,r\n", nil, nil, []string{"records/splices.csv:2:2 splice-years"}},
		{"one year", row(2004, "24"), "extrapolation,2005,,,,1.A.2.f,烟煤,,a,2026-01-01,r\n", nil, nil, []string{"records/splices.csv:2:1 splice-one-year"}},
		{"a year without", row(2004, "24"), "extrapolation,2006,,2004,2005,1.A.2.f,烟煤,,a,2026-01-01,r\n", nil, nil, []string{"records/splices.csv:2:4 splice-source-missing"}},
		{"below zero", row(2004, "24") + row(2005, "10"), "extrapolation,2006,,,,1.A.2.f,烟煤,,a,2026-01-01,r\n", nil, nil, []string{"records/splices.csv:2:2 splice-below-zero"}},
		{"over a figure", row(2004, "24") + row(2005, "10") + row(2006, "9"), "extrapolation,2006,,2004,2005,1.A.2.f,烟煤,,a,2026-01-01,r\n", nil, nil, []string{"records/splices.csv:2:2 splice-over-stated"}},
		{"of mass and heat", row(2004, "24") + strings.Replace(row(2005, "10"), ",t,", ",TJ,", 1), "extrapolation,2006,,,,1.A.2.f,烟煤,,a,2026-01-01,r\n", nil, nil, []string{"records/splices.csv:2:1 splice-units"}},
	} {
		r := filled(t, "CN-PROV-2011", decade, map[string]string{"activity/a.csv": head + c.rows, "records/splices.csv": spliceHead + c.splices})
		if got := codes(r, inventory.Error); !slices.Equal(got, c.codes) {
			t.Errorf("%s: %q, want %q", c.name, got, c.codes)
		}
		if r.Inventory == nil {
			continue
		}
		if got := coal(r); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		var spread []string
		for _, e := range r.Inventory.Estimates {
			if e.Number && e.Gas == "CO2" && e.Row.Place.Cell("").File == "records/splices.csv" {
				spread = append(spread, errorOf(e).String())
			}
		}
		if !slices.Equal(spread, c.spread) {
			t.Errorf("%s: ± %q %%, want %q", c.name, spread, c.spread)
		}
	}
}

// errorOf is ± per cent of the error of the splice that the tree of the line holds, 0 for none.
func errorOf(e *inventory.Estimate) decimal.Decimal {
	for _, leaf := range e.Mass().Leaves() {
		if p := inventory.ParameterOf(leaf); p.Name == "splice_error" {
			return p.Bounds.High.Sub(p.Amount).Shift(2)
		}
	}
	return decimal.Zero
}

func TestOverlapsThatAreNone(t *testing.T) {
	rows, indicators := boxed(t)
	few := strings.Join(strings.SplitAfter(rows, "\n")[:1], "")
	for _, c := range []struct {
		name, rows, indicators, splices string
		want                            []string
	}{
		{"one year of overlap", few, indicators, "overlap,2001,2003,,,1.A.2.f,烟煤,旧口径,a,2026-01-01,r\n", []string{"records/splices.csv:2:8 splice-no-overlap"}},
		{"years named before it", rows, indicators, "overlap,2001,,2002,2004,1.A.2.f,烟煤,旧口径,a,2026-01-01,r\n", []string{"records/splices.csv:2:8 splice-no-overlap"}},
		{"no such indicator", rows, indicators, "overlap,2001,2003,,,1.A.2.f,烟煤,旧口经,a,2026-01-01,r\n", []string{"records/splices.csv:2:8 splice-no-overlap"}},
		{"no figure of the year", rows, strings.Replace(indicators, "2002,旧口径,4000,t,x\n", "", 1), "overlap,2001,2003,,,1.A.2.f,烟煤,旧口径,a,2026-01-01,r\n", []string{"records/splices.csv:2:8 splice-indicator-missing"}},
		{"a zero", rows, strings.Replace(indicators, "2006,旧口径,4900", "2006,旧口径,0", 1), "overlap,2001,2003,,,1.A.2.f,烟煤,旧口径,a,2026-01-01,r\n", []string{"records/splices.csv:2:8 splice-overlap-zero"}},
		{"another unit", rows, strings.Replace(indicators, "2006,旧口径,4900,t", "2006,旧口径,4900,TJ", 1), "overlap,2001,2003,,,1.A.2.f,烟煤,旧口径,a,2026-01-01,r\n", []string{"records/splices.csv:2:8 splice-indicator-unfit"}},
		{"over a figure", rows, indicators, "overlap,2003,2004,,,1.A.2.f,烟煤,旧口径,a,2026-01-01,r\n", []string{"records/splices.csv:2:2 splice-over-stated"}},
	} {
		r := filled(t, "CN-PROV-2011", decade, map[string]string{"activity/a.csv": head + c.rows, "indicators.csv": c.indicators, "records/splices.csv": spliceHead + c.splices})
		if got := codes(r, inventory.Error); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Ratios far apart are warned of with all of them; years named leave the odd one out. An indicator in another unit of the same
// dimension changes nothing.
func TestUnstableRatios(t *testing.T) {
	rows, indicators := boxed(t)
	odd := strings.Replace(indicators, "2004,旧口径,4200", "2004,旧口径,8400", 1)
	all := filled(t, "CN-PROV-2011", decade, map[string]string{"activity/a.csv": head + rows, "indicators.csv": odd, "records/splices.csv": spliceHead + "overlap,2001,2003,,,1.A.2.f,烟煤,旧口径,a,2026-01-01,r\n"})
	if !slices.ContainsFunc(all.Problems, func(p inventory.Problem) bool {
		return p.Code == "splice-unstable-ratio" && p.Severity == inventory.Warning && strings.Contains(p.Message.EN, "2004 0.4804, 2005 0.9579, 2006 0.9, 2007 0.9, 2008 0.9, 2009 0.921, 2010 0.958; their standard deviation is 18.2269 %") && strings.Contains(p.Message.EN, "above 10 %")
	}) {
		t.Errorf("%q", codes(all, inventory.Warning))
	}
	kilo := strings.NewReplacer("2005,旧口径,4800,t", "2005,旧口径,4800000,kg", "2001,旧口径,4000,t", "2001,旧口径,4,kt").Replace(odd)
	for name, text := range map[string]string{"in t": odd, "in kg and kt": kilo} {
		some := filled(t, "CN-PROV-2011", decade, map[string]string{"activity/a.csv": head + rows, "indicators.csv": text, "records/splices.csv": spliceHead + "overlap,2001,2003,2005,2010,1.A.2.f,烟煤,旧口径,a,2026-01-01,r\n"})
		if got := codes(some, inventory.Warning); slices.Contains(got, "records/splices.csv:2:8 splice-unstable-ratio") {
			t.Errorf("%s: %q", name, got)
		}
		// (4598/4800 + 4410/4900 + 4500/5000 + 4320/4800 + 4513/4900 + 4790/5000) ÷ 6 = 0.922822845…
		if got := coal(some); len(got) != 3 || got[0] != "2001 3691.291383" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Rows of years that are not compiled but that a splice rests on are not warned of, others of those years are.
func TestSplicesRestOnOtherYears(t *testing.T) {
	r := filled(t, "CN-PROV-2011", "2006", map[string]string{"activity/a.csv": head + "2004,1.A.2.f,,烟煤,,,24,t,,,统\n2005,1.A.2.f,,烟煤,,,26,t,,,统\n2005,1.A.2.f,,焦炭,,,26,t,,,统\n",
		"records/splices.csv": spliceHead + "extrapolation,2006,,,,1.A.2.f,烟煤,,a,2026-01-01,r\n"})
	var told []string
	for _, p := range r.Problems {
		if p.Code == "year-not-compiled" {
			told = append(told, p.Message.EN)
		}
	}
	if len(told) != 1 || !strings.HasPrefix(told[0], "1 rows are of 2005,") {
		t.Errorf("%q", told)
	}
}
