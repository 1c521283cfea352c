// Package waste holds the methods of the waste sector (2006 IPCC Guidelines, Volume 5; provincial guide, 废弃物处理).
package waste

import (
	"slices"

	"ghg/inventory"
)

// Methods returns the methods of the sector.
func Methods() []*inventory.Method {
	return slices.Concat(
		massBalance(),
		firstOrderDecay(),
		biologicalTreatment(),
		incineration(),
		incinerationNonCO2(),
		openBurning(),
		domesticCH4(),
		domesticN2O(),
		industrialCH4(),
		industrialN2O(),
	)
}
