package uncertainty

import (
	"math"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// Stated is what a row states of a figure, as floats: without bounds the figure is fixed.
func Stated(value decimal.Decimal, bounds inventory.Bounds, distribution string) Given {
	side := func(d *decimal.Decimal) float64 {
		if d == nil {
			return math.NaN()
		}
		return float(*d)
	}
	return Given{Value: float(value), Low: side(bounds.Low), High: side(bounds.High), Kind: bounds.Kind, Percent: bounds.Percent, Distribution: distribution}
}
