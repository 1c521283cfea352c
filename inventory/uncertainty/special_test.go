package uncertainty

import (
	"math"
	"strconv"
	"testing"

	"ghg/inventory/golden"
)

// The values of special.csv were computed with 60 digits (mpmath: erfc, gammainc, betainc, loggamma, and their inverses by
// Newton's method).
func TestSpecialFunctions(t *testing.T) {
	type function struct {
		f         func(a, b, x float64) float64
		tolerance float64 // of the value; of 1 where the value is 0
	}
	functions := map[string]function{
		"normal_upper":          {func(_, _, x float64) float64 { return normalUpper(x) }, 2e-15},
		"normal_quantile_upper": {func(_, _, q float64) float64 { return Normal{0, 1}.Upper(q) }, 1e-15},
		"log_gamma":             {func(a, _, _ float64) float64 { return logGamma(a) }, 2e-14},
		"gamma_p":               {func(a, _, x float64) float64 { p, _ := incompleteGamma(a, x); return p }, 2e-14},
		"gamma_q":               {func(a, _, x float64) float64 { _, q := incompleteGamma(a, x); return q }, 5e-13},
		"beta_p":                {func(a, b, x float64) float64 { p, _ := incompleteBeta(a, b, x, 1-x); return p }, 3e-14},
		"beta_q":                {func(a, b, x float64) float64 { _, q := incompleteBeta(a, b, x, 1-x); return q }, 3e-14},
		"gamma_quantile":        {func(a, _, p float64) float64 { return Gamma{a, 1}.Quantile(p) }, 1e-13},
		"gamma_quantile_upper":  {func(a, _, q float64) float64 { return Gamma{a, 1}.Upper(q) }, 5e-13},
		"beta_quantile":         {func(a, b, p float64) float64 { return Beta{a, b, 0, 1}.Quantile(p) }, 1e-13},
	}
	number := func(cell string) float64 {
		x, err := strconv.ParseFloat("0"+cell, 64)
		if cell != "" {
			x, err = strconv.ParseFloat(cell, 64)
		}
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	worst := map[string]float64{}
	for _, row := range golden.Rows(t, "testdata/special.csv") {
		known, ok := functions[row[0]]
		if !ok {
			t.Fatalf("no function %s", row[0])
		}
		want := number(row[4])
		got := known.f(number(row[1]), number(row[2]), number(row[3]))
		scale := math.Abs(want)
		if scale == 0 || row[0] == "log_gamma" && scale < 1 {
			scale = 1
		}
		err := math.Abs(got-want) / scale
		if !(err <= known.tolerance) {
			t.Errorf("%s: %.17g, error %.2g", row, got, err)
		}
		worst[row[0]] = max(worst[row[0]], err)
	}
	for name, err := range worst {
		t.Logf("%s: largest error %.2g", name, err)
	}
}

func TestElementary(t *testing.T) {
	for _, x := range []float64{1e-18, 1e-9, -1e-9, 1e-4, 0.3, -0.3, 2, -5, -40, 30} {
		near(t, "e^x-1", expMinusOne(x), math.Expm1(x), 1e-15)
		if x > -1 {
			near(t, "ln(1+x)", logOnePlus(x), math.Log1p(x), 1e-15)
		}
	}
}
