package uncertainty

import "math"

// betaPower is x^a·y^b/B(a,b), where x + y = 1 and both are above 0.
func betaPower(a, b, x, y float64) float64 {
	n := a + b
	power := float64(a*logRatio(x, a/n)) + float64(b*logRatio(y, b/n))
	return float64(math.Sqrt(a) * math.Sqrt(b/n) / root2Pi * exp(power+(stirling(n)-stirling(a)-stirling(b))))
}

// incompleteBeta is I_x(a,b) and 1 − I_x(a,b), the regularised incomplete beta function, where x + y = 1. Continued
// fraction DLMF 8.17.22; the smaller of the two is accurate to about 1e-14 of itself.
func incompleteBeta(a, b, x, y float64) (p, q float64) {
	switch {
	case !(x > 0):
		return 0, 1
	case !(y > 0):
		return 1, 0
	case float64(x*(a+b+2)) > a+1:
		q, p = incompleteBeta2(b, a, y, x)
		return p, q
	}
	return incompleteBeta2(a, b, x, y)
}

// incompleteBeta2 is incompleteBeta where the continued fraction settles fast, x ≤ (a+1)/(a+b+2).
func incompleteBeta2(a, b, x, y float64) (p, q float64) {
	f := newFraction(1)
	for m := 0.0; ; m++ {
		if m > 0 && f.next(float64(m*(b-m)*x)/float64((a+2*m-1)*(a+2*m)), 1) {
			break
		}
		if f.next(-(float64((a+m)*(a+b+m)*x) / float64((a+2*m)*(a+2*m+1))), 1) {
			break
		}
	}
	p = min(1, betaPower(a, b, x, y)/a/f.value)
	return p, 1 - p
}

// betaQuantile is x, and y = 1 − x, with I_x(a,b) = p, where p + q = 1 and the smaller of the two is known well. The
// smaller of x and y is accurate relative to itself.
func betaQuantile(a, b, p, q float64) (x, y float64) {
	switch {
	case !(p > 0):
		return 0, 1
	case !(q > 0):
		return 1, 0
	}
	if half, _ := incompleteBeta(a, b, 0.5, 0.5); p > half {
		y, x = betaQuantile2(b, a, q, p)
		return x, y
	}
	return betaQuantile2(a, b, p, q)
}

// betaQuantile2 is betaQuantile where x ≤ ½.
func betaQuantile2(a, b, p, q float64) (x, y float64) {
	n := a + b
	z := normalQuantile(p)
	if q < p {
		z = -normalQuantile(q)
	}
	start := a/n + float64(z*math.Sqrt(a/n)*math.Sqrt(b/n/(n+1)))
	if start < a/n/4 {
		start = exp((log(p) + log(a) + logGamma(a) + logGamma(b) - logGamma(n)) / a) // the first term of the series
	}
	x = solve(min(start, 0.5), 0, 0.5000001, func(x float64) (value, slope float64) {
		below, above := incompleteBeta(a, b, x, 1-x)
		slope = betaPower(a, b, x, 1-x) / (1 - x)
		if p <= q {
			return log(below / p), slope / below
		}
		return -log(above / q), slope / above
	})
	return x, 1 - x
}
