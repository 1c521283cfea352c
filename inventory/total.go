package inventory

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
)

// Scopes of a total that is no category.
const (
	ScopeTotal       = "total"
	ScopeWithoutLand = "total_without_land"
)

// AllGases is the gas token of a total over all gases, which exists in CO2e only.
const AllGases = "all"

// Figure names one total of the inventory: a year, a boundary, a category code or a scope, and a gas or AllGases.
type Figure struct {
	Year     int
	Boundary Boundary
	Scope    string
	Gas      string
}

// Total is a figure derived from the estimates below it. A sum over mixed boundaries cannot be asked for.
type Total struct {
	Figure
	Category *Category // nil for total and total_without_land
	Number   bool      // some estimate below it is a number
	Mass     expr.Node // t of the gas; not for AllGases
	CO2e     expr.Node // t CO2e; invalid if HasCO2e is false
	HasCO2e  bool
	Notation Notation
	Missing  []string // gases that have a mass but no GWP in the set: the CO2e is incomplete by them
	Done     int      // (category, gas) pairs with a number, NO, NA, or IE whose target holds a number
	Pairs    int      // all (category, gas) pairs of the registry under the figure
}

// Complete is Done over Pairs, one if there are no pairs.
func (t *Total) Complete() (done, all int) { return t.Done, t.Pairs }

// landCodes are the categories that total_without_land leaves out: land, harvested wood and other, and biomass burning
// on forest land. Burning of crop residues stays with agriculture.
var landCodes = []string{"3.B", "3.D", "3.C.1.a"}

// IsLand tells whether the category belongs to land use, land-use change and forestry.
func IsLand(c *Category) bool {
	for ; c != nil; c = c.Parent {
		if slices.Contains(landCodes, c.Code) {
			return true
		}
	}
	return false
}

// frame is the empty total of a figure. The scope is one of the two named or the code of a category of the tree.
func (inv *Inventory) frame(f Figure) *Total {
	t := &Total{Figure: f}
	if f.Scope != ScopeTotal && f.Scope != ScopeWithoutLand {
		t.Category = inv.Vocabulary.Categories.Must(f.Scope)
	}
	return t
}

// Total derives one figure.
func (inv *Inventory) Total(f Figure) *Total {
	t := inv.frame(f)
	var below []*Estimate
	for _, e := range inv.Below(f.Year, f.Boundary, t.Category) {
		if inv.inScope(t, e.Category) && (f.Gas == AllGases || inv.Vocabulary.Gases.match(e.Gas, f.Gas)) {
			below = append(below, e)
		}
	}
	keys := Notation(0)
	for _, e := range below {
		t.Number = t.Number || e.Number
		keys |= e.Notation
	}
	t.Notation = keys.Among(t.Number)
	inv.countPairs(t)
	if t.Number {
		inv.sum(t, below)
	}
	return t
}

func (inv *Inventory) inScope(t *Total, c *Category) bool {
	switch t.Scope {
	case ScopeTotal:
		return true
	case ScopeWithoutLand:
		return !IsLand(c)
	default:
		return c.Within(t.Category)
	}
}

// sum builds the trees of mass and CO2e, level by level along the category tree, so that each can be opened as the
// tables are.
func (inv *Inventory) sum(t *Total, below []*Estimate) {
	var numbers []*Estimate
	for _, e := range below {
		if !e.Number {
			continue
		}
		numbers = append(numbers, e)
		if _, ok := inv.GWP(e.Gas); !ok && !slices.Contains(t.Missing, e.Gas) {
			t.Missing = append(t.Missing, e.Gas)
		}
	}
	if t.Gas != AllGases {
		t.Mass = inv.branch(t, numbers, func(leaves []*Estimate) []expr.Node {
			var out []expr.Node
			for _, e := range leaves {
				out = append(out, e.Mass)
			}
			return out
		})
	}
	if len(t.Missing) == 0 || t.Gas == AllGases {
		t.CO2e = inv.branch(t, numbers, inv.co2eByGas)
		t.HasCO2e = t.CO2e != expr.Node{}
	}
}

// co2eByGas gives the CO2e of each gas among the estimates of one category, in the order of the tables.
func (inv *Inventory) co2eByGas(lines []*Estimate) []expr.Node {
	masses := map[string][]expr.Node{}
	var gases []string
	for _, e := range lines {
		if masses[e.Gas] == nil {
			gases = append(gases, e.Gas)
		}
		masses[e.Gas] = append(masses[e.Gas], e.Mass)
	}
	slices.SortFunc(gases, func(a, b string) int { return inv.Vocabulary.Gases.rank(a) - inv.Vocabulary.Gases.rank(b) })
	var out []expr.Node
	for _, gas := range gases {
		if node, ok := inv.CO2e(expr.Label(gas, sumOf(masses[gas])), gas); ok {
			out = append(out, node)
		}
	}
	return out
}

func sumOf(nodes []expr.Node) expr.Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return expr.Sum(nodes...)
}

// branch builds the labelled sum of the category tree below the total's scope.
func (inv *Inventory) branch(t *Total, numbers []*Estimate, own func([]*Estimate) []expr.Node) expr.Node {
	byCategory := map[*Category][]*Estimate{}
	for _, e := range numbers {
		byCategory[e.Category] = append(byCategory[e.Category], e)
	}
	var build func(c *Category) (expr.Node, bool)
	build = func(c *Category) (expr.Node, bool) {
		parts := own(byCategory[c])
		for _, child := range c.Children {
			if node, ok := build(child); ok {
				parts = append(parts, node)
			}
		}
		if len(parts) == 0 {
			return expr.Node{}, false
		}
		return expr.Label(c.Code, sumOf(parts)), true
	}
	if t.Category != nil {
		node, _ := build(t.Category)
		return node
	}
	var parts []expr.Node
	for _, c := range inv.Vocabulary.Categories.All {
		if c.Parent != nil {
			continue
		}
		if node, ok := build(c); ok {
			parts = append(parts, node)
		}
	}
	if len(parts) == 0 {
		return expr.Node{}
	}
	return expr.Label(t.Scope, sumOf(parts))
}

// MassValue and CO2eValue are the exact figures of a total that has them.
func (inv *Inventory) MassValue(t *Total) decimal.Decimal { return inv.Value(t.Mass) }

// CO2eValue is the exact CO2e of a total that has one.
func (inv *Inventory) CO2eValue(t *Total) decimal.Decimal { return inv.Value(t.CO2e) }
