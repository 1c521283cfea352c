package report

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/recalc"
	"ghg/inventory/workspace"
)

// recalculated is the bridge from a golden inventory to itself under other settings.
func recalculated(t *testing.T, name string, to workspace.Override) *Recalculation {
	t.Helper()
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	var sides [2]RecalculationSide
	var pairs []recalc.Pair
	for i := range sides {
		ws, problems, err := workspace.LoadFS(os.DirFS("../../testdata/inventories/"+name), e.Vocabulary)
		if err != nil || problems.Failed() {
			t.Fatal(err, problems)
		}
		if i == 1 {
			if problems := ws.Override(to, e.Vocabulary); problems.Failed() {
				t.Fatal(problems)
			}
		}
		result := e.Compile(ws, nil)
		if result.Inventory == nil {
			t.Fatal(result.Problems)
		}
		sides[i] = RecalculationSide{Name: name, Inventory: result.Inventory, FactorSets: ws.Config.FactorSets}
		pairs = nil
		for _, year := range ws.Config.Years {
			pairs = append(pairs, recalc.Pair{Old: year, New: year})
		}
	}
	limits := &recalc.Limits{OfFigure: decimal.NewFromInt(1)}
	bridge := recalc.Compare(recalc.Side{Inventory: sides[0].Inventory}, recalc.Side{Inventory: sides[1].Inventory}, pairs, nil)
	return &Recalculation{Old: sides[0], New: sides[1], Bridge: bridge, Explained: bridge.Explain(nil, limits, sides[1].Inventory.Years), Limits: limits, Causes: 10}
}

// The printed parts of a figure add up to its printed difference, and its exact figures to the totals of the inventories; the effects of
// the causes are the parts of the total.
func TestRecalculationAddsUp(t *testing.T) {
	b := recalculated(t, "combustion", workspace.Override{Guide: "IPCC-2006", GWP: "AR6"})
	type of struct{ year, boundary, category, gas string }
	printed, difference, exact := map[of]decimal.Decimal{}, map[of]decimal.Decimal{}, map[of]map[string]decimal.Decimal{}
	records := RecalculationRecords(b)
	for _, row := range records.Rows {
		at := of{row[2], row[3], row[4], row[7]}
		if exact[at] == nil {
			exact[at] = map[string]decimal.Decimal{}
		}
		exact[at][row[8]] = decimal.RequireFromString(row[9])
		switch row[8] {
		case "previous", "latest":
		case "difference":
			difference[at] = decimal.RequireFromString(row[10])
		default:
			printed[at] = printed[at].Add(decimal.RequireFromString(row[10]))
		}
	}
	if len(difference) < 50 {
		t.Fatalf("only %d figures", len(difference))
	}
	for at, want := range difference {
		if !printed[at].Equal(want) {
			t.Errorf("%v: the parts add up to %s, the difference is %s", at, printed[at], want)
		}
		if parts := exact[at]; !parts["latest"].Sub(parts["previous"]).Equal(parts["difference"]) {
			t.Errorf("%v: %v", at, parts)
		}
	}
	for _, y := range b.Bridge.Years {
		figure := inventory.Figure{Year: y.New, Scope: inventory.ScopeTotal, Gas: inventory.AllGases}
		row, ok := y.Row(figure.Boundary, figure.Scope, figure.Gas)
		if !ok || !row.Old.Equal(b.Old.Inventory.Total(figure).CO2e) || !row.New.Equal(b.New.Inventory.Total(figure).CO2e) {
			t.Errorf("%d: %+v", y.New, row)
		}
		effects := decimal.Zero
		for _, c := range causesOf(y, inventory.Territorial) {
			effects = effects.Add(c.Effect)
		}
		if want := row.Difference().Mul(recalc.Scale); !effects.Equal(want) {
			t.Errorf("%d: the causes add up to %s, not %s", y.New, effects, want)
		}
	}
}

// Every cause is told in both languages with its effect, and stands in the document.
func TestRecalculationTold(t *testing.T) {
	b := recalculated(t, "combustion", workspace.Override{Guide: "IPCC-2006", GWP: "AR6"})
	causes := CauseRecords(b)
	for _, row := range causes.Rows {
		zh, en := row[len(row)-2], row[len(row)-1]
		if !strings.Contains(zh, "：") || !strings.Contains(zh, "涉及 ") || !strings.HasSuffix(zh, "。") || !strings.Contains(en, "; lines moved: ") || !strings.HasSuffix(en, ".") ||
			strings.Contains(zh+en, "  ") || strings.Contains(zh+en, "%!") {
			t.Errorf("%s\n%s", zh, en)
		}
		if _, err := quantity.Parse(row[29]); err != nil {
			t.Errorf("effect %q", row[28])
		}
	}
	content, err := RecalculationJSON(b)
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Figures, Causes, Unexplained []map[string]string
		Latest                       struct {
			GWPSet string `json:"gwp_set"`
		}
	}
	if err := json.Unmarshal(content, &document); err != nil || len(document.Causes) != len(causes.Rows) || document.Latest.GWPSet != "AR6" || len(document.Unexplained) == 0 {
		t.Errorf("%v: %d causes, %d figures", err, len(document.Causes), len(document.Figures))
	}
	for _, lang := range []string{"zh", "en"} {
		var out bytes.Buffer
		RecalculationTable(&out, b, lang)
		if strings.Contains(out.String(), "%!") || strings.Count(out.String(), "\n10. ") == 0 {
			t.Error(out.String())
		}
	}
	if same := recalculated(t, "combustion", workspace.Override{}); !same.Unchanged() || len(CauseRecords(same).Rows) > 0 {
		t.Error("an inventory differs from itself")
	}
}
