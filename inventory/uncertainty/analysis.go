package uncertainty

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// significant is the number of digits that results are printed with; draws leave fewer that mean anything.
const significant = 12

// Figured is a float as a decimal number of 12 significant digits; false where it is no number.
func Figured(x float64) decimal.NullDecimal {
	if x-x != 0 {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.RequireFromString(strconv.FormatFloat(x, 'e', significant-1, 64)))
}

// Spread is a Distribution in decimals.
type Spread struct {
	Point                                                      decimal.NullDecimal // of the figure at the values of its inputs
	Mean, SD, Median, Low, High, ShortLow, ShortHigh, Min, Max decimal.NullDecimal
	Error                                                      decimal.NullDecimal // by how much a percentile may be wrong; 0 if exact
	Minus, Plus                                                decimal.NullDecimal // the sides of Low to High, in per cent of the point value's size
	Undefined                                                  int
}

// Spread is the distribution in decimals.
func (d *Distribution) Spread() Spread {
	out := Spread{Figured(d.Point), Figured(d.Mean), Figured(d.SD), Figured(d.Median), Figured(d.Low), Figured(d.High), Figured(d.Shortest[0]), Figured(d.Shortest[1]),
		Figured(d.Min), Figured(d.Max), Figured(d.Error), decimal.NullDecimal{}, decimal.NullDecimal{}, d.Undefined}
	if size := math.Abs(d.Point); size > 0 {
		out.Minus, out.Plus = Figured(float64((d.Low-d.Point)*100)/size), Figured(float64((d.High-d.Point)*100)/size)
	}
	return out
}

// Width is half of the first-order interval, in the unit of the figure.
func (p *Propagated) Width() decimal.NullDecimal { return Figured(p.Half) }

// Percent is half of the first-order interval in per cent of the figure's size; nothing where that is rounding noise.
func (p *Propagated) Percent() decimal.NullDecimal {
	if p.Noise() {
		return decimal.NullDecimal{}
	}
	return Figured(float64(p.Half*100) / math.Abs(p.Value))
}

// NewEvent is that a root is at least, or at most, a limit.
func NewEvent(root int, limit decimal.Decimal, atLeast bool) Event {
	return Event{root, expr.Float(limit), atLeast}
}

// Ranked is one line of a ranking of what to improve next.
type Ranked struct {
	Variables []string
	Linear    decimal.NullDecimal // share of the first-order variance
	First     decimal.NullDecimal // first-order index, from given data or, of a leading one, by pairs of samples
	Total     decimal.NullDecimal // total index; nothing if it was not computed
	FirstSE   decimal.NullDecimal
	TotalSE   decimal.NullDecimal
	Gain      decimal.NullDecimal // by how many per cent the root's 95 % interval would shrink if the variable were known exactly
	GainHalf  decimal.NullDecimal // … if its own interval were halved
	Low, High decimal.NullDecimal // the root with the variable at its 2.5 and 97.5 percentiles
	linear    float64
}

// Rank orders all variables by what they contribute to the variance of a root. Without draws by the first-order propagation alone;
// with them the leading ones are ordered by their total indices, and stand before the others.
func (m *Model) Rank(root, leading, workers int, seed uint64, draws bool) []Ranked {
	groups, p := m.Groups(), m.Propagate(root)[0]
	variance, together := float64(p.Half*p.Half), m.squares(p.Parts)
	ranked := make([]Ranked, 0, len(groups))
	for _, group := range groups {
		r := Ranked{Variables: group}
		if variance > 0 {
			r.linear = together(group) / variance
		}
		r.Linear = Figured(r.linear)
		ranked = append(ranked, r)
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int { return cmp.Compare(b.linear, a.linear) })
	leading = min(leading, len(ranked))
	if draws {
		m.index(ranked, root, leading, workers, seed)
		slices.SortStableFunc(ranked[:leading], func(a, b Ranked) int { return b.Total.Decimal.Cmp(a.Total.Decimal) })
	}
	for i := range ranked {
		ranked[i].gain()
		if i < leading {
			low, high := m.bar(root, ranked[i].Variables)
			ranked[i].Low, ranked[i].High = Figured(low), Figured(high)
		}
	}
	return ranked
}

// squares gives of a group the square of what its parts come to together.
func (m *Model) squares(parts map[string]float64) func(group []string) float64 {
	of := map[string]int{} // variable → its copula, from 1
	for i := range m.Couplings {
		for _, id := range m.Couplings[i].Variables {
			of[id] = i + 1
		}
	}
	return func(group []string) float64 {
		total, counted := 0.0, map[int]bool{}
		for _, id := range group {
			switch c := of[id]; {
			case c == 0:
				total += square(parts[id])
			case !counted[c]:
				counted[c] = true
				total += m.Couplings[c-1].square(parts)
			}
		}
		return total
	}
}

// index adds the indices of Sobol': of all from given data, of the leading ones by pairs of samples.
func (m *Model) index(ranked []Ranked, root, leading, workers int, seed uint64) {
	s := Sensitivity{Model: *m, Seed: seed, Workers: workers, Roots: []int{root}}
	for _, r := range ranked[:leading] {
		s.Leading = append(s.Leading, r.Variables)
	}
	first := s.FirstOrder()[0]
	indices := s.Indices()[0]
	for i := range ranked {
		r := &ranked[i]
		if i < leading {
			c := indices[i]
			r.First, r.Total, r.FirstSE, r.TotalSE = Figured(c.First), Figured(c.Total), Figured(c.Errors[0]), Figured(c.Errors[1])
			continue
		}
		if len(r.Variables) == 1 {
			r.First = Figured(first[r.Variables[0]])
		}
	}
}

// gain is what knowing the variable better is worth: the variance falls by its first-order share, or by three quarters of it.
func (r *Ranked) gain() {
	share := r.linear
	if r.First.Valid {
		share = expr.Float(r.First.Decimal)
	}
	share = min(max(share, 0), 1)
	r.Gain = Figured(float64((1 - math.Sqrt(1-share)) * 100))
	r.GainHalf = Figured(float64((1 - math.Sqrt(1-float64(0.75*share))) * 100))
}

// Couplings are the copulas of variables that are not perfectly correlated, by the ids of the list that the copula was made of.
func (c *Copula) Couplings(ids []string) []Coupling {
	var out []Coupling
	for _, b := range c.Blocks {
		one := Coupling{L: b.factor.lower()}
		for _, i := range b.Members {
			one.Variables = append(one.Variables, ids[i])
		}
		out = append(out, one)
	}
	return out
}

// Add takes an input among the shares; their sum is that of their values.
func (s *Shares) Add(input int, value decimal.Decimal) {
	s.Inputs, s.Sum = append(s.Inputs, input), s.Sum+expr.Float(value)
}

// NewPair is the correlation of two variables by their places in a list, by a record.
func NewPair(of, with int, by *inventory.Correlation) Pair {
	return Pair{of, with, expr.Float(by.Rho), by}
}

// StatedPoints are the values of a discrete law in place of the bounds of what is known, in a unit of which the law's own is so many.
func StatedPoints(known Given, points []inventory.DiscretePoint, whole decimal.Decimal) Given {
	by := expr.Float(whole)
	known.Distribution, known.Low, known.High, known.Kind, known.Percent = inventory.Discrete, math.NaN(), math.NaN(), "", false
	for _, p := range points {
		known.Points = append(known.Points, Point{expr.Float(p.Value) / by, expr.Float(p.Probability)})
	}
	return known
}

// Law of a figure in words and figures.
type LawFigures struct {
	Family          string
	How             inventory.Text
	Low, High, Mean decimal.NullDecimal // the 2.5 and 97.5 percentiles and the mean
	CutOff          decimal.NullDecimal // probability that the law underneath has where the figure cannot be
}

// Figures are the law's, in decimals.
func (f *Fitted) Figures() LawFigures {
	return LawFigures{f.Law.Family(), f.How, Figured(f.Achieved.Low), Figured(f.Achieved.High), Figured(f.Achieved.Mean), Figured(f.CutOff)}
}

// cutOffTold is the probability beyond which a cut-off law is told not to fit (METHODS §7.4).
const cutOffTold = 0.01

// CutsOff tells whether so much of the law is cut off that it does not fit.
func (f *Fitted) CutsOff() bool { return f.CutOff > cutOffTold }

// Figures of a repair: the smallest eigenvalue before, the Frobenius norm of the change and the largest change of one coefficient.
func (r *Repair) Figures() (smallest, frobenius, largest decimal.Decimal) {
	return Figured(r.Smallest).Decimal, Figured(r.Frobenius).Decimal, Figured(r.Largest).Decimal
}

// Two uncertainties of one kind may differ by this part of the larger, or by so many per cent or percentage points, without a word.
const (
	apart        = 0.1
	visiblyApart = 0.05
)

// Apart tells whether two uncertainties of one figure, in per cent or percentage points, differ by more than a tenth of the larger and
// visibly.
func Apart(a, b decimal.NullDecimal) bool {
	if !a.Valid || !b.Valid {
		return false
	}
	x, y := expr.Float(a.Decimal.Abs()), expr.Float(b.Decimal.Abs())
	return math.Abs(x-y) > max(float64(apart*max(x, y)), visiblyApart)
}

// HalfOf is half of the width of an interval in per cent of the point value's size.
func (d *Distribution) HalfOf() decimal.NullDecimal {
	return Figured(float64((d.High-d.Low)*50) / math.Abs(d.Point))
}

// Certain tells whether the law has no spread.
func (f *Fitted) Certain() bool { return f.Law == nil || f.Law.SD() == 0 }

// Probability is that of an event.
func (s *Simulated) Probability(event int) decimal.Decimal {
	return Figured(s.Probabilities[event]).Decimal
}

// Certain tells whether every draw was the same.
func (d *Distribution) Certain() bool { return !(d.SD > 0) }

// FewDraws tells how many draws there are, to how many per cent of half an interval they leave its ends known (three standard errors of a
// percentile near normal), and whether that is more than a tenth.
func FewDraws(draws int) (count int, percent string, few bool) {
	of := percentileError(draws)
	return draws, strconv.FormatFloat(of, 'g', 2, 64), of > tellingGap
}

func percentileError(draws int) float64 { return float64(1.36 / math.Sqrt(float64(draws)) * 300) }
