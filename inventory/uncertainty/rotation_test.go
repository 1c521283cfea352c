package uncertainty

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// turned is what a rotation makes of one vector.
func turned(r *rotation, v []float64) []float64 {
	columns := make([][]float64, len(v))
	for i := range columns {
		columns[i] = []float64{v[i]}
	}
	r.turn(columns, make([]float64, 1))
	out := make([]float64, len(v))
	for i := range out {
		out[i] = columns[i][0]
	}
	return out
}

func unit(n, i int) []float64 {
	out := make([]float64, n)
	out[i] = 1
	return out
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// A rotation keeps lengths and angles; the first score moves along the first direction, the second in the plane of both, the
// others across. Directions that say nothing new are left out.
func TestRotation(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 3, 40} {
		first, second := make([]float64, n), make([]float64, n)
		for i := range n {
			first[i], second[i] = random.NormFloat64(), random.NormFloat64()
		}
		double := slices.Clone(first)
		for i := range double {
			double[i] *= -2
		}
		r := newRotation([][]float64{make([]float64, n), first, double, second, first})
		if want := min(n, 2); len(r.vectors) != want {
			t.Errorf("of %d scores there are %d reflections, want %d", n, len(r.vectors), want)
		}
		var images [][]float64
		for i := range n {
			images = append(images, turned(r, unit(n, i)))
			for j, other := range images {
				if want := map[bool]float64{true: 1, false: 0}[i == j]; math.Abs(dot(images[i], other)-want) > 1e-14*float64(n) {
					t.Errorf("the images of scores %d and %d of %d have the product %v", i, j, n, dot(images[i], other))
				}
			}
			along, both := dot(images[i], first)/norm(first), dot(images[i], second)/norm(second)
			if i == 0 && math.Abs(math.Abs(along)-1) > 1e-13 || i > 0 && math.Abs(along) > 1e-13 || i > 1 && math.Abs(both) > 1e-13 {
				t.Errorf("score %d of %d moves by %v along the first direction and by %v along the second", i, n, along, both)
			}
		}
	}
}

// Points that are turned leave the law of each variable, the independence of pairs, and the correlations of a copula; the first score is
// nearly all that a sum depends on.
func TestTurnedPoints(t *testing.T) {
	m := mixedModel(t)
	order, n := []string{"b", "a", "c", "f", "e", "d", "p"}, 1<<15 // q has no dimension
	s := newSimulation(Plan{Model: m, Seed: 2, Sampling: SobolSampling, Draws: n, Order: order, Along: []int{0, 2}}, 256).sampler
	if len(s.rotation.vectors) != 2 {
		t.Fatalf("%d reflections", len(s.rotation.vectors))
	}
	b := s.block()
	b.keep()
	scores := map[string][]float64{}
	words := map[string][]uint64{}
	for first := 0; first < n; first += b.n {
		b.fill(uint64(first), b.n)
		for i, v := range s.variables {
			words[v.id] = append(words[v.id], b.kept[i]...)
		}
	}
	normal := tabulate(Normal{0, 1})
	for id, w := range words {
		scores[id] = make([]float64, n)
		normal.draw(w, 0, 1, scores[id])
		if d := kolmogorov(scores[id], Normal{0, 1}); d > 1.95 {
			t.Errorf("%s has not its law: √n·D is %.2f", id, d)
		}
	}
	ids := []string{"a", "b", "c", "d", "e", "f", "p", "q"}
	for i, id := range ids {
		for _, other := range ids[:i] {
			want := map[string]float64{"ba": 0.6, "ca": 0.2, "cb": -0.3}[id+other]
			if got := correlation(scores[id], scores[other]); math.Abs(got-want) > 0.02 {
				t.Errorf("%s and %s have the correlation %v, want %v", id, other, got, want)
			}
			if off := evenly(words[id], words[other], 60); want == 0 && off > tooFar {
				t.Errorf("pairs of %s and %s: chi² is %.1f standard deviations off", id, other, off)
			}
		}
	}
}
