package engine

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// withBase are the settings of 2019 and 2020 with 2019 as the base year.
var withBase = "base_year = 2019\n" + fmt.Sprintf(settings, "2019, 2020", "CN-PROV-2011")

// uncertainIn analyses a made-up workspace, file name → content.
func uncertainIn(t *testing.T, files map[string]string, o UncertaintyOptions) *Uncertainty {
	t.Helper()
	e := newEngine(t)
	all := map[string]string{"inventory.toml": withBase}
	for name, content := range files {
		all[name] = content
	}
	return uncertaintyOf(t, e, loaded(t, e, all), o)
}

func uncertaintyOf(t *testing.T, e *Engine, ws *workspace.Workspace, o UncertaintyOptions) *Uncertainty {
	t.Helper()
	result := e.Compile(ws, nil)
	if result.Inventory == nil {
		t.Fatal(lines(result))
	}
	return e.Uncertainty(ws, result, e.Intensities(ws, result, 0, 0), o)
}

// A fixed number of draws, and none.
var (
	someDraws = UncertaintyOptions{Draws: 20480, Seed: 1, Workers: 2}
	noDraws   = UncertaintyOptions{Draws: NoDraws}
)

const (
	judgedHead     = "of,uncertainty,low,high,bounds,distribution,points,expert,by,date,reason\n"
	correlatedHead = "kind,of,with,rho,by,date,reason\n"
	onRecord       = ",a,2026-01-01,r\n"

	// Coal that burns without CH4 and N2O.
	onlyCO2 = "set,category,item,parameter,gas,value,unit,source,status\nlocal,1.A,烟煤,ef,CH4,0,kg/TJ,x,local\nlocal,1.A,烟煤,ef,N2O,0,kg/TJ,x,local\n"

	// 10,000 t of coal with the factors of the guide: 10000*19.570/1000*26.1*0.93*44/12.
	coalCO2 = 17417.4957
)

// judged are judgements of ± per cent; of everything that is not named first the figure is exact.
func judged(of ...string) string {
	out := judgedHead
	for i := 0; i < len(of); i += 2 {
		out += of[i] + "," + of[i+1] + ",,,,,,e" + onRecord
	}
	return out + "*,0,,,,,,e" + onRecord
}

// burnt is a table of activities: "2020 1.A.2.f 10000".
func burnt(rows ...string) string {
	out := head
	for _, r := range rows {
		f := strings.Fields(r)
		out += f[0] + "," + f[1] + ",,烟煤,,," + f[2] + ",t,,,统\n"
	}
	return out
}

// figureNamed finds a figure of the analysis.
func figureNamed(t *testing.T, u *Uncertainty, kind, id string) *UncertainFigure {
	t.Helper()
	for _, f := range u.Figures {
		if f.Kind == kind && f.ID == id {
			return f
		}
	}
	t.Fatalf("no %s of %s; %v", kind, id, toldBy(u))
	return nil
}

func toldBy(u *Uncertainty) (out []string) {
	for _, p := range u.Problems.Sorted() {
		out = append(out, fmt.Sprintf("%s %s %s", p.Source, p.Severity, p.Code))
	}
	return out
}

// notAsked is the code of what inventories of a few rows always say: the other rows are not estimated.
const notAsked = "trend-not-estimated"

// toldOfSpreads is what the analysis says but for what is not estimated in inventories of a few rows.
func toldOfSpreads(u *Uncertainty) []string {
	return slices.DeleteFunc(toldBy(u), func(said string) bool { return strings.HasSuffix(said, notAsked) })
}

// percentOf is half of the first-order interval in per cent of the figure, of trends in points.
func percentOf(f *UncertainFigure) float64 {
	if f.Kind == TrendFigure || f.Kind == DeclineFigure {
		return f.Linear.Half * 100
	}
	return f.Linear.Half / math.Abs(f.Linear.Value) * 100
}

// spreadIs asserts the first-order uncertainty, and where it was drawn that the standard deviation agrees within 3 %.
func spreadIs(t *testing.T, u *Uncertainty, kind, id string, want float64) {
	t.Helper()
	f := figureNamed(t, u, kind, id)
	if got := percentOf(f); math.Abs(got-want) > 1e-9*math.Max(want, 1) {
		t.Errorf("%s of %s: ±%.12g, want %.12g", kind, id, got, want)
	}
	if f.Distribution == nil {
		return
	}
	half := f.Distribution.SD * 1.959963984540054 * 100
	if f.Kind == LevelFigure {
		half /= math.Abs(f.Linear.Value)
	}
	if math.Abs(half-want) > 0.03*want+1e-9 {
		t.Errorf("%s of %s: the draws have ±%.6g, want about %.6g", kind, id, half, want)
	}
}

// One factor of ±10 % serves two categories of the same emission, and all else is exact: together ±10 %, while the table of Approach 1,
// which takes rows for independent, has 10/√2 %.
func TestSharedFactorIsOneVariable(t *testing.T) {
	u := uncertainIn(t, map[string]string{"activity/a.csv": burnt("2020 1.A.2.f 10000", "2020 1.A.4.a 10000"), "factors/own.csv": onlyCO2,
		"records/judgements.csv": judged("*carbon_content*", "10")}, someDraws)
	spreadIs(t, u, LevelFigure, "total", 10)
	spreadIs(t, u, LevelFigure, "gas:CO2", 10)
	spreadIs(t, u, LevelFigure, "row:1.A.2|solid|CO2", 10)
	near(t, "CO2 of a row", figureNamed(t, u, LevelFigure, "row:1.A.2|solid|CO2").Linear.Value, coalCO2)
	if len(u.Approach1) != 1 {
		t.Fatalf("%d tables without land", len(u.Approach1))
	}
	table, _ := u.Approach1[0].Level().Decimal.Float64()
	if math.Abs(table-10/math.Sqrt2) > 1e-9 {
		t.Errorf("Approach 1: %v, want %v", table, 10/math.Sqrt2)
	}
	if !uncertainty.Apart(figureNamed(t, u, LevelFigure, "total").Linear.Percent(), u.Approach1[0].Level()) {
		t.Error("10 and 7.07 % are no tenth apart")
	}
	if len(u.Shared) != 1 || !strings.Contains(u.Shared[0].Variable, "carbon_content") || len(u.Shared[0].Rows) != 2 || !u.Shared[0].Adds.Equal(decimal.NewFromInt(100)) {
		t.Errorf("shared: %+v", u.Shared)
	}
	if len(u.Variables) != 1 || len(u.Bare) != 0 {
		t.Errorf("%d variables, %d inputs without a spread", len(u.Variables), len(u.Bare))
	}
}

// The change from 10,000 t to 12,000 t of coal: a factor is the same in both years and cancels, an activity is another in each. Records
// of years say otherwise: T + 1 = 1.2, and of ±u % in both years U = 1.2·√(2(1 − ρ))·u points.
func TestYearsOfATrend(t *testing.T) {
	const factor, activity = "*carbon_content*", "500151|*|1.A.2.f|*"
	for _, c := range []struct {
		name, uncertain, of, rho string
		want                     float64
	}{
		{"a factor is one variable", factor, "", "", 0},
		{"a factor of its own in each year", factor, factor, "0", 1.2 * math.Sqrt2 * 10},
		{"a factor that is half the same", factor, factor, "0.5", 1.2 * 10},
		{"a record of what is so anyway", factor, factor, "1", 0},
		{"activities are independent", activity, "", "", 1.2 * math.Sqrt2 * 10},
		{"activities that err alike", activity, activity, "1", 0},
		{"activities half alike", activity, activity, "0.5", 1.2 * 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"activity/a.csv": burnt("2019 1.A.2.f 10000", "2020 1.A.2.f 12000"), "factors/own.csv": onlyCO2, "records/judgements.csv": judged(c.uncertain, "10")}
			if c.of != "" {
				files["records/correlations.csv"] = correlatedHead + "years," + c.of + ",," + c.rho + onRecord
			}
			u := uncertainIn(t, files, someDraws)
			if len(u.Problems) > 0 {
				t.Fatal(toldBy(u))
			}
			near(t, "change", figureNamed(t, u, TrendFigure, "total").Linear.Value, 0.2)
			spreadIs(t, u, TrendFigure, "total", c.want)
			spreadIs(t, u, LevelFigure, "total", 10)
			points, _ := u.Approach1[0].TrendPoints().Float64()
			if rho, _ := decimal.NewFromString(c.rho); (c.want == 0 || !rho.Equal(decimal.RequireFromString("0.5"))) && math.Abs(points-c.want) > 1e-9 {
				t.Errorf("the table has %v points, want %v: one row, whose years err alike or not", points, c.want) // it knows no half
			}
		})
	}
}

// A change is relative to the size of the base year's figure: a net removal that became a fifth smaller is +20 %, more net emission.
func TestChangeOfARemoval(t *testing.T) {
	of := func(tonnes int64) expr.Node { return expr.Const(decimal.NewFromInt(tonnes), inventory.TonneCO2e()) }
	u := &uncertain{}
	for _, c := range []struct {
		base, year int64
		want       string
	}{{100, 120, "0.2"}, {-100, -80, "0.2"}, {-100, -120, "-0.2"}, {-100, 20, "1.2"}, {100, -20, "-1.2"}, {0, 5, ""}} {
		tree, ok := u.change(of(c.year), of(c.base))
		if !ok {
			if c.want != "" {
				t.Errorf("%d to %d has no change", c.base, c.year)
			}
			continue
		}
		if got, err := expr.Decimal(tree); err != nil || got.String() != c.want {
			t.Errorf("%d to %d: %s, %v; want %s", c.base, c.year, got, err, c.want)
		}
	}
}

// A year of factors of its own is found by records that name the factor as the list of variables does.
func TestRecordsNameTheFactorOfAYear(t *testing.T) {
	const id = "CN-PROV-2011|1.A|烟煤||||||carbon_content|C|China|"
	u := uncertainIn(t, map[string]string{"activity/a.csv": burnt("2019 1.A.2.f 10000", "2020 1.A.2.f 12000"), "factors/own.csv": onlyCO2, "records/judgements.csv": judged(id, "10"),
		"records/correlations.csv": correlatedHead + "years," + id + ",,0" + onRecord}, noDraws)
	if len(u.Problems) > 0 {
		t.Error(toldBy(u))
	}
	spreadIs(t, u, LevelFigure, "total", 10)
	spreadIs(t, u, TrendFigure, "total", 1.2*math.Sqrt2*10)
}

// The potential of CH4 is exact unless it is asked otherwise; that of CO2 is 1 by definition.
func TestUncertaintyOfPotentials(t *testing.T) {
	files := map[string]string{"activity/a.csv": burnt("2020 1.A.2.f 10000"), "records/judgements.csv": judged("*|ef|CH4|*", "40")}
	u := uncertainIn(t, files, someDraws)
	spreadIs(t, u, LevelFigure, "gas:CH4", 40)
	spreadIs(t, u, LevelFigure, "gas:CO2", 0)
	o := someDraws
	o.GWP = decimal.NewFromInt(30)
	u = uncertainIn(t, files, o)
	f := figureNamed(t, u, LevelFigure, "gas:CH4")
	near(t, "CH4, %", percentOf(f), 50) // √(40² + 30²)
	spreadIs(t, u, LevelFigure, "gas:CO2", 0)
	spreadIs(t, u, LevelFigure, "gas:N2O", 30)
	// Of a product of independent factors (1 + u²)(1 + v²) − 1 holds exactly; the first order leaves u²v² out.
	want := math.Sqrt((1+sq(0.4/1.96))*(1+sq(0.3/1.96)) - 1)
	if got := f.Distribution.SD / f.Linear.Value; math.Abs(got-want) > 0.03*want {
		t.Errorf("relative deviation of the draws %v, want %v", got, want)
	}
}

// The decline of energy per GDP: METHODS §7.9's formula with the statistics' own bounds, by first order exactly and by draws.
func TestDeclineOfTheAssessedDistrict(t *testing.T) {
	e := newEngine(t)
	ws, _ := underGuide(t, e, "assessed", "")
	u := uncertaintyOf(t, e, ws, someDraws)
	f := figureNamed(t, u, DeclineFigure, "decline:energy/gdp")
	ln := math.Sqrt(0.5*0.5 + sq(0.32/1.032) + 0.5*0.5 + sq(0.61/1.061)) // % of 108.1, 103.2, 106.4 and 106.1
	near(t, "U_D, points", percentOf(f), (1-f.Linear.Value)*ln)
	half := (f.Distribution.High - f.Distribution.Low) / 2 * 100
	if want := (1 - f.Linear.Value) * ln; math.Abs(half-want) > 0.03*want {
		t.Errorf("half of the drawn interval is %v points, want about %v", half, want)
	}
	for _, c := range u.Chances {
		if !strings.HasPrefix(c.Standing.Target.Indicator, "单位") || !c.OnPath || c.Year != 2024 {
			t.Errorf("a chance of %s in %d", c.Standing.Target.Indicator, c.Year)
		}
		if goal, _ := c.Goal.Float64(); c.Standing.Target.Indicator == "单位地区生产总值能源消耗下降" {
			near(t, "asked of 2024", goal, 1-math.Pow(1-0.14, 4.0/5))
		}
	}
	if len(u.Chances) != 3 {
		t.Errorf("%d chances, want those of three declines per GDP and value added", len(u.Chances))
	}
}

// What no year, no base year, no figure or nothing but zero leaves is told, and is never a figure that is none.
func TestInventoriesWithLittle(t *testing.T) {
	noBase := fmt.Sprintf(settings, "2019, 2020", "CN-PROV-2011")
	for _, c := range []struct {
		name    string
		files   map[string]string
		figures []string
		noBase  string
	}{
		{"no base year", map[string]string{"inventory.toml": strings.Replace(noBase, "2019, ", "", 1), "activity/a.csv": burnt("2020 1.A.2.f 10000"), "factors/own.csv": onlyCO2},
			[]string{"level total", "level gas:CO2", "level gas:CH4", "level gas:N2O", "level sector:1", "level row:1.A.2|solid|CO2", "level row:1.A.2|solid|CH4", "level row:1.A.2|solid|N2O"}, "no trends"},
		{"nothing but zero", map[string]string{"activity/a.csv": burnt("2019 1.A.2.f 0", "2020 1.A.2.f 0"), "factors/own.csv": onlyCO2},
			[]string{"level total", "level gas:CO2", "level gas:CH4", "level gas:N2O", "level sector:1", "level row:1.A.2|solid|CO2", "level row:1.A.2|solid|CH4", "level row:1.A.2|solid|N2O"}, ""},
		{"keys alone", map[string]string{"activity/a.csv": head + "2020,1.A.2.f,,烟煤,,,,,NO,,统\n"}, nil, ""},
		{"a year of keys", map[string]string{"activity/a.csv": burnt("2019 1.A.2.f 10000") + "2020,1.A.2.f,,烟煤,,,,,NO,,统\n", "factors/own.csv": onlyCO2},
			[]string{"level total", "trend total", "level gas:CO2", "trend gas:CO2", "level gas:CH4", "level gas:N2O", "level sector:1", "trend sector:1", "level row:1.A.2|solid|CO2", "trend row:1.A.2|solid|CO2",
				"level row:1.A.2|solid|CH4", "level row:1.A.2|solid|N2O"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := uncertainIn(t, c.files, UncertaintyOptions{Draws: 4096, Seed: 1, Workers: 1})
			var got []string
			for _, f := range u.Figures {
				got = append(got, f.Kind+" "+f.ID)
				if d := f.Distribution; math.IsNaN(f.Linear.Half) || d == nil || math.IsNaN(d.SD+d.Low+d.High+d.Mean) {
					t.Errorf("%s %s: %v, %+v", f.Kind, f.ID, f.Linear.Half, d)
				}
			}
			if !slices.Equal(got, c.figures) {
				t.Errorf("%q, want %q", got, c.figures)
			}
			if (u.NoBase.EN == "") != (c.noBase == "") || !strings.Contains(u.NoBase.EN, c.noBase) {
				t.Errorf("said of the base year: %q", u.NoBase.EN)
			}
			if strings.Contains(u.NoBase.EN+u.NoBase.ZH, " 0 ") {
				t.Errorf("a base year that nobody named: %q", u.NoBase)
			}
		})
	}
}

// A row that has no estimate in one of the years counts as zero there (the source began or ended), which a reader has to know; one that is
// not estimated there, be it that nobody mentions its category, has no trend, and that is a warning. NE of another fuel, category or year is nothing.
func TestRowsOfOneYear(t *testing.T) {
	key := func(year, category, item, notation string) string {
		return year + "," + category + ",," + item + ",,,,," + notation + ",没有统计,统\n"
	}
	ended := key("2020", "1.A.1.a", "", "NO")
	for _, c := range []struct{ keys, want string }{
		{ended + key("2019", "1.A.4.a", "烟煤", "NE"), "2020 1.A.1 solid CO2 17.4174957 false; 2019 1.A.4 solid CO2 8708.74785 true"},
		{ended + key("2019", "1.A.4.a", "", "NE"), "2020 1.A.1 solid CO2 17.4174957 false; 2019 1.A.4 solid CO2 8708.74785 true"},
		{ended + key("2019", "1.A.4.a", "", "NO") + key("2019", "1.A.4.b", "烟煤", "NE"), "2020 1.A.1 solid CO2 17.4174957 false; 2019 1.A.4 solid CO2 8708.74785 true"},
		{ended + key("2019", "1.A.4.b", "", "NE") + key("2019", "1.A.4.a", "天然气", "NE"), "2020 1.A.1 solid CO2 17.4174957 false; 2019 1.A.4 solid CO2 8708.74785 false"},
		{key("2019", "1.A.4.a", "", "NO") + key("2020", "1.A.4.b", "烟煤", "NE"), "2020 1.A.1 solid CO2 17.4174957 true; 2019 1.A.4 solid CO2 8708.74785 false"},
	} {
		u := uncertainIn(t, map[string]string{"activity/a.csv": burnt("2019 1.A.2.f 10000", "2020 1.A.2.f 10000", "2020 1.A.4.a 5000", "2019 1.A.1.a 10") + c.keys, "factors/own.csv": onlyCO2}, noDraws)
		var got []string
		for _, r := range u.OneYear {
			got = append(got, fmt.Sprintf("%d %s %s %s %s %t", r.Missing, r.Category.Code, r.Item, r.Gas, r.CO2e, r.Unknown))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s%q, want %s", c.keys, got, c.want)
		}
		if told := toldBy(u); len(told) != min(strings.Count(c.want, "true"), 1) || len(told) > 0 && !strings.HasSuffix(told[0], "WARNING trend-not-estimated") {
			t.Errorf("%s%q", c.keys, told)
		}
	}
}

// What nobody was asked about stands in no row: the warning is then of the settings, which name the years.
func TestPlaceOfTrendNotEstimated(t *testing.T) {
	rows := burnt("2019 1.A.2.f 10000", "2020 1.A.2.f 10000", "2020 1.A.4.a 5000")
	for keys, want := range map[string]string{"": "inventory.toml WARNING " + notAsked, "2019,1.A.4,,烟煤,,,,,NE,没有统计,统\n": "activity/a.csv:5:9 WARNING " + notAsked} {
		u := uncertainIn(t, map[string]string{"activity/a.csv": rows + keys, "factors/own.csv": onlyCO2}, noDraws)
		if got := toldBy(u); !slices.Equal(got, []string{want}) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// NE of a family of gases is of each gas of it, and of the row that they are assessed in.
func TestFamiliesOfOneYear(t *testing.T) {
	files := map[string]string{"activity/a.csv": burnt("2019 1.A.2.f 10000", "2020 1.A.2.f 10000") + "2020,2.F.1.b,,移动空调,HFC-134a,bank,50,t,,,商\n2020,2.F.1.b,,移动空调,HFC-134a,operation_emission_factor,10,%/yr,,,商\n2019,2.F.1.b,,,,,,,NE,没有统计,商\n", "factors/own.csv": onlyCO2}
	for level, gas := range map[string]string{GuideLevel: "HFCs, PFCs", FinestLevel: "HFC-134a"} {
		u := uncertainIn(t, files, UncertaintyOptions{Draws: NoDraws, Level: level})
		if len(u.OneYear) != 1 || u.OneYear[0].Gas != gas || !u.OneYear[0].Unknown {
			t.Errorf("%s: %+v; %q", level, u.OneYear, toldBy(u))
		}
	}
}
