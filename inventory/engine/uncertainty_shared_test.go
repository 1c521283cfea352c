package engine

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// uncertainFolder analyses a workspace folder without draws.
func uncertainFolder(t *testing.T, dir string, o UncertaintyOptions) *Uncertainty {
	t.Helper()
	e := newEngine(t)
	ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	o.Draws, o.Workers = NoDraws, 1
	return uncertaintyOf(t, e, ws, o)
}

// A cell of the energy balance is an activity: of 0.02 and 0.15 units of gas, each ±5 % and of its own, the activity of 1.A.1 is ±4.45 %, with
// new draws each year; its factors, ±5 and ±7 %, are shared. The calorific value of raw coal is one variable though base year and year
// take it from two editions of a standard: as two it would make the trend ±19 percentage points instead of ±5.
func TestBalanceIsActivity(t *testing.T) {
	u := uncertainFolder(t, "../../testdata/inventories/balance", UncertaintyOptions{Base: 2020, Year: 2021})
	for _, r := range u.Rows {
		if r.Category != "1.A.1" || r.Item != "gas" || r.Gas != "CO2" {
			continue
		}
		if ad, ef := r.AD.StringFixed(2), r.EF.StringFixed(2); ad != "4.45" || ef != "8.60" || r.ADCorrelated || !r.EFCorrelated {
			t.Errorf("gas of 1.A.1: activity ±%s (both years alike: %t), factors ±%s (%t); want 4.45, false, 8.60, true", ad, r.ADCorrelated, ef, r.EFCorrelated)
		}
	}
	trend := figureNamed(t, u, TrendFigure, "total")
	if half, _ := trend.Linear.Width().Decimal.Shift(2).Float64(); math.Abs(half-4.94) > 0.05 {
		t.Errorf("the trend is ±%.2f percentage points, want 4.94", half)
	}
}

// The growing stock before and after is one variable: a sink of the difference of two stocks of ±30 % each is not ±6,767 %.
func TestEndsOfAChangeAreOneVariable(t *testing.T) {
	u := uncertainFolder(t, "../../testdata/inventories/forest", UncertaintyOptions{})
	if p := percentOf(figureNamed(t, u, LevelFigure, "total")); u.Changes != 1 || p > 100 {
		t.Errorf("%d changes, the sink is ±%.1f %%", u.Changes, p)
	}
}

// Shares are parts of one whole: calorific values are none.
func TestSharesAreShares(t *testing.T) {
	files := threeWorks("shares,*|ncv|*,,,a,2026-01-01,r\n")
	u := uncertainIn(t, files, UncertaintyOptions{Draws: NoDraws, Workers: 1})
	if said := strings.Join(toldBy(u), " "); !strings.Contains(said, "not-shares") {
		t.Errorf("told: %s", said)
	}
}

// A record of years that names one edition is of the variable with all its editions: with 0.9 the trend lies between that of one variable (±4.9
// points) and that of two (±18.8). A pair of two editions names one variable, which is told.
func TestRecordsOfEditions(t *testing.T) {
	of := func(row string) *Uncertainty {
		e := newEngine(t)
		ws, problems, err := workspace.Load("../../testdata/inventories/balance", e.Vocabulary, nil)
		if err != nil || problems.Failed() {
			t.Fatal(err, problems)
		}
		fields := strings.Split(row, ",")
		ws.Correlations = []inventory.Correlation{{Kind: fields[0], Of: inventory.Pattern(fields[1]), With: inventory.Pattern(fields[2]), Rho: decimal.RequireFromString(fields[3])}}
		return uncertaintyOf(t, e, ws, UncertaintyOptions{Base: 2020, Year: 2021, Draws: NoDraws, Workers: 1})
	}
	u := of("years,GBT2589-2008*,,0.9")
	if half, _ := figureNamed(t, u, TrendFigure, "total").Linear.Width().Decimal.Shift(2).Float64(); math.Abs(half-7.6) > 0.05 || u.Applied[0].Pairs != 1 {
		t.Errorf("±%.2f points, %+v", half, u.Applied)
	}
	u = of("pair,GBT2589-2008*原煤*ncv*,GBT2589-2020*原煤*ncv*,0.5")
	if said := strings.Join(toldBy(u), " "); !strings.Contains(said, "correlates-nothing") {
		t.Errorf("told: %s", said)
	}
}
