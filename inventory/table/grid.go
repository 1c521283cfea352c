package table

import (
	"regexp"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// MaxGrid is the number of rows a table without a header of its own may have.
const MaxGrid = 10000

// Grid is a table whose meaning stands in its layout: titles above the header, names of rows in its first columns.
type Grid struct {
	File   string
	Sheet  string // of a workbook
	Rows   []GridRow
	Merged []Span // merged cells that hold text or a year; one that holds another figure is refused
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

// Grid cuts the table into its rows. Rows without any content are left out; a cell that cannot be understood, or holds a
// character that does not show, is a Problem. It returns false if the table cannot be used at all.
func (s *Sheet) Grid(ps *inventory.Problems) (*Grid, bool) {
	out := &Grid{File: s.File, Sheet: s.Name}
	scan := s.records()
	sound := true
	for {
		row := scan.record(nil)
		at := func(column int) inventory.Source {
			return inventory.Source{File: s.File, Sheet: s.Name, Row: row.line, Col: column}
		}
		ps.Add(row.problems...)
		sound = sound && row.problems == nil
		switch {
		case row.fault == endOfText:
			return out, out.spans(scan.merged(), ps) && sound
		case row.fault != noFault:
			ps.Add(quoteProblem(at(len(row.cells)), row.fault))
			return nil, false
		case len(row.cells) > MaxColumns:
			ps.Add(tooManyColumns(at(MaxColumns + 1)))
			return nil, false
		case len(out.Rows) == MaxGrid:
			ps.Add(tooManyRows(at(0)))
			return nil, false
		}
		content := false
		for i, cell := range row.cells {
			cell = clean(cell)
			row.cells[i], content = cell, content || cell != ""
			if hidden := strings.IndexFunc(cell, isHidden); hidden >= 0 {
				ps.Add(hiddenProblem(at(i+1), cell[hidden:]))
				sound = false
			}
		}
		if content {
			out.Rows = append(out.Rows, GridRow{row.cells, row.line})
		}
	}
}

// spans keeps the merged cells and refuses those that hold a figure: it is not told which of the rows or columns it is for. A
// year may head several columns.
func (g *Grid) spans(merged []Span, ps *inventory.Problems) bool {
	sound := true
	byLine := make(map[int]GridRow, len(g.Rows))
	for _, row := range g.Rows {
		byLine[row.Line] = row
	}
	for _, s := range merged {
		cell := byLine[s.Row].Cell(s.Col - 1)
		if _, err := quantity.Parse(cell); err == nil && !yearOnly.MatchString(cell) {
			ps.Add(mergedCells(inventory.Source{File: g.File, Sheet: g.Sheet, Row: s.Row, Col: s.Col}, s))
			sound = false
			continue
		}
		g.Merged = append(g.Merged, s)
	}
	return sound
}

var yearOnly = regexp.MustCompile(`^(19|20)[0-9]{2}$`)

// separatorOf is that of the first line that has one: a title line may have neither. Programs of countries with a decimal comma
// separate by semicolons, which are no separators where the first line has fewer than two of them: they join details.
func separatorOf(text string) byte {
	first, _, _ := strings.Cut(strings.TrimLeft(text, " \r\n"), "\n")
	if strings.Count(first, ";") >= 2 && !strings.ContainsAny(first, ",\t") {
		return ';'
	}
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
