package check

import (
	"fmt"
	"slices"

	"ghg/inventory"
)

func electrical() []Rule {
	return []Rule{{"SF6", inventory.Text{ZH: "一台电力设备只用一种方法", EN: "electrical equipment is counted by one method"}, equipmentOnce}}
}

// bySort tells the sorts of methods of electrical equipment apart: a factor, or a balance of the gas by its user or maker.
var bySort = map[string]string{
	"2.G.1/cn2011/SF6": "of 2011", "2.G.1/t1/SF6": "factors", "2.G.1/t2/SF6": "factors",
	"2.G.1/grid/SF6": "grid", "2.G.1/grid.topup/SF6": "grid", "2.G.1/t3.mb/SF6": "balance", "2.G.1/maker/SF6": "maker",
}

// stagesOf tells which stages of the life of equipment an estimate counts: where it is made, and where it is used and retired. By
// factors it is those whose amounts are given.
func (f *facts) stagesOf(e *inventory.Estimate) (made, used bool) {
	switch bySort[e.Method.ID] {
	case "of 2011", "maker":
		return true, false
	case "grid", "balance":
		return false, true
	}
	for _, row := range f.rows(e.Row.Category.Code, func(row *inventory.Activity) bool { return inventory.CompareSubjects(row, e.Row) == 0 }) {
		made = made || row.Parameter == "sf6_charged"
		used = used || row.Parameter == "nameplate_in_use" || row.Parameter == "nameplate_retired"
	}
	return made, used
}

// equipmentOnce: what a mass balance finds missing is what the factors of the same equipment reckon, and equipment is filed as a
// whole or by its stages. A figure that names no
// facility, or no kind of equipment, holds that of each.
func equipmentOnce(f *facts) {
	var before []*inventory.Estimate
	for _, e := range f.inv.Below(f.year, inventory.Territorial, f.category("2.G.1")) {
		if !e.Number || e.Gas != "SF6" || e.Method == nil || bySort[e.Method.ID] == "" {
			continue
		}
		made, used := f.stagesOf(e)
		at := slices.IndexFunc(before, func(o *inventory.Estimate) bool {
			otherMade, otherUsed := f.stagesOf(o)
			otherwise := bySort[o.Method.ID] != bySort[e.Method.ID] && sameEquipment(o.Row, e.Row)
			return (made && otherMade || used && otherUsed) && (otherwise || filedTwice(o.Row, e.Row))
		})
		if at >= 0 {
			o := before[at]
			f.tell(inventory.Error, e.Origin(), inventory.Text{
				ZH: fmt.Sprintf("%s（%s）按 %s 有 %s t SF6，%s（%s）按 %s 又有 %s t：没有说明是不同的设备", about(o.Row), o.Origin(), o.Method.ID, short(o.Value()), about(e.Row), e.Origin(), e.Method.ID, short(e.Value())),
				EN: fmt.Sprintf("%s (%s) has %s t SF6 by %s, and %s (%s) %s t by %s: nothing says that they are different equipment", about(o.Row), o.Origin(), short(o.Value()), o.Method.ID, about(e.Row), e.Origin(), short(e.Value()), e.Method.ID)},
				inventory.Text{ZH: "同一设备的质量平衡与因子法只留一种；不同企业的设备各写设施（如“其余用户”）", EN: "keep the balance or the factors of equipment; name the facilities of different owners (其余用户, the other users, say)"})
		}
		before = append(before, e)
	}
}

// filedTwice tells whether equipment of one facility stands in a category and again in one below it; figures that name no
// facility are told of as totals.
func filedTwice(a, b *inventory.Activity) bool {
	return a.Facility != "" && a.Facility == b.Facility && a.Item == b.Item && a.Category != b.Category && (a.Category.Within(b.Category) || b.Category.Within(a.Category))
}

// sameEquipment tells whether nothing sets the equipment of two rows apart: neither the facility nor the kind.
func sameEquipment(a, b *inventory.Activity) bool {
	facility := a.Facility == "" || b.Facility == "" || a.Facility == b.Facility
	return facility && (a.Item == nil || b.Item == nil || a.Item == b.Item)
}
