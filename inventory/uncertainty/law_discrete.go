package uncertainty

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"ghg/inventory"
)

// Point is a value of a discrete law and its probability.
type Point struct{ Value, Probability float64 }

// Discrete is the law of a figure that has one of a few values. As a shape, every law is its own.
type Discrete struct {
	points       []Point // by value, ascending
	below, above []float64
}

var pointsHint = inventory.Text{ZH: "逐个写出可能的取值及其概率，概率须大于 0、合计为 1。", EN: "State each possible value with its probability; probabilities are above 0 and sum to 1."}

// NewDiscrete refuses probabilities that are below 0, or do not sum to 1 to within 1e-6. Within that they are divided by their sum.
func NewDiscrete(points []Point) (*Discrete, *Fault) {
	sum, d := 0.0, &Discrete{}
	for _, p := range points {
		if !numbers(p.Value, p.Probability) || p.Probability < 0 {
			return nil, refused(pointsHint, "离散分布中取值 %.6g 的概率为 %.6g", "the value %.6g of the discrete law has the probability %.6g", p.Value, p.Probability)
		}
		sum += p.Probability
		if p.Probability > 0 {
			d.points = append(d.points, p)
		}
	}
	if !(math.Abs(sum-1) <= 1e-6) {
		return nil, refused(pointsHint, "离散分布的概率合计为 %.9g，不是 1", "the probabilities of the discrete law sum to %.9g, not to 1", sum)
	}
	slices.SortFunc(d.points, func(a, b Point) int {
		return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.Probability, b.Probability))
	})
	n := len(d.points)
	d.below, d.above = make([]float64, n), make([]float64, n)
	total := 0.0
	for i := range d.points {
		d.points[i].Probability /= sum
		total += d.points[i].Probability
		d.below[i] = total
	}
	total = 0
	for i := n - 1; i >= 0; i-- {
		d.above[i] = total
		total += d.points[i].Probability
	}
	d.below[n-1] = 1
	return d, nil
}

// Family is "discrete".
func (d *Discrete) Family() string { return "discrete" }

// Mean is the sum of the values by their probabilities.
func (d *Discrete) Mean() float64 {
	sum := 0.0
	for _, p := range d.points {
		sum += float64(p.Value * p.Probability)
	}
	return sum
}

// SD is the root of the mean square of what the values are from the mean.
func (d *Discrete) SD() float64 {
	mean, sum := d.Mean(), 0.0
	for _, p := range d.points {
		sum += float64((p.Value - mean) * (p.Value - mean) * p.Probability)
	}
	return math.Sqrt(sum)
}

// CDF is the sum of the probabilities of the values up to x.
func (d *Discrete) CDF(x float64) float64 {
	i := sort.Search(len(d.points), func(i int) bool { return d.points[i].Value > x })
	if i == 0 {
		return 0
	}
	return d.below[i-1]
}

// Quantile is the smallest value with at least the probability p at and below it.
func (d *Discrete) Quantile(p float64) float64 {
	return d.points[min(sort.Search(len(d.points), func(i int) bool { return d.below[i] >= p }), len(d.points)-1)].Value
}

// Upper is the smallest value with at most the probability q above it.
func (d *Discrete) Upper(q float64) float64 {
	return d.points[min(sort.Search(len(d.points), func(i int) bool { return d.above[i] <= q }), len(d.points)-1)].Value
}

// Standard is the law itself.
func (d *Discrete) Standard() (shape Law, location, scale float64) { return d, 0, 1 }
