package expr

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// keyed is an input whose key and figure are chosen apart.
func keyed(key, value, unit string) Node {
	return Of(&input{key, key, decimal.RequireFromString(value), quantity.MustUnit(unit)})
}

// run evaluates a program of one root at its point values and gives the partial derivatives there.
func run(t *testing.T, root Node) (float64, []float64) {
	t.Helper()
	p, err := Compile([]Node{root})
	if err != nil {
		t.Fatalf("%s: %v", Format(root, Symbols), err)
	}
	partials := make([]float64, len(p.Inputs()))
	swept := p.Machine().Gradient(p.Values(), 0, partials)
	in, out := make([][]float64, len(partials)), [][]float64{{0}}
	for i, v := range p.Values() {
		in[i] = []float64{v}
	}
	if p.Machine().Run(in, out, 1); out[0][0] != swept && swept == swept {
		t.Errorf("%s: run gives %v, sweep %v", Format(root, Symbols), out[0][0], swept)
	}
	return out[0][0], partials
}

func TestOneKeyIsOneFigure(t *testing.T) {
	for _, c := range []struct {
		root Node
		want string
	}{
		{Sum(keyed("k", "1", "1"), keyed("k", "100", "1")), "input k is 1 1 and 100 1"},
		{Sum(keyed("k", "1", "t"), Mul(Int(2), keyed("k", "1", "kg"))), "input k is 1 t and 1 kg"},
		{Mul(keyed("k", "1", "t"), keyed("k", "1", "ha")), "input k is 1 t and 1 ha"},
	} {
		_, err := Compile([]Node{c.root})
		var two *TwoFiguresError
		if !errors.As(err, &two) || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", Format(c.root, Numbers), err, c.want)
		}
	}
	if _, err := Compile([]Node{keyed("k", "1", "1"), keyed("k", "2", "1")}); err == nil {
		t.Error("two roots must not give one key two figures either")
	}
}

// The same figure in another unit is the same input: it is drawn once and converted.
func TestOneKeyInTwoUnits(t *testing.T) {
	root := Sum(keyed("k", "1", "t"), Mul(keyed("k", "1000", "kg"), keyed("x", "3", "1")))
	value, partials := run(t, root)
	if got := mustDecimal(t, root); got != "4" || value != 4 || len(partials) != 2 || partials[0] != 4 {
		t.Errorf("decimal %s, program %v, partials %v; want 4, 4 and ∂/∂k = 4", got, value, partials)
	}
	if _, err := Compile([]Node{Sum(keyed("a", "1", "亩"), keyed("a", "0.06666666666666666666666666666666667", "ha"))}); err != nil {
		t.Errorf("a figure converted with 34 digits: %v", err)
	}
}

// Constants are one multiplier however they are written, equal sums and what is made of them are computed once, and
// nothing is computed that nobody reads.
func TestStepsOfAProgram(t *testing.T) {
	x, y := keyed("x", "3", "1"), keyed("y", "5", "1")
	for _, c := range []struct {
		root  Node
		steps int
	}{
		{Mul(Pow(Int(2), Int(3)), x), 1}, {Mul(Exp(Int(-1)), x), 1}, {Mul(Add(Int(1), Int(2)), x), 1}, {Mul(Max(Int(0), Int(2)), x), 1}, {Mul(Log(Int(2)), x), 1},
		{Add(x, Mul(Sub(Int(3), Int(2)), x)), 1}, {Sub(Add(x, x), x), 0}, {Quo(Add(x, y), Int(2)), 1}, {Add(x, y, x, Int(2), Int(3)), 1}, {Quo(x, Add(Int(1), Int(2))), 1},
		{Mul(Exp(Add(x, y)), Exp(Add(y, x))), 3}, {Sum(Mul(Add(x, y), x), Mul(Add(y, x), y)), 2},
	} {
		p, err := Compile([]Node{c.root})
		if err != nil || len(p.steps) != c.steps {
			t.Errorf("%s: %d steps, want %d (%v)", Format(c.root, Symbols), len(p.steps), c.steps, err)
		}
		want, _ := decimal.RequireFromString(mustDecimal(t, c.root)).Float64()
		if got, _ := run(t, c.root); !near(got, want, 1e-14) {
			t.Errorf("%s = %v, want %v", Format(c.root, Symbols), got, want)
		}
	}
	if _, err := Compile([]Node{Mul(Log(Int(-1)), x)}); !errors.Is(err, quantity.ErrLogarithm) {
		t.Errorf("a constant that has no value: %v", err)
	}
	fault := Log(keyed("z", "-1", "1"))
	if got, _ := run(t, Sub(fault, fault)); got == got {
		t.Errorf("a fault that cancels is %v, want no number", got)
	}
}
