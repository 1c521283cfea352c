package trend

import (
	"fmt"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
)

// Model is an identity, E = Σ of its terms, each the product of the factors, and its figures year by year.
type Model struct {
	Factors []string
	Terms   []string
	Years   []int    // ascending
	Figures [][]Term // by year, then term; as long as Terms

	// Compared holds the figures between two years, by their numbers, where what is compared is not what the years are by themselves:
	// the same terms with the same sum, divided otherwise. Changes that it does not name are between Figures.
	Compared map[[2]int][2][]Term
}

// Term is what a term is in one year. Factors is nil where it is not there at all.
type Term struct {
	Size    decimal.Decimal // the product of the factors
	Factors []Factor
}

// Factor is the quotient Of ÷ By. One by zero has no figure, and is one only where the term is zero by another factor: the emission
// factor of a fuel that nobody burns.
type Factor struct{ Of, By decimal.Decimal }

// Plain is a factor that is no quotient.
func Plain(of decimal.Decimal) Factor { return Factor{of, unit} }

var unit = decimal.NewFromInt(1)

// Decomposition is the change of a model's sum, and what each of its factors had to do with it (LMDI-I; Ang 2005, Energy Policy
// 33:867–871). No residual is left.
type Decomposition struct {
	Model   *Model
	Steps   []*Effects // from each year to the next
	Chained *Effects   // the steps put together: depends on the path between the years
	Direct  *Effects   // between the first and the last year, whatever was between them
}

// Effects are those of one change. A multiplicative effect is the factor by which the sum would have changed by it alone; there
// are none if the sum came from zero or went to it.
type Effects struct {
	From, To      int
	Before, After decimal.Decimal
	Splits        []Split

	additive, multiplicative []float64
	byTerm                   [][]float64
}

// Split tells that the effect of a term which appeared or vanished was split equally among factors, numbered as in the model:
// they vanish together, and nothing tells which of them did.
type Split struct {
	Term     int
	From, To int
	Appears  bool // else it vanishes
	Factors  []int
}

// Change is the change of the sum, exact.
func (e *Effects) Change() decimal.Decimal { return e.After.Sub(e.Before) }

// HasRatio tells whether there are multiplicative effects.
func (e *Effects) HasRatio() bool { return e.multiplicative != nil }

// Additive is the effect of the factor, known to 12 significant digits of the largest of the two sums and the effects.
func (e *Effects) Additive(factor int) decimal.Decimal { return expr.Written(e.additive[factor]) }

// Multiplicative is the factor by which the sum changed by the factor; only where HasRatio.
func (e *Effects) Multiplicative(factor int) decimal.Decimal {
	return expr.Written(e.multiplicative[factor])
}

// OfTerm is the additive effect of the factor in one term.
func (e *Effects) OfTerm(term, factor int) decimal.Decimal {
	return expr.Written(e.byTerm[term][factor])
}

// Decompose decomposes the change of the model between each two of its years that follow each other, and between the first and
// the last. There are two years at least. A *Fault is a factor or a term below zero, or a term that is not the product of
// its factors.
func Decompose(m *Model) (*Decomposition, error) {
	if len(m.Years) < 2 || len(m.Figures) != len(m.Years) || len(m.Factors) == 0 {
		return nil, fmt.Errorf("a change needs factors and two years with figures: %d factors, years %v", len(m.Factors), m.Years)
	}
	figures := make([][]figure, len(m.Years))
	for y := range m.Years {
		var err error
		if figures[y], err = m.figures(y, m.Figures[y]); err != nil {
			return nil, err
		}
	}
	out := &Decomposition{Model: m}
	last := len(m.Years) - 1
	for y := 1; y <= last; y++ {
		step, err := m.between(figures, y-1, y)
		if err != nil {
			return nil, err
		}
		out.Steps = append(out.Steps, step)
	}
	var err error
	if out.Direct, err = m.between(figures, 0, last); err != nil {
		return nil, err
	}
	out.Chained = &Effects{From: m.Years[0], To: m.Years[last], Before: out.Direct.Before, After: out.Direct.After, byTerm: sumOfTerms(out.Steps)}
	out.Chained.additive, out.Chained.multiplicative = chained(out.Steps, len(m.Factors), expr.Float(out.Chained.Change()))
	for _, step := range out.Steps {
		out.Chained.Splits = append(out.Chained.Splits, step.Splits...)
	}
	return out, nil
}

// Fault is a term that no logarithm can be taken of, or that is not the product of its factors.
type Fault struct {
	Year int
	Term int // its number in the model
	Name string
	Why  error
}

// Error names the year and the term, and says why.
func (f *Fault) Error() string { return fmt.Sprintf("%d, %s: %v", f.Year, f.Name, f.Why) }

// Unwrap returns why the term is unfit.
func (f *Fault) Unwrap() error { return f.Why }

// between decomposes the change from one year of the model to another.
func (m *Model) between(figures [][]figure, from, to int) (*Effects, error) {
	out := &Effects{From: m.Years[from], To: m.Years[to], Before: m.Sum(from), After: m.Sum(to)}
	before, after := figures[from], figures[to]
	if compared, otherwise := m.Compared[[2]int{from, to}]; otherwise {
		var err error
		if before, err = m.figures(from, compared[0]); err != nil {
			return nil, err
		}
		if after, err = m.figures(to, compared[1]); err != nil {
			return nil, err
		}
	}
	var splits [][]int
	out.additive, out.byTerm, splits = changeBetween(before, after, len(m.Factors), expr.Float(out.Change()))
	out.multiplicative = multiplied(expr.Float(out.Before), expr.Float(out.After), out.additive)
	for i, factors := range splits {
		if factors != nil {
			out.Splits = append(out.Splits, Split{Term: i, From: out.From, To: out.To, Appears: before[i].size == 0, Factors: factors})
		}
	}
	return out, nil
}

// Sum is the sum of the terms in the year of that number.
func (m *Model) Sum(year int) decimal.Decimal {
	var sum decimal.Decimal
	for i := range m.Figures[year] {
		sum = sum.Add(m.Figures[year][i].Size)
	}
	return sum
}

// sumOfTerms adds up the effects of steps term by term.
func sumOfTerms(steps []*Effects) [][]float64 {
	out := make([][]float64, len(steps[0].byTerm))
	for i := range out {
		out[i] = slices.Clone(steps[0].byTerm[i])
		for _, step := range steps[1:] {
			for k := range out[i] {
				out[i][k] += step.byTerm[i][k]
			}
		}
	}
	return out
}

// apartBy is how far a term may be from the product of its factors, of its size: those are rounded.
const apartBy = 1e-12

// figures are terms of a year as floats.
func (m *Model) figures(year int, terms []Term) ([]figure, error) {
	out := make([]figure, len(terms))
	for i := range terms {
		var err error
		if out[i], err = m.figure(&terms[i]); err != nil {
			return nil, &Fault{Year: m.Years[year], Term: i, Name: m.Terms[i], Why: err}
		}
	}
	return out, nil
}

// figure is a term of the model as floats.
func (m *Model) figure(given *Term) (figure, error) {
	out := figure{size: expr.Float(given.Size), factors: make([]float64, len(m.Factors))}
	product, unknown := 1.0, given.Factors == nil
	for k := range m.Factors {
		if given.Factors == nil || given.Factors[k].By.IsZero() {
			out.factors[k], unknown = math.NaN(), true
			continue
		}
		x := given.Factors[k]
		if out.factors[k] = expr.Float(x.Of) / expr.Float(x.By); x.Of.IsNegative() || x.By.IsNegative() {
			return out, fmt.Errorf("%s is below zero: %v", m.Factors[k], out.factors[k])
		}
		product = float64(product * out.factors[k])
	}
	switch {
	case math.IsInf(out.size, 0) || out.size == 0 && !given.Size.IsZero():
		return out, fmt.Errorf("it is beyond all floats: %s", given.Size)
	case out.size < 0:
		return out, fmt.Errorf("it is below zero: %s", given.Size)
	case unknown && out.size != 0, !unknown && !(math.Abs(product-out.size) <= float64(apartBy*out.size)):
		return out, fmt.Errorf("it is %s, and its factors make %v", given.Size, product)
	}
	return out, nil
}
