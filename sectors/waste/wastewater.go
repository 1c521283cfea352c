package waste

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// The categories of waste water, under which its factors are filed.
const (
	domestic   = "4.D.1"
	industrial = "4.D.2"
)

const (
	guide2011 = "省级温室气体清单编制指南（试行）2011 第五章 废水处理（正文未见印刷本）"
	ipcc2006  = "IPCC 2006 V5 "
	ipcc2019  = "IPCC 2019 Refinement V5 "
)

// The words by which the tables tell a factor of a pathway that has others beside it: what the plant emits, and what its effluent
// does in the water it is let into.
const (
	treating  = "集中好氧处理厂;厌氧反应器（UASB等）;浅厌氧塘/兼性塘;深厌氧塘;化粪池+土地散布;化粪池;旱厕-干旱小家庭;旱厕-干旱公用;旱厕-湿润/水冲;滞留污水管;流动污水管"
	receiving = "排入水体（Tier 1）;排入水库湖泊河口（Tier 2）;排入河流等（Tier 2，非水库湖泊河口）"
)

// The figures of the activity table, and what is stated beside them of one pathway of waste water.
var (
	population   = figure("population", "P", "person", "人口", "population")
	incomeShare  = inventory.Optional(figure("income_share", "U", "fraction", "该人群占总人口的比例", "share of the income group in the population"))
	pathwayShare = inventory.Optional(figure("pathway_share", "T", "fraction", "该处理或排放途径的利用率", "degree of utilisation of the pathway"))
	organicsBOD  = figure("bod", "TOW", "t BOD", "污水的 BOD 量", "BOD of the waste water")
	organicsCOD  = figure("cod", "TOW", "t COD", "污水的 COD 量", "COD of the waste water")
	recovery     = inventory.Optional(flared)
	sludgeMass   = inventory.Optional(deducting(figure("sludge", "S_mass", "t", "清出的污泥（干重）", "sludge removed, dry mass")))
	sludgeBOD    = inventory.Optional(deducting(figure("sludge_bod", "S", "t BOD", "随污泥清出的 BOD 量", "BOD removed with sludge")))
	sludgeCOD    = inventory.Optional(deducting(figure("sludge_cod", "S", "t COD", "随污泥清出的 COD 量", "COD removed with sludge")))
)

// figure is one of the activity table.
func figure(name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Title: inventory.Text{ZH: zh, EN: en}}
}

// waterFactor is one of the factor tables, filed at the category.
func waterFactor(category, gas, name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Factor: true, Gas: gas, FiledAt: category, Title: inventory.Text{ZH: zh, EN: en}}
}

// deducting is what is taken from what is generated.
func deducting(in inventory.Input) inventory.Input {
	in.Deducts = true
	return in
}

// among is the factor, told by those of the words that the activity states.
func among(words string, in inventory.Input) inventory.Input {
	in.Among = words
	return in
}

// unsaid is the factor that the tables tell by the words where the activity states none of those it is told by.
func unsaid(words string, in inventory.Input) inventory.Input {
	in.Words = words
	return in
}

// besides are the inputs, and as asides those of the others that are not among them: what is stated of one pathway for another gas.
func besides(inputs []inventory.Input, others ...inventory.Input) []inventory.Input {
	has := map[string]bool{}
	for _, in := range inputs {
		has[in.Name] = true
	}
	out := inputs
	for _, in := range others {
		if !has[in.Name] {
			in = inventory.Optional(beside(in))
			in.Deducts = false
			out = append(out, in)
		}
	}
	return out
}

// load is a way to state what a pathway carries: organics or nitrogen.
type load struct {
	variant, zh, en, source string
	formula                 string // of the mass, as printed
	inputs                  []inventory.Input
	mass                    func(inventory.Inputs) expr.Node
}

// The shares by which a whole is parted to pathways.
var (
	sharesOfPeople = []inventory.Input{incomeShare, pathwayShare}
	sharesOfWorks  = []inventory.Input{pathwayShare}
)

// ofRefinement are the inputs with their factors looked up in the sets of the IPCC before those of the guide: the nitrogen that a guide's
// own table adds for what is not eaten is that of an equation without N_HH.
func ofRefinement(inputs []inventory.Input) []inventory.Input {
	out := slices.Clone(inputs)
	for i := range out {
		if out[i].Factor {
			out[i].Sets = []string{"IPCC-2019", "IPCC-2006"}
		}
	}
	return out
}

// ofPathway is the part of a whole that goes the pathway: U · T of it.
func ofPathway(in inventory.Inputs, whole expr.Node, shares []inventory.Input) expr.Node {
	parts := []expr.Node{whole}
	for _, share := range shares {
		if in.Has(share.Name) {
			parts = append(parts, in.Activity(share.Name))
		}
	}
	if len(parts) == 1 {
		return whole
	}
	return expr.Mul(parts...)
}

// organicsLeft names what is left of the organics when sludge is taken out: more cannot be than there is.
const organicsLeft = "(TOW − S)"

func less(from, sludge expr.Node, of string) expr.Node {
	return expr.State(organicsLeft, expr.In(expr.Sub(from, sludge), inventory.TonneOf(of)))
}

// recovering is the gas that is generated less what is recovered.
func recovering(in inventory.Inputs, generated expr.Node) expr.Node {
	if in.Has(recovery.Name) {
		return expr.Sub(generated, in.Activity(recovery.Name))
	}
	return generated
}

// unity is 1 of the unit, which changes what a product is of and not how much.
func unity(unit string) expr.Node { return expr.RatioOf(1, 1, quantity.MustUnit(unit)) }

// yearOfDays brings a rate by the day to what a year gives.
func yearOfDays() expr.Node { return expr.RatioOf(365, 1, quantity.MustUnit("day")) }

// nitrousOxide is the mass of N2O by that of its nitrogen.
func nitrousOxide() expr.Node { return expr.RatioOf(44, 28, quantity.MustUnit("kg N2O/kg N2O-N")) }

// left is 1 − what is removed.
func left(removed expr.Node) expr.Node { return expr.Sub(expr.Int(1), removed) }
