package report_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// Grams of SF6 are tonnes of CO2e: 0.9 kg of it are neither lost in the figures nor in what people read.
func TestGramsOfSF6AreKept(t *testing.T) {
	e := newEngine(t)
	ws, problems, err := workspace.LoadFS(fstest.MapFS{
		"inventory.toml": {Data: []byte("schema_version = 1\nyears = [2020]\nguide = \"IPCC-2006\"\n[region]\ncode = \"500151\"\nname = \"铜梁区\"\nprovince = \"重庆市\"\n")},
		"activity/a.csv": {Data: []byte("year,category,facility,item,parameter,value,unit,notation,note\n" +
			"2020,2.G.1,供电公司,,nameplate_repaired,150,kg,,\n2020,2.G.1,供电公司,,recovered_repaired,149100,g,,\n")},
	}, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	result := e.Compile(ws, nil)
	if result.Inventory == nil {
		t.Fatal(result.Problems)
	}
	sf6 := result.Inventory.Total(inventory.Figure{Year: 2020, Scope: "2.G.1", Gas: "SF6"})
	if sf6.Mass.String() != "0.0009" || sf6.CO2e.Shift(3).String() != "21150" {
		t.Errorf("%s t SF6, %s kg CO2e, want 0.0009 and 21150", sf6.Mass, sf6.CO2e.Shift(3))
	}
	for _, lang := range []string{"zh", "en"} {
		var out bytes.Buffer
		report.Table(&out, result.Inventory, lang)
		row := ""
		for _, line := range strings.Split(out.String(), "\n") {
			if strings.Contains(line, "2.G.1") && row == "" {
				row = line
			}
		}
		if fields := strings.Fields(row); !slices.Contains(fields, "0.0009000") || !slices.Contains(fields, "21.15") || slices.Contains(fields, "0.02") {
			t.Errorf("%q, want 0.0009000 and 21.15 in\n%s", row, out.String())
		}
	}
}
