package inventory

import "slices"

// pair is one gas, or family, of one registry row in one year, and whether the inventory settles it: by a number, NO, NA,
// or IE whose target holds a number.
type pair struct {
	row  *RegistryRow
	gas  string
	year int
	done bool
	keys Notation
}

func (inv *Inventory) settlePairs() []pair {
	var out []pair
	for i := range inv.Vocabulary.Registry {
		row := &inv.Vocabulary.Registry[i]
		for _, gas := range row.Gases {
			for _, year := range inv.Years {
				done, keys := inv.settled(row, gas, year)
				out = append(out, pair{row, gas, year, done, keys})
			}
		}
	}
	return out
}

// countPairs counts the registry's pairs under the figure and those that are settled.
func (inv *Inventory) countPairs(t *Total) {
	for _, p := range inv.pairs {
		if p.year != t.Year || p.row.Boundary != t.Boundary || !inv.inScope(t, p.row.Category) ||
			t.Gas != AllGases && !inv.Vocabulary.Gases.match(p.gas, t.Gas) {
			continue
		}
		t.Pairs++
		if p.done {
			t.Done++
		} else {
			t.Open |= p.keys
		}
	}
}

// of returns what the inventory holds for one registry row and gas in the year.
func (inv *Inventory) of(row *RegistryRow, gas string, year int) []*holding {
	return slices.DeleteFunc(inv.under(year, row.Boundary, func(c *Category) bool { return c.Within(row.Category) }), func(h *holding) bool {
		return !row.Covers(h.item) || !inv.Vocabulary.Gases.match(h.gas, gas)
	})
}

// Mentions tells whether any line of the year answers for the registry row and gas.
func (inv *Inventory) Mentions(row *RegistryRow, gas string, year int) bool {
	return len(inv.of(row, gas, year)) > 0
}

// settled tells whether the pair is answered for: by a number; by NO or NA and nothing that says otherwise; by IE whose
// every target holds a number or is IE itself towards one that does. The keys are those of the pair's own sum.
func (inv *Inventory) settled(row *RegistryRow, gas string, year int) (bool, Notation) {
	keys, number := Notation(0), false
	var targets []*Category
	for _, h := range inv.of(row, gas, year) {
		keys, number = keys|h.keys, number || h.number
		targets = append(targets, h.targets...)
	}
	keys = keys.Among(number)
	switch claims := keys &^ (C | FX); {
	case number:
		return true, keys
	case claims.Has(IE):
		return !slices.ContainsFunc(targets, func(c *Category) bool { return !inv.leadsToNumber(c, gas, year, row.Boundary) }), keys
	default:
		return claims == NO || claims == NA, keys
	}
}

// HoldsNumber tells whether the category, or one below it, has a number for the gas.
func (inv *Inventory) HoldsNumber(c *Category, gas string, year int, b Boundary) bool {
	return slices.ContainsFunc(inv.under(year, b, func(at *Category) bool { return at.Within(c) }), func(h *holding) bool {
		return h.number && inv.Vocabulary.Gases.match(h.gas, gas)
	})
}

// leadsToNumber tells whether the category holds a number for the gas, or one to which it is IE in turn.
func (inv *Inventory) leadsToNumber(c *Category, gas string, year int, b Boundary) bool {
	trail := []*Category{c}
	for i := 0; i < len(trail); i++ {
		if inv.HoldsNumber(trail[i], gas, year, b) {
			return true
		}
		for _, next := range inv.Targets(trail[i], gas, year, b) {
			if !slices.Contains(trail, next) {
				trail = append(trail, next)
			}
		}
	}
	return false
}

// Targets returns the categories to which the gas of a category, or of one below it, is IE.
func (inv *Inventory) Targets(c *Category, gas string, year int, b Boundary) []*Category {
	var out []*Category
	for _, h := range inv.under(year, b, func(at *Category) bool { return at.Within(c) }) {
		if inv.Vocabulary.Gases.match(h.gas, gas) {
			out = append(out, h.targets...)
		}
	}
	return out
}

// WithoutGWP returns, for each gas that has a mass and no potential in the set, the first line of it.
func (inv *Inventory) WithoutGWP() []*Estimate {
	var out []*Estimate
	for _, h := range inv.holdings {
		if _, ok := inv.GWP(h.gas); !ok && h.number && !slices.ContainsFunc(out, func(e *Estimate) bool { return e.Gas == h.gas }) {
			out = append(out, h.first)
		}
	}
	return out
}

// Figures lists the totals of the summary table in its order: by year, boundary, total and total without land, then the
// category tree, then gas, all gases last. A category that stands below those of the registry has a figure only if the
// inventory has a line for it.
func (inv *Inventory) Figures() []Figure {
	var out []Figure
	for _, year := range inv.Years {
		for _, boundary := range Boundaries {
			scopes := []string{ScopeTotal}
			if boundary == Territorial {
				scopes = append(scopes, ScopeWithoutLand)
			}
			for _, c := range inv.Vocabulary.Categories.All {
				scopes = append(scopes, c.Code)
			}
			for _, scope := range scopes {
				for _, gas := range inv.gases(Figure{year, boundary, scope, AllGases}) {
					out = append(out, Figure{year, boundary, scope, gas})
				}
			}
		}
	}
	return out
}

// gases lists the gases that the registry or the inventory names under the figure, and AllGases after them; nothing if
// neither names any.
func (inv *Inventory) gases(f Figure) []string {
	t := inv.frame(f)
	var out []string
	add := func(gas string) {
		if !slices.Contains(out, gas) {
			out = append(out, gas)
		}
	}
	for i := range inv.Vocabulary.Registry {
		row := &inv.Vocabulary.Registry[i]
		if row.Boundary == f.Boundary && inv.inScope(t, row.Category) {
			for _, gas := range row.Gases {
				add(gas)
			}
		}
	}
	for _, h := range inv.under(f.Year, f.Boundary, func(c *Category) bool { return inv.inScope(t, c) }) {
		add(h.gas)
	}
	if len(out) == 0 {
		return nil
	}
	slices.SortFunc(out, func(a, b string) int { return inv.Vocabulary.Gases.rank(a) - inv.Vocabulary.Gases.rank(b) })
	return append(out, AllGases)
}
