package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// carbonOf is the carbon of what is spread on fields, by its mass.
var carbonOf = factor("CO2", "EF", "EF", "t C/t", "单位质量含碳排放因子", "carbon emitted per mass")

// liming is the CO2 of ground limestone and dolomite spread on fields, each a row of its own.
func liming() []*inventory.Method {
	return []*inventory.Method{{
		ID: "3.C.2/t1/CO2", Category: "3.C.2", Gas: "CO2", Tier: "1", Title: inventory.Text{ZH: "石灰施用", EN: "Liming"},
		Source:  ipcc2006 + "Eq 11.12 p11.27",
		Inputs:  []inventory.Input{activity("applied", "M", "t", "施用量（石灰石粉或白云石粉）", "limestone or dolomite applied"), carbonOf},
		Formula: AppliedCO2,
	}}
}

// urea is the CO2 of urea spread on fields: the mass of urea, not of its nitrogen.
func urea() []*inventory.Method {
	return []*inventory.Method{{
		ID: "3.C.3/t1/CO2", Category: "3.C.3", Gas: "CO2", Tier: "1", Title: inventory.Text{ZH: "尿素施用", EN: "Urea application"},
		Source:  ipcc2006 + "Eq 11.13 p11.32",
		Inputs:  []inventory.Input{activity("fertiliser_product", "M", "t", "尿素施用量（实物量）", "urea applied, as a product"), carbonOf},
		Formula: UreaCO2,
	}}
}

// AppliedCO2 is M × EF × 44/12.
func AppliedCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("applied"), in.Factor("EF"), inventory.CarbonToCO2())
}

// UreaCO2 is M × EF × 44/12.
func UreaCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("fertiliser_product"), in.Factor("EF"), inventory.CarbonToCO2())
}
