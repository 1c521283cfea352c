package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// biomassForEnergy serves biomass burned for energy. Its CO2 is a memo item: the change of the carbon stock stands in
// land use. Biogas and peat need no method of their own; peat is fossil.
func biomassForEnergy() []*inventory.Method {
	var out []*inventory.Method
	for _, gas := range []string{"CH4", "N2O"} {
		ef := inventory.Input{Name: "ef", Symbol: "EF_" + gas, Unit: "g " + gas + "/kg fuel", Factor: true, Gas: gas,
			Title: inventory.Text{ZH: gas + "排放因子（风干质量）", EN: gas + " emission factor per air-dry mass"}}
		out = append(out, &inventory.Method{
			ID: "1.A/bio.cn/" + gas, Category: "1.A", Gas: gas, Tier: "1",
			Title:   inventory.Text{ZH: "生物质燃烧（按炉灶）" + gas, EN: "Biomass for energy by stove, " + gas},
			Source:  "省级温室气体清单编制指南（试行）2011 第一章 生物质燃烧（正文未见印刷本）",
			Inputs:  []inventory.Input{fuelMass, ef},
			Formula: BiomassByMass,
		})
		method := nonCO2("1.A/bio.ipcc/"+gas, "1.A", gas, "IPCC 2006 V2 Eq 2.1 p2.11, Tables 2.2–2.5 p2.16–2.23", "生物质燃烧", "Biomass for energy")
		out = append(out, method)
	}
	return append(out, &inventory.Method{
		ID: "1.A/bio.ipcc/CO2", Category: "1.A", Gas: "CO2", Tier: "1", Boundary: inventory.MemoItem,
		Title:   inventory.Text{ZH: "生物质燃烧 CO2（信息项）", EN: "Biogenic CO2 of biomass for energy (memo)"},
		Source:  "IPCC 2006 V2 §2.3.3.4, Tables 2.2–2.5 p2.16–2.23",
		Inputs:  []inventory.Input{fuel, ncv, heatFactor("ef_full_oxidation_biogenic_memo", "CO2")},
		Formula: heatTimes("ef_full_oxidation_biogenic_memo"),
	})
}

// BiomassByMass is the emission of biomass burned by its air-dry mass: M · EF.
func BiomassByMass(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("fuel"), in.Factor("ef"))
}

// carbonOfUrea is the mass of carbon in urea, 12/60 (CO(NH2)2).
func carbonOfUrea() expr.Node {
	return expr.RatioOf(12, 60, quantity.MustUnit("t C").Div(quantity.MustUnit("t")))
}
