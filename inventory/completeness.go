package inventory

import "slices"

// pair is one gas, or family, of one registry row in one year, and whether the inventory settles it: by a number, NO, NA,
// or IE whose target holds a number.
type pair struct {
	row  *RegistryRow
	gas  string
	year int
	done bool
}

func (inv *Inventory) settlePairs() []pair {
	var out []pair
	for i := range inv.Vocabulary.Registry {
		row := &inv.Vocabulary.Registry[i]
		for _, gas := range row.Gases {
			for _, year := range inv.Years {
				out = append(out, pair{row, gas, year, inv.settled(row, gas, year)})
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
		}
	}
}

// Of returns the lines of the year that answer for one registry row and gas.
func (inv *Inventory) Of(row *RegistryRow, gas string, year int) []*Estimate {
	return slices.DeleteFunc(inv.Below(year, row.Boundary, row.Category), func(e *Estimate) bool {
		return !row.Covers(e.Item) || !inv.Vocabulary.Gases.match(e.Gas, gas)
	})
}

func (inv *Inventory) settled(row *RegistryRow, gas string, year int) bool {
	return slices.ContainsFunc(inv.Of(row, gas, year), func(e *Estimate) bool {
		return e.Number || e.Notation&(NO|NA) != 0 ||
			e.Notation.Has(IE) && e.Target != nil && inv.HoldsNumber(e.Target, gas, year, e.Boundary)
	})
}

// HoldsNumber tells whether the category, or one below it, has a number for the gas.
func (inv *Inventory) HoldsNumber(c *Category, gas string, year int, b Boundary) bool {
	return slices.ContainsFunc(inv.Below(year, b, c), func(e *Estimate) bool {
		return e.Number && inv.Vocabulary.Gases.match(e.Gas, gas)
	})
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
	for _, e := range inv.Below(f.Year, f.Boundary, t.Category) {
		if inv.inScope(t, e.Category) {
			add(e.Gas)
		}
	}
	if len(out) == 0 {
		return nil
	}
	slices.SortFunc(out, func(a, b string) int { return inv.Vocabulary.Gases.rank(a) - inv.Vocabulary.Gases.rank(b) })
	return append(out, AllGases)
}
