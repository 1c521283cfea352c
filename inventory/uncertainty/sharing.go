package uncertainty

// sharing holds which variables are one: each points at another of its set, the first of which is the root, and says whether it is the
// opposite of it.
type sharing struct {
	parent   []int
	opposite []bool
}

func newSharing(n int) sharing {
	s := sharing{make([]int, n), make([]bool, n)}
	for i := range s.parent {
		s.parent[i] = i
	}
	return s
}

// root is the first variable of the set, and whether i is its opposite.
func (s sharing) root(i int) (root int, opposite bool) {
	for s.parent[i] != i {
		above := s.parent[i]
		s.opposite[i] = s.opposite[i] != s.opposite[above] // point at the one above: the root is its own and not opposite
		s.parent[i] = s.parent[above]
		opposite = opposite != s.opposite[i]
		i = s.parent[i]
	}
	return i, opposite
}

// join makes two variables one, or opposites; false if they are already the other way.
func (s sharing) join(a, b int, opposite bool) bool {
	rootA, turnedA := s.root(a)
	rootB, turnedB := s.root(b)
	turned := opposite != (turnedA != turnedB)
	if rootA == rootB {
		return !turned
	}
	if rootB < rootA {
		rootA, rootB = rootB, rootA
	}
	s.parent[rootB], s.opposite[rootB] = rootA, turned
	return true
}
