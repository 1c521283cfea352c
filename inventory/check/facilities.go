package check

import (
	"strings"

	"ghg/inventory"
)

func facilities() []Rule {
	return []Rule{{"PLANT", inventory.Text{ZH: "一家设施的燃料只列一处", EN: "fuel of a facility stands in one category"}, plantOnce}}
}

// plantOnce: a works belongs to one industry, and one quantity of its fuel to one category. The power plant of a works is D3's.
func plantOnce(f *facts) {
	type fuel struct {
		facility string
		item     *inventory.Item
	}
	met := map[fuel][]*inventory.Activity{} // the first row of each category
	for _, row := range f.rows("1.A", func(row *inventory.Activity) bool { return row.Facility != "" && isFuel(row) && !row.Value.IsZero() }) {
		of := fuel{row.Facility, row.Item}
		fresh := true
		for _, other := range met[of] {
			if row.Category == other.Category {
				fresh = false
				continue
			}
			if f.main(row) != f.main(other) {
				continue
			}
			value, ok := in(other, row.Unit.String())
			same := ok && value.Equal(row.Value)
			if !same && !(f.stationary(row) && f.stationary(other)) {
				continue // vehicles and boilers of one works burn one fuel
			}
			pair := both(other, row)
			severity, message := inventory.Warning, inventory.Text{ZH: "同一设施的燃料列在两个行业：" + pair.ZH, EN: "fuel of one facility stands in two industries: " + pair.EN}
			if same {
				severity, message = inventory.Error, inventory.Text{ZH: "同一设施的同一个量列在两处：" + pair.ZH, EN: "one quantity of one facility stands in two categories: " + pair.EN}
			}
			f.tell(severity, place(row), message, inventory.Text{
				ZH: "一家设施按主要产品属于一个行业，只留一处；是不同的厂就写不同的设施名",
				EN: "a facility belongs to the industry of its main product: keep one; name different works apart"})
		}
		if fresh {
			met[of] = append(met[of], row)
		}
	}
}

// main tells whether the row is fuel of a main-activity plant of power and heat.
func (f *facts) main(row *inventory.Activity) bool { return row.Category.Within(f.category("1.A.1.a")) }

// stationary tells whether the row is fuel of an industry.
func (f *facts) stationary(row *inventory.Activity) bool {
	return strings.HasPrefix(row.Category.Code, "1.A.1.") || strings.HasPrefix(row.Category.Code, "1.A.2.")
}
