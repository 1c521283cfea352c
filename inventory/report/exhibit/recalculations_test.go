package exhibit_test

import (
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/recalc"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
	"ghg/inventory/workspace"
)

// recalculated is an inventory with the bridge from what it was under another guide and other potentials.
func recalculated(t *testing.T) *report.Subject {
	t.Helper()
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	var subjects [2]*report.Subject
	var pairs []recalc.Pair
	for i, to := range []workspace.Override{{Guide: "IPCC-2006", GWP: "AR6"}, {}} {
		ws, problems, err := workspace.LoadFS(os.DirFS("../../../testdata/inventories/combustion"), e.Vocabulary)
		if err != nil || problems.Failed() {
			t.Fatal(err, problems)
		}
		if problems := ws.Override(to, e.Vocabulary); problems.Failed() {
			t.Fatal(problems)
		}
		result := e.Compile(ws, nil)
		if result.Inventory == nil {
			t.Fatal(result.Problems)
		}
		subjects[i], _ = report.Gather(e, ws, result, report.SubjectOptions{Draws: engine.NoDraws})
		pairs = nil
		for _, year := range ws.Config.Years {
			pairs = append(pairs, recalc.Pair{Old: year, New: year})
		}
	}
	side := func(i int) report.RecalculationSide {
		return report.RecalculationSide{Name: []string{"previous", "latest"}[i], Inventory: subjects[i].Inventory(), FactorSets: subjects[i].Workspace.Config.FactorSets}
	}
	s := subjects[1]
	signed := inventory.Signed{By: "\"<b>王\u202e", Date: "2026-01-02", Reason: "=1+1"}
	s.Workspace.Explanations = []inventory.Explanation{
		{Kind: inventory.ExplainsReference, Year: 2020, Subject: "solid", Signed: signed},
		{Kind: inventory.ExplainsRecalculation, Year: 2020, Subject: inventory.ScopeWithoutLand, Gas: "CO2", Signed: signed},
		{Kind: inventory.ExplainsCorrection, Year: 2020, Subject: "1.A.2", Category: s.Inventory().Vocabulary.Categories.All[2], Parameter: "fuel", Signed: signed}}
	limits := &recalc.Limits{OfFigure: decimal.NewFromInt(1)}
	bridge := recalc.Compare(recalc.Side{Inventory: subjects[0].Inventory()}, recalc.Side{Inventory: s.Inventory()}, pairs, nil)
	s.Bridge = &report.Recalculation{Old: side(0), New: side(1), Bridge: bridge, Explained: bridge.Explain(s.Workspace.Explanations, limits, s.Inventory().Years), Limits: limits, Causes: 10}
	return s
}

func TestRecalculationsAreThoseOfTheRecords(t *testing.T) {
	s := recalculated(t)
	list := exhibit.All(s)
	x, parts := found(t, list, "recalculation"), found(t, list, "recalculation.parts")
	exact := map[string]string{}
	for _, r := range table(report.RecalculationRecords(s.Bridge)) {
		exact[strings.Join([]string{r["year_new"], r["boundary"], r["name_en"], r["gas"], r["part"]}, "|")] = r["co2e_t"]
	}
	for i, row := range x.Rows {
		gas := row.Cells[4].Text.EN
		if gas == "all" {
			gas = inventory.AllGases
		}
		of := strings.Join([]string{row.Cells[0].Text.EN, row.Cells[3].Text.EN, row.Cells[2].Text.EN, gas}, "|") + "|"
		same(t, of+"previous", row.Cells[5], exact[of+"previous"], 0)
		same(t, of+"latest", row.Cells[6], exact[of+"latest"], 0)
		same(t, of+"difference", row.Cells[7], exact[of+"difference"], 0)
		whole, sum := read(t, parts.Rows[i].Cells[5]), decimal.Decimal{}
		for n, c := range parts.Rows[i].Cells[6:] {
			sum = sum.Add(read(t, c))
			for _, component := range recalc.Components() {
				if component.Text().EN == parts.Columns[6+n].Head.EN && !c.Exact.Decimal.IsZero() {
					same(t, of+component.String(), c, exact[of+component.String()], 0)
				}
			}
		}
		if !sum.Equal(whole) {
			t.Errorf("%s: printed parts add up to %s, not %s", of, sum, whole)
		}
	}
	if n := isTotal(t, s, x); n == 0 || n != len(x.Rows) {
		t.Errorf("%d of %d latest figures are totals of the inventory", n, len(x.Rows))
	}
	causes := found(t, list, "recalculation.causes")
	for i, r := range table(report.CauseRecords(s.Bridge)) {
		if causes.Rows[i].Cells[4].Text.EN != r["sentence_en"] {
			t.Errorf("%v is not %s", causes.Rows[i].Cells, r["sentence_en"])
		}
		same(t, r["sentence_en"], causes.Rows[i].Cells[7], r["effect_t"], 0)
	}
	told := found(t, list, "explanations")
	var texts []string
	for _, row := range told.Rows {
		texts = append(texts, row.Cells[0].Text.EN+" | "+row.Cells[2].Text.EN+" | "+row.Cells[5].Text.EN+" | "+row.Cells[6].Text.ZH)
	}
	want := "reference against sectoral approach | solid | =1+1 | \"<b>王\u202e\nrecalculation | Total without land | =1+1 | \"<b>王\u202e\ncorrection | " + s.Inventory().Vocabulary.Categories.All[2].Code + " "
	if got := strings.Join(texts, "\n"); !strings.HasPrefix(got, want) {
		t.Errorf("explanations are\n%s", got)
	}
}
