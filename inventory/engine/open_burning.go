package engine

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// Waste burned in the open is weighed by nobody: its mass follows from people, unless it is stated (METHODS §6.4).
const (
	codeOpenBurning = "4.C.2"
	burnedByPeople  = "4.C.2/people/waste"
	wasteMass       = "waste"
)

// openBurning puts the mass of waste that people burn in the place of the figures from which it follows.
func (r *run) openBurning() {
	root := r.Vocabulary.Categories.Must(codeOpenBurning)
	method, ok := r.Method(burnedByPeople)
	if !ok {
		panic("no method " + burnedByPeople)
	}
	var of []*inventory.Activity
	for _, row := range r.rows {
		if row.Category == root && slices.Contains(r.years, row.Year) {
			of = append(of, row)
		}
	}
	var made []*inventory.Activity
	gone := map[*inventory.Activity]bool{}
	for _, g := range bySubject(of) {
		if g.find("") >= 0 || g.find(wasteMass) >= 0 {
			continue
		}
		in := nodes{}
		var from *inventory.Activity
		for i := range method.Inputs {
			declared := &method.Inputs[i]
			if at := g.find(declared.Name); at >= 0 {
				in[declared.Name] = r.cell(g[at], declared)
				if from == nil {
					from = g[at]
				}
			}
		}
		if len(in) < len(method.Inputs) {
			continue
		}
		tree := method.Tree(in)
		value, err := expr.Decimal(tree)
		if err != nil {
			r.problems.Add(equationFailed(method, from.Place.Cell("unit"), err))
			continue
		}
		row := *from
		row.Parameter, row.Value, row.Unit, row.Uncertainty = wasteMass, value, tree.Unit(), nil
		r.derived[&row] = derivation{from: from, tree: func(declared *inventory.Input) expr.Node { return expr.Label(declared.Symbol, tree) },
			note: inventory.Text{ZH: "焚烧量由人口推算（IPCC 2006 V5 公式 5.7）", EN: "waste burned, of people (IPCC 2006 V5 Eq 5.7)"}}
		made = append(made, &row)
		for _, row := range g {
			if _, is := method.InputOf(row.Parameter); is {
				gone[row] = true
			}
		}
	}
	if made != nil {
		r.rows = slices.DeleteFunc(r.rows, func(row *inventory.Activity) bool { return gone[row] })
		r.rows = sortRows(append(r.rows, made...))
	}
}
