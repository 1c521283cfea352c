package waste

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// The factors of methane of domestic waste water.
var (
	perPerson   = waterFactor(domestic, "CH4", "BOD", "BOD", "g BOD/person/day", "人均 BOD", "BOD by person and day")
	collected   = inPlaceOf("I_collected", waterFactor(domestic, "CH4", "I", "I", "1", "并入下水道的工业 BOD 修正系数（收集）", "correction for industrial BOD in sewers, collected"))
	uncollected = inPlaceOf("I_uncollected", waterFactor(domestic, "CH4", "I", "I", "1", "工业 BOD 修正系数（未收集）", "correction for industrial BOD, uncollected"))
	bodOfCOD    = waterFactor(domestic, "CH4", "BOD_COD_ratio", "BOD/COD", "kg BOD/kg COD", "BOD 与 COD 之比", "ratio of BOD to COD")
	capacity    = waterFactor(domestic, "CH4", "B0", "B_0", "kg CH4/kg BOD", "甲烷最大产生能力", "maximum CH4 producing capacity")
	correction  = waterFactor(domestic, "CH4", "MCF", "MCF", "fraction", "甲烷修正因子", "methane correction factor")
	byPathway   = waterFactor(domestic, "CH4", "EF", "EF", "kg CH4/kg BOD", "处理或排放途径的甲烷排放因子", "CH4 factor of the pathway")
	sludgeTakes = waterFactor(domestic, "CH4", "K_rem", "K_rem", "kg BOD/kg dry sludge", "单位污泥带出的 BOD", "BOD removed by mass of sludge")
	keepingUp   = waterFactor(domestic, "CH4", "F_septic", "F", "fraction", "按要求清掏化粪池的人口比例", "share whose septic tanks are emptied as they should")
	organicsOut = waterFactor(domestic, "CH4", "TOW_REM", "TOW_REM", "fraction", "处理去除的有机物比例", "organics removed by treatment")
)

// inPlaceOf is the factor that the tables have under another name.
func inPlaceOf(name string, in inventory.Input) inventory.Input {
	in.Parameter = name
	return in
}

// ofOnePathway is all that may be stated of a pathway, for either gas.
var ofOnePathway = []inventory.Input{population, organicsBOD, organicsCOD, incomeShare, pathwayShare, sludgeMass, sludgeBOD, recovery, protein, proteinSupply}

// organics are the ways to state TOW: of people whose waste water is collected with that of trades, of others, or as measured.
func organics() []load {
	byPeople := func(in inventory.Inputs) expr.Node {
		return expr.Mul(in.Activity("population"), in.Factor("BOD"), yearOfDays(), in.Factor("I"))
	}
	const people = "P × BOD × 365 × I"
	return []load{
		{"", "收集", "collected", "", people, []inventory.Input{population, perPerson, collected}, byPeople},
		{".uncollected", "未收集", "uncollected", "", people, []inventory.Input{population, perPerson, uncollected}, byPeople},
		{".bod", "按 BOD", "BOD measured", "", "TOW", []inventory.Input{organicsBOD}, func(in inventory.Inputs) expr.Node { return in.Activity("bod") }},
		{".cod", "按 COD", "COD measured", "", "TOW × BOD/COD", []inventory.Input{organicsCOD, bodOfCOD}, func(in inventory.Inputs) expr.Node {
			return expr.Mul(in.Activity("cod"), in.Factor("BOD_COD_ratio"))
		}},
	}
}

// domesticCH4 is the methane of domestic waste water, pathway by pathway: what is treated, and what the effluent does in the water
// that it is let into.
func domesticCH4() []*inventory.Method {
	var out []*inventory.Method
	add := func(edition, source string, l load, zh, en, part string, inputs []inventory.Input, formula func(inventory.Inputs) expr.Node, where ...string) {
		if strings.HasPrefix(edition, "2019") {
			inputs, l.inputs = ofRefinement(inputs), ofRefinement(l.inputs)
		}
		out = append(out, &inventory.Method{
			ID: domestic + "/" + edition + l.variant + "/CH4", Category: domestic, Gas: "CH4", Part: part, Tier: "1", Source: source,
			Title:  inventory.Text{ZH: "生活污水" + zh + "（" + l.zh + "）CH4", EN: "Domestic waste water, " + en + " (" + l.en + "), CH4"},
			Inputs: besides(slices.Concat(l.inputs, inputs), ofOnePathway...), Formula: formula, Where: where,
		})
	}
	const ownCapacity = "B_0 × MCF = EF, where the activity states no B_0"
	for _, l := range organics() {
		if l.inputs[0].Name != population.Name {
			add("cn", guide2011, l, "处理和排放", "treatment and discharge", "", []inventory.Input{capacity, correction, recovery}, func(in inventory.Inputs) expr.Node {
				return recovering(in, expr.Mul(l.mass(in), in.Factor("B0"), in.Factor("MCF")))
			})
		}
		for i := range l.inputs {
			l.inputs[i].Own = l.inputs[i].Name == bodOfCOD.Name // the provincial guide alone prints it
		}
		add("2006", ipcc2006+"Eq 6.1 p6.11, Eq 6.2 p6.12, Eq 6.3 p6.13, Table 6.3 p6.13", l, "处理和排放", "treatment and discharge", "",
			slices.Concat(sharesOfPeople, []inventory.Input{sludgeBOD, capacity, correction, recovery}), pathway2006(l), organicsLeft+" = "+l.formula+" − S")
		const of2019 = "Eq 6.1 p6.17, Eq 6.3, 6.3A p6.21–6.22, Table 6.3 p6.20–6.21"
		ef := []inventory.Input{among(treating, byPathway), inventory.Optional(capacity), inventory.GoesWith("B0", among(treating, correction))}
		add("2019", ipcc2019+of2019+", Eq 6.3B p6.27", l, "处理", "treatment", "",
			slices.Concat(sharesOfPeople, []inventory.Input{sludgeMass, inventory.GoesWith("sludge", sludgeTakes), sludgeBOD, recovery}, ef), pathway2019(l, false),
			organicsLeft+" = "+l.formula+" × U × T − S", "S = S_mass × K_rem, where the mass of sludge is stated", ownCapacity)
		if l.variant != "" {
			add("2019.septic", ipcc2019+of2019+", Eq 6.3C p6.28", l, "化粪池", "septic tanks", "",
				slices.Concat(sharesOfPeople, []inventory.Input{keepingUp, sludgeBOD, recovery}, ef), pathway2019(l, true),
				organicsLeft+" = "+l.formula+" × U × T − S", "S = "+l.formula+" × U × T × F × 1/2, where it is not stated", ownCapacity)
		}
		add("2019.effluent", ipcc2019+"Eq 6.1 p6.17, Eq 6.3D p6.28, Tables 6.3 and 6.6B", l, "出水排入水体", "effluent in the water it is let into", ofEffluent,
			slices.Concat(sharesOfPeople, []inventory.Input{organicsOut, unsaid("排入水体（Tier 1）", among(receiving, byPathway))}), func(in inventory.Inputs) expr.Node {
				return expr.Mul(ofPathway(in, l.mass(in), sharesOfPeople), left(in.Factor("TOW_REM")), in.Factor("EF"))
			})
	}
	return out
}

// ofEffluent is the part of a gas that the effluent gives.
const ofEffluent = "effluent"

// pathway2006 is U · T · (TOW − S) · B0 · MCF − R: sludge is taken from the whole before it is shared out.
func pathway2006(l load) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node {
		tow := l.mass(in)
		if in.Has("sludge_bod") {
			tow = less(tow, in.Activity("sludge_bod"), "BOD")
		}
		return recovering(in, expr.Mul(ofPathway(in, tow, sharesOfPeople), in.Factor("B0"), in.Factor("MCF")))
	}
}

// pathway2019 is (TOW · U · T − S) · EF − R. Where the activity states a capacity of its own EF is B0 · MCF: the printed factors are
// not in every digit those of the printed capacity.
func pathway2019(l load, septic bool) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node {
		tow := ofPathway(in, l.mass(in), sharesOfPeople)
		switch {
		case in.Has("sludge_bod"):
			tow = less(tow, in.Activity("sludge_bod"), "BOD")
		case septic:
			tow = less(tow, expr.Mul(tow, in.Factor("F_septic"), expr.Ratio(1, 2)), "BOD")
		case in.Has("sludge"):
			tow = less(tow, expr.Mul(in.Activity("sludge"), in.Factor("K_rem")), "BOD")
		}
		if in.Has("B0") {
			return recovering(in, expr.Mul(tow, in.Factor("B0"), in.Factor("MCF")))
		}
		return recovering(in, expr.Mul(tow, in.Factor("EF")))
	}
}
