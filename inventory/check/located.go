package check

import (
	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// fileRow is a row of a table.
type fileRow struct {
	file, sheet string
	row         int
}

// Locate tells of every problem whose place is a row of activity what it is about: year, category, facility and item, as
// far as the problem does not say so itself. It changes the list it is given. Rows are looked at only if there is a
// problem in their table.
func Locate(ws *workspace.Workspace, result *engine.Result, problems inventory.Problems) {
	l := located{problems: problems, at: map[fileRow][]int{}, files: map[string]bool{}}
	for i, p := range problems {
		if p.Source.Row > 0 && p.Category == "" {
			at := fileRow{p.Source.File, p.Source.Sheet, p.Source.Row}
			l.at[at] = append(l.at[at], i)
			l.files[p.Source.File] = true
		}
	}
	if len(l.at) == 0 {
		return
	}
	for _, row := range ws.Activity {
		l.look(row)
	}
	for _, row := range result.Rows {
		l.look(row)
	}
	if result.Inventory != nil {
		for _, e := range result.Inventory.Estimates {
			l.look(e.Row)
		}
	}
}

// located are problems by the rows that they are of.
type located struct {
	problems inventory.Problems
	at       map[fileRow][]int
	files    map[string]bool
}

// look gives what the row is about to its problems. A table with a column of categories has one row a line; in any other
// a line has several cells, and the problem names its own.
func (l *located) look(row *inventory.Activity) {
	t := row.Place.Table
	if t == nil || !l.files[t.File] {
		return
	}
	for _, i := range l.at[fileRow{t.File, t.Sheet, row.Place.Row}] {
		p := &l.problems[i]
		_, long := t.Columns["category"]
		if p.Category != "" || !long && place(row) != p.Source {
			continue
		}
		p.Category, p.Facility, p.Item = row.Category.Code, row.Facility, row.ItemName()
		if p.Year == 0 {
			p.Year = row.Year
		}
	}
}
