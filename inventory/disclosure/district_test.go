package disclosure_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/disclosure"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/workspace"
)

// compiled are the results by guide: compiling takes longer than all that is done with them.
var compiled sync.Map

// district is the ten-year district, compiled.
func district(tb testing.TB, guide string) *engine.Result {
	tb.Helper()
	if known, ok := compiled.Load(guide); ok {
		return known.(*engine.Result)
	}
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
	compiled.Store(guide, result)
	return result
}

// handful are plants of many kinds: one that is half of its category, one that has two fuels and another category, one that alone emits
// a gas, one of which a district's total is stated, and one that has a category for itself.
var handful = []string{"安溪锶盐公司", "甲水泥厂", "安溪镁业公司", "安溪氟化工公司", "安溪砖厂"}

func TestDistrictKeepsItsPlantsBack(t *testing.T) {
	r := district(t, "CN-PROV-2011")
	for _, c := range []struct {
		plants []string
		most   int      // totals kept back of a year that are not the plants' own
		shown  []string // totals that never are: a quarter of the district hides behind whole sectors
	}{{[]string{"甲水泥厂"}, 40, []string{inventory.ScopeTotal, inventory.ScopeWithoutLand, "1", "2", "3", "4"}},
		{[]string{"安溪己二酸公司"}, 50, []string{inventory.ScopeTotal, inventory.ScopeWithoutLand, "3", "4"}},
		{handful, 90, []string{inventory.ScopeTotal, inventory.ScopeWithoutLand, "3", "4"}}} {
		m := disclosure.For(r.Inventory, marks(c.plants...), disclosure.Options{Remainders: r.Remainders})
		totals := map[int]int{}
		for _, h := range m.Hidden() {
			if h.Line == nil && !h.Primary {
				totals[h.Figure.Year]++
			}
			if len(h.Of) == 0 {
				t.Errorf("%v %v: of nobody", h.Figure, h.Line)
			}
		}
		for _, year := range r.Inventory.Years {
			if totals[year] > c.most {
				t.Errorf("%v: %d totals of %d are kept back beside their own", c.plants, totals[year], year)
			}
			for _, scope := range c.shown {
				if f := (inventory.Figure{Year: year, Scope: scope, Gas: inventory.AllGases}); m.Hides(f) {
					t.Errorf("%v: %v is kept back", c.plants, f)
				}
			}
		}
		for _, e := range r.Inventory.Estimates {
			if slices.Contains(c.plants, e.Row.Facility) && !m.HidesLine(e) {
				t.Errorf("%v: %d %s %s %s is shown", c.plants, e.Row.Year, e.Row.Category.Code, e.Row.Subject(), e.Gas)
			}
			for _, superseded := range e.Superseded() {
				if m.HidesLine(e) && !m.HidesLine(superseded) {
					t.Errorf("%v: what was computed for %s is shown", c.plants, e.Row.Subject())
				}
			}
		}
		for _, found := range breaches(r.Inventory, 2024, m, c.plants, true) {
			t.Error(found)
		}
	}
}

// The electricity of the district is stated with that of the cement works in it: what is left of it tells of the works, and is kept back.
func TestWhatIsLeftOfATotalIsKeptBack(t *testing.T) {
	r := district(t, "CN-PROV-2011")
	m := disclosure.For(r.Inventory, marks("甲水泥厂"), disclosure.Options{Remainders: r.Remainders})
	for _, rest := range r.Remainders {
		for _, e := range r.Inventory.Estimates {
			if e.Row == rest.Row && !m.HidesLine(e) {
				t.Errorf("%d: what is left beside the works is shown", e.Row.Year)
			}
		}
	}
	if len(r.Remainders) == 0 {
		t.Error("the district has no total that holds a plant")
	}
}

// What is marked for some years or in some categories is kept back there alone.
func TestMarksHoldWhereTheySay(t *testing.T) {
	r := district(t, "CN-PROV-2011")
	combustion := r.Inventory.Vocabulary.Categories.Must("1.A")
	m := disclosure.For(r.Inventory, []inventory.Confidential{{Facility: "甲水泥厂", Category: combustion, FromYear: 2020, ToYear: 2021}}, disclosure.Options{})
	for _, h := range m.Hidden() {
		year := h.Figure.Year
		if h.Line != nil {
			year = h.Line.Row.Year
		}
		if year != 2020 && year != 2021 {
			t.Errorf("%v %v is kept back in %d", h.Figure, h.Line, year)
		}
		if h.Line != nil && h.Primary && !h.Line.Row.Category.Within(combustion) {
			t.Errorf("%s is the plant's, and not marked", h.Line.Row.Category.Code)
		}
	}
	if !m.Any() {
		t.Error("nothing is kept back")
	}
}

// What a subtraction all but tells is kept back: the biogenic CO2 of the strontium works less the burning of crop residues in the open,
// 48 t beside 8,764 t, is the total of the memo items less those of energy.
func TestSlightCoverIsNone(t *testing.T) {
	r := district(t, "CN-PROV-2011")
	memo := func(scope string) inventory.Figure {
		return inventory.Figure{Year: 2024, Boundary: inventory.MemoItem, Scope: scope, Gas: "CO2"}
	}
	for exact, hidden := range map[bool]bool{true: false, false: true} {
		m := disclosure.For(r.Inventory, marks("安溪锶盐公司"), disclosure.Options{Remainders: r.Remainders, Exact: exact})
		if got := m.Hides(memo(inventory.ScopeTotal)) || m.Hides(memo("1")); got != hidden {
			t.Errorf("exact %v: total %v, energy %v are kept back", exact, m.Hides(memo(inventory.ScopeTotal)), m.Hides(memo("1")))
		}
	}
}

// A landfill that is marked for one year is kept back in all, for its stock decays by constants that everybody knows.
func TestStocksAreMarkedInAllYears(t *testing.T) {
	r := district(t, "IPCC-2006")
	m := disclosure.For(r.Inventory, []inventory.Confidential{{Facility: "老堆场", FromYear: 2020, ToYear: 2020}}, disclosure.Options{Remainders: r.Remainders})
	lines := 0
	for _, e := range r.Inventory.Estimates {
		if e.Row.Facility == "老堆场" && e.Number {
			lines++
			if !m.HidesLine(e) {
				t.Errorf("%d %s %s is shown", e.Row.Year, e.Row.Category.Code, e.Gas)
			}
		}
	}
	if lines < 10 {
		t.Errorf("the site has %d lines", lines)
	}
}

// The same whatever the order of the marks and lines.
func TestMaskIsTheSameEveryTime(t *testing.T) {
	r := district(t, "CN-PROV-2011")
	inv := r.Inventory
	first := disclosure.For(inv, marks(handful...), disclosure.Options{Remainders: r.Remainders}).Hidden()
	shuffled := slices.Clone(inv.Estimates)
	random := rand.New(rand.NewPCG(1, 2))
	random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	inv = inventory.New(inv.Region, inv.RegionName, inv.Guide, inv.GWPSet, inv.Years, shuffled, inv.Vocabulary)
	backwards := slices.Clone(handful)
	slices.Reverse(backwards)
	if again := disclosure.For(inv, marks(backwards...), disclosure.Options{Remainders: r.Remainders}).Hidden(); !reflect.DeepEqual(first, again) {
		t.Errorf("%d figures and lines, then %d or others", len(first), len(again))
	}
}

func BenchmarkFor(b *testing.B) {
	r := district(b, "CN-PROV-2011")
	for _, c := range []struct {
		name   string
		plants []string
	}{{"cement", []string{"甲水泥厂"}}, {"heat", []string{"安溪热电厂"}}, {"fluorine", []string{"安溪氟化工公司"}}, {"handful", handful}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				disclosure.For(r.Inventory, marks(c.plants...), disclosure.Options{Remainders: r.Remainders})
			}
		})
	}
}
