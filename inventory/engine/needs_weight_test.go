package engine

import (
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// What a need weighs is what its category weighs, whatever the row is of; categories of which none lies in another sum to the whole
// with what nothing is asked of.
func TestNeedsWeigh(t *testing.T) {
	dir := districtOf(t, "IPCC-2019")
	n := needsOf(t, dir, 2025)
	weights := map[*inventory.Category]decimal.Decimal{}
	for _, rows := range [][]inventory.Need{n.Rows, n.Lapsed} {
		for i := range rows {
			switch need := &rows[i]; {
			case need.Weight == nil:
			case weights[need.Category].IsZero():
				weights[need.Category] = *need.Weight
			case !weights[need.Category].Equal(*need.Weight):
				t.Errorf("%s weighs %s and %s", need.Category.Code, weights[need.Category], need.Weight)
			}
		}
	}
	e, err := oneEngine()
	if err != nil {
		t.Fatal(err)
	}
	ws, _, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil {
		t.Fatal(err)
	}
	inv := e.Compile(ws, []int{2024}).Inventory
	within := func(c *inventory.Category) bool {
		for ; c != nil; c = c.Parent {
			if _, asked := weights[c]; asked {
				return true
			}
		}
		return false
	}
	all, asked := decimal.Zero, decimal.Zero
	for _, one := range inv.Estimates {
		if gwp, ok := inv.GWP(one.Gas); ok && one.Number && one.Boundary == inventory.Territorial {
			co2e := one.Value().Mul(gwp.Amount).Abs()
			if all = all.Add(co2e); within(one.Row.Category) {
				asked = asked.Add(co2e)
			}
		}
	}
	sum := decimal.Zero
	for c, weight := range weights {
		if !within(c.Parent) {
			sum = sum.Add(weight)
		}
	}
	if off := sum.Mul(all).Sub(asked).Abs(); off.GreaterThan(decimal.New(1, -9)) || asked.LessThan(all.Mul(decimal.RequireFromString("0.9"))) || sum.GreaterThan(decimal.RequireFromString("1.000000001")) {
		t.Errorf("the categories weigh %s of %s t, of which %s t are asked", sum, all, asked)
	}
	for c, weight := range weights { // the old dump apart from the landfill beside it
		if want := map[string]string{"4.A.1": "0.0053", "4.A.2": "0.0004", "4.A": "0.0057"}[c.Code]; want != "" && weight.StringFixed(4) != want {
			t.Errorf("%s weighs %s", c.Code, weight)
		}
	}
}
