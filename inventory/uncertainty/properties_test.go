package uncertainty

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"ghg/inventory/expr"
)

// mixedModel has every family, a copula, shares, a mirrored pair, a variable of two years and an input that stays as it is. Its roots:
// a sum, a product, a ratio, the two shares, a constant.
func mixedModel(t testing.TB) Model {
	a, b, c, d, e, f := of("a", 10), of("b", 4), of("c", 3), of("d", 2), of("e", 5), of("f", 7)
	p, q, fixed := of("p", 0.3), of("q", 0.7), of("fixed", 11)
	laws := map[string]Law{"a": Normal{10, 1}, "b": lognormalOf(4, 0.5), "c": Gamma{9, 1. / 3}, "d": Triangular{1, 2, 4}, "e": Uniform{3, 7},
		"f": must(NewBeta(2, 3, 0, 17.5)), "p": must(NewBeta(3, 7, 0, 1)), "q": must(NewBeta(7, 3, 0, 1))}
	sum := expr.Sum(a, b, c, d, e, f, fixed)
	m := modelOf(t, laws, sum, expr.Mul(a, b), expr.Quo(sum, expr.Mul(c, d)), p, q, fixed, expr.Add(p, q))
	rho := 0.6
	m.Couplings = []Coupling{{[]string{"a", "b", "c"}, lowerOf(t, [][]float64{{1, rho, 0.2}, {rho, 1, -0.3}, {0.2, -0.3, 1}})}}
	m.Shares = []Shares{{Inputs: []int{inputOf(t, &m, "p"), inputOf(t, &m, "q")}, Sum: 1}}
	return m
}

func lowerOf(t testing.TB, matrix [][]float64) [][]float64 {
	lower, definite := cholesky(matrix)
	if !definite {
		t.Fatal("a correlation matrix of a test is not positive definite")
	}
	return lower
}

// inputOf is the place of an input by its key.
func inputOf(t testing.TB, m *Model, key string) int {
	i := slices.IndexFunc(m.Program.Inputs(), func(l expr.Leaf) bool { return l.Key() == key })
	if i < 0 {
		t.Fatalf("no input %s", key)
	}
	return i
}

// sameBits tells whether two results agree in every bit; NaN is the same as NaN.
func sameBits(a, b any) bool { return fmt.Sprintf("%x", a) == fmt.Sprintf("%x", b) }

var everySampling = []Sampling{PlainSampling, LatinSampling, SobolSampling}

// The number of workers moves no bit of any figure: not of the sketches, nor the kept draws, the stop, the indices, the events.
func TestWorkersMoveNothing(t *testing.T) {
	m := mixedModel(t)
	for _, sampling := range everySampling {
		var first *Simulated
		for _, workers := range []int{1, 2, 3, 8} {
			got := Simulate(Plan{Model: m, Seed: 5, Sampling: sampling, Draws: 5*BatchDraws + 77, Workers: workers, Kept: []int{1}, Order: []string{"b", "a", "f"}, Along: []int{0, 2},
				Events: []Event{{0, 40, true}, {2, 5, false}}})
			if first == nil {
				first = got
			} else if !sameBits(first, got) {
				t.Errorf("%s: %d workers give other figures than 1", sampling, workers)
			}
		}
	}
	var adaptive *Simulated
	var classes, indices any
	for _, workers := range []int{1, 2, 3, 8} {
		got := Simulate(Plan{Model: m, Seed: 5, Workers: workers, Kept: []int{0, 3}, Adaptive: Adaptive{Digits: 1, Cap: 300_000, Roots: []int{0, 3}}})
		s := Sensitivity{Model: m, Seed: 3, Workers: workers, Roots: []int{0, 2}, Leading: [][]string{{"a", "b", "c"}, {"d"}}}
		c, i := s.FirstOrder(), s.Indices()
		if workers == 1 {
			adaptive, classes, indices = got, c, i
			continue
		}
		if !sameBits(adaptive, got) {
			t.Errorf("adaptive: %d workers draw %d and give other figures than 1 with %d", workers, got.Draws, adaptive.Draws)
		}
		if !sameBits(classes, c) || !sameBits(indices, i) {
			t.Errorf("%d workers give other indices than 1", workers)
		}
	}
}

// drawnOf are draws of each input by its key, in blocks of at most the given number.
func drawnOf(m Model, seed uint64, sampling Sampling, draws, most int, order []string) map[string][]float64 {
	s := newSampler(m, seed, sampling, uint64(draws), order)
	s.most = most
	b := s.block()
	out := map[string][]float64{}
	for first := 0; first < draws; first += b.n {
		n := min(b.n, draws-first)
		b.fill(uint64(first), n)
		for i, leaf := range m.Program.Inputs() {
			out[leaf.Key()] = append(out[leaf.Key()], b.columns[i][:n]...)
		}
	}
	return out
}

// The size of blocks leaves every draw as it is, and every figure too.
func TestBlocksMoveNothing(t *testing.T) {
	m := mixedModel(t)
	m.Prepare(1)
	for _, sampling := range everySampling {
		order := []string{"c", "a"}
		want := drawnOf(m, 9, sampling, 3000, 256, order)
		for _, most := range []int{1, 7, 32, 100} {
			if got := drawnOf(m, 9, sampling, 3000, most, order); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: blocks of %d give other draws", sampling, most)
			}
		}
		var first *Simulated
		for _, most := range []int{256, 32, 7} {
			s := newSimulation(Plan{Model: m, Seed: 1, Sampling: sampling, Draws: 20_000, Workers: 2, Kept: []int{0}, Order: order, Along: []int{1}}, most)
			s.extend(20_000)
			got := s.outcome(Stopping{})
			if first == nil {
				first = got
			} else if !sameBits(first, got) {
				t.Errorf("%s: blocks of %d give other figures", sampling, most)
			}
		}
	}
}

// Further variables leave the draws of the others as they are, by plain and Latin draws, and so do the figures of the other roots.
func TestFurtherVariablesMoveNothing(t *testing.T) {
	a, b, c, d := of("a", 1), of("b", 2), of("c", 3), of("d", 4)
	laws := map[string]Law{"a": Normal{1, 0.1}, "b": Gamma{4, 0.5}, "c": Uniform{2, 4}, "d": lognormalOf(4, 0.2)}
	few, many := modelOf(t, laws, expr.Mul(a, b)), modelOf(t, laws, expr.Mul(d, c), expr.Mul(a, b), expr.Sum(a, b, c, d))
	for _, sampling := range everySampling {
		order := []string{"b", "a", "c", "d"}
		x, y := drawnOf(few, 4, sampling, 1000, 256, order), drawnOf(many, 4, sampling, 1000, 256, order)
		for _, id := range []string{"a", "b"} {
			if !slices.Equal(x[id], y[id]) {
				t.Errorf("%s: c and d move the draws of %s", sampling, id)
			}
		}
		f := Simulate(Plan{Model: few, Seed: 4, Sampling: sampling, Draws: 30_000, Order: order}).Distributions[0]
		g := Simulate(Plan{Model: many, Seed: 4, Sampling: sampling, Draws: 30_000, Order: order, Workers: 2}).Distributions[1]
		if f != g {
			t.Errorf("%s: c and d move the figures of a·b: %v, %v", sampling, f, g)
		}
	}
}

// Without spread every figure is exactly the point value.
func TestNoSpread(t *testing.T) {
	a, b, p, q := of("a", 0.1), of("b", 1./3), of("p", 0.3), of("q", 0.7)
	roots := []expr.Node{expr.Sum(a, b, p, q), expr.Mul(a, b), expr.Quo(a, b), p, expr.Of(&figure{"x", 0.1})}
	laws := map[string]Law{"a": Fixed{0.1}, "b": must(NewDiscrete([]Point{{1. / 3, 1}})), "x": Normal{0.1, 0.01}}
	m := modelOf(t, laws, roots...)
	m.Shares = []Shares{{Inputs: []int{inputOf(t, &m, "p"), inputOf(t, &m, "q")}, Sum: 1}}
	m.Couplings = []Coupling{{[]string{"a", "b"}, [][]float64{{1}, {0.5, math.Sqrt(0.75)}}}}
	for _, sampling := range everySampling {
		for _, kept := range [][]int{nil, {0, 1, 2, 3}} {
			got := Simulate(Plan{Model: m, Seed: 1, Sampling: sampling, Draws: 25_000, Kept: kept, Workers: 2})
			for i, d := range got.Distributions[:4] {
				v := d.Point
				if want := (Distribution{Point: v, Mean: v, Median: v, Low: v, High: v, Shortest: [2]float64{v, v}, Min: v, Max: v}); d != want {
					t.Errorf("%s, root %d, kept %v: %+v", sampling, i, kept, d)
				}
			}
		}
	}
	s := Sensitivity{Model: m, Seed: 1, Workers: 1, Roots: []int{0, 1}, Leading: [][]string{{"x"}}}
	for _, c := range append(s.Indices()[0], s.Indices()[1]...) {
		if c.First != 0 || c.Total != 0 {
			t.Errorf("a root without variance has the indices %v and %v", c.First, c.Total)
		}
	}
	for _, first := range s.FirstOrder() {
		for id, index := range first {
			if index != 0 || id != "x" {
				t.Errorf("a root without variance has the index %v of %s", index, id)
			}
		}
	}
}

// One of the shares that is drawn while the others stay is what is left for it, exactly.
func TestOnlyShareIsWhatIsLeft(t *testing.T) {
	p, q, r := of("p", 0.3), of("q", 0.6), of("r", 0.1)
	m := modelOf(t, map[string]Law{"q": Normal{0.6, 0.05}}, q, expr.Sum(p, q, r))
	m.Shares = []Shares{{Inputs: []int{inputOf(t, &m, "p"), inputOf(t, &m, "q"), inputOf(t, &m, "r")}, Sum: 1}}
	for _, d := range Simulate(Plan{Model: m, Seed: 1, Draws: 20_000}).Distributions {
		if d.SD != 0 || math.Abs(d.Mean-d.Point) > 1e-15 || d.Min != d.Max {
			t.Errorf("the only share that is drawn spreads: %+v", d)
		}
	}
}

// Variances of independent normals add; a variable in several places adds linearly; a mirrored one cancels.
func TestSums(t *testing.T) {
	a, b, c := of("a", 3), of("b", 4), of("c", 5)
	laws := map[string]Law{"a": Normal{3, 0.3}, "b": Normal{4, 0.4}, "c": Normal{5, 1.2}}
	for _, sampling := range everySampling {
		plan := Plan{Seed: 2, Sampling: sampling, Draws: 1 << 17, Workers: 2, Order: []string{"c", "b", "a"}, Kept: []int{0}}
		figures := func(m Model) Distribution {
			plan.Model = m
			return Simulate(plan).Distributions[0]
		}
		m := modelOf(t, laws, expr.Sum(a, b, c))
		if d := figures(m); math.Abs(d.SD/1.3-1) > 0.008 || math.Abs(d.Mean-12) > 0.015 {
			t.Errorf("%s: independent ones have the sd %v about %v, want 1.3 about 12", sampling, d.SD, d.Mean)
		}
		for i := range m.Inputs {
			m.Inputs[i].Variable = "one"
		}
		if d := figures(m); math.Abs(d.SD/1.9-1) > 0.008 {
			t.Errorf("%s: one variable in all has the sd %v, want 1.9", sampling, d.SD)
		}
		two := modelOf(t, map[string]Law{"a": Triangular{1, 3, 5}, "b": Triangular{2, 4, 6}}, expr.Add(a, b))
		two.Inputs[0].Variable, two.Inputs[1].Variable, two.Inputs[1].Mirrored = "one", "one", true
		if d := figures(two); !(d.SD < 1e-8) || math.Abs(d.Mean-7) > 1e-8 || !(d.High-d.Low < 1e-8) {
			t.Errorf("%s: with its opposite a variable has the sd %v about %v, want 0 about 7", sampling, d.SD, d.Mean)
		}
		two.Inputs[1].Mirrored = false
		if d := figures(two); math.Abs(d.SD/(2*math.Sqrt(4./6))-1) > 0.008 {
			t.Errorf("%s: with itself a variable has the sd %v, want %v", sampling, d.SD, 2*math.Sqrt(4./6))
		}
	}
}

// The trend of a constant activity with a factor of both years has no spread at all; by laws of their own years rise together.
func TestYearsOfAVariable(t *testing.T) {
	base, year, f := of("base", 100), of("year", 100), of("f", 2.7)
	before, after := expr.Mul(base, f), expr.Mul(year, f)
	m := modelOf(t, map[string]Law{"f": lognormalOf(2.7, 0.5)}, expr.Quo(expr.Sub(after, before), before), after)
	d := Simulate(Plan{Model: m, Seed: 1, Draws: 20_000, Workers: 2}).Distributions
	if d[0].SD != 0 || d[0].Low != 0 || d[0].High != 0 || d[0].Mean != 0 || d[1].SD == 0 {
		t.Errorf("the trend of a constant series: %+v; its level: %+v", d[0], d[1])
	}
	m = modelOf(t, map[string]Law{"base": Gamma{4, 25}, "year": Triangular{50, 100, 180}}, base, year)
	m.Inputs[0].Variable, m.Inputs[1].Variable = "v", "v"
	for _, sampling := range everySampling {
		draws := drawnOf(m, 1, sampling, 5000, 256, []string{"v"})
		order := make([]int, 5000)
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(i, j int) int { return int(math.Copysign(1, draws["base"][i]-draws["base"][j])) })
		for k := 1; k < len(order); k++ {
			if draws["year"][order[k]] < draws["year"][order[k-1]]-1e-6 {
				t.Fatalf("%s: years of one variable do not rise together", sampling)
			}
		}
	}
}

// Seeds give other draws, and figures that agree within the error of so many draws.
func TestSeeds(t *testing.T) {
	m := mixedModel(t)
	for _, sampling := range everySampling {
		plan := Plan{Model: m, Seed: 1, Sampling: sampling, Draws: 50_000, Workers: 2}
		one := Simulate(plan)
		plan.Seed = 2
		two := Simulate(plan)
		for i, a := range one.Distributions {
			b := two.Distributions[i]
			if i == 5 || i == 6 { // the input that stays, and the sum of the shares
				continue
			}
			if a.Mean == b.Mean || a.Low == b.Low {
				t.Errorf("%s, root %d: two seeds give the same figures", sampling, i)
			}
			if math.Abs(a.Mean-b.Mean) > 0.03*a.SD || math.Abs(a.SD-b.SD) > 0.05*a.SD || math.Abs(a.Low-b.Low) > 0.08*a.SD || math.Abs(a.High-b.High) > 0.15*a.SD {
				t.Errorf("%s, root %d: seeds 1 and 2 give %+v and %+v", sampling, i, a, b)
			}
		}
	}
}

// Shares add up to their sum in every draw.
func TestSharesAddUp(t *testing.T) {
	m := mixedModel(t)
	for _, sampling := range everySampling {
		draws := drawnOf(m, 3, sampling, 20_000, 256, nil)
		for i, p := range draws["p"] {
			if q := draws["q"][i]; math.Abs(p+q-1) > 3e-16 || p <= 0 || q <= 0 {
				t.Fatalf("%s, draw %d: shares %v and %v", sampling, i, p, q)
			}
		}
	}
}

// Couplings reach the correlation of the normal scores, and leave the law of each variable as it is.
func TestCouplings(t *testing.T) {
	m := mixedModel(t)
	laws := map[string]Law{}
	for i, leaf := range m.Program.Inputs() {
		laws[leaf.Key()] = m.Inputs[i].Law
	}
	for _, sampling := range everySampling {
		draws := drawnOf(m, 3, sampling, 40_000, 256, []string{"a", "b", "c"})
		scores := map[string][]float64{}
		for _, id := range []string{"a", "b", "c", "d"} {
			for _, x := range draws[id] {
				scores[id] = append(scores[id], normalQuantile(laws[id].CDF(x)))
			}
			if d := kolmogorov(draws[id], laws[id]); d > 1.95 {
				t.Errorf("%s: %s has not its law: √n·D is %.2f", sampling, id, d)
			}
		}
		for pair, want := range map[[2]string]float64{{"a", "b"}: 0.6, {"a", "c"}: 0.2, {"b", "c"}: -0.3, {"a", "d"}: 0, {"b", "d"}: 0} {
			if got := correlation(scores[pair[0]], scores[pair[1]]); math.Abs(got-want) > 0.015 {
				t.Errorf("%s: the normal scores of %v have the correlation %v, want %v", sampling, pair, got, want)
			}
		}
	}
}

func correlation(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx, sy = sx+x[i], sy+y[i]
		sxx, syy, sxy = sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	return (sxy - sx*sy/n) / math.Sqrt((sxx-sx*sx/n)*(syy-sy*sy/n))
}

// A variable of a copula that stays at its value is as if it were not there: the others keep their draws and their correlation.
func TestCoupledVariableThatStays(t *testing.T) {
	for _, fixed := range []string{"a", "b", "c"} {
		m, all := mixedModel(t), mixedModel(t)
		m.Inputs[inputOf(t, &m, fixed)].Law = Fixed{3}
		for _, sampling := range everySampling {
			got, want := drawnOf(m, 3, sampling, 1000, 256, []string{"a", "b", "c"}), drawnOf(all, 3, sampling, 1000, 256, []string{"a", "b", "c"})
			for _, id := range []string{"a", "b", "c", "d"} {
				if same := slices.Equal(got[id], want[id]); same != (id != fixed) {
					t.Errorf("%s, %s stays: the draws of %s are the same: %v", sampling, fixed, id, same)
				}
			}
		}
		s := Sensitivity{Model: m, Seed: 1, Workers: 1, Roots: []int{0}}
		if _, listed := s.FirstOrder()[0][fixed]; listed {
			t.Errorf("%s stays and has an index", fixed)
		}
		for _, group := range m.Groups() {
			if slices.Contains(group, fixed) {
				t.Errorf("%s stays and is among the variables that are drawn: %v", fixed, group)
			}
		}
	}
	m := mixedModel(t)
	m.Couplings = append(m.Couplings, Coupling{[]string{"d", "elsewhere"}, [][]float64{{1}, {0.5, 0.5}}}, Coupling{[]string{"e", "nowhere"}, [][]float64{{1}, {0.5, 0.5}}})
	if got := m.Groups(); len(got) != 5 { // a b c, d, e, f, p q
		t.Errorf("variables that the program does not read make the groups %v", got)
	}
}
