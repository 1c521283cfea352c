package land

import (
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// The inputs of forest that is converted: its area, its biomass before and after, and where the biomass that is lost goes. What is
// neither burned nor left to decay stays as a product.
var (
	convertedArea = activity("area_converted", "ΔA", "ha", "当年转化面积", "area converted in the year")
	biomassBefore = activity("biomass_before", "B_before", "t dm/ha", "转化前单位面积生物量", "biomass by area before conversion")
	biomassAfter  = activity("biomass_after", "B_after", "t dm/ha", "转化后单位面积生物量", "biomass by area after conversion")
	burnedOnSite  = shareOfLost("share_onsite", "s_on", "现地燃烧的生物量比例", "share of the biomass burned on site")
	burnedOffSite = shareOfLost("share_offsite", "s_off", "异地燃烧的生物量比例", "share of the biomass burned off site")
	decays        = shareOfLost("share_decay", "s_decay", "氧化分解的生物量比例", "share of the biomass left to decay")
	oxidisedOn    = factor(cropland, "oxidation_onsite", "OX_on", "fraction", "现地燃烧氧化系数", "oxidation fraction, on-site burning")
)

func shareOfLost(name, symbol, zh, en string) inventory.Input {
	in := activity(name, symbol, "fraction", zh, en)
	in.Shares, in.Rest = "biomass lost", true
	return in
}

// lostBiomass is that of each hectare: B_before − B_after.
func lostBiomass(in inventory.Inputs) expr.Node {
	return expr.Sub(in.Activity("biomass_before"), in.Activity("biomass_after"))
}

// provincialConversion is the CO2 of forest that becomes other land (4.2): of the year's conversions burned on site and off it, and
// of the mean conversions of ten years left to decay, those of the year where no mean is given.
func provincialConversion() []*inventory.Method {
	after := biomassAfter
	after.Within = biomassBefore.Name
	mean := inventory.Optional(activity("area_converted_mean", "ΔA_10", "ha", "近十年年均转化面积", "area converted, mean of ten years"))
	return []*inventory.Method{
		co2("cn.conversion", anyLand, "1", guide2011+" 4.2", inventory.Text{ZH: "有林地转化（省级指南）", EN: "Forest conversion, provincial guide"},
			func(in inventory.Inputs) expr.Node {
				area := in.Activity("area_converted")
				decaying := area
				if in.Has("area_converted_mean") {
					decaying = in.Activity("area_converted_mean")
				}
				oxidised := expr.Add(
					expr.Mul(area, in.Activity("share_onsite"), in.Factor("oxidation_onsite")),
					expr.Mul(area, in.Activity("share_offsite"), in.Factor("oxidation_offsite")),
					expr.Mul(decaying, in.Activity("share_decay")))
				return emitted(expr.Mul(oxidised, lostBiomass(in), in.Factor("CF")))
			},
			convertedArea, mean, biomassBefore, after, burnedOnSite, burnedOffSite, decays, oxidisedOn,
			factor(cropland, "oxidation_offsite", "OX_off", "fraction", "异地燃烧氧化系数", "oxidation fraction, off-site burning"), carbonOfGuide),
	}
}

// conversionFires are the CH4 and N2O of the biomass burned on site where forest is converted (4.2.1). The figures are those of the
// conversion, which is filed by the land that it becomes.
func conversionFires() []*inventory.Method {
	title := inventory.Text{ZH: "森林转化现地燃烧（省级指南）", EN: "On-site burning at forest conversion, provincial guide"}
	burned := func(in inventory.Inputs) expr.Node {
		return expr.Mul(in.Activity("area_converted"), lostBiomass(in), in.Activity("share_onsite"), in.Factor("oxidation_onsite"), in.Factor("CF"))
	}
	of := func(gas string, in inventory.Input) inventory.Input {
		in.Gas = gas
		return in
	}
	method := func(gas string, formula func(inventory.Inputs) expr.Node, ratios ...inventory.Input) *inventory.Method {
		return &inventory.Method{ID: fires + "/cn.conversion/" + gas, Category: fires, Gas: gas, Tier: "1", Source: guide2011 + " 4.2.1", Title: title,
			Inputs: append([]inventory.Input{convertedArea, biomassBefore, biomassAfter, burnedOnSite, oxidisedOn, carbonOfGuide}, ratios...), Formula: formula}
	}
	return []*inventory.Method{
		method("CH4", func(in inventory.Inputs) expr.Node {
			return expr.Mul(burned(in), in.Factor("ratio_CH4"), expr.RatioOf(16, 12, quantity.MustUnit("kg CH4/kg CH4-C")))
		}, of("CH4", factor(cropland, "ratio_CH4", "r_CH4", "kg CH4-C/kg C", "甲烷碳排放比例", "CH4-C emission ratio of burning"))),
		method("N2O", func(in inventory.Inputs) expr.Node {
			return expr.Mul(burned(in), in.Factor("N_C_ratio"), in.Factor("ratio_N2O"), expr.RatioOf(44, 28, quantity.MustUnit("kg N2O/kg N2O-N")))
		}, of("N2O", factor(cropland, "N_C_ratio", "N/C", "kg N/kg C", "氮碳比", "nitrogen to carbon ratio")),
			of("N2O", factor(cropland, "ratio_N2O", "r_N2O", "kg N2O-N/kg N", "氧化亚氮氮排放比例", "N2O-N emission ratio of burning"))),
	}
}
