package uncertainty

import "math"

// z975 and z9875 are the 97.5 and the 98.75 % points of the standard normal; z975Printed is as the IPCC Guidelines round it.
const (
	z975        = 1.959963984540054
	z975Printed = 1.96
	z9875       = 2.241402727604945
)

// logVariance is σ² of the lognormal law of which half the 95 % interval is U per cent of the mean: ln(1 + (U/200)²), 2006 IPCC
// Guidelines V1 Eq 3.6 p3.62, where U stands for two standard deviations.
func logVariance(percent float64) float64 {
	return logOnePlus(float64((percent / 200) * (percent / 200)))
}

// Asymmetric is the 95 % interval of a lognormal figure with its geometric mean and geometric standard deviation.
type Asymmetric struct {
	GeometricMean, GeometricSD float64
	Low, High                  float64 // per cent of the mean, from it: −64.6 and +125.8
}

// LognormalInterval is the interval of a figure whose half 95 % interval is U per cent of its mean, which is above 0: 2006 IPCC
// Guidelines V1 Eq 3.5–3.7 p3.61–3.62, with 200 and 1.96 as printed.
func LognormalInterval(mean, percent float64) Asymmetric {
	variance := logVariance(percent)
	sigma := math.Sqrt(variance)
	side := func(sign float64) float64 {
		return float64(100 * expMinusOne(float64(sign*z975Printed*sigma)-half(variance)))
	}
	return Asymmetric{float64(mean * exp(-half(variance))), exp(sigma), side(-1), side(1)}
}

// Correction is the factor Fc by which error propagation that gave U per cent, above 100, is to be enlarged where the model is of
// products and quotients: 2006 IPCC Guidelines V1 Eq 3.3–3.4 p3.60–3.61. It is not reliable above 230 per cent.
func Correction(percent float64) (factor float64, reliable bool) {
	root := polynomial(percent, -0.720, 1.0921, -1.63e-3, 1.11e-5) / percent
	return float64(root * root), percent <= 230
}
