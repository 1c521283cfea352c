package fgas

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// substitutes serves foams, fire protection, aerosols, solvents and other applications (2.F.2–2.F.6).
func substitutes() []*inventory.Method {
	method := func(id, category, tier, source, zh, en string, formula func(inventory.Inputs) expr.Node, inputs ...inventory.Input) *inventory.Method {
		return &inventory.Method{ID: id, Category: category, Gas: inventory.AnyGas, Tier: tier, Source: ipcc2006 + source,
			Title: inventory.Text{ZH: zh, EN: en}, Inputs: inputs, Formula: formula}
	}
	blown := ofGas("blown", "M", "当年发泡用量", "used in the year to blow foam")
	sales := inSeries(ofGas("sales", "S", "销售量", "sales"))
	share := shareOf("emission_factor", "EF", "fraction", "当年排放比例", "share emitted in the year of sale")
	first, yearly := shareOf("first_year_loss", "EF_FY", "fraction", "首年损失率", "first-year loss"), shareOf("annual_loss", "EF_AL", "fraction/yr", "年损失率", "annual loss")
	return []*inventory.Method{
		method("2.F.2/closed/any", "2.F.2", "2a", "Eq 7.7 p7.33, Tables 7.5–7.7 p7.35–7.37", "闭孔泡沫", "Closed-cell foam", ClosedCellFoam,
			inventory.Optional(blown), inventory.Optional(ofGas("bank", "B", "在用泡沫的原始充入量", "original charge of the foam in use")),
			inventory.Optional(ofGas("decommissioned", "DL", "报废损失", "decommissioning losses")), recovers(ofGas("recovered", "RD", "回收或销毁量", "recovered or destroyed")),
			inventory.GoesWith("blown", first), inventory.GoesWith("bank", yearly)),
		method("2.F.2/open/any", "2.F.2", "1a", "Eq 7.8 p7.34", "开孔泡沫", "Open-cell foam", OpenCellFoam, blown, first),
		method("2.F.3/bank/any", "2.F.3", "1a", "Eq 7.17 p7.61, §7.6", "消防设备", "Fire protection", FireProtection,
			ofGas("bank", "B", "消防设备中的存量", "agent in fire-protection equipment"),
			inventory.Optional(ofGas("released", "RRL", "报废和维护时的释放", "released when equipment is retired or serviced")),
			shareOf("emission_factor", "EF", "fraction/yr", "存量年排放率", "yearly emission rate of the bank")),
		method("2.F.4/prompt/any", "2.F.4", "1a", "Eq 7.6 p7.28", "气雾剂", "Aerosols", PromptUse, sales, ofItem("气雾剂", share)),
		method("2.F.5/prompt/any", "2.F.5", "1a", "Eq 7.5 p7.23", "溶剂", "Solvents", Solvents, sales,
			recovers(ofGas("destroyed", "D", "上一年售出而已销毁的量", "destroyed of what was sold the year before")), ofItem("溶剂", share)),
		method("2.F.6/prompt/any", "2.F.6", "1a", "Eq 7.18 p7.67", "其他用途（即时排放）", "Other applications, prompt", PromptUse, sales, inventory.Own(share)),
		method("2.F.6/contained/any", "2.F.6", "1a", "Eq 7.19 p7.67", "其他用途（封闭）", "Other applications, contained", ContainedUse,
			inventory.Optional(ofGas("charged", "M", "当年充入量", "charged in the year")), inventory.Optional(ofGas("bank", "B", "存量", "bank")), inventory.Optional(ofGas("retired", "M_ret", "报废量", "disposed of")),
			inventory.GoesWith("charged", inventory.Own(shareOf("initial_emission_factor", "EF_1", "fraction", "充入损失率", "share lost when charged"))),
			inventory.GoesWith("bank", inventory.Own(shareOf("operation_emission_factor", "EF_2", "fraction/yr", "年泄漏率", "yearly leak rate"))),
			inventory.GoesWith("retired", inventory.Own(shareOf("disposal_emission_factor", "EF_3", "fraction", "报废排放比例", "share emitted at disposal")))),
	}
}

// ClosedCellFoam is M·EF_FY + B·EF_AL + DL − RD. The annual loss is of the original charge.
func ClosedCellFoam(in inventory.Inputs) expr.Node {
	none := func(inventory.Inputs) []expr.Node { return nil }
	out := terms(in, term{"blown", factors("first_year_loss")}, term{"bank", ofYear("annual_loss")}, term{"decommissioned", none})
	if in.Has("recovered") {
		out = expr.Sub(out, in.Activity("recovered"))
	}
	return out
}

// OpenCellFoam is all that is used, in the year in which it is used.
func OpenCellFoam(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("blown"), in.Factor("first_year_loss"))
}

// FireProtection is B·EF + RRL.
func FireProtection(in inventory.Inputs) expr.Node {
	out := expr.Mul(in.Activity("bank"), in.Factor("emission_factor"), oneYear())
	if in.Has("released") {
		out = expr.Add(out, in.Activity("released"))
	}
	return out
}

// PromptUse is S_t·EF + S_(t−1)·(1 − EF).
func PromptUse(in inventory.Inputs) expr.Node {
	return twoYears(in, "sales", func() expr.Node { return in.Factor("emission_factor") })
}

// Solvents is S_t·EF + S_(t−1)·(1 − EF) − D_(t−1).
func Solvents(in inventory.Inputs) expr.Node {
	out := PromptUse(in)
	if in.Has("destroyed") {
		out = expr.Sub(out, in.Activity("destroyed"))
	}
	return out
}

// ContainedUse is M·EF_1 + B·EF_2 + M_ret·EF_3.
func ContainedUse(in inventory.Inputs) expr.Node {
	return terms(in, term{"charged", factors("initial_emission_factor")}, term{"bank", ofYear("operation_emission_factor")}, term{"retired", factors("disposal_emission_factor")})
}
