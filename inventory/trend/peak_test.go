package trend

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

func series(from int, texts ...string) []Dated {
	var out []Dated
	for i, text := range texts {
		if text != "" {
			out = append(out, Dated{from + i, decimal.RequireFromString(text)})
		}
	}
	return out
}

func TestPeak(t *testing.T) {
	for _, c := range []struct {
		name    string
		series  []Dated
		years   []int
		since   int
		after   int
		s       int
		p       string
		verdict Verdict
		missing []int
	}{
		{"none", nil, nil, 0, 0, 0, "0", NotYetJudged, nil},
		{"still rising", series(2015, "1", "2", "3"), []int{2017}, 0, 0, 0, "0", NotYetJudged, nil},
		{"four after", series(2015, "1", "9", "8", "7", "6", "5"), []int{2016}, 4, 4, 0, "0", NotYetJudged, nil},
		{"five after", series(2015, "1", "9", "8", "7", "6", "5", "4"), []int{2016}, 5, 5, -10, "0.0083", Declining, nil},
		{"one pair rises", series(2015, "9", "8", "7", "5", "6", "4"), []int{2015}, 5, 5, -8, "0.0417", Declining, nil},
		{"two pairs rise", series(2015, "9", "7", "8", "5", "6", "4"), []int{2015}, 5, 5, -6, "0.1167", NotSignificant, nil},
		{"a fall and a recovery", series(2015, "9", "1", "2", "3", "4", "5"), []int{2015}, 5, 5, 10, "1", NotSignificant, nil},
		{"flat after", series(2015, "9", "5", "5.0", "5", "5", "5"), []int{2015}, 5, 5, 0, "1", NotSignificant, nil},
		{"two maxima", series(2015, "9", "5", "9.0", "8", "7", "6", "5", "4"), []int{2015, 2017}, 5, 5, -10, "0.0083", Declining, nil},
		{"a gap", series(2014, "9", "8", "", "", "7", "6", "5"), []int{2014}, 6, 4, 0, "0", NotYetJudged, []int{2016, 2017}},
		{"a gap, five after", series(2013, "9", "8", "", "7", "6", "5", "4"), []int{2013}, 6, 5, -10, "0.0083", Declining, []int{2015}},
	} {
		shuffled := slices.Clone(c.series)
		slices.Reverse(shuffled)
		for _, of := range [][]Dated{c.series, shuffled} {
			got := PeakOf(of)
			if !slices.Equal(got.Years, c.years) || got.Since != c.since || got.After != c.after || got.S != c.s || got.P.RoundBank(4).String() != c.p || got.Verdict != c.verdict || !slices.Equal(got.Missing, c.missing) {
				t.Errorf("%s: %+v", c.name, got)
			}
		}
	}
}

// The probabilities of S as high or higher among n figures, counted outside: for n = 4 … 9 by visiting every order, for 10 by the orders
// with so many inversions. Falling series have them of S as low or lower.
func TestDistributionOfS(t *testing.T) {
	for _, c := range []struct {
		n, s int
		want string
	}{
		{4, 0, "0.625"}, {4, 2, "0.375"}, {4, 4, "0.167"}, {4, 6, "0.042"},
		{5, 0, "0.592"}, {5, 2, "0.408"}, {5, 4, "0.242"}, {5, 6, "0.117"}, {5, 8, "0.042"}, {5, 10, "0.0083"},
		{6, 1, "0.500"}, {6, 3, "0.360"}, {6, 5, "0.235"}, {6, 7, "0.136"}, {6, 9, "0.068"}, {6, 11, "0.028"}, {6, 13, "0.0083"}, {6, 15, "0.0014"},
		{7, 1, "0.500"}, {7, 3, "0.386"}, {7, 5, "0.281"}, {7, 7, "0.191"}, {7, 9, "0.119"}, {7, 11, "0.068"}, {7, 13, "0.035"}, {7, 15, "0.015"},
		{8, 0, "0.548"}, {8, 2, "0.452"}, {8, 4, "0.360"}, {8, 6, "0.274"}, {8, 8, "0.199"}, {8, 10, "0.138"}, {8, 12, "0.089"}, {8, 14, "0.054"}, {8, 16, "0.031"}, {8, 18, "0.016"},
		{9, 0, "0.540"}, {9, 10, "0.179"}, {9, 14, "0.090"}, {9, 18, "0.038"}, {9, 20, "0.022"},
		{10, 1, "0.500"}, {10, 3, "0.431"}, {10, 11, "0.190"}, {10, 15, "0.108"}, {10, 19, "0.054"}, {10, 21, "0.036"}, {10, 23, "0.023"},
	} {
		want := decimal.RequireFromString(c.want)
		if got := atMost(t, slices.Repeat([]int{1}, c.n), -c.s); got.RoundBank(-want.Exponent()).String() != want.String() {
			t.Errorf("n = %d, S = %d: %s, want %s", c.n, c.s, got, c.want)
		}
	}
}

// atMost is the probability of an S as low or lower.
func atMost(t *testing.T, equal []int, s int) decimal.Decimal {
	t.Helper()
	pairs := pairsOf(equal)
	var as, all decimal.Decimal
	for fall, n := range orders(equal, pairs) {
		if all = all.Add(decimal.NewFromBigInt(n, 0)); pairs-2*fall <= s {
			as = as.Add(decimal.NewFromBigInt(n, 0))
		}
	}
	out, err := quantity.Quo(as, all)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// pairsOf is the number of pairs of figures that are not equal.
func pairsOf(equal []int) int {
	n, out := 0, 0
	for _, alike := range equal {
		out += n * alike
		n += alike
	}
	return out
}

// Every order of five to eight figures, equal ones among them, is written out and its falling pairs are counted.
func TestOrdersByEnumeration(t *testing.T) {
	for _, equal := range [][]int{{1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1, 1}, {2, 1, 1, 1}, {2, 2, 1}, {1, 3, 1}, {5}, {4, 1}, {2, 3, 1, 2}, {1, 1, 4, 2}, {3, 3, 2}} {
		var word []int
		for value, alike := range equal {
			word = append(word, slices.Repeat([]int{value}, alike)...)
		}
		want := make([]int64, pairsOf(equal)+1)
		permute(word, 0, func(order []int) { want[falling(order)]++ })
		repeats := int64(1) // permute takes equal figures for different ones
		for _, alike := range equal {
			for m := 2; m <= alike; m++ {
				repeats *= int64(m)
			}
		}
		for fall, n := range orders(equal, pairsOf(equal)) {
			if n.Int64()*repeats != want[fall] {
				t.Errorf("%v: %d orders in which %d pairs fall, want %d", equal, n, fall, want[fall]/repeats)
			}
		}
	}
}

func falling(order []int) (n int) {
	for i, earlier := range order {
		for _, later := range order[i+1:] {
			if later < earlier {
				n++
			}
		}
	}
	return n
}

func permute(word []int, from int, visit func([]int)) {
	if from == len(word) {
		visit(word)
	}
	for i := from; i < len(word); i++ {
		word[from], word[i] = word[i], word[from]
		permute(word, from+1, visit)
		word[from], word[i] = word[i], word[from]
	}
}

// What is tested by p is the order alone: p of a series and of its figures in another scale are the same, with equal figures as well.
func TestMannKendallOfTies(t *testing.T) {
	s, p := MannKendall(figures("5", "4", "4", "3", "3", "1"))
	// 6!/(2!·2!) = 180 orders, of which this one alone has all 13 pairs falling
	if s != -13 || p.RoundBank(6).String() != "0.005556" {
		t.Errorf("S = %d, p = %s", s, p)
	}
	if again, q := MannKendall(figures("50.0", "40", "40.00", "30", "30", "10")); again != s || !q.Equal(p) {
		t.Errorf("in another scale S = %d, p = %s", again, q)
	}
}

func BenchmarkMannKendall(b *testing.B) {
	long := make([]decimal.Decimal, 60)
	for i := range long {
		long[i] = decimal.NewFromInt(int64(i * 7 % 60))
	}
	for b.Loop() {
		MannKendall(long)
	}
}
