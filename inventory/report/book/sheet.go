package book

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/workspace"
)

// column is a column of a sheet.
type column struct {
	head  inventory.Text
	width int // in digits of the usual type
}

// sheet is a sheet that is written row by row: a title, notes, a header that stays in sight and is printed on every page, and rows.
type sheet struct {
	name    string
	title   inventory.Text
	notes   []inventory.Text
	columns []column
	count   int  // of rows below the header
	below   int  // rows after them
	filter  bool // offers to choose rows by what their cells hold
	fixed   int  // columns that stay in sight
	named   int  // columns that name a row, printed again on every page across

	w      *writer
	stream *excelize.StreamWriter
	at     int // row that was written last
}

// first is the first row below the header.
func (s *sheet) first() int { return len(s.notes) + 3 }

// last is the last row: of the table, and of what stands below it.
func (s *sheet) last() int { return s.first() - 1 + s.count + s.below }

// letters are the letters of a column, counted from 1.
func letters(col int) string {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		panic("a sheet of so many columns: " + err.Error())
	}
	return name
}

// ref is a reference to a cell from another sheet.
func ref(sheet string, col, row int) string { return sheet + "!" + letters(col) + strconv.Itoa(row) }

// open lays the sheet out and writes all down to its header.
func (w *writer) open(s *sheet) {
	s.w = w
	header := s.first() - 1
	last := letters(len(s.columns))
	if s.filter && s.count > 0 {
		w.try(w.file.AutoFilter(s.name, fmt.Sprintf("A%d:%s%d", header, last, header+s.count), nil))
	}
	w.try(w.file.SetSheetDimension(s.name, fmt.Sprintf("A1:%s%d", last, s.last())))
	w.print(s, header)
	stream, err := w.file.NewStreamWriter(s.name)
	if w.try(err); err != nil {
		return
	}
	s.stream = stream
	for i, c := range s.columns {
		w.try(stream.SetColWidth(i+1, i+1, expr.Whole(c.width)))
	}
	corner := letters(s.fixed+1) + strconv.Itoa(header+1)
	panes := &excelize.Panes{Freeze: true, XSplit: s.fixed, YSplit: header, TopLeftCell: corner, ActivePane: "bottomLeft"}
	if s.fixed > 0 {
		panes.ActivePane = "bottomRight"
	}
	w.try(stream.SetPanes(panes))
	s.put([]any{w.text(bilingual(s.title, "  "), look{role: title})}, 22)
	for _, n := range s.notes {
		s.note(n)
	}
	s.heads(s.columns)
}

// heads writes a header.
func (s *sheet) heads(columns []column) {
	cells, lines := make([]any, len(columns)), 1
	for i, c := range columns {
		if text := bilingual(c.head, "\n"); text != "" {
			cells[i] = s.w.text(text, look{role: head, wrap: true})
			lines = max(lines, linesOf(text, c.width))
		}
	}
	s.put(cells, 15*lines)
}

// linesOf is the number of lines that a text takes in a column.
func linesOf(text string, width int) int {
	lines := 0
	for part := range strings.SplitSeq(text, "\n") {
		lines += 1 + max(0, workspace.TextWidth(part)-1)/max(1, width-1)
	}
	return lines
}

// The paper, by the number of digits that a printed page holds in a type that can be read.
const (
	a4, a3        = 9, 8
	portraitWidth = 95
	a4Width       = 160
	a3Width       = 300
)

// across is how many pages wide a sheet is printed, and how many columns are printed on each of them.
func (s *sheet) across(width int) (pages, again int) {
	names := 0
	for _, c := range s.columns[:s.named] {
		names += c.width
	}
	if s.named == 0 || width <= a3Width || names > a3Width/2 {
		return 1, 0
	}
	room := a3Width - names
	return (width - names + room - 1) / room, s.named
}

// print sets how the sheet is printed: on one page's width if that can be read, with its header on every page, and the pages counted.
func (w *writer) print(s *sheet, header int) {
	width := 0
	for _, c := range s.columns {
		width += c.width
	}
	pages, again := s.across(width)
	size, orientation, yes, any := a4, "landscape", true, 0
	side, top, edge := expr.Float(decimal.New(4, -1)), expr.Float(decimal.New(7, -1)), expr.Float(decimal.New(3, -1)) // inches
	switch {
	case width <= portraitWidth:
		orientation = "portrait"
	case width > a4Width:
		size = a3
	}
	w.try(w.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	w.try(w.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &pages, FitToHeight: &any}))
	w.try(w.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddHeader: "&C" + strings.ReplaceAll(workspace.Cut(clean(bilingual(s.title, " ")), 120), "&", "&&"),
		OddFooter: "&L&A&R第 &P 页 / 共 &N 页"}))
	w.try(w.file.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge}))
	// what a last column says beyond its width is not printed, so that it makes no page wider
	w.try(w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: s.name, RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", s.name, letters(len(s.columns)), s.last())}))
	titles := fmt.Sprintf("'%s'!$%d:$%d", s.name, header, header)
	if again > 0 {
		titles = fmt.Sprintf("'%s'!$A:$%s,", s.name, letters(again)) + titles
	}
	w.try(w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.name, RefersTo: titles}))
}

// bilingual joins the languages of a text.
func bilingual(t inventory.Text, by string) string {
	if t.EN == "" || t.EN == t.ZH {
		return t.ZH
	}
	if t.ZH == "" {
		return t.EN
	}
	return t.ZH + by + t.EN
}

// put writes the next row; a height of 0 is the usual one.
func (s *sheet) put(cells []any, height int) {
	s.at++
	if s.stream == nil {
		return
	}
	if height == 0 {
		s.w.try(s.stream.SetRow("A"+strconv.Itoa(s.at), cells))
		return
	}
	s.w.try(s.stream.SetRow("A"+strconv.Itoa(s.at), cells, excelize.RowOpts{Height: expr.Whole(min(height, tallest))}))
}

// note writes a note across the sheet.
func (s *sheet) note(n inventory.Text) {
	across := 0
	for _, c := range s.columns {
		across += c.width
	}
	text := bilingual(n, " · ")
	s.put([]any{s.w.text(text, look{role: note, wrap: true})}, 15*linesOf(text, across))
	if s.stream != nil && len(s.columns) > 1 {
		s.w.try(s.stream.MergeCell("A"+strconv.Itoa(s.at), letters(len(s.columns))+strconv.Itoa(s.at)))
	}
}

// tallest is the height in points that a row may have.
const tallest = 400

// close ends the sheet.
func (s *sheet) close() {
	if s.stream != nil {
		s.w.try(s.stream.Flush())
	}
}

// text is a cell of words. It never is a formula, whatever it begins with.
func (w *writer) text(text string, l look) any {
	if text == "" {
		return excelize.Cell{StyleID: w.style(l)}
	}
	if strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		l.format = textFormat // so that it stays text where somebody opens the cell and closes it again
	}
	return excelize.Cell{StyleID: w.style(l), Value: clean(text)}
}

// plain is a cell of words in the usual look.
func (w *writer) plain(text string) any { return w.text(text, look{}) }

// year is a cell of a year.
func (w *writer) year(year int) any {
	return excelize.Cell{StyleID: w.style(look{format: yearFormat}), Value: year}
}

// figure is a cell of a number.
func (w *writer) figure(d decimal.Decimal, l look) any {
	return excelize.Cell{StyleID: w.style(l), Value: expr.Float(d)}
}

// formula is a cell of a formula, with the figure that it has as long as nobody changes an input.
func (w *writer) formula(formula string, d decimal.Decimal, l look) any {
	if utf8.RuneCountInString(formula) > longestFormula {
		l.role = fixed
		return w.figure(d, l)
	}
	return excelize.Cell{StyleID: w.style(l), Formula: formula, Value: expr.Float(d)}
}

// longestFormula is the number of characters that a program reads of a formula.
const longestFormula = 8192
