package uncertainty

import (
	"math"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
)

// Combined is column K: the uncertainty of the row in per cent.
func (l *Line) Combined() decimal.Decimal { return expr.Written(l.combined) }

// Sides are how far the lower and the upper end of the row's interval lie from its figure, in per cent of its size: as stated where they
// are, else K. Of a removal the lower end is that of the larger removal, which High states.
func (l *Line) Sides() (below, above decimal.Decimal) {
	switch {
	case !l.asymmetric():
		return l.Combined(), l.Combined()
	case l.Year.IsNegative():
		return l.High.Decimal, l.Low.Decimal.Neg()
	}
	return l.Low.Decimal.Neg(), l.High.Decimal
}

// Width is half the 95 % interval of the row, in the unit of its figures.
func (l *Line) Width() decimal.Decimal { return expr.Written(l.width) }

// Change is the trend of the row in per cent of its base year, nothing where that is zero (2006 V1 Table 3.3 column I, p3.42).
func (l *Line) Change() decimal.NullDecimal { return part(l.Year.Sub(l.Base).Shift(2), l.Base) }

// Contribution is column L, (K·F)² ÷ (ΣF)², in per cent squared: zero where the total is.
func (l *Line) Contribution() decimal.Decimal { return expr.Written(l.contribution) }

// Share is the row's part in the variance of the year, 0 to 1 (2006 V1 Table 3.3 column H, p3.42).
func (l *Line) Share() decimal.Decimal { return expr.Written(l.share) }

// TypeA is column M, the change of the trend in percentage points where the row is 1 per cent more in both years (2019 Refinement V1
// Eq 3.2D, p3.24).
func (l *Line) TypeA() decimal.Decimal { return expr.Written(l.typeA) }

// TypeB is column N, the same where it is 1 per cent more in the year alone (Eq 3.2E, p3.25).
func (l *Line) TypeB() decimal.Decimal { return expr.Written(l.typeB) }

// TrendEF is column O, what the factor's uncertainty brings into the trend, percentage points (Eq 3.2F, p3.25).
func (l *Line) TrendEF() decimal.Decimal { return expr.Written(l.trendEF) }

// TrendAD is column P, what the activity's uncertainty brings into the trend, percentage points (Eq 3.2G, p3.25).
func (l *Line) TrendAD() decimal.Decimal { return expr.Written(l.trendAD) }

// TrendVariation is column Q, O² + P².
func (l *Line) TrendVariation() decimal.Decimal { return expr.Written(l.trendVariation) }

// TrendPoints is the square root of Q: what the row brings into the trend, percentage points (2006 V1 Table 3.3 column J, p3.42).
func (l *Line) TrendPoints() decimal.Decimal {
	return Multiplied(l.TrendEF(), l.TrendAD())
}

// Corrected is the uncertainty K of the row by Eq 3.4 (2006 V1 p3.60–3.61), for K above 100 per cent; reliable tells whether the
// correction is, up to 230. The table is reckoned with K: the guideline leaves it to the compiler to put the corrected one in.
func (l *Line) Corrected() (percent decimal.Decimal, reliable, needed bool) {
	return corrected(l.combined)
}

// largeUncertainty is where error propagation begins to understate the uncertainty of products, per cent (2006 V1 Eq 3.3, p3.60).
const largeUncertainty = 100

func corrected(u float64) (percent decimal.Decimal, reliable, needed bool) {
	if u <= largeUncertainty {
		return expr.Written(u), true, false
	}
	factor, reliable := Correction(u)
	if out := float64(u * factor); !math.IsInf(out, 0) {
		return expr.Written(out), reliable, true
	}
	return expr.Written(u), false, true // the cubic of Eq 3.3 is beyond all floats
}

// Width is half the 95 % interval of the total, in the unit of the figures.
func (p *Propagation) Width() decimal.Decimal { return expr.Written(p.width) }

// Level is the uncertainty of the total in per cent, the foot of column L; nothing where the total is zero.
func (p *Propagation) Level() decimal.NullDecimal { return percentOf(p.width, p.Year) }

// Variance is the sum of column L; nothing where the total is zero.
func (p *Propagation) Variance() (out decimal.NullDecimal) {
	if u := p.Level(); u.Valid {
		return decimal.NewNullDecimal(expr.Written(square(expr.Float(u.Decimal))))
	}
	return out
}

// Below and Above are the sides of the total's interval towards a lower and a higher total, in the unit of the figures and in per
// cent of the total's size, nothing where it is zero. Each is propagated from the like sides of the rows by Eq 3.2; the two differ
// only where a row states an asymmetric interval.
func (p *Propagation) Below() (width decimal.Decimal, percent decimal.NullDecimal) {
	return expr.Written(p.below), percentOf(p.below, p.Year)
}

// Above is Below of the other side.
func (p *Propagation) Above() (width decimal.Decimal, percent decimal.NullDecimal) {
	return expr.Written(p.above), percentOf(p.above, p.Year)
}

// Asymmetric tells whether a row states an asymmetric interval.
func (p *Propagation) Asymmetric() bool {
	for i := range p.Lines {
		if p.Lines[i].asymmetric() {
			return true
		}
	}
	return false
}

// TrendPoints is the uncertainty of the trend, the foot of column Q: percentage points, not per cent of the trend. Where there is one.
func (p *Propagation) TrendPoints() decimal.Decimal { return expr.Written(p.points) }

// TrendVariation is the sum of column Q.
func (p *Propagation) TrendVariation() decimal.Decimal { return expr.Written(square(p.points)) }

// TrendRange is the 95 % interval of the trend, per cent of the base year.
func (p *Propagation) TrendRange() (low, high decimal.Decimal) {
	trend, points := p.TrendPercent(), p.TrendPoints()
	return trend.Sub(points), trend.Add(points)
}

// Corrected is the uncertainty of the total by Eq 3.4 (2006 V1 p3.60–3.61) where it is above 100 per cent.
func (p *Propagation) Corrected() (percent decimal.Decimal, reliable, needed bool) {
	u := p.Level()
	if !u.Valid {
		return decimal.Decimal{}, false, false
	}
	return corrected(expr.Float(u.Decimal))
}

// mostNormal is the uncertainty up to which the interval of a total is symmetric in good approximation, per cent (2006 V1 p3.61).
const mostNormal = 50

// Lognormal is the 95 % interval of the total in per cent of it, taken as lognormal (2006 V1 Eq 3.5–3.7, p3.61–3.62), of the corrected
// uncertainty where the correction is reliable. It is for totals above zero with an uncertainty of 50 per cent at least.
func (p *Propagation) Lognormal() (low, high decimal.Decimal, fit bool) {
	u := p.Level()
	if !u.Valid || !p.Year.IsPositive() || expr.Float(u.Decimal) < mostNormal {
		return low, high, false
	}
	percent, reliable, _ := corrected(expr.Float(u.Decimal))
	if !reliable {
		percent = u.Decimal
	}
	i := LognormalInterval(expr.Float(p.Year), expr.Float(percent))
	if math.IsInf(i.High, 0) || math.IsNaN(i.High) || math.IsNaN(i.Low) {
		return low, high, false
	}
	return expr.Written(i.Low), expr.Written(i.High), true
}
