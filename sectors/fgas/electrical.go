package fgas

import (
	"errors"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// sf6Mass are the units of an amount of SF6: a mass of it, or a mass as such.
const sf6Mass = "kg SF6;kg"

// sf6 is an activity that is a mass of SF6.
func sf6(name, symbol, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: sf6Mass, Gas: "SF6", Title: inventory.Text{ZH: zh, EN: en}}
}

// deducted is an activity of a balance that takes off what the others put in.
func deducted(in inventory.Input) inventory.Input {
	in.Deducts = true
	return in
}

// within is an activity that is a part of another: what is recovered of a charge.
func within(whole string, in inventory.Input) inventory.Input {
	in.Within = whole
	return in
}

// The amounts of SF6 in equipment. A nameplate capacity is the charge that the maker states, whatever is left of it.
var (
	charged = inventory.Optional(sf6("sf6_charged", "C_man", "设备制造厂使用的 SF6", "SF6 used by makers of equipment"))
	placed  = inventory.Optional(sf6("nameplate_new", "N_new", "当年新装设备的铭牌容量", "nameplate capacity of equipment installed in the year"))
	inUse   = inventory.Optional(sf6("nameplate_in_use", "N_bank", "在用设备的铭牌容量", "nameplate capacity of equipment in use"))
	retired = inventory.Optional(sf6("nameplate_retired", "N_ret", "当年退役设备的铭牌容量", "nameplate capacity of equipment retired in the year"))
)

// equipmentFactor is a factor of the equipment as the region builds and keeps it, per charge of the activity.
func equipmentFactor(name, symbol, unit, of, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Factor: true, Gas: "SF6", For: of, Equipment: true, Title: inventory.Text{ZH: zh, EN: en}}
}

// stages are the inputs of equipment by the stages of its life. The printed factors of makers of closed-pressure equipment hold
// the installation, so that no table has a factor of that alone.
func stages() []inventory.Input {
	installation := inventory.Input{Name: "installation_emission_factor", Symbol: "EF_inst", Unit: "fraction", Factor: true, Gas: "SF6", For: placed.Name, Own: true,
		Title: inventory.Text{ZH: "安装排放因子（制造因子已含安装的不另计）", EN: "emission factor of installation, where that of manufacture does not hold it"}}
	return []inventory.Input{
		charged, equipmentFactor("manufacturing_emission_factor", "EF_man", "fraction", charged.Name, "制造排放因子", "emission factor of manufacture"),
		placed, installation,
		inUse, equipmentFactor("use_emission_factor", "EF_use", "fraction/yr", inUse.Name, "使用排放因子", "emission factor of use"),
		retired, equipmentFactor("charge_remaining_at_retirement", "f_remain", "fraction", retired.Name, "报废时剩余气体比例", "share of the charge remaining at retirement"),
	}
}

// disposal are the shares by which gas of retired equipment is kept from the air. They come first: no figure without a name
// stands for one of them, as its unit shows, and so none is taken for another amount.
func disposal() []inventory.Input {
	share := func(name, symbol, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: symbol, Unit: "fraction", Title: inventory.Text{ZH: zh, EN: en}}
	}
	return []inventory.Input{
		share("share_recovered", "s_rec", "退役设备中作气体回收的比例（按铭牌容量）", "share of retired equipment of which the gas is recovered, by nameplate"),
		share("recovery_efficiency", "η", "回收效率", "efficiency of recovery"),
		share("share_reused", "s_reuse", "回收气体再生回用或销毁的比例", "share of the recovered gas that is recycled, reused or destroyed"),
	}
}

// workOver are the nameplates and the gas recovered of equipment retired and repaired.
func workOver() []inventory.Input {
	return []inventory.Input{
		retired, within(retired.Name, inventory.Optional(sf6("recovered_retired", "R_ret", "退役设备回收的 SF6", "SF6 recovered from equipment retired"))),
		inventory.Optional(sf6("nameplate_repaired", "N_rep", "检修设备的铭牌容量", "nameplate capacity of equipment repaired")),
		within("nameplate_repaired", inventory.Optional(sf6("recovered_repaired", "R_rep", "检修设备回收的 SF6", "SF6 recovered from equipment repaired"))),
	}
}

// cylinders are weighed before and after equipment is topped up.
func cylinders() []inventory.Input {
	before := sf6("cylinders_before", "S_0", "补气前气瓶内的 SF6", "SF6 in the cylinders before topping up")
	return []inventory.Input{before, within(before.Name, sf6("cylinders_after", "S_1", "补气后气瓶内的 SF6", "SF6 in the cylinders after topping up"))}
}

// balanceOfUser are the inputs of a user's yearly balance. Each is needed: what is left out would be taken for 0.
func balanceOfUser() []inventory.Input {
	left := retired
	left.Optional = false
	added := deducted(placed)
	added.Optional = false
	return []inventory.Input{
		sf6("stock_begin", "S_begin", "年初库存 SF6（设备以外）", "SF6 stored at the beginning of the year, outside equipment"),
		deducted(sf6("stock_end", "S_end", "年末库存 SF6（设备以外）", "SF6 stored at the end of the year, outside equipment")),
		sf6("acquired", "A", "当年购入或取得的 SF6（含设备内充装）", "SF6 acquired, in equipment too"),
		deducted(sf6("disbursed", "D", "当年售出、退回或送销毁的 SF6", "SF6 sold, returned or sent for destruction")),
		added, left,
	}
}

// balanceOfMaker are the inputs of a works that fills equipment. What it sells is metered, and a little escapes from the
// valves and pipes of each fill before it is in the equipment.
func balanceOfMaker() []inventory.Input {
	return []inventory.Input{
		sf6("opening_stock", "S_open", "期初库存 SF6", "SF6 in stock at the beginning"),
		deducted(sf6("closing_stock", "S_close", "期末库存 SF6", "SF6 in stock at the end")),
		sf6("purchased", "P", "购入 SF6", "SF6 bought"),
		deducted(sf6("sold", "Q", "充入产品售出的 SF6（计量值）", "SF6 sold in products, as metered")),
		{Name: "fills", Symbol: "n", Unit: "fill", Title: inventory.Text{ZH: "充装次数", EN: "fills"}},
		{Name: "leak_per_fill", Symbol: "l", Unit: "mol/fill", Factor: true, Sets: []string{"CN-ENT-MACH"}, Title: inventory.Text{ZH: "单次充装管道阀门连接处泄漏量", EN: "leak of one fill, at valves and pipes"}},
		{Name: "molar_mass", Symbol: "M", Unit: "g SF6/mol", Factor: true, Gas: "SF6", Sets: []string{"STOICH"}, Title: inventory.Text{ZH: "SF6 的摩尔质量", EN: "molar mass of SF6"}},
	}
}

func electricalEquipment() []*inventory.Method {
	const v3 = "IPCC 2006 V3 "
	used := sf6("sf6_used", "M_SF6", "设备制造与安装使用的 SF6", "SF6 used in manufacture and installation of equipment")
	method := func(variant, tier, zh, en, source string, formula func(inventory.Inputs) expr.Node, inputs ...inventory.Input) *inventory.Method {
		return &inventory.Method{
			ID: "2.G.1/" + variant + "/SF6", Category: "2.G.1", Gas: "SF6", Tier: tier, Source: source, Inputs: inputs, Formula: formula,
			Title: inventory.Text{ZH: "电力设备 SF6（" + zh + "）", EN: "Electrical equipment SF6: " + en},
		}
	}
	return []*inventory.Method{
		method("cn2011", "1", "制造与安装使用量", "SF6 used in manufacture and installation", "省级温室气体清单编制指南（试行）2011 第二章 电力设备（正文未见印刷本）; manufacture and installation alone, without use and retirement", ManufactureSF6,
			used, inventory.Input{Name: "emission_fraction_of_SF6_used", Symbol: "EF", Unit: "fraction", Factor: true, Gas: "SF6", Title: inventory.Text{ZH: "使用量的排放比例", EN: "emitted fraction of the SF6 used"}}),
		method("t1", "1", "按寿命阶段的因子", "by factors of the stages of life", v3+"Eq 8.1 p8.8, Tables 8.2–8.4 p8.15–8.16", StagesSF6, stages()...),
		method("t2", "2", "按寿命阶段的因子，报废气体回收", "by factors of the stages of life, with recovery at disposal", v3+"Eq 8.2 p8.9, Tables 8.2–8.4 p8.15–8.16", RecoveringStagesSF6,
			append(disposal(), needed(retired.Name, stages())...)...),
		method("grid", "3", "电网企业退役与检修", "grid company, retirement and repair", "中国电网企业温室气体排放核算方法与报告指南（试行）(2013)（正文未见印刷本）; its fixed GWP is not used", WorkOverSF6, workOver()...),
		method("grid.topup", "3", "电网企业退役、检修与补气", "grid company, retirement, repair and topping up", "DB13/T 5564-2022（正文未见印刷本）; its fixed GWP is not used", ToppedUpSF6, append(cylinders(), workOver()...)...),
		method("t3.mb", "3", "用户质量平衡", "mass balance of a user", "40 CFR Part 98 subpart DD Eq DD-1; "+v3+"Eq 8.3–8.7 p8.10–8.12", UserBalanceSF6, balanceOfUser()...),
		method("maker", "3", "设备制造厂质量平衡", "mass balance of a maker", "机械设备制造企业温室气体排放核算方法与报告指南（试行）（正文未见印刷本）", MakerBalanceSF6, balanceOfMaker()...),
	}
}

// needed marks the input of the name as one without which the equation does not hold.
func needed(name string, inputs []inventory.Input) []inventory.Input {
	for i := range inputs {
		if inputs[i].Name == name {
			inputs[i].Optional = false
		}
	}
	return inputs
}

// total is the sum of the terms; nothing that an equation is of is no equation.
func total(terms []expr.Node) expr.Node {
	switch len(terms) {
	case 0:
		return expr.Fail(errors.New("no amount of SF6 is given · 没有给出任何 SF6 的量"))
	case 1:
		return terms[0]
	}
	return expr.Add(terms...)
}

// ManufactureSF6 is the SF6 that escapes where equipment is made and installed: M·EF.
func ManufactureSF6(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("sf6_used"), in.Factor("emission_fraction_of_SF6_used"))
}

// inLife are the terms of equipment made, installed and in use. The factor of use is a share of the charge in a year.
func inLife(in inventory.Inputs) []expr.Node {
	var terms []expr.Node
	if in.Has("sf6_charged") {
		terms = append(terms, expr.Mul(in.Activity("sf6_charged"), in.Factor("manufacturing_emission_factor")))
	}
	if in.Has("nameplate_new") {
		terms = append(terms, expr.Mul(in.Activity("nameplate_new"), in.Factor("installation_emission_factor")))
	}
	if in.Has("nameplate_in_use") {
		oneYear := expr.RatioOf(1, 1, quantity.MustUnit("yr"))
		terms = append(terms, expr.Mul(in.Activity("nameplate_in_use"), in.Factor("use_emission_factor"), oneYear))
	}
	return terms
}

// StagesSF6 is the SF6 of equipment by the stages of its life, of which some may be left out:
// C_man·EF_man + N_new·EF_inst + N_bank·EF_use + N_ret·f_remain (IPCC 2006 V3 Eq 8.1 p8.8).
func StagesSF6(in inventory.Inputs) expr.Node {
	terms := inLife(in)
	if in.Has("nameplate_retired") {
		terms = append(terms, expr.Mul(in.Activity("nameplate_retired"), in.Factor("charge_remaining_at_retirement")))
	}
	return total(terms)
}

// RecoveringStagesSF6 is the same with what is recovered at disposal: N_ret·f_remain·(1 − s_rec·η·s_reuse) (IPCC 2006 V3 Eq 8.2 p8.9).
func RecoveringStagesSF6(in inventory.Inputs) expr.Node {
	kept := expr.Mul(in.Activity("share_recovered"), in.Activity("recovery_efficiency"), in.Activity("share_reused"))
	return total(append(inLife(in), expr.Mul(in.Activity("nameplate_retired"), in.Factor("charge_remaining_at_retirement"), expr.Sub(expr.Int(1), kept))))
}

// workedOver are the terms of equipment retired and repaired: what the nameplate says less what was recovered.
func workedOver(in inventory.Inputs) []expr.Node {
	var terms []expr.Node
	for _, work := range []string{"retired", "repaired"} {
		if in.Has("nameplate_" + work) {
			terms = append(terms, expr.Sub(in.Activity("nameplate_"+work), in.Activity("recovered_"+work)))
		}
	}
	return terms
}

// WorkOverSF6 is the SF6 that grid equipment lost before it was retired or repaired and that is not recovered then:
// (N − R)_retired + (N − R)_repaired.
func WorkOverSF6(in inventory.Inputs) expr.Node { return total(workedOver(in)) }

// ToppedUpSF6 is the same with what equipment was topped up with: S_0 − S_1.
func ToppedUpSF6(in inventory.Inputs) expr.Node {
	return total(append(workedOver(in), expr.Sub(in.Activity("cylinders_before"), in.Activity("cylinders_after"))))
}

// UserBalanceSF6 is what a user of equipment cannot account for: (S_begin − S_end) + A − D − (N_new − N_ret).
func UserBalanceSF6(in inventory.Inputs) expr.Node {
	gas := expr.Sub(expr.Add(expr.Sub(in.Activity("stock_begin"), in.Activity("stock_end")), in.Activity("acquired")), in.Activity("disbursed"))
	return expr.Sub(gas, expr.Sub(in.Activity("nameplate_new"), in.Activity("nameplate_retired")))
}

// MakerBalanceSF6 is what a maker of equipment cannot account for: S_open − S_close + P − (Q − n·l·M).
func MakerBalanceSF6(in inventory.Inputs) expr.Node {
	leaked := expr.Mul(in.Activity("fills"), in.Factor("leak_per_fill"), in.Factor("molar_mass"))
	return expr.Sub(expr.Add(expr.Sub(in.Activity("opening_stock"), in.Activity("closing_stock")), in.Activity("purchased")),
		expr.Sub(in.Activity("sold"), leaked))
}
