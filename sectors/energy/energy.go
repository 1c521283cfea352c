// Package energy holds the methods of the energy sector (2006 IPCC Guidelines, Volume 2; provincial guide, 能源活动).
package energy

import (
	"slices"

	"ghg/inventory"
)

// Methods returns the methods of the sector.
func Methods() []*inventory.Method {
	return slices.Concat(
		stationaryCombustion(),
		fuelByMass(),
		mobileCombustion(),
		biomassForEnergy(),
		purchasedEnergy(),
		energyBalance(),
		referenceApproach(),
		nonEnergyUse(),
		vehicles(),
		aviationByPhase(),
		bunkers(),
		energyAccounts(),
		coalMining(),
		mineGasFlare(),
		abandonedMines(),
		oilGasFugitive(),
		associatedGas(),
	)
}

// The inputs that most methods of combustion share.
var (
	fuel = inventory.Input{Name: "fuel", Symbol: "Q", Unit: "t;10^4 m3;TJ",
		Title: inventory.Text{ZH: "燃料消费量", EN: "fuel burned for energy"}}
	fuelMass = inventory.Input{Name: "fuel", Symbol: "Q", Unit: "t",
		Title: inventory.Text{ZH: "燃料消费量", EN: "fuel burned for energy"}}
	ncv = inventory.Input{Name: "ncv", Symbol: "NCV", Unit: "GJ", Per: "fuel", Factor: true, NCV: true,
		Title: inventory.Text{ZH: "低位发热量", EN: "net calorific value"}}
	carbonContent = inventory.Input{Name: "carbon_content", Symbol: "CC", Unit: "t C/TJ", Factor: true, Gas: "C",
		Title: inventory.Text{ZH: "单位热值含碳量", EN: "carbon content per heat"}}
	oxidationRate = inventory.Input{Name: "oxidation_rate", Symbol: "OX", Unit: "fraction", Factor: true, Gas: "C", With: "carbon_content",
		Title: inventory.Text{ZH: "碳氧化率", EN: "oxidation rate"}}
)

// heatFactor is an emission factor per unit of heat of the fuel.
func heatFactor(name, gas string) inventory.Input {
	return inventory.Input{Name: name, Symbol: "EF_" + gas, Unit: "kg " + gas + "/TJ", Factor: true, Gas: gas,
		Title: inventory.Text{ZH: "单位热值" + gas + "排放因子", EN: gas + " emission factor per heat"}}
}
