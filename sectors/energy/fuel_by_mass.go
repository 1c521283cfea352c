package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// fuelByMass serves fuels known only as a mixture, for which the district states an emission factor per mass.
func fuelByMass() []*inventory.Method {
	var out []*inventory.Method
	for _, gas := range []string{"CO2", "CH4", "N2O"} {
		ef := inventory.Input{Name: "ef_per_mass", Symbol: "EF_" + gas, Unit: "t " + gas + "/t", Factor: true, Gas: gas, Own: true,
			Title: inventory.Text{ZH: "单位质量" + gas + "排放因子", EN: gas + " emission factor per mass of fuel"}}
		out = append(out, &inventory.Method{
			ID: "1.A/comb.mass/" + gas, Category: "1.A", Gas: gas, Tier: "2",
			Title:   inventory.Text{ZH: "燃料燃烧（单位质量排放因子）" + gas, EN: "Fuel combustion, factor per mass, " + gas},
			Source:  "IPCC 2006 V2 Eq 2.1 p2.11, with the factor stated per mass of fuel",
			Inputs:  []inventory.Input{fuelMass, ef},
			Formula: FuelByMass,
		})
	}
	return out
}

// FuelByMass is the emission of fuel burned by its mass: Q · EF.
func FuelByMass(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("fuel"), in.Factor("ef_per_mass"))
}
