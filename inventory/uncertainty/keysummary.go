package uncertainty

import (
	"cmp"
	"slices"
	"strings"

	"ghg/inventory"
)

// Label is a category, item and gas.
type Label struct{ Category, Item, Gas string }

// Label is the row's.
func (r *KeyRow) Label() Label { return Label{r.Category, r.Item, r.Gas} }

// Summary is a category that is key, and by what (IPCC 2006 V1 Table 4.4, p4.20, as Table 4.11 fills it, p4.29).
type Summary struct {
	Label
	Criteria    []string // of L1, L2, T1, T2 and Q, in this order
	Subset      []string // those of the four by which it is key without land alone
	Qualitative string   // the qualitative criterion it is key by, if it is
}

// Summarised lists the key categories of all scopes in the order of their labels. Those that qualitative names are key too, by the
// criterion given; one that no row has is listed all the same, since it may be the row that is missing.
func Summarised(scopes []ScopedKeys, qualitative map[Label]string) []Summary {
	found := map[Label]*Summary{}
	of := func(l Label) *Summary {
		if found[l] == nil {
			found[l] = &Summary{Label: l}
		}
		return found[l]
	}
	for _, id := range []string{"L1", "L2", "T1", "T2"} {
		for _, scope := range scopes {
			for _, l := range scope.keyLabels(id) {
				switch s := of(l); {
				case scope.Scope == inventory.ScopeTotal:
					s.Criteria = append(s.Criteria, id)
				case !slices.Contains(s.Criteria, id):
					s.Subset = append(s.Subset, id)
				}
			}
		}
	}
	for l, criterion := range qualitative {
		s := of(l)
		s.Criteria, s.Qualitative = append(s.Criteria, "Q"), criterion
	}
	out := make([]Summary, 0, len(found))
	for _, s := range found {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b Summary) int { return a.compare(b.Label) })
	return out
}

// BaseOnly are the categories that are key by level in the base year and not in the year, the largest first.
func (k *Keys) BaseOnly() (out []Label) {
	now := k.keyLabels("L1")
	for _, one := range k.Before.Ranked {
		if l := k.Analysis.Rows[one.Row].Label(); one.Key && !slices.Contains(now, l) {
			out = append(out, l)
		}
	}
	return out
}

// keyLabels are the labels of the rows that are key by an assessment.
func (k *Keys) keyLabels(id string) (out []Label) {
	for _, a := range k.All() {
		if a.ID != id {
			continue
		}
		for _, one := range a.Ranked {
			if one.Key {
				out = append(out, k.Analysis.Rows[one.Row].Label())
			}
		}
	}
	return out
}

// ScopedKeys are the key categories among all rows or among those that are not of land.
type ScopedKeys struct {
	Scope string // inventory.ScopeTotal or inventory.ScopeWithoutLand
	*Keys
}

// KeyScopes looks for key categories among all rows of the analysis, and where some but not all are of land, among the others too.
func KeyScopes(a KeyAnalysis) []ScopedKeys {
	out := []ScopedKeys{{inventory.ScopeTotal, KeyCategories(a)}}
	if others := withoutLand(a.Rows, func(r KeyRow) bool { return r.Land }); others != nil {
		a.Rows = others
		out = append(out, ScopedKeys{inventory.ScopeWithoutLand, KeyCategories(a)})
	}
	return out
}

// compare orders labels by category, item and gas.
func (l Label) compare(other Label) int {
	return cmp.Or(compareNatural(l.Category, other.Category), compareNatural(l.Item, other.Item), compareNatural(l.Gas, other.Gas))
}

// compareNatural orders names letter by letter, whole numbers in them by their size: 2.B.9 before 2.B.10.
func compareNatural(a, b string) int {
	x, y := strings.ToLower(a), strings.ToLower(b)
	for x != "" && y != "" {
		n, m := digits(x), digits(y)
		if n == 0 || m == 0 {
			if x[0] != y[0] {
				return cmp.Compare(x[0], y[0])
			}
			x, y = x[1:], y[1:]
			continue
		}
		one, other := strings.TrimLeft(x[:n], "0"), strings.TrimLeft(y[:m], "0")
		if order := cmp.Or(cmp.Compare(len(one), len(other)), cmp.Compare(one, other)); order != 0 {
			return order
		}
		x, y = x[n:], y[m:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

// digits is the number of digits the text begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
