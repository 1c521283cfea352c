package expr

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// artanh2 is 2·artanh(s) by its series, at 200 bits.
func artanh2(s *big.Float) *big.Float {
	sum, power, square := new(big.Float).SetPrec(200), new(big.Float).Set(s), new(big.Float).Mul(s, s)
	for n := int64(1); n < 400; n += 2 {
		sum.Add(sum, new(big.Float).Quo(power, new(big.Float).SetPrec(200).SetInt64(n)))
		power.Mul(power, square)
	}
	return sum.Add(sum, sum)
}

func TestLogRatio(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		b := math.Ldexp(1+rng.Float64(), rng.IntN(200)-100)
		a := b * (1 + (rng.Float64()-0.3)*math.Ldexp(1, -rng.IntN(52)))
		x, y := new(big.Float).SetPrec(200).SetFloat64(a), new(big.Float).SetPrec(200).SetFloat64(b)
		want, _ := artanh2(new(big.Float).Quo(new(big.Float).Sub(x, y), new(big.Float).Add(x, y))).Float64()
		got := LogRatio(a, b)
		if math.Abs(got-want) > 8e-16*math.Abs(want) {
			t.Fatalf("ln(%v/%v) = %v, want %v", a, b, got, want)
		}
		if back := LogRatio(b, a); back != -got {
			t.Fatalf("ln(%v/%v) = %v, and turned round %v", a, b, got, back)
		}
	}
	for _, c := range []struct{ a, b, want float64 }{
		{1, 1, 0}, {math.MaxFloat64, math.MaxFloat64, 0}, {math.MaxFloat64, math.MaxFloat64 / 2, math.Ln2},
		{math.E, 1, 1}, {2, 1, math.Ln2}, {1e300, 1e-300, 600 * math.Ln10}, {math.SmallestNonzeroFloat64, math.SmallestNonzeroFloat64, 0},
	} {
		if got := LogRatio(c.a, c.b); math.Abs(got-c.want) > 1e-15*(1+c.want) {
			t.Errorf("ln(%v/%v) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func BenchmarkLogRatio(b *testing.B) {
	for i := range b.N {
		LogRatio(1+float64(i%100)/100, 1.1)
	}
}
