package engine

import (
	"fmt"
	"slices"

	"ghg/inventory"
)

// The guide of 2011 counts SF6 where electrical equipment is made and installed, and leaves out what escapes in use and at
// retirement (METHODS §3.11). An inventory by it says so rather than show nothing.
const (
	codeElectrical       = "2.G.1"
	codeElectricalUse    = "2.G.1.b"
	codeElectricalRetire = "2.G.1.c"
	madeAndInstalled     = "2.G.1/cn2011/SF6"
	ofMaker              = "2.G.1/maker/SF6"
)

var noteNotOf2011 = "2011 年指南不含使用与退役环节，未估算 · use and retirement are outside the guide of 2011 and not estimated"

// electrical enters NE for use and retirement in the years in which electrical equipment is counted by its manufacture and
// installation alone, unless a row speaks of them.
func (r *run) electrical() {
	root := r.Vocabulary.Categories.Must(codeElectrical)
	parts := []*inventory.Category{r.Vocabulary.Categories.Must(codeElectricalUse), r.Vocabulary.Categories.Must(codeElectricalRetire)}
	first := map[int]*inventory.Activity{} // of each year the row that is counted so
	said := map[string]bool{}              // year and category
	about := func(year int, c *inventory.Category) string { return fmt.Sprintf("%d %s", year, c.Code) }
	for from := 0; from < len(r.rows); {
		to := from + 1
		for to < len(r.rows) && inventory.CompareSubjects(r.rows[from], r.rows[to]) == 0 {
			to++
		}
		g := group(r.rows[from:to])
		from = to
		row := g[0]
		if !row.Category.Within(root) || !slices.Contains(r.years, row.Year) {
			continue
		}
		byManufacture := slices.ContainsFunc(r.methodsFor(r.subject(row), g.takenBy(nil, false)), func(m *inventory.Method) bool { return m.ID == madeAndInstalled })
		if byManufacture && first[row.Year] == nil {
			first[row.Year] = row
		}
		for _, c := range parts {
			if row.Category.Within(c) || row.Category == root && !byManufacture && r.speaksOf(g, c) {
				said[about(row.Year, c)] = true
			}
		}
	}
	for _, key := range r.keys {
		for _, c := range parts {
			if key.Category.Within(c) {
				said[about(key.Year, c)] = true
			}
		}
	}
	for _, year := range r.years {
		row := first[year]
		for _, c := range parts {
			if row != nil && !said[about(year, c)] {
				r.keys = append(r.keys, &inventory.Activity{
					Particulars: &inventory.Particulars{Note: noteNotOf2011, Document: row.Document, Department: row.Department},
					Year:        year, Category: c, Notation: inventory.NE, Place: row.Place})
			}
		}
	}
}

// speaksOf tells whether figures of electrical equipment as a whole hold its use or its retirement: a balance of its user
// holds both, factors the stage that they are given for, and a maker neither.
func (r *run) speaksOf(g group, c *inventory.Category) bool {
	stage := "nameplate_in_use"
	if c.Code == codeElectricalRetire {
		stage = "nameplate_retired"
	}
	if g.find(stage) >= 0 {
		return true
	}
	return slices.ContainsFunc(r.methodsFor(r.subject(g[0]), g.takenBy(nil, false)), func(m *inventory.Method) bool {
		_, byStages := m.InputOf("nameplate_in_use")
		return !byStages && m.ID != ofMaker
	})
}
