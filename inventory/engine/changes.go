package engine

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
)

// changesFile is the table of Changes. No figure rests on it.
const changesFile = "changes.csv"

// Change is a named change of a method: since version Engine, lines of the category and those below it are computed otherwise where
// their method fits the pattern. A line that was or is a notation key has no method and fits every pattern.
type Change struct {
	Engine   int
	Method   string // a pattern of ids; an asterisk stands for anything
	Category string
	Words    inventory.Text
}

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
		if err != nil || len(line) != 5 {
			return nil, fmt.Errorf("%s row %d: engine %q", changesFile, i+2, line[0])
		}
		if version > since && version <= Version {
			out = append(out, Change{version, line[1], line[2], inventory.Text{ZH: line[3], EN: line[4]}})
		}
	}
	return out, nil
}

// Explains tells whether the change is of a line: of its category, and of its method in either version, "" of a notation key.
func (c Change) Explains(category, before, after string) bool {
	if category != c.Category && !strings.HasPrefix(category, c.Category+".") {
		return false
	}
	return before == "" && after == "" || slices.ContainsFunc([]string{before, after}, func(id string) bool { return id != "" && fits(c.Method, id) })
}

// fits is path.Match in which an asterisk stands for slashes too.
func fits(pattern, id string) bool {
	flat := strings.NewReplacer("/", "\x00")
	ok, err := path.Match(flat.Replace(pattern), flat.Replace(id))
	return err == nil && ok
}
