package land

import (
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// stocked names what a stratum of land gives: its area at the start of the period, at its end, or both.
const stocked = "soil_area_before;soil_area_after"

// SoilTypes are the words by which a stratum names its soil, those of the table of reference stocks (IPCC 2006 V4 Table 2.3).
var SoilTypes = []string{"高活性黏土(HAC)", "低活性黏土(LAC)", "砂土(SAN)", "灰化土(POD)", "火山土(VOL)", "湿地土(WET)"}

// equilibrium is the time in which soil carbon and dead organic matter come to a new equilibrium, in years.
const equilibrium = 20

// twentyYears is the time in which soil carbon and dead organic matter come to a new equilibrium.
func twentyYears() expr.Node {
	return expr.Const(decimal.NewFromInt(equilibrium), quantity.MustUnit("yr"))
}

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
	after.SameTotal, after.SameBy = "soil_area_before", SoilTypes
	years := inventory.Optional(activity("transition_years", "D", "yr", "过渡期", "years of the transition"))
	years.For = stocked
	out := co2("soil", anyLand, "1", ipcc2006+"Eq 2.25 p2.30, Tables 2.3, 5.5; 2019 Refinement Tables 2.3, 5.5 (Updated)", inventory.Text{ZH: "矿质土壤有机碳变化", EN: "Carbon in mineral soils"},
		func(in inventory.Inputs) expr.Node {
			stock := func(name, area string) expr.Node {
				if !in.Has(area) {
					return nothing("t C")
				}
				return expr.State(name, in.Sum(area, func(of inventory.Inputs) expr.Node {
					carbon := expr.Mul(of.Activity(area), of.Factor("SOCref"), of.Factor("FLU"), of.Factor("FMG"), of.Factor("FI"))
					if stratum := strings.TrimSpace(of.Item() + " " + of.Detail()); stratum != "" {
						return expr.State(name+" "+stratum, carbon)
					}
					return carbon
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
	out.Where = []string{"SOC = Σ SOC_ref × F_LU × F_MG × F_I × A", "D = 20 yr, unless more is stated"}
	return []*inventory.Method{out}
}

// soilYears is the time over which the carbon of all strata changes: what is stated, once or of each alike, else the default. The
// factors are of that default, so that a time below it makes of one change several.
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
		stated = []expr.Node{in.Activity("transition_years")}
	}
	first, known := expr.Decimal(stated[0])
	for _, other := range stated[1:] {
		next, also := expr.Decimal(expr.In(other, stated[0].Unit()))
		if known == nil && also == nil && !first.Equal(next) {
			return expr.Node{}, inventory.Failf("同一片土地的过渡期 %s 与 %s 年不同", "the transitions of one land differ: %s and %s years", first, next)
		}
	}
	years, err := expr.Decimal(expr.In(stated[0], quantity.MustUnit("yr")))
	if printed := in.Year() == 0; !printed && err == nil && years.LessThan(decimal.NewFromInt(equilibrium)) {
		return expr.Node{}, inventory.Failf("土壤的过渡期 %s 年短于 %d 年：因子按 %[2]d 年给出，两次面积相隔不足 %[2]d 年也除以 %[2]d（间隔更长的用间隔）",
			"the transition of soils is %s years, below %d: the factors are of %[2]d years, by which the change is divided where the two areas are nearer in time (by the years between them where those are more)", years, equilibrium)
	}
	return stated[0], nil
}
