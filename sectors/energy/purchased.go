package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// The factors of electricity and heat. They are filed under the memo items, whoever asks.
var (
	grid = inventory.Input{Name: "grid_average_ef", Symbol: "EF_grid", Unit: "kg CO2/kWh", Factor: true, Gas: "CO2", Item: "电力", FiledAt: "M.3", Grid: true, Sets: []string{"CN-GRID"},
		Title: inventory.Text{ZH: "电力平均二氧化碳排放因子", EN: "average CO2 factor of the grid"}}
	heat = inventory.Input{Name: "heat_ef", Symbol: "EF_heat", Unit: "t CO2/GJ", Factor: true, Gas: "CO2", Item: "热力", FiledAt: "M.4", Sets: []string{"CN-HEAT"},
		Title: inventory.Text{ZH: "热力二氧化碳排放因子", EN: "CO2 factor of heat"}}
)

// activity is an input that the activity table gives.
func activity(name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Title: inventory.Text{ZH: zh, EN: en}}
}

// signed is an input that is below zero where more went out than came in.
func signed(in inventory.Input) inventory.Input {
	in.Signed = true
	return in
}

// ofTheGrid are figures against which what comes in is held: no electricity that is made in the district was brought in.
func ofTheGrid() []inventory.Input {
	made := activity("local_generation", "E_made", "MWh", "本地发电量（核对用）", "electricity generated in the district (for the checks)")
	used := activity("electricity_use", "E_used", "MWh", "全社会用电量，含线损（核对用）", "electricity used, with losses of the grid (for the checks)")
	for _, in := range []*inventory.Input{&made, &used} {
		in.Optional, in.ForChecks = true, true
	}
	return []inventory.Input{made, used}
}

// purchasedEnergy serves the indirect memo items: electricity and heat that come from outside the district.
func purchasedEnergy() []*inventory.Method {
	return []*inventory.Method{
		{
			ID: "M.3/elec.use/CO2", Category: "M.3", Gas: "CO2", Tier: "1", Boundary: inventory.Indirect,
			Title:   inventory.Text{ZH: "净调入电力间接排放（净量）", EN: "Net purchased electricity (one figure)"},
			Source:  "省级温室气体清单编制指南（试行）2011 电力调入调出间接排放（正文未见印刷本）",
			Inputs:  append([]inventory.Input{signed(activity("electricity_net", "E_net", "MWh", "净购入电量", "net purchased electricity")), grid}, ofTheGrid()...),
			Formula: PurchasedElectricityCO2,
		},
		{
			ID: "M.3/elec.net/CO2", Category: "M.3", Gas: "CO2", Tier: "1", Boundary: inventory.Indirect,
			Title:  inventory.Text{ZH: "电力调入调出间接排放", EN: "Electricity imported less exported"},
			Source: "省级温室气体清单编制指南（试行）2011 电力调入调出间接排放（正文未见印刷本）",
			Inputs: append([]inventory.Input{activity("electricity_in", "E_in", "MWh", "调入电量", "electricity imported"),
				activity("electricity_out", "E_out", "MWh", "调出电量", "electricity exported"), grid}, ofTheGrid()...),
			Formula: ElectricityBalanceCO2,
		},
		{
			ID: "M.3/elec.loss/CO2", Category: "M.3", Gas: "CO2", Tier: "1", Boundary: inventory.Indirect,
			Title:  inventory.Text{ZH: "电网企业输配电损失（参考信息）", EN: "Losses of the grid company (information)"},
			Source: "电网企业温室气体排放核算方法与报告指南（试行）2013 输配电损失（正文未见印刷本）",
			Inputs: []inventory.Input{activity("electricity_feed_in", "E_feed", "MWh", "电厂上网电量", "electricity fed in by power plants"),
				activity("electricity_in", "E_in", "MWh", "外购电量", "electricity imported"),
				activity("electricity_out", "E_out", "MWh", "外输电量", "electricity exported"),
				activity("electricity_sales", "E_sold", "MWh", "售电量", "electricity sold"), grid},
			Formula: GridLossCO2,
		},
		{
			ID: "M.4/heat.use/CO2", Category: "M.4", Gas: "CO2", Tier: "1", Boundary: inventory.Indirect,
			Title:   inventory.Text{ZH: "净调入热力间接排放（净量）", EN: "Net purchased heat (one figure)"},
			Source:  "省级温室气体清单编制指南（试行）2011 调入热力（地方扩展）",
			Inputs:  []inventory.Input{signed(activity("heat_net", "H_net", "GJ", "净购入热量", "net purchased heat")), heat},
			Formula: PurchasedHeatCO2,
		},
		{
			ID: "M.4/heat/CO2", Category: "M.4", Gas: "CO2", Tier: "1", Boundary: inventory.Indirect,
			Title:  inventory.Text{ZH: "热力调入调出间接排放", EN: "Heat imported less exported"},
			Source: "省级温室气体清单编制指南（试行）2011 调入热力（地方扩展）",
			Inputs: []inventory.Input{activity("heat_in", "H_in", "GJ", "调入热量", "heat imported"),
				activity("heat_out", "H_out", "GJ", "调出热量", "heat exported"), heat},
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

// GridLossCO2 is the indirect CO2 of the electricity that the grid takes in and does not sell:
// (E_feed + E_in − E_out − E_sold) · EF. The buyers' consumption includes it already; it is never added.
func GridLossCO2(in inventory.Inputs) expr.Node {
	lost := expr.Sub(expr.Add(in.Activity("electricity_feed_in"), in.Activity("electricity_in")), expr.Add(in.Activity("electricity_out"), in.Activity("electricity_sales")))
	return expr.Mul(lost, in.Factor("grid_average_ef"))
}

// PurchasedHeatCO2 is the indirect CO2 of net purchased heat: H_net · EF.
func PurchasedHeatCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("heat_net"), in.Factor("heat_ef"))
}

// HeatBalanceCO2 is the indirect CO2 of heat brought in less heat sent out: (H_in − H_out) · EF.
func HeatBalanceCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(expr.Sub(in.Activity("heat_in"), in.Activity("heat_out")), in.Factor("heat_ef"))
}
