package table

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// header reads the first row that is not blank and finds the field of each of its cells.
func (r *Reader) header() bool {
	row := r.scan.record(nil)
	for row.fault == noFault && strings.TrimSpace(strings.Join(row.cells, "")) == "" {
		row = r.scan.record(nil)
	}
	switch {
	case row.fault == endOfText:
		r.problems.Add(emptyFile(r.table.File))
		return false
	case row.fault != noFault:
		r.problems.Add(quoteProblem(r.at(row.line, len(row.cells)), row.fault))
		return false
	case len(row.cells) > MaxColumns:
		r.problems.Add(tooManyColumns(r.at(row.line, MaxColumns+1)))
		return false
	}
	known := map[string]int{}
	for i, f := range r.schema {
		for _, name := range append([]string{f.Name, f.ZH}, f.Aliases...) {
			if name != "" && name != Others {
				known[spelling.Fold(name)] = i
			}
		}
	}
	return r.columns(row, known) && r.complete(row.line)
}

// columns finds the field of each column of the file.
func (r *Reader) columns(row record, known map[string]int) bool {
	var faults inventory.Problems
	for i, cell := range row.cells {
		at := r.at(row.line, i+1)
		field, ok := known[spelling.Fold(cell)]
		if strings.TrimSpace(cell) == "" {
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
