package uncertainty

import (
	"strings"
	"testing"

	"ghg/inventory"
)

// A trend since a figure that may be 0 is a quotient by what may be nothing: it has an interval, and neither mean nor variance nor indices.
func TestTrendAcrossNothing(t *testing.T) {
	source := Row{Category: "a", Gas: "CO2", Base: d("1000"), Year: d("1200"), AD: d("2"), EF: d("5")}
	sink := Row{Category: "3.B", Gas: "CO2", Base: d("-950"), Year: d("-960"), AD: d("20"), EF: d("40"), Land: true}
	for _, draws := range []int{20_000, 0} {
		a := drawnTable(t, TableOptions{Draws: draws, Seed: 1, Adaptive: Adaptive{Cap: 50_000}}, source, sink)
		f := a.figure(inventory.ScopeTotal, TrendOfBoth)
		if s := f.Distribution.Spread(); !f.Crosses || s.Mean.Valid || s.SD.Valid || !s.Low.Valid || !s.High.Valid {
			t.Errorf("%v %+v", f.Crosses, s)
		}
		if a.Rankings[1].Drawn || a.Rankings[1].Lines[0].Total.Valid || !a.Rankings[1].Lines[0].Linear.Valid || !a.Rankings[0].Drawn {
			t.Errorf("%+v", a.Rankings[1])
		}
		if f = a.figure(inventory.ScopeWithoutLand, TrendOfBoth); f.Crosses || !f.Distribution.Spread().Mean.Valid {
			t.Error("an emission crosses 0")
		}
	}
	flux := sides(Row{Category: "3.B", Gas: "CO2", Base: d("10"), Year: d("12"), Land: true}, "-200", "200")
	if f := drawnTable(t, TableOptions{Draws: 5000}, source, flux).figure("row:"+flux.id(), TrendOfBoth); !f.Crosses || f.Distribution.Spread().Mean.Valid {
		t.Error("the trend of a row across 0 has a mean")
	}
}

// An end of an interval that an emission cannot reach is told as the reason why the draws do not reach it.
func TestReasonBelowNothing(t *testing.T) {
	row := sides(Row{Category: "a", Gas: "CO2", Base: d("100"), Year: d("100"), EFCorrelated: true}, "-150", "200")
	gap, ok := drawnTable(t, TableOptions{Draws: 20_000}, row).figure(inventory.ScopeTotal, LevelOfYear).Gap(20_000)
	if !ok || len(gap.Why) == 0 || !strings.HasPrefix(gap.Why[0].EN, "rows with a low_pct below -100: 1 (the largest: a CO2); an emission is never below 0") {
		t.Errorf("%+v", gap.Why)
	}
}

// Of more draws than are kept none is; the counts in cells give the same interval.
func TestManyDrawsAreCounted(t *testing.T) {
	if testing.Short() {
		t.Skip()
	}
	a := drawnTable(t, TableOptions{Draws: MostKept + 1, Leading: 1}, Row{Category: "a", Gas: "CO2", Year: d("100"), AD: d("19.6")})
	f := a.figure(inventory.ScopeTotal, LevelOfYear).Distribution
	if len(a.Kept) != 0 || len(a.Simulated.Samples) != 0 {
		t.Errorf("kept: %v", a.Kept)
	}
	around(t, "low", f.Low, 100-19.6, 0.1)
	around(t, "high", f.High, 100+19.6, 0.1)
}

// A table of thousands of rows is drawn less often unasked, and never less than the adaptive rule needs to compare batches.
func TestCapOfTable(t *testing.T) {
	for variables, want := range map[int]int{0: DefaultCap, 900: DefaultCap, 6000: 16 * BatchDraws, 30_000: 3 * BatchDraws, 300_000: BatchDraws} {
		if got := (&TableModel{Variables: make([]*TableVariable, variables)}).Cap(); got != want {
			t.Errorf("%d variables: %d draws, want %d", variables, got, want)
		}
	}
	if got := (&TableModel{Rows: make([]Row, 10), Variables: make([]*TableVariable, 20)}).Variates(200_000); got != 300_000*20 {
		t.Error(got)
	}
}
