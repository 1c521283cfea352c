package uncertainty

import (
	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
)

// Scaled is the law of a figure in another unit: By times one of the law Of, By above 0.
type Scaled struct {
	Of Law
	By float64
}

// Family is that of the law in its own unit.
func (s Scaled) Family() string { return s.Of.Family() }

// Mean is that of the law times By.
func (s Scaled) Mean() float64 { return float64(s.Of.Mean() * s.By) }

// SD is that of the law times By.
func (s Scaled) SD() float64 { return float64(s.Of.SD() * s.By) }

// CDF is that of the law at x divided by By.
func (s Scaled) CDF(x float64) float64 { return s.Of.CDF(x / s.By) }

// Quantile is that of the law times By.
func (s Scaled) Quantile(p float64) float64 { return float64(s.Of.Quantile(p) * s.By) }

// Upper is that of the law times By.
func (s Scaled) Upper(q float64) float64 { return float64(s.Of.Upper(q) * s.By) }

// Standard has the shape of the law.
func (s Scaled) Standard() (shape Law, location, scale float64) {
	shape, location, scale = s.Of.Standard()
	return shape, float64(location * s.By), float64(scale * s.By)
}

// In is the law of the figure in a unit of which its own is so many.
func (f Fitted) In(whole decimal.Decimal) Fitted {
	by := expr.Float(whole)
	if by == 1 || f.Law == nil {
		return f
	}
	f.Law = Scaled{f.Law, by}
	f.Achieved = Achieved{float64(f.Achieved.Low * by), float64(f.Achieved.High * by), float64(f.Achieved.Mean * by)}
	return f
}

// In is what is given, in a unit of which its own is so many.
func (g Given) In(whole decimal.Decimal) Given {
	by := expr.Float(whole)
	g.Value, g.Low, g.High, g.whole = float64(g.Value*by), float64(g.Low*by), float64(g.High*by), by
	return g
}
