package engine

import (
	"fmt"

	"ghg/inventory"
)

// yearly is a remark on a row that may be the same in every year.
type yearly struct {
	row     *inventory.Activity
	problem inventory.Problem
}

// ofLatest keeps of the remarks on one works that of the latest year, which says in how many years it is so.
func ofLatest(remarks []yearly) inventory.Problems {
	type works struct {
		code, facility string
		category       *inventory.Category
		item           *inventory.Item
	}
	var order []works
	last, years := map[works]yearly{}, map[works]map[int]bool{}
	for _, one := range remarks {
		of := works{one.problem.Code, one.row.Facility, one.row.Category, one.row.Item}
		if years[of] == nil {
			order, years[of] = append(order, of), map[int]bool{}
		}
		years[of][one.row.Year] = true
		if before, met := last[of]; !met || one.row.Year > before.row.Year {
			last[of] = one
		}
	}
	var out inventory.Problems
	for _, of := range order {
		one := last[of]
		if n := len(years[of]); n > 1 {
			one.problem.Message.ZH += fmt.Sprintf("（%d 年；共 %d 年如此）", one.row.Year, n)
			one.problem.Message.EN += fmt.Sprintf(" (in %d; so in %d years)", one.row.Year, n)
		}
		out.Add(one.problem)
	}
	return out
}
