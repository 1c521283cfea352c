package waste

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// The figures and factors of nitrous oxide of domestic waste water.
var (
	protein       = figure("protein", "Protein", "kg/person/yr", "人均蛋白质消费量", "protein consumed by person")
	proteinSupply = figure("protein_supply", "Protein_supply", "kg/person/yr", "人均蛋白质供应量", "protein supply by person")
	plantShare    = inventory.Optional(figure("plant_share", "T_plant", "fraction", "由现代集中污水处理厂处理的比例", "share treated in advanced centralised plants"))
	nitrogenGone  = inventory.Optional(deducting(figure("NS", "N_S", "kg N", "随污泥清出的氮", "nitrogen removed with sludge")))

	ofProtein  = waterFactor(domestic, "N2O", "FNPR", "F_NPR", "kg N/kg protein", "蛋白质中的氮含量", "nitrogen in protein")
	consumed   = waterFactor(domestic, "N2O", "FPC", "FPC", "fraction", "蛋白质供应量中消费的比例", "share of the protein supply consumed")
	wasted     = waterFactor(domestic, "N2O", "FNON_CON", "F_NON-CON", "1", "排入下水道的非消费蛋白质系数", "factor for protein that is not consumed")
	withTrades = waterFactor(domestic, "N2O", "FIND_COM", "F_IND-COM", "1", "工业和商业蛋白质系数", "factor for protein of industry and trade")
	household  = waterFactor(domestic, "N2O", "N_HH", "N_HH", "1", "家庭用品带入的氮系数", "factor for nitrogen of household products")
	ofWater    = waterFactor(domestic, "N2O", "EFE", "EF_E", "kg N2O-N/kg N", "废水的氧化亚氮排放因子", "N2O factor of waste water")
	inWater    = waterFactor(domestic, "N2O", "EF_EFFLUENT", "EF_EFFLUENT", "kg N2O-N/kg N", "出水的氧化亚氮排放因子", "N2O factor of effluent")
	inPlant    = waterFactor(domestic, "N2O", "EF_PLANT", "EF_PLANT", "kg N2O-N/kg N", "污水处理的氧化亚氮排放因子", "N2O factor of treatment")
	perServed  = waterFactor(domestic, "N2O", "EF_PLANT", "EF_PLANT", "g N2O/person/yr", "污水处理厂人均氧化亚氮排放因子", "N2O factor of plants by person")
	removed    = waterFactor(domestic, "N2O", "N_REM", "N_REM", "fraction", "处理去除的氮比例", "nitrogen removed by treatment")
)

// ofPlants is the part of N2O that leaves in the plant and not in the water that it discharges into.
const ofPlants = "plants"

// domesticN2O is the N2O of domestic waste water: of the nitrogen of the whole population (the provincial guide and 2006), or pathway
// by pathway (2019).
func domesticN2O() []*inventory.Method {
	const nitrogenLeft, whole = "N_EFFLUENT = ", "P × Protein × F_NPR × F_NON-CON × F_IND-COM"
	return slices.Concat([]*inventory.Method{
		{
			ID: domestic + "/cn/N2O", Category: domestic, Gas: "N2O", Tier: "1", Source: guide2011, Where: []string{nitrogenLeft + whole + " − N_S"},
			Title:   inventory.Text{ZH: "废水 N2O", EN: "Waste water, N2O"},
			Inputs:  []inventory.Input{population, protein, ofProtein, wasted, withTrades, nitrogenGone, ofWater, aside(plantShare)},
			Formula: func(in inventory.Inputs) expr.Node { return discharged(in, wholeNitrogen(in), in.Factor("EFE")) },
		},
		{
			ID: domestic + "/2006/N2O", Category: domestic, Gas: "N2O", Tier: "1", Source: ipcc2006 + "Eq 6.7, 6.8 p6.25, Box 6.1 p6.26, Table 6.11 p6.27",
			Title: inventory.Text{ZH: "生活污水出水 N2O", EN: "Domestic waste water, effluent, N2O"}, Part: ofEffluent,
			Where: []string{nitrogenLeft + whole + " − N_S − N_2O,plants × 28/44"},
			Inputs: []inventory.Input{population, protein, ofProtein, unsaid("无食物垃圾粉碎机", among("无食物垃圾粉碎机;有粉碎机", wasted)), withTrades, nitrogenGone,
				plantShare, inventory.GoesWith("plant_share", perServed), inWater},
			Formula: func(in inventory.Inputs) expr.Node {
				whole := wholeNitrogen(in)
				if in.Has("plant_share") {
					whole = expr.Sub(whole, expr.Mul(emittedByPlants(in), expr.RatioOf(28, 44, inventory.TonneOf("N").Div(inventory.TonneOf("N2O")))))
				}
				return discharged(in, whole, in.Factor("EF_EFFLUENT"))
			},
		},
		{
			ID: domestic + "/2006.plants/N2O", Category: domestic, Gas: "N2O", Tier: "1", Source: ipcc2006 + "Eq 6.9, Box 6.1 p6.26, Table 6.11 p6.27",
			Title: inventory.Text{ZH: "现代集中污水处理厂 N2O", EN: "Advanced centralised treatment plants, N2O"}, Part: ofPlants,
			Inputs:  []inventory.Input{population, needed(plantShare), withTrades, perServed, aside(protein), aside(nitrogenGone)},
			Formula: emittedByPlants,
		},
	}, domesticN2O2019())
}

// aside is what is stated of the same thing and is no part of this equation.
func aside(in inventory.Input) inventory.Input {
	in.Deducts = false
	return inventory.Optional(beside(in))
}

// needed is an input without which the equation is none.
func needed(in inventory.Input) inventory.Input {
	in.Optional = false
	return in
}

// wholeNitrogen is P · Protein · F_NPR · F_NON-CON · F_IND-COM.
func wholeNitrogen(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("population"), in.Activity("protein"), unity("yr"), in.Factor("FNPR"), in.Factor("FNON_CON"), in.Factor("FIND_COM"))
}

// emittedByPlants is P · T_plant · F_IND-COM · EF_PLANT.
func emittedByPlants(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("population"), in.Activity("plant_share"), in.Factor("FIND_COM"), in.Factor("EF_PLANT"), unity("yr"))
}

// discharged is (N − N_S) · EF · 44/28.
func discharged(in inventory.Inputs, nitrogen, ef expr.Node) expr.Node {
	if in.Has("NS") {
		nitrogen = expr.Sub(nitrogen, in.Activity("NS"))
	}
	return expr.Mul(expr.State("N_EFFLUENT", expr.In(nitrogen, inventory.TonneOf("N"))), ef, nitrousOxide())
}

// nitrogenOfPeople are the ways to state the nitrogen that a pathway carries: of protein consumed or supplied, with trades on the
// sewer or without: the factor of trades is of centralised systems (p6.42).
func nitrogenOfPeople() []load {
	var out []load
	for _, eaten := range []struct {
		variant, zh, en, words, unsaid string
		inputs                         []inventory.Input
	}{
		{"", "消费量", "protein consumed", "按消费，无粉碎机;按消费，有粉碎机", "按消费，无粉碎机", []inventory.Input{protein}},
		{".supply", "供应量", "protein supply", "按供应，无粉碎机;按供应，有粉碎机", "按供应，无粉碎机", []inventory.Input{proteinSupply, consumed}},
	} {
		for _, trades := range []struct {
			variant, zh, en string
			inputs          []inventory.Input
		}{{"", "收集", "collected", []inventory.Input{withTrades}}, {".uncollected", "未收集", "uncollected", nil}} {
			out = append(out, load{
				eaten.variant + trades.variant, eaten.zh + "，" + trades.zh, eaten.en + ", " + trades.en, "Eq 6.10 p6.40", "",
				slices.Concat([]inventory.Input{population}, eaten.inputs, []inventory.Input{ofProtein, household, unsaid(eaten.unsaid, among(eaten.words, wasted))}, trades.inputs),
				func(in inventory.Inputs) expr.Node {
					factors := []expr.Node{in.Activity("population"), in.Activity(eaten.inputs[0].Name), unity("yr"), in.Factor("FNPR"), in.Factor("N_HH"), in.Factor("FNON_CON")}
					if eaten.variant != "" {
						factors = append(factors, in.Factor("FPC"))
					}
					if trades.inputs != nil {
						factors = append(factors, in.Factor("FIND_COM"))
					}
					return expr.Mul(factors...)
				}})
		}
	}
	return out
}

// domesticN2O2019 is the N2O of one pathway: of treatment, and of its effluent.
func domesticN2O2019() []*inventory.Method {
	return nitrousOxideOfPathways(domestic, nitrogenOfPeople(), sharesOfPeople, inventory.Text{ZH: "生活污水", EN: "Domestic waste water"},
		ipcc2019+"Eq 6.9 p6.37, Table 6.8A p6.39, ", ipcc2019+"Eq 6.7 p6.38, Eq 6.8 p6.42, Tables 6.8A and 6.10C, ", ofOnePathway)
}

// nitrousOxideOfPathways serves what a pathway treats, TN · U · T · EF, and what its effluent gives, TN · U · T · (1 − N_REM) · EF.
func nitrousOxideOfPathways(category string, loads []load, shares []inventory.Input, of inventory.Text, treatment, effluent string, others []inventory.Input) []*inventory.Method {
	var out []*inventory.Method
	for _, l := range loads {
		add := func(edition, part, source, zh, en string, inputs []inventory.Input, formula func(inventory.Inputs) expr.Node) {
			out = append(out, &inventory.Method{
				ID: category + "/" + edition + l.variant + "/N2O", Category: category, Gas: "N2O", Part: part, Tier: "1", Source: source + l.source,
				Title:  inventory.Text{ZH: of.ZH + zh + "（" + l.zh + "）N2O", EN: of.EN + ", " + en + " (" + l.en + "), N2O"},
				Inputs: besides(ofRefinement(slices.Concat(l.inputs, shares, inputs)), others...), Formula: formula,
			})
		}
		add("2019", ofPlants, treatment, "处理", "treatment", []inventory.Input{inPlant}, func(in inventory.Inputs) expr.Node {
			return expr.Mul(ofPathway(in, l.mass(in), shares), in.Factor("EF_PLANT"), nitrousOxide())
		})
		add("2019.effluent", ofEffluent, effluent, "出水", "effluent", []inventory.Input{removed, inWater}, func(in inventory.Inputs) expr.Node {
			return expr.Mul(ofPathway(in, l.mass(in), shares), left(in.Factor("N_REM")), in.Factor("EF_EFFLUENT"), nitrousOxide())
		})
	}
	return out
}
