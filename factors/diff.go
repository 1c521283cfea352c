package factors

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// Pair is one row of a comparison of two sets: the rows that say the same thing of each, or one row alone.
type Pair struct {
	A, B     *Row
	Differs  []string         // what differs: value, unit, bounds, status, years, category
	Value    *decimal.Decimal // B's value in the unit of A; nil if either has none or the units do not meet
	Change   *decimal.Decimal // Value less A's
	Relative *decimal.Decimal // Change ÷ A's value, cut to 34 digits; nil if that is zero
}

// Diff is the comparison of two sets.
type Diff struct {
	Pairs                 []Pair // sorted by key
	Equal, Differ, Values int    // pairs that are equal, that differ in anything, that differ in the value
	OnlyA, OnlyB          int
}

// Compare holds the rows of two sets against each other. Two rows belong together if their keys say the same but for the
// set and their years overlap; a row may belong to several. Of the rows that are left, two belong together if they are
// the only ones left that differ in no more than their years, as in two editions, or than the category under which a
// parameter is filed that holds for a whole branch. That two sets cite two documents is no difference.
func (t *Table) Compare(a, b []*Row) Diff {
	var out Diff
	byKey := map[string][]*Row{}
	for _, row := range b {
		byKey[row.withoutSet()] = append(byKey[row.withoutSet()], row)
	}
	met := map[*Row]bool{}
	for _, row := range a {
		for _, other := range byKey[row.withoutSet()] {
			if row.overlaps(other) {
				met[row], met[other] = true, true
				out.Pairs = append(out.Pairs, compare(row, other))
			}
		}
	}
	out.pairLeft(a, b, met, (*Row).withoutSet)
	out.pairLeft(a, b, met, t.byBranch)
	for _, row := range a {
		if !met[row] {
			out.Pairs = append(out.Pairs, Pair{A: row})
		}
	}
	for _, row := range b {
		if !met[row] {
			out.Pairs = append(out.Pairs, Pair{B: row})
		}
	}
	slices.SortStableFunc(out.Pairs, func(p, q Pair) int {
		x, y := p.either(), q.either()
		return cmp.Or(cmp.Compare(x.withoutSet(), y.withoutSet()), cmp.Compare(x.YearFrom, y.YearFrom), cmp.Compare(x.YearTo, y.YearTo), cmp.Compare(x.Set, y.Set))
	})
	for _, p := range out.Pairs {
		out.count(p)
	}
	return out
}

// pairLeft pairs the rows that are the only ones left of each set under a key.
func (d *Diff) pairLeft(a, b []*Row, met map[*Row]bool, key func(*Row) string) {
	left := func(rows []*Row) map[string][]*Row {
		out := map[string][]*Row{}
		for _, row := range rows {
			if !met[row] {
				out[key(row)] = append(out[key(row)], row)
			}
		}
		return out
	}
	ofA, ofB := left(a), left(b)
	for _, row := range a {
		k := key(row)
		if !met[row] && len(ofA[k]) == 1 && len(ofB[k]) == 1 {
			other := ofB[k][0]
			met[row], met[other] = true, true
			d.Pairs = append(d.Pairs, compare(row, other))
		}
	}
}

// byBranch is the key less the set and the years, with the branch that the parameter holds for instead of the category.
func (t *Table) byBranch(r *Row) string {
	branch := t.rules[r.Parameter].holdsFor
	if branch == nil || r.Technology != "" || slices.ContainsFunc(r.terms.categories, func(c *inventory.Category) bool { return !c.Within(branch) }) {
		return r.withoutSet()
	}
	whole := *r
	whole.Category = branch.Code
	return whole.withoutSet()
}

func (d *Diff) count(p Pair) {
	switch {
	case p.B == nil:
		d.OnlyA++
	case p.A == nil:
		d.OnlyB++
	case len(p.Differs) == 0:
		d.Equal++
	default:
		d.Differ++
		if slices.Contains(p.Differs, "value") {
			d.Values++
		}
	}
}

func (p Pair) either() *Row {
	if p.A != nil {
		return p.A
	}
	return p.B
}

// withoutSet is the key less the set and the years.
func (r *Row) withoutSet() string { return r.appliesTo("") }

func (r *Row) overlaps(other *Row) bool {
	ends := func(r *Row) int { return cmp.Or(r.YearTo, lastYear+1) }
	return r.YearFrom <= ends(other) && other.YearFrom <= ends(r)
}

func compare(a, b *Row) Pair {
	p := Pair{A: a, B: b}
	in := func(d *decimal.Decimal) *decimal.Decimal {
		if d == nil {
			return nil
		}
		v, err := quantity.Convert(*d, b.terms.unit, a.terms.unit)
		if err != nil {
			return nil
		}
		return &v
	}
	p.Value = in(b.Value)
	if p.Value != nil && a.Value != nil {
		change := p.Value.Sub(*a.Value)
		p.Change = &change
		if share, err := quantity.Quo(change, *a.Value); err == nil {
			p.Relative = &share
		}
	}
	comparable := a.terms.unit.SameDimension(b.terms.unit)
	note := func(differs bool, what string) {
		if differs {
			p.Differs = append(p.Differs, what)
		}
	}
	note(!comparable || !same(a.Value, p.Value), "value")
	note(a.Unit != b.Unit, "unit")
	note(!comparable || !same(a.Low, in(b.Low)) || !same(a.High, in(b.High)) || a.Bounds != b.Bounds, "bounds")
	note(a.Status != b.Status, "status")
	note(!a.overlaps(b), "years")
	note(a.Category != b.Category, "category")
	return p
}

func same(a, b *decimal.Decimal) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}
