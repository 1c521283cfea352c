package exhibit_test

import (
	"testing"

	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
	"ghg/inventory/workspace"
)

// district is all that the reports tell of the ten-year district under a guide.
func district(tb testing.TB, guide string) *report.Subject {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(golden.District(tb, "../../..", guide), e.Vocabulary)
	if err != nil {
		tb.Fatal(err)
	}
	result := check.Whole(e, ws, ws.Config.Years, problems)
	if result.Inventory == nil {
		tb.Fatalf("%v", result.Problems)
	}
	s, _ := report.Gather(e, ws, result, report.SubjectOptions{Draws: engine.NoDraws})
	return s
}

func TestExhibitsOfTheDistrict(t *testing.T) {
	for _, guide := range []string{"CN-PROV-2011", "IPCC-2006"} {
		s := district(t, guide)
		seen := map[string]bool{}
		for _, x := range exhibit.All(s) {
			if seen[x.ID] {
				t.Errorf("%s: two exhibits are %s", guide, x.ID)
			}
			seen[x.ID] = true
			if x.Title.ZH == "" || x.Title.EN == "" {
				t.Errorf("%s: %s has no title", guide, x.ID)
			}
			t.Log(guide, x.ID, len(x.Rows), len(x.Notes))
			for i, r := range x.Rows {
				if len(r.Cells) != len(x.Columns) {
					t.Fatalf("%s: %s: row %d has %d cells under %d columns", guide, x.ID, i, len(r.Cells), len(x.Columns))
				}
			}
			for _, c := range x.Columns {
				if c.Head.ZH == "" || c.Head.EN == "" {
					t.Errorf("%s: %s: a column without a head", guide, x.ID)
				}
			}
		}
	}
}

func BenchmarkAll(b *testing.B) {
	s := district(b, "CN-PROV-2011")
	for b.Loop() {
		exhibit.All(s)
	}
}
