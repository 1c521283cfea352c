package quantity

import (
	"math/big"
	"math/bits"
	"strconv"

	"github.com/shopspring/decimal"
)

// Compact is a number of at most 38 significant digits in 24 bytes without pointers: what an inventory of millions of
// lines keeps of each figure. The zero value is 0.
type Compact struct {
	high, low uint64 // of the coefficient
	exponent  int32
	negative  bool
}

// Pack makes a number compact; false if its coefficient has more than 128 bits, which one cut by Round34 never has.
func Pack(d decimal.Decimal) (Compact, bool) {
	c := Compact{exponent: d.Exponent(), negative: d.Sign() < 0}
	if small := d.CoefficientInt64(); d.NumDigits() < 18 {
		c.low = uint64(max(small, -small))
		return c, true
	}
	coefficient := d.Coefficient()
	if coefficient.BitLen() > 128 {
		return Compact{}, false
	}
	coefficient.Abs(coefficient)
	if bits.UintSize == 64 {
		words := coefficient.Bits()
		c.low = uint64(words[0])
		if len(words) > 1 {
			c.high = uint64(words[1])
		}
		return c, true
	}
	c.low = new(big.Int).And(coefficient, maxWord).Uint64()
	c.high = new(big.Int).Rsh(coefficient, 64).Uint64()
	return c, true
}

var maxWord = new(big.Int).SetUint64(1<<64 - 1)

// Decimal is the number.
func (c Compact) Decimal() decimal.Decimal {
	return decimal.NewFromBigInt(fromWords(c.negative, 0, c.high, c.low), c.exponent)
}

// Times is the product with another number, exact; false if it does not fit.
func (c Compact) Times(d decimal.Decimal) (Compact, bool) {
	other, ok := Pack(d)
	if !ok || other.high != 0 {
		return Compact{}, false
	}
	middle, low := bits.Mul64(c.low, other.low)
	over, high := bits.Mul64(c.high, other.low)
	high, carry := bits.Add64(high, middle, 0)
	return Compact{high, low, c.exponent + other.exponent, c.negative != other.negative}, over == 0 && carry == 0
}

// String prints the number as decimal.Decimal does: in full, without trailing zeros behind the point.
func (c Compact) String() string {
	const half, halfDigits = 1e19, 19 // the most digits that a word holds
	if c.high >= half {
		return c.Decimal().String()
	}
	above, below := bits.Div64(c.high, c.low, half)
	var room [64]byte
	digits := room[:0]
	if above > 0 {
		digits = strconv.AppendUint(digits, above, 10)
		var rest [halfDigits]byte
		for i := range rest {
			rest[halfDigits-1-i] = byte('0' + below%10)
			below /= 10
		}
		digits = append(digits, rest[:]...)
	} else {
		digits = strconv.AppendUint(digits, below, 10)
	}
	return c.pointed(digits)
}

// pointed writes sign, point and zeros about the digits.
func (c Compact) pointed(digits []byte) string {
	out := make([]byte, 0, 80)
	if c.negative && (c.high|c.low) != 0 {
		out = append(out, '-')
	}
	if c.exponent >= 0 {
		if c.high|c.low == 0 {
			return "0"
		}
		out = append(out, digits...)
		for range c.exponent {
			out = append(out, '0')
		}
		return string(out)
	}
	whole := len(digits) + int(c.exponent)
	if whole <= 0 {
		out = append(out, '0', '.')
		for range -whole {
			out = append(out, '0')
		}
		out = append(out, digits...)
	} else {
		out = append(append(append(out, digits[:whole]...), '.'), digits[whole:]...)
	}
	for out[len(out)-1] == '0' {
		out = out[:len(out)-1]
	}
	if out[len(out)-1] == '.' {
		out = out[:len(out)-1]
	}
	return string(out)
}

// fromWords is the integer of words, the highest first.
func fromWords(negative bool, words ...uint64) *big.Int {
	out := new(big.Int)
	for _, w := range words {
		out.Lsh(out, 64)
		out.Or(out, new(big.Int).SetUint64(w))
	}
	if negative {
		out.Neg(out)
	}
	return out
}

// Sum adds compact numbers exactly, in any order to the same value, without an allocation a term. It holds up to 2^60 of
// them. The zero value is 0.
type Sum struct {
	terms []term // one an exponent
}

// term is the sum of the coefficients of one exponent: 192 bits in two's complement, the lowest word first.
type term struct {
	exponent int32
	words    [3]uint64
}

// Add adds a number.
func (s *Sum) Add(c Compact) { s.add(c.exponent, [3]uint64{c.low, c.high, 0}, c.negative) }

// AddSize adds the number without its sign.
func (s *Sum) AddSize(c Compact) { s.add(c.exponent, [3]uint64{c.low, c.high, 0}, false) }

// AddSum adds another sum.
func (s *Sum) AddSum(other *Sum) {
	for _, t := range other.terms {
		s.add(t.exponent, t.words, false)
	}
}

func (s *Sum) add(exponent int32, words [3]uint64, negative bool) {
	at := s.term(exponent)
	var carry uint64
	if negative {
		at.words[0], carry = bits.Sub64(at.words[0], words[0], 0)
		at.words[1], carry = bits.Sub64(at.words[1], words[1], carry)
		at.words[2], _ = bits.Sub64(at.words[2], words[2], carry)
		return
	}
	at.words[0], carry = bits.Add64(at.words[0], words[0], 0)
	at.words[1], carry = bits.Add64(at.words[1], words[1], carry)
	at.words[2], _ = bits.Add64(at.words[2], words[2], carry)
}

func (s *Sum) term(exponent int32) *term {
	for i := range s.terms {
		if s.terms[i].exponent == exponent {
			return &s.terms[i]
		}
	}
	s.terms = append(s.terms, term{exponent: exponent})
	return &s.terms[len(s.terms)-1]
}

// Decimal is the exact sum.
func (s *Sum) Decimal() decimal.Decimal {
	var out decimal.Decimal
	for _, t := range s.terms {
		w, negative := t.words, t.words[2]>>63 == 1
		if negative {
			var borrow uint64
			w[0], borrow = bits.Sub64(0, w[0], 0)
			w[1], borrow = bits.Sub64(0, w[1], borrow)
			w[2], _ = bits.Sub64(0, w[2], borrow)
		}
		out = out.Add(decimal.NewFromBigInt(fromWords(negative, w[2], w[1], w[0]), t.exponent))
	}
	return out
}
