package engine

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

// future is how a run goes on after the latest year of the inventory.
type future struct {
	latest, target int
	measures       []*inventory.Measure // that are taken
}

func (f *future) with(measures []*inventory.Measure) *future {
	return &future{f.latest, f.target, measures}
}

// years are those of the scenario, from the latest of the inventory.
func (f *future) years() []int {
	var out []int
	for year := f.latest; year <= f.target; year++ {
		out = append(out, year)
	}
	return out
}

// holds tells whether the year is one whose figures are those of the latest.
func (f *future) holds(year int) bool { return f != nil && year > f.latest }

// held is the workspace with the years of the scenario, in which verified figures and recorded choices of the latest year go on.
// The activities of that year go on once they are settled (see goOn). What the workspace knows of later years is left out.
func (f *future) held(ws *workspace.Workspace) *workspace.Workspace {
	out := *ws
	out.Config.Years = append(slices.DeleteFunc(slices.Clone(ws.Config.Years), f.holds), f.years()[1:]...)
	out.Activity = slices.DeleteFunc(slices.Clone(ws.Activity), func(row *inventory.Activity) bool { return f.holds(row.Year) })
	out.Balances = slices.DeleteFunc(slices.Clone(ws.Balances), func(b *inventory.Balance) bool { return f.holds(b.Year) })
	out.Verified = slices.DeleteFunc(slices.Clone(ws.Verified), func(v *inventory.Verified) bool { return f.holds(v.Year) })
	out.Choices = slices.DeleteFunc(slices.Clone(ws.Choices), func(c inventory.Choice) bool { return f.holds(c.Year) })
	verified, choices := len(out.Verified), len(out.Choices)
	for _, year := range f.years()[1:] {
		for _, v := range out.Verified[:verified] {
			if v.Year == f.latest {
				later := *v
				later.Year = year
				out.Verified = append(out.Verified, &later)
			}
		}
		for _, c := range out.Choices[:choices] {
			if c.Year == f.latest {
				c.Year = year
				out.Choices = append(out.Choices, c)
			}
		}
	}
	return &out
}

// goOn gives the years of a scenario the figures that count in the latest year of the inventory, and applies the measures to them.
// It comes when every figure is settled and parted from its total, and before anything follows from one.
func (r *run) goOn() {
	if r.future == nil {
		return
	}
	later := func(row *inventory.Activity) bool { return r.future.holds(row.Year) }
	r.rows, r.keys = slices.DeleteFunc(r.rows, later), slices.DeleteFunc(r.keys, later)
	r.of = nil
	from, to := r.yearRows(r.future.latest)
	latest := slices.Clone(r.rows[from:to])
	keys := slices.DeleteFunc(slices.Clone(r.keys), func(key *inventory.Activity) bool { return key.Year != r.future.latest })
	changes := r.changes(latest)
	for _, year := range r.future.years()[1:] {
		changed := r.apply(changes, year)
		for _, row := range latest {
			// when a site opened or closed is said of it once
			if row.Parameter != openingYear && row.Parameter != closureYear && !slices.ContainsFunc(changed, func(c *inventory.Activity) bool { return seriesOf(c) == seriesOf(row) }) {
				r.rows = append(r.rows, r.inYear(row, year))
			}
		}
		r.rows = append(r.rows, changed...)
		for _, key := range keys {
			if !slices.ContainsFunc(changed, func(c *inventory.Activity) bool { return seriesOf(c) == seriesOf(key) }) {
				r.keys = append(r.keys, r.inYear(key, year))
			}
		}
	}
	r.rows = sortRows(r.rows)
	slices.SortFunc(r.keys, compareRows)
}

// inYear is the row in a later year, with all that the run knows of it.
func (r *run) inYear(row *inventory.Activity, year int) *inventory.Activity {
	next := *row
	next.Year = year
	if note, ok := r.chosen[row]; ok {
		r.chosen[&next] = note
	}
	if derived, ok := r.derived[row]; ok {
		r.derived[&next] = derived
	}
	if note, ok := r.filed[row]; ok {
		r.filed[&next] = note
	}
	if beside, ok := r.beside[row]; ok {
		r.beside[&next] = beside
	}
	return &next
}

// carryOn lets the verified figures of the years of a scenario, which are those of the latest year, move in proportion with what
// the activities of the facility give: a line of it that is shut takes its share of the verified emission with it.
func (r *run) carryOn(verified []*emission) {
	if r.future == nil {
		return
	}
	type of struct {
		category *inventory.Category
		item     *inventory.Item
		facility string
		gas      string
		boundary inventory.Boundary
	}
	key := func(v *inventory.Verified) of { return of{v.Category, v.Item, v.Facility, v.Gas, v.Boundary} }
	latest := map[of]*emission{}
	for _, m := range verified {
		if m.verified.Year == r.future.latest {
			latest[key(m.verified)] = m
		}
	}
	for _, m := range verified {
		then := latest[key(m.verified)]
		if !r.future.holds(m.verified.Year) || m.line == nil || then == nil {
			continue
		}
		now, was := m.compared().Sum, then.compared().Sum
		if now.Equal(was) {
			continue
		}
		if moved, err := quantity.Quo(m.line.Value().Mul(now), was); err == nil {
			m.line.SetValue(moved)
			r.notices.Add(inProportion(then.verified))
		}
	}
}
