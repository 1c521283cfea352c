package uncertainty

import (
	"math"
	"testing"
)

// must fails the program where a test's law is refused.
func must[T any](law T, f *Fault) T {
	if f != nil {
		panic(f.Error())
	}
	return law
}

func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Abs(want)) {
		t.Errorf("%s: %.17g, want %.17g", what, got, want)
	}
}

// The marginals whose mean, standard deviation and 2.5, 50 and 97.5 per cent points are known in closed form or by quadrature.
func TestAnalyticLaws(t *testing.T) {
	for _, c := range []struct {
		law  Law
		want [5]float64
	}{
		{must(NewLognormal(1, 0.5)), [5]float64{3.080216848918031, 1.6415718456238662, 1.0202197117024208, 2.718281828459045, 7.242612560975397}},
		{must(NewTriangular(0.5, 1, 2)), [5]float64{1.1666666666666667, 0.31180478223116176, 0.6369306393762916, 1.1339745962155614, 1.8063508326896291}},
		{must(NewTriangular(80, 100, 120)), [5]float64{100, 8.16496580927726, 84.47213595499957, 100, 115.52786404500041}},
		{must(NewUniform(2, 6)), [5]float64{4, 1.1547005383792517, 2.1, 4, 5.9}},
		{must(NewTruncatedNormal(1, 0.7, 0, math.Inf(1))), [5]float64{1.1090042775066227, 0.6075473561613419, 0.10151462138313905, 1.0672742983331474, 2.395673458069076}},
		{must(NewLognormal(-0.5*math.Log(1.25), math.Sqrt(math.Log(1.25)))), [5]float64{1, 0.5, 0.35436742240256797, 0.8944271909999159, 2.2575438638690244}},
		{must(NewNormal(130, math.Sqrt(141))), [5]float64{130, 11.874342087037917, 106.7267171692975, 130, 153.2732828307025}},
		{must(NewNormal(0, 2)), [5]float64{0, 2, -3.919927969080108, 0, 3.919927969080108}},
		{must(NewBeta(2, 5, 0, 1)), [5]float64{0.2857142857142857, 0.15971914124998499, 0.043271868292741676, 0.26444998329566005, 0.6412345789976748}},
		{must(NewGamma(4, 2.5)), [5]float64{10, 5, 2.7246634340658122, 9.180151872127242, 21.91818267435581}},
	} {
		got := [5]float64{c.law.Mean(), c.law.SD(), c.law.Quantile(0.025), c.law.Quantile(0.5), c.law.Quantile(0.975)}
		for i, name := range []string{"mean", "sd", "2.5 %", "50 %", "97.5 %"} {
			near(t, c.law.Family()+" "+name, got[i], c.want[i], 1e-13)
		}
	}
}

// laws are of every family, skewed and straight, wide and narrow.
func laws() []Law {
	return []Law{
		must(NewNormal(0, 1)), must(NewNormal(-3e6, 20)), must(NewLognormal(0, 0.01)), must(NewLognormal(12, 2.5)),
		must(NewTruncatedNormal(1, 0.7, 0, math.Inf(1))), must(NewTruncatedNormal(-4, 1, 0, math.Inf(1))), must(NewTruncatedNormal(5, 2, 4, 6)),
		must(NewTruncatedNormal(5, 2, math.Inf(-1), 1)), must(NewTruncatedNormal(0, 1, -0.001, 0.001)), must(NewTruncatedNormal(9, 1, 0, 1e9)),
		must(NewTriangular(0.5, 1, 2)), must(NewTriangular(-4, -4, 9)), must(NewTriangular(-4, 9, 9)), must(NewUniform(-2, 6)),
		must(NewPERT(1, 2, 9)), must(NewPERT(-1, -1, 9)), must(NewBeta(2, 5, 0, 1)), must(NewBeta(183, 3.7, 0, 1)), must(NewBeta(0.7, 12, -5, 5)), must(NewBeta(40, 9000, 0, 1)),
		must(NewGamma(0.5, 20)), must(NewGamma(4, 2.5)), must(NewGamma(1e5, 1e-3)), Mirrored{must(NewLognormal(2, 0.4))},
	}
}

var probabilities = []float64{1e-300, 1e-100, 1e-16, 1e-9, 1e-4, 0.01, 0.025, 0.2, 0.4999, 0.5, 0.6, 0.9, 0.975, 0.999}

// The quantile is the inverse of the distribution function to within 1e-12 standard deviations.
func TestQuantileInvertsCDF(t *testing.T) {
	for _, law := range laws() {
		for _, p := range probabilities {
			x := law.Quantile(p)
			reach := 1e-12*law.SD() + 4e-16*math.Abs(x)
			if low, high := law.CDF(x-reach), law.CDF(x+reach); !(low-1e-15 <= p && p <= high+1e-15) {
				t.Errorf("%#v: CDF(Quantile(%g)) = %.17g", law, p, law.CDF(x))
			}
		}
	}
}

func TestUpperMirrorsQuantile(t *testing.T) {
	for _, law := range laws() {
		for _, q := range []float64{1. / 4, 1. / 1024, 1. / (1 << 30), 0.5, 0.75, 1 - 1./1024} { // 1−q is exact
			if got, want := law.Upper(q), law.Quantile(1-q); !(math.Abs(got-want) <= 1e-12*law.SD()+1e-15*math.Abs(want)) {
				t.Errorf("%#v: Upper(%g) = %.17g, Quantile gives %.17g", law, q, got, want)
			}
		}
		if far, further := law.Upper(1e-16), law.Upper(1e-17); further < far {
			t.Errorf("%#v: Upper falls from %g to %g", law, far, further)
		}
	}
}

func TestQuantileRises(t *testing.T) {
	for _, law := range laws() {
		last := math.Inf(-1)
		for _, p := range probabilities {
			x := law.Quantile(p)
			if !(x >= last) {
				t.Errorf("%#v: Quantile(%g) = %g, below %g", law, p, x, last)
			}
			last = x
		}
		if step := law.Upper(0.5) - law.Quantile(0.5); !(math.Abs(step) <= 1e-12*law.SD()+1e-15*math.Abs(last)) {
			t.Errorf("%#v: the median from above is %g off", law, step)
		}
	}
}

// X = location + scale·S, and the shape is its own shape and a key.
func TestStandard(t *testing.T) {
	for _, law := range laws() {
		shape, location, scale := law.Standard()
		if !(scale > 0) {
			t.Errorf("%#v: scale %g", law, scale)
		}
		same, zero, one := shape.Standard()
		if known := map[Law]bool{shape: true}; !known[same] || zero != 0 || one != 1 {
			t.Errorf("%#v: the shape of %#v is %#v, %g, %g", law, shape, same, zero, one)
		}
		tolerance := 1e-12*law.SD() + 4e-16*math.Abs(location)
		for _, p := range probabilities[3:] {
			if got, want := location+scale*shape.Quantile(p), law.Quantile(p); !(math.Abs(got-want) <= tolerance+1e-13*math.Abs(want)) {
				t.Errorf("%#v: Quantile(%g) = %.17g, by the shape %.17g", law, p, want, got)
			}
		}
		if got, want := location+scale*shape.Mean(), law.Mean(); !(math.Abs(got-want) <= tolerance+1e-13*math.Abs(want)) {
			t.Errorf("%#v: mean %g, by the shape %g", law, want, got)
		}
		near(t, law.Family()+" sd by the shape", scale*shape.SD(), law.SD(), 1e-9)
	}
}

// The mean and the standard deviation are those of the quantiles, by the midpoint rule in both halves.
func TestMomentsAreOfTheQuantiles(t *testing.T) {
	const n = 20000
	for _, law := range laws() {
		if law.SD() > 3*math.Abs(law.Mean()) && law.Family() == "lognormal" {
			continue // too long a tail for the rule
		}
		mean, square := 0.0, 0.0
		for i := range n {
			p := (float64(i) + 0.5) / n / 2
			for _, x := range []float64{law.Quantile(p) - law.Mean(), law.Upper(p) - law.Mean()} {
				mean += x / n / 2
				square += x * x / n / 2
			}
		}
		if math.Abs(mean) > 2e-4*law.SD() || math.Abs(math.Sqrt(square)/law.SD()-1) > 2e-3 {
			t.Errorf("%#v: the mean is %g sd off, the sd %g times", law, mean/law.SD(), math.Sqrt(square)/law.SD())
		}
	}
}

func TestTruncatedLawKeepsItsBounds(t *testing.T) {
	for _, law := range laws() {
		truncated, ok := law.(TruncatedNormal)
		if !ok {
			continue
		}
		for _, p := range probabilities {
			for _, x := range []float64{law.Quantile(p), law.Upper(p)} {
				if x < truncated.Low || x > truncated.High {
					t.Errorf("%#v: %g", law, x)
				}
			}
		}
	}
	near(t, "cut off", must(NewTruncatedNormal(100, 100*250/196., 0, math.Inf(1))).CutOff(), 0.21652005515344202, 1e-14)
}

func TestDiscrete(t *testing.T) {
	law := must(NewDiscrete([]Point{{3, 0.5}, {1, 0.25}, {9, 0.25}, {4, 0}}))
	near(t, "mean", law.Mean(), 4, 1e-15)
	near(t, "sd", law.SD(), 3, 1e-15)
	for p, want := range map[float64]float64{1e-9: 1, 0.25: 1, 0.26: 3, 0.75: 3, 0.76: 9, 1: 9} {
		if got := law.Quantile(p); got != want {
			t.Errorf("Quantile(%g) = %g, want %g", p, got, want)
		}
		if got := law.Upper(1 - p); p > 0.01 && got != want {
			t.Errorf("Upper(%g) = %g, want %g", 1-p, got, want)
		}
	}
	for x, want := range map[float64]float64{0: 0, 1: 0.25, 2: 0.25, 3: 0.75, 8: 0.75, 9: 1} {
		if got := law.CDF(x); got != want {
			t.Errorf("CDF(%g) = %g, want %g", x, got, want)
		}
	}
	if law.Upper(1e-300) != 9 {
		t.Error("the far tail is not the largest value")
	}
}

func TestBadParametersAreRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	refused := func(name string, f *Fault) {
		t.Helper()
		if f == nil || f.Code != "distribution-parameters" || f.Message.ZH == "" || f.Hint.EN == "" || f.Error() != f.Message.EN {
			t.Errorf("%s: %+v", name, f)
		}
	}
	for _, bad := range [][2]float64{{0, 0}, {0, -1}, {nan, 1}, {0, nan}, {inf, 1}, {0, inf}, {1e200, 1}} {
		_, f := NewNormal(bad[0], bad[1])
		refused("normal", f)
		_, f = NewLognormal(bad[0], bad[1])
		refused("lognormal", f)
		_, f = NewTruncatedNormal(bad[0], bad[1], 0, inf)
		refused("truncated", f)
		_, f = NewGamma(bad[0], bad[1])
		refused("gamma", f)
		_, f = NewUniform(bad[0]+2, bad[1]+1)
		refused("uniform", f)
		_, f = NewBeta(bad[0], bad[1], 0, 1)
		refused("beta", f)
	}
	for _, bad := range [][3]float64{{1, 1, 1}, {2, 1, 3}, {1, 4, 3}, {nan, 1, 2}, {0, nan, 2}, {0, 1, inf}} {
		_, f := NewTriangular(bad[0], bad[1], bad[2])
		refused("triangular", f)
		_, f = NewPERT(bad[0], bad[1], bad[2])
		refused("pert", f)
	}
	for _, bad := range [][2]float64{{1, 0}, {6, 9}, {nan, 1}, {0, nan}, {inf, inf}, {-inf, -6}} {
		_, f := NewTruncatedNormal(0, 1, bad[0], bad[1])
		refused("truncated", f)
	}
	_, f := NewBeta(2, 3, 1, 1)
	refused("beta", f)
	_, f = NewBeta(2, 3, nan, 1)
	refused("beta", f)
	for _, bad := range [][]Point{nil, {{1, 0.5}}, {{1, 0.5}, {2, 0.6}}, {{1, -0.5}, {2, 1.5}}, {{nan, 1}}, {{1, nan}}} {
		_, f := NewDiscrete(bad)
		refused("discrete", f)
	}
}

func BenchmarkQuantile(b *testing.B) {
	for _, law := range []Law{
		must(NewNormal(0, 1)), must(NewTruncatedNormal(1, 0.7, 0, math.Inf(1))), must(NewLognormal(0, 0.5)), must(NewTriangular(0, 0.3, 1)),
		must(NewUniform(0, 1)), must(NewPERT(0, 0.3, 1)), must(NewBeta(2, 5, 0, 1)), must(NewGamma(4, 1)), must(NewDiscrete([]Point{{1, 0.5}, {2, 0.5}})),
	} {
		b.Run(law.Family(), func(b *testing.B) {
			p := 0.0
			for b.Loop() {
				if p += 0.01; p >= 1 {
					p = 0.005
				}
				law.Quantile(p)
			}
		})
	}
}

func TestFixed(t *testing.T) {
	law := Fixed{3}
	shape, location, scale := law.Standard()
	if law.CDF(2.9) != 0 || law.CDF(3) != 1 || law.Quantile(0.1) != 3 || law.Upper(0.1) != 3 || law.SD() != 0 || shape != (Fixed{}) || location != 3 || scale != 1 {
		t.Errorf("%v: %v %g %g", law, shape, location, scale)
	}
}

func TestRescaled(t *testing.T) {
	for _, law := range append(laws(), Fixed{3}, must(NewDiscrete([]Point{{1, 0.5}, {3, 0.5}}))) {
		scaled := rescaled(law, 1.7)
		if scaled.Family() != law.Family() {
			t.Errorf("%#v becomes %#v", law, scaled)
		}
		for _, p := range []float64{0.01, 0.3, 0.9} {
			near(t, law.Family(), scaled.Quantile(p), 1.7*law.Quantile(p), 1e-11)
		}
		near(t, law.Family()+" sd", scaled.SD(), 1.7*law.SD(), 1e-11)
	}
}

// Outside their bounds the distribution functions are 0 and 1, and the quantiles of 0 and 1 are the bounds.
func TestEndsOfLaws(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		law       Law
		low, high float64
	}{
		{Normal{0, 1}, -inf, inf}, {Lognormal{0, 1}, 0, inf}, {must(NewTruncatedNormal(1, 2, 0, 3)), 0, 3}, {Uniform{2, 6}, 2, 6},
		{Triangular{1, 2, 4}, 1, 4}, {PERT{1, 2, 4}, 1, 4}, {Beta{2, 3, -1, 1}, -1, 1}, {Gamma{2, 3}, 0, inf},
	} {
		if low, high := c.law.Quantile(0), c.law.Upper(0); !(low == c.low || math.Abs(low-c.low) < 1e-15) || !(high == c.high || math.Abs(high-c.high) < 1e-15) {
			t.Errorf("%#v: from %g to %g", c.law, low, high)
		}
		if low, high := c.law.CDF(c.low-1), c.law.CDF(c.high+1); low != 0 || high != 1 {
			t.Errorf("%#v: CDF outside %g and %g", c.law, low, high)
		}
	}
}

// P(a,a) = ½ + 1/(3√(2πa)) + O(a^−3/2), DLMF 8.12.3 ff.
func TestLargeShapes(t *testing.T) {
	for _, a := range []float64{1e4, 1e6, 1e8} {
		p, q := incompleteGamma(a, a)
		if got := p - 0.5 - 1/(3*math.Sqrt(2*math.Pi*a)); math.Abs(got) > 1e-3*math.Pow(a, -1.5)+2e-13 || p+q != 1 {
			t.Errorf("%g: P(a,a) is %g off", a, got)
		}
		near(t, "I_½(a,a)", must(NewBeta(a, a, 0, 1)).CDF(0.5), 0.5, 2e-11)
		for _, p := range []float64{1e-9, 0.01, 0.3} {
			near(t, "gamma", Gamma{a, 1}.CDF(Gamma{a, 1}.Quantile(p)), p, 1e-10)
			near(t, "beta", Beta{a, a / 2, 0, 1}.CDF(Beta{a, a / 2, 0, 1}.Quantile(p)), p, 1e-10)
		}
	}
}
