package engine

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// Emitter is one gas of one facility in one category: the verified figure, what its activity gives, and which of them counts.
type Emitter struct {
	Line       *inventory.Estimate   // that counts
	Verified   *inventory.Verified   // nil if the facility has no verified figure of the gas
	Computed   []*inventory.Estimate // lines, in the order of the tables
	Sum        decimal.Decimal       // of the computed lines, in t
	Difference *decimal.Decimal      // verified less computed, in t; nil where one is missing
	Percent    *decimal.Decimal      // of the computed sum; nil where that is zero
}

// emission is a verified figure with the lines in whose place it stands. It makes the tree of its line.
type emission struct {
	run      *run
	verified *inventory.Verified
	method   *inventory.Method
	computed []*inventory.Estimate
	kept     inventory.Notation // keys that the computed lines bear beside their numbers
	line     *inventory.Estimate
}

// at is a facility in a year.
type at struct {
	year     int
	facility string
}

// verify puts the verified figures of the years compiled in the place of what the facilities' activities give, each for its own
// category, gas and boundary.
func (r *run) verify(lines []*inventory.Estimate) ([]*inventory.Estimate, []*emission) {
	r.verifiedOutsideYears()
	by := map[at][]*emission{}
	methods := map[string]*inventory.Method{}
	var all []*emission
	for _, v := range r.ws.Verified {
		if !slices.Contains(r.years, v.Year) {
			continue
		}
		if methods[v.Gas] == nil {
			methods[v.Gas] = inventory.VerifiedMethod(v.Gas)
		}
		m := &emission{run: r, verified: v, method: methods[v.Gas]}
		all = append(all, m)
		by[at{v.Year, v.Facility}] = append(by[at{v.Year, v.Facility}], m)
	}
	if all == nil {
		return lines, nil
	}
	r.besideTotals(lines, all)
	kept := make([]*inventory.Estimate, 0, len(lines)+len(all))
	for _, e := range lines {
		if !r.superseded(e, by[at{e.Row.Year, e.Row.Facility}]) {
			kept = append(kept, e)
		}
	}
	for _, m := range all {
		if m.make() {
			kept = append(kept, m.line)
		}
	}
	r.carryOn(all)
	for _, m := range all {
		if m.line != nil {
			r.doubt(m)
		}
	}
	return kept, all
}

// superseded tells whether a verified figure stands in the place of the line, and notes the line with it.
func (r *run) superseded(e *inventory.Estimate, by []*emission) bool {
	i := slices.IndexFunc(by, func(m *emission) bool {
		return m.verified.Gas == e.Gas && m.verified.Boundary == e.Boundary && m.verified.Covers(e.Row.Category, e.Row.Item)
	})
	if i < 0 {
		return false
	}
	m := by[i]
	if e.Number {
		m.computed = append(m.computed, e)
		m.kept |= e.Notation & (inventory.C | inventory.FX)
		return true
	}
	if e.Notation&(inventory.NO|inventory.NA|inventory.IE) != 0 {
		r.problems.Add(verifiedAndKey(m.verified, e))
	}
	m.kept |= e.Notation & (inventory.C | inventory.FX)
	return true
}

// make makes the line of the figure; false, and a problem, if it has no value.
func (m *emission) make() bool {
	v := m.verified
	value, err := expr.Decimal(m.method.Tree(m))
	if err != nil {
		m.run.problems.Add(equationFailed(m.method, v.Place.Cell("value"), err))
		return false
	}
	m.line = &inventory.Estimate{Row: v.Line(), Gas: v.Gas, Method: m.method, Source: m, Notation: m.kept, Boundary: v.Boundary,
		Status: inventory.Local, Asked: true}
	m.line.SetValue(value)
	m.line.Remarks = &inventory.Remarks{Texts: []inventory.Text{m.remark()}}
	return true
}

// Activity gives the method's equation the figure, as a mass.
func (m *emission) Activity(string) expr.Node {
	leaf := expr.Of(m.verified.Leaf(m.run.region))
	if !m.verified.AsCO2e() {
		return leaf
	}
	return expr.Quo(leaf, expr.Of(m.run.Vocabulary.Gases.GWP(m.verified.Gas, m.verified.GWPSet)))
}

// Factor gives nothing: the equation has none.
func (m *emission) Factor(name string) expr.Node {
	return expr.Fail(fmt.Errorf("a verified figure has no factor %s", name))
}

// Has tells whether the equation has an optional input, of which it has none.
func (m *emission) Has(string) bool { return false }

// Series is none: the figure is of one year.
func (m *emission) Series(string) []inventory.Dated { return nil }

// Carried is none: the figure is of one year.
func (m *emission) Carried(string, string, func([]inventory.Dated) map[int]expr.Node) map[int]expr.Node {
	return nil
}

// Year is the year of the figure.
func (m *emission) Year() int { return m.verified.Year }

// Item is none: the figure is of a facility as a whole.
func (m *emission) Item() string { return "" }

// Detail is none.
func (m *emission) Detail() string { return "" }

// Sum gives nothing: the figure is of a facility as a whole.
func (m *emission) Sum(name string, _ func(inventory.Inputs) expr.Node) expr.Node {
	return sumOfMaterials(m.method, name, nil)
}

// Tree builds the tree of the line anew.
func (m *emission) Tree(e *inventory.Estimate) expr.Node {
	return expr.Label(labelOf(e), expr.Round34(m.method.Tree(m)))
}

// Superseded are the lines in whose place the figure stands.
func (m *emission) Superseded() []*inventory.Estimate { return m.computed }

// remark says in whose place the figure stands, and by how much it differs.
func (m *emission) remark() inventory.Text {
	v := m.verified
	if m.computed == nil {
		return inventory.Text{
			ZH: fmt.Sprintf("%s核查的 %s 数，没有可比的计算值", v.Verifier, v.Facility),
			EN: fmt.Sprintf("figure of %s verified by %s; there is no computed one to compare", v.Facility, v.Verifier)}
	}
	c := m.compared()
	share := "—"
	if c.Percent != nil {
		share = c.Percent.RoundBank(2).String() + " %"
	}
	return inventory.Text{
		ZH: fmt.Sprintf("%s核查的 %s 数，代替计算值 %s t %s，差 %s t（%s）", v.Verifier, v.Facility, inShort(c.Sum), v.Gas, inShort(*c.Difference), share),
		EN: fmt.Sprintf("figure of %s verified by %s, in place of the computed %s t %s: off by %s t (%s)", v.Facility, v.Verifier, inShort(c.Sum), v.Gas, inShort(*c.Difference), share)}
}

// compared holds the figure against what the activity gives.
func (m *emission) compared() *Emitter {
	out := &Emitter{Line: m.line, Verified: m.verified, Computed: m.computed}
	if m.computed == nil {
		return out
	}
	for _, e := range m.computed {
		out.Sum = out.Sum.Add(e.Value())
	}
	difference := m.line.Value().Sub(out.Sum)
	out.Difference = &difference
	if percent, err := quantity.Quo(difference.Shift(2), out.Sum); err == nil {
		out.Percent = &percent
	}
	return out
}

// mostListed is how many lines of facilities are listed; of more only those with a verified figure are.
const mostListed = 100_000

// emitters compares every facility of the inventory, in the order of the tables.
func emitters(inv *inventory.Inventory, verified []*emission) []*Emitter {
	of := map[*inventory.Estimate]*emission{}
	for _, m := range verified {
		of[m.line] = m
	}
	facilities := 0
	for _, e := range inv.Estimates {
		if e.Row.Facility != "" {
			facilities++
		}
	}
	var out []*Emitter
	for _, e := range inv.Estimates {
		switch m := of[e]; {
		case m != nil:
			out = append(out, m.compared())
		case e.Row.Facility == "" || facilities > mostListed:
		case e.Number:
			out = append(out, &Emitter{Line: e, Computed: []*inventory.Estimate{e}, Sum: e.Value()})
		default:
			out = append(out, &Emitter{Line: e})
		}
	}
	return out
}

// computed are the lines as the activities give them: those in whose place a verified figure stands instead of its own.
func computed(lines []*inventory.Estimate) []*inventory.Estimate {
	if !slices.ContainsFunc(lines, func(e *inventory.Estimate) bool { return e.Superseded() != nil }) {
		return lines
	}
	var out []*inventory.Estimate
	for _, e := range lines {
		if by := e.Superseded(); by != nil {
			out = append(out, by...)
		} else {
			out = append(out, e)
		}
	}
	return out
}
