package expr

import (
	"math"
	"testing"
)

func TestGradientOfPowersAtZero(t *testing.T) {
	zero := keyed("a", "0", "1")
	for _, c := range []struct {
		root Node
		want float64
	}{
		{Pow(zero, Int(0)), 0}, {Pow(zero, keyed("b", "0", "1")), 0}, {Pow(zero, Int(1)), 1}, {Pow(zero, Int(2)), 0},
		{Pow(zero, keyed("b", "0.5", "1")), math.Inf(1)},
	} {
		if _, partials := run(t, c.root); partials[0] != c.want {
			t.Errorf("%s: derivative %v, want %v", Format(c.root, Numbers), partials[0], c.want)
		}
	}
}

// A fault below a Min or Max stays visible: its value and its derivatives are no numbers.
func TestMinAndMaxHideNoFault(t *testing.T) {
	fault := Log(keyed("x", "-1", "1"))
	for _, root := range []Node{Max(Int(0), fault), Max(fault, Int(0)), Min(Int(0), fault), Min(fault, Int(0)), Min(Int(1), fault, Int(2))} {
		if value, partials := run(t, root); value == value || partials[0] == partials[0] {
			t.Errorf("%s = %v with derivative %v, want no number", Format(root, Numbers), value, partials[0])
		}
	}
}
