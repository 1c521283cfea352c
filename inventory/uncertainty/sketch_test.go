package uncertainty

import (
	"math"
	"slices"
	"testing"

	"ghg/inventory/expr"
)

// samples are draws that are hard to count in cells.
func samples() map[string][]float64 {
	const n = 20_000
	words, z := make([]uint64, n), make([]float64, n)
	newStream(8, "sketch").words(0, words)
	tabulate(Normal{0, 1}).draw(words, 0, 1, z)
	each := func(f func(i int, z float64) float64) []float64 {
		out := make([]float64, n)
		for i := range out {
			out[i] = f(i, z[i])
		}
		return out
	}
	return map[string][]float64{
		"normal":              z,
		"far from 0":          each(func(_ int, z float64) float64 { return 1e9 + z }),
		"next to nothing":     each(func(_ int, z float64) float64 { return z * 1e-200 }),
		"lognormal":           each(func(_ int, z float64) float64 { return expr.Exponential(z) }),
		"very skewed":         each(func(_ int, z float64) float64 { return expr.Exponential(5 * z) }),
		"negative and skewed": each(func(_ int, z float64) float64 { return 3 - expr.Exponential(2*z) }),
		"ratio about 0":       each(func(i int, z float64) float64 { return z / (words2(words, i) - 0.5) }),
		"two values":          each(func(_ int, z float64) float64 { return map[bool]float64{true: 7, false: -2}[z > 0.3] }),
		"half and half":       each(func(i int, _ float64) float64 { return float64(i % 2) }),
		"mostly one value":    each(func(_ int, z float64) float64 { return 5 + max(z-2, 0) }),
		"one value":           each(func(int, float64) float64 { return 0.1 }),
		"zero":                each(func(int, float64) float64 { return 0 }),
		"outliers after the pilot": each(func(i int, z float64) float64 {
			return z * map[bool]float64{true: 1e9, false: 1}[i >= 256 && i%20 == 0]
		}),
		"spread after the pilot": each(func(i int, z float64) float64 { return map[bool]float64{true: z, false: 0}[i >= 256] }),
		"drift after the pilot":  each(func(i int, z float64) float64 { return z + map[bool]float64{true: 1e6, false: 0}[i >= 256] }),
		"few":                    z[:3],
		"one":                    z[:1],
	}
}

func words2(words []uint64, i int) float64 {
	return float64(words[(i*7+1)%len(words)]>>11) / (1 << 53)
}

// Percentiles of a sketch are those of the sorted sample within the stated error, which is a small part of the spread unless the first
// draws say nothing of the others.
func TestSketchPercentiles(t *testing.T) {
	for name, sample := range samples() {
		s := newSketch(slices.Clone(sample[:min(pilotDraws, len(sample))]), 42)
		for block := range slices.Chunk(sample, 100) {
			s.add(block)
		}
		sorted := slices.Clone(sample)
		slices.Sort(sorted)
		bins := s.bins(nil, sorted[0], sorted[len(sorted)-1])
		total := 0
		for i, b := range bins {
			if total += int(b.count); !(b.low <= b.high) || i > 0 && b.low < bins[i-1].low {
				t.Errorf("%s: cell %v follows %v", name, b, bins[max(i-1, 0)])
			}
		}
		if total != len(sample) {
			t.Errorf("%s: %d draws are in the cells, want %d", name, total, len(sample))
		}
		spread := percentile(sorted, 0.975) - percentile(sorted, 0.025)
		for _, p := range []float64{0, 0.001, 0.025, 0.31, 0.5, 0.69, 0.975, 0.999, 1} {
			want := percentile(sorted, p)
			got, width := quantileOf(bins, len(sample), p)
			if !(math.Abs(got-want) <= width+1e-12*math.Abs(want)) {
				t.Errorf("%s: percentile %v is %v ± %v, want %v", name, p, got, width, want)
			}
			if told := p > 0.01 && p < 0.99 && !slices.Contains([]string{"spread after the pilot", "drift after the pilot", "outliers after the pilot", "ratio about 0", "mostly one value"}, name); told && width > spread/500 {
				t.Errorf("%s: percentile %v is known to %v only, the interval is %v", name, p, width, spread)
			}
		}
		low, high := shortestOf(bins, uint64(len(sample)), 0.95)
		a, b := shortest(sorted, 0.95)
		if held := partBelow(sorted, low, high); len(sample) > 3 && held < 0.95-1e-9 || math.Abs((high-low)-(b-a)) > 0.01*spread+1e-12*math.Abs(b) && slices.Contains([]string{"normal", "lognormal", "far from 0"}, name) {
			t.Errorf("%s: %v to %v holds %v, the shortest interval is %v to %v", name, low, high, held, a, b)
		}
	}
}

func partBelow(sorted []float64, low, high float64) float64 {
	n := 0
	for _, x := range sorted {
		if x >= low && x <= high {
			n++
		}
	}
	return float64(n) / float64(len(sorted))
}

// Draws that are kept and draws that are counted give the same figures within the stated error, wherever the point value lies.
func TestKeptOrCounted(t *testing.T) {
	m := mixedModel(t)
	far := modelOf(t, map[string]Law{"a": Normal{0, 1}}, of("a", 1e4)) // the point value is far outside of what is drawn
	for _, model := range []Model{m, far} {
		roots := make([]int, len(model.Program.At(model.Program.Values())))
		for i := range roots {
			roots[i] = i
		}
		plan := Plan{Model: model, Seed: 6, Draws: 60_000, Workers: 2}
		counted := Simulate(plan)
		plan.Kept = roots
		kept := Simulate(plan)
		for i, d := range counted.Distributions {
			k := kept.Distributions[i]
			if k.Error != 0 || d.Error > 0.01*d.SD {
				t.Errorf("root %d: errors %v and %v", i, k.Error, d.Error)
			}
			for _, pair := range [][2]float64{{d.Low, k.Low}, {d.Median, k.Median}, {d.High, k.High}} {
				if math.Abs(pair[0]-pair[1]) > d.Error*(1+1e-9) {
					t.Errorf("root %d: counted %v, kept %v, stated error %v", i, pair[0], pair[1], d.Error)
				}
			}
			if d.Mean != k.Mean || d.SD != k.SD || d.Min != k.Min || d.Max != k.Max {
				t.Errorf("root %d: moments differ: %+v, %+v", i, d, k)
			}
		}
	}
}

// Few draws are enough for any sampling.
func TestFewDraws(t *testing.T) {
	m := mixedModel(t)
	for _, sampling := range everySampling {
		for _, draws := range []int{1, 2, 10} {
			for _, d := range Simulate(Plan{Model: m, Seed: 6, Sampling: sampling, Draws: draws, Workers: 2}).Distributions {
				if !(d.Min <= d.Low && d.Low <= d.Median && d.Median <= d.High && d.High <= d.Max) || d.SD != d.SD {
					t.Errorf("%s, %d draws: %+v", sampling, draws, d)
				}
			}
		}
	}
}

// Draws in which a figure is no number are counted, and are in no other figure.
func TestUndefinedDraws(t *testing.T) {
	a, b := of("a", 3), of("b", 1)
	m := modelOf(t, map[string]Law{"a": Normal{3, 0.1}, "b": must(NewDiscrete([]Point{{0, 0.25}, {1, 0.75}}))}, expr.Quo(a, b))
	for _, kept := range [][]int{nil, {0}} {
		d := Simulate(Plan{Model: m, Seed: 6, Draws: 40_000, Kept: kept}).Distributions[0]
		if math.Abs(float64(d.Undefined)-10_000) > 400 || math.Abs(d.Mean-3) > 0.005 || math.Abs(d.SD-0.1) > 0.002 || math.Abs(d.High-3.196) > 0.01 {
			t.Errorf("kept %v: %+v", kept, d)
		}
	}
	m.Inputs[inputOf(t, &m, "b")].Law = Uniform{-1e-300, 1e-300} // all draws of a/b are beyond any figure
	if d := Simulate(Plan{Model: m, Seed: 6, Draws: 100}).Distributions[0]; d.Mean-d.Mean != 0 && d.Undefined == 0 {
		t.Errorf("no draw is a number: %+v", d)
	}
}
