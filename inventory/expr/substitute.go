package expr

// Substitute gives the tree with each leaf as the function has it, in a unit of the same dimension; what holds no changed leaf is shared
// with the tree, and what the tree shares is shared by the new one.
func Substitute(n Node, leaf func(Leaf) Leaf) Node {
	made := map[*node]*node{}
	var walk func(*node) *node
	walk = func(x *node) *node {
		if known := made[x]; known != nil {
			return known
		}
		out := x
		if x.op == OpLeaf {
			if l := leaf(x.leaf); l != x.leaf {
				out = &node{op: OpLeaf, leaf: l, unit: l.Unit()}
			}
		}
		for i, a := range x.args {
			arg := walk(a.n)
			if arg == a.n {
				continue
			}
			if out == x {
				out = &node{op: x.op, unit: x.unit, rest: x.rest, args: append([]Node(nil), x.args...)}
			}
			out.args[i] = Node{arg}
		}
		made[x] = out
		return out
	}
	if n.n == nil {
		return n
	}
	return Node{walk(n.n)}
}
