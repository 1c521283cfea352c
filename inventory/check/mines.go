package check

import (
	"fmt"
	"slices"

	"ghg/inventory"
)

func mines() []Rule {
	return []Rule{{"MINE", inventory.Text{ZH: "一座矿井只用一种方法", EN: "a mine is counted by one method"}, mineOnce}}
}

// mineOnce: coal of all mines by its tonnes holds the mine whose ventilation is measured, and closed mines by their number
// hold the one that is reckoned by its own decline, unless each figure names its mines.
func mineOnce(f *facts) {
	type mine struct {
		category *inventory.Category
		facility string
	}
	const all = "*"                           // whatever the facility
	first := map[mine][]*inventory.Estimate{} // of each method
	for _, e := range f.inv.Below(f.year, inventory.Territorial, f.category("1.B.1.a")) {
		if !e.Number || e.Gas != "CH4" || e.Method == nil {
			continue
		}
		own, any := mine{e.Row.Category, e.Row.Facility}, mine{e.Row.Category, all}
		beside := slices.Concat(first[own], first[mine{e.Row.Category, ""}])
		if e.Row.Facility == "" {
			beside = first[any]
		}
		ofOther := func(o *inventory.Estimate) bool { return o.Method.ID != e.Method.ID }
		if at := slices.IndexFunc(beside, ofOther); at >= 0 {
			other := beside[at]
			f.tell(inventory.Warning, e.Origin(), inventory.Text{
				ZH: fmt.Sprintf("%s（%s）按 %s 有 %s t CH4，%s（%s）按 %s 又有 %s t：没有说明是不同的矿井", about(other.Row), other.Origin(), other.Method.ID, short(other.Value()), about(e.Row), e.Origin(), e.Method.ID, short(e.Value())),
				EN: fmt.Sprintf("%s (%s) has %s t CH4 by %s, and %s (%s) %s t by %s: nothing says that they are different mines", about(other.Row), other.Origin(), short(other.Value()), other.Method.ID, about(e.Row), e.Origin(), short(e.Value()), e.Method.ID)},
				inventory.Text{ZH: "一座矿井只留一种；不同的矿井各写设施（如“其余煤矿”）", EN: "keep one of them for a mine; name different mines in the column facility (其余煤矿, the other mines, say)"})
		}
		for _, key := range []mine{own, any} {
			if !slices.ContainsFunc(first[key], func(o *inventory.Estimate) bool { return !ofOther(o) }) {
				first[key] = append(first[key], e)
			}
		}
	}
}
