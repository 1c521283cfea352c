package engine

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/uncertainty"
)

// unassessed lists what stands in the year's tables without a figure: not estimated, included elsewhere, confidential, with relief, each
// category and gas once. Where a category has figures too, the item and facility of the line are named, which is then a part of it.
// What nobody was asked about is for the list of completeness.
func (u *uncertain) unassessed() {
	lines := u.Inventory.Below(u.Year, inventory.Territorial, nil)
	type figure struct {
		category *inventory.Category
		gas      string
	}
	figures := map[figure]bool{} // of a category and of those above it
	for _, e := range lines {
		gas, known := u.Inventory.Vocabulary.Gases.Lookup(e.Gas)
		if !e.Number || !known {
			continue
		}
		for c := e.Row.Category; c != nil; c = c.Parent {
			figures[figure{c, gas.Name}], figures[figure{c, gas.Family + "s"}] = true, true
		}
	}
	seen := map[uncertainty.Unassessed]bool{}
	for _, e := range lines {
		if e.Number || !e.Asked || e.Notation&(inventory.NE|inventory.C|inventory.FX|inventory.IE) == 0 {
			continue
		}
		one := uncertainty.Unassessed{Category: e.Row.Category.Code, Gas: e.Gas, Notation: e.Notation, Part: figures[figure{e.Row.Category, e.Gas}]}
		if one.Part {
			one.Item, one.Facility = e.Row.ItemName(), e.Row.Facility
		}
		if e.Notation.Has(inventory.IE) && e.Row.Target != nil {
			one.Target = e.Row.Target.Code
		}
		if !seen[one] {
			seen[one] = true
			u.Unassessed = append(u.Unassessed, one)
		}
	}
}

// qualitative finds the rows of each record: those that hold an estimate of its category or of one below it;
// without a row it holds for what stands there without a figure, which may be key for that very reason.
func (u *uncertain) qualitative() {
	u.Qualitative = map[uncertainty.Label]string{}
	for i := range u.ws.Qualitative {
		q := &u.ws.Qualitative[i]
		labels := u.labelsOf(q)
		for _, l := range labels {
			if before := u.Qualitative[l]; before != "" {
				u.Qualitative[l] = before + ", " + q.Criterion
			} else {
				u.Qualitative[l] = q.Criterion
			}
		}
		if len(labels) == 0 {
			subject := strings.TrimSpace(q.Category.Code + " " + q.Gas)
			u.Problems = append(u.Problems, inventory.Problem{Source: q.Place.Cell("category"), Code: "qualitative-unused", Severity: inventory.Warning,
				Message: inventory.Text{ZH: subject + " 在该年没有估算，这一行没有用上", EN: subject + " has no estimate in the year: the row serves nothing"},
				Hint:    inventory.Text{ZH: "改正类别或气体，或删去这一行", EN: "mend category or gas, or remove the row"}})
		}
	}
}

// labelsOf are the rows that a record is of.
func (u *uncertain) labelsOf(q *inventory.Qualitative) (out []uncertainty.Label) {
	for _, r := range u.rows {
		if r.holds(q) {
			out = append(out, uncertainty.Label{Category: r.category.Code, Item: r.item, Gas: r.gas})
		}
	}
	if out != nil {
		return out
	}
	for _, one := range u.Unassessed {
		if c, ok := u.Inventory.Vocabulary.Categories.Lookup(one.Category); ok && c.Within(q.Category) && (q.Gas == "" || q.Gas == one.Gas) {
			return []uncertainty.Label{{Category: q.Category.Code, Gas: q.Gas}}
		}
	}
	return nil
}

// holds tells whether some estimate of the row is of the record's category and gas.
func (r *uncertainRow) holds(q *inventory.Qualitative) bool {
	of := func(one ofGas) bool { return one.category.Within(q.Category) && (q.Gas == "" || one.gas == q.Gas) }
	return slices.ContainsFunc(r.year, of) || slices.ContainsFunc(r.base, of)
}
