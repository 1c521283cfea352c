package uncertainty

import (
	"math"

	"ghg/inventory/expr"
)

// The special functions have the same bits everywhere: they use the project's own exp and log, and round every product
// before it is added.

const (
	root2     = math.Sqrt2
	rootPi    = 1.772453850905516027298167483341145182797549456122387128213807790 // √π
	root2Pi   = 2.506628274631000502415765284811045253006986740609938316629923576 // √(2π)
	halfLn2Pi = 0.918938533204672741780329736405617639861397473637783412817151540 // ½ ln 2π
)

func exp(x float64) float64 { return expr.Exponential(x) }

func log(x float64) float64 { return expr.Logarithm(x) }

// expMinusOne is e^x − 1, accurate near 0 (Kahan: the error of e^x is undone by its logarithm).
func expMinusOne(x float64) float64 {
	u := exp(x)
	switch {
	case u == 1:
		return x
	case math.IsInf(u, 1) || u < 0.1:
		return u - 1
	}
	return (u - 1) * x / log(u)
}

// logOnePlus is ln(1+x), accurate near 0 (Kahan).
func logOnePlus(x float64) float64 {
	u := 1 + x
	if u == 1 || math.IsInf(u, 1) {
		return x
	}
	return log(u) * x / (u - 1)
}

// half is x/2, rounded: the compiler makes a product of the quotient, and would fuse it with a sum.
func half(x float64) float64 { return float64(x / 2) }

// polynomial is c[0] + c[1]·x + c[2]·x² + …
func polynomial(x float64, c ...float64) float64 {
	sum := c[len(c)-1]
	for i := len(c) - 2; i >= 0; i-- {
		sum = float64(sum*x) + c[i]
	}
	return sum
}

// normalUpper is the probability that a standard normal is above x, accurate to about 1e-15 of itself in both tails.
// Rational approximations of erf and erfc by W. J. Cody, Mathematics of Computation 23 (1969), 631–637, table I–III.
func normalUpper(x float64) float64 {
	y := math.Abs(x) / root2
	switch {
	case y <= 0.46875:
		z := float64(y * y)
		erf := float64(math.Copysign(y, x) * polynomial(z, 3.20937758913846947e3, 3.77485237685302021e2, 1.13864154151050156e2, 3.16112374387056560, 1.85777706184603153e-1) /
			polynomial(z, 2.84423683343917062e3, 1.28261652607737228e3, 2.44024637934444173e2, 2.36012909523441209e1, 1))
		return 0.5 - half(erf)
	case x < 0:
		return 1 - normalUpper(-x)
	case x > 40:
		return 0
	}
	return float64(normalTail(y) * bell(x) / 2)
}

// normalTail is erfc(y)·exp(y²) for y above 0.46875.
func normalTail(y float64) float64 {
	if y <= 4 {
		return polynomial(y, 1.23033935479799725e3, 2.05107837782607147e3, 1.71204761263407058e3, 8.81952221241769090e2, 2.98635138197400131e2,
			6.61191906371416295e1, 8.88314979438837594, 5.64188496988670089e-1, 2.15311535474403846e-8) /
			polynomial(y, 1.23033935480374942e3, 3.43936767414372164e3, 4.36261909014324716e3, 3.29079923573345963e3, 1.62138957456669019e3,
				5.37181101862009858e2, 1.17693950891312499e2, 1.57449261107098347e1, 1)
	}
	z := 1 / float64(y*y)
	r := float64(z * polynomial(z, 6.58749161529837803e-4, 1.60837851487422766e-2, 1.25781726111229246e-1, 3.60344899949804439e-1, 3.05326634961232344e-1, 1.63153871373020978e-2) /
		polynomial(z, 2.33520497626869185e-3, 6.05183413124413191e-2, 5.27905102951428412e-1, 1.87295284992346725, 2.56852019228982242, 1))
	return (1/rootPi - r) / y
}

// bell is exp(−x²/2). x is split so that the large part of the square is exact.
func bell(x float64) float64 {
	x = math.Abs(x)
	if x > 40 {
		return 0
	}
	head := float64(math.Floor(float64(x*16)) / 16)
	rest := float64((x - head) * (x + head))
	return float64(exp(-half(float64(head*head))) * exp(-half(rest)))
}

// normalCDF is the probability that a standard normal is at most x.
func normalCDF(x float64) float64 { return normalUpper(-x) }

// normalDensity is the density of the standard normal.
func normalDensity(x float64) float64 { return bell(x) / root2Pi }

// normalQuantile is the inverse of normalCDF, accurate to about 1e-15 of itself for 1e-300 < p < 1.
// Algorithm AS 241, PPND16: M. J. Wichura, Applied Statistics 37 (1988), 477–484.
func normalQuantile(p float64) float64 {
	q := p - 0.5
	switch {
	case !(p > 0):
		return math.Inf(-1)
	case p >= 1:
		return math.Inf(1)
	case math.Abs(q) <= 0.425:
		r := 0.180625 - float64(q*q)
		return float64(q * polynomial(r, 3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
			4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3) /
			polynomial(r, 1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
				2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3))
	case q < 0:
		return -normalFar(math.Sqrt(-log(p)))
	}
	return normalFar(math.Sqrt(-log(1 - p)))
}

// normalFar is the value that a standard normal exceeds with probability exp(−r²), for probabilities below 0.075.
func normalFar(r float64) float64 {
	if r <= 5 {
		r -= 1.6
		return polynomial(r, 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
			1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4) /
			polynomial(r, 1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
				1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9)
	}
	r -= 5
	return polynomial(r, 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7) /
		polynomial(r, 1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
			7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15)
}
