package uncertainty

import (
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
)

// Multiplied is the uncertainty of a product of independent figures from theirs, all in per cent of the figure (IPCC 2006 V1 Eq 3.1,
// p3.28; of activity and factor and of the parts of a factor: 2019 Refinement V1 Eq 3.2A and 3.2B, p3.20–3.21).
func Multiplied(percents ...decimal.Decimal) decimal.Decimal {
	squares := make([]float64, len(percents))
	for i, u := range percents {
		squares[i] = square(expr.Float(u))
	}
	return expr.Written(math.Sqrt(summed(squares)))
}

// Addend is a figure of a sum, negative where it is a removal, with half its 95 % interval in per cent of its size.
type Addend struct{ Figure, Percent decimal.Decimal }

// Added is half the 95 % interval of a sum of independent figures, in their unit and in per cent of the sum (IPCC 2006 V1 Eq 3.2,
// p3.28). A sum of zero has no percentage: the interval in the unit is what can be said of it (2019 Refinement V1 p3.20, footnote 4).
func Added(of ...Addend) (half decimal.Decimal, percent decimal.NullDecimal) {
	squares, sum := make([]float64, len(of)), decimal.Zero
	for i, one := range of {
		squares[i] = square(float64(expr.Float(one.Figure)*expr.Float(one.Percent)) / 100)
		sum = sum.Add(one.Figure)
	}
	width := math.Sqrt(summed(squares))
	return expr.Written(width), percentOf(width, sum)
}

// percentOf is the width in per cent of the size of the figure, nothing of zero.
func percentOf(width float64, figure decimal.Decimal) (out decimal.NullDecimal) {
	if figure.IsZero() {
		return out
	}
	return decimal.NewNullDecimal(expr.Written(float64(100*width) / math.Abs(expr.Float(figure))))
}

func square(x float64) float64 { return float64(x * x) }

// summed is the sum of the numbers, smallest first: the same bits in whatever order they come. It sorts them.
func summed(numbers []float64) float64 {
	slices.Sort(numbers)
	out := 0.0
	for _, x := range numbers {
		out += x
	}
	return out
}
