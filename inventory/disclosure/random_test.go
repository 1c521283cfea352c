package disclosure_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/disclosure"
)

// fuels with what a tonne of each gives of each gas; the last two stand alike in CH4 and N2O.
var fuels = []map[string]string{
	{"CO2": "2.5", "CH4": "0.01", "N2O": "0.03"}, {"CO2": "2.1", "CH4": "0.04", "N2O": "0.004"}, {"CO2": "3", "CH4": "0.02", "N2O": "0.06"},
}

// randomLines makes an inventory by chance: fuels burned, processes with gases of their own, removals, keys and noughts.
func randomLines(r *rand.Rand) (lines, plants []string) {
	all := []string{"甲", "乙", "丙", "丁"}
	owner := func() string { return append([]string{"-", "-"}, all...)[r.IntN(6)] }
	value := func() int {
		if r.IntN(8) == 0 {
			return 0
		}
		return 1 + r.IntN([]int{10, 1000}[r.IntN(2)])
	}
	burning := []string{"1.A.1.a", "1.A.2.f", "1.A.2.m", "1.A.4.b"}
	seen := map[string]bool{}
	for range 2 + r.IntN(10) {
		kind := r.IntN(len(fuels))
		about := fmt.Sprintf("%s %s fuel%d", burning[r.IntN(len(burning))], owner(), kind)
		if seen[about] {
			continue
		}
		seen[about] = true
		amount := value()
		for _, gas := range []string{"CO2", "CH4", "N2O"} {
			if r.IntN(6) > 0 {
				lines = append(lines, fmt.Sprintf("%s %s %s", about, gas, product(amount, fuels[kind][gas])))
			}
		}
	}
	for i, p := range []string{"2.A.1 CO2", "2.B.9.a HFC-23", "2.B.9.b HFC-134a", "2.G.1.a SF6", "3.B.1.a CO2", "M.3 CO2", "2.A.4.a CO2"} {
		for range r.IntN(3) {
			var category, gas string
			fmt.Sscan(p, &category, &gas)
			about := fmt.Sprintf("%s %s p%d", category, owner(), i)
			if seen[about] {
				continue
			}
			seen[about] = true
			switch {
			case r.IntN(8) == 0:
				lines = append(lines, about+" "+gas+" NO")
			case category == "3.B.1.a":
				lines = append(lines, fmt.Sprintf("%s %s -%d", about, gas, 1+r.IntN(500)))
			default:
				lines = append(lines, fmt.Sprintf("%s %s %d", about, gas, value()))
			}
		}
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return lines, all[:1+r.IntN(3)]
}

func product(amount int, factor string) string {
	return decimal.RequireFromString(factor).Mul(decimal.RequireFromString(fmt.Sprint(amount))).String()
}

// Whatever the inventory and the marks: nobody finds anything, and of what is kept back beside the plants nothing can be shown.
func TestNothingCanBeWorkedOut(t *testing.T) {
	voc := vocabulary(t)
	const seeds = 25
	broken := 0
	for seed := range uint64(seeds) {
		r := rand.New(rand.NewPCG(seed, 13))
		lines, plants := randomLines(r)
		inv := world(voc, lines...)
		open := r.IntN(3) == 0
		m := disclosure.For(inv, marks(plants...), disclosure.Options{Strangers: open, Exact: true})
		for _, mask := range []*disclosure.Mask{m, disclosure.For(inv, marks(plants...), disclosure.Options{Strangers: open})} {
			for _, found := range breaches(inv, 2020, mask, plants, !open) {
				t.Errorf("seed %d: %s", seed, found)
			}
		}
		own := func(e *inventory.Estimate) bool { return slices.Contains(plants, e.Row.Facility) }
		if a := attack(inv, 2020, own, func(inventory.Figure) bool { return false }, false); len(a.finds(own)) > 0 {
			broken++
		}
		for _, h := range m.Hidden() {
			if !h.Primary && !gives(inv, m, plants, h, open) {
				t.Errorf("seed %d: %v %v need not be kept back", seed, h.Figure, h.Line)
			}
			if h.Line == nil && derivable(inv, m, h.Figure) {
				t.Errorf("seed %d: %v can be worked out", seed, h.Figure)
			}
		}
		if t.Failed() {
			t.Fatalf("%q, marked %q, kept back %q", lines, plants, kept(m))
		}
	}
	if broken < seeds/2 {
		t.Errorf("the attacker breaks %d of %d inventories of which the lines of the plants alone are hidden", broken, seeds)
	}
}

// gives tells whether something of a plant, or of several that a figure is of alone, can be worked out once a figure or line that is kept back
// is shown.
func gives(inv *inventory.Inventory, m *disclosure.Mask, plants []string, h disclosure.Hidden, open bool) bool {
	hides := func(f inventory.Figure) bool { return m.Hides(f) && (h.Line != nil || f != h.Figure) }
	hidesLine := func(e *inventory.Estimate) bool { return m.HidesLine(e) && (h.Line == nil || e.Row != h.Line.Row) }
	knowing := []string{""}
	if !open {
		knowing = append(knowing, "甲", "乙", "丙", "丁")
	}
	stranger := attack(inv, 2020, hidesLine, hides, true)
	for _, who := range knowing {
		a := stranger.clone()
		if who != "" {
			a.tells(who)
		}
		for _, plant := range plants {
			if plant != who && a.anything(func(e *inventory.Estimate) bool { return e.Row.Facility == plant }) {
				return true
			}
		}
	}
	for _, together := range m.Hidden() {
		if together.Line == nil && together.Primary && stranger.anything(func(e *inventory.Estimate) bool {
			return slices.Contains(plants, e.Row.Facility) && weightIn(stranger, together.Figure, e)
		}) {
			return true
		}
	}
	return false
}

// weightIn tells whether the line, or one of its activity, is part of the figure.
func weightIn(a *attacker, f inventory.Figure, e *inventory.Estimate) bool {
	row := a.sum(f, a.gwp)
	for i, other := range a.unknown {
		if row[i].Sign() != 0 && (other == e || together(other, e)) {
			return true
		}
	}
	return false
}

// derivable tells whether a stranger can work the figure out.
func derivable(inv *inventory.Inventory, m *disclosure.Mask, f inventory.Figure) bool {
	a := attack(inv, f.Year, m.HidesLine, m.Hides, true)
	row := a.sum(f, a.gwp)
	at := -1
	return a.has(func(*inventory.Estimate) (out *big.Rat) { at++; return row[at] })
}
