package disclosure

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

func TestResidues(t *testing.T) {
	m := new(big.Int).SetUint64(prime)
	if !m.ProbablyPrime(20) {
		t.Fatalf("%d is no prime", prime)
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 1000 {
		a, b := r.Uint64N(prime), 1+r.Uint64N(prime-1)
		x, y := new(big.Int).SetUint64(a), new(big.Int).SetUint64(b)
		if got := times(a, b); got != new(big.Int).Mod(new(big.Int).Mul(x, y), m).Uint64() {
			t.Fatalf("%d × %d = %d", a, b, got)
		}
		if got := minus(a, b); got != new(big.Int).Mod(new(big.Int).Sub(x, y), m).Uint64() {
			t.Fatalf("%d − %d = %d", a, b, got)
		}
		if times(b, inverse(b)) != 1 {
			t.Fatalf("the inverse of %d", b)
		}
	}
	if third := residue(big.NewRat(-1, 3)); times(third, 3) != prime-1 {
		t.Errorf("−1/3 is %d", third)
	}
}

// A quotient of masses that were cut at 34 digits is the fraction that their factors make.
func TestSharesAreThoseOfTheFactors(t *testing.T) {
	activity := decimal.RequireFromString("1234.567")
	mass := func(n, d int64) *big.Rat {
		factor, err := quantity.Quo(decimal.NewFromInt(n).Mul(activity), decimal.NewFromInt(d))
		if err != nil {
			t.Fatal(err)
		}
		return factor.Rat()
	}
	for _, c := range [][4]int64{{44 * 9401, 12 * 1000, 7, 3}, {-1, 3, 1, 7}, {1, 1, 1, 3}, {89958, 1000003, 14, 10}} {
		want := new(big.Rat).Quo(big.NewRat(c[0], c[1]), big.NewRat(c[2], c[3]))
		if got := simplest(new(big.Rat).Quo(mass(c[0], c[1]), mass(c[2], c[3]))); got.Cmp(want) != 0 {
			t.Errorf("%v: %s, want %s", c, got, want)
		}
	}
}

// The search modulo a prime and the proof in whole numbers say the same of rows by chance, of small ranks too.
func TestSieveAndProofAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	for range 200 {
		n := 2 + r.IntN(8)
		of := view{others: 1 + r.IntN(n-1)}
		for i := range n {
			of.order = append(of.order, i)
		}
		r.Shuffle(n, func(i, j int) { of.order[i], of.order[j] = of.order[j], of.order[i] })
		s, p := &sieve{view: of}, &proof{view: of}
		for range 12 {
			row := make([]*big.Rat, n)
			for i := range row {
				row[i] = big.NewRat(int64(r.IntN(5)-2), int64(1+r.IntN(3)))
			}
			var residues []uint64
			for _, x := range row {
				residues = append(residues, residue(x))
			}
			rest, at, disclosed := s.reduce(residues)
			exact, there, also := p.reduce(integers(row))
			if at != there || disclosed != also {
				t.Fatalf("%v: %d %v, exactly %d %v", row, at, disclosed, there, also)
			}
			if !disclosed {
				s.add(rest, at)
				p.add(exact, there)
			}
		}
		if len(s.pivots) != len(p.pivots) || !slices.Equal(s.pivots, p.pivots) {
			t.Fatalf("%v and %v", s.pivots, p.pivots)
		}
	}
}
