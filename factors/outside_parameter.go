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

// meanings are the shipped rows by their parameter, with what a description must say to mean it.
type meanings struct {
	*Table
	rows   map[string][]*Row
	titles map[string][]string // folded
	kinds  map[string]bool     // whether it is an emission factor
	uses   map[string]gasUse
}

func (t *Table) meanings() *meanings {
	m := &meanings{Table: t, rows: map[string][]*Row{}, titles: map[string][]string{}, kinds: map[string]bool{}, uses: map[string]gasUse{}}
	for _, row := range t.rows {
		if row.own {
			continue
		}
		u := m.uses[row.Parameter]
		u.named, u.unnamed, u.carbon = u.named || row.Gas != "" && row.Gas != carbon, u.unnamed || row.Gas == "", u.carbon || row.Gas == carbon
		m.uses[row.Parameter] = u
		m.rows[row.Parameter] = append(m.rows[row.Parameter], row)
	}
	for name := range m.rows {
		title := t.voc.Parameters[name].Title
		m.kinds[name] = strings.Contains(title.EN, "emission factor") || strings.Contains(title.ZH, "排放因子")
		for _, one := range []string{title.EN, title.ZH} {
			if folded := spelling.Fold(one); folded != "emissionfactor" && folded != "排放因子" {
				m.titles[name] = append(m.titles[name], folded)
			}
		}
	}
	return m
}

// namesOf lists the parameters that an outside description can mean: those of which the shipped tables hold a figure of the
// category, the gas and the dimension, and which the description names by their title, as an emission factor or as NCV. Of
// several, those are meant that the tables have for the item, and of these the ones with the longest title in the text.
// Exactly one is an answer.
func (m *meanings) namesOf(s subjectOf) []string {
	text, isFactor := spelling.Fold(s.text), emissionFactor.MatchString(s.text)
	type meant struct {
		ofItem bool
		length int
	}
	found := map[string]meant{}
	for name, rows := range m.rows {
		length := 0
		for _, title := range m.titles[name] {
			if strings.Contains(text, title) {
				length = max(length, len(title))
			}
		}
		if length == 0 && !(isFactor && m.kinds[name]) && !(name == "ncv" && netCalorific.MatchString(s.text)) {
			continue
		}
		for _, row := range rows {
			if s.ipcc && !strings.HasPrefix(row.Set, "IPCC-") || !m.about(row, s) {
				continue
			}
			found[name] = meant{found[name].ofItem || s.item != "" && slices.Contains(row.terms.items, s.item), length}
		}
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
