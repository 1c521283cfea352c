package page

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/recalc"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// Recalculated is the inventory of fuels under the potentials of AR5 with the bridge from what it was under those of AR4 and with a fifth less
// coal in power plants.
func Recalculated(tb testing.TB) *report.Subject {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	var sides [2]report.RecalculationSide
	var s *report.Subject
	for i, of := range []struct{ coal, set string }{{"800", "AR4"}, {"1000", "AR5"}} {
		files := fstest.MapFS{}
		for _, name := range []string{"inventory.toml", "activity/fuels.csv"} {
			content, err := os.ReadFile("../../../testdata/inventories/combustion/" + name)
			if err != nil {
				tb.Fatal(err)
			}
			files[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(content), "1.A.1.a,烟煤,,1000,", "1.A.1.a,烟煤,,"+of.coal+",", 1))}
		}
		ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
		if err != nil || problems.Failed() {
			tb.Fatal(err, problems)
		}
		if problems := ws.Override(workspace.Override{GWP: of.set}, e.Vocabulary); problems.Failed() {
			tb.Fatal(problems)
		}
		result := e.Compile(ws, nil)
		if result.Inventory == nil {
			tb.Fatal(result.Problems)
		}
		s, _ = report.Gather(e, ws, result, report.SubjectOptions{Draws: engine.NoDraws})
		sides[i] = report.RecalculationSide{Name: of.set, Inventory: result.Inventory, FactorSets: ws.Config.FactorSets}
	}
	limits := &recalc.Limits{OfFigure: decimal.NewFromInt(1)}
	bridge := recalc.Compare(recalc.Side{Inventory: sides[0].Inventory}, recalc.Side{Inventory: sides[1].Inventory}, []recalc.Pair{{Old: s.Year, New: s.Year}}, nil)
	s.Bridge = &report.Recalculation{Old: sides[0], New: sides[1], Bridge: bridge, Explained: bridge.Explain(nil, limits, []int{s.Year}), Limits: limits, Causes: 10}
	return s
}

// The waterfall goes from the old total to the new one by the steps of activity data and potentials. Of a line m × g, what a change of
// the mass does is Δm (g + g') ÷ 2, what one of the potential does is Δg (m + m') ÷ 2 (the Shapley values of a product of two).
func TestRecalculationFalls(t *testing.T) {
	s := Recalculated(t)
	p := &page{s: s, inv: s.Inventory()}
	p.recalculated()
	if len(p.charts) != 1 {
		t.Fatalf("%d charts", len(p.charts))
	}
	c := p.charts[0]
	var labels, texts []string
	sum := decimal.Decimal{}
	for i, point := range c.Series[0].Points {
		labels, texts = append(labels, c.Labels[i].EN), append(texts, point.text)
		if i < len(c.Labels)-1 {
			sum = sum.Add(point.value.Decimal)
		}
	}
	if got := strings.Join(labels, "|") + "\n" + strings.Join(texts, "|"); got != wantedFall {
		t.Errorf("the waterfall is\n%s\nnot\n%s", got, wantedFall)
	}
	points := c.Series[0].Points
	if now := points[len(points)-1].value.Decimal; !sum.Equal(now) {
		t.Errorf("the steps lead to %s, not to %s", sum, now)
	}
	hundredth := decimal.New(1, -2)
	byActivity, byPotential := halves(t, s.Bridge.Old.Inventory, s.Bridge.New.Inventory)
	for i, want := range []decimal.Decimal{byActivity, byPotential} {
		if got := points[i+1].value.Decimal; got.Sub(want).Abs().GreaterThan(hundredth) {
			t.Errorf("step %s is %s, not %s", labels[i+1], got, want)
		}
	}
}

// wantedFall is the waterfall as it is printed.
const wantedFall = "before: AR4|activity data|GWP|now: AR5\n108,654.22|+350.11|+160.92|109,165.25"

// halves are the two effects over all lines, which the inventories have in the same order.
func halves(t *testing.T, before, after *inventory.Inventory) (byMass, byPotential decimal.Decimal) {
	t.Helper()
	two := decimal.NewFromInt(2)
	half := func(d decimal.Decimal) decimal.Decimal {
		out, err := quantity.Quo(d, two)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for i, old := range before.Estimates {
		now := after.Estimates[i]
		if old.Gas != now.Gas || old.Row.Category.Code != now.Row.Category.Code || old.Boundary != now.Boundary {
			t.Fatalf("line %d is %s %s, then %s %s", i, old.Row.Category.Code, old.Gas, now.Row.Category.Code, now.Gas)
		}
		if !old.Number || old.Boundary != inventory.Territorial {
			continue
		}
		g, _ := before.GWP(old.Gas)
		h, _ := after.GWP(now.Gas)
		byMass = byMass.Add(half(now.Value().Sub(old.Value()).Mul(g.Amount.Add(h.Amount))))
		byPotential = byPotential.Add(half(h.Amount.Sub(g.Amount).Mul(old.Value().Add(now.Value()))))
	}
	return byMass, byPotential
}
