package engine

import (
	"slices"
	"strings"

	"ghg/inventory"
)

// sameWorks tells whether two rows are of one works: of one year, category and facility.
func sameWorks(a, b *inventory.Activity) bool {
	return a.Year == b.Year && a.Category == b.Category && a.Facility == b.Facility
}

// each names the activities that a works of the category gives once for each of its materials; nil if no method takes any.
func (r *run) each(c *inventory.Category) map[string]bool {
	return r.eachOf[c]
}

// materials finds what each is called in each category that has any under the guide.
func (r *run) materials() {
	r.eachOf = map[*inventory.Category]map[string]bool{}
	for i := range r.rules {
		rule := &r.rules[i]
		if rule.guide != "*" && rule.guide != r.ws.Config.Guide || !rule.method.Each() {
			continue
		}
		for _, c := range r.Vocabulary.Categories.All {
			if !c.Within(rule.category) {
				continue
			}
			if r.eachOf[c] == nil {
				r.eachOf[c] = map[string]bool{}
			}
			for _, in := range rule.method.Inputs {
				if in.Each {
					r.eachOf[c][in.Name] = true
				}
			}
		}
	}
}

// works computes the activities of one works: those that its materials enter, and every other by itself.
func (c *chunk) works(rows []*inventory.Activity, each map[string]bool) {
	var activities, materials []group
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && inventory.CompareSubjects(rows[from], rows[to]) == 0 {
			to++
		}
		g := group(rows[from:to])
		if slices.ContainsFunc(g, func(row *inventory.Activity) bool { return each[row.Parameter] }) {
			materials = append(materials, g)
		} else {
			activities = append(activities, g)
		}
		from = to
	}
	if materials == nil {
		for _, g := range activities {
			c.activity(g)
		}
		return
	}
	var main []group
	besides := false // what an equation of the whole works takes of it, besides its materials
	for _, g := range activities {
		if by := c.methodsFor(c.subject(g[0]), c.takenWith(g, materials)); len(by) > 0 {
			main = append(main, g)
			besides = besides || slices.ContainsFunc(by, func(m *inventory.Method) bool { return m.Main() == nil })
		}
	}
	if whole := wholeWorks(materials[0][0]); !besides && len(c.methodsFor(c.subject(whole[0]), c.takenWith(whole, materials))) > 0 {
		main = append(main, whole)
	}
	switch {
	case len(main) == 0:
		c.problems.Add(c.materialsDoNotFit(materials, activities...))
	case len(main) > 1:
		c.problems.Add(materialsOfSeveral(main, materials))
	default:
		c.assembled(main[0], materials)
	}
	for _, g := range activities {
		if len(main) == 0 || &g[0] != &main[0][0] {
			c.activity(g)
		}
	}
}

// wholeWorks is the activity of a works whose materials are all that its equation takes.
func wholeWorks(first *inventory.Activity) group {
	whole := *first
	whole.Item, whole.Detail, whole.Parameter, whole.Uncertainty = nil, "", "", nil
	return group{&whole}
}

// takenWith returns what tells whether a method takes the activity together with the materials: each of them gives it an
// activity, and what it needs of them is there.
func (c *chunk) takenWith(g group, materials []group) func(*inventory.Method) bool {
	known := c.factorNames(c.subject(g[0]))
	alone := g.takenBy(known, true)
	return func(m *inventory.Method) bool {
		switch {
		case !m.Each(), m.Main() != nil && (g.isWhole() || !alone(m)), m.Main() == nil && !g.besides(m):
			return false
		}
		for i := range m.Inputs {
			in := &m.Inputs[i]
			if in.Each && !in.Optional && !slices.ContainsFunc(materials, func(of group) bool { return of.find(in.Name) >= 0 }) {
				return false
			}
		}
		return !slices.ContainsFunc(materials, func(of group) bool {
			return slices.ContainsFunc(of, func(row *inventory.Activity) bool {
				in, ok := m.InputOf(row.Parameter)
				return !(ok && m.OfMaterial(in)) && !known[row.Parameter]
			})
		})
	}
}

// isWhole tells whether the group is a works as such, with no activity beside its materials.
func (g group) isWhole() bool {
	return len(g) == 1 && g[0].Item == nil && g[0].Detail == "" && g[0].Parameter == ""
}

// besides tells whether the group is a works as such, or gives only what the equation may take of it besides its materials: methane
// captured.
func (g group) besides(m *inventory.Method) bool {
	return g.isWhole() || g[0].Item == nil && !slices.ContainsFunc(g, func(row *inventory.Activity) bool {
		in, ok := m.InputOf(row.Parameter)
		return !ok || m.OfMaterial(in)
	})
}

// assembled computes the activity with its materials, and by methods that take none of them the gases that remain.
func (c *chunk) assembled(g group, materials []group) {
	c.guardLNG(g)
	for _, of := range materials {
		c.guardLNG(of)
	}
	methods := c.methodsFor(c.subject(g[0]), c.takenWith(g, materials))
	if !g.isWhole() {
		for _, m := range c.methodsFor(c.subject(g[0]), g.takenBy(c.factorNames(c.subject(g[0])), false)) {
			if !slices.ContainsFunc(methods, func(known *inventory.Method) bool { return known.Gas == m.Gas && known.Part == m.Part }) {
				methods = append(methods, m)
			}
		}
	}
	var by []*binding
	for _, m := range methods {
		a := &asking{run: c.run, method: m, group: g, found: c.found, findings: newFindings()}
		if m.Each() {
			a.works = materials
			a.words = c.inCommon(materials)
		}
		s := a.serve()
		c.findings.add(&a.findings)
		by = append(by, &binding{s, g})
		if len(s.faults) > 0 {
			for i := range s.faults {
				c.problems.Add(s.faults[i].at(g))
			}
		}
	}
	if found := negative(by); found != nil {
		c.problems.Add(found...)
		return
	}
	for _, b := range by {
		if len(b.faults) == 0 {
			c.estimate(b.served, g)
			if b.method.Each() {
				c.reaction(b)
			}
		}
	}
	for _, of := range slices.Concat([]group{g}, materials) {
		for _, row := range of {
			if row != g[0] && !taken(by, row) {
				c.problems.Add(c.materialsDoNotFit([]group{{row}}, g))
			}
		}
	}
}

// taken tells whether a method takes the row, or could not be served.
func taken(by []*binding, row *inventory.Activity) bool {
	return slices.ContainsFunc(by, func(b *binding) bool {
		return len(b.faults) > 0 || slices.ContainsFunc(b.inputs, func(in input) bool { return in.row >= 0 && b.group[in.row] == row }) || taken(b.materials, row)
	})
}

// inCommon are the words that the details of all materials have in common: how a site is covered. A material that is there no more
// has no say.
func (r *run) inCommon(materials []group) string {
	there := slices.DeleteFunc(slices.Clone(materials), func(of group) bool { return r.gone[of[0]] })
	if len(there) == 0 {
		there = materials
	}
	return strings.Join(slices.DeleteFunc(inventory.SplitList(there[0][0].Detail), func(word string) bool {
		return slices.ContainsFunc(there, func(of group) bool { return !slices.Contains(inventory.SplitList(of[0].Detail), word) })
	}), ";")
}

// materials finds the inputs of each material of the works.
func (a *asking) materials(to *served) {
	for _, of := range a.works {
		one := &asking{run: a.run, method: a.method, group: of, of: true, found: a.found, findings: newFindings()}
		s := one.serve()
		for _, f := range s.faults {
			f.problem = f.at(of)
			a.faults = append(a.faults, f)
		}
		a.status = max(a.status, s.status)
		a.remark(one.remarks...)
		a.findings.add(&one.findings)
		to.materials = append(to.materials, &binding{s, of})
	}
}

// rowOf is the row that gives the input: of the activity, or of the first material that does; nil if none.
func (b *binding) rowOf(declared *inventory.Input) *inventory.Activity {
	for i := range b.method.Inputs {
		if in := b.inputs[i]; &b.method.Inputs[i] == declared && in.row >= 0 {
			return b.group[in.row]
		}
	}
	for _, m := range b.materials {
		if row := m.rowOf(declared); row != nil {
			return row
		}
	}
	return nil
}
