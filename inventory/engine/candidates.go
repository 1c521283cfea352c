package engine

import (
	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/quantity"
)

// considered returns what tells the rows that could have answered the input.
func (r *run) considered(in *inputs, declared inventory.Input, unit quantity.Unit, item string, answer factors.Answer) func() inventory.Candidates {
	return func() inventory.Candidates {
		sets := r.sets(declared, len(in.together(declared)) > 1)
		return r.table.Considered(r.query(in, declared, unit, item, sets), answer)
	}
}
