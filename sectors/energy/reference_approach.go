package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// referenceApproach serves the check of the sectoral approach: CO2 from the carbon that came into the district and did not
// leave it (IPCC 2006 V2 ch6). It never enters a total.
func referenceApproach() []*inventory.Method {
	const units = "t;10^4 m3;TJ;tce"
	flow := func(name, symbol, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: symbol, Unit: units, Optional: true, Title: inventory.Text{ZH: zh, EN: en}}
	}
	apparent := inventory.Input{Name: "apparent_consumption", Symbol: "AC", Unit: units, Title: inventory.Text{ZH: "表观消费量", EN: "apparent consumption"}}
	raw := flow("raw_material", "Q_ne", "非能源利用量", "non-energy use")
	heat := ncv
	heat.Per = apparent.Name
	carbon := inventory.Input{Name: "carbon_content", Symbol: "CC", Unit: "t C/TJ", Factor: true, Gas: "C", Title: inventory.Text{ZH: "单位热值含碳量", EN: "carbon content per heat"}}
	oxidation := inventory.Input{Name: "oxidation_rate", Symbol: "OX", Unit: "fraction", Factor: true, Gas: "C", With: "carbon_content", Title: inventory.Text{ZH: "碳氧化率", EN: "oxidation rate"}}
	stored := inventory.Input{Name: "carbon_stored_fraction", Symbol: "f_stored", Unit: "fraction", Factor: true, Optional: true, Title: inventory.Text{ZH: "固碳率", EN: "fraction of carbon stored"}}
	paired := heat
	paired.With, paired.WithItems = "carbon_content", derivedGases
	return []*inventory.Method{
		{
			ID: "1.A/apparent/fuel", Category: "1.A", Yields: "fuel", YieldsIn: units, Tier: "1",
			Title:  inventory.Text{ZH: "参考方法：表观消费量", EN: "Reference approach: apparent consumption"},
			Source: "IPCC 2006 V2 Eq 6.2 p6.6, Eq 6.3 p6.7",
			Inputs: []inventory.Input{flow("production", "P", "生产量", "production"), flow("inflow", "In", "调入和进口", "inflow and imports"),
				flow("outflow", "Out", "调出和出口", "outflow and exports"), flow("bunkers", "B", "国际燃料舱", "international bunkers"),
				flow("stock_increase", "ΔS", "库存增加", "stock increase")},
			Formula: ApparentConsumption,
		},
		{
			ID: "1.A/ref/CO2", Category: "1.A", Gas: "CO2", Tier: "1",
			Title:   inventory.Text{ZH: "参考方法（含碳量×氧化率，减固碳量）", EN: "Reference approach, carbon content × oxidation, less stored carbon"},
			Source:  "IPCC 2006 V2 Eq 6.1 p6.5; 省级温室气体清单编制指南（试行）2011 第一章 参考方法（正文未见印刷本）",
			Inputs:  []inventory.Input{apparent, raw, paired, carbon, oxidation, stored},
			Formula: ReferenceCO2,
		},
		{
			ID: "1.A/ref.ipcc/CO2", Category: "1.A", Gas: "CO2", Tier: "1",
			Title:   inventory.Text{ZH: "参考方法（全氧化，减非能源利用的全部碳）", EN: "Reference approach, full oxidation, less all carbon of non-energy use"},
			Source:  "IPCC 2006 V2 Eq 6.1 p6.5, Eq 6.4 p6.10",
			Inputs:  []inventory.Input{apparent, raw, heat, carbon},
			Formula: ReferenceFullCO2,
		},
		{
			ID: "1.A/ref.gap/difference", Category: "1.A", Yields: "difference", YieldsIn: "%", Tier: "1",
			Title:  inventory.Text{ZH: "参考方法与部门法之差", EN: "Difference of the reference and the sectoral approach"},
			Source: "IPCC 2006 V2 §6.8",
			Inputs: []inventory.Input{{Name: "reference", Symbol: "CO2_ref", Unit: "t", Gas: "CO2", Title: inventory.Text{ZH: "参考方法", EN: "reference approach"}},
				{Name: "sectoral", Symbol: "CO2_sect", Unit: "t", Gas: "CO2", Title: inventory.Text{ZH: "部门法", EN: "sectoral approach"}}},
			Formula: ReferenceGap,
		},
	}
}

// ApparentConsumption is the fuel that came into the district and did not leave it: P + In − Out − B − ΔS. A secondary fuel
// has no production, and may have a negative consumption.
func ApparentConsumption(in inventory.Inputs) expr.Node {
	var gained []expr.Node
	for _, name := range []string{"production", "inflow"} {
		if in.Has(name) {
			gained = append(gained, in.Activity(name))
		}
	}
	out := expr.Node{}
	switch len(gained) {
	case 0:
	case 1:
		out = gained[0]
	default:
		out = expr.Sum(gained...)
	}
	for _, name := range []string{"outflow", "bunkers", "stock_increase"} {
		switch {
		case !in.Has(name):
		case out == (expr.Node{}):
			out = expr.Mul(expr.Int(-1), in.Activity(name))
		default:
			out = expr.Sub(out, in.Activity(name))
		}
	}
	if out == (expr.Node{}) {
		return in.Activity("production")
	}
	return out
}

// ReferenceCO2 is the CO2 of the carbon that stayed, less what is stored in products: (AC·NCV·CC − Q_ne·NCV·CC·f_stored) ·
// OX · 44/12; without a stored fraction all carbon of non-energy use is taken out.
func ReferenceCO2(in inventory.Inputs) expr.Node {
	carbon := expr.Mul(in.Activity("apparent_consumption"), in.Factor("ncv"), in.Factor("carbon_content"))
	if in.Has("raw_material") {
		excluded := []expr.Node{in.Activity("raw_material"), in.Factor("ncv"), in.Factor("carbon_content")}
		if in.Has("carbon_stored_fraction") {
			excluded = append(excluded, in.Factor("carbon_stored_fraction"))
		}
		carbon = expr.Sub(carbon, expr.Mul(excluded...))
	}
	return expr.Mul(carbon, in.Factor("oxidation_rate"), carbonToCO2())
}

// ReferenceFullCO2 is the CO2 of all carbon that stayed and was not put to non-energy use: (AC − Q_ne)·NCV·CC·44/12.
func ReferenceFullCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(without(in, in.Activity("apparent_consumption"), "raw_material"), in.Factor("ncv"), in.Factor("carbon_content"), carbonToCO2())
}

// ReferenceGap is (CO2_ref − CO2_sect) ÷ CO2_sect.
func ReferenceGap(in inventory.Inputs) expr.Node {
	percent := expr.Quo(expr.Sub(in.Activity("reference"), in.Activity("sectoral")), in.Activity("sectoral"))
	return expr.In(percent, quantity.MustUnit("%"))
}
