package expr

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// An expression that is a multiple of an input gives, folded, the value of the tree to the last digit, for whatever figure
// stands in the input's place.
func TestProportion(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 14))
	unit := quantity.MustUnit
	number := func() decimal.Decimal { return decimal.New(r.Int64N(1e12)-2e11, int32(-r.IntN(9))) }
	for range 500 {
		tree := func(figure decimal.Decimal, heat, carbon decimal.Decimal) (Node, Leaf) {
			q := &testInput{"q", figure, unit("10^4 t")}
			inner := Mul(Of(q), Const(heat, unit("kJ/kg")), RatioOf(44, 12, unit("t CO2").Div(unit("t C"))))
			return In(Mul(Label("heat", inner), Sum(Const(carbon, unit("t C/TJ")), Of(&testInput{"x", carbon, unit("kg C/GJ")}))), unit("t CO2")), q
		}
		heat, carbon := number(), number()
		first, q := tree(number(), heat, carbon)
		folded, ok := ProportionTo(first, q)
		if !ok {
			t.Fatal("a product is a proportion")
		}
		figure := number()
		again, _ := tree(figure, heat, carbon)
		want, err := Decimal(again)
		got, errFolded := folded.Value(figure)
		if err != nil || errFolded != nil || !got.Equal(want) {
			t.Fatalf("folded %s %v, tree %s %v", got, errFolded, want, err)
		}
	}
	q := &testInput{"q", decimal.NewFromInt(2), quantity.One}
	for name, tree := range map[string]Node{"a sum": Add(Of(q), Int(1)), "a square": Mul(Of(q), Of(q)), "a constant": Int(3), "a quotient": Quo(Int(1), Of(q)),
		"a cut": Mul(Round34(Of(q)), Int(2))} {
		if _, ok := ProportionTo(tree, q); ok {
			t.Errorf("%s is no proportion", name)
		}
	}
}

type testInput struct {
	name string
	v    decimal.Decimal
	u    quantity.Unit
}

func (l *testInput) Key() string            { return l.name }
func (l *testInput) Symbol() string         { return l.name }
func (l *testInput) Value() decimal.Decimal { return l.v }
func (l *testInput) Unit() quantity.Unit    { return l.u }
