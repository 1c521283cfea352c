package check

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

func minerals() []Rule {
	return []Rule{
		{"KILN", inventory.Text{ZH: "水泥、石灰、玻璃厂的碳酸盐", EN: "carbonates of cement, lime and glass works"}, kilnOnce},
		{"CLINKER", inventory.Text{ZH: "熟料与水泥产量", EN: "clinker and cement produced"}, clinkerInCement},
		{"OXIDES", inventory.Text{ZH: "氧化物与碳酸盐含量", EN: "contents of oxides and carbonates"}, contents},
	}
}

// byCarbonates tells whether the equation starts from what enters the kiln or furnace; any other starts from a product.
func byCarbonates(m *inventory.Method) bool {
	_, ok := m.InputOf("carbonate")
	return ok
}

// kilnOnce: works of cement, lime and glass are counted by their product or by what enters the kiln or furnace, and that
// does not stand with the other uses of carbonates as well.
func kilnOnce(f *facts) {
	made := map[string]*inventory.Activity{}
	for _, code := range []string{"2.A.1", "2.A.2", "2.A.3"} {
		works := map[string]*inventory.Estimate{}
		for _, e := range f.inv.Below(f.year, inventory.Territorial, f.category(code)) {
			if !e.Number || e.Gas != "CO2" || e.Method == nil {
				continue
			}
			other := works[e.Row.Facility]
			if other != nil && byCarbonates(e.Method) != byCarbonates(other.Method) {
				f.tell(inventory.Error, e.Origin(), inventory.Text{
					ZH: fmt.Sprintf("%s（%s）按 %s 有 %s t CO2，%s（%s）按 %s 又有 %s t CO2", about(other.Row), other.Origin(), other.Method.ID, short(other.Value()), about(e.Row), e.Origin(), e.Method.ID, short(e.Value())),
					EN: fmt.Sprintf("%s (%s) gives %s t CO2 by %s, and %s (%s) %s t CO2 by %s", about(other.Row), other.Origin(), short(other.Value()), other.Method.ID, about(e.Row), e.Origin(), short(e.Value()), e.Method.ID)},
					inventory.Text{ZH: "一个厂按产品或按入窑的碳酸盐，只用一种", EN: "a works is counted by its product or by the carbonates that enter the kiln, not by both"})
			}
			works[e.Row.Facility] = e
			if row := made[e.Row.Facility]; row == nil && e.Row.Facility != "" {
				made[e.Row.Facility] = e.Row
			}
		}
	}
	for _, row := range f.rows("2.A.4", func(row *inventory.Activity) bool { return made[row.Facility] != nil && row.ItemName() != "脱硫剂" }) {
		if row.Parameter != "" && row.Parameter != "carbonate" && row.Parameter != "soda_ash" {
			continue
		}
		pair := both(made[row.Facility], row)
		f.tell(inventory.Error, place(row), inventory.Text{ZH: "同一厂的碳酸盐列在两处：" + pair.ZH, EN: "carbonates of one works stand in two places: " + pair.EN},
			inventory.Text{ZH: "入窑、入炉的碳酸盐（含玻璃用纯碱）已在该厂的类别；脱硫用的写项目 脱硫剂", EN: "what enters the kiln or furnace, soda ash of glass too, is in the works' own category; what binds sulphur has the item 脱硫剂"})
	}
}

// clinkerInCement: cement is ground from clinker with other things, so that a works grinds no more clinker than it makes cement.
func clinkerInCement(f *facts) {
	for _, cement := range f.rows("2.A.1", parameter("cement")) {
		made := decimal.Decimal{}
		var clinker *inventory.Activity
		for _, row := range f.rows("2.A.1", func(row *inventory.Activity) bool { return inventory.CompareSubjects(row, cement) == 0 }) {
			value, _ := in(row, "t")
			switch row.Parameter {
			case "", "clinker", "clinker_enterprise", "clinker_ets":
				clinker, made = row, made.Add(value)
			case "clinker_imports":
				made = made.Add(value)
			case "clinker_exports":
				made = made.Sub(value)
			}
		}
		ground, ok := in(cement, "t")
		if clinker == nil || !ok || !made.GreaterThan(ground) {
			continue
		}
		f.tell(inventory.Error, place(clinker), inventory.Text{
			ZH: fmt.Sprintf("%s 磨成水泥的熟料 %s t（产量 − 售出 + 购入）多于水泥 %s t（%s）", about(clinker), short(made), short(ground), place(cement)),
			EN: fmt.Sprintf("%s grinds %s t of clinker (made − sold + bought) into %s t of cement (%s)", about(clinker), short(made), short(ground), place(cement))},
			inventory.Text{ZH: "核对产量的单位和口径；售出或入库的熟料写 clinker_exports，购入或出库的写 clinker_imports", EN: "check units and what the figures hold; clinker sold or put into stock is clinker_exports, bought or taken from stock clinker_imports"})
	}
}

// contents: parts of one thing are no more than the whole, and no part is more than what it is part of.
func contents(f *facts) {
	for _, pair := range []struct{ one, other string }{{"cao_fraction", "mgo_fraction"}, {"caco3_fraction", "mgco3_fraction"}} {
		for _, a := range f.rows("2.A", parameter(pair.one)) {
			b := f.sibling(a, pair.other)
			if b == nil {
				continue
			}
			if total := sum([]*inventory.Activity{a, b}, "fraction"); total.GreaterThan(decimal.NewFromInt(1)) {
				cells := f.parameters(a, b)
				f.tell(inventory.Error, place(b), inventory.Text{ZH: fmt.Sprintf("%s，合计 %s，多于 1", cells.ZH, total), EN: fmt.Sprintf("%s: %s together, more than 1", cells.EN, total)},
					inventory.Text{ZH: "核对分析结果；百分数的单位写 %", EN: "check the analysis; a percentage has the unit %"})
			}
		}
	}
	for _, oxide := range []string{"cao_fraction", "mgo_fraction"} {
		for _, part := range f.rows("2.A.1", parameter(oxide+"_noncarbonate")) {
			whole := f.sibling(part, oxide)
			if whole == nil {
				continue
			}
			a, _ := in(part, "fraction")
			if b, ok := in(whole, "fraction"); ok && a.GreaterThan(b) {
				cells := f.parameters(part, whole)
				f.tell(inventory.Error, place(part), inventory.Text{ZH: "部分多于全部：" + cells.ZH, EN: "a part is more than the whole: " + cells.EN},
					inventory.Text{ZH: "非碳酸盐来源的含量是总含量的一部分", EN: "what is not from carbonates is a part of the content"})
			}
		}
	}
}

// sibling is the row of another parameter of the same activity; nil if there is none.
func (f *facts) sibling(row *inventory.Activity, name string) *inventory.Activity {
	for _, other := range f.rows(row.Category.Code, parameter(name)) {
		if inventory.CompareSubjects(other, row) == 0 {
			return other
		}
	}
	return nil
}

// parameters names two cells of one activity by their parameters.
func (f *facts) parameters(a, b *inventory.Activity) inventory.Text {
	title := func(row *inventory.Activity) inventory.Text { return f.inv.Vocabulary.Parameters[row.Parameter].Title }
	return inventory.Text{
		ZH: fmt.Sprintf("%s %s %s（%s）、%s %s（%s）", about(a), title(a).ZH, figure(a), place(a), title(b).ZH, figure(b), place(b)),
		EN: fmt.Sprintf("%s %s %s (%s), %s %s (%s)", about(a), title(a).EN, figure(a), place(a), title(b).EN, figure(b), place(b))}
}
