package report_test

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
)

// intensities are those of a workspace, at the base year and the prices named; 0 for its own.
func intensities(t testing.TB, e *engine.Engine, dir string, base, prices int) *engine.Intensities {
	t.Helper()
	ws, result := compile(t, e, dir)
	return e.Intensities(ws, result, base, prices)
}

// intensityOutputs are the files, the JSON and the pages of the intensities, by name.
func intensityOutputs(t testing.TB, i *engine.Intensities) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, write := range report.IntensityFiles(i, i.Project(i.TargetYear(), nil), nil) {
		var content bytes.Buffer
		if err := write(&content); err != nil {
			t.Fatal(err)
		}
		out[name] = content.String()
	}
	document, err := report.IntensityJSON(i, i.Project(i.TargetYear(), nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	out["intensity.json"] = string(document)
	for _, lang := range []string{"zh", "en"} {
		var page bytes.Buffer
		report.IntensityPage(&page, i, i.Project(i.TargetYear(), nil), nil, 0, 0, lang)
		out["intensity."+lang+".txt"] = page.String()
	}
	return out
}

// The golden outputs of a made-up district with ten years, targets, an official account and recognised declines.
func TestGoldenIntensities(t *testing.T) {
	i := intensities(t, newEngine(t), inventories+"/assessed", 0, 0)
	out := intensityOutputs(t, i)
	for _, p := range i.Problems() {
		out["intensity_problems.txt"] += p.Format("zh") + "\n" + p.Format("en") + "\n"
	}
	for _, name := range slices.Sorted(maps.Keys(out)) {
		golden.Compare(t, inventories+"/assessed/golden/"+name, out[name])
	}
}
