package table

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
)

// A number is stored once and shown by a format. What the format changes of what a person reads is of three kinds: the number is
// a date, it is a percentage, or it is shown as another number, as with thousands left out or a minus sign not shown.

// section is one part of a format: for positive numbers, negative ones, or zero.
type section struct {
	date, percent, otherwise, hidden, minus bool
	literal                                 string // letters shown beside the number, such as a unit
}

// format is how a cell shows its number. The zero value shows it as it is.
type format struct {
	sections    []section
	conditional bool // sections are chosen by conditions of their own
}

func (f *format) plain() bool { return len(f.sections) == 0 }

// of is the section that shows the number; false if the format has none that says how.
func (f *format) of(d decimal.Decimal) (section, bool) {
	if f.plain() {
		return section{}, true
	}
	if f.conditional {
		for _, s := range f.sections[1:] {
			if s != f.sections[0] {
				return section{}, false
			}
		}
		return f.sections[0], true
	}
	first := f.sections[0]
	switch {
	case d.IsNegative() && len(f.sections) > 1:
		out := f.sections[1]
		out.otherwise = out.otherwise || !out.minus
		return out, true
	case d.IsZero() && len(f.sections) > 2:
		out := f.sections[2]
		out.hidden = out.hidden && out.literal == "" && !out.minus // a dash is how accounts show zero
		return out, true
	}
	return first, true
}

var (
	placeholder = regexp.MustCompile(`[0#?@]|general`)
	inDates     = regexp.MustCompile(`[ymdhs]`)
	scaled      = regexp.MustCompile(`[0#?],+(?:[^0#?,]|$)|[0#?]\x01+[0#?]`)
	letters     = regexp.MustCompile(`[\p{L}%‰]`)
)

// formatOf reads a format's code (ECMA-376 part 1, 18.8.31).
func formatOf(code string) format {
	var out format
	parts := sectionsOf(code)
	if len(parts) == 1 && placeholder.MatchString(parts[0].code) && parts[0].section() == (section{}) {
		return out
	}
	for i, p := range parts {
		if i == 3 {
			break // of texts
		}
		s := p.section()
		if i == 1 {
			s.minus = strings.ContainsAny(p.code+p.literal, "-(（−") || p.red
		} else if i == 2 {
			s.minus = strings.ContainsAny(p.code+p.literal, "-–—0")
		}
		out.sections = append(out.sections, s)
		out.conditional = out.conditional || p.condition
	}
	return out
}

// sectionText is one part of a format, taken apart.
type sectionText struct {
	code, literal           string
	red, condition, elapsed bool
}

func (p *sectionText) section() section {
	var s section
	switch {
	case strings.Contains(p.code, "general"):
	case p.elapsed || inDates.MatchString(p.code):
		return section{date: true}
	case !placeholder.MatchString(p.code):
		s.hidden = true
	case scaled.MatchString(p.code):
		s.otherwise = true
	}
	s.percent = strings.Contains(p.code, "%")
	if !s.hidden && letters.MatchString(p.literal) {
		s.literal = strings.TrimSpace(p.literal)
	}
	return s
}

// sectionsOf cuts a format's code at the semicolons that are no text. A point that is text keeps its place as \x01.
func sectionsOf(code string) []sectionText {
	out := []sectionText{{}}
	runes := []rune(code)
	for i := 0; i < len(runes); i++ {
		p := &out[len(out)-1]
		literal := func(r rune) {
			p.literal += string(r)
			if r == '.' || r == ',' {
				p.code += "\x01"
			}
		}
		switch r := runes[i]; {
		case r == ';':
			out = append(out, sectionText{})
		case r == '"':
			for i++; i < len(runes) && runes[i] != '"'; i++ {
				literal(runes[i])
			}
		case r == '\\' || r == '!':
			if i++; i < len(runes) {
				literal(runes[i])
			}
		case r == '_' || r == '*':
			i++
		case r == '[':
			from := i + 1
			for i++; i < len(runes) && runes[i] != ']'; i++ {
			}
			p.bracket(strings.ToLower(string(runes[from:min(i, len(runes))])))
		case unicode.Is(unicode.Han, r):
			literal(r)
		default:
			p.code += strings.ToLower(string(r))
		}
	}
	return out
}

// bracket reads what stands in brackets: a colour, a condition, hours that are counted on, a language.
func (p *sectionText) bracket(text string) {
	switch {
	case text == "red" || text == "红色":
		p.red = true
	case strings.HasPrefix(text, "<") || strings.HasPrefix(text, ">") || strings.HasPrefix(text, "="):
		p.condition = true
	case text != "" && strings.Trim(text, "hms") == "":
		p.elapsed = true
	}
}
