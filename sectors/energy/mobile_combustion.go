package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// mobileCombustion serves transport and mobile machinery (IPCC 2006 V2 Chapter 3). Every equation is fuel × heat ×
// factor; the methods differ in where they are printed.
func mobileCombustion() []*inventory.Method {
	var out []*inventory.Method
	for _, m := range []struct{ category, variant, co2, others, zh, en string }{
		{"1.A.3.a", "t1", "IPCC 2006 V2 Eq 3.6.1 p3.59, Table 3.6.4 p3.64", "IPCC 2006 V2 Eq 3.6.1 p3.59, Table 3.6.5 p3.64", "国内航空", "Domestic aviation"},
		{"1.A.3.b", "t1", "IPCC 2006 V2 Eq 3.2.1 p3.12", "IPCC 2006 V2 Eq 3.2.3 p3.13, Table 3.2.2 p3.21", "公路运输", "Road transport"},
		{"1.A.3.c", "t1", "IPCC 2006 V2 Eq 3.4.1 p3.41, Table 3.4.1 p3.43", "IPCC 2006 V2 Eq 3.4.1 p3.41, Table 3.4.1 p3.43", "铁路运输", "Railways"},
		{"1.A.3.d", "t1", "IPCC 2006 V2 Eq 3.5.1 p3.47, Table 3.5.2 p3.50", "IPCC 2006 V2 Eq 3.5.1 p3.47, Table 3.5.3 p3.50 (ocean-going default, also for inland vessels)", "水路运输", "Water-borne navigation"},
		{"1.A", "off", "IPCC 2006 V2 Eq 3.3.1 p3.33", "IPCC 2006 V2 Eq 3.3.1 p3.33, Table 3.3.1 p3.36", "非道路机械", "Off-road machinery"},
	} {
		out = append(out, &inventory.Method{
			ID: m.category + "/" + m.variant + "/CO2", Category: m.category, Gas: "CO2", Tier: "1", Source: m.co2,
			Title:   inventory.Text{ZH: m.zh + " CO2", EN: m.en + " CO2"},
			Inputs:  []inventory.Input{fuel, ncv, heatFactor("ef_full_oxidation", "CO2")},
			Formula: heatTimes("ef_full_oxidation"),
		})
		variant := m.variant
		if m.category == "1.A.3.b" {
			variant = "nonco2.t1"
		}
		for _, gas := range []string{"CH4", "N2O"} {
			out = append(out, nonCO2(m.category+"/"+variant+"/"+gas, m.category, gas, m.others, m.zh, m.en))
		}
	}
	return append(out, ureaCatalyst())
}

func ureaCatalyst() *inventory.Method {
	return &inventory.Method{
		ID: "1.A.3.b/urea/CO2", Category: "1.A.3.b", Gas: "CO2", Tier: "1", Source: "IPCC 2006 V2 Eq 3.2.2 p3.12",
		Title: inventory.Text{ZH: "车用尿素 CO2", EN: "Urea-based catalysts CO2"},
		Inputs: []inventory.Input{
			{Name: "urea_additive", Symbol: "A", Unit: "t", Title: inventory.Text{ZH: "车用尿素溶液", EN: "urea-based additive consumed"}},
			{Name: "urea_purity", Symbol: "Purity", Unit: "fraction", Factor: true, Item: "车用尿素", Title: inventory.Text{ZH: "尿素质量分数", EN: "mass fraction of urea in the additive"}},
		},
		Formula: UreaCatalystCO2,
	}
}

// UreaCatalystCO2 is the CO2 of urea-based additives in catalytic converters: A · 12/60 · Purity · 44/12.
func UreaCatalystCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("urea_additive"), carbonOfUrea(), in.Factor("urea_purity"), carbonToCO2())
}
