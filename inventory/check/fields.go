package check

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/sectors/agriculture"
)

func fields() []Rule {
	return []Rule{
		{"RICE", inventory.Text{ZH: "稻田与秸秆还田", EN: "rice and the straw returned"}, strawInPaddies},
		{"FERTILISER", inventory.Text{ZH: "化肥合计与品种", EN: "fertiliser in all and by kind"}, fertiliserOnce},
	}
}

// strawInPaddies: straw that is returned to a paddy is an organic amendment of it, by the equations that scale for amendments.
func strawInPaddies(f *facts) {
	for _, b := range f.result.Straw {
		crop := b.Line.Row
		if crop.Year != f.year {
			continue
		}
		returned, ok := b.Value("straw_returned")
		if !ok || !returned.IsPositive() {
			continue
		}
		e := f.estimate("3.C.7", "CH4", func(e *inventory.Estimate) bool {
			_, scaled := e.Method.InputOf("straw_shortly_before")
			return scaled && e.Row.Item == crop.Item && e.Row.Facility == crop.Facility && e.Row.Detail == crop.Detail
		})
		if e == nil {
			continue
		}
		rows := f.rows("3.C.7", func(row *inventory.Activity) bool { return inventory.CompareSubjects(row, e.Row) == 0 })
		area := sum(slices.DeleteFunc(slices.Clone(rows), func(row *inventory.Activity) bool { return row.Parameter != "" && row.Parameter != "crop_area" }), "ha")
		stated := sum(slices.DeleteFunc(slices.Clone(rows), func(row *inventory.Activity) bool { return !strings.HasPrefix(row.Parameter, "straw_") }), "t/ha")
		hint := inventory.Text{
			ZH: "按还田时间写 straw_shortly_before（种植前不足 30 天）或 straw_long_before（30 天以上），单位 t/ha 干重",
			EN: "state it by its time as straw_shortly_before (less than 30 days before cultivation) or straw_long_before, in t/ha of dry straw"}
		switch {
		case stated.IsZero():
			f.tell(inventory.Warning, e.Origin(), inventory.Text{
				ZH: fmt.Sprintf("%s 有 %s t 秸秆还田（%s ha），稻田甲烷没有算进去", about(crop), short(returned), short(area)),
				EN: fmt.Sprintf("%s: %s t of straw are returned on %s ha, and the CH4 of rice leaves them out", about(crop), short(returned), short(area))}, hint)
		case stated.Mul(area).GreaterThan(returned):
			f.tell(inventory.Warning, e.Origin(), inventory.Text{
				ZH: fmt.Sprintf("%s 稻田甲烷按每公顷 %s t 秸秆，%s ha 共 %s t，多于还田的 %s t", about(crop), stated, short(area), short(stated.Mul(area)), short(returned)),
				EN: fmt.Sprintf("%s: the CH4 of rice counts %s t/ha of straw, %s t on %s ha, and %s t are returned", about(crop), stated, short(stated.Mul(area)), short(area), short(returned))}, hint)
		}
	}
}

// fertiliserOnce: a figure of all nitrogen fertiliser holds that of its kinds.
func fertiliserOnce(f *facts) {
	kinds := []string{"尿素", "复合肥", "铵态氮肥", "硝态氮肥", "硝铵氮肥", "碳酸氢铵"}
	of := func(names ...string) *engine.FlowBalance {
		at := slices.IndexFunc(f.result.Nitrogen, func(b *engine.FlowBalance) bool {
			return b.Line.Row.Year == f.year && slices.Contains(names, b.Line.Row.ItemName())
		})
		if at < 0 {
			return nil
		}
		return f.result.Nitrogen[at]
	}
	all, one := of("氮肥"), of(kinds...)
	if all == nil || one == nil || all.Line.Row.Facility != one.Line.Row.Facility {
		return
	}
	n := func(b *engine.FlowBalance) string {
		value, _ := b.Value(agriculture.FlowApplied)
		return about(b.Line.Row) + " " + short(value) + " t N（" + b.Line.Origin().String() + "）"
	}
	f.tell(inventory.Info, one.Line.Origin(), inventory.Text{ZH: n(all) + " 与 " + n(one) + " 并列", EN: n(all) + " stands beside " + n(one)},
		inventory.Text{ZH: "“氮肥”只写其余品种；统计的折纯合计已含尿素和复合肥时扣除它们", EN: "氮肥 is that of the other kinds: where a statistic of all nitrogen holds urea and compound fertiliser, take them off"})
}
