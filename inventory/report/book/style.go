package book

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"

	"ghg/inventory/workspace"
)

// role is what a cell is for; the colours of the legend go by it.
type role uint8

const (
	words    role = iota
	title         // of a sheet
	note          // below the title
	head          // of a column
	activity      // an input: what the district states
	factor        // an input: a row of a factor table
	doubtful      // a factor that nobody has compared with print
	live          // a formula
	total         // a formula that sums lines
	fixed         // a value that a change of inputs does not move
	key           // a notation key
	link          // to a sheet
)

// look is the style of a cell.
type look struct {
	role   role
	format string // of a number
	indent int
	strong bool
	wrap   bool
}

// roles are the colours and types of the roles.
var roles = map[role]struct {
	fill, color string
	bold        bool
	size        int
}{
	title: {bold: true, size: 14}, note: {color: "595959"}, head: {fill: "D9E1F2", bold: true}, activity: {fill: "FFF9DB", color: "0033CC"},
	factor: {fill: "E6F4EA", color: "0033CC"}, doubtful: {fill: "FCE0CF", color: "0033CC"}, total: {fill: "F2F2F2"}, fixed: {fill: "EFE6F7"}, key: {color: "7F7F7F"},
	link: {color: "0563C1"},
}

// family is the type of all cells; programs that lack it take one that has the Chinese characters.
const family = "Microsoft YaHei"

// style is the number of a look in the workbook.
func (w *writer) style(l look) int {
	if known, ok := w.styles[l]; ok {
		return known
	}
	of := roles[l.role]
	s := &excelize.Style{Font: &excelize.Font{Bold: of.bold || l.strong, Color: of.color, Size: expr.Whole(10), Family: family}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: l.wrap, Indent: l.indent}}
	if of.size > 0 {
		s.Font.Size = expr.Whole(of.size)
	}
	if l.role == link {
		s.Font.Underline = "single"
	}
	if of.fill != "" {
		s.Fill = workspace.Fill(of.fill)
	}
	if l.role != title && l.role != note && l.role != link {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
		}
	}
	switch {
	case l.format != "":
		s.CustomNumFmt = &l.format
		if l.format != textFormat {
			s.Alignment.Horizontal = "right"
		}
	case l.role == key:
		s.Alignment.Horizontal = "right"
	case l.role == head:
		s.Alignment.Horizontal = "center"
	case l.indent > 0:
		s.Alignment.Horizontal = "left"
	}
	made, err := w.file.NewStyle(s)
	w.try(err)
	w.styles[l] = made
	return made
}

// The formats of numbers. What is below zero is red and has its sign, so that a removal is seen in print too.
const (
	wholeFormat  = "#,##0;[Red]-#,##0"
	tenthFormat  = "#,##0.0;[Red]-#,##0.0"
	centFormat   = "#,##0.00;[Red]-#,##0.00"
	fineFormat   = "#,##0.0000;[Red]-#,##0.0000"
	powerFormat  = "0.000E+00;[Red]-0.000E+00"
	yearFormat   = "0"
	textFormat   = "@"
	shareFormat  = "0.0%;[Red]-0.0%"
	mostDecimals = 8
)

// formatOf is the format for figures of such a size.
func formatOf(d decimal.Decimal) string {
	size := d.Abs()
	switch {
	case size.IsZero(), !size.LessThan(decimal.New(1, 5)):
		return wholeFormat
	case !size.LessThan(decimal.New(1, 2)):
		return tenthFormat
	case !size.LessThan(decimal.New(1, 0)):
		return centFormat
	case !size.LessThan(decimal.New(1, -3)):
		return fineFormat
	}
	return powerFormat
}

// formatAsStated shows the decimals that the figure was stated with.
func formatAsStated(d decimal.Decimal) string {
	places := int(-d.Exponent())
	if places > mostDecimals {
		return formatOf(d)
	}
	return withPlaces(max(0, places))
}

func withPlaces(places int) string {
	if places == 0 {
		return wholeFormat
	}
	zeros := strings.Repeat("0", places)
	return "#,##0." + zeros + ";[Red]-#,##0." + zeros
}

// formatAsPrinted shows a figure with the decimals that all reports print it with.
func formatAsPrinted(text string, d decimal.Decimal) string {
	shown, err := quantity.Parse(strings.ReplaceAll(text, ",", ""))
	if places := int(-shown.Exponent()); err == nil && places <= mostDecimals && (!shown.IsZero() || d.IsZero()) {
		return withPlaces(max(0, places))
	}
	return formatOf(d)
}

// mostCharacters is what a cell holds.
const mostCharacters = excelize.TotalCellChars

// clean is a text that a cell can hold: what the format has no sign for is replaced by one that is seen, and what is too long ends in
// an ellipsis.
func clean(text string) string {
	legal := func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return utf8.RuneError
		}
		return r
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return legal(r) != r }) {
		text = strings.Map(legal, strings.ToValidUTF8(text, string(utf8.RuneError)))
	}
	if len(text) <= mostCharacters {
		return text
	}
	if units := utf16.Encode([]rune(text)); len(units) > mostCharacters {
		return workspace.Cut(text, mostCharacters-1) + "…"
	}
	return text
}
