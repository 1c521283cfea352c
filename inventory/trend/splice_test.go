package trend

import (
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
	"ghg/inventory/golden"
	"ghg/inventory/quantity"
)

var tonne = quantity.MustUnit("t")

func node(text string) expr.Node { return expr.Const(decimal.RequireFromString(text), tonne) }

func nodes(texts ...string) []expr.Node {
	out := make([]expr.Node, len(texts))
	for i, text := range texts {
		out[i] = node(text)
	}
	return out
}

func figures(texts ...string) []decimal.Decimal {
	out := make([]decimal.Decimal, len(texts))
	for i, text := range texts {
		out[i] = decimal.RequireFromString(text)
	}
	return out
}

// is compares a tree with a figure, to as many decimals as the figure is printed with.
func is(t *testing.T, name string, got expr.Node, want string) {
	t.Helper()
	value, err := expr.Decimal(got)
	_, decimals, _ := strings.Cut(want, ".")
	if err != nil || value.RoundBank(int32(len(decimals))).String() != decimal.RequireFromString(want).String() {
		t.Errorf("%s: %s, want %s (%v)", name, value, want, err)
	}
}

// example is a published series: by year the other series, and the one that has gaps.
type example struct {
	years         []int
	other, known  []string
	spliced, full map[int]string
}

func examples(t *testing.T) map[string]*example {
	out := map[string]*example{}
	for _, row := range golden.Rows(t, "../../testdata/worked/splices.csv") {
		e := out[row[0]]
		if e == nil {
			e = &example{spliced: map[int]string{}, full: map[int]string{}}
			out[row[0]] = e
		}
		year, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(err)
		}
		e.full[year] = row[2]
		if row[3] != "" {
			e.years, e.other, e.known = append(e.years, year), append(e.other, row[2]), append(e.known, row[3])
		}
		if row[4] != "" {
			e.spliced[year] = row[4]
		}
	}
	return out
}

func TestPublishedSplices(t *testing.T) {
	of := examples(t)
	overlap := of["G01"]
	for year, want := range overlap.spliced {
		is(t, "overlap "+strconv.Itoa(year), Overlap(node(overlap.full[year]), nodes(overlap.known...), nodes(overlap.other...)), want)
	}
	line := of["G02"]
	for year, want := range line.spliced {
		is(t, "interpolation "+strconv.Itoa(year), Interpolation(node(line.known[0]), node(line.known[1]), int64(year-line.years[0]), int64(line.years[1]-line.years[0])), want)
	}
	surrogate := of["G05"]
	for year, want := range surrogate.spliced {
		is(t, "surrogate "+strconv.Itoa(year), Surrogate(node(surrogate.known[0]), node(surrogate.full[year]), node(surrogate.other[0])), want)
	}
	if len(overlap.spliced) != 3 || len(line.spliced) != 3 || len(surrogate.spliced) != 5 {
		t.Error("examples are missing")
	}
}

// The ratios of Box 5.1b: printed 0.93 and 0.028, of ratios rounded to two decimals. The trap is that the box multiplies by 0.93.
func TestRatiosOfTheBox(t *testing.T) {
	e := examples(t)["G01"]
	r, err := RatiosOf(figures(e.known...), figures(e.other...))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		got    decimal.Decimal
		places int32
		want   string
	}{
		{"mean", r.Mean, 12, "0.928235908649"},
		{"sd", r.SD, 12, "0.02742667254"},
		{"spread %", r.Spread(), 4, "2.9547"},
		{"uncertainty %", r.Uncertainty(), 4, "5.7912"},
		{"2001 of the rounded ratio", r.Mean.RoundBank(2).Mul(decimal.NewFromInt(4000)), 0, "3720"},
	} {
		if got := c.got.RoundBank(c.places); got.String() != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
	is(t, "2001", Overlap(node("4000"), nodes(e.known...), nodes(e.other...)), "3712.9436345967")
}

// The worked lines, by two years and by all of them: a straight line continues the same either way.
func TestExtrapolation(t *testing.T) {
	is(t, "after", Extrapolation(node("24"), node("30"), 2010, 2020, 2023), "31.8")
	is(t, "before", Extrapolation(node("24"), node("30"), 2010, 2020, 2008), "22.8")
	is(t, "fit of two", Fit([]int{2010, 2020}, nodes("24", "30"), 2023), "31.8")
	is(t, "fit before", Fit([]int{2010, 2020}, nodes("24", "30"), 2008), "22.8")
	is(t, "fit of a line", Fit([]int{2010, 2015, 2020}, nodes("24", "27", "30"), 2023), "31.8")
	// y = 10, 12, 11, 15: mean 12, slope (−3·10 − 12 + 11 + 3·15) ÷ 10 = 1.4, at t̄ + 3.5: 16.9
	is(t, "fit", Fit([]int{2017, 2018, 2019, 2020}, nodes("10", "12", "11", "15"), 2022), "16.9")
	is(t, "at the middle", Fit([]int{2018, 2019, 2020}, nodes("1", "2", "6"), 2019), "3")
	if got := expr.Format(Fit([]int{2018, 2019, 2020}, nodes("1", "2", "6"), 2021), expr.Numbers); got != "1/3 × (1 t + 2 t + 6 t) + (6 t × 1/2 − 1 t × 1/2) × 2" {
		t.Errorf("a fit reads %s", got)
	}
	if got := ExtrapolationUncertainty(3).String(); got != "30" {
		t.Errorf("over 3 years ± %s %%, want 30", got)
	}
}

func TestRatiosThatAreNone(t *testing.T) {
	for _, c := range [][2][]decimal.Decimal{
		{figures("1", "2"), figures("1", "0")},
		{figures("1", "-1"), figures("1", "1")},
	} {
		if r, err := RatiosOf(c[0], c[1]); err == nil {
			t.Errorf("%v ÷ %v: %+v", c[0], c[1], r)
		}
	}
	if r, err := RatiosOf(figures("3", "6"), figures("1", "2")); err != nil || !r.Spread().IsZero() {
		t.Errorf("a constant ratio: %+v, %v", r, err)
	}
}
