package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// made is the activity of processes that are reckoned by what they make.
var made = inventory.Input{Name: "product", Symbol: "P", Unit: "t", Title: inventory.Text{ZH: "产品产量", EN: "mass of the product made"}}

// byProduct is the method of a gas that the product has an emission factor of. Further inputs are those of which the
// equation of another gas of the same product makes use.
func byProduct(id, gas, tier, source, zh, en string, further ...inventory.Input) *inventory.Method {
	return &inventory.Method{
		ID: id + "/" + gas, Category: categoryOf(id), Gas: gas, Tier: tier, Source: source,
		Title:   inventory.Text{ZH: zh + " " + gas, EN: en + " " + gas},
		Inputs:  append([]inventory.Input{made, emissionFactor(gas, made)}, further...),
		Formula: ProductGas,
	}
}

// categoryOf is the category of a method's id or of its beginning.
func categoryOf(id string) string {
	for i := range id {
		if id[i] == '/' {
			return id[:i]
		}
	}
	return id
}

// emissionFactor is the mass of the gas per unit of an activity.
func emissionFactor(gas string, per inventory.Input) inventory.Input {
	return inventory.Input{Name: "emission_factor", Symbol: "EF_" + gas, Unit: "t " + gas, Per: per.Name, Factor: true, Gas: gas,
		Title: inventory.Text{ZH: gas + " 排放因子", EN: gas + " emission factor"}}
}

// aside is an activity of which the equation makes no use and that of another gas of the same product does.
func aside(in inventory.Input) inventory.Input {
	in.Optional, in.ForChecks = true, true
	return in
}

// ProductGas is what the making of a product emits: P·EF.
func ProductGas(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("product"), in.Factor("emission_factor"))
}
