// Package industry holds the methods of industrial processes and product use (2006 IPCC Guidelines, Volume 3; provincial
// guide, 工业生产过程).
package industry

import (
	"slices"

	"ghg/inventory"
)

// Methods returns the methods of the sector.
func Methods() []*inventory.Method {
	return slices.Concat(
		cement(),
		lime(),
		glass(),
		otherCarbonates(),
		bricks(),
		ammonia(),
		nitricAcid(),
		adipicAcid(),
		caprolactam(),
		carbide(),
		titaniumDioxide(),
		sodaAsh(),
		petrochemicals(),
		byProductHFC23(),
		fluorochemicalLeaks(),
		oxalicAcid(),
		strontium(),
		hydrogen(),
		ironAndSteel(),
		ferroalloys(),
		aluminium(),
		magnesium(),
		lead(),
		zinc(),
		rareEarths(),
		nonEnergyProducts(),
	)
}
