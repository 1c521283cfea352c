package trend

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Dated is the figure of a year.
type Dated struct {
	Year  int
	Value decimal.Decimal
}

// Verdict says what may be claimed of a decline after the maximum.
type Verdict uint8

// The verdicts. Nothing is claimed before LeastAfter figures of later years.
const (
	NotYetJudged   Verdict = iota
	Declining              // p is no larger than 0.05
	NotSignificant         // the figures after the maximum may as well stand in no order
)

// String is the word of tables.
func (v Verdict) String() string {
	return [...]string{"not_yet_judged", "declining", "not_significant"}[v]
}

// LeastAfter is the number of figures after the maximum from which on a decline is tested.
const LeastAfter = 5

// significant is the largest p of a decline that is claimed.
var significant = decimal.New(5, -2)

// Peak is the maximum of a series and what followed it. The test is that of Mann and Kendall on the figures of the years after the
// maximum, without the maximum itself: chosen as the largest it stands above all that follow whether they fall or not. It is of the
// figures that there are; Missing names the years between the first and the last that have none, one of which may have been the
// peak.
type Peak struct {
	Maximum decimal.Decimal
	Years   []int // in which it was reached, ascending: more than one if figures are equal; none of no figures
	Since   int   // years from the latest of them to the last figure
	Missing []int
	After   int // figures after the latest maximum
	S       int // of those figures: the pairs that rise less the pairs that fall
	// P is the probability of an S as low or lower if the figures stood in any order alike, exact up to its 34 digits, equal figures
	// included; zero while not judged.
	P       decimal.Decimal
	Verdict Verdict
}

// PeakOf finds the peak of a series, which has no two figures of one year.
func PeakOf(series []Dated) Peak {
	if len(series) == 0 {
		return Peak{}
	}
	series = slices.SortedFunc(slices.Values(series), func(a, b Dated) int { return cmp.Compare(a.Year, b.Year) })
	out := Peak{Maximum: slices.MaxFunc(series, func(a, b Dated) int { return a.Value.Cmp(b.Value) }).Value}
	var after []decimal.Decimal
	for i, d := range series {
		if i > 0 {
			for year := series[i-1].Year + 1; year < d.Year; year++ {
				out.Missing = append(out.Missing, year)
			}
		}
		if after = append(after, d.Value); d.Value.Equal(out.Maximum) {
			out.Years, after = append(out.Years, d.Year), nil
		}
	}
	out.Since = series[len(series)-1].Year - out.Years[len(out.Years)-1]
	if out.After = len(after); out.After < LeastAfter {
		return out
	}
	out.S, out.P = MannKendall(after)
	out.Verdict = NotSignificant
	if !out.P.GreaterThan(significant) {
		out.Verdict = Declining
	}
	return out
}

// MannKendall tests figures in the order of their years for a decline: S is the number of pairs that rise less the number that fall,
// p the probability of an S as low or lower if every order of the figures were alike (M. G. Kendall, Rank Correlation Methods; H. B.
// Mann, Econometrica 13, 1945, p245). It is counted and not approximated, with figures that are equal too.
func MannKendall(figures []decimal.Decimal) (s int, p decimal.Decimal) {
	falling, rising := 0, 0
	for i, earlier := range figures {
		for _, later := range figures[i+1:] {
			switch later.Cmp(earlier) {
			case -1:
				falling++
			case 1:
				rising++
			}
		}
	}
	counts := orders(equals(figures), falling+rising)
	as, all := new(big.Int), new(big.Int)
	for fall, n := range counts {
		if all.Add(all, n); fall >= falling {
			as.Add(as, n)
		}
	}
	p, err := quantity.Quo(decimal.NewFromBigInt(as, 0), decimal.NewFromBigInt(all, 0))
	if err != nil {
		panic("trend: figures have at least one order")
	}
	return rising - falling, p
}

// equals are the numbers of figures that are equal to each other, of each value.
func equals(figures []decimal.Decimal) []int {
	var out []int
	sorted := slices.SortedFunc(slices.Values(figures), decimal.Decimal.Cmp)
	for i, v := range sorted {
		if i == 0 || !v.Equal(sorted[i-1]) {
			out = append(out, 0)
		}
		out[len(out)-1]++
	}
	return out
}

// orders counts the orders of figures of which so many each are equal by the number of pairs that fall, 0 … pairs, the most that can:
// the coefficients of the Gaussian multinomial ∏(1 − q^m), m = 1 … n, ÷ ∏ ∏(1 − q^m), m = 1 … equal (R. P. Stanley, Enumerative
// Combinatorics 1, Proposition 1.7.1).
func orders(equal []int, pairs int) []*big.Int {
	out := make([]*big.Int, pairs+1)
	for i := range out {
		out[i] = new(big.Int)
	}
	out[0].SetInt64(1)
	n := 0
	for _, alike := range equal {
		n += alike
	}
	for m := 1; m <= n; m++ {
		for k := pairs; k >= m; k-- {
			out[k].Sub(out[k], out[k-m])
		}
	}
	for _, alike := range equal {
		for m := 1; m <= alike; m++ {
			for k := m; k <= pairs; k++ {
				out[k].Add(out[k], out[k-m])
			}
		}
	}
	return out
}
