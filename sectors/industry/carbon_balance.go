package industry

import (
	"errors"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// The inputs of a works whose carbon is balanced: what each of its materials brings in or takes out, and how much of the
// material is carbon.
var (
	carbonIn = inventory.Input{Name: "carbon_in", Symbol: "I_i", Unit: "t;10^4 m3;TJ", Each: true,
		Title: inventory.Text{ZH: "带入碳的物料", EN: "material that brings carbon in"}}
	carbonOut = inventory.Input{Name: "carbon_out", Symbol: "O_i", Unit: "t;10^4 m3;TJ", Each: true, Optional: true, Deducts: true,
		Title: inventory.Text{ZH: "带出碳的产品和物料", EN: "product or material that takes carbon out"}}
	carbonContent = inventory.Input{Name: "carbon_content", Symbol: "c_i", Unit: "t C", Per: "carbon_in;carbon_out", Factor: true, Gas: "C", For: "carbon_in;carbon_out",
		Title: inventory.Text{ZH: "含碳量", EN: "carbon content"}}
)

// factorOfEach is the CO2 emission factor of each material that gives one of the activities.
func factorOfEach(activities string) inventory.Input {
	factor := perOutput("CO2")
	factor.For, factor.Symbol = activities, "EF_i"
	return factor
}

// carbonOf is the carbon of the materials that give the activity.
func carbonOf(in inventory.Inputs, name string) expr.Node {
	return in.Sum(name, func(m inventory.Inputs) expr.Node { return expr.Mul(m.Activity(name), m.Factor("carbon_content")) })
}

// carbonLeft is the carbon that comes in and goes out in no other material: ΣI·c − ΣO·c.
func carbonLeft(in inventory.Inputs) expr.Node {
	if !in.Has("carbon_out") {
		return carbonOf(in, "carbon_in")
	}
	return expr.Sub(carbonOf(in, "carbon_in"), carbonOf(in, "carbon_out"))
}

// balanced is emitted with the CO2 of the carbon that comes in and does not go out: emitted + (comes + ΣI·c − ΣO·c)·44/12.
// What is nil has no term.
func balanced(in inventory.Inputs, emitted, comes []expr.Node) expr.Node {
	if in.Has("carbon_in") {
		comes = append(comes, carbonOf(in, "carbon_in"))
	}
	goes := in.Has("carbon_out")
	if len(comes) > 0 {
		carbon := expr.Add(comes...)
		if goes {
			carbon = expr.Sub(carbon, carbonOf(in, "carbon_out"))
		}
		return expr.Add(append(emitted, expr.Mul(carbon, inventory.CarbonToCO2()))...)
	}
	if len(emitted) == 0 {
		return expr.Fail(errors.New("no material brings carbon in"))
	}
	if goes {
		return expr.Sub(expr.Add(emitted...), expr.Mul(carbonOf(in, "carbon_out"), inventory.CarbonToCO2()))
	}
	return expr.Add(emitted...)
}

// emittedBy is the sum over the materials that give the activity, each by its emission factor.
func emittedBy(in inventory.Inputs, name string) expr.Node {
	return in.Sum(name, func(m inventory.Inputs) expr.Node { return expr.Mul(m.Activity(name), m.Factor("emission_factor")) })
}

// CarbonBalanceCO2 is the CO2 of the carbon that goes into a works and leaves it in no product: (ΣI·c − ΣO·c)·44/12.
func CarbonBalanceCO2(in inventory.Inputs) expr.Node { return balanced(in, nil, nil) }
