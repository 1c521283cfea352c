package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// bricks serves bricks, tiles and other ceramics: by the clay that they are made of, or by its analysis. Coal mixed into
// the clay is fuel.
func bricks() []*inventory.Method {
	loss := inventory.Input{Name: "loss_factor", Symbol: "f_loss", Unit: "1", Factor: true, Title: inventory.Text{ZH: "黏土损失系数", EN: "clay loss factor"}}
	ofClay := append([]inventory.Input{of("黏土", purity)}, limestoneAndDolomite()...)
	raw := tonnes("fired_material", "M_raw", "原料用量", "raw material fired")
	analysed := "中国陶瓷生产企业温室气体排放核算方法与报告指南（试行）（正文未见印刷本，无缺省值）"
	clay := "IPCC 2006 V3 Eq 2.14 p2.34, §2.5.1.1 p2.34 (carbonate of clay), §2.5.1.3 p2.36 (clay per product)"
	return []*inventory.Method{
		{
			ID: "2.A.4.a/brick.t1/CO2", Category: "2.A.4.a", Gas: allCO2, Tier: "1", Source: clay,
			Title:   inventory.Text{ZH: "砖瓦陶瓷 CO2（按产品质量）", EN: "Bricks and ceramics CO2 by mass of products"},
			Inputs:  append([]inventory.Input{tonnes("product", "P", "砖瓦陶瓷产量", "bricks and ceramics produced"), loss}, ofClay...),
			Formula: BrickCO2,
		},
		{
			ID: "2.A.4.a/brick.t1.count/CO2", Category: "2.A.4.a", Gas: allCO2, Tier: "1", Source: clay,
			Title: inventory.Text{ZH: "砖瓦 CO2（按块数）", EN: "Bricks CO2 by number"},
			Inputs: append([]inventory.Input{
				{Name: "bricks", Symbol: "N", Unit: "piece", Title: inventory.Text{ZH: "砖瓦块数", EN: "bricks produced"}},
				inventory.Own(inventory.Input{Name: "brick_mass", Symbol: "m", Unit: "kg/piece", Factor: true, Title: inventory.Text{ZH: "单块质量（标砖约 2.5 kg）", EN: "mass per brick (a standard brick has about 2.5 kg)"}}),
				loss}, ofClay...),
			Formula: BrickCountCO2,
		},
		{
			ID: "2.A.4.a/brick.t1.clay/CO2", Category: "2.A.4.a", Gas: allCO2, Tier: "1", Source: clay,
			Title:   inventory.Text{ZH: "砖瓦陶瓷 CO2（按黏土、页岩用量）", EN: "Bricks and ceramics CO2 by clay or shale consumed"},
			Inputs:  append([]inventory.Input{tonnes("clay", "M_clay", "黏土、页岩用量", "clay or shale consumed")}, ofClay...),
			Formula: ClayCO2,
		},
		{
			ID: "2.A.4.a/brick.t3/CO2", Category: "2.A.4.a", Gas: allCO2, Tier: "3", Source: analysed,
			Title: inventory.Text{ZH: "砖瓦陶瓷 CO2（按原料碳酸盐分析）", EN: "Bricks and ceramics CO2 by analysis of the raw material"},
			Inputs: []inventory.Input{raw,
				inventory.Own(fraction("caco3_fraction", "w_CaCO3", "原料碳酸钙含量", "CaCO3 content of the raw material")),
				inventory.Own(fraction("mgco3_fraction", "w_MgCO3", "原料碳酸镁含量", "MgCO3 content of the raw material")),
				inventory.Optional(inventory.Own(fraction("raw_material_utilisation", "u", "原料利用率", "rate of utilisation of the raw material")))},
			Formula: FiredCarbonateCO2,
		},
		{
			ID: "2.A.4.a/brick.t3.ignition/CO2", Category: "2.A.4.a", Gas: allCO2, Tier: "3", Source: analysed,
			Title: inventory.Text{ZH: "砖瓦陶瓷 CO2（按实测灼烧失去的 CO2）", EN: "Bricks and ceramics CO2 by what is lost on ignition as CO2"},
			Inputs: []inventory.Input{tonnes("ignited_material", "M_raw", "原料用量（测有灼烧失去的 CO2）", "raw material fired, of which the CO2 lost on ignition is measured"),
				inventory.Own(perTonne("ignition_co2", "L_CO2", "单位原料灼烧失去的 CO2", "CO2 lost on ignition per raw material"))},
			Formula: LostOnIgnitionCO2,
		},
	}
}

// clayCO2 is the CO2 of the carbonates of clay: M_clay·F_c·(s_ls·EF_ls + s_d·EF_d).
func clayCO2(in inventory.Inputs, clay expr.Node) expr.Node {
	return expr.Mul(clay, in.Factor("carbonate_fraction"), mixFactor(in))
}

// BrickCO2 is the CO2 of bricks by the clay they are made of: (P·f_loss)·F_c·(s_ls·EF_ls + s_d·EF_d).
func BrickCO2(in inventory.Inputs) expr.Node {
	return clayCO2(in, expr.Mul(in.Activity("product"), in.Factor("loss_factor")))
}

// BrickCountCO2 is that of bricks which are counted: (N·m·f_loss)·F_c·(s_ls·EF_ls + s_d·EF_d).
func BrickCountCO2(in inventory.Inputs) expr.Node {
	return clayCO2(in, expr.Mul(in.Activity("bricks"), in.Factor("brick_mass"), in.Factor("loss_factor")))
}

// ClayCO2 is that of clay itself: M_clay·F_c·(s_ls·EF_ls + s_d·EF_d).
func ClayCO2(in inventory.Inputs) expr.Node { return clayCO2(in, in.Activity("clay")) }

// FiredCarbonateCO2 is the CO2 of raw material by its analysis: M_raw·(w_CaCO3·44/100 + w_MgCO3·44/84)·u.
func FiredCarbonateCO2(in inventory.Inputs) expr.Node {
	calcium := expr.Mul(in.Factor("caco3_fraction"), expr.RatioOf(44, 100, co2PerTonne))
	magnesium := expr.Mul(in.Factor("mgco3_fraction"), expr.RatioOf(44, 84, co2PerTonne))
	return orWhole(in, "raw_material_utilisation", expr.Mul(in.Activity("fired_material"), expr.Add(calcium, magnesium)))
}

// LostOnIgnitionCO2 is the CO2 of raw material by what it loses on ignition: M_raw·L_CO2.
func LostOnIgnitionCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("ignited_material"), in.Factor("ignition_co2"))
}
