package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

var (
	gasOfInput  = factor("N2O", "Frac_vol_input", "Frac_vol", "fraction", "农用地氮输入挥发率", "volatilisation rate of the N input")
	gasOfHerd   = factor("N2O", "Frac_vol_livestock", "Frac_vol,a", "fraction", "畜禽粪便氮挥发率", "volatilisation rate of livestock N")
	leachInput  = factor("N2O", "Frac_leach", "Frac_leach", "fraction", "氮淋溶径流损失率", "N loss rate by leaching and runoff")
	efDeposited = factor("N2O", "EF_deposition", "EF_dep", "kg N2O-N/kg (NH3-N+NOx-N)", "大气氮沉降排放因子", "N2O factor of N deposition")
	efLeached   = factor("N2O", "EF_leach", "EF_leach", "kg N2O-N/kg N leached", "氮淋溶径流排放因子", "N2O factor of leaching and runoff")

	gasSynthetic = factor("N2O", "FracGASF", "Frac_GASF", "1", "化肥氮挥发比例", "volatilised fraction of synthetic N")
	gasOrganic   = inventory.FiledAt("3.C.5", factor("N2O", "FracGASM", "Frac_GASM", "1", "有机氮与粪尿氮挥发比例", "volatilised fraction of organic and pasture N"))
	leachSoil    = inventory.FiledAt("3.C.5", factor("N2O", "FracLEACH", "Frac_LEACH", "1", "氮淋溶径流比例", "leached fraction of N"))
)

// The ways of nitrogen from fields to indirect N2O.
var (
	depositedTitle = inventory.Text{ZH: "农用地间接排放：挥发沉降", EN: "Indirect N2O of managed soils: deposition"}
	leachedTitle   = inventory.Text{ZH: "农用地间接排放：淋溶径流", EN: "Indirect N2O of managed soils: leaching and runoff"}
)

const (
	eq119  = ipcc2006 + "Eq 11.9 p11.21, Eq 11.11 p11.22, Table 11.3 p11.24; 2019 Refinement p11.22, p11.24, Table 11.3 p11.26"
	eq1110 = ipcc2006 + "Eq 11.10 p11.21, Table 11.3 p11.24; 2019 Refinement p11.23, Table 11.3 p11.26"
)

// deposits is the method of nitrogen that volatilises and comes down again.
func deposits(id, source string, inputs []inventory.Input, volatilised func(inventory.Inputs) expr.Node, ef string) *inventory.Method {
	return &inventory.Method{ID: id, Category: "3.C.5", Gas: "N2O", Part: byDeposition, Tier: "1", Title: depositedTitle, Source: source, Inputs: inputs,
		Formula: func(in inventory.Inputs) expr.Node { return expr.Mul(volatilised(in), in.Factor(ef), nitrousOxide()) }}
}

// leaches is the method of nitrogen that is washed out.
func leaches(id, source string, inputs []inventory.Input, of func(inventory.Inputs) expr.Node, fraction, ef string) *inventory.Method {
	return &inventory.Method{ID: id, Category: "3.C.5", Gas: "N2O", Part: byLeaching, Tier: "1", Title: leachedTitle, Source: source, Inputs: inputs,
		Formula: func(in inventory.Inputs) expr.Node {
			return expr.Mul(of(in), in.Factor(fraction), in.Factor(ef), nitrousOxide())
		}}
}

// times is a nitrogen flow by a fraction of it.
func times(of func(inventory.Inputs) expr.Node, fraction string) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node { return expr.Mul(of(in), in.Factor(fraction)) }
}

func applied(in inventory.Inputs) expr.Node { return in.Activity("nitrogen") }

func keptOfPeople(in inventory.Inputs) expr.Node { return keptOfGuide(in, in.Activity("nitrogen")) }

// indirectOfInputs is the indirect N2O of nitrogen whose amount is stated.
func indirectOfInputs() []*inventory.Method {
	people := func(more ...inventory.Input) []inventory.Input {
		return append([]inventory.Input{nitrogen, leachBefore, gasBefore}, more...)
	}
	return []*inventory.Method{
		deposits("3.C.5/cn.deposition/N2O", guide2011, []inventory.Input{nitrogen, gasOfInput, efDeposited}, times(applied, "Frac_vol_input"), "EF_deposition"),
		leaches("3.C.5/cn.leaching/N2O", guide2011, []inventory.Input{nitrogen, leachInput, efLeached}, applied, "Frac_leach", "EF_leach"),
		deposits("3.C.5/cn.people.deposition/N2O", guide2011, people(gasOfInput, efDeposited), times(keptOfPeople, "Frac_vol_input"), "EF_deposition"),
		leaches("3.C.5/cn.people.leaching/N2O", guide2011, people(leachInput, efLeached), keptOfPeople, "Frac_leach", "EF_leach"),
		deposits("3.C.5/atd/N2O", eq119, []inventory.Input{nitrogen, gasSynthetic, ofVolume}, times(applied, "FracGASF"), "EF4"),
		deposits("3.C.5/atd.organic/N2O", eq119, []inventory.Input{nitrogen, gasOrganic, ofVolume}, times(applied, "FracGASM"), "EF4"),
		leaches("3.C.5/leach/N2O", eq1110, []inventory.Input{nitrogen, leachSoil, ofLeach}, applied, "FracLEACH", "EF5"),
		leaches("3.C.5/leach.som/N2O", eq1110, []inventory.Input{carbonLost, ratioCN, leachSoil, ofLeach}, mineralised, "FracLEACH", "EF5"),
	}
}

// indirectOfManureOnFields is that of the manure of a herd, spread or dropped on pasture. The provincial guide counts here what
// volatilises of all that livestock excretes.
func indirectOfManureOnFields() []*inventory.Method {
	out := []*inventory.Method{
		deposits("3.C.5/cn.manure.deposition/N2O", guide2011, herdOfGuide(gasOfHerd, gasOfInput, efDeposited), func(in inventory.Inputs) expr.Node {
			return expr.Add(expr.Mul(excretedOfHerd(in), in.Factor("Frac_vol_livestock")), expr.Mul(spreadOfGuide(in), in.Factor("Frac_vol_input")))
		}, "EF_deposition"),
		leaches("3.C.5/cn.manure.leaching/N2O", guide2011, herdOfGuide(leachInput, efLeached), spreadOfGuide, "Frac_leach", "EF_leach"),
	}
	for _, e := range editions {
		out = append(out,
			deposits("3.C.5/atd.manure."+e.name+"/N2O", eq119+"; "+e.source, e.managed(gasOrganic, ofVolume), times(e.spread, "FracGASM"), "EF4"),
			leaches("3.C.5/leach.manure."+e.name+"/N2O", eq1110+"; "+e.source, e.managed(leachSoil, ofLeach), e.spread, "FracLEACH", "EF5"))
	}
	dropped := func(more ...inventory.Input) []inventory.Input {
		return append([]inventory.Input{head, share, excretedPerHead}, more...)
	}
	return append(out,
		deposits("3.C.5/atd.pasture/N2O", eq119, dropped(gasOrganic, ofVolume), times(excreted, "FracGASM"), "EF4"),
		leaches("3.C.5/leach.pasture/N2O", eq1110, dropped(leachSoil, ofLeach), excreted, "FracLEACH", "EF5"))
}

// indirectOfResidues is that of the residues of a crop, which the Guidelines let leach and not volatilise.
func indirectOfResidues() []*inventory.Method {
	out := []*inventory.Method{
		deposits("3.C.5/cn.residues.deposition/N2O", guide2011, byGuide.ofResidues(gasOfInput, efDeposited), times(byGuide.nitrogen, "Frac_vol_input"), "EF_deposition"),
		leaches("3.C.5/cn.residues.leaching/N2O", guide2011, byGuide.ofResidues(leachInput, efLeached), byGuide.nitrogen, "Frac_leach", "EF_leach"),
	}
	for _, way := range byEdition {
		out = append(out, leaches("3.C.5/leach.residues."+way.name+"/N2O", eq1110+"; "+way.source, way.ofResidues(leachSoil, ofLeach), way.nitrogen, "FracLEACH", "EF5"))
	}
	return out
}
