package report

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/recalc"
)

// RecalculationLine is a row of the recalculation table of a year.
type RecalculationLine struct {
	*recalc.Row
	Name             inventory.Text
	Previous, Latest decimal.NullDecimal // nothing where the side has no figure
	OfPrevious       *decimal.Decimal    // the difference as a share, nil where there is none
	OfTotal          *decimal.Decimal    // likewise of the latest total with land
	OfTotalNoLand    *decimal.Decimal    // and without
	Explanation      inventory.Text
}

// Lines are the rows of a pair of years that differ, the sum over the gases of a figure before the gases, without sums over one gas; and
// the number of decimals that people are shown.
func (b *Recalculation) Lines(y *recalc.YearBridge) (out []RecalculationLine, places int32) {
	for _, r := range allFirst(slices.DeleteFunc(differing(y), func(r *recalc.Row) bool { return lone(y, r) })) {
		of := shares(y, r)
		line := RecalculationLine{Row: r, Name: rowName(r), OfPrevious: of[0], OfTotal: of[1], OfTotalNoLand: of[2]}
		if r.HasOld && hasGWP(b.Old.Inventory, r) {
			line.Previous = decimal.NewNullDecimal(r.Old)
		}
		if r.HasNew && hasGWP(b.New.Inventory, r) {
			line.Latest = decimal.NewNullDecimal(r.New)
		}
		line.Explanation = inBoth(func(lang string) string {
			return b.explanation(r, func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) })
		})
		out = append(out, line)
	}
	return out, shownPlaces(y)
}
