package engine

import (
	"fmt"

	"ghg/inventory"
)

// negative refuses the figures of an activity below zero that no equation takes so: a quantity mined, burned, carried or
// recovered. A row is told once, whatever the gases computed of it; by are the methods on the activity.
func negative(by []*binding) inventory.Problems {
	var out inventory.Problems
	told := map[*inventory.Activity]bool{}
	for _, b := range by {
		for _, one := range append([]*binding{b}, b.materials...) {
			for i := range one.inputs {
				at, declared := one.inputs[i].row, &b.method.Inputs[i]
				if at < 0 || declared.Factor || declared.Signed || !one.group[at].Value.IsNegative() || told[one.group[at]] {
					continue
				}
				told[one.group[at]] = true
				out.Add(isNegative(one.group[at], declared))
			}
		}
	}
	return out
}

func isNegative(row *inventory.Activity, declared *inventory.Input) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("value"), Code: "negative-activity", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 是负数：%s（%s）", aboutWorks(row), answer(row), declared.Title.ZH),
			EN: fmt.Sprintf("%s is negative: %s (%s)", aboutWorks(row), answer(row), declared.Title.EN)},
		Hint: inventory.Text{
			ZH: "填实际发生的量；冲减、退库不写负数，先在统计中相抵",
			EN: "state what there was; a correction or a return is not a row of its own: settle it in the statistics first"},
	}
}
