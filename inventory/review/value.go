package review

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// Value is what a figure holds, as a row of summary.csv has it.
type Value struct {
	Mass     *decimal.Decimal // t of the gas; nil of all gases, and where there is no number
	CO2e     *decimal.Decimal // t
	GWPSet   string
	Notation string
	byHand   bool // typed or copied: it says of the figure what its digits say, and nothing of a number that it leaves out
}

// mostDigits is the number of significant digits of the numbers of a Value: a spreadsheet program keeps no more.
const mostDigits = 15

// ValueOf is what a total holds, to 15 significant digits.
func ValueOf(t *inventory.Total, gwpSet string) *Value {
	out := &Value{GWPSet: gwpSet, Notation: t.Notation.String()}
	if t.HasMass {
		out.Mass = significant(t.Mass)
	}
	if t.HasCO2e {
		out.CO2e = significant(t.CO2e)
	}
	return out
}

// significant rounds to 15 significant digits.
func significant(d decimal.Decimal) *decimal.Decimal { return rounded(d, mostDigits) }

// rounded rounds to n significant digits, a half away from zero.
func rounded(d decimal.Decimal, n int32) *decimal.Decimal {
	d = d.Round(n - int32(d.NumDigits()) - d.Exponent())
	return &d
}

// plainNumber is a number as numberCell writes it.
var plainNumber = regexp.MustCompile(`^-?[0-9]{1,40}(\.[0-9]{1,60})?$`)

// numberCell is a number as it stands in a cell, blank for none.
func numberCell(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// agrees tells whether the shorter number is the longer one to its own digits.
func agrees(shorter, longer *decimal.Decimal) bool {
	return longer.Round(-shorter.Exponent()).Equal(*shorter)
}

// same tells whether a number of the value is the one that the figure has now.
func (v *Value) same(stated, now *decimal.Decimal) bool {
	return stated.Equal(*now) || v.byHand && (agrees(stated, now) || agrees(now, stated))
}

// differs tells whether the figure has changed: its mass where it has one, else its CO2e, else its notation key. CO2e of two GWP sets
// is not comparable, and says nothing of a change.
func (v *Value) differs(now *Value) bool {
	switch {
	case now.byHand && !v.byHand:
		return now.differs(v)
	case v.Mass != nil && now.Mass != nil:
		return !v.same(v.Mass, now.Mass)
	case v.Mass != nil, v.CO2e != nil && now.CO2e == nil:
		return true
	case !v.byHand && (now.Mass != nil || v.CO2e == nil && now.CO2e != nil):
		return true
	case v.CO2e != nil:
		return v.GWPSet == now.GWPSet && !v.same(v.CO2e, now.CO2e)
	}
	return v.Notation != now.Notation
}

// String is the value for people: the mass, else the CO2e with its set, else the notation key.
func (v *Value) String() string {
	switch {
	case v == nil:
		return "?"
	case v.Mass != nil:
		return v.Mass.String() + " t"
	case v.CO2e != nil:
		return v.CO2e.String() + " t CO2e " + v.GWPSet
	case v.Notation != "":
		return v.Notation
	}
	return "-"
}

// Bound is the value that the finding stands against: that when it was raised, or when the program reopened it; nil if no row states one.
func (f *Finding) Bound() *Value {
	if bound := f.bounds(); len(bound) > 0 {
		return bound[len(bound)-1]
	}
	return nil
}

// bounds are the values that the figure had when people found fault with it.
func (f *Finding) bounds() (out []*Value) {
	for _, e := range f.Events {
		if e.Value != nil && !e.void && (e.Kind == Raised || e.Kind == Reopened && e.Digest != "") {
			out = append(out, e.Value)
		}
	}
	return out
}

// changedTo tells whether the value is none of those with which people found fault.
func (f *Finding) changedTo(now *Value) bool {
	bounds := f.bounds()
	return len(bounds) > 0 && !slices.ContainsFunc(bounds, func(v *Value) bool { return !v.differs(now) })
}

// Change is a finding's figure then and now.
type Change struct {
	Old, New *Value // nil if not known: no row states it, or the year is not compiled
	Changed  bool   // it is neither the old value nor one with which people found fault before
	OtherSet bool   // both are CO2e, of two GWP sets
	Unknown  bool   // a row by hand names a figure that there is none of
}

// Change holds the finding's value against what the inventory has now.
func (f *Finding) Change(inv *inventory.Inventory) Change {
	out := Change{Old: f.Bound()}
	if inv == nil || !slices.Contains(inv.Years, f.Figure.Year) {
		return out
	}
	out.New = ValueOf(inv.Total(f.Figure), inv.GWPSet)
	out.Unknown = f.Raised().Digest == "" && out.New.String() == "-" && known(f.Figure, inv) != nil
	if out.Old != nil {
		out.Changed = f.changedTo(out.New) && !out.Unknown
		out.OtherSet = out.Old.Mass == nil && out.Old.CO2e != nil && out.New.CO2e != nil && out.Old.GWPSet != out.New.GWPSet
	}
	return out
}

// Difference is the new value less the old, in t; nil where there are not two numbers of one kind.
func (c Change) Difference() *decimal.Decimal {
	if c.Old == nil || c.New == nil {
		return nil
	}
	old, now := c.Old.numbers(c.New)
	if old == nil || now == nil {
		return nil
	}
	d := now.Sub(*old)
	return &d
}

// numbers are the two numbers of one kind in two values, nil where there are none.
func (v *Value) numbers(now *Value) (old, is *decimal.Decimal) {
	old, is = v.Mass, now.Mass
	if old == nil && (is == nil || v.byHand) && v.GWPSet == now.GWPSet {
		old, is = v.CO2e, now.CO2e
	}
	return old, is
}

// Settled tells whether the finding is closed, by a reason signed for the figure as it still is or by a change that is still there; inv is the
// inventory as it is now.
func (f *Finding) Settled(inv *inventory.Inventory) bool {
	closed := f.Closed()
	switch {
	case closed == nil:
		return false
	case closed.Signature != "":
		return !f.Moved(inv)
	}
	return f.Change(inv).Changed
}

// Moved tells whether the figure is no longer what it was when a reviewer signed why the finding is closed.
func (f *Finding) Moved(inv *inventory.Inventory) bool {
	closed, now := f.Closed(), f.Change(inv).New
	return closed != nil && closed.Signature != "" && now != nil && closed.Value != nil && closed.Value.differs(now)
}

// carried are the mass and the CO2e that the digest of a row keeps. False if the cells of the row say otherwise.
func (v *Value) carried(digest string) bool {
	cells := strings.Fields(digest)
	if len(cells) != 3 {
		return v.Mass == nil && v.CO2e == nil
	}
	for i, shown := range []**decimal.Decimal{&v.Mass, &v.CO2e} {
		cell := cells[1+i]
		if (cell == noNumber) != (*shown == nil) {
			return false
		}
		if *shown == nil {
			continue
		}
		kept, err := decimal.NewFromString(cell)
		if err != nil || !plainNumber.MatchString(cell) || !agrees(*shown, &kept) {
			return false
		}
		*shown = &kept
	}
	return true
}
