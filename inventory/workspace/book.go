package workspace

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// Book is a workbook to be written. The same book gives the same bytes: it holds no time, no name of who wrote it, and what a user's
// text holds is never a formula.
type Book struct {
	Title  string
	Sheets []*Page
}

// Page is a sheet: titles, a header that stays in sight and is printed on every page, and rows.
type Page struct {
	Name    string // shortened and made unique when it is written
	Titles  []string
	Columns []Column
	Rows    [][]BookCell
	Guarded bool // only cells for input can be changed; there is no password
}

// Column is a column of a page.
type Column struct {
	Head  string
	Width int // in digits of the usual type
}

// BookCell is a cell of a page.
type BookCell struct {
	Text    string
	Number  bool     // Text is a decimal number: it is written as one if a spreadsheet keeps all of its digits
	Input   bool     // for the user to fill
	Choices []string // offered for input; others are let in after a question
	Strict  bool     // no others are let in
	Figure  bool     // a number is wanted; text is let in after a question
	Prompt  string   // shown beside the cell when it is chosen
}

// The limits of the format.
const (
	mostSheetName = 31
	mostList      = 255 // characters of a list of choices, and of a prompt
	mostDigits    = 15  // that a spreadsheet keeps of a number
)

// Write writes the workbook.
func (b *Book) Write(w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	out := &bookWriter{file: f}
	out.prepare(b.Title)
	used := map[string]bool{}
	for i, page := range b.Sheets {
		out.sheet = SheetName(page.Name, used)
		if i == 0 {
			out.try(f.SetSheetName("Sheet1", out.sheet))
		} else {
			_, err := f.NewSheet(out.sheet)
			out.try(err)
		}
		out.page(page)
	}
	if out.err != nil {
		return out.err
	}
	_, err := f.WriteTo(w)
	return err
}

// bookWriter writes one workbook; its first error ends it.
type bookWriter struct {
	file                                *excelize.File
	sheet                               string
	title, head, text, number, in, inNo int // styles
	lists                               []validation
	alike                               map[string]int // lists, by what they hold cells to
	err                                 error
}

func (w *bookWriter) try(err error) { w.err = cmp.Or(w.err, err) }

// prepare sets what the whole workbook has in common.
func (w *bookWriter) prepare(title string) {
	w.try(w.file.SetDocProps(Properties(title)))
	border := []excelize.Border{}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "B0B0B0", Style: 1})
	}
	wrapped := &excelize.Alignment{WrapText: true, Vertical: "center"}
	for _, s := range []struct {
		into  *int
		style excelize.Style
	}{
		{&w.title, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: wrapped}},
		{&w.head, excelize.Style{Font: &excelize.Font{Bold: true}, Fill: Fill("D9E1F2"), Border: border, Alignment: wrapped}},
		{&w.text, excelize.Style{Border: border, Alignment: wrapped}},
		{&w.number, excelize.Style{Border: border, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center"}}},
		{&w.in, excelize.Style{Fill: Fill("FFF9DB"), Border: border, Alignment: wrapped, Protection: &excelize.Protection{Locked: false}}},
		{&w.inNo, excelize.Style{Fill: Fill("FFF9DB"), Border: border, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center"}, Protection: &excelize.Protection{Locked: false}}},
	} {
		style, err := w.file.NewStyle(&s.style)
		w.try(err)
		*s.into = style
	}
}

// Properties are what a workbook says of itself: a fixed day, so that nothing depends on the clock.
func Properties(title string) *excelize.DocProperties {
	const day = "2000-01-01T00:00:00Z"
	return &excelize.DocProperties{Title: title, Creator: "inventory", LastModifiedBy: "inventory", Created: day, Modified: day}
}

// Fill paints a cell in one colour.
func Fill(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// page writes a sheet.
func (w *bookWriter) page(p *Page) {
	w.lists, w.alike = nil, map[string]int{}
	w.titles(p)
	head := len(p.Titles) + 1
	heads := make([]BookCell, len(p.Columns))
	for i, column := range p.Columns {
		heads[i].Text = column.Head
	}
	w.height(head, p.lines(heads))
	for i, column := range p.Columns {
		w.put(i+1, head, BookCell{Text: column.Head}, w.head)
		name, err := excelize.ColumnNumberToName(i + 1)
		w.try(err)
		w.width(name, column.Width)
	}
	for i, row := range p.Rows {
		w.height(head+i+1, p.lines(row))
		for k, cell := range row {
			w.put(k+1, head+i+1, cell, w.styleOf(cell))
			w.validate(k+1, head+i+1, cell)
		}
	}
	w.validations()
	if last, err := excelize.CoordinatesToCellName(max(1, len(p.Columns)), head+len(p.Rows)); err == nil {
		w.try(w.file.SetSheetDimension(w.sheet, "A1:"+last))
	}
	w.layOut(p, head)
}

// titles writes the titles, each across the whole table so that a long one makes no page narrower.
func (w *bookWriter) titles(p *Page) {
	across := 0
	for _, c := range p.Columns {
		across += c.Width
	}
	if p.Columns == nil {
		across = alone
		w.width("A", alone)
	}
	for i, title := range p.Titles {
		row := i + 1
		w.put(1, row, BookCell{Text: title}, w.title)
		w.height(row, 1+max(0, TextWidth(title)-1)/across)
		if last, err := excelize.CoordinatesToCellName(len(p.Columns), row); err == nil && len(p.Columns) > 1 {
			w.try(w.file.MergeCell(w.sheet, "A"+strconv.Itoa(row), last))
		}
	}
}

// alone is the width in digits of the one column of a page without a table.
const alone = 100

func (w *bookWriter) styleOf(cell BookCell) int {
	switch {
	case cell.Input && (cell.Figure || cell.Number):
		return w.inNo
	case cell.Input:
		return w.in
	case cell.Number:
		return w.number
	}
	return w.text
}

// put writes a cell: as a number where a spreadsheet keeps it whole, otherwise as text, which is never taken for a formula.
func (w *bookWriter) put(col, row int, cell BookCell, style int) {
	name, err := excelize.CoordinatesToCellName(col, row)
	w.try(err)
	if cell.Number && keepsWhole(cell.Text) {
		w.try(w.file.SetCellDefault(w.sheet, name, cell.Text))
	} else if cell.Text != "" {
		w.try(w.file.SetCellStr(w.sheet, name, cell.Text))
	}
	w.try(w.file.SetCellStyle(w.sheet, name, name, style))
}

// keepsWhole tells whether a spreadsheet, which stores binary fractions, gives the decimal number back as it is.
func keepsWhole(text string) bool {
	d, err := quantity.Parse(text)
	return err == nil && d.NumDigits() <= mostDigits && len(text) <= 2*mostDigits
}

// widest is the width in digits of what one printed page holds in a type that can be read.
const widest = 200

// layOut sets what is seen and printed: the header in sight, A4 across, no wider than the pages that it needs.
func (w *bookWriter) layOut(p *Page, head int) {
	yes, size, across, pages, any := true, 9, "landscape", 1, 0
	total := 0
	for _, c := range p.Columns {
		if total += c.Width; total > pages*widest {
			pages++
		}
	}
	w.try(w.file.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	w.try(w.file.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &across, FitToWidth: &pages, FitToHeight: &any}))
	w.try(w.file.SetHeaderFooter(w.sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}))
	if p.Columns != nil {
		top := strconv.Itoa(head + 1)
		w.try(w.file.SetPanes(w.sheet, &excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: "A" + top, ActivePane: "bottomLeft",
			Selection: []excelize.Selection{{SQRef: "A" + top, ActiveCell: "A" + top, Pane: "bottomLeft"}}}))
		w.try(w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: w.sheet,
			RefersTo: fmt.Sprintf("'%s'!$%d:$%d", strings.ReplaceAll(w.sheet, "'", "''"), head, head)}))
	}
	if p.Guarded {
		w.try(w.file.ProtectSheet(w.sheet, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true}))
	}
}

// lines is the number of lines that the longest cell of a row takes in its column.
func (p *Page) lines(row []BookCell) int {
	most := 1
	for i, cell := range row[:min(len(row), len(p.Columns))] {
		lines := 0
		for text := range strings.SplitSeq(cell.Text, "\n") {
			lines += 1 + max(0, TextWidth(text)-1)/max(1, p.Columns[i].Width-1)
		}
		most = max(most, lines)
	}
	return most
}

// TextWidth is the width of a text in digits: a Chinese character is as wide as two.
func TextWidth(text string) int {
	out := 0
	for _, r := range text {
		if out++; r >= 0x1100 {
			out++
		}
	}
	return out
}

// height sets the height of a row, which spreadsheet programs do not fit to its text by themselves.
func (w *bookWriter) height(row, lines int) {
	switch { // see width
	case lines == 1:
	case lines == 2:
		w.try(w.file.SetRowHeight(w.sheet, row, 30))
	case lines == 3:
		w.try(w.file.SetRowHeight(w.sheet, row, 45))
	case lines == 4:
		w.try(w.file.SetRowHeight(w.sheet, row, 60))
	case lines <= 6:
		w.try(w.file.SetRowHeight(w.sheet, row, 90))
	case lines <= 9:
		w.try(w.file.SetRowHeight(w.sheet, row, 135))
	default:
		w.try(w.file.SetRowHeight(w.sheet, row, 200))
	}
}

// width sets the width of a column.
func (w *bookWriter) width(column string, digits int) {
	switch { // the library takes a float: it is given one as it is written, and none is computed
	case digits <= 8:
		w.try(w.file.SetColWidth(w.sheet, column, column, 8))
	case digits <= 12:
		w.try(w.file.SetColWidth(w.sheet, column, column, 12))
	case digits <= 20:
		w.try(w.file.SetColWidth(w.sheet, column, column, 20))
	case digits <= 50:
		w.try(w.file.SetColWidth(w.sheet, column, column, 50))
	default:
		w.try(w.file.SetColWidth(w.sheet, column, column, 100))
	}
}

// SheetName is a name that a sheet may have and that none has yet, and takes it.
func SheetName(name string, used map[string]bool) string {
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) || r < ' ' {
			return ' '
		}
		return r
	}, name))
	name = cmp.Or(Cut(name, mostSheetName), "表")
	for n := 2; used[strings.ToLower(name)]; n++ {
		mark := " " + strconv.Itoa(n)
		name = Cut(name, mostSheetName-len(mark)) + mark
	}
	used[strings.ToLower(name)] = true
	return name
}

// Cut shortens a text to so many characters as the format counts them.
func Cut(text string, most int) string {
	units := 0
	for at, r := range text {
		if units += utf16.RuneLen(r); units > most {
			return strings.TrimSpace(text[:at])
		}
	}
	return strings.TrimSpace(text)
}

// validation is what cells are held to.
type validation struct {
	cell  BookCell
	cells []string
}

// validate notes what a cell for input is held to; cells held to the same share it.
func (w *bookWriter) validate(col, row int, cell BookCell) {
	if !cell.Input || cell.Choices == nil && !cell.Figure && cell.Prompt == "" {
		return
	}
	name, err := excelize.CoordinatesToCellName(col, row)
	w.try(err)
	key := fmt.Sprintf("%t|%t|%q|%q", cell.Figure, cell.Strict, cell.Prompt, cell.Choices)
	at, ok := w.alike[key]
	if !ok {
		at = len(w.lists)
		w.alike[key], w.lists = at, append(w.lists, validation{cell: cell})
	}
	w.lists[at].cells = append(w.lists[at].cells, name)
}

var (
	wantsFigure = inventory.Text{ZH: "这里要填数字，或留空并在“标记”列填标记", EN: "a number belongs here, or nothing and a notation key"}
	wantsChoice = inventory.Text{ZH: "不在下拉列表中", EN: "not one of the list"}
)

func (w *bookWriter) validations() {
	for _, v := range w.lists {
		dv := excelize.NewDataValidation(true)
		for _, cell := range v.cells {
			dv.SetSqref(cell)
		}
		style, said := excelize.DataValidationErrorStyleWarning, wantsChoice
		switch {
		case v.cell.Figure:
			said = wantsFigure
			w.try(dv.SetRange("-1E+30", "1E+30", excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
		case v.cell.Choices != nil:
			if v.cell.Strict {
				style = excelize.DataValidationErrorStyleStop
			}
			w.try(dv.SetDropList(listed(v.cell.Choices)))
		}
		if dv.Type != "" {
			dv.SetError(style, "", said.ZH+" · "+said.EN)
		}
		if v.cell.Prompt != "" {
			dv.SetInput("", Cut(v.cell.Prompt, mostList))
		}
		w.try(w.file.AddDataValidation(w.sheet, dv))
	}
}

// listed are the choices that a drop-down has room for. One that holds a comma would be two.
func listed(choices []string) []string {
	var out []string
	length := 0
	for _, choice := range choices {
		if strings.Contains(choice, ",") {
			continue
		}
		if length += len(utf16.Encode([]rune(choice))) + 1; length > mostList {
			break
		}
		out = append(out, choice)
	}
	return out
}
