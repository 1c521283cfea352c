package paper

import (
	"slices"

	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/wml/ctypes"
	"github.com/gomutex/godocx/wml/stypes"

	"ghg/inventory/report/exhibit"
)

// indent is how far a row of a table stands in for each level below the top, in twentieths of a point.
const indent = 120

// tableOf adds a table to the document: a grid as wide as the page, whose heads are repeated on every page.
func tableOf(root *docx.RootDoc, e *exhibit.Exhibit) {
	l := layoutOf(e)
	t := root.AddTable()
	t.Width(total(l.widths), stypes.TableWidthDxa)
	t.Layout(stypes.TableLayoutFixed)
	t.CellMargin(nil, ctypes.NewTableWidth(padding, stypes.TableWidthDxa), nil, ctypes.NewTableWidth(padding, stypes.TableWidthDxa))
	ct := t.GetCT()
	ct.TableProp.Borders = grid()
	head := &ctypes.Row{Property: &ctypes.RowProperty{Header: ctypes.OnOffFromBool(true), CantSplit: ctypes.OnOffFromBool(true)}}
	for k, i := range l.columns {
		t.Grid(uint64(l.widths[k]))
		head.Contents = append(head.Contents, cell(l.face, l.widths[k], headOf(e, e.Columns[i]), stypes.JustificationCenter, true, 0))
	}
	ct.RowContents = append(ct.RowContents, ctypes.RowContent{Row: head})
	for _, r := range e.Rows {
		row := &ctypes.Row{Property: &ctypes.RowProperty{CantSplit: ctypes.OnOffFromBool(!tall(r))}}
		for k, i := range l.columns {
			var one exhibit.Cell
			if i < len(r.Cells) {
				one = r.Cells[i]
			}
			side, in := stypes.JustificationRight, 0
			if e.Columns[i].Kind == exhibit.Words {
				side = stypes.JustificationLeft
			}
			if i == l.indents {
				in = r.Level * indent
			}
			row.Contents = append(row.Contents, cell(l.face, l.widths[k], one.Text.ZH, side, r.Strong, in))
		}
		ct.RowContents = append(ct.RowContents, ctypes.RowContent{Row: row})
	}
}

// tall tells whether a row may be higher than a page.
func tall(r exhibit.Row) bool {
	return slices.ContainsFunc(r.Cells, func(c exhibit.Cell) bool { return len(c.Text.ZH) > 500 })
}

// cell is a cell of one paragraph.
func cell(like style, wide int, words string, side stypes.Justification, strong bool, in int) ctypes.TRCellContent {
	p := ctypes.Paragraph{Property: &ctypes.ParagraphProp{Style: ctypes.NewCTString(string(like)), Justification: ctypes.NewGenSingleStrVal(side)}}
	if in > 0 {
		p.Property.Indent = &ctypes.Indent{Left: of(in)}
	}
	if words != "" {
		run := &ctypes.Run{Children: []ctypes.RunChild{{Text: ctypes.TextFromString(printed(words))}}}
		if strong {
			run.Property = &ctypes.RunProperty{Bold: ctypes.OnOffFromBool(true)}
		}
		p.Children = []ctypes.ParagraphChild{{Run: run}}
	}
	return ctypes.TRCellContent{Cell: &ctypes.Cell{
		Property: &ctypes.CellProperty{Width: ctypes.NewTableWidth(wide, stypes.TableWidthDxa), VAlign: ctypes.NewGenSingleStrVal(stypes.VerticalJcCenter)},
		Contents: []ctypes.TCBlockContent{{Paragraph: &p}},
	}}
}

// grid is the lines of a table: strong ones above and below, thin ones within.
func grid() *ctypes.TableBorders {
	line := func(eighths int) *ctypes.Border {
		return &ctypes.Border{Val: stypes.BorderStyleSingle, Size: of(eighths), Space: of("0"), Color: of("000000")}
	}
	return &ctypes.TableBorders{Top: line(12), Bottom: line(12), Left: line(4), Right: line(4), InsideH: line(4), InsideV: line(4)}
}
