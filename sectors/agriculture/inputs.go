// Package agriculture holds the methods for livestock, managed soils, rice, field burning, liming and urea (IPCC sectors 3.A and
// 3.C).
package agriculture

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

const (
	guide2011 = "省级温室气体清单编制指南（试行）2011 第三章 农业活动（正文未见印刷本）"
	ipcc2006  = "IPCC 2006 V4 "
	ipcc2019  = "IPCC 2019 Refinement V4 "
)

// Methods lists the methods in the order of the categories.
func Methods() []*inventory.Method {
	return slices.Concat(population(), enteric(), excretion(), manureCH4(), manureN2O(), indirectOfManure(), fertiliser(), burning(), liming(), urea(),
		directOfInputs(), directOfManure(), directOfResidues(), indirectOfInputs(), indirectOfManureOnFields(), indirectOfResidues(), rice(),
		nitrogenBalances(), strawBalances())
}

// activity is a figure of the activity table.
func activity(name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Title: inventory.Text{ZH: zh, EN: en}}
}

// factor is a figure of the factor tables, of the gas in whose rows it stands.
func factor(gas, name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Factor: true, Gas: gas, Title: inventory.Text{ZH: zh, EN: en}}
}

// elseBy is a factor that a method yields where no row states it.
func elseBy(method string, in inventory.Input) inventory.Input {
	in.ElseBy = method
	return in
}

// worded is a factor that the tables tell by words of their own, whatever those of the activity.
func worded(words string, in inventory.Input) inventory.Input {
	in.Words = words
	return in
}

// oneYear brings a rate by the year to what a year gives.
func oneYear() expr.Node { return unity("yr") }

// yearOfDays brings a rate by the day to one by the year.
func yearOfDays() expr.Node { return expr.RatioOf(365, 1, quantity.MustUnit("day/yr")) }

// unity is 1 of the unit, which changes what a product is of and not how much.
func unity(unit string) expr.Node { return expr.RatioOf(1, 1, quantity.MustUnit(unit)) }

// nitrousOxide is the mass of N2O by that of its nitrogen.
func nitrousOxide() expr.Node { return expr.RatioOf(44, 28, quantity.MustUnit("kg N2O/kg N2O-N")) }

// asNitrogen tells what nitrogen is, whatever compound it leaves in: N2O-N, N2-N.
func asNitrogen(compound string) expr.Node { return unity("kg N/kg " + compound) }

// rest is the part that is left when shares are taken off: 1 − a − b.
func rest(shares ...expr.Node) expr.Node {
	out := expr.Int(1)
	for _, share := range shares {
		out = expr.Sub(out, share)
	}
	return out
}

// given are those of the named activities that are given.
func given(in inventory.Inputs, names ...string) []expr.Node {
	var out []expr.Node
	for _, name := range names {
		if in.Has(name) {
			out = append(out, in.Activity(name))
		}
	}
	return out
}

// number is a constant that a guideline prints in its equation.
func number(value, unit string) expr.Node {
	return expr.Const(decimal.RequireFromString(value), quantity.MustUnit(unit))
}
