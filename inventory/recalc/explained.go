package recalc

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// Limits say which recalculations want an explanation: those beyond OfFigure per cent of the previous figure and beyond OfTotal per
// cent of the latest total without land of their boundary. A figure that was 0 has moved beyond any per cent.
type Limits struct{ OfFigure, OfTotal decimal.Decimal }

// Explained is what the records say of a bridge.
type Explained struct {
	Of     map[*Row][]*inventory.Explanation // the rows that have one
	Wanted map[*Row]bool                     // the rows beyond the limits
	Idle   []*inventory.Explanation          // of a year compared, that explain nothing
	Astray []*inventory.Explanation          // of a year that the new side does not have
}

// Missing tells whether the row wants an explanation and has none.
func (e *Explained) Missing(r *Row) bool { return e.Wanted[r] && len(e.Of[r]) == 0 }

// Corrections are the records that declare changes of figures to be corrections of errors.
func Corrections(records []inventory.Explanation) (out []ErrorCorrection) {
	for i := range records {
		if e := &records[i]; e.Kind == inventory.ExplainsCorrection {
			out = append(out, ErrorCorrection{e.Year, e.Category.Code, e.Parameter, e.Signed})
		}
	}
	return out
}

// Explain holds the records of the new side against the rows. Of the rows beyond the limits only the lowest want an explanation, that
// is those of which no part is beyond them itself: an explanation of 1.A.2.f also tells why 1.A.2 differs. The difference of two years
// is no recalculation: it wants no explanation, and none is of it. Without limits none is wanted either. years are those of the new side.
func (b *Bridge) Explain(records []inventory.Explanation, limits *Limits, years []int) *Explained {
	out := &Explained{Of: map[*Row][]*inventory.Explanation{}, Wanted: map[*Row]bool{}}
	for _, y := range b.Years {
		if limits != nil && y.Old == y.New {
			for _, r := range y.lowestBeyond(*limits) {
				out.Wanted[r] = true
			}
		}
	}
	for i := range records {
		e := &records[i]
		y, compared := b.Year(e.Year)
		switch {
		case e.Kind == inventory.ExplainsReference:
		case !slices.Contains(years, e.Year):
			out.Astray = append(out.Astray, e)
		case compared && y.Old == y.New && !out.explains(e, y):
			out.Idle = append(out.Idle, e)
		}
	}
	return out
}

// explains puts the explanation beside its rows, and tells whether it explains anything.
func (x *Explained) explains(e *inventory.Explanation, y *YearBridge) bool {
	used := e.Kind == inventory.ExplainsCorrection && slices.ContainsFunc(y.Causes, func(c *Cause) bool { return c.Correction != nil && c.Correction.Signed == e.Signed })
	for _, r := range y.Rows {
		if !r.Difference().IsZero() && (isOf(e, r) || x.Wanted[r] && covers(e, r)) {
			x.Of[r] = append(x.Of[r], e)
			used = true
		}
	}
	return used
}

// isOf tells whether the row is the very one that the explanation names.
func isOf(e *inventory.Explanation, r *Row) bool {
	gas := e.Gas
	if gas == "" {
		gas = inventory.AllGases
	}
	return e.Kind == inventory.ExplainsRecalculation && r.Scope == e.Subject && r.Gas == gas
}

// covers tells whether what the explanation says holds of the row: it is of the subject or below it.
func covers(e *inventory.Explanation, r *Row) bool {
	switch {
	case e.Gas != "" && e.Gas != r.Gas, e.Kind == inventory.ExplainsCorrection && r.Parts[Correction].IsZero():
		return false
	case e.Category != nil:
		return r.Category != nil && r.Category.Within(e.Category)
	case r.Boundary != inventory.Territorial:
		return r.Category == nil // what moved the total moved nothing outside it
	}
	return e.Subject == inventory.ScopeTotal || r.Scope == inventory.ScopeWithoutLand || r.Category != nil && !inventory.IsLand(r.Category)
}

// lowestBeyond are the rows beyond the limits of which no part is.
func (y *YearBridge) lowestBeyond(limits Limits) []*Row {
	var beyond []*Row
	for _, r := range y.Rows {
		if y.beyond(r, limits) {
			beyond = append(beyond, r)
		}
	}
	return slices.DeleteFunc(slices.Clone(beyond), func(r *Row) bool {
		return slices.ContainsFunc(beyond, func(part *Row) bool { return part != r && part.within(r) })
	})
}

func (y *YearBridge) beyond(r *Row, limits Limits) bool {
	size := r.Difference().Abs().Shift(2)
	if !size.GreaterThan(limits.OfFigure.Mul(r.Old.Abs())) {
		return false
	}
	total, ok := y.Row(r.Boundary, inventory.ScopeWithoutLand, inventory.AllGases)
	if !ok {
		total, ok = y.Row(r.Boundary, inventory.ScopeTotal, inventory.AllGases)
	}
	return !ok || size.GreaterThan(limits.OfTotal.Mul(total.New.Abs()))
}

// within tells whether the row is a part of the other.
func (r *Row) within(of *Row) bool {
	if r.Boundary != of.Boundary || of.Gas != inventory.AllGases && r.Gas != of.Gas {
		return false
	}
	switch {
	case of.Scope == inventory.ScopeTotal:
		return true
	case of.Scope == inventory.ScopeWithoutLand:
		return r.Scope != inventory.ScopeTotal && (r.Category == nil || !inventory.IsLand(r.Category))
	}
	return r.Category != nil && of.Category != nil && r.Category.Within(of.Category)
}
