package uncertainty

import (
	_ "embed"
	"math/bits"
)

// directions holds the initial direction numbers of dimensions 2 to MaxDimensions in the order of the publication. A record is a byte
// with the degree s of the primitive polynomial, then bits, lowest first and padded to whole bytes: its s−1 inner coefficients, and of
// each m₂ … m_s, which are odd and below 2^i, (m_i − 1)/2 in i−1 bits.
//
// Source: S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM J. Sci. Comput. 30 (2008)
// 2635–2654, set new-joe-kuo-6.21201; the licence stands in NOTICE.
//
//go:embed sobol.bin
var directions string

// MaxDimensions is the number of dimensions that have direction numbers.
const MaxDimensions = 10_000

// Sobol is a Sobol' sequence of 32 bits (I. M. Sobol', USSR Comput. Math. Math. Phys. 7 (1967) 86–112): of every 2^k points that begin
// at a multiple of 2^k one lies in each of the 2^k equal parts of every dimension, and pairs of dimensions are filled evenly too. It
// has no state: a point is known by its index, so that blocks computed in any order by any number of workers are the same points.
type Sobol struct {
	columns []columns32 // by dimension: the word that bit j of the Gray code of the index adds
}

// NewSobol prepares the first dimensions, at most MaxDimensions.
func NewSobol(dimensions int) *Sobol {
	if dimensions < 0 || dimensions > MaxDimensions {
		panic("a Sobol' sequence has at most MaxDimensions dimensions")
	}
	s := &Sobol{columns: make([]columns32, dimensions)}
	rest := directions
	for d := range s.columns {
		if d == 0 {
			for j := range s.columns[0] {
				s.columns[0][j] = 1 << (31 - j)
			}
			continue
		}
		rest = s.columns[d].decode(rest)
	}
	return s
}

// Dimensions is the number of dimensions prepared.
func (s *Sobol) Dimensions() int { return len(s.columns) }

// Words fills out with the coordinates of the points first, first+1, … in the dimension, counted from 0, in units of 2^−32. The points
// come in the order of the Gray code (I. A. Antonov and V. M. Saleev 1979), as the program of Joe and Kuo prints them; point 0 is 0.
func (s *Sobol) Words(dimension int, first uint32, out []uint32) {
	columns := &s.columns[dimension]
	word := columns.at(first)
	for i := range out {
		out[i] = word
		word ^= columns[bits.TrailingZeros32(first+uint32(i)+1)&31] // the bit in which the next Gray code differs
	}
}

// Scrambled fills out with the words of Words, each scrambled by the key of the dimension.
func (s *Sobol) Scrambled(dimension int, key uint64, first uint32, out []uint32) {
	columns := s.columns[dimension]
	for j := range columns {
		columns[j] = bits.Reverse32(columns[j]) // once a block instead of once a word
	}
	word := columns.at(first)
	for i := range out {
		out[i] = scrambled(word, key)
		word ^= columns[bits.TrailingZeros32(first+uint32(i)+1)&31]
	}
}

// Scramble turns a word of a dimension into one of a randomly scrambled sequence (A. B. Owen 1995): whether a bit flips depends on the
// key and on the bits above it, so that the points stay as even as they were while each is uniform in itself. Keys are to be random
// words, one a dimension. It hashes the word from its lowest bits upwards after turning it round (S. Laine and T. Karras 2011; B.
// Burley, Practical hash-based Owen scrambling, JCGT 9(4) 2020) by the hash of N. Vegdahl, Building a better LK hash (2021).
func Scramble(word uint32, key uint64) uint32 { return scrambled(bits.Reverse32(word), key) }

// scrambled is Scramble of a word whose bits are turned round.
func scrambled(x uint32, key uint64) uint32 {
	x ^= x * 0x3d20adea
	x += uint32(key)
	x *= uint32(key>>32) | 1
	x ^= x * 0x05526c56
	x ^= x * 0x53a22864
	return bits.Reverse32(x)
}

// columns32 are the columns of the generating matrix of one dimension.
type columns32 [32]uint32

// at is the point of the index.
func (c *columns32) at(index uint32) (word uint32) {
	for gray := index ^ index>>1; gray != 0; gray &= gray - 1 {
		word ^= c[bits.TrailingZeros32(gray)&31]
	}
	return word
}

// decode reads the first record and fills in all columns by the recurrence of the polynomial; it returns what follows the record.
func (c *columns32) decode(record string) (rest string) {
	degree := int(record[0])
	coded := bitReader{record[1:], 0}
	inner := coded.next(degree - 1)
	for i := range degree {
		m := coded.next(i)<<1 | 1
		c[i] = m << (31 - i)
	}
	for i := degree; i < len(c); i++ {
		c[i] = c[i-degree] ^ c[i-degree]>>degree
		for k := 1; k < degree; k++ {
			if inner>>(degree-1-k)&1 == 1 {
				c[i] ^= c[i-k]
			}
		}
	}
	return record[1+(coded.at+7)/8:]
}

// bitReader reads numbers of some bits each, lowest bit first.
type bitReader struct {
	from string
	at   int // in bits
}

func (r *bitReader) next(width int) (out uint32) {
	for i := range width {
		out |= uint32(r.from[r.at/8]>>(r.at%8)&1) << i
		r.at++
	}
	return out
}
