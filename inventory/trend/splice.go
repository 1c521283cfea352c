// Package trend holds what happens along the years: splicing of series, and the indicators that are assessed.
package trend

import (
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// StatedChange is the figure of an earlier year, from that of a later one and the change between the two that a
// document states: y_0 = y_t ÷ (1 + change), a fall being a negative change (IPCC 2006 V1 ch5 p5.12, "other approaches":
// documented with the record).
func StatedChange(later, change expr.Node) expr.Node {
	return expr.Quo(later, expr.Add(expr.Int(1), expr.In(change, quantity.One)))
}
