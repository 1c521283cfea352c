package table

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

var errLongToken = errors.New("a token of the XML is too long")

// stylesPart is the part that holds the formats.
type stylesPart struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

func (b *book) readStyles(part string) bool {
	var styles stylesPart
	if !b.decode(part, &styles) {
		return false
	}
	own := map[int]format{}
	for _, f := range styles.Formats {
		own[f.ID] = formatOf(f.Code)
	}
	for _, cell := range styles.Cells {
		kind, stated := own[cell.Format]
		if !stated {
			kind = builtIn(cell.Format)
		}
		b.formats = append(b.formats, kind)
	}
	return true
}

// builtIn is the meaning of the formats that a workbook does not write out (ECMA-376 part 1, 18.8.30, with those of the
// languages of East Asia).
func builtIn(id int) format {
	switch {
	case id == 9 || id == 10:
		return format{sections: []section{{percent: true}}}
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58, id >= 71 && id <= 81:
		return format{sections: []section{{date: true}}}
	}
	return format{}
}

// The limits of the texts that cells share.
const (
	maxTexts     = 5_000_000
	maxTextBytes = 256 << 20
)

// readStrings reads the texts that cells share.
func (b *book) readStrings(part string) bool {
	file := b.parts[part]
	if file == nil {
		return false
	}
	r, err := file.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	in := xml.NewDecoder(&shortTokens{r: io.LimitReader(r, maxUnpacked)})
	var text strings.Builder
	inText, phonetic, bytes := false, 0, 0
	for {
		token, err := in.RawToken()
		if err != nil {
			return err == io.EOF
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				text.Reset()
			case "rPh":
				phonetic++
			case "t":
				inText = phonetic == 0
			}
		case xml.CharData:
			if inText {
				text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "si":
				if bytes += text.Len(); len(b.strings) == maxTexts || bytes > maxTextBytes {
					return false
				}
				b.strings = append(b.strings, unescape(text.String()))
			case "rPh":
				phonetic--
			case "t":
				inText = false
			}
		}
	}
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape brings back the characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19), and one sort of line end.
func unescape(s string) string {
	if strings.Contains(s, "_x") {
		s = escaped.ReplaceAllStringFunc(s, func(code string) string {
			n, _ := strconv.ParseUint(code[2:6], 16, 16)
			return string(rune(n))
		})
	}
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return s
}

// shown is what a cell says, as a person reads it; otherwise, that its format shows another number than is stored.
type shown struct {
	text      string
	otherwise bool
}

// text is what a cell says; false if the workbook is damaged.
func (b *book) text(c content, kind, style string) (shown, bool) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(c.value)
		if err != nil || i < 0 || i >= len(b.strings) {
			return shown{}, c.value == ""
		}
		return shown{text: b.strings[i]}, true
	case "str", "inlineStr":
		return shown{text: unescape(c.value)}, true
	case "b":
		return shown{text: map[bool]string{true: "TRUE", false: "FALSE"}[yes(c.value)]}, true
	case "d":
		return shown{text: c.value}, true
	case "", "n":
		return b.number(strings.TrimSpace(c.value), style), true
	}
	return shown{text: c.value}, kind == "e"
}

// number is a number as the cell's format means it: a date as one, a percentage with its sign, with the unit that is shown.
func (b *book) number(value, style string) shown {
	var f *format
	if n, err := strconv.Atoi(style); err == nil && n >= 0 && n < len(b.formats) {
		f = &b.formats[n]
	}
	if value == "" || (f == nil || f.plain()) && len(value) <= significant {
		return shown{text: value} // far the most
	}
	d, err := quantity.Parse(value)
	if err != nil {
		return shown{text: value} // the reader of the column will say what is wrong with it
	}
	d = asTyped(d)
	if f == nil {
		return shown{text: d.String()}
	}
	s, ok := f.of(d)
	switch {
	case !ok || s.hidden || s.otherwise:
		return shown{d.String(), true}
	case s.date:
		return shown{text: b.date(d)}
	case s.percent:
		return shown{text: d.Shift(2).String() + "%" + s.literal}
	}
	return shown{text: d.String() + s.literal}
}

// significant is the number of digits that a spreadsheet shows of a number. It stores a binary fraction and writes up to
// seventeen: 1.1 as 1.1000000000000001.
const significant = 15

// halfStep bounds the relative distance of a decimal from the binary fraction nearest to it, 2^-53, with the rounding to 17
// digits.
var halfStep = decimal.New(17, -17)

// asTyped is the number of fifteen digits that the binary fraction stands for, where there is one; otherwise the number itself.
func asTyped(d decimal.Decimal) decimal.Decimal {
	if d.NumDigits() <= significant {
		return d
	}
	short := d.Round(significant - int32(d.NumDigits()) - d.Exponent())
	if d.Sub(short).Abs().GreaterThan(d.Abs().Mul(halfStep)) {
		return d
	}
	return short
}

// date is the day, and the time if there is one, that a number stands for: days since the end of 1899, or since 1904. A number
// that is no day stays one.
func (b *book) date(d decimal.Decimal) string {
	days := d.IntPart()
	if d.IsNegative() || days > 2958465 {
		return d.String()
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case b.from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		first = first.AddDate(0, 0, 1) // there is a 29 February 1900 in spreadsheets
	}
	seconds := d.Sub(decimal.NewFromInt(days)).Mul(decimal.NewFromInt(86400)).Round(0).IntPart()
	at := first.AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
	switch {
	case seconds == 0:
		return at.Format(time.DateOnly)
	case days == 0:
		return at.Format(time.TimeOnly)
	}
	return at.Format(time.DateTime)
}
