package uncertainty

import (
	"math"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// Stated is what a row states of a figure, as floats: without bounds the figure is fixed.
func Stated(value decimal.Decimal, bounds inventory.Bounds, distribution string) Given {
	side := func(d *decimal.Decimal) float64 {
		if d == nil {
			return math.NaN()
		}
		return expr.Float(*d)
	}
	return Given{Value: expr.Float(value), Low: side(bounds.Low), High: side(bounds.High), Kind: bounds.Kind, Percent: bounds.Percent, Distribution: distribution}
}

// meanOffTold is the part of the value from which on a mean that misses it is told.
const meanOffTold = 0.25

// MeanOff is by how many per cent of the value the law's mean misses it, nothing where that is a quarter of it or less.
func (g Given) MeanOff(f *Fitted) decimal.NullDecimal {
	off := (f.Achieved.Mean - g.Value) / math.Abs(g.Value)
	if !(math.Abs(off) > meanOffTold) {
		return decimal.NullDecimal{}
	}
	return Figured(float64(100 * off))
}
