package disclosure

import (
	"math/big"
	"math/bits"
	"slices"
)

// prime is 2^61 − 1. The search computes modulo it; what it finds is proved with rational numbers.
const prime = 1<<61 - 1

func modulo(hi, lo uint64) uint64 {
	out := lo&prime + (lo>>61 | hi<<3)
	if out >= prime {
		out -= prime
	}
	return out
}

func times(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return modulo(hi, lo)
}

func minus(a, b uint64) uint64 {
	if a >= b {
		return a - b
	}
	return a + prime - b
}

// inverse is a^(prime−2), by Fermat's little theorem.
func inverse(a uint64) uint64 {
	out := uint64(1)
	for e := uint64(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			out = times(out, a)
		}
		a = times(a, a)
	}
	return out
}

// residue is the number modulo the prime.
func residue(r *big.Rat) uint64 {
	m := new(big.Int).SetUint64(prime)
	num, den := new(big.Int).Mod(r.Num(), m), new(big.Int).Mod(r.Denom(), m)
	return times(num.Uint64(), inverse(den.Uint64()))
}

// sieve is what one who wants to know of a plant can work out: the rows that are published, in echelon form over the columns that he does
// not know, those of the plant last. A row that leaves nothing but the plant's columns gives something of the plant away: a line, a sum or a
// difference of its lines, or any other combination.
type sieve struct {
	view
	sight  sight
	rows   [][]uint64
	pivots []int    // of the rows
	v      []uint64 // room for reduce
}

// reduce is what the row says beyond those that are published; the column is the first of which it then says something, -1 for none, and
// disclosed tells whether it is one of the plant's. The rest stands until the next call.
func (s *sieve) reduce(row []uint64) (rest []uint64, column int, disclosed bool) {
	if s.v == nil {
		s.v = make([]uint64, len(s.order))
	}
	v := s.v
	for i, c := range s.order {
		v[i] = row[c]
	}
	for i, r := range s.rows {
		if by := v[s.pivots[i]]; by != 0 {
			for j, x := range r {
				if x != 0 {
					v[j] = minus(v[j], times(by, x))
				}
			}
		}
	}
	at := slices.IndexFunc(v, func(x uint64) bool { return x != 0 })
	return v, at, at >= s.others
}

// add publishes what reduce has left of a row.
func (s *sieve) add(rest []uint64, at int) {
	if at < 0 {
		return
	}
	rest = slices.Clone(rest)
	scale := inverse(rest[at])
	for j := range rest {
		rest[j] = times(rest[j], scale)
	}
	s.rows, s.pivots = append(s.rows, rest), append(s.pivots, at)
}

// proof is a sieve of integers of any length. Every row is that of a matrix eliminated without fractions (Bareiss, Math. Comp. 22 (1968)
// p565): its numbers are minors of what is published, so that each division is exact.
type proof struct {
	view
	rows   [][]*big.Int
	pivots []int
}

// reduce is as that of a sieve.
func (p *proof) reduce(row []*big.Int) (rest []*big.Int, at int, disclosed bool) {
	v := make([]*big.Int, len(p.order))
	for i, c := range p.order {
		v[i] = new(big.Int).Set(row[c])
	}
	before, by, product := big.NewInt(1), new(big.Int), new(big.Int)
	for i, r := range p.rows {
		pivot := r[p.pivots[i]]
		by.Set(v[p.pivots[i]])
		for j, x := range v {
			if x.Sign() == 0 && (by.Sign() == 0 || r[j].Sign() == 0) {
				continue
			}
			x.Mul(x, pivot)
			if by.Sign() != 0 && r[j].Sign() != 0 {
				x.Sub(x, product.Mul(by, r[j]))
			}
			x.Quo(x, before)
		}
		before = pivot
	}
	at = slices.IndexFunc(v, func(x *big.Int) bool { return x.Sign() != 0 })
	return v, at, at >= p.others
}

// add is as that of a sieve.
func (p *proof) add(rest []*big.Int, at int) {
	if at >= 0 {
		p.rows, p.pivots = append(p.rows, rest), append(p.pivots, at)
	}
}

// integers are the numbers times the least one that makes them whole.
func integers(row []*big.Rat) []*big.Int {
	common := big.NewInt(1)
	for _, r := range row {
		shared := new(big.Int).GCD(nil, nil, common, r.Denom())
		common.Mul(common, new(big.Int).Quo(r.Denom(), shared))
	}
	out := make([]*big.Int, len(row))
	for i, r := range row {
		out[i] = new(big.Int).Quo(common, r.Denom())
		out[i].Mul(out[i], r.Num())
	}
	return out
}
