package land

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// stocked names what a stratum of land gives: its area at the start of the period, at its end, or both.
const stocked = "soil_area_before;soil_area_after"

// twentyYears is the time in which soil carbon and dead organic matter come to a new equilibrium.
func twentyYears() expr.Node { return expr.Const(decimal.NewFromInt(20), quantity.MustUnit("yr")) }

// mineralSoils is the change of carbon in mineral soils. The land is stated in strata of one soil, use, management and input each,
// with its area at the start of the period and at its end: both sums are of the same land.
func mineralSoils() []*inventory.Method {
	stratum := func(name, symbol, zh, en string) inventory.Input {
		in := inventory.Optional(activity(name, symbol, "ha", zh, en))
		in.Each = true
		return in
	}
	together := func(in inventory.Input) inventory.Input {
		if in = inventory.GoesWith(stocked, in); in.Name != "SOCref" {
			in.With = "SOCref"
		}
		return in
	}
	after := stratum("soil_area_after", "A_0", "期末面积", "area at the end of the period")
	after.SameTotal = "soil_area_before"
	years := inventory.Optional(activity("transition_years", "D", "yr", "过渡期", "years of the transition"))
	years.For = stocked
	out := co2("soil", anyLand, "1", ipcc2006+"Eq 2.25 p2.30, Tables 2.3, 5.5; 2019 Refinement Tables 2.3, 5.5 (Updated)", inventory.Text{ZH: "矿质土壤有机碳变化", EN: "Carbon in mineral soils"},
		func(in inventory.Inputs) expr.Node {
			stock := func(name, area string) expr.Node {
				if !in.Has(area) {
					return nothing("t C")
				}
				return expr.State(name, in.Sum(area, func(of inventory.Inputs) expr.Node {
					return expr.Mul(of.Activity(area), of.Factor("SOCref"), of.Factor("FLU"), of.Factor("FMG"), of.Factor("FI"))
				}))
			}
			period, err := soilYears(in)
			if err != nil {
				return expr.Fail(err)
			}
			change := expr.Sub(stock("SOC_(0−T)", "soil_area_before"), stock("SOC_0", "soil_area_after"))
			return emitted(expr.Mul(expr.Quo(change, period), oneYear()))
		},
		stratum("soil_area_before", "A_(0−T)", "期初面积", "area at the start of the period"), after,
		together(factor(cropland, "SOCref", "SOC_ref", "t C/ha", "土壤有机碳参考储量", "reference soil organic carbon stock")),
		together(factor(cropland, "FLU", "F_LU", "1", "土地利用系数", "stock change factor for land use")),
		together(factor(cropland, "FMG", "F_MG", "1", "管理措施系数", "stock change factor for management")),
		together(factor(cropland, "FI", "F_I", "1", "碳输入系数", "stock change factor for input")), years)
	out.Where = []string{"SOC = Σ SOC_ref × F_LU × F_MG × F_I × A", "D = 20 yr, unless it is stated"}
	return []*inventory.Method{out}
}

// soilYears is the time over which the carbon of all strata changes: what is stated, once or of each alike, else the default.
func soilYears(in inventory.Inputs) (expr.Node, error) {
	if !in.Has("transition_years") {
		return twentyYears(), nil
	}
	var stated []expr.Node
	in.Sum("transition_years", func(of inventory.Inputs) expr.Node {
		stated = append(stated, of.Activity("transition_years"))
		return stated[len(stated)-1]
	})
	if len(stated) == 0 {
		return in.Activity("transition_years"), nil
	}
	for _, other := range stated[1:] {
		a, known := expr.Decimal(stated[0])
		b, also := expr.Decimal(expr.In(other, stated[0].Unit()))
		if known == nil && also == nil && !a.Equal(b) {
			return expr.Node{}, inventory.Failf("同一片土地的过渡期 %s 与 %s 年不同", "the transitions of one land differ: %s and %s years", a, b)
		}
	}
	return stated[0], nil
}
