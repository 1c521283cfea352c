package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// The inputs of ferroalloy works. The carbon content of a reductant follows from its analysis (Eq 4.19).
var (
	reducingAgent = inventory.Input{Name: "reducing_agent", Symbol: "M_i", Unit: "t", Each: true, Title: inventory.Text{ZH: "还原剂（含电极）消耗量", EN: "reducing agent or electrode consumed"}}
	reductant     = inventory.Input{Name: "reductant", Symbol: "M_i", Unit: "t", Each: true, Optional: true, Title: inventory.Text{ZH: "按工业分析计算含碳量的还原剂", EN: "reductant of which the carbon follows from its analysis"}}
)

// analysed is a figure of the analysis of a reductant.
func analysed(name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Factor: true, Own: true, For: reductant.Name, Title: inventory.Text{ZH: zh, EN: en}}
}

func ferroalloys() []*inventory.Method {
	return []*inventory.Method{
		byOutput{id: "2.C.2/t1/CO2", tier: "1", source: "IPCC 2006 V3 Eq 4.15 p4.33, Table 4.5 p4.37", zh: "铁合金生产", en: "Ferroalloy production"}.method(),
		{
			ID: "2.C.2/t2/CO2", Category: "2.C.2", Gas: "CO2", Tier: "2", Source: "IPCC 2006 V3 Eq 4.16 p4.33, Table 4.6 p4.38",
			Title:   inventory.Text{ZH: "铁合金生产 CO2（还原剂排放因子）", EN: "Ferroalloy production CO2, factors of the reducing agents"},
			Inputs:  []inventory.Input{reducingAgent, factorOfEach("reducing_agent"), inventory.Optional(carbonIn), carbonOut, carbonContent},
			Formula: ReducingAgentCO2,
		},
		{
			ID: "2.C.2/t3/CO2", Category: "2.C.2", Gas: "CO2", Tier: "3", Source: "IPCC 2006 V3 Eq 4.17 p4.34, Eq 4.19 p4.38",
			Title: inventory.Text{ZH: "铁合金生产 CO2（碳平衡）", EN: "Ferroalloy production CO2, carbon balance"},
			Inputs: []inventory.Input{inventory.Optional(carbonIn), carbonOut, carbonContent, reductant,
				analysed("fixed_carbon", "F_fixC", "t C/t", "固定碳", "fixed carbon"),
				analysed("volatiles", "F_vol", "fraction", "挥发分", "volatiles"),
				analysed("carbon_of_volatiles", "C_v", "t C/t", "挥发分含碳量", "carbon content of the volatiles")},
			Formula: FerroalloyBalanceCO2,
		},
		byOutput{id: "2.C.2/t1/CH4", tier: "1", source: "IPCC 2006 V3 Eq 4.18 p4.36, Tables 4.7–4.8 p4.39", zh: "硅系铁合金生产", en: "Silicon alloy production", activity: forMethane}.method(),
	}
}

// ReducingAgentCO2 is what the reducing agents give off by their factors, and the carbon of ores and slag formers less that of
// products: ΣM·EF + (ΣI·c − ΣO·c)·44/12.
func ReducingAgentCO2(in inventory.Inputs) expr.Node {
	return balanced(in, []expr.Node{emittedBy(in, "reducing_agent")}, nil)
}

// FerroalloyBalanceCO2 is the CO2 of all carbon that goes in and leaves in no product, that of an analysed reductant being
// what is fixed and what is in its volatiles: (ΣM·(F_fixC + F_vol·C_v) + ΣI·c − ΣO·c)·44/12.
func FerroalloyBalanceCO2(in inventory.Inputs) expr.Node {
	var reductants []expr.Node
	if in.Has("reductant") {
		reductants = append(reductants, in.Sum("reductant", func(m inventory.Inputs) expr.Node {
			content := expr.Add(m.Factor("fixed_carbon"), expr.Mul(m.Factor("volatiles"), m.Factor("carbon_of_volatiles")))
			return expr.Mul(m.Activity("reductant"), content)
		}))
	}
	return balanced(in, nil, reductants)
}
