package uncertainty

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// shapesOfFamilies are some shapes of each family, and those that are hard to tabulate.
func shapesOfFamilies() map[string][]Law {
	random := rand.New(rand.NewPCG(2006, 2019))
	some := func(shape func() Law) (out []Law) {
		for range 4 {
			out = append(out, shape())
		}
		return out
	}
	power := func(low, high float64) float64 { return low * math.Pow(high/low, random.Float64()) }
	return map[string][]Law{
		"normal":    {Normal{0, 1}},
		"uniform":   {Uniform{0, 1}},
		"lognormal": {Lognormal{0, 0.05}, Lognormal{0, 0.6}, Mirrored{Lognormal{0, 1.5}}},
		"truncated_normal": append(some(func() Law {
			low := random.Float64()*4 - 3
			return must(NewTruncatedNormal(0, 1, low, low+power(0.1, 5)))
		}), must(NewTruncatedNormal(0, 1, 4.5, math.Inf(1))), must(NewTruncatedNormal(0, 1, math.Inf(-1), -4.2)), must(NewTruncatedNormal(0, 1, -1, 1e-3))),
		"triangular": append(some(func() Law { return Triangular{0, random.Float64(), 1} }), Triangular{0, 0, 1}, Triangular{0, 1, 1}, Triangular{0, 0.5, 1}),
		"pert":       some(func() Law { return must(NewPERT(0, random.Float64(), 1)) }),
		"beta":       append(some(func() Law { return must(NewBeta(power(0.5, 50), power(0.5, 50), 0, 1)) }), must(NewBeta(0.3, 0.4, 0, 1))),
		"gamma":      append(some(func() Law { return Gamma{power(0.2, 1e5), 1} }), Gamma{0.05, 1}),
		"discrete": append(some(func() Law {
			p, q := random.Float64(), random.Float64()
			return must(NewDiscrete([]Point{{-3, p * q}, {1, p * (1 - q)}, {7, 1 - p}}))
		}), must(NewDiscrete([]Point{{0, 0.5}, {1, 0.5}})), must(NewDiscrete([]Point{{0, 1 - 1e-7}, {1, 1e-7}}))),
	}
}

// hardWords are the ends of the words, the middle, and both sides of the edges of pieces.
func hardWords() []uint64 {
	out := []uint64{0, 1, 1 << 12, ^uint64(0), 1 << 63, 1<<63 - 1, 1<<63 + 1}
	for octave := range octaves + 2 {
		for piece := range uint64(octavePieces) {
			edge := (octavePieces + piece) << (63 - 6 - octave) // the tail probability where a piece begins
			out = append(out, edge-1, edge, edge-1<<12, edge+1<<12, ^edge, -edge)
		}
	}
	return out
}

// Tabulated quantiles are those of the law to within Tolerance standard deviations, rise with the word to within it, and all but
// a few draws are tabulated.
func TestTablesAreTheLaw(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for family, shapes := range shapesOfFamilies() {
		words := hardWords()
		for range 100_000 / len(shapes) {
			words = append(words, random.Uint64())
		}
		slices.Sort(words)
		out := make([]float64, len(words))
		for _, shape := range shapes {
			table, sd := tabulate(shape), shape.SD()
			table.draw(words, 0, 1, out)
			worst, computed := 0.0, 0.0
			for i, w := range words {
				units, upper := tail(w)
				want := table.exact(float64(units), upper)
				worst = max(worst, math.Abs(out[i]-want)/sd)
				if i > 0 && !(out[i]-out[i-1] >= -2*Tolerance*sd) {
					t.Errorf("%s %v: %x stands for %v, the greater %x for %v", family, shape, words[i-1], out[i-1], w, out[i])
					break
				}
			}
			for i := range table.pieces {
				if table.pieces[i].c0 != table.pieces[i].c0 {
					computed += weight(i)
				}
			}
			t.Logf("%s %.4g: worst %.2g sd, %.3g %% of the draws by the law itself", family, shape, worst, computed*100)
			if !(worst <= Tolerance) {
				t.Errorf("%s %v: a tabulated quantile is %v sd from the law's", family, shape, worst)
			}
			if limit := map[bool]float64{false: 0.05, true: 0.15}[shape == Gamma{0.05, 1}]; computed > limit {
				t.Errorf("%s %v: %.3g of the draws are computed by the law itself", family, shape, computed)
			}
		}
	}
}

// weight is the probability of a piece.
func weight(i int) float64 {
	n := i % sidePieces
	octave := math.Ldexp(1, n/octavePieces-octaves-1)
	if n == 0 {
		return octave * (1 + 1.0/octavePieces)
	}
	return octave / octavePieces
}

// Each draw follows its law: the Kolmogorov–Smirnov statistic of 10⁵ draws, √n·D, exceeds 1.95 with a probability of one in a thousand.
func TestMarginals(t *testing.T) {
	const n = 100_000
	words, out := make([]uint64, n), make([]float64, n)
	for family, shapes := range shapesOfFamilies() {
		if family == "discrete" {
			continue // see TestAtoms
		}
		newStream(3, family).words(0, words)
		law := shapes[0]
		tabulate(law).draw(words, 0, 1, out)
		if d := kolmogorov(out, law); d > 1.95 {
			t.Errorf("%s %v: √n·D is %.2f", family, law, d)
		}
		wrong := slices.Clone(out) // what a draw of a law that is off by a fiftieth of its spread looks like
		for i := range wrong {
			wrong[i] += 0.02 * law.SD()
		}
		if d := kolmogorov(wrong, law); d < 1.95 {
			t.Errorf("%s: the test does not see a shift of 0.02 sd: √n·D is %.2f", family, d)
		}
	}
}

func kolmogorov(sample []float64, law Law) float64 {
	sorted := slices.Clone(sample)
	slices.Sort(sorted)
	n, worst := float64(len(sorted)), 0.0
	for i, x := range sorted {
		p := law.CDF(x)
		worst = max(worst, p-float64(i)/n, float64(i+1)/n-p)
	}
	return worst * math.Sqrt(n)
}

// The values of a discrete law come as often as they are probable, also where the step lies in the last bit of a piece.
func TestAtoms(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		p := random.Float64()
		d := must(NewDiscrete([]Point{{0, p}, {1, 1 - p}}))
		table := tabulate(d)
		words := make([]uint64, 2000) // close to the step
		for i := range words {
			words[i] = uint64((p + (random.Float64()-0.5)*0.01) * (1 << 63) * 2)
		}
		slices.SortFunc(words, cmp.Compare)
		out := make([]float64, len(words))
		table.draw(words, 0, 1, out)
		for i, w := range words {
			u := (float64(w>>12) + 0.5) / (1 << 52)
			if want := d.Quantile(u); math.Abs(u-p) > 1e-12 && math.Abs(out[i]-want) > 1e-9 {
				t.Errorf("P(0) = %v: u = %v gives %v", p, u, out[i])
				break
			}
		}
	}
}
