package engine

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"ghg/inventory"
)

// changesFile is the table of Changes. No figure rests on it.
const changesFile = "changes.csv"

// Change is a named change of a method: since version Engine, lines of the category and those below it are computed otherwise where
// their method fits the pattern.
type Change struct {
	Engine   int
	Method   string // a pattern of ids; an asterisk stands for anything
	Category string
	Before   string // the notation key that the versions before could only enter; "" where they had methods too
	Words    inventory.Text
}

// Told is what a version tells of a line: its method, or the notation key where it has no figure; neither where it has no line.
type Told struct{ Method, Notation string }

// Changes are the named changes of the versions after since, up to this one, in the order of the table.
func Changes(since int) ([]Change, error) { return changesIn(Shipped(), since) }

func changesIn(tables fs.FS, since int) ([]Change, error) {
	f, err := tables.Open(changesFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", changesFile, err)
	}
	var out []Change
	for i, line := range lines[min(1, len(lines)):] {
		version, err := strconv.Atoi(line[0])
		if err != nil || len(line) != 6 {
			return nil, fmt.Errorf("%s row %d: engine %q", changesFile, i+2, line[0])
		}
		if version > since && version <= Version {
			out = append(out, Change{version, line[1], line[2], line[3], inventory.Text{ZH: line[4], EN: line[5]}})
		}
	}
	return out, nil
}

// Explains tells whether the change is of a line: of its category, and of its method in either version. One since which lines are computed
// that could only be a notation key before explains no other line than that, and no way back.
func (c Change) Explains(category string, before, after Told) bool {
	if category != c.Category && !strings.HasPrefix(category, c.Category+".") {
		return false
	}
	fit := func(t Told) bool { return t.Method != "" && fits(c.Method, t.Method) }
	if c.Before != "" {
		return before.Method == "" && (before.Notation == c.Before || before.Notation == "") && fit(after)
	}
	return fit(before) || fit(after)
}

// fits is path.Match in which an asterisk stands for slashes too.
func fits(pattern, id string) bool {
	flat := strings.NewReplacer("/", "\x00")
	ok, err := path.Match(flat.Replace(pattern), flat.Replace(id))
	return err == nil && ok
}
