package waste

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// incinerationNonCO2 serves CH4 and N2O of waste burned, by its wet mass. A component of municipal waste burns as that
// does, and hazardous waste and the kinds of industrial waste as industrial waste: the tables have no factors of their own.
func incinerationNonCO2() []*inventory.Method {
	const ch4, n2o = "IPCC 2006 V5 Eq 5.4 p5.12, Table 5.3 p5.20", "IPCC 2006 V5 Eq 5.5 p5.14, Table 5.6 p5.22"
	var out []*inventory.Method
	for _, m := range []struct{ variant, gas, item, source, zh, en string }{
		{"ch4", "CH4", "", ch4, "废弃物焚烧", "Waste incineration"},
		{"ch4.comp", "CH4", "城市生活垃圾", ch4, "废弃物焚烧（按组分）", "Waste incineration by component"},
		{"ch4.liquid", "CH4", "废油", "IPCC 2006 V5 Eq 5.4 p5.12, waste oil p5.20", "化石液体废物焚烧", "Fossil liquid waste incineration"},
		{"n2o", "N2O", "", n2o, "废弃物焚烧", "Waste incineration"},
		{"n2o.comp", "N2O", "城市生活垃圾", n2o, "废弃物焚烧（按组分）", "Waste incineration by component"},
		{"n2o.industry", "N2O", "工业废物", n2o, "工业和危险废物焚烧", "Industrial and hazardous waste incineration"},
	} {
		inputs := []inventory.Input{burned}
		if m.item == "城市生活垃圾" {
			inputs = append(inputs, share)
		}
		ef := inventory.Input{Name: "EF", Symbol: "EF_" + m.gas, Unit: "g " + m.gas + "/t", Factor: true, Gas: m.gas, Item: m.item, FiledAt: incinerators,
			Title: inventory.Text{ZH: m.gas + "排放因子（湿基）", EN: m.gas + " emission factor per wet mass"}}
		out = append(out, &inventory.Method{
			ID: "4.C.1/" + m.variant + "/" + m.gas, Category: incinerators, Gas: m.gas, Tier: "1", Source: m.source,
			Title:  inventory.Text{ZH: m.zh + " " + m.gas, EN: m.en + " " + m.gas},
			Inputs: append(inputs, ef), Formula: WasteBurned,
		})
	}
	return out
}

// WasteBurned is the emission of waste burned by its mass: SW · EF, of a component SW · WF · EF.
func WasteBurned(in inventory.Inputs) expr.Node {
	mass := in.Activity("waste")
	if in.Has("share") {
		mass = expr.Mul(mass, in.Activity("share"))
	}
	return expr.Mul(mass, in.Factor("EF"))
}
