package quantity

import (
	"errors"
	"math/big"

	"github.com/shopspring/decimal"
)

// Digits is the number of significant digits to which a quotient, a logarithm, a power or a state is cut.
const Digits = 34

// ErrDivisionByZero is the error of a quotient by zero.
var ErrDivisionByZero = errors.New("division by zero")

// Quo is the one division of the program: a ÷ b, cut once to 34 significant digits, half to even. A quotient of fewer
// digits is exact.
func Quo(a, b decimal.Decimal) (decimal.Decimal, error) {
	if b.IsZero() {
		return decimal.Decimal{}, ErrDivisionByZero
	}
	if a.IsZero() {
		return decimal.Decimal{}, nil
	}
	x, y := a.Coefficient(), b.Coefficient()
	exponent := a.Exponent() - b.Exponent()
	// Enough digits that the integer quotient has at least two more than are kept; the sticky digit stands for the rest.
	shift := Digits + 2 - (digitCount(x) - digitCount(y))
	if shift > 0 {
		x.Mul(x, pow10(shift))
		exponent -= int32(shift)
	}
	quotient, rest := x.QuoRem(x, y, new(big.Int))
	if rest.Sign() != 0 {
		quotient.Mul(quotient, big.NewInt(10))
		quotient.Add(quotient, big.NewInt(int64(quotientSign(a, b))))
		exponent--
	}
	return trim(Round34(decimal.NewFromBigInt(quotient, exponent))), nil
}

func quotientSign(a, b decimal.Decimal) int { return a.Sign() * b.Sign() }

// Round34 cuts to 34 significant digits, half to even. A number of no more digits is returned as it is.
func Round34(d decimal.Decimal) decimal.Decimal {
	coefficient := d.Coefficient()
	excess := digitCount(coefficient) - Digits
	if excess <= 0 {
		return d
	}
	unit := pow10(excess)
	kept, rest := new(big.Int).QuoRem(coefficient, unit, new(big.Int))
	rest.Abs(rest).Lsh(rest, 1)
	switch rest.Cmp(unit) {
	case 1:
		kept.Add(kept, big.NewInt(int64(coefficient.Sign())))
	case 0:
		if kept.Bit(0) == 1 {
			kept.Add(kept, big.NewInt(int64(coefficient.Sign())))
		}
	}
	return trim(decimal.NewFromBigInt(kept, d.Exponent()+int32(excess)))
}

// trim drops trailing zeros of the coefficient that stand behind the point. A number ends with no more zeros than its
// coefficient has zero bits, so most are told at a glance to end with none.
func trim(d decimal.Decimal) decimal.Decimal {
	exponent := d.Exponent()
	if exponent >= 0 || d.Sign() == 0 {
		return d
	}
	coefficient := d.Coefficient()
	next, rest := new(big.Int), new(big.Int)
	for step := 64; step > 0; {
		if step > int(-exponent) || uint(step) > coefficient.TrailingZeroBits() {
			step /= 2
			continue
		}
		if next.QuoRem(coefficient, pow10(step), rest); rest.Sign() != 0 {
			step /= 2
			continue
		}
		coefficient, next = next, coefficient
		exponent += int32(step)
	}
	return decimal.NewFromBigInt(coefficient, exponent)
}

// digitCount is the number of decimal digits of an integer.
func digitCount(x *big.Int) int {
	bits := x.BitLen()
	if bits == 0 {
		return 1
	}
	// lg 2 from below: the estimate is at most one too small, for any number that fits a machine.
	n := int(int64(bits-1)*30102999566/100000000000) + 1
	if x.CmpAbs(pow10(n)) >= 0 {
		n++
	}
	return n
}

var powersOf10 = func() []*big.Int {
	out := make([]*big.Int, 128)
	out[0] = big.NewInt(1)
	for i := 1; i < len(out); i++ {
		out[i] = new(big.Int).Mul(out[i-1], big.NewInt(10))
	}
	return out
}()

func pow10(n int) *big.Int {
	if n < len(powersOf10) {
		return powersOf10[n]
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}
