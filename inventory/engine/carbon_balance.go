package engine

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// CarbonBalance is the carbon, in t C, that the materials of a works bring in and that its products and residues take out, of a line
// that is reckoned by it; false for any other.
func CarbonBalance(e *inventory.Estimate) (in, out decimal.Decimal, ok bool) {
	b, works := e.Source.(*binding)
	if !works || len(b.materials) == 0 || !b.Has("carbon_in") {
		return in, out, false
	}
	carbon := func(name string) (decimal.Decimal, bool) {
		if !b.Has(name) {
			return decimal.Decimal{}, true
		}
		tree := b.Sum(name, func(m inventory.Inputs) expr.Node { return expr.Mul(m.Activity(name), m.Factor("carbon_content")) })
		value, err := expr.Decimal(expr.In(tree, quantity.MustUnit("t C")))
		return value, err == nil
	}
	in, took := carbon("carbon_in")
	out, gave := carbon("carbon_out")
	return in, out, took && gave
}
