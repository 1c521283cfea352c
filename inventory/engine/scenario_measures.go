package engine

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// change is what the measures do to one figure.
type change struct {
	about *inventory.Activity // of the latest year: the figure that is held, or one of nothing where a measure makes it
	steps []addition
	least decimal.Decimal // that may be left of it
}

// addition is what one row of the measures adds to the figure a year, in its unit; what it takes is negative.
type addition struct {
	measure *inventory.Measure
	amount  decimal.Decimal
}

// asFiled is the row under the names by which the run knows what it is about.
func (r *run) asFiled(row *inventory.Activity) *inventory.Activity {
	return r.allotted(r.deposited(r.unnamed(r.discarded(row))))
}

// changes are what the measures that are taken do to the figures of the latest year. What cannot be is told.
func (r *run) changes(latest []*inventory.Activity) []*change {
	all := &changeList{}
	left := slices.DeleteFunc(slices.Clone(r.future.measures), func(m *inventory.Measure) bool {
		problem, is := r.ofRatio(m)
		if is {
			r.problems.Add(problem)
		}
		return is
	})
	// a row that takes from what another row of its measure makes comes after it
	for waiting := len(left) + 1; len(left) < waiting; {
		waiting = len(left)
		left = slices.DeleteFunc(left, func(m *inventory.Measure) bool { return r.measured(all, latest, m) })
	}
	for _, m := range left {
		r.problems.Add(r.noFigure(m, all, latest))
	}
	for _, c := range all.of {
		c.keepExports(latest)
	}
	return all.of
}

// measured adds what a row of the measures does to the list; false if there is nothing yet that it takes from.
func (r *run) measured(all *changeList, latest []*inventory.Activity, m *inventory.Measure) bool {
	from := r.heldFigures(latest, &m.Less)
	if from == nil {
		from = all.madeBy(m.Name, r.asMeasured(&m.Less))
	}
	if from == nil {
		return false
	}
	steps, ok := r.lessOf(m, from)
	if m.Instead != nil && ok {
		to := r.heldFigures(latest, m.Instead)
		if to == nil {
			to = group{all.known(r.newFigure(m))}
		}
		for _, row := range to {
			more, sound := r.instead(m, latest, from[0], row)
			steps, ok = append(steps, change{about: row, steps: []addition{{m, more}}}), ok && sound
		}
	}
	if ok {
		all.add(steps)
	}
	return true
}

// keepExports lets photovoltaic power take the place of no more than the net imports where imports and exports are figures of their own.
func (c *change) keepExports(latest []*inventory.Activity) {
	solar := slices.ContainsFunc(c.steps, func(s addition) bool { return s.measure.Kind == inventory.Photovoltaic })
	if !solar || c.about.Parameter != "electricity_in" {
		return
	}
	for _, row := range latest {
		if row.Parameter == "electricity_out" && inventory.CompareSubjects(row, c.about) == 0 {
			if exported, err := quantity.Convert(row.Value, row.Unit, c.about.Unit); err == nil {
				c.least = exported
			}
		}
	}
}

// lessOf are the steps by which a row of the measures takes from each of the figures; false, and a problem, if it cannot.
func (r *run) lessOf(m *inventory.Measure, from group) ([]change, bool) {
	var out []change
	for _, row := range from {
		amount, err := quantity.Convert(*m.Less.Amount, *m.Less.Unit, row.Unit)
		if err != nil {
			r.problems.Add(measureUnits(m, "unit", *m.Less.Unit, row))
			return nil, false
		}
		out = append(out, change{about: row, steps: []addition{{m, amount.Neg()}}})
	}
	return out, true
}

// changeList is the changes, one a figure, in the order in which they are met.
type changeList struct{ of []*change }

// known is the figure of the list that is about the same, else the one given: several measures may make one, in units of their own.
func (l *changeList) known(about *inventory.Activity) *inventory.Activity {
	if i := l.find(about); i >= 0 {
		return l.of[i].about
	}
	return about
}

// madeBy is the figure about the same that a row of the named measure makes, none if none does.
func (l *changeList) madeBy(name string, about *inventory.Activity) group {
	if i := l.find(about); i >= 0 && slices.ContainsFunc(l.of[i].steps, func(s addition) bool { return s.measure.Name == name }) {
		return group{l.of[i].about}
	}
	return nil
}

func (l *changeList) find(about *inventory.Activity) int {
	return slices.IndexFunc(l.of, func(c *change) bool { return sameQuantity(c.about, about) })
}

func (l *changeList) add(more []change) {
	for _, c := range more {
		if i := l.find(c.about); i >= 0 {
			l.of[i].steps = append(l.of[i].steps, c.steps...)
		} else {
			l.of = append(l.of, &c)
		}
	}
}

// heldFigures are the figures of the latest year that a side of a measure is about: the one of its name, or those of mixed waste that
// stand at each of its components beside the share; none if there is none.
func (r *run) heldFigures(latest []*inventory.Activity, side *inventory.MeasureSide) group {
	about := r.asMeasured(side)
	if i := slices.IndexFunc(latest, func(row *inventory.Activity) bool { return sameQuantity(row, about) }); i >= 0 {
		return group{latest[i]}
	}
	if about.Item == nil || about.Item.Name != MunicipalWaste || about.Parameter != "" {
		return nil
	}
	var out group
	alike := func(row *inventory.Activity, parameter string) bool {
		return row.Category == about.Category && row.Facility == about.Facility && row.Detail == about.Detail && row.Parameter == parameter && MunicipalWasteOf(row.Item)
	}
	for _, row := range latest {
		if alike(row, "") && slices.ContainsFunc(latest, func(other *inventory.Activity) bool { return other.Item == row.Item && alike(other, shareOfMixed) }) {
			out = append(out, row)
		}
	}
	return out
}

// asMeasured is a row about what the side of a measure is about, without a figure.
func (r *run) asMeasured(side *inventory.MeasureSide) *inventory.Activity {
	about := side.About(r.future.latest)
	about.Number = true
	return r.asFiled(about)
}

// newFigure is a figure of nothing for what a measure makes where the latest year has none.
func (r *run) newFigure(m *inventory.Measure) *inventory.Activity {
	row := r.asMeasured(m.Instead)
	row.Place, row.Unit = ofInstead(m.Place), *m.Less.Unit
	if m.Instead.Unit != nil {
		row.Unit = *m.Instead.Unit
	}
	return row
}

// ofInstead is the place of a row of the measures of which the cells are those of what takes the place.
func ofInstead(p inventory.Place) inventory.Place {
	columns := map[string]int{"year": p.Table.Columns["from_year"], "value": p.Table.Columns["to_amount"]}
	for _, name := range []string{"category", "facility", "item", "detail", "parameter", "unit"} {
		columns[name] = p.Table.Columns["to_"+name]
	}
	return inventory.Place{Table: &inventory.Table{File: p.Table.File, Sheet: p.Table.Sheet, Columns: columns}, Row: p.Row}
}

// instead is what the row of a measure puts in the place of what it takes, in the unit of the figure it goes to: as much as it
// states, as much as it diverts, or what gives the same heat.
func (r *run) instead(m *inventory.Measure, latest []*inventory.Activity, from, to *inventory.Activity) (decimal.Decimal, bool) {
	amount, unit := m.Instead.Amount, m.Instead.Unit
	switch {
	case amount == nil && m.Kind == inventory.Substitution:
		return r.sameHeat(m, latest, from, to)
	case amount == nil:
		amount, unit = m.Less.Amount, m.Less.Unit
	}
	more, err := quantity.Convert(*amount, *unit, to.Unit)
	if err != nil {
		r.problems.Add(measureUnits(m, "to_unit", *unit, to))
	}
	return more, err == nil
}

// sameHeat is the fuel that gives the heat of what is taken, by the calorific values of both and the ratio of the efficiencies.
func (r *run) sameHeat(m *inventory.Measure, latest []*inventory.Activity, from, to *inventory.Activity) (decimal.Decimal, bool) {
	unit := to.Unit
	if m.Instead.Unit != nil {
		unit = *m.Instead.Unit
	}
	old, known := r.calorific(latest, from)
	if !known {
		r.problems.Add(noHeat(m, "item", from))
	}
	with, found := r.calorific(latest, to)
	if !found {
		r.problems.Add(noHeat(m, "to_item", to))
	}
	if !known || !found {
		return decimal.Decimal{}, false
	}
	heat := expr.Mul(expr.Const(*m.Less.Amount, *m.Less.Unit), old)
	if m.Efficiency != nil {
		heat = expr.Quo(heat, expr.Const(*m.Efficiency, quantity.One))
	}
	more, err := expr.Decimal(expr.In(expr.Quo(heat, with), to.Unit))
	if err != nil {
		r.problems.Add(measureUnits(m, "to_unit", unit, to))
	}
	return more, err == nil
}

// calorific is the heat of a unit of the fuel as the methods of its activity know it: 1 where it is given as heat. False if none of
// them takes a fuel's heat.
func (r *run) calorific(latest []*inventory.Activity, row *inventory.Activity) (expr.Node, bool) {
	var g group
	for _, other := range latest {
		if inventory.CompareSubjects(other, row) == 0 {
			g = append(g, other)
		}
	}
	if g.find(row.Parameter) < 0 {
		g = append(g, row)
	}
	about := r.subject(row)
	for _, m := range r.methodsFor(about, g.takenBy(r.factorNames(about), false)) {
		for i := range m.Inputs {
			declared := &m.Inputs[i]
			if !declared.Factor || !declared.NCV {
				continue
			}
			a := &asking{run: r, method: m, group: g, findings: newFindings()}
			in := a.factor(declared)
			switch {
			case len(a.faults) > 0:
			case in.row >= 0:
				return r.cell(g[in.row], declared), true
			case in.node.Err() == nil:
				return in.node, true
			}
		}
	}
	return expr.Node{}, false
}

// made is what the measures in effect in the year add to the figure.
func (c *change) made(year int) decimal.Decimal {
	var sum decimal.Decimal
	for _, s := range c.steps {
		if s.measure.Holds(year) && s.amount.IsPositive() {
			sum = sum.Add(s.amount)
		}
	}
	return sum
}

// apply makes the figures of a year that measures in effect change.
func (r *run) apply(changes []*change, year int) []*inventory.Activity {
	var out []*inventory.Activity
	for _, c := range changes {
		sum, holds := decimal.Decimal{}, false
		for _, s := range c.steps {
			if s.measure.Holds(year) {
				sum, holds = sum.Add(s.amount), true
			}
		}
		if !holds {
			continue
		}
		row := *c.about
		row.Year, row.Value, row.Uncertainty = year, row.Value.Add(sum), nil
		if row.Value.LessThan(c.least) && sum.IsNegative() {
			r.takesTooMuch(c, year)
			continue
		}
		if note, ok := r.filed[c.about]; ok {
			r.filed[&row] = note
		}
		if beside, ok := r.beside[c.about]; ok {
			r.beside[&row] = beside
		}
		out = append(out, &row)
	}
	return out
}

// takesTooMuch refuses every measure that takes from a figure of which all of them take more than there is, in its first such year.
func (r *run) takesTooMuch(c *change, year int) {
	taken := map[*inventory.Measure]decimal.Decimal{}
	all := decimal.Decimal{}
	for _, s := range c.steps {
		if s.measure.Holds(year) && s.amount.IsNegative() {
			taken[s.measure] = taken[s.measure].Sub(s.amount)
			all = all.Sub(s.amount)
		}
	}
	for _, m := range slices.SortedFunc(maps.Keys(taken), func(a, b *inventory.Measure) int { return cmp.Compare(a.Place.Row, b.Place.Row) }) {
		p := moreThanThereIs(m, c, taken[m], all, year)
		if derived, ok := r.derived[c.about]; ok {
			p.Message.ZH += "（" + derived.note.ZH + "）"
			p.Message.EN += " (" + derived.note.EN + ")"
		}
		if !slices.ContainsFunc(r.problems, func(known inventory.Problem) bool { return known.Code == p.Code && known.Source == p.Source }) {
			r.problems.Add(p)
		}
	}
}
