package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// The nitrogen that reaches fields. What a system of manure loses is taken off by the very factors by which its losses are
// counted, so that nothing lost is spread.

// Shares of the manure left after storage that are not spread.
var (
	fed    = inventory.Optional(activity("feed_share", "Frac_FEED", "fraction", "粪便用作饲料的比例", "share of managed manure used as feed"))
	burned = inventory.Optional(activity("fuel_share", "Frac_FUEL", "fraction", "粪便用作燃料的比例", "share of managed manure used as fuel"))
	built  = inventory.Optional(activity("construction_share", "Frac_CNST", "fraction", "粪便用于建筑的比例", "share of managed manure used in construction"))
)

// bedding is the nitrogen of litter, which is spread with the manure.
var bedding = inventory.Optional(activity("bedding_nitrogen", "N_bedding", "kg N/head/yr", "垫料含氮量", "N of bedding per head"))

// edition is how an edition of the Guidelines counts what storage loses.
type edition struct {
	name, source string
	losses       []inventory.Input
	kept         func(inventory.Inputs) expr.Node // the part that is not lost
}

var editions = []edition{
	{"2006", ipcc2006 + "Eq 10.34 p10.65, Table 10.23 p10.67", []inventory.Input{allLoss}, func(in inventory.Inputs) expr.Node { return rest(in.Factor("FracLossMS")) }},
	{"2019", ipcc2019 + "Eq 10.34 and 10.34A p10.94, Eq 10.34B p10.95", []inventory.Input{gasLoss, leachOf, dinitro, ef3}, func(in inventory.Inputs) expr.Node {
		return rest(in.Factor("FracGasMS"), in.Factor("FracLeachMS"), lostAsN2(in), lostAsN2O(in))
	}},
}

// lostAsN2O and lostAsN2 are the parts of stored nitrogen that leave as N2O and as N2.
func lostAsN2O(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Factor("EF3"), asNitrogen("N2O-N"))
}

func lostAsN2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Factor("EF3"), in.Factor("RN2_N2O"), asNitrogen("N2-N"))
}

// managed are the inputs of the manure of one system on its way to the field.
func (e *edition) managed(more ...inventory.Input) []inventory.Input {
	out := append([]inventory.Input{head, share, excretedPerHead, codigested, fed, burned, built, bedding}, e.losses...)
	if e.name == "2006" {
		out = append(out, inventory.Aside(leachStated), inventory.Aside(gasLoss), inventory.Aside(ef3))
	}
	return append(out, more...)
}

// spread is what reaches the field: ((N × MS × Nex + N_cdg) × (1 − Frac_Loss) + N × MS × N_bedding) × (1 − Frac_FEED − Frac_FUEL −
// Frac_CNST).
func (e *edition) spread(in inventory.Inputs) expr.Node {
	out := e.available(in)
	if other := given(in, "feed_share", "fuel_share", "construction_share"); other != nil {
		out = expr.Mul(out, rest(other...))
	}
	return out
}

// available is the nitrogen that is left after storage, with that of the bedding.
func (e *edition) available(in inventory.Inputs) expr.Node {
	out := expr.Mul(stored(in), e.kept(in))
	if in.Has("bedding_nitrogen") {
		out = expr.Add(out, littered(in))
	}
	return out
}

// littered is the nitrogen of bedding.
func littered(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("head"), in.Activity("AWMS"), in.Activity("bedding_nitrogen"), oneYear())
}

// What the provincial guide takes off the manure of a herd: what is dropped on pasture or burned, and its losses in storage.
var (
	grazed       = inventory.Optional(activity("grazing_share", "MS_graze", "fraction", "放牧排泄比例", "share excreted on pasture"))
	burnedAsFuel = inventory.Optional(activity("burned_share", "MS_fuel", "fraction", "燃烧利用的粪便比例", "share burned for fuel"))
	leachBefore  = inventory.FiledAt("3.C.4", factor("N2O", "Frac_manure_leach", "Frac_leach,m", "fraction", "粪肥还田前淋溶径流损失率", "manure N leached before application"))
	gasBefore    = inventory.FiledAt("3.C.4", factor("N2O", "Frac_manure_vol", "Frac_vol,m", "fraction", "粪肥还田前挥发损失率", "manure N volatilised before application"))
)

// herdOfGuide are the inputs of the manure of a herd by the provincial guide.
func herdOfGuide(more ...inventory.Input) []inventory.Input {
	return append([]inventory.Input{head, excretedPerHead, grazed, burnedAsFuel, leachBefore, gasBefore, perHeadN2O}, more...)
}

// excretedOfHerd is N × Nex.
func excretedOfHerd(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("head"), in.Factor("Nex"), oneYear())
}

// collected is what of it is neither dropped on pasture nor burned.
func collected(in inventory.Inputs) expr.Node {
	if other := given(in, "grazing_share", "burned_share"); other != nil {
		return expr.Mul(excretedOfHerd(in), rest(other...))
	}
	return excretedOfHerd(in)
}

// emittedInStorage is the N2O-N of manure management by the guide's factor per head.
func emittedInStorage(in inventory.Inputs) expr.Node {
	return expr.Mul(PerHead(in), expr.RatioOf(28, 44, inventory.TonneOf("N").Div(inventory.TonneOf("N2O"))))
}

// spreadOfGuide is what reaches the field by the provincial guide: N × Nex × (1 − graze − fuel) × (1 − leach − vol) − N2O-N.
func spreadOfGuide(in inventory.Inputs) expr.Node {
	return expr.Sub(keptOfGuide(in, collected(in)), emittedInStorage(in))
}

// keptOfGuide is what of nitrogen is not lost before it is spread.
func keptOfGuide(in inventory.Inputs, of expr.Node) expr.Node {
	return expr.Mul(of, rest(in.Factor("Frac_manure_leach"), in.Factor("Frac_manure_vol")))
}
