// Package expr holds expressions over exact decimals with units: a tree is built once and read by five readers: its
// exact value, its text, its explanation, a program over blocks of floating-point draws, and its partial derivatives. The
// units are checked while the tree is built. The package knows nothing of the domain.
package expr

import (
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Leaf is an input of an expression. Leaves of equal Key are the same input and are drawn once; Symbol is what formulas
// print.
type Leaf interface {
	Key() string
	Symbol() string
	Value() decimal.Decimal
	Unit() quantity.Unit
}

// Op is the operation of a node.
type Op uint8

// The operations.
const (
	OpLeaf Op = iota
	OpConst
	OpRatio
	OpAdd
	OpSub
	OpMul
	OpQuo
	OpExp
	OpLog
	OpPow
	OpMin
	OpMax
	OpSum
	OpRound34
	OpIn
	OpLabel
	opFail
)

// Node is an expression; it never changes. The zero Node is no expression.
type Node struct{ n *node }

type node struct {
	op   Op
	unit quantity.Unit
	args []Node
	leaf Leaf
	rest *rest
	// cut keeps the value of a Round34 node, which every sum above it asks for, and of what a long recurrence shares.
	cut atomic.Pointer[decimal.Decimal]
}

// rest is what only some nodes have.
type rest struct {
	name     string          // of a label
	state    bool            // a label that is one of many in a row, such as a bank of each year
	value    decimal.Decimal // of a constant
	num, den int64           // of a ratio
	err      error
}

// Of is an input.
func Of(l Leaf) Node { return Node{&node{op: OpLeaf, leaf: l, unit: l.Unit()}} }

// Const is a constant with its unit.
func Const(v decimal.Decimal, u quantity.Unit) Node {
	return Node{&node{op: OpConst, unit: u, rest: &rest{value: v}}}
}

// Int is a plain whole number.
func Int(n int64) Node { return Const(decimal.NewFromInt(n), quantity.One) }

// Ratio is a ratio of two whole numbers, such as 44/12: multiplied and divided only with the product it stands in.
func Ratio(num, den int64) Node { return RatioOf(num, den, quantity.One) }

// RatioOf is a ratio with a unit: 44/12 t CO2/t C.
func RatioOf(num, den int64, u quantity.Unit) Node {
	if den == 0 {
		return Fail(quantity.ErrDivisionByZero)
	}
	return Node{&node{op: OpRatio, unit: u, rest: &rest{num: num, den: den}}}
}

// Fail is a node that carries an error. Every node built on it carries the same error.
func Fail(err error) Node { return Node{&node{op: opFail, rest: &rest{err: err}}} }

// failed returns the first argument that carries an error.
func failed(args []Node) (Node, bool) {
	for _, a := range args {
		if a.n == nil {
			panic("expr: an argument is no expression")
		}
		if a.n.op == opFail {
			return a, true
		}
	}
	return Node{}, false
}

// build makes a node of the operation unless an argument carries an error.
func build(op Op, u quantity.Unit, args []Node) Node {
	if f, bad := failed(args); bad {
		return f
	}
	return Node{&node{op: op, unit: u, args: args}}
}

// alike makes a node whose arguments must measure the same; they are expressed in the unit of the first.
func alike(op Op, args []Node) Node {
	if f, bad := failed(args); bad {
		return f
	}
	if len(args) == 0 {
		panic("expr: a sum of nothing has no unit")
	}
	return build(op, args[0].n.unit, allIn(args, args[0].n.unit))
}

// Add is a sum of terms that a formula writes out; of one term that term.
func Add(args ...Node) Node {
	if len(args) == 1 {
		return args[0]
	}
	return alike(OpAdd, args)
}

// Sum is a sum over parts, such as a total over its categories.
func Sum(args ...Node) Node { return alike(OpSum, args) }

// Sub is a − b.
func Sub(a, b Node) Node { return alike(OpSub, []Node{a, b}) }

// Min is the smallest of its arguments. It stands only where a guideline prints it.
func Min(args ...Node) Node { return alike(OpMin, args) }

// Max is the largest of its arguments. It stands only where a guideline prints it.
func Max(args ...Node) Node { return alike(OpMax, args) }

// Mul is a product. Its constants, ratios and conversions of units are one multiplier, divided last.
func Mul(args ...Node) Node {
	if f, bad := failed(args); bad {
		return f
	}
	u := quantity.One
	for _, a := range args {
		u = u.Mul(a.n.unit)
	}
	return build(OpMul, u, args)
}

// Quo is a ÷ b, cut once to 34 digits.
func Quo(a, b Node) Node {
	if f, bad := failed([]Node{a, b}); bad {
		return f
	}
	return build(OpQuo, a.n.unit.Div(b.n.unit), []Node{a, b})
}

// plain makes a node whose argument must be a plain number.
func plain(op Op, args ...Node) Node {
	if f, bad := failed(args); bad {
		return f
	}
	return build(op, quantity.One, allIn(args, quantity.One))
}

// allIn expresses the arguments in one unit, and leaves the caller's slice as it is.
func allIn(args []Node, u quantity.Unit) []Node {
	out := args
	for i, a := range args {
		if a.n.unit != u {
			if &out[0] == &args[0] {
				out = slices.Clone(args)
			}
			out[i] = In(a, u)
		}
	}
	return out
}

// Exp is e^x of a plain number, cut to 34 digits.
func Exp(x Node) Node { return plain(OpExp, x) }

// Log is the natural logarithm of a plain number, cut to 34 digits.
func Log(x Node) Node { return plain(OpLog, x) }

// Pow is a^b, cut to 34 digits. Both are plain numbers; a whole constant b keeps the unit of a.
func Pow(a, b Node) Node {
	if f, bad := failed([]Node{a, b}); bad {
		return f
	}
	if b.n.op == OpConst && b.n.unit == quantity.One && b.n.rest.value.IsInteger() {
		return build(OpPow, a.n.unit.Pow(int(b.n.rest.value.IntPart())), []Node{a, b})
	}
	return plain(OpPow, a, b)
}

// Round34 cuts x to 34 significant digits, half to even: a state carried on, or an estimate.
func Round34(x Node) Node {
	if f, bad := failed([]Node{x}); bad {
		return f
	}
	return build(OpRound34, x.n.unit, []Node{x})
}

// In expresses x in another unit of its dimension.
func In(x Node, u quantity.Unit) Node {
	if f, bad := failed([]Node{x}); bad {
		return f
	}
	if x.n.unit == u {
		return x
	}
	if _, err := x.n.unit.Scale(u); err != nil {
		return Fail(fmt.Errorf("%s: %w", Format(x, Symbols), err))
	}
	return build(OpIn, u, []Node{x})
}

// Label names an intermediate result.
func Label(name string, x Node) Node {
	if f, bad := failed([]Node{x}); bad {
		return f
	}
	out := build(OpLabel, x.n.unit, []Node{x})
	out.n.rest = &rest{name: name}
	return out
}

// State names an intermediate result that is made from one like it, such as the bank of a year from that of the year before:
// printed with the numbers it stands as its value, and explained it opens once.
func State(name string, x Node) Node {
	out := Label(name, x)
	if out.Err() == nil {
		out.n.rest.state = true
	}
	return out
}

// ErrNoExpression is the error of the zero Node.
var ErrNoExpression = errors.New("no expression")

// Err is the first error met when the tree was built, nil if there was none.
func (n Node) Err() error {
	switch {
	case n.n == nil:
		return ErrNoExpression
	case n.n.op == opFail:
		return n.n.rest.err
	}
	return nil
}

// Unit is the unit of the value.
func (n Node) Unit() quantity.Unit { return n.n.unit }

// Op is the operation.
func (n Node) Op() Op { return n.n.op }

// Args are the arguments, not to be changed.
func (n Node) Args() []Node { return n.n.args }

// Leaf returns the input of a leaf.
func (n Node) Leaf() (Leaf, bool) { return n.n.leaf, n.n.op == OpLeaf }

// Name is the name of a label, "" for other nodes.
func (n Node) Name() string {
	if n.n.op == OpLabel {
		return n.n.rest.name
	}
	return ""
}

// Leaves are the inputs of the tree, each key once, in the order of first use.
func (n Node) Leaves() []Leaf {
	var out []Leaf
	keys := map[string]bool{}
	seen := map[*node]bool{}
	var walk func(*node)
	walk = func(x *node) {
		if x.leaf != nil {
			if key := x.leaf.Key(); !keys[key] {
				keys[key] = true
				out = append(out, x.leaf)
			}
			return
		}
		if len(x.args) == 0 || seen[x] {
			return
		}
		seen[x] = true
		for _, a := range x.args {
			walk(a.n)
		}
	}
	walk(n.n)
	return out
}
