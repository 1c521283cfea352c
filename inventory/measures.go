package inventory

import (
	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// The kinds of Measure.
const (
	Substitution = "substitution" // another fuel gives the heat
	Closure      = "closure"      // nothing takes its place
	Diversion    = "diversion"    // the same goes elsewhere: waste from landfill to incineration
	Photovoltaic = "photovoltaic" // electricity made here instead of imported
	OtherMeasure = "other"
)

// Measure is one row of records/measures.csv: what a person assumes to become less in years after the inventory, and what takes
// its place. It serves scenarios alone and never an inventory. Several rows may make up one measure of one name.
type Measure struct {
	Name     string
	Kind     string
	FromYear int
	ToYear   int // the last year of effect, 0 if it goes on
	Less     MeasureSide
	Instead  *MeasureSide // nil if nothing takes its place
	// Efficiency is that of the new equipment ÷ that of the old, by which the heat that a substitute has to give is less; nil = 1.
	Efficiency *decimal.Decimal
	Signed
}

// MeasureSide is a figure of an activity that a measure changes, and by how much a year. Of what takes the place of another a
// missing amount follows from what becomes less.
type MeasureSide struct {
	Category  *Category
	Facility  string
	Item      *Item
	Detail    string
	Parameter string
	Amount    *decimal.Decimal
	Unit      *quantity.Unit
}

// About is what the side is about in the given year: an activity row without a figure.
func (s *MeasureSide) About(year int) *Activity {
	return &Activity{Particulars: &Particulars{}, Year: year, Category: s.Category, Facility: s.Facility, Item: s.Item, Detail: s.Detail, Parameter: s.Parameter}
}

// Holds tells whether the measure is in effect in the year.
func (m *Measure) Holds(year int) bool {
	return m.FromYear <= year && (m.ToYear == 0 || year <= m.ToYear)
}
