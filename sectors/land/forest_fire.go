package land

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// forestFires are the CH4 and N2O of forest that burns. Its CO2 is in the change of the stock: the losses by disturbance, or the
// difference of two inventories.
func forestFires() []*inventory.Method {
	const source = ipcc2006 + "Eq 2.27 p2.42, Tables 2.4–2.6 p2.45–2.48"
	burnt := activity("area_burnt", "A", "ha", "焚烧面积", "area burnt")
	ofFuel := func(name, symbol, unit, zh, en string) inventory.Input {
		in := factor(fires, name, symbol, unit, zh, en)
		in.Gas = ""
		return in
	}
	var out []*inventory.Method
	for _, gas := range []string{"CH4", "N2O"} {
		emission := factor(fires, "Gef", "G_ef", "g "+gas+"/kg dm", "单位干物质燃烧排放因子", "emission factor by dry matter burnt")
		emission.Gas = gas
		method := func(id, tier string, title inventory.Text, formula func(inventory.Inputs) expr.Node, inputs ...inventory.Input) {
			out = append(out, &inventory.Method{ID: fires + "/" + id + "/" + gas, Category: fires, Gas: gas, Tier: tier, Source: source, Title: title,
				Inputs: append(append([]inventory.Input{burnt}, inputs...), emission), Formula: formula})
		}
		method("fire", "1", inventory.Text{ZH: "森林火灾（缺省燃烧量）", EN: "Forest fires, default fuel consumption"},
			func(in inventory.Inputs) expr.Node {
				return expr.Mul(in.Activity("area_burnt"), in.Factor("MB_Cf"), in.Factor("Gef"))
			}, ofFuel("MB_Cf", "M_B·C_f", "t dm/ha", "单位面积燃烧量（含燃烧系数）", "fuel consumed by the area, combustion factor included"))
		method("fire.fuel", "2", inventory.Text{ZH: "森林火灾（可燃物量）", EN: "Forest fires by fuel load"},
			func(in inventory.Inputs) expr.Node {
				return expr.Mul(in.Activity("area_burnt"), in.Activity("fuel_load"), in.Factor("Cf"), in.Factor("Gef"))
			}, activity("fuel_load", "M_B", "t dm/ha", "单位面积可燃物量", "fuel by area"), ofFuel("Cf", "C_f", "1", "燃烧系数", "combustion factor"))
	}
	return out
}
