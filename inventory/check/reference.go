package check

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// references are the units in which amounts of one dimension are compared. A volume in a declared state is one of its own.
var references = []string{"t", "GJ", "m3", "ha", "km", "person", "head"}

// referenceOf is the unit in which amounts of the unit's dimension are compared; the unit less its multiple if there is none.
func referenceOf(u quantity.Unit) quantity.Unit {
	if u.State() != "" {
		if cold := quantity.MustUnit("Nm3"); u.SameDimension(cold) {
			return cold
		}
	}
	if substance := u.Substance(); substance != "" {
		if mass := quantity.MustUnit("t").Of(substance); u.SameDimension(mass) {
			return mass
		}
	}
	for _, name := range references {
		if reference := quantity.MustUnit(name); u.SameDimension(reference) {
			return reference
		}
	}
	if base, err := quantity.ParseUnit(baseOf(u)); err == nil {
		return base
	}
	return u
}

// reference is the unit in which amounts of a unit are compared, and whether that moves the point of a figure alone.
type reference struct {
	unit    quantity.Unit
	decadic bool
}

// referenceFor is the reference of the unit, found once.
func (f *facts) referenceFor(u quantity.Unit) reference {
	t := f.over()
	known, met := t.references[u]
	if met {
		return known
	}
	if t.references == nil {
		t.references = map[quantity.Unit]reference{}
	}
	known = reference{unit: referenceOf(u)}
	one, err := quantity.Convert(decimal.NewFromInt(1), u, known.unit)
	digits, _ := significant(one)
	known.decadic = err != nil || digits == 1
	t.references[u] = known
	return known
}

// inReference is the row's figure in the reference unit of its dimension, and that unit.
func (f *facts) inReference(row *inventory.Activity) (decimal.Decimal, string) {
	to := f.referenceFor(row.Unit).unit
	value, err := quantity.Convert(row.Value, row.Unit, to)
	if err != nil {
		return row.Value, row.Unit.String()
	}
	return value, to.String()
}

// bare is what the figure shares with the same amount in any unit of its dimension: its digits in the reference unit, less the zeros
// at their end. False if they are too many to tell.
func (f *facts) bare(row *inventory.Activity) (int64, bool) {
	if f.referenceFor(row.Unit).decadic {
		return significant(row.Value)
	}
	value, _ := f.inReference(row)
	return significant(value)
}
