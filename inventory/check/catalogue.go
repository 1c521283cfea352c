package check

import (
	"maps"
	"strings"

	"ghg/inventory"
)

// Aspect is what the catalogue says of a rule: how grave its breaches may be, the gravest first, what it looks at, and the
// thresholds of inventory.toml that move its bounds (none where they are the guideline's or arithmetic).
//
// A BLOCKER is a breach that no fact about the district can account for, because the program or its tables contradict
// themselves: lines that do not sum to their total, nitrogen that the program lost, an oxidation rate on a factor that
// holds it, indirect N2O counted beside the factor that holds it. Such an inventory cannot be trusted, and no record
// lets it through. An ERROR is two figures of the data of which one is wrong or counted twice: it stops a run until the
// data are mended, or until a person answers for it in records/suppressions.csv. A WARNING may be so for a reason that
// the data do not state; an INFO is for the record.
type Aspect struct {
	Severities []inventory.Severity
	Looks      inventory.Text
	Thresholds []string
}

// Listed is a rule with what the catalogue says of it.
type Listed struct {
	Rule
	Aspect
	Family Family
}

// Catalogue lists every rule, in their order.
func Catalogue() []Listed {
	known := map[string]Aspect{}
	for _, part := range []map[string]Aspect{aspectsOfEnergy, aspectsOfIndustry, aspectsOfNature, aspectsOfWaste, aspectsOfQuality} {
		maps.Copy(known, part)
	}
	var out []Listed
	for _, family := range Families() {
		for _, rule := range family.Rules {
			out = append(out, Listed{rule, known[rule.ID], family})
		}
	}
	return out
}

// looks is an aspect; the severities are their first letters.
func looks(severities, zh, en string) Aspect {
	out := Aspect{Looks: inventory.Text{ZH: zh, EN: en}}
	for _, severity := range []inventory.Severity{inventory.Blocker, inventory.Error, inventory.Warning, inventory.Info} {
		if strings.Contains(severities, severity.String()[:1]) {
			out.Severities = append(out.Severities, severity)
		}
	}
	return out
}

// by is the aspect with the names of its thresholds.
func (a Aspect) by(thresholds ...string) Aspect {
	a.Thresholds = thresholds
	return a
}

var aspectsOfEnergy = map[string]Aspect{
	"D1": looks("E", "M.3 的净调入、本地发电量和用电量是否相符；M.3 与 1.A.1 有没有同一设施",
		"whether net import, own generation and use of electricity in M.3 go together; a facility in M.3 and in 1.A.1"),
	"D2":    looks("EW", "M.4 与 1.A.1 有没有同一设施；没有写供热单位的购入热与区内热源", "a facility in M.4 and in 1.A.1; heat bought of nobody by name beside heat plants of the district"),
	"D3":    looks("EW", "1.A.1.a 与 1.A.2 有没有同一设施的同一燃料", "one facility's fuel in 1.A.1.a and in 1.A.2"),
	"PLANT": looks("EW", "1.A 各类别之间有没有同一设施的同一燃料", "one facility's fuel in two categories of 1.A"),
	"D4":    looks("EW", "1.A 各行燃料之和与能源平衡表烧掉的量", "the fuel of all rows of 1.A against what the energy balance burns"),
	"D5":    looks("E", "1.A.3.b 有没有既按销售量又按行驶里程的油", "road fuel of 1.A.3.b by sales and by kilometres"),
	"D20":   looks("EW", "1.A 燃烧的填埋气与 4.A 回收的甲烷", "landfill gas burned in 1.A and methane recovered in 4.A"),
	"D21":   looks("EW", "1.A 燃烧的煤矿瓦斯与 1.B.1 回收的甲烷", "mine gas burned in 1.A and methane recovered in 1.B.1"),
	"D22":   looks("W", "平衡表的天然气损失与 1.B.2.b 的逃逸", "natural gas lost in the balance and what 1.B.2.b leaks"),
	"D25": looks("BE", "有没有把氧化率乘在全氧化的因子或含碳量（IPCC 因子集）上",
		"oxidation rates applied to factors of full oxidation, or to the carbon content of such a set (IPCC)"),
	"TOTAL": looks("B", "逐行相加与合计是否相等，每种气体、每个边界", "whether the lines add up to the totals, each gas and boundary"),
	"SEG":   looks("E", "1.B.2.b.iii 用 2019 年环节因子时，放空和火炬有没有另计", "venting and flaring beside segment factors of 2019 in 1.B.2.b.iii"),
	"STATE": looks("W", "同一气体的体积有没有用两种参比状态", "volumes of one gas in two reference states"),
	"MINE":  looks("W", "1.B.1.a 同一矿井有没有用两种方法", "a mine of 1.B.1.a by two methods"),
}

var aspectsOfIndustry = map[string]Aspect{
	"D6":      looks("EW", "2.B.1 的过程排放与 1.A.2.c 的燃料；扣除的尿素碳与 3.C.3", "the process CO2 of 2.B.1 and fuel of 1.A.2.c; carbon taken out as urea and 3.C.3"),
	"D7":      looks("EW", "2.C、2.B.10 的还原剂与 1.A.2.a、1.A.2.b、1.A.2.c 的燃料；同一厂按物料又按产量", "reductants of 2.C and 2.B.10 and fuel of 1.A.2.a to c; a works by its materials and by what it makes"),
	"D8":      looks("EW", "2.D 的产品有没有用两种方法，或在 1.A 又烧一次", "products of 2.D by two methods, or burned once more in 1.A"),
	"D10":     looks("BE", "2.C 的生物质还原剂的碳；1.A 的生物质燃料的 CO2 是否计入总量", "the carbon of biomass that reduces ore in 2.C; CO2 of biomass fuels of 1.A in the total"),
	"D11":     looks("EW", "2.A.1 有没有既按水泥又按熟料；粉磨站有没有写外购熟料", "clinker of 2.A.1 by cement and by clinker; clinker that grinding plants buy"),
	"D12":     looks("E", "4.C 与 1.A 有没有同一设施的同一废弃物", "one plant's waste in 4.C and in 1.A"),
	"D13":     looks("EW", "第 2 部门内同一个量的碳酸盐有没有列在两处", "one quantity of a carbonate in two categories of sector 2"),
	"KILN":    looks("E", "水泥、石灰、玻璃厂有没有既按产品又按碳酸盐", "works of cement, lime and glass by product and by carbonates"),
	"CLINKER": looks("E", "2.A.1 的熟料是否多于水泥", "more clinker than cement in 2.A.1"),
	"OXIDES":  looks("E", "氧化物、碳酸盐含量之和是否超过 1", "contents of oxides and carbonates above the whole"),
	"BANK":    looks("EW", "2.F 一种用途的一种气体有没有用两种方法", "one gas in one application of 2.F by two methods"),
	"D23": looks("W", "2.G.1、2.F.1 制造时充入的量是否又全部算作本区在用；制造厂名下的在用设备",
		"gas put into equipment in 2.G.1 and 2.F.1 that is all in use in the district as well; equipment in use under a maker's name"),
	"SF6": looks("E", "2.G.1 同一设备有没有用两种方法", "equipment of 2.G.1 by two methods"),
}

var aspectsOfNature = map[string]Aspect{
	"NITROGEN": looks("BEI", "畜群和土壤的氮平衡：各项不为负，出入相等（不相等是程序的错误）", "the nitrogen balance of herds and soils: no flow below zero; what comes in goes out, or the program is at fault"),
	"D9":       looks("EW", "秸秆的产生量与还田、焚烧、能源化、饲料化、外运之和", "straw grown against what is returned, burnt, used as fuel, fed and sold"),
	"D14": looks("EW", "3.A.2 的沼气池与 4.B 的粪便厌氧消化；1.A 燃烧的沼气有没有产生处",
		"digesters of 3.A.2 and digestion of manure in 4.B; whether biogas burned in 1.A was generated somewhere"),
	"D16":          looks("BW", "3.C.6 的数与省级 3.C.5 的大气沉降；3.C.6 的 IE", "a figure of 3.C.6 beside the provincial deposition of 3.C.5; IE at 3.C.6"),
	"D15":          looks("I", "3.C.4 的商品有机肥与本区畜群的粪肥", "organic fertiliser of 3.C.4 beside the manure of the district's herds"),
	"SHARE":        looks("W", "小于 1 % 的比例，可能是小数写成了百分数", "shares below 1 %, which may be fractions"),
	"HERD":         looks("EW", "畜群的年初、出生、购入与出栏、死亡、年末", "opening stock, births and purchases of herds against what left and what remains"),
	"HERDS":        looks("W", "3.A.1 与 3.A.2 的饲养量；合计与分项的畜群", "the animals of 3.A.1 and 3.A.2; a herd and its kinds"),
	"RICE":         looks("W", "还田的秸秆与稻田甲烷所用的量", "straw returned to paddies and what the CH4 of rice counts"),
	"CROPS":        looks("W", "作物每公顷产量、面积，合计与分项", "output a hectare, areas, a crop and its kinds"),
	"FERTILISER":   looks("I", "氮肥合计与尿素等品种并列", "all nitrogen fertiliser beside its kinds"),
	"LAND":         looks("E", "各地类面积与转入、转出；总面积", "areas of land uses against what came and left; all land"),
	"CONVERSION":   looks("W", "生物量转化的面积与土地利用矩阵", "areas whose biomass is converted and the land matrix"),
	"SAMELAND":     looks("W", "两次调查的面积是否为同一片土地", "whether two inventories are of one area"),
	"FOREST":       looks("EW", "3.B 同一林地有没有用两种方法或写两次", "a forest of 3.B by two methods or twice"),
	"CUT":          looks("W", "省级方法的活立木生长与消耗、蓄积之和", "growth and consumption of standing trees, and the sum of their stocks"),
	"LANDAREA":     looks("WI", "林分、土壤、火烧的面积与地类面积", "areas of stands, soils and fires within the land use"),
	"FORMERUSE":    looks("W", "转化行的项目与类别所说的原地类", "the item of a conversion and the former use that the category names"),
	"WOODPRODUCTS": looks("E", "3.D.1 同一产品有没有用两种方法", "a product of 3.D.1 by two approaches"),
	"FUELWOOD":     looks("W", "1.A 燃烧的薪柴与 3.B.1 的损失", "fuelwood burned in 1.A and the losses of 3.B.1"),
	"FIRE":         looks("W", "3.C.1.a 的火灾与 3.B.1 的损失", "fires of 3.C.1.a and the losses of 3.B.1"),
	"DECAY":        looks("I", "分解排放所用的转化面积是否为十年平均", "whether what decays is of the mean area of ten years"),
	"STRATA":       looks("W", "同一土壤有没有填在两级类别或两处", "a soil at two levels or in two places"),
	"FSOM":         looks("W", "农地土壤的碳损失与 3.C.4 的矿化氮", "carbon lost by soils of cropland and nitrogen mineralised at 3.C.4"),
}

var aspectsOfWaste = map[string]Aspect{
	"MSW": looks("WI", "填埋、堆肥、焚烧的生活垃圾之和与清运量（indicators.csv）", "municipal waste deposited, composted and burned against what was collected (indicators.csv)"),
	"D24": looks("EWI", "处理的生活垃圾与清运量减运出量加运入量（indicators.csv：生活垃圾清运量、生活垃圾运出量、生活垃圾运入量）",
		"municipal waste treated against what was collected, less what was sent to other districts, and what came from them (indicators.csv: 生活垃圾清运量, 生活垃圾运出量, 生活垃圾运入量)"),
	"KEYS":  looks("W", "标记 NO 的类别有没有数", "numbers of categories that are NO"),
	"COVER": looks("W", "4.A.2、4.A.3 有没有写覆盖氧化", "oxidation in the cover of sites of 4.A.2 and 4.A.3"),
	"D17":   looks("W", "3.C.4 施用的污泥氮与 4.D.1 扣除的氮", "nitrogen of sludge spread at 3.C.4 and taken out at 4.D.1"),
	"D18":   looks("EWI", "4.D.2 的工业废水与 4.D.1 的实测负荷", "industrial waste water of 4.D.2 and the load measured at 4.D.1"),
	"D19":   looks("WI", "4.D 清出的污泥与 1.A、4.A、4.B、4.C、3.C.4 的污泥", "sludge that 4.D takes out and that which 1.A, 4.A, 4.B, 4.C and 3.C.4 receive"),
	"BOD":   looks("W", "人均 BOD 是否在表 6.4 的范围内", "whether BOD by person lies within Table 6.4"),
}
