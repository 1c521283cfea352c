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
		{must(NewGamma(4, 2.5)), [5]float64{10, 5, 2.7246634340658122, 9.180151872127242, 21.91818267435581}},
	} {
		got := [5]float64{c.law.Mean(), c.law.SD(), c.law.Quantile(0.025), c.law.Quantile(0.5), c.law.Quantile(0.975)}
		for i, name := range []string{"mean", "sd", "2.5 %", "50 %", "97.5 %"} {
			near(t, c.law.Family()+" "+name, got[i], c.want[i], 1e-13)
		}
	}
}
