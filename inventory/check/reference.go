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

// inReference is the row's figure in the reference unit of its dimension, and that unit.
func inReference(row *inventory.Activity) (decimal.Decimal, string) {
	reference := referenceOf(row.Unit)
	value, err := quantity.Convert(row.Value, row.Unit, reference)
	if err != nil {
		return row.Value, row.Unit.String()
	}
	return value, reference.String()
}

// bare is what the figure shares with the same amount in any unit of its dimension: its digits in the reference unit, less the zeros
// at their end. False if they are too many to tell.
func (f *facts) bare(row *inventory.Activity) (int64, bool) {
	t := f.over()
	decadic, known := t.decadic[row.Unit]
	if !known {
		if t.decadic == nil {
			t.decadic = map[quantity.Unit]bool{}
		}
		one, err := quantity.Convert(decimal.NewFromInt(1), row.Unit, referenceOf(row.Unit))
		digits, _ := significant(one)
		decadic = err != nil || digits == 1
		t.decadic[row.Unit] = decadic
	}
	if decadic {
		return significant(row.Value)
	}
	value, _ := inReference(row)
	return significant(value)
}
