package agriculture

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// The flows of a nitrogen balance, by the names of its states. N_other is what the table of 2006 takes off beside the losses that
// have factors of their own.
const (
	FlowExcreted       = "N_excreted"
	FlowCodigested     = "N_cdg"
	flowBedding        = "N_bedding"
	FlowApplied        = "N_input"
	flowGrazed         = "N_pasture"
	flowBurned         = "N_fuel"
	FlowStoredN2O      = "N2O-N_storage"
	flowStoredN2       = "N2-N_storage"
	FlowStoredGas      = "N_gas_storage"
	FlowStoredLeached  = "N_leach_storage"
	FlowStoredOther    = "N_other_storage"
	flowNotSpread      = "N_not_spread"
	FlowFieldN2O       = "N2O-N_field"
	flowFieldGas       = "N_gas_field"
	flowFieldLeached   = "N_leach_field"
	FlowRemaining      = "N_remaining"
	flowSpread         = "N_spread"
	unitOfFlows        = "t N"
	nitrogenYield      = "nitrogen"
	nitrogenBalanceFor = "氮平衡"
)

// Direction is how a flow stands in its balance.
type Direction uint8

// The directions: what comes in, what goes out, what passes from storage to field, and what remains.
const (
	In Direction = iota
	Out
	Through
	Remains
)

// Flow is a flow of nitrogen by the name of its state in a balance.
type Flow struct {
	Name  string
	Is    Direction
	Title inventory.Text
}

// Flows are the flows of nitrogen in their order: what comes in, what storage loses, what reaches the field and what it loses.
var Flows = []Flow{
	{FlowExcreted, In, inventory.Text{ZH: "畜禽排泄", EN: "excreted by livestock"}},
	{FlowCodigested, In, inventory.Text{ZH: "共消化物料", EN: "co-digestates"}},
	{flowBedding, In, inventory.Text{ZH: "垫料", EN: "bedding"}},
	{FlowApplied, In, inventory.Text{ZH: "施入（化肥、有机肥、残余物等）", EN: "applied (fertiliser, organic matter, residues)"}},
	{flowGrazed, Out, inventory.Text{ZH: "放牧排泄（不计入田间）", EN: "dropped on pasture, not counted with fields"}},
	{flowBurned, Out, inventory.Text{ZH: "作燃料烧掉", EN: "burned as fuel"}},
	{FlowStoredN2O, Out, inventory.Text{ZH: "贮存损失：N2O-N", EN: "lost in storage: N2O-N"}},
	{flowStoredN2, Out, inventory.Text{ZH: "贮存损失：N2", EN: "lost in storage: N2"}},
	{FlowStoredGas, Out, inventory.Text{ZH: "贮存损失：挥发", EN: "lost in storage: volatilised"}},
	{FlowStoredLeached, Out, inventory.Text{ZH: "贮存损失：淋溶径流", EN: "lost in storage: leached"}},
	{FlowStoredOther, Out, inventory.Text{ZH: "贮存损失：其余", EN: "lost in storage: otherwise"}},
	{flowNotSpread, Out, inventory.Text{ZH: "用作饲料、燃料、建筑", EN: "used as feed, fuel, in construction"}},
	{flowSpread, Through, inventory.Text{ZH: "到达田间", EN: "reaches the field"}},
	{FlowFieldN2O, Out, inventory.Text{ZH: "田间损失：N2O-N", EN: "lost from fields: N2O-N"}},
	{flowFieldGas, Out, inventory.Text{ZH: "田间损失：挥发", EN: "lost from fields: volatilised"}},
	{flowFieldLeached, Out, inventory.Text{ZH: "田间损失：淋溶径流", EN: "lost from fields: leached"}},
	{FlowRemaining, Remains, inventory.Text{ZH: "作物吸收和留存土壤", EN: "taken up by plants and left in soils"}},
}

// flow is a nitrogen flow of a balance, in t of N.
func flow(name string, n expr.Node) expr.Node {
	return expr.State(name, expr.In(n, inventory.TonneOf("N")))
}

// field is what is left of the nitrogen that reaches a field when its losses there are taken off; a nil fraction takes nothing.
func field(reached expr.Node, direct, gas, leached func(of expr.Node) expr.Node) expr.Node {
	left := flow(flowSpread, reached)
	for _, out := range []struct {
		name string
		part func(expr.Node) expr.Node
	}{{FlowFieldN2O, direct}, {flowFieldGas, gas}, {flowFieldLeached, leached}} {
		if out.part != nil {
			left = expr.Sub(left, flow(out.name, out.part(reached)))
		}
	}
	return flow(FlowRemaining, left)
}

// by is the part of nitrogen that a factor of its own, as N2O-N, or a fraction takes.
func by(in inventory.Inputs, name string) func(expr.Node) expr.Node {
	return func(of expr.Node) expr.Node {
		switch name {
		case "EF_direct", "EF1", "EF1FR", "EF3PRP_CPP", "EF3PRP_SO":
			return expr.Mul(of, in.Factor(name), asNitrogen("N2O-N"))
		}
		return expr.Mul(of, in.Factor(name))
	}
}

// balanced is a balance of nitrogen: what its method yields is what remains.
func balanced(name, source string, inputs []inventory.Input, remaining func(inventory.Inputs) expr.Node) *inventory.Method {
	return &inventory.Method{
		ID: "3.C.4/balance." + name + "/" + nitrogenYield, Category: "3.C.4", Yields: nitrogenYield, YieldsIn: unitOfFlows, Tier: "1",
		Title:  inventory.Text{ZH: nitrogenBalanceFor, EN: "Nitrogen balance"},
		Source: source, Inputs: inputs, Formula: remaining,
	}
}

// atField are the factors by which what is in the field is lost.
type atField struct {
	direct, gas, leach inventory.Input // a zero one for none
}

func (a atField) inputs() []inventory.Input {
	var out []inventory.Input
	for _, in := range []inventory.Input{a.direct, a.gas, a.leach} {
		if in.Name != "" {
			out = append(out, in)
		}
	}
	return out
}

func (a atField) left(in inventory.Inputs, reached expr.Node) expr.Node {
	part := func(of inventory.Input) func(expr.Node) expr.Node {
		if of.Name == "" {
			return nil
		}
		return by(in, of.Name)
	}
	return field(reached, part(a.direct), part(a.gas), part(a.leach))
}

// The losses in the field by guide and by what is there.
var (
	atCN             = atField{efOfZone, inventory.FiledAt("3.C.5", gasOfInput), inventory.FiledAt("3.C.5", leachInput)}
	atSynthetic      = atField{worded(syntheticN, ef1Other), inventory.FiledAt("3.C.5", gasSynthetic), leachSoil}
	atOrganic        = atField{ef1Other, gasOrganic, leachSoil}
	atResidues       = atField{ef1Other, inventory.Input{}, leachSoil}
	atFlooded        = atField{ef1Flooded, inventory.FiledAt("3.C.5", gasSynthetic), leachSoil}
	atFloodedOrganic = atField{ef1Flooded, gasOrganic, leachSoil}
	atFloodedRest    = atField{ef1Flooded, inventory.Input{}, leachSoil}
)

// burnedDung ends the name of a balance of manure that is burned for fuel: its row is of the urine, the half that stays in the field.
const burnedDung = ".burned"

// nitrogenBalances are the balances of what reaches fields: all that comes in goes out or remains.
func nitrogenBalances() []*inventory.Method {
	out := []*inventory.Method{balanced("cn.manure", guide2011, herdOfGuide(atCN.inputs()...), func(in inventory.Inputs) expr.Node {
		left := flow(FlowExcreted, excretedOfHerd(in))
		for _, share := range []struct{ activity, flow string }{{"grazing_share", flowGrazed}, {"burned_share", flowBurned}} {
			if in.Has(share.activity) {
				left = expr.Sub(left, flow(share.flow, expr.Mul(excretedOfHerd(in), in.Activity(share.activity))))
			}
		}
		left = expr.Sub(left, flow(FlowStoredLeached, expr.Mul(collected(in), in.Factor("Frac_manure_leach"))))
		left = expr.Sub(left, flow(FlowStoredGas, expr.Mul(collected(in), in.Factor("Frac_manure_vol"))))
		return atCN.left(in, expr.Sub(left, flow(FlowStoredN2O, expr.Mul(emittedInStorage(in), asNitrogen("N")))))
	})}
	out = append(out,
		balanced("cn.people", guide2011, append([]inventory.Input{nitrogen, leachBefore, gasBefore}, atCN.inputs()...), func(in inventory.Inputs) expr.Node {
			left := flow(FlowApplied, applied(in))
			left = expr.Sub(left, flow(FlowStoredLeached, expr.Mul(applied(in), in.Factor("Frac_manure_leach"))))
			return atCN.left(in, expr.Sub(left, flow(FlowStoredGas, expr.Mul(applied(in), in.Factor("Frac_manure_vol")))))
		}),
		ofApplied("cn", guide2011, atCN), ofApplied("synthetic", eq119, atSynthetic), ofApplied("organic", eq119, atOrganic), ofApplied("flooded", eq119, atFlooded),
		ofApplied("flooded.organic", eq119, atFloodedOrganic),
		balanced("som", eq1110, append([]inventory.Input{carbonLost, ratioCN}, atResidues.inputs()...), func(in inventory.Inputs) expr.Node {
			return atResidues.left(in, flow(FlowApplied, mineralised(in)))
		}),
		balanced("cn.residues", guide2011, byGuide.ofResidues(atCN.inputs()...), func(in inventory.Inputs) expr.Node {
			return atCN.left(in, flow(FlowApplied, byGuide.nitrogen(in)))
		}))
	for _, way := range byEdition {
		out = append(out, balanced("residues.flooded."+way.name, way.source, way.ofResidues(atFloodedRest.inputs()...), func(in inventory.Inputs) expr.Node {
			return atFloodedRest.left(in, flow(FlowApplied, way.nitrogen(in)))
		}))
		out = append(out, balanced("residues."+way.name, way.source, way.ofResidues(atResidues.inputs()...), func(in inventory.Inputs) expr.Node {
			return atResidues.left(in, flow(FlowApplied, way.nitrogen(in)))
		}))
	}
	for _, p := range pastures {
		at := atField{inventory.FiledAt("3.C.4", factor("N2O", p.factor, p.symbol, "kg N2O-N/kg N", p.zh, p.en)), gasOrganic, leachSoil}
		out = append(out, balanced("pasture."+p.name, eq119, append([]inventory.Input{head, share, excretedPerHead}, at.inputs()...), func(in inventory.Inputs) expr.Node {
			return at.left(in, flow(FlowExcreted, excreted(in)))
		}), balanced("pasture."+p.name+burnedDung, ipcc2006+"p10.58; "+eq119, append([]inventory.Input{head, share, excretedPerHead}, at.inputs()...), func(in inventory.Inputs) expr.Node {
			urine := excreted(in)
			return at.left(in, expr.Sub(flow(FlowExcreted, expr.Mul(expr.Int(2), urine)), flow(flowBurned, urine)))
		}))
	}
	return append(out, managedBalances()...)
}

func ofApplied(name, source string, at atField) *inventory.Method {
	return balanced(name, source, append([]inventory.Input{nitrogen}, at.inputs()...), func(in inventory.Inputs) expr.Node {
		return at.left(in, flow(FlowApplied, applied(in)))
	})
}

// managedBalances are those of the manure in one system, by the edition that counts its losses.
func managedBalances() []*inventory.Method {
	var out []*inventory.Method
	for _, e := range editions {
		inputs := e.managed(atOrganic.inputs()...)
		if e.name == "2006" {
			inputs = slices.DeleteFunc(inputs, func(in inventory.Input) bool { return in.Name == gasLoss.Name || in.Name == ef3.Name })
			inputs = append(inputs, gasLoss, ef3)
		}
		out = append(out, balanced("manure."+e.name, e.source, inputs, func(in inventory.Inputs) expr.Node {
			return atOrganic.left(in, e.left(in))
		}))
	}
	return out
}

// left is what reaches the field, flow by flow: what the system holds less each of its losses, less what is not spread, and the
// bedding.
func (e *edition) left(in inventory.Inputs) expr.Node {
	left := flow(FlowExcreted, excreted(in))
	if in.Has("codigestate_nitrogen") {
		left = expr.Add(left, flow(FlowCodigested, in.Activity("codigestate_nitrogen")))
	}
	take := func(name string, n expr.Node) { left = expr.Sub(left, flow(name, n)) }
	take(FlowStoredN2O, expr.Mul(stored(in), lostAsN2O(in)))
	take(FlowStoredGas, expr.Mul(stored(in), in.Factor("FracGasMS")))
	if e.name == "2006" {
		other := expr.Sub(expr.Sub(in.Factor("FracLossMS"), in.Factor("FracGasMS")), lostAsN2O(in))
		if in.Has("FracLeachMS") {
			take(FlowStoredLeached, expr.Mul(stored(in), in.Activity("FracLeachMS")))
			other = expr.Sub(other, in.Activity("FracLeachMS"))
		}
		take(FlowStoredOther, expr.Mul(stored(in), other))
	} else {
		take(FlowStoredLeached, expr.Mul(stored(in), in.Factor("FracLeachMS")))
		take(flowStoredN2, expr.Mul(stored(in), lostAsN2(in)))
	}
	if in.Has("bedding_nitrogen") {
		left = expr.Add(left, flow(flowBedding, littered(in)))
	}
	if other := given(in, "feed_share", "fuel_share", "construction_share"); other != nil {
		taken := other[0]
		for _, share := range other[1:] {
			taken = expr.Add(taken, share)
		}
		take(flowNotSpread, expr.Mul(e.available(in), taken))
	}
	return left
}
