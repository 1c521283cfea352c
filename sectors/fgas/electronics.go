package fgas

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// electronics serves the making of semiconductors, displays and photovoltaics (2.E.1–2.E.3), microsystems (2.E.5) and the
// fluids that carry their heat (2.E.4).
func electronics() []*inventory.Method {
	return slices.Concat(byArea(), byGasUsed(), heatTransfer())
}

const (
	by2006 = ipcc2006
	by2019 = "IPCC 2019 Refinement V3 "
)

// byArea is Tier 1: all the gases that one table states by area of substrate, at once.
func byArea() []*inventory.Method {
	perArea := func(set string) inventory.Input {
		return inventory.Input{Name: "emission_factor", Symbol: "EF", Unit: "kg/m2", GasUnit: "kg %s/m2", Factor: true, Gas: "{gas}", Sets: []string{set}, OnlySets: true,
			Title: inventory.Text{ZH: "单位基板面积排放因子", EN: "emission factor by area of substrate"}}
	}
	capacity := inventory.Input{Name: "capacity", Symbol: "C_d", Unit: "m2", Title: inventory.Text{ZH: "设计年产能（基板面积）", EN: "design capacity of a year, area of substrate"}}
	area := inventory.Input{Name: "area", Symbol: "P", Unit: "m2", Title: inventory.Text{ZH: "当年加工的基板面积", EN: "area of substrate processed"}}
	used := inventory.Input{Name: "capacity_utilisation", Symbol: "C_u", Unit: "fraction", Factor: true, Title: inventory.Text{ZH: "产能利用率", EN: "capacity utilisation"}}
	pv := inventory.Input{Name: "fc_use_share", Symbol: "C_PV", Unit: "fraction", Factor: true, Title: inventory.Text{ZH: "使用含氟气体的光伏产能比例", EN: "share of photovoltaics that uses fluorinated compounds"}}
	method := func(variant, category, source, zh, en string, formula func(inventory.Inputs) expr.Node, inputs ...inventory.Input) *inventory.Method {
		return &inventory.Method{ID: category + "/" + variant + "/any", Category: category, Gas: inventory.AnyGas, Over: "emission_factor", Tier: "1", Source: source,
			Title: inventory.Text{ZH: zh, EN: en}, Inputs: inputs, Formula: formula}
	}
	return []*inventory.Method{
		method("t1", "2.E", by2006+"Eq 6.1 p6.9, Table 6.2 p6.16", "电子工业（按产能，2006）", "Electronics by capacity (2006)", CapacityEmission, capacity, used, perArea("IPCC-2006")),
		method("t1.pv", "2.E.3", by2006+"Eq 6.1 p6.9, Table 6.2 p6.16", "光伏（按产能，2006）", "Photovoltaics by capacity (2006)", PhotovoltaicEmission, capacity, used, pv, perArea("IPCC-2006")),
		method("2019.t1.pv", "2.E.3", by2019+"Eq 6.1 p6.18, Table 6.6", "光伏（按加工面积，2019）", "Photovoltaics by area processed (2019)", PhotovoltaicAreaEmission, area, pv, perArea("IPCC-2019")),
		method("2019.t1", "2.E", by2019+"Eq 6.1 p6.18, Table 6.6", "电子工业（按加工面积，2019）", "Electronics by area processed (2019)", AreaEmission, area, perArea("IPCC-2019")),
	}
}

// CapacityEmission is C_d·C_u·EF; the table is in kg per m² throughout.
func CapacityEmission(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("capacity"), in.Factor("capacity_utilisation"), in.Factor("emission_factor"))
}

// PhotovoltaicEmission is C_d·C_u·EF·C_PV.
func PhotovoltaicEmission(in inventory.Inputs) expr.Node {
	return expr.Mul(CapacityEmission(in), in.Factor("fc_use_share"))
}

// AreaEmission is P·EF.
func AreaEmission(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("area"), in.Factor("emission_factor"))
}

// PhotovoltaicAreaEmission is P·EF·F_PV.
func PhotovoltaicAreaEmission(in inventory.Inputs) expr.Node {
	return expr.Mul(AreaEmission(in), in.Factor("fc_use_share"))
}

// process is a sort of process for which the tables state how much of a gas is left and what it becomes.
type process struct {
	variant, tier      string
	unused, byproducts string // parameters of 1 − U, and of by-products up to the gas that is used; "" for none
	zh, en             string
	sets               []string // searched before those of the guide
}

// processes are those of the two editions.
var processes = []process{
	{"t2a", "2a", "one_minus_utilisation", "byproduct_factor_from_", "", "", nil},
	{"t2a.remote", "2a", "one_minus_utilisation_remote", "", "，远程等离子体清洗", ", remote plasma clean", nil},
	{"t2b.etch", "2b", "one_minus_utilisation_etch", "byproduct_factor_etch_from_", "，刻蚀", ", etching", nil},
	{"t2b.cvd", "2b", "one_minus_utilisation_cvd", "byproduct_factor_cvd_from_", "，化学气相沉积腔体清洗", ", CVD chamber cleaning", nil},
	{"t2b.cvd.remote", "2b", "one_minus_utilisation_cvd_remote", "", "，化学气相沉积远程清洗", ", CVD, remote clean", nil},
	{"t2c.tfd", "2c", "one_minus_utilisation_tfd", "byproduct_factor_tfd_from_", "，薄膜沉积", ", thin film deposition", []string{"IPCC-2019"}},
	{"t2c.ipc", "2c", "one_minus_utilisation_ipc", "", "，原位等离子体清洗", ", in-situ plasma clean", []string{"IPCC-2019"}},
	{"t2c.rpc", "2c", "one_minus_utilisation_rpc", "", "，远程等离子体清洗（显示器）", ", remote plasma clean (displays)", []string{"IPCC-2019"}},
}

// byGasUsed is Tier 2: each gas by what of it is bought or consumed, with the by-products that it becomes.
func byGasUsed() []*inventory.Method {
	bought := inventory.Input{Name: "purchased", Symbol: "FC", Unit: "t", OfUsed: true, Title: inventory.Text{ZH: "购入并使用的气体", EN: "gas bought and used"}}
	fraction := func(name, symbol, gas, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: symbol, Unit: "fraction", Factor: true, Gas: gas, Title: inventory.Text{ZH: zh, EN: en}}
	}
	heel := fraction("heel_fraction", "h", "", "气瓶残余比例", "share left in the cylinder")
	heel.FiledAt = "2.E.1"
	abated := inventory.Input{Name: "abated_share", Symbol: "a", Unit: "fraction", Optional: true, Title: inventory.Text{ZH: "送入有尾气处理设备的比例", EN: "share fed to tools with abatement"}}
	destroyed := inventory.GoesWith("abated_share", fraction("destruction_efficiency", "d", "{gas}", "尾气处理破坏率", "destruction efficiency of the abatement"))
	destroyed.FiledAt = "2.E.1"
	var out []*inventory.Method
	add := func(variant, tier, source, part string, over string, title inventory.Text, formula func(inventory.Inputs) expr.Node, inputs ...inventory.Input) {
		out = append(out, &inventory.Method{ID: "2.E/" + variant + "/any", Category: "2.E", Gas: inventory.AnyGas, Part: part, Over: over, Tier: tier, Source: source,
			Title: title, Inputs: inputs, Formula: formula})
	}
	for _, p := range processes {
		left := fraction(p.unused, "(1−U)", "{gas}", "未利用率", "share that is not used up")
		left.Sets = p.sets
		source := by2006 + "Eq 6.2–6.6 p6.10, 6.7–6.11 p6.11–6.12; " + by2019 + "Eq 6.5–6.6 p6.21"
		add(p.variant, p.tier, source, "", "", inventory.Text{ZH: "电子工业（按气体用量" + p.zh + "）", EN: "Electronics by gas used" + p.en}, GasNotUsed(p.unused), bought, heel, left, abated, destroyed)
		if p.byproducts == "" {
			continue
		}
		become := fraction("byproduct_factor", "B", "{gas}", "副产物生成比例", "by-product per gas used")
		become.Parameter, become.Unit, become.GasUnit = p.byproducts+"{used}", "t/t", "t %s/t"
		become.Sets = p.sets
		add(p.variant+".byproduct", p.tier, source, "byproduct", "byproduct_factor", inventory.Text{ZH: "电子工业副产物（按气体用量" + p.zh + "）", EN: "By-products of electronics by gas used" + p.en}, ByProduct, anything(bought), heel, become, abated, destroyed)
	}
	return append(out, chineseElectronics()...)
}

// anything is an amount of which the gas does not enter the result, but another that it becomes.
func anything(in inventory.Input) inventory.Input {
	in.OfUsed = false
	return in
}

// GasNotUsed is what of a gas goes through unchanged: (1 − h)·FC·(1 − U)·(1 − a·d).
func GasNotUsed(unused string) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node {
		return notAbated(in, expr.Mul(expr.Sub(expr.Int(1), in.Factor("heel_fraction")), in.Activity("purchased"), in.Factor(unused)))
	}
}

// ByProduct is what a gas becomes: (1 − h)·FC·B·(1 − a·d), d being that of the by-product.
func ByProduct(in inventory.Inputs) expr.Node {
	return notAbated(in, expr.Mul(expr.Sub(expr.Int(1), in.Factor("heel_fraction")), in.Activity("purchased"), in.Factor("byproduct_factor")))
}

func notAbated(in inventory.Inputs, out expr.Node) expr.Node {
	if !in.Has("abated_share") {
		return out
	}
	return expr.Mul(out, expr.Sub(expr.Int(1), expr.Mul(in.Activity("abated_share"), in.Factor("destruction_efficiency"))))
}

// chineseElectronics are the methods of the provincial guide of 2011 and of the accounting of enterprises.
func chineseElectronics() []*inventory.Method {
	const enterprise = "电子设备制造企业温室气体排放核算方法与报告指南（试行）（正文未见印刷本）"
	sets := []string{"CN-ENT-ELEC"}
	fraction := func(name, symbol, gas, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: symbol, Unit: "fraction", Factor: true, Gas: gas, Sets: sets, OnlySets: true, Title: inventory.Text{ZH: zh, EN: en}}
	}
	share := inventory.Input{Name: "emission_fraction_of_gas_used", Symbol: "EF", Unit: "fraction", Factor: true, Gas: "{gas}", Sets: []string{"CN-PROV-2011"}, OnlySets: true,
		Title: inventory.Text{ZH: "排放占使用量的比例", EN: "emission per gas used"}}
	fed := inventory.Input{Name: "fed", Symbol: "FC", Unit: "t", OfUsed: true, Title: inventory.Text{ZH: "原料气使用量（企业核算）", EN: "process gas used, by the accounting of enterprises"}}
	heel := fraction("heel_fraction", "h", "", "气瓶残余比例", "share left in the cylinder")
	abated := inventory.Input{Name: "abated_share", Symbol: "s", Unit: "fraction", Optional: true, Title: inventory.Text{ZH: "接有尾气处理的比例", EN: "share connected to abatement"}}
	collected := inventory.GoesWith("abated_share", fraction("collection_efficiency", "a", "{gas}", "废气收集效率", "collection efficiency"))
	removed := inventory.GoesWith("abated_share", fraction("removal_efficiency", "d", "{gas}", "废气去除效率", "removal efficiency"))
	become := inventory.Input{Name: "byproduct_factor", Parameter: "byproduct_factor_from_{used}", Symbol: "B", Unit: "t/t", Factor: true, Gas: "{gas}", Sets: sets, OnlySets: true,
		Title: inventory.Text{ZH: "副产物生成比例", EN: "by-product per gas used"}}
	become.GasUnit = "t %s/t"
	return []*inventory.Method{
		{
			ID: "2.E.1/cn/any", Category: "2.E.1", Gas: inventory.AnyGas, Tier: "1", Source: "省级温室气体清单编制指南（试行）2011 第二章 半导体生产过程（正文未见印刷本）",
			Title: inventory.Text{ZH: "半导体生产（按气体使用量）", EN: "Semiconductors by gas used"}, Formula: SemiconductorShare,
			Inputs: []inventory.Input{ofGas("used", "FC", "气体使用量", "gas used"), share},
		},
		{
			ID: "2.E.1/ent/any", Category: "2.E.1", Gas: inventory.AnyGas, Tier: "2", Source: enterprise,
			Title: inventory.Text{ZH: "电子设备制造（企业核算）", EN: "Electronics by the accounting of enterprises"}, Formula: EnterpriseGas,
			Inputs: []inventory.Input{fed, heel, fraction("utilisation_rate", "U", "{gas}", "利用率", "utilisation rate"), abated, collected, removed},
		},
		{
			ID: "2.E.1/ent.byproduct/any", Category: "2.E.1", Gas: inventory.AnyGas, Part: "byproduct", Over: "byproduct_factor", Tier: "2", Source: enterprise,
			Title: inventory.Text{ZH: "电子设备制造副产物（企业核算）", EN: "By-products of electronics by the accounting of enterprises"}, Formula: EnterpriseByProduct,
			Inputs: []inventory.Input{anything(fed), heel, become, abated, collected, removed},
		},
	}
}

// SemiconductorShare is FC·EF.
func SemiconductorShare(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("used"), in.Factor("emission_fraction_of_gas_used"))
}

// EnterpriseGas is (1 − h)·FC·(1 − U)·(1 − s·a·d).
func EnterpriseGas(in inventory.Inputs) expr.Node {
	return enterpriseAbated(in, expr.Mul(expr.Sub(expr.Int(1), in.Factor("heel_fraction")), in.Activity("fed"), expr.Sub(expr.Int(1), in.Factor("utilisation_rate"))))
}

// EnterpriseByProduct is (1 − h)·FC·B·(1 − s·a·d).
func EnterpriseByProduct(in inventory.Inputs) expr.Node {
	return enterpriseAbated(in, expr.Mul(expr.Sub(expr.Int(1), in.Factor("heel_fraction")), in.Activity("fed"), in.Factor("byproduct_factor")))
}

func enterpriseAbated(in inventory.Inputs, out expr.Node) expr.Node {
	if !in.Has("abated_share") {
		return out
	}
	taken := expr.Mul(in.Activity("abated_share"), in.Factor("collection_efficiency"), in.Factor("removal_efficiency"))
	return expr.Mul(out, expr.Sub(expr.Int(1), taken))
}

// heatTransfer serves the fluids that carry heat (2.E.4).
func heatTransfer() []*inventory.Method {
	perArea := func(set string) inventory.Input {
		return inventory.Input{Name: "emission_factor", Symbol: "EF", Unit: "kg/m2", GasUnit: "kg %s/m2", Factor: true, Gas: "{gas}", Sets: []string{set}, OnlySets: true,
			Title: inventory.Text{ZH: "单位基板面积排放因子", EN: "emission factor by area of substrate"}}
	}
	volume := func(name, symbol, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: symbol, Unit: "L", Title: inventory.Text{ZH: zh, EN: en}}
	}
	return []*inventory.Method{
		{
			ID: "2.E.4/t1/any", Category: "2.E.4", Gas: inventory.AnyGas, Over: "emission_factor", Tier: "1", Source: by2006 + "Eq 6.12 p6.14, Table 6.2 p6.16",
			Title: inventory.Text{ZH: "传热流体（按产能）", EN: "Heat transfer fluids by capacity"}, Formula: HeatTransferByArea,
			Inputs: []inventory.Input{{Name: "capacity", Symbol: "C_d", Unit: "m2", Title: inventory.Text{ZH: "设计年产能（硅片面积）", EN: "design capacity of a year, area of silicon"}},
				{Name: "capacity_utilisation", Symbol: "C_u", Unit: "fraction", Factor: true, FiledAt: "2.E.1", Item: "半导体", Title: inventory.Text{ZH: "产能利用率", EN: "capacity utilisation"}}, perArea("IPCC-2006")},
		},
		{
			ID: "2.E.4/2019.t1/any", Category: "2.E.4", Gas: inventory.AnyGas, Over: "emission_factor", Tier: "1", Source: by2019 + "Table 6.6",
			Title: inventory.Text{ZH: "传热流体（按加工面积，2019）", EN: "Heat transfer fluids by area processed (2019)"}, Formula: AreaEmission,
			Inputs: []inventory.Input{{Name: "area", Symbol: "P", Unit: "m2", Title: inventory.Text{ZH: "当年加工的基板面积", EN: "area of substrate processed"}}, perArea("IPCC-2019")},
		},
		{
			ID: "2.E.4/t2/any", Category: "2.E.4", Gas: inventory.AnyGas, Tier: "2", Source: by2006 + "Eq 6.13 p6.14",
			Title: inventory.Text{ZH: "传热流体（质量平衡）", EN: "Heat transfer fluids, mass balance"}, Formula: HeatTransferBalance,
			Inputs: []inventory.Input{
				volume("stock_begin", "I_(t−1)", "年初库存", "inventory at the beginning"), volume("bought", "P", "购入量", "bought"),
				recovers(volume("charged_new", "N", "新设备充入量", "charge of new equipment")), inventory.Optional(volume("charge_retired", "R", "报废和售出设备的充入量", "charge of equipment retired or sold")),
				recovers(volume("stock_end", "I_t", "年末库存", "inventory at the end")), recovers(volume("disposed", "D", "售出或处置量", "sold or disposed of")),
				inventory.Own(inventory.Input{Name: "density", Symbol: "ρ", Unit: "kg/L", Factor: true, Title: inventory.Text{ZH: "流体密度", EN: "density of the fluid"}}),
			},
		},
	}
}

// HeatTransferByArea is C_d·C_u·EF.
func HeatTransferByArea(in inventory.Inputs) expr.Node { return CapacityEmission(in) }

// HeatTransferBalance is ρ·(I_(t−1) + P − N + R − I_t − D).
func HeatTransferBalance(in inventory.Inputs) expr.Node {
	out := expr.Add(in.Activity("stock_begin"), in.Activity("bought"))
	if in.Has("charge_retired") {
		out = expr.Add(out, in.Activity("charge_retired"))
	}
	for _, gone := range []string{"charged_new", "stock_end", "disposed"} {
		if in.Has(gone) {
			out = expr.Sub(out, in.Activity(gone))
		}
	}
	return expr.Mul(out, in.Factor("density"))
}
