package expr

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Decimal is the exact value of the expression in its unit. Sums and products are never cut; quotients, powers,
// exponentials, logarithms and Round34 are cut to 34 significant digits. An error names where it happened.
func Decimal(n Node) (decimal.Decimal, error) {
	if err := n.Err(); err != nil {
		return decimal.Decimal{}, err
	}
	keepShared(n.n)
	return value(n.n)
}

var unity = decimal.NewFromInt(1)

func value(n *node) (decimal.Decimal, error) {
	if known := n.cut.Load(); known != nil {
		return *known, nil
	}
	switch n.op {
	case OpLeaf:
		return n.leaf.Value(), nil
	case OpConst:
		return n.rest.value, nil
	case OpMul, OpRatio, OpIn:
		num, den, err := fraction(n)
		if err != nil || den.Equal(unity) {
			return num, err
		}
		return quantity.QuoExact(num, den)
	case OpRound34:
		return rounded(n)
	case OpLabel:
		v, err := value(n.args[0].n)
		if err != nil {
			err = fmt.Errorf("%s: %w", n.rest.name, err)
		}
		return v, err
	case OpAdd, OpSum, OpSub:
		return sum(n)
	case OpMin, OpMax:
		_, v, err := extreme(n)
		return v, err
	}
	return cutting(n)
}

// cutting is the value of the operations that cut to 34 digits.
func cutting(n *node) (decimal.Decimal, error) {
	a, err := value(n.args[0].n)
	if err != nil {
		return a, err
	}
	switch n.op {
	case OpExp:
		return quantity.Exp(a)
	case OpLog:
		return quantity.Log(a)
	}
	b, err := value(n.args[1].n)
	if err != nil {
		return b, err
	}
	if n.op == OpPow {
		return quantity.Pow(a, b)
	}
	return quantity.Quo(a, b)
}

func rounded(n *node) (decimal.Decimal, error) {
	v, err := value(n.args[0].n)
	if err != nil {
		return v, err
	}
	v = quantity.Round34(v)
	n.cut.Store(&v)
	return v, nil
}

func sum(n *node) (decimal.Decimal, error) {
	total, err := value(n.args[0].n)
	if err != nil {
		return total, err
	}
	for _, a := range n.args[1:] {
		v, err := value(a.n)
		if err != nil {
			return v, err
		}
		if n.op == OpSub {
			total = total.Sub(v)
		} else {
			total = total.Add(v)
		}
	}
	return total, nil
}

// extreme is the smallest or largest argument and which one it is; of equal ones the first.
func extreme(n *node) (int, decimal.Decimal, error) {
	at := 0
	best, err := value(n.args[0].n)
	if err != nil {
		return 0, best, err
	}
	for i, a := range n.args[1:] {
		v, err := value(a.n)
		if err != nil {
			return 0, v, err
		}
		if order := v.Cmp(best); order < 0 && n.op == OpMin || order > 0 && n.op == OpMax {
			at, best = i+1, v
		}
	}
	return at, best, nil
}

// ActiveBranch tells which argument of a Min or Max is its value.
func ActiveBranch(n Node) (int, error) {
	if err := n.Err(); err != nil {
		return 0, err
	}
	keepShared(n.n)
	at, _, err := extreme(n.n)
	return at, err
}

// fraction is a product as one numerator and one whole denominator, so that it is divided once.
func fraction(n *node) (num, den decimal.Decimal, err error) {
	switch n.op {
	case OpRatio:
		return decimal.NewFromInt(n.rest.num), decimal.NewFromInt(n.rest.den), nil
	case OpLabel:
		return fraction(n.args[0].n)
	case OpIn:
		num, den, err = fraction(n.args[0].n)
		if err != nil {
			return num, den, err
		}
		scale, err := n.args[0].n.unit.Scale(n.unit)
		if err != nil {
			return num, den, err
		}
		return num.Mul(decimal.NewFromBigInt(scale.Num(), 0)), den.Mul(decimal.NewFromBigInt(scale.Denom(), 0)), nil
	case OpMul:
		num, den = unity, unity
		for i, a := range n.args {
			x, y, err := fraction(a.n)
			if err != nil {
				return x, y, err
			}
			if i == 0 {
				num, den = x, y
				continue
			}
			num = num.Mul(x)
			if !y.Equal(unity) {
				den = den.Mul(y)
			}
		}
		return num, den, nil
	default:
		num, err = value(n)
		return num, unity, err
	}
}
