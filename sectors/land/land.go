// Package land holds the methods of land use, land-use change and forestry (2006 IPCC Guidelines, Volume 4, chapters 2 to 9 and 12:
// 3.B, 3.C.1.a and 3.D; provincial guide, 土地利用变化和林业). Carbon that a pool gains is a removal and negative, carbon that it
// loses an emission and positive.
package land

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

const (
	guide2011 = "省级温室气体清单编制指南（试行）2011 第五章 土地利用变化和林业（正文未见印刷本）"
	ipcc2006  = "IPCC 2006 V4 "
)

// The categories under which the tables have the factors: biomass with forest land, soils with cropland.
const (
	anyLand  = "3.B"
	forest   = "3.B.1"
	cropland = "3.B.2"
	fires    = "3.C.1.a"
	products = "3.D.1"
)

// Methods lists the methods in the order of the categories.
func Methods() []*inventory.Method {
	return slices.Concat(provincialBiomass(), provincialConversion(), gainLoss(), stockDifference(), conversion(), deadOrganicMatter(),
		mineralSoils(), organicSoils(), forestFires(), conversionFires(), harvestedWood())
}

// activity is a figure of the activity table.
func activity(name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Title: inventory.Text{ZH: zh, EN: en}}
}

// factor is a figure of the factor tables, where they have it under the category; the rows of carbon name the gas CO2.
func factor(category, name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Factor: true, Gas: "CO2", FiledAt: category, Title: inventory.Text{ZH: zh, EN: en}}
}

// carbonFraction is that of whole trees, whatever the words of the activity: an IPCC equation takes it from the IPCC's table, also
// where the guide's own list has another first.
var carbonFraction = inventory.Input{Name: "CF", Symbol: "CF", Unit: "t C/t dm", Factor: true, Gas: "CO2", FiledAt: forest, Words: "全株", Sets: []string{"IPCC-2006"},
	Title: inventory.Text{ZH: "生物量含碳率", EN: "carbon fraction of dry matter"}}

// rootRatio is that of below-ground to above-ground biomass; 0 is stated where roots are assumed not to change (Tier 1).
var rootRatio = factor(forest, "R", "R", "1", "根冠比", "root-to-shoot ratio")

// withRoots is 1 + R.
func withRoots(in inventory.Inputs) expr.Node { return expr.Add(expr.Int(1), in.Factor("R")) }

// oneYear brings what happens in a year to what a year gives.
func oneYear() expr.Node { return expr.RatioOf(1, 1, quantity.MustUnit("yr")) }

// nothing is zero of the unit.
func nothing(unit string) expr.Node { return expr.Const(decimal.Decimal{}, quantity.MustUnit(unit)) }

// emitted is the CO2 of carbon that a pool loses.
func emitted(carbon expr.Node) expr.Node {
	return expr.Mul(carbon, expr.RatioOf(44, 12, quantity.MustUnit("t CO2/t C")))
}

// removed is the CO2 of carbon that a pool gains, which is negative.
func removed(carbon expr.Node) expr.Node { return emitted(expr.Mul(expr.Int(-1), carbon)) }

// co2 is a method for CO2.
func co2(id, category, tier, source string, title inventory.Text, formula func(inventory.Inputs) expr.Node, inputs ...inventory.Input) *inventory.Method {
	return &inventory.Method{ID: category + "/" + id + "/CO2", Category: category, Gas: "CO2", Tier: tier, Source: source, Title: title, Inputs: inputs, Formula: formula}
}
