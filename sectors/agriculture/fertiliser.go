package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// fertiliser is the nitrogen of a fertiliser, of its mass and content.
func fertiliser() []*inventory.Method {
	return []*inventory.Method{{
		ID: "3.C/nitrogen.product/nitrogen", Category: "3.C", Yields: nitrogenYield, YieldsIn: unitOfFlows, Tier: "1",
		Title:  inventory.Text{ZH: "肥料折纯氮", EN: "Nitrogen of a fertiliser"},
		Source: ipcc2006 + "§11.2.1.3 p11.12 (nitrogen of fertiliser as its N content)",
		Inputs: []inventory.Input{
			activity("fertiliser_product", "M", "t", "肥料实物量", "mass of the fertiliser as a product"),
			activity("n_content", "n", "kg N/kg;fraction", "含氮量", "N content"),
		},
		Formula: NitrogenOfProduct,
	}}
}

// NitrogenOfProduct is M × n; a percentage is one of mass.
func NitrogenOfProduct(in inventory.Inputs) expr.Node {
	content := in.Activity("n_content")
	if content.Err() == nil && content.Unit().SameDimension(quantity.One) {
		content = expr.Mul(content, unity("kg N/kg"))
	}
	return expr.Mul(in.Activity("fertiliser_product"), content)
}
