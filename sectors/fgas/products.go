package fgas

import (
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// otherProducts serves SF6 and PFCs of other products (2.G.2) and N2O of product uses (2.G.3).
func otherProducts() []*inventory.Method {
	factor := func(name, symbol, unit, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Factor: true, Gas: "SF6", Title: inventory.Text{ZH: zh, EN: en}}
	}
	pieces := func(name, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: "n", Unit: "unit", Title: inventory.Text{ZH: zh, EN: en}}
	}
	charge, leak := factor("charge", "m", "kg SF6", "单台充注量", "charge of one"), factor("use_emission_factor", "EF", "fraction/yr", "年排放率", "yearly emission rate")
	prompt := shareOf("emission_factor", "EF", "fraction", "当年排放比例", "share emitted in the year of sale")
	prompt.ElseGas = "SF6"
	n2o := inventory.Input{Name: "emission_factor", Symbol: "EF", Unit: "t N2O/t", Factor: true, Gas: "N2O", Title: inventory.Text{ZH: "排放因子", EN: "emission factor"}}
	return []*inventory.Method{
		{
			ID: "2.G.2/prompt/any", Category: "2.G.2", Gas: inventory.AnyGas, Tier: "1", Source: ipcc2006 + "Eq 8.23 p8.32",
			Title:   inventory.Text{ZH: "SF6 和 PFC 的其他即时排放用途", EN: "SF6 and PFCs, other prompt uses"},
			Inputs:  []inventory.Input{inSeries(ofGas("sales", "S", "销售量", "sales")), prompt},
			Formula: PromptUse,
		},
		{
			ID: "2.G.2/adiabatic/SF6", Category: "2.G.2", Gas: "SF6", Tier: "1", Source: ipcc2006 + "Eq 8.19 p8.31",
			Title:   inventory.Text{ZH: "轮胎、鞋底、网球中的 SF6", EN: "SF6 of tyres, shoe soles and tennis balls"},
			Inputs:  []inventory.Input{inSeries(sf6("sales", "S", "销售产品所含的 SF6", "SF6 in products sold")), delay()},
			Formula: AdiabaticSF6,
		},
		{
			ID: "2.G.2/accelerator/SF6", Category: "2.G.2", Gas: "SF6", Tier: "1", Source: ipcc2006 + "Eq 8.18, Tables 8.9–8.10 p8.30; IPCC 2019 Refinement V3 Tables 8.9–8.10 p8.13",
			Title:   inventory.Text{ZH: "工业和医用加速器 SF6", EN: "SF6 of industrial and medical accelerators"},
			Inputs:  []inventory.Input{pieces("accelerators", "加速器台数", "accelerators"), charge, leak},
			Formula: AcceleratorSF6,
		},
		{
			ID: "2.G.2/accelerator.research/SF6", Category: "2.G.2", Gas: "SF6", Tier: "1", Source: ipcc2006 + "Eq 8.14 p8.27–8.28",
			Title:   inventory.Text{ZH: "大学与科研加速器 SF6", EN: "SF6 of university and research accelerators"},
			Inputs:  []inventory.Input{pieces("accelerators", "加速器台数", "accelerators"), factor("sf6_use_share", "F", "fraction", "使用 SF6 的比例", "share that uses SF6"), charge, leak},
			Formula: ResearchAcceleratorSF6,
		},
		{
			ID: "2.G.2/awacs/SF6", Category: "2.G.2", Gas: "SF6", Tier: "1", Source: ipcc2006 + "Eq 8.12, Table 8.7 p8.24",
			Title: inventory.Text{ZH: "预警机 SF6", EN: "SF6 of AWACS"},
			Inputs: []inventory.Input{{Name: "planes", Symbol: "n", Unit: "plane", Title: inventory.Text{ZH: "预警机架数", EN: "planes"}},
				factor("emission_factor", "EF", "kg SF6/plane/yr", "单架年排放", "emission of one plane a year")},
			Formula: AwacsSF6,
		},
		{
			ID: "2.G.2/window/SF6", Category: "2.G.2", Gas: "SF6", Tier: "1", Source: ipcc2006 + "Eq 8.20–8.22 p8.31",
			Title: inventory.Text{ZH: "隔音窗 SF6", EN: "SF6 of sound-proof windows"},
			Inputs: []inventory.Input{
				inventory.Optional(sf6("purchased", "P", "用于装配的 SF6", "SF6 bought to fill windows")), inventory.Optional(sf6("bank", "B", "在用窗中的存量", "SF6 in windows in use")), inventory.Optional(sf6("retired", "R", "报废窗的原始充入量", "original charge of windows retired")),
				inventory.GoesWith("purchased", factor("manufacturing_emission_factor", "EF_man", "fraction", "装配损失率", "share lost when windows are filled")), inventory.GoesWith("bank", leak),
				inventory.GoesWith("retired", factor("charge_remaining_at_retirement", "f", "fraction", "报废时剩余比例", "share remaining at retirement")), inventory.GoesWith("retired", factor("recovery_efficiency", "η", "fraction", "回收效率", "recovery efficiency")),
			},
			Formula: WindowSF6,
		},
		{
			ID: "2.G.3/t1/N2O", Category: "2.G.3", Gas: "N2O", Tier: "1", Source: ipcc2006 + "Eq 8.24 p8.36",
			Title: inventory.Text{ZH: "产品使用 N2O（医用、喷射剂）", EN: "N2O of product uses (medical, propellant)"},
			Inputs: []inventory.Input{inSeries(inventory.Input{Name: "supply", Symbol: "A", Unit: "t", Title: inventory.Text{ZH: "供应量", EN: "supply"}}),
				n2o},
			Formula: ProductN2O,
		},
	}
}

func delay() inventory.Input {
	return inventory.Input{Name: "delay", Symbol: "d", Unit: "yr", Factor: true, Gas: "SF6", Title: inventory.Text{ZH: "从销售到排放的年数", EN: "years from sale to emission"}}
}

// AdiabaticSF6 is the SF6 of products sold some years before: S_(t−d).
func AdiabaticSF6(in inventory.Inputs) expr.Node {
	figures := in.Series("sales")
	if len(figures) == 0 {
		return in.Activity("sales")
	}
	if in.Year() == 0 && figures[0].Year == 0 {
		return expr.State("S_(t−d)", figures[0].Node)
	}
	delay, err := whole(in.Factor("delay"))
	if err != nil {
		return expr.Fail(err)
	}
	for _, f := range figures {
		if f.Year == in.Year()-delay {
			return f.Node
		}
	}
	return expr.Fail(inventory.Failf("缺 %d 年的销售量：售出 %d 年后才排放；没有就写 0", "the sales of %d are missing, which are emitted %d years later: state 0 if there were none", in.Year()-delay, delay))
}

// AcceleratorSF6 is n·m·EF.
func AcceleratorSF6(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("accelerators"), in.Factor("charge"), perUnit(), in.Factor("use_emission_factor"), oneYear())
}

// ResearchAcceleratorSF6 is n·F·m·EF, of the accelerators that use SF6.
func ResearchAcceleratorSF6(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("accelerators"), in.Factor("sf6_use_share"), in.Factor("charge"), perUnit(), in.Factor("use_emission_factor"), oneYear())
}

// AwacsSF6 is n·EF.
func AwacsSF6(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("planes"), in.Factor("emission_factor"), expr.RatioOf(1, 1, quantity.MustUnit("yr")))
}

// WindowSF6 is P·EF_man + B·EF + R·f·(1 − η).
func WindowSF6(in inventory.Inputs) expr.Node {
	remaining := func(in inventory.Inputs) []expr.Node {
		return []expr.Node{in.Factor("charge_remaining_at_retirement"), expr.Sub(expr.Int(1), in.Factor("recovery_efficiency"))}
	}
	return terms(in, term{"purchased", factors("manufacturing_emission_factor")}, term{"bank", ofYear("use_emission_factor")}, term{"retired", remaining})
}

// ProductN2O is (0.5·A_t + 0.5·A_(t−1))·EF: supply is used half in its year and half in the next.
func ProductN2O(in inventory.Inputs) expr.Node {
	half := func() expr.Node { return expr.Ratio(1, 2) }
	return expr.Mul(twoYears(in, "supply", half), in.Factor("emission_factor"))
}
