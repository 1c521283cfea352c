package quantity

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"32.52", "32.52"}, {" 5505 ", "5505"}, {"-44.4", "-44.4"}, {"+1", "1"}, {".5", "0.5"}, {"5.", "5"},
		{"３２．５２", "32.52"}, {"－１", "-1"}, {"1,234,567.8", "1234567.8"}, {"１，２３４", "1234"}, {"1\u00a0234", "1234"},
		{"1e3", "1000"}, {"1.5E-3", "0.0015"}, {"0", "0"}, {"007", "7"}, {"1e+30", "1000000000000000000000000000000"},
		{"1e-30", "0.000000000000000000000000000001"}, {"0.00e-30", "0"}, {"0." + strings.Repeat("0", 60), "0"}, {"0.1e-29", "0.000000000000000000000000000001"},
	} {
		got, err := Parse(c.text)
		if err != nil || got.String() != c.want {
			t.Errorf("%q = %s, want %s (%v)", c.text, got, c.want, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		text string
		why  Reason
	}{
		{"", Empty}, {"  ", Empty}, {"12a", NotANumber}, {"NaN", NotANumber}, {"Inf", NotANumber}, {"-", NotANumber}, {".", NotANumber},
		{"1.2.3", TwoPoints}, {"1..2", TwoPoints}, {"1e400", ExponentTooLarge}, {"1e-2000000", ExponentTooLarge}, {"1e31", ExponentTooLarge},
		{"1e", NotANumber}, {"1e+", NotANumber}, {"1e+-3", NotANumber}, {"e5", NotANumber}, {strings.Repeat("9", 60), TooManyDigits}, {"0." + strings.Repeat("1", 41), TooManyDigits},
		{"0." + strings.Repeat("0", 100000) + "1", TooManyDigits}, {"0." + strings.Repeat("0", 69) + "1", ExponentTooLarge}, {"0.1e-30", ExponentTooLarge}, {"10e30", ExponentTooLarge}, {"1" + strings.Repeat("0", 31), ExponentTooLarge},
		{"12,34", BadSeparator}, {",123", BadSeparator}, {"1,2345", BadSeparator}, {"1,,234", BadSeparator}, {"0x10", NotANumber}, {"1_000", NotANumber},
	} {
		_, err := Parse(c.text)
		var fault *NumberError
		if !errors.As(err, &fault) || fault.Reason != c.why {
			t.Errorf("%.30q: %v, want reason %d", c.text, err, c.why)
		}
	}
}

func TestQuo(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"44", "12", "3.666666666666666666666666666666667"}, {"1", "8", "0.125"}, {"-1", "3", "-0.3333333333333333333333333333333333"},
		{"2", "3", "0.6666666666666666666666666666666667"}, {"1e30", "3", "333333333333333333333333333333.3333"}, {"0", "7", "0"}, {"6", "2", "3"},
		{"32.52", "0.556", "58.48920863309352517985611510791367"},
	} {
		got, err := Quo(decimal.RequireFromString(c.a), decimal.RequireFromString(c.b))
		if err != nil || got.String() != c.want {
			t.Errorf("%s ÷ %s = %s, want %s (%v)", c.a, c.b, got, c.want, err)
		}
	}
	if _, err := Quo(decimal.NewFromInt(1), decimal.Decimal{}); !errors.Is(err, ErrDivisionByZero) {
		t.Errorf("1 ÷ 0: %v", err)
	}
}

// A quotient differs from the exact one by at most half a unit of its 34th digit.
func TestQuoAgainstRationals(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		a := decimal.New(rng.Int64()-rng.Int64(), int32(rng.IntN(40)-20))
		b := decimal.New(rng.Int64()-rng.Int64(), int32(rng.IntN(40)-20))
		if a.IsZero() || b.IsZero() {
			continue
		}
		got, err := Quo(a, b)
		if err != nil {
			t.Fatal(err)
		}
		off := new(big.Rat).Sub(got.Rat(), new(big.Rat).Quo(a.Rat(), b.Rat()))
		off.Abs(off.Quo(off, got.Rat()))
		if limit := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Mul(big.NewInt(2), pow10(33))); off.Cmp(limit) > 0 {
			t.Fatalf("%s ÷ %s = %s is off by %s", a, b, got, off.FloatString(40))
		}
	}
}

func TestRound34(t *testing.T) {
	nines := strings.Repeat("9", 34)
	for _, c := range []struct{ in, want string }{
		{nines, nines}, {nines + "5", "10000000000000000000000000000000000" + "0"}, {"1." + strings.Repeat("0", 33) + "5", "1"},
		{"1." + strings.Repeat("0", 32) + "15", "1." + strings.Repeat("0", 32) + "2"}, {"1." + strings.Repeat("0", 32) + "25", "1." + strings.Repeat("0", 32) + "2"},
		{"1." + strings.Repeat("0", 32) + "251", "1." + strings.Repeat("0", 32) + "3"}, {"-0.5", "-0.5"},
	} {
		if got := Round34(decimal.RequireFromString(c.in)); got.String() != c.want {
			t.Errorf("Round34(%s) = %s, want %s", c.in, got, c.want)
		}
	}
}

// Known constants; e^-0.185 and the powers were checked with the decimal arithmetic of Python.
func TestTranscendental(t *testing.T) {
	check := func(name string, got decimal.Decimal, err error, want string) {
		if err != nil || got.String() != want {
			t.Errorf("%s = %s, want %s (%v)", name, got, want, err)
		}
	}
	d := decimal.RequireFromString
	v, err := Exp(d("1"))
	check("exp 1", v, err, "2.718281828459045235360287471352662")
	v, err = Exp(d("-0.185"))
	check("exp -0.185", v, err, expMinus0185)
	v, err = Log(d("2"))
	check("ln 2", v, err, "0.6931471805599453094172321214581766")
	v, err = Log(d("10"))
	check("ln 10", v, err, "2.302585092994045684017991454684364")
	v, err = Log(d("1"))
	check("ln 1", v, err, "0")
	v, err = Pow(d("2"), d("0.5"))
	check("√2", v, err, "1.414213562373095048801688724209698")
	v, err = Pow(d("1.03"), d("7"))
	check("1.03^7", v, err, "1.22987386542487")
	v, err = Pow(d("-2"), d("-3"))
	check("(-2)^-3", v, err, "-0.125")
	if _, err := Log(d("0")); !errors.Is(err, ErrLogarithm) {
		t.Errorf("ln 0: %v", err)
	}
	if _, err := Exp(d("1e9")); !errors.Is(err, ErrMagnitude) {
		t.Errorf("exp 1e9: %v", err)
	}
}

func TestTranscendentalNearItsEdges(t *testing.T) {
	one := func(zeros int, tail string) string { return "1." + strings.Repeat("0", zeros) + tail }
	exp := func(x string) (decimal.Decimal, error) { return Exp(d(x)) }
	log := func(x string) (decimal.Decimal, error) { return Log(d(x)) }
	for _, c := range []struct {
		of   func(string) (decimal.Decimal, error)
		arg  string
		want string
	}{
		{exp, "5e-34", one(32, "1")}, {exp, "-5e-35", "1"}, {exp, "1e-200", "1"},
		{log, one(120, "1"), d("1e-121").String()}, {log, one(200, "1"), d("1e-201").String()},
		{log, "0." + strings.Repeat("9", 50), d("-1e-50").String()}, // −1e-50 − 5e-101 to 34 digits
		{log, one(19, "3"), d("2.999999999999999999955e-20").String()},
	} {
		if got, err := c.of(c.arg); err != nil || got.String() != c.want {
			t.Errorf("of %s: %s, want %s (%v)", c.arg, got, c.want, err)
		}
	}
}

func TestWholePowers(t *testing.T) {
	for _, c := range []struct{ x, y, want string }{
		{"-1", "1001", "-1"}, {"-1", "1000000", "1"}, {"-1", "1e9", "1"}, {"1", "-1e9", "1"}, {"2", "100", "1267650600228229401496703205376"},
		{"1.5", "-2", "0.4444444444444444444444444444444444"}, {"-1.000001", "1000001", "-2.718283187599846203196683528254065"},
		{"1.0000000001", "10000000000", "2.718281828323131143949794001297229"}, {"0", "5000", "0"}, {"0", "0", "1"}, {"7", "0", "1"},
	} {
		if got, err := Pow(d(c.x), d(c.y)); err != nil || got.String() != c.want {
			t.Errorf("%s^%s = %s, want %s (%v)", c.x, c.y, got, c.want, err)
		}
	}
	for _, c := range []struct {
		x, y string
		want error
	}{
		{"10", "1001", ErrMagnitude}, {"1e-30", "5000", ErrMagnitude}, {"1e30", "999", ErrMagnitude}, {"-2", "1e9", ErrMagnitude}, {"-2", "-1e9", ErrMagnitude}, {"0", "-1", ErrDivisionByZero}, {"0", "-5000", ErrDivisionByZero}, {"-2", "0.5", ErrLogarithm},
	} {
		if got, err := Pow(d(c.x), d(c.y)); !errors.Is(err, c.want) {
			t.Errorf("%s^%s = %.40s, want %v, got %v", c.x, c.y, got, c.want, err)
		}
	}
}

func TestDigitCount(t *testing.T) {
	for _, n := range []int{1, 2, 33, 34, 35, 127, 128, 129, 3999, 4000, 5000, 30103, 60000} {
		power := new(big.Int).Set(pow10(n))
		if got := digitCount(power); got != n+1 {
			t.Errorf("10^%d has %d digits", n, got)
		}
		if got := digitCount(power.Sub(power, big.NewInt(1))); got != n {
			t.Errorf("10^%d − 1 has %d digits", n, got)
		}
	}
	// 2^b with the digits of the fraction of b·lg 2 near zero, where the estimate errs first.
	for bits := uint(1); bits < 40000; bits += 1 + bits/64 {
		power := new(big.Int).Lsh(big.NewInt(1), bits)
		if got := digitCount(power); got != len(power.String()) {
			t.Errorf("2^%d has %d digits, not %d", bits, len(power.String()), got)
		}
	}
}

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1,234.5", "１２３", "1e-30", "..", "-", "1e400", "+.e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(d.String())
		if err != nil && len(strings.Trim(d.String(), "-0.")) <= MaxDigits && d.Exponent() >= -MaxExponent && d.Exponent() <= 0 {
			t.Errorf("%q reads as %s, which does not read: %v", s, d, err)
		}
		if err == nil && !again.Equal(d) {
			t.Errorf("%q reads as %s, which reads as %s", s, d, again)
		}
	})
}

func BenchmarkQuo(b *testing.B) {
	x, y := decimal.RequireFromString("5505.38931153"), decimal.NewFromInt(12)
	b.ReportAllocs()
	for range b.N {
		if _, err := Quo(x, y); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		if _, err := Parse("325200.52"); err != nil {
			b.Fatal(err)
		}
	}
}

const expMinus0185 = "0.8311042838521256590785863062261083"
