package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// burning is the CH4 and N2O of residues burnt in the field; their CO2 is that of the year's growth and is not counted. The fuel
// is that of a table by the area, which holds its combustion factor, or the straw of the harvest.
func burning() []*inventory.Method {
	var out []*inventory.Method
	for _, gas := range []string{"CH4", "N2O"} {
		emission := factor(gas, "Gef", "G_ef", "g "+gas+"/kg dm", "单位干物质燃烧排放因子", "emission factor by dry matter burnt")
		consumed := inventory.FiledAt("3.C.1.b", inventory.Input{Name: "MB_Cf", Symbol: "M_B·C_f", Unit: "t dm/ha", Factor: true, Title: inventory.Text{ZH: "单位面积燃烧量（含燃烧效率）", EN: "fuel consumed by the area, combustion factor included"}})
		out = append(out, &inventory.Method{
			ID: "3.C.1.b/table2.4/" + gas, Category: "3.C.1.b", Gas: gas, Tier: "1", Title: inventory.Text{ZH: "秸秆露天焚烧（按面积）", EN: "Field burning of residues by area"},
			Source: ipcc2006 + "Eq 2.27 p2.42, Table 2.4 p2.46 (M_B × C_f), Table 2.5 p2.47",
			Inputs: []inventory.Input{activity("area_burnt", "A", "ha", "焚烧面积", "area burnt"), consumed, emission},
			Formula: func(in inventory.Inputs) expr.Node {
				return expr.Mul(in.Activity("area_burnt"), in.Factor("MB_Cf"), in.Factor("Gef"))
			},
		})
		for _, way := range append([]stubbles{byGuide}, byEdition...) {
			out = append(out, &inventory.Method{
				ID: "3.C.1.b/yield." + way.name + "/" + gas, Category: "3.C.1.b", Gas: gas, Tier: "2", Title: inventory.Text{ZH: "秸秆露天焚烧（按产量）", EN: "Field burning of residues by output"},
				Source: ipcc2006 + "Eq 2.27 p2.42, Table 2.5 p2.47, Table 2.6 p2.49; straw: " + way.source,
				Inputs: way.ofBurning(emission),
				Formula: func(in inventory.Inputs) expr.Node {
					return expr.Mul(way.above(in), in.Activity("straw_burnt"), in.Factor("Cf"), in.Factor("Gef"))
				},
			})
		}
	}
	return out
}

// ofBurning are the inputs of the straw that is burnt.
func (s *stubbles) ofBurning(emission inventory.Input) []inventory.Input {
	out := []inventory.Input{output}
	switch s.name {
	case "2006":
		out = append(out, sown, burntInField, dry, slope, intercept)
	case "2019":
		out = append(out, inventory.Aside(sown), burntInField, dry, above)
	default:
		out = append(out, inventory.Aside(sown), burntInField, dryRatio, economic)
	}
	return append(append(append(out, combusted, emission), without("straw_burnt")...), inventory.Aside(renewal))
}
