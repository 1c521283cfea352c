package uncertainty

import "math"

// The quantile function of a shape is tabulated by cubic pieces in the tail probability t = min(u, 1−u): sides octaves of t, each
// divided into pieces of equal length. A cubic interpolates at the four nodes of Chebyshev; a piece whose error exceeds
// Tolerance, or that lies beyond the octaves, is not tabulated and its draws are computed by the law itself.
const (
	octaves       = 16
	octavePieces  = 32
	octaveShift   = 52 - 5 // bits of a float below the number of its piece
	sidePieces    = octaves * octavePieces
	lowestPiece   = (1023 + probabilityBits - octaves) * octavePieces
	probabilityOf = 1.0 / (1 << (probabilityBits + 1))
)

// Tolerance is how far a tabulated quantile may be from the law's own, in standard deviations of the law.
const Tolerance = 2e-9

// piece is a cubic in the tail probability in units of 2⁻⁵³. Not a number where it is not tabulated.
type piece struct{ c0, c1, c2, c3 float64 }

// quantiles are the tabulated quantile function of one shape.
type quantiles struct {
	pieces [2 * sidePieces]piece // of the lower tail, then of the upper; first, so that none lies across two lines of a cache
	law    Law
}

// tabulate makes the table of a shape.
func tabulate(shape Law) *quantiles {
	q := &quantiles{law: shape}
	tolerance := float64(Tolerance * shape.SD())
	for i := range q.pieces {
		q.pieces[i] = piece{c0: math.NaN()}
		if i%sidePieces != 0 { // the first of a side stands for all that lies beyond
			q.pieces[i] = q.fit(i, tolerance)
		}
	}
	return q
}

// exact is the law's own quantile at a tail probability.
func (q *quantiles) exact(units float64, upper bool) float64 {
	if upper {
		return q.law.Upper(float64(units * probabilityOf))
	}
	return q.law.Quantile(float64(units * probabilityOf))
}

// nodes are the zeros of the Chebyshev polynomial of degree 4, ±√((2±√2)/4); inner are extrema of its error. The error is looked at
// there and at the first and the last draw of a piece, so that no step and no kink goes unseen beyond the outer nodes.
var (
	nodes = [4]float64{-0.9238795325112867, -0.3826834323650898, 0.3826834323650898, 0.9238795325112867}
	inner = [...]float64{-0.7071067811865476, 0}
)

// fit interpolates the quantile function over one piece.
func (q *quantiles) fit(i int, tolerance float64) piece {
	upper, n := i >= sidePieces, i%sidePieces+lowestPiece
	low := math.Float64frombits(uint64(n) << octaveShift)
	radius := half(math.Float64frombits(uint64(n+1)<<octaveShift) - low)
	middle := low + radius
	var x, d [4]float64
	for k, node := range nodes {
		x[k] = middle + float64(radius*node)
		d[k] = q.exact(x[k], upper)
	}
	p := interpolated(x, d)
	for _, t := range [...]float64{low + 1, middle + float64(radius*inner[0]), middle + float64(radius*inner[1]), low + float64(2*radius) - 1} {
		if miss := math.Abs(p.at(t) - q.exact(t, upper)); !(miss <= tolerance) {
			return piece{c0: math.NaN()}
		}
	}
	return p
}

// interpolated is the cubic that has the values d at the nodes x.
func interpolated(x, d [4]float64) piece {
	for order := 1; order < 4; order++ { // divided differences of Newton
		for k := 3; k >= order; k-- {
			d[k] = (d[k] - d[k-1]) / (x[k] - x[k-order])
		}
	}
	p := piece{c0: d[3]}
	for k := 2; k >= 0; k-- { // p = p·(t − x_k) + d_k
		p = piece{d[k] - float64(p.c0*x[k]), p.c0 - float64(p.c1*x[k]), p.c1 - float64(p.c2*x[k]), p.c2}
	}
	return p
}

func (p *piece) at(t float64) float64 {
	return p.c0 + float64(t*(p.c1+float64(t*(p.c2+float64(t*p.c3)))))
}

// draw writes location + scale·S for each word, where S has the shape of the table. The loop holds no call but for what is not
// tabulated.
func (q *quantiles) draw(words []uint64, location, scale float64, out []float64) {
	words = words[:len(out)]
	for i, w := range words {
		m := int64(w >> (64 - probabilityBits))
		side := m >> halfBits
		m ^= -side & (1<<probabilityBits - 1)
		t := float64(2*m + 1)
		n := max(int(math.Float64bits(t)>>octaveShift)-lowestPiece, 0)
		p := &q.pieces[(n+int(side)*sidePieces)&(2*sidePieces-1)]
		s := p.c0 + float64(t*(p.c1+float64(t*(p.c2+float64(t*p.c3)))))
		if s != s {
			s = q.exact(t, side != 0)
		}
		out[i] = location + float64(scale*s)
	}
}

// tables are the tables of the shapes that a simulation draws from.
type tables map[Law]*quantiles
