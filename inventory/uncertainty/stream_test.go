package uncertainty

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// drawnWords are the first words of a variable.
func drawnWords(seed uint64, variable string, n int) []uint64 {
	out := make([]uint64, n)
	newStream(seed, variable).words(0, out)
	return out
}

// tooFar is the number of standard deviations that no statistic of a right generator with these seeds is off by.
const tooFar = 4.5

// evenly is by how many standard deviations chi² of the cells of pairs of words is off: the bits from the given one upwards, 4 of each.
func evenly(a, b []uint64, lowest int) float64 {
	counts := make([]int, 256)
	for i := range min(len(a), len(b)) {
		counts[a[i]>>lowest&15<<4|b[i]>>lowest&15]++
	}
	return deviations(counts)
}

// serial is the correlation of two sequences of words as probabilities, in standard deviations.
func serial(a, b []uint64) float64 {
	sum := 0.0
	for i := range a {
		sum += (float64(a[i]>>11)/(1<<53) - 0.5) * (float64(b[i]>>11)/(1<<53) - 0.5)
	}
	return sum * 12 / math.Sqrt(float64(len(a)))
}

// runs is by how much the number of runs above and below the middle is off, in standard deviations.
func runs(words []uint64) float64 {
	n, changes := len(words)-1, 0
	for i := range n {
		if words[i]>>63 != words[i+1]>>63 {
			changes++
		}
	}
	return (float64(changes) - float64(n)/2) / math.Sqrt(float64(n)/4)
}

// faults are what is wrong with the words of variables and seeds, each a statistic that is too far off.
func faults(words func(seed uint64, variable string, n int) []uint64) (out []string) {
	const n = 1 << 17
	look := func(off float64, format string, args ...any) {
		if math.Abs(off) > tooFar {
			out = append(out, fmt.Sprintf(format, args...)+fmt.Sprintf(": %.1f standard deviations off", off))
		}
	}
	ids := []string{"", "a", "b", "f|1", "f|2", "activity|2024|1A1|1", "activity|2025|1A1|1"}
	for _, id := range ids {
		w := words(7, id, n)
		for lowest := 0; lowest <= 60; lowest += 4 {
			counts := make([]int, 16)
			for _, x := range w {
				counts[x>>lowest&15]++
			}
			look(deviations(counts), "%q, bits from %d", id, lowest)
		}
		high := make([]int, 1<<12)
		for _, x := range w {
			high[x>>52]++
		}
		look(deviations(high), "%q, 12 highest bits", id)
		look(runs(w), "%q, runs", id)
		for _, lag := range []int{1, 2, 3, 256, 10_240} {
			look(serial(w[lag:], w[:n-lag]), "%q, correlation at a distance of %d", id, lag)
			look(evenly(w[lag:], w[:n-lag], 60), "%q, pairs at a distance of %d", id, lag)
			look(evenly(w[lag:], w[:n-lag], 12), "%q, low bits of pairs at a distance of %d", id, lag)
		}
		for _, seed := range []uint64{8, 6, 7 << 32, 1<<63 + 7} {
			other := words(seed, id, n)
			look(serial(w, other), "%q, seeds 7 and %d", id, seed)
			look(evenly(w, other, 60), "%q, pairs of seeds 7 and %d", id, seed)
			look(evenly(w, other, 12), "%q, low bits of pairs of seeds 7 and %d", id, seed)
		}
		for _, id2 := range ids[:slices.Index(ids, id)] {
			other := words(7, id2, n)
			look(serial(w, other), "%q and %q", id, id2)
			look(evenly(w, other, 60), "pairs of %q and %q", id, id2)
			look(evenly(w[1:], other, 60), "pairs of %q and the draw before of %q", id, id2)
			look(evenly(other[1:], w, 60), "pairs of %q and the draw after of %q", id, id2)
			look(evenly(w, other, 12), "low bits of pairs of %q and %q", id, id2)
		}
	}
	return out
}

// The words of a variable are uniform and independent of each other, of those of other variables and of other seeds; a generator that
// is not right in one of these ways is seen.
func TestStreams(t *testing.T) {
	for _, fault := range faults(drawnWords) {
		t.Error(fault)
	}
	for name, wrong := range map[string]func(seed uint64, variable string, n int) []uint64{
		"two variables take one word": func(seed uint64, variable string, n int) []uint64 {
			if variable == "f|2" {
				variable = "f|1"
			}
			return drawnWords(seed, variable, n)
		},
		"a variable takes the word of the draw before": func(seed uint64, variable string, n int) []uint64 {
			if variable == "f|2" {
				return drawnWords(seed, "f|1", n+1)[1:]
			}
			return drawnWords(seed, variable, n)
		},
		"the seed is left out": func(_ uint64, variable string, n int) []uint64 { return drawnWords(1, variable, n) },
		"a counter with a multiplier": func(seed uint64, variable string, n int) []uint64 {
			out, s := make([]uint64, n), newStream(seed, variable)
			for i := range out {
				out[i] = s.start + uint64(i)*6364136223846793005
			}
			return out
		},
		"one in a hundred repeats the word before": func(seed uint64, variable string, n int) []uint64 {
			out := drawnWords(seed, variable, n)
			for i := 100; i < n; i += 50 {
				out[i] = out[i-1]
			}
			return out
		},
		"a bit that is set too often": func(seed uint64, variable string, n int) []uint64 {
			out := drawnWords(seed, variable, n)
			for i := range out {
				if out[i]>>20&63 == 0 {
					out[i] |= 1 << 13
				}
			}
			return out
		},
	} {
		if len(faults(wrong)) == 0 {
			t.Errorf("%s, and no statistic sees it", name)
		}
	}
}

// The draws of the variables of a model are independent in pairs, by every sampling; a model whose variables share a word is seen.
func TestPairsOfVariables(t *testing.T) {
	m := mixedModel(t)
	m.Couplings, m.Shares = nil, nil
	const n = 1 << 16
	cells := func(m Model, sampling Sampling) map[string][]uint64 {
		s := newSampler(m, 3, sampling, n, []string{"a", "b", "c", "d", "e", "f"})
		b := s.block()
		b.keep()
		out := map[string][]uint64{}
		for first := uint64(0); first < n; first += uint64(b.n) {
			b.fill(first, b.n)
			for i, v := range s.variables {
				out[v.id] = append(out[v.id], b.kept[i]...)
			}
		}
		return out
	}
	for _, sampling := range everySampling {
		words := cells(m, sampling)
		ids := []string{"a", "b", "c", "d", "e", "f", "p", "q"}
		for i, id := range ids {
			for _, other := range ids[:i] {
				// Even points have a chi² that is too small, if any: only more than chance is wrong.
				if off := evenly(words[id], words[other], 60); off > tooFar || sampling == PlainSampling && off < -tooFar {
					t.Errorf("%s: pairs of %s and %s: chi² is %.1f standard deviations off", sampling, id, other, off)
				}
			}
		}
	}
	if off := evenly(drawnWords(1, "a", n), drawnWords(1, "a", n), 60); off < tooFar {
		t.Errorf("one word for two variables: chi² is %.1f standard deviations off", off)
	}
}

// Of 2²⁰ normal draws as many lie beyond 3, 4 and 4.5 standard deviations as there should, on either side.
func TestTails(t *testing.T) {
	const n = 1 << 20
	words, z := drawnWords(2, "tails", n), make([]float64, n)
	tabulate(Normal{0, 1}).draw(words, 0, 1, z)
	for _, limit := range []float64{3, 4, 4.5} {
		low, high, want := 0, 0, n*normalCDF(-limit)
		for _, x := range z {
			if x < -limit {
				low++
			}
			if x > limit {
				high++
			}
		}
		if math.Abs(float64(low)-want) > 3.5*math.Sqrt(want) || math.Abs(float64(high)-want) > 3.5*math.Sqrt(want) {
			t.Errorf("%d draws lie below −%v and %d above, want %.1f", low, limit, high, want)
		}
	}
	if z := normalQuantile(1.0 / (1 << 53)); math.Abs(z+8.2095) > 1e-3 { // the word 0
		t.Errorf("the least draw is %v", z)
	}
	tabulate(Normal{0, 1}).draw([]uint64{0, math.MaxUint64}, 0, 1, z[:2])
	if z[0] != -z[1] || math.Abs(z[0]+8.2095) > 1e-3 {
		t.Errorf("the ends are %v and %v", z[0], z[1])
	}
}

// A Latin hypercube has one draw of each variable in each of as many parts as there are draws, Sobol' points of a power of two too.
func TestStrataOfSamplings(t *testing.T) {
	m := mixedModel(t)
	m.Couplings = nil
	for sampling, n := range map[Sampling]int{LatinSampling: 12_345, SobolSampling: 1 << 14} {
		s := newSampler(m, 3, sampling, uint64(n), []string{"a", "b", "c"})
		b := s.block()
		b.keep()
		seen := make([][]int, 3)
		for i := range seen {
			seen[i] = make([]int, n)
		}
		for first := 0; first < n; first += b.n {
			k := min(b.n, n-first)
			b.fill(uint64(first), k)
			for i, counts := range seen {
				for _, w := range b.kept[s.index[string("abc"[i])]][:k] {
					counts[int((float64(w>>12)+0.5)/(1<<52)*float64(n))]++
				}
			}
		}
		for i, counts := range seen {
			if slices.Min(counts) != 1 || slices.Max(counts) != 1 {
				t.Errorf("%s: of %c a part has %d to %d draws", sampling, "abc"[i], slices.Min(counts), slices.Max(counts))
			}
		}
	}
}
