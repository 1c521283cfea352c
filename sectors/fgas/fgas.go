// Package fgas holds the methods of fluorinated gases and nitrous oxide in products and their use (2006 IPCC Guidelines,
// Volume 3, chapters 6 to 8; provincial guide, 工业生产过程).
package fgas

import (
	"slices"

	"ghg/inventory"
)

// Methods returns the methods of the sector.
func Methods() []*inventory.Method {
	return slices.Concat(
		electricalEquipment(),
	)
}
