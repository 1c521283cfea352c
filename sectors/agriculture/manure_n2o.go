package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// excretedPerHead is what one animal excretes of nitrogen: of the tables, or of its mass.
var excretedPerHead = elseBy("3.A.2/nex/nitrogen", inventory.FiledAt("3.A.2", factor("N2O", "Nex", "Nex", "kg N/head/yr", "动物年氮排泄量", "annual N excretion per head")))

// ef3 is the factor of direct emission of the system.
var ef3 = inventory.FiledAt("3.A.2", factor("N2O", "EF3", "EF_3", "kg N2O-N/kg N", "粪便管理直接排放因子", "direct N2O factor of the system"))

// codigested is nitrogen that is digested with the manure.
var codigested = inventory.Optional(activity("codigestate_nitrogen", "N_cdg", "kg N", "与粪便共消化物料的氮", "N of co-digestates"))

// excretion is the nitrogen that an animal excretes, of its mass.
func excretion() []*inventory.Method {
	return []*inventory.Method{{
		ID: "3.A.2/nex/nitrogen", Category: "3.A.2", Yields: "nitrogen", YieldsIn: "kg N/head/yr", Tier: "1",
		Title:   inventory.Text{ZH: "动物年氮排泄量（由体重）", EN: "Annual N excretion of the animal mass"},
		Source:  ipcc2006 + "Eq 10.30 p10.57, Table 10.19; 2019 Refinement p10.80",
		Inputs:  []inventory.Input{inventory.FiledAt("3.A.2", factor("N2O", "Nrate", "N_rate", "kg N/1000 kg animal mass/day", "单位体重日氮排泄量", "N excretion by animal mass a day")), mass},
		Formula: Excretion,
	}}
}

// Excretion is N_rate × TAM × 365.
func Excretion(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Factor("Nrate"), perHead(in), yearOfDays())
}

// manureN2O is the direct N2O of manure management: by a factor per head, or system by system of the nitrogen in it.
func manureN2O() []*inventory.Method {
	return []*inventory.Method{
		{
			ID: "3.A.2/cn/N2O", Category: "3.A.2", Gas: "N2O", Tier: "1", Title: inventory.Text{ZH: "动物粪便管理", EN: "Manure management"}, Source: guide2011,
			Inputs:  []inventory.Input{head, perHeadN2O},
			Formula: PerHead,
		},
		{
			ID: "3.A.2/ipcc/N2O", Category: "3.A.2", Gas: "N2O", Tier: "1",
			Title:   inventory.Text{ZH: "动物粪便管理（按管理系统的氮）", EN: "Manure management, of the nitrogen in the system"},
			Source:  ipcc2006 + "Eq 10.25 p10.54, Table 10.21 p10.62–10.64; 2019 Refinement p10.75 (with co-digestates)",
			Inputs:  append([]inventory.Input{head, share, excretedPerHead, codigested, ef3}, aboutFeed("codigestate_nitrogen")...),
			Formula: ManureN2O,
		},
	}
}

var perHeadN2O = inventory.FiledAt("3.A.2", factor("N2O", "EF", "EF", "kg N2O/head/yr", "粪便管理氧化亚氮排放因子", "N2O factor of manure management"))

// excreted is the nitrogen that the herd excretes into one system in the year: N × MS × Nex.
func excreted(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("head"), in.Activity("AWMS"), in.Factor("Nex"), oneYear())
}

// stored is what a system holds: what is excreted into it and what is digested with it.
func stored(in inventory.Inputs) expr.Node {
	if in.Has("codigestate_nitrogen") {
		return expr.Add(excreted(in), in.Activity("codigestate_nitrogen"))
	}
	return excreted(in)
}

// ManureN2O is (N × MS × Nex + N_cdg) × EF3 × 44/28.
func ManureN2O(in inventory.Inputs) expr.Node {
	return expr.Mul(stored(in), in.Factor("EF3"), nitrousOxide())
}

// The parts of the nitrogen in a system that are lost before it is spread. The factor of all losses of 2006 comes from one set
// with that of its volatile part.
var (
	gasLoss  = inventory.FiledAt("3.C.6", factor("N2O", "FracGasMS", "Frac_GasMS", "1", "粪便管理氮挥发比例", "volatilised fraction of managed manure N"))
	leachOf  = inventory.FiledAt("3.C.6", factor("N2O", "FracLeachMS", "Frac_LeachMS", "1", "粪便管理氮淋溶比例", "leached fraction of managed manure N"))
	dinitro  = inventory.FiledAt("3.C.6", factor("N2O", "RN2_N2O", "R_N2", "kg N2-N/kg N2O-N", "氮气与氧化亚氮氮之比", "N2-N by N2O-N lost"))
	allLoss  = inventory.FiledAt("3.C.6", factor("N2O", "FracLossMS", "Frac_LossMS", "1", "粪便管理氮损失比例", "lost fraction of managed manure N"))
	ofVolume = inventory.FiledAt("3.C.5", factor("N2O", "EF4", "EF_4", "kg N2O-N/kg (NH3-N+NOx-N)", "氮沉降排放因子", "N2O factor of N deposition"))
	ofLeach  = inventory.FiledAt("3.C.5", factor("N2O", "EF5", "EF_5", "kg N2O-N/kg N leached", "氮淋溶径流排放因子", "N2O factor of leaching and runoff"))
)

// The two ways of the nitrogen of manure to indirect N2O, each a part of one gas.
const (
	byDeposition = "deposition"
	byLeaching   = "leaching"
)

// indirectOfManure is the N2O of nitrogen that leaves manure in storage by air and water.
func indirectOfManure() []*inventory.Method {
	volatilised := inventory.Text{ZH: "粪便管理氮挥发沉降的间接排放", EN: "Indirect N2O of N volatilised from manure management"}
	leached := inventory.Text{ZH: "粪便管理氮淋溶径流的间接排放", EN: "Indirect N2O of N leached from manure management"}
	return []*inventory.Method{
		{
			ID: "3.C.6/vol/N2O", Category: "3.C.6", Gas: "N2O", Part: byDeposition, Tier: "1", Title: volatilised,
			Source: ipcc2006 + "Eq 10.26 p10.54, Eq 10.27 p10.56, Table 10.22 p10.65; 2019 Refinement Eq 10.26 p10.76, Eq 10.28 p10.78",
			Inputs: []inventory.Input{head, share, excretedPerHead, codigested, gasLoss, ofVolume, inventory.Aside(leachStated)}, Formula: ManureVolatilisedN2O,
		},
		{
			ID: "3.C.6/leach/N2O", Category: "3.C.6", Gas: "N2O", Part: byLeaching, Tier: "1", Title: leached,
			Source: ipcc2019 + "Eq 10.27 p10.77, Eq 10.29 p10.78, Table 10.22",
			Inputs: []inventory.Input{head, share, excretedPerHead, codigested, leachOf, ofLeach}, Formula: ManureLeachedN2O,
		},
		{
			ID: "3.C.6/leach.t2/N2O", Category: "3.C.6", Gas: "N2O", Part: byLeaching, Tier: "2", Title: leached,
			Source: ipcc2006 + "Eq 10.28 p10.56, Eq 10.29 p10.57 (no default of Frac_LeachMS is printed)",
			Inputs: []inventory.Input{head, share, excretedPerHead, codigested, leachStated, ofLeach}, Formula: ManureLeachedStatedN2O,
		},
	}
}

// leachStated is the leached fraction where the tables have none.
var leachStated = activity("FracLeachMS", "Frac_LeachMS", "1", "粪便管理氮淋溶比例", "leached fraction of managed manure N")

// ManureVolatilisedN2O is (N × MS × Nex + N_cdg) × Frac_GasMS × EF4 × 44/28.
func ManureVolatilisedN2O(in inventory.Inputs) expr.Node {
	return expr.Mul(stored(in), in.Factor("FracGasMS"), in.Factor("EF4"), nitrousOxide())
}

// ManureLeachedN2O is (N × MS × Nex + N_cdg) × Frac_LeachMS × EF5 × 44/28.
func ManureLeachedN2O(in inventory.Inputs) expr.Node {
	return expr.Mul(stored(in), in.Factor("FracLeachMS"), in.Factor("EF5"), nitrousOxide())
}

// ManureLeachedStatedN2O is the same of a fraction that the district states.
func ManureLeachedStatedN2O(in inventory.Inputs) expr.Node {
	return expr.Mul(stored(in), in.Activity("FracLeachMS"), in.Factor("EF5"), nitrousOxide())
}
