package land

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// stockDifference is the change of carbon in biomass by two inventories of the same land: of its volume by area, both with the area
// of the later one, or of its whole volume. What is stated of the area besides tells whether the land was the same.
func stockDifference() []*inventory.Method {
	const source = ipcc2006 + "Eq 2.8 p2.12, Table 4.5 p4.50; the area at t2 of the same land enters both stocks (p2.23)"
	interval := activity("interval", "T", "yr", "两次调查间隔", "years between the two inventories")
	expansion := factor(forest, "BCEF_S", "BCEF_S", "t dm/m3", "蓄积量生物量转换与扩展系数", "biomass conversion and expansion factor, growing stock")
	earlier := inventory.Aside(activity("area_before", "A_1", "ha", "前一次调查的面积", "area at the earlier inventory"))
	carbon := func(in inventory.Inputs, volume ...expr.Node) expr.Node {
		return expr.Mul(append(volume, in.Factor("BCEF_S"), withRoots(in), in.Factor("CF"))...)
	}
	yearly := func(in inventory.Inputs, before, after expr.Node) expr.Node {
		change := expr.Sub(expr.Label("C_t1", before), expr.Label("C_t2", after))
		return emitted(expr.Mul(expr.Quo(change, in.Activity("interval")), oneYear()))
	}
	byArea := co2("stockdiff", anyLand, "2", source, inventory.Text{ZH: "生物量库差法（单位面积蓄积）", EN: "Stock-difference method, volume by area"},
		func(in inventory.Inputs) expr.Node {
			return yearly(in, carbon(in, in.Activity("area"), in.Activity("volume_before")), carbon(in, in.Activity("area"), in.Activity("volume_after")))
		},
		landArea, activity("volume_before", "V_1", "m3/ha", "前一次单位面积蓄积", "growing stock by area, earlier"),
		activity("volume_after", "V_2", "m3/ha", "后一次单位面积蓄积", "growing stock by area, later"), interval, earlier, expansion, rootRatio, carbonFraction)
	byArea.Where = []string{"C_t1 = A × V_1 × BCEF_S × (1 + R) × CF", "C_t2 = A × V_2 × BCEF_S × (1 + R) × CF"}
	whole := co2("stockdiff.total", anyLand, "2", source, inventory.Text{ZH: "生物量库差法（总蓄积）", EN: "Stock-difference method, whole volume"},
		func(in inventory.Inputs) expr.Node {
			return yearly(in, carbon(in, in.Activity("stock_before")), carbon(in, in.Activity("stock_after")))
		},
		activity("stock_before", "V_1", "m3", "前一次蓄积量", "growing stock, earlier"), activity("stock_after", "V_2", "m3", "后一次蓄积量", "growing stock, later"),
		interval, earlier, inventory.Aside(activity("area_after", "A_2", "ha", "后一次调查的面积", "area at the later inventory")), expansion, rootRatio, carbonFraction)
	whole.Where = []string{"C_t1 = V_1 × BCEF_S × (1 + R) × CF", "C_t2 = V_2 × BCEF_S × (1 + R) × CF"}
	return []*inventory.Method{byArea, whole}
}
