// Package inventory is the language of the domain: gases, categories, parameters, activities, methods, estimates and the
// inventory they make. Totals, CO2-equivalents and completeness are derived from the estimates whenever they are asked
// for; nothing that is a sum is stored.
package inventory

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// Inventory is the compiled result of one district. It never changes.
type Inventory struct {
	Region     string // code of the district
	RegionName string
	Guide      string
	GWPSet     string
	Years      []int
	Estimates  []*Estimate // in the order of the tables
	Vocabulary *Vocabulary
	holdings   []*holding // by cell, then gas and item
	cells      map[cell][]*holding
	pairs      []pair
	gwps       map[string]*Parameter // by gas; nil where the set has no value
}

// New makes an inventory of the estimates.
func New(region, name, guide, gwpSet string, years []int, estimates []*Estimate, voc *Vocabulary) *Inventory {
	inv := &Inventory{Region: region, RegionName: name, Guide: guide, GWPSet: gwpSet, Years: slices.Sorted(slices.Values(years)),
		Estimates: inOrder(estimates, voc.Gases), Vocabulary: voc}
	inv.hold(inv.Estimates)
	return inv
}

// With is the inventory with more estimates.
func (inv *Inventory) With(more []*Estimate) *Inventory {
	out := *inv
	before := func(a, b *Estimate) int { return compareEstimates(a, b, inv.Vocabulary.Gases) }
	out.Estimates = mergeSorted(inv.Estimates, inOrder(more, inv.Vocabulary.Gases), before)
	out.holdings = nil
	for _, h := range inv.holdings {
		copied := *h
		copied.mass, copied.size, copied.unconfirmed = quantity.Sum{}, quantity.Sum{}, quantity.Sum{}
		copied.mass.AddSum(&h.mass)
		copied.size.AddSum(&h.size)
		copied.unconfirmed.AddSum(&h.unconfirmed)
		copied.targets, copied.remarks = slices.Clone(h.targets), slices.Clone(h.remarks)
		copied.remarked = maps.Clone(h.remarked)
		out.holdings = append(out.holdings, &copied)
	}
	out.hold(more)
	return &out
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
func (inv *Inventory) gwpOf(gas string) *Parameter { return inv.Vocabulary.Gases.GWP(gas, inv.GWPSet) }

// GWP makes the leaf of a gas's potential in a set, nil if the set has no value for it.
func (g *Gases) GWP(name, set string) *Parameter {
	gas, ok := g.Lookup(name)
	if !ok {
		return nil
	}
	value, ok := gas.GWP[set]
	if !ok {
		return nil
	}
	id := "gwp|" + set + "|" + gas.Name
	column := 4 + slices.Index(GWPSets, set)
	return &Parameter{
		Name: "gwp", Mark: "GWP_" + gas.Name, Title: Text{gas.Name + "全球变暖潜势（" + set + "）", "GWP of " + gas.Name + " (" + set + ")"},
		Row: id, Amount: value, In: TonneCO2e().Div(TonneOf(gas.Name)), Variable: Variable{ID: id}, Status: gas.Status, Set: set,
		Document: gas.Document, Origin: Source{File: "seeds/gwp.csv", Row: gas.Row, Col: column},
		Why: Text{"GWP 集 " + set, "GWP set " + set},
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

// Own returns the lines of a category itself, not of those below it, in the order of the tables.
func (inv *Inventory) Own(year int, b Boundary, c *Category) []*Estimate {
	var out []*Estimate
	for _, e := range inv.linesOf(year, c) {
		if e.Boundary == b {
			out = append(out, e)
		}
	}
	return out
}

// linesOf finds the lines of a year and category, which stand together.
func (inv *Inventory) linesOf(year int, c *Category) []*Estimate {
	at := func(order int) int {
		i, _ := slices.BinarySearchFunc(inv.Estimates, order, func(e *Estimate, order int) int {
			return cmp.Or(cmp.Compare(e.Row.Year, year), cmp.Compare(e.Row.Category.Order, order))
		})
		return i
	}
	return inv.Estimates[at(c.Order):at(c.Order+1)]
}

// Below returns the lines of a category and of all below it, in the order of the tables; of every category for nil.
func (inv *Inventory) Below(year int, b Boundary, c *Category) []*Estimate {
	var out []*Estimate
	for _, at := range inv.Vocabulary.Categories.All {
		if c == nil || at.Within(c) {
			out = append(out, inv.Own(year, b, at)...)
		}
	}
	return out
}

// UnconfirmedShare is Σ|CO2e| of the territorial estimates of the year that rest on an unconfirmed factor, ÷ Σ|CO2e| of
// all of them; false if there are none.
func (inv *Inventory) UnconfirmedShare(year int) (decimal.Decimal, bool) {
	var part, all decimal.Decimal
	for _, h := range inv.holdings {
		gwp, ok := inv.GWP(h.gas)
		if h.year != year || h.boundary != Territorial || !h.number || !ok {
			continue
		}
		all = all.Add(h.size.Decimal().Mul(gwp.Amount))
		part = part.Add(h.unconfirmed.Decimal().Mul(gwp.Amount))
	}
	share, err := quantity.Quo(part, all)
	return share, err == nil
}

// Share is Σ|CO2e| of the territorial estimates of the year in the category and below it, ÷ Σ|CO2e| of all of them; false
// if there are none.
func (inv *Inventory) Share(year int, c *Category) (decimal.Decimal, bool) {
	var part, all decimal.Decimal
	for _, h := range inv.holdings {
		gwp, ok := inv.GWP(h.gas)
		if h.year != year || h.boundary != Territorial || !h.number || !ok {
			continue
		}
		size := h.size.Decimal().Mul(gwp.Amount)
		all = all.Add(size)
		if h.category.Within(c) {
			part = part.Add(size)
		}
	}
	share, err := quantity.Quo(part, all)
	return share, err == nil
}

// LineSums adds up the lines of a year and boundary one by one, each gas by itself, in t. It goes by the lines as they are
// listed and by nothing that totals are derived from, so that the two can be held against each other.
func (inv *Inventory) LineSums(year int, b Boundary) map[string]decimal.Decimal {
	sums := map[string]*quantity.Sum{}
	for _, e := range inv.Estimates {
		if e.Row.Year != year || e.Boundary != b || !e.Number {
			continue
		}
		if sums[e.Gas] == nil {
			sums[e.Gas] = &quantity.Sum{}
		}
		sums[e.Gas].Add(e.figure)
	}
	out := make(map[string]decimal.Decimal, len(sums))
	for gas, sum := range sums {
		out[gas] = sum.Decimal()
	}
	return out
}
