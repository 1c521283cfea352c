package uncertainty

import (
	"math"
	"strconv"
	"testing"

	"ghg/inventory/expr"
)

// indexed is a model of which the indices are known.
type indexed struct {
	name         string
	model        Model
	groups       [][]string
	first, total []float64 // of the groups, then of all others
	single       map[string]float64
}

// indexedModels are a sum, a product of two, a product of many and a sum under a copula.
func indexedModels(t *testing.T) []indexed {
	a, b, c := of("a", 3), of("b", 4), of("c", 5)
	laws := map[string]Law{"a": Normal{3, 3}, "b": Normal{4, 4}, "c": Normal{5, 12}}
	sum := modelOf(t, laws, expr.Sum(a, b, c))
	out := []indexed{{"sum", sum, [][]string{{"a"}, {"c"}}, []float64{9. / 169, 144. / 169, 16. / 169}, []float64{9. / 169, 144. / 169, 16. / 169},
		map[string]float64{"a": 9. / 169, "b": 16. / 169, "c": 144. / 169}}}

	whole := 9*4 + 16*1 + 4*1. // of a·b with sd 1 and 2
	product := modelOf(t, map[string]Law{"a": Normal{3, 1}, "b": Gamma{4, 1}}, expr.Mul(a, b))
	out = append(out, indexed{"product of two", product, [][]string{{"a"}, {"b"}}, []float64{16 / whole, 36 / whole, 0}, []float64{20 / whole, 40 / whole, 0},
		map[string]float64{"a": 16 / whole, "b": 36 / whole}})

	widths := []float64{1.8, 1.2, 0.8, 0.4, 0.2, 0.1} // ∏ (1 + c(u − ½))
	var factors []expr.Node
	flat, single, all := map[string]Law{}, map[string]float64{}, 1.0
	for i, width := range widths {
		id := "x" + strconv.Itoa(i)
		factors, flat[id] = append(factors, of(id, 1)), Uniform{1 - width/2, 1 + width/2}
		all *= 1 + width*width/12
	}
	many := indexed{name: "product of six", groups: [][]string{{"x0"}, {"x1"}, {"x2", "x3"}}, single: single}
	rest, others := 1.0, 1.0
	for i, width := range widths {
		one := width * width / 12
		single["x"+strconv.Itoa(i)] = one / (all - 1)
		if i < 2 {
			many.first, many.total = append(many.first, one/(all-1)), append(many.total, one*all/(1+one)/(all-1))
		} else if i < 4 {
			rest *= 1 + one
		} else {
			others *= 1 + one
		}
	}
	many.first = append(many.first, (rest-1)/(all-1), (others-1)/(all-1))
	many.total = append(many.total, (rest-1)*all/rest/(all-1), (others-1)*all/others/(all-1))
	product6 := factors[0]
	for _, f := range factors[1:] {
		product6 = expr.Mul(product6, f)
	}
	many.model = modelOf(t, flat, product6)
	out = append(out, many)

	tied := modelOf(t, laws, expr.Sum(a, b, c))
	tied.Couplings = []Coupling{{[]string{"a", "b"}, lowerOf(t, [][]float64{{1, 0.5}, {0.5, 1}})}}
	whole = 9 + 16 + 12 + 144.
	return append(out, indexed{"copula", tied, [][]string{{"a", "b"}}, []float64{37 / whole, 144 / whole}, []float64{37 / whole, 144 / whole},
		map[string]float64{"a": 25 / whole, "b": 5.5 * 5.5 / whole, "c": 144 / whole}})
}

// The indices are those of the models: by pairs of samples within four of the stated errors, by classes within what 65,536 draws in 64
// classes leave: four standard deviations of chance, and the variance within a class, up to a hundredth of the index.
func TestIndices(t *testing.T) {
	for _, x := range indexedModels(t) {
		s := Sensitivity{Model: x.model, Seed: 12, Workers: 2, Roots: []int{0}, Leading: x.groups}
		sum, errors := 0.0, 0.0
		for g, c := range s.Indices()[0] {
			if math.Abs(c.First-x.first[g]) > 4*c.Errors[0]+1e-12 || math.Abs(c.Total-x.total[g]) > 4*c.Errors[1]+1e-12 {
				t.Errorf("%s, group %d: indices %.4f and %.4f ± %.2g, want %.4f and %.4f", x.name, g, c.First, c.Total, c.Errors, x.first[g], x.total[g])
			}
			if c.Errors[0] > 0.03 || c.Errors[1] > 0.02 {
				t.Errorf("%s, group %d: standard errors %v", x.name, g, c.Errors)
			}
			sum, errors = sum+c.First, errors+c.Errors[0]
		}
		if sum > 1+2*errors {
			t.Errorf("%s: first-order indices of groups sum to %v", x.name, sum)
		}
		first := s.FirstOrder()[0]
		for id, want := range x.single {
			chance := math.Sqrt(4*want*(1-want)/givenDraws+2*givenBins*(1-want)*(1-want)/givenDraws/givenDraws) + 1e-3*want
			if got := first[id]; got < 0.99*want-4*chance || got > want+4*chance {
				t.Errorf("%s: by classes the index of %s is %.5f, want %.5f within %.2g", x.name, id, got, want, 4*chance)
			}
		}
	}
}

// Over seeds the estimator from given data misses little: what chance alone gives is taken off, the variance within classes is not.
func TestBiasOfClasses(t *testing.T) {
	x := indexedModels(t)[0]
	mean := map[string]float64{}
	const seeds = 12
	for seed := range uint64(seeds) {
		s := Sensitivity{Model: x.model, Seed: seed, Workers: 2, Roots: []int{0}}
		for id, index := range s.FirstOrder()[0] {
			mean[id] += index / seeds
		}
	}
	for id, want := range x.single {
		if miss := mean[id] - want; miss > 0.002 || miss < -0.01*want-0.002 {
			t.Errorf("the mean index of %s is %.5f, want %.5f", id, mean[id], want)
		}
	}
}

// The draws in which one root is no number leave the indices of the other roots as they are.
func TestIndicesBesideAnUndefinedRoot(t *testing.T) {
	a, b, c := of("a", 3), of("b", 1), of("c", 5)
	laws := map[string]Law{"a": Normal{3, 3}, "b": must(NewDiscrete([]Point{{0, 0.3}, {1, 0.7}})), "c": Normal{5, 4}}
	m := modelOf(t, laws, expr.Quo(a, b), expr.Sum(a, c, b))
	s := Sensitivity{Model: m, Seed: 1, Workers: 2, Roots: []int{0, 1}, Leading: [][]string{{"a"}, {"b"}, {"c"}}}
	alone := Sensitivity{Model: m, Seed: 1, Workers: 2, Roots: []int{1}, Leading: s.Leading}
	if got, want := s.FirstOrder()[1], alone.FirstOrder()[0]; !sameBits(got, want) {
		t.Errorf("by classes %v, alone %v", got, want)
	}
	if got, want := s.Indices()[1], alone.Indices()[0]; !sameBits(got, want) {
		t.Errorf("by pairs %v, alone %v", got, want)
	}
	if got := s.FirstOrder()[0]["a"]; math.Abs(got-1) > 0.01 { // where it is a number, a/b is a
		t.Errorf("the index of a in a/b is %v", got)
	}
}

// A bar of the tornado keeps shares at their sum, and leaves an input without spread at its value.
func TestBars(t *testing.T) {
	p, q, r := of("p", 0.3), of("q", 0.7), of("r", 2)
	m := modelOf(t, map[string]Law{"p": Normal{0.3, 0.03}, "q": Normal{0.7, 0.03}, "r": Fixed{2.5}}, expr.Add(p, q), p, expr.Mul(r, p))
	m.Shares = []Shares{{Inputs: []int{inputOf(t, &m, "p"), inputOf(t, &m, "q")}, Sum: 1}}
	if low, high := m.bar(0, []string{"p", "q"}); math.Abs(low-1) > 1e-15 || math.Abs(high-1) > 1e-15 {
		t.Errorf("shares add up to %v and %v", low, high)
	}
	low, high := m.bar(1, []string{"p"})
	if want := m.Inputs[inputOf(t, &m, "p")].Law.Quantile(0.025); math.Abs(low-want/(want+0.7)) > 1e-15 || high <= 0.3 {
		t.Errorf("with its percentiles a share is %v and %v", low, high)
	}
	if low, high := m.bar(2, []string{"r"}); low != high || math.Abs(low-0.6) > 1e-15 {
		t.Errorf("an input without spread moves the root to %v and %v", low, high)
	}
}

// The shares of the first-order variance sum to one, also where shares and a copula hold a group together.
func TestLinearSharesSumToOne(t *testing.T) {
	a, p, q, r := of("a", 10), of("p", 0.3), of("q", 0.7), of("r", 5)
	m := modelOf(t, map[string]Law{"a": Normal{10, 1}, "p": Normal{0.3, 0.03}, "q": Normal{0.7, 0.03}, "r": Normal{5, 1}}, expr.Sum(expr.Mul(a, p), expr.Mul(r, q)))
	for i := range m.Inputs {
		m.Inputs[i].Half = 2 * m.Inputs[i].Law.SD()
	}
	m.Shares = []Shares{{Inputs: []int{inputOf(t, &m, "p"), inputOf(t, &m, "q")}, Sum: 1}}
	m.Couplings = []Coupling{{[]string{"r", "q"}, lowerOf(t, [][]float64{{1, 0.5}, {0.5, 1}})}}
	sum := 0.0
	ranked := m.Rank(0, 0, 1, 1, false)
	for _, r := range ranked {
		sum += r.linear
	}
	if len(ranked) != 2 || math.Abs(sum-1) > 1e-12 {
		t.Errorf("the linear shares of %d groups sum to %v", len(ranked), sum)
	}
}
