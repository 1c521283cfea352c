package check

import (
	"slices"

	"ghg/inventory"
)

func metals() []Rule {
	return []Rule{{"D10", inventory.Text{ZH: "生物质碳不计入总量", EN: "biogenic carbon is not in the total"}, biogenicReductant}}
}

// balances are the methods that reckon a works by what carbon its materials bring in; apart are the products of iron and
// steel whose own equations stand beside that of the works (IPCC 2006 V3 Eq 4.6–4.8).
var (
	balances = []string{"2.C.1/cn/CO2", "2.C.1/ent/CO2", "2.C.1/t2/CO2", "2.C.2/t2/CO2", "2.C.2/t3/CO2"}
	apart    = []string{"烧结矿", "球团", "直接还原铁"}
)

// metalOnce: a works is counted by the carbon of its materials or by what it makes.
func metalOnce(f *facts) {
	for _, code := range []string{"2.C.1", "2.C.2"} {
		byMaterials := func(e *inventory.Estimate) bool { return e.Method != nil && slices.Contains(balances, e.Method.ID) }
		for _, made := range f.inv.Below(f.year, inventory.Territorial, f.category(code)) {
			if !made.Number || made.Gas != "CO2" || made.Method == nil || byMaterials(made) || made.Row.Item == nil || slices.Contains(apart, made.Row.Item.Name) {
				continue
			}
			works := f.estimate(code, "CO2", func(e *inventory.Estimate) bool { return byMaterials(e) && e.Row.Facility == made.Row.Facility })
			if works == nil {
				continue
			}
			f.tell(inventory.Error, made.Origin(), inventory.Text{
				ZH: about(made.Row) + " = " + figure(made.Row) + " 按产量又计一次，而 " + about(works.Row) + " 已按物料的碳计算（" + works.Origin().String() + "）",
				EN: about(made.Row) + " = " + figure(made.Row) + " is counted once more by what is made, while " + about(works.Row) + " is counted by the carbon of its materials (" + works.Origin().String() + ")"},
				inventory.Text{ZH: "只留一处；产量只用来算甲烷时写参数 production_for_ch4", EN: "keep one of them; a product that is stated for its methane alone has the parameter production_for_ch4"})
		}
	}
}

// biogenicReductant: the CO2 of charcoal and wood is no emission of metals (IPCC 2006 V3 p4.27, p4.37), and that of biomass
// burned is a memo item: what trees lose is counted in 3.B.
func biogenicReductant(f *facts) {
	f.biomassInTotal()
	for _, row := range f.rows("2.C", func(row *inventory.Activity) bool {
		return row.Item != nil && row.Item.Group == "biomass" && slices.Contains([]string{"carbon_in", "reducing_agent", "reductant", "material_in"}, row.Parameter)
	}) {
		f.tell(inventory.Error, place(row), inventory.Text{
			ZH: about(row) + " = " + figure(row) + " 的碳是生物成因的，却计入了总量",
			EN: "the carbon of " + about(row) + " = " + figure(row) + " is biogenic and stands in the total"},
			inventory.Text{ZH: "删去这一行：生物质还原剂的 CO2 记为零", EN: "leave the row out: CO2 of biomass that reduces ore is reported as zero"})
	}
}

// biomassInTotal tells of CO2 of a biomass fuel that stands in the total.
func (f *facts) biomassInTotal() {
	burned := f.estimate("1.A", "CO2", func(e *inventory.Estimate) bool {
		return e.Row.Item != nil && e.Row.Item.Group == "biomass" && !e.Value().IsZero()
	})
	if burned == nil {
		return
	}
	f.tell(inventory.Blocker, burned.Origin(), inventory.Text{
		ZH: about(burned.Row) + " 的 CO2 " + short(burned.Value()) + " t 是生物成因的，却计入了总量",
		EN: "the CO2 of " + about(burned.Row) + ", " + short(burned.Value()) + " t, is biogenic and stands in the total"},
		inventory.Text{ZH: "生物质燃料的 CO2 只是信息项；这是程序的错误，请报告", EN: "the CO2 of biomass fuels is a memo item; this is a fault of the program: please report it"})
}
