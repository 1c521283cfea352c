package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// nitrogen is what is spread of it, as nitrogen.
var nitrogen = activity("nitrogen", "F", "t N", "施氮量（折纯）", "nitrogen applied")

// The words by which the tables of 2019 tell synthetic fertiliser from other nitrogen in wet climates.
const (
	syntheticN = "化肥氮"
	otherN     = "其他氮"
)

var (
	efOfZone   = inventory.FiledAt("3.C.4", factor("N2O", "EF_direct", "EF", "kg N2O-N/kg N", "农用地直接排放因子", "direct N2O factor of cropland"))
	ef1Flooded = inventory.FiledAt("3.C.4", factor("N2O", "EF1FR", "EF_1FR", "kg N2O-N/kg N", "稻田氮投入直接排放因子", "N2O factor of N inputs, flooded rice"))
	ef1Other   = worded(otherN, inventory.FiledAt("3.C.4", factor("N2O", "EF1", "EF_1", "kg N2O-N/kg N", "氮投入直接排放因子", "N2O factor of N inputs")))
)

// directOfInputs is the direct N2O of nitrogen whose amount is stated: fertiliser, sludge, compost, what the soil's own organic
// matter releases, and that of drained organic soils.
func directOfInputs() []*inventory.Method {
	title := inventory.Text{ZH: "农用地直接排放", EN: "Direct N2O of managed soils"}
	const eq111 = ipcc2006 + "Eq 11.1 p11.7, Table 11.1 p11.11; 2019 Refinement Eq 11.1 p11.6, Table 11.1 p11.12"
	return []*inventory.Method{
		{
			ID: "3.C.4/cn/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: title, Source: guide2011,
			Inputs:  []inventory.Input{nitrogen, efOfZone},
			Formula: func(in inventory.Inputs) expr.Node { return directN2O(in.Activity("nitrogen"), in, "EF_direct") },
		},
		{
			ID: "3.C.4/cn.people/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: title, Source: guide2011,
			Inputs: []inventory.Input{nitrogen, leachBefore, gasBefore, efOfZone},
			Formula: func(in inventory.Inputs) expr.Node {
				return directN2O(keptOfGuide(in, in.Activity("nitrogen")), in, "EF_direct")
			},
		},
		{
			ID: "3.C.4/synthetic/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: title, Source: eq111,
			Inputs:  []inventory.Input{nitrogen, worded(syntheticN, factor("N2O", "EF1", "EF_1", "kg N2O-N/kg N", "化肥氮直接排放因子", "N2O factor of synthetic N"))},
			Formula: func(in inventory.Inputs) expr.Node { return directN2O(in.Activity("nitrogen"), in, "EF1") },
		},
		{
			ID: "3.C.4/organic/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: title, Source: eq111,
			Inputs:  []inventory.Input{nitrogen, ef1Other},
			Formula: func(in inventory.Inputs) expr.Node { return directN2O(in.Activity("nitrogen"), in, "EF1") },
		},
		{
			ID: "3.C.4/flooded/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: inventory.Text{ZH: "淹水稻田直接排放", EN: "Direct N2O of flooded rice fields"}, Source: eq111,
			Inputs:  []inventory.Input{nitrogen, ef1Flooded},
			Formula: func(in inventory.Inputs) expr.Node { return directN2O(in.Activity("nitrogen"), in, "EF1FR") },
		},
		{
			ID: "3.C.4/flooded.organic/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: inventory.Text{ZH: "淹水稻田有机肥直接排放", EN: "Direct N2O of organic N in flooded rice fields"}, Source: eq111,
			Inputs:  []inventory.Input{nitrogen, ef1Flooded},
			Formula: func(in inventory.Inputs) expr.Node { return directN2O(in.Activity("nitrogen"), in, "EF1FR") },
		},
		{
			ID: "3.C.4/som/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: inventory.Text{ZH: "土壤有机质矿化氮的直接排放", EN: "Direct N2O of N mineralised in soils"},
			Source: ipcc2006 + "Eq 11.8 p11.16 (R: 15 where forest or grass became cropland, 10 for management of cropland), Eq 11.1 p11.7",
			Inputs: []inventory.Input{carbonLost, ratioCN, ef1Other},
			Formula: func(in inventory.Inputs) expr.Node {
				return directN2O(mineralised(in), in, "EF1")
			},
		},
		{
			ID: "3.C.4/organic_soils/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: inventory.Text{ZH: "排干有机土的直接排放", EN: "Direct N2O of drained organic soils"}, Source: eq111,
			Inputs: []inventory.Input{activity("organic_soil", "F_OS", "ha", "排干有机土面积", "area of drained organic soils"),
				factor("N2O", "EF2", "EF_2", "kg N2O-N/ha/yr", "有机土直接排放因子", "N2O factor of drained organic soils")},
			Formula: func(in inventory.Inputs) expr.Node {
				return expr.Mul(in.Activity("organic_soil"), in.Factor("EF2"), oneYear(), nitrousOxide())
			},
		},
	}
}

var (
	carbonLost = activity("soil_carbon_lost", "ΔC", "t C", "矿质土壤有机碳损失量", "carbon lost from mineral soils")
	ratioCN    = activity("carbon_nitrogen_ratio", "R", "t C/t N", "土壤有机质碳氮比", "C:N ratio of the soil organic matter")
)

// mineralised is the nitrogen that goes with the carbon a soil loses: ΔC ÷ R.
func mineralised(in inventory.Inputs) expr.Node {
	return expr.Quo(in.Activity("soil_carbon_lost"), in.Activity("carbon_nitrogen_ratio"))
}

// directN2O is F × EF × 44/28.
func directN2O(of expr.Node, in inventory.Inputs, name string) expr.Node {
	return expr.Mul(of, in.Factor(name), nitrousOxide())
}

// The factors of dung and urine on pasture: of cattle, poultry and pigs, and of sheep and other animals.
var pastures = []struct {
	name, factor, symbol, zh, en string
}{
	{"cpp", "EF3PRP_CPP", "EF_3PRP,CPP", "放牧粪尿排放因子（牛、禽、猪）", "N2O factor of grazing cattle, poultry and pigs"},
	{"so", "EF3PRP_SO", "EF_3PRP,SO", "放牧粪尿排放因子（羊及其他）", "N2O factor of grazing sheep and other animals"},
}

// directOfManure is the direct N2O of the manure of a herd that is spread on fields or dropped on pasture.
func directOfManure() []*inventory.Method {
	spread := inventory.Text{ZH: "粪肥还田的直接排放", EN: "Direct N2O of manure spread on fields"}
	out := []*inventory.Method{{
		ID: "3.C.4/cn.manure/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: spread, Source: guide2011, Inputs: herdOfGuide(efOfZone),
		Formula: func(in inventory.Inputs) expr.Node { return directN2O(spreadOfGuide(in), in, "EF_direct") },
	}}
	for _, e := range editions {
		out = append(out, &inventory.Method{
			ID: "3.C.4/manure." + e.name + "/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: spread, Source: ipcc2006 + "Eq 11.1 p11.7, Eq 11.4 p11.13; " + e.source,
			Inputs:  e.managed(ef1Other),
			Formula: func(in inventory.Inputs) expr.Node { return directN2O(e.spread(in), in, "EF1") },
		})
	}
	for _, p := range pastures {
		out = append(out, &inventory.Method{
			ID: "3.C.4/pasture." + p.name + "/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: inventory.Text{ZH: "放牧粪尿的直接排放", EN: "Direct N2O of dung and urine on pasture"},
			Source:  ipcc2006 + "Eq 11.1 p11.7, Eq 11.5 p11.13, Table 11.1 p11.11; 2019 Refinement Table 11.1 p11.12",
			Inputs:  []inventory.Input{head, share, excretedPerHead, factor("N2O", p.factor, p.symbol, "kg N2O-N/kg N", p.zh, p.en)},
			Formula: func(in inventory.Inputs) expr.Node { return directN2O(excreted(in), in, p.factor) },
		})
	}
	return out
}

// directOfResidues is the direct N2O of the residues of a crop.
func directOfResidues() []*inventory.Method {
	title := inventory.Text{ZH: "秸秆和根还田的直接排放", EN: "Direct N2O of crop residues"}
	out := []*inventory.Method{{
		ID: "3.C.4/cn.residues/N2O", Category: "3.C.4", Gas: "N2O", Tier: "1", Title: title, Source: guide2011, Inputs: byGuide.ofResidues(efOfZone),
		Formula: func(in inventory.Inputs) expr.Node { return directN2O(byGuide.nitrogen(in), in, "EF_direct") },
	}}
	for _, way := range byEdition {
		out = append(out, &inventory.Method{
			ID: "3.C.4/residues.flooded." + way.name + "/N2O", Category: "3.C.4", Gas: "N2O", Tier: way.tier, Title: inventory.Text{ZH: "淹水稻田秸秆和根的直接排放", EN: "Direct N2O of residues in flooded rice fields"},
			Source: way.source + "; Eq 11.1 (flooded rice)", Inputs: way.ofResidues(ef1Flooded),
			Formula: func(in inventory.Inputs) expr.Node { return directN2O(way.nitrogen(in), in, "EF1FR") },
		}, &inventory.Method{
			ID: "3.C.4/residues." + way.name + "/N2O", Category: "3.C.4", Gas: "N2O", Tier: way.tier, Title: title, Source: way.source + "; Eq 11.1", Inputs: way.ofResidues(ef1Other),
			Formula: func(in inventory.Inputs) expr.Node { return directN2O(way.nitrogen(in), in, "EF1") },
		})
	}
	return out
}
