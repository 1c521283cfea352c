package engine

import (
	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/quantity"
)

// considered returns what tells the rows that could have answered the input.
func (a *asking) considered(declared inventory.Input, unit quantity.Unit, item string, answer factors.Answer) func() inventory.Candidates {
	return func() inventory.Candidates {
		sets := a.run.sets(declared, len(a.together(declared)) > 1)
		return a.run.table.Considered(a.query(declared, unit, item, sets), answer)
	}
}
