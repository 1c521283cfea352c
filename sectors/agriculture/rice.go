package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// harvested is the area of one season: land of two seasons counts twice.
var harvested = activity("crop_area", "A", "ha", "收获面积（每季各计一次）", "area harvested, once a season")

// amendment is an organic amendment of the soil with the factor that brings it to straw shortly before cultivation.
type amendment struct{ name, symbol, words, zh, en string }

var amendments = []amendment{
	{"straw_shortly_before", "ROA_straw", "秸秆(种植前<30天还田)", "种植前不足 30 天还田的秸秆（干重）", "straw (dry) incorporated less than 30 days before cultivation"},
	{"straw_long_before", "ROA_straw,early", "秸秆(种植前>30天还田)", "种植前 30 天以上还田的秸秆（干重）", "straw (dry) incorporated more than 30 days before cultivation"},
	{"compost", "ROA_compost", "堆肥", "堆肥（鲜重）", "compost (fresh)"},
	{"farmyard_manure", "ROA_manure", "农家肥", "农家肥（鲜重）", "farmyard manure (fresh)"},
	{"green_manure", "ROA_green", "绿肥", "绿肥（鲜重）", "green manure (fresh)"},
}

// rice is the CH4 of rice cultivation.
func rice() []*inventory.Method {
	scaling := func(name, symbol, zh, en string) inventory.Input { return factor("CH4", name, symbol, "1", zh, en) }
	days := factor("CH4", "cultivation_days", "t", "day", "水稻生育期", "cultivation period")
	inputs := func(days inventory.Input, more ...inventory.Input) []inventory.Input {
		out := []inventory.Input{harvested,
			factor("CH4", "EFc", "EF_c", "kg CH4/ha/day", "稻田基准日排放因子", "baseline emission factor of rice"), days,
			scaling("SFw", "SF_w", "生育期水分状况换算系数", "scaling factor of the water regime during cultivation"),
			scaling("SFp", "SF_p", "种植前水分状况换算系数", "scaling factor of the water regime before cultivation")}
		for _, a := range amendments {
			conversion := factor("CH4", "CFOA_"+a.name, "CFOA_"+a.symbol[4:], "1", "有机添加物转换系数："+a.zh, "conversion factor of "+a.en)
			conversion.Parameter = "CFOA"
			out = append(out, inventory.Optional(activity(a.name, a.symbol, "t/ha", a.zh, a.en)), inventory.GoesWith(a.name, worded(a.words, conversion)))
		}
		exponent := scaling("SFo_exponent", "e", "有机添加物系数的指数", "exponent of the factor of organic amendments")
		exponent.For = "straw_shortly_before;straw_long_before;compost;farmyard_manure;green_manure"
		out = append(out, exponent)
		return append(out, more...)
	}
	soil := inventory.Optional(inventory.Own(scaling("SFsr", "SF_s,r", "土壤类型和品种换算系数", "scaling factor of soil type and rice cultivar")))
	return []*inventory.Method{
		{
			ID: "3.C.7/cn/CH4", Category: "3.C.7", Gas: "CH4", Tier: "1", Title: inventory.Text{ZH: "稻田甲烷", EN: "Rice cultivation"}, Source: guide2011,
			Inputs: []inventory.Input{harvested,
				factor("CH4", "EF_area_season", "EF", "kg CH4/ha/season", "单季稻田甲烷排放因子", "CH4 factor of a season")},
			Formula: RiceOfSeasonCH4,
		},
		{
			ID: "3.C.7/2006/CH4", Category: "3.C.7", Gas: "CH4", Tier: "1", Title: inventory.Text{ZH: "稻田甲烷（日排放因子法）", EN: "Rice cultivation by the day"},
			Source: ipcc2006 + "Eq 5.1 p5.45, Eq 5.2 p5.48, Eq 5.3 p5.50, Tables 5.11–5.14 p5.49–5.51 (no default period is printed)", Inputs: inputs(inventory.Own(days), soil), Formula: RiceCH4,
		},
		{
			ID: "3.C.7/2019/CH4", Category: "3.C.7", Gas: "CH4", Tier: "1", Title: inventory.Text{ZH: "稻田甲烷（日排放因子法）", EN: "Rice cultivation by the day"},
			Source: ipcc2019 + "Eq 5.1 p5.49, Eq 5.2 p5.51 (Eq 5.2A with soil and cultivar is Tier 2), Eq 5.3 p5.55, Tables 5.11–5.14 p5.53–5.56", Inputs: inputs(days, soil), Formula: RiceCH4,
		},
	}
}

// RiceOfSeasonCH4 is A × EF of one season.
func RiceOfSeasonCH4(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("crop_area"), in.Factor("EF_area_season"), unity("season"))
}

// RiceCH4 is A × t × EF_c × SF_w × SF_p × SF_o × SF_s,r with SF_o = (1 + Σ ROA × CFOA)^0.59, ROA being in t/ha.
func RiceCH4(in inventory.Inputs) expr.Node {
	terms := []expr.Node{in.Activity("crop_area"), in.Factor("EFc"), in.Factor("cultivation_days"), in.Factor("SFw"), in.Factor("SFp")}
	bracket := []expr.Node{expr.Int(1)}
	for _, a := range amendments {
		if in.Has(a.name) {
			bracket = append(bracket, expr.Mul(in.Activity(a.name), in.Factor("CFOA_"+a.name), unity("ha/t")))
		}
	}
	if len(bracket) > 1 {
		terms = append(terms, expr.Pow(expr.Add(bracket...), in.Factor("SFo_exponent")))
	}
	if in.Has("SFsr") {
		terms = append(terms, in.Factor("SFsr"))
	}
	return expr.Mul(terms...)
}
