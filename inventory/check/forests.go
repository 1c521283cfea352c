package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/sectors/land"
)

// stand is a line of forest with the way by which it is counted.
type stand struct {
	*inventory.Estimate
	family, way string
}

// waysOfForest are the families of methods that count the change of a forest, with the way that each is part of.
var waysOfForest = map[string]string{"gainloss": "gain–loss", "loss": "gain–loss", "stockdiff": "stock-difference", "cn.growth": "provincial", "cn.consumption": "provincial"}

// forestOnce: growth and losses, the difference of two inventories and the rates of the province are three ways to one change; by each
// of them trees are counted once, under one name and in one category. Facilities tell stands apart.
func forestOnce(f *facts) {
	met := map[string][]stand{}    // by facility, the first of each category, item and family
	sameArea := map[string]stand{} // by facility, item and extent, in 3.B.1
	told := map[*inventory.Estimate]bool{}
	for _, e := range f.landLines("3.B", "gainloss", "loss", "stockdiff", "cn.growth", "cn.consumption") {
		s := stand{e, family(e.Method), ""}
		s.way = waysOfForest[s.family]
		known := met[e.Row.Facility]
		if at := slices.IndexFunc(known, func(other stand) bool { return f.sameTrees(s, other) }); at >= 0 {
			f.treesTwice(known[at], s)
			told[e] = true
		}
		if !slices.ContainsFunc(known, func(other stand) bool {
			return other.Row.Category == e.Row.Category && other.Row.Item == e.Row.Item && other.family == s.family
		}) {
			met[e.Row.Facility] = append(known, s)
		}
		if extent := extentOf(e); extent != "" && e.Row.Category.Within(f.category("3.B.1")) {
			key := e.Row.Facility + "|" + e.Row.ItemName() + "|" + extent
			other, twice := sameArea[key]
			switch {
			case !twice:
				sameArea[key] = s
			case other.Row.Category != e.Row.Category && !told[e]:
				f.treesTwice(other, s)
			}
		}
	}
}

// sameTrees tells whether two lines of one facility may count the same trees: by two ways, or by one under a general name and a
// narrower one. Losses by themselves are of whatever forest they are known of.
func (f *facts) sameTrees(a, b stand) bool {
	if a.Row.Category != b.Row.Category || !f.sameForest(a.Row.Item, b.Row.Item) {
		return false
	}
	return a.way != b.way || a.family == b.family && a.family != "loss" && a.Row.Item != b.Row.Item
}

// treesTwice says that a forest is counted twice, for certain where one item is counted by two ways.
func (f *facts) treesTwice(first, again stand) {
	severity := inventory.Warning
	if first.way != again.way && first.Row.Item == again.Row.Item && first.Row.Category == again.Row.Category {
		severity = inventory.Error
	}
	zh, en := "一片林地只留一种方法；不同的林分用项目、设施分开", "keep one method for a forest; tell stands apart by item or facility"
	if first.way == again.way {
		zh, en = "一片林地只写一次：总项与其中的树种、保持为林地与转化为林地只留一处；不同的林分用设施分开", "state a forest once, under the general name or by its species, as forest that remains or as land that became forest; tell stands apart by facility"
	}
	f.tell(severity, again.Origin(), inventory.Text{
		ZH: fmt.Sprintf("%s（%s）按 %s 有 %s t CO2，%s 按 %s 又有 %s t：同一片林地的变化可能计了两次", about(first.Row), first.Origin(), first.Method.ID, short(first.Value()), about(again.Row), again.Method.ID, short(again.Value())),
		EN: fmt.Sprintf("%s (%s) has %s t CO2 by %s, and %s %s t by %s: the change of one forest may be counted twice", about(first.Row), first.Origin(), short(first.Value()), first.Method.ID, about(again.Row), short(again.Value()), again.Method.ID)},
		inventory.Text{ZH: zh, EN: en})
}

// sameForest tells whether two items may be of the same trees: all standing trees are of any, arbor forest is of any species.
func (f *facts) sameForest(a, b *inventory.Item) bool {
	return a == b || f.holdsTrees(a, b) || f.holdsTrees(b, a)
}

// holdsTrees tells whether the trees of the narrower item are among those of the general one.
func (f *facts) holdsTrees(general, narrow *inventory.Item) bool {
	if general == nil || general.Name == "活立木" || general.Name == "林地" {
		return true
	}
	return narrow != nil && (general.Name == "乔木林" && land.IsSpecies(narrow) || slices.Contains(f.inv.Vocabulary.Items.General(narrow), general))
}

// extentOf is the land or the stock that a line of growth or stock is of, as a key; "" for none.
func extentOf(e *inventory.Estimate) string {
	for _, of := range [][2]string{{"area", "ha"}, {"stock_volume", "m3"}, {"stock_after", "m3"}} {
		if value, ok := leafOf(e, of[0], of[1]); ok && value.IsPositive() {
			return of[0] + value.String()
		}
	}
	return ""
}

// growthAndConsumption: by the provincial guide what all standing trees lose goes with what the species grow, and the stock of all
// holds that of each.
func growthAndConsumption(f *facts) {
	grown, cut := f.landLines("3.B", "cn.growth"), f.landLines("3.B", "cn.consumption")
	if len(grown) == 0 {
		return
	}
	total := func(lines []*inventory.Estimate) (tonnes, stock decimal.Decimal) {
		for _, e := range lines {
			volume, _ := leafOf(e, "stock_volume", "m3")
			tonnes, stock = tonnes.Add(e.Value()), stock.Add(volume)
		}
		return tonnes, stock
	}
	tonnes, species := total(grown)
	if len(cut) == 0 {
		if len(f.landLines("3.B", "loss")) > 0 || f.keyOf("3.B.1", "活立木") {
			return
		}
		f.tell(inventory.Warning, grown[0].Origin(), inventory.Text{
			ZH: fmt.Sprintf("活立木生长固碳 %s t CO2（%d 行），没有活立木消耗：碳汇偏大", short(tonnes), len(grown)),
			EN: fmt.Sprintf("growth of standing trees takes up %s t CO2 (%d rows), and no consumption is stated: the removals are too large", short(tonnes), len(grown))},
			inventory.Text{ZH: "在 3.B.1.a 写项目 活立木 的 stock_volume、SVD、BEF 和消耗率 CR；没有数据的写 NE 和理由", EN: "state stock_volume, SVD, BEF and CR of item 活立木 at 3.B.1.a; without figures a key NE with the reason"})
		return
	}
	if _, all := total(cut); all.LessThan(species) {
		f.tell(inventory.Warning, cut[0].Origin(), inventory.Text{
			ZH: fmt.Sprintf("活立木蓄积 %s m3 少于各树种之和 %s m3（%s 起 %d 行），差 %s m3", short(all), short(species), grown[0].Origin(), len(grown), short(species.Sub(all))),
			EN: fmt.Sprintf("the stock of all standing trees, %s m3, is below the sum of the species, %s m3 (%d rows from %s), by %s m3", short(all), short(species), len(grown), grown[0].Origin(), short(species.Sub(all)))},
			inventory.Text{ZH: "活立木包括乔木林、散生木、四旁树和疏林：核对单位（m3、万m3）", EN: "standing trees are those of forests and scattered ones: check the units"})
	}
}

// keyOf tells whether a notation key of the year speaks of the item in the category or below it.
func (f *facts) keyOf(code, item string) bool {
	return slices.ContainsFunc(f.inv.Below(f.year, inventory.Territorial, f.category(code)), func(e *inventory.Estimate) bool {
		return !e.Number && e.Row.ItemName() == item
	})
}

// oneApproach: which wood flows into the products is one approach; two of them count the same products twice.
func oneApproach(f *facts) {
	type products struct {
		facility string
		item     *inventory.Item
	}
	met := map[products]*inventory.Estimate{}
	for _, e := range f.landLines("3.D.1", "hwp") {
		of := products{e.Row.Facility, e.Row.Item}
		other := met[of]
		if other == nil {
			met[of] = e
			continue
		}
		f.tell(inventory.Error, e.Origin(), inventory.Text{
			ZH: fmt.Sprintf("%s（%s）有 %s t CO2，%s 又有 %s t：同一种木质林产品按两种方法相加", about(other.Row), other.Origin(), short(other.Value()), about(e.Row), short(e.Value())),
			EN: fmt.Sprintf("%s (%s) has %s t CO2, and %s %s t: one product is added up by two approaches", about(other.Row), other.Origin(), short(other.Value()), about(e.Row), short(e.Value()))},
			inventory.Text{ZH: "全清单只用一种方法（储量变化法、生产法、大气流动法、简单衰减法之一）", EN: "keep one approach for the whole inventory"})
	}
}
