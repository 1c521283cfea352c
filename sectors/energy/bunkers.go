package energy

import "ghg/inventory"

// bunkers serves fuel for international legs: the equations of domestic transport, as memo items.
func bunkers() []*inventory.Method {
	var out []*inventory.Method
	for _, m := range []struct{ category, source, zh, en string }{
		{"1.A.3.a.i", "IPCC 2006 V2 Eq 3.6.1 p3.59, Tables 3.6.4–3.6.5 p3.64; memo item of V1 Table 8.2", "国际航空（国际燃料舱）", "International aviation (bunkers)"},
		{"1.A.3.d.i", "IPCC 2006 V2 Eq 3.5.1 p3.47, Tables 3.5.2–3.5.3 p3.50; memo item of V1 Table 8.2", "国际水运（国际燃料舱）", "International water-borne navigation (bunkers)"},
	} {
		out = append(out, &inventory.Method{
			ID: m.category + "/bunker/CO2", Category: m.category, Gas: "CO2", Tier: "1", Boundary: inventory.MemoItem, Source: m.source,
			Title:   inventory.Text{ZH: m.zh + " CO2", EN: m.en + " CO2"},
			Inputs:  []inventory.Input{fuel, ncv, heatFactor("ef_full_oxidation", "CO2")},
			Formula: heatTimes("ef_full_oxidation"),
		})
		for _, gas := range []string{"CH4", "N2O"} {
			method := nonCO2(m.category+"/bunker/"+gas, m.category, gas, m.source, m.zh, m.en)
			method.Boundary = inventory.MemoItem
			out = append(out, method)
		}
	}
	return out
}
