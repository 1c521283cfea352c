package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/uncertainty"
)

// Keys is what the report of key categories prints.
type Keys struct {
	Region      string // code of the district, "" of a table of the user's
	Title       inventory.Text
	Base, Year  int // 0 where a table of the user's names neither
	Scopes      []uncertainty.ScopedKeys
	Qualitative map[uncertainty.Label]string // criterion by category
	Unassessed  []uncertainty.Unassessed
	Notes       []inventory.Text
	GWPSet      string                    // "" of a table of the user's, which holds CO2e
	Level       string                    // of the rows; "" of a table
	Names       map[string]inventory.Text // of categories, by code
}

// KeysOf are the key categories of an inventory, by the thresholds and the trend assessment of the analysis.
func KeysOf(u *engine.Uncertainty, analysis uncertainty.KeyAnalysis) *Keys {
	analysis.Rows, analysis.NoTrend = uncertainty.KeyRows(u.Rows), u.NoBase
	known := *u
	known.OneYear = nil
	for _, r := range u.OneYear {
		if !r.Unknown {
			known.OneYear = append(known.OneYear, r)
			continue
		}
		at := slices.IndexFunc(analysis.Rows, func(k uncertainty.KeyRow) bool {
			return k.Label() == uncertainty.Label{Category: r.Category.Code, Item: r.Item, Gas: r.Gas}
		})
		if at >= 0 {
			analysis.Rows[at].BaseNE, analysis.Rows[at].YearNE = r.Missing == u.Base, r.Missing == u.Year
		}
	}
	out := &Keys{Region: u.Inventory.Region, Base: u.Base, Year: u.Year, Scopes: uncertainty.KeyScopes(analysis), Qualitative: u.Qualitative, Unassessed: u.Unassessed,
		GWPSet: u.Inventory.GWPSet, Level: cmp.Or(u.Options.Level, engine.GuideLevel), Names: map[string]inventory.Text{}, Notes: append(oneYearNotes(&known), changedNotes(u)...),
		Title: inventory.Text{ZH: fmt.Sprintf("%s %d 年", u.Inventory.RegionName, u.Year), EN: fmt.Sprintf("%s %d", u.Inventory.RegionName, u.Year)}}
	for _, c := range u.Inventory.Vocabulary.Categories.All {
		out.Names[c.Code] = c.Name
	}
	if u.NoBase != (inventory.Text{}) {
		out.Notes = append(out.Notes, u.NoBase)
	}
	return out
}

// Records lists the rows of every assessment in their ranks, after them those it leaves out (without a rank, what they lack in note); then
// the key categories with the criteria they are key by (assessment "summary"), and the categories without a figure (assessment
// "unassessed", the notation key in note). Those of an inventory name the potentials.
func (k *Keys) Records() Records {
	out := Records{Columns: []string{"region", "base_year", "year", "scope", "assessment", "rank", "category", "item", "gas", "e_base", "e_t", "u_pct",
		"value", "share", "cumulative", "key", "criteria", "without_land", "note"}}
	if k.GWPSet != "" {
		out.Columns = append(out.Columns, "gwp_set")
	}
	add := func(scope, assessment, rank string, l uncertainty.Label, rest ...string) {
		row := append([]string{k.Region, yearOrNone(k.Base), yearOrNone(k.Year), scope, assessment, rank, l.Category, l.Item, l.Gas}, rest...)
		if k.GWPSet != "" {
			row = append(row, k.GWPSet)
		}
		out.Rows = append(out.Rows, row)
	}
	for i := range k.Scopes {
		scope := &k.Scopes[i]
		for _, a := range append(scope.All(), &scope.Before) {
			for i := range a.Ranked {
				one := &a.Ranked[i]
				r := &scope.Analysis.Rows[one.Row]
				base, year := k.figures(scope, r)
				add(scope.Scope, a.ID, strconv.Itoa(i+1), r.Label(), base, year, figureOrNone(r.U), figureOrNone(one.Value()),
					figure(one.Share()), figure(one.Cumulative()), flag(one.Key), "", "", k.missing(r))
			}
			for _, left := range a.Left {
				r := &scope.Analysis.Rows[left.Row]
				base, year := k.figures(scope, r)
				note := k.missing(r)
				if left.Lack == uncertainty.Unstated {
					note = "no uncertainty"
				}
				add(scope.Scope, a.ID, "", r.Label(), base, year, figureOrNone(r.U), "", "", "", "", "", "", note)
			}
		}
	}
	for _, s := range uncertainty.Summarised(k.Scopes, k.Qualitative) {
		add("", "summary", "", s.Label, "", "", "", "", "", "", "Y", strings.Join(s.Criteria, " "), strings.Join(s.Subset, " "), s.Qualitative)
	}
	for _, u := range k.Unassessed {
		add("", "unassessed", "", uncertainty.Label{Category: u.Category, Item: u.Item, Gas: u.Gas}, "", "", "", "", "", "", "", "", "", unassessedNote(u))
	}
	return out
}

// figures are the row's two figures for a file: nothing where there is no base year, or no estimate.
func (k *Keys) figures(scope *uncertainty.ScopedKeys, r *uncertainty.KeyRow) (base, year string) {
	if scope.Analysis.NoTrend == (inventory.Text{}) && !r.BaseNE {
		base = r.Base.String()
	}
	if !r.YearNE {
		year = r.Year.String()
	}
	return base, year
}

// missing is "NE 2015" of a row that is not estimated in one of the years.
func (k *Keys) missing(r *uncertainty.KeyRow) string {
	switch {
	case r.YearNE:
		return inventory.NE.String() + " " + strconv.Itoa(k.Year)
	case r.BaseNE:
		return inventory.NE.String() + " " + strconv.Itoa(k.Base)
	}
	return ""
}

// unassessedNote is the notation key, of IE with the category that it names, and for a part of a category that it is one, with its facility.
func unassessedNote(u uncertainty.Unassessed) string {
	out := u.Notation.String()
	if u.Target != "" {
		out += ":" + u.Target
	}
	if u.Part {
		out += "; " + strings.TrimSpace("part "+u.Facility)
	}
	return out
}
