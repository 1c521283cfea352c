package recalc

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// change is one player of a line's game, with the cause that it is. The inputs that it moves are those of the line's trees with the
// keys; shape stands for the equation itself.
type change struct {
	Cause
	keys  map[string]bool // of the old tree
	shape bool
	gwp   bool
}

// effect is what a cause does to a line, t CO2e times Scale.
type effect struct {
	Cause
	scaled decimal.Decimal
}

// dissected is a line on its way to its effects.
type dissected struct {
	*line
	potentials
	years    Pair
	old, new expr.Node
	inputs   *matching
	changes  []*change
}

// revised takes a line apart that both sides have.
func (c *comparison) revised(l *line, g potentials) []effect {
	d := &dissected{line: l, potentials: g, years: c.years}
	if sameInputs(l) && !g.changed() {
		return nil
	}
	d.old, d.new = l.old.Mass(), l.new.Mass()
	d.inputs = match(d.old, d.new, c.years)
	d.changes = d.ofInputs(c)
	if shape := d.ofShape(c); shape != nil {
		d.changes = append(d.changes, shape)
	}
	d.changes = bounded(d.changes)
	if g.changed() {
		d.changes = append(d.changes, c.gwpChange(l, g))
	}
	if effects, err := d.effects(); err == nil {
		return effects
	}
	d.merge()
	effects, err := d.effects()
	if err != nil {
		panic("both ends of a line have a value: " + err.Error())
	}
	return effects
}

// sameInputs tells whether a line is the same equation on the very same figures, without building its trees.
func sameInputs(l *line) bool {
	if l.old.Method.ID != l.new.Method.ID || !l.old.Value().Equal(l.new.Value()) {
		return false
	}
	a, b := l.old.Given(), l.new.Given()
	return len(a) > 0 && slices.EqualFunc(a, b, func(x, y expr.Leaf) bool {
		return x.Key() == y.Key() && x.Value().Equal(y.Value()) && x.Unit() == y.Unit()
	})
}

// ofInputs are the changes of figures that both equations take.
func (d *dissected) ofInputs(c *comparison) []*change {
	var out []*change
	for _, p := range d.inputs.old {
		q := d.inputs.toNew[p.Key()]
		if q == nil || same(p, q) {
			continue
		}
		kind := Revised
		if yearless(p, d.years.Old) != yearless(q, d.years.New) {
			kind = Replaced
		}
		component := Factor // a table's value in the place of one that the district states, or the other way round, is another factor
		if ofDistrict(p) && ofDistrict(q) {
			component = Activity
		}
		one := &change{keys: map[string]bool{p.Key(): true}, Cause: Cause{Component: component, Kind: kind, Title: p.Title, Old: figureOf(p), New: figureOf(q), ID: "figure " + name(p) + " > " + name(q),
			OldRows: []inventory.Source{p.Origin}, Rows: []inventory.Source{q.Origin}}}
		c.declare(one, d.line, p.Name, q.Name)
		out = append(out, one)
	}
	return out
}

func figureOf(p *inventory.Parameter) *Figure {
	out := &Figure{Amount: p.Amount, Unit: p.In.String(), Key: name(p), Title: p.Title, Document: p.Document, Years: p.Years, Source: p.Origin}
	if p.Choice != "" {
		out.Choice = p.Why
	}
	return out
}

// name is the key of an input, the same for one cell that is read for several gases.
func name(p *inventory.Parameter) string {
	if ofDistrict(p) {
		return p.Variable.ID
	}
	return p.Key()
}

// ofShape is the change of the equation itself, nil if there is none. Of one method it goes with the inputs that only one side has:
// rows that came or went, other factors; where there are none, with the figures of which it depends.
func (d *dissected) ofShape(c *comparison) *change {
	if d.inputs.alike {
		return nil
	}
	if d.line.old.Method.ID != d.line.new.Method.ID {
		return &change{shape: true, Cause: methodChange(d.line)}
	}
	gone, came := d.alone()
	out := &change{shape: true, Cause: Cause{Component: Activity, Kind: RowsMoved, ID: "rows " + d.id(), OldRows: origins(gone), Rows: origins(came)}}
	beside := slices.Concat(gone, came)
	if d.years.Old != d.years.New && len(expr.States(d.old)) > 0 && len(expr.States(d.new)) > 0 {
		out.Kind, out.ID = TimePassed, "time "+d.id()
	}
	if len(beside) == 0 {
		for _, one := range d.changes {
			out.Component = min(out.Component, one.Component)
			out.OldRows, out.Rows = append(out.OldRows, one.OldRows...), append(out.Rows, one.Rows...)
		}
	} else if !slices.ContainsFunc(beside, ofDistrict) {
		out.Component = Factor
	}
	var names []string
	for _, p := range beside {
		names = append(names, p.Name)
	}
	c.declare(out, d.line, names...)
	return out
}

// id names the line, years left out.
func (d *dissected) id() string { return subjectOf(d.either()).String() }

// String joins what a line is of.
func (s subject) String() string { return s.row() + "|" + s.gas }

// row joins what the activity row of a line is of.
func (s subject) row() string {
	return s.category + "|" + s.facility + "|" + s.item + "|" + s.detail
}

// alone are the inputs that only one of the equations takes.
func (d *dissected) alone() (gone, came []*inventory.Parameter) {
	for _, p := range d.inputs.old {
		if d.inputs.toNew[p.Key()] == nil {
			gone = append(gone, p)
		}
	}
	for _, q := range d.inputs.new {
		if d.inputs.toOld[q.Key()] == nil {
			came = append(came, q)
		}
	}
	return gone, came
}

func origins(list []*inventory.Parameter) (out []inventory.Source) {
	for _, p := range list {
		out = append(out, p.Origin)
	}
	return out
}

func methodChange(l *line) Cause {
	return Cause{Component: Method, Kind: MethodChanged, ID: "method " + l.category + " " + l.old.Method.ID + " > " + l.new.Method.ID, OldName: l.old.Method.ID, NewName: l.new.Method.ID,
		OldRows: []inventory.Source{l.old.Origin()}, Rows: []inventory.Source{l.new.Origin()}}
}

// gwpChange is the change of a gas's potential. That of a set is one cause; a gas that has no potential on a side is one by itself, for its
// figure is missing there and has not changed.
func (c *comparison) gwpChange(l *line, g potentials) *change {
	out := &change{gwp: true, Cause: Cause{Component: GWP, Kind: GWPChanged, ID: "gwp", OldName: c.old.Inventory.GWPSet, NewName: c.new.Inventory.GWPSet}}
	if g.old == nil || g.new == nil {
		out.ID = "gwp " + l.gas
	}
	if g.old != nil {
		out.Old = figureOf(g.old)
	}
	if g.new != nil {
		out.New = figureOf(g.new)
	}
	return out
}

// bounded joins changes of a component of which a line has too many to be told apart: first those of one parameter, then all.
func bounded(changes []*change) []*change {
	for _, name := range []func(*change) string{
		func(one *change) string { return one.Title.ZH + "|" + one.ID[:strings.IndexByte(one.ID, ' ')] },
		func(*change) string { return "" },
	} {
		of := map[Component]int{}
		for _, one := range changes {
			of[one.Component]++
		}
		var out []*change
		for _, one := range changes {
			at := slices.IndexFunc(out, func(o *change) bool { return o.Component == one.Component && name(o) == name(one) })
			if at < 0 || of[one.Component] <= mostPlayers {
				out = append(out, one)
				continue
			}
			out[at].join(one)
		}
		changes = out
	}
	return changes
}

// join makes one change of two.
func (one *change) join(other *change) {
	if one.keys == nil {
		one.keys = map[string]bool{}
	}
	for key := range other.keys {
		one.keys[key] = true
	}
	one.Figures = max(one.Figures, 1) + max(other.Figures, 1)
	one.Kind, one.shape, one.Old, one.New = Several, one.shape || other.shape, nil, nil
	if one.Title != other.Title {
		one.Title = inventory.Text{}
	}
	one.OldRows, one.Rows = append(one.OldRows, other.OldRows...), append(one.Rows, other.Rows...)
	one.Correction = cmp.Or(one.Correction, other.Correction)
}

// merge makes one change of all but that of the potential: some of them cannot be made alone.
func (d *dissected) merge() {
	var all, gwp *change
	for _, one := range d.changes {
		switch {
		case one.gwp:
			gwp = one
		case all == nil:
			all = one
		default:
			if one.Component == Method {
				all.Component = Method
			}
			all.join(one)
		}
	}
	all.ID = "several " + d.id()
	if d.changes = []*change{all}; gwp != nil {
		d.changes = append(d.changes, gwp)
	}
}

// effects plays the line's game.
func (d *dissected) effects() ([]effect, error) {
	slices.SortStableFunc(d.changes, func(a, b *change) int { return cmp.Compare(a.Component, b.Component) })
	g := &game{value: d.valueWith, known: map[uint64]decimal.Decimal{}}
	for i, one := range d.changes {
		if i == 0 || d.changes[i-1].Component != one.Component {
			g.unions = append(g.unions, 0)
		}
		g.unions[len(g.unions)-1] |= 1 << i
	}
	shares, err := g.shares()
	if err != nil {
		return nil, err
	}
	var out []effect
	for i, one := range d.changes {
		out = append(out, effect{one.Cause, shares[i]})
	}
	return out, nil
}

// valueWith is the line's CO2-equivalent with some of the changes made.
func (d *dissected) valueWith(made uint64) (decimal.Decimal, error) {
	shape, gwp, all, none := false, d.potentials.old, true, true
	moved := map[string]bool{} // inputs, by their keys in the old tree
	for i, one := range d.changes {
		on := made>>i&1 == 1
		if one.gwp {
			if on {
				gwp = d.potentials.new
			}
			continue
		}
		all, none = all && on, none && !on
		if on {
			shape = shape || one.shape
			for key := range one.keys {
				moved[key] = true
			}
		}
	}
	if none {
		return d.line.old.Value().Mul(amount(gwp)), nil
	}
	if all {
		return d.line.new.Value().Mul(amount(gwp)), nil
	}
	mass, err := expr.Decimal(d.mixed(shape, moved))
	return quantity.Round34(mass).Mul(amount(gwp)), err
}

// mixed is the equation of one side on the figures of either.
func (d *dissected) mixed(shape bool, moved map[string]bool) expr.Node {
	tree, unmoved := d.old, false
	if shape {
		tree, unmoved = d.new, true
	}
	return expr.Substitute(tree, func(leaf expr.Leaf) expr.Leaf {
		p := inventory.ParameterOf(leaf)
		with, key := d.inputs.toNew[p.Key()], p.Key()
		if shape {
			if with = d.inputs.toOld[p.Key()]; with != nil {
				key = with.Key()
			}
		}
		if with == nil || moved[key] == unmoved || same(p, with) {
			return leaf
		}
		value, err := valueIn(with, leaf.Unit())
		if err != nil {
			panic("matched inputs measure the same: " + err.Error())
		}
		return put{p, value}
	})
}
