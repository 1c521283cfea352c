package engine

import (
	"fmt"
	"maps"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// doubtfulDiversion warns of a diversion of what is no waste to where waste is treated, or to where it would be another thing, and of
// one by which the category that it goes to emits as much as without it.
func doubtfulDiversion(m *inventory.Measure, without, with *inventory.Inventory, target int) inventory.Problems {
	if m.Kind != inventory.Diversion || !m.Holds(target) {
		return nil
	}
	doubt := func(column, code, zh, en string, hint inventory.Text) inventory.Problems {
		p := measureProblem(m, column, code, zh, en, hint)
		p.Severity = inventory.Warning
		return inventory.Problems{p}
	}
	from, to := &m.Less, m.Instead
	switch {
	case !isWaste(from) && (inWaste(to) || from.Item != to.Item):
		what, where := aboutWorks(from.About(target)), aboutWorks(to.About(target))
		return doubt("item", "measure-diverts-no-waste", fmt.Sprintf("%s 不是废弃物，却同量转移到 %s", what, where), fmt.Sprintf("%s is no waste, and as much of it is diverted to %s", what, where),
			inventory.Text{ZH: "核对两边的类别和项目；换用别的燃料写 substitution（能源替代），其余写 other（其他）和 to_amount", EN: "check category and item of both; another fuel is a substitution, anything else is of kind other with to_amount"})
	case from.Category != to.Category && emitsAlike(to.Category, without, with, target):
		return doubt("to_category", "measure-diverts-to-nothing", fmt.Sprintf("%d 年 %s 的排放没有因转移来的量而改变", target, to.Category.Code), fmt.Sprintf("what is diverted to %s changes no emission of it in %d", to.Category.Code, target),
			inventory.Text{ZH: "核对改为类别和项目：那里是否处理这种废弃物；填埋的气在以后各年产生", EN: "check to_category and to_item: whether such waste is treated there; the gas of a landfill comes in later years"})
	}
	return nil
}

// inWaste tells whether the side of a measure is one of the categories of waste.
func inWaste(side *inventory.MeasureSide) bool { return strings.HasPrefix(side.Category.Code, "4") }

// isWaste tells whether what the side of a measure is about is waste.
func isWaste(side *inventory.MeasureSide) bool {
	return inWaste(side) || side.Item != nil && strings.HasPrefix(side.Item.Group, "waste")
}

// emitsAlike tells whether every gas of the category is the same in both.
func emitsAlike(category *inventory.Category, a, b *inventory.Inventory, year int) bool {
	of := func(inv *inventory.Inventory) map[string]decimal.Decimal {
		sums := map[string]decimal.Decimal{}
		for _, e := range inv.Estimates {
			if e.Number && e.Row.Year == year && e.Row.Category.Within(category) {
				sums[e.Gas] = sums[e.Gas].Add(e.Value())
			}
		}
		return sums
	}
	return maps.EqualFunc(of(a), of(b), decimal.Decimal.Equal)
}
