package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// enterpriseCarbonates is the set of the factors that the Chinese guides of enterprises share.
const enterpriseCarbonates = "CN-ENT-CARBONATE"

// The inputs that the methods of carbonates share.
var (
	carbonate       = tonnes("carbonate", "M", "碳酸盐用量", "carbonate consumed")
	carbonateFactor = perTonne("emission_factor", "EF", "碳酸盐排放因子", "emission factor of the carbonate")
	purity          = fraction("carbonate_fraction", "F_c", "碳酸盐含量（纯度）", "content of carbonate (purity)")
	calcined        = optional(measured(fraction("calcination_fraction", "F", "煅烧分解率", "fraction of calcination achieved")))
)

func otherCarbonates() []*inventory.Method {
	out := []*inventory.Method{
		{
			ID: "2.A.4.b/soda/CO2", Category: "2.A.4.b", Gas: allCO2, Tier: "1",
			Title:   inventory.Text{ZH: "纯碱的其他使用 CO2（不含玻璃）", EN: "Other uses of soda ash CO2, glass apart"},
			Source:  "IPCC 2006 V3 §2.5.1.1 p2.34, Table 2.1 p2.7",
			Inputs:  []inventory.Input{tonnes("soda_ash", "M", "纯碱用量（玻璃以外的排放性使用）", "soda ash in emissive uses other than glass"), carbonateFactor},
			Formula: SodaAshUseCO2,
		},
		{
			ID: "2.A.4.d/desulf/CO2", Category: "2.A.4.d", Gas: allCO2, Tier: "1",
			Title:  inventory.Text{ZH: "石灰石脱硫 CO2", EN: "Desulphurisation with limestone CO2"},
			Source: "温室气体排放核算与报告要求 发电企业（正文未见印刷本）; IPCC 2006 V3 §2.5.1 p2.32",
			Inputs: []inventory.Input{
				tonnes("sorbent", "M", "脱硫剂用量", "sorbent used"),
				withSets(purity, "CN-ENT-DESULF"),
				of("石灰石", withSets(carbonateFactor, enterpriseCarbonates)),
				optional(measured(fraction("conversion_rate", "TR", "转化率", "conversion rate")))},
			Formula: DesulphurisationCO2,
		},
		{
			ID: "2.A.4.d/sr/CO2", Category: "2.A.4.d", Gas: allCO2, Tier: "1",
			Title:   inventory.Text{ZH: "碳酸锶、碳酸钡使用 CO2", EN: "Use of strontium and barium carbonate CO2"},
			Source:  "中国企业温室气体核算指南 碳酸盐排放因子表（正文未见印刷本）; IPCC 2006 V3 Eq 2.16 p2.35",
			Inputs:  []inventory.Input{tonnes("carbonate", "M", "分解释放 CO2 的碳酸盐用量", "carbonate that gives its CO2 off in use"), withSets(carbonateFactor, enterpriseCarbonates)},
			Formula: CarbonateUseCO2,
		},
	}
	for _, m := range []struct{ variant, tier, source, zh, en string }{
		{"t2", "2", "IPCC 2006 V3 Eq 2.15 p2.34, Table 2.1 p2.7", "石灰石、白云石使用 CO2", "Use of limestone and dolomite CO2"},
		{"t3", "3", "IPCC 2006 V3 Eq 2.16 p2.35, Table 2.1 p2.7", "碳酸盐使用 CO2（按种类）", "Use of carbonates CO2 by species"},
	} {
		out = append(out, &inventory.Method{
			ID: "2.A.4/" + m.variant + "/CO2", Category: "2.A.4", Gas: allCO2, Tier: m.tier, Source: m.source,
			Title:   inventory.Text{ZH: m.zh, EN: m.en},
			Inputs:  []inventory.Input{carbonate, carbonateFactor, optional(measured(purity)), calcined},
			Formula: CarbonateUseCO2,
		})
	}
	return append(out, brickRawMaterial()...)
}

func withSets(in inventory.Input, sets ...string) inventory.Input {
	in.Sets = sets
	return in
}

// brickRawMaterial serves works that analyse what they fire: by its carbonates, or by the CO2 it loses on ignition.
func brickRawMaterial() []*inventory.Method {
	raw := tonnes("raw_material", "M_raw", "原料用量", "raw material fired")
	source := "中国陶瓷生产企业温室气体排放核算方法与报告指南（试行）（正文未见印刷本，无缺省值）"
	return []*inventory.Method{
		{
			ID: "2.A.4.a/brick.t3/CO2", Category: "2.A.4.a", Gas: allCO2, Tier: "3", Source: source,
			Title: inventory.Text{ZH: "砖瓦陶瓷 CO2（按原料碳酸盐分析）", EN: "Bricks and ceramics CO2 by analysis of the raw material"},
			Inputs: []inventory.Input{raw,
				measured(fraction("caco3_fraction", "w_CaCO3", "原料碳酸钙含量", "CaCO3 content of the raw material")),
				measured(fraction("mgco3_fraction", "w_MgCO3", "原料碳酸镁含量", "MgCO3 content of the raw material")),
				optional(measured(fraction("raw_material_utilisation", "u", "原料利用率", "rate of utilisation of the raw material")))},
			Formula: FiredCarbonateCO2,
		},
		{
			ID: "2.A.4.a/brick.t3.ignition/CO2", Category: "2.A.4.a", Gas: allCO2, Tier: "3", Source: source,
			Title: inventory.Text{ZH: "砖瓦陶瓷 CO2（按实测灼烧失去的 CO2）", EN: "Bricks and ceramics CO2 by what is lost on ignition as CO2"},
			Inputs: []inventory.Input{raw,
				measured(perTonne("ignition_co2", "L_CO2", "单位原料灼烧失去的 CO2", "CO2 lost on ignition per raw material"))},
			Formula: LostOnIgnitionCO2,
		},
	}
}

// SodaAshUseCO2 is the CO2 of soda ash that is not made glass of: M·EF.
func SodaAshUseCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("soda_ash"), in.Factor("emission_factor"))
}

// DesulphurisationCO2 is the CO2 of limestone that binds sulphur: M·F_c·EF_CaCO3·TR, all of it converted where TR is not known.
func DesulphurisationCO2(in inventory.Inputs) expr.Node {
	return orWhole(in, "conversion_rate", expr.Mul(in.Activity("sorbent"), in.Factor("carbonate_fraction"), in.Factor("emission_factor")))
}

// CarbonateUseCO2 is the CO2 of a carbonate: M·EF·F, of rock times its purity; wholly calcined where F is not known.
func CarbonateUseCO2(in inventory.Inputs) expr.Node {
	out := expr.Mul(in.Activity("carbonate"), in.Factor("emission_factor"))
	return orWhole(in, "calcination_fraction", orWhole(in, "carbonate_fraction", out))
}

// orWhole is the figure times a fraction, if it is stated; the whole of it otherwise.
func orWhole(in inventory.Inputs, fraction string, whole expr.Node) expr.Node {
	if !in.Has(fraction) {
		return whole
	}
	return expr.Mul(whole, in.Factor(fraction))
}

// FiredCarbonateCO2 is the CO2 of raw material by its analysis: M_raw·(w_CaCO3·44/100 + w_MgCO3·44/84)·u.
func FiredCarbonateCO2(in inventory.Inputs) expr.Node {
	calcium := expr.Mul(in.Factor("caco3_fraction"), expr.RatioOf(44, 100, co2PerTonne))
	magnesium := expr.Mul(in.Factor("mgco3_fraction"), expr.RatioOf(44, 84, co2PerTonne))
	return orWhole(in, "raw_material_utilisation", expr.Mul(in.Activity("raw_material"), expr.Add(calcium, magnesium)))
}

// LostOnIgnitionCO2 is the CO2 of raw material by what it loses on ignition: M_raw·L_CO2.
func LostOnIgnitionCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("raw_material"), in.Factor("ignition_co2"))
}
