package uncertainty

import "cmp"

// NewInput is an input with the law that was fitted to what is given.
func NewInput(variable string, fitted Fitted, given Given) Input {
	low, high := fitted.sides(given)
	return Input{Variable: variable, Law: fitted.Law, Half: fitted.Half(given), HalfLow: low, HalfHigh: high}
}

// Half is half of the 95 % interval that a row states of its figure, the larger side, and where it states none that of the law.
func (f *Fitted) Half(g Given) float64 {
	if f.Certain() {
		return 0
	}
	if g.Percent && g.High-g.Low > 0 {
		return half(g.High - g.Low)
	}
	low, high := f.sides(g)
	return max(low, high)
}

// sides are the 95 % interval below and above the value: as stated by bounds of 95 % or a printed range and by a ± per cent, which a
// figure that cannot be negative does not go below zero by, nor a fraction above the whole; where a bound is open, or is of another kind, those of the law.
func (f *Fitted) sides(g Given) (low, high float64) {
	if f.Certain() {
		return 0, 0
	}
	value := g.Value
	if value != value {
		value = f.Law.Mean()
	}
	below, above := f.Achieved.Low, f.Achieved.High
	if g.Percent || g.Kind == "ci95" || g.Kind == "range" && g.Value == g.Value {
		if g.Low == g.Low {
			below = g.Low
		}
		if g.High == g.High {
			above = g.High
		}
	}
	if g.Nonnegative || g.Fraction {
		below = max(below, 0)
	}
	if g.Fraction {
		above = min(above, cmp.Or(g.whole, 1))
	}
	return max(value-below, 0), max(above-value, 0)
}
