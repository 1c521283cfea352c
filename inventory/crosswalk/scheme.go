// Package crosswalk brings an inventory to the rows of other reporting schemes: the provincial guide's summary table, the
// common reporting tables of the UNFCCC, the sub-sectors of the GPC. It tells of every line whether exactly one row takes it,
// none, or more than one; nothing is split, and what is not mapped is told with the reason.
package crosswalk

import (
	"slices"

	"ghg/inventory"
)

// Scheme is a reporting scheme with its rows, in the order in which it prints them.
type Scheme struct {
	ID       string
	Name     inventory.Text
	Document string
	Rows     []*Row
	Total    *Row // the scheme's grand total
	byCode   map[string]*Row
	gaps     []gap
}

// Row is one row of a scheme. It takes the lines that one of its rules holds for, and sums up the rows that it is made of.
type Row struct {
	Code     string
	Name     inventory.Text
	Document string
	Parts    []*Row // that the row sums up, beside the lines it takes itself
	parent   *Row
	rules    []rule
}

// Empty tells whether the row stands for nothing of the inventory's categories: it takes no line and sums up no row that does.
func (r *Row) Empty() bool {
	return len(r.rules) == 0 && !slices.ContainsFunc(r.Parts, func(part *Row) bool { return !part.Empty() })
}

// Below tells whether the row stands below the other one.
func (r *Row) Below(top *Row) bool {
	for at := r.parent; at != nil; at = at.parent {
		if at == top {
			return true
		}
	}
	return false
}

// rule says which lines a row takes.
type rule struct {
	rest         bool // only those that no row below takes
	categories   []branch
	gases        []string // gases and families; nil: any
	boundaries   []inventory.Boundary
	only, except []string // items and groups of fuels; only nil: any, also none
	details      []string // words of the detail, one of which the line has; nil: any
}

// branch is a category with all below it, or the category alone.
type branch struct {
	category *inventory.Category
	alone    bool
}

// Line is what decides on a line of the inventory.
type Line struct {
	Category *inventory.Category
	Item     *inventory.Item
	Detail   string
	Gas      string // a gas, or in a line of keys also a family
	Boundary inventory.Boundary
}

func lineOf(e *inventory.Estimate) Line {
	return Line{e.Row.Category, e.Row.Item, e.Row.Detail, e.Gas, e.Boundary}
}

func (r *rule) holds(l Line, gases *inventory.Gases) bool {
	return slices.Contains(r.boundaries, l.Boundary) && within(r.categories, l.Category) && gasAmong(r.gases, l.Gas, gases) &&
		(r.only == nil || itemAmong(r.only, l.Item)) && !itemAmong(r.except, l.Item) && detailAmong(r.details, l.Detail)
}

func within(branches []branch, c *inventory.Category) bool {
	return slices.ContainsFunc(branches, func(b branch) bool { return b.category == c || !b.alone && c.Within(b.category) })
}

// gasAmong tells whether one of the tokens, gases or families, speaks of the gas; a line of keys may be of a family itself.
func gasAmong(tokens []string, name string, gases *inventory.Gases) bool {
	if tokens == nil || slices.Contains(tokens, name) {
		return true
	}
	gas, ok := gases.Lookup(name)
	return slices.ContainsFunc(tokens, func(token string) bool {
		if ok {
			return gas.Matches(token)
		}
		member, known := gases.Lookup(token)
		return known && member.Matches(name)
	})
}

func itemAmong(names []string, item *inventory.Item) bool {
	return item != nil && (slices.Contains(names, item.Name) || item.Group != "" && slices.Contains(names, item.Group))
}

func detailAmong(words []string, detail string) bool {
	if words == nil {
		return true
	}
	of := inventory.SplitList(detail)
	return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(of, word) })
}

// gap says why a scheme has no row for lines.
type gap struct {
	rule
	reason inventory.Text
}

// Find lists the rows that take a line: one where the scheme has a place for it, none where it has none, more where its rules
// do not decide. A rule for the rest gives way to the rows below its own.
func (s *Scheme) Find(l Line, gases *inventory.Gases) []*Row {
	var rest, out []*Row
	for _, r := range s.Rows {
		for i := range r.rules {
			if !r.rules[i].holds(l, gases) {
				continue
			}
			if r.rules[i].rest {
				rest = append(rest, r)
			} else {
				out = append(out, r)
			}
		}
	}
	for _, r := range rest {
		taken := func(other *Row) bool { return other.Below(r) }
		if !slices.ContainsFunc(out, taken) && !slices.ContainsFunc(rest, taken) {
			out = append(out, r)
		}
	}
	return out
}

// unexplained is the reason where the table of gaps has none.
var unexplained = inventory.Text{ZH: "没有这一类别和气体的行", EN: "no row for this category and gas"}

// Reason says why the scheme has no row for the line.
func (s *Scheme) Reason(l Line, gases *inventory.Gases) inventory.Text {
	for i := range s.gaps {
		if s.gaps[i].holds(l, gases) {
			return s.gaps[i].reason
		}
	}
	return unexplained
}
