package uncertainty

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
)

// The sides of an input are the bounds that are stated; a figure that cannot be negative, or above the whole, has none beyond.
func TestSidesOfAnInput(t *testing.T) {
	open := math.NaN()
	for _, c := range []struct {
		name      string
		given     Given
		low, high float64
	}{
		{"95 % bounds", Given{Value: 10, Low: 8, High: 15, Kind: "ci95", Nonnegative: true}, 2, 5},
		{"a printed range", Given{Value: 10, Low: 8, High: 15, Kind: "range"}, 2, 5},
		{"± per cent", Given{Value: 10, Low: 7, High: 13, Percent: true}, 3, 3},
		{"± 150 % of what is not below 0", Given{Value: 10, Low: -5, High: 25, Percent: true, Nonnegative: true}, 10, 15},
		{"± 150 % of what may be", Given{Value: 10, Low: -5, High: 25, Percent: true}, 15, 15},
		{"a fraction near 1", Given{Value: 0.98, Low: 0.93, High: 1.03, Percent: true, Fraction: true}, 0.05, 0.02},
		{"one bound, the other by the same factor", Given{Value: 10, Low: open, High: 20, Kind: "ci95", Nonnegative: true}, 5, 10},
		{"certain", Given{Value: 10, Low: open, High: open}, 0, 0},
	} {
		fitted, fault := Fit(c.given)
		if fault != nil {
			t.Errorf("%s: %s", c.name, fault.Message.EN)
			continue
		}
		in := NewInput("v", fitted, c.given)
		if math.Abs(in.HalfLow-c.low) > 1e-6 || math.Abs(in.HalfHigh-c.high) > 1e-6 {
			t.Errorf("%s: %v below and %v above, want %v and %v", c.name, in.HalfLow, in.HalfHigh, c.low, c.high)
		}
	}
	// In per cent the whole is 100.
	hundred := decimal.NewFromInt(100)
	given := Given{Value: 0.98, Low: 0.93, High: 1.03, Percent: true, Fraction: true}
	fitted, _ := Fit(given)
	fitted, given = fitted.In(hundred), given.In(hundred)
	if in := NewInput("v", fitted, given); math.Abs(in.HalfLow-5) > 1e-9 || math.Abs(in.HalfHigh-2) > 1e-9 {
		t.Errorf("98 %%: %v below and %v above", in.HalfLow, in.HalfHigh)
	}
}

// Rounding noise has no percentage, and differs from nothing by nothing.
func TestNoise(t *testing.T) {
	for _, c := range []struct {
		p     Propagated
		noise bool
	}{
		{Propagated{Value: 1e-17, Half: 0.1, parts: 2}, true},
		{Propagated{Value: 0, Half: 0.1}, true},
		{Propagated{Value: 1e-9, Half: 0.1, parts: 2}, false},
		{Propagated{Value: -5, Half: 1, parts: 5}, false},
	} {
		if c.p.Noise() != c.noise || c.p.Percent().Valid == c.noise {
			t.Errorf("%+v: %t, %v", c.p, c.p.Noise(), c.p.Percent())
		}
	}
	number := func(s string) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.RequireFromString(s)) }
	for _, c := range []struct {
		a, b  string
		apart bool
	}{{"0", "1e-14", false}, {"0.01", "0.05", false}, {"0.01", "0.07", true}, {"10", "10.9", false}, {"10", "11.5", true}} {
		if Apart(number(c.a), number(c.b)) != c.apart {
			t.Errorf("%s and %s: want %t", c.a, c.b, c.apart)
		}
	}
}
