package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// ammonia serves the CO2 of ammonia, feedstock and fuel together: all of it leaves the fuels of chemicals. The CO2 that goes
// into urea is taken off and emitted where the urea is used.
func ammonia() []*inventory.Method {
	requirement := inventory.Input{Name: "fuel_requirement", Symbol: "FR", Unit: "GJ/t", Factor: true,
		Title: inventory.Text{ZH: "单位产品燃料需求量", EN: "fuel requirement per product"}}
	urea := ureaMade
	urea.Optional, urea.Deducts = false, false
	return []*inventory.Method{
		{
			ID: "2.B.1/t1/CO2", Category: "2.B.1", Gas: "CO2", Tier: "1", Source: chemicals2006 + "Eq 3.1 p3.12, Table 3.1 p3.15",
			Title:   inventory.Text{ZH: "合成氨生产 CO2", EN: "Ammonia production CO2"},
			Inputs:  []inventory.Input{output, requirement, carbonOfHeat, oxidised, co2Recovered, ureaMade},
			Formula: AmmoniaCO2,
		},
		{
			ID: "2.B.1/t2/CO2", Category: "2.B.1", Gas: "CO2", Tier: "2", Source: chemicals2006 + "Eq 3.2–3.4 p3.13 (Tier 3 with the figures of the plant)",
			Title:   inventory.Text{ZH: "合成氨生产（按原料和燃料）CO2", EN: "Ammonia production by feedstock and fuel, CO2"},
			Inputs:  ofFeedstock(co2Recovered, ureaMade),
			Formula: AmmoniaFeedstockCO2,
		},
		{
			ID: "2.B.1/urea/co2_to_urea", Category: "2.B.1", Yields: "co2_to_urea", YieldsIn: "t CO2", Tier: "1", Source: chemicals2006 + "p3.12",
			Title:   inventory.Text{ZH: "进入尿素的 CO2（在使用处排放）", EN: "CO2 that goes into urea, emitted where it is used"},
			Inputs:  []inventory.Input{urea},
			Formula: UreaCO2,
		},
	}
}

// AmmoniaCO2 is the CO2 of ammonia by what a tonne of it requires: P·FR·CC·OX·44/12 − R (IPCC 2006 V3 Eq 3.1 p3.12).
func AmmoniaCO2(in inventory.Inputs) expr.Node {
	carbon := ifOxidised(in, expr.Mul(in.Activity("production"), in.Factor("fuel_requirement"), in.Factor("carbon_content")))
	return lessUrea(in, expr.Mul(carbon, inventory.CarbonToCO2()))
}

// AmmoniaFeedstockCO2 is the CO2 of the feedstocks and fuels of ammonia works: Σ(Q·NCV·CC·OX)·44/12 − R (IPCC 2006 V3 Eq 3.3
// p3.13).
func AmmoniaFeedstockCO2(in inventory.Inputs) expr.Node { return lessUrea(in, FeedstockCO2(in)) }

// lessUrea takes off the CO2 that is recovered and that of the urea made, if the works gives them.
func lessUrea(in inventory.Inputs, out expr.Node) expr.Node {
	out = lessRecovered(in, out)
	if !in.Has("urea") {
		return out
	}
	return expr.Sub(out, UreaCO2(in))
}
