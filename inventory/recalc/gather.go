package recalc

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// declare files a change of a figure under corrections if a record declares it one: of the category, and of a parameter of the names; of
// several the one that says it of the least. From one year to another nothing is corrected.
func (c *comparison) declare(one *change, l *line, names ...string) {
	for i := range c.corrections {
		record := &c.corrections[i]
		if c.years.Old == c.years.New && record.Year == c.years.New && within(l.either().Row.Category, record.Category) && (record.Parameter == "" || slices.Contains(names, record.Parameter)) {
			if one.Correction == nil || record.narrower(one.Correction) {
				one.Component, one.Correction = Correction, record
			}
		}
	}
}

// narrower tells whether the record is of less than the other, both being of one category or of one above it.
func (e *ErrorCorrection) narrower(than *ErrorCorrection) bool {
	if len(e.Category) != len(than.Category) {
		return len(e.Category) > len(than.Category)
	}
	return e.Parameter != "" && than.Parameter == ""
}

// within tells whether a category has the code or lies below one that has.
func within(c *inventory.Category, code string) bool {
	for ; c != nil; c = c.Parent {
		if c.Code == code {
			return true
		}
	}
	return false
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(name string) bool { return slices.Contains(b, name) })
}

// joined lists names once each.
func joined(names []string) string {
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(names))), ", ")
}

// enter adds a line to the rows that it is part of, and what moved it to the causes.
func (c *comparison) enter(at subject, category *inventory.Category, was, is decimal.Decimal, hasOld, hasNew bool, effects []effect) {
	scopes := []string{inventory.ScopeTotal}
	if at.boundary == inventory.Territorial && !inventory.IsLand(category) {
		scopes = append(scopes, inventory.ScopeWithoutLand)
	}
	for _, scope := range scopes {
		c.add(at.boundary, scope, nil, at.gas, was, is, hasOld, hasNew, effects)
	}
	for node := category; node != nil; node = node.Parent {
		c.add(at.boundary, node.Code, node, at.gas, was, is, hasOld, hasNew, effects)
	}
	for _, one := range effects {
		if !one.scaled.IsZero() {
			c.cause(at, &one)
		}
	}
}

func (c *comparison) add(b inventory.Boundary, scope string, category *inventory.Category, gas string, was, is decimal.Decimal, hasOld, hasNew bool, effects []effect) {
	for _, gas := range []string{gas, inventory.AllGases} {
		key := rowKey{b, scope, gas}
		row := c.rows[key]
		if row == nil {
			row = &Row{Boundary: b, Scope: scope, Category: category, Gas: gas}
			c.rows[key] = row
		}
		row.Old, row.New = row.Old.Add(was), row.New.Add(is)
		row.HasOld, row.HasNew = row.HasOld || hasOld, row.HasNew || hasNew
		for _, one := range effects {
			row.Parts[one.Component] = row.Parts[one.Component].Add(one.scaled)
		}
	}
}

// cause adds what moved a line to the other lines that the same cause moves.
func (c *comparison) cause(at subject, one *effect) {
	key := causeKey{at.boundary, one.Component, one.ID}
	cause := c.causes[key]
	if cause == nil {
		first := one.Cause
		first.Boundary, first.OldRows, first.Rows, first.Old, first.New = at.boundary, nil, nil, nil, nil
		cause = &first
		c.causes[key] = cause
	}
	cause.Lines++
	cause.Effect, cause.Size = cause.Effect.Add(one.scaled), cause.Size.Add(one.scaled.Abs())
	cause.Old, cause.New = cause.one(cause.Old, one.Old), cause.one(cause.New, one.New) // of one that moves, each line knows one side
	cause.OldRows, cause.Rows = union(cause.OldRows, one.OldRows), union(cause.Rows, one.Rows)
	cause.Categories, cause.Gases = union(cause.Categories, []string{at.category}), union(cause.Gases, []string{at.gas})
	if at.item != "" {
		cause.Items = union(cause.Items, []string{at.item})
	}
	if at.facility != "" {
		cause.Facilities = union(cause.Facilities, []string{at.facility})
	}
}

// one is the figure of all lines of the cause, nil as soon as another line has another. A cell that is read for several gases is of none.
func (c *Cause) one(known, more *Figure) *Figure {
	switch {
	case known == nil && more != nil && !c.mixed:
		return more
	case known != nil && more != nil && (known.Key != more.Key || known.Source != more.Source):
		c.mixed = true
	case known != nil && more != nil && known.Unit != more.Unit:
		bare := *known
		bare.Unit, _, _ = strings.Cut(known.Unit, " ")
		return &bare
	}
	if c.mixed {
		return nil
	}
	return known
}

// union adds what is not there yet, in order of first mention.
func union[T comparable](list, more []T) []T {
	for _, one := range more {
		if !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	return list
}

// sortedCauses are those of each boundary, the largest first.
func (c *comparison) sortedCauses() []*Cause {
	var out []*Cause
	order := func(code string) int {
		for _, side := range []Side{c.new, c.old} {
			if category, ok := side.Inventory.Vocabulary.Categories.Lookup(code); ok {
				return category.Order
			}
		}
		return -1
	}
	for _, cause := range c.causes {
		slices.SortFunc(cause.Categories, func(a, b string) int { return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(a, b)) })
		slices.Sort(cause.Facilities)
		slices.Sort(cause.Items)
		slices.Sort(cause.Gases)
		out = append(out, cause)
	}
	slices.SortFunc(out, func(a, b *Cause) int {
		return cmp.Or(cmp.Compare(a.Boundary, b.Boundary), b.Weight().Cmp(a.Weight()), cmp.Compare(a.Component, b.Component), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// sortedRows are in the order of the summary table: boundary, totals, the category tree, gases, all of them last.
func (c *comparison) sortedRows() []*Row {
	var gases []string
	for _, side := range []struct {
		*inventory.Inventory
		year int
	}{{c.new.Inventory, c.years.New}, {c.old.Inventory, c.years.Old}} {
		gases = union(gases, side.Gases(side.year))
	}
	rank := func(gas string) int {
		if i := slices.Index(gases, gas); i >= 0 {
			return i
		}
		return len(gases)
	}
	order := func(r *Row) int {
		switch {
		case r.Category != nil:
			return 2 + r.Category.Order
		case r.Scope == inventory.ScopeTotal:
			return 0
		}
		return 1
	}
	var out []*Row
	for _, row := range c.rows {
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b *Row) int {
		return cmp.Or(cmp.Compare(a.Boundary, b.Boundary), cmp.Compare(order(a), order(b)), cmp.Compare(a.Scope, b.Scope), cmp.Compare(rank(a.Gas), rank(b.Gas)), cmp.Compare(a.Gas, b.Gas))
	})
	return out
}
