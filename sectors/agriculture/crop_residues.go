package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// What is stated of a crop. The shares are of all its straw: whatever is none of them lies somewhere that nobody has said.
var (
	output       = activity("output", "Y", "t", "产量（鲜重）", "output, fresh weight")
	sown         = activity("crop_area", "A", "ha", "播种面积", "area sown")
	renewal      = inventory.Optional(activity("renewal_share", "Frac_Renew", "fraction", "每年更新的面积比例（多年生作物）", "share of the area renewed in the year, of perennial crops"))
	returned     = activity("straw_returned", "r", "fraction", "秸秆还田比例", "share of the straw returned to the field")
	burntInField = activity("straw_burnt", "b", "fraction", "秸秆露天焚烧比例", "share of the straw burnt in the field")
	usedAsFuel   = activity("straw_fuel", "u", "fraction", "秸秆能源化利用比例", "share of the straw used as fuel")
	usedAsFeed   = activity("straw_feed", "f", "fraction", "秸秆饲料化利用比例", "share of the straw fed to animals")
	sold         = activity("straw_sold", "s", "fraction", "秸秆外运、原料化、基料化比例", "share of the straw sold or used otherwise")
)

// fates are the ways that straw goes, in the order of its balance.
var fates = []inventory.Input{returned, burntInField, usedAsFuel, usedAsFeed, sold}

// without are the fates but the one, as they are stated beside it.
func without(name string) []inventory.Input {
	var out []inventory.Input
	for _, fate := range fates {
		if fate.Name != name {
			out = append(out, inventory.Aside(fate))
		}
	}
	return out
}

// ofCrop is a factor of a crop in the rows of its residues.
func ofCrop(name, symbol, unit, zh, en string) inventory.Input {
	return inventory.FiledAt("3.C.4", factor("N2O", name, symbol, unit, zh, en))
}

// stubbles is how a guide counts the residues of a crop.
type stubbles struct {
	name, tier, source string
	inputs             []inventory.Input
	above              func(inventory.Inputs) expr.Node // dry matter above the ground
	nitrogen           func(inventory.Inputs) expr.Node // that the residues left on and in the ground hold
}

var dryRatio = ofCrop("dry_ratio", "d", "fraction", "作物干重比", "dry weight ratio")

var (
	economic  = ofCrop("economic_coefficient", "h", "fraction", "经济系数", "economic coefficient")
	rootShoot = ofCrop("root_shoot_ratio", "ρ", "fraction", "根冠比", "root-shoot ratio")
	nStraw    = ofCrop("N_straw", "n", "kg N/kg dm", "秸秆含氮量", "N content of straw")
	dry       = ofCrop("DRY", "DRY", "1", "收获物干物质含量", "dry matter fraction of the harvest")
	slope     = ofCrop("AGDM_slope", "slope", "1", "地上部残余物斜率", "slope of above-ground residue")
	intercept = ofCrop("AGDM_intercept", "intercept", "t dm/ha", "地上部残余物截距", "intercept of above-ground residue")
	belowBio  = ofCrop("R_BG_BIO", "R_BG-BIO", "1", "地下部与地上部生物量之比", "below-ground residue by above-ground biomass")
	above     = ofCrop("R_AG", "R_AG", "1", "地上部残余物与产量之比", "above-ground residue by harvest")
	shoot     = ofCrop("RS", "RS", "1", "地下部与地上部之比", "ratio of below-ground to above-ground biomass")
	nAbove    = ofCrop("N_AG", "N_AG", "kg N/kg dm", "地上部残余物含氮量", "N content of above-ground residue")
	nBelow    = ofCrop("N_BG", "N_BG", "kg N/kg dm", "地下部残余物含氮量", "N content of below-ground residue")
	combusted = inventory.GoesWith("straw_burnt", inventory.Input{Name: "Cf", Symbol: "C_f", Unit: "1", Factor: true, FiledAt: "3.C.1.b", Title: inventory.Text{ZH: "燃烧效率", EN: "combustion factor"}})
)

// byGuide and byEdition are the ways in their order: the provincial guide, the Guidelines of 2006, the Refinement of 2019.
var (
	byGuide = stubbles{"cn", "1", guide2011, []inventory.Input{dryRatio, economic, rootShoot, nStraw}, strawOfGuide, func(in inventory.Inputs) expr.Node {
		roots := expr.Mul(biomassOfGuide(in), in.Factor("root_shoot_ratio"), in.Factor("N_straw"))
		return expr.Add(expr.Mul(strawOfGuide(in), in.Activity("straw_returned"), in.Factor("N_straw")), roots)
	}}
	byEdition = []stubbles{
		{"2006", "1", ipcc2006 + "Eq 11.6 p11.14, Eq 11.7 p11.15, Table 11.2 p11.17; Frac_remove here is a share of all straw", []inventory.Input{dry, slope, intercept, belowBio, nAbove, nBelow, combusted},
			residueOf2006, func(in inventory.Inputs) expr.Node {
				biomass := expr.Add(residueOf2006(in), harvest(in))
				return renewed(in, leftAbove(in, residueOf2006(in)), expr.Mul(in.Factor("R_BG_BIO"), biomass, in.Factor("N_BG")))
			}},
		{"2019", "1", ipcc2019 + "Eq 11.6 p11.15, Table 11.1A", []inventory.Input{dry, above, shoot, nAbove, nBelow, combusted},
			residueOf2019, func(in inventory.Inputs) expr.Node {
				biomass := expr.Add(harvest(in), residueOf2019(in))
				return renewed(in, leftAbove(in, residueOf2019(in)), expr.Mul(biomass, in.Factor("RS"), in.Factor("N_BG")))
			}},
	}
)

// biomassOfGuide is the dry matter of harvest and straw: Y × d ÷ h.
func biomassOfGuide(in inventory.Inputs) expr.Node {
	return expr.Quo(dryHarvest(in), in.Factor("economic_coefficient"))
}

func dryHarvest(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("output"), in.Factor("dry_ratio"), unity("kg dm/kg"))
}

// strawOfGuide is Y × d ÷ h − Y × d.
func strawOfGuide(in inventory.Inputs) expr.Node {
	return expr.Sub(biomassOfGuide(in), dryHarvest(in))
}

// harvest is the dry matter harvested: Y × DRY.
func harvest(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("output"), in.Factor("DRY"), unity("kg dm/kg"))
}

// residueOf2006 is the dry matter of residues above the ground: Y × DRY × slope + A × intercept.
func residueOf2006(in inventory.Inputs) expr.Node {
	return expr.Add(expr.Mul(harvest(in), in.Factor("AGDM_slope")), expr.Mul(in.Activity("crop_area"), in.Factor("AGDM_intercept")))
}

// residueOf2019 is Y × DRY × R_AG.
func residueOf2019(in inventory.Inputs) expr.Node {
	return expr.Mul(harvest(in), in.Factor("R_AG"))
}

// leftAbove is the nitrogen of what is left on the ground: the straw that is returned and what burning leaves of that burnt.
func leftAbove(in inventory.Inputs, straw expr.Node) expr.Node {
	left := in.Activity("straw_returned")
	if in.Has("straw_burnt") {
		left = expr.Add(left, expr.Mul(in.Activity("straw_burnt"), rest(in.Factor("Cf"))))
	}
	return expr.Mul(straw, left, in.Factor("N_AG"))
}

// renewed are the terms, of the area that is renewed in the year.
func renewed(in inventory.Inputs, terms ...expr.Node) expr.Node {
	if in.Has("renewal_share") {
		return expr.Mul(in.Activity("renewal_share"), expr.Add(terms...))
	}
	return expr.Add(terms...)
}

// ofResidues are the inputs of the nitrogen of residues.
func (s *stubbles) ofResidues(more ...inventory.Input) []inventory.Input {
	out := []inventory.Input{output}
	if s.name == "2006" {
		out = append(out, sown)
	} else {
		out = append(out, inventory.Aside(sown))
	}
	if s.name == "cn" {
		out = append(append(out, returned, inventory.Aside(renewal)), without("straw_returned")...)
	} else {
		out = append(out, returned, inventory.Optional(burntInField), inventory.Aside(usedAsFuel), inventory.Aside(usedAsFeed), inventory.Aside(sold), renewal)
	}
	return append(append(out, s.inputs...), more...)
}
