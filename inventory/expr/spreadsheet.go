package expr

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Sheet is where the parts of formulas stand in a workbook.
type Sheet struct {
	// Leaf is the reference to the cell of an input, and the unit of the figure in it.
	Leaf func(Leaf) (cell string, unit quantity.Unit)
	// Place puts the formula of a part into a cell of its own and gives the reference to it. Name is that of a state; it is
	// empty for a part that is placed only because the whole would be too long. A workbook that has a cell of the name and
	// formula already gives that.
	Place func(name string, part Node, formula string) string
}

// Spreadsheet is the expression as a spreadsheet formula without the equals sign, its value in the unit of the expression. States
// stand in cells of their own, and so does what would make a formula longer or deeper than programs take: a formula has at most
// 8,192 characters and 64 levels. Programs compute in floats, to some 15 digits.
func Spreadsheet(n Node, s Sheet) (string, error) {
	if err := n.Err(); err != nil {
		return "", err
	}
	w := &formulas{sheet: s, written: map[*node]formula{}}
	top := n.n
	for top.op == OpLabel && !top.rest.state || top.op == OpRound34 {
		top = top.args[0].n
	}
	if top.op == OpLabel {
		return w.node(top).text, nil
	}
	return w.open(top).text, nil
}

// formulas writes the formulas of one tree.
type formulas struct {
	sheet   Sheet
	written map[*node]formula
}

// formula is the text of a node, how strongly it binds, and how many levels of parentheses and functions it has.
type formula struct {
	text  string
	bind  int
	depth int
}

// The sizes from which a part gets a cell of its own; a whole formula stays below twice the first.
const (
	longFormula = 3000
	longPart    = 800
	deepPart    = 24
)

// node writes a node below the top.
func (w *formulas) node(n *node) formula {
	if known, ok := w.written[n]; ok {
		return known
	}
	var f formula
	switch {
	case n.op == OpLabel && n.rest.state:
		f = w.state(n)
	case n.op == OpLabel || n.op == OpRound34:
		f = w.node(n.args[0].n)
	default:
		if f = w.open(n); len(f.text) > longPart || f.depth > deepPart {
			f = formula{text: w.sheet.Place("", Node{n}, f.text), bind: bindAtom}
		}
	}
	if len(n.args) > 0 {
		w.written[n] = f
	}
	return f
}

// state writes what a state is made of into a cell.
func (w *formulas) state(n *node) formula {
	inner := n.args[0].n
	for inner.op == OpLabel && !inner.rest.state || inner.op == OpRound34 {
		inner = inner.args[0].n
	}
	var text string
	if inner.op == OpLabel {
		text = w.node(inner).text
	} else {
		text = w.open(inner).text
	}
	return formula{text: w.sheet.Place(n.rest.name, Node{n}, text), bind: bindAtom}
}

// open writes a node by its arguments.
func (w *formulas) open(n *node) formula {
	switch n.op {
	case OpLeaf:
		cell, unit := w.sheet.Leaf(n.leaf)
		return converted(formula{text: cell, bind: bindAtom}, unit, n.unit)
	case OpConst:
		return written(n.rest.value)
	case OpRatio:
		num, den := written(decimal.NewFromInt(n.rest.num)), written(decimal.NewFromInt(n.rest.den))
		return over(num, den)
	case OpIn:
		return converted(w.node(n.args[0].n), n.args[0].n.unit, n.unit)
	case OpAdd, OpSum:
		return w.joined(n, n.args, "+", bindSum, asItIs)
	case OpSub:
		a, b := w.node(n.args[0].n), wrapped(w.node(n.args[1].n), bindProduct)
		return formula{wrapped(a, bindSum).text + "-" + b.text, bindSum, max(a.depth, b.depth)}
	case OpMul:
		return w.product(n)
	case OpQuo:
		return over(w.node(n.args[0].n), w.node(n.args[1].n))
	case OpPow:
		if b := n.args[1].n; b.op == OpConst && b.rest.value.IsZero() {
			return formula{text: "1", bind: bindAtom} // programs refuse 0^0
		}
		a, b := wrapped(w.node(n.args[0].n), bindAtom), wrapped(w.node(n.args[1].n), bindAtom)
		return formula{a.text + "^" + b.text, bindPower, max(a.depth, b.depth)}
	}
	return w.function(n)
}

// function writes a function.
func (w *formulas) function(n *node) formula {
	name := map[Op]string{OpExp: "EXP", OpLog: "LN", OpMin: "MIN", OpMax: "MAX"}[n.op]
	inner := w.joined(n, n.args, ",", bindAll, func(arguments string) string { return name + "(" + arguments + ")" })
	return formula{name + "(" + inner.text + ")", bindAtom, inner.depth + 1}
}

// bindAll is the strength of what needs no parentheses as the whole formula or as an argument, and only there. A number with a
// sign is so: programs take the sign to bind stronger than a power, so that -2^2 is 4, as (-2)^2 is.
const bindAll = bindSum - 1

// written is a decimal number.
func written(d decimal.Decimal) formula {
	if d.Sign() < 0 {
		return formula{text: d.String(), bind: bindAll}
	}
	return formula{text: d.String(), bind: bindAtom}
}

// over is a quotient.
func over(a, b formula) formula {
	a, b = wrapped(a, bindProduct), wrapped(b, bindPower)
	return formula{a.text + "/" + b.text, bindProduct, max(a.depth, b.depth)}
}

// converted expresses a formula of one unit in another of its dimension.
func converted(f formula, from, to quantity.Unit) formula {
	if from == to {
		return f
	}
	scale, err := from.Scale(to)
	if err != nil {
		panic("expr: a cell has a figure of another kind: " + err.Error())
	}
	one := big.NewInt(1)
	if scale.Num().Cmp(one) != 0 {
		f = wrapped(f, bindProduct)
		f = formula{f.text + "*" + scale.Num().String(), bindProduct, f.depth}
	}
	if scale.Denom().Cmp(one) != 0 {
		f = wrapped(f, bindProduct)
		f = formula{f.text + "/" + scale.Denom().String(), bindProduct, f.depth}
	}
	return f
}

// product writes factors; a ratio 1/1, which brings a unit and no figure, goes without saying.
func (w *formulas) product(n *node) formula {
	var said []Node
	for _, a := range n.args {
		if a.n.op != OpRatio || a.n.rest.num != a.n.rest.den {
			said = append(said, a)
		}
	}
	switch len(said) {
	case 0:
		return formula{text: "1", bind: bindAtom}
	case 1:
		return w.node(said[0].n)
	}
	return w.joined(n, said, "*", bindProduct, asItIs)
}

// joined writes the arguments of an operation that may be grouped at will. What would grow too long begins with a cell that holds
// the operation over the arguments so far; whole makes its formula.
func (w *formulas) joined(n *node, args []Node, by string, bind int, whole func(string) string) formula {
	var parts []string
	size, depth := 0, 0
	for i, a := range args {
		f := wrapped(w.node(a.n), bind)
		if len(parts) > 1 && (size+len(f.text) > longFormula || len(parts) == manyArguments) {
			so := build(n.op, n.unit, args[:i])
			if n.op == OpMul {
				so = Mul(args[:i]...)
			}
			parts = []string{w.sheet.Place("", so, whole(strings.Join(parts, by)))}
			size, depth = len(parts[0]), 0
		}
		parts = append(parts, f.text)
		size += len(by) + len(f.text)
		depth = max(depth, f.depth)
	}
	return formula{strings.Join(parts, by), bind, depth}
}

// asItIs is the formula of an operation that is written between its arguments.
func asItIs(text string) string { return text }

// manyArguments is the number of arguments that a function is given at most; programs refuse more than 255.
const manyArguments = 200

func wrapped(f formula, atLeast int) formula {
	if f.bind < atLeast {
		return formula{"(" + f.text + ")", bindAtom, f.depth + 1}
	}
	return f
}
