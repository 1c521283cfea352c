package recalc

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// given is a figure of the district as one side has it, with the categories of the lines that rest on it.
type given struct {
	value      decimal.Decimal
	categories []string
}

// stillGiven tells whether the figures of the district that a line rests on are there, unchanged, on the side that has no such line, and
// which categories take all of them there.
func (c *comparison) stillGiven(l *line) (categories []string, found bool) {
	side, other := 0, c.years.Old
	if l.new == nil {
		side, other = 1, c.years.New
	}
	there := c.givenOn(side, other)
	for i, p := range districtInputs(l) {
		have, ok := there[yearless(p, l.yearOf(c.years))]
		if !ok || !have.value.Equal(p.Amount) {
			return c.reallocated(l, side)
		}
		if found = true; i == 0 {
			categories = have.categories
		}
		categories = slices.DeleteFunc(slices.Clone(categories), func(code string) bool { return !slices.Contains(have.categories, code) })
	}
	return categories, found
}

// reallocated are the categories in which the one figure of a line stands on the side that has no such line, and did not on the line's own:
// the same of the same facility and item, whatever it is called there, as fuel that becomes feedstock.
func (c *comparison) reallocated(l *line, side int) (categories []string, found bool) {
	inputs := districtInputs(l)
	if len(inputs) != 1 || l.row().Facility == "" {
		return nil, false
	}
	at := placed(l.row().Facility, l.row().ItemName(), inputs[0].Amount.String()+" "+inputs[0].In.String())
	years := [2]int{c.years.Old, c.years.New}
	there, here := c.givenOn(side, years[side])[at], c.givenOn(1-side, years[1-side])[at]
	if there == nil {
		return nil, false
	}
	categories = slices.DeleteFunc(slices.Clone(there.categories), func(code string) bool { return here != nil && slices.Contains(here.categories, code) })
	return categories, len(categories) > 0
}

// placed is a figure of a facility wherever it is filed.
func placed(facility, item, amount string) string {
	return "placed|" + facility + "|" + item + "|" + amount
}

// givenOn are the figures of the district of the year on the old (0) or the new (1) side, by what they are of.
func (c *comparison) givenOn(side, year int) map[string]*given {
	if c.given[side] != nil {
		return c.given[side]
	}
	of := []Side{c.old, c.new}[side]
	out := map[string]*given{}
	for _, row := range of.Rows {
		if row.Number {
			out[withoutYear(row.Key(of.Inventory.Region), year)] = &given{value: row.Value}
		}
		if row.Number && row.Year == year && row.Facility != "" {
			at := placed(row.Facility, row.ItemName(), row.Value.String()+" "+row.Unit.String())
			if out[at] == nil {
				out[at] = &given{value: row.Value}
			}
			out[at].categories = union(out[at].categories, []string{row.Category.Code})
		}
	}
	for _, e := range of.Inventory.Estimates {
		if !e.Number || e.Row.Year != year {
			continue
		}
		for _, p := range parameters(e.Mass()) {
			if !ofDistrict(p) {
				continue
			}
			key := yearless(p, year)
			if out[key] == nil {
				out[key] = &given{value: p.Amount}
			}
			out[key].categories = union(out[key].categories, []string{e.Row.Category.Code})
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
