package trend

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"

	"ghg/inventory/golden"
)

// term is the product of factors written out; "?" is one without a figure.
func term(factors ...string) Term {
	out := Term{Size: decimal.NewFromInt(1)}
	for _, text := range factors {
		if text == "?" {
			out.Factors = append(out.Factors, Factor{})
			continue
		}
		value := decimal.RequireFromString(text)
		out.Size = out.Size.Mul(value)
		out.Factors = append(out.Factors, Plain(value))
	}
	return out
}

// model names terms and factors by their numbers.
func model(years []int, figures ...[]Term) *Model {
	m := &Model{Years: years, Figures: figures}
	for i := range figures[0] {
		m.Terms = append(m.Terms, strconv.Itoa(i))
	}
	for _, terms := range figures {
		for i := range terms {
			for k := len(m.Factors); k < len(terms[i].Factors); k++ {
				m.Factors = append(m.Factors, strconv.Itoa(k))
			}
		}
	}
	return m
}

func decomposed(t testing.TB, m *Model) *Decomposition {
	t.Helper()
	out, err := Decompose(m)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The published example of two terms and three factors over four years, to its nine and ten printed digits.
func TestPublishedDecomposition(t *testing.T) {
	m := &Model{Factors: []string{"1", "2", "3"}, Terms: []string{"1", "2"}}
	for _, row := range golden.Rows(t, "../../testdata/worked/lmdi_inputs.csv") {
		year, _ := strconv.Atoi(row[0])
		if len(m.Years) == 0 || m.Years[len(m.Years)-1] != year {
			m.Years, m.Figures = append(m.Years, year), append(m.Figures, nil)
		}
		last := len(m.Years) - 1
		m.Figures[last] = append(m.Figures[last], term(row[2:]...))
	}
	d := decomposed(t, m)
	printed := 0
	for _, row := range golden.Rows(t, "../../testdata/worked/lmdi.csv") {
		year, _ := strconv.Atoi(row[0])
		step := d.Steps[year-1972]
		additive, multiplicative := step.Change(), expr.Written(expr.Float(step.After)/expr.Float(step.Before))
		if row[1] != "total" {
			k, _ := strconv.Atoi(row[1])
			additive, multiplicative = step.Additive(k-1), step.Multiplicative(k-1)
		}
		for got, want := range map[string]string{additive.String(): row[2], multiplicative.String(): row[3]} {
			digits := decimal.RequireFromString(want)
			if rounded := decimal.RequireFromString(got).Round(-digits.Exponent()); step.To != year || !rounded.Equal(digits) {
				t.Errorf("%d %s: %s, want %s", year, row[1], got, want)
			}
			printed++
		}
	}
	if printed != 24 {
		t.Errorf("%d figures compared, want 24", printed)
	}
}

// METHODS §7.10: G 100 → 120, I 2.0 → 1.8.
func TestWorkedDecomposition(t *testing.T) {
	d := decomposed(t, model([]int{2020, 2021}, []Term{term("100", "2.0")}, []Term{term("120", "1.8")}))
	for k, want := range []string{"37.904176784", "-21.904176784"} {
		if got := d.Direct.Additive(k).Round(9).String(); got != want {
			t.Errorf("effect %d: %s, want %s", k, got, want)
		}
	}
	if sum := d.Direct.Additive(0).Add(d.Direct.Additive(1)); !sum.Sub(decimal.NewFromInt(16)).Abs().LessThan(decimal.New(1, -13)) {
		t.Errorf("the effects sum to %s", sum)
	}
}

// What appears or vanishes is due to the factor that comes from or goes to zero: 3·4·5 = 60.
func TestZeros(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after Term
		want          string
		split         string
	}{
		{"one factor appears", term("3", "0", "5"), term("3", "4", "5"), "0 60 0", "[]"},
		{"one factor vanishes", term("3", "4", "5"), term("6", "0", "7"), "0 -60 0", "[]"},
		{"two vanish together", term("3", "4", "5"), term("0", "4", "0"), "-30 0 -30", "[[0 2]]"},
		{"all appear together", term("0", "0", "0"), term("3", "4", "5"), "20 20 20", "[[0 1 2]]"},
		{"a factor without a figure is not what vanishes", term("3", "0", "?"), term("3", "4", "5"), "0 60 0", "[]"},
		{"a term that was not there", Term{}, term("3", "4", "5"), "20 20 20", "[[0 1 2]]"},
		{"a term that is no more", term("3", "4", "5"), Term{}, "-20 -20 -20", "[[0 1 2]]"},
		{"nothing at both ends", term("3", "0", "?"), term("9", "0", "5"), "0 0 0", "[]"},
		{"never there", Term{}, Term{}, "0 0 0", "[]"},
		{"no change", term("3", "4", "5"), term("3", "4", "5"), "0 0 0", "[]"},
	} {
		m := model([]int{1, 2}, []Term{c.before, term("1", "1", "1")}, []Term{c.after, term("1", "1", "1")})
		d := decomposed(t, m)
		var got, splits []string
		for k := range m.Factors {
			got = append(got, d.Direct.OfTerm(0, k).String())
		}
		for _, split := range d.Direct.Splits {
			splits = append(splits, fmt.Sprint(split.Factors))
		}
		if strings.Join(got, " ") != c.want || fmt.Sprint(splits) != c.split {
			t.Errorf("%s: %s, split %s; want %s, split %s", c.name, got, splits, c.want, c.split)
		}
	}
}

// The limits are those of ever smaller figures in the place of zero.
func TestZerosAreLimits(t *testing.T) {
	exact := decomposed(t, model([]int{1, 2}, []Term{term("3", "0", "5")}, []Term{term("6", "4", "10")}))
	last := math.Inf(1)
	for _, small := range []string{"1e-10", "1e-50", "1e-200"} {
		near := decomposed(t, model([]int{1, 2}, []Term{term("3", small, "5")}, []Term{term("6", "4", "10")}))
		distance := math.Abs(near.Direct.additive[1] - exact.Direct.additive[1])
		if !(distance < last) {
			t.Errorf("%s in the place of zero is %v away, a larger figure %v", small, distance, last)
		}
		last = distance
	}
}

func TestNoRatio(t *testing.T) {
	appears := []Term{term("0", "2")}
	is, more := []Term{term("3", "2")}, []Term{term("4", "2")}
	d := decomposed(t, model([]int{1, 2, 3}, appears, is, more))
	if d.Direct.HasRatio() || d.Steps[0].HasRatio() || !d.Steps[1].HasRatio() || d.Chained.HasRatio() {
		t.Error("a sum that comes from zero has no ratio, and a chain with such a step has none")
	}
	if got := d.Chained.Additive(0).String(); got != "8" {
		t.Errorf("chained effect %s, want 8", got)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		bad  Term
		want string
	}{
		{"a negative factor", term("3", "-4"), "1 is below zero: -4"},
		{"two negative factors", term("-3", "-4"), "0 is below zero: -3"},
		{"a term that is no product", Term{Size: decimal.NewFromInt(5), Factors: term("2", "2").Factors}, "it is 5, and its factors make 4"},
		{"a size without factors", Term{Size: decimal.NewFromInt(5)}, "it is 5"},
		{"a factor missing of a term that is not zero", Term{Size: decimal.NewFromInt(4), Factors: term("4", "?").Factors}, "it is 4"},
		{"beyond all floats", term("1e200", "1e200"), "beyond all floats"},
		{"below all floats", term("1e-200", "1e-200"), "beyond all floats"},
	} {
		_, err := Decompose(model([]int{2019, 2020}, []Term{term("1", "1")}, []Term{c.bad}))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "2020, 0: ") {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := Decompose(model([]int{2019}, []Term{term("1", "1")})); err == nil {
		t.Error("one year has no change")
	}
}

// random makes a model of figures of any size, in which terms appear, vanish, stay or do neither.
func random(rng *rand.Rand, years, terms, factors int) *Model {
	var list []int
	figures := make([][]Term, years)
	for y := range years {
		list = append(list, 2000+y)
		for i := range terms {
			var texts []string
			for range factors {
				texts = append(texts, decimal.New(1+rng.Int64N(1_000_000), int32(rng.IntN(8)-5)).String())
			}
			switch rng.IntN(12) {
			case 0:
				texts[rng.IntN(factors)] = "0"
			case 1:
				texts[rng.IntN(factors)], texts[rng.IntN(factors)] = "0", "0"
			}
			one := term(texts...)
			if rng.IntN(20) == 0 && y+i > 0 {
				one = Term{}
			} else if y > 0 && rng.IntN(6) == 0 {
				one = figures[y-1][i]
			}
			figures[y] = append(figures[y], one)
		}
	}
	return model(list, figures...)
}

// size is the largest of the figures of which effects are sums: they are exact to a part of it.
func (e *Effects) size() float64 {
	out := max(expr.Float(e.Before), expr.Float(e.After))
	for _, effect := range e.additive {
		out = max(out, math.Abs(effect))
	}
	return out
}

func sum(list []float64) (out float64) {
	for _, x := range list {
		out += x
	}
	return out
}

// Effects sum to the change, and multiply to the ratio, in all and term by term, over a year and over the period, chained or not.
func TestEffectsCloseWithoutResidual(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 13))
	for range 300 {
		m := random(rng, 2+rng.IntN(4), 1+rng.IntN(12), 1+rng.IntN(6))
		d := decomposed(t, m)
		for _, e := range append(slices.Clone(d.Steps), d.Chained, d.Direct) {
			if residual := math.Abs(sum(e.additive) - expr.Float(e.Change())); residual > 1e-12*math.Abs(expr.Float(e.Change())) && residual > 4e-16*e.size() {
				t.Fatalf("%d–%d: the effects sum to %v, the change is %s", e.From, e.To, sum(e.additive), e.Change())
			}
			for i := range m.Terms {
				change := expr.Float(m.Figures[slices.Index(m.Years, e.To)][i].Size) - expr.Float(m.Figures[slices.Index(m.Years, e.From)][i].Size)
				if residual := math.Abs(sum(e.byTerm[i]) - change); residual > 1e-12*e.size() {
					t.Fatalf("%d–%d term %d: the effects sum to %v, the change is %v", e.From, e.To, i, sum(e.byTerm[i]), change)
				}
			}
			if !e.HasRatio() {
				continue
			}
			product := 1.0
			for _, x := range e.multiplicative {
				product *= x
			}
			if ratio := expr.Float(e.After) / expr.Float(e.Before); math.Abs(product-ratio) > 1e-12*ratio*math.Max(1, e.size()/min(expr.Float(e.Before), expr.Float(e.After))) {
				t.Fatalf("%d–%d: the effects multiply to %v, the ratio is %v", e.From, e.To, product, ratio)
			}
		}
		for k := range m.Factors {
			var steps float64
			for _, step := range d.Steps {
				steps += step.additive[k]
			}
			if math.Abs(steps-d.Chained.additive[k]) > 1e-12*d.Chained.size() {
				t.Fatalf("factor %d: steps sum to %v, the chain is %v", k, steps, d.Chained.additive[k])
			}
		}
	}
}

// reordered is the model with its factors or terms in another order.
func reordered(m *Model, factors, terms []int) *Model {
	out := &Model{Years: m.Years, Figures: make([][]Term, len(m.Years))}
	for _, k := range factors {
		out.Factors = append(out.Factors, m.Factors[k])
	}
	for _, i := range terms {
		out.Terms = append(out.Terms, m.Terms[i])
		for y := range m.Years {
			one := Term{Size: m.Figures[y][i].Size}
			if m.Figures[y][i].Factors != nil {
				for _, k := range factors {
					one.Factors = append(one.Factors, m.Figures[y][i].Factors[k])
				}
			}
			out.Figures[y] = append(out.Figures[y], one)
		}
	}
	return out
}

func TestOrderDoesNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 19))
	for range 200 {
		m := random(rng, 3, 1+rng.IntN(8), 2+rng.IntN(4))
		factors, terms := rng.Perm(len(m.Factors)), rng.Perm(len(m.Terms))
		d, other := decomposed(t, m), decomposed(t, reordered(m, factors, terms))
		for at, k := range factors {
			for _, pair := range [][2]*Effects{{d.Direct, other.Direct}, {d.Chained, other.Chained}, {d.Steps[1], other.Steps[1]}} {
				if a, b := pair[0].additive[k], pair[1].additive[at]; math.Abs(a-b) > 1e-12*pair[0].size() {
					t.Fatalf("factor %d: %v, in another order %v", k, a, b)
				}
			}
		}
	}
}

// A unit a thousand times smaller makes the additive effects a thousand times larger and leaves the multiplicative ones; the change
// backwards is the change with the other sign.
func TestScaleAndDirection(t *testing.T) {
	rng := rand.New(rand.NewPCG(23, 29))
	for range 200 {
		m := random(rng, 2, 1+rng.IntN(8), 2+rng.IntN(4))
		scaled, turned := reordered(m, rng.Perm(len(m.Factors)), rng.Perm(len(m.Terms))), *m
		for y := range scaled.Figures {
			for i := range scaled.Figures[y] {
				one := &scaled.Figures[y][i]
				one.Size = one.Size.Shift(3)
				if one.Factors != nil {
					one.Factors = slices.Clone(one.Factors)
					one.Factors[0].Of = one.Factors[0].Of.Shift(3)
				}
			}
		}
		turned.Figures = [][]Term{m.Figures[1], m.Figures[0]}
		d, larger, back := decomposed(t, m), decomposed(t, scaled), decomposed(t, &turned)
		for at, name := range scaled.Factors {
			k := slices.Index(m.Factors, name)
			if a, b := d.Direct.additive[k]*1000, larger.Direct.additive[at]; math.Abs(a-b) > 1e-12*larger.Direct.size() {
				t.Fatalf("factor %d: %v, scaled %v", k, a, b)
			}
			if a, b := d.Direct.additive[k], -back.Direct.additive[k]; math.Abs(a-b) > 1e-12*d.Direct.size() {
				t.Fatalf("factor %d: %v, turned round %v", k, a, b)
			}
			if d.Direct.HasRatio() {
				if a, b := d.Direct.multiplicative[k], larger.Direct.multiplicative[at]; math.Abs(a-b) > 1e-9*a {
					t.Fatalf("factor %d: multiplied by %v, scaled %v", k, a, b)
				}
			}
		}
	}
}

// A factor that changes by one part in 10¹⁴ has the effect that follows from its difference, not from rounded logarithms.
func TestSmallChangesAreNotLost(t *testing.T) {
	d := decomposed(t, model([]int{1, 2}, []Term{term("1000", "1")}, []Term{term("1000", "1.00000000000001")}))
	if got := d.Direct.additive[1]; math.Abs(got-1e-11) > 1e-13 || d.Direct.additive[0] != 0 {
		t.Errorf("effects %v, want 0 and 1e-11", d.Direct.additive)
	}
}

// A factor may be a quotient, and floats are the nearest to their numbers, whichever way they are made.
func TestQuotients(t *testing.T) {
	half := Factor{decimal.NewFromInt(1), decimal.NewFromInt(2)}
	m := model([]int{1, 2}, []Term{{decimal.NewFromInt(4), []Factor{half, Plain(decimal.NewFromInt(8))}}}, []Term{{decimal.NewFromInt(8), []Factor{half, Plain(decimal.NewFromInt(16))}}})
	if d := decomposed(t, m); d.Direct.Additive(0).String() != "0" || d.Direct.Additive(1).String() != "4" {
		t.Errorf("effects %v, want 0 and 4", d.Direct.additive)
	}
	rng := rand.New(rand.NewPCG(31, 37))
	for range 20000 {
		number := decimal.New(rng.Int64N(1<<rng.IntN(62)+1)-rng.Int64N(1000), int32(rng.IntN(40)-30))
		want, err := strconv.ParseFloat(number.String(), 64)
		if got := expr.Float(number); err != nil || got != want {
			t.Fatalf("%s is %v, want %v", number, got, want)
		}
	}
}

// BenchmarkDecompose38x15x20x12 decomposes 38 districts by 15 years, 20 branches and 12 fuels into five factors: every two years
// that follow each other, chained and directly.
func BenchmarkDecompose38x15x20x12(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	var districts []*Model
	for range 38 {
		districts = append(districts, random(rng, 15, 20*12, 5))
	}
	for b.Loop() {
		for _, m := range districts {
			decomposed(b, m)
		}
	}
}
