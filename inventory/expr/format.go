package expr

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Style chooses what Format prints.
type Style uint8

// Symbols prints the formula: Q × NCV × CC × OX × 44/12. Numbers prints the figures with their units put in; a factor in
// square brackets is the conversion between the units, so that the line can be checked with a calculator.
const (
	Symbols Style = iota
	Numbers
)

// Format prints the expression. Labels below the top print as their name in Symbols, and open in Numbers. What would fill
// pages is cut at the labels and Round34 states below the top, which print as their values in Numbers; what is still too
// long, and a state without a name in Symbols, prints as an ellipsis.
func Format(n Node, s Style) string {
	if err := n.Err(); err != nil {
		return err.Error()
	}
	top := n.n
	for top.op == OpLabel || top.op == OpRound34 {
		top = top.args[0].n
	}
	p := printer{style: s}
	if p.brief = p.count(top, longText) <= 0; s == Numbers {
		keepShared(top)
	}
	text, _ := p.open(top)
	return text
}

// printer prints in a style; a brief one opens nothing that it can name.
type printer struct {
	style Style
	brief bool
}

// longText is the number of nodes from which a text is no longer read.
const longText = 2000

const ellipsis = "…"

// closed tells whether the node prints as its name or value alone.
func (p printer) closed(n *node) bool {
	return n.op == OpLabel && (p.brief || p.style == Symbols || n.rest.state) || n.op == OpRound34 && p.brief
}

// count walks what will be printed below n, and returns what is left of the number of nodes.
func (p printer) count(n *node, left int) int {
	left--
	for _, a := range n.args {
		if left <= 0 {
			break
		}
		if p.closed(a.n) {
			left--
		} else {
			left = p.count(a.n, left)
		}
	}
	return left
}

// The binding strengths, weakest first, by which parentheses are set.
const (
	bindSum = iota
	bindProduct
	bindPower
	bindAtom
)

// node prints a node below the top.
func (p printer) node(n *node) (string, int) {
	switch {
	case p.closed(n) && p.style == Numbers:
		if v, err := value(n); err == nil {
			return amount(v, n.unit)
		}
		return ellipsis, bindAtom
	case p.closed(n) && n.op == OpLabel:
		return n.rest.name, bindAtom
	case p.closed(n), p.brief && p.count(n, longText) <= 0:
		return ellipsis, bindAtom
	}
	return p.open(n)
}

// open prints a node by its arguments.
func (p printer) open(n *node) (string, int) {
	switch n.op {
	case OpLeaf:
		if p.style == Symbols {
			return n.leaf.Symbol(), bindAtom
		}
		return amount(n.leaf.Value(), n.unit)
	case OpConst:
		return amount(n.rest.value, n.unit)
	case OpRatio:
		return strconv.FormatInt(n.rest.num, 10) + "/" + strconv.FormatInt(n.rest.den, 10), bindProduct
	case OpLabel, OpRound34:
		return p.node(n.args[0].n)
	case OpIn:
		return p.in(n)
	case OpAdd, OpSum:
		return p.joined(n.args, " + ", bindSum), bindSum
	case OpSub:
		return p.wrapped(n.args[0].n, bindSum) + " − " + p.wrapped(n.args[1].n, bindProduct), bindSum
	case OpMul:
		return p.product(n.args)
	case OpQuo:
		return p.wrapped(n.args[0].n, bindProduct) + " ÷ " + p.wrapped(n.args[1].n, bindPower), bindProduct
	case OpPow:
		return p.wrapped(n.args[0].n, bindAtom) + "^" + p.wrapped(n.args[1].n, bindAtom), bindPower
	}
	name := map[Op]string{OpExp: "exp", OpLog: "ln", OpMin: "min", OpMax: "max"}[n.op]
	return name + "(" + p.joined(n.args, ", ", bindSum) + ")", bindAtom
}

// amount prints a figure; the unit of a plain number or a fraction goes without saying. A sign or a unit does not stand
// bare in a power: (-2)^2, (2 t)^2.
func amount(v decimal.Decimal, u quantity.Unit) (string, int) {
	bind := bindAtom
	if v.Sign() < 0 {
		bind = bindPower
	}
	if scale, err := u.Scale(quantity.One); err == nil && scale.Cmp(big.NewRat(1, 1)) == 0 {
		return v.String(), bind
	}
	return v.String() + " " + u.String(), bindPower
}

// in prints a conversion: nothing in a formula, its factor with the numbers.
func (p printer) in(n *node) (string, int) {
	inner := n.args[0].n
	scale, err := inner.unit.Scale(n.unit)
	if p.style == Symbols || err != nil || scale.Cmp(big.NewRat(1, 1)) == 0 {
		return p.node(inner)
	}
	return p.wrapped(inner, bindProduct) + " × [" + scale.RatString() + "]", bindProduct
}

// product prints factors; a ratio 1/1, which brings a unit and no figure, goes without saying.
func (p printer) product(args []Node) (string, int) {
	var said []Node
	for _, a := range args {
		if a.n.op != OpRatio || a.n.rest.num != a.n.rest.den {
			said = append(said, a)
		}
	}
	switch len(said) {
	case 0:
		return "1", bindAtom
	case 1:
		return p.node(said[0].n)
	}
	return p.joined(said, " × ", bindProduct), bindProduct
}

func (p printer) wrapped(n *node, atLeast int) string {
	text, bind := p.node(n)
	if bind < atLeast {
		return "(" + text + ")"
	}
	return text
}

func (p printer) joined(args []Node, by string, atLeast int) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = p.wrapped(a.n, atLeast)
	}
	return strings.Join(parts, by)
}

// Step is one line of an explanation: a labelled result or an input, with its value, below the one it is part of. Folded is how
// many results and inputs it is made of that the depth leaves out.
type Step struct {
	Depth  int
	Node   Node
	Value  quantity.Quantity
	Folded int
}

// Explain opens the expression level by level down to the depth: below each label stand the labels and inputs that it
// is made of. An input that is used twice in one level stands there once, and a state opens where it is first met.
func Explain(n Node, depth int) ([]Step, error) {
	if err := n.Err(); err != nil {
		return nil, err
	}
	keepShared(n.n)
	var out []Step
	opened := map[*node]bool{}
	var open func(x *node, level int) error
	open = func(x *node, level int) error {
		v, err := value(x)
		if err != nil {
			return fmt.Errorf("%s: %w", Format(Node{x}, Symbols), err)
		}
		out = append(out, Step{Depth: level, Node: Node{x}, Value: quantity.Quantity{Value: v, Unit: x.unit}})
		if x.op == OpLeaf || opened[x] {
			return nil
		}
		if level == depth {
			out[len(out)-1].Folded = len(parts(x))
			return nil
		}
		if x.op == OpLabel && x.rest.state {
			opened[x] = true
		}
		for _, part := range parts(x) {
			if err := open(part, level+1); err != nil {
				return err
			}
		}
		return nil
	}
	return out, open(n.n, 0)
}

// States are the states below the top of the expression, each once and after those that it is made of.
func States(n Node) []Node {
	if n.Err() != nil {
		return nil
	}
	var out []Node
	seen := map[*node]bool{}
	var walk func(*node)
	walk = func(x *node) {
		if seen[x] {
			return
		}
		seen[x] = true
		for _, a := range x.args {
			walk(a.n)
		}
		if x.op == OpLabel && x.rest.state {
			out = append(out, Node{x})
		}
	}
	walk(n.n)
	return out
}

// parts are the nearest labels and inputs below a node, each once, in the order of first use.
func parts(n *node) []*node {
	var out []*node
	seen, leaves := map[*node]bool{}, map[string]bool{}
	var walk func(*node)
	walk = func(x *node) {
		switch {
		case x.op == OpLeaf:
			if !leaves[x.leaf.Key()] {
				leaves[x.leaf.Key()] = true
				out = append(out, x)
			}
		case seen[x]:
		case x.op == OpLabel:
			seen[x] = true
			out = append(out, x)
		default:
			seen[x] = true
			for _, a := range x.args {
				walk(a.n)
			}
		}
	}
	for _, a := range n.args {
		walk(a.n)
	}
	return out
}
