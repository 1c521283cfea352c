package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// hydrogen serves hydrogen made as the main product; that of refineries and of ammonia stays with them. The CO2 of biogenic
// feedstock is a memo item.
func hydrogen() []*inventory.Method {
	requirement := inventory.Input{Name: "feedstock_requirement", Symbol: "FRF", Unit: "GJ/t", Factor: true,
		Title: inventory.Text{ZH: "单位产品原料消耗量", EN: "feedstock requirement per product"}}
	var out []*inventory.Method
	for _, m := range []struct {
		variant, source, zh, en string
		inputs                  []inventory.Input
		formula                 func(inventory.Inputs) expr.Node
	}{
		{"h2", "Eq 3.45–3.46 p3.43, Table 3.30 p3.47", "制氢", "Hydrogen production", []inventory.Input{output, requirement, carbonOfHeat, co2Recovered}, HydrogenCO2},
		{"h2.t1c", "Eq 3.44 p3.43", "制氢（按原料）", "Hydrogen production by feedstock", ofFeedstock(co2Recovered), HydrogenFeedstockCO2},
	} {
		fossil := &inventory.Method{
			ID: "2.B.10/" + m.variant + "/CO2", Category: "2.B.10", Gas: "CO2", Tier: "1", Source: chemicals2019 + m.source,
			Title:  inventory.Text{ZH: m.zh + " CO2", EN: m.en + ", CO2"},
			Inputs: m.inputs, Formula: m.formula,
		}
		biogenic := *fossil
		biogenic.ID, biogenic.Part, biogenic.Boundary = "2.B.10/"+m.variant+".biogenic/CO2", "biogenic", inventory.MemoItem
		biogenic.Title = inventory.Text{ZH: m.zh + " 生物成因 CO2（信息项）", EN: m.en + ", biogenic CO2 (memo)"}
		out = append(out, fossil, &biogenic)
	}
	return out
}

// HydrogenCO2 is the CO2 of hydrogen by what a tonne of it requires: P·FRF·CC·44/12 − R (IPCC 2019 Refinement V3 Eq 3.45–3.46
// p3.43).
func HydrogenCO2(in inventory.Inputs) expr.Node {
	carbon := expr.Mul(in.Activity("production"), in.Factor("feedstock_requirement"), in.Factor("carbon_content"))
	return lessRecovered(in, expr.Mul(carbon, inventory.CarbonToCO2()))
}

// HydrogenFeedstockCO2 is the CO2 of the feedstocks of hydrogen: Σ(Q·NCV·CC·OX)·44/12 − R (IPCC 2019 Refinement V3 Eq 3.44
// p3.43).
func HydrogenFeedstockCO2(in inventory.Inputs) expr.Node { return lessRecovered(in, FeedstockCO2(in)) }
