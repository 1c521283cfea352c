package uncertainty

import "math"

// stirling is what Stirling's formula leaves: ln Γ(a) − ((a−½)·ln a − a + ½·ln 2π), for a > 0 (DLMF 5.11.1; below 10 by the
// recurrence Γ(a+1) = a·Γ(a)).
func stirling(a float64) float64 {
	if a >= 10 {
		z := 1 / float64(a*a)
		return polynomial(z, 1./12, -1./360, 1./1260, -1./1680, 1./1188, -691./360360, 1./156) / a
	}
	m, product := a, 1.0
	for m < 10 {
		product, m = float64(product*m), m+1
	}
	return stirling(m) + (float64((m-0.5)*log(m)) - m) - log(product) - (float64((a-0.5)*log(a)) - a)
}

// logGamma is ln Γ(a) for a > 0.
func logGamma(a float64) float64 {
	return float64((a-0.5)*log(a)) - a + halfLn2Pi + stirling(a)
}

// logRatio is ln(x/a) − (x−a)/a, without cancellation where x is near a.
func logRatio(x, a float64) float64 {
	d := (x - a) / a
	if math.Abs(d) > 0.5 {
		return log(x/a) - d
	}
	// ln(1+d) = 2·artanh s with s = d/(2+d), and 2s − d = −d·s.
	s := d / (2 + d)
	z := float64(s * s)
	sum := 0.0
	for k := 18; k > 0; k-- {
		sum = float64((sum + 1/float64(2*k+1)) * z)
	}
	return float64(2*s*sum) - float64(d*s)
}

// gammaPower is x^a·e^(−x)/Γ(a), for x > 0.
func gammaPower(a, x float64) float64 {
	return float64(math.Sqrt(a) / root2Pi * exp(float64(a*logRatio(x, a))-stirling(a)))
}

// incompleteGamma is P(a,x) and Q(a,x) = 1 − P(a,x), the regularised incomplete gamma functions, a > 0. Below a+1 by the
// power series DLMF 8.7.1, above by the continued fraction DLMF 8.9.2; the smaller of the two is accurate to about 1e-14
// of itself, Q for a below 0.1 to 1e-12.
func incompleteGamma(a, x float64) (p, q float64) {
	switch {
	case !(x > 0):
		return 0, 1
	case math.IsInf(x, 1):
		return 1, 0
	case x < a+1:
		term := 1 / a
		sum := term
		for n := 1.0; term > sum*1e-17; n++ {
			term = term * x / (a + n)
			sum += term
		}
		p = min(1, float64(gammaPower(a, x)*sum))
		return p, 1 - p
	}
	b := x + 1 - a
	fraction := newFraction(b)
	for n := 1.0; ; n++ {
		b += 2
		if fraction.next(float64(-n*(n-a)), b) {
			break
		}
	}
	q = min(1, gammaPower(a, x)/fraction.value)
	return 1 - q, q
}

// fraction is a continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)), evaluated from its head by the modified algorithm of Lentz
// (I. J. Thompson and A. R. Barnett, Journal of Computational Physics 64 (1986), 490–509).
type fraction struct{ value, c, d float64 }

const tiny = 1e-300

func newFraction(b float64) fraction {
	if b == 0 {
		b = tiny
	}
	return fraction{value: b, c: b}
}

// next takes one more term. It tells whether the value has settled.
func (f *fraction) next(a, b float64) bool {
	f.d = b + float64(a*f.d)
	if f.d == 0 {
		f.d = tiny
	}
	f.c = b + a/f.c
	if f.c == 0 {
		f.c = tiny
	}
	f.d = 1 / f.d
	change := float64(f.c * f.d)
	f.value = float64(f.value * change)
	return !(math.Abs(change-1) > 2e-16)
}

// gammaQuantile is x with P(a,x) = p and Q(a,x) = q, where p + q = 1 and the smaller of the two is known well.
func gammaQuantile(a, p, q float64) float64 {
	switch {
	case !(p > 0):
		return 0
	case !(q > 0):
		return math.Inf(1)
	}
	z := normalQuantile(p)
	if q < p {
		z = -normalQuantile(q)
	}
	// The start: E. B. Wilson and M. M. Hilferty, PNAS 17 (1931), 684–688; far down the first term of the series.
	root := 1 - 1/float64(9*a) + z/float64(3*math.Sqrt(a))
	start := float64(a * float64(root*root*root))
	if root < 0.2 {
		start = exp((log(p) + logGamma(a+1)) / a)
	}
	return solve(start, 0, math.Inf(1), func(x float64) (value, slope float64) {
		below, above := incompleteGamma(a, x)
		if p <= q {
			return log(below / p), gammaPower(a, x) / below
		}
		return -log(above / q), gammaPower(a, x) / above
	})
}

// solve is the zero x > 0 of a function that increases; f gives its value and its slope by ln x. Newton's method in ln x,
// held between the bounds of what was seen; it ends when value and step are so small that the next would be nothing.
func solve(x, low, high float64, f func(float64) (value, slope float64)) float64 {
	for range 300 {
		if x < tiny {
			return x
		}
		value, slope := f(x)
		switch {
		case value == 0:
			return x
		case value < 0:
			low = x
		default:
			high = x
		}
		step := -value / slope
		if max(math.Abs(step), math.Abs(value)) < 3e-8 {
			return float64(x * exp(step))
		}
		next := float64(x * exp(min(max(step, -50), 50)))
		if !(next > low && next < high) {
			switch {
			case math.IsInf(high, 1):
				next = float64(x * 16)
			case low == 0:
				next = x / 16
			default:
				next = float64(math.Sqrt(low) * math.Sqrt(high))
			}
		}
		x = next
	}
	return x
}
