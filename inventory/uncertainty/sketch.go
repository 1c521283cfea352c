package uncertainty

import "math"

// A sketch counts deviations from the point value in cells: each octave of their size is divided into 1,024 cells, so that a quantile is
// known to a thousandth of its own distance from the point value, whatever the number of draws. Counts are whole numbers: the
// order in which workers add them does not matter.
const (
	cellBits      = 10
	octaveCells   = 1 << cellBits
	octavesBelow  = 12 // octaves below the scale; what is closer to the point value than 2⁻¹² of it is one cell
	octavesAbove  = 12
	sketchOctaves = octavesBelow + octavesAbove
)

// sketch is the distribution of one figure in bounded memory: at most 196 kB.
type sketch struct {
	point  float64
	lowest int // number of the first cell: bits of the smallest deviation that is told from 0
	near   uint32
	sides  [2][sketchOctaves]*[octaveCells]uint32
}

// newSketch makes a sketch of deviations of about the scale from the point value.
func newSketch(point, scale float64) *sketch {
	if !(scale > 0) || math.IsInf(scale, 0) {
		scale = max(math.Abs(point), 1e-300)
	}
	exponent := int(math.Float64bits(scale)>>52) - octavesBelow
	return &sketch{point: point, lowest: max(exponent, 1) << cellBits}
}

// add counts values; what is no number is left to the caller.
func (s *sketch) add(values []float64) {
	for _, v := range values {
		deviation := math.Float64bits(v - s.point)
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

// bins are the cells that hold something, from the smallest value to the largest.
func (s *sketch) bins() []bin {
	var out []bin
	edge := func(cell int) float64 {
		return math.Float64frombits(uint64(cell+s.lowest) << (52 - cellBits))
	}
	for cell := sketchOctaves*octaveCells - 1; cell >= 0; cell-- {
		if page := s.sides[1][cell>>cellBits]; page != nil && page[cell&(octaveCells-1)] > 0 {
			out = append(out, bin{s.point - edge(cell+1), s.point - edge(cell), page[cell&(octaveCells-1)]})
		}
	}
	if s.near > 0 {
		out = append(out, bin{s.point - edge(0), s.point + edge(0), s.near})
	}
	for cell := range sketchOctaves * octaveCells {
		if page := s.sides[0][cell>>cellBits]; page != nil && page[cell&(octaveCells-1)] > 0 {
			out = append(out, bin{s.point + edge(cell), s.point + edge(cell+1), page[cell&(octaveCells-1)]})
		}
	}
	return out
}

// quantileOf is the value below which the share p of the bins lies, and the width of its bin, by which it may be wrong.
func quantileOf(bins []bin, total uint64, p float64) (value, width float64) {
	rank := float64(p * float64(total))
	below := 0.0
	for i, b := range bins {
		count := float64(b.count)
		if below+count >= rank || i == len(bins)-1 {
			inside := min(max((rank-below)/count, 0), 1)
			return b.low + float64((b.high-b.low)*inside), b.high - b.low
		}
		below += count
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
