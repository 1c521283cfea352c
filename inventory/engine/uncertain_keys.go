package engine

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/uncertainty"
)

// unassessed lists what stands in the year's tables without a figure of its own: not estimated, included elsewhere, confidential, with relief.
// What nobody was asked about is for the list of completeness.
func (u *uncertain) unassessed() {
	for _, e := range u.Inventory.Below(u.Year, inventory.Territorial, nil) {
		if e.Number || !e.Asked || e.Notation&(inventory.NE|inventory.C|inventory.FX|inventory.IE) == 0 {
			continue
		}
		one := uncertainty.Unassessed{Category: e.Row.Category.Code, Item: e.Row.ItemName(), Gas: e.Gas, Notation: e.Notation, Facility: e.Row.Facility}
		if !slices.Contains(u.Unassessed, one) {
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
