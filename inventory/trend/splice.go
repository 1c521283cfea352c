// Package trend holds what happens along the years: splicing of series, and the indicators that are assessed.
package trend

import (
	"fmt"

	"github.com/shopspring/decimal"

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

// Overlap is the figure of a year in which only the other series has one, x_0: y_0 = x_0 · (1/(n − m + 1)) · Σ y_i ÷ x_i over the
// years m … n in which both have one (IPCC 2006 V1 Eq 5.1 p5.9). The ratio is never rounded: Box 5.1b of the Refinement rounds it to
// 0.93 and prints 3720 for 3712.94.
func Overlap(other expr.Node, known, others []expr.Node) expr.Node {
	ratios := make([]expr.Node, len(known))
	for i := range known {
		ratios[i] = expr.Quo(expr.In(known[i], known[0].Unit()), expr.In(others[i], other.Unit()))
	}
	return expr.Mul(other, expr.Label("R", expr.Mul(expr.Ratio(1, int64(len(known))), expr.Add(ratios...))))
}

// Extrapolation is the figure of a year beyond two known, on the line through them: y = y_b + (y_b − y_a) ÷ (b − a) · (t − b) of a
// later year, and the like from y_a of an earlier one (IPCC 2006 V1 p5.12).
func Extrapolation(before, after expr.Node, from, to, year int) expr.Node {
	step := expr.Sub(after, before)
	if year < from {
		return expr.Sub(before, expr.Mul(step, part(int64(from-year), int64(to-from))))
	}
	return expr.Add(after, expr.Mul(step, part(int64(year-to), int64(to-from))))
}

// Fit is the figure of a year on the straight line fitted by least squares to those known, at least two: their mean, and the slope
// times the years from the middle of theirs, slope = Σ (t_i − t̄) · y_i ÷ Σ (t_i − t̄)² (IPCC 2006 V1 p5.12, "constant trend").
func Fit(years []int, known []expr.Node, year int) expr.Node {
	n, sum, squares := int64(len(years)), int64(0), int64(0)
	for _, y := range years {
		sum += int64(y)
	}
	off := func(y int) int64 { return n*int64(y) - sum } // n times the years from the middle, a whole number
	for _, y := range years {
		squares += off(y) * off(y)
	}
	var later, earlier []expr.Node
	for i, y := range years {
		switch weight := n * off(y); {
		case weight > 0:
			later = append(later, expr.Mul(known[i], part(weight, squares)))
		case weight < 0:
			earlier = append(earlier, expr.Mul(known[i], part(-weight, squares)))
		}
	}
	mean := expr.Label("mean", expr.Mul(expr.Ratio(1, n), expr.Add(known...)))
	slope := expr.Label("slope", expr.Sub(expr.Add(later...), expr.Add(earlier...)))
	if off(year) < 0 {
		return expr.Sub(mean, expr.Mul(slope, part(-off(year), n)))
	}
	return expr.Add(mean, expr.Mul(slope, part(off(year), n)))
}

// part is a fraction in its lowest terms; den is positive.
func part(num, den int64) expr.Node {
	if num, den = reduced(num, den); den == 1 {
		return expr.Int(num)
	}
	return expr.Ratio(num, den)
}

// reduced is the fraction in its lowest terms; den is positive.
func reduced(num, den int64) (int64, int64) {
	a, b := max(num, -num), den
	for b != 0 {
		a, b = b, a%b
	}
	return num / a, den / a
}

// Ratios are those of two series, y_i ÷ x_i, in the years in which both have a figure.
type Ratios struct {
	Each     []decimal.Decimal
	Mean, SD decimal.Decimal // SD is of the ratios themselves, Σ (r_i − mean)² ÷ n, as Box 5.1b of the Refinement has it
}

// RatiosOf takes the figures of both series by year, each series in one unit. The error is that of a zero among the others, or of a
// mean of zero, by which nothing can be reckoned.
func RatiosOf(known, others []decimal.Decimal) (Ratios, error) {
	var out Ratios
	var sum, squares decimal.Decimal
	for i := range known {
		ratio, err := quantity.Quo(known[i], others[i])
		if err != nil {
			return Ratios{}, err
		}
		out.Each, sum = append(out.Each, ratio), sum.Add(ratio)
	}
	n := decimal.NewFromInt(int64(len(known)))
	mean, err := quantity.Quo(sum, n)
	if err != nil {
		return Ratios{}, err
	}
	for _, ratio := range out.Each {
		squares = squares.Add(ratio.Sub(mean).Mul(ratio.Sub(mean)))
	}
	variance, err := quantity.Quo(squares, n)
	if err != nil {
		return Ratios{}, err
	}
	if out.SD, err = quantity.Pow(variance, decimal.New(5, -1)); err != nil {
		return Ratios{}, err
	}
	if out.Mean = mean; mean.IsZero() {
		return Ratios{}, fmt.Errorf("the ratios have a mean of zero: %w", quantity.ErrDivisionByZero)
	}
	return out, nil
}

// Spread is the standard deviation of the ratios in per cent of their mean: how far the relation of the series is from stable.
func (r *Ratios) Spread() decimal.Decimal {
	out, err := quantity.Quo(r.SD.Shift(2), r.Mean.Abs())
	if err != nil {
		panic("trend: RatiosOf gives no mean of zero")
	}
	return out
}

// MostSpread is the spread, in per cent, up to which ratios are taken for stable. The guidelines ask for a consistent relation and print
// no figure; this is of the program: the ratios of Box 5.1b of the Refinement spread by 3 %.
var MostSpread = decimal.NewFromInt(10)

// Stable tells whether the relation of the two series is steady enough for its mean to stand for other years.
func (r *Ratios) Stable() bool { return !r.Spread().GreaterThan(MostSpread) }

// normal95 is the half-width of the 95 % interval of a normal distribution in standard deviations.
var normal95 = decimal.New(196, -2)

// Uncertainty is ± per cent at 95 % of a figure that follows by the mean ratio, beside that of the figures it follows from: the
// standard deviation of the ratios.
func (r *Ratios) Uncertainty() decimal.Decimal { return quantity.Round34(r.Spread().Mul(normal95)) }

// MostExtrapolated is the number of years beyond the figures known for which a trend is taken to last.
const MostExtrapolated = 3

// percentPerYear grows the uncertainty of what is extrapolated. No guideline prints one; the figure is of this program.
const percentPerYear = 10

// ExtrapolationUncertainty is ± per cent at 95 % of a figure extrapolated over so many years, beside that of the figures it follows
// from: 10 % of the value per year.
func ExtrapolationUncertainty(gap int) decimal.Decimal {
	return decimal.NewFromInt(int64(percentPerYear * gap))
}
