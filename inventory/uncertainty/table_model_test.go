package uncertainty

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// tableOf is a ready table of the rows, as it is read.
func tableOf(rows ...Row) *EstimatesTable {
	head := &inventory.Table{File: "t.csv", Columns: map[string]int{}}
	for i, field := range estimatesSchema {
		head.Columns[field.Name] = i + 1
	}
	t := &EstimatesTable{File: head.File}
	for i, r := range rows {
		t.Rows, t.Places = append(t.Rows, r.entered()), append(t.Places, inventory.Place{Table: head, Row: i + 2})
	}
	return t
}

func drawnTable(t testing.TB, o TableOptions, rows ...Row) *TableAnalysis {
	t.Helper()
	m, problems := tableOf(rows...).Model()
	if problems.Failed() {
		t.Fatal(said(problems))
	}
	if o.Workers == 0 {
		o.Workers = 2
	}
	return m.Analyse(o)
}

// figure is a figure of the analysis by its id and kind.
func (a *TableAnalysis) figure(id, kind string) *TableFigure {
	i := slices.IndexFunc(a.Figures, func(f TableFigure) bool { return f.ID == id && f.Kind == kind })
	return &a.Figures[i]
}

// around holds a figure to another within an absolute tolerance.
func around(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.8g, want %.8g ± %.2g", what, got, want, tolerance)
	}
}

// sides are the two ends of an asymmetric row.
func sides(row Row, low, high string) Row {
	row.Low, row.High = decimal.NewNullDecimal(d(low)), decimal.NewNullDecimal(d(high))
	return row
}

// finlandTable are the rows of Finland, told apart by their numbers.
func finlandTable(t testing.TB) []Row {
	rows := finlandRows(t)
	for i := range rows {
		rows[i].Category = strconv.Itoa(i+1) + " " + rows[i].Category
	}
	return rows
}

// varianceOf is the exact variance of a row in one year: of a product of independent multipliers with the mean 1.
func varianceOf(figure decimal.Decimal, percents ...decimal.Decimal) float64 {
	product := 1.0
	for _, u := range percents {
		product *= 1 + square(expr.Float(u)/196) // of a normal law
		if expr.Float(u) >= largeRow {
			product *= (1 + square(expr.Float(u)/200)) / (1 + square(expr.Float(u)/196))
		}
	}
	return square(expr.Float(figure)) * (product - 1)
}

// IPCC 2006 V1 Table 3.4 by both approaches. Mean and standard deviation of the level are known exactly. Approach 1 gives ±15.9 %; half
// of the Monte Carlo interval is as wide, but a tenth of that higher up: half of the variance is of rows of ±50 % and more.
func TestFinlandIsDrawn(t *testing.T) {
	rows := finlandTable(t)
	a := drawnTable(t, TableOptions{Draws: 200_000, Seed: 1}, rows...)
	level, trend := a.figure(inventory.ScopeTotal, LevelOfYear), a.figure(inventory.ScopeTotal, TrendOfBoth)
	variance := 0.0
	for _, r := range rows {
		variance += varianceOf(r.Year, r.AD, r.EF)
	}
	around(t, "mean", level.Distribution.Mean, 67735, 3*math.Sqrt(variance/200_000))
	around(t, "standard deviation", level.Distribution.SD, math.Sqrt(variance), 0.02*math.Sqrt(variance))
	spread := level.Distribution.Spread()
	for what, pair := range map[string][2]float64{"level below": {expr.Float(spread.Minus.Decimal), -14.05}, "level above": {expr.Float(spread.Plus.Decimal), 17.05},
		"trend": {trend.Distribution.Point * 100, 42.287}, "trend, low": {trend.Distribution.Low * 100, 27.0}, "trend, high": {trend.Distribution.High * 100, 63.6}} {
		around(t, what, pair[0], pair[1], 0.25)
	}
	around(t, "first order", level.Linear.Half, expr.Float(level.Approach1.Width()), 1e-9*67735)
	gap, ok := level.Gap(200_000)
	around(t, "gap of the half", expr.Float(gap.Half.Decimal), -2, 1.5)
	around(t, "gap below", expr.Float(gap.Low.Decimal), 11.5, 1.5)
	if !ok || len(gap.Why) != 1 || !strings.HasPrefix(gap.Why[0].EN, "rows of ±50 % or more: 76, with 48.9 % of the variance (the largest: 90 3.C.4") {
		t.Errorf("why: %v", gap.Why)
	}
	gap, _ = trend.Gap(200_000)
	around(t, "gap of the trend's half", expr.Float(gap.Half.Decimal), -2.1, 1.5)
	if len(gap.Why) != 2 || !strings.HasSuffix(gap.Why[1].EN, "±25.8 %: a trend is a quotient, which is not linear") {
		t.Errorf("why of the trend: %v", gap.Why)
	}
	want := 3 + 3*6 - 1 // the total, and six gases, of which one began after 1990
	for _, r := range rows {
		want += 1 + flagged(!r.Base.IsZero())
	}
	if len(a.Figures) != want || a.Figures[3].ID != "gas:CH4" || a.Figures[want-1].Row != len(rows)-1 {
		t.Errorf("%d figures, want %d", len(a.Figures), want)
	}
	best := a.Rankings[0].Lines[0]
	around(t, "share of forest land", expr.Float(best.Linear.Decimal), 0.483, 0.001)
	around(t, "its total index", expr.Float(best.Total.Decimal), 0.472, 0.02)
	if v := a.Model.Variable(best.Variables[0]); v == nil || a.Model.Rows[v.Row].Gas != "CO2" || v.Part != FactorPart || v.When != "" {
		t.Errorf("to be improved first: %+v", v)
	}
}

// Whatever the draws do, nothing errs of a table without uncertainties: exactly, and at once.
func TestCertainTableIsExact(t *testing.T) {
	for _, o := range []TableOptions{{Draws: 3000}, {}, {Draws: 4096, Sampling: SobolSampling}, {Draws: -1}} {
		a := drawnTable(t, o, Row{Category: "a", Gas: "CO2", Base: d("100.1"), Year: d("120.7")}, Row{Category: "b", Gas: "CH4", Base: d("3"), Year: d("-0.7"), Land: true})
		for i := range a.Figures {
			f := &a.Figures[i]
			if o.Draws < 0 {
				if f.Distribution != nil {
					t.Fatal("drawn")
				}
				continue
			}
			if v := f.Distribution; v.SD != 0 || v.Low != v.Point || v.High != v.Point || v.Median != v.Point {
				t.Errorf("%s %s: %+v", f.ID, f.Kind, v)
			}
			if _, ok := f.Gap(1000); ok {
				t.Errorf("%s %s: a gap", f.ID, f.Kind)
			}
		}
		if o.Draws == 0 && (!a.Simulated.Stopped.Converged || a.Simulated.Draws > 4*BatchDraws) {
			t.Errorf("%d draws, %+v", a.Simulated.Draws, a.Simulated.Stopped)
		}
	}
}

// printed is all that an analysis has, but for the order of rows.
func printed(a *TableAnalysis) string {
	var lines []string
	for i := range a.Figures {
		f := &a.Figures[i]
		gap, _ := f.Gap(a.Options.Draws)
		lines = append(lines, fmt.Sprint(f.ID, f.Kind, f.Gas, *f.Distribution, f.Distribution.Spread(), gap))
		if f.Row < 0 {
			lines = append(lines, fmt.Sprint(f.Linear.Half))
		}
	}
	slices.Sort(lines)
	for _, r := range a.Rankings {
		for _, l := range r.Lines {
			lines = append(lines, fmt.Sprint(l.Variables, l.Linear, l.First, l.Total, l.Low, l.High))
		}
	}
	return strings.Join(lines, "\n")
}

// Neither the order of the table nor the number of workers moves a bit.
func TestOrderOfTableChangesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	rows := randomRows(random, 150)
	for i := range rows {
		rows[i].Gas = []string{"CO2", "CH4", "N2O"}[i%3]
	}
	for _, sampling := range []Sampling{PlainSampling, SobolSampling} {
		o := TableOptions{Draws: 2048, Seed: 3, Sampling: sampling, Leading: 2}
		want := printed(drawnTable(t, o, rows...))
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		o.Workers = 5
		if got := printed(drawnTable(t, o, rows...)); got != want {
			t.Errorf("%s: %s\n%s", sampling, got[:2000], want[:2000])
		}
	}
}

// What is drawn of a row is the same in whatever company.
func TestRowAlone(t *testing.T) {
	rows := randomRows(rand.New(rand.NewPCG(11, 12)), 300)
	a := drawnTable(t, TableOptions{Draws: 2000, Leading: 1}, rows...)
	for _, i := range []int{0, 130, 299} {
		alone := drawnTable(t, TableOptions{Draws: 2000, Leading: 1}, rows[i])
		for _, kind := range []string{LevelOfYear, TrendOfBoth} {
			id := "row:" + rows[i].id()
			if got, want := *alone.figure(id, kind).Distribution, *a.figure(id, kind).Distribution; got != want {
				t.Errorf("%s %s: alone %+v, else %+v", id, kind, got, want)
			}
		}
	}
}

// The published speed reference as a table: 200 categories, activities ±5.88 % in either year and factors ±11.76 % that both share. The
// variance of the level is exact, that of the trend of the first order.
func TestReferenceTable(t *testing.T) {
	rows := referenceRows(200)
	a := drawnTable(t, TableOptions{Draws: 100_000, Seed: 5}, rows...)
	level, trend := a.figure(inventory.ScopeTotal, LevelOfYear), a.figure(inventory.ScopeTotal, TrendOfBoth)
	variance, e, f := 0.0, expr.Float(level.Approach1.Base), expr.Float(level.Approach1.Year)
	linear := 0.0
	for _, r := range rows {
		variance += varianceOf(r.Year, r.AD, r.EF)
		b, y := expr.Float(r.Base)*f/e/e, expr.Float(r.Year)/e
		linear += square(0.03)*(b*b+y*y) + square(0.06*(y-b))
	}
	around(t, "level", level.Distribution.SD/math.Sqrt(variance), 1, 0.01)
	around(t, "trend", trend.Distribution.SD/math.Sqrt(linear), 1, 0.01)
	around(t, "trend, first order", trend.Linear.Half/math.Sqrt(linear), 1.96, 1e-9)
	if gap, ok := level.Gap(100_000); !ok || gap.Why != nil || math.Abs(expr.Float(gap.Low.Decimal)) > 3 || math.Abs(expr.Float(gap.High.Decimal)) > 3 {
		t.Errorf("%+v", gap)
	}
}

// referenceRows have lognormal sizes that grow by 5 per cent.
func referenceRows(n int) []Row {
	words, z := make([]uint64, n), make([]float64, n)
	levels := newStream(1, "levels")
	levels.words(0, words)
	tabulate(Normal{0, 1}).draw(words, 3, 1.5, z)
	rows := make([]Row, n)
	for i := range rows {
		base := decimal.NewFromFloat(expr.Exponential(z[i])).Round(6)
		rows[i] = Row{Category: strconv.Itoa(i), Gas: "CO2", Base: base, Year: base.Mul(d("1.05")), AD: d("5.88"), EF: d("11.76"), EFCorrelated: true}
	}
	return rows
}

// The trend of one row of lognormal multipliers is lognormal: both years' errors of a part add where they are not alike, and cancel
// where they are.
func TestFlagsOfDrawnTrend(t *testing.T) {
	activity, factor := logVariance(60), logVariance(90)
	for _, flags := range [][2]bool{{false, true}, {true, true}, {false, false}, {true, false}} {
		row := Row{Category: "a", Gas: "CH4", Base: d("80"), Year: d("100"), AD: d("60"), EF: d("90"), ADCorrelated: flags[0], EFCorrelated: flags[1]}
		variance := 0.0
		if !flags[0] {
			variance += 2 * activity
		}
		if !flags[1] {
			variance += 2 * factor
		}
		a := drawnTable(t, TableOptions{Draws: 1 << 16, Sampling: SobolSampling, Seed: 2}, row)
		for _, id := range []string{inventory.ScopeTotal, "gas:CH4", "row:" + row.id()} {
			got := a.figure(id, TrendOfBoth).Distribution
			z := z975 * math.Sqrt(variance)
			around(t, fmt.Sprint(id, flags, " median"), got.Median, 0.25, 0.01*variance)
			around(t, fmt.Sprint(id, flags, " low"), math.Log((1+got.Low)/1.25), -z, 0.01*z)
			around(t, fmt.Sprint(id, flags, " high"), math.Log((1+got.High)/1.25), z, 0.01*z)
		}
		if want := 1 + 1 + flagged(!flags[0]) + flagged(!flags[1]); len(a.Model.Variables) != want {
			t.Errorf("%v: %d variables, want %d", flags, len(a.Model.Variables), want)
		}
	}
}

func flagged(is bool) int {
	if is {
		return 1
	}
	return 0
}

// A row with two ends is drawn through both of them; a removal by its size; one of land beyond −100 % lies across 0.
func TestSidesAreDrawn(t *testing.T) {
	plain := Row{Category: "a", Gas: "CO2", Base: d("100"), Year: d("200"), EFCorrelated: true}
	removal, land := plain, plain
	removal.Base, removal.Year, land.Land = d("-100"), d("-200"), true
	for what, c := range map[string]struct {
		row       Row
		low, high float64
		family    string
	}{
		"emission": {sides(plain, "-40", "250"), 120, 700, "lognormal"},
		"removal":  {sides(removal, "-40", "250"), -700, -120, "lognormal"},
		"to zero":  {sides(plain, "-100", "200"), 0, 600, "truncated_normal"},
		"beyond":   {sides(plain, "-150", "200"), 0, 600, "truncated_normal"},
		"across":   {sides(land, "-150", "200"), -100, 600, "triangular"},
		"wide":     {sides(land, "-150", "150"), -100, 500, "normal"},
	} {
		a := drawnTable(t, TableOptions{Draws: 1 << 16, Sampling: SobolSampling}, c.row)
		got := a.figure(inventory.ScopeTotal, LevelOfYear).Distribution
		if v := a.Model.Variables; len(v) != 1 || v[0].Part != CombinedPart || v[0].When != "" || v[0].Law.Law.Family() != c.family {
			t.Errorf("%s: %+v", what, v[0])
		}
		if c.low != 0 {
			around(t, what+", low", got.Low, c.low, 6)
		} else if !(got.Min >= 0) {
			t.Errorf("%s: %v", what, got.Min)
		}
		around(t, what+", high", got.High, c.high, 6)
		if trend := a.figure(inventory.ScopeTotal, TrendOfBoth).Distribution; trend.SD != 0 || trend.Mean != 1 {
			t.Errorf("%s: the trend of what errs alike is %v ± %v", what, trend.Mean, trend.SD)
		}
	}
	gap, ok := drawnTable(t, TableOptions{Draws: 1 << 16, Sampling: SobolSampling}, sides(plain, "-40", "250")).figure(inventory.ScopeTotal, LevelOfBase).Gap(1 << 16)
	if !ok || gap.Why != nil {
		t.Errorf("both approaches have the ends as they are stated: %+v", gap)
	}
}

func TestFaultsOfTableModel(t *testing.T) {
	big := Row{Category: "a", Gas: "CO2", Base: d("1"), Year: d("1"), AD: d("1e200"), EF: d("1e200")}
	bigger, unstated := sides(big, "-5", "1e200"), big
	bigger.Category, unstated.Category, unstated.AD, unstated.EF, unstated.Unstated = "b", "c", decimal.Zero, decimal.Zero, true
	m, problems := tableOf(big, bigger).Model()
	if got := strings.Join(said(problems), "; "); m != nil || got != "2:6 ERROR uncertainty-not-a-number; 2:7 ERROR uncertainty-not-a-number; 3:10 ERROR uncertainty-not-a-number" {
		t.Error(got)
	}
	if !strings.HasPrefix(problems[0].Message.EN, "a CO2: ") || !strings.HasPrefix(problems[0].Message.ZH, "“a CO2”：") || problems[0].Hint.EN == "" {
		t.Errorf("%+v", problems[0])
	}
	certain := Row{Category: "a", Gas: "CO2", Base: d("1"), Year: d("1")}
	if m, problems = tableOf(certain, sides(certain, "-100", "100000")).Model(); m != nil || strings.Join(said(problems), "; ") != "3:10 ERROR distribution-parameters" || !strings.Contains(problems[0].Hint.EN, "above -100") {
		t.Error(said(problems))
	}
	if m, problems = tableOf(unstated).Model(); m != nil || strings.Join(said(problems), "; ") != "2:7 ERROR missing-uncertainty" {
		t.Error(said(problems))
	}
}

// Labels that hold the bar between labels stay apart.
func TestVariableIDs(t *testing.T) {
	a := drawnTable(t, TableOptions{Draws: -1}, Row{Category: "x|y", Gas: "CO2", Year: d("1"), AD: d("5")}, Row{Category: "x", Item: "y|", Gas: "CO2", Base: d("2"), Year: d("1"), AD: d("5"), EF: d("3"), EFCorrelated: true})
	var ids []string
	for _, v := range a.Model.Variables {
		ids = append(ids, v.ID)
	}
	if got := strings.Join(ids, " "); got != `x\|y||CO2|activity|year x|y\||CO2|activity|base x|y\||CO2|activity|year x|y\||CO2|factor` {
		t.Error(got)
	}
}

func benchmarkTable(b *testing.B, rows, draws int) {
	table := tableOf(randomRows(rand.New(rand.NewPCG(7, 8)), rows)...)
	b.ReportAllocs()
	for b.Loop() {
		m, _ := table.Model()
		m.Analyse(TableOptions{Draws: draws, Seed: 7, Workers: 2})
	}
}

func BenchmarkTable20000Rows(b *testing.B) { benchmarkTable(b, 20_000, 10_000) }
func BenchmarkTable5000Rows(b *testing.B)  { benchmarkTable(b, 5_000, 100_000) }

// A source that began after the base year errs in the year alone; Approach 1 takes its error times √2, as if it erred in both.
func TestReasonsOfTrend(t *testing.T) {
	rows := []Row{{Category: "a", Gas: "CO2", Base: d("100"), Year: d("100")}, {Category: "b", Gas: "CO2", Year: d("50"), AD: d("20")}}
	a := drawnTable(t, TableOptions{Draws: 20_000}, rows...)
	f := a.figure(inventory.ScopeTotal, TrendOfBoth)
	gap, ok := f.Gap(20_000)
	around(t, "half", expr.Float(gap.Half.Decimal), 100*(1/math.Sqrt2-1), 1)
	if !ok || len(gap.Why) != 1 || gap.Why[0].EN != "of errors that differ between the years Approach 1 takes those of the year times √2; by the shares of either year the first-order propagation is ±10 percentage points, not ±14.14" {
		t.Errorf("%+v", gap.Why)
	}
	if gap, _ = f.Gap(900); len(gap.Why) != 2 || !strings.HasPrefix(gap.Why[1].EN, "of only 900 draws the ends are known to about 14 %") {
		t.Errorf("%+v", gap.Why)
	}
	if low, high, ok := f.Ends(); !ok || !nearly(low, 0.5-0.1414213562, 1e-9) || !nearly(high, 0.5+0.1414213562, 1e-9) {
		t.Errorf("%s to %s", low, high)
	}
	if began := drawnTable(t, TableOptions{Draws: 1000}, rows[1]); len(began.Figures) != 5 || len(began.Rankings) != 1 { // no trend from nothing
		t.Errorf("%d figures, %d rankings", len(began.Figures), len(began.Rankings))
	}
}

// Totals with and without land, and a net removal in the base year, whose trend has the sign of Approach 1.
func TestLandIsDrawn(t *testing.T) {
	rows := []Row{{Category: "a", Gas: "CO2", Base: d("40"), Year: d("80"), AD: d("10")}, {Category: "3.B", Gas: "CO2", Base: d("-140"), Year: d("-130"), EF: d("20"), EFCorrelated: true, Land: true}}
	a := drawnTable(t, TableOptions{Draws: 100_000}, rows...)
	for id, want := range map[string][3]float64{inventory.ScopeTotal: {-50, -0.5, 13.8737}, inventory.ScopeWithoutLand: {80, 1, 80 * 10 / 196.}} {
		level, trend := a.figure(id, LevelOfYear), a.figure(id, TrendOfBoth)
		around(t, id, level.Distribution.Point, want[0], 1e-12)
		around(t, id+", sd", level.Distribution.SD, want[2], 0.02*want[2])
		around(t, id+", trend", trend.Distribution.Point, want[1], 1e-12)
		around(t, id+", trend by Approach 1", expr.Float(trend.Approach1.TrendPercent())/100, want[1], 1e-12)
	}
	if len(a.Kept) != 4 || len(a.Simulated.Samples) != 4 || len(a.Simulated.Samples[3]) != 100_000 || a.Figures[a.Kept[3]].ID != inventory.ScopeWithoutLand {
		t.Errorf("kept: %v", a.Kept)
	}
}
