package report_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// made is a random workspace of the years 2015–2022: fuels, and GDP at 2015 prices to 2018, of which 2018 is stated at its own
// prices too, and by indices or growth from there on.
type made struct {
	years      string
	activity   []string
	indicators []string
}

func makeUp(rng *rand.Rand) *made {
	m := &made{years: "2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022"}
	gdp := 200 + rng.IntN(900)
	for year := 2015; year <= 2022; year++ {
		m.activity = append(m.activity, fmt.Sprintf("%d,1.A.2.f,烟煤,%d.%d,t", year, 10000+rng.IntN(900000), rng.IntN(10)), fmt.Sprintf("%d,1.A.4.b,天然气,%d,万m3", year, 100+rng.IntN(9000)),
			fmt.Sprintf("%d,2.A.1,水泥熟料,%d,t", year, 1+rng.IntN(2000000)))
		m.say("%d,全社会能源消费总量,%d.%02d,万tce,,", year, 20+rng.IntN(200), rng.IntN(100))
		m.say("%d,%s,%d.%d,万人,,", year, []string{"常住人口", "年末常住人口"}[rng.IntN(2)], 30+rng.IntN(90), rng.IntN(10))
		if year <= 2018 {
			gdp += rng.IntN(80)
			m.say("%d,%s,%d.%02d,亿元,2015年价,", year, []string{"地区生产总值", "国内生产总值", "GDP"}[rng.IntN(3)], gdp, rng.IntN(100))
			continue
		}
		growth := fmt.Sprintf("%d.%d", rng.IntN(12), rng.IntN(10))
		switch rng.IntN(3) {
		case 0:
			m.say("%d,地区生产总值指数,%s,%%,,", year, decimal.RequireFromString(growth).Add(decimal.NewFromInt(100)))
		case 1:
			m.say("%d,地区生产总值实际增速,%s,%%,,preliminary", year, growth)
			m.say("%d,地区生产总值实际增速,%d.%d,%%,,final", year, rng.IntN(12), rng.IntN(10))
		default:
			m.say("%d,GDP增速,%s,%%,,", year, growth)
		}
	}
	m.say("2018,地区生产总值,%d.%02d,亿元,当年价,", gdp*11/10, rng.IntN(100))
	return m
}

func (m *made) say(format string, args ...any) {
	m.indicators = append(m.indicators, fmt.Sprintf(format, args...))
}

// intensities are those of the workspace.
func (m *made) intensities(t *testing.T, e *engine.Engine, base, prices int) *engine.Intensities {
	t.Helper()
	files := fstest.MapFS{
		"inventory.toml":        {Data: []byte("schema_version = 1\nyears = [" + m.years + "]\nguide = \"CN-PROV-2011\"\n[region]\ncode = \"500199\"\nname = \"示例区\"\nprovince = \"重庆市\"\n")},
		"activity/activity.csv": {Data: []byte("year,category,item,value,unit\n" + strings.Join(m.activity, "\n") + "\n")},
		"indicators.csv":        {Data: []byte("year,indicator,value,unit,price_base,vintage\n" + strings.Join(m.indicators, "\n") + "\n")},
		"targets.csv":           {Data: []byte("indicator,base_year,target_year,form,direction,target,unit,status\n单位地区生产总值能源消耗下降,2018,2023,decline_pct,>=,14,%,set\n")},
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	i := e.Intensities(ws, e.Compile(ws, nil), base, prices)
	if i.Problems().Failed() {
		t.Fatal(i.Problems()[0].Format("en"))
	}
	return i
}

// with has the values of the rows whose line holds the word multiplied.
func with(lines []string, word string, at int, by decimal.Decimal) []string {
	out := append([]string{}, lines...)
	for n, line := range out {
		if cells := strings.Split(line, ","); strings.Contains(line, word) {
			cells[at] = decimal.RequireFromString(cells[at]).Mul(by).String()
			out[n] = strings.Join(cells, ",")
		}
	}
	return out
}

// same compares two declines to 30 decimals.
func same(t *testing.T, what string, a, b *decimal.Decimal) {
	t.Helper()
	if (a == nil) != (b == nil) || a != nil && a.Sub(*b).Abs().GreaterThan(decimal.New(1, -30)) {
		t.Errorf("%s: %v and %v", what, a, b)
	}
}

func sameDeclines(t *testing.T, what string, a, b *engine.Intensities) {
	t.Helper()
	if len(a.Series) != len(b.Series) {
		t.Fatalf("%s: %d and %d series", what, len(a.Series), len(b.Series))
	}
	for n, x := range a.Series {
		if len(x.Years) != 8 {
			t.Fatalf("%s: %s has %d years", what, x.ID, len(x.Years))
		}
		for k, y := range x.Years {
			other := b.Series[n].Years[k]
			name := fmt.Sprintf("%s, %s %d", what, x.ID, y.Year)
			same(t, name+" annual", y.Annual, other.Annual)
			same(t, name+" direct", y.Direct, other.Direct)
			same(t, name+" chained", y.Chained, other.Chained)
			same(t, name+" mean", y.Mean, other.Mean)
		}
	}
}

// The scale of emissions and of output, and at whose prices output stands, change no decline.
func TestScalesChangeNoDecline(t *testing.T) {
	e := newEngine(t)
	for seed := range uint64(4) {
		m := makeUp(rand.New(rand.NewPCG(seed, 7)))
		plain := m.intensities(t, e, 2018, 2018)
		sameDeclines(t, "prices of 2015", plain, m.intensities(t, e, 2018, 2015))
		larger := &made{m.years, with(m.activity, ",", 3, decimal.RequireFromString("3.7")), with(m.indicators, "tce", 2, decimal.RequireFromString("0.7"))}
		sameDeclines(t, "emissions × 3.7", plain, larger.intensities(t, e, 2018, 2018))
		richer := &made{m.years, m.activity, with(m.indicators, "亿元", 2, decimal.RequireFromString("1.9"))}
		sameDeclines(t, "output × 1.9", plain, richer.intensities(t, e, 2018, 2018))
	}
}

// A chain over any split is that of the whole: 1 − D = (1 − D of the first years)(1 − D of the others).
func TestChainOfAnySplitOfYears(t *testing.T) {
	e := newEngine(t)
	m := makeUp(rand.New(rand.NewPCG(3, 7)))
	whole := m.intensities(t, e, 2015, 2018)
	one := decimal.NewFromInt(1)
	for middle := 2016; middle < 2022; middle++ {
		rest := m.intensities(t, e, middle, 2018)
		for n, x := range whole.Series {
			first, last := x.At(middle), x.At(2022)
			after := rest.Series[n].At(2022)
			for what, split := range map[string][3]*decimal.Decimal{"direct": {first.Direct, after.Direct, last.Direct}, "chained": {first.Chained, after.Chained, last.Chained}} {
				d := one.Sub(one.Sub(*split[0]).Mul(one.Sub(*split[1])))
				same(t, fmt.Sprintf("%s %s at %d", x.ID, what, middle), &d, split[2])
			}
		}
	}
}

// The rows of a table in another order give the same bytes; more years give the same figures of the years that were there.
func TestOrderAndYearsReachNoIntensity(t *testing.T) {
	e := newEngine(t)
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 11))
		m := makeUp(rng)
		want := intensityOutputs(t, m.intensities(t, e, 2018, 0))
		fewer := *m
		fewer.years = "2018, 2019, 2020, 2021, 2022"
		short := intensityOutputs(t, fewer.intensities(t, e, 2018, 0))["intensity.csv"]
		for _, line := range strings.Split(strings.TrimSpace(short), "\n") {
			if !strings.Contains(line, ",2018,") && !strings.Contains(want["intensity.csv"], line+"\n") { // 2018 has no year before it here
				t.Errorf("seed %d: with more years there is no %s", seed, line)
			}
		}
		for _, rows := range [][]string{m.activity, m.indicators} {
			rng.Shuffle(len(rows), func(a, b int) { rows[a], rows[b] = rows[b], rows[a] })
		}
		for name, got := range intensityOutputs(t, m.intensities(t, e, 2018, 0)) {
			if got != want[name] {
				t.Errorf("seed %d: %s differs when rows are shuffled", seed, name)
			}
		}
	}
	dir := inventories + "/assessed"
	want := intensityOutputs(t, intensities(t, e, dir, 0, 0))
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 13))
		got := intensityOutputs(t, intensities(t, e, copyOf(t, dir, func(name string, content []byte) (string, []byte) {
			if name == "targets.csv" { // the plan is listed in its order
				return name, content
			}
			return disturbed(rng, name, content)
		}), 0, 0))
		for _, name := range []string{"intensity.csv", "assessment.csv", "assessment_gap.csv", "plan.csv"} {
			if got[name] != want[name] {
				t.Errorf("seed %d: %s differs when rows are shuffled", seed, name)
			}
		}
	}
}
