package uncertainty

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// Every place is taken once, whatever the number of things.
func TestPermuteIsABijection(t *testing.T) {
	numbers := []uint64{1 << 16, 1<<16 + 1, 1 << 17, 1e5, 1e6}
	for n := uint64(1); n < 300; n++ {
		numbers = append(numbers, n)
	}
	for _, n := range numbers {
		seen := make([]bool, n)
		for i := range n {
			place := Permute(i, n, key(int(n)))
			if seen[place] {
				t.Fatalf("place %d of %d is taken twice", place, n)
			}
			seen[place] = true
		}
	}
	for _, i := range []uint64{0, 1, maxPermuted - 1} {
		if place := Permute(i, maxPermuted, key(1)); place >= maxPermuted {
			t.Errorf("%d is put to %d, beyond the end", i, place)
		}
	}
}

func TestPermuteRefuses(t *testing.T) {
	for _, c := range [][2]uint64{{3, 3}, {0, 0}, {0, maxPermuted + 1}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%d of %d passes", c[0], c[1])
				}
			}()
			Permute(c[0], c[1], 1)
		}()
	}
}

// deviations is by how many standard deviations chi² of equally likely cells is off.
func deviations(counts []int) float64 {
	total := 0
	for _, n := range counts {
		total += n
	}
	chi, expected := 0.0, float64(total)/float64(len(counts))
	for _, n := range counts {
		chi += (float64(n) - expected) * (float64(n) - expected) / expected
	}
	freedom := float64(len(counts) - 1)
	return (chi - freedom) / math.Sqrt(2*freedom)
}

// All orders of a few things are equally likely over the keys, keys of low weight included.
func TestPermuteOrders(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, keys := range []struct {
		name string
		next func(i int) uint64
	}{{"random", func(int) uint64 { return random.Uint64() }}, {"counting", func(i int) uint64 { return uint64(i) }}} {
		for n, orders := range map[uint64]int{2: 2, 3: 6, 4: 24, 5: 120} {
			counts := map[string]int{}
			for k := range 1000 * orders {
				order := ""
				key := keys.next(k)
				for i := range n {
					order += fmt.Sprint(Permute(i, n, key))
				}
				counts[order]++
			}
			var cells []int
			for _, c := range counts {
				cells = append(cells, c)
			}
			if off := deviations(cells); len(cells) != orders || math.Abs(off) > 4.5 {
				t.Errorf("%s keys: %d of %d orders of %d are met, chi² is %.1f standard deviations off", keys.name, len(cells), orders, n, off)
			}
		}
	}
}

// The places of two things over the keys, and those of one thing by neighbouring keys, are uniform and independent.
func TestPermutePairs(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, n := range []uint64{1000, 10_000, 1 << 20, 1_000_003, maxPermuted} {
		for _, pair := range [][2]uint64{{0, 1}, {0, n / 2}, {n - 2, n - 1}, {500, 501}} {
			two, next := make([]int, 100), make([]int, 100)
			for range 50_000 {
				k := random.Uint64()
				a, b, c := Permute(pair[0], n, k), Permute(pair[1], n, k), Permute(pair[0], n, k+1)
				two[cell(a, n)*10+cell(b, n)]++
				next[cell(a, n)*10+cell(c, n)]++
			}
			if a, b := deviations(two), deviations(next); n > 1000 && a > 4.5 || b > 4.5 { // of 1,000 two never fall together
				t.Errorf("n = %d, things %v: chi² is %.1f standard deviations off, %.1f for neighbouring keys", n, pair, a, b)
			}
		}
	}
}

func cell(place, n uint64) int { return int(place * 10 / n) }

// Along the draws the strata of variables are uncorrelated: rank correlations of pairs of keys have the standard deviation 1/√(n−1), and
// of an order with the draws themselves too.
func TestPermuteKeysAreUncorrelated(t *testing.T) {
	const n, keys = 1000, 120
	columns := make([][]float64, keys)
	for k := range columns {
		for i := range uint64(n) {
			columns[k] = append(columns[k], float64(Permute(i, n, uint64(k)*0x9e3779b97f4a7c15))-(n-1)/2.0)
		}
	}
	for i := range n {
		columns[0][i] = float64(i) - (n-1)/2.0 // the draws
	}
	squares, worst, pairs := 0.0, 0.0, 0.0
	for a := range columns {
		for b := range a {
			rho := 0.0
			for i := range n {
				rho += columns[a][i] * columns[b][i]
			}
			rho /= n * (n*n - 1) / 12.0
			squares += rho * rho * (n - 1)
			worst = max(worst, math.Abs(rho)*math.Sqrt(n-1))
			pairs++
		}
	}
	if off := (squares - pairs) / math.Sqrt(2*pairs); math.Abs(off) > 4.5 || worst > 5 {
		t.Errorf("squared correlations are %.1f standard deviations off, the greatest correlation is %.1f", off, worst)
	}
}

func BenchmarkPermute(b *testing.B) {
	for _, n := range []uint64{10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for i := uint64(0); b.Loop(); i++ {
				Permute(i%n, n, i)
			}
		})
	}
}
