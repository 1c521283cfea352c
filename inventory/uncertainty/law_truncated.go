package uncertainty

import (
	"math"

	"ghg/inventory"
)

// TruncatedNormal is the law of a normal figure (Mu, Sigma) of which it is known that it lies between Low and High, which
// may be infinite. It is made by NewTruncatedNormal.
type TruncatedNormal struct {
	Mu, Sigma, Low, High float64

	// Of the standard normal: the bounds, what lies between them, below the lower and above the upper.
	a, b, mass, below, above float64
}

// leastMass is the part of the normal that must lie between the bounds.
const leastMass = 1e-6

var truncationHint = inventory.Text{
	ZH: "写入下限小于上限、且至少包含原正态分布百万分之一的界限，或改用均匀、三角、对数正态分布。",
	EN: "State a lower bound below the upper one with at least a millionth of the normal law between them, or use a uniform, triangular or lognormal law.",
}

// NewTruncatedNormal refuses a sigma that is not above 0, and bounds with less than a millionth of the normal between them.
func NewTruncatedNormal(mu, sigma, low, high float64) (TruncatedNormal, *Fault) {
	infinite := func(x float64, sign int) bool { return math.IsInf(x, sign) || numbers(x) }
	switch {
	case !numbers(mu, sigma) || !infinite(low, -1) || !infinite(high, 1):
		return TruncatedNormal{}, unnumbered(inventory.Text{ZH: "截尾正态分布", EN: "the truncated normal law"}, mu, sigma, low, high)
	case sigma <= 0:
		return TruncatedNormal{}, refused(spreadHint, "截尾正态分布的标准差为 %.6g", "the truncated normal law has the standard deviation %.6g", sigma)
	}
	t := TruncatedNormal{Mu: mu, Sigma: sigma, Low: low, High: high, a: (low - mu) / sigma, b: (high - mu) / sigma}
	t.below, t.above = normalCDF(t.a), normalUpper(t.b)
	t.mass = t.between(t.a, t.b)
	if !(low < high) || t.mass < leastMass {
		return TruncatedNormal{}, refused(truncationHint, "正态分布（均值 %.6g、标准差 %.6g）在 %.6g 与 %.6g 之间几乎没有概率",
			"the normal law with mean %.6g and standard deviation %.6g has next to nothing between %.6g and %.6g", mu, sigma, low, high)
	}
	return t, nil
}

// between is the probability that a standard normal lies between a and b.
func (t TruncatedNormal) between(a, b float64) float64 {
	switch {
	case a > 0:
		return normalUpper(a) - normalUpper(b)
	case b < 0:
		return normalCDF(b) - normalCDF(a)
	}
	return 1 - normalCDF(a) - normalUpper(b)
}

// CutOff is the probability that the normal has beyond the bounds.
func (t TruncatedNormal) CutOff() float64 { return t.below + t.above }

// Family is "truncated_normal".
func (t TruncatedNormal) Family() string { return "truncated_normal" }

// moments are the mean and the variance for μ = 0, σ = 1 (N. L. Johnson, S. Kotz and N. Balakrishnan, Continuous Univariate
// Distributions 1, 1994, 13.10.1). Between close bounds, where those formulas cancel, by Simpson's rule.
func (t TruncatedNormal) moments() (mean, variance float64) {
	if t.b-t.a < 1 {
		return t.quadrature()
	}
	at := func(x float64) (density, product float64) {
		if math.IsInf(x, 0) {
			return 0, 0
		}
		density = normalDensity(x)
		return density, float64(x * density)
	}
	low, lowProduct := at(t.a)
	high, highProduct := at(t.b)
	mean = (low - high) / t.mass
	return mean, 1 + (lowProduct-highProduct)/t.mass - float64(mean*mean)
}

// quadrature is moments for bounds that are close: with x = m + u about their middle m, the density goes by exp(−m·u − u²/2).
func (t TruncatedNormal) quadrature() (mean, variance float64) {
	const panels = 512
	middle, width := t.a+half(t.b-t.a), t.b-t.a
	var s0, s1, s2 float64
	for i := range panels + 1 {
		weight := 2.0
		switch {
		case i == 0 || i == panels:
			weight = 1
		case i%2 == 1:
			weight = 4
		}
		u := float64(width * (float64(float64(i)/panels) - 0.5))
		w := float64(weight * exp(-float64(middle*u)-half(float64(u*u))))
		s0 += w
		s1 += float64(w * u)
		s2 += float64(w * u * u)
	}
	mean = s1 / s0
	return middle + mean, s2/s0 - float64(mean*mean)
}

// Mean is that of the truncated law, which is not Mu.
func (t TruncatedNormal) Mean() float64 {
	mean, _ := t.moments()
	return t.Mu + float64(t.Sigma*mean)
}

// SD is that of the truncated law, below Sigma.
func (t TruncatedNormal) SD() float64 {
	_, variance := t.moments()
	return float64(t.Sigma * math.Sqrt(max(0, variance)))
}

// CDF counts what the normal has between the lower bound and x.
func (t TruncatedNormal) CDF(x float64) float64 {
	switch {
	case x <= t.Low:
		return 0
	case x >= t.High:
		return 1
	}
	return min(1, t.between(t.a, (x-t.Mu)/t.Sigma)/t.mass)
}

// Quantile is the inverse of the truncated CDF.
func (t TruncatedNormal) Quantile(p float64) float64 { return t.inverse(p, 1-p) }

// Upper is Quantile(1−q).
func (t TruncatedNormal) Upper(q float64) float64 { return t.inverse(1-q, q) }

// inverse has p of the law below it and q above, counted from the nearer tail of the normal.
func (t TruncatedNormal) inverse(p, q float64) float64 {
	var z float64
	if below := t.below + float64(p*t.mass); below <= 0.5 {
		z = normalQuantile(below)
	} else {
		z = -normalQuantile(t.above + float64(q*t.mass))
	}
	return min(max(t.Mu+float64(t.Sigma*z), t.Low), t.High)
}

// Standard is the law for μ = 0, σ = 1 between the bounds less μ, by σ.
func (t TruncatedNormal) Standard() (shape Law, location, scale float64) {
	standard := t
	standard.Mu, standard.Sigma, standard.Low, standard.High = 0, 1, t.a, t.b
	return standard, t.Mu, t.Sigma
}
