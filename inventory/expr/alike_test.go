package expr

import "testing"

func TestAlike(t *testing.T) {
	x, y, z := leaf("x", "3", "t"), leaf("y", "4", "t"), leaf("z", "5", "t")
	mean := func(a, b Node) Node { return Round34(Mul(Add(a, b), Ratio(1, 2))) }
	any := func(Leaf, Leaf) bool { return true }
	for _, c := range []struct {
		name string
		a, b Node
		leaf func(a, b Leaf) bool
		want bool
	}{
		{"other leaves", mean(x, y), mean(y, z), any, true},
		{"leaves that do not fit", mean(x, y), mean(y, z), func(a, b Leaf) bool { return a.Key() == b.Key() }, false},
		{"another ratio", mean(x, y), Round34(Mul(Add(x, y), Ratio(1, 3))), any, false},
		{"another constant", Mul(x, Int(2)), Mul(x, Int(3)), any, false},
		{"one term more", Sum(x, y), Sum(x, y, z), any, false},
		{"another operation", Add(x, y), Sub(x, y), any, false},
		{"no expression", Node{}, mean(x, y), any, false},
	} {
		if got := Alike(c.a, c.b, c.leaf); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	// what is shared is read once, however often it is used
	long := x
	for range 200 {
		long = Round34(Add(long, long))
	}
	if !Alike(long, long, any) {
		t.Error("a tree is not like itself")
	}
}
