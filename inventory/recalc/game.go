package recalc

import (
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"
)

// The most components and the most changes of one component that a line is taken apart into: their factorials are in Scale.
const (
	mostUnions  = 5
	mostPlayers = 6
)

// game is what a line is as a function of the changes that are made: players in unions, each of one component.
type game struct {
	unions []uint64 // the players of each, as bits
	value  func(made uint64) (decimal.Decimal, error)
	known  map[uint64]decimal.Decimal
}

// at is the value with some changes made, worked out once.
func (g *game) at(made uint64) (decimal.Decimal, error) {
	if v, ok := g.known[made]; ok {
		return v, nil
	}
	v, err := g.value(made)
	if err == nil {
		g.known[made] = v
	}
	return v, err
}

// shares gives Owen's value of each player times Scale. With one player a union it is Shapley's value; that of a union is always
// Shapley's of the game between the unions.
func (g *game) shares() (map[int]decimal.Decimal, error) {
	out := map[int]decimal.Decimal{}
	for k, union := range g.unions {
		others := slices.Concat(g.unions[:k], g.unions[k+1:])
		for i := range players(union) {
			share, err := g.share(i, union&^(1<<i), others)
			if err != nil {
				return nil, err
			}
			out[i] = share
		}
	}
	return out, nil
}

// share is the part of one player: over every set of the other unions, and within it over every set of its mates, the change of the
// value when the player joins.
func (g *game) share(i int, mates uint64, others []uint64) (decimal.Decimal, error) {
	var total decimal.Decimal
	for chosen := range 1 << len(others) {
		var outside uint64
		for j, union := range others {
			if chosen>>j&1 == 1 {
				outside |= union
			}
		}
		between := weight(bits.OnesCount(uint(chosen)), len(others)+1, mostUnions)
		for inside := range subsets(mates) {
			before, err := g.at(outside | inside)
			if err != nil {
				return total, err
			}
			after, err := g.at(outside | inside | 1<<i)
			if err != nil {
				return total, err
			}
			within := weight(bits.OnesCount64(inside), bits.OnesCount64(mates)+1, mostPlayers)
			total = total.Add(after.Sub(before).Mul(decimal.NewFromInt(between * within)))
		}
	}
	return total, nil
}

// weight is s!(n-s-1)!/n! times most!, a whole number since n is no more than most.
func weight(s, n, most int) int64 {
	return factorial(s) * factorial(n-s-1) * (factorial(most) / factorial(n))
}

func factorial(n int) int64 {
	out := int64(1)
	for i := 2; i <= n; i++ {
		out *= int64(i)
	}
	return out
}

// players are the bits of a union, lowest first.
func players(union uint64) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for ; union != 0; union &= union - 1 {
			if !yield(bits.TrailingZeros64(union)) {
				return
			}
		}
	}
}

// subsets are those of a set of bits, the empty one first.
func subsets(of uint64) func(yield func(uint64) bool) {
	return func(yield func(uint64) bool) {
		for at := uint64(0); ; at = (at - of) & of {
			if !yield(at) || at == of {
				return
			}
		}
	}
}
