package expr

// Alike tells whether two trees are one equation: the same operations on the same constants, whatever the leaves are and in whatever
// units, as long as leaf holds of each pair of leaves that stand in one place.
func Alike(a, b Node, leaf func(a, b Leaf) bool) bool {
	type pair struct{ a, b *node }
	seen := map[pair]bool{}
	var alike func(a, b *node) bool
	alike = func(a, b *node) bool {
		switch {
		case a == nil || b == nil:
			return a == b
		case a.op != b.op || len(a.args) != len(b.args):
			return false
		case a.op == OpLeaf:
			return leaf(a.leaf, b.leaf)
		case seen[pair{a, b}]:
			return true // the whole is not alike anyway if it was found not to be
		case !sameConstants(a, b):
			return false
		}
		seen[pair{a, b}] = true
		for i := range a.args {
			if !alike(a.args[i].n, b.args[i].n) {
				return false
			}
		}
		return true
	}
	return alike(a.n, b.n)
}

// sameConstants tells whether two nodes of one operation hold the same constants.
func sameConstants(a, b *node) bool {
	switch a.op {
	case OpConst:
		return a.rest.value.Equal(b.rest.value) && a.unit == b.unit
	case OpRatio:
		return a.rest.num == b.rest.num && a.rest.den == b.rest.den
	}
	return true
}
