package seeds_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ghg/seeds"
)

type row map[string]string

func read(t *testing.T, name string) []row {
	t.Helper()
	content, err := fs.ReadFile(seeds.FS, name)
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
		{"factors/energy.csv", 2404}, // 2,405 reference rows, two of which are one (see convert/log.csv)
		{"gwp.csv", 66}, {"items.csv", 429}, {"regions.csv", 126}, {"units.csv", 245}, {"departments.csv", 18}, {"guides.csv", 4},
	} {
		if got := len(read(t, c.name)); got != c.want {
			t.Errorf("%s has %d rows, want %d", c.name, got, c.want)
		}
	}
}

var plain = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// Every factor row speaks only of names that the other tables hold, has a figure or a range, and a source.
func TestFactorRowsAreInOrder(t *testing.T) {
	categories, items, regions := column(read(t, "categories.csv"), "code"), column(read(t, "items.csv"), "item"), column(read(t, "regions.csv"), "region")
	parameters, sets := column(read(t, "parameters.csv"), "parameter"), column(read(t, "sets.csv"), "set")
	for i, r := range read(t, "factors/energy.csv") {
		fault := func(what string) { t.Errorf("factors/energy.csv:%d: %s: %v", i+2, what, r) }
		for _, code := range strings.Split(r["category"], ";") {
			if !slices.Contains(categories, code) {
				fault("category " + code)
			}
		}
		if r["item"] != "" && !slices.Contains(items, r["item"]) || r["item"] == "" && r["detail"] == "" && r["technology"] == "" {
			fault("item")
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

// Codes of the 2019 Refinement never reach the tables: its exploration is not the venting of 2006.
func TestRefinementCodesAreMapped(t *testing.T) {
	for _, r := range read(t, "factors/energy.csv") {
		if r["set"] == "IPCC-2019" && strings.HasPrefix(r["source_category"], "1.B.2.b.i") && !strings.HasPrefix(r["category"], "1.B.2.b.iii.") {
			t.Errorf("printed %s stands as %s", r["source_category"], r["category"])
		}
	}
}

// The conversion gives the committed bytes. It needs the reference tables, which are no part of the repository.
func TestConversionIsRepeatable(t *testing.T) {
	reference := os.Getenv("INVENTORY_REFERENCE")
	if reference == "" {
		t.Skip("INVENTORY_REFERENCE does not name the folder of the reference tables")
	}
	dir := t.TempDir()
	if out, err := exec.Command("go", "run", "./convert", "-from", reference, "-to", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"items.csv", "regions.csv", "gwp.csv", "factors/energy.csv", "convert/log.csv"} {
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
		if strings.Contains(name, "out") && (entry.IsDir() || strings.Contains(name, "/out/")) {
			t.Errorf("%s is embedded", name)
		}
		return err
	})
	if err != nil || met < 20 {
		t.Errorf("%d entries, %v", met, err)
	}
}
