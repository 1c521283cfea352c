package check

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

func sumRows() []Rule {
	return []Rule{{"SUMROW", inventory.Text{ZH: "混在设施里的合计", EN: "a sum among the facilities"}, sumAmongFacilities}}
}

// facilitiesOf are the figures of one quantity of a year, facility by facility.
type facilitiesOf struct {
	rows     []*inventory.Activity
	sum, top decimal.Decimal // in the unit of the first
	largest  *inventory.Activity
}

// sumAmongFacilities: a facility whose figure is to the last digit what the others add up to is most likely their sum under
// another name, and counts them twice.
func sumAmongFacilities(f *facts) {
	type quantityOf struct {
		category          *inventory.Category
		item              *inventory.Item
		detail, parameter string
	}
	known := map[quantityOf]*facilitiesOf{}
	var order []*facilitiesOf
	for _, row := range f.result.Rows {
		if row.Year != f.year || !row.Number || row.Facility == "" || !isAmount(row) {
			continue
		}
		of := quantityOf{row.Category, row.Item, row.Detail, row.Parameter}
		g := known[of]
		if g == nil {
			g = &facilitiesOf{}
			known[of], order = g, append(order, g)
		}
		g.add(row)
	}
	for _, g := range order {
		if len(g.rows) < 3 || g.largest == nil || !g.top.Add(g.top).Equal(g.sum) {
			continue
		}
		f.tell(inventory.Warning, place(g.largest), inventory.Text{
			ZH: fmt.Sprintf("%s = %s 正好是其余 %d 个设施之和：像是合计，会重复计算", about(g.largest), figure(g.largest), len(g.rows)-1),
			EN: fmt.Sprintf("%s = %s is to the last digit the sum of the other %d facilities: it looks like their sum, counted twice", about(g.largest), figure(g.largest), len(g.rows)-1)},
			inventory.Text{
				ZH: "是合计就删去这一行，或把设施写成“合计”；不是，在 records/suppressions.csv 写明",
				EN: "if it is their sum remove the row, or name the facility 合计; if not, say so in records/suppressions.csv"})
	}
}

func (g *facilitiesOf) add(row *inventory.Activity) {
	value := row.Value
	if g.rows != nil && row.Unit != g.rows[0].Unit {
		converted, ok := in(row, g.rows[0].Unit.String())
		if !ok {
			return
		}
		value = converted
	}
	g.rows, g.sum = append(g.rows, row), g.sum.Add(value)
	if value.GreaterThan(g.top) {
		g.top, g.largest = value, row
	}
}
