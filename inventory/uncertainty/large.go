package uncertainty

import (
	"math"

	"ghg/inventory/expr"
)

// Correction is the factor by which the half-range u, in per cent, of a product that error propagation gave is corrected (IPCC 2006
// V1 Eq 3.3, p3.60). It is meant for u above 100 % and was calibrated up to 230 %: beyond, it is not reliable.
func Correction(u float64) (factor float64, reliable bool) {
	square := float64(u * u)
	sum := -0.720 + float64(1.0921*u) - float64(1.63e-3*square) + float64(1.11e-5*float64(square*u))
	root := sum / u
	return float64(root * root), u <= 230
}

// LognormalInterval is the 95 % interval, in per cent of the mean, of a lognormal law whose half-range is u per cent (IPCC 2006 V1
// Eq 3.5–3.7, p3.61–3.62).
func LognormalInterval(mean, u float64) (low, high float64) {
	spread := expr.Logarithm(1 + float64((u/200)*(u/200)))
	centre := expr.Logarithm(mean) - float64(0.5*spread)
	width := float64(1.96 * math.Sqrt(spread))
	end := func(x float64) float64 { return float64(100*(expr.Exponential(x)-mean)) / mean }
	return end(centre - width), end(centre + width)
}
