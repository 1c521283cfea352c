package quantity

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
)

func decimals(texts ...string) []decimal.Decimal {
	var out []decimal.Decimal
	for _, text := range texts {
		out = append(out, decimal.RequireFromString(text))
	}
	return out
}

func TestApportion(t *testing.T) {
	for _, c := range []struct {
		name, total string
		parts       []decimal.Decimal
		places      int32
		want        string
	}{
		{"each would be rounded down", "100", decimals("33.3333", "33.3333", "33.3334"), 0, "[33 33 34]"},
		{"equals: the earlier first", "1", decimals("0.25", "0.25", "0.25", "0.25"), 1, "[0.3 0.3 0.2 0.2]"},
		{"signed parts", "16", decimals("37.904176784", "-21.904176784"), 1, "[37.9 -21.9]"},
		{"signed halves", "0", decimals("0.5", "-0.5"), 0, "[1 -1]"},
		{"what is whole stays", "3.0", decimals("1", "1.4", "0.6"), 0, "[1 1 1]"},
		{"nothing stays nothing", "2.7", decimals("0", "1.2", "1.5", "0"), 0, "[0 1 2 0]"},
		{"to hundreds", "12345", decimals("4321", "8024"), -2, "[4300 8000]"},
		{"the total half to even", "2.5", decimals("1.25", "1.25"), 0, "[1 1]"},
		{"parts that are not of the total share what is missing", "10", decimals("1", "2"), 0, "[5 5]"},
		{"and what is too much", "0", decimals("3", "1"), 0, "[1 -1]"},
		{"however much", "3e30", decimals("1", "1e30"), 0, "[1000000000000000000000000000001 1999999999999999999999999999999]"},
		{"none", "1", nil, 0, "[]"},
	} {
		if got := fmt.Sprint(Apportion(decimal.RequireFromString(c.total), c.parts, c.places)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Of parts that do add up, every one is moved by less than a unit, and the rounded ones add up to the rounded total.
func TestApportionedPartsAddUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 9))
	for range 3000 {
		places := int32(rng.IntN(7) - 2)
		parts := make([]decimal.Decimal, 1+rng.IntN(12))
		var total decimal.Decimal
		for i := range parts {
			parts[i] = decimal.New(rng.Int64N(2_000_000)-1_000_000, -int32(rng.IntN(8)))
			total = total.Add(parts[i])
		}
		var sum decimal.Decimal
		for i, part := range Apportion(total, parts, places) {
			sum = sum.Add(part)
			if !part.Sub(parts[i]).Abs().LessThan(decimal.New(1, -places)) {
				t.Fatalf("%s became %s at %d decimals", parts[i], part, places)
			}
		}
		if !sum.Equal(total.RoundBank(places)) {
			t.Fatalf("%s at %d decimals add up to %s, not to %s", parts, places, sum, total.RoundBank(places))
		}
	}
}

func TestPlacesOf(t *testing.T) {
	for _, c := range []struct {
		number string
		digits int32
		want   int32
	}{{"100", 5, 2}, {"123456.7", 5, 0}, {"0.00123", 3, 5}, {"-9.5", 3, 2}, {"0", 4, 4}, {"1e3", 6, 2}} {
		if got := PlacesOf(decimal.RequireFromString(c.number), c.digits); got != c.want {
			t.Errorf("%s to %d digits: %d decimals, want %d", c.number, c.digits, got, c.want)
		}
	}
}
