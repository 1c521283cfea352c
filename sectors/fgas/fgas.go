// Package fgas holds the methods for fluorinated gases that are no by-product of making others: electronics (2.E), substitutes
// for ozone-depleting substances (2.F) and other products (2.G).
package fgas

import (
	"slices"

	"ghg/inventory"
)

// Methods returns the methods of the sector, in the order of the guidelines.
func Methods() []*inventory.Method {
	return slices.Concat(electronics(), bank(), bankByYear(), refrigeration(), substitutes(), electricalEquipment(), otherProducts())
}
