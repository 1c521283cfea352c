package table

import (
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// sheetRows reads the rows of a sheet one after the other: a sheet of a million rows is never held whole. What a spreadsheet
// shows otherwise than it stores, or hides, becomes a Problem of its cell.
type sheetRows struct {
	sheet  *Sheet
	part   io.ReadCloser
	xml    *xml.Decoder
	row    int          // the last one read
	cells  []string     // of the row at hand
	hidden map[int]bool // columns
	noRows bool         // rows are hidden unless they say otherwise
	data   bool         // the part of the cells was begun
	work   int          // rows looked at for covered cells
	told   map[int]bool
	late   []inventory.Problem // told at the end
	spans  []Span
	filled []uint64 // by row: its first 64 columns that hold something
	ended  bool
}

// rows opens the sheet. A sheet that cannot be opened has no rows and says so at its end.
func (b *book) rows(s *Sheet) *sheetRows {
	out := &sheetRows{sheet: s, told: map[int]bool{}, hidden: map[int]bool{}}
	part, err := b.parts[s.part].Open()
	if err != nil {
		out.damaged()
		return out
	}
	out.part, out.xml = part, xml.NewDecoder(&shortTokens{r: io.LimitReader(part, maxUnpacked)})
	return out
}

func (s *sheetRows) merged() []Span { return s.spans }

// record reads the next row that has a cell.
func (s *sheetRows) record(cells []string) record {
	s.cells = cells
	for !s.ended {
		token, err := s.xml.RawToken()
		if err != nil {
			if err != io.EOF {
				s.damaged()
			}
			s.end()
			break
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "col":
			s.column(start)
		case "sheetFormatPr":
			s.noRows = yes(attribute(start, "zeroHeight"))
		case "sheetData":
			if s.data {
				s.damaged() // two programs would read two different tables
			}
			s.data = true
		case "mergeCell":
			s.merge(start)
		case "row":
			if out, ok := s.read(start); ok {
				return out
			}
		}
	}
	return record{line: s.row + 1, fault: endOfText, problems: s.late}
}

func (s *sheetRows) end() {
	s.ended = true
	if s.part != nil {
		s.part.Close()
	}
}

// damaged ends a sheet that is not what the format says.
func (s *sheetRows) damaged() {
	p := damagedBook(s.sheet.File, s.sheet.part)
	p.Source = s.at(max(s.row, 1), 0)
	s.late = append(s.late, p)
	s.end()
}

func (s *sheetRows) at(row, col int) inventory.Source {
	return inventory.Source{File: s.sheet.File, Sheet: s.sheet.Name, Row: row, Col: col}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

func yes(value string) bool { return value == "1" || value == "true" }

// column notes hidden columns.
func (s *sheetRows) column(e xml.StartElement) {
	if !yes(attribute(e, "hidden")) && !tooSmall(attribute(e, "width")) {
		return
	}
	first, _ := strconv.Atoi(attribute(e, "min"))
	last, _ := strconv.Atoi(attribute(e, "max"))
	for col := max(1, first); col <= min(last, MaxColumns); col++ {
		s.hidden[col] = true
	}
}

// tooSmall tells whether a width or height, as the format writes it, is too small to be seen.
func tooSmall(size string) bool {
	if size == "" {
		return false
	}
	d, err := quantity.Parse(size)
	return err == nil && d.LessThan(leastSeen)
}

var leastSeen = decimal.New(5, -1)

// merge notes merged cells whose first one holds something.
func (s *sheetRows) merge(e xml.StartElement) {
	from, to, _ := strings.Cut(attribute(e, "ref"), ":")
	col, row, ok := cellOf(from)
	lastCol, lastRow, also := cellOf(to)
	if !ok || !also || len(s.spans) == maxMerged {
		s.damaged()
		return
	}
	s.covered(Span{row, col, lastRow, lastCol})
	if row <= len(s.filled) && (col > 64 || s.filled[row-1]&(1<<(col-1)) != 0) && (row != lastRow || col != lastCol) {
		s.spans = append(s.spans, Span{row, col, lastRow, lastCol})
	}
}

// covered tells of cells that a merged one hides with what they hold.
func (s *sheetRows) covered(span Span) {
	for row := span.Row; row <= min(span.LastRow, len(s.filled)) && s.work < maxCovered; row++ {
		s.work++
		for col := span.Col; col <= min(span.LastCol, 64); col++ {
			if s.filled[row-1]&(1<<(col-1)) != 0 && (row != span.Row || col != span.Col) {
				s.late = append(s.late, coveredCell(s.at(row, col), span))
				return
			}
		}
	}
}

// read reads a row; false if it has no content or the sheet ends with it.
func (s *sheetRows) read(e xml.StartElement) (record, bool) {
	number := s.row + 1
	if text := attribute(e, "r"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n <= s.row {
			s.damaged()
			return record{}, false
		}
		number = n
	}
	s.row = number
	if number > maxSheetRow {
		s.late = append(s.late, tooManyRows(s.at(number, 0)))
		s.end()
		return record{}, false
	}
	out := record{cells: s.cells[:0], line: number}
	for {
		token, err := s.xml.RawToken()
		if err != nil {
			s.damaged()
			return record{}, false
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "c" && !s.cell(t, &out) {
				s.damaged()
				return record{}, false
			}
		case xml.EndElement:
			if t.Name.Local == "row" {
				return s.finished(e, out)
			}
		}
	}
}

// finished tells what is wrong with the whole row.
func (s *sheetRows) finished(e xml.StartElement, out record) (record, bool) {
	content := false
	for i, cell := range out.cells {
		if Blank(cell) {
			continue
		}
		content = true
		if s.hidden[i+1] && !s.told[i] {
			s.told[i] = true
			s.late = append(s.late, hiddenCells(s.at(out.line, i+1), cell, true))
		}
	}
	if !content && out.problems == nil {
		return record{}, false
	}
	height, hidden := attribute(e, "ht"), attribute(e, "hidden")
	if content && (yes(hidden) || tooSmall(height) || s.noRows && height == "" && hidden == "") {
		out.problems = append(out.problems, hiddenCells(s.at(out.line, 0), strings.Join(strings.Fields(strings.Join(out.cells, " ")), " "), false))
	}
	for len(s.filled) < out.line {
		s.filled = append(s.filled, 0)
	}
	for i, cell := range out.cells[:min(64, len(out.cells))] {
		if cell != "" {
			s.filled[out.line-1] |= 1 << i
		}
	}
	return out, true
}

var externalReference = regexp.MustCompile(`\[[0-9]+\]`)

// cell reads one cell to its end; false if the sheet is damaged.
func (s *sheetRows) cell(e xml.StartElement, out *record) bool {
	col := len(out.cells) + 1
	if ref := attribute(e, "r"); ref != "" {
		c, row, ok := cellOf(ref)
		if !ok || row != out.line || c < col {
			return false
		}
		col = c
	}
	found, ok := s.content(attribute(e, "t"))
	if !ok {
		return false
	}
	at := s.at(out.line, col)
	said, sound := s.sheet.book.text(found, attribute(e, "t"), attribute(e, "s"))
	text := said.text
	switch {
	case attribute(e, "t") == "e":
		out.problems = append(out.problems, errorCell(at, found.value))
	case found.formula && !found.valued:
		out.problems = append(out.problems, noCachedValue(at, found.formulaText))
	case found.formula && s.sheet.book.external && externalReference.MatchString(found.formulaText):
		out.problems = append(out.problems, externalLink(at, found.formulaText, text))
	case !sound:
		return false
	case said.otherwise:
		out.problems = append(out.problems, shownOtherwise(at, text))
	}
	if text == "" {
		return true
	}
	if col > MaxColumns {
		col = MaxColumns + 1
	}
	for len(out.cells) < col {
		out.cells = append(out.cells, "")
	}
	out.cells[col-1] = text
	return true
}

// content is what a cell holds.
type content struct {
	value, formulaText string
	valued, formula    bool
}

// content reads the elements of a cell; false if it has not one content but several. What extensions put into it is none.
func (s *sheetRows) content(kind string) (content, bool) {
	var out content
	var text strings.Builder
	var path []string // of the elements within the cell
	values := 0
	for {
		token, err := s.xml.RawToken()
		if err != nil {
			return out, false
		}
		switch t := token.(type) {
		case xml.StartElement:
			if path = append(path, t.Name.Local); len(path) > 1 {
				continue
			}
			text.Reset()
			switch path[0] {
			case "v", "is":
				values++
			case "f":
				out.formula = true
			}
		case xml.CharData:
			if holdsText(path) {
				text.Write(t)
			}
		case xml.EndElement:
			switch len(path) {
			case 0:
				return out, t.Name.Local == "c" && values < 2
			case 1:
				out.ends(path[0], text.String(), kind)
			}
			path = path[:len(path)-1]
		}
	}
}

// holdsText tells of the elements whose text is that of the cell: phonetic readings are none.
func holdsText(path []string) bool {
	switch len(path) {
	case 1:
		return path[0] == "v" || path[0] == "f"
	case 2:
		return path[0] == "is" && path[1] == "t"
	case 3:
		return path[0] == "is" && path[1] == "r" && path[2] == "t"
	}
	return false
}

// ends takes the text of an element of the cell.
func (c *content) ends(element, text, kind string) {
	switch element {
	case "f":
		c.formulaText = text
	case "v", "is":
		c.value = text
		c.valued = text != "" || kind == "str" // only a formula that gives text can give an empty one
	}
}

// cellOf reads the name of a cell: B12 is column 2, row 12.
func cellOf(name string) (col, row int, ok bool) {
	letters := 0
	for letters < len(name) && name[letters] >= 'A' && name[letters] <= 'Z' && letters < 4 {
		col = 26*col + int(name[letters]-'A') + 1
		letters++
	}
	if letters == 0 || len(name)-letters > 8 {
		return 0, 0, false
	}
	row, err := strconv.Atoi(name[letters:])
	return col, row, err == nil && row > 0 && col <= maxSheetCol && name[letters] != '+'
}

// shortTokens is a reader of XML that ends with an error where one token is longer than any of a table can be: the decoder
// would hold it whole.
type shortTokens struct {
	r      io.Reader
	length int
}

func (s *shortTokens) Read(p []byte) (int, error) {
	n, err := s.r.Read(p[:min(len(p), 64<<10)])
	for i := n - 1; i >= 0; i-- {
		if p[i] == '<' || p[i] == '>' {
			s.length = n - 1 - i
			return n, err
		}
	}
	if s.length += n; s.length > maxToken {
		return 0, errLongToken
	}
	return n, err
}
