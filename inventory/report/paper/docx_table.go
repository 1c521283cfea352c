package paper

import (
	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/wml/ctypes"
	"github.com/gomutex/godocx/wml/stypes"

	"ghg/inventory/report/exhibit"
)

// widest is how many digits of the type of tables stand side by side on an upright page.
const widest = 92

// lies tells how a page lies that holds the table.
func lies(e *exhibit.Exhibit) form {
	sum := 0
	for _, c := range e.Columns {
		sum += breadth(c)
	}
	if sum > widest {
		return across
	}
	return upright
}

// breadth is how wide a column is, in digits.
func breadth(c exhibit.Column) int { return min(max(c.Width, 6), 40) }

// tableOf adds a table to the document: a grid as wide as the page, whose heads are repeated on every page.
func tableOf(root *docx.RootDoc, e *exhibit.Exhibit) {
	width := upWidth
	if lies(e) == across {
		width = acrossWidth
	}
	widths := shared(width, e.Columns)
	t := root.AddTable()
	t.Width(width, stypes.TableWidthDxa)
	t.Layout(stypes.TableLayoutFixed)
	t.CellMargin(nil, ctypes.NewTableWidth(padding, stypes.TableWidthDxa), nil, ctypes.NewTableWidth(padding, stypes.TableWidthDxa))
	t.GetCT().TableProp.Borders = grid()
	for _, w := range widths {
		t.Grid(uint64(w))
	}
	head := &ctypes.Row{Property: &ctypes.RowProperty{Header: ctypes.OnOffFromBool(true), CantSplit: ctypes.OnOffFromBool(true)}}
	for i, c := range e.Columns {
		name := c.Head.ZH
		if c.Unit != "" {
			name += "（" + c.Unit + "）"
		}
		head.Contents = append(head.Contents, cell(widths[i], name, stypes.JustificationCenter, true, 0))
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
			row.Contents = append(row.Contents, cell(widths[i], one.Text.ZH, side, r.Strong, indent))
		}
		ct.RowContents = append(ct.RowContents, ctypes.RowContent{Row: row})
	}
}

// shared divides the width of a page among columns, by how wide they are; the last takes what is left.
func shared(width int, columns []exhibit.Column) []int {
	sum, out, left := 0, make([]int, len(columns)), width
	for _, c := range columns {
		sum += breadth(c)
	}
	for i, c := range columns {
		out[i] = width * breadth(c) / sum
		left -= out[i]
	}
	if len(out) > 0 {
		out[len(out)-1] += left
	}
	return out
}

// cell is a cell of one paragraph.
func cell(width int, words string, side stypes.Justification, strong bool, indent int) ctypes.TRCellContent {
	p := ctypes.Paragraph{Property: &ctypes.ParagraphProp{Style: ctypes.NewCTString(string(cellText)), Justification: ctypes.NewGenSingleStrVal(side)}}
	if indent > 0 {
		p.Property.Indent = &ctypes.Indent{Left: of(indent)}
	}
	run := &ctypes.Run{Children: []ctypes.RunChild{{Text: ctypes.TextFromString(printed(words))}}}
	if strong {
		run.Property = &ctypes.RunProperty{Bold: ctypes.OnOffFromBool(true)}
	}
	p.Children = []ctypes.ParagraphChild{{Run: run}}
	return ctypes.TRCellContent{Cell: &ctypes.Cell{
		Property: &ctypes.CellProperty{Width: ctypes.NewTableWidth(width, stypes.TableWidthDxa), VAlign: ctypes.NewGenSingleStrVal(stypes.VerticalJcCenter)},
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
