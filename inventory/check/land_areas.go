package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/sectors/land"
)

// mostOfForest is the part of the forest land below which it is said how much has no figure.
var mostOfForest = decimal.New(9, -1)

// areasWithinUse: what lines are of lies within the land use that it is of, and the lines of forest cover it.
func areasWithinUse(f *facts) {
	if f.result.Land == nil {
		return
	}
	f.forestArea()
	f.soilAreas()
	f.burntArea()
}

// useArea is the area of the land use at the end of the year with the row that states it; nil if none does.
func (f *facts) useArea(use land.Use) (decimal.Decimal, *inventory.Activity) {
	at := land.Held{Year: f.year, Use: use}
	rows := f.result.Land.Areas[at]
	if len(rows) == 0 {
		return decimal.Decimal{}, nil
	}
	return f.result.Land.Matrix.Areas[at], rows[0]
}

// beyondUse says that areas are more than the land use has.
func (f *facts) beyondUse(at inventory.Source, what inventory.Text, sum decimal.Decimal, count int, use land.Use) {
	area, row := f.useArea(use)
	if row == nil || !sum.GreaterThan(area) {
		return
	}
	name := f.category(use.Code()).Name
	f.tell(inventory.Warning, at, inventory.Text{
		ZH: fmt.Sprintf("%s共 %s ha（%d 行），多于 %s %s 的 %s ha（%s）", what.ZH, short(sum), count, use.Code(), name.ZH, area, place(row)),
		EN: fmt.Sprintf("%s: %s ha together (%d rows), above the %s ha of %s %s (%s)", what.EN, short(sum), count, area, use.Code(), name.EN, place(row))},
		inventory.Text{ZH: "核对单位（ha、亩、万亩），同一片土地只写一次", EN: "check the units, and state land once"})
}

// forestArea: the stands whose biomass is counted by area are within the forest land, and are most of it.
func (f *facts) forestArea() {
	stands := f.landLines("3.B.1", "gainloss", "stockdiff")
	if len(stands) == 0 {
		return
	}
	sum, whole := decimal.Decimal{}, len(f.landLines("3.B.1", "cn.growth", "cn.consumption", "cn.area")) == 0
	for _, e := range stands {
		area, known := f.areaOfStand(e)
		sum, whole = sum.Add(area), whole && known
	}
	f.beyondUse(stands[0].Origin(), inventory.Text{ZH: "3.B.1 计算生物量的林地", EN: "forest whose biomass is counted at 3.B.1"}, sum, len(stands), land.ForestLand)
	area, row := f.useArea(land.ForestLand)
	if row == nil || !whole || sum.GreaterThanOrEqual(area.Mul(mostOfForest)) {
		return
	}
	f.tell(inventory.Info, stands[0].Origin(), inventory.Text{
		ZH: fmt.Sprintf("林地 %s ha（%s）中，生物量只计算了 %s ha，%s ha 没有数据", area, place(row), short(sum), short(area.Sub(sum))),
		EN: fmt.Sprintf("of %s ha of forest land (%s) the biomass of %s ha is counted: %s ha have no figure", area, place(row), short(sum), short(area.Sub(sum)))},
		inventory.Text{ZH: "补上其余林分（竹林、灌木林等），或写 NE 和理由", EN: "state the other stands, as bamboo and shrubs, or NE with the reason"})
}

// areaOfStand is the area of a line of biomass: that in its equation, or that which is stated beside the whole stock.
func (f *facts) areaOfStand(e *inventory.Estimate) (decimal.Decimal, bool) {
	if area, ok := leafOf(e, "area", "ha"); ok {
		return area, true
	}
	for _, name := range []string{"area_after", "area_before"} {
		rows := f.rows(e.Row.Category.Code, func(row *inventory.Activity) bool {
			return row.Parameter == name && inventory.CompareSubjects(row, e.Row) == 0
		})
		if len(rows) > 0 {
			return in(rows[0], "ha")
		}
	}
	return decimal.Decimal{}, false
}

// soilAreas: the strata of soils at the end of the year, and organic soils, are within their land use.
func (f *facts) soilAreas() {
	for _, use := range land.Uses {
		strata := f.rows(use.Code(), func(row *inventory.Activity) bool {
			return row.Parameter == "soil_area_after" || row.Parameter == "organic_soil"
		})
		if len(strata) > 0 {
			f.beyondUse(place(strata[0]), inventory.Text{ZH: use.Code() + " 的土壤面积", EN: "soils of " + use.Code()}, sum(strata, "ha"), len(strata), use)
		}
	}
}

// burntArea: no more forest burns in a year than there is.
func (f *facts) burntArea() {
	sum, count := decimal.Decimal{}, 0
	var first *inventory.Estimate
	for _, e := range f.landLines("3.C.1.a", "fire") {
		if area, ok := leafOf(e, "area_burnt", "ha"); ok && e.Gas == "CH4" {
			if first == nil {
				first = e
			}
			sum, count = sum.Add(area), count+1
		}
	}
	if first != nil {
		f.beyondUse(first.Origin(), inventory.Text{ZH: "森林火烧面积", EN: "forest burnt"}, sum, count, land.ForestLand)
	}
}

// formerUse: the item of a conversion, where it names a land use, names the one that the category says the land was.
func formerUse(f *facts) {
	told := map[inventory.Source]bool{}
	for _, e := range f.landLines("3.B", "cn.conversion", "convert", "dom") {
		from, to, ok := land.ConversionOf(e.Row.Category.Code, e.Row.ItemName())
		named, known := land.UseOf("3.B", e.Row.ItemName())
		area, converted := leafOf(e, "area_converted", "ha")
		if !ok || !known || !converted || named == from || named == to || told[e.Origin()] {
			continue
		}
		told[e.Origin()] = true
		name := f.category(from.Code()).Name
		f.tell(inventory.Warning, e.Origin(), inventory.Text{
			ZH: fmt.Sprintf("%s 的 %s ha 按 %s %s转来，项目却是 %s（%s t CO2）", e.Row.Category.Code, area, from.Code(), name.ZH, e.Row.ItemName(), short(e.Value())),
			EN: fmt.Sprintf("%s: %s ha were %s %s by the category, and the item is %s (%s t CO2)", e.Row.Category.Code, area, from.Code(), name.EN, e.Row.ItemName(), short(e.Value()))},
			inventory.Text{ZH: "项目写转化前的地类，或改填到它的类别（农地转为建设用地是 3.B.5.b.ii）", EN: "let the item be what the land was, or file it at the category of that: cropland to settlements is 3.B.5.b.ii"})
	}
}

// soilsOnce: the area of a soil under one use stands at one level of the tree, and with a facility or without one.
func soilsOnce(f *facts) {
	rows := f.rows("3.B", func(row *inventory.Activity) bool {
		return row.Parameter == "soil_area_before" || row.Parameter == "soil_area_after"
	})
	for i, row := range rows {
		at := slices.IndexFunc(rows[:i], func(other *inventory.Activity) bool {
			same := row.Parameter == other.Parameter && row.Item == other.Item && row.Detail == other.Detail
			levels := row.Category != other.Category && (row.Category.Within(other.Category) || other.Category.Within(row.Category))
			return same && (levels || row.Category == other.Category && (row.Facility == "") != (other.Facility == ""))
		})
		if at < 0 {
			continue
		}
		pair := both(rows[at], row)
		f.tell(inventory.Warning, place(row), inventory.Text{ZH: "同一种土壤填在两处，可能是同一片：" + pair.ZH, EN: "one soil stands in two places and may be the same land: " + pair.EN},
			inventory.Text{ZH: "只填一级类别；各地块都写设施，或都不写", EN: "file it at one level; name a facility for each part, or for none"})
		return
	}
}
