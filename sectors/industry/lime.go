package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

func lime() []*inventory.Method {
	made := tonnes("lime", "M_l", "石灰产量", "lime produced")
	var out []*inventory.Method
	for _, m := range []struct{ variant, source, set string }{
		{"cn2011", guide2011, "CN-PROV-2011"},
		{"ipcc.t1", "IPCC 2006 V3 §2.3.1.1 p2.20, Eq 2.8 p2.22", "IPCC-2006"},
	} {
		out = append(out, &inventory.Method{
			ID: "2.A.2/" + m.variant + "/CO2", Category: "2.A.2", Gas: allCO2, Tier: "1", Source: m.source,
			Title:   inventory.Text{ZH: "石灰生产过程 CO2", EN: "Lime CO2"},
			Inputs:  []inventory.Input{made, perTonne("emission_factor", "EF_l", "石灰排放因子", "emission factor of lime", m.set)},
			Formula: LimeCO2,
		})
	}
	for _, m := range []struct{ variant, content, symbol, zh, en, oxides string }{
		{"ipcc.t2", "cao_fraction", "CaO", "高钙、水硬性石灰", "High-calcium and hydraulic lime", "CaO"},
		{"ipcc.t2.dolomitic", "cao_mgo_fraction", "CaO·MgO", "白云石质石灰", "Dolomitic lime", "CaO·MgO"},
	} {
		out = append(out, &inventory.Method{
			ID: "2.A.2/" + m.variant + "/CO2", Category: "2.A.2", Gas: allCO2, Tier: "2",
			Title:  inventory.Text{ZH: m.zh + " CO2", EN: m.en + " CO2"},
			Source: "IPCC 2006 V3 Eq 2.6 p2.21, Eq 2.9 p2.23, Table 2.4 p2.22, §2.3.1.3 p2.24",
			Inputs: []inventory.Input{made,
				fraction(m.content, m.symbol, "石灰的"+m.oxides+"含量", m.oxides+" content of lime"),
				perTonne("stoichiometric_ratio", "SR", "化学计量比", "stoichiometric ratio of CO2 and "+m.oxides),
				{Name: "correction_factor", Symbol: "CF_lkd", Unit: "1", Factor: true, Title: inventory.Text{ZH: "窑灰修正系数", EN: "correction factor for lime kiln dust"}},
				fraction("hydrated_share", "x", "熟石灰所占比例", "proportion of hydrated lime"),
				fraction("water_fraction", "y", "熟石灰含水率", "water content of hydrated lime")},
			Formula: limeByType(m.content),
		})
	}
	return append(out, &inventory.Method{
		ID: "2.A.2/ipcc.t3/CO2", Category: "2.A.2", Gas: allCO2, Tier: "3",
		Title:   inventory.Text{ZH: "石灰生产过程 CO2（按入窑碳酸盐）", EN: "Lime CO2 by the carbonates that enter the kiln"},
		Source:  "IPCC 2006 V3 Eq 2.7 p2.21, Table 2.1 p2.7",
		Inputs:  calcinedInKiln(),
		Formula: CalcinedCO2,
	})
}

// LimeCO2 is the CO2 of lime: M_l·EF_l.
func LimeCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("lime"), in.Factor("emission_factor"))
}

// limeByType is the equation of one type of lime, of which the table gives the content of CaO or of CaO and MgO.
func limeByType(content string) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node { return LimeByTypeCO2(in, content) }
}

// LimeByTypeCO2 is the CO2 of one type of lime: M_l·(SR·content)·CF_lkd·(1 − x·y), less the water of what is hydrated.
func LimeByTypeCO2(in inventory.Inputs, content string) expr.Node {
	hydrated := expr.Sub(expr.Int(1), expr.Mul(in.Factor("hydrated_share"), in.Factor("water_fraction")))
	return expr.Mul(in.Activity("lime"), in.Factor("stoichiometric_ratio"), in.Factor(content), in.Factor("correction_factor"), hydrated)
}
