package check

import (
	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// tableRow is a row of a table.
type tableRow struct {
	file, sheet string
	row         int
}

// Locate tells of every problem whose place is a row of activity what it is about: year, category, facility and item, as
// far as the problem does not say so itself; of one whose place is an indicator or a target, its year and name. A breach
// of a rule is of the year of its row, whichever year the rule looked at. It changes the list it is given. Rows are looked
// at only if there is a problem in their table.
func Locate(ws *workspace.Workspace, result *engine.Result, problems inventory.Problems) {
	l := located{problems: problems, at: map[tableRow][]int{}, files: map[string]bool{}}
	for i, p := range problems {
		if p.Source.Row > 0 && p.Category == "" {
			at := tableRow{p.Source.File, p.Source.Sheet, p.Source.Row}
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
	for i := range ws.Indicators {
		row := &ws.Indicators[i]
		l.name(row.Place, row.Year, row.Name)
	}
	for i := range ws.Targets {
		row := &ws.Targets[i]
		l.name(row.Place, row.TargetYear, row.Indicator)
	}
}

// located are problems by the rows that they are of.
type located struct {
	problems inventory.Problems
	at       map[tableRow][]int
	files    map[string]bool
}

// look gives what the row is about to its problems. A table with a column of categories has one row a line; in any other
// a line has several cells, and the problem names its own.
func (l *located) look(row *inventory.Activity) {
	t := row.Place.Table
	if t == nil || !l.files[t.File] {
		return
	}
	for _, i := range l.at[tableRow{t.File, t.Sheet, row.Place.Row}] {
		p := &l.problems[i]
		_, long := t.Columns["category"]
		if p.Category != "" || !long && place(row) != p.Source {
			continue
		}
		p.Category, p.Facility, p.Item = row.Category.Code, row.Facility, row.ItemName()
		dated(p, row.Year)
	}
}

// name gives year and name of an indicator or a target to the problems of its row. A table without the column that names
// them has several to a line.
func (l *located) name(at inventory.Place, year int, name string) {
	t := at.Table
	if t == nil || !l.files[t.File] {
		return
	}
	for _, i := range l.at[tableRow{t.File, t.Sheet, at.Row}] {
		p := &l.problems[i]
		if _, long := t.Columns["indicator"]; p.Category == "" && p.Item == "" && (long || at.Cell("value") == p.Source) {
			p.Item = name
			dated(p, year)
		}
	}
}

// dated gives the problem the year of the row at which it stands, unless reading or computing has told another.
func dated(p *inventory.Problem, year int) {
	if p.Year == 0 || p.Rule != "" {
		p.Year = year
	}
}
