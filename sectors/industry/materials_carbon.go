package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// The inputs of a chemical works whose carbon is balanced by the mass of its materials.
var (
	materialIn = inventory.Input{Name: "carbon_in", Symbol: "I_i", Unit: "t", Each: true,
		Title: inventory.Text{ZH: "带入碳的物料", EN: "material that brings carbon in"}}
	materialOut = inventory.Input{Name: "carbon_out", Symbol: "O_i", Unit: "t", Each: true, Optional: true, Deducts: true,
		Title: inventory.Text{ZH: "带出碳的产品和物料", EN: "product or material that takes carbon out"}}
	materialCarbon = inventory.Input{Name: "carbon_content", Symbol: "c_i", Unit: "t C/t", Factor: true, Gas: "C", For: "carbon_in;carbon_out",
		Title: inventory.Text{ZH: "含碳量", EN: "carbon content"}}
)

// carbonOf is the carbon of the materials that give the activity: ΣM·c.
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
