package engine

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/golden"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

const warmMoist = "[region]\ncode = \"500199\"\nname = \"示例区\"\nprovince = \"重庆市\"\nclimate = \"warm temperate moist;MAT 18 °C\"\n"

// filled compiles rows of disposal sites for the years.
func filled(t *testing.T, guide, years string, files map[string]string) *Result {
	t.Helper()
	all := maps.Clone(files)
	all["inventory.toml"] = "schema_version = 1\nyears = [" + years + "]\nguide = \"" + guide + "\"\n" + warmMoist
	return compiled(t, guide, years, all)
}

// close9 tells whether two figures differ by no more than 1e-9.
func close9(a, b decimal.Decimal) bool {
	return a.Sub(b).Abs().LessThanOrEqual(decimal.New(1, -9))
}

// The workbook of the guidelines (IPCC 2006 V5 IPCC_Waste_Model.xls, default scenario) year by year: five sorts of waste in 1950–2030,
// carbon that lies there, carbon decomposed and methane generated, and what the whole emits.
func TestWasteModelWorkbook(t *testing.T) {
	rows := golden.Rows(t, "../../testdata/worked/waste_model.csv")
	totals := golden.Rows(t, "../../testdata/worked/waste_model_totals.csv")
	var activity, years strings.Builder
	activity.WriteString(head)
	for _, row := range rows {
		fmt.Fprintf(&activity, "%s,4.A.3,,%s,无透气覆盖,waste,%s,Gg,,,城\n", row[1], row[0], row[2])
	}
	for i, row := range totals {
		if i > 0 {
			years.WriteString(", ")
		}
		years.WriteString(row[0])
		if row[2] != "0.0" {
			fmt.Fprintf(&activity, "%s,4.A.3,,,,recovered,%s,Gg CH4,,,城\n", row[0], row[2])
		}
	}
	activity.WriteString("1950,4.A.3,,,,opening_year,1950,yr,,,城\n")
	r := filled(t, "IPCC-2006", years.String(), map[string]string{"activity/a.csv": activity.String(),
		"factors/own.csv": "category,item,parameter,gas,value,unit,source\n4.A.3,,MCF,CH4,0.705,fraction,IPCC_Waste_Model.xls\n" +
			"4.A.3,工业废物,MCF,CH4,0.715,fraction,IPCC_Waste_Model.xls\n4.A.3,城市生活垃圾,DOC_wet,CH4,0,kg C/kg wet waste,IPCC_Waste_Model.xls\n"})
	if found := codes(r, inventory.Error); found != nil {
		t.Fatal(r.Problems.Sorted()[0].Format("en"))
	}
	states, emitted := carbonOfWorkbook(t, r)
	checked := 0
	for _, row := range rows {
		of := row[1] + "(" + row[0] + ")"
		decomposed := states["Z_"+of]
		for _, c := range []struct {
			what      string
			got       decimal.Decimal
			published string
		}{
			{"decomposed", decomposed, row[4]}, {"accumulated", states["A_"+of], row[3]},
			{"generated", decomposed.Mul(decimal.NewFromInt(2)).Div(decimal.NewFromInt(3)), row[5]},
		} {
			if row[1] == "2030" && c.what == "accumulated" {
				continue // nothing follows it
			}
			if !close9(c.got, decimal.RequireFromString(c.published)) {
				t.Errorf("%s %s: %s, published %s", of, c.what, c.got, c.published)
			}
		}
		checked++
	}
	if checked != 405 {
		t.Errorf("%d waste-years, want 405", checked)
	}
	for _, row := range totals {
		if got, ok := emitted[row[0]]; !ok || !close9(got, decimal.RequireFromString(row[3])) {
			t.Errorf("%s: %s Gg CH4 emitted, published %s", row[0], got, row[3])
		}
	}
}

// carbonOfWorkbook are the states of the decay, in Gg of carbon, each the same in every year in which it is met, and what is emitted
// by year, in Gg.
func carbonOfWorkbook(t *testing.T, r *Result) (states, emitted map[string]decimal.Decimal) {
	t.Helper()
	states, emitted = map[string]decimal.Decimal{}, map[string]decimal.Decimal{}
	for _, e := range r.Inventory.Estimates {
		if !e.Number || e.Row.Category.Code != "4.A.3" {
			continue
		}
		emitted[strconv.Itoa(e.Row.Year)] = e.Value().Shift(-3)
		for _, state := range expr.States(e.Mass()) {
			value, err := expr.Decimal(expr.In(state, quantity.MustUnit("Gg C")))
			if err != nil {
				t.Fatal(err)
			}
			if known, ok := states[state.Name()]; ok && !known.Equal(value) {
				t.Fatalf("%s is %s in one year and %s in %d", state.Name(), known, value, e.Row.Year)
			}
			states[state.Name()] = value
		}
	}
	return states, emitted
}

// Carbon is conserved to the last digit: all that was deposited lies there or has decomposed, whatever was deposited, decays how
// fast, and starts how late.
func TestDecayConservesCarbon(t *testing.T) {
	method, _ := newEngine(t).Method("4.A/fod.2006/CH4")
	random := rand.New(rand.NewPCG(8, 8))
	for trial := range 50 {
		figure := func(name, unit string, most int64, exponent int32) *inventory.Parameter {
			return &inventory.Parameter{Name: name, Row: name, Amount: decimal.New(random.Int64N(most)+1, exponent), In: quantity.MustUnit(unit)}
		}
		of := &given{method: method, item: "食品垃圾", leaves: map[string]*inventory.Parameter{
			"DOC_wet": figure("DOC_wet", "t C/t", 499, -3), "DOCf": figure("DOCf", "fraction", 99, -2), "MCF": figure("MCF", "1", 10, -1), "k": figure("k", "1/yr", 999, -3)}}
		first := 1950 + random.IntN(50)
		for year := first; year < 2025; year++ {
			if random.IntN(4) > 0 || year == first {
				of.addYear(year, figure("waste", "t", 1e9, -3))
			}
		}
		site := &given{method: method, materials: []*given{of}, leaves: map[string]*inventory.Parameter{
			"F": figure("F", "volume fraction", 1, 0), "OX": figure("OX", "fraction", 9, -1), "delay": figure("delay", "month", 6, 0)}}
		deposited, decomposed, lies := decimal.Zero, decimal.Zero, decimal.Zero
		for year := first; year <= 2024; year++ {
			site.year, of.year = year, year
			for _, state := range expr.States(method.Tree(site)) {
				value, err := expr.Decimal(state)
				if err != nil {
					t.Fatal(err)
				}
				name := state.Name()
				switch {
				case !strings.Contains(name, strconv.Itoa(year)):
				case strings.HasPrefix(name, "Z"):
					decomposed = decomposed.Add(value)
				case strings.HasPrefix(name, "D"):
					deposited = deposited.Add(value)
				}
				if name == fmt.Sprintf("A_%d(食品垃圾)", year-1) {
					lies = value
				}
			}
			if year == 2024 {
				break
			}
		}
		// what lies there at the end of 2024 is what lay there a year before, less and more
		at2024 := lies
		for _, state := range expr.States(method.Tree(site)) {
			value, _ := expr.Decimal(state)
			switch state.Name() {
			case "D_2024(食品垃圾)":
				at2024 = at2024.Add(value)
			case "Z_2024(食品垃圾)":
				at2024 = at2024.Sub(value)
			}
		}
		if !deposited.Equal(decomposed.Add(at2024)) || at2024.IsNegative() {
			t.Fatalf("trial %d: %s deposited, %s decomposed and %s left", trial, deposited, decomposed, at2024)
		}
	}
}

// manySites are 40 disposal sites that took ten components in each of 70 years.
func manySites() string {
	var out strings.Builder
	out.WriteString(head)
	for year := 1955; year < 2025; year++ {
		for site := range 40 {
			for i, item := range []string{"食品垃圾", "纸/纸板", "木材", "纺织品", "庭园公园", "尿布", "橡胶皮革", "城市生活垃圾", "工业废物", "生活污泥"} {
				fmt.Fprintf(&out, "%d,4.A.1,场%02d,%s,厌氧;有覆盖,waste,%d,t,,,城\n", year, site, item, 1000+137*site+11*i+(year-1955)*(i+1))
			}
		}
	}
	for site := range 40 {
		fmt.Fprintf(&out, "1955,4.A.1,场%02d,,,opening_year,1955,yr,,,城\n", site)
	}
	return out.String()
}

// Seventy years of decay of ten components at forty sites: the inventory of the last year, and that of all seventy.
func BenchmarkDecay(b *testing.B) {
	var all []string
	for year := 1955; year < 2025; year++ {
		all = append(all, strconv.Itoa(year))
	}
	for _, c := range []struct {
		name, years string
		lines       int
	}{{"last year", "2024", 40}, {"seventy years", strings.Join(all, ", "), 2800}} {
		b.Run(c.name, func(b *testing.B) {
			e := newEngine(b)
			fsys := fstest.MapFS{"inventory.toml": {Data: []byte("schema_version = 1\nyears = [" + c.years + "]\nguide = \"IPCC-2006\"\n" + warmMoist)}, "activity/a.csv": {Data: []byte(manySites())}}
			ws, _, err := workspace.LoadFS(fsys, e.Vocabulary)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				r := e.Compile(ws, nil)
				if r.Inventory == nil {
					b.Fatal(r.Problems.Sorted()[0].Format("en"))
				}
				made := 0
				for _, one := range r.Inventory.Estimates {
					if one.Number {
						made++
					}
				}
				if made != c.lines {
					b.Fatalf("%d lines, want %d", made, c.lines)
				}
			}
		})
	}
}
