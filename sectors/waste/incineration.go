package waste

import (
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// incinerators is the category under which the factors of waste burned are filed, wherever it burns.
const incinerators = "4.C.1"

// The inputs of waste burned. The share is that of a component in the mass of mixed waste that the row states.
var (
	burned = inventory.Input{Name: "waste", Symbol: "SW", Unit: "t", Title: inventory.Text{ZH: "焚烧量", EN: "waste burned"}}
	share  = inventory.Input{Name: "share", Symbol: "WF", Unit: "fraction", Optional: true,
		Title: inventory.Text{ZH: "组分占混合垃圾的比例（湿重）", EN: "share of the component in the mixed waste, wet weight"}}

	carbonOfMass = wasteFactor("CCW", "CCW", "fraction", "废弃物碳含量比例", "carbon content of the waste")
	efficiency   = wasteFactor("EF_combustion", "EF", "fraction", "焚烧炉燃烧效率", "combustion efficiency")
	dryMatter    = wasteFactor("dry_matter", "dm", "fraction", "干物质含量", "dry matter content")
	totalCarbon  = wasteFactor("CF_total_carbon", "CF", "t C/t", "总碳含量", "total carbon content")
	fossilShare  = wasteFactor("FCF", "FCF", "fraction", "化石碳占总碳比例", "fossil fraction of the carbon")
	fossilCarbon = wasteFactor("fossil_carbon_wet", "FC", "t C/t", "湿基化石碳含量", "fossil carbon of the wet waste")
	oxidation    = wasteFactor("OF", "OF", "fraction", "氧化因子", "oxidation factor")
)

func wasteFactor(name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Factor: true, Gas: "CO2", FiledAt: incinerators, Title: inventory.Text{ZH: zh, EN: en}}
}

// with is the factor, from one set with the named one: the provincial guide has fossil fractions, and no carbon content
// per dry matter to go with them.
func with(in, leader inventory.Input) inventory.Input {
	in.With = leader.Name
	return in
}

// of is the factor of another item.
func of(in inventory.Input, item string) inventory.Input {
	in.Item = item
	return in
}

// incineration serves the CO2 of waste burned: its fossil carbon in the total and, where the equation tells it apart, its
// biogenic carbon as a memo item. The equations are products and differ in their factors.
func incineration() []*inventory.Method {
	const guide = "省级温室气体清单编制指南（试行）2011 第五章 废弃物焚烧（正文未见印刷本）"
	const memo = "; information item: IPCC 2006 V5 §5.1 p5.5"
	percent, tonne := quantity.MustUnit("t CO2/t"), quantity.MustUnit("t CO2/t C")
	fossilOfCarbon := with(fossilShare, totalCarbon)
	var out []*inventory.Method
	for _, m := range []struct {
		variant, biogenic string // variants of the two methods, "" for none
		tier, source      string
		zh, en            string
		inputs            []inventory.Input
		carbon            quantity.Unit // of 44/12: carbon is stated as a part of the mass, or as a mass of its own
	}{
		{"cn", "cn.biogenic", "1", guide, "废弃物焚烧", "Waste incineration",
			[]inventory.Input{burned, carbonOfMass, fossilShare, efficiency}, percent},
		{"ipcc.total", "biogenic", "1", "IPCC 2006 V5 Eq 5.1 p5.7, Table 5.2 p5.18", "废弃物焚烧（按总量）", "Waste incineration by total amount",
			[]inventory.Input{burned, inventory.Own(dryMatter), inventory.Own(totalCarbon), inventory.Own(fossilOfCarbon), oxidation}, tonne},
		{"ipcc.comp", "biogenic.comp", "2", "IPCC 2006 V5 Eq 5.2 p5.7, Table 2.4 p2.14", "废弃物焚烧（按组分）", "Waste incineration by component",
			[]inventory.Input{burned, share, dryMatter, totalCarbon, fossilOfCarbon, oxidation}, tonne},
		{"", "biogenic.all", "2", "IPCC 2006 V5 Eq 5.2 p5.7, Table 2.4 p2.14 (no fossil carbon)", "废弃物焚烧（全为生物碳的组分）", "Incineration of wholly biogenic components",
			[]inventory.Input{burned, share, dryMatter, totalCarbon, oxidation}, tonne},
		{"ipcc.wet", "", "1", "IPCC 2006 V5 Eq 5.1 p5.7 with the fossil carbon of Tables 2.5–2.6 p2.16", "工业、危险和医疗废物焚烧", "Industrial, hazardous and clinical waste incineration",
			[]inventory.Input{burned, fossilCarbon, oxidation}, tonne},
		{"liquid", "", "1", "IPCC 2006 V5 Eq 5.3 p5.10, Table 5.2 p5.18", "化石液体废物焚烧", "Fossil liquid waste incineration",
			[]inventory.Input{burned, of(totalCarbon, "化石液体废物"), oxidation}, tonne},
	} {
		if m.variant != "" {
			out = append(out, &inventory.Method{
				ID: "4.C.1/" + m.variant + "/CO2", Category: incinerators, Gas: "CO2", Tier: m.tier, Source: m.source,
				Title:  inventory.Text{ZH: m.zh + " 化石 CO2", EN: m.en + ", fossil CO2"},
				Inputs: m.inputs, Formula: carbonBurned(m.inputs, m.carbon, false),
			})
		}
		if m.biogenic != "" {
			out = append(out, &inventory.Method{
				ID: "4.C.1/" + m.biogenic + "/CO2", Category: incinerators, Gas: "CO2", Part: "biogenic", Tier: m.tier, Boundary: inventory.MemoItem, Source: m.source + memo,
				Title:  inventory.Text{ZH: m.zh + " 生物成因 CO2（信息项）", EN: m.en + ", biogenic CO2 (memo)"},
				Inputs: m.inputs, Formula: carbonBurned(m.inputs, m.carbon, true),
			})
		}
	}
	return out
}

// carbonBurned is the CO2 of waste burned: the product of the mass and the factors, and 44/12. The biogenic part has
// 1 − FCF where the fossil one has FCF.
func carbonBurned(inputs []inventory.Input, carbon quantity.Unit, biogenic bool) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node {
		var product []expr.Node
		for _, declared := range inputs {
			switch {
			case declared.Optional && !in.Has(declared.Name):
			case !declared.Factor:
				product = append(product, in.Activity(declared.Name))
			case biogenic && declared.Name == fossilShare.Name:
				product = append(product, expr.Sub(expr.Int(1), in.Factor(declared.Name)))
			default:
				product = append(product, in.Factor(declared.Name))
			}
		}
		return expr.Mul(append(product, expr.RatioOf(44, 12, carbon))...)
	}
}
