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

// format is how a cell shows its number, as far as it changes what is meant.
type format uint8

const (
	plain format = iota
	date
	percent
)

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
		return percent
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58, id >= 71 && id <= 81:
		return date
	}
	return plain
}

// notCode is what of a format is text: in quotes, after a backslash, an underscore or a star, in brackets unless it counts hours.
var notCode = regexp.MustCompile(`"[^"]*"?|\\.|_.|\*.|\[[^\]hmsHMS][^\]]*\]|\[[hmsHMS][^\]]*[^\]hmsHMS][^\]]*\]`)

// formatOf is the meaning of a format's first section.
func formatOf(code string) format {
	code = notCode.ReplaceAllString(code, "")
	code, _, _ = strings.Cut(code, ";")
	code = strings.ToLower(code)
	switch {
	case strings.Contains(code, "general"):
		return plain
	case strings.ContainsAny(code, "ymdhs"):
		return date
	case strings.Contains(code, "%"):
		return percent
	}
	return plain
}

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
	inText, phonetic := false, 0
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

// text is what a cell says, as a person reads it; false if the workbook is damaged.
func (b *book) text(c content, kind, style string) (string, bool) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(c.value)
		if err != nil || i < 0 || i >= len(b.strings) {
			return "", c.value == ""
		}
		return b.strings[i], true
	case "str", "inlineStr":
		return unescape(c.value), true
	case "b":
		return map[bool]string{true: "TRUE", false: "FALSE"}[yes(c.value)], true
	case "d":
		return c.value, true
	case "", "n":
		return b.number(c.value, style)
	}
	return c.value, kind == "e"
}

// number is a number as the cell's format means it: a date as one, a percentage with its sign.
func (b *book) number(value, style string) (string, bool) {
	value = strings.TrimSpace(value)
	if value == "" {
		return "", true
	}
	kind := plain
	if n, err := strconv.Atoi(style); err == nil && n >= 0 && n < len(b.formats) {
		kind = b.formats[n]
	}
	if kind == plain && len(value) <= significant {
		return value, true // far the most
	}
	d, err := quantity.Parse(value)
	if err != nil {
		return value, true // the reader of the column will say what is wrong with it
	}
	d = asTyped(d)
	switch kind {
	case date:
		return b.date(d)
	case percent:
		return d.Shift(2).String() + "%", true
	}
	return d.String(), true
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
func (b *book) date(d decimal.Decimal) (string, bool) {
	days := d.IntPart()
	if d.IsNegative() || days > 2958465 {
		return d.String(), true
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
		return at.Format(time.DateOnly), true
	case days == 0:
		return at.Format(time.TimeOnly), true
	}
	return at.Format(time.DateTime), true
}
