package quantity

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// trim takes every zero behind the point and no other.
func TestTrim(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	for range 3000 {
		zeros, exponent := r.IntN(90), -r.IntN(100)
		d := decimal.New(r.Int64N(1000)*2+1-2*r.Int64N(2000), 0).Mul(decimal.New(1, int32(zeros)))
		d = decimal.NewFromBigInt(d.Coefficient(), int32(exponent))
		got := trim(d)
		left := strings.TrimRight(got.Coefficient().String(), "0")
		if !got.Equal(d) || got.Exponent() > 0 || got.Exponent() < 0 && len(left) != len(got.Coefficient().String()) && !d.IsZero() {
			t.Fatalf("%se%d is trimmed to %se%d", d.Coefficient(), d.Exponent(), got.Coefficient(), got.Exponent())
		}
	}
}
