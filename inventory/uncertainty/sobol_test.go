package uncertainty

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// The first ten points in three dimensions as the authors of the direction numbers print them (web page of Joe and Kuo, sobol.cc).
func TestSobolPrintedPoints(t *testing.T) {
	printed := [][3]float64{{0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125},
		{0.625, 0.125, 0.875}, {0.125, 0.625, 0.375}, {0.1875, 0.3125, 0.9375}, {0.6875, 0.8125, 0.4375}}
	s := NewSobol(3)
	for d := range 3 {
		words := make([]uint32, len(printed))
		s.Words(d, 0, words)
		for i, w := range words {
			if got := math.Ldexp(float64(w), -32); got != printed[i][d] {
				t.Errorf("point %d dimension %d is %v, printed %v", i, d+1, got, printed[i][d])
			}
		}
	}
}

// Lines of the set new-joe-kuo-6.21201 by dimension: degree, inner coefficients, m₁ ….
func TestSobolPrintedDirections(t *testing.T) {
	printed := map[int][]uint32{2: {1, 0, 1}, 3: {2, 1, 1, 3}, 4: {3, 1, 1, 3, 1}, 5: {3, 2, 1, 1, 1}, 6: {4, 1, 1, 1, 3, 3}, 7: {4, 4, 1, 3, 5, 13},
		8: {5, 2, 1, 1, 5, 5, 17}, 9: {5, 4, 1, 1, 5, 5, 5}, 10: {5, 7, 1, 1, 7, 11, 19},
		1111: {13, 4094, 1, 1, 5, 15, 19, 1, 7, 211, 157, 603, 403, 1387, 1583}, 10000: {17, 36335, 1, 3, 7, 5, 13, 27, 127, 65, 115, 731, 1147, 283, 91, 14205, 2457, 57083, 35815}}
	rest := directions
	for d := 2; d <= MaxDimensions; d++ {
		coded := bitReader{rest[1:], 0}
		line := []uint32{uint32(rest[0]), coded.next(int(rest[0]) - 1)}
		for i := range int(rest[0]) {
			line = append(line, coded.next(i)<<1|1)
		}
		if want := printed[d]; want != nil && !slices.Equal(line, want) {
			t.Errorf("dimension %d is %v, printed %v", d, line, want)
		}
		rest = new(columns32).decode(rest)
	}
	if rest != "" {
		t.Errorf("%d bytes are left after %d dimensions", len(rest), MaxDimensions)
	}
}

// Every dimension has its own primitive polynomial; up to degree 16 all that there are, φ(2^s − 1)/s of degree s.
func TestSobolPolynomials(t *testing.T) {
	counts := map[int]int{}
	before, rest := uint32(0), directions
	for range MaxDimensions - 1 {
		degree := int(rest[0])
		coded := bitReader{rest[1:], 0}
		p := 1<<degree | coded.next(degree-1)<<1 | 1
		if p <= before || !primitive(p) {
			t.Fatalf("%b after %b is not the next primitive polynomial", p, before)
		}
		before = p
		counts[degree]++
		rest = new(columns32).decode(rest)
	}
	for s, want := range []int{0, 1, 1, 2, 2, 6, 6, 18, 16, 48, 60, 176, 144, 630, 756, 1800, 2048} {
		if counts[s] != want {
			t.Errorf("%d polynomials of degree %d, want %d", counts[s], s, want)
		}
	}
}

// primitive tells whether x has the order 2^s − 1 modulo the polynomial of degree s over the field of two elements.
func primitive(p uint32) bool {
	degree := bits.Len32(p) - 1
	order := uint32(1)<<degree - 1
	power := func(n uint32) uint32 {
		product := func(a, b uint32) (out uint32) {
			for ; b != 0; b >>= 1 {
				if b&1 == 1 {
					out ^= a
				}
				if a <<= 1; a>>degree&1 == 1 {
					a ^= p
				}
			}
			return out
		}
		out, square := uint32(1), uint32(2)
		if degree == 1 {
			square = 2 ^ p
		}
		for ; n != 0; n >>= 1 {
			if n&1 == 1 {
				out = product(out, square)
			}
			square = product(square, square)
		}
		return out
	}
	if power(order) != 1 {
		return false
	}
	left := order
	for q := uint32(2); q*q <= left; q++ {
		for ; left%q == 0; left /= q {
			if power(order/q) == 1 {
				return false
			}
		}
	}
	return left == 1 || power(order/left) != 1
}

// key is a random key of a dimension.
func key(dimension int) uint64 {
	return rand.New(rand.NewPCG(20260331, uint64(dimension))).Uint64()
}

// Each aligned block of 2^k points has one point in each of 2^k equal parts of every dimension, plain and scrambled.
func TestSobolStrata(t *testing.T) {
	s := NewSobol(MaxDimensions)
	words, scrambled := make([]uint32, 1024), make([]uint32, 1024)
	for d := range s.Dimensions() {
		first := uint32(d) * 1024
		s.Words(d, first, words)
		strata(t, d, words)
		for i := range words {
			words[i] = Scramble(words[i], key(d))
		}
		s.Scrambled(d, key(d), first, scrambled)
		if strata(t, d, words); !slices.Equal(words, scrambled) {
			t.Errorf("dimension %d: a block scrambled at once differs from its words scrambled one by one", d)
		}
		if t.Failed() {
			return
		}
	}
}

func strata(t *testing.T, d int, words []uint32) {
	for _, k := range []int{1, 5, 10} {
		for block := range slices.Chunk(words, 1<<k) {
			var seen [1024]bool
			for _, w := range block {
				if seen[w>>(32-k)] {
					t.Errorf("dimension %d: two of %d points in one part", d, len(block))
					return
				}
				seen[w>>(32-k)] = true
			}
		}
	}
}

// Points do not depend on the block that they are computed in, to the last index.
func TestSobolBlocks(t *testing.T) {
	s := NewSobol(50)
	for _, first := range []uint32{0, 4096 - 7, 1<<32 - 1000} {
		whole, one := make([]uint32, 1000), make([]uint32, 1)
		s.Words(49, first, whole)
		for i := range whole {
			if s.Words(49, first+uint32(i), one); one[0] != whole[i] {
				t.Fatalf("point %d is %d in its block and %d alone", first+uint32(i), whole[i], one[0])
			}
		}
	}
}

// quality is t of the (t, m, 2)-net that 2^m points make in two dimensions: the least for which every box of area 2^(t−m) holds 2^t.
func quality(a, b []uint32) int {
	m := bits.Len(uint(len(a))) - 1
	for t := 0; ; t++ {
		even := true
		for k := 0; k <= m-t && even; k++ {
			counts := make([]int, 1<<(m-t))
			for i := range a {
				counts[uint64(a[i])>>(32-k)<<(m-t-k)|uint64(b[i])>>(32-(m-t-k))]++
			}
			even = slices.Min(counts) == slices.Max(counts)
		}
		if even {
			return t
		}
	}
}

// Pairs of dimensions are nets of known quality, and scrambling leaves it as it is. Dimensions 1 and 2 are a (0, 2)-sequence
// (Sobol' 1967); the sum of degrees less two bounds t of the others (Niederreiter 1987).
func TestSobolPairs(t *testing.T) {
	const points = 1 << 10
	s := NewSobol(12)
	plain, mixed := make([][]uint32, s.Dimensions()), make([][]uint32, s.Dimensions())
	degrees := []int{1, 1, 2, 3, 3, 4, 4, 5, 5, 5, 5, 5} // of dimension 1 that of x, the others as printed
	for d := range plain {
		plain[d] = make([]uint32, points)
		s.Words(d, 0, plain[d])
		for _, w := range plain[d] {
			mixed[d] = append(mixed[d], Scramble(w, key(d)))
		}
	}
	for a := range plain {
		for b := range a {
			got, scrambled := quality(plain[a], plain[b]), quality(mixed[a], mixed[b])
			if bound := degrees[a] + degrees[b] - 2; got > bound || scrambled != got {
				t.Errorf("dimensions %d and %d: t is %d, %d scrambled, the bound is %d", b+1, a+1, got, scrambled, bound)
			}
		}
	}
}

// A scrambled word is uniform over the keys, the words of one key are as independent as their leading bits let them be, and no key
// leaves words as they are.
func TestScrambleIsRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const keys, cells = 1 << 16, 16
	words := []uint32{0, 1 << 31, 1 << 30, 0x12345678, math.MaxUint32}
	for _, a := range words {
		for _, b := range words {
			var counts [cells * cells]int
			for range keys {
				k := random.Uint64()
				counts[Scramble(a, k)>>28<<4|Scramble(b, k)>>28]++
			}
			// b falls into a cell with the probability that the bits it shares with a leave open
			shared := min(bits.LeadingZeros32(a^b), 4)
			open := cells * cells >> shared // cells that can be met at all
			if shared < 4 && a != b {
				open /= 2 // the first bit that differs stays different
			}
			chi, met := 0.0, 0
			expected := float64(keys) / float64(open)
			for _, n := range counts {
				if n > 0 {
					met++
					chi += (float64(n) - expected) * (float64(n) - expected) / expected
				}
			}
			if sigma := (chi - float64(open-1)) / math.Sqrt(2*float64(open-1)); met != open || sigma > 4.5 {
				t.Errorf("%08x and %08x: %d cells of %d met, chi² is %.1f standard deviations off", a, b, met, open, sigma)
			}
		}
	}
}

// The error of an integral of a smooth function falls much faster than that of independent draws, and on average over the keys there
// is none: ∫ ∏ (1 + (x_i − ½)/(i+1)) = 1 over the unit cube of ten dimensions.
func TestSobolIntegrates(t *testing.T) {
	const dimensions, keys = 10, 40
	s := NewSobol(dimensions)
	spread := func(points int, draw func(d, k int, out []float64)) (mean, rms float64) {
		for k := range keys {
			values := slices.Repeat([]float64{1}, points)
			column := make([]float64, points)
			for d := range dimensions {
				draw(d, k, column)
				for i, x := range column {
					values[i] *= 1 + (x-0.5)/float64(d+1)
				}
			}
			sum := 0.0
			for _, v := range values {
				sum += v / float64(points)
			}
			mean += (sum - 1) / keys
			rms += (sum - 1) * (sum - 1) / keys
		}
		return mean, math.Sqrt(rms)
	}
	sobol := func(d, k int, out []float64) {
		words := make([]uint32, len(out))
		s.Words(d, 0, words)
		for i, w := range words {
			out[i] = (float64(Scramble(w, key(k*100+d))) + 0.5) / (1 << 32)
		}
	}
	plain := func(d, k int, out []float64) {
		random := rand.New(rand.NewPCG(uint64(d), uint64(k)))
		for i := range out {
			out[i] = random.Float64()
		}
	}
	mean, few := spread(1<<8, sobol)
	_, many := spread(1<<14, sobol)
	_, independent := spread(1<<14, plain)
	t.Logf("rms error: 256 points %.2g, 16,384 points %.2g, independent %.2g", few, many, independent)
	if many > few/64 || many > independent/20 || math.Abs(mean) > 3*few/math.Sqrt(keys) {
		t.Errorf("rms error %g with 256 points and %g with 16,384, %g of independent draws; mean %g", few, many, independent, mean)
	}
}

func BenchmarkSobol(b *testing.B) {
	s := NewSobol(100)
	words := make([]uint32, 256)
	b.Run("words", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			s.Words(i%100, uint32(i)*256, words)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/256, "ns/word")
	})
	b.Run("scrambled", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			s.Scrambled(i%100, uint64(i)<<32, uint32(i)*256, words)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/256, "ns/word")
	})
	b.Run("prepared", func(b *testing.B) {
		for b.Loop() {
			NewSobol(MaxDimensions)
		}
	})
}
