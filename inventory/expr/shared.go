package expr

// manyVisits is how often the nodes of a tree may be met before a walk looks for those that it meets again. A tree of a
// category has a dozen nodes; one in which each state is used twice by the next has 2^n ways to the first.
const manyVisits = 1 << 16

// keepShared keeps the values of nodes that are used more than once, so that a recurrence is evaluated in as many steps
// as it has. It does nothing for trees of common size, which are evaluated faster than they are searched.
func keepShared(n *node) {
	if visits(n, manyVisits) > 0 {
		return
	}
	uses := map[*node]int{}
	var order []*node // arguments first
	var count func(*node)
	count = func(x *node) {
		uses[x]++
		if uses[x] > 1 || len(x.args) == 0 || x.cut.Load() != nil {
			return
		}
		for _, a := range x.args {
			count(a.n)
		}
		order = append(order, x)
	}
	count(n)
	for i := len(order) - 1; i >= 0; i-- {
		// A product looks through these for their numerators and denominators, and meets what is below them as often.
		if x := order[i]; uses[x] > 1 && (x.op == OpMul || x.op == OpIn || x.op == OpLabel) {
			for _, a := range x.args {
				uses[a.n]++
			}
		}
	}
	for _, x := range order {
		if uses[x] > 1 {
			v, err := value(x)
			if err != nil {
				return // it is met again, with the names of where it happened
			}
			x.cut.Store(&v)
		}
	}
}

// visits walks the tree, a node as often as it is used, and returns what is left of the number of visits.
func visits(n *node, left int) int {
	left--
	if n.cut.Load() != nil {
		return left
	}
	for _, a := range n.args {
		if left <= 0 {
			break
		}
		left = visits(a.n, left)
	}
	return left
}
