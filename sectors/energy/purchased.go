package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// purchasedEnergy serves the indirect memo items: electricity and heat that come from outside the district.
func purchasedEnergy() []*inventory.Method {
	grid := inventory.Input{Name: "grid_average_ef", Symbol: "EF_grid", Unit: "kg CO2/kWh", Factor: true, Gas: "CO2", Item: "电力", Grid: true, Sets: []string{"CN-GRID"},
		Title: inventory.Text{ZH: "电力平均二氧化碳排放因子", EN: "average CO2 factor of the grid"}}
	heat := inventory.Input{Name: "heat_ef", Symbol: "EF_heat", Unit: "t CO2/GJ", Factor: true, Gas: "CO2", Item: "热力", Sets: []string{"CN-HEAT"},
		Title: inventory.Text{ZH: "热力二氧化碳排放因子", EN: "CO2 factor of heat"}}
	energyIn := func(name, symbol, unit, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Title: inventory.Text{ZH: zh, EN: en}}
	}
	return []*inventory.Method{
		{
			ID: "M.3/elec.use/CO2", Category: "M.3", Gas: "CO2", Tier: "1", Boundary: inventory.Indirect,
			Title:   inventory.Text{ZH: "净调入电力间接排放（净量）", EN: "Net purchased electricity (one figure)"},
			Source:  "省级温室气体清单编制指南（试行）2011 电力调入调出间接排放（正文未见印刷本）",
			Inputs:  []inventory.Input{energyIn("electricity_net", "E_net", "MWh", "净购入电量", "net purchased electricity"), grid},
			Formula: PurchasedElectricityCO2,
		},
		{
			ID: "M.3/elec.net/CO2", Category: "M.3", Gas: "CO2", Tier: "1", Boundary: inventory.Indirect,
			Title:  inventory.Text{ZH: "电力调入调出间接排放", EN: "Electricity imported less exported"},
			Source: "省级温室气体清单编制指南（试行）2011 电力调入调出间接排放（正文未见印刷本）",
			Inputs: []inventory.Input{energyIn("electricity_in", "E_in", "MWh", "调入电量", "electricity imported"),
				energyIn("electricity_out", "E_out", "MWh", "调出电量", "electricity exported"), grid},
			Formula: ElectricityBalanceCO2,
		},
		{
			ID: "M.4/heat.use/CO2", Category: "M.4", Gas: "CO2", Tier: "1", Boundary: inventory.Indirect,
			Title:   inventory.Text{ZH: "净调入热力间接排放（净量）", EN: "Net purchased heat (one figure)"},
			Source:  "省级温室气体清单编制指南（试行）2011 调入热力（地方扩展）",
			Inputs:  []inventory.Input{energyIn("heat_net", "H_net", "GJ", "净购入热量", "net purchased heat"), heat},
			Formula: PurchasedHeatCO2,
		},
		{
			ID: "M.4/heat/CO2", Category: "M.4", Gas: "CO2", Tier: "1", Boundary: inventory.Indirect,
			Title:  inventory.Text{ZH: "热力调入调出间接排放", EN: "Heat imported less exported"},
			Source: "省级温室气体清单编制指南（试行）2011 调入热力（地方扩展）",
			Inputs: []inventory.Input{energyIn("heat_in", "H_in", "GJ", "调入热量", "heat imported"),
				energyIn("heat_out", "H_out", "GJ", "调出热量", "heat exported"), heat},
			Formula: HeatBalanceCO2,
		},
	}
}

// PurchasedElectricityCO2 is the indirect CO2 of net purchased electricity: E_net · EF.
func PurchasedElectricityCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("electricity_net"), in.Factor("grid_average_ef"))
}

// ElectricityBalanceCO2 is the indirect CO2 of electricity brought in less electricity sent out, net of local
// generation: (E_in − E_out) · EF.
func ElectricityBalanceCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(expr.Sub(in.Activity("electricity_in"), in.Activity("electricity_out")), in.Factor("grid_average_ef"))
}

// PurchasedHeatCO2 is the indirect CO2 of net purchased heat: H_net · EF.
func PurchasedHeatCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("heat_net"), in.Factor("heat_ef"))
}

// HeatBalanceCO2 is the indirect CO2 of heat brought in less heat sent out: (H_in − H_out) · EF.
func HeatBalanceCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(expr.Sub(in.Activity("heat_in"), in.Activity("heat_out")), in.Factor("heat_ef"))
}
