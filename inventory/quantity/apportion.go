package quantity

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Apportion rounds parts to the given number of decimals so that they add up to their total as it is rounded there, half to
// even: every part is cut downward, and the units that are then missing go one each to the parts that lost most by it, the
// earlier first among equals (largest remainder). A part is thus moved by less than a unit, and one that needs no rounding
// stays, where the parts do add up to the total; where they do not, what they are apart by is shared out evenly.
func Apportion(total decimal.Decimal, parts []decimal.Decimal, places int32) []decimal.Decimal {
	if len(parts) == 0 {
		return nil
	}
	out, order := make([]decimal.Decimal, len(parts)), make([]int, len(parts))
	left := total.RoundBank(places).Shift(places)
	for i, part := range parts {
		out[i], order[i] = part.Shift(places).Floor(), i
		left = left.Sub(out[i])
	}
	lost := func(i int) decimal.Decimal { return parts[i].Shift(places).Sub(out[i]) }
	slices.SortStableFunc(order, func(a, b int) int { return lost(b).Cmp(lost(a)) })
	whole, rest := left.QuoRem(decimal.NewFromInt(int64(len(parts))), 0)
	if rest.IsNegative() {
		whole, rest = whole.Sub(unitOne), rest.Add(decimal.NewFromInt(int64(len(parts))))
	}
	for rank, i := range order {
		out[i] = out[i].Add(whole)
		if decimal.NewFromInt(int64(rank)).LessThan(rest) {
			out[i] = out[i].Add(unitOne)
		}
		out[i] = out[i].Shift(-places)
	}
	return out
}

var unitOne = decimal.NewFromInt(1)

// PlacesOf is the number of decimals, none at least, at which the number shows so many significant digits; at which 0 shows them
// behind the point.
func PlacesOf(d decimal.Decimal, digits int32) int32 {
	if d.IsZero() {
		return digits
	}
	return max(0, digits-int32(d.NumDigits())-d.Exponent())
}
