package uncertainty

import (
	"crypto/sha256"
	"encoding/binary"
)

// stream is a sequence of random words that is addressed by the number of the draw: the word of a draw depends on the seed, the
// variable and the draw alone, so that neither blocks nor workers nor other variables move it. It is the finaliser of SplitMix64
// (Steele, Lea, Flood 2014, Fast splittable pseudorandom number generators, fig. 17) over a counter, with a second key.
type stream struct{ start, twist uint64 }

// step is 2^64 divided by the golden ratio, made odd: the distance of two counters.
const step = 0x9e3779b97f4a7c15

// newStream is the stream of a variable under a seed.
func newStream(seed uint64, variable string) stream {
	text := binary.LittleEndian.AppendUint64(nil, seed)
	sum := sha256.Sum256(append(text, variable...))
	return stream{binary.LittleEndian.Uint64(sum[:]), binary.LittleEndian.Uint64(sum[8:])}
}

// words writes the words of the draws first, first+1, … into out.
func (s stream) words(first uint64, out []uint64) {
	counter, twist := s.start+first*step, s.twist
	for i := range out {
		counter += step
		w := counter
		w = (w ^ w>>30) * 0xbf58476d1ce4e5b9
		w = (w^w>>27)*0x94d049bb133111eb + twist
		out[i] = w ^ w>>31
	}
}

// Of a word the highest 52 bits m stand for the probability u = (2m+1)·2⁻⁵³: never 0 nor 1, and 1−u is such a number too.
const (
	probabilityBits = 52
	halfBits        = probabilityBits - 1
)

// tail is the smaller of u and 1−u, in units of 2⁻⁵³, and whether it is 1−u.
func tail(word uint64) (units int64, upper bool) {
	m := int64(word >> (64 - probabilityBits))
	if m>>halfBits == 0 {
		return 2*m + 1, false
	}
	return 2*(1<<probabilityBits-1-m) + 1, true
}

// wordOf is a word that stands for the tail probability, to the resolution of words.
func wordOf(probability float64, upper bool) uint64 {
	m := min(uint64(probability*(1<<probabilityBits)), 1<<halfBits-1)
	if upper {
		m = 1<<probabilityBits - 1 - m
	}
	return m << (64 - probabilityBits)
}
