package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// The inputs of iron and steel works. Where their carbon is balanced what they make has a name of its own by which
// its methane is reckoned and no CO2.
var (
	forMethane    = inventory.Input{Name: "production_for_ch4", Symbol: "P", Unit: "t", Title: inventory.Text{ZH: "产品产量（只计甲烷）", EN: "product made, for its methane alone"}}
	reductionFuel = inventory.Input{Name: "reduction_fuel", Symbol: "Q", Unit: "TJ;10^4 m3;t", Title: inventory.Text{ZH: "直接还原用燃料", EN: "fuel of direct reduction"}}
	flux          = inventory.Input{Name: "flux", Symbol: "L_i", Unit: "t", Each: true, Optional: true, Title: inventory.Text{ZH: "熔剂消耗量", EN: "flux consumed"}}
	materialIn    = inventory.Input{Name: "material_in", Symbol: "I_i", Unit: "t", Each: true, Title: inventory.Text{ZH: "熔剂、电极和含碳原料消耗量", EN: "flux, electrode or raw material that holds carbon, consumed"}}
	materialOut   = inventory.Input{Name: "material_out", Symbol: "O_i", Unit: "t", Each: true, Optional: true, Deducts: true, Title: inventory.Text{ZH: "固碳产品产量", EN: "product that holds carbon"}}
)

func ironAndSteel() []*inventory.Method {
	byEnterprise := factorOfEach("material_in;material_out")
	byEnterprise.Sets, byEnterprise.OnlySets = []string{"CN-ENT-STEEL", "CN-ENT-STEEL-UPD"}, true
	return append([]*inventory.Method{
		{
			ID: "2.C.1/cn/CO2", Category: "2.C.1", Gas: "CO2", Tier: "2", Source: guide2011,
			Title:   inventory.Text{ZH: "钢铁生产过程 CO2（熔剂和炼钢降碳）", EN: "Iron and steel CO2, flux and carbon of the iron"},
			Inputs:  []inventory.Input{flux, factorOfEach("flux"), inventory.Optional(carbonIn), carbonOut, carbonContent},
			Formula: SteelProcessCO2,
		},
		{
			ID: "2.C.1/ent/CO2", Category: "2.C.1", Gas: "CO2", Tier: "3", Source: "中国钢铁生产企业温室气体排放核算方法与报告指南（试行）2013（正文未见印刷本）",
			Title:   inventory.Text{ZH: "钢铁生产过程 CO2（企业核算口径）", EN: "Iron and steel CO2, by the accounting of the enterprise"},
			Inputs:  []inventory.Input{materialIn, materialOut, byEnterprise},
			Formula: SteelEnterpriseCO2,
		},
		{
			ID: "2.C.1/t2/CO2", Category: "2.C.1", Gas: "CO2", Tier: "2",
			Source:  "IPCC 2006 V3 Eq 4.9–4.11 p4.22–4.23, Table 4.3 p4.27; IPCC 2019 Refinement V3 Eq 4.9–4.11 p4.25–4.26, Table 4.3 p4.32",
			Title:   inventory.Text{ZH: "钢铁生产 CO2（碳平衡）", EN: "Iron and steel production CO2, carbon balance"},
			Inputs:  []inventory.Input{carbonIn, carbonOut, carbonContent},
			Formula: CarbonBalanceCO2,
		},
		byOutput{id: "2.C.1/t1/CO2", tier: "1", zh: "钢铁生产", en: "Iron and steel production",
			source: "IPCC 2006 V3 Eq 4.4–4.8 p4.21, Table 4.1 p4.25; IPCC 2019 Refinement V3 Eq 4.4–4.8 p4.24, Tables 4.1a–4.1b p4.30"}.method(),
	}, ironMethane()...)
}

// ironMethane serves the methane of iron making. No factor of pig iron is printed.
func ironMethane() []*inventory.Method {
	byHeat := of("直接还原铁", perOutput("CH4"))
	byHeat.Unit = "kg CH4/TJ"
	return []*inventory.Method{
		byOutput{id: "2.C.1/ch4/CH4", tier: "1", source: "IPCC 2006 V3 Eq 4.12 p4.24, Table 4.2 p4.26; IPCC 2019 Refinement V3 Table 4.2 p4.31",
			zh: "烧结", en: "Sinter production", activity: forMethane}.method(),
		{
			ID: "2.C.1/ch4.dri/CH4", Category: "2.C.1", Gas: "CH4", Tier: "1", Source: "IPCC 2006 V3 Eq 4.14 p4.24 with the factor per heat of Table 4.2 p4.26",
			Title: inventory.Text{ZH: "直接还原铁 CH4", EN: "Direct reduced iron CH4"},
			Inputs: []inventory.Input{reductionFuel, {Name: "ncv", Symbol: "NCV", Unit: "GJ", Per: "reduction_fuel", Factor: true, NCV: true, FiledAt: "1.A",
				Title: inventory.Text{ZH: "低位发热量", EN: "net calorific value"}}, byHeat},
			Formula: DirectReductionCH4,
		},
	}
}

// SteelProcessCO2 is what fluxes give off, and the carbon that iron loses on its way to steel, while that of coke and
// injected coal is counted with the fuel: ΣL·EF + (ΣI·c − ΣO·c)·44/12.
func SteelProcessCO2(in inventory.Inputs) expr.Node {
	var fluxes []expr.Node
	if in.Has("flux") {
		fluxes = append(fluxes, emittedBy(in, "flux"))
	}
	return balanced(in, fluxes, nil)
}

// SteelEnterpriseCO2 is what fluxes, electrodes and raw materials give off, less what the products hold: ΣI·EF − ΣO·EF.
func SteelEnterpriseCO2(in inventory.Inputs) expr.Node {
	out := emittedBy(in, "material_in")
	if in.Has("material_out") {
		out = expr.Sub(out, emittedBy(in, "material_out"))
	}
	return out
}

// DirectReductionCH4 is the methane of direct reduction, of which the factor is per heat of its fuel: Q·NCV·EF.
func DirectReductionCH4(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("reduction_fuel"), in.Factor("ncv"), in.Factor("emission_factor"))
}
