package table

import (
	"strings"
	"unicode"

	"ghg/inventory"
)

// fault says why a record could not be read.
type fault uint8

const (
	noFault       fault = iota
	endOfText           // there is no further record
	openQuote           // a quote is never closed
	textPastQuote       // text stands between a closing quote and the separator
)

// record is one line of the table; several lines of the file if a quoted cell holds line ends. With a fault, cells ends
// with the faulty one.
type record struct {
	cells    []string
	line     int
	fault    fault
	problems []inventory.Problem // of the cells of a workbook; with endOfText, of the sheet
}

// scanner cuts a text into records. A line ends with LF, CR LF or CR. A cell that begins with a quote goes on to the
// closing quote, a doubled quote standing for one; a quote anywhere else is an ordinary character.
type scanner struct {
	text      string
	separator byte
	line      int // of the next record
}

func newScanner(text string) scanner {
	return scanner{text, separatorOf(text), 1}
}

func (s *scanner) merged() []Span { return nil }

// record reads the next record into the storage of cells. No more than one cell beyond MaxColumns is kept.
func (s *scanner) record(cells []string) record {
	out := record{cells: cells, line: s.line}
	if s.text == "" {
		out.fault = endOfText
		return out
	}
	for {
		cell := ""
		if s.text != "" && s.text[0] == '"' {
			cell, out.fault = s.quoted()
		} else {
			cell = s.plain()
		}
		if len(out.cells) <= MaxColumns {
			out.cells = append(out.cells, cell)
		} else if cell != "" {
			out.cells[MaxColumns] = cell
		}
		if out.fault != noFault || s.endsRecord() {
			return out
		}
	}
}

// plain takes a cell without quotes.
func (s *scanner) plain() string {
	for i := range len(s.text) {
		if c := s.text[i]; c == s.separator || c == '\n' || c == '\r' {
			return s.take(i)
		}
	}
	return s.take(len(s.text))
}

// quoted takes a cell in quotes. After a fault the rest of the line, or of the text, is skipped.
func (s *scanner) quoted() (string, fault) {
	end := 1
	doubled := false
	for {
		next := strings.IndexByte(s.text[end:], '"')
		if next < 0 {
			s.text = ""
			return "", openQuote
		}
		end += next + 1
		if end == len(s.text) || s.text[end] != '"' {
			break
		}
		doubled = true
		end++
	}
	cell := s.take(end)[1 : end-1]
	if strings.Contains(cell, "\r") {
		cell = strings.ReplaceAll(strings.ReplaceAll(cell, "\r\n", "\n"), "\r", "\n")
	}
	s.line += strings.Count(cell, "\n")
	if doubled {
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	if rest := s.plain(); strings.TrimSpace(rest) != "" {
		s.skipLine()
		return cell, textPastQuote
	}
	return cell, noFault
}

func (s *scanner) take(n int) string {
	out := s.text[:n]
	s.text = s.text[n:]
	return out
}

// endsRecord steps over the separator, or over the line end; it tells whether the record ends here.
func (s *scanner) endsRecord() bool {
	if s.text != "" && s.text[0] == s.separator {
		s.text = s.text[1:]
		return false
	}
	s.text = strings.TrimPrefix(s.text, "\r")
	s.text = strings.TrimPrefix(s.text, "\n")
	s.line++
	return true
}

func (s *scanner) skipLine() {
	if end := strings.IndexAny(s.text, "\r\n"); end >= 0 {
		s.text = s.text[end:]
	} else {
		s.text = ""
	}
	s.endsRecord()
}

// Hidden tells whether the text holds a character that does not show; tab and line feed are none.
func Hidden(s string) bool { return strings.IndexFunc(s, isHidden) >= 0 }

// isHidden tells whether a character does not show: control and format characters, which can make two names look alike
// or steer a terminal. Tab and line feed are allowed in a cell.
func isHidden(r rune) bool {
	switch {
	case r < unicode.MaxLatin1:
		return (r < ' ' && r != '\t' && r != '\n') || (r >= 0x7f && r < 0xa0) || r == 0xad
	case r >= 0x3000 && r < 0xa000: // Chinese, most of what comes here
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}
