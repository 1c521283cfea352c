package engine

import (
	"slices"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/quantity"
)

// unheeded warns of a word of the activity's detail that decides nothing in the set that answers, and would in a later one.
func (a *asking) unheeded(declared inventory.Input, unit quantity.Unit, item string, answer factors.Answer) {
	q := a.query(declared, unit, item, a.run.sets(declared, len(a.together(declared)) > 1))
	if declared.Among != "" && !slices.Equal(q.Detail, a.run.wordsOf(inventory.Input{Among: declared.Among}, a.group[0])) {
		return // words that the activity does not state: those of the default
	}
	if found := a.run.table.Unheeded(q, answer); found != nil {
		row := a.group[0]
		a.notices.Add(found.Problem(answer, row.Category, row.Place.Cell("detail")))
	}
}

// considered returns what tells the rows that could have answered the input.
func (a *asking) considered(declared inventory.Input, unit quantity.Unit, item string, answer factors.Answer) func() inventory.Candidates {
	return func() inventory.Candidates {
		sets := a.run.sets(declared, len(a.together(declared)) > 1)
		return a.run.table.Considered(a.query(declared, unit, item, sets), answer)
	}
}
