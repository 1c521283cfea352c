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

// Floats see 0.1 + 0.2 above 0.3 where decimals see a tie: near a tie the derivative may be that of another branch than
// ActiveBranch names. A tie of inputs themselves is seen as one by both, and the first counts.
func TestTiesOfFloats(t *testing.T) {
	a, b, c := keyed("a", "0.1", "1"), keyed("b", "0.2", "1"), keyed("c", "0.3", "1")
	rounded := Min(Add(a, b), c)
	if at, err := ActiveBranch(rounded); at != 0 || err != nil {
		t.Errorf("branch %d, %v", at, err)
	}
	if _, partials := run(t, rounded); partials[0] != 0 || partials[2] != 1 {
		t.Errorf("partials %v, want those of c", partials)
	}
	if _, partials := run(t, Max(c, keyed("d", "0.3", "1"))); partials[0] != 1 || partials[1] != 0 {
		t.Errorf("partials %v, want those of the first", partials)
	}
}
