package uncertainty

import (
	"math"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// figure is an input of a test.
type figure struct {
	key   string
	value float64
}

func (f *figure) Key() string            { return f.key }
func (f *figure) Symbol() string         { return f.key }
func (f *figure) Value() decimal.Decimal { return decimal.NewFromFloat(f.value) }
func (f *figure) Unit() quantity.Unit    { return quantity.MustUnit("1") }

func of(key string, value float64) expr.Node { return expr.Of(&figure{key, value}) }

// modelOf compiles trees whose inputs have the laws by their keys; each input is a variable of its own.
func modelOf(t testing.TB, laws map[string]Law, roots ...expr.Node) Model {
	t.Helper()
	program, err := expr.Compile(roots)
	if err != nil {
		t.Fatal(err)
	}
	m := Model{Program: program}
	for _, leaf := range program.Inputs() {
		m.Inputs = append(m.Inputs, Input{Variable: leaf.Key(), Law: laws[leaf.Key()]})
	}
	return m
}

// reference is the model of the published speed reference: categories with an activity of 3 % in either year and a factor of 6 % that both
// years share, by turns normal, gamma and triangular. Roots are the level of the year and the trend.
func reference(t testing.TB, categories int) Model {
	laws := map[string]Law{}
	var base, year []expr.Node
	levels := newStream(1, "levels")
	words := make([]uint64, categories)
	levels.words(0, words)
	z := make([]float64, categories)
	tabulate(Normal{0, 1}).draw(words, 3, 1.5, z)
	for i := range categories {
		level := math.Round(expr.Exponential(z[i])*1e6) / 1e6
		n := strconv.Itoa(i)
		a0, at, f := of("a0|"+n, level), of("at|"+n, math.Round(level*1.05e6)/1e6), of("f|"+n, 1)
		laws["a0|"+n], laws["at|"+n] = inTurn(i, level, 0.03), inTurn(i, level*1.05, 0.03)
		laws["f|"+n] = inTurn(i, 1, 0.06)
		base, year = append(base, expr.Mul(a0, f)), append(year, expr.Mul(at, f))
	}
	before, after := expr.Sum(base...), expr.Sum(year...)
	return modelOf(t, laws, after, expr.Quo(expr.Sub(after, before), before))
}

func inTurn(i int, mean, s float64) Law {
	switch i % 3 {
	case 0:
		return Normal{mean, s * mean}
	case 1:
		return Gamma{1 / (s * s), mean * s * s}
	}
	return Triangular{mean * (1 - 2.45*s), mean, mean * (1 + 2.45*s)}
}

func benchmark(b *testing.B, categories, draws, workers int) {
	m := reference(b, categories)
	b.ReportAllocs()
	for b.Loop() {
		Simulate(Plan{Model: m, Seed: 7, Draws: draws, Workers: workers, Kept: []int{0, 1}})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(draws)/float64(3*categories), "ns/variate")
}

func BenchmarkReference200OneCore(b *testing.B)   { benchmark(b, 200, 1_000_000, 1) }
func BenchmarkReference200TwoCores(b *testing.B)  { benchmark(b, 200, 1_000_000, 2) }
func BenchmarkReference5000OneCore(b *testing.B)  { benchmark(b, 5000, 100_000, 1) }
func BenchmarkReference5000TwoCores(b *testing.B) { benchmark(b, 5000, 100_000, 2) }
