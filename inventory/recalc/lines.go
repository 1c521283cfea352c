package recalc

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// line is one line of the old or the new inventory, or of both: the same subject, gas and boundary. Years may differ.
type line struct {
	boundary inventory.Boundary
	category string
	gas      string
	old, new *inventory.Estimate // nil on the side that has none, or keys only
	moved    string              // the category on the other side, of a line that was moved; "" else
}

// either is the line on the new side, on the old one if it is gone.
func (l *line) either() *inventory.Estimate {
	if l.new != nil {
		return l.new
	}
	return l.old
}

// subject is what a line is of, years left out.
type subject struct {
	boundary                         inventory.Boundary
	category, facility, item, detail string
	gas                              string
}

func subjectOf(e *inventory.Estimate) subject {
	return subject{e.Boundary, e.Row.Category.Code, e.Row.Facility, e.Row.ItemName(), e.Row.Detail, e.Gas}
}

// seat is what a figure is one of: a gas of a category within a boundary.
type seat struct {
	boundary inventory.Boundary
	category string
	gas      string
}

func (l *line) seat() seat { return seat{l.boundary, l.category, l.gas} }

func numbersOf(inv *inventory.Inventory, year int) map[subject][]*inventory.Estimate {
	out := map[subject][]*inventory.Estimate{}
	for _, e := range inv.Estimates {
		if e.Number && e.Row.Year == year {
			out[subjectOf(e)] = append(out[subjectOf(e)], e)
		}
	}
	return out
}

// matched brings the lines of the two years together, in the order of the new table, then those that are gone. Of several lines of
// one subject those of one method belong together, then those that stand in the same place.
func matched(old, new Side, years Pair) []*line {
	was, is := numbersOf(old.Inventory, years.Old), numbersOf(new.Inventory, years.New)
	var out []*line
	done := map[subject]bool{}
	both := func(e *inventory.Estimate, year int) {
		if at := subjectOf(e); e.Number && e.Row.Year == year && !done[at] {
			done[at] = true
			out = append(out, together(at, was[at], is[at])...)
		}
	}
	for _, e := range new.Inventory.Estimates {
		both(e, years.New)
	}
	for _, e := range old.Inventory.Estimates {
		both(e, years.Old)
	}
	return out
}

// together pairs the lines of one subject.
func together(at subject, was, is []*inventory.Estimate) []*line {
	var out []*line
	add := func(a, b *inventory.Estimate) {
		out = append(out, &line{boundary: at.boundary, category: at.category, gas: at.gas, old: a, new: b})
	}
	was, is = slices.Clone(was), slices.Clone(is)
	for i, e := range is {
		if at := slices.IndexFunc(was, func(o *inventory.Estimate) bool { return o != nil && o.Method.ID == e.Method.ID }); at >= 0 {
			add(was[at], e)
			was[at], is[i] = nil, nil
		}
	}
	left := func(list []*inventory.Estimate) []*inventory.Estimate {
		return slices.DeleteFunc(list, func(e *inventory.Estimate) bool { return e == nil })
	}
	was, is = left(was), left(is)
	for i := range max(len(was), len(is)) {
		var a, b *inventory.Estimate
		if i < len(was) {
			a = was[i]
		}
		if i < len(is) {
			b = is[i]
		}
		add(a, b)
	}
	return out
}

// potentials are those of a gas on both sides, nil where the set has none.
type potentials struct{ old, new *inventory.Parameter }

func (g *potentials) changed() bool {
	return (g.old == nil) != (g.new == nil) || g.old != nil && !g.old.Amount.Equal(g.new.Amount)
}

func amount(p *inventory.Parameter) decimal.Decimal {
	if p == nil {
		return decimal.Decimal{}
	}
	return p.Amount
}

// co2e is the CO2-equivalent of the line on each side, 0 where it has none.
func (l *line) co2e(g *potentials) (old, new decimal.Decimal) {
	if l.old != nil {
		old = l.old.Value().Mul(amount(g.old))
	}
	if l.new != nil {
		new = l.new.Value().Mul(amount(g.new))
	}
	return old, new
}
