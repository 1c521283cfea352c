package land

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// organicSoils is the CO2 of drained organic soils; their N2O is that of managed soils, 3.C.4.
func organicSoils() []*inventory.Method {
	loss := factor("", "EF_organic_soil", "EF", "t C/ha/yr", "排干有机土壤排放因子", "emission factor for drained organic soils")
	return []*inventory.Method{co2("organic_soil", anyLand, "1", ipcc2006+"Eq 2.26 p2.35, Tables 4.6, 5.6", inventory.Text{ZH: "排干有机土的 CO2", EN: "CO2 of drained organic soils"},
		func(in inventory.Inputs) expr.Node {
			return emitted(expr.Mul(in.Activity("organic_soil"), in.Factor("EF_organic_soil"), oneYear()))
		}, activity("organic_soil", "A", "ha", "排干有机土面积", "area of drained organic soils"), loss)}
}
