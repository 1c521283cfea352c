package engine

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// heldRecovery is a recovery of the latest year that goes on in a year of a scenario in which less is generated.
type heldRecovery struct {
	row             *inventory.Activity
	gas, held, made string // in t of the gas
}

// withinGeneration is the emission of an activity in a year of a scenario. What is recovered goes on as in the latest year, and what is
// generated may have fallen below it: then all that is generated is recovered, nothing is emitted, and that is told. In an inventory
// such figures are an error, see overDeducted.
func (c *chunk) withinGeneration(s *served, g group, value decimal.Decimal) decimal.Decimal {
	if !c.future.holds(g[0].Year) || value.Sign() >= 0 {
		return value
	}
	held, made, row := (&binding{s, g}).recoveredTooMuch(value)
	if row == nil {
		return value
	}
	c.held = append(c.held, heldRecovery{row, s.method.Of(), inShort(held), inShort(made)})
	return decimal.Decimal{}
}

// recoveredTooMuch are what is recovered and what is generated, in t of the gas, where that which is recovered is what makes the figure
// negative; else no row.
func (b *binding) recoveredTooMuch(value decimal.Decimal) (held, made decimal.Decimal, row *inventory.Activity) {
	taken, row := b.takenFrom(func(in *inventory.Input) bool { return in.Recovers || in.Deducts })
	if row == nil {
		return held, made, nil
	}
	if taken.Recovers && taken.Needed() {
		// the equation does not hold without it
		held, err := quantity.Convert(row.Value, row.Unit.Of(taken.Gas), quantity.MustUnit("t "+taken.Gas))
		if made = held.Add(value); err != nil || made.IsNegative() {
			return held, made, nil
		}
		return held, made, row
	}
	taken, row, generated, err := b.tooMuch(taken, row)
	if err != nil || !taken.Recovers || generated.IsNegative() {
		return held, made, nil
	}
	if stated, whole, ok := asStated(taken, row, generated, value); ok {
		return stated, whole, row
	}
	return generated.Sub(value), generated, row
}

// codeRecoveryHeld marks a recovery of which no more counts in a year of a scenario than is generated.
const codeRecoveryHeld = "recovery-held"

// heldRecoveries tells of each recovery once in which years it is held back, with what is generated in the first of them.
func (r *run) heldRecoveries() inventory.Problems {
	var first []heldRecovery
	years := map[int][]int{}
next:
	for _, one := range r.held {
		for i, known := range first {
			if known.gas == one.gas && seriesOf(known.row) == seriesOf(one.row) {
				years[i] = append(years[i], one.row.Year)
				continue next
			}
		}
		years[len(first)] = []int{one.row.Year}
		first = append(first, one)
	}
	var out inventory.Problems
	for i, one := range first {
		about, when := aboutWorks(one.row), YearList(years[i])
		out.Add(inventory.Problem{Source: one.row.Place.Cell("value"), Code: codeRecoveryHeld, Severity: inventory.Info,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s：%d 年的回收量 %s t %s 沿用到以后各年，%s 年多于产生的，只按产生的量计（%d 年产生 %s t）", about, r.future.latest, one.held, one.gas, when, one.row.Year, one.made),
				EN: fmt.Sprintf("%s: the %s t %s recovered in %d go on, and in %s count no further than what is generated (%s t in %d)", about, one.held, one.gas, r.future.latest, when, one.made, one.row.Year)}})
	}
	return out
}
