package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// herdRows are the rows that a herd gives the categories it stands in.
func (r *run) herdRows(h *Herd) []*inventory.Activity {
	first, before := h.First(), len(r.problems)
	manure, enteric := r.leaf(first.Item.Manure), r.leaf(first.Item.Enteric)
	for _, problem := range []*inventory.Problem{r.misfiled(h, enteric, manure), r.strange(h), r.emissionFactorOfBoth(h), r.systemAsHerd(h), r.sharesTwice(h), r.keyOfSystem(h), r.keyBeside(h.Rows, codeLivestock)} {
		if problem != nil {
			r.problems.Add(*problem)
			return nil
		}
	}
	if same := r.statedTwice(h, enteric, manure); same != nil {
		r.problems.Add(herdTwice(same))
		return nil
	}
	out := r.targetRows(h, nil, enteric)
	sound := r.systemsOf(h, manure)
	for _, target := range []*inventory.Category{manure, r.Vocabulary.Categories.Must(codeStorage), r.Vocabulary.Categories.Must(codeSoils), r.Vocabulary.Categories.Must(codeIndirect)} {
		var bySystem []*inventory.Activity
		if target != nil && sound && r.bySystems(target, first.Item) {
			for _, s := range h.Systems {
				bySystem = append(bySystem, r.systemRows(h, s, target)...)
			}
		}
		var before []bool
		for _, row := range h.Rows {
			before = append(before, r.flowed[row])
		}
		if whole := r.targetRows(h, nil, target); !r.sameGas(whole, bySystem) {
			out = append(out, whole...)
		} else {
			for i, row := range h.Rows { // what the herd gives as a whole gives way to what its systems give
				r.flowed[row] = before[i]
			}
		}
		out = append(out, bySystem...)
	}
	switch {
	case len(r.problems) > before:
	case len(out) == 0 && r.keyedAnywhere(first):
	case len(out) == 0:
		r.problems.Add(r.herdOfNoUse(h, manure))
	default:
		r.unusedOf(h)
	}
	return out
}

// leaf is the category of the code; nil for none.
func (r *run) leaf(code string) *inventory.Category {
	if code == "" {
		return nil
	}
	return r.Vocabulary.Categories.Must(code)
}

// sameGas tells whether the herd as a whole gives a gas that its manure systems give: CH4 is counted by systems where volatile
// solids are stated, and by the head where they are not.
func (r *run) sameGas(whole, bySystem []*inventory.Activity) bool {
	gases := map[string]bool{}
	for _, g := range bySubject(bySystem) {
		for _, m := range r.methodsOf(g) {
			gases[m.Gas+m.Part] = true
		}
	}
	return len(whole) > 0 && slices.ContainsFunc(r.methodsOf(whole), func(m *inventory.Method) bool { return gases[m.Gas+m.Part] })
}

// methodsOf are the methods that take the activity, found once for all of its kind.
func (r *run) methodsOf(g group) []*inventory.Method {
	about := r.subject(g[0])
	return r.once(g, "takes", func() []*inventory.Method { return r.methodsFor(about, g.takenBy(r.factorNames(about), false)) })
}

// once finds methods once for all activities of a kind.
func (r *run) once(g group, why string, find func() []*inventory.Method) []*inventory.Method {
	var inputs strings.Builder
	inputs.WriteString(why)
	for _, row := range g {
		inputs.WriteString("|" + row.Parameter)
	}
	key := kind{category: g[0].Category, item: g[0].Item, detail: r.telling(g[0].Detail), inputs: inputs.String()}
	out, ok := r.methods[key]
	if !ok {
		out = find()
		r.methods[key] = out
	}
	return out
}

// chosenFor are the methods by which the subject of the rows is counted, of those that need no activity but what the rows give:
// by systems or as a whole.
func (r *run) chosenFor(rows group, bySystem bool) []*inventory.Method {
	return r.once(rows, fmt.Sprint("chosen", bySystem), func() []*inventory.Method {
		return r.methodsFor(r.subject(rows[0]), func(m *inventory.Method) bool {
			if _, has := m.InputOf(inSystem); has != bySystem {
				return false
			}
			for i := range m.Inputs {
				in := &m.Inputs[i]
				if in.Needed() && rows.find(in.Name) < 0 && !(in == m.Main() && rows.find("") >= 0) {
					return false
				}
			}
			return m.Main() != nil
		})
	})
}

// targetRows are the rows of the herd, or of one of its systems, for the target: its population, what a method that is chosen for
// it takes of what is stated, and the share of the system.
func (r *run) targetRows(h *Herd, s *System, target *inventory.Category) []*inventory.Activity {
	if target == nil {
		return nil
	}
	words := []string(nil)
	if s != nil {
		words = s.Words
	}
	return r.rowsIn(h, s, target, words, nil)
}

// systemRows are the rows of one manure system of the herd for the target, if a method takes them. Of dung that is burned for fuel
// half of the nitrogen is urine, which stays in the field.
func (r *run) systemRows(h *Herd, s *System, target *inventory.Category) []*inventory.Activity {
	if s.is(r, forFuel) && !target.Within(r.Vocabulary.Categories.Must(codeManure)) {
		return r.rowsIn(h, s, target, []string{onPasture, urineInField}, func(share expr.Node) expr.Node {
			return expr.Mul(expr.Ratio(1, 2), share)
		})
	}
	return r.targetRows(h, s, target)
}

func (r *run) rowsIn(h *Herd, s *System, target *inventory.Category, words []string, part func(expr.Node) expr.Node) []*inventory.Activity {
	first := h.First()
	detail := strings.Join(append(inventory.SplitList(first.Detail), words...), ";")
	if r.keyed(first, target) {
		return nil
	}
	population := r.population(h, target, detail)
	if population == nil {
		return nil
	}
	base := group{population}
	if s != nil {
		share := r.shareRow(h, s, target, detail, part)
		if stated := s.Find(inSystem); stated != nil {
			at := *population
			at.Place = stated.Place // what is wrong with the system is told at its own row
			r.derived[&at] = derivation{from: population, tree: func(declared *inventory.Input) expr.Node { return r.cell(population, declared) }}
			base[0] = &at
		}
		base = append(base, share)
	}
	more := r.statedFor(h, s, target, detail)
	candidates := append(slices.Clone(base), more...)
	slices.SortStableFunc(candidates, compareRows)
	chosen := r.chosenFor(candidates, s != nil)
	for _, row := range more {
		if slices.ContainsFunc(chosen, func(m *inventory.Method) bool { return r.hasInput(m, row) }) {
			base = append(base, row)
			if !slices.ContainsFunc(chosen, func(m *inventory.Method) bool { return r.usesInput(m, row) }) {
				continue
			}
			for of, ok := r.derived[row]; ok && of.from != nil; of, ok = r.derived[of.from] {
				r.flowed[of.from] = true
			}
		}
	}
	return r.ifTaken(base)
}

// statedFor are the rows of the herd, and of the system, beside population and share, that are of the target: what is stated of the
// system before what is of the herd.
func (r *run) statedFor(h *Herd, s *System, target *inventory.Category, detail string) group {
	var out group
	known := map[string]bool{}
	add := func(rows []*inventory.Activity) {
		for _, row := range r.ofTarget(rows, target) {
			counted := row.Parameter == "" || row.Parameter == inSystem || slices.Contains(ofPopulation, row.Parameter) || slices.Contains(ofTurnover, row.Parameter)
			if counted || known[row.Parameter] {
				continue
			}
			known[row.Parameter] = true
			was := r.flowed[row]
			out = append(out, r.flowing(row, target, detail, row.Parameter))
			r.flowed[row] = was
		}
	}
	if s != nil {
		add(s.Rows)
	}
	add(h.Rows)
	if s == nil {
		for _, one := range sharesByName {
			if share := h.shareOf(r, one.word); share != nil && !known[one.parameter] {
				was := r.flowed[share]
				out = append(out, r.flowing(share, target, detail, one.parameter))
				r.flowed[share] = was
			}
		}
	}
	return out
}

// hasInput tells whether the figure is an input of the method, or of one that yields a factor of it, in a unit that it takes.
func (r *run) hasInput(m *inventory.Method, row *inventory.Activity) bool {
	for i := range m.Inputs {
		in := &m.Inputs[i]
		if in.Name == row.Parameter {
			return !in.Factor || row.Unit.Of(in.Gas).SameDimension(quantity.MustUnit(in.Unit)) && (row.Unit.Substance() == "" || in.Gas == "" || in.Parameter != "" || row.Unit.Of(in.Gas) == row.Unit)
		}
		if by, ok := r.Method(in.ElseBy); ok && r.hasInput(by, row) {
			return true
		}
	}
	return false
}

// usesInput tells whether the figure is more than an aside to the method.
func (r *run) usesInput(m *inventory.Method, row *inventory.Activity) bool {
	in, ok := m.InputOf(row.Parameter)
	return r.hasInput(m, row) && !(ok && in.ForChecks)
}

// shareOf is the row of the share that a system of the word takes.
func (h *Herd) shareOf(r *run, word string) *inventory.Activity {
	for _, s := range h.Systems {
		if s.is(r, word) {
			return s.Find(inSystem)
		}
	}
	return nil
}

// is tells whether one of the words is one of the system's.
func (s *System) is(r *run, words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool {
		known := r.Vocabulary.Details.Canonical(word)
		return slices.ContainsFunc(s.Words, func(one string) bool { return r.Vocabulary.Details.Canonical(one) == known })
	})
}

var noteUrine = inventory.Text{
	ZH: "粪便作燃料：氮的一半在尿中，留在田间（IPCC 2006 V4 p10.58）",
	EN: "dung burned for fuel: half of the nitrogen is in the urine and stays in the field (IPCC 2006 V4 p10.58)"}

// shareRow is the share of the system as a row of the target: that which is stated, or that of the tables.
func (r *run) shareRow(h *Herd, s *System, target *inventory.Category, detail string, part func(expr.Node) expr.Node) *inventory.Activity {
	stated := s.Find(inSystem)
	if stated != nil && part == nil {
		return r.flowing(stated, target, detail, inSystem)
	}
	from := stated
	if stated == nil {
		from = h.First()
	}
	row := *from
	row.Category, row.Detail, row.Parameter, row.Uncertainty = target, detail, inSystem, nil
	if stated == nil {
		row.Value, row.Unit, row.Number = s.of.Amount, s.of.In, true
	}
	note := inventory.Text{}
	if part != nil {
		half, err := expr.Decimal(part(expr.Const(row.Value, quantity.One)))
		if err != nil {
			panic("half of a share: " + err.Error())
		}
		row.Value, note = half, noteUrine
	}
	r.derived[&row] = derivation{from: from, note: note, tree: func(declared *inventory.Input) expr.Node {
		share := expr.Node{}
		if stated != nil {
			share = r.cell(stated, declared)
		} else {
			leaf := *s.of
			leaf.Mark = declared.Symbol
			share = expr.Of(&leaf)
		}
		if part != nil {
			return expr.Label(declared.Symbol, part(share))
		}
		return share
	}}
	return &row
}

// ifTaken is the group in the order of its parameters if a method takes it.
func (r *run) ifTaken(rows group) []*inventory.Activity {
	if len(rows) == 0 {
		return nil
	}
	slices.SortStableFunc(rows, compareRows)
	if len(r.methodsOf(rows)) == 0 {
		return nil
	}
	return rows
}
