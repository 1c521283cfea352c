package expr

import "math"

// LogRatio is ln(a/b) of two positive floats. Near a = b it goes by their difference, which is exact there, so that it keeps its
// relative precision however little they differ. LogRatio(b, a) is −LogRatio(a, b), bit by bit.
func LogRatio(a, b float64) float64 {
	if a == b {
		return 0
	}
	halfA, halfB := float64(a/2), float64(b/2) // so that the sum of large numbers is one too
	difference, sum := halfA-halfB, halfA+halfB
	if math.Abs(difference) > sum/6 {
		if a < b {
			return -LogRatio(b, a)
		}
		if quotient := a / b; quotient <= math.MaxFloat64 {
			return log(quotient)
		}
		return log(a) - log(b)
	}
	// ln(a/b) = 2·artanh((a−b)/(a+b)); the series of log holds up to √2, which is (a−b)/(a+b) = 0.1716.
	s := difference / sum
	z := float64(s * s)
	series := 0.0
	for i := len(logSeries) - 1; i >= 0; i-- {
		series = float64(series*z) + logSeries[i]
	}
	return float64(2*s) + float64(s*float64(z*series))
}

// Exponential is e^x of a float, as the programs of trees compute it.
func Exponential(x float64) float64 { return exp(x) }
