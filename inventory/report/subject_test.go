package report_test

import (
	"testing"

	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// gathered is all that the reports tell of the ten-year district under a guide.
func gathered(tb testing.TB, guide string) *report.Subject {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(golden.District(tb, "../..", guide), e.Vocabulary)
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

func TestGatherTellsWhatTheDataBear(t *testing.T) {
	s := gathered(t, "CN-PROV-2011")
	if s.Year != 2024 || s.Base != 2015 || s.Uncertainty == nil || s.Keys == nil || s.Uncertainty.Simulated != nil {
		t.Errorf("year %d, base %d, uncertainty %v, keys %v", s.Year, s.Base, s.Uncertainty != nil, s.Keys != nil)
	}
	if len(s.Effects) != 0 {
		t.Errorf("%d decompositions without GDP", len(s.Effects))
	}
	lacking := false
	for _, lack := range s.Lacking {
		lacking = lacking || lack.ID == "decomposition.co2" && lack.Problems.Failed()
	}
	if !lacking {
		t.Errorf("nothing says why there is no decomposition: %v", s.Lacking)
	}
	if first := s.Keys.Scopes[0].L1.Ranked; len(first) == 0 || !first[0].Key {
		t.Error("no key category")
	}
}
