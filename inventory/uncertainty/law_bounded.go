package uncertainty

import (
	"math"

	"ghg/inventory"
)

// Uniform has the same density from Low to High.
type Uniform struct{ Low, High float64 }

var boundsHint = inventory.Text{ZH: "下限须小于上限，众数须在两者之间。", EN: "The lower bound must be below the upper one, and the mode between them."}

// NewUniform refuses a lower bound that is not below the upper one.
func NewUniform(low, high float64) (Uniform, *Fault) {
	switch {
	case !numbers(low, high):
		return Uniform{}, unnumbered(inventory.Text{ZH: "均匀分布", EN: "the uniform law"}, low, high)
	case !(low < high):
		return Uniform{}, refused(boundsHint, "均匀分布从 %.6g 到 %.6g", "the uniform law goes from %.6g to %.6g", low, high)
	}
	return Uniform{low, high}, nil
}

// Family is "uniform".
func (u Uniform) Family() string { return "uniform" }

// Mean is the middle.
func (u Uniform) Mean() float64 { return u.Low + half(u.High-u.Low) }

// SD is the width by √12.
func (u Uniform) SD() float64 { return (u.High - u.Low) / math.Sqrt(12) }

// CDF is the part of the width below x.
func (u Uniform) CDF(x float64) float64 { return min(max((x-u.Low)/(u.High-u.Low), 0), 1) }

// Quantile is low + p·width.
func (u Uniform) Quantile(p float64) float64 { return min(u.Low+float64(p*(u.High-u.Low)), u.High) }

// Upper is high − q·width.
func (u Uniform) Upper(q float64) float64 { return max(u.High-float64(q*(u.High-u.Low)), u.Low) }

// Standard is Uniform{0, 1}.
func (u Uniform) Standard() (shape Law, location, scale float64) {
	return Uniform{0, 1}, u.Low, u.High - u.Low
}

// Triangular has a density that rises in a straight line from Low to Mode and falls to High.
type Triangular struct{ Low, Mode, High float64 }

// NewTriangular refuses bounds that are not in order. The mode may be at a bound.
func NewTriangular(low, mode, high float64) (Triangular, *Fault) {
	if f := ordered(inventory.Text{ZH: "三角分布", EN: "the triangular law"}, low, mode, high); f != nil {
		return Triangular{}, f
	}
	return Triangular{low, mode, high}, nil
}

// ordered refuses bounds and a mode that are not in order.
func ordered(law inventory.Text, low, mode, high float64) *Fault {
	switch {
	case !numbers(low, mode, high):
		return unnumbered(law, low, mode, high)
	case !(low < high) || mode < low || mode > high:
		return refused(boundsHint, law.ZH+"的下限 %.6g、众数 %.6g、上限 %.6g 次序不对", "low %.6g, mode %.6g and high %.6g of "+law.EN+" are not in order", low, mode, high)
	}
	return nil
}

// Family is "triangular".
func (t Triangular) Family() string { return "triangular" }

// Mean is the mean of the bounds and the mode.
func (t Triangular) Mean() float64 { return t.Low + ((t.Mode-t.Low)+(t.High-t.Low))/3 }

// SD is √((w² − w·d + d²)/18), where w is the width and d is from low to mode.
func (t Triangular) SD() float64 {
	w, d := t.High-t.Low, t.Mode-t.Low
	return math.Sqrt((float64(w*(w-d)) + float64(d*d)) / 18)
}

// CDF is quadratic on both sides of the mode.
func (t Triangular) CDF(x float64) float64 {
	w := t.High - t.Low
	switch {
	case x <= t.Low:
		return 0
	case x >= t.High:
		return 1
	case x < t.Mode:
		return (x - t.Low) / w / ((t.Mode - t.Low) / (x - t.Low))
	}
	return 1 - float64((t.High-x)/w*((t.High-x)/(t.High-t.Mode)))
}

// Quantile is the inverse of CDF in closed form.
func (t Triangular) Quantile(p float64) float64 { return t.inverse(p, 1-p) }

// Upper is Quantile(1−q).
func (t Triangular) Upper(q float64) float64 { return t.inverse(1-q, q) }

func (t Triangular) inverse(p, q float64) float64 {
	w := t.High - t.Low
	if float64(p*w) < t.Mode-t.Low {
		return t.Low + float64(math.Sqrt(p)*math.Sqrt(w)*math.Sqrt(t.Mode-t.Low))
	}
	return t.High - float64(math.Sqrt(q)*math.Sqrt(w)*math.Sqrt(t.High-t.Mode))
}

// Standard is Triangular{0, c, 1}, c the place of the mode.
func (t Triangular) Standard() (shape Law, location, scale float64) {
	w := t.High - t.Low
	return Triangular{0, (t.Mode - t.Low) / w, 1}, t.Low, w
}
