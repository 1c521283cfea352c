package uncertainty

import (
	"math"

	"ghg/inventory"
)

// Normal has the mean Mu and the standard deviation Sigma.
type Normal struct{ Mu, Sigma float64 }

var spreadHint = inventory.Text{ZH: "标准差须大于 0；没有不确定性的数值不必写分布。", EN: "The standard deviation must be above 0; a figure without uncertainty needs no distribution."}

// NewNormal refuses a standard deviation that is not above 0.
func NewNormal(mu, sigma float64) (Normal, *Fault) {
	switch {
	case !numbers(mu, sigma):
		return Normal{}, unnumbered(inventory.Text{ZH: "正态分布", EN: "the normal law"}, mu, sigma)
	case sigma <= 0:
		return Normal{}, refused(spreadHint, "正态分布的标准差为 %.6g", "the normal law has the standard deviation %.6g", sigma)
	}
	return Normal{mu, sigma}, nil
}

// Family is "normal".
func (n Normal) Family() string { return "normal" }

// Mean is Mu.
func (n Normal) Mean() float64 { return n.Mu }

// SD is Sigma.
func (n Normal) SD() float64 { return n.Sigma }

// CDF is Φ((x−μ)/σ).
func (n Normal) CDF(x float64) float64 { return normalCDF((x - n.Mu) / n.Sigma) }

// Quantile is μ + σ·z(p).
func (n Normal) Quantile(p float64) float64 { return n.Mu + float64(n.Sigma*normalQuantile(p)) }

// Upper is μ − σ·z(q).
func (n Normal) Upper(q float64) float64 { return n.Mu - float64(n.Sigma*normalQuantile(q)) }

// Standard is Normal{0, 1}.
func (n Normal) Standard() (shape Law, location, scale float64) { return Normal{0, 1}, n.Mu, n.Sigma }

// Lognormal is the law of a figure whose logarithm is normal, with the mean Mu and the standard deviation Sigma.
type Lognormal struct{ Mu, Sigma float64 }

// NewLognormal refuses a sigma that is not above 0, and laws whose variance is beyond all numbers.
func NewLognormal(mu, sigma float64) (Lognormal, *Fault) {
	switch {
	case !numbers(mu, sigma) || math.Abs(mu) > 300 || sigma > 12:
		return Lognormal{}, unnumbered(inventory.Text{ZH: "对数正态分布（对数的均值、标准差）", EN: "the lognormal law (mean and standard deviation of the logarithm)"}, mu, sigma)
	case sigma <= 0:
		return Lognormal{}, refused(spreadHint, "对数正态分布的对数标准差为 %.6g", "the logarithm of the lognormal law has the standard deviation %.6g", sigma)
	}
	return Lognormal{mu, sigma}, nil
}

// Family is "lognormal".
func (l Lognormal) Family() string { return "lognormal" }

// Mean is exp(μ + σ²/2).
func (l Lognormal) Mean() float64 { return exp(l.Mu + half(float64(l.Sigma*l.Sigma))) }

// SD is mean·√(exp(σ²) − 1).
func (l Lognormal) SD() float64 {
	return float64(l.Mean() * math.Sqrt(expMinusOne(float64(l.Sigma*l.Sigma))))
}

// CDF is Φ((ln x − μ)/σ) above 0.
func (l Lognormal) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return normalCDF((log(x) - l.Mu) / l.Sigma)
}

// Quantile is exp(μ + σ·z(p)).
func (l Lognormal) Quantile(p float64) float64 {
	return exp(l.Mu + float64(l.Sigma*normalQuantile(p)))
}

// Upper is exp(μ − σ·z(q)).
func (l Lognormal) Upper(q float64) float64 {
	return exp(l.Mu - float64(l.Sigma*normalQuantile(q)))
}

// Standard is Lognormal{0, σ}.
func (l Lognormal) Standard() (shape Law, location, scale float64) {
	return Lognormal{0, l.Sigma}, 0, exp(l.Mu)
}
