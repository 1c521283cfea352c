package uncertainty

import (
	"math"

	"ghg/inventory"
)

// Gamma has the density x^(Shape−1)·exp(−x/Scale), but for a constant.
type Gamma struct{ Shape, Scale float64 }

var shapeHint = inventory.Text{ZH: "形状参数须在 0.01 与 1e8 之间，尺度须大于 0；形状更大时用 normal。", EN: "Shapes must lie between 0.01 and 1e8, the scale above 0; use normal beyond."}

// shapely tells whether a shape is one that is computed with: neither next to a point at 0 nor a normal law in all but name.
func shapely(shape float64) bool { return shape >= 0.01 && shape <= 1e8 }

// NewGamma refuses shapes outside 0.01..1e8, and a scale that is not above 0.
func NewGamma(shape, scale float64) (Gamma, *Fault) {
	if !shapely(shape) || !numbers(scale) || scale <= 0 {
		return Gamma{}, refused(shapeHint, "伽马分布的形状为 %.6g、尺度为 %.6g", "the gamma law has the shape %.6g and the scale %.6g", shape, scale)
	}
	return Gamma{shape, scale}, nil
}

// Family is "gamma".
func (g Gamma) Family() string { return "gamma" }

// Mean is shape·scale.
func (g Gamma) Mean() float64 { return float64(g.Shape * g.Scale) }

// SD is √shape·scale.
func (g Gamma) SD() float64 { return float64(math.Sqrt(g.Shape) * g.Scale) }

// CDF is the regularised incomplete gamma function P(shape, x/scale).
func (g Gamma) CDF(x float64) float64 {
	p, _ := incompleteGamma(g.Shape, x/g.Scale)
	return p
}

// Quantile is the inverse of CDF.
func (g Gamma) Quantile(p float64) float64 {
	return float64(gammaQuantile(g.Shape, p, 1-p) * g.Scale)
}

// Upper is Quantile(1−q).
func (g Gamma) Upper(q float64) float64 { return float64(gammaQuantile(g.Shape, 1-q, q) * g.Scale) }

// Standard is Gamma{shape, 1}.
func (g Gamma) Standard() (shape Law, location, scale float64) { return Gamma{g.Shape, 1}, 0, g.Scale }
