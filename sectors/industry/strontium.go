package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// strontium serves works that make strontium carbonate from celestite. No guide of the sector exists: the CO2 is that of the
// carbon that goes into the reduction and leaves it in no residue or product, with that of the carbonates of the ore and of
// limestone calcined. What carbonation takes up is a line of its own: a removal where the activity says that it may be
// counted, an information item otherwise.
func strontium() []*inventory.Method {
	const none = "本行业没有核算指南"
	reaction := []string{"STOICH"}
	absorbed := inventory.Input{Name: "absorption_factor", Symbol: "AF", Unit: "t CO2/t", Factor: true, Gas: "CO2", Sets: reaction,
		Title: inventory.Text{ZH: "碳化吸收系数", EN: "CO2 taken up by carbonation"}}
	theoretical := inventory.Input{Name: "emission_factor_per_t_SrCO3", Symbol: "EF", Unit: "t CO2/t", Factor: true, Gas: "CO2", Sets: reaction,
		Title: inventory.Text{ZH: "按化学计量的还原剂 CO2", EN: "CO2 of the reductant by stoichiometry"}}
	uptake := func(variant, zh, en string, boundary inventory.Boundary) *inventory.Method {
		return &inventory.Method{
			ID: "2.B.10/" + variant + "/CO2", Category: "2.B.10", Gas: "CO2", Part: "uptake", Tier: "2", Boundary: boundary,
			Title:   inventory.Text{ZH: zh, EN: en},
			Source:  none + "; SrS + H2O + CO2 = SrCO3 + H2S by atomic weights; form of 矿山企业温室气体排放核算方法与报告指南（试行）（正文未见印刷本）",
			Inputs:  []inventory.Input{output, absorbed},
			Formula: CarbonationCO2,
		}
	}
	return []*inventory.Method{
		{
			ID: "2.B.10/sr/CO2", Category: "2.B.10", Gas: "CO2", Tier: "3", Source: none + "; carbon mass balance of the works, 44/12",
			Title:   inventory.Text{ZH: "碳酸锶生产（碳还原，碳平衡）CO2", EN: "Strontium carbonate by reduction, carbon balance, CO2"},
			Inputs:  append([]inventory.Input{output, carbonIn, carbonOut, measuredCarbon()}, oreAndLime()...),
			Formula: StrontiumCO2,
		},
		uptake("sr.uptake", "碳酸锶碳化吸收 CO2（可扣减）", "CO2 taken up by carbonation of strontium, countable", inventory.Territorial),
		uptake("sr.uptake.memo", "碳酸锶碳化吸收 CO2（信息项，不扣减）", "CO2 taken up by carbonation of strontium (memo, not counted)", inventory.MemoItem),
		byOutput{id: "2.B.10/sr.exchange/CO2", tier: "2", source: none + "; SrSO4 + Na2CO3 = SrCO3 + Na2SO4", zh: "碳酸锶生产（复分解法）", en: "Strontium carbonate by double decomposition,", sets: reaction}.method(),
		{
			ID: "2.B.10/sr.check/stoichiometric_CO2", Category: "2.B.10", Yields: "stoichiometric_CO2", YieldsIn: "t CO2", Tier: "1", Source: none + "; SrSO4 + 2C = SrS + 2CO2",
			Title:   inventory.Text{ZH: "碳酸锶还原剂 CO2（化学计量下限，校核用）", EN: "CO2 of the reductant of strontium by stoichiometry (a floor to check against)"},
			Inputs:  []inventory.Input{output, theoretical},
			Formula: StrontiumStoichiometricCO2,
		},
	}
}

// measuredCarbon is the carbon content that a works measures: no table states that of reductants by mass.
func measuredCarbon() inventory.Input {
	in := carbonContent
	in.Own = true
	return in
}

// oreAndLime are the carbonates of the ore and the limestone used, each with the factor of its item and the part of it that
// is calcined.
func oreAndLime() []inventory.Input {
	return []inventory.Input{
		{Name: "carbonate", Symbol: "M_i", Unit: "t", Each: true, Optional: true, Title: inventory.Text{ZH: "矿石所含或所用的碳酸盐量", EN: "carbonate in the ore or used"}},
		{Name: "emission_factor", Symbol: "EF_i", Unit: "t CO2/t", Factor: true, Gas: "CO2", FiledAt: "2.A.4", For: "carbonate", Sets: []string{"IPCC-2006", "CN-ENT-CARBONATE"},
			Title: inventory.Text{ZH: "碳酸盐排放因子", EN: "emission factor of the carbonate"}},
		{Name: "calcination_fraction", Symbol: "F_i", Unit: "fraction", Factor: true, Optional: true, Own: true, For: "carbonate",
			Title: inventory.Text{ZH: "煅烧分解率", EN: "fraction of calcination achieved"}},
	}
}

// StrontiumCO2 is the CO2 of a works before any uptake: (ΣI·c − ΣO·c)·44/12 + Σ(M·EF·F).
func StrontiumCO2(in inventory.Inputs) expr.Node {
	out := expr.Mul(carbonLeft(in), inventory.CarbonToCO2())
	if !in.Has("carbonate") {
		return out
	}
	return expr.Add(out, in.Sum("carbonate", func(m inventory.Inputs) expr.Node {
		whole := expr.Mul(m.Activity("carbonate"), m.Factor("emission_factor"))
		if !m.Has("calcination_fraction") {
			return whole
		}
		return expr.Mul(whole, m.Factor("calcination_fraction"))
	}))
}

// CarbonationCO2 is what carbonation takes up, as a removal: −P·AF.
func CarbonationCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(expr.Int(-1), in.Activity("production"), in.Factor("absorption_factor"))
}

// StrontiumStoichiometricCO2 is the least CO2 that the reductant gives: P·EF.
func StrontiumStoichiometricCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("production"), in.Factor("emission_factor_per_t_SrCO3"))
}
