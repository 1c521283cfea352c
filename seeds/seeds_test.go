package seeds_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ghg/seeds"
)

type row map[string]string

func read(t *testing.T, name string) []row {
	t.Helper()
	content, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out []row
	for _, line := range lines[1:] {
		r := row{}
		for i, column := range lines[0] {
			r[column] = line[i]
		}
		out = append(out, r)
	}
	return out
}

func column(rows []row, name string) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r[name])
	}
	return out
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		name string
		want int
	}{
		// 2,405 + 1,387 + 2,158 + 439 + 478 reference rows: two pairs of them are one, eight are computed (see convert/log.csv)
		{"factors/energy.csv", 2404}, {"factors/industry.csv", 1378 + 132}, {"factors/agriculture.csv", 2158}, {"factors/land.csv", 439},
		{"factors/waste.csv", 478 + 1}, {"factors/stoichiometry.csv", 9}, {"factors/intensity.csv", 8}, {"factors/additions.csv", 9 + 43},
		{"gwp.csv", 66 + 7}, {"blends.csv", 373}, // 66 gases and seven that factor rows name; 127 blends by component
		// 28 rows of foam are printed for two blowing agents and 52 for three; one row of waste for two technologies; 429 subjects less 38 that are no items, and 197 that only factor rows or rules name
		{"items.csv", 429 - 38 + 197}, {"details.csv", 38 + 8 + 121},
		// 126 regions less 35 climates, three zones of Asia and two development statuses
		{"regions.csv", 126 - 40}, {"units.csv", 245 + 9}, {"departments.csv", 18}, {"guides.csv", 4},
	} {
		if got := len(read(t, c.name)); got != c.want {
			t.Errorf("%s has %d rows, want %d", c.name, got, c.want)
		}
	}
}

var plain = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

var factorTables = []string{"energy", "industry", "agriculture", "land", "waste", "intensity", "stoichiometry", "additions"}

// Every factor row speaks only of names that the other tables hold, has a figure or a range, and a source.
func TestFactorRowsAreInOrder(t *testing.T) {
	for _, name := range factorTables {
		factorRowsAreInOrder(t, "factors/"+name+".csv")
	}
}

func factorRowsAreInOrder(t *testing.T, file string) {
	climates := append(column(read(t, "climates.csv"), "climate"), "")
	categories, items, regions := column(read(t, "categories.csv"), "code"), column(read(t, "items.csv"), "item"), column(read(t, "regions.csv"), "region")
	parameters, sets := column(read(t, "parameters.csv"), "parameter"), column(read(t, "sets.csv"), "set")
	for i, r := range read(t, file) {
		fault := func(what string) { t.Errorf("%s:%d: %s: %v", file, i+2, what, r) }
		for _, code := range strings.Split(r["category"], ";") {
			if !slices.Contains(categories, code) {
				fault("category " + code)
			}
		}
		for _, item := range strings.Split(r["item"], ";") {
			if item != "" && !slices.Contains(items, item) {
				fault("item " + item)
			}
		}
		if !slices.Contains(climates, r["climate"]) || !slices.Contains([]string{"", "developed", "developing"}, r["development"]) {
			fault("climate or development")
		}
		if !slices.Contains(regions, r["region"]) || !slices.Contains(parameters, r["parameter"]) || !slices.Contains(sets, r["set"]) {
			fault("region, parameter or set")
		}
		if !slices.Contains([]string{"printed", "quoted", "unconfirmed"}, r["status"]) || r["source"] == "" || r["unit"] == "" {
			fault("status, source or unit")
		}
		for _, figure := range []string{r["value"], r["low"], r["high"]} {
			if figure != "" && !plain.MatchString(figure) {
				fault("figure " + figure)
			}
		}
		if r["value"] == "" && r["low"] == "" && r["high"] == "" {
			fault("no figure")
		}
	}
}

// Figures compared with the printed tables (IPCC 2006 V2 ch1 Tables 1.2–1.4 p1.18–1.24, ch2 Tables 2.2–2.5 p2.16–2.23, ch3 Tables
// 3.2.2 p3.21, 3.4.1 p3.43, 3.5.3 p3.50) and with the sources that the reference tables quote.
func TestFiguresOfTheTables(t *testing.T) {
	rows := read(t, "factors/energy.csv")
	for _, c := range []struct{ set, category, item, technology, parameter, gas, year, value, unit, status string }{
		{"IPCC-2006", "1.A", "原油", "", "ncv", "", "", "42.3", "TJ/Gg", "printed"},
		{"IPCC-2006", "1.A", "汽油", "", "ncv", "", "", "44.3", "TJ/Gg", "printed"},
		{"IPCC-2006", "1.A", "柴油", "", "ncv", "", "", "43.0", "TJ/Gg", "printed"},
		{"IPCC-2006", "1.A", "喷气煤油", "", "ncv", "", "", "44.1", "TJ/Gg", "printed"},
		{"IPCC-2006", "1.A", "无烟煤", "", "ncv", "", "", "26.7", "TJ/Gg", "printed"},
		{"IPCC-2006", "1.A", "烟煤", "", "ncv", "", "", "25.8", "TJ/Gg", "printed"},
		{"IPCC-2006", "1.A", "天然气", "", "ncv", "", "", "48.0", "TJ/Gg", "printed"},
		{"IPCC-2006", "1.A", "薪柴", "", "ncv", "", "", "15.6", "TJ/Gg", "printed"},
		{"IPCC-2006", "1.A", "天然气", "", "ef_full_oxidation", "CO2", "", "56100", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A", "无烟煤", "", "ef_full_oxidation", "CO2", "", "98300", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.2", "烟煤", "", "ef_full_oxidation", "CO2", "", "94600", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.2", "烟煤", "", "ef", "CH4", "", "10", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.2", "烟煤", "", "ef", "N2O", "", "1.5", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.1", "烟煤", "", "ef", "CH4", "", "1", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.4.b;1.A.4.c.i", "烟煤", "", "ef", "CH4", "", "300", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.2", "天然气", "", "ef", "N2O", "", "0.1", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.3.b", "汽油", "无控制", "ef", "CH4", "", "33", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.3.b", "柴油", "", "ef", "N2O", "", "3.9", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.3.c", "柴油", "", "ef", "N2O", "", "28.6", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.3.d", "柴油", "", "ef", "CH4", "", "7", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.4.b;1.A.4.c.i", "薪柴", "", "ef", "CH4", "", "300", "kg/TJ", "printed"},
		{"IPCC-2006", "1.A.1.a", "天然气", "大型双燃料发动机", "ef", "CH4", "", "258", "kg/TJ", "printed"},
		{"CN-PROV-2011", "1.A", "烟煤", "", "carbon_content", "C", "", "26.1", "t C/TJ", "quoted"},
		{"CN-PROV-2011", "1.A", "烟煤", "", "oxidation_rate", "C", "", "0.93", "fraction", "quoted"},
		{"CN-PROV-2011", "1.A", "天然气", "", "carbon_content", "C", "", "15.3", "t C/TJ", "quoted"},
		{"CN-PROV-2011", "1.A", "炼焦煤", "", "carbon_content", "C", "", "25.4", "t C/TJ", "unconfirmed"},
		{"CN-PROV-2011", "1.A.4.b", "薪柴", "传统灶", "ef", "CH4", "", "2.4", "g/kg fuel", "unconfirmed"},
		{"GBT2589-2008", "1.A", "原煤", "", "ncv", "", "2008", "20908", "kJ/kg", "quoted"},
		{"GBT2589-2020", "1.A", "原煤", "", "ncv", "", "2021", "20934", "kJ/kg", "unconfirmed"},
		{"CN-ENT", "1.A.2", "天然气", "", "ncv", "", "", "389.31", "GJ/10^4 m3", "quoted"},
		{"CN-ENT", "1.A.2", "烟煤", "", "ncv", "", "", "19.570", "GJ/t", "quoted"},
		{"CN-GRID", "M.3", "电力", "", "grid_average_ef", "CO2", "2016", "0.4405", "kg/kWh", "unconfirmed"},
		{"CN-GRID", "M.3", "电力", "", "grid_average_ef", "CO2", "2023", "0.5581", "kg/kWh", "quoted"},
		{"CN-HEAT", "M.4", "热力", "", "heat_ef", "CO2", "", "0.11", "t/GJ", "quoted"},
	} {
		found := 0
		for _, r := range rows {
			grid := c.set != "CN-GRID" || r["region"] == "Chongqing"
			if grid && r["set"] == c.set && r["category"] == c.category && r["item"] == c.item && r["technology"] == c.technology && r["detail"] == "" &&
				r["parameter"] == c.parameter && r["gas"] == c.gas && r["year_from"] == c.year {
				found++
				if r["value"] != c.value || r["unit"] != c.unit || r["status"] != c.status {
					t.Errorf("%v: %s %s %s", c, r["value"], r["unit"], r["status"])
				}
			}
		}
		if found != 1 {
			t.Errorf("%v: %d rows", c, found)
		}
	}
}

// The components of a blend are gases of the table or what is no greenhouse gas of it, and add up to the whole.
func TestBlends(t *testing.T) {
	gases := map[string]bool{}
	for _, r := range read(t, "gwp.csv") {
		gases[r["gas"]] = true
	}
	sums, strangers := map[string]float64{}, map[string]bool{}
	for _, r := range read(t, "blends.csv") {
		share, err := strconv.ParseFloat(r["mass_percent"], 64)
		if err != nil {
			t.Errorf("%v: %v", r, err)
		}
		sums[r["blend"]] += share
		if !gases[r["component"]] {
			strangers[r["component"]] = true
		}
	}
	if len(sums) != 127 {
		t.Errorf("%d blends, want 127", len(sums))
	}
	for blend, sum := range sums {
		if math.Abs(sum-100) > 1e-9 {
			t.Errorf("%s adds up to %g %%", blend, sum)
		}
	}
	for component := range strangers {
		if !slices.Contains(withoutPotential, component) {
			t.Errorf("component %s is not a gas of the table", component)
		}
	}
}

// withoutPotential are components of blends that gwp.csv does not hold: hydrocarbons, an ether, and two that are not in the
// reports' tables.
var withoutPotential = []string{"C2H6", "HC-290", "HC-600", "HC-600a", "HC-601", "HC-601a", "HC-1270", "HE-E170", "HCFC-31", "HCO-1130(E)"}

// No row of the reference tables is lost without a reason in the log.
func TestEveryReferenceRowIsAccountedFor(t *testing.T) {
	logged := read(t, "convert/log.csv")
	for _, c := range []struct {
		from, to  string
		reference int
	}{{"factors-energy.csv", "energy", 2405}, {"factors-industry.csv", "industry", 1387 + 132}, {"factors-agriculture.csv", "agriculture", 2158},
		{"factors-lulucf.csv", "land", 439}, {"factors-waste.csv", "waste", 478 + 1}} {
		left := c.reference - len(read(t, "factors/"+c.to+".csv"))
		for _, r := range logged {
			if r["file"] != c.from {
				continue
			}
			left--
			if r["reason"] == "" || r["row"] == "" {
				t.Errorf("the log gives no reason: %v", r)
			}
		}
		if left != 0 {
			t.Errorf("%s: %d rows are neither shipped nor in the log", c.from, left)
		}
	}
}

// Codes of the 2019 Refinement never reach the tables: its exploration is not the venting of 2006, its MEMS not the heat
// transfer fluids of 2006.
func TestRefinementCodesAreMapped(t *testing.T) {
	want := map[string]string{"1.B.2.b.i": "1.B.2.b.iii.1", "1.B.2.b.ii": "1.B.2.b.iii.2", "1.B.2.b.iii": "1.B.2.b.iii.3", "1.B.2.b.iv": "1.B.2.b.iii.4",
		"1.B.2.b.v": "1.B.2.b.iii.5", "1.B.2.b.vi": "1.B.2.b.iii.6", "1.B.2.a.i": "1.B.2.a.iii.1", "1.B.2.a.vii;1.B.2.b.viii": "1.B.2.a.iii.6;1.B.2.b.iii.6",
		"2.E.4": "2.E.5", "3.C.1": "3.C.1.", "2.E.1": "2.E.4", "2.E.2": "2.E.4"}
	met := map[string]int{}
	for _, name := range factorTables {
		for _, r := range read(t, "factors/"+name+".csv") {
			if code := want[r["source_category"]]; r["set"] == "IPCC-2019" && code != "" {
				met[r["source_category"]]++
				if !strings.HasPrefix(r["category"], code) {
					t.Errorf("printed %s stands as %s", r["source_category"], r["category"])
				}
			}
			if r["set"] == "IPCC-2019" && strings.HasPrefix(r["category"], "1.B.2.") && r["source_category"] == "" {
				t.Errorf("a row of the 2019 gas chain keeps no printed code: %v", r)
			}
		}
	}
	if len(met) != len(want) {
		t.Errorf("met %v of %v", met, want)
	}
}

// The conversion gives the committed bytes. It needs the reference tables, which are no part of the repository.
func TestConversionIsRepeatable(t *testing.T) {
	reference := os.Getenv("INVENTORY_REFERENCE")
	if reference == "" {
		t.Skip("INVENTORY_REFERENCE does not name the folder of the reference tables")
	}
	dir := t.TempDir()
	convert := exec.Command("go", "run", "./seeds/convert", "-from", reference, "-to", dir)
	convert.Dir = ".."
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	names := []string{"units.csv", "headings.csv", "items.csv", "details.csv", "regions.csv", "gwp.csv", "blends.csv", "convert/log.csv"}
	for _, name := range factorTables {
		names = append(names, "factors/"+name+".csv")
	}
	for _, name := range names {
		want, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the conversion gives (%v)", name, err)
		}
	}
}

// What a run writes is never embedded, even if the example district has been compiled in place.
func TestNothingThatARunWritesIsEmbedded(t *testing.T) {
	met := 0
	err := fs.WalkDir(seeds.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		met++
		if slices.Contains(strings.Split(name, "/"), "out") {
			t.Errorf("%s is embedded", name)
		}
		return err
	})
	if err != nil || met < 20 {
		t.Errorf("%d entries, %v", met, err)
	}
}
