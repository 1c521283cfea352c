package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

func glass() []*inventory.Method {
	var out []*inventory.Method
	for _, m := range []struct{ tier, source, zh, en string }{
		{"1", "IPCC 2006 V3 Eq 2.10 p2.28, Eq 2.13 p2.29", "玻璃生产过程 CO2", "Glass CO2"},
		{"2", "IPCC 2006 V3 Eq 2.11 p2.28, Table 2.6 p2.30", "玻璃生产过程 CO2（按玻璃品种）", "Glass CO2 by type of glass"},
	} {
		out = append(out, &inventory.Method{
			ID: "2.A.3/t" + m.tier + "/CO2", Category: "2.A.3", Gas: allCO2, Tier: m.tier, Source: m.source,
			Title: inventory.Text{ZH: m.zh, EN: m.en},
			Inputs: []inventory.Input{
				tonnes("glass", "M_g", "熔制的玻璃", "glass melted"),
				perTonne("emission_factor", "EF", "玻璃排放因子（不用碎玻璃时）", "emission factor of glass made without cullet", "IPCC-2006"),
				fraction("cullet_ratio", "CR", "碎玻璃比例", "cullet ratio")},
			Formula: GlassCO2,
		})
	}
	return append(out,
		&inventory.Method{
			ID: "2.A.3/t3/CO2", Category: "2.A.3", Gas: allCO2, Tier: "3",
			Title:   inventory.Text{ZH: "玻璃生产过程 CO2（按配料碳酸盐）", EN: "Glass CO2 by the carbonates of the batch"},
			Source:  "IPCC 2006 V3 Eq 2.12 p2.28, Table 2.1 p2.7",
			Inputs:  []inventory.Input{each(carbonate), inventory.GoesWith("carbonate", carbonateFactor), inventory.GoesWith("carbonate", calcined)},
			Formula: CarbonatesCO2,
		},
		&inventory.Method{
			ID: "2.A.3/ent/CO2", Category: "2.A.3", Gas: allCO2, Tier: "3",
			Title:  inventory.Text{ZH: "玻璃生产过程 CO2（企业核算：碳酸盐和碳粉）", EN: "Glass CO2 by the accounting of enterprises: carbonates and carbon powder"},
			Source: "中国平板玻璃生产企业温室气体排放核算方法与报告指南（试行）2013（正文未见印刷本）",
			Inputs: []inventory.Input{
				each(carbonate), inventory.GoesWith("carbonate", withSets(carbonateFactor, enterpriseCarbonates)), inventory.GoesWith("carbonate", calcined),
				each(inventory.Optional(tonnes("carbon_powder", "Q_c", "配料中的碳粉", "carbon powder of the batch"))),
				{Name: "carbon_content", Symbol: "CC", Unit: "t C/t", Factor: true, Gas: "C", For: "carbon_powder", Sets: []string{"CN-ENT-GLASS"}, Title: inventory.Text{ZH: "碳粉含碳量", EN: "carbon content of the powder"}}},
			Formula: BatchCO2,
		})
}

// BatchCO2 is the CO2 of a glass batch: Σ(M_i·EF_i·F_i) + Q_c·CC·44/12, with the carbon powder that burns out in it.
func BatchCO2(in inventory.Inputs) expr.Node {
	out := CarbonatesCO2(in)
	if in.Has("carbon_powder") {
		out = expr.Add(out, in.Sum("carbon_powder", func(m inventory.Inputs) expr.Node {
			return expr.Mul(m.Activity("carbon_powder"), m.Factor("carbon_content"), inventory.CarbonToCO2())
		}))
	}
	return out
}

// GlassCO2 is the CO2 of glass melted, of which the part that was cullet gives none: M_g·EF·(1 − CR).
func GlassCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("glass"), in.Factor("emission_factor"), expr.Sub(expr.Int(1), in.Factor("cullet_ratio")))
}
