package check

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

func products() []Rule {
	return []Rule{
		{"D8", inventory.Text{ZH: "作为产品使用与作为燃料燃烧", EN: "used as a product and burned as fuel"}, usedOnce},
		{"D12", inventory.Text{ZH: "焚烧废弃物的能源利用与废弃物处理", EN: "waste burned for energy and waste incineration"}, wasteOnce},
	}
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
			value, ok := in(fuel, row.Unit.String())
			if !ok && f.sameByHeat(row, fuel) {
				pair := both(row, fuel)
				f.tell(inventory.Warning, place(fuel), inventory.Text{ZH: "按热值换算是同一个量，既作产品又作燃料：" + pair.ZH, EN: "by its calorific value one quantity is a product and a fuel: " + pair.EN},
					inventory.Text{ZH: "只留一处：烧掉的（含废油）在 1.A，用作产品的在 2.D", EN: "keep one: what is burned, waste oil too, is 1.A, what is used is 2.D"})
			}
			if ok && value.Equal(row.Value) && !value.IsZero() {
				pair := both(row, fuel)
				f.tell(inventory.Error, place(fuel), inventory.Text{ZH: "同一个量既作产品又作燃料：" + pair.ZH, EN: "one quantity is a product and a fuel: " + pair.EN},
					inventory.Text{ZH: "只留一处：烧掉的（含废油）在 1.A，用作产品的在 2.D", EN: "keep one: what is burned, waste oil too, is 1.A, what is used is 2.D"})
			}
		}
	}
}

// sameByHeat tells whether one of the figures is a mass and the other its heat by a calorific value that the guide prints of the item,
// to half a per cent.
func (f *facts) sameByHeat(a, b *inventory.Activity) bool {
	mass, heat := a, b
	if !convertible(mass, "t") {
		mass, heat = b, a
	}
	tonnes, okMass := in(mass, "t")
	gigajoules, okHeat := in(heat, "GJ")
	if !okMass || !okHeat || !tonnes.IsPositive() {
		return false
	}
	p, ok := f.printedOf(own{name: "ncv", item: mass.ItemName(), category: f.category("1.A"), unit: quantity.MustUnit("GJ/t")})
	if !ok {
		return false
	}
	for _, row := range p.rows {
		if row.Value == nil {
			continue
		}
		value, err := quantity.Convert(*row.Value, row.Unit, quantity.MustUnit("GJ/t"))
		if err != nil {
			continue
		}
		if expected := tonnes.Mul(value); !expected.Sub(gigajoules).Abs().GreaterThan(expected.Mul(decimal.New(5, -3))) {
			return true
		}
	}
	return false
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
