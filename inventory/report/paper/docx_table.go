package paper

import (
	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/wml/ctypes"
	"github.com/gomutex/godocx/wml/stypes"
	"golang.org/x/text/width"

	"ghg/inventory/report/exhibit"
)

// How many digits of the type of tables stand side by side on a page that is upright, and on one that lies across.
const widest, widestAcross = 92, 132

// How wide a column is at least, and at most one of words, which are broken.
const least, most = 6, 36

// lies tells how a page lies that holds the table.
func lies(e *exhibit.Exhibit) form {
	if total(breadths(e)) > widest {
		return across
	}
	return upright
}

// breadths are how wide the columns are, in digits: as their widest cell; heads may be broken in two.
func breadths(e *exhibit.Exhibit) []int {
	out := make([]int, len(e.Columns))
	for i, c := range e.Columns {
		out[i] = max(least, (digitsOf(headOf(c))+1)/2+1)
		for _, row := range e.Rows {
			if i < len(row.Cells) {
				out[i] = max(out[i], digitsOf(row.Cells[i].Text.ZH)+1)
			}
		}
		if c.Kind == exhibit.Words {
			out[i] = min(out[i], most)
		}
	}
	return out
}

// headOf is the head of a column with its unit.
func headOf(c exhibit.Column) string {
	if c.Unit == "" {
		return c.Head.ZH
	}
	return c.Head.ZH + "（" + c.Unit + "）"
}

// digitsOf is how many digits a text is wide.
func digitsOf(s string) (n int) {
	for _, r := range s {
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			n++
		}
		n++
	}
	return n
}

func total(of []int) (sum int) {
	for _, n := range of {
		sum += n
	}
	return sum
}

// tableOf adds a table to the document: a grid as wide as the page, whose heads are repeated on every page.
func tableOf(root *docx.RootDoc, e *exhibit.Exhibit) {
	page, like, broad := upWidth, cellText, breadths(e)
	if lies(e) == across {
		page = acrossWidth
	}
	if total(broad) > widestAcross {
		like = smallText
	}
	widths := shared(page, broad)
	t := root.AddTable()
	t.Width(page, stypes.TableWidthDxa)
	t.Layout(stypes.TableLayoutFixed)
	t.CellMargin(nil, ctypes.NewTableWidth(padding, stypes.TableWidthDxa), nil, ctypes.NewTableWidth(padding, stypes.TableWidthDxa))
	t.GetCT().TableProp.Borders = grid()
	for _, w := range widths {
		t.Grid(uint64(w))
	}
	head := &ctypes.Row{Property: &ctypes.RowProperty{Header: ctypes.OnOffFromBool(true), CantSplit: ctypes.OnOffFromBool(true)}}
	for i, c := range e.Columns {
		head.Contents = append(head.Contents, cell(like, widths[i], headOf(c), stypes.JustificationCenter, true, 0))
	}
	ct := t.GetCT()
	ct.RowContents = append(ct.RowContents, ctypes.RowContent{Row: head})
	for _, r := range e.Rows {
		row := &ctypes.Row{Property: &ctypes.RowProperty{CantSplit: ctypes.OnOffFromBool(false)}}
		for i, c := range e.Columns {
			var one exhibit.Cell
			if i < len(r.Cells) {
				one = r.Cells[i]
			}
			side, indent := stypes.JustificationRight, 0
			if c.Kind == exhibit.Words {
				side = stypes.JustificationLeft
			}
			if i == 0 {
				indent = r.Level * 120
			}
			row.Contents = append(row.Contents, cell(like, widths[i], one.Text.ZH, side, r.Strong, indent))
		}
		ct.RowContents = append(ct.RowContents, ctypes.RowContent{Row: row})
	}
}

// shared divides the width of a page among columns, by how wide they are; the last takes what is left.
func shared(page int, broad []int) []int {
	out := make([]int, len(broad))
	for i, n := range broad {
		out[i] = page * n / total(broad)
	}
	if len(out) > 0 {
		out[len(out)-1] += page - total(out)
	}
	return out
}

// cell is a cell of one paragraph.
func cell(like style, wide int, words string, side stypes.Justification, strong bool, indent int) ctypes.TRCellContent {
	p := ctypes.Paragraph{Property: &ctypes.ParagraphProp{Style: ctypes.NewCTString(string(like)), Justification: ctypes.NewGenSingleStrVal(side)}}
	if indent > 0 {
		p.Property.Indent = &ctypes.Indent{Left: of(indent)}
	}
	run := &ctypes.Run{Children: []ctypes.RunChild{{Text: ctypes.TextFromString(printed(words))}}}
	if strong {
		run.Property = &ctypes.RunProperty{Bold: ctypes.OnOffFromBool(true)}
	}
	p.Children = []ctypes.ParagraphChild{{Run: run}}
	return ctypes.TRCellContent{Cell: &ctypes.Cell{
		Property: &ctypes.CellProperty{Width: ctypes.NewTableWidth(wide, stypes.TableWidthDxa), VAlign: ctypes.NewGenSingleStrVal(stypes.VerticalJcCenter)},
		Contents: []ctypes.TCBlockContent{{Paragraph: &p}},
	}}
}

// grid is the lines of a table: strong ones around it, thin ones within.
func grid() *ctypes.TableBorders {
	line := func(eighths int) *ctypes.Border {
		return &ctypes.Border{Val: stypes.BorderStyleSingle, Size: of(eighths), Space: of("0"), Color: of("000000")}
	}
	return &ctypes.TableBorders{Top: line(12), Bottom: line(12), Left: line(4), Right: line(4), InsideH: line(4), InsideV: line(4)}
}
