// Package recalc explains the difference between two inventories: the recalculation bridge (METHODS x.bridge). The old and the new
// figure of a line are two values of one function of what changed; each change gets its Shapley value, which depends on no order of
// steps and adds up to the difference exactly (L. S. Shapley, A value for n-person games, 1953). Changes of one component, such as
// three factors of a line, share the component's part by Owen's value, that of a game with coalitions (G. Owen, 1977).
package recalc

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// Component is a kind of change.
type Component uint8

// The components, in the order of the tables.
const (
	Activity   Component = iota // figures of the district: activity data, cells of the balance, verified figures, rows added or gone
	Factor                      // values of factors, and other rows of factors taken
	Method                      // another equation
	GWP                         // another set of potentials
	Scope                       // categories and gases that have a figure on one side only
	Correction                  // changes of figures that a record declares to be the correction of an error
	Program                     // what another version of the program makes of the same inputs
	components
)

var componentNames = [components]string{"activity", "factor", "method", "gwp", "scope", "correction", "program"}

var componentTexts = [components]inventory.Text{
	{ZH: "活动水平", EN: "activity data"}, {ZH: "排放因子", EN: "factors"}, {ZH: "方法", EN: "methods"}, {ZH: "GWP", EN: "GWP"},
	{ZH: "范围（类别增减）", EN: "scope (categories)"}, {ZH: "更正错误", EN: "corrections"}, {ZH: "程序版本", EN: "program"}}

// Components lists them in the order of the tables.
func Components() []Component {
	out := make([]Component, components)
	for i := range out {
		out[i] = Component(i)
	}
	return out
}

// String is the component's name in tables that machines read.
func (c Component) String() string { return componentNames[c] }

// Text is the component's name for people.
func (c Component) Text() inventory.Text { return componentTexts[c] }

// Parts are the contributions of the components to a difference, each in t CO2e times Scale, which makes them exact: they add up to
// Scale times the difference.
type Parts [components]decimal.Decimal

// Scale is what parts and effects are held multiplied by: the product of the factorials that the weights of Shapley and Owen are
// fractions of, for the most components and the most changes of one component that a line is taken apart into.
var Scale = decimal.NewFromInt(mostUnions * 4 * 3 * 2 * (mostPlayers * 5 * 4 * 3 * 2))

// Side is one of the two inventories. Rows are the figures that it was compiled from, as far as they count: a line that is gone though
// its figures are still there was not lost by them. Printed are the figures of its lines as a seal prints them, in the order of its
// table, where another version of the program computed them; nil where the inventory itself is meant.
type Side struct {
	Inventory *inventory.Inventory
	Rows      []*inventory.Activity
	Printed   []PrintedLine
}

// PrintedLine is a line of inventory.csv with a figure.
type PrintedLine struct {
	Year                             int
	Boundary                         inventory.Boundary
	Category, Facility, Item, Detail string
	Gas                              string
	Method                           string
	CO2e                             decimal.Decimal // 0 where the set has no potential of the gas
}

// Pair is the years that are held against each other: the same for two submissions, two for a comparison of years.
type Pair struct{ Old, New int }

// ErrorCorrection is a record that says that changes of figures are the correction of an error: in a category and those below it, of
// all parameters or of one.
type ErrorCorrection struct {
	Year      int // of the new inventory
	Category  string
	Parameter string // "" for all
	Signed    inventory.Signed
}

// Bridge is the difference of two inventories, explained.
type Bridge struct{ Years []*YearBridge }

// YearBridge is the bridge of one pair of years.
type YearBridge struct {
	Pair
	Rows    []*Row   // each boundary: the totals, then every node of the tree with a figure on a side, all gases and each
	Causes  []*Cause // by boundary; of one those of the greatest weight first
	Missing []string // gases with a mass to which the set of a side gives no potential: they count as 0 there
	// MissingOld and MissingNew tell the sides.
	MissingOld, MissingNew []string
}

// Row is a figure in t CO2e on both sides with the parts of its difference.
type Row struct {
	Boundary       inventory.Boundary
	Scope          string              // code of a category, inventory.ScopeTotal or ScopeWithoutLand
	Category       *inventory.Category // of the new side where that knows the code; nil for totals
	Gas            string              // a gas or inventory.AllGases
	Old, New       decimal.Decimal
	HasOld, HasNew bool // there is a number
	Parts          Parts
}

// Difference is new less old.
func (r *Row) Difference() decimal.Decimal { return r.New.Sub(r.Old) }

// Printed are the parts in t CO2e at so many decimals, such that they add up to the difference as it is rounded there (largest
// remainder). Those of the way back are the same with other signs.
func (r *Row) Printed(places int32) []decimal.Decimal {
	parts, difference := make([]decimal.Decimal, components), r.Difference()
	for c, scaled := range r.Parts {
		parts[c] = Unscaled(scaled)
	}
	if !r.falls() {
		return quantity.Apportion(difference, parts, places)
	}
	negate(parts)
	out := quantity.Apportion(difference.Neg(), parts, places)
	negate(out)
	return out
}

// falls tells whether the figure falls; of one that stays, whether the first part that is none does.
func (r *Row) falls() bool {
	for _, d := range append([]decimal.Decimal{r.Difference()}, r.Parts[:]...) {
		if !d.IsZero() {
			return d.IsNegative()
		}
	}
	return false
}

func negate(list []decimal.Decimal) {
	for i, d := range list {
		list[i] = d.Neg()
	}
}

// Unscaled is a part or an effect in t CO2e, cut to 34 digits.
func Unscaled(scaled decimal.Decimal) decimal.Decimal {
	out, err := quantity.Quo(scaled, Scale)
	if err != nil {
		panic("the scale is no zero")
	}
	return out
}

// Year returns the bridge of the new year.
func (b *Bridge) Year(year int) (*YearBridge, bool) {
	i := slices.IndexFunc(b.Years, func(y *YearBridge) bool { return y.New == year })
	if i < 0 {
		return nil, false
	}
	return b.Years[i], true
}

// Row returns the row of a figure.
func (y *YearBridge) Row(b inventory.Boundary, scope, gas string) (*Row, bool) {
	i := slices.IndexFunc(y.Rows, func(r *Row) bool { return r.Boundary == b && r.Scope == scope && r.Gas == gas })
	if i < 0 {
		return nil, false
	}
	return y.Rows[i], true
}
