package check

import (
	"fmt"
	"strings"

	"ghg/inventory"
)

func products() []Rule {
	return []Rule{
		{"D6", inventory.Text{ZH: "合成氨原料与化工燃料", EN: "ammonia feedstock and fuel of chemicals"}, feedstock},
		{"D7", inventory.Text{ZH: "还原剂与冶金燃料", EN: "reductants and fuel of metals"}, reductant},
		{"D8", inventory.Text{ZH: "作为产品使用与作为燃料燃烧", EN: "used as a product and burned as fuel"}, usedOnce},
		{"D12", inventory.Text{ZH: "焚烧废弃物的能源利用与废弃物处理", EN: "waste burned for energy and waste incineration"}, wasteOnce},
	}
}

// rawMaterialOf tells whether the energy balance or its annex takes raw material out of the category's fuel.
func (f *facts) rawMaterialOf(code string) bool {
	b := f.balance()
	if b == nil {
		return false
	}
	for _, l := range b.Lines {
		if l.Row.Category.Within(f.category(code)) && strings.Contains(l.Row.Category.Code, code) && l.Method != nil && takesRaw(l.Tree.Leaves()) {
			return true
		}
	}
	return false
}

// feedstock: carbon of gas and coal that became ammonia is process emission, and is not also burned.
func feedstock(f *facts) {
	f.processAndFuel("2.B.1", "1.A.2.c", func(row *inventory.Activity) bool {
		return row.Item != nil && (row.Item.Group == "gas" || row.Item.Group == "solid")
	},
		inventory.Text{ZH: "合成氨的原料气、原料煤", EN: "gas or coal that is feedstock of ammonia"})
}

// reductant: carbon of coke and coal that reduced ore is process emission, and is not also burned.
func reductant(f *facts) {
	solid := func(row *inventory.Activity) bool { return row.Item != nil && row.Item.Group == "solid" }
	for _, process := range []string{"2.C.1", "2.C.2"} {
		f.processAndFuel(process, "1.A.2.a", solid, inventory.Text{ZH: "用作还原剂的焦炭、煤", EN: "coke or coal that is a reductant"})
	}
	for _, process := range []string{"2.C.5", "2.C.6"} {
		f.processAndFuel(process, "1.A.2.b", solid, inventory.Text{ZH: "用作还原剂的焦炭、煤", EN: "coke or coal that is a reductant"})
	}
}

// processAndFuel warns where a process has a number and the fuel of its industry says nothing of what went into it.
func (f *facts) processAndFuel(process, industry string, fuel func(*inventory.Activity) bool, what inventory.Text) {
	e := f.estimate(process, "CO2", nil)
	burned := f.rows(industry, fuel)
	if e == nil || len(burned) == 0 || f.rawMaterialOf(industry) {
		return
	}
	f.tell(inventory.Warning, place(burned[0]), inventory.Text{
		ZH: fmt.Sprintf("%s 有过程排放 %s t CO2（%s），而 %s = %s 没有扣除%s", process, short(e.Value()), e.Origin(), about(burned[0]), figure(burned[0]), what.ZH),
		EN: fmt.Sprintf("%s has %s t CO2 of the process (%s), and %s = %s takes no %s out", process, short(e.Value()), e.Origin(), about(burned[0]), figure(burned[0]), what.EN)},
		inventory.Text{ZH: "把这部分燃料列为原料（平衡表“用作原料、材料”，或参数 raw_material），或说明统计中本来就不含", EN: "state it as raw material (in the balance, or parameter raw_material), or say in note that the statistics do not hold it"})
}

// usedOnce: a product is counted by the carbon not stored or by what is oxidised in use, once; and what was used is not burned.
func usedOnce(f *facts) {
	root := f.category("2.D")
	for _, e := range f.inv.Below(f.year, inventory.Territorial, root) {
		if !e.Number || e.Gas != "CO2" || e.Method == nil || e.Row.Item == nil || e.Method.ID != "1.A/stored.cn/CO2" {
			continue
		}
		if other := f.estimate("2.D", "CO2", func(o *inventory.Estimate) bool { return o.Row.Item == e.Row.Item && o.Method.ID != e.Method.ID }); other != nil {
			pair := both(e.Row, other.Row)
			f.tell(inventory.Error, e.Origin(), inventory.Text{ZH: "同一产品既按固碳率又按使用中氧化计算：" + pair.ZH, EN: "one product is counted by its stored carbon and by its oxidation in use: " + pair.EN},
				inventory.Text{ZH: "一种产品只用一种方法", EN: "keep one of them a product"})
		}
	}
	for _, row := range f.rows("2.D", func(row *inventory.Activity) bool { return row.Item != nil && row.Item.Kind == "fuel" }) {
		for _, fuel := range f.rows("1.A", func(fuel *inventory.Activity) bool { return fuel.Item == row.Item }) {
			if value, ok := in(fuel, row.Unit.String()); ok && value.Equal(row.Value) && !value.IsZero() {
				pair := both(row, fuel)
				f.tell(inventory.Error, place(fuel), inventory.Text{ZH: "同一个量既作产品又作燃料：" + pair.ZH, EN: "one quantity is a product and a fuel: " + pair.EN},
					inventory.Text{ZH: "只留一处：烧掉的（含废油）在 1.A，用作产品的在 2.D", EN: "keep one: what is burned, waste oil too, is 1.A, what is used is 2.D"})
			}
		}
	}
}

// wasteOnce: a plant's waste is counted where it burns: with recovery of energy in 1.A, else in 4.C.
func wasteOnce(f *facts) {
	burns := func(row *inventory.Activity) bool { return row.Facility != "" && row.Item != nil }
	waste := f.rows("4.C", burns)
	if len(waste) == 0 {
		return
	}
	energy := byFacility(f.rows("1.A", burns))
	for _, a := range waste {
		for _, b := range energy[a.Facility] {
			if a.Item == b.Item {
				pair := both(a, b)
				f.tell(inventory.Error, place(a), inventory.Text{ZH: "同一设施的同一废弃物列在两处：" + pair.ZH, EN: "one plant's waste stands twice: " + pair.EN},
					inventory.Text{ZH: "回收电或热的列入 1.A（水泥砖瓦窑为 1.A.2.f），否则列入 4.C", EN: "with recovery of power or heat it is 1.A (in cement and brick kilns 1.A.2.f), otherwise 4.C"})
			}
		}
	}
}
