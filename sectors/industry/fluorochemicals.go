package industry

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// producedHFCs are the gases that the tables of production in China name.
var producedHFCs = []string{"HFC-125", "HFC-134a", "HFC-143a", "HFC-152a", "HFC-227ea", "HFC-236fa", "HFC-245fa", "HFC-32"}

// emittedFluorochemicals are the gases of the composition that the Refinement gives to what escapes from plants of which
// no more is known.
var emittedFluorochemicals = []string{"C2F6", "C3F8", "C6F14", "CF4", "HFC-125", "HFC-134a", "HFC-143a", "HFC-23", "HFC-32", "c-C4F8"}

// fluorochemicalLeaks serves what escapes where fluorinated gases are made, a method for each gas. A gas counts as a mass of
// itself, so the mass made is read as one of the gas that escapes.
func fluorochemicalLeaks() []*inventory.Method {
	const by2006, by2019 = chemicals2006 + "Eq 3.41 p3.103, p3.104", chemicals2019 + "Eq 3.41 p3.23, Tables 3.28a–3.28b p3.28–3.29"
	var out []*inventory.Method
	add := func(variant, gas, source string, leak ...inventory.Input) {
		made := chemicalOutput
		made.Unit, made.Gas = "t "+gas+";t", gas
		out = append(out, &inventory.Method{
			ID: "2.B.9.b/" + variant + "/" + gas, Category: "2.B.9.b", Gas: gas, Tier: "1", Source: source,
			Title:   inventory.Text{ZH: "氟化工生产逃逸 " + gas, EN: "Fluorochemical production, fugitive " + gas},
			Inputs:  append([]inventory.Input{made}, leak...),
			Formula: escaping(leak),
		})
	}
	for _, gas := range producedHFCs {
		add("t1", gas, chemicals2011+" 氢氟烃; "+by2006, escapes("leak_fraction_of_production", gas))
	}
	for _, gas := range []string{"NF3", "SF6"} {
		add("t1", gas, by2006+"; "+by2019, escapes("leak_fraction_of_production", gas))
	}
	for _, gas := range producedHFCs {
		add("ipcc", gas, by2006, escapes("leak_fraction_of_production", "HFCs"))
	}
	for _, gas := range []string{"CF4", "N2O"} {
		add("nf3", gas, by2019, escapes("byproduct_fraction_of_production", gas))
	}
	composition := inventory.Input{Name: "share", Symbol: "w", Unit: "fraction", Factor: true, Title: inventory.Text{ZH: "占逸出气体的质量比例", EN: "share in the mass of what escapes"}}
	for _, gas := range emittedFluorochemicals {
		composition.Gas = gas
		add("2019", gas, by2019, escapes("leak_fraction_of_production", "F-gases"), composition)
	}
	return out
}

// escapes is a factor of the gas, or of its family, per mass of product.
func escapes(name, gas string) inventory.Input {
	return inventory.Input{Name: name, Symbol: "EF", Unit: "fraction", Factor: true, Gas: gas,
		Title: inventory.Text{ZH: "单位产量逸出" + gas, EN: gas + " escaping per mass of product"}}
}

// escaping is what escapes of a gas: P·EF, or P·EF·w where the factor is that of a mixture.
func escaping(leak []inventory.Input) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node {
		product := []expr.Node{in.Activity("production")}
		for _, factor := range leak {
			product = append(product, in.Factor(factor.Name))
		}
		return expr.Mul(product...)
	}
}

// The inputs of HCFC-22 plants, of which HFC-23 is a by-product.
var (
	hfc23Recovered = inventory.Input{Name: "recovered", Symbol: "R", Unit: "t HFC-23;t", Gas: "HFC-23", Optional: true, Recovers: true,
		Title: inventory.Text{ZH: "回收利用的 HFC-23", EN: "HFC-23 recovered"}}
	hfc23Destroyed = inventory.Input{Name: "destroyed", Symbol: "D", Unit: "t HFC-23;t", Gas: "HFC-23", Optional: true, Recovers: true,
		Title: inventory.Text{ZH: "销毁的 HFC-23", EN: "HFC-23 destroyed"}}
	hfc23Released = inventory.Input{Name: "released_fraction", Symbol: "F_released", Unit: "fraction",
		Title: inventory.Text{ZH: "未处理直接排放的时间比例", EN: "fraction of the year in which the stream was released untreated"}}
	hfc23Concentration = inventory.Input{Name: "concentration", Symbol: "C", Unit: "t HFC-23/t;fraction", Gas: "HFC-23",
		Title: inventory.Text{ZH: "反应器产物中 HFC-23 与 HCFC-22 之比", EN: "HFC-23 in the reactor product, per HCFC-22"}}
	hfc23Vented = inventory.Input{Name: "vented_fraction", Symbol: "t_F", Unit: "fraction",
		Title: inventory.Text{ZH: "排空时间比例", EN: "fraction of the time in which HFC-23 was vented rather than destroyed"}}
)

// checkedOnly is the input where the equation does not use it.
func checkedOnly(inputs ...inventory.Input) []inventory.Input {
	for i := range inputs {
		inputs[i].Optional, inputs[i].ForChecks, inputs[i].Recovers = true, true, false
	}
	return inputs
}

// byProductHFC23 serves HCFC-22 plants: the HFC-23 they emit, and the CO2 of the HFC-23 they destroy.
func byProductHFC23() []*inventory.Method {
	generation := inventory.Input{Name: "generation_factor", Symbol: "GF_HFC-23", Unit: "t HFC-23/t", Factor: true, Gas: "HFC-23", Sets: []string{"CN-ENT-FLUOR"},
		Title: inventory.Text{ZH: "HFC-23 生成因子", EN: "HFC-23 generated per HCFC-22"}}
	destroyed := hfc23Destroyed
	destroyed.Optional, destroyed.Recovers = false, false
	plant := func(variant, tier, source string, formula func(inventory.Inputs) expr.Node, inputs ...inventory.Input) *inventory.Method {
		return &inventory.Method{
			ID: "2.B.9.a/" + variant, Category: "2.B.9.a", Gas: "HFC-23", Tier: tier, Source: source,
			Title:  inventory.Text{ZH: "HCFC-22 生产副产 HFC-23", EN: "HFC-23 from HCFC-22 production"},
			Inputs: append([]inventory.Input{chemicalOutput}, inputs...), Formula: formula,
		}
	}
	factor := perOutput("HFC-23")
	carbon := plant("destroyed/CO2", "1", "氟化工企业温室气体排放核算方法与报告指南（试行）（正文未见印刷本）", DestroyedHFC23CO2,
		append([]inventory.Input{destroyed}, checkedOnly(hfc23Recovered, hfc23Released, hfc23Concentration, hfc23Vented)...)...)
	carbon.Gas, carbon.Title = "CO2", inventory.Text{ZH: "HFC-23 销毁产生的 CO2", EN: "CO2 of HFC-23 destroyed"}
	return []*inventory.Method{
		byOutput{id: "2.B.9.a/cn/HFC-23", tier: "1", source: chemicals2011 + " 一氯二氟甲烷", zh: "HCFC-22 生产副产", en: "HCFC-22 production, by-product"}.method(),
		byOutput{id: "2.B.9.a/ipcc/HFC-23", tier: "1", source: chemicals2006 + "Eq 3.30 p3.93, Table 3.28 p3.99", zh: "HCFC-22 生产副产", en: "HCFC-22 production, by-product"}.method(),
		plant("ent/HFC-23", "2", "氟化工企业温室气体排放核算方法与报告指南（试行）（正文未见印刷本）", HCFC22PlantHFC23, generation, hfc23Recovered, hfc23Destroyed),
		plant("ipcc.t2/HFC-23", "2", chemicals2006+"Eq 3.31 p3.93", HCFC22ReleasedHFC23, append([]inventory.Input{factor, hfc23Released}, checkedOnly(hfc23Destroyed)...)...),
		plant("ipcc.t3c/HFC-23", "3", chemicals2006+"Eq 3.40 p3.97", HCFC22ReactorHFC23,
			append([]inventory.Input{hfc23Concentration, hfc23Vented, hfc23Recovered}, checkedOnly(hfc23Destroyed)...)...),
		carbon,
	}
}

// HCFC22PlantHFC23 is the HFC-23 of a plant that knows what it recovers and destroys: P·GF − R − D.
func HCFC22PlantHFC23(in inventory.Inputs) expr.Node {
	out := expr.Mul(in.Activity("production"), in.Factor("generation_factor"))
	for _, taken := range []string{"recovered", "destroyed"} {
		if in.Has(taken) {
			out = expr.Sub(out, in.Activity(taken))
		}
	}
	return out
}

// HCFC22ReleasedHFC23 is the HFC-23 of a plant by its efficiencies: P·EF·F_released (IPCC 2006 V3 Eq 3.31 p3.93).
func HCFC22ReleasedHFC23(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("production"), in.Factor("emission_factor"), in.Activity("released_fraction"))
}

// HCFC22ReactorHFC23 is the HFC-23 of a plant by what its reactor product holds: C·P·t_F − R (IPCC 2006 V3 Eq 3.40 p3.97).
func HCFC22ReactorHFC23(in inventory.Inputs) expr.Node {
	held := in.Activity("concentration")
	if perMass := quantity.MustUnit("t HFC-23/t"); held.Err() == nil && !held.Unit().SameDimension(perMass) {
		held = expr.Mul(held, expr.Const(decimal.NewFromInt(1), perMass)) // a per cent names no gas
	}
	out := expr.Mul(held, in.Activity("production"), in.Activity("vented_fraction"))
	if in.Has("recovered") {
		out = expr.Sub(out, in.Activity("recovered"))
	}
	return out
}

// DestroyedHFC23CO2 is the CO2 of the carbon in HFC-23 destroyed: D·44/70, one molecule for each.
func DestroyedHFC23CO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("destroyed"), expr.RatioOf(44, 70, quantity.MustUnit("t CO2").Div(quantity.MustUnit("t HFC-23"))))
}
