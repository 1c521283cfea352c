package page

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// rounded prints a figure for people: thousands separated, half-even at the given decimals.
func rounded(d decimal.Decimal, places int32) string {
	text := d.RoundBank(places).StringFixed(places)
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "−", text[1:]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	var groups []string
	for len(whole) > 3 {
		groups = append(groups, whole[len(whole)-3:])
		whole = whole[:len(whole)-3]
	}
	groups = append(groups, whole)
	slices.Reverse(groups)
	out := sign + strings.Join(groups, ",")
	if fraction != "" {
		out += "." + fraction
	}
	return out
}

// tonnes prints a mass: whole tonnes from a thousand on, else four significant digits.
func tonnes(d decimal.Decimal) string {
	switch {
	case d.IsZero():
		return "0"
	case !d.Abs().LessThan(decimal.NewFromInt(1000)):
		return rounded(d, 0)
	}
	return significant(d, 4)
}

func significant(d decimal.Decimal, digits int32) string {
	if d.IsZero() {
		return "0"
	}
	return rounded(d, quantity.PlacesOf(d, digits))
}

// percent prints a share as a percentage.
func percent(share decimal.Decimal) string { return rounded(share.Shift(2), 1) + " %" }

// signed is a change as a percentage with its sign.
func signed(share decimal.Decimal) string {
	text := percent(share)
	if share.IsPositive() {
		return "+" + text
	}
	return text
}

// drawn is a figure as exact as a chart can draw it.
func drawn(d decimal.Decimal) string {
	if d.IsZero() {
		return "0"
	}
	return d.Round(12 - int32(d.NumDigits()) - d.Exponent()).String()
}
