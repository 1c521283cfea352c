// Package inventory is the language of the domain: gases, categories, parameters, activities, methods, estimates and the
// inventory they make. Totals, CO2-equivalents and completeness are derived from the estimates whenever they are asked
// for; nothing that is a sum is stored.
package inventory

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// Inventory is the compiled result of one district.
type Inventory struct {
	Region     string // code of the district
	RegionName string
	Guide      string
	GWPSet     string
	Years      []int
	Estimates  []*Estimate // sorted
	Vocabulary *Vocabulary
	own        map[cell][]*Estimate // the lines of one category, not of those below it
	pairs      []pair
	gwps       map[string]*Parameter // by gas; nil where the set has no value
}

// cell is one category of one year and boundary.
type cell struct {
	year     int
	boundary Boundary
	category *Category
}

// New makes an inventory of the estimates.
func New(region, name, guide, gwpSet string, years []int, estimates []*Estimate, voc *Vocabulary) *Inventory {
	inv := &Inventory{Region: region, RegionName: name, Guide: guide, GWPSet: gwpSet, Years: slices.Sorted(slices.Values(years)),
		Estimates: slices.Clone(estimates), Vocabulary: voc, own: map[cell][]*Estimate{}, gwps: map[string]*Parameter{}}
	sortEstimates(inv.Estimates, voc.Gases)
	for _, e := range inv.Estimates {
		at := cell{e.Year, e.Boundary, e.Category}
		inv.own[at] = append(inv.own[at], e)
		if _, known := inv.gwps[e.Gas]; e.Number && !known {
			inv.gwps[e.Gas] = inv.gwpOf(e.Gas)
		}
	}
	inv.pairs = inv.settlePairs()
	return inv
}

// TonneOf is the unit "t" of the named gas.
func TonneOf(gas string) quantity.Unit { return quantity.MustUnit("t").Of(gas) }

// TonneCO2e is the unit of CO2-equivalents.
func TonneCO2e() quantity.Unit { return quantity.MustUnit("t CO2e") }

// GWP returns the potential, in the inventory's set, of a gas that the inventory has a figure of; false if the set has
// no value for it.
func (inv *Inventory) GWP(gas string) (*Parameter, bool) {
	p := inv.gwps[gas]
	return p, p != nil
}

// gwpOf makes the leaf of a gas's potential, nil if the set has no value for it.
func (inv *Inventory) gwpOf(gas string) *Parameter {
	g, ok := inv.Vocabulary.Gases.Lookup(gas)
	if !ok {
		return nil
	}
	value, ok := g.GWP[inv.GWPSet]
	if !ok {
		return nil
	}
	id := "gwp|" + inv.GWPSet + "|" + g.Name
	column := 4 + slices.Index(GWPSets, inv.GWPSet)
	return &Parameter{
		Name: "gwp", Mark: "GWP_" + g.Name, Title: Text{g.Name + "全球变暖潜势（" + inv.GWPSet + "）", "GWP of " + g.Name + " (" + inv.GWPSet + ")"},
		Row: id, Amount: value, In: TonneCO2e().Div(TonneOf(g.Name)), Variable: Variable{ID: id}, Status: g.Status, Set: inv.GWPSet,
		Document: g.Document, Origin: Source{File: "seeds/gwp.csv", Row: g.Row, Col: column},
		Why: Text{"GWP 集 " + inv.GWPSet, "GWP set " + inv.GWPSet},
	}
}

// CO2e is the CO2-equivalent of a mass of the gas, in t, by the inventory's set; false if the set has no value.
func (inv *Inventory) CO2e(mass expr.Node, gas string) (expr.Node, bool) {
	gwp, ok := inv.GWP(gas)
	if !ok {
		return expr.Node{}, false
	}
	return expr.Mul(mass, expr.Of(gwp)), true
}

// Value is the exact value of a figure of this inventory.
func (inv *Inventory) Value(n expr.Node) decimal.Decimal {
	v, err := expr.Decimal(n)
	if err != nil {
		panic(fmt.Sprintf("a sum of evaluated estimates cannot fail: %v", err))
	}
	return v
}

// Below returns the lines of a category and of all below it, in the order of the tables; of every category for nil.
func (inv *Inventory) Below(year int, b Boundary, c *Category) []*Estimate {
	var out []*Estimate
	var descend func(*Category)
	descend = func(c *Category) {
		out = append(out, inv.own[cell{year, b, c}]...)
		for _, child := range c.Children {
			descend(child)
		}
	}
	if c != nil {
		descend(c)
		return out
	}
	for _, top := range inv.Vocabulary.Categories.All {
		if top.Parent == nil {
			descend(top)
		}
	}
	return out
}

// UnconfirmedShare is Σ|CO2e| of the territorial estimates of the year that rest on an unconfirmed factor, ÷ Σ|CO2e| of
// all of them; false if there are none.
func (inv *Inventory) UnconfirmedShare(year int) (decimal.Decimal, bool) {
	var part, all decimal.Decimal
	for _, e := range inv.Estimates {
		if e.Year != year || e.Boundary != Territorial || !e.Number {
			continue
		}
		node, ok := inv.CO2e(e.Mass, e.Gas)
		if !ok {
			continue
		}
		size := inv.Value(node).Abs()
		all = all.Add(size)
		if e.Status == Unconfirmed {
			part = part.Add(size)
		}
	}
	share, err := quantity.Quo(part, all)
	return share, err == nil
}
