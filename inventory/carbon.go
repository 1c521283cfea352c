package inventory

import (
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// CarbonToCO2 is the ratio of the molecular mass of CO2 to the atomic mass of carbon, 44/12.
func CarbonToCO2() expr.Node {
	return expr.RatioOf(44, 12, quantity.MustUnit("t CO2").Div(quantity.MustUnit("t C")))
}
