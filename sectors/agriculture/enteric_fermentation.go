package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// enteric is the CH4 of enteric fermentation: by a factor per head, or of the energy that the feed holds.
func enteric() []*inventory.Method {
	title := inventory.Text{ZH: "动物肠道发酵", EN: "Enteric fermentation"}
	perHead := factor("CH4", "EF", "EF", "kg CH4/head/yr", "肠道发酵排放因子", "enteric emission factor")
	return []*inventory.Method{
		{
			ID: "3.A.1/cn/CH4", Category: "3.A.1", Gas: "CH4", Tier: "1", Title: title, Source: guide2011 + "; GB/T 32151.22-2024 附录 C",
			Inputs: []inventory.Input{head, perHead}, Formula: PerHead,
		},
		{
			ID: "3.A.1/ipcc.t1/CH4", Category: "3.A.1", Gas: "CH4", Tier: "1", Title: title, Source: ipcc2006 + "Eq 10.19–10.20 p10.28, Tables 10.10–10.11 p10.28–10.29",
			Inputs: []inventory.Input{head, perHead}, Formula: PerHead,
		},
		{
			ID: "3.A.1/2019.t1/CH4", Category: "3.A.1", Gas: "CH4", Tier: "1", Title: title, Source: ipcc2019 + "Eq 10.19–10.20 p10.38 (Tier 1, and Tier 1a by productivity)",
			Inputs: []inventory.Input{head, perHead}, Formula: PerHead,
		},
		{
			ID: "3.A.1/t2/CH4", Category: "3.A.1", Gas: "CH4", Tier: "2", Title: inventory.Text{ZH: "动物肠道发酵（按总能摄入）", EN: "Enteric fermentation of gross energy intake"},
			Source:  ipcc2006 + "Eq 10.21 p10.31",
			Inputs:  []inventory.Input{head, grossEnergy, factor("CH4", "Ym", "Y_m", "fraction", "甲烷转化率", "CH4 conversion factor")},
			Formula: EntericOfEnergyCH4,
		},
	}
}

var grossEnergy = activity("gross_energy", "GE", "MJ/head/day", "总能摄入", "gross energy intake")

// PerHead is N × EF of one head and year.
func PerHead(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("head"), in.Factor("EF"), oneYear())
}

// EntericOfEnergyCH4 is N × GE × Ym × 365 ÷ 55.65, the energy in MJ of a kg of CH4.
func EntericOfEnergyCH4(in inventory.Inputs) expr.Node {
	eaten := expr.Mul(in.Activity("head"), in.Activity("gross_energy"), in.Factor("Ym"), yearOfDays(), oneYear())
	return expr.Quo(eaten, number("55.65", "MJ/kg CH4"))
}
