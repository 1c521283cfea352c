package uncertainty

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"
)

// important are the variables of a model by what they contribute to the variance of a root, the greatest first.
func important(m *Model, root int) []string {
	for i := range m.Inputs {
		if m.Inputs[i].random() {
			m.Inputs[i].Half = 1.96 * m.Inputs[i].Law.SD()
		}
	}
	parts := m.Propagate(root)[0].Parts
	var ids []string
	for _, in := range m.Inputs {
		if !slices.Contains(ids, in.Variable) {
			ids = append(ids, in.Variable)
		}
	}
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(math.Abs(parts[b]), math.Abs(parts[a])) })
	return ids
}

// missed is by how much mean, standard deviation and both ends of the interval miss the figures: the root of the mean square over seeds,
// in standard deviations.
func missed(plan Plan, root, seeds int, want [4]float64) (out [4]float64) {
	plan.Kept = []int{root}
	for seed := range seeds {
		plan.Seed = uint64(100 + seed)
		d := Simulate(plan).Distributions[root]
		for k, x := range [4]float64{d.Mean, d.SD, d.Low, d.High} {
			out[k] += square((x-want[k])/want[1]) / float64(seeds)
		}
	}
	for k := range out {
		out[k] = math.Sqrt(out[k])
	}
	return out
}

// accurate are mean, standard deviation, 2.5 and 97.5 percentile of level and trend of the reference with 200 categories: averages
// over 16 seeds of 2¹⁷ Sobol' points along the root. They are known to about 2e-4 of the standard deviation.
var accurate = [2][4]float64{
	{13449.46810100071, 130.61688278731506, 13194.937048166345, 13706.921444281337},
	{0.050019848312628977, 0.0064573688910719287, 0.037417268846898659, 0.062729422642426938},
}

// plainly is what a million plain draws of a figure that is nearly normal miss, in standard deviations: 1/√n, 1/√2n and
// √(p(1−p)/n)/φ(z).
func plainly() [4]float64 {
	const n = 1e6
	end := math.Sqrt(0.025*0.975/n) / normalDensity(normalQuantile(0.975))
	return [4]float64{1 / math.Sqrt(n), 1 / math.Sqrt(2*n), end, end}
}

// The reference figures of the level are those of the closed form.
func TestReferenceIsExact(t *testing.T) {
	m := reference(t, 200)
	mean, variance := 0.0, 0.0
	for i, leaf := range m.Program.Inputs() {
		if number, isYear := strings.CutPrefix(leaf.Key(), "at|"); isYear {
			a, f := m.Inputs[i].Law, m.Inputs[inputOf(t, &m, "f|"+number)].Law
			mean += a.Mean() * f.Mean()
			variance += (square(a.SD())+square(a.Mean()))*(square(f.SD())+square(f.Mean())) - square(a.Mean()*f.Mean())
		}
	}
	if got := accurate[0]; math.Abs(got[0]-mean) > 1e-4*got[1] || math.Abs(got[1]/math.Sqrt(variance)-1) > 3e-4 {
		t.Errorf("mean %v and sd %v, by the closed form %v and %v", got[0], got[1], mean, math.Sqrt(variance))
	}
}

// 2¹⁵ Sobol' points along a root are as accurate as a million plain draws. Its mean and standard deviation are so without turning the
// points, its percentiles are not: as a sum of hundreds of variables it fills no few dimensions.
func TestSobolIsAsAccurateAsAMillionDraws(t *testing.T) {
	const seeds = 5 // of ten percentiles the mean square is known to 45 %, its root to 22 %
	m := reference(t, 200)
	m.Prepare(2)
	plan := Plan{Model: m, Draws: 1 << 15, Sampling: SobolSampling, Order: important(&m, 0), Along: []int{0}, Workers: 2}
	got, want := missed(plan, 0, seeds, accurate[0]), plainly()
	t.Logf("%.5f sd, a million plain draws %.5f", got, want)
	if both := math.Sqrt((square(got[2]) + square(got[3])) / 2); got[0] > want[0]/10 || got[1] > want[1]/3 || both > 1.45*want[2] {
		t.Errorf("mean, sd and ends of the interval miss by %.5f sd, those of a million plain draws by %.5f", got, want)
	}
}

// What level and trend of the reference miss by, in millionths of the standard deviation.
func BenchmarkAccuracy(b *testing.B) {
	m := reference(b, 200)
	m.Prepare(2)
	order := important(&m, 0)
	for _, c := range []struct {
		name string
		plan Plan
	}{
		{"plain32768", Plan{Draws: 1 << 15}}, {"latin32768", Plan{Draws: 1 << 15, Sampling: LatinSampling}},
		{"sobol32768", Plan{Draws: 1 << 15, Sampling: SobolSampling}}, {"sobol32768alongLevel", Plan{Draws: 1 << 15, Sampling: SobolSampling, Along: []int{0}}},
		{"sobol32768alongTrend", Plan{Draws: 1 << 15, Sampling: SobolSampling, Along: []int{1}}},
		{"sobol32768alongBoth", Plan{Draws: 1 << 15, Sampling: SobolSampling, Along: []int{0, 1}}}, {"plain1000000", Plan{Draws: 1_000_000}},
	} {
		b.Run(c.name, func(b *testing.B) {
			c.plan.Model, c.plan.Order, c.plan.Workers = m, order, 2
			for b.Loop() {
				for root, name := range [2]string{"level", "trend"} {
					for k, x := range missed(c.plan, root, 20, accurate[root]) {
						b.ReportMetric(x*1e6, name+[4]string{".mean", ".sd", ".low", ".high"}[k])
					}
				}
			}
		})
	}
}
