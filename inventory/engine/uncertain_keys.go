package engine

import (
	"strings"

	"ghg/inventory"
	"ghg/inventory/uncertainty"
)

// unassessed lists what stands in the year's tables without a figure that another line holds: not estimated, confidential, with relief.
// What nobody was asked about is for the list of completeness.
func (u *uncertain) unassessed() {
	for _, e := range u.Inventory.Below(u.Year, inventory.Territorial, nil) {
		if e.Number || !e.Asked || e.Notation&(inventory.NE|inventory.C|inventory.FX|inventory.IE) == 0 {
			continue
		}
		u.Unassessed = append(u.Unassessed, uncertainty.Unassessed{Category: e.Row.Category.Code, Item: e.Row.ItemName(), Gas: e.Gas, Notation: e.Notation})
	}
}

// qualitative finds the rows of each record. One of a category holds for the rows below it, and for the one that it is assessed with.
func (u *uncertain) qualitative() {
	u.Qualitative = map[uncertainty.Label]string{}
	for i := range u.ws.Qualitative {
		q := &u.ws.Qualitative[i]
		found := false
		for n, r := range u.rows {
			held := r.category.Within(q.Category) || levelOf(q.Category, u.Options.Level) == r.category
			if !held || q.Gas != "" && !strings.Contains(r.gas, q.Gas) {
				continue
			}
			found = true
			label := uncertainty.Label{Category: u.Rows[n].Category, Item: u.Rows[n].Item, Gas: u.Rows[n].Gas}
			if before := u.Qualitative[label]; before != "" {
				u.Qualitative[label] = before + ", " + q.Criterion
			} else {
				u.Qualitative[label] = q.Criterion
			}
		}
		if !found {
			u.Problems = append(u.Problems, inventory.Problem{Source: q.Place.Cell("category"), Code: "qualitative-unused", Severity: inventory.Warning,
				Message: inventory.Text{ZH: q.Category.Code + " " + q.Gas + " 在该年没有估算，这一行没有用上", EN: q.Category.Code + " " + q.Gas + " has no estimate in the year: the row serves nothing"},
				Hint:    inventory.Text{ZH: "改正类别或气体，或删去这一行", EN: "mend category or gas, or remove the row"}})
		}
	}
}
