package table

import (
	"strings"

	"ghg/inventory"
)

// MaxGrid is the number of rows a table without a header of its own may have.
const MaxGrid = 10000

// Grid is a table whose meaning stands in its layout: titles above the header, names of rows in its first columns. Sheet is that
// of a workbook, "" for a text.
type Grid struct {
	File, Sheet string
	Rows        []GridRow
}

// GridRow is one row of a grid: its trimmed cells, a blank one "", and the line of the file on which it begins.
type GridRow struct {
	Cells []string
	Line  int
}

// Cell is the cell of the column, counted from 0; "" where the row is shorter.
func (r GridRow) Cell(column int) string {
	if column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

// OpenGrid cuts a decoded file into its rows. Rows without any content are left out; a row that cannot be understood, or
// holds a character that does not show, is a Problem. It returns false if the file cannot be used at all.
func OpenGrid(name, text string, ps *inventory.Problems) (*Grid, bool) {
	out := &Grid{File: name}
	scan := newScanner(text)
	scan.separator = separatorOf(text)
	for {
		row := scan.record(nil)
		at := func(column int) inventory.Source {
			return inventory.Source{File: name, Row: row.line, Col: column}
		}
		switch {
		case row.fault == endOfText:
			return out, true
		case row.fault != noFault:
			ps.Add(quoteProblem(at(len(row.cells)), row.fault))
			return nil, false
		case len(row.cells) > MaxColumns:
			ps.Add(tooManyColumns(at(MaxColumns + 1)))
			return nil, false
		case len(out.Rows) == MaxGrid:
			ps.Add(tooManyProblems(name, row.line))
			return nil, false
		}
		content := false
		for i, cell := range row.cells {
			cell = clean(cell)
			row.cells[i], content = cell, content || cell != ""
			if hidden := strings.IndexFunc(cell, isHidden); hidden >= 0 {
				ps.Add(hiddenProblem(at(i+1), cell[hidden:]))
				return nil, false
			}
		}
		if content {
			out.Rows = append(out.Rows, GridRow{row.cells, row.line})
		}
	}
}

// separatorOf is that of the first line that has one: a title line may have neither.
func separatorOf(text string) byte {
	for line := range strings.Lines(text) {
		if strings.Contains(line, ",") {
			return ','
		}
		if strings.Contains(line, "\t") {
			return '\t'
		}
	}
	return ','
}
