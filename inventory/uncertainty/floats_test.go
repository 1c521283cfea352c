package uncertainty

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"math/rand/v2"
	"testing"

	"ghg/inventory/golden"
)

// digest is the hash of a series of floats, bit by bit.
type digest struct {
	hash  hash.Hash
	count int
}

func (d *digest) add(values ...float64) {
	var word [8]byte
	for _, v := range values {
		binary.LittleEndian.PutUint64(word[:], math.Float64bits(v))
		d.hash.Write(word[:])
		d.count++
	}
}

// digestOf names what was computed, how many results there were and their hash, on one line.
func digestOf(name string, compute func(rng *rand.Rand, d *digest)) string {
	d := &digest{hash: sha256.New()}
	compute(rand.New(rand.NewPCG(2006, 2019)), d)
	return fmt.Sprintf("%-8s %6d %x\n", name, d.count, d.hash.Sum(nil))
}

// tails are those of the laws, their distribution functions and moments, through the middle and into the tails.
func tails(rng *rand.Rand, d *digest) {
	for _, law := range laws() {
		d.add(law.Mean(), law.SD())
		for i := range 400 {
			p := rng.Float64()
			if i%4 == 0 {
				p = math.Ldexp(p, -i)
			}
			x := law.Quantile(p)
			d.add(x, law.Upper(p), law.CDF(x))
		}
	}
}

// fits are the laws of intervals of all kinds.
func fits(rng *rand.Rand, d *digest) {
	for i := range 3000 {
		value := rng.Float64()
		given := Given{Value: value, Low: float64(value * rng.Float64()), High: value + float64((1-value)*rng.Float64()), Kind: []string{"ci95", "range", "absolute"}[i%3],
			Distribution: append([]string{"", ""}, Families...)[rng.IntN(2+len(Families))], Nonnegative: i%2 == 0, Fraction: i%5 == 0, Recentre: i%7 == 0}
		if got, fault := Fit(given); fault == nil {
			d.add(got.CutOff, got.Achieved.Low, got.Achieved.High, got.Achieved.Mean, got.Law.SD())
		}
	}
}

// The bits of the laws, on this machine and on every other.
func TestFloatsHaveTheSameBitsEverywhere(t *testing.T) {
	got := digestOf("laws", tails) + digestOf("fits", fits)
	t.Logf("digests:\n%s", got)
	golden.Compare(t, "testdata/floats.golden", got)
}
