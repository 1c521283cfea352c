// Package sectors is the list of every method the program knows. Which of them serves a category under which guide is
// a row of seeds/methods.csv.
package sectors

import (
	"slices"

	"ghg/inventory"
	"ghg/sectors/agriculture"
	"ghg/sectors/energy"
	"ghg/sectors/fgas"
	"ghg/sectors/industry"
	"ghg/sectors/land"
	"ghg/sectors/waste"
)

// Methods returns every method, sector by sector, in the order of the guidelines' volumes.
func Methods() []*inventory.Method {
	return slices.Concat(energy.Methods(), industry.Methods(), fgas.Methods(), agriculture.Methods(), land.Methods(), waste.Methods())
}
