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
