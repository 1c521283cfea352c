package check

import (
	"cmp"
	"slices"
	"strings"

	"ghg/inventory"
)

func facilities() []Rule {
	return []Rule{{"PLANT", inventory.Text{ZH: "一家设施的燃料只列一处", EN: "fuel of a facility stands in one category"}, plantOnce}}
}

// plantOnce: a works belongs to one industry, and one quantity of its fuel to one category. The power plant of a works is D3's.
func plantOnce(f *facts) {
	rows := f.rows("1.A", func(row *inventory.Activity) bool { return row.Facility != "" && isFuel(row) && !row.Value.IsZero() })
	slices.SortStableFunc(rows, func(a, b *inventory.Activity) int { // a map of a province's works would hold as much as its figures
		return cmp.Or(strings.Compare(a.Facility, b.Facility), strings.Compare(a.Item.Name, b.Item.Name))
	})
	for from := 0; from < len(rows) && !f.full(); {
		to := from + 1
		for to < len(rows) && rows[to].Facility == rows[from].Facility && rows[to].Item == rows[from].Item {
			to++
		}
		f.fuelOfWorks(rows[from:to])
		from = to
	}
}

// fuelOfWorks holds the rows of one fuel of one facility against the first of each category.
func (f *facts) fuelOfWorks(rows []*inventory.Activity) {
	var first []*inventory.Activity
	for _, row := range rows {
		if len(first) > 0 && row.Category == first[len(first)-1].Category {
			continue // the rows of a category lie together
		}
		for _, other := range first {
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
		first = append(first, row)
	}
}

// main tells whether the row is fuel of a main-activity plant of power and heat.
func (f *facts) main(row *inventory.Activity) bool { return row.Category.Within(f.category("1.A.1.a")) }

// stationary tells whether the row is fuel of an industry.
func (f *facts) stationary(row *inventory.Activity) bool {
	return strings.HasPrefix(row.Category.Code, "1.A.1.") || strings.HasPrefix(row.Category.Code, "1.A.2.")
}
