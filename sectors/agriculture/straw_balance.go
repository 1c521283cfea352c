package agriculture

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// The straw of a crop is produced once and goes each of its ways; what nobody has said remains.
const (
	StrawProduced = "straw"
	StrawRest     = "rest"
	strawYield    = "straw"
)

// StrawFlows are the flows of straw in their order: what is produced, its fates and what nobody has said.
func StrawFlows() []Flow {
	out := []Flow{{StrawProduced, In, inventory.Text{ZH: "产生", EN: "produced"}}}
	ways := []inventory.Text{{ZH: "还田", EN: "returned to the field"}, {ZH: "露天焚烧", EN: "burnt in the field"}, {ZH: "能源化利用", EN: "used as fuel"},
		{ZH: "饲料化利用", EN: "fed to animals"}, {ZH: "外运、原料化、基料化", EN: "sold or used otherwise"}}
	for i, fate := range fates {
		out = append(out, Flow{fate.Name, Out, ways[i]})
	}
	return append(out, Flow{StrawRest, Remains, inventory.Text{ZH: "没有说明去向", EN: "nobody has said where it goes"}})
}

// strawBalances are the balances of straw, by the way that a guide counts it.
func strawBalances() []*inventory.Method {
	var out []*inventory.Method
	for _, way := range append([]stubbles{byGuide}, byEdition...) {
		out = append(out, &inventory.Method{
			ID: "3.C/straw." + way.name + "/" + strawYield, Category: "3.C", Yields: strawYield, YieldsIn: "t dm", Tier: "1",
			Title:  inventory.Text{ZH: "秸秆平衡", EN: "Straw balance"},
			Source: way.source,
			Inputs: way.ofStraw(),
			Formula: func(in inventory.Inputs) expr.Node {
				dm := func(name string, n expr.Node) expr.Node { return expr.State(name, expr.In(n, inventory.TonneOf("dm"))) }
				left := dm(StrawProduced, way.above(in))
				for _, fate := range fates {
					if in.Has(fate.Name) {
						left = expr.Sub(left, dm(fate.Name, expr.Mul(way.above(in), in.Activity(fate.Name))))
					}
				}
				return dm(StrawRest, left)
			},
		})
	}
	return out
}

// ofStraw are the inputs of the straw of a crop with all its fates.
func (s *stubbles) ofStraw() []inventory.Input {
	out := []inventory.Input{output}
	for _, in := range s.inputs {
		if slices.Contains([]string{"dry_ratio", "economic_coefficient", "DRY", "AGDM_slope", "AGDM_intercept", "R_AG"}, in.Name) {
			out = append(out, in)
		}
	}
	if s.name == "2006" {
		out = append(out, sown)
	} else {
		out = append(out, inventory.Aside(sown))
	}
	for _, fate := range fates {
		out = append(out, inventory.Optional(fate))
	}
	return append(out, inventory.Aside(renewal))
}
