package recalc

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// comparison is the bridge of one pair of years in the making.
type comparison struct {
	old, new    Side
	years       Pair
	corrections []ErrorCorrection
	was, is     map[seat]bool         // what has a figure
	methods     map[seat][2][]string  // of lines that only one side has
	gases       map[string]potentials // by gas
	given       [2]map[string]*given  // the figures of the district on the old and the new side, see givenOn
	rows        map[rowKey]*Row
	causes      map[causeKey]*Cause
	missing     []string
	without     [2][]string // gases without potential on the old and the new side
}

type rowKey struct {
	boundary   inventory.Boundary
	scope, gas string
}

type causeKey struct {
	boundary  inventory.Boundary
	component Component
	id        string
}

// Compare bridges the pairs of years of two inventories. Gases to which the set of a side gives no potential count as nothing there,
// as in its totals.
func Compare(old, new Side, pairs []Pair, corrections []ErrorCorrection) *Bridge {
	out := &Bridge{}
	for _, years := range pairs {
		c := &comparison{old: old, new: new, years: years, corrections: corrections, was: map[seat]bool{}, is: map[seat]bool{}, methods: map[seat][2][]string{},
			gases: map[string]potentials{}, rows: map[rowKey]*Row{}, causes: map[causeKey]*Cause{}}
		out.Years = append(out.Years, c.bridge())
	}
	return out
}

func (c *comparison) bridge() *YearBridge {
	lines := rejoin(matched(c.old, c.new, c.years), c.years)
	for _, l := range lines {
		c.meet(l)
	}
	for _, l := range lines {
		g := c.gases[l.gas]
		was, is := l.co2e(&g)
		c.enter(subjectOf(l.either()), l.either().Row.Category, was, is, l.old != nil, l.new != nil, c.dissect(l, g))
	}
	c.program(c.old, c.years.Old, false)
	c.program(c.new, c.years.New, true)
	return &YearBridge{Pair: c.years, Rows: c.sortedRows(), Causes: c.sortedCauses(), Missing: c.missing, MissingOld: c.without[0], MissingNew: c.without[1]}
}

// meet notes what has a figure, and the potentials.
func (c *comparison) meet(l *line) {
	if l.old != nil {
		c.was[l.seat()] = true
	}
	if l.new != nil {
		c.is[l.seat()] = true
	}
	if methods := c.methods[l.seat()]; l.old == nil {
		methods[1] = append(methods[1], l.new.Method.ID)
		c.methods[l.seat()] = methods
	} else if l.new == nil {
		methods[0] = append(methods[0], l.old.Method.ID)
		c.methods[l.seat()] = methods
	}
	if _, known := c.gases[l.gas]; known {
		return
	}
	g := potentials{gwpOf(c.old.Inventory, l.gas), gwpOf(c.new.Inventory, l.gas)}
	c.gases[l.gas] = g
	if g.old == nil || g.new == nil {
		c.missing = append(c.missing, l.gas)
		slices.Sort(c.missing)
		for side, p := range []*inventory.Parameter{g.old, g.new} {
			if p == nil {
				c.without[side] = append(c.without[side], l.gas)
				slices.Sort(c.without[side])
			}
		}
	}
}

func gwpOf(inv *inventory.Inventory, gas string) *inventory.Parameter {
	return inv.Vocabulary.Gases.GWP(gas, inv.GWPSet)
}

// dissect tells what moved a line.
func (c *comparison) dissect(l *line, g potentials) []effect {
	if l.old != nil && l.new != nil {
		return c.revised(l, g)
	}
	one := &change{Cause: c.presence(l)}
	changes := []*change{one}
	if g.changed() {
		changes = append(changes, c.gwpChange(l, g))
	}
	d := &dissected{line: l, potentials: g, years: c.years, changes: changes}
	return d.presence()
}

// presence plays the game of a line that only one side has.
func (d *dissected) presence() []effect {
	g := &game{known: map[uint64]decimal.Decimal{}, value: func(made uint64) (decimal.Decimal, error) {
		gwp := d.potentials.old
		if made>>1&1 == 1 {
			gwp = d.potentials.new
		}
		if there := made&1 == 1; there == (d.line.new != nil) {
			return d.either().Value().Mul(amount(gwp)), nil
		}
		return decimal.Decimal{}, nil
	}}
	for i := range d.changes {
		g.unions = append(g.unions, 1<<i)
	}
	shares, err := g.shares()
	if err != nil {
		panic("a line's figure needs no working out: " + err.Error())
	}
	var out []effect
	for i, one := range d.changes {
		out = append(out, effect{one.Cause, shares[i]})
	}
	return out
}

// presence is the cause of a line that only one side has. It was moved to another category; or its category and gas has a figure on that
// side only; or is worked out by other methods that part its lines otherwise, or no longer from figures that are still there; or has one
// row more or less.
func (c *comparison) presence(l *line) Cause {
	at, e := l.seat(), l.either()
	out := Cause{Component: Activity, Kind: RowAdded, ID: "row " + subjectOf(e).row()}
	if inputs := districtInputs(l); len(inputs) == 1 {
		out.New = figureOf(inputs[0])
	}
	out.Rows = []inventory.Source{e.Origin()}
	methods := c.methods[at]
	taken, still := c.stillGiven(l)
	elsewhere := l.moved != "" || still && len(taken) > 0 && !slices.Contains(taken, at.category)
	switch {
	case elsewhere:
		from, to := cmp.Or(l.moved, joined(taken)), at.category
		if l.new == nil {
			from, to = to, from
		}
		out.Component, out.Kind, out.ID, out.OldName, out.NewName = Scope, Moved, "moved "+from+" > "+to+" "+e.Row.Facility+"|"+e.Row.ItemName(), from, to
	case c.was[at] != c.is[at]:
		out.Component, out.Kind, out.ID = Scope, CategoryAdded, "category "+at.category+" "+at.gas
	case len(methods[0]) > 0 && len(methods[1]) > 0 && !overlap(methods[0], methods[1]):
		out.Component, out.Kind, out.ID, out.OldName, out.NewName = Method, MethodChanged, "method "+at.category+" "+at.gas, joined(methods[0]), joined(methods[1])
	case still:
		out.Component, out.Kind, out.ID, out.OldName, out.NewName = Method, MethodChanged, "method "+at.category+" "+at.gas, methodOf(l.old), methodOf(l.new)
	}
	if l.new == nil {
		out.Old, out.New = out.New, nil
		out.OldRows, out.Rows = out.Rows, nil
		switch out.Kind {
		case RowAdded:
			out.Kind = RowRemoved
		case CategoryAdded:
			out.Kind = CategoryRemoved
		}
	}
	one := change{Cause: out}
	if out.Component == Activity {
		var names []string
		for _, p := range districtInputs(l) {
			names = append(names, p.Name)
		}
		c.declare(&one, l, names...)
	}
	return one.Cause
}
