package energy

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// energyAccounts are yearly accounts beside the inventory, which a report of their own calls; no rule chooses them.
func energyAccounts() []*inventory.Method {
	return []*inventory.Method{fossilAccount(), renewableAccount()}
}

// carriers are the fuels of the account, each by its mass of standard coal.
var carriers = []struct{ name, zh, en string }{{"coal", "煤炭", "coal"}, {"oil", "油品", "oil"}, {"gas", "天然气", "natural gas"}}

func fossilAccount() *inventory.Method {
	account := []string{"CN-CI-14FYP"}
	factor := func(name, unit, filedAt, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: name, Unit: unit, Factor: true, Gas: "CO2", FiledAt: filedAt, Sets: account, Title: inventory.Text{ZH: zh, EN: en}}
	}
	var inputs []inventory.Input
	for _, c := range carriers {
		inputs = append(inputs, activity(c.name+"_consumption", "C_"+c.name, "tce", c.zh+"消费量", c.en+" consumption"),
			factor("EF_"+c.name, "t CO2/tce", "", c.zh+"排放因子", "factor of "+c.en))
	}
	electricity := activity("electricity_net", "E_net", "MWh", "净调入电量", "net imported electricity")
	heatIn := activity("heat_net", "H_net", "GJ", "净调入热量", "net imported heat")
	electricity.Optional, heatIn.Optional = true, true
	ofGrid, ofHeat := grid, factor("EF_heat", "t CO2/GJ", "M.4", "热力排放因子", "factor of heat")
	ofGrid.For, ofHeat.For = electricity.Name, heatIn.Name
	return &inventory.Method{
		ID: "1.A/ci.fossil/CO2", Category: "1.A", Gas: "CO2", Tier: "1",
		Title:   inventory.Text{ZH: "化石能源二氧化碳年度核算（碳强度考核，非清单）", EN: "Yearly fossil CO2 for the intensity assessment, no inventory"},
		Source:  "总量核算方法（转引，集 CN-CI-14FYP；正文未见印刷本）",
		Inputs:  slices.Concat(inputs, []inventory.Input{electricity, ofGrid, heatIn, ofHeat}),
		Formula: FossilAccountCO2,
	}
}

// FossilAccountCO2 is the CO2 of coal, oil and gas by their standard coal, and of electricity and heat brought in where
// they are given: Σ C · EF + E_net · EF_grid + H_net · EF_heat.
func FossilAccountCO2(in inventory.Inputs) expr.Node {
	var terms []expr.Node
	for _, c := range carriers {
		terms = append(terms, expr.Mul(in.Activity(c.name+"_consumption"), in.Factor("EF_"+c.name)))
	}
	if in.Has("electricity_net") {
		terms = append(terms, expr.Mul(in.Activity("electricity_net"), in.Factor("grid_average_ef")))
	}
	if in.Has("heat_net") {
		terms = append(terms, expr.Mul(in.Activity("heat_net"), in.Factor("EF_heat")))
	}
	return expr.Add(terms...)
}
