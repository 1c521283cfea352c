package uncertainty

import (
	"math"
	"sync"
)

// Φ(−a) of a normal score is tabulated by cubics over equal pieces of a: to 1e-9 of itself out to farthestScore, beyond which
// no word stands for a score.
const (
	scorePieces   = 128 // for each standard deviation
	farthestScore = 8.25
)

// scoreTails are cubics of the distance from the middle of a piece, in pieces.
var scoreTails = sync.OnceValue(func() *[farthestScore * scorePieces]piece {
	var out [farthestScore * scorePieces]piece
	for i := range out {
		var x, d [4]float64
		for k, node := range nodes {
			x[k] = half(node)
			d[k] = normalCDF(-(float64(i) + 0.5 + x[k]) / scorePieces)
		}
		out[i] = interpolated(x, d)
	}
	return &out
})

// wordsOfScores are the words of normal scores.
func wordsOfScores(scores []float64, words []uint64) {
	tails := scoreTails()
	for k, z := range scores {
		at := min(float64(math.Abs(z)*scorePieces), farthestScore*scorePieces)
		i := min(int(at), len(tails)-1)
		words[k] = wordOf(tails[i].at(at-float64(i)-0.5), z > 0)
	}
}
