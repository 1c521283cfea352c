package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

func rareEarths() []*inventory.Method {
	anodes := of("稀土金属/合金", perOutput("CO2")) // the one factor that is printed is of all metals and alloys
	weight := inventory.Input{Name: "atomic_weight", Symbol: "AW", Unit: "g/mol", Optional: true,
		Title: inventory.Text{ZH: "稀土金属或合金的原子量（缺省按钕）", EN: "atomic weight of the metal or alloy, by default that of neodymium"}}
	out := []*inventory.Method{{
		ID: "2.C.7/t1/CO2", Category: "2.C.7", Gas: "CO2", Tier: "1", Source: "IPCC 2019 Refinement V3 Eq 4.35 p4.86, Table 4.26 p4.87",
		Title:   inventory.Text{ZH: "稀土金属生产阳极消耗 CO2", EN: "Rare earth metal production, anode consumption CO2"},
		Inputs:  []inventory.Input{output, anodes, weight},
		Formula: RareEarthCO2,
	}}
	for _, gas := range []string{"CF4", "C2F6", "C3F8"} {
		m := byOutput{id: "2.C.7/t1/" + gas, tier: "1", source: "IPCC 2019 Refinement V3 Eq 4.37 p4.91, Table 4.28 p4.92", zh: "稀土金属生产", en: "Rare earth metal production"}
		out = append(out, m.method(inventory.Aside(weight)))
	}
	return out
}

// RareEarthCO2 is the CO2 of the anodes that rare earth metals are smelted with: EF·P, the factor being that of neodymium,
// and · AW_Nd/AW for another metal or alloy, of which as many tonnes hold more or fewer atoms. AW_Nd is as the equation prints it.
func RareEarthCO2(in inventory.Inputs) expr.Node {
	out := perMassOf("production")(in)
	if !in.Has("atomic_weight") {
		return out
	}
	neodymium := expr.RatioOf(14424, 100, quantity.MustUnit("g/mol"))
	return expr.Mul(out, expr.Quo(neodymium, in.Activity("atomic_weight")))
}
