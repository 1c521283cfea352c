// Package table reads one table that came from outside: it finds the encoding, understands the header in Chinese or
// English, and hands out the rows cell by cell with their place in the file. It treats every file as hostile: sizes are
// limited before anything is kept, and whatever is wrong becomes a Problem with file, row and column.
package table

import (
	"io"
	"slices"
	"strings"

	"ghg/inventory"
)

// The limits of a table. Beyond them a file is broken or hostile.
const (
	MaxFile     = 256 << 20 // bytes
	MaxLine     = 1 << 20   // bytes between two line ends
	MaxColumns  = 1000
	MaxProblems = 1000 // of one file; the rows after that many are not read
	MaxRows     = 5_000_000
)

// Field is a column that a table may have.
type Field struct {
	Name     string // English name, by which the program knows the column
	ZH       string
	Aliases  []string
	Required bool // the table is useless without the column
	Aside    bool // known and not read: what a template says to who fills it
}

// Schema is the columns of a table, in the order of its documentation.
type Schema []Field

// names returns the English names of the columns.
func (s Schema) names() []string {
	out := make([]string, len(s))
	for i, f := range s {
		out[i] = f.Name
	}
	return out
}

// Others is the name of a field by which a schema takes columns that it does not know: their names are kept, their cells
// are not read.
const Others = "*"

const (
	noField = -1
	unread  = -2 // a column with a name that the schema does not know and lets be
)

// Heading is a column of the file that the schema does not know.
type Heading struct {
	Name   string
	Source inventory.Source
}

// Reader hands out the rows of a table, each with one cell for every field of the schema, in the schema's order, whatever
// columns the file has and in whatever order. It is a gocsv.CSVReader whose first record is the English names of the
// fields. Cells are trimmed, and a blank one (see Blank) is "". Rows without any content are skipped; a row that cannot be
// understood becomes a Problem and is skipped too.
type Reader struct {
	table    *inventory.Table
	schema   Schema
	fields   []int // by column of the file: its field in the schema, noField for a column without a name, unread for one let be
	others   []Heading
	scan     source
	last     int      // the line that was read last
	head     int      // the line of the header
	heads    []string // its cells
	row      []string // cells of the row at hand, by column of the file
	lines    []int
	problems *inventory.Problems
	before   int // problems that were there when the file was opened
	began    bool
	ended    bool
}

// Open reads the file whole, decodes it and understands its header. It returns false, and says why in ps, if no row of the
// file can be used: it is not text, is too large, is empty, or its header has an unknown, repeated or missing column.
// UTF-8 and UTF-16, with and without byte order mark, and GB18030 with GBK are understood. A line that is too long is
// refused as soon as MaxLine bytes of it were read. Columns are separated by commas, or by tabs if the first line that has
// either has tabs. Titles may stand above the header. A workbook is read if it holds one table.
func Open(name string, r io.Reader, s Schema, ps *inventory.Problems) (*Reader, bool) {
	before := len(*ps)
	sheets, ok := Sheets(name, r, ps)
	if !ok {
		return nil, false
	}
	if len(sheets) != 1 {
		ps.Add(severalSheets(name, sheets))
		return nil, false
	}
	out, ok := sheets[0].Open(s, ps)
	if ok {
		out.before = before
	}
	return out, ok
}

// Table is the head of the table: its file, and the column of each field that the file has.
func (r *Reader) Table() *inventory.Table { return r.table }

// Others are the columns that were let be, in the order of the file; see the constant.
func (r *Reader) Others() []Heading { return r.others }

// Line is the line of the file, counted from 1, on which the i-th row handed out begins, counted from 0.
func (r *Reader) Line(i int) int { return r.lines[i] }

// Place is the place of the i-th row handed out.
func (r *Reader) Place(i int) inventory.Place {
	return inventory.Place{Table: r.table, Row: r.lines[i]}
}

// Read returns the next record, io.EOF after the last. The first is the names of the columns.
func (r *Reader) Read() ([]string, error) {
	if !r.began {
		r.began = true
		return r.schema.names(), nil
	}
	cells, ok := r.Next(nil)
	if !ok {
		return nil, io.EOF
	}
	return cells, nil
}

// ReadAll returns the records that are left.
func (r *Reader) ReadAll() ([][]string, error) {
	var out [][]string
	for {
		cells, err := r.Read()
		if err != nil {
			return out, nil
		}
		out = append(out, cells)
	}
}

// Next returns the cells of the next row in the schema's order, and false after the last row. They are kept in the
// storage of cells if it is large enough. The cells share the memory of the whole file: clone what is kept for long.
func (r *Reader) Next(cells []string) ([]string, bool) {
	for !r.ended {
		if len(*r.problems)-r.before >= MaxProblems {
			r.problems.Add(tooManyProblems(r.at(r.last+1, 0)))
			break
		}
		if len(r.lines) == MaxRows {
			r.problems.Add(tooManyRows(r.at(r.last+1, 0)))
			break
		}
		row := r.scan.record(r.row[:0])
		r.last = row.line
		if row.fault == endOfText {
			r.problems.Add(row.problems...)
			r.mergedBelow()
			break
		}
		if r.row = row.cells; r.usable(row) {
			r.lines = append(r.lines, row.line)
			return r.arrange(cells), true
		}
	}
	r.ended = true
	return nil, false
}

// usable cleans the cells of a row; false if the row is empty or is a Problem.
func (r *Reader) usable(row record) bool {
	if row.fault != noFault {
		r.problems.Add(quoteProblem(r.at(row.line, len(row.cells)), row.fault))
		return false
	}
	r.problems.Add(row.problems...)
	filled, sound := 0, row.problems == nil
	for i, cell := range row.cells {
		if cell = clean(cell); cell == "" {
			row.cells[i] = ""
			continue
		}
		row.cells[i] = cell
		filled++
		if hidden := strings.IndexFunc(cell, isHidden); hidden >= 0 {
			r.problems.Add(hiddenProblem(r.at(row.line, i+1), cell[hidden:]))
			sound = false
		}
	}
	if filled == 0 || !sound || filled == 1 && isFootnote(row.cells) {
		return false
	}
	if r.repeatsHeader(row.cells) {
		r.problems.Add(headerRepeated(r.at(row.line, 0)))
		return false
	}
	return r.fits(row)
}

// repeatsHeader tells of the header standing again, as tables have it that were printed on several pages.
func (r *Reader) repeatsHeader(cells []string) bool {
	if len(cells) < len(r.heads) || cells[0] != r.heads[0] {
		return false
	}
	for i, cell := range cells {
		if i >= len(r.heads) && cell != "" || i < len(r.heads) && cell != r.heads[i] {
			return false
		}
	}
	return true
}

// isFootnote tells of a row whose one cell is a remark below the table.
func isFootnote(cells []string) bool {
	text := strings.ToLower(strings.Join(cells, ""))
	return slices.ContainsFunc([]string{"注：", "注:", "说明：", "说明:", "资料来源：", "资料来源:", "填表人", "note:", "notes:", "source:"},
		func(begin string) bool { return strings.HasPrefix(text, begin) })
}

// mergedBelow refuses cells merged below the header: a spreadsheet keeps the content of the first and loses the others, so
// that nobody can tell for which rows or columns it was meant.
func (r *Reader) mergedBelow() {
	for _, s := range r.scan.merged() {
		if s.LastRow > r.head && s.Col <= len(r.fields) && (s.Row > r.head || s.LastRow > r.head) {
			r.problems.Add(mergedCells(r.at(max(s.Row, r.head+1), s.Col), s))
		}
	}
}

// fits tells whether the row has the header's columns: no cell may stand under no name, and none may be missing but
// those of fields that are not required.
func (r *Reader) fits(row record) bool {
	for i, cell := range row.cells {
		if cell != "" && (i >= len(r.fields) || r.fields[i] == noField) {
			r.problems.Add(strayCell(r.at(row.line, i+1), cell, len(r.fields)))
			return false
		}
	}
	var missing []string
	for _, field := range r.fields[min(len(row.cells), len(r.fields)):] {
		if field >= 0 && r.schema[field].Required {
			missing = append(missing, r.schema[field].Name)
		}
	}
	if missing != nil {
		r.problems.Add(shortRow(r.at(row.line, 0), r.schema, missing))
	}
	return missing == nil
}

// arrange puts the row at hand into the schema's order.
func (r *Reader) arrange(cells []string) []string {
	cells = slices.Grow(cells[:0], len(r.schema))[:len(r.schema)]
	clear(cells)
	for i, cell := range r.row {
		if cell == "" {
			continue
		}
		if field := r.fields[i]; field != unread && !r.schema[field].Aside {
			cells[field] = cell
		}
	}
	return cells
}

func (r *Reader) at(line, column int) inventory.Source {
	return inventory.Source{File: r.table.File, Sheet: r.table.Sheet, Row: line, Col: column}
}

// Blank tells whether a cell says nothing: it is empty, or holds only the dashes or dots by which tables mark a figure
// they do not have (—, -, –, …, ...). Blank is not zero.
func Blank(s string) bool {
	s = strings.TrimSpace(s)
	return s == "..." || strings.Trim(s, "-–—―‒－") == "" || strings.Trim(s, "…") == ""
}

// clean trims a cell and empties a blank one. Only few bytes can begin a blank one, and most cells begin with another.
func clean(cell string) string {
	cell = strings.TrimSpace(cell)
	if cell == "" || strings.IndexByte("-.\xe2\xef", cell[0]) < 0 || !Blank(cell) {
		return cell
	}
	return ""
}

// Excerpt is the beginning of a user's text for a message.
func Excerpt(s string) string {
	const most = 40
	count := 0
	for i := range s {
		if count++; count > most {
			return s[:i] + "…"
		}
	}
	return s
}
