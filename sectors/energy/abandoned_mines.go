package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// abandonedMines serves closed underground mines (IPCC 2006 V2 §4.1.5). One activity is the mines closed in one interval,
// which its detail names; a coal rank as item chooses the curve of decline. The table of 2006 ends with 2016 and differs from
// that of 2019 in later years; a series is of one edition, so the longer one serves under every guide.
func abandonedMines() []*inventory.Method {
	mines := inventory.Input{Name: "mines", Symbol: "N", Unit: "mine", Title: inventory.Text{ZH: "未全部淹没的废弃矿井数", EN: "abandoned mines that are not fully flooded"}}
	gassy := inventory.Input{Name: "gassy_mine_share", Symbol: "F_gassy", Unit: "fraction", Factor: true,
		Title: inventory.Text{ZH: "高瓦斯矿井比例", EN: "share of gassy mines"}}
	perMine := inventory.Input{Name: "ef", Symbol: "EF_CH4", Unit: "10^6 m3", Per: "mines", Factor: true, Gas: "CH4", Sets: []string{"IPCC-2019"},
		Title: inventory.Text{ZH: "单个废弃矿井甲烷排放因子", EN: "CH4 emission factor per abandoned mine"}}
	years := inventory.Input{Name: "years_since_closure", Symbol: "T", Unit: "yr", Title: inventory.Text{ZH: "关闭年数（清单年份减关闭时段中点）", EN: "years since closure, from the midpoint of the interval"}}
	before := inventory.Input{Name: "emission_rate_before_closure", Symbol: "q", Unit: "10^6 m3/yr", Factor: true, Gas: "CH4",
		Title: inventory.Text{ZH: "单个矿井关闭前甲烷排放量", EN: "CH4 emissions of one mine before closure"}}
	atClosure := inventory.Input{Name: "emission_rate_at_closure", Symbol: "q", Unit: "10^6 m3/yr", Title: inventory.Text{ZH: "该矿井关闭时甲烷排放量", EN: "CH4 emissions of the mine at closure"}}
	decline := func(letter string) inventory.Input {
		return inventory.Input{Name: "decline_coefficient_" + letter, Symbol: letter, Unit: "1", Factor: true, Gas: "CH4",
			Title: inventory.Text{ZH: "衰减系数 " + letter, EN: "decline coefficient " + letter}}
	}
	method := func(variant, tier, zh, en, source string, formula func(inventory.Inputs) expr.Node, inputs ...inventory.Input) *inventory.Method {
		return &inventory.Method{ID: "1.B.1.a/" + variant + "/CH4", Category: "1.B.1.a", Gas: "CH4", Tier: tier, Source: source,
			Title: inventory.Text{ZH: "废弃矿井 CH4" + zh, EN: "Abandoned underground mines CH4" + en}, Inputs: append(inputs, density("CH4"), recovered), Formula: formula}
	}
	return []*inventory.Method{
		method("aband.t1", "1", "（分时段）", ", by interval", "IPCC 2006 V2 Eq 4.1.10 p4.21, Table 4.1.5 p4.24; IPCC 2019 Refinement V2 Table 4.1.6 p4.29", AbandonedMinesCH4, mines, gassy, perMine),
		method("aband.t2", "2", "（衰减曲线）", ", by decline curve", "IPCC 2006 V2 Eq 4.1.11–4.1.12, Tables 4.1.8–4.1.9 p4.26–4.27", DecliningMinesCH4, mines, years, gassy, before, decline("a"), decline("b")),
		method("aband.t3", "3", "（逐矿）", ", mine by mine", "IPCC 2006 V2 Eq 4.1.12–4.1.13 p4.27", ClosedMineCH4, atClosure, years, decline("a"), decline("b")),
	}
}

// AbandonedMinesCH4 is the methane of the mines closed in an interval: N·F·EF·ρ, less what is recovered.
func AbandonedMinesCH4(in inventory.Inputs) expr.Node {
	return lessRecovered(in, expr.Mul(in.Activity("mines"), in.Factor("gassy_mine_share"), in.Factor("ef"), in.Factor("density")))
}

// DecliningMinesCH4 is the methane of mines that emitted q each before they were closed: N·F·q·(1 + aT)^b·ρ, less what is
// recovered.
func DecliningMinesCH4(in inventory.Inputs) expr.Node {
	oneYear := expr.RatioOf(1, 1, quantity.MustUnit("yr").Div(quantity.MustUnit("mine")))
	return lessRecovered(in, expr.Mul(in.Activity("mines"), in.Factor("gassy_mine_share"), in.Factor("emission_rate_before_closure"), oneYear, declined(in), in.Factor("density")))
}

// ClosedMineCH4 is the methane of one closed mine: q·(1 + aT)^b·ρ, less what is recovered.
func ClosedMineCH4(in inventory.Inputs) expr.Node {
	oneYear := expr.RatioOf(1, 1, quantity.MustUnit("yr"))
	return lessRecovered(in, expr.Mul(in.Activity("emission_rate_at_closure"), oneYear, declined(in), in.Factor("density")))
}

// declined is what is left of a mine's emissions T years after its closure: (1 + aT)^b.
func declined(in inventory.Inputs) expr.Node {
	perYear := expr.RatioOf(1, 1, quantity.One.Div(quantity.MustUnit("yr")))
	return expr.Pow(expr.Add(expr.Int(1), expr.Mul(in.Factor("decline_coefficient_a"), in.Activity("years_since_closure"), perYear)), in.Factor("decline_coefficient_b"))
}
