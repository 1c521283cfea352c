package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// reductionFuel is the fuel of which the methane of direct reduction is reckoned, as heat.
var reductionFuel = inventory.Input{Name: "reduction_fuel", Symbol: "Q", Unit: "TJ", Title: inventory.Text{ZH: "直接还原用燃料（低位热值）", EN: "fuel of direct reduction, net calorific basis"}}

func ironAndSteel() []*inventory.Method {
	byHeat := emissionFactor("CH4", reductionFuel)
	output := made
	output.ForChecks = true
	return []*inventory.Method{
		byProduct("2.C.1/t1", "CO2", "1", "IPCC 2006 V3 Eq 4.4–4.8 p4.21, Table 4.1 p4.25; IPCC 2019 Refinement V3 Eq 4.4–4.8 p4.24, Tables 4.1a–4.1b p4.30", "钢铁生产", "Iron and steel production", aside(reductionFuel)),
		byProduct("2.C.1/ch4", "CH4", "1", "IPCC 2006 V3 Eq 4.12–4.13 p4.24, Table 4.2 p4.26", "烧结和炼铁", "Sinter and pig iron production"),
		{
			ID: "2.C.1/ch4.dri/CH4", Category: "2.C.1", Gas: "CH4", Tier: "1", Source: "IPCC 2006 V3 Eq 4.14 p4.24, Table 4.2 p4.26 (factor per heat)",
			Title:   inventory.Text{ZH: "直接还原铁 CH4", EN: "Direct reduced iron CH4"},
			Inputs:  []inventory.Input{output, reductionFuel, byHeat},
			Formula: DirectReductionCH4,
		},
	}
}

// DirectReductionCH4 is the methane of direct reduction, of which the factor is per heat of its fuel: Q·EF.
func DirectReductionCH4(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("reduction_fuel"), in.Factor("emission_factor"))
}
