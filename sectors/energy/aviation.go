package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// aviationByPhase serves aviation with landings and take-offs apart from cruise. The factors are those of the aircraft,
// the district's own; no rule chooses them beside the fuel that is tanked.
func aviationByPhase() []*inventory.Method {
	var out []*inventory.Method
	for _, gas := range []string{"CO2", "CH4", "N2O"} {
		own := func(name, symbol, unit, of, zh, en string) inventory.Input {
			return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Factor: true, Gas: of, Own: true, Title: inventory.Text{ZH: zh, EN: en}}
		}
		out = append(out, &inventory.Method{
			ID: "1.A.3.a/t2.lto/" + gas, Category: "1.A.3.a", Gas: gas, Tier: "2",
			Title:  inventory.Text{ZH: "国内航空（起降与巡航）" + gas, EN: "Domestic aviation, LTO and cruise, " + gas},
			Source: "IPCC 2006 V2 Eq 3.6.2–3.6.5 p3.59; factors of aircraft types: Table 3.6.9 p3.70–3.71",
			Inputs: []inventory.Input{fuelMass, activity("lto", "LTO", "1", "起降循环次数", "number of landing and take-off cycles"),
				own("ef_lto", "EF_LTO", "kg "+gas, gas, "每次起降"+gas+"排放量", gas+" per landing and take-off"),
				own("fuel_per_lto", "F_LTO", "kg", "", "每次起降油耗", "fuel per landing and take-off"),
				own("ef_cruise", "EF_cruise", "kg "+gas+"/t", gas, "巡航"+gas+"排放因子", gas+" factor of cruise")},
			Formula: AviationByPhase,
		})
	}
	return out
}

// AviationByPhase is the emission of landings and take-offs, and of the rest of the fuel in cruise:
// LTO · EF_LTO + (Q − LTO · F_LTO) · EF_cruise.
func AviationByPhase(in inventory.Inputs) expr.Node {
	landings := expr.Mul(in.Activity("lto"), in.Factor("ef_lto"))
	cruise := expr.Sub(in.Activity("fuel"), expr.Mul(in.Activity("lto"), in.Factor("fuel_per_lto")))
	return expr.Add(landings, expr.Mul(cruise, in.Factor("ef_cruise")))
}
