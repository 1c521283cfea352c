package engine

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
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
	b := &binding{s, g}
	taken, row := b.takenFrom(func(in *inventory.Input) bool { return in.Recovers || in.Deducts })
	if row == nil {
		return value
	}
	taken, row, generated, err := b.tooMuch(taken, row)
	if err != nil || !taken.Recovers || generated.IsNegative() {
		return value
	}
	held, made := generated.Sub(value), generated
	if stated, whole, ok := asStated(taken, row, generated, value); ok {
		held, made = stated, whole
	}
	c.held = append(c.held, heldRecovery{row, s.method.Of(), inShort(held), inShort(made)})
	return decimal.Decimal{}
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
		about, when := aboutWorks(one.row), yearList(years[i])
		out.Add(inventory.Problem{Source: one.row.Place.Cell("value"), Code: codeRecoveryHeld, Severity: inventory.Info,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s：%d 年的回收量 %s t %s 沿用到以后各年，%s 年多于产生的，只按产生的量计（%d 年产生 %s t）", about, r.future.latest, one.held, one.gas, when, one.row.Year, one.made),
				EN: fmt.Sprintf("%s: the %s t %s recovered in %d go on, and in %s count no further than what is generated (%s t in %d)", about, one.held, one.gas, r.future.latest, when, one.made, one.row.Year)}})
	}
	return out
}
