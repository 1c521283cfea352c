package uncertainty

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

// float is the float nearest to the decimal number.
func float(d decimal.Decimal) float64 {
	const exactDigits = 15 // whole numbers and powers of ten that are exact give a quotient that is rounded once
	if places := -d.Exponent(); places >= 0 && int(places) < len(powersOfTen) && d.NumDigits() <= exactDigits {
		return float64(d.CoefficientInt64()) / powersOfTen[places]
	}
	out, _ := strconv.ParseFloat(d.String(), 64) // a decimal is written as a number
	return out
}

var powersOfTen = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// written is the shortest decimal number that the float stands for.
func written(x float64) decimal.Decimal {
	return decimal.RequireFromString(strconv.FormatFloat(x, 'e', -1, 64))
}

// summed is the sum of the numbers, smallest first: the same bits in whatever order they come. It sorts them.
func summed(numbers []float64) float64 {
	slices.Sort(numbers)
	out := 0.0
	for _, x := range numbers {
		out += x
	}
	return out
}
