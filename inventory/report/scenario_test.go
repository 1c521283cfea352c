package report_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

const scenarioFolder = "../../testdata/scenario"

// The scenario of the made-up district, as it is printed for people and for machines. Every line and label says that it is a
// scenario.
func TestScenario(t *testing.T) {
	e := newEngine(t)
	dir := ofGuide(t, inventories+"/district", "CN-PROV-2011")
	for _, name := range []string{"activity/northern.csv", "records/measures.csv"} {
		content, err := os.ReadFile(scenarioFolder + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(dir+"/"+name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	s := e.Scenario(ws, 2030)
	for _, lang := range []string{"zh", "en"} {
		var out bytes.Buffer
		report.ScenarioTable(&out, s, lang)
		golden.Compare(t, scenarioFolder+"/table."+lang+".txt", out.String())
	}
	var out bytes.Buffer
	records := report.ScenarioRecords(s)
	if err := records.WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, scenarioFolder+"/records.csv", out.String())
	var notes bytes.Buffer
	if err := report.ScenarioNoteRecords(s).WriteCSV(&notes); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, scenarioFolder+"/notes.csv", notes.String())
	for _, row := range records.Rows {
		if !strings.HasPrefix(row[0], "scenario_") || !strings.HasPrefix(row[3], "scenario_") {
			t.Errorf("the row does not say that it is of a scenario: %v", row)
		}
	}
	// what the inventory writes does not know of the measures
	with := files(t, ws, e.Compile(ws, nil))
	ws.Measures = nil
	for name, content := range files(t, ws, e.Compile(ws, nil)) {
		if !bytes.Equal(content, with[name]) {
			t.Errorf("the measures change %s", name)
		}
	}
	var none bytes.Buffer
	if report.ScenarioTable(&none, e.Scenario(ws, 2024), "en"); !strings.HasPrefix(none.String(), "scenario (not the inventory): there are no figures") || len(report.ScenarioRecords(&engine.Scenario{}).Rows) != 0 {
		t.Errorf("without figures: %s", &none)
	}
}
