package uncertainty

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// What draws rest on has the same bits on every architecture, and from one version to the next: the same seed gives the same draws.
func TestSamplingHasTheSameBitsEverywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 13))
	words := func() (out []uint64) {
		s, block := NewSobol(MaxDimensions), make([]uint32, 64)
		for d := 0; d < MaxDimensions; d += 13 {
			s.Scrambled(d, uint64(d)*0x9e3779b97f4a7c15, uint32(d)*997, block)
			for _, w := range block {
				out = append(out, uint64(w))
			}
		}
		return out
	}
	places := func() (out []uint64) {
		for range 10_000 {
			n := random.Uint64N(maxPermuted) + 1
			out = append(out, Permute(random.Uint64N(n), n, random.Uint64()))
		}
		return out
	}
	factors := func() (out []uint64) {
		for _, n := range []int{2, 5, 40} {
			var pairs []Pair
			for i := range n {
				for j := range i {
					pairs = append(pairs, Pair{Of: j, With: i, Rho: 2*random.Float64() - 1})
				}
			}
			c, problems := Correlate(make([]string, n), pairs, true)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			for _, row := range rows(&c.Blocks[0]) {
				for _, x := range row {
					out = append(out, math.Float64bits(x))
				}
			}
			for _, r := range c.Repairs {
				out = append(out, math.Float64bits(r.Smallest), math.Float64bits(r.Frobenius))
			}
		}
		even, _ := evenFactor(100, 0.3)
		for i := range even.below {
			out = append(out, math.Float64bits(even.below[i]), math.Float64bits(even.diagonal[i]))
		}
		return out
	}
	for _, c := range []struct {
		name, want string
		of         func() []uint64
	}{
		{"Sobol' words", "49280 1c1f441573ef660ecf5789a798a993f429dcdcab500e73fa18b8cda4cfa9254c", words},
		{"places", "10000 503d017211f0ff886d7d4395b23306bfcc7c784f7770ca3d87b6acdb13308e79", places},
		{"factors", "1833 e720b29c95ccc86f6d831d3f7ed90a4de54d81255e87e06829e2467c2c9db6a2", factors},
	} {
		hash := sha256.New()
		values := c.of()
		for _, v := range values {
			hash.Write(binary.LittleEndian.AppendUint64(nil, v))
		}
		if got := fmt.Sprintf("%d %s", len(values), hex.EncodeToString(hash.Sum(nil))); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
