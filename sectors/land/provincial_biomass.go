package land

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// The inputs of standing trees. The rates of growth and consumption and the expansion factor are those of the continuous forest
// inventory of the province: no table of the guide states them, and one of another province is no default.
var (
	standing    = activity("stock_volume", "V", "m3", "活立木蓄积量", "growing stock of standing trees")
	density     = factor(forest, "SVD", "SVD", "t dm/m3", "基本木材密度", "basic wood density")
	expansion   = inventory.Own(factor(forest, "BEF", "BEF", "1", "生物量扩展系数（全林）", "biomass expansion factor of whole trees"))
	growthRate  = inventory.Own(factor(forest, "GR", "GR", "fraction/yr", "活立木蓄积量年生长率", "annual growth rate of growing stock"))
	consumption = inventory.Own(factor(forest, "CR", "CR", "fraction/yr", "活立木蓄积量年消耗率", "annual consumption rate of growing stock"))
)

// carbonOfGuide is the carbon fraction of the provincial guide.
var carbonOfGuide = func() inventory.Input {
	in := factor(forest, "CF", "CF", "t C/t dm", "生物量含碳率", "carbon fraction of dry matter")
	in.Sets = []string{"CN-PROV-2011"}
	return in
}()

// provincialBiomass is the change of carbon in forests and other woody biomass (4.1): what trees of each kind grow, what is cut of all
// standing trees, and what bamboo, economic forest and special shrubs gain with their area. Only living biomass is counted.
func provincialBiomass() []*inventory.Method {
	text := func(zh, en string) inventory.Text { return inventory.Text{ZH: zh, EN: en} }
	// biomass is V × SVD × BEF × CF, the carbon of standing trees
	carbon := func(in inventory.Inputs) expr.Node {
		return expr.Mul(in.Activity("stock_volume"), in.Factor("SVD"), in.Factor("BEF"), in.Factor("CF"))
	}
	return []*inventory.Method{
		co2("cn.growth", anyLand, "1", guide2011+" 4.1.1、4.1.5", text("活立木生长固碳（省级指南）", "Growth of standing trees, provincial guide"),
			func(in inventory.Inputs) expr.Node {
				return removed(expr.Mul(carbon(in), in.Factor("GR"), oneYear()))
			}, standing, density, expansion, carbonOfGuide, growthRate),
		co2("cn.consumption", anyLand, "1", guide2011+" 4.1.6", text("活立木消耗排放（省级指南）", "Consumption of standing trees, provincial guide"),
			func(in inventory.Inputs) expr.Node {
				return emitted(expr.Mul(carbon(in), in.Factor("CR"), oneYear()))
			}, standing, inventory.Own(density), expansion, carbonOfGuide, consumption), // the density of all trees is the mean weighted by their stock
		co2("cn.area", anyLand, "1", guide2011+" 4.1.2–4.1.4", text("竹林、经济林、灌木林面积变化（省级指南）", "Change in area of bamboo, economic forest and shrubs, provincial guide"),
			func(in inventory.Inputs) expr.Node {
				return removed(expr.Mul(in.Activity("area_change"), in.Factor("biomass_total"), in.Factor("CF")))
			},
			inventory.Input{Name: "area_change", Symbol: "ΔA", Unit: "ha", Signed: true, Title: text("面积年变化量（减少为负）", "change of the area in the year, negative if it falls")},
			factor(forest, "biomass_total", "B", "t dm/ha", "平均单位面积生物量", "mean biomass per area"), carbonOfGuide),
	}
}
