package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// derivedGases are the fuels whose calorific value and carbon content hold only as a pair of one set: they are made in
// works whose gas differs from the next one's (METHODS §1.4, §2.1 guard 3).
var derivedGases = []string{"焦炉煤气", "转炉煤气", "高炉煤气"}

func stationaryCombustion() []*inventory.Method {
	paired := ncv
	paired.With, paired.WithItems = "carbon_content", derivedGases
	return []*inventory.Method{
		{
			ID: "1.A/comb.cn/CO2", Category: "1.A", Gas: "CO2", Tier: "2",
			Title:   inventory.Text{ZH: "化石燃料燃烧（含碳量×氧化率）", EN: "Fuel combustion, carbon content × oxidation"},
			Source:  "省级温室气体清单编制指南（试行）2011 第一章 化石燃料燃烧（正文未见印刷本）; same form in GB/T 32150",
			Inputs:  []inventory.Input{fuel, paired, carbonContent, oxidationRate},
			Formula: CombustionCarbonCO2,
		},
		{
			ID: "1.A/comb.ipcc/CO2", Category: "1.A", Gas: "CO2", Tier: "1",
			Title:   inventory.Text{ZH: "化石燃料燃烧（单位热值排放因子）", EN: "Fuel combustion, emission factor per heat"},
			Source:  "IPCC 2006 V2 Eq 2.1–2.2 p2.11–2.12",
			Inputs:  []inventory.Input{fuel, ncv, heatFactor("ef_full_oxidation", "CO2")},
			Formula: heatTimes("ef_full_oxidation"),
		},
		nonCO2("1.A/nonco2.ipcc/CH4", "1.A", "CH4", "IPCC 2006 V2 Eq 2.1 p2.11, Tables 2.2–2.5 p2.16–2.23", "燃料燃烧", "Fuel combustion"),
		nonCO2("1.A/nonco2.ipcc/N2O", "1.A", "N2O", "IPCC 2006 V2 Eq 2.1 p2.11, Tables 2.2–2.5 p2.16–2.23", "燃料燃烧", "Fuel combustion"),
	}
}

// CombustionCarbonCO2 is the CO2 of fuel burned, from its carbon: Q · NCV · CC · OX · 44/12. The oxidation rate comes
// from the set of the carbon content; factors of full oxidation never enter here.
func CombustionCarbonCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("fuel"), in.Factor("ncv"), in.Factor("carbon_content"), in.Factor("oxidation_rate"), carbonToCO2())
}

// carbonToCO2 is the ratio of the molecular mass of CO2 to the atomic mass of carbon, 44/12.
func carbonToCO2() expr.Node { return inventory.CarbonToCO2() }

// heatTimes is the emission from the heat of the fuel: Q · NCV · EF (IPCC 2006 V2 Eq 2.1 p2.11).
func heatTimes(factor string) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node {
		return expr.Mul(in.Activity("fuel"), in.Factor("ncv"), in.Factor(factor))
	}
}

// nonCO2 is a method for CH4 or N2O by the heat of the fuel and the factor ef.
func nonCO2(id, category, gas, source, zh, en string) *inventory.Method {
	return &inventory.Method{
		ID: id, Category: category, Gas: gas, Tier: "1", Source: source,
		Title:   inventory.Text{ZH: zh + " " + gas, EN: en + " " + gas},
		Inputs:  []inventory.Input{fuel, ncv, heatFactor("ef", gas)},
		Formula: heatTimes("ef"),
	}
}
