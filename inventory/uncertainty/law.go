// Package uncertainty says how well the figures of an inventory are known: the probability distribution of each, and what
// follows for the totals, by the error propagation and the Monte Carlo method of 2006 IPCC Guidelines and 2019 Refinement,
// Volume 1, Chapter 3. Its results have the same bits on every architecture.
package uncertainty

import (
	"fmt"
	"math"

	"ghg/inventory"
)

// Law is the probability distribution of one figure, in the figure's unit.
type Law interface {
	// Family is the name as tables spell it: fixed, normal, truncated_normal, lognormal, triangular, uniform, pert, beta,
	// gamma, discrete.
	Family() string
	Mean() float64
	// SD is the standard deviation.
	SD() float64
	// CDF is the probability of a figure of at most x.
	CDF(x float64) float64
	// Quantile is the inverse of CDF for 0 < p < 1, non-decreasing up to rounding, well into both tails.
	Quantile(p float64) float64
	// Upper is Quantile(1−q), accurate for the smallest q too.
	Upper(q float64) float64
	// Standard splits the law: it is that of location + scale·S, where S has the law shape and scale > 0. Shapes are
	// comparable and shared by all laws of a form.
	Standard() (shape Law, location, scale float64)
}

// Families are the names of the laws that a table may ask for.
var Families = []string{"normal", "truncated_normal", "lognormal", "triangular", "uniform", "pert", "beta", "gamma", "discrete"}

// Fault says why there is no law for what is stated. Whoever reads the table knows the cell.
type Fault struct {
	Code          string
	Message, Hint inventory.Text
}

// Error is the message in English.
func (f *Fault) Error() string { return f.Message.EN }

// text fills the figures into a sentence of both languages.
func text(zh, en string, figures ...any) inventory.Text {
	return inventory.Text{ZH: fmt.Sprintf(zh, figures...), EN: fmt.Sprintf(en, figures...)}
}

// refused is the fault of parameters with which there is no law.
func refused(hint inventory.Text, zh, en string, figures ...any) *Fault {
	return failed("distribution-parameters", hint, zh, en, figures...)
}

// largest bounds the size of parameters, so that squares and sums of them do not overflow.
const largest = 1e150

// numbers tells whether all are numbers that can be computed with.
func numbers(x ...float64) bool {
	for _, v := range x {
		if !(math.Abs(v) <= largest) {
			return false
		}
	}
	return true
}

var numbersHint = inventory.Text{ZH: "改为绝对值不超过 1e150 的有限数值。", EN: "State finite numbers of at most 1e150."}

// unnumbered is the fault of parameters that are no numbers, or too large.
func unnumbered(law inventory.Text, figures ...float64) *Fault {
	return refused(numbersHint, law.ZH+"的参数 %.6g 不能用于计算", "the parameters %.6g of "+law.EN+" cannot be computed with", figures)
}

// Fixed is a figure without uncertainty.
type Fixed struct{ Value float64 }

// Family is "fixed".
func (f Fixed) Family() string { return "fixed" }

// Mean is the value.
func (f Fixed) Mean() float64 { return f.Value }

// SD is 0.
func (f Fixed) SD() float64 { return 0 }

// CDF is 0 below the value, else 1.
func (f Fixed) CDF(x float64) float64 {
	if x < f.Value {
		return 0
	}
	return 1
}

// Quantile is the value.
func (f Fixed) Quantile(float64) float64 { return f.Value }

// Upper is the value.
func (f Fixed) Upper(float64) float64 { return f.Value }

// Standard is the fixed 0.
func (f Fixed) Standard() (shape Law, location, scale float64) { return Fixed{}, f.Value, 1 }

// Mirrored is the law of −X, where X has the law Of: a removal that is lognormal but for its sign.
type Mirrored struct{ Of Law }

// Family is that of the law mirrored.
func (m Mirrored) Family() string { return m.Of.Family() }

// Mean is that of the law with the other sign.
func (m Mirrored) Mean() float64 { return -m.Of.Mean() }

// SD is that of the law.
func (m Mirrored) SD() float64 { return m.Of.SD() }

// CDF is what the law has at and above −x; the laws mirrored have no steps.
func (m Mirrored) CDF(x float64) float64 { return 1 - m.Of.CDF(-x) }

// Quantile is the upper quantile of the law.
func (m Mirrored) Quantile(p float64) float64 { return -m.Of.Upper(p) }

// Upper is the quantile of the law.
func (m Mirrored) Upper(q float64) float64 { return -m.Of.Quantile(q) }

// Standard mirrors the shape of the law.
func (m Mirrored) Standard() (shape Law, location, scale float64) {
	shape, location, scale = m.Of.Standard()
	return Mirrored{shape}, -location, scale
}
