package recalc

// Compare bridges the pairs of years of two inventories.
func Compare(old, new Side, pairs []Pair, corrections []ErrorCorrection) *Bridge {
	panic("not yet")
}

// The most components and the most changes of one component that a line is taken apart into.
const (
	mostUnions  = 5
	mostPlayers = 6
)
