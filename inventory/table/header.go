package table

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// mostTitles is the number of rows that may stand above a header.
const mostTitles = 12

// header finds the header and the field of each of its cells. It is the first row that names every column the table needs,
// or most of whose cells are names of columns; titles may stand above it. A table without one is told what its first row lacks.
func (r *Reader) header() bool {
	known := map[string]int{}
	for i, f := range r.schema {
		for _, name := range append([]string{f.Name, f.ZH}, f.Aliases...) {
			if name != "" && name != Others {
				known[spelling.Fold(name)] = i
			}
		}
	}
	var first *record
	for range mostTitles {
		row, ok := r.filled()
		if !ok {
			break
		}
		if r.isHeader(row, known) {
			first = &row
			break
		}
		if first == nil {
			first = &row
		}
	}
	switch {
	case first == nil:
		r.problems.Add(emptyFile(r.at(0, 0)))
		return false
	case first.fault != noFault:
		r.problems.Add(quoteProblem(r.at(first.line, len(first.cells)), first.fault))
		return false
	case len(first.cells) > MaxColumns:
		r.problems.Add(tooManyColumns(r.at(first.line, MaxColumns+1)))
		return false
	}
	r.head = first.line
	for _, cell := range first.cells {
		r.heads = append(r.heads, clean(cell))
	}
	r.problems.Add(first.problems...)
	return len(first.problems) == 0 && r.columns(*first, known) && r.complete(first.line)
}

// filled reads the next row that is not blank; false at the end.
func (r *Reader) filled() (record, bool) {
	for {
		row := r.scan.record(nil)
		r.last = row.line
		switch {
		case row.fault == endOfText:
			r.problems.Add(row.problems...)
			return row, false
		case row.fault != noFault || row.problems != nil || strings.TrimSpace(strings.Join(row.cells, "")) != "":
			return row, true
		}
	}
}

// isHeader tells a header from a title: it names every column that the table needs, or two at least that are half of its cells.
func (r *Reader) isHeader(row record, known map[string]int) bool {
	if row.fault != noFault {
		return true // whatever it was, nothing behind it can be read
	}
	filled, found := 0, map[int]bool{}
	for _, cell := range row.cells {
		if cell = spelling.Fold(cell); strings.TrimSpace(cell) != "" {
			filled++
			if field, ok := known[cell]; ok {
				found[field] = true
			}
		}
	}
	needs := slices.IndexFunc(r.schema, func(f Field) bool { return f.Required }) >= 0
	for i, f := range r.schema {
		needs = needs && (!f.Required || found[i])
	}
	return needs || len(found) >= 2 && 2*len(found) >= filled
}

// columns finds the field of each column of the file.
func (r *Reader) columns(row record, known map[string]int) bool {
	var faults inventory.Problems
	for i, cell := range row.cells {
		at := r.at(row.line, i+1)
		field, ok := known[spelling.Fold(cell)]
		if strings.TrimSpace(cell) == "" {
			field = noField
		} else if hidden := strings.IndexFunc(cell, isHidden); !ok && hidden >= 0 {
			faults.Add(hiddenProblem(at, cell[hidden:]))
			field = noField
		} else if !ok && r.takesOthers() {
			r.others, field = append(r.others, Heading{strings.TrimSpace(cell), at}), unread
		} else if !ok {
			faults.Add(unknownColumn(at, strings.TrimSpace(cell), r.schema))
			field = noField
		} else if first := r.table.Columns[r.schema[field].Name]; first > 0 {
			faults.Add(columnTwice(at, r.schema[field], first))
		} else {
			r.table.Columns[r.schema[field].Name] = i + 1
		}
		r.fields = append(r.fields, field)
	}
	if len(r.table.Columns) == 0 {
		faults = inventory.Problems{noHeader(r.at(row.line, 0), r.schema)}
	}
	r.problems.Add(faults...)
	return len(faults) == 0
}

func (r *Reader) takesOthers() bool {
	return slices.ContainsFunc(r.schema, func(f Field) bool { return f.Name == Others })
}

// complete tells whether the file has every column that the table needs.
func (r *Reader) complete(line int) bool {
	var missing []string
	for _, f := range r.schema {
		if f.Required && r.table.Columns[f.Name] == 0 {
			missing = append(missing, f.Name)
		}
	}
	if missing != nil {
		r.problems.Add(missingColumns(r.at(line, 0), r.schema, missing))
	}
	return missing == nil
}
