package expr

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

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

// Format prints the expression. Labels below the top print as their name in Symbols, and open in Numbers.
func Format(n Node, s Style) string {
	if err := n.Err(); err != nil {
		return err.Error()
	}
	top := n.n
	for top.op == OpLabel || top.op == OpRound34 {
		top = top.args[0].n
	}
	text, _ := format(top, s)
	return text
}

// The binding strengths, weakest first, by which parentheses are set.
const (
	bindSum = iota
	bindProduct
	bindPower
	bindAtom
)

func format(n *node, s Style) (string, int) {
	switch n.op {
	case OpLeaf:
		if s == Symbols {
			return n.leaf.Symbol(), bindAtom
		}
		return amount(n.leaf.Value().String(), n.unit), bindAtom
	case OpConst:
		return amount(n.rest.value.String(), n.unit), bindAtom
	case OpRatio:
		return strconv.FormatInt(n.rest.num, 10) + "/" + strconv.FormatInt(n.rest.den, 10), bindProduct
	case OpLabel:
		if s == Symbols {
			return n.rest.name, bindAtom
		}
		return format(n.args[0].n, s)
	case OpRound34:
		return format(n.args[0].n, s)
	case OpIn:
		return formatIn(n, s)
	case OpAdd, OpSum:
		return joined(n.args, " + ", s, bindSum), bindSum
	case OpSub:
		return wrapped(n.args[0].n, s, bindSum) + " − " + wrapped(n.args[1].n, s, bindProduct), bindSum
	case OpMul:
		return joined(n.args, " × ", s, bindProduct), bindProduct
	case OpQuo:
		return wrapped(n.args[0].n, s, bindProduct) + " ÷ " + wrapped(n.args[1].n, s, bindPower), bindProduct
	case OpPow:
		return wrapped(n.args[0].n, s, bindAtom) + "^" + wrapped(n.args[1].n, s, bindAtom), bindPower
	}
	name := map[Op]string{OpExp: "exp", OpLog: "ln", OpMin: "min", OpMax: "max"}[n.op]
	return name + "(" + joined(n.args, ", ", s, bindSum) + ")", bindAtom
}

// amount prints a figure; the unit of a plain number or a fraction goes without saying.
func amount(value string, u quantity.Unit) string {
	if scale, err := u.Scale(quantity.One); err == nil && scale.Cmp(big.NewRat(1, 1)) == 0 {
		return value
	}
	return value + " " + u.String()
}

// formatIn prints a conversion: nothing in a formula, its factor with the numbers.
func formatIn(n *node, s Style) (string, int) {
	inner := n.args[0].n
	scale, err := inner.unit.Scale(n.unit)
	if s == Symbols || err != nil || scale.Cmp(big.NewRat(1, 1)) == 0 {
		return format(inner, s)
	}
	return wrapped(inner, s, bindProduct) + " × [" + scale.RatString() + "]", bindProduct
}

func wrapped(n *node, s Style, atLeast int) string {
	text, bind := format(n, s)
	if bind < atLeast {
		return "(" + text + ")"
	}
	return text
}

func joined(args []Node, by string, s Style, atLeast int) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = wrapped(a.n, s, atLeast)
	}
	return strings.Join(parts, by)
}

// Step is one line of an explanation: a labelled result or an input, with its value, below the one it is part of.
type Step struct {
	Depth int
	Node  Node
	Value quantity.Quantity
}

// Explain opens the expression level by level down to the depth: below each label stand the labels and inputs that it
// is made of. An input that is used twice in one level stands there once.
func Explain(n Node, depth int) ([]Step, error) {
	if err := n.Err(); err != nil {
		return nil, err
	}
	var out []Step
	var open func(x *node, level int) error
	open = func(x *node, level int) error {
		v, err := value(x)
		if err != nil {
			return fmt.Errorf("%s: %w", Format(Node{x}, Symbols), err)
		}
		out = append(out, Step{level, Node{x}, quantity.Quantity{Value: v, Unit: x.unit}})
		if level == depth || x.op == OpLeaf {
			return nil
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

// parts are the nearest labels and inputs below a node, each once, in the order of first use.
func parts(n *node) []*node {
	var out []*node
	labels, leaves := map[*node]bool{}, map[string]bool{}
	var walk func(*node)
	walk = func(x *node) {
		switch {
		case x.op == OpLabel && !labels[x]:
			labels[x] = true
			out = append(out, x)
		case x.op == OpLeaf && !leaves[x.leaf.Key()]:
			leaves[x.leaf.Key()] = true
			out = append(out, x)
		case x.op != OpLabel:
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
