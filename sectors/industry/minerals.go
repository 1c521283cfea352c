package industry

import (
	"ghg/inventory"
	"ghg/inventory/quantity"
)

const (
	guide2011 = "省级温室气体清单编制指南（试行）2011 第二章 工业生产过程（正文未见印刷本）"
	// allCO2 is the gas of every factor of the mineral industry.
	allCO2 = "CO2"
)

// tonnes is an activity of the mineral industry, a mass.
func tonnes(name, symbol, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: "t", Title: inventory.Text{ZH: zh, EN: en}}
}

// fraction is a factor between 0 and 1.
func fraction(name, symbol, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: "fraction", Factor: true, Title: inventory.Text{ZH: zh, EN: en}}
}

// perTonne is a factor in t of CO2 per t.
func perTonne(name, symbol, zh, en string, sets ...string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: "t CO2/t", Factor: true, Gas: allCO2, Sets: sets, Title: inventory.Text{ZH: zh, EN: en}}
}

// of is the factor under another item than the activity's own.
func of(item string, in inventory.Input) inventory.Input {
	in.Item = item
	return in
}

// deducts is an activity that is taken from what is made.
func deducts(in inventory.Input) inventory.Input {
	in.Optional, in.Deducts = true, true
	return in
}

// each is an activity that a works gives for each of its materials; its factors are those of the material.
func each(in inventory.Input) inventory.Input {
	in.Each = true
	return in
}

// withSets is a factor that is looked up in the sets before those of the guide.
func withSets(in inventory.Input, sets ...string) inventory.Input {
	in.Sets = sets
	return in
}

// named is a factor of which the equation has several: its name there, and the item that it is of.
func named(name, symbol, item string, in inventory.Input) inventory.Input {
	in.Name, in.Symbol, in.Item, in.Parameter = name, symbol, item, in.Name
	return in
}

// co2PerTonne is the unit of a ratio of molecular masses: CO2 by the oxide or carbonate it leaves.
var co2PerTonne = quantity.MustUnit("t CO2/t")
