package expr

import (
	"math"
	"strconv"

	"github.com/shopspring/decimal"
)

// LogRatio is ln(a/b) of two positive floats. Near a = b it goes by their difference, which is exact there, so that it keeps its
// relative precision however little they differ. LogRatio(b, a) is −LogRatio(a, b), bit by bit.
func LogRatio(a, b float64) float64 {
	if a == b {
		return 0
	}
	halfA, halfB := float64(a/2), float64(b/2) // so that the sum of large numbers is one too
	difference, sum := halfA-halfB, halfA+halfB
	if math.Abs(difference) > sum/6 {
		if a < b {
			return -LogRatio(b, a)
		}
		if quotient := a / b; quotient <= math.MaxFloat64 {
			return log(quotient)
		}
		return log(a) - log(b)
	}
	// ln(a/b) = 2·artanh((a−b)/(a+b)); the series of log holds up to √2, which is (a−b)/(a+b) = 0.1716.
	s := difference / sum
	z := float64(s * s)
	series := 0.0
	for i := len(logSeries) - 1; i >= 0; i-- {
		series = float64(series*z) + logSeries[i]
	}
	return float64(2*s) + float64(s*float64(z*series))
}

// Exponential is e^x of a float, as the programs of trees compute it.
func Exponential(x float64) float64 { return exp(x) }

// Float is the float nearest to a decimal number, infinite for one that is beyond all floats.
func Float(d decimal.Decimal) float64 {
	const exactDigits = 15 // whole numbers and powers of ten that are exact give a quotient that is rounded once
	if places := -d.Exponent(); places >= 0 && int(places) < len(powersOfTen) && d.NumDigits() <= exactDigits {
		return float64(d.CoefficientInt64()) / powersOfTen[places]
	}
	out, _ := strconv.ParseFloat(d.String(), 64) // a decimal is written as a number
	return out
}

var powersOfTen = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// Written is the shortest decimal number that the float stands for.
func Written(x float64) decimal.Decimal {
	return decimal.RequireFromString(strconv.FormatFloat(x, 'e', -1, 64))
}

// Whole is a whole number as a float.
func Whole(n int) float64 { return float64(n) }
