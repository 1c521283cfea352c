package agriculture

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// head is the annual average population, or what the guide counts instead.
var head = activity("head", "N", "head", "饲养量（年均存栏）", "animals kept, annual average population")

// population is the annual average population of animals that live less than a year.
func population() []*inventory.Method {
	return []*inventory.Method{{
		ID: "3.A/population.aap/head", Category: "3.A", Yields: "head", YieldsIn: "head", Tier: "1",
		Title:  inventory.Text{ZH: "年均饲养量（由出栏量和饲养天数）", EN: "Annual average population, of animals raised and days alive"},
		Source: ipcc2006 + "Eq 10.1 p10.8; 2019 Refinement p10.13",
		Inputs: []inventory.Input{
			activity("slaughtered", "NAPA", "head", "出栏量", "animals produced in the year"),
			activity("days_alive", "Days_alive", "day", "饲养天数", "days alive"),
		},
		Formula: AveragePopulation,
	}}
}

// AveragePopulation is Days_alive × NAPA ÷ 365, rounded once.
func AveragePopulation(in inventory.Inputs) expr.Node {
	return expr.Round34(expr.Quo(expr.Mul(in.Activity("days_alive"), in.Activity("slaughtered")), number("365", "day")))
}
