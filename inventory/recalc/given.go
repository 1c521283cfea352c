package recalc

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// stillGiven tells whether the figures of the district that a line rests on are there, unchanged, on the side that has no such line.
func (c *comparison) stillGiven(l *line) bool {
	side, year, other := 0, c.years.New, c.years.Old
	if l.new == nil {
		side, year, other = 1, c.years.Old, c.years.New
	}
	there := c.givenOn(side, other)
	found := false
	for _, p := range parameters(l.either().Mass()) {
		if !ofDistrict(p) {
			continue
		}
		value, ok := there[yearless(p, year)]
		if found = true; !ok || !value.Equal(p.Amount) {
			return false
		}
	}
	return found
}

// givenOn are the figures of the district of the year on the old (0) or the new (1) side, by what they are of.
func (c *comparison) givenOn(side, year int) map[string]decimal.Decimal {
	if c.given[side] != nil {
		return c.given[side]
	}
	of := []Side{c.old, c.new}[side]
	out := map[string]decimal.Decimal{}
	for _, row := range of.Rows {
		if row.Number {
			out[withoutYear(row.Key(of.Inventory.Region), year)] = row.Value
		}
	}
	for _, e := range of.Inventory.Estimates {
		if !e.Number || e.Row.Year != year {
			continue
		}
		for _, p := range parameters(e.Mass()) {
			if ofDistrict(p) {
				out[yearless(p, year)] = p.Amount
			}
		}
	}
	c.given[side] = out
	return out
}

func methodOf(e *inventory.Estimate) string {
	if e == nil {
		return ""
	}
	return e.Method.ID
}
