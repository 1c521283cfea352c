package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/sectors/land"
)

func landUse() []Rule {
	return []Rule{
		{"LAND", inventory.Text{ZH: "土地利用矩阵", EN: "land matrix"}, matrixCloses},
		{"CONVERSION", inventory.Text{ZH: "转化面积与矩阵", EN: "converted areas and the matrix"}, conversionsOfMatrix},
		{"SAMELAND", inventory.Text{ZH: "两次调查的面积", EN: "areas of two inventories"}, sameLand},
		{"FOREST", inventory.Text{ZH: "一片林地只用一种方法", EN: "a forest is counted by one method"}, forestOnce},
		{"CUT", inventory.Text{ZH: "活立木的生长与消耗", EN: "growth and consumption of standing trees"}, growthAndConsumption},
		{"LANDAREA", inventory.Text{ZH: "各项面积与地类面积", EN: "areas of lines and of the land use"}, areasWithinUse},
		{"FORMERUSE", inventory.Text{ZH: "转化前的地类", EN: "land use before a conversion"}, formerUse},
		{"WOODPRODUCTS", inventory.Text{ZH: "木质林产品只用一种方法", EN: "wood products by one approach"}, oneApproach},
		{"FUELWOOD", inventory.Text{ZH: "薪柴与林木的损失", EN: "fuelwood and what forests lose"}, fuelwoodOfForests},
		{"FIRE", inventory.Text{ZH: "林火的 CO2", EN: "CO2 of forest fires"}, fireInStock},
		{"DECAY", inventory.Text{ZH: "分解排放的面积", EN: "area of what decays"}, decayOfTenYears},
		{"STRATA", inventory.Text{ZH: "一片土壤只填一次", EN: "a soil is filed once"}, soilsOnce},
		{"FSOM", inventory.Text{ZH: "土壤碳损失与矿化氮", EN: "soil carbon lost and the nitrogen of it"}, nitrogenOfSoils},
	}
}

// toldIn tells whether what is of the year is told with the inventory year at hand: the year itself, or the first compiled after it.
func (f *facts) toldIn(year int) bool {
	after := slices.IndexFunc(f.inv.Years, func(compiled int) bool { return compiled >= year })
	return after >= 0 && f.inv.Years[after] == f.year
}

// matrixCloses: the area of each land use is that of the year before, and what came to it, less what left it.
func matrixCloses(f *facts) {
	if f.result.Land == nil {
		return
	}
	matrix := f.result.Land.Matrix
	totals := map[int]bool{}
	for _, cell := range matrix.Cells() {
		if cell.Area.IsNegative() && f.toldIn(cell.Year) {
			row := f.result.Land.Areas[land.Held{Year: cell.Year, Use: cell.To}][0]
			f.tell(inventory.Error, place(row), inventory.Text{
				ZH: fmt.Sprintf("%s %s：%d 年转入的比年末的全部面积 %s 还多 %s ha", cell.To.Code(), f.category(cell.To.Code()).Name.ZH, cell.Year, figure(row), cell.Area.Neg()),
				EN: fmt.Sprintf("%s %s: what came to it in %d is %s ha more than all of it at the end of the year, %s", cell.To.Code(), f.category(cell.To.Code()).Name.EN, cell.Year, cell.Area.Neg(), figure(row))},
				inventory.Text{ZH: "核对单位（ha、亩、万亩）", EN: "check the units"})
		}
	}
	for _, g := range matrix.Gaps() {
		if !f.toldIn(g.To) {
			continue
		}
		now := f.result.Land.Areas[land.Held{Year: g.To, Use: g.Use}][0]
		before := f.result.Land.Areas[land.Held{Year: g.From, Use: g.Use}][0]
		use := f.category(g.Use.Code()).Name
		f.tell(inventory.Error, place(now), inventory.Text{
			ZH: fmt.Sprintf("%s %s：%d 年末 %s ha（%s）＋转入 %s ha −转出 %s ha ≠ %d 年末 %s ha，差 %s ha", g.Use.Code(), use.ZH, g.From, g.Before, place(before), g.Came, g.Left, g.To, g.After, g.Missing()),
			EN: fmt.Sprintf("%s %s: %s ha at the end of %d (%s) + %s ha that came − %s ha that left ≠ %s ha at the end of %d: %s ha", g.Use.Code(), use.EN, g.Before, g.From, place(before), g.Came, g.Left, g.After, g.To, g.Missing())},
			inventory.Text{
				ZH: "补上缺少的转化（land_converted，写在转入的类别），或核对变更调查的面积；同一口径的两年才能相接",
				EN: "state the conversion that is missing, as land_converted at what the land became, or check the areas: only two years of one survey follow each other"})
		last, all := matrix.Total(g.From)
		this, whole := matrix.Total(g.To)
		if all && whole && !last.Equal(this) && !totals[g.To] {
			totals[g.To] = true
			f.tell(inventory.Error, place(now), inventory.Text{
				ZH: fmt.Sprintf("全部土地 %d 年 %s ha，%d 年 %s ha：总面积不变才对", g.From, last, g.To, this),
				EN: fmt.Sprintf("all land is %s ha in %d and %s ha in %d: it does not change", last, g.From, this, g.To)},
				inventory.Text{ZH: "核对六类面积；区划调整的年份，两年都用新的区界", EN: "check the areas of the six uses; where the border changed, state both years within the new one"})
		}
	}
}

// leafOf is the figure of an input of the line in the unit; false if the line has none.
func leafOf(e *inventory.Estimate, name, unit string) (decimal.Decimal, bool) {
	for _, leaf := range e.Mass().Leaves() {
		if p := inventory.ParameterOf(leaf); p.Name == name {
			value, err := quantity.Convert(p.Amount, p.In, quantity.MustUnit(unit))
			return value, err == nil
		}
	}
	return decimal.Decimal{}, false
}

// landLines are the lines of the year below the category whose method is of the family.
func (f *facts) landLines(code string, families ...string) []*inventory.Estimate {
	var out []*inventory.Estimate
	for _, e := range f.inv.Below(f.year, inventory.Territorial, f.category(code)) {
		if e.Number && e.Method != nil && slices.Contains(families, family(e.Method)) {
			out = append(out, e)
		}
	}
	return out
}

// family is the way of a method of land, without its tier and kind: cn.growth, gainloss, stockdiff; "" of a verified figure.
func family(m *inventory.Method) string {
	_, variant, _ := strings.Cut(m.ID, "/")
	if strings.HasPrefix(variant, "cn.") {
		return variant
	}
	first, _, _ := strings.Cut(variant, ".")
	return first
}

// conversionsOfMatrix: the land whose biomass is converted is that of the matrix.
func conversionsOfMatrix(f *facts) {
	if f.result.Land == nil {
		return
	}
	counted := map[land.Conversion]decimal.Decimal{}
	lines := map[land.Conversion]*inventory.Estimate{}
	for _, e := range f.landLines("3.B", "cn.conversion", "convert") {
		from, to, ok := land.ConversionOf(e.Row.Category.Code, e.Row.ItemName())
		area, stated := leafOf(e, "area_converted", "ha")
		at := land.Conversion{Year: f.year, From: from, To: to}
		if _, known := f.result.Land.Conversions[at]; !ok || !stated || !known {
			continue
		}
		counted[at] = counted[at].Add(area)
		if lines[at] == nil {
			lines[at] = e
		}
	}
	for _, cell := range f.result.Land.Matrix.Cells() {
		e := lines[cell.Conversion]
		if e == nil || counted[cell.Conversion].Equal(cell.Area) {
			continue
		}
		row := f.result.Land.Conversions[cell.Conversion][0]
		f.tell(inventory.Warning, e.Origin(), inventory.Text{
			ZH: fmt.Sprintf("%s 的生物量按 %s ha 转化计算，矩阵中当年转入 %s ha（%s）", e.Row.Category.Code, counted[cell.Conversion], cell.Area, place(row)),
			EN: fmt.Sprintf("%s: the biomass of %s ha is converted, and the matrix has %s ha of the year (%s)", e.Row.Category.Code, counted[cell.Conversion], cell.Area, place(row))},
			inventory.Text{ZH: "两处应是同一片土地：核对面积", EN: "both are of the same land: check the areas"})
	}
}

// sameLand: two inventories of one stock are of the same land.
func sameLand(f *facts) {
	for _, earlier := range f.rows("3.B", parameter("area_before")) {
		laters := f.rows(earlier.Category.Code, func(row *inventory.Activity) bool {
			return slices.Contains([]string{"", "area", "area_after"}, row.Parameter) && inventory.CompareSubjects(row, earlier) == 0
		})
		if len(laters) == 0 {
			continue
		}
		later := laters[0]
		a, _ := in(earlier, "ha")
		b, _ := in(later, "ha")
		if a.Equal(b) {
			continue
		}
		zh, en := "两次库存都按后一次的面积计：前一次调查之后才转入的土地，应在 3.B.1.b 等转化类别另计", "both stocks are of the later area: land that came to the use after the earlier inventory is of a conversion, as 3.B.1.b"
		switch {
		case later.Parameter == "area_after" && b.LessThan(a):
			zh, en = "总蓄积之差含有转出土地上的蓄积，它在 3.B.2.b.i 等转化类别又会算一次", "the difference of the whole stocks holds what stood on the land that left, which its conversion, as 3.B.2.b.i, counts once more"
		case later.Parameter == "area_after":
			zh, en = "总蓄积之差含有面积变化：只有新增林地在前一次没有林木时，它才是碳的增加", "the difference of the whole stocks holds the change of the area: it is a gain of carbon only if the new forest held no trees at the earlier inventory"
		}
		f.tell(inventory.Warning, place(later), inventory.Text{
			ZH: fmt.Sprintf("%s 前一次 %s（%s），后一次 %s，相差 %s ha：%s", about(earlier), figure(earlier), place(earlier), figure(later), short(b.Sub(a)), zh),
			EN: fmt.Sprintf("%s: %s at the earlier inventory (%s) and %s at the later one differ by %s ha: %s", about(earlier), figure(earlier), place(earlier), figure(later), short(b.Sub(a)), en)},
			inventory.Text{ZH: "用同一片土地两次调查的蓄积；面积口径改了就换算到同一口径", EN: "take the volume of the same land at both; where the meaning of forest changed, bring both to one"})
	}
}

// fuelwoodOfForests: the CO2 of fuelwood is no emission where it burns, so that the trees it came from lose it; a loss that is in no
// line of gains and losses is nowhere. Two inventories and consumption by the provincial guide hold it.
func fuelwoodOfForests(f *facts) {
	burned := f.rows("1.A", func(row *inventory.Activity) bool { return row.ItemName() == "薪柴" && row.Value.IsPositive() })
	gains := f.landLines("3.B.1", "gainloss", "loss")
	if len(burned) == 0 || len(gains) == 0 || len(f.landLines("3.B.1", "stockdiff", "cn.consumption")) > 0 || slices.ContainsFunc(gains, func(e *inventory.Estimate) bool {
		_, trees := leafOf(e, "fuelwood_trees", "m3")
		_, parts := leafOf(e, "fuelwood_parts", "m3")
		return trees || parts
	}) {
		return
	}
	f.tell(inventory.Warning, place(burned[0]), inventory.Text{
		ZH: fmt.Sprintf("%s = %s 燃烧的 CO2 只是信息项，而 3.B.1（%s）没有薪材采集的损失", about(burned[0]), figure(burned[0]), gains[0].Origin()),
		EN: fmt.Sprintf("the CO2 of %s = %s is a memo item, and 3.B.1 (%s) loses no fuelwood", about(burned[0]), figure(burned[0]), gains[0].Origin())},
		inventory.Text{ZH: "在 3.B.1 写 fuelwood_trees（整株）或 fuelwood_parts（枝桠）；外区运入或不是林木的在 note 说明", EN: "state fuelwood_trees or fuelwood_parts at 3.B.1; say in note what comes from other districts or is no wood of forests"})
}

// fireInStock: the CO2 of forest that burns is in what the stock loses.
func fireInStock(f *facts) {
	burnt := f.landLines("3.C.1.a", "fire")
	gains := f.landLines("3.B.1", "gainloss", "loss")
	if len(burnt) == 0 || len(gains) == 0 || slices.ContainsFunc(gains, func(e *inventory.Estimate) bool {
		_, ok := leafOf(e, "area_disturbed", "ha")
		return ok
	}) {
		return
	}
	area, _ := leafOf(burnt[0], "area_burnt", "ha")
	f.tell(inventory.Warning, burnt[0].Origin(), inventory.Text{
		ZH: fmt.Sprintf("火灾 %s ha 的 CO2 没有计入：3.B.1 按增量—损失法计算（%s），没有受灾面积", short(area), gains[0].Origin()),
		EN: fmt.Sprintf("the CO2 of %s ha of fires is not counted: 3.B.1 goes by gains and losses (%s), and no area is disturbed", short(area), gains[0].Origin())},
		inventory.Text{ZH: "在 3.B.1 写 area_disturbed 和损失比例 disturbance_fraction", EN: "state area_disturbed at 3.B.1 with disturbance_fraction, the part that was lost"})
}

// decayOfTenYears: what decays is of the conversions of ten years.
func decayOfTenYears(f *facts) {
	for _, e := range f.landLines("3.B", "cn.conversion") {
		share, _ := leafOf(e, "share_decay", "fraction")
		if _, mean := leafOf(e, "area_converted_mean", "ha"); mean || share.IsZero() {
			continue
		}
		area, _ := leafOf(e, "area_converted", "ha")
		f.tell(inventory.Info, e.Origin(), inventory.Text{
			ZH: fmt.Sprintf("%s 的分解排放用的是当年的 %s ha：省级指南取近十年的年均转化面积", about(e.Row), short(area)),
			EN: fmt.Sprintf("%s: what decays is of the %s ha of the year, and the provincial guide takes the mean of ten years", about(e.Row), short(area))},
			inventory.Text{ZH: "写 area_converted_mean（近十年年均转化面积）", EN: "state area_converted_mean, the mean area of ten years"})
	}
}

// nitrogenOfSoils: carbon that mineral soils of cropland lose takes nitrogen with it, which is of the N2O of soils.
func nitrogenOfSoils(f *facts) {
	lost := decimal.Decimal{}
	var of *inventory.Estimate
	for _, e := range f.landLines("3.B.2", "soil") {
		if e.Value().IsPositive() {
			lost, of = lost.Add(e.Value()), e
		}
	}
	if of == nil {
		return
	}
	carbon, err := quantity.Quo(lost.Mul(decimal.NewFromInt(12)), decimal.NewFromInt(44))
	stated := sum(f.rows("3.C.4", parameter("soil_carbon_lost")), "t C")
	if err != nil || stated.RoundBank(4).GreaterThanOrEqual(carbon.RoundBank(4)) {
		return
	}
	f.tell(inventory.Warning, of.Origin(), inventory.Text{
		ZH: fmt.Sprintf("农地矿质土壤净损失 %s t C，3.C.4 的矿化氮按 %s t C 计", short(carbon), short(stated)),
		EN: fmt.Sprintf("mineral soils of cropland lose %s t C net, and the nitrogen mineralised at 3.C.4 is of %s t C", short(carbon), short(stated))},
		inventory.Text{
			ZH: "在 3.C.4 写 soil_carbon_lost 和碳氮比 carbon_nitrogen_ratio（林地、草地转为农地 15，农地管理 10）",
			EN: "state soil_carbon_lost at 3.C.4 with carbon_nitrogen_ratio: 15 where forest or grassland became cropland, 10 of management"})
}
