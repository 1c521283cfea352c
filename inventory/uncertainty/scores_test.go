package uncertainty

import (
	"math"
	"testing"
)

// The words of scores stand for their probabilities to 1e-9 of the smaller one, and to what a word can tell; those of opposite scores
// are opposite.
func TestWordsOfScores(t *testing.T) {
	scores := []float64{0, 1e-300, 8.2, 8.25, 8.3, 40}
	for i := range 50_000 {
		scores = append(scores, float64(i)*8.25/50_000, (float64(i)+1)/scorePieces/100)
	}
	words, opposite := make([]uint64, len(scores)), make([]uint64, len(scores))
	wordsOfScores(scores, words)
	for i := range scores {
		scores[i] = -scores[i]
	}
	wordsOfScores(scores, opposite)
	worst := 0.0
	for i, z := range scores {
		want := normalCDF(z)
		got := (float64(opposite[i]>>12) + 0.5) / (1 << 52)
		miss := (math.Abs(got-want) - 0x1p-52) / want
		worst = max(worst, miss)
		if units, upper := tail(words[i]); miss > 1e-9 && z > -8.2 || z != 0 && (!upper || float64(units)*0x1p-53 != got) {
			t.Errorf("%v stands for %v, want %v; its opposite for %d units", z, got, want, units)
		}
	}
	t.Logf("worst %.2g of itself", worst)
}
