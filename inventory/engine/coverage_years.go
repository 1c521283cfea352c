package engine

import (
	"slices"

	"ghg/factors"
	"ghg/inventory"
)

// latest is the last year for which the tables hold a factor of a parameter that is published year by year.
func latest(table *factors.Table, voc *inventory.Vocabulary) int {
	out := 2020
	for _, row := range table.Rows() {
		if p := voc.Parameters[row.Parameter]; p != nil && p.Years == inventory.NearestEarlier && row.YearTo < 9999 {
			out = max(out, row.YearFrom)
		}
	}
	return out
}

// since leaves out the years before the method's own factors begin: an accounting of 2024 has no figure of 2020. If none
// remains, it is that first year.
func (s *survey) since(m *inventory.Method, years []int) []int {
	begins := 0
	for i := range m.Inputs {
		in := &m.Inputs[i]
		var firsts []int
		for _, row := range s.table.Rows() {
			if row.Parameter == in.InTables() && slices.Contains(in.Sets, row.Set) {
				firsts = append(firsts, row.YearFrom)
			}
		}
		if firsts != nil {
			begins = max(begins, slices.Min(firsts))
		}
	}
	out := slices.DeleteFunc(slices.Clone(years), func(year int) bool { return year < begins })
	if len(out) == 0 {
		return []int{begins}
	}
	return out
}
