package inventory

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
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
	HasMass  bool      // Mass holds: the figure is of one gas
	Mass     decimal.Decimal
	HasCO2e  bool
	CO2e     decimal.Decimal
	Notation Notation
	Missing  []string // gases that have a mass but no GWP in the set: the CO2e is incomplete by them
	Done     int      // (category, gas) pairs with a number, NO, NA, or IE whose target holds a number
	Pairs    int      // all (category, gas) pairs of the registry under the figure
	Open     Notation // the keys of the pairs that are not done
}

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
	inv.add(t, func(c *Category) bool { return inv.inScope(t, c) })
	inv.countPairs(t)
	return t
}

// add fills in what the categories in scope sum up to.
func (inv *Inventory) add(t *Total, scope func(*Category) bool) {
	masses := map[string]*quantity.Sum{}
	var gases []string
	keys := Notation(0)
	for _, h := range inv.under(t.Year, t.Boundary, scope) {
		if t.Gas != AllGases && !inv.Vocabulary.Gases.match(h.gas, t.Gas) {
			continue
		}
		keys |= h.keys
		if !h.number {
			continue
		}
		t.Number = true
		if masses[h.gas] == nil {
			masses[h.gas] = &quantity.Sum{}
			gases = append(gases, h.gas)
		}
		masses[h.gas].AddSum(&h.mass)
	}
	t.Notation = keys.Among(t.Number)
	slices.SortFunc(gases, func(a, b string) int { return inv.Vocabulary.Gases.rank(a) - inv.Vocabulary.Gases.rank(b) })
	for _, gas := range gases {
		gwp, ok := inv.GWP(gas)
		if !ok {
			t.Missing = append(t.Missing, gas)
			continue
		}
		t.HasCO2e = true
		t.CO2e = t.CO2e.Add(masses[gas].Decimal().Mul(gwp.Amount))
	}
	if t.Gas != AllGases {
		t.HasCO2e = t.HasCO2e && len(t.Missing) == 0
		if t.HasMass = len(gases) == 1; t.HasMass {
			t.Mass = masses[gases[0]].Decimal()
		}
	}
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
