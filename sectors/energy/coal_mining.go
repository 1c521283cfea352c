package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// The inputs that the methods of coal mining share. Methane recovered is pure methane, as a volume or as a mass.
var (
	rawCoal   = inventory.Input{Name: "raw_coal", Symbol: "P", Unit: "t", Title: inventory.Text{ZH: "原煤产量", EN: "raw coal mined"}}
	recovered = inventory.Input{Name: "recovered", Symbol: "R", Unit: "m3;t;t CH4", Gas: "CH4", Optional: true, Recovers: true,
		Title: inventory.Text{ZH: "回收利用或火炬处理的甲烷（折纯）", EN: "methane recovered and used or flared, as pure CH4"}}
	postMining = inventory.Input{Name: "ef_post", Symbol: "EF_post", Unit: "m3", Per: "raw_coal", Factor: true, Gas: "CH4", Optional: true,
		Title: inventory.Text{ZH: "矿后活动甲烷排放因子", EN: "CH4 emission factor of post-mining"}}
)

// density is the density of a gas at 20 °C and one atmosphere.
func density(gas string) inventory.Input {
	return inventory.Input{Name: "density", Symbol: "ρ", Unit: "kg " + gas + "/m3", Factor: true, Gas: gas,
		Title: inventory.Text{ZH: gas + "密度（20 ℃）", EN: "density of " + gas + " at 20 °C"}}
}

// perTonne is a volume of gas per tonne of raw coal.
func perTonne(name, gas string) inventory.Input {
	return inventory.Input{Name: name, Symbol: "EF_" + gas, Unit: "m3", Per: "raw_coal", Factor: true, Gas: gas,
		Title: inventory.Text{ZH: "单位原煤" + gas + "排放因子", EN: gas + " emission factor per raw coal"}}
}

func coalMining() []*inventory.Method {
	checked := func(in inventory.Input) inventory.Input {
		in.Optional, in.ForChecks, in.Recovers = true, true, false
		return in
	}
	ventilation := inventory.Input{Name: "ventilation", Symbol: "V_vent", Unit: "m3", Title: inventory.Text{ZH: "通风瓦斯甲烷量（折纯）", EN: "CH4 in ventilation air, as pure CH4"}}
	drainage := inventory.Input{Name: "drainage", Symbol: "V_drain", Unit: "m3", Optional: true, Title: inventory.Text{ZH: "抽采瓦斯甲烷量（折纯）", EN: "CH4 drained, as pure CH4"}}
	byMass := perTonne("ef", "CH4")
	byMass.Unit, byMass.Sets = "kg CH4", []string{"CN-ENT-COAL"}
	enterprise := rawCoal
	enterprise.Name, enterprise.Title = "raw_coal_enterprise", inventory.Text{ZH: "原煤产量（企业核算口径）", EN: "raw coal mined, by the accounting of the enterprise"}
	byMass.Per = enterprise.Name
	var out []*inventory.Method
	for _, m := range []struct{ variant, source string }{
		{"cn", "省级温室气体清单编制指南（试行）2011 第一章 煤炭开采和矿后活动（正文未见印刷本）"},
		{"ipcc", "IPCC 2006 V2 Eq 4.1.1–4.1.4 p4.9–4.12, Eq 4.1.6–4.1.8 p4.17–4.19"},
	} {
		out = append(out, &inventory.Method{
			ID: "1.B.1.a/" + m.variant + "/CH4", Category: "1.B.1.a", Gas: "CH4", Tier: "1", Source: m.source,
			Title:   inventory.Text{ZH: "煤炭开采和矿后活动 CH4", EN: "Coal mining and post-mining CH4"},
			Inputs:  []inventory.Input{rawCoal, perTonne("ef", "CH4"), postMining, density("CH4"), recovered},
			Formula: CoalMiningCH4,
		})
	}
	return append(out,
		&inventory.Method{
			ID: "1.B.1.a/ent/CH4", Category: "1.B.1.a", Gas: "CH4", Tier: "1",
			Title:   inventory.Text{ZH: "煤炭开采和矿后活动 CH4（单位质量因子）", EN: "Coal mining and post-mining CH4, factor per mass"},
			Source:  "温室气体排放核算与报告要求 煤炭生产企业（正文未见印刷本）; IPCC 2006 V2 Eq 4.1.1 p4.9 with the factor per mass",
			Inputs:  []inventory.Input{enterprise, byMass, density("CH4"), recovered},
			Formula: CoalMiningByMassCH4,
		},
		&inventory.Method{
			ID: "1.B.1.a/co2.2019/CO2", Category: "1.B.1.a", Gas: "CO2", Tier: "1",
			Title:   inventory.Text{ZH: "煤层气中的 CO2", EN: "CO2 of the coal seam"},
			Source:  "IPCC 2019 Refinement V2 Eq 4.1.3A p4.19, Eq 4.1.7A p4.25",
			Inputs:  []inventory.Input{rawCoal, perTonne("ef_co2", "CO2"), density("CO2"), checked(recovered)},
			Formula: CoalSeamCO2,
		},
		&inventory.Method{
			ID: "1.B.1.a/explore.2019/CH4", Category: "1.B.1.a", Gas: "CH4", Tier: "1",
			Title:  inventory.Text{ZH: "煤炭勘探钻孔 CH4", EN: "Coal exploration boreholes CH4"},
			Source: "IPCC 2019 Refinement V2 Eq 4.1.0 p4.14 (no default factor)",
			Inputs: []inventory.Input{
				{Name: "boreholes", Symbol: "N", Unit: "well", Title: inventory.Text{ZH: "煤炭勘探钻孔数", EN: "coal boreholes drilled"}},
				{Name: "ef_borehole", Symbol: "EF_CH4", Unit: "t CH4", Per: "boreholes", Factor: true, Gas: "CH4", Own: true,
					Title: inventory.Text{ZH: "单个钻孔甲烷排放因子", EN: "CH4 emission factor per borehole"}}},
			Formula: CoalExplorationCH4,
		},
		&inventory.Method{
			ID: "1.B.1.a/mine/CH4", Category: "1.B.1.a", Gas: "CH4", Tier: "3",
			Title:   inventory.Text{ZH: "矿井实测 CH4（通风＋抽采−利用）", EN: "Mine measured CH4: ventilation + drainage − used"},
			Source:  "IPCC 2006 V2 §4.1.3 p4.10–4.16, Eq 4.1.1 p4.9",
			Inputs:  []inventory.Input{ventilation, drainage, density("CH4"), recovered},
			Formula: MeasuredMineCH4,
		},
	)
}

// CoalMiningCH4 is the methane of coal mined: P·EF·ρ, with P·EF_post·ρ of post-mining where one row stands for both, less
// what is recovered.
func CoalMiningCH4(in inventory.Inputs) expr.Node {
	out := expr.Mul(in.Activity("raw_coal"), in.Factor("ef"), in.Factor("density"))
	if in.Has("ef_post") {
		out = expr.Add(out, expr.Mul(in.Activity("raw_coal"), in.Factor("ef_post"), in.Factor("density")))
	}
	return lessRecovered(in, out)
}

// CoalMiningByMassCH4 is the methane of coal mined by a factor per mass: P·EF, less what is recovered.
func CoalMiningByMassCH4(in inventory.Inputs) expr.Node {
	return lessRecovered(in, expr.Mul(in.Activity("raw_coal_enterprise"), in.Factor("ef")))
}

// lessRecovered subtracts the methane recovered, if the activity gives it: a volume times its density, or a mass.
func lessRecovered(in inventory.Inputs, generated expr.Node) expr.Node {
	if !in.Has("recovered") {
		return generated
	}
	used := in.Activity("recovered")
	if used.Err() == nil && used.Unit().SameDimension(quantity.MustUnit("m3")) {
		used = expr.Mul(used, in.Factor("density"))
	}
	return expr.Sub(generated, used)
}

// CoalSeamCO2 is the carbon dioxide that leaves the seam with the methane: P·EF·ρ.
func CoalSeamCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("raw_coal"), in.Factor("ef_co2"), in.Factor("density"))
}

// CoalExplorationCH4 is the methane of boreholes: N·EF.
func CoalExplorationCH4(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("boreholes"), in.Factor("ef_borehole"))
}

// MeasuredMineCH4 is the methane that a mine measures: what its ventilation and its drainage carry, less what is used.
func MeasuredMineCH4(in inventory.Inputs) expr.Node {
	volume := in.Activity("ventilation")
	if in.Has("drainage") {
		volume = expr.Add(volume, in.Activity("drainage"))
	}
	return lessRecovered(in, expr.Mul(volume, in.Factor("density")))
}
