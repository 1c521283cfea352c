package factors

import "strings"

// efdbSet is the set of the rows of the IPCC Emission Factor Database, and the name under which a mapping refers to it.
const efdbSet = "EFDB"

// The columns of an export of the IPCC Emission Factor Database (https://www.ipcc-nggip.iges.or.jp/EFDB). "Type of
// parameter" is where a figure is from (2006 IPCC default, Measured …), not what it is: that stands in the description.
const (
	efdbID          = "EF ID"
	efdbCategory    = "IPCC 2006 Source/Sink Category"
	efdbType        = "Type of parameter"
	efdbDescription = "Description"
	efdbValue       = "Value"
	efdbReference   = "Technical Reference"
)

// originField is what a table says of where its figures are from: a field of the built mapping alone.
const originField = "origin"

// efdb is how an export of the database is read.
func efdb() *Mapping {
	return &Mapping{File: efdbSet, Set: efdbSet, built: true, Columns: map[string]headings{
		"id": {efdbID}, "category": {efdbCategory}, "source_category": {efdbCategory}, "gas": {"Gas"}, "item": {"Fuel 2006"},
		"description": {efdbDescription}, "parameter": {efdbDescription},
		"technology": {"Technologies / Practices", "Abatement / Control Technologies"},
		"detail":     {"Parameters / Conditions", "Other properties", "C pool"},
		"region":     {"Region / Regional Conditions"}, "value": {efdbValue}, "unit": {"Unit"},
		"source": {efdbReference, "Source of data", "Data provider"}, originField: {efdbType},
	}, Ignore: []string{"IPCC 1996 Source/Sink Category", "Fuel 1996", "Equation", "IPCC Worksheet"}}
}

// efdbGases are the names by which the database calls gases that our tables call by their formula.
var efdbGases = map[string]string{
	"carbondioxide": "CO2", "methane": "CH4", "nitrousoxide": "N2O", "sulphurhexafluoride": "SF6", "sulfurhexafluoride": "SF6",
	"nitrogentrifluoride": "NF3", "carbonmonoxide": "CO", "二氧化碳": "CO2", "甲烷": "CH4", "氧化亚氮": "N2O", "一氧化二氮": "N2O", "六氟化硫": "SF6", "三氟化氮": "NF3",
}

// isDefault tells whether a row is a default of the IPCC, which holds where nothing better is known; others were found in
// one place and hold for it alone.
func isDefault(typeOfParameter string) bool {
	return strings.HasSuffix(strings.ToLower(typeOfParameter), "default")
}
