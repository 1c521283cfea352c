package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

var purity = fraction("carbonate_fraction", "F_c", "碳酸盐含量（纯度）", "content of carbonate (purity)")

// limestoneAndDolomite are the factors of a mass of carbonates of which only a default mix is known.
func limestoneAndDolomite() []inventory.Input {
	part := func(name, symbol, item, zh, en string) inventory.Input {
		in := named(name, symbol, item, fraction("share", "", zh, en))
		in.FiledAt, in.Shares = "2.A.4", "limestone and dolomite"
		return in
	}
	return []inventory.Input{
		part("limestone_share", "s_ls", limestone, "石灰石所占比例", "share of limestone"),
		named("limestone_emission_factor", "EF_ls", limestone, carbonateFactor),
		part("dolomite_share", "s_d", dolomite, "白云石所占比例", "share of dolomite"),
		named("dolomite_emission_factor", "EF_d", dolomite, carbonateFactor),
	}
}

func otherCarbonates() []*inventory.Method {
	used := tonnes("carbonate", "M", "碳酸盐用量", "carbonate consumed")
	out := []*inventory.Method{
		{
			ID: "2.A.4/t1/CO2", Category: "2.A.4", Gas: allCO2, Tier: "1",
			Title:   inventory.Text{ZH: "碳酸盐使用 CO2（种类不明）", EN: "Use of carbonates of unknown species CO2"},
			Source:  "IPCC 2006 V3 Eq 2.14 p2.34, Table 2.1 p2.7",
			Inputs:  append([]inventory.Input{used}, limestoneAndDolomite()...),
			Formula: UnknownCarbonateCO2,
		},
		{
			ID: "2.A.4/t1.rock/CO2", Category: "2.A.4", Gas: allCO2, Tier: "1",
			Title:   inventory.Text{ZH: "碳酸盐岩使用 CO2（种类不明）", EN: "Use of carbonate rock of unknown species CO2"},
			Source:  "IPCC 2006 V3 Eq 2.14 p2.34 with the purity of rock",
			Inputs:  append([]inventory.Input{used, purity}, limestoneAndDolomite()...),
			Formula: UnknownRockCO2,
		},
	}
	for _, m := range []struct{ variant, tier, source, zh, en string }{
		{"t2", "2", "IPCC 2006 V3 Eq 2.15 p2.34, Table 2.1 p2.7", "石灰石、白云石使用 CO2", "Use of limestone and dolomite CO2"},
		{"t3", "3", "IPCC 2006 V3 Eq 2.16 p2.35, Table 2.1 p2.7", "碳酸盐使用 CO2（按种类）", "Use of carbonates CO2 by species"},
	} {
		out = append(out, &inventory.Method{
			ID: "2.A.4/" + m.variant + "/CO2", Category: "2.A.4", Gas: allCO2, Tier: m.tier, Source: m.source,
			Title:   inventory.Text{ZH: m.zh, EN: m.en},
			Inputs:  []inventory.Input{used, carbonateFactor, inventory.Optional(inventory.Own(purity)), calcined},
			Formula: CarbonateUseCO2,
		})
	}
	return append(out,
		&inventory.Method{
			ID: "2.A.4.b/soda/CO2", Category: "2.A.4.b", Gas: allCO2, Tier: "1",
			Title:   inventory.Text{ZH: "纯碱的其他使用 CO2（不含玻璃）", EN: "Other uses of soda ash CO2, glass apart"},
			Source:  "IPCC 2006 V3 §2.5.1.1 p2.34, Table 2.1 p2.7",
			Inputs:  []inventory.Input{tonnes("soda_ash", "M", "纯碱用量（玻璃以外的排放性使用）", "soda ash in emissive uses other than glass"), carbonateFactor},
			Formula: SodaAshUseCO2,
		},
		&inventory.Method{
			ID: "2.A.4.d/desulf/CO2", Category: "2.A.4.d", Gas: allCO2, Tier: "1",
			Title:  inventory.Text{ZH: "石灰石脱硫 CO2", EN: "Desulphurisation with limestone CO2"},
			Source: "温室气体排放核算与报告要求 发电企业（正文未见印刷本）; IPCC 2006 V3 §2.5.1 p2.32",
			Inputs: []inventory.Input{
				tonnes("sorbent", "M", "脱硫剂用量", "sorbent used"),
				withSets(purity, "CN-ENT-DESULF"),
				of(limestone, withSets(carbonateFactor, enterpriseCarbonates)),
				inventory.Optional(inventory.Own(fraction("conversion_rate", "TR", "转化率", "conversion rate")))},
			Formula: DesulphurisationCO2,
		},
		&inventory.Method{
			ID: "2.A.4.d/sr/CO2", Category: "2.A.4.d", Gas: allCO2, Tier: "1",
			Title:   inventory.Text{ZH: "碳酸锶、碳酸钡使用 CO2", EN: "Use of strontium and barium carbonate CO2"},
			Source:  "中国企业温室气体核算指南 碳酸盐排放因子表（正文未见印刷本）; IPCC 2006 V3 Eq 2.16 p2.35",
			Inputs:  []inventory.Input{used, withSets(carbonateFactor, enterpriseCarbonates)},
			Formula: StrontiumBariumUseCO2,
		})
}

// mixFactor is the emission factor of carbonates of which only the default mix is known: s_ls·EF_ls + s_d·EF_d.
func mixFactor(in inventory.Inputs) expr.Node {
	return expr.Add(expr.Mul(in.Factor("limestone_share"), in.Factor("limestone_emission_factor")),
		expr.Mul(in.Factor("dolomite_share"), in.Factor("dolomite_emission_factor")))
}

// UnknownCarbonateCO2 is the CO2 of carbonates of unknown species: M·(s_ls·EF_ls + s_d·EF_d).
func UnknownCarbonateCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("carbonate"), mixFactor(in))
}

// UnknownRockCO2 is that of rock, of which a part is carbonate: M·F_c·(s_ls·EF_ls + s_d·EF_d).
func UnknownRockCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("carbonate"), in.Factor("carbonate_fraction"), mixFactor(in))
}

// CarbonateUseCO2 is the CO2 of a carbonate: M·EF·F, of rock times its purity; wholly calcined where F is not known.
func CarbonateUseCO2(in inventory.Inputs) expr.Node {
	out := expr.Mul(in.Activity("carbonate"), in.Factor("emission_factor"))
	return orWhole(in, "calcination_fraction", orWhole(in, "carbonate_fraction", out))
}

// SodaAshUseCO2 is the CO2 of soda ash that is not made glass of: M·EF.
func SodaAshUseCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("soda_ash"), in.Factor("emission_factor"))
}

// StrontiumBariumUseCO2 is the CO2 of strontium or barium carbonate that is calcined or dissolved in acid: M·EF.
func StrontiumBariumUseCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("carbonate"), in.Factor("emission_factor"))
}

// DesulphurisationCO2 is the CO2 of limestone that binds sulphur: M·F_c·EF_CaCO3·TR, all of it converted where TR is not known.
func DesulphurisationCO2(in inventory.Inputs) expr.Node {
	return orWhole(in, "conversion_rate", expr.Mul(in.Activity("sorbent"), in.Factor("carbonate_fraction"), in.Factor("emission_factor")))
}
