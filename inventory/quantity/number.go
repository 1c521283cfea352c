// Package quantity holds exact decimal numbers with units: reading a number as people write it, the one division, and
// units with their dimensions, substances and conversions. Nothing in it is a binary fraction.
package quantity

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// The limits of a number read from outside: its digits, and the power of ten of the first of them, however it is
// written. Beyond them a table is broken or hostile.
const (
	MaxDigits   = 40
	MaxExponent = 30
)

// Reason says why a text is not a number.
type Reason uint8

// The reasons.
const (
	NotANumber Reason = iota
	Empty
	TwoPoints
	TooManyDigits
	ExponentTooLarge
	BadSeparator
)

// NumberError is the fault of a text that should be a number.
type NumberError struct {
	Reason Reason
	Text   string
}

// Error says what is wrong in English.
func (e *NumberError) Error() string {
	what := [...]string{
		"is not a number", "is empty", "has two decimal points", fmt.Sprintf("has more than %d digits", MaxDigits),
		fmt.Sprintf("has an exponent beyond ±%d", MaxExponent), "has a thousands separator in the wrong place",
	}[e.Reason]
	text := e.Text
	if runes := []rune(text); len(runes) > 40 {
		text = string(runes[:40]) + "…"
	}
	return fmt.Sprintf("%q %s", text, what)
}

// Parse reads a number as people write it: ASCII or full-width digits, a sign, one point, thousands separators (comma,
// full-width comma, thin or no-break space) in groups of three, an exponent. It refuses numbers of more than MaxDigits
// digits or with an exponent beyond ±MaxExponent, mostly before anything large is built.
func Parse(s string) (decimal.Decimal, error) {
	fail := func(r Reason) (decimal.Decimal, error) { return decimal.Decimal{}, &NumberError{r, s} }
	text := strings.TrimSpace(s)
	if text == "" {
		return fail(Empty)
	}
	mantissa, exponent, hasExponent := strings.Cut(strings.Map(plainRune, text), "e")
	sign := ""
	if mantissa != "" && (mantissa[0] == '+' || mantissa[0] == '-') {
		sign, mantissa = strings.TrimPrefix(mantissa[:1], "+"), mantissa[1:]
	}
	whole, fraction, hasPoint := strings.Cut(mantissa, ".")
	if strings.Contains(fraction, ".") && digitsOnly(strings.ReplaceAll(fraction, ".", "")) {
		return fail(TwoPoints)
	}
	whole, ok := joinGroups(whole)
	switch {
	case !ok:
		return fail(BadSeparator)
	case !digitsOnly(whole), !digitsOnly(fraction), whole == "" && fraction == "", hasPoint && fraction == "" && whole == "":
		return fail(NotANumber)
	case len(strings.TrimLeft(whole+fraction, "0")) > MaxDigits:
		return fail(TooManyDigits)
	}
	if hasExponent {
		unsigned := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(exponent, "+"), "-"), "0")
		if exponent == "" || !digitsOnly(strings.TrimPrefix(strings.TrimPrefix(exponent, "+"), "-")) || strings.Trim(exponent, "+-") == "" {
			return fail(NotANumber)
		}
		if len(unsigned) > 2 || len(unsigned) == 2 && unsigned > fmt.Sprint(MaxExponent) {
			return fail(ExponentTooLarge)
		}
		exponent = "e" + exponent
	}
	if len(fraction) > MaxDigits+MaxExponent {
		return fail(TooManyDigits)
	}
	d, err := decimal.NewFromString(sign + whole + "." + fraction + exponent)
	if err != nil {
		return fail(NotANumber)
	}
	if size := d.NumDigits() - 1 + int(d.Exponent()); !d.IsZero() && (size > MaxExponent || size < -MaxExponent) {
		return fail(ExponentTooLarge)
	}
	return d, nil
}

// plainRune turns full-width characters and the separators in use into ASCII.
func plainRune(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == '．' || r == '。':
		return '.'
	case r == '，' || r == '\u2009' || r == '\u00a0' || r == '\u202f':
		return ','
	case r == '＋':
		return '+'
	case r == '－' || r == '−':
		return '-'
	case r == 'E' || r == 'ｅ' || r == 'Ｅ':
		return 'e'
	}
	return r
}

// joinGroups takes the separators out of a whole part; they must stand before groups of three.
func joinGroups(whole string) (string, bool) {
	if !strings.Contains(whole, ",") {
		return whole, true
	}
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if !digitsOnly(g) || i == 0 && (g == "" || len(g) > 3) || i > 0 && len(g) != 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
