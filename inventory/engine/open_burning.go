package engine

import (
	"fmt"
	"slices"
	"strings"

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
		var missing []string
		for i := range method.Inputs {
			declared := &method.Inputs[i]
			if at := g.find(declared.Name); at >= 0 {
				in[declared.Name] = r.cell(g[at], declared)
				if from == nil {
					from = g[at]
				}
			} else {
				missing = append(missing, declared.Name)
			}
		}
		if missing != nil {
			if from != nil {
				r.problems.Add(peopleIncomplete(from, missing))
				for _, row := range g {
					gone[row] = true // told
				}
			}
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
	if len(gone) > 0 {
		r.rows = slices.DeleteFunc(r.rows, func(row *inventory.Activity) bool { return gone[row] })
		r.rows = sortRows(append(r.rows, made...))
	}
}

// peopleIncomplete names what is missing for the mass of waste to follow from people.
func peopleIncomplete(row *inventory.Activity, missing []string) inventory.Problem {
	list := strings.Join(missing, ", ")
	return inventory.Problem{
		Source: row.Place.Cell("parameter"), Code: "waste-incomplete", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 由 %s %s 推算焚烧量，还缺 %s", aboutWorks(row), row.Parameter, answer(row), list),
			EN: fmt.Sprintf("%s: for the waste burned to follow from %s, %s, there is no %s", aboutWorks(row), row.Parameter, answer(row), list)},
		Hint: inventory.Text{ZH: "补写这些参数，或直接写焚烧量 waste", EN: "state what is missing, or the waste burned itself as waste"},
	}
}
