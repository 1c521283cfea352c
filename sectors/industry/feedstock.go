package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// The inputs of processes whose CO2 is that of fuels used as feedstock or reducing agent. Their heat and carbon stand with
// combustion; they are wholly oxidised unless the works states otherwise.
var (
	feedstock = inventory.Input{Name: "feedstock", Symbol: "Q_i", Unit: "t;10^4 m3;TJ", Each: true,
		Title: inventory.Text{ZH: "作原料、还原剂的燃料量（合成氨、制氢含燃料用）", EN: "fuel used as feedstock or reducing agent, with that burned to make ammonia or hydrogen"}}
	feedstockHeat = inventory.Input{Name: "ncv", Symbol: "NCV_i", Unit: "GJ", Per: feedstock.Name, For: feedstock.Name, Factor: true, NCV: true, FiledAt: "1.A",
		Title: inventory.Text{ZH: "低位发热量", EN: "net calorific value"}}
	feedstockCarbon = inventory.Input{Name: "carbon_content", Symbol: "CC_i", Unit: "t C/TJ", For: feedstock.Name, Factor: true, Gas: "C", FiledAt: "1.A",
		Title: inventory.Text{ZH: "单位热值含碳量", EN: "carbon content per heat"}}
	feedstockOxidised = inventory.Input{Name: "oxidation_rate", Symbol: "OX_i", Unit: "fraction", For: feedstock.Name, Factor: true, Gas: "C", Optional: true,
		Title: inventory.Text{ZH: "碳氧化率", EN: "oxidation rate"}}

	// carbonOfHeat is the carbon content of the feedstock that the table of the process states.
	carbonOfHeat = inventory.Input{Name: "carbon_content", Symbol: "CC", Unit: "t C/TJ", Factor: true, Gas: "C",
		Title: inventory.Text{ZH: "原料单位热值含碳量", EN: "carbon content of the feedstock, per heat"}}
	oxidised = inventory.Input{Name: "oxidation_rate", Symbol: "OX", Unit: "fraction", Factor: true, Gas: "C", Optional: true,
		Title: inventory.Text{ZH: "碳氧化率", EN: "oxidation rate"}}
	co2Recovered = inventory.Input{Name: "co2_recovered", Symbol: "R_CO2", Unit: "t CO2;t", Gas: "CO2", Optional: true, Recovers: true,
		Title: inventory.Text{ZH: "回收利用或封存的 CO2", EN: "CO2 recovered for downstream use or storage"}}
	ureaMade = inventory.Input{Name: "urea", Symbol: "M_urea", Unit: "t", Optional: true, Deducts: true,
		Title: inventory.Text{ZH: "尿素产量（扣除其中的 CO2）", EN: "urea made, of which the CO2 is taken off"}}
)

// ofFeedstock are the inputs of a works that states its feedstocks; the product tells what it is, and the equation does
// without it.
func ofFeedstock(further ...inventory.Input) []inventory.Input {
	return append([]inventory.Input{output, feedstock, feedstockHeat, feedstockCarbon, feedstockOxidised}, further...)
}

// FeedstockCO2 is the CO2 of the feedstocks or reducing agents of a works: Σ(Q·NCV·CC·OX)·44/12 (IPCC 2006 V3 Eq 3.13 p3.48).
func FeedstockCO2(in inventory.Inputs) expr.Node {
	carbon := in.Sum("feedstock", func(m inventory.Inputs) expr.Node {
		return ifOxidised(m, expr.Mul(m.Activity("feedstock"), m.Factor("ncv"), m.Factor("carbon_content")))
	})
	return expr.Mul(carbon, inventory.CarbonToCO2())
}

// ifOxidised is the part of the carbon that is oxidised, if the works states it; all of it otherwise.
func ifOxidised(in inventory.Inputs, carbon expr.Node) expr.Node {
	if !in.Has("oxidation_rate") {
		return carbon
	}
	return expr.Mul(carbon, in.Factor("oxidation_rate"))
}

// lessRecovered takes off the CO2 that is recovered, if the works gives it.
func lessRecovered(in inventory.Inputs, out expr.Node) expr.Node {
	if !in.Has("co2_recovered") {
		return out
	}
	return expr.Sub(out, in.Activity("co2_recovered"))
}

// UreaCO2 is the CO2 that goes into urea and is emitted where it is used: M·44/60, one molecule for each (IPCC 2006 V3 p3.12).
func UreaCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("urea"), expr.RatioOf(44, 60, quantity.MustUnit("t CO2/t")))
}
