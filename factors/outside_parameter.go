package factors

import (
	"regexp"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
)

// subjectOf is what an outside row is about, before its parameter has a name of ours.
type subjectOf struct {
	text       string
	categories []*inventory.Category
	gases      []string
	item       string
	unit       quantity.Unit
	ipcc       bool // of the IPCC: its guidelines say what its descriptions mean
}

var (
	emissionFactor = regexp.MustCompile(`(?i)emiss?i?on[s]? factor|\bEF\b|排放因子`)
	netCalorific   = regexp.MustCompile(`\bNCV\b`)
)

// namesOf lists the parameters that an outside description can mean: those of which the shipped tables hold a figure of the
// category, the gas and the dimension, and which the description names by their title, as an emission factor or as NCV. Of
// several, those are meant that the tables have for the item, and of these the ones with the longest title in the text.
// Exactly one is an answer.
func (t *Table) namesOf(s subjectOf) []string {
	text := spelling.Fold(s.text)
	isFactor := emissionFactor.MatchString(s.text)
	type meant struct {
		ofItem bool
		length int
	}
	found := map[string]meant{}
	for _, row := range t.rows {
		if row.own || s.ipcc && !strings.HasPrefix(row.Set, "IPCC-") || !t.about(row, s) {
			continue
		}
		title := t.voc.Parameters[row.Parameter].Title
		length := 0
		for _, name := range []string{title.EN, title.ZH} {
			if folded := spelling.Fold(name); folded != "emissionfactor" && folded != "排放因子" && strings.Contains(text, folded) {
				length = max(length, len(folded))
			}
		}
		switch {
		case length > 0:
		case isFactor && (strings.Contains(title.EN, "emission factor") || strings.Contains(title.ZH, "排放因子")):
		case row.Parameter == "ncv" && netCalorific.MatchString(s.text):
		default:
			continue
		}
		of := found[row.Parameter]
		found[row.Parameter] = meant{of.ofItem || s.item != "" && slices.Contains(row.terms.items, s.item), max(of.length, length)}
	}
	return best(found, func(m meant) int {
		if m.ofItem {
			return 1<<20 + m.length
		}
		return m.length
	})
}

// best are the names of the highest score, sorted.
func best[M any](found map[string]M, score func(M) int) []string {
	var out []string
	most := -1
	for name, m := range found {
		switch at := score(m); {
		case at > most:
			most, out = at, []string{name}
		case at == most:
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// about tells whether a shipped row is of the category, gas and dimension.
func (t *Table) about(row *Row, s subjectOf) bool {
	if row.Gas != "" && row.Gas != carbon && !slices.ContainsFunc(s.gases, func(gas string) bool { return t.sameGas(row.Gas, gas) }) {
		return false
	}
	if !row.terms.unit.SameDimension(s.unit.Of(row.Gas)) {
		return false
	}
	branch := t.rules[row.Parameter].holdsFor
	return slices.ContainsFunc(s.categories, func(c *inventory.Category) bool {
		return branch != nil && c.Within(branch) ||
			slices.ContainsFunc(row.terms.categories, func(of *inventory.Category) bool { return c.Within(of) || of.Within(c) })
	})
}

// sameGas tells whether a row for the gas or family named is for the gas.
func (t *Table) sameGas(named, gas string) bool {
	known, ok := t.voc.Gases.Lookup(gas)
	return named == gas || ok && known.Matches(named)
}

// gasUse is how the shipped rows of a parameter tell of gases.
type gasUse struct{ named, unnamed, carbon bool }

func (t *Table) gasUses() map[string]gasUse {
	out := map[string]gasUse{}
	for _, row := range t.rows {
		if !row.own {
			u := out[row.Parameter]
			u.named, u.unnamed, u.carbon = u.named || row.Gas != "" && row.Gas != carbon, u.unnamed || row.Gas == "", u.carbon || row.Gas == carbon
			out[row.Parameter] = u
		}
	}
	return out
}
