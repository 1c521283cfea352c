package expr

import (
	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Proportion is an expression that is one input times a constant: the constant is multiplied out once and serves every
// other input that stands in the same place.
type Proportion struct {
	numerator decimal.Decimal
	divisor   quantity.Divisor
}

// ProportionTo folds an expression into what its input is multiplied by; false if it is anything but a product of that
// input, once, and of what does not hold it.
func ProportionTo(n Node, input Leaf) (Proportion, bool) {
	if n.Err() != nil {
		return Proportion{}, false
	}
	num, den, ok := proportion(n.n, input)
	return Proportion{num, quantity.NewDivisor(den)}, ok
}

// Value is the exact value of the expression with x in the place of its input: the same that the tree has.
func (p *Proportion) Value(x decimal.Decimal) (decimal.Decimal, error) {
	return p.divisor.Of(x.Mul(p.numerator))
}

func proportion(n *node, input Leaf) (num, den decimal.Decimal, ok bool) {
	switch n.op {
	case OpLeaf:
		return unity, unity, n.leaf == input
	case OpLabel:
		return proportion(n.args[0].n, input)
	case OpIn:
		if num, den, ok = proportion(n.args[0].n, input); !ok {
			return num, den, false
		}
		scale, err := n.args[0].n.unit.Scale(n.unit)
		if err != nil {
			return num, den, false
		}
		return num.Mul(decimal.NewFromBigInt(scale.Num(), 0)), den.Mul(decimal.NewFromBigInt(scale.Denom(), 0)), true
	case OpMul:
		return proportionOfProduct(n, input)
	}
	return num, den, false
}

func proportionOfProduct(n *node, input Leaf) (num, den decimal.Decimal, ok bool) {
	num, den = unity, unity
	met := 0
	for _, a := range n.args {
		read := func(n *node) (x, y decimal.Decimal, ok bool) {
			x, y, err := fraction(n)
			return x, y, err == nil
		}
		if holds(a.n, input) {
			met++
			read = func(n *node) (x, y decimal.Decimal, ok bool) { return proportion(n, input) }
		}
		x, y, ok := read(a.n)
		if !ok {
			return num, den, false
		}
		num, den = num.Mul(x), den.Mul(y)
	}
	return num, den, met == 1
}

// holds tells whether the input stands in the expression.
func holds(n *node, input Leaf) bool {
	if n.leaf != nil {
		return n.leaf == input
	}
	for _, a := range n.args {
		if holds(a.n, input) {
			return true
		}
	}
	return false
}

// Logarithm is the natural logarithm of a float, as the programs of trees compute it; no number below 0.
func Logarithm(x float64) float64 { return log(x) }
