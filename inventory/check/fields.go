package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/sectors/agriculture"
)

func fields() []Rule {
	return []Rule{
		{"RICE", inventory.Text{ZH: "稻田与秸秆还田", EN: "rice and the straw returned"}, strawInPaddies},
		{"CROPS", inventory.Text{ZH: "作物的面积和产量", EN: "area and output of crops"}, crops},
		{"FERTILISER", inventory.Text{ZH: "化肥合计与品种", EN: "fertiliser in all and by kind"}, fertiliserOnce},
	}
}

// strawInPaddies: straw that is returned to a paddy is an organic amendment of it, by the equations that scale for amendments.
func strawInPaddies(f *facts) {
	for _, b := range f.result.Straw {
		crop := b.Row
		if crop.Year != f.year {
			continue
		}
		returned, ok := b.Value("straw_returned")
		if !ok || !returned.IsPositive() {
			continue
		}
		paddies := f.paddies(crop)
		if len(paddies) == 0 {
			continue
		}
		e := paddies[0]
		var area, counted decimal.Decimal
		for _, paddy := range paddies {
			rows := f.rows("3.C.7", func(row *inventory.Activity) bool { return inventory.CompareSubjects(row, paddy.Row) == 0 })
			ha := sum(slices.DeleteFunc(slices.Clone(rows), func(row *inventory.Activity) bool { return row.Parameter != "" && row.Parameter != "crop_area" }), "ha")
			stated := sum(slices.DeleteFunc(slices.Clone(rows), func(row *inventory.Activity) bool { return !strings.HasPrefix(row.Parameter, "straw_") }), "t/ha")
			area, counted = area.Add(ha), counted.Add(ha.Mul(stated))
		}
		hint := inventory.Text{
			ZH: "按还田时间写 straw_shortly_before（种植前不足 30 天）或 straw_long_before（30 天以上），单位 t/ha 干重",
			EN: "state it by its time as straw_shortly_before (less than 30 days before cultivation) or straw_long_before, in t/ha of dry straw"}
		switch {
		case counted.IsZero():
			f.tell(inventory.Warning, e.Origin(), inventory.Text{
				ZH: fmt.Sprintf("%s 有 %s t 秸秆还田（%s ha），稻田甲烷没有算进去", about(crop), short(returned), short(area)),
				EN: fmt.Sprintf("%s: %s t of straw are returned on %s ha, and the CH4 of rice leaves them out", about(crop), short(returned), short(area))}, hint)
		case counted.GreaterThan(returned):
			f.tell(inventory.Warning, e.Origin(), inventory.Text{
				ZH: fmt.Sprintf("%s 稻田甲烷在 %s ha 上算了 %s t 秸秆，多于还田的 %s t", about(crop), short(area), short(counted), short(returned)),
				EN: fmt.Sprintf("%s: the CH4 of rice counts %s t of straw on %s ha, and %s t are returned", about(crop), short(counted), short(area), short(returned))}, hint)
		}
	}
}

// paddies are the lines of the crop's CH4, of all its water regimes where the crop names none, by equations that scale for straw.
func (f *facts) paddies(crop *inventory.Activity) []*inventory.Estimate {
	var out []*inventory.Estimate
	for _, e := range f.inv.Below(f.year, inventory.Territorial, f.category("3.C.7")) {
		if !e.Number || e.Method == nil || e.Gas != "CH4" {
			continue
		}
		_, scaled := e.Method.InputOf("straw_shortly_before")
		if scaled && e.Row.Item == crop.Item && e.Row.Facility == crop.Facility && (crop.Detail == "" || e.Row.Detail == crop.Detail) {
			out = append(out, e)
		}
	}
	return out
}

// fertiliserOnce: a figure of all nitrogen fertiliser holds that of its kinds.
func fertiliserOnce(f *facts) {
	all, one := f.fertilisers()
	years := f.lastOf(func(g *facts) bool { all, _ := g.fertilisers(); return all != nil })
	if years == 0 {
		return
	}
	n := func(b *engine.FlowBalance) inventory.Text {
		value, _ := b.Value(agriculture.FlowApplied)
		amount := about(b.Row) + " " + short(value) + " t N"
		return inventory.Text{ZH: amount + "（" + place(b.Row).String() + "）", EN: amount + " (" + place(b.Row).String() + ")"}
	}
	so := soIn(years)
	f.tell(inventory.Info, place(one.Row), inventory.Text{ZH: n(all).ZH + " 与 " + n(one).ZH + " 并列" + so.ZH, EN: n(all).EN + " stands beside " + n(one).EN + so.EN},
		inventory.Text{ZH: "“氮肥”只写其余品种；统计的折纯合计已含尿素和复合肥时扣除它们", EN: "氮肥 is that of the other kinds: where a statistic of all nitrogen holds urea and compound fertiliser, take them off"})
}

// fertilisers are the balances of all nitrogen fertiliser and of one of its kinds in the year; nil unless there are both, of one
// facility or of none.
func (f *facts) fertilisers() (all, one *engine.FlowBalance) {
	kinds := []string{"尿素", "复合肥", "铵态氮肥", "硝态氮肥", "硝铵氮肥", "碳酸氢铵"}
	of := func(names ...string) *engine.FlowBalance {
		at := slices.IndexFunc(f.result.Nitrogen, func(b *engine.FlowBalance) bool {
			return b.Row.Year == f.year && slices.Contains(names, b.Row.ItemName())
		})
		if at < 0 {
			return nil
		}
		return f.result.Nitrogen[at]
	}
	all, one = of("氮肥"), of(kinds...)
	if all == nil || one == nil || all.Row.Facility != one.Row.Facility {
		return nil, nil
	}
	return all, one
}

// mostPerHectare is more fresh matter in t than any crop gives on a hectare in a year.
var mostPerHectare = decimal.NewFromInt(300)

// crops: a crop gives no more than its area can; its area is that of its paddies; and it is not counted in another as well.
func crops(f *facts) {
	byFacility := map[string][]*engine.FlowBalance{}
	for _, b := range f.strawOfYear() {
		output, area := b.Find("output"), b.Find("crop_area")
		if output != nil && area != nil {
			t, okT := in(output, "t")
			ha, okHa := in(area, "ha")
			if okT && okHa && t.GreaterThan(ha.Mul(mostPerHectare)) {
				cells := f.parameters(output, area)
				f.tell(inventory.Warning, place(output), inventory.Text{ZH: "每公顷产量多于 300 t：" + cells.ZH, EN: "more than 300 t a hectare: " + cells.EN},
					inventory.Text{ZH: "核对单位（亩、ha、万亩；t、万t）", EN: "check the units (mu, ha; t, 10^4 t)"})
			}
		}
		for _, other := range byFacility[b.Row.Facility] {
			if a := other.Row; a.Item != b.Row.Item && sameCrop(a.Item, b.Row.Item) {
				cells := both(a, b.Row)
				f.tell(inventory.Warning, place(b.Row), inventory.Text{ZH: "一种作物可能含另一种：" + cells.ZH, EN: "one crop may hold the other: " + cells.EN},
					inventory.Text{ZH: "合计与分项只填一种", EN: "state the sum or its kinds"})
			}
		}
		byFacility[b.Row.Facility] = append(byFacility[b.Row.Facility], b)
	}
	for _, facility := range slices.Sorted(maps.Keys(byFacility)) {
		grown := byFacility[facility]
		for i, b := range grown {
			same := func(other *engine.FlowBalance) bool { return other.Row.Item == b.Row.Item }
			if slices.IndexFunc(grown, same) == i {
				f.sameArea(slices.DeleteFunc(slices.Clone(grown), func(other *engine.FlowBalance) bool { return !same(other) }))
			}
		}
	}
}

// sameArea holds the area of a crop, of all its details, against that of its paddies where they are filed by themselves.
func (f *facts) sameArea(crops []*engine.FlowBalance) {
	crop := crops[0].Row
	var areas []*inventory.Activity
	for _, b := range crops {
		area := b.Find("crop_area")
		if area == nil {
			return
		}
		areas = append(areas, area)
	}
	paddies := f.rows("3.C.7", func(row *inventory.Activity) bool {
		flowed := slices.ContainsFunc(areas, func(area *inventory.Activity) bool { return area.Place == row.Place })
		return row.Item == crop.Item && row.Facility == crop.Facility && (row.Parameter == "" || row.Parameter == "crop_area") && !flowed
	})
	if len(paddies) == 0 {
		return
	}
	const digits = 9 // a mu is a fifteenth of a hectare, which no decimal is
	total, ha := sum(paddies, "ha"), sum(areas, "ha")
	if !total.Round(digits).Equal(ha.Round(digits)) {
		f.tell(inventory.Warning, place(paddies[0]), inventory.Text{
			ZH: fmt.Sprintf("%s 的面积在 3.C.7 合计 %s ha，在 3.C 为 %s ha（%s）", crop.ItemName(), short(total), short(ha), place(areas[0])),
			EN: fmt.Sprintf("the area of %s is %s ha in 3.C.7 and %s ha at 3.C (%s)", crop.ItemName(), short(total), short(ha), place(areas[0]))},
			inventory.Text{ZH: "3.C.7 按水分状况分列的面积合计应等于该作物的面积", EN: "areas by water regime in 3.C.7 add up to that of the crop"})
	}
}
