package factors

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"ghg/inventory/quantity"
)

// OutsideFigure is a cell of an outside table that holds a figure: a value, bounds, or both. A printed range has no value,
// and none is made for it; "<5" has one bound.
type OutsideFigure struct {
	Value, Low, High *decimal.Decimal
	Printed          bool // the bounds are those of a printed range; those of a ± are of a kind that is not said
}

// maxFigure bounds a cell that is read as a figure, in bytes.
const maxFigure = 120

// The parts of a figure: a number with its power of ten, what stands between two of them, and the whole forms.
const (
	aFigure = `([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[+-]?\.[0-9]+)(?:[eE]([+-]?[0-9]{1,3})| ?[xX*] ?10 ?\^? ?\(?([+-]?[0-9]{1,3})\)?)?`
	anUntil = ` ?(?:-|~|to) ?`
)

var (
	singleFigure  = regexp.MustCompile(`^` + aFigure + `$`)
	rangeFigure   = regexp.MustCompile(`^` + aFigure + anUntil + aFigure + `$`)
	boundedFigure = regexp.MustCompile(`^` + aFigure + ` ?[(\[] ?` + aFigure + `(?:` + anUntil + `| ?; ?|, )` + aFigure + ` ?[)\]]$`)
	aroundFigure  = regexp.MustCompile(`^` + aFigure + ` ?\(?(?:±|\+/-|\+-) ?` + aFigure + ` ?(%)?\)?$`)
	oneSided      = regexp.MustCompile(`^(<=|>=|≤|≥|<|>) ?` + aFigure + `$`)
	// figureSigns brings the signs that people use for one thing to one of them.
	figureSigns = strings.NewReplacer("–", "-", "—", "-", "−", "-", "‐", "-", "‑", "-", "～", "~", "〜", "~", "×", "x", "·", "x", "⁻", "-",
		"⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
)

// ParseFigure reads the figure of a cell: 56100, 1.2E-05, 1.2 x 10^-5, 0.5 - 1.2, 24 (16-32), 1.2 ± 0.3, 1.2 ± 25%, <5. It
// returns false for everything else: text, several figures, a comma that may be a decimal point, bounds the wrong way round.
func ParseFigure(cell string) (OutsideFigure, bool) {
	if len(cell) > maxFigure {
		return OutsideFigure{}, false
	}
	text := strings.Join(strings.Fields(figureSigns.Replace(width.Narrow.String(cell))), " ")
	numbers := []*decimal.Decimal(nil)
	// read takes the numbers of a form; each has three groups: the digits and the two ways to write a power of ten.
	read := func(form *regexp.Regexp, skip int) bool {
		found := form.FindStringSubmatch(text)
		if found == nil {
			return false
		}
		for at := 1 + skip; at+2 < len(found); at += 3 {
			written := found[at]
			if power := found[at+1] + found[at+2]; power != "" {
				written += "e" + power
			}
			number, err := quantity.Parse(written)
			if err != nil {
				numbers = nil
				return false
			}
			numbers = append(numbers, &number)
		}
		return true
	}
	switch {
	case read(singleFigure, 0):
		return OutsideFigure{Value: numbers[0]}, true
	case read(rangeFigure, 0):
		return ordered(OutsideFigure{Low: numbers[0], High: numbers[1], Printed: true})
	case read(boundedFigure, 0):
		return ordered(OutsideFigure{Value: numbers[0], Low: numbers[1], High: numbers[2], Printed: true})
	case read(aroundFigure, 0):
		return around(numbers[0], *numbers[1], strings.HasSuffix(strings.TrimSuffix(text, ")"), "%"))
	case read(oneSided, 1):
		if strings.ContainsAny(text, "<≤") {
			return OutsideFigure{High: numbers[0], Printed: true}, true
		}
		return OutsideFigure{Low: numbers[0], Printed: true}, true
	}
	return OutsideFigure{}, false
}

// around is the figure of a value and what it may be off by, in per cent of it or as it is.
func around(value *decimal.Decimal, off decimal.Decimal, percent bool) (OutsideFigure, bool) {
	if percent {
		off = value.Mul(off).Shift(-2).Abs()
	}
	low, high := value.Sub(off), value.Add(off)
	return ordered(OutsideFigure{Value: value, Low: &low, High: &high})
}

// ordered refuses a figure whose bounds are the wrong way round or leave its value out.
func ordered(f OutsideFigure) (OutsideFigure, bool) {
	if f.Low.GreaterThan(*f.High) || f.Value != nil && (f.Value.LessThan(*f.Low) || f.Value.GreaterThan(*f.High)) {
		return OutsideFigure{}, false
	}
	return f, true
}
