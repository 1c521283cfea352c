package inventory

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// Estimate is one line of an inventory: the mass of one gas from one activity of one category and year, or the
// notation keys that stand in its place. It keeps the value and not the tree, which is rebuilt when it is asked for.
type Estimate struct {
	Row      *Activity // what the line is of: category, year, facility, item and the rest
	Gas      string    // a gas, or in a line of keys also a family: HFCs, PFCs
	Method   *Method
	Source   TreeSource
	Remarks  *Remarks // nil for none
	figure   quantity.Compact
	Notation Notation
	Boundary Boundary
	Status   Status // of the worst factor
	Number   bool
	Asked    bool // false: nobody mentioned the category
}

// Remarks is what a run has to say of the lines that share it.
type Remarks struct{ Texts []Text }

// Given are the inputs that the line's equation was built with, if it tells them.
func (e *Estimate) Given() []expr.Leaf {
	if s, ok := e.Source.(interface{ Given() []expr.Leaf }); ok {
		return s.Given()
	}
	return nil
}

// TreeSource builds the tree of an estimate anew: the same equation on the same inputs, in t of the gas.
type TreeSource interface {
	Tree(*Estimate) expr.Node
}

// SetValue gives the estimate its mass in t, cut to 34 digits: emissions positive, removals negative.
func (e *Estimate) SetValue(v decimal.Decimal) {
	figure, ok := quantity.Pack(quantity.Round34(v))
	if !ok {
		panic("a number of 34 digits has no more than 113 bits")
	}
	e.figure, e.Number = figure, true
}

// Value is the mass in t, at most 34 significant digits.
func (e *Estimate) Value() decimal.Decimal { return e.figure.Decimal() }

// AddTo adds the mass to a sum, and its size to a sum of sizes; exactly.
func (e *Estimate) AddTo(mass, size *quantity.Sum) {
	mass.Add(e.figure)
	size.AddSize(e.figure)
}

// Figures prints the mass and, for a potential, the CO2-equivalent; both exact, as Value and its product are printed.
func (e *Estimate) Figures(gwp *Parameter) (mass, co2e string) {
	mass = e.figure.String()
	if gwp == nil {
		return mass, ""
	}
	if product, ok := e.figure.Times(gwp.Amount); ok {
		return mass, product.String()
	}
	return mass, e.Value().Mul(gwp.Amount).String()
}

// Mass is the tree of the value, in t of the gas.
func (e *Estimate) Mass() expr.Node { return e.Source.Tree(e) }

// Notes is what the run has to say of the line.
func (e *Estimate) Notes() []Text {
	if e.Remarks == nil {
		return nil
	}
	return e.Remarks.Texts
}

// Origin is the cell of the activity figure or of the key.
func (e *Estimate) Origin() Source {
	if e.Number {
		return e.Row.Place.Cell("value")
	}
	return e.Row.Place.Cell("notation")
}

// inOrder brings estimates to the order of the tables, which depends on nothing but what they say. What comes in that
// order already is not sorted again.
func inOrder(list []*Estimate, gases *Gases) []*Estimate {
	before := func(a, b *Estimate) int { return compareEstimates(a, b, gases) }
	sorted := 1
	for sorted < len(list) && before(list[sorted-1], list[sorted]) <= 0 {
		sorted++
	}
	if sorted >= len(list) {
		return slices.Clone(list)
	}
	rest := slices.SortedStableFunc(slices.Values(list[sorted:]), before)
	return mergeSorted(list[:sorted], rest, before)
}

// mergeSorted joins two sorted lists; of equal elements those of the first stand first.
func mergeSorted(a, b []*Estimate, before func(a, b *Estimate) int) []*Estimate {
	out := make([]*Estimate, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if before(b[0], a[0]) < 0 {
			out, b = append(out, b[0]), b[1:]
		} else {
			out, a = append(out, a[0]), a[1:]
		}
	}
	return append(append(out, a...), b...)
}

func compareEstimates(a, b *Estimate, gases *Gases) int {
	if a.Row != b.Row {
		if order := CompareSubjects(a.Row, b.Row); order != 0 {
			return order
		}
	}
	if order := cmp.Or(cmp.Compare(gases.rank(a.Gas), gases.rank(b.Gas)), cmp.Compare(a.Boundary, b.Boundary), cmp.Compare(a.Notation, b.Notation)); order != 0 {
		return order
	}
	return cmp.Or(cmp.Compare(a.Row.Note, b.Row.Note), cmp.Compare(a.Row.Department, b.Row.Department),
		cmp.Compare(methodID(a), methodID(b)), a.Value().Cmp(b.Value()))
}

// CompareSubjects orders activities by year, category, facility, item and detail.
func CompareSubjects(a, b *Activity) int {
	if order := cmp.Compare(a.Year, b.Year); order != 0 {
		return order
	}
	if order := cmp.Compare(a.Category.Order, b.Category.Order); order != 0 {
		return order
	}
	if order := cmp.Compare(a.Facility, b.Facility); order != 0 {
		return order
	}
	if a.Item != b.Item {
		if order := cmp.Compare(a.ItemName(), b.ItemName()); order != 0 {
			return order
		}
	}
	return cmp.Compare(a.Detail, b.Detail)
}

func methodID(e *Estimate) string {
	if e.Method == nil {
		return ""
	}
	return e.Method.ID
}

// rank is the position of a gas or a family in the tables: a family stands after its members.
func (g *Gases) rank(token string) int {
	if rank, ok := g.ranks[token]; ok {
		return rank
	}
	return 1 << 30
}

// Compare orders gases and families as the tables do.
func (g *Gases) Compare(a, b string) int {
	return cmp.Or(cmp.Compare(g.rank(a), g.rank(b)), cmp.Compare(a, b))
}

// match tells whether two tokens, gases or families, speak of one gas: HFC-134a and HFCs do.
func (g *Gases) match(a, b string) bool {
	if a == b {
		return true
	}
	if gas := g.named[a]; gas != nil {
		return gas.Matches(b)
	}
	gas := g.named[b]
	return gas != nil && gas.Matches(a)
}
