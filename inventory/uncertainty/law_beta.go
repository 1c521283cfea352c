package uncertainty

import (
	"math"

	"ghg/inventory"
)

// Beta is the beta law with the shapes P and Q, stretched from Low to High: density (x−Low)^(P−1)·(High−x)^(Q−1), but for a
// constant.
type Beta struct{ P, Q, Low, High float64 }

// NewBeta refuses shapes outside 0.01..1e8, and a lower bound that is not below the upper one.
func NewBeta(p, q, low, high float64) (Beta, *Fault) {
	switch {
	case !shapely(p) || !shapely(q):
		return Beta{}, refused(shapeHint, "贝塔分布的形状为 %.6g、%.6g", "the beta law has the shapes %.6g and %.6g", p, q)
	case !numbers(low, high):
		return Beta{}, unnumbered(inventory.Text{ZH: "贝塔分布", EN: "the beta law"}, low, high)
	case !(low < high):
		return Beta{}, refused(boundsHint, "贝塔分布从 %.6g 到 %.6g", "the beta law goes from %.6g to %.6g", low, high)
	}
	return Beta{p, q, low, high}, nil
}

// Family is "beta".
func (b Beta) Family() string { return "beta" }

// Mean is p/(p+q) of the width above low.
func (b Beta) Mean() float64 { return b.Low + float64(b.P/(b.P+b.Q)*(b.High-b.Low)) }

// SD is √(p·q/(p+q+1))/(p+q) of the width.
func (b Beta) SD() float64 {
	n := b.P + b.Q
	return float64(math.Sqrt(b.P/n) * math.Sqrt(b.Q/n/(n+1)) * (b.High - b.Low))
}

// CDF is the regularised incomplete beta function.
func (b Beta) CDF(x float64) float64 {
	w := b.High - b.Low
	p, _ := incompleteBeta(b.P, b.Q, (x-b.Low)/w, (b.High-x)/w)
	return p
}

// Quantile is the inverse of CDF.
func (b Beta) Quantile(p float64) float64 { return b.inverse(p, 1-p) }

// Upper is Quantile(1−q).
func (b Beta) Upper(q float64) float64 { return b.inverse(1-q, q) }

func (b Beta) inverse(p, q float64) float64 {
	x, y := betaQuantile(b.P, b.Q, p, q)
	if x <= y {
		return b.Low + float64(x*(b.High-b.Low))
	}
	return b.High - float64(y*(b.High-b.Low))
}

// Standard is Beta{p, q, 0, 1}.
func (b Beta) Standard() (shape Law, location, scale float64) {
	return Beta{b.P, b.Q, 0, 1}, b.Low, b.High - b.Low
}

// PERT is the beta law from Low to High whose mean is (Low + 4·Mode + High)/6 (D. G. Malcolm et al., Operations Research 7
// (1959), 646–669): shapes 1 + 4·(Mode−Low)/w and 1 + 4·(High−Mode)/w, w the width.
type PERT struct{ Low, Mode, High float64 }

// NewPERT refuses bounds that are not in order. The mode may be at a bound.
func NewPERT(low, mode, high float64) (PERT, *Fault) {
	if f := ordered(inventory.Text{ZH: "PERT 分布", EN: "the PERT law"}, low, mode, high); f != nil {
		return PERT{}, f
	}
	return PERT{low, mode, high}, nil
}

func (p PERT) beta() Beta {
	w := p.High - p.Low
	return Beta{1 + float64(4*(p.Mode-p.Low))/w, 1 + float64(4*(p.High-p.Mode))/w, p.Low, p.High}
}

// Family is "pert".
func (p PERT) Family() string { return "pert" }

// Mean is (low + 4·mode + high)/6.
func (p PERT) Mean() float64 { return p.beta().Mean() }

// SD is that of the beta law.
func (p PERT) SD() float64 { return p.beta().SD() }

// CDF is that of the beta law.
func (p PERT) CDF(x float64) float64 { return p.beta().CDF(x) }

// Quantile is the inverse of CDF.
func (p PERT) Quantile(q float64) float64 { return p.beta().Quantile(q) }

// Upper is Quantile(1−q).
func (p PERT) Upper(q float64) float64 { return p.beta().Upper(q) }

// Standard is the beta law on 0..1.
func (p PERT) Standard() (shape Law, location, scale float64) { return p.beta().Standard() }
