package waste

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// The figures and factors of industrial waste water. The factors of a pathway are of any industry: they are asked for under a name
// that no industry has, so that a factor of the industry does not stand in for that of the pathway.
var (
	produced = figure("product", "P", "t", "产品产量", "industrial product")
	nitrogen = figure("tn", "TN", "t TN", "废水中的总氮", "nitrogen in the waste water")

	volume       = waterFactor(industrial, "CH4", "W", "W", "m3/t", "单位产品废水量", "waste water by product")
	codInVolume  = waterFactor(industrial, "CH4", "COD", "COD", "kg COD/m3", "废水 COD 浓度", "COD of the waste water")
	volumeOfN    = waterFactor(industrial, "N2O", "W", "W", "m3/t", "单位产品废水量", "waste water by product")
	tnInVolume   = waterFactor(industrial, "N2O", "TN", "TN", "kg TN/m3", "废水总氮浓度", "nitrogen of the waste water")
	capacityCOD  = waterFactor(industrial, "CH4", "B0", "B_0", "kg CH4/kg COD", "甲烷最大产生能力", "maximum CH4 producing capacity")
	ofIndustry   = waterFactor(industrial, "CH4", "MCF", "MCF", "fraction", "该行业的甲烷修正因子", "methane correction factor of the industry")
	ofPathwayMCF = of(waterFactor(industrial, "CH4", "MCF", "MCF", "fraction", "处理或排放途径的甲烷修正因子", "methane correction factor of the pathway"), anyIndustry)
)

const anyIndustry = "工业废水"

// ofOneWorks is all that may be stated of a pathway of industrial waste water, for either gas.
var ofOneWorks = []inventory.Input{produced, organicsCOD, nitrogen, pathwayShare, sludgeMass, sludgeCOD, recovery}

// industrialCH4 is the methane of industrial waste water by industry and pathway: (TOW · T − S) · B0 · MCF − R.
func industrialCH4() []*inventory.Method {
	byProduct := func(in inventory.Inputs) expr.Node {
		return expr.Mul(in.Activity("product"), in.Factor("W"), in.Factor("COD"))
	}
	measured := func(in inventory.Inputs) expr.Node { return in.Activity("cod") }
	removedSludge := []inventory.Input{sludgeCOD, capacityCOD}
	var out []*inventory.Method
	for _, m := range []struct {
		id, source, zh, en, formula string
		tow                         func(inventory.Inputs) expr.Node
		inputs                      []inventory.Input
	}{
		{"cn", guide2011, "处理系统", "treatment", "TOW", measured, []inventory.Input{organicsCOD, ofIndustry}},
		{"cn.discharged", guide2011 + "; IPCC 2006 V5 Table 6.8 p6.21", "排入环境", "discharge", "TOW", measured, []inventory.Input{organicsCOD, unsaid("排入海/河/湖", ofPathwayMCF)}},
		{"ipcc", ipcc2006 + "Eq 6.4 p6.20, Eq 6.5 p6.21, Eq 6.6 p6.22, Tables 6.8 and 6.9; 2019 Refinement p6.33, Table 6.8 p6.34", "按产品产量", "by product", "P × W × COD", byProduct, []inventory.Input{produced, volume, codInVolume, ofPathwayMCF}},
		{"ipcc.cod", ipcc2006 + "Eq 6.4 p6.20, Eq 6.5 p6.21, Table 6.8; 2019 Refinement p6.33, Table 6.8 p6.34", "按 COD", "COD measured", "TOW", measured, []inventory.Input{organicsCOD, ofPathwayMCF}},
	} {
		out = append(out, &inventory.Method{
			ID: industrial + "/" + m.id + "/CH4", Category: industrial, Gas: "CH4", Tier: "1", Source: m.source,
			Title:  inventory.Text{ZH: "工业废水（" + m.zh + "）CH4", EN: "Industrial waste water (" + m.en + "), CH4"},
			Inputs: besides(slices.Concat(m.inputs, removedSludge, []inventory.Input{pathwayShare, recovery}), ofOneWorks...),
			Where:  []string{organicsLeft + " = " + m.formula + " × T − S"},
			Formula: func(in inventory.Inputs) expr.Node {
				tow := ofPathway(in, m.tow(in), sharesOfWorks)
				if in.Has("sludge_cod") {
					tow = less(tow, in.Activity("sludge_cod"), "COD")
				}
				return recovering(in, expr.Mul(tow, in.Factor("B0"), in.Factor("MCF")))
			},
		})
	}
	return out
}

// industrialN2O is the N2O of nitrogen in industrial waste water, which the Refinement alone counts.
func industrialN2O() []*inventory.Method {
	asNitrogen := func() expr.Node { return unity("kg N/kg TN") }
	return nitrousOxideOfPathways(industrial, []load{
		{"", "按产品产量", "by product", "Eq 6.13 p6.47, Table 6.12 p6.48", "", []inventory.Input{produced, volumeOfN, tnInVolume}, func(in inventory.Inputs) expr.Node {
			return expr.Mul(in.Activity("product"), in.Factor("W"), in.Factor("TN"), asNitrogen())
		}},
		{".tn", "按总氮", "nitrogen measured", "Eq 6.13 p6.47", "", []inventory.Input{nitrogen}, func(in inventory.Inputs) expr.Node {
			return expr.Mul(in.Activity("tn"), asNitrogen())
		}},
	}, sharesOfWorks, inventory.Text{ZH: "工业废水", EN: "Industrial waste water"},
		ipcc2019+"Eq 6.11 p6.44, Table 6.8A p6.39, ", ipcc2019+"Eq 6.12 p6.47, Eq 6.14 p6.48, Tables 6.8A and 6.10C, ", ofOneWorks)
}
