package inventory

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Text is a sentence in the two languages the program speaks.
type Text struct{ ZH, EN string }

// In returns the text in lang, "zh" or "en"; any other language gives English.
func (t Text) In(lang string) string {
	if lang == "zh" {
		return t.ZH
	}
	return t.EN
}

// Source is the place a figure or a fault was read from: a file, the sheet where there is one, and the cell, both
// counted from 1. Row or Col is 0 where it does not apply (a whole file, a whole row).
type Source struct {
	File  string
	Sheet string
	Row   int
	Col   int
}

// String prints file:row:column, or file!sheet!B12 for a cell of a workbook; parts that do not apply are left out.
func (s Source) String() string {
	if s.Sheet != "" {
		out := s.File + "!" + s.Sheet
		if s.Row > 0 {
			out += "!" + columnLetters(s.Col) + strconv.Itoa(s.Row)
		}
		return out
	}
	out := s.File
	if s.Row > 0 {
		out += ":" + strconv.Itoa(s.Row)
		if s.Col > 0 {
			out += ":" + strconv.Itoa(s.Col)
		}
	}
	return out
}

func columnLetters(col int) string {
	out := ""
	for ; col > 0; col = (col - 1) / 26 {
		out = string(rune('A'+(col-1)%26)) + out
	}
	return out
}

// Table is the head of a table that was read: its file, its sheet, and the column, counted from 1, of each field under
// the field's English name.
type Table struct {
	File    string
	Sheet   string
	Columns map[string]int
}

// Place is one row of a table.
type Place struct {
	Table *Table
	Row   int
}

// Cell returns the place of the field's cell in the row; the whole row if the table has no such column.
func (p Place) Cell(field string) Source {
	if p.Table == nil {
		return Source{}
	}
	return Source{File: p.Table.File, Sheet: p.Table.Sheet, Row: p.Row, Col: p.Table.Columns[field]}
}

// Severity says what a problem stops: a BLOCKER or an ERROR stops a run (exit code 1), a WARNING is printed, an INFO
// is recorded. An ERROR of a rule lets the run go on once a person answers for it in records/suppressions.csv; a BLOCKER
// says that the inventory cannot be trusted at all, and no record lets it through.
type Severity int

// The severities, mildest first.
const (
	Info Severity = iota
	Warning
	Error
	Blocker
)

// String returns the severity as printed: INFO, WARNING, ERROR, BLOCKER.
func (s Severity) String() string {
	return [...]string{"INFO", "WARNING", "ERROR", "BLOCKER"}[s]
}

// Problem is a fault or a remark about the user's data. Code is a stable kebab-case word ("unknown-unit") by which
// tests and the platform know it. Message says what is wrong, Hint how to mend it. What it is about is told as far as it
// is known: the id of the rule that was broken ("" of what reading and compiling find), the year (0), the code of the
// category, the facility and the item, or the indicator. Seen is the mark of what a breach of a rule says. Last says that further breaches of the rule are not listed; Suppressed is nil unless
// a person answers for the breach.
type Problem struct {
	Source   Source
	Code     string
	Severity Severity
	Message  Text
	Hint     Text
	Rule     string
	Year     int
	Category string
	Facility string
	Item     string
	Seen     string

	Last       bool
	Suppressed *Suppressed
}

// Format prints the problem as "file:row:column: SEVERITY code: message" and the hint on a second line. Control
// characters of the user's text are printed as escapes, so that no input can steer the terminal.
func (p Problem) Format(lang string) string { return p.Painted(lang, Severity.String) }

// Painted is Format with the word of the severity as paint gives it.
func (p Problem) Painted(lang string, paint func(Severity) string) string {
	var b strings.Builder
	if place := p.Source.String(); place != "" {
		b.WriteString(printable(place) + ": ")
	}
	fmt.Fprintf(&b, "%s [%s] %s", paint(p.Severity), p.Code, printable(p.Message.In(lang)))
	if hint := p.Hint.In(lang); hint != "" {
		label := "hint: "
		if lang == "zh" {
			label = "提示："
		}
		b.WriteString("\n    " + label + printable(hint))
	}
	return b.String()
}

// Printable is the text with every character that is not printed as an escape.
func Printable(s string) string { return printable(s) }

func printable(s string) string {
	clean := func(r rune) bool { return strconv.IsPrint(r) || r == '　' }
	if strings.IndexFunc(s, func(r rune) bool { return !clean(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if clean(r) {
			b.WriteRune(r)
		} else {
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}

// Problems collects problems; the zero value is empty and ready.
type Problems []Problem

// Add appends problems.
func (ps *Problems) Add(more ...Problem) { *ps = append(*ps, more...) }

// Failed tells whether any problem is an ERROR or a BLOCKER.
func (ps Problems) Failed() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return p.Severity >= Error })
}

// Sorted returns the problems by file, sheet, row, column, code and message, without repeats. The order does not
// depend on the order in which they were found.
func (ps Problems) Sorted() Problems {
	out := slices.Clone(ps)
	slices.SortFunc(out, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Source.File, b.Source.File), cmp.Compare(a.Source.Sheet, b.Source.Sheet),
			cmp.Compare(a.Source.Row, b.Source.Row), cmp.Compare(a.Source.Col, b.Source.Col),
			cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message.EN, b.Message.EN), cmp.Compare(a.Message.ZH, b.Message.ZH),
			cmp.Compare(a.Year, b.Year), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Facility, b.Facility), cmp.Compare(a.Item, b.Item))
	})
	return slices.CompactFunc(out, func(a, b Problem) bool {
		return a.Source == b.Source && a.Code == b.Code && a.Severity == b.Severity && a.Message == b.Message && a.Hint == b.Hint
	})
}
