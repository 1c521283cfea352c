package land

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// conversion is the change of carbon in biomass of land that becomes other land: what it holds just after less what it held before,
// and what grows on it in the year, on cropland the figure of the table.
func conversion() []*inventory.Method {
	const source = ipcc2006 + "Eq 2.15–2.16 p2.20"
	changed := func(in inventory.Inputs) expr.Node {
		return expr.Mul(expr.Sub(in.Activity("biomass_after"), in.Activity("biomass_before")), in.Activity("area_converted"), in.Factor("CF"))
	}
	grown := inventory.Optional(activity("carbon_gained", "ΔC_G", "t C", "转化后当年增加的碳", "carbon gained by growth after conversion in the year"))
	lost := inventory.Optional(activity("carbon_lost", "ΔC_L", "t C", "转化后当年损失的碳", "carbon lost after conversion in the year"))
	stated := co2("convert", anyLand, "2", source, inventory.Text{ZH: "土地转化生物量变化", EN: "Biomass of converted land"},
		func(in inventory.Inputs) expr.Node {
			change := changed(in)
			if in.Has("carbon_gained") {
				change = expr.Add(change, in.Activity("carbon_gained"))
			}
			if in.Has("carbon_lost") {
				change = expr.Sub(change, in.Activity("carbon_lost"))
			}
			return removed(change)
		}, convertedArea, biomassBefore, biomassAfter, carbonFraction, grown, lost)
	crops := co2("convert.crops", cropland, "1", source+", Table 5.9 p5.28", inventory.Text{ZH: "转为农地的生物量变化", EN: "Biomass of land converted to cropland"},
		func(in inventory.Inputs) expr.Node {
			return removed(expr.Add(changed(in), expr.Mul(in.Activity("area_converted"), in.Factor("deltaC_G"))))
		}, convertedArea, biomassBefore, biomassAfter, carbonFraction,
		factor(cropland, "deltaC_G", "ΔC_G", "t C/ha", "转化一年后生物量碳储量", "biomass carbon one year after conversion"))
	return []*inventory.Method{stated, crops}
}
