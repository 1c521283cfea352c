package quantity

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func randomNumber(r *rand.Rand, digits int) decimal.Decimal {
	var b strings.Builder
	for range digits {
		b.WriteByte(byte('0' + r.IntN(10)))
	}
	d := decimal.RequireFromString(b.String()).Shift(int32(r.IntN(50) - 40))
	if r.IntN(2) == 0 {
		return d.Neg()
	}
	return d
}

// What is packed is the same number again, and a sum of many is that of the decimals, in whatever order.
func TestCompact(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	for range 200 {
		var numbers []decimal.Decimal
		var whole, sizes decimal.Decimal
		for range 1 + r.IntN(60) {
			d := randomNumber(r, 1+r.IntN(38))
			numbers = append(numbers, d)
			whole, sizes = whole.Add(d), sizes.Add(d.Abs())
		}
		var left, right, size Sum
		for i, d := range numbers {
			c, ok := Pack(d)
			if !ok || !c.Decimal().Equal(d) || c.String() != d.String() {
				t.Fatalf("%s is packed as %s, printed %s", d, c.Decimal(), c)
			}
			factor := randomNumber(r, 1+r.IntN(9))
			if product, fits := c.Times(factor); fits && !product.Decimal().Equal(d.Mul(factor)) || !fits && d.NumDigits()+factor.NumDigits() < 38 {
				t.Fatalf("%s × %s is %s (%v)", d, factor, product, fits)
			}
			if size.AddSize(c); i%3 == 0 {
				left.Add(c)
			} else {
				right.Add(c)
			}
		}
		right.AddSum(&left)
		if !right.Decimal().Equal(whole) || !size.Decimal().Equal(sizes) {
			t.Fatalf("sums %s and %s, want %s and %s", right.Decimal(), size.Decimal(), whole, sizes)
		}
	}
	for _, text := range []string{"0", "0.00", "100", "-0.5", "12e5", "1e-30", "10000000000000000000", "99999999999999999999999999999999999999", "-10000000000000000001.50"} {
		d := decimal.RequireFromString(text)
		if c, ok := Pack(d); !ok || c.String() != d.String() {
			t.Errorf("%s is printed %s, want %s", text, c, d)
		}
	}
	if c, ok := Pack(decimal.Decimal{}); !ok || !c.Decimal().IsZero() {
		t.Error("0 is packed as itself")
	}
	if _, ok := Pack(decimal.RequireFromString("1" + strings.Repeat("0", 38) + "1")); ok {
		t.Error("a number of 40 digits does not fit")
	}
}

func BenchmarkSum(b *testing.B) {
	c, _ := Pack(decimal.RequireFromString("123456789012345678901234567890.1234"))
	var s Sum
	for b.Loop() {
		s.Add(c)
	}
}
