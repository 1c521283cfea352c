package recalc

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

// TestWorkedExample is METHODS x.bridge: E = A·F·W from (1000, 2.0, 25) to (1100, 1.9, 28).
func TestWorkedExample(t *testing.T) {
	old, new := []string{"1000", "2.0", "25"}, []string{"1100", "1.9", "28"}
	g := &game{unions: []uint64{1, 2, 4}, known: map[uint64]decimal.Decimal{}, value: func(made uint64) (decimal.Decimal, error) {
		product := decimal.NewFromInt(1)
		for i := range old {
			factor := old[i]
			if made>>i&1 == 1 {
				factor = new[i]
			}
			product = product.Mul(decimal.RequireFromString(factor))
		}
		return product, nil
	}}
	shares, err := g.shares()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int64{5165, -2785, 6140} {
		if !shares[i].Equal(Scale.Mul(decimal.NewFromInt(want))) {
			t.Errorf("part %d is %s, want %d", i, Unscaled(shares[i]), want)
		}
	}
}

// TestAgainstOrders holds the shares of random games against the definition: the mean over all orders in which the players can join,
// those of a union one behind the other, of what each adds.
func TestAgainstOrders(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		var unions []uint64
		players := 0
		for range 1 + random.IntN(3) {
			size := 1 + random.IntN(3)
			unions = append(unions, (1<<size-1)<<players)
			players += size
		}
		values := make([]int64, 1<<players)
		for i := range values {
			values[i] = random.Int64N(2000) - 1000
		}
		g := &game{unions: unions, known: map[uint64]decimal.Decimal{}, value: func(made uint64) (decimal.Decimal, error) { return decimal.NewFromInt(values[made]), nil }}
		shares, err := g.shares()
		if err != nil {
			t.Fatal(err)
		}
		sums, orders := make([]int64, players), int64(0)
		for _, order := range joining(unions) {
			orders++
			made := uint64(0)
			for _, i := range order {
				sums[i] += values[made|1<<i] - values[made]
				made |= 1 << i
			}
		}
		for i, sum := range sums {
			if !shares[i].Mul(decimal.NewFromInt(orders)).Equal(Scale.Mul(decimal.NewFromInt(sum))) {
				t.Fatalf("game %d, player %d of %b: %s, want %d/%d", round, i, unions, Unscaled(shares[i]), sum, orders)
			}
		}
	}
}

// joining lists the orders in which players join, those of a union one behind the other.
func joining(unions []uint64) [][]int {
	out := [][]int{{}}
	for _, order := range orders(len(unions)) {
		list := [][]int{{}}
		for _, k := range order {
			var members []int
			for i := range players(unions[k]) {
				members = append(members, i)
			}
			var longer [][]int
			for _, head := range list {
				for _, tail := range orders(len(members)) {
					row := slices.Clone(head)
					for _, j := range tail {
						row = append(row, members[j])
					}
					longer = append(longer, row)
				}
			}
			list = longer
		}
		out = append(out, list...)
	}
	return out[1:]
}

// orders lists the permutations of 0 … n-1.
func orders(n int) [][]int {
	out := [][]int{{}}
	for i := range n {
		var longer [][]int
		for _, order := range out {
			for at := range len(order) + 1 {
				longer = append(longer, slices.Insert(slices.Clone(order), at, i))
			}
		}
		out = longer
	}
	return out
}

func TestSubsets(t *testing.T) {
	seen := map[uint64]bool{}
	for s := range subsets(0b10110) {
		if s&^0b10110 != 0 || seen[s] {
			t.Errorf("%b", s)
		}
		seen[s] = true
	}
	if len(seen) != 1<<bits.OnesCount(0b10110) {
		t.Errorf("%d subsets", len(seen))
	}
}
