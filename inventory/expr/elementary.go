package expr

import "math"

// The standard library computes these by other instructions on other architectures; here every product is rounded
// before it is added, so that the bits are the same everywhere. Errors are below two units of the last place over the
// range of exp and log (measured in the test).

const (
	ln2   = 0.693147180559945309417232121458176568075500134360255254120680009
	ln2Hi = 0x1.62e42feep-1 // 33 bits: k·ln2Hi is exact
	ln2Lo = ln2 - ln2Hi
)

// exp is e^x: x = k·ln2 + r, |r| ≤ ln2/2, and the series of e^r.
func exp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.782712893384:
		return math.Inf(1)
	case x < -745.1332191019412:
		return 0
	}
	k := math.Floor(float64(x*(1/ln2)) + 0.5)
	hi := x - float64(k*ln2Hi)
	lo := float64(k * ln2Lo)
	r := hi - lo
	tail := (hi - r) - lo
	sum := 0.0
	for i := len(expSeries) - 1; i >= 0; i-- {
		sum = float64(sum*r) + expSeries[i]
	}
	// e^r = 1 + r + r²·sum; what r lost by rounding is added to first order.
	square := float64(r * r)
	small := float64(square*sum) + tail
	return math.Ldexp(1+(r+small), int(k))
}

// expSeries are 1/2!, 1/3!, … 1/14!.
var expSeries = [...]float64{1. / 2, 1. / 6, 1. / 24, 1. / 120, 1. / 720, 1. / 5040, 1. / 40320, 1. / 362880, 1. / 3628800,
	1. / 39916800, 1. / 479001600, 1. / 6227020800, 1. / 87178291200}

// log is the natural logarithm: x = 2^k·m, √½ ≤ m < √2, and the series of ln m = 2·artanh((m−1)/(m+1)).
func log(x float64) float64 {
	switch {
	case x != x || x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	}
	m, k := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, k = m*2, k-1
	}
	f := m - 1
	s := f / (2 + f)
	z := float64(s * s)
	sum := 0.0
	for i := len(logSeries) - 1; i >= 0; i-- {
		sum = float64(sum*z) + logSeries[i]
	}
	// ln(1+f) = f − f²/2 + s·(f²/2 + z·sum·2/…): written so that f, which is exact, carries the result.
	half := float64(float64(0.5*f) * f)
	series := float64(s * (half + float64(z*sum)))
	whole := float64(k)
	return float64(whole*ln2Hi) - ((half - (series + float64(whole*ln2Lo))) - f)
}

// logSeries are 2/3, 2/5, … of 2·artanh(s)/s − 2.
var logSeries = [...]float64{2. / 3, 2. / 5, 2. / 7, 2. / 9, 2. / 11, 2. / 13, 2. / 15, 2. / 17, 2. / 19, 2. / 21, 2. / 23}

// pow is a^b for a > 0, and for a ≤ 0 where b is whole; whole powers up to 64 are multiplied out.
func pow(a, b float64) float64 {
	if b == math.Trunc(b) && math.Abs(b) <= 64 {
		product := 1.0
		for range int(math.Abs(b)) {
			product = float64(product * a)
		}
		if b < 0 {
			return 1 / product
		}
		return product
	}
	switch {
	case a == 0 && b > 0:
		return 0
	case a <= 0 && b == math.Trunc(b):
		return math.Copysign(exp(float64(b*log(-a))), 1-2*math.Mod(math.Abs(b), 2))
	}
	return exp(float64(b * log(a)))
}
