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
	return out
}

// GlassCO2 is the CO2 of glass melted, of which the part that was cullet gives none: M_g·EF·(1 − CR).
func GlassCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("glass"), in.Factor("emission_factor"), expr.Sub(expr.Int(1), in.Factor("cullet_ratio")))
}
