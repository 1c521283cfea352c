package quantity

import (
	"errors"
	"math/big"

	"github.com/shopspring/decimal"
)

// ErrLogarithm is the error of a logarithm, or of a power with a broken exponent, of a number that is not positive.
var ErrLogarithm = errors.New("logarithm of a number that is not positive")

// ErrMagnitude is the error of a result too large or too small to be meant.
var ErrMagnitude = errors.New("result beyond 10^±1000")

// precision is that of the binary work, far beyond the 34 digits that are kept (113 bits).
const precision = 448

// largestLog bounds the exponent of Exp: e^2303 is about 10^1000.
var largestLog = decimal.NewFromInt(2303)

// Exp is e^x, cut to 34 significant digits.
func Exp(x decimal.Decimal) (decimal.Decimal, error) {
	if x.Abs().GreaterThan(largestLog) {
		return decimal.Decimal{}, ErrMagnitude
	}
	return fromFloat(expFloat(toFloat(x))), nil
}

// Log is the natural logarithm of x, cut to 34 significant digits.
func Log(x decimal.Decimal) (decimal.Decimal, error) {
	if x.Sign() <= 0 {
		return decimal.Decimal{}, ErrLogarithm
	}
	return fromFloat(logOf(x)), nil
}

// Pow is x^y, cut to 34 significant digits. A whole power is multiplied out where that is not too long, so that a result
// of no more digits is exact; 0^0 is 1.
func Pow(x, y decimal.Decimal) (decimal.Decimal, error) {
	whole := y.IsInteger()
	switch {
	case y.IsZero():
		return decimal.NewFromInt(1), nil
	case x.IsZero() && y.Sign() > 0:
		return decimal.Decimal{}, nil
	case x.IsZero():
		return decimal.Decimal{}, ErrDivisionByZero
	case x.Sign() < 0 && !whole:
		return decimal.Decimal{}, ErrLogarithm
	}
	negative := x.Sign() < 0 && y.BigInt().Bit(0) == 1
	size := x.Abs()
	if size.Equal(decimal.NewFromInt(1)) {
		return signed(size, negative), nil
	}
	if n := y.Abs(); whole && n.LessThan(longestProduct) && int64(digitCount(x.Coefficient()))*n.IntPart() <= 1<<20 {
		return powWhole(x, y.IntPart())
	}
	product := newFloat().Mul(logOf(size), toFloat(y))
	if product.MantExp(nil) > 12 {
		return decimal.Decimal{}, ErrMagnitude
	}
	return signed(fromFloat(expFloat(product)), negative), nil
}

// longestProduct bounds the powers that are multiplied out.
var longestProduct = decimal.NewFromInt(1 << 20)

func signed(d decimal.Decimal, negative bool) decimal.Decimal {
	if negative {
		return d.Neg()
	}
	return d
}

// powWhole multiplies x out by squaring.
func powWhole(x decimal.Decimal, n int64) (decimal.Decimal, error) {
	left := max(n, -n)
	if size := int64(x.NumDigits()-1) + int64(x.Exponent()); size*left > 1000 || (size+1)*left < -1000 {
		return decimal.Decimal{}, ErrMagnitude
	}
	product, square := decimal.NewFromInt(1), x
	for ; left > 0; left >>= 1 {
		if left&1 == 1 {
			product = product.Mul(square)
		}
		if left > 1 {
			square = square.Mul(square)
		}
	}
	if n < 0 {
		return Quo(decimal.NewFromInt(1), product)
	}
	return Round34(product), nil
}

func newFloat() *big.Float { return new(big.Float).SetPrec(precision) }

func toFloat(d decimal.Decimal) *big.Float {
	f := newFloat().SetInt(d.Coefficient())
	scale := newFloat().SetInt(pow10(int(max(d.Exponent(), -d.Exponent()))))
	if d.Exponent() < 0 {
		return f.Quo(f, scale)
	}
	return f.Mul(f, scale)
}

// fromFloat goes by way of 100 decimal digits: the bits beyond them are noise, those before them are right. So many,
// because e^5e-34 differs from a tie of the 34 digits in its 67th only.
func fromFloat(f *big.Float) decimal.Decimal {
	d, err := decimal.NewFromString(f.Text('e', 100))
	if err != nil {
		panic("a finite number did not parse: " + err.Error())
	}
	return trim(Round34(d))
}

// expFloat halves x until it is small, sums the series, and squares back.
func expFloat(x *big.Float) *big.Float {
	if x.Sign() == 0 {
		return newFloat().SetInt64(1)
	}
	halvings := max(0, x.MantExp(nil)+16)
	small := newFloat().SetMantExp(x, -halvings)
	sum, term := newFloat().SetInt64(1), newFloat().SetInt64(1)
	for n := int64(1); term.Sign() != 0 && term.MantExp(nil) > -precision; n++ {
		term.Mul(term, small)
		term.Quo(term, newFloat().SetInt64(n))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

// nearOne is how near 1 the difference to it is what carries the digits of a logarithm.
var nearOne = decimal.New(1, -20)

// logOf is the logarithm of a positive number: near 1 by the series of ln(1+d), which has the digits of d, else of the
// number itself.
func logOf(x decimal.Decimal) *big.Float {
	rest := x.Sub(decimal.NewFromInt(1))
	if rest.Abs().GreaterThan(nearOne) {
		return logFloat(toFloat(x))
	}
	d := toFloat(rest)
	sum, power := newFloat(), newFloat().Set(d)
	for n := int64(1); n <= 8; n++ { // what is left out is below 10^-160 of it
		sum.Add(sum, newFloat().Quo(power, newFloat().SetInt64(n)))
		power.Mul(power, d).Neg(power)
	}
	return sum
}

// logFloat takes the power of two out of x and solves e^y = m by Halley's rule, which triples the right digits.
func logFloat(x *big.Float) *big.Float {
	mantissa := newFloat()
	exponent := x.MantExp(mantissa)
	y := logMantissa(mantissa)
	if exponent == 0 {
		return y
	}
	ln2 := newFloat().Neg(logMantissa(newFloat().SetMantExp(newFloat().SetInt64(1), -1)))
	return y.Add(y, newFloat().Mul(ln2, newFloat().SetInt64(int64(exponent))))
}

func logMantissa(m *big.Float) *big.Float {
	y := newFloat().Sub(m, newFloat().SetInt64(1))
	for range 8 {
		e := expFloat(y)
		step := newFloat().Quo(newFloat().Sub(m, e), newFloat().Add(m, e))
		y.Add(y, step.Add(step, step))
	}
	return y
}
