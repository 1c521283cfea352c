package inventory

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
)

// Estimate is one line of an inventory: the mass of one gas from one activity of one category and year, or the
// notation keys that stand in its place.
type Estimate struct {
	Year       int
	Category   *Category
	Facility   string
	Item       *Item
	Detail     string
	Gas        string // a gas, or in a line of keys also a family: HFCs, PFCs
	Boundary   Boundary
	Number     bool
	Mass       expr.Node       // t of the gas, cut once to 34 digits; emissions positive, removals negative
	Value      decimal.Decimal // of Mass
	Notation   Notation
	Target     *Category // of IE
	Method     *Method
	Status     Status // of the worst factor
	Asked      bool   // false: nobody mentioned the category
	Vintage    string
	Note       string
	Notes      []Text
	Department string
	Origin     Source // of the activity figure or the key
}

// ItemName is the canonical name of the item, "" if there is none.
func (e *Estimate) ItemName() string {
	if e.Item == nil {
		return ""
	}
	return e.Item.Name
}

// sortEstimates brings estimates to the order of the tables, which depends on nothing but what they say.
func sortEstimates(list []*Estimate, gases *Gases) {
	slices.SortStableFunc(list, func(a, b *Estimate) int {
		return cmp.Or(
			cmp.Compare(a.Year, b.Year), cmp.Compare(a.Category.Order, b.Category.Order),
			cmp.Compare(a.Facility, b.Facility), cmp.Compare(a.ItemName(), b.ItemName()), cmp.Compare(a.Detail, b.Detail),
			cmp.Compare(gases.rank(a.Gas), gases.rank(b.Gas)), cmp.Compare(a.Boundary, b.Boundary),
			cmp.Compare(a.Notation, b.Notation), cmp.Compare(a.Note, b.Note), cmp.Compare(a.Department, b.Department),
			cmp.Compare(methodID(a), methodID(b)), a.Value.Cmp(b.Value))
	})
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
