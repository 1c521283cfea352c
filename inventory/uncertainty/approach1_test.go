package uncertainty

import (
	"crypto/sha256"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"

	"ghg/inventory/golden"
)

// The figures worked out in METHODS §7.2, and those of the manure of dairy cattle in the 2019 Refinement (V1 Box 3.1a, p3.22–3.23).
func TestWorkedPropagation(t *testing.T) {
	if u := Multiplied(d("5"), d("10")); !nearly(u, 11.180339887498949, 1e-14) {
		t.Errorf("product of 5 %% and 10 %%: %s", u)
	}
	half, u := Added(Addend{d("1000"), d("11.180339887498949")}, Addend{d("200"), d("50")}, Addend{d("-100"), d("80")})
	if !nearly(u.Decimal, 15.4545454545, 1e-9) || !nearly(half, 170, 1e-9) {
		t.Errorf("sum: ± %s, %s %%", half, u.Decimal)
	}
	if half, u := Added(Addend{d("0.3"), d("10")}, Addend{d("-0.1"), d("10")}, Addend{d("-0.2"), d("10")}); u.Valid || !nearly(half, math.Sqrt(0.14)/10, 1e-15) {
		t.Errorf("a sum of zero: ± %s, %+v", half, u)
	}
	dairy := Multiplied(d("3"), d("20"), d("4"), d("20"), d("30"))
	if _, u := Added(Addend{d("0.09"), dairy}, Addend{d("4.61"), dairy}, Addend{d("0.82"), dairy}); !nearly(dairy, 41.5, 0.05) || !nearly(u.Decimal, 35.22, 0.05) {
		t.Errorf("manure: %s %%, together %s %%", dairy, u.Decimal)
	}
	one := Approach1([]Row{{Base: d("900"), Year: d("1000"), AD: d("5"), EF: d("10"), EFCorrelated: true}, {Year: d("200"), AD: d("50")}, {Base: d("-90"), Year: d("-100"), EF: d("80"), EFCorrelated: true}})
	if !nearly(one.Level().Decimal, 15.4545454545, 1e-9) || !nearly(one.TrendPercent(), 100.*(1100-810)/810, 1e-12) {
		t.Errorf("level %s %%, trend %s %%", one.Level().Decimal, one.TrendPercent())
	}
}

// The columns M to Q of a row under all four flags, against the formulas as they are printed.
func TestFlags(t *testing.T) {
	e, f, sumE, sumF, ad, ef := 40., 55., 140., 171., 7., 12.
	m := math.Abs((0.01*f+sumF-(0.01*e+sumE))/(0.01*e+sumE)*100 - (sumF-sumE)/sumE*100)
	n := f / sumE
	for _, flags := range [][2]bool{{false, false}, {false, true}, {true, false}, {true, true}} {
		p := Approach1([]Row{{Base: d("40"), Year: d("55"), AD: d("7"), EF: d("12"), ADCorrelated: flags[0], EFCorrelated: flags[1]}, {Base: d("100"), Year: d("116")}})
		o, q := n*ef*math.Sqrt2, n*ad*math.Sqrt2
		if flags[0] {
			q = m * ad
		}
		if flags[1] {
			o = m * ef
		}
		l := &p.Lines[0]
		if !nearly(l.TypeA(), m, 1e-12) || !nearly(l.TypeB(), n, 1e-15) || !nearly(l.TrendEF(), o, 1e-11) || !nearly(l.TrendAD(), q, 1e-11) || !nearly(p.TrendPoints(), math.Hypot(o, q), 1e-11) {
			t.Errorf("%v: M %s N %s O %s P %s", flags, l.TypeA(), l.TypeB(), l.TrendEF(), l.TrendAD())
		}
	}
}

func TestBothSides(t *testing.T) {
	pair := func(low, high string) (a, b decimal.NullDecimal) {
		return decimal.NewNullDecimal(d(low)), decimal.NewNullDecimal(d(high))
	}
	source, sink := Row{Base: d("100"), Year: d("100"), EFCorrelated: true}, Row{Base: d("-50"), Year: d("-50")}
	source.Low, source.High = pair("-40", "250")
	sink.Low, sink.High = pair("-60", "20")
	p := Approach1([]Row{source, sink, {Base: d("10"), Year: d("10"), AD: d("30")}})
	if l := p.Lines[0]; !l.EF.Equal(d("250")) || !l.AD.IsZero() { // correlated: the factor's
		t.Errorf("the larger side is entered as %s, %s", l.AD, l.EF)
	}
	if l := p.Lines[1]; !l.AD.Equal(d("60")) || !l.EF.IsZero() {
		t.Errorf("the larger side is entered as %s, %s", l.AD, l.EF)
	}
	below, belowPercent := p.Below()
	above, _ := p.Above()
	// A removal 20 % larger makes the total lower, one 60 % smaller makes it higher.
	if !nearly(below, math.Sqrt(40*40+10*10+3*3), 1e-12) || !nearly(above, math.Sqrt(250*250+30*30+3*3), 1e-12) || !nearly(belowPercent.Decimal, math.Sqrt(1709)/0.6, 1e-12) {
		t.Errorf("− %s (%s %%), + %s", below, belowPercent.Decimal, above)
	}
	if !nearly(p.Width(), math.Sqrt(250*250+30*30+3*3), 1e-12) {
		t.Errorf("± %s", p.Width())
	}
	// Of a removal the lower end is that of the larger one.
	for i, want := range []string{"40 250", "20 60", "30 30"} {
		if low, high := p.Lines[i].Sides(); low.String()+" "+high.String() != want || !p.Asymmetric() {
			t.Errorf("row %d: %s, %s, want %s", i, low, high, want)
		}
	}
}

func TestWithoutPercentages(t *testing.T) {
	balanced := Approach1([]Row{{Base: d("5"), Year: d("0.3"), AD: d("10")}, {Base: d("-4"), Year: d("-0.1"), AD: d("10")}, {Year: d("-0.2")}})
	if balanced.Level().Valid || balanced.Variance().Valid || balanced.NoLevel.EN == "" || !nearly(balanced.Width(), math.Sqrt(0.1)/10, 1e-15) || balanced.NoTrend.EN != "" || !balanced.TrendPercent().Equal(d("-100")) {
		t.Errorf("a year that adds up to 0: %+v", balanced)
	}
	if p := Approach1([]Row{{Year: d("3"), AD: d("10")}}); p.NoTrend.EN == "" || !nearly(p.Level().Decimal, 10, 1e-15) || !p.Lines[0].TypeA().IsZero() {
		t.Errorf("no base year: %+v", p)
	}
	if p := Approach1([]Row{{Category: "x", Base: d("-100"), Year: d("3")}, {Base: d("101")}}); p.NoTrend.EN == "" {
		t.Errorf("1 %% of a row that cancels the total: %+v", p)
	}
	if !Approach1([]Row{{AD: d("10")}}).Nothing() || balanced.Nothing() {
		t.Error("all zero")
	}
}

func TestLargeTotals(t *testing.T) {
	for u, want := range map[string]struct {
		corrected float64
		reliable  bool
		needed    bool
		fit       bool
	}{"49": {49, true, false, false}, "100": {100, true, false, true}, "150": {150 * 1.1936655025, true, true, true}, "300": {300 * 2.55904009, false, true, true}} {
		p := Approach1([]Row{{Base: d("1"), Year: d("1000"), EF: d(u)}})
		corrected, reliable, needed := p.Corrected()
		low, high, fit := p.Lognormal()
		if !nearly(corrected, want.corrected, 1e-4) || reliable != want.reliable || needed != want.needed || fit != want.fit {
			t.Errorf("U %s: %s %t %t %t", u, corrected, reliable, needed, fit)
		}
		if u == "100" && (!nearly(low, -64.56386064, 1e-8) || !nearly(high, 125.75822718, 1e-8)) {
			t.Errorf("lognormal %s, %s", low, high)
		}
	}
	if _, _, fit := Approach1([]Row{{Base: d("1"), Year: d("-1000"), EF: d("80")}}).Lognormal(); fit {
		t.Error("a net removal is no lognormal figure")
	}
}

func randomRows(random *rand.Rand, n int) []Row {
	out := make([]Row, n)
	for i := range out {
		number := func(most int64, places int32) decimal.Decimal { return decimal.New(random.Int64N(most), -places) }
		out[i] = Row{Category: "1.A." + strconv.Itoa(i), Gas: "CO2", Base: number(1e9, 3), Year: number(1e9, 3), AD: number(500, 1), EF: number(3000, 1),
			ADCorrelated: random.IntN(9) == 0, EFCorrelated: random.IntN(9) > 0, Land: random.IntN(20) == 0}
		if out[i].Land {
			out[i].Base, out[i].Year = out[i].Base.Neg(), out[i].Year.Neg()
		}
		if random.IntN(10) == 0 {
			out[i].Low, out[i].High = decimal.NewNullDecimal(number(900, 1).Neg()), decimal.NewNullDecimal(number(3000, 1))
		}
	}
	return out
}

// foot is all that a propagation says of the total, to the last bit.
func foot(p *Propagation) string {
	low, high := p.TrendRange()
	below, _ := p.Below()
	above, _ := p.Above()
	return fmt.Sprint(p.Base, p.Year, p.Width(), below, above, p.Level().Decimal, p.Variance().Decimal, p.TrendPercent(), p.TrendPoints(), low, high)
}

func TestOrderChangesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	rows := randomRows(random, 300)
	want := Approach1(rows)
	lines := map[string]Line{}
	for _, l := range want.Lines {
		lines[l.Category] = l
	}
	for range 20 {
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		got := Approach1(rows)
		if foot(got) != foot(want) {
			t.Fatalf("%s\n%s", foot(got), foot(want))
		}
		for i, l := range got.Lines {
			if l.Category != rows[i].Category || fmt.Sprint(l) != fmt.Sprint(lines[l.Category]) {
				t.Fatalf("%+v, before %+v", l, lines[l.Category])
			}
		}
	}
}

func TestScaleChangesNoPercentage(t *testing.T) {
	rows := randomRows(rand.New(rand.NewPCG(3, 4)), 200)
	want := Approach1(rows)
	scaled := slices.Clone(rows)
	for i := range scaled {
		scaled[i].Base, scaled[i].Year = scaled[i].Base.Mul(d("1000")), scaled[i].Year.Mul(d("1000"))
	}
	got := Approach1(scaled)
	for i := range got.Lines {
		a, b := &got.Lines[i], &want.Lines[i]
		for _, pair := range [][2]decimal.Decimal{{a.Combined(), b.Combined()}, {a.Contribution(), b.Contribution()}, {a.Share(), b.Share()}, {a.TypeA(), b.TypeA()}, {a.TypeB(), b.TypeB()}, {a.TrendVariation(), b.TrendVariation()}} {
			if !nearly(pair[0], expr.Float(pair[1]), 1e-11*math.Max(1, expr.Float(pair[1]))) {
				t.Fatalf("%s: %s, scaled %s", a.Category, pair[1], pair[0])
			}
		}
	}
	if !nearly(got.Level().Decimal, expr.Float(want.Level().Decimal), 1e-12) || !nearly(got.TrendPoints(), expr.Float(want.TrendPoints()), 1e-11) {
		t.Errorf("%s, scaled %s", foot(want), foot(got))
	}
}

func TestCertainRows(t *testing.T) {
	rows := randomRows(rand.New(rand.NewPCG(5, 6)), 50)
	for i := range rows {
		rows[i].AD, rows[i].EF, rows[i].Low, rows[i].High = decimal.Zero, decimal.Zero, decimal.NullDecimal{}, decimal.NullDecimal{}
	}
	p := Approach1(rows)
	if !p.Level().Decimal.IsZero() || !p.TrendPoints().IsZero() || !p.Width().IsZero() || !p.Lines[7].Share().IsZero() {
		t.Error(foot(p))
	}
}

// Rows that err alike are put together first: as two rows they would seem more certain than as one, the more so the more they are.
func TestRowsThatErrAlike(t *testing.T) {
	other := Row{Category: "other", Base: d("500"), Year: d("400"), AD: d("5"), EF: d("5"), EFCorrelated: true}
	whole := Row{Category: "whole", Base: d("100"), Year: d("120"), EF: d("40"), EFCorrelated: true}
	merged := Approach1([]Row{whole, other})
	split := whole
	split.Base, split.Year = d("50"), d("60")
	apart := Approach1([]Row{split, split, other})
	if !nearly(merged.Lines[0].Combined(), 40, 0) || !apart.Level().Decimal.LessThan(merged.Level().Decimal) || !apart.TrendPoints().LessThan(merged.TrendPoints()) {
		t.Errorf("merged %s, apart %s", foot(merged), foot(apart))
	}
	if !nearly(merged.Level().Decimal, 100*math.Sqrt(48*48+2*400*400*0.05*0.05)/520, 1e-12) {
		t.Errorf("merged %s", merged.Level().Decimal)
	}
}

func BenchmarkApproach1_20000Rows(b *testing.B) {
	rows := randomRows(rand.New(rand.NewPCG(7, 8)), 20_000)
	for b.Loop() {
		Approach1(rows)
	}
}

func BenchmarkKeyCategories_20000Rows(b *testing.B) {
	rows := KeyRows(randomRows(rand.New(rand.NewPCG(7, 8)), 20_000))
	for b.Loop() {
		analysed(rows, Trend2006)
	}
}

// The golden file holds figures to the last bit: a machine that computes others fails here.
func TestPropagationHasTheSameBitsEverywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	var out strings.Builder
	for range 20 {
		p := Approach1(randomRows(random, 500))
		lines := sha256.New()
		for i := range p.Lines {
			l := &p.Lines[i]
			fmt.Fprintln(lines, l.Combined(), l.Width(), l.Contribution(), l.Share(), l.TypeA(), l.TypeB(), l.TrendEF(), l.TrendAD(), l.TrendVariation())
		}
		fmt.Fprintf(&out, "%s lines %x\n", foot(p), lines.Sum(nil))
	}
	golden.Compare(t, "testdata/propagation.golden", out.String())
}
