package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// petrochemicals serves the products of petrochemistry and carbon black by what is made.
func petrochemicals() []*inventory.Method {
	const co2, ch4 = chemicals2006 + "Eq 3.15 p3.65, Tables 3.12–3.23 p3.73–3.80", chemicals2006 + "Eq 3.23–3.25 p3.70, Tables 3.16–3.24 p3.76–3.80"
	const zh, en = "石油化工和炭黑生产", "Petrochemical and carbon black production"
	ofBoth := perOutput("CH4")
	ofBoth.Item = "二氯乙烷/氯乙烯" // Table 3.19 states one factor of the integrated plant, per tonne of vinyl chloride
	primary := output
	primary.Deducts = true
	carbonOfPrimary := inventory.Input{Name: "product_carbon_content", Parameter: "carbon_content", Symbol: "PC", Unit: "t C/t", Factor: true, Gas: "C",
		Title: inventory.Text{ZH: "主产品含碳量", EN: "carbon content of the primary product"}}
	adjustment := inventory.Input{Name: "regional_factor", Symbol: "GAF", Unit: "1", Factor: true, Title: inventory.Text{ZH: "地区调整系数", EN: "geographic adjustment factor"}}
	return []*inventory.Method{
		byOutput{id: "2.B.8/t1/CO2", tier: "1", source: co2, zh: zh, en: en}.method(),
		byOutput{id: "2.B.8/t1/CH4", tier: "1", source: ch4, zh: zh, en: en}.method(),
		{
			ID: "2.B.8/t1.ethylene/CO2", Category: "2.B.8", Gas: "CO2", Tier: "1", Source: chemicals2006 + "Eq 3.15 p3.65, Tables 3.14–3.15 p3.75",
			Title:   inventory.Text{ZH: "乙烯生产（含地区调整）CO2", EN: "Ethylene production with the geographic adjustment, CO2"},
			Inputs:  []inventory.Input{output, perOutput("CO2"), adjustment},
			Formula: EthyleneCO2,
		},
		{
			ID: "2.B.8/t1.vcm/CH4", Category: "2.B.8", Gas: "CH4", Tier: "1", Source: chemicals2006 + "Eq 3.23–3.25 p3.70, Table 3.19 p3.78",
			Title:   inventory.Text{ZH: "氯乙烯生产（联合装置）CH4", EN: "Vinyl chloride production in an integrated plant, CH4"},
			Inputs:  []inventory.Input{output, ofBoth},
			Formula: perMassOf(output.Name),
		},
		{
			ID: "2.B.8/t2/CO2", Category: "2.B.8", Gas: "CO2", Tier: "2", Source: chemicals2006 + "Eq 3.17 p3.67, Table 3.10 p3.69",
			Title:   inventory.Text{ZH: zh + "（碳平衡）CO2", EN: en + ", carbon balance, CO2"},
			Inputs:  []inventory.Input{primary, carbonOfPrimary, carbonIn, carbonOut, carbonContent},
			Formula: PetrochemicalBalanceCO2,
		},
	}
}

// PetrochemicalBalanceCO2 is the CO2 of the carbon of the feedstocks that is in no product, the primary one or a secondary
// one: (ΣI·c − P·PC − ΣO·c)·44/12 (IPCC 2006 V3 Eq 3.17 p3.67).
func PetrochemicalBalanceCO2(in inventory.Inputs) expr.Node {
	carbon := carbonOf(in, "carbon_in")
	if in.Has("production") {
		carbon = expr.Sub(carbon, expr.Mul(in.Activity("production"), in.Factor("product_carbon_content")))
	}
	if in.Has("carbon_out") {
		carbon = expr.Sub(carbon, carbonOf(in, "carbon_out"))
	}
	return expr.Mul(carbon, inventory.CarbonToCO2())
}

// EthyleneCO2 is the CO2 of steam crackers: P·EF·GAF. The factors are of crackers in Western Europe, and GAF tells how those
// of another region differ; print states it in per cent, the tables as a ratio.
func EthyleneCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("production"), in.Factor("emission_factor"), in.Factor("regional_factor"))
}
