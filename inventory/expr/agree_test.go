package expr

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// forest builds expressions over inputs of either sign, zeros among them, in t, kg and as plain numbers. What it builds
// stays in a range that floats hold well.
type forest struct {
	rng           *rand.Rand
	plain, masses []Node
}

func newForest(rng *rand.Rand) *forest {
	f := &forest{rng: rng}
	for i := range 12 {
		value := decimal.New(rng.Int64N(1900)-950, -3)
		if i%5 == 4 {
			value = decimal.Decimal{}
		}
		name := string(rune('a' + i))
		f.plain = append(f.plain, Of(&input{name, name, value, quantity.One}))
		name, unit := strings.ToUpper(name), "t"
		if i%2 == 0 {
			unit, value = "kg", value.Shift(3)
		}
		f.masses = append(f.masses, Of(&input{name, name, value, quantity.MustUnit(unit)}))
	}
	return f
}

// number builds a plain number. Squares keep denominators, logarithms and broken powers away from where they fail.
func (f *forest) number(depth int) Node {
	if depth == 0 {
		return f.plain[f.rng.IntN(len(f.plain))]
	}
	x, y := f.number(depth-1), f.number(f.rng.IntN(depth))
	positive := func(n Node) Node { return Add(Int(1), Mul(n, n)) }
	switch f.rng.IntN(13) {
	case 0:
		return Add(x, y, f.plain[0])
	case 1:
		return Mul(x, Ratio(44, 12), y)
	case 2:
		return Quo(x, positive(y))
	case 3:
		return Exp(Quo(x, positive(x)))
	case 4:
		return Log(positive(x))
	case 5:
		return Pow(positive(x), Const(decimal.RequireFromString("0.42"), quantity.One))
	case 6:
		return Min(x, y)
	case 7:
		return Max(x, y, Int(0))
	case 8:
		return Label("part", Round34(x))
	case 9:
		return Pow(x, Int(int64(f.rng.IntN(4))))
	case 10:
		return Sub(x, Mul(Int(-3), y))
	case 11:
		return Quo(f.mass(depth-1), Add(Const(decimal.NewFromInt(700), quantity.MustUnit("kg")), Mul(positive(y), Const(unity, quantity.MustUnit("t")))))
	default:
		return Sub(Pow(Mul(f.mass(0), Const(unity, quantity.One.Div(quantity.MustUnit("t")))), Int(2)), y)
	}
}

// mass builds a mass in t or kg.
func (f *forest) mass(depth int) Node {
	if depth <= 0 {
		return f.masses[f.rng.IntN(len(f.masses))]
	}
	switch x, y := f.mass(depth-1), f.mass(f.rng.IntN(depth)); f.rng.IntN(5) {
	case 0:
		return Sub(x, y)
	case 1:
		return Sum(x, y, f.masses[1])
	case 2:
		return In(x, quantity.MustUnit("kg"))
	case 3:
		return Max(x, y)
	default:
		return Mul(f.number(depth-1), x)
	}
}

// The program agrees with the exact value, and the gradient with central differences, on random trees of several roots.
func TestReadersAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 11))
	for range 250 {
		f := newForest(rng)
		roots := []Node{f.number(1 + rng.IntN(4)), f.mass(1 + rng.IntN(3)), f.number(2)}
		roots = append(roots, Add(roots[0], roots[2]), Sub(roots[0], roots[2]))
		p, err := Compile(roots)
		if err != nil {
			t.Fatal(err)
		}
		m, values := p.Machine(), p.Values()
		for i, root := range roots {
			exact, err := Decimal(root)
			if err != nil {
				t.Fatal(err)
			}
			want, _ := exact.Float64()
			partials := make([]float64, len(values))
			if got := m.Gradient(values, i, partials); !near(got, want, 1e-12) {
				t.Fatalf("%s: gradient sweep gives %v, exact %v", Format(root, Numbers), got, want)
			}
			evaluate := func(values []float64) float64 { return evaluated(m, len(roots), values)[i] }
			if got := evaluate(values); !near(got, want, 1e-12) {
				t.Fatalf("%s: program gives %v, exact %v", Format(root, Numbers), got, want)
			}
			checkPartials(t, p, root, values, partials, evaluate)
		}
	}
}

// evaluated runs one draw in the midst of a block.
func evaluated(m *Machine, roots int, values []float64) []float64 {
	in, out := make([][]float64, len(values)), make([][]float64, roots)
	for i, v := range values {
		in[i] = make([]float64, Block)
		for j := range in[i] {
			in[i][j] = v
		}
	}
	for i := range out {
		out[i] = make([]float64, Block)
	}
	m.Run(in, out, 17)
	last := make([]float64, roots)
	for i := range out {
		last[i] = out[i][16]
	}
	return last
}

func checkPartials(t *testing.T, p *Program, root Node, values, partials []float64, evaluate func([]float64) float64) {
	t.Helper()
	at := evaluate(values)
	for i, v := range values {
		h := 1e-6 * math.Max(math.Abs(v), 0.1)
		up, down := append([]float64{}, values...), append([]float64{}, values...)
		up[i], down[i] = v+h, v-h
		left, right := (at-evaluate(down))/h, (evaluate(up)-at)/h
		if !near(left, right, 1e-4) {
			continue // a kink of Min or Max
		}
		if got := (left + right) / 2; !near(partials[i], got, 1e-4) {
			t.Fatalf("%s: ∂/∂%s is %v, differences give %v", Format(root, Numbers), p.Inputs()[i].Symbol(), partials[i], got)
		}
	}
}

// The figures that Format prints give the value in a calculator that knows precedence and nothing of units.
func TestFormattedFiguresGiveTheValue(t *testing.T) {
	for _, c := range []struct {
		node Node
		want string
	}{
		{Pow(keyed("a", "-2", "1"), Int(2)), "(-2)^2"}, {Pow(keyed("a", "2", "t"), Int(2)), "(2 t)^2"}, {Pow(Int(2), Int(-3)), "2^(-3)"},
		{Pow(Pow(Int(2), Int(3)), Int(2)), "(2^3)^2"}, {Quo(keyed("a", "-2", "t"), keyed("b", "-4", "t")), "-2 t ÷ -4 t"}, {Mul(Int(3), Quo(Int(1), Ratio(44, 12))), "3 × 1 ÷ (44/12)"},
	} {
		if got := Format(c.node, Numbers); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
	rng := rand.New(rand.NewPCG(5, 8))
	for range 500 {
		f := newForest(rng)
		for _, root := range []Node{f.number(1 + rng.IntN(4)), f.mass(1 + rng.IntN(3))} {
			text := Format(root, Numbers)
			want, _ := decimal.RequireFromString(mustDecimal(t, root)).Float64()
			c := calculator{t: t, rest: []rune(text)}
			if got := c.sum(); len(c.rest) > 0 || !near(got, want, 1e-11) {
				t.Fatalf("%s\ngives %v with %q left, exact %v", text, got, string(c.rest), want)
			}
		}
	}
}

// calculator evaluates a text: powers before signs before products before sums, units passed over.
type calculator struct {
	t    *testing.T
	rest []rune
}

func (c *calculator) next(r rune) bool {
	for len(c.rest) > 0 && c.rest[0] == ' ' {
		c.rest = c.rest[1:]
	}
	if len(c.rest) == 0 || c.rest[0] != r {
		return false
	}
	c.rest = c.rest[1:]
	return true
}

func (c *calculator) sum() float64 {
	total := c.product()
	for {
		switch {
		case c.next('+'):
			total += c.product()
		case c.next('−'):
			total -= c.product()
		default:
			return total
		}
	}
}

func (c *calculator) product() float64 {
	total := c.sign()
	for {
		switch {
		case c.next('×'):
			total *= c.sign()
		case c.next('÷'), c.next('/'):
			total /= c.sign()
		default:
			return total
		}
	}
}

func (c *calculator) sign() float64 {
	if c.next('-') {
		return -c.power()
	}
	return c.power()
}

func (c *calculator) power() float64 {
	base := c.single()
	if c.next('^') {
		return math.Pow(base, c.single())
	}
	return base
}

// single is a figure with its unit, a function, or what stands in brackets.
func (c *calculator) single() float64 {
	switch word := c.word(func(r rune) bool { return unicode.IsLetter(r) }); {
	case word != "":
		c.next('(')
		x := c.sum()
		for c.next(',') {
			if y := c.sum(); (word == "min") == (y < x) {
				x = y
			}
		}
		c.next(')')
		switch word {
		case "exp":
			return math.Exp(x)
		case "ln":
			return math.Log(x)
		}
		return x
	case c.next('('), c.next('['):
		x := c.sum()
		if !c.next(')') && !c.next(']') {
			c.t.Fatalf("a bracket stays open before %q", string(c.rest))
		}
		return x
	}
	x, err := strconv.ParseFloat(c.word(func(r rune) bool { return unicode.IsDigit(r) || r == '.' }), 64)
	if err != nil {
		c.t.Fatalf("%v before %q", err, string(c.rest))
	}
	unit := c.word(func(r rune) bool { return unicode.IsLetter(r) })
	if unit == "" && strings.HasPrefix(string(c.rest), "1/") { // a unit such as 1/t
		c.rest = c.rest[2:]
		c.word(unicode.IsLetter)
	}
	return x
}

func (c *calculator) word(of func(rune) bool) string {
	c.next(' ')
	n := 0
	for n < len(c.rest) && of(c.rest[n]) {
		n++
	}
	out := string(c.rest[:n])
	c.rest = c.rest[n:]
	return out
}
