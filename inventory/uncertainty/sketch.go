package uncertainty

import (
	"math"
	"slices"
)

// A sketch counts deviations from a centre in cells: each octave of their size is divided into 1,024 cells, so that a quantile is known to
// a thousandth of its own distance from the centre, whatever the number of draws. Counts are whole numbers: the order in which
// workers add them does not matter.
const (
	cellBits      = 10
	octaveCells   = 1 << cellBits
	octavesBelow  = 12 // octaves below the scale; what is closer to the centre than 2⁻¹² of it is one cell
	octavesAbove  = 12
	sketchOctaves = octavesBelow + octavesAbove
)

// sketch is the distribution of one figure in bounded memory: at most 196 kB.
type sketch struct {
	centre float64
	lowest int // number of the first cell: bits of the smallest deviation that is told from 0
	near   uint32
	sides  [2][sketchOctaves]*[octaveCells]uint32
}

// newSketch makes a sketch for draws like those of the pilot, which it sorts: the centre is their median, where values that come often
// are best told, the scale the distance of their quartiles. Where they do not spread, it is that of the centre from 0.
func newSketch(pilot []float64, point float64) *sketch {
	centre, scale := point, 0.0
	if len(pilot) > 0 {
		slices.Sort(pilot)
		centre, scale = pilot[len(pilot)/2], pilot[len(pilot)*3/4]-pilot[len(pilot)/4]
		if scale == 0 {
			scale = pilot[len(pilot)-1] - pilot[0]
		}
	}
	if !(scale > 0) || math.IsInf(scale, 0) {
		scale = max(math.Abs(centre), 1e-300)
	}
	exponent := int(math.Float64bits(scale)>>52) - octavesBelow
	return &sketch{centre: centre, lowest: max(exponent, 1) << cellBits}
}

// add counts values; what is no number is left to the caller.
func (s *sketch) add(values []float64) {
	for _, v := range values {
		deviation := math.Float64bits(v - s.centre)
		cell := int(deviation<<1>>(53-cellBits)) - s.lowest
		if cell < 0 {
			s.near++
			continue
		}
		cell = min(cell, sketchOctaves*octaveCells-1)
		side := &s.sides[deviation>>63]
		page := side[cell>>cellBits]
		if page == nil {
			page = new([octaveCells]uint32)
			side[cell>>cellBits] = page
		}
		page[cell&(octaveCells-1)]++
	}
}

// bin is a cell with its edges, in order of value.
type bin struct {
	low, high float64
	count     uint32
}

// bins are the cells that hold something, from the smallest value to the largest, as far as values go. The outermost cells hold all
// that is beyond them.
func (s *sketch) bins(room []bin, least, most float64) []bin {
	const outermost = sketchOctaves*octaveCells - 1
	out := room[:0]
	edge := func(cell int) float64 {
		if cell > outermost {
			return math.Inf(1)
		}
		return math.Float64frombits(uint64(cell+s.lowest) << (52 - cellBits))
	}
	add := func(low, high float64, count uint32) {
		if count > 0 {
			out = append(out, bin{min(max(low, least), most), max(min(high, most), least), count})
		}
	}
	for cell := outermost; cell >= 0; cell-- {
		if page := s.sides[1][cell>>cellBits]; page != nil {
			add(s.centre-edge(cell+1), s.centre-edge(cell), page[cell&(octaveCells-1)])
		}
	}
	add(s.centre-edge(0), s.centre+edge(0), s.near)
	for cell := range sketchOctaves * octaveCells {
		if page := s.sides[0][cell>>cellBits]; page != nil {
			add(s.centre+edge(cell), s.centre+edge(cell+1), page[cell&(octaveCells-1)])
		}
	}
	return out
}

// quantileOf is the percentile of what the bins hold, as of a sorted sample, and the width of the bins on which it rests, by which it
// may be wrong.
func quantileOf(bins []bin, total int, p float64) (value, width float64) {
	at := float64(p * float64(total-1))
	i := int(at)
	low, width := inOrderOf(bins, i)
	high, other := inOrderOf(bins, min(i+1, total-1))
	return low + float64((high-low)*(at-float64(i))), max(width, other)
}

// inOrderOf is about where the value lies that i others come before, and the width of its bin.
func inOrderOf(bins []bin, i int) (value, width float64) {
	below := 0
	for _, b := range bins {
		if count := int(b.count); i < below+count {
			inside := (float64(i-below) + 0.5) / float64(count)
			return b.low + float64((b.high-b.low)*inside), b.high - b.low
		}
		below += int(b.count)
	}
	return math.NaN(), math.NaN()
}

// shortestOf is the shortest interval between edges of bins that holds the share p.
func shortestOf(bins []bin, total uint64, p float64) (low, high float64) {
	want := float64(p * float64(total))
	low, high = math.NaN(), math.NaN()
	held, last := 0.0, 0
	for first := range bins {
		for last < len(bins) && held < want {
			held += float64(bins[last].count)
			last++
		}
		if held < want {
			break
		}
		if width := bins[last-1].high - bins[first].low; !(width >= high-low) {
			low, high = bins[first].low, bins[last-1].high
		}
		held -= float64(bins[first].count)
	}
	return low, high
}

// percentile interpolates between the order statistics on either side of p·(n−1).
func percentile(sorted []float64, p float64) float64 {
	at := float64(p * float64(len(sorted)-1))
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((sorted[i+1]-sorted[i])*(at-float64(i)))
}

// shortest is the shortest interval that holds the share p of the draws (JCGM 101:2008 7.7.4).
func shortest(sorted []float64, p float64) (low, high float64) {
	n := len(sorted)
	held := min(int(float64(p*float64(n))+0.5), n-1)
	best := 0
	for i := 0; i+held < n; i++ {
		if sorted[i+held]-sorted[i] < sorted[best+held]-sorted[best] {
			best = i
		}
	}
	return sorted[best], sorted[best+held]
}
