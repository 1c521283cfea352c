package inventory

import (
	"cmp"
	"slices"

	"ghg/inventory/quantity"
)

// cell is one category of one year and boundary.
type cell struct {
	year     int
	boundary Boundary
	category *Category
}

// subject is what a holding is of: one gas of one item in one cell.
type subject struct {
	cell
	gas  string
	item *Item
}

// holding gathers the lines of one subject, however many facilities they are of, so that a total over millions of lines
// adds a few hundred exact sums.
type holding struct {
	subject
	number      bool
	lines       int // with a number
	mass        quantity.Sum
	size        quantity.Sum // Σ|mass|
	unconfirmed quantity.Sum // Σ|mass| of the lines that rest on an unconfirmed factor
	keys        Notation
	targets     []*Category // of IE
	remarks     []*Remarks
	remarked    map[*Remarks]bool // those of remarks
	first       *Estimate         // with a number, in the order of the tables
}

// hold gathers more estimates and settles what depends on them.
func (inv *Inventory) hold(more []*Estimate) {
	bySubject := make(map[subject]*holding, len(inv.holdings))
	for _, h := range inv.holdings {
		bySubject[h.subject] = h
	}
	for _, e := range more {
		at := subject{cell{e.Row.Year, e.Boundary, e.Row.Category}, e.Gas, e.Row.Item}
		h := bySubject[at]
		if h == nil {
			h = &holding{subject: at}
			bySubject[at] = h
			inv.holdings = append(inv.holdings, h)
		}
		h.add(e)
	}
	gases := inv.Vocabulary.Gases
	slices.SortFunc(inv.holdings, func(a, b *holding) int {
		return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(a.boundary, b.boundary), cmp.Compare(a.category.Order, b.category.Order),
			cmp.Compare(gases.rank(a.gas), gases.rank(b.gas)), cmp.Compare(itemName(a.item), itemName(b.item)))
	})
	inv.cells, inv.gwps = map[cell][]*holding{}, map[string]*Parameter{}
	for _, h := range inv.holdings {
		inv.cells[h.cell] = append(inv.cells[h.cell], h)
		if _, known := inv.gwps[h.gas]; h.number && !known {
			inv.gwps[h.gas] = inv.gwpOf(h.gas)
		}
	}
	inv.pairs = inv.settlePairs()
}

func itemName(item *Item) string {
	if item == nil {
		return ""
	}
	return item.Name
}

func (h *holding) add(e *Estimate) {
	h.keys |= e.Notation
	if e.Remarks != nil && !h.remarked[e.Remarks] {
		if h.remarked == nil {
			h.remarked = map[*Remarks]bool{}
		}
		h.remarked[e.Remarks] = true
		h.remarks = append(h.remarks, e.Remarks)
	}
	if target := e.Row.Target; e.Notation.Has(IE) && target != nil && !slices.Contains(h.targets, target) {
		h.targets = append(h.targets, target)
	}
	if !e.Number {
		return
	}
	if h.first == nil {
		h.first = e
	}
	h.number = true
	h.lines++
	h.mass.Add(e.figure)
	h.size.AddSize(e.figure)
	if e.Status == Unconfirmed {
		h.unconfirmed.AddSize(e.figure)
	}
}

// under returns the holdings of a year and boundary in the categories that scope names, in the order of the tables.
func (inv *Inventory) under(year int, b Boundary, scope func(*Category) bool) []*holding {
	from, _ := slices.BinarySearchFunc(inv.holdings, 0, func(h *holding, _ int) int {
		return cmp.Or(cmp.Compare(h.year, year), cmp.Compare(h.boundary, b), 1)
	})
	var out []*holding
	for _, h := range inv.holdings[from:] {
		if h.year != year || h.boundary != b {
			break
		}
		if scope(h.category) {
			out = append(out, h)
		}
	}
	return out
}
