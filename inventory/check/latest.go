package check

import (
	"fmt"

	"ghg/inventory"
)

// lastOf is in how many of the years compiled the remark holds, if the year at hand is the last of them; otherwise 0. What is the same
// every year is told of once.
func (f *facts) lastOf(holds func(*facts) bool) int {
	n, last := 0, 0
	for _, year := range f.inv.Years {
		g := *f
		if g.year = year; holds(&g) {
			n, last = n+1, max(last, year)
		}
	}
	if last != f.year {
		return 0
	}
	return n
}

// soIn says in how many years it is so, for the end of a message; nothing of one year.
func soIn(years int) inventory.Text {
	if years < 2 {
		return inventory.Text{}
	}
	return inventory.Text{ZH: fmt.Sprintf("；共 %d 年如此", years), EN: fmt.Sprintf("; so in %d years", years)}
}
