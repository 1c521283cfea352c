package table

import (
	"io"
	"strings"

	"ghg/inventory"
)

// Sheet is one table of a file: a text file is one table, a workbook has one a sheet.
type Sheet struct {
	File string
	Name string // of the sheet of a workbook; "" of a text file
	text string
	book *book
	part string // of the workbook
}

// Sheets reads a file whole, a workbook (XLSX) or a text, and finds its tables. Sheets of a workbook that are empty, or that
// say in their first cell that they are notes (说明), are left out; those that are hidden, or that hold only a picture or a
// chart, are left out with a Problem that names them. It returns false, and says why in ps, if nothing of the file can be used.
func Sheets(name string, r io.Reader, ps *inventory.Problems) ([]*Sheet, bool) {
	raw, ok := Raw(name, r, ps)
	if !ok {
		return nil, false
	}
	if isPackage(raw) || isCompound(raw) {
		b, ok := openBook(name, raw, ps)
		if !ok {
			return nil, false
		}
		return b.tables(ps)
	}
	text, ok := decode(name, raw, ps)
	if !ok {
		return nil, false
	}
	return []*Sheet{{File: name, text: text}}, true
}

// source is where the records of a table come from.
type source interface {
	// record reads the next record into the storage of cells.
	record(cells []string) record
	// merged are the merged cells that hold something, known once the last record was read.
	merged() []Span
}

// Span is a block of merged cells, counted from 1, its last row and column included.
type Span struct{ Row, Col, LastRow, LastCol int }

func (s *Sheet) records() source {
	if s.book != nil {
		return s.book.rows(s)
	}
	scan := newScanner(s.text)
	return &scan
}

// Head returns the cells of the first rows with any content, one that cannot be read included, no more than most: by them the kind of a table is told.
func (s *Sheet) Head(most int) [][]string {
	var out [][]string
	for in := s.records(); len(out) < most; {
		row := in.record(nil)
		if row.fault != noFault {
			break
		}
		content := row.problems != nil
		for i, cell := range row.cells {
			row.cells[i] = strings.TrimSpace(cell)
			content = content || row.cells[i] != ""
		}
		if content {
			out = append(out, row.cells)
		}
	}
	return out
}

// Open understands the header of a table; see the function Open.
func (s *Sheet) Open(schema Schema, ps *inventory.Problems) (*Reader, bool) {
	head := &inventory.Table{File: s.File, Sheet: s.Name, Columns: map[string]int{}}
	out := &Reader{table: head, schema: schema, problems: ps, before: len(*ps), scan: s.records()}
	return out, out.header()
}
