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

// Surrogate is the figure of a year in proportion to a statistic that goes with it: y_0 = y_t · s_0 ÷ s_t (IPCC 2006 V1 Eq 5.2 p5.10).
func Surrogate(known, then, now expr.Node) expr.Node {
	return expr.Quo(expr.Mul(known, then), expr.In(now, then.Unit()))
}

// Interpolation is the figure of the step-th of so many years after one known, on the line to the other: a + (b − a) · step ÷ steps
// (IPCC 2006 V1 p5.11).
func Interpolation(before, after expr.Node, step, steps int64) expr.Node {
	return expr.Add(before, expr.Mul(expr.Sub(after, before), expr.Ratio(step, steps)))
}
