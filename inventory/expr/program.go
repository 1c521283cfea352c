package expr

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"ghg/inventory/quantity"
)

// Block is the number of draws a program evaluates at a time.
const Block = 256

// Program is a compiled set of expressions: equal sub-trees are computed once, constants, ratios and conversions of
// units are one multiplier, and a product that is only summed is part of the loop that sums. It may be used by several
// goroutines, each with a Machine of its own.
type Program struct {
	inputs []Leaf
	steps  []step
	roots  []int // slot of each root
	slots  int
}

// step computes one slot from others: out = Σ coefficient · Π factors, or a function of one or two slots.
type step struct {
	op    Op // OpSum for a sum of products, else the function
	out   int
	terms []term
	args  []int
}

// term is a product with its constant; no factors means the constant alone.
type term struct {
	coefficient float64
	factors     []int
}

// compiler turns trees into steps by way of sums of products with exact coefficients.
type compiler struct {
	program *Program
	byKey   map[string]int // input key or step signature → slot
	memo    map[*node]linear
	uses    map[*node]int
}

// linear is a sum of products, not yet given a slot.
type linear []monomial

type monomial struct {
	coefficient *big.Rat
	factors     []int // slots, sorted
}

// Compile makes a program whose outputs are the roots, in their order.
func Compile(roots []Node) (*Program, error) {
	c := &compiler{program: &Program{}, byKey: map[string]int{}, memo: map[*node]linear{}, uses: map[*node]int{}}
	for _, r := range roots {
		if err := r.Err(); err != nil {
			return nil, err
		}
	}
	for _, r := range roots {
		if err := c.count(r.n); err != nil {
			return nil, err
		}
	}
	for _, r := range roots {
		l, err := c.linear(r.n)
		if err != nil {
			return nil, err
		}
		c.program.roots = append(c.program.roots, c.slot(l))
	}
	return c.program, nil
}

// count gives the inputs their slots and counts how often each node is used, so that what is shared is computed once.
func (c *compiler) count(n *node) error {
	c.uses[n]++
	if c.uses[n] > 1 {
		return nil
	}
	if n.op == OpLeaf {
		return c.input(n.leaf)
	}
	for _, a := range n.args {
		if err := c.count(a.n); err != nil {
			return err
		}
	}
	return nil
}

// TwoFiguresError is the fault of two inputs of one key that are not the same figure: a program draws a key once.
type TwoFiguresError struct {
	Key         string
	First, Next quantity.Quantity
}

// Error names the key and both figures.
func (e *TwoFiguresError) Error() string {
	return fmt.Sprintf("input %s is %s and %s", e.Key, e.First, e.Next)
}

// input gives the leaf's key a slot. A known key must be the same figure, be it in another unit.
func (c *compiler) input(leaf Leaf) error {
	slot, known := c.byKey[leaf.Key()]
	if !known {
		c.byKey[leaf.Key()] = c.program.slots
		c.program.inputs = append(c.program.inputs, leaf)
		c.program.slots++
		return nil
	}
	first := c.program.inputs[slot]
	if sameFigure(first, leaf) || sameFigure(leaf, first) {
		return nil
	}
	return &TwoFiguresError{leaf.Key(), quantity.Quantity{Value: first.Value(), Unit: first.Unit()}, quantity.Quantity{Value: leaf.Value(), Unit: leaf.Unit()}}
}

// sameFigure tells whether b is a expressed in b's unit.
func sameFigure(a, b Leaf) bool {
	converted, err := quantity.Convert(a.Value(), a.Unit(), b.Unit())
	return err == nil && converted.Equal(b.Value())
}

// linear gives a node as a sum of products of slots. A sum or product that is used more than once gets a slot.
func (c *compiler) linear(n *node) (linear, error) {
	if known, ok := c.memo[n]; ok {
		return known, nil
	}
	out, err := c.fresh(n)
	if err != nil {
		return nil, err
	}
	if c.uses[n] > 1 && !simple(out) {
		out = linear{{big.NewRat(1, 1), []int{c.slot(out)}}}
	}
	c.memo[n] = out
	return out, nil
}

// simple tells whether a form is no dearer than a slot: a constant times at most one slot.
func simple(l linear) bool { return len(l) == 1 && len(l[0].factors) <= 1 }

func (c *compiler) fresh(n *node) (linear, error) {
	switch n.op {
	case OpLeaf:
		slot := c.byKey[n.leaf.Key()]
		scale, err := c.program.inputs[slot].Unit().Scale(n.unit)
		return linear{{scale, []int{slot}}}, err
	case OpConst:
		return linear{{n.rest.value.Rat(), nil}}, nil
	case OpRatio:
		return linear{{big.NewRat(n.rest.num, n.rest.den), nil}}, nil
	case OpLabel, OpRound34:
		return c.linear(n.args[0].n)
	case OpIn:
		l, err := c.linear(n.args[0].n)
		if err != nil {
			return nil, err
		}
		scale, err := n.args[0].n.unit.Scale(n.unit)
		return scaled(l, scale), err
	case OpAdd, OpSum, OpSub:
		return c.sum(n)
	case OpMul:
		return c.product(n)
	}
	return c.function(n)
}

func scaled(l linear, by *big.Rat) linear {
	out := slices.Clone(l)
	for i := range out {
		out[i].coefficient = new(big.Rat).Mul(out[i].coefficient, by)
	}
	return out
}

func (c *compiler) sum(n *node) (linear, error) {
	var out linear
	for i, a := range n.args {
		l, err := c.linear(a.n)
		if err != nil {
			return nil, err
		}
		if n.op == OpSub && i == 1 {
			l = scaled(l, big.NewRat(-1, 1))
		}
		out = append(out, l...)
	}
	return collected(out), nil
}

// collected adds equal products and sorts them, so that x+y, y+x and 2x+y−x are one step. Products of equal length stand
// together, as the machine likes them. What cancels keeps its place with a zero, so that no fault in it is hidden.
func collected(l linear) linear {
	slices.SortStableFunc(l, func(a, b monomial) int {
		return cmp.Or(len(a.factors)-len(b.factors), slices.Compare(a.factors, b.factors))
	})
	out := l[:0]
	for _, m := range l {
		if last := len(out) - 1; last >= 0 && slices.Equal(out[last].factors, m.factors) {
			m.coefficient = new(big.Rat).Add(out[last].coefficient, m.coefficient)
			out[last] = m
		} else {
			out = append(out, m)
		}
	}
	return out
}

// product multiplies; a factor that is a sum gets a slot, so that no product is multiplied out.
func (c *compiler) product(n *node) (linear, error) {
	m := monomial{coefficient: big.NewRat(1, 1)}
	for _, a := range n.args {
		l, err := c.linear(a.n)
		if err != nil {
			return nil, err
		}
		if len(l) != 1 {
			l = linear{{big.NewRat(1, 1), []int{c.slot(l)}}}
		}
		m.coefficient = new(big.Rat).Mul(m.coefficient, l[0].coefficient)
		m.factors = append(m.factors, l[0].factors...)
	}
	slices.Sort(m.factors)
	return linear{m}, nil
}

// function gives a slot to a quotient, power, exponential, logarithm, smallest or largest. A division by a constant is a
// multiplication, and a function of constants is a constant: its exact value.
func (c *compiler) function(n *node) (linear, error) {
	forms := make([]linear, len(n.args))
	constant := true
	for i, a := range n.args {
		l, err := c.linear(a.n)
		if err != nil {
			return nil, err
		}
		forms[i] = l
		constant = constant && l.constant()
	}
	if n.op == OpQuo && forms[1].constant() {
		by := forms[1][0].coefficient
		if by.Sign() == 0 {
			return nil, quantity.ErrDivisionByZero
		}
		return scaled(forms[0], new(big.Rat).Inv(by)), nil
	}
	if constant {
		v, err := Decimal(Node{n})
		return linear{{v.Rat(), nil}}, err
	}
	args := make([]int, len(forms))
	for i, l := range forms {
		args[i] = c.slot(l)
	}
	return linear{{big.NewRat(1, 1), []int{c.emit(step{op: n.op, args: args})}}}, nil
}

func (l linear) constant() bool { return len(l) == 1 && len(l[0].factors) == 0 }

// slot returns where the form is computed; a bare input or step is its own slot.
func (c *compiler) slot(l linear) int {
	if len(l) == 1 && len(l[0].factors) == 1 && l[0].coefficient.Cmp(big.NewRat(1, 1)) == 0 {
		return l[0].factors[0]
	}
	s := step{op: OpSum}
	for _, m := range l {
		coefficient, _ := m.coefficient.Float64()
		s.terms = append(s.terms, term{coefficient, m.factors})
	}
	return c.emit(s)
}

// emit adds a step unless an equal one exists.
func (c *compiler) emit(s step) int {
	key := signature(s)
	if known, ok := c.byKey[key]; ok {
		return known
	}
	s.out = c.program.slots
	c.program.slots++
	c.program.steps = append(c.program.steps, s)
	c.byKey[key] = s.out
	return s.out
}

func signature(s step) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\x00step %d %v", s.op, s.args)
	var word [8]byte
	for _, t := range s.terms {
		fmt.Fprintf(&b, " %x", t.coefficient)
		for _, f := range t.factors {
			binary.LittleEndian.PutUint64(word[:], uint64(f))
			b.Write(word[:])
		}
		b.WriteByte('+')
	}
	return b.String()
}

// Inputs are the leaves the program reads, in the order in which Run takes them.
func (p *Program) Inputs() []Leaf { return p.inputs }

// Values are the point values of the inputs, in their order.
func (p *Program) Values() []float64 {
	out := make([]float64, len(p.inputs))
	for i, leaf := range p.inputs {
		out[i], _ = leaf.Value().Float64()
	}
	return out
}
