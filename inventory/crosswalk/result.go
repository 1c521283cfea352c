package crosswalk

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// State is what became of a line.
type State uint8

// The states: one row takes the line, none does, or more than one without a rule that decides.
const (
	Mapped State = iota
	Unmapped
	Double
)

// String is the word of the tables.
func (s State) String() string { return [...]string{"mapped", "unmapped", "double"}[s] }

// Result is an inventory by the rows of a scheme.
type Result struct {
	Scheme *Scheme
	Years  []*Year
}

// Year is one year of a result.
type Year struct {
	Year     int
	Cells    []*Cell // of the rows that hold something, in the order of the scheme; then by gas, all gases last
	Groups   []*Group
	Coverage []Coverage // of each boundary that has lines
	Scheme   decimal.Decimal
	// Inventory is the territorial total of the inventory, Scheme the scheme's grand total, both in t CO2e.
	Inventory decimal.Decimal
}

// Difference is what the inventory holds and the scheme's grand total does not, in t CO2e.
func (y *Year) Difference() decimal.Decimal { return y.Inventory.Sub(y.Scheme) }

// Cell is one gas of a row, or inventory.AllGases, over the lines that it and the rows below it take.
type Cell struct {
	Row     *Row
	Gas     string
	Number  bool
	HasMass bool // of one gas
	Mass    decimal.Decimal
	HasCO2e bool
	CO2e    decimal.Decimal
	Missing []string // gases with a mass but without a potential, by which the CO2e is too small
	Keys    inventory.Notation
}

// Group is the lines of one category, gas and boundary that became the same.
type Group struct {
	State    State
	Category *inventory.Category
	Gas      string
	Boundary inventory.Boundary
	Rows     []*Row // that take them: one where mapped, none where unmapped
	Lines    []*inventory.Estimate
	Number   bool
	HasCO2e  bool
	CO2e     decimal.Decimal
	Size     decimal.Decimal // Σ|CO2e|
	Keys     inventory.Notation
	Reason   inventory.Text // why no row takes them
	masses   sums
}

// Coverage is how much of Σ|CO2e| within a boundary became what.
type Coverage struct {
	Boundary inventory.Boundary
	Size     [3]decimal.Decimal // by state
}

// All is Σ|CO2e| of all lines of the boundary.
func (c Coverage) All() decimal.Decimal {
	return c.Size[Mapped].Add(c.Size[Unmapped]).Add(c.Size[Double])
}

// Share is the part of Σ|CO2e| in the state; false where there is none of it.
func (c Coverage) Share(of decimal.Decimal) (decimal.Decimal, bool) {
	share, err := quantity.Quo(of, c.All())
	return share, err == nil
}

// sums are the sum and the sum of sizes of masses of one gas.
type sums struct{ mass, size quantity.Sum }

func (s *sums) add(other *sums) {
	s.mass.AddSum(&other.mass)
	s.size.AddSum(&other.size)
}

// Of brings the inventory to the rows of the scheme.
func (s *Scheme) Of(inv *inventory.Inventory) *Result {
	out := &Result{Scheme: s}
	found := s.finder(inv.Vocabulary.Gases)
	groups := map[int][]*Group{}
	index := map[groupKey]*Group{}
	for _, e := range inv.Estimates {
		place := found(lineOf(e))
		key := groupKey{e.Row.Year, e.Row.Category, e.Gas, e.Boundary, place}
		g := index[key]
		if g == nil {
			g = &Group{State: place.state, Category: key.category, Gas: key.gas, Boundary: key.boundary, Rows: place.rows, Reason: place.reason}
			index[key] = g
			groups[key.year] = append(groups[key.year], g)
		}
		g.add(e)
	}
	for _, year := range inv.Years {
		out.Years = append(out.Years, s.year(inv, year, groups[year]))
	}
	return out
}

// place is where a line belongs; lines of one place share it.
type place struct {
	state  State
	rows   []*Row
	reason inventory.Text
}

type groupKey struct {
	year     int
	category *inventory.Category
	gas      string
	boundary inventory.Boundary
	*place
}

// finder is Find that remembers: a province has millions of lines and few hundred kinds of them.
func (s *Scheme) finder(gases *inventory.Gases) func(Line) *place {
	known := map[Line]*place{}
	shared := map[string]*place{}
	return func(l Line) *place {
		if p := known[l]; p != nil {
			return p
		}
		p := &place{state: Mapped, rows: s.Find(l, gases)}
		switch len(p.rows) {
		case 0:
			p.state, p.reason = Unmapped, s.Reason(l, gases)
		case 1:
		default:
			p.state = Double
		}
		key := p.reason.ZH
		for _, r := range p.rows {
			key += "|" + r.Code
		}
		if shared[key] == nil {
			shared[key] = p
		}
		known[l] = shared[key]
		return shared[key]
	}
}

func (g *Group) add(e *inventory.Estimate) {
	g.Lines, g.Keys = append(g.Lines, e), g.Keys|e.Notation
	if !e.Number {
		return
	}
	g.Number = true
	e.AddTo(&g.masses.mass, &g.masses.size)
}

// year settles the groups of a year and sums them up by row.
func (s *Scheme) year(inv *inventory.Inventory, year int, groups []*Group) *Year {
	out := &Year{Year: year, Groups: groups}
	own := map[*Row][]*Group{}
	coverage := map[inventory.Boundary]*Coverage{}
	for _, g := range groups {
		g.Keys = g.Keys.Among(g.Number)
		if gwp, ok := inv.GWP(g.Gas); ok && g.Number {
			g.HasCO2e, g.CO2e, g.Size = true, g.masses.mass.Decimal().Mul(gwp.Amount), g.masses.size.Decimal().Mul(gwp.Amount)
		}
		if g.State == Mapped {
			own[g.Rows[0]] = append(own[g.Rows[0]], g)
		}
		c := coverage[g.Boundary]
		if c == nil {
			c = &Coverage{Boundary: g.Boundary}
			coverage[g.Boundary] = c
		}
		c.Size[g.State] = c.Size[g.State].Add(g.Size)
	}
	for _, b := range inventory.Boundaries {
		if c := coverage[b]; c != nil {
			out.Coverage = append(out.Coverage, *c)
		}
	}
	for _, r := range s.Rows {
		out.Cells = append(out.Cells, cells(inv, r, gathered(r, own))...)
	}
	for _, c := range out.Cells {
		if c.Row == s.Total && c.Gas == inventory.AllGases {
			out.Scheme = c.CO2e
		}
	}
	out.Inventory = inv.Total(inventory.Figure{Year: year, Boundary: inventory.Territorial, Scope: inventory.ScopeTotal, Gas: inventory.AllGases}).CO2e
	slices.SortStableFunc(out.Groups, func(a, b *Group) int {
		return cmp.Or(cmp.Compare(a.Boundary, b.Boundary), cmp.Compare(a.State, b.State), cmp.Compare(a.Category.Order, b.Category.Order))
	})
	return out
}

// gathered is what the row and all below it take.
func gathered(r *Row, own map[*Row][]*Group) []*Group {
	out := slices.Clone(own[r])
	for _, part := range r.Parts {
		out = append(out, gathered(part, own)...)
	}
	return out
}

// cells are the gases of a row, in their order, and their sum; none where the row holds nothing.
func cells(inv *inventory.Inventory, r *Row, groups []*Group) []*Cell {
	if len(groups) == 0 {
		return nil
	}
	all := &Cell{Row: r, Gas: inventory.AllGases}
	byGas := map[string]*Cell{}
	masses := map[string]*sums{}
	var out []*Cell
	for _, g := range groups {
		c := byGas[g.Gas]
		if c == nil {
			c = &Cell{Row: r, Gas: g.Gas}
			byGas[g.Gas], masses[g.Gas] = c, &sums{}
			out = append(out, c)
		}
		c.Keys |= g.Keys
		c.Number = c.Number || g.Number
		masses[g.Gas].add(&g.masses)
	}
	slices.SortFunc(out, func(a, b *Cell) int { return inv.Vocabulary.Gases.Compare(a.Gas, b.Gas) })
	for _, c := range out {
		c.Keys = c.Keys.Among(c.Number)
		all.Keys |= c.Keys
		if !c.Number {
			continue
		}
		all.Number, c.HasMass, c.Mass = true, true, masses[c.Gas].mass.Decimal()
		gwp, ok := inv.GWP(c.Gas)
		if !ok {
			c.Missing, all.Missing = []string{c.Gas}, append(all.Missing, c.Gas)
			continue
		}
		c.HasCO2e, c.CO2e = true, c.Mass.Mul(gwp.Amount)
		all.HasCO2e, all.CO2e = true, all.CO2e.Add(c.CO2e)
	}
	all.Keys = all.Keys.Among(all.Number)
	return append(out, all)
}

// Empties are the rows of the scheme that stand for nothing of the inventory's categories.
func (s *Scheme) Empties() []*Row {
	var out []*Row
	for _, r := range s.Rows {
		if r.Empty() {
			out = append(out, r)
		}
	}
	return out
}
