package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// vehicles serves road transport by vehicle type and control technology. No table of a guide states their factors, and
// the fuel sold gives CH4 and N2O already: no rule chooses them beside it. They are run by themselves and held against
// the figures of the fuel.
func vehicles() []*inventory.Method {
	var out []*inventory.Method
	for _, gas := range []string{"CH4", "N2O"} {
		byHeat := heatFactor("ef", gas)
		byHeat.Own = true
		byDistance := inventory.Input{Name: "ef_distance", Symbol: "EF_km", Unit: "g " + gas + "/km", Factor: true, Gas: gas, Own: true,
			Title: inventory.Text{ZH: "单位里程" + gas + "排放因子（热机）", EN: gas + " emission factor per distance, hot engine"}}
		starts := activity("cold_starts", "N_cold", "1", "冷起动次数", "number of cold starts")
		starts.Optional = true
		perStart := inventory.Input{Name: "ef_cold_start", Symbol: "EF_cold", Unit: "g " + gas, Factor: true, Gas: gas, Own: true, For: starts.Name,
			Title: inventory.Text{ZH: "每次冷起动" + gas + "排放量", EN: gas + " per cold start"}}
		out = append(out, &inventory.Method{
			ID: "1.A.3.b/nonco2.t2/" + gas, Category: "1.A.3.b", Gas: gas, Tier: "2", Source: "IPCC 2006 V2 Eq 3.2.4 p3.13",
			Title:   inventory.Text{ZH: "公路运输（按车型与控制技术）" + gas, EN: "Road transport by vehicle type and control, " + gas},
			Inputs:  []inventory.Input{fuel, ncv, byHeat},
			Formula: heatTimes("ef"),
		}, &inventory.Method{
			ID: "1.A.3.b/nonco2.t3/" + gas, Category: "1.A.3.b", Gas: gas, Tier: "3", Source: "IPCC 2006 V2 Eq 3.2.5 p3.15, cold starts as in its footnote 4",
			Title:   inventory.Text{ZH: "公路运输（按行驶里程）" + gas, EN: "Road transport by distance, " + gas},
			Inputs:  []inventory.Input{activity("distance", "VKT", "km", "行驶里程", "distance travelled"), byDistance, starts, perStart},
			Formula: RoadByDistance,
		})
	}
	return append(out, &inventory.Method{
		ID: "1.A.3.b/vkt/fuel", Category: "1.A.3.b", Yields: "fuel", YieldsIn: "L", Tier: "1", Source: "IPCC 2006 V2 Eq 3.2.6 p3.26",
		Title: inventory.Text{ZH: "按车辆保有量推算的燃料（校核，不相加）", EN: "Fuel from the vehicle stock (a check, never added)"},
		Inputs: []inventory.Input{activity("vehicles", "N", "piece", "车辆数", "number of vehicles"),
			activity("distance_per_vehicle", "D", "km/piece", "单车年行驶里程", "distance a vehicle travels in the year"),
			activity("consumption", "C", "L/km", "单位里程油耗", "fuel consumption per distance")},
		Formula: FuelOfVehicles,
	})
}

// RoadByDistance is the emission of the hot engine and, where they are given, of its cold starts: VKT · EF + N · EF.
func RoadByDistance(in inventory.Inputs) expr.Node {
	hot := expr.Mul(in.Activity("distance"), in.Factor("ef_distance"))
	if !in.Has("cold_starts") {
		return hot
	}
	return expr.Add(hot, expr.Mul(in.Activity("cold_starts"), in.Factor("ef_cold_start")))
}

// FuelOfVehicles is the fuel that a stock of vehicles burns: N · D · C.
func FuelOfVehicles(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("vehicles"), in.Activity("distance_per_vehicle"), in.Activity("consumption"))
}
