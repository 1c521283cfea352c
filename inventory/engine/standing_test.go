package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

const (
	indicatorHead = "year,indicator,value,unit,price_base,vintage,coverage,uncertainty,source\n"
	targetHead    = "indicator,base_year,target_year,form,direction,target,unit,kind,status,department,source\n"
)

// intensitiesOf are the intensities of a workspace of 2020–2023 that burns as much gas as given, a year a figure.
func intensitiesOf(t *testing.T, files map[string]string) *Intensities {
	t.Helper()
	e := newEngine(t)
	files["inventory.toml"] = fmt.Sprintf(settings, "2020, 2021, 2022, 2023", "CN-PROV-2011")
	ws := loaded(t, e, files)
	result := e.Compile(ws, nil)
	if result.Inventory == nil {
		t.Fatal(result.Problems)
	}
	return e.Intensities(ws, result, 0, 0)
}

// placed prints a figure with so many decimals.
func placed(d *decimal.Decimal, places int32) string {
	if d == nil {
		return "-"
	}
	return d.Round(places).String()
}

// Shares against a target of five years, what is still needed in percentage points a year: by hand, 47 → 50 is due at 48.8 straight and 47 × (50/47)^(3/5) = 48.778… geometric in the
// third year; 100 → 80 at 88 and 100 × 0.8^0.6 = 87.469….
func TestStandingOfLevels(t *testing.T) {
	for _, c := range []struct {
		direction, base, target string
		reached                 string
		straight, geometric     string
		needed                  string
		state                   string
	}{
		{">=", "47", "50", "50", "48.8", "48.778", "0", TargetMet},
		{">=", "47", "50", "48.9", "48.8", "48.778", "0.55", TargetAhead},
		{">=", "47", "50", "48.79", "48.8", "48.778", "0.605", TargetBetween},
		{">=", "47", "50", "48", "48.8", "48.778", "1", TargetBehind},
		{"<=", "100", "80", "80", "88", "87.469", "0", TargetMet},
		{"<", "100", "80", "80", "88", "87.469", "0", TargetAhead},
		{"<=", "100", "80", "87.4", "88", "87.469", "-3.7", TargetAhead},
		{"<=", "100", "80", "87.9", "88", "87.469", "-3.95", TargetBetween},
		{"<=", "100", "80", "95", "88", "87.469", "-7.5", TargetBehind},
		{">", "20", "20", "20", "20", "20", "0", TargetAhead},
	} {
		i := intensitiesOf(t, map[string]string{
			"indicators.csv": indicatorHead + "2020,森林覆盖率," + c.base + ",%,,,,,x\n2023,森林覆盖率," + c.reached + ",%,,,,,x\n",
			"targets.csv":    targetHead + "森林覆盖率,2020,2025,share," + c.direction + "," + c.target + ",%,binding,set,,x\n"})
		s := i.Plan[0]
		p := s.Latest()
		if p == nil || p.Year != 2023 {
			t.Fatalf("%v: latest %v", c, p)
		}
		got := []string{placed(p.Straight, 3), placed(p.Geometric, 3), placed(p.Needed, 5), s.State, placed(&p.Time, 1)}
		if want := []string{c.straight, c.geometric, c.needed, c.state, "0.6"}; !slices.Equal(got, want) {
			t.Errorf("%s %s → %s, at %s: %q, want %q", c.direction, c.base, c.target, c.reached, got, want)
		}
	}
}

func TestStandingAtTheEnd(t *testing.T) {
	indicators := indicatorHead + "2020,森林蓄积量,159,万立方米,,,,,x\n2022,森林蓄积量,159.5,万立方米,,,,,x\n2020,公共机构人均能耗,180,kgce/人,,,,,x\n2022,公共机构人均能耗,0.171,tce/人,,,,,x\n"
	targets := targetHead + "森林蓄积量,2020,2022,level,>=,160,万立方米,binding,set,,x\n公共机构人均能耗下降,2020,2022,decline_pct,>=,5,%,expected,set,,x\n" +
		"绿色建筑面积,2020,2022,level,>=,3,万平方米,expected,set,,x\n水土流失治理面积,2020,2022,level,>=,,平方公里,expected,pending,,x\n"
	var got []string
	for _, s := range intensitiesOf(t, map[string]string{"indicators.csv": indicators, "targets.csv": targets}).Plan {
		reached := "-"
		if p := s.Latest(); p != nil {
			reached = p.Reached.String()
		}
		got = append(got, s.State+" "+reached)
	}
	if want := []string{"missed 159.5", "met 0.05", "unknown -", "pending -"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A recognised decline stands against what the figures now say, a published one where none is recognised, a computed one elsewhere:
// D = 1 − (1 − 4 %)(1 − 3 %)(1 − d_2023), d_2023 = 1 − (110/126)/(105/115).
func TestDeclinesChain(t *testing.T) {
	indicators := indicatorHead + "2020,能源消费总量,100,万吨标准煤,,,,,x\n2021,能源消费总量,102,万吨标准煤,,,,,x\n2022,能源消费总量,105,万吨标准煤,,,,,x\n2023,能源消费总量,110,万吨标准煤,,,,,x\n" +
		"2020,地区生产总值,100,亿元,当年价,,,,x\n2021,地区生产总值,108,亿元,2020年价,,,,x\n2022,地区生产总值,115,亿元,2020年价,,,,x\n2023,地区生产总值,126,亿元,2020年价,,,,x\n" +
		"2021,单位地区生产总值能源消耗下降,4.5,%,,,,,x\n2022,单位GDP能耗下降,3,%,,,,,x\n"
	recognised := "indicator,year,decline,unit,by,date,reason\n单位地区生产总值能源消耗下降,2021,4,%,市发展改革委,2022-06-01,考核结果\n"
	targets := targetHead + "单位地区生产总值能源消耗下降,2020,2025,decline_pct,>=,14,%,binding,set,,x\n"
	i := intensitiesOf(t, map[string]string{"indicators.csv": indicators, "records/recognised.csv": recognised, "targets.csv": targets})
	at := slices.IndexFunc(i.Series, func(x *Intensity) bool { return x.ID == "energy/gdp" })
	y := i.Series[at].At(2023)
	got := []string{placed(y.Annual, 12), placed(y.Chained, 12), placed(y.Direct, 12), placed(&i.Plan[0].Latest().Reached, 12), i.Plan[0].State}
	// 1 − (110/126)/(105/115) = 0.043839758125…; 0.96·0.97·(1 − 0.0438…) = 0.890376417…
	if want := []string{"0.043839758125", "0.109623582766", "0.126984126984", "0.109623582766", TargetAhead}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if first := i.Series[at].At(2021); first.Recognised == nil || placed(first.Published, 3) != "0.045" || placed(first.Annual, 6) != "0.055556" {
		t.Errorf("2021: recognised %v, published %s, computed %s", first.Recognised, placed(first.Published, 3), placed(first.Annual, 6))
	}
}

// What two documents state of one decline is shown side by side, each with the growth of output that it leaves: 1.034^5 ÷ (1 − D).
func TestStatedDeclinesDisagree(t *testing.T) {
	i := intensitiesOf(t, map[string]string{
		"indicators.csv":      indicatorHead + "2020,单位地区生产总值能源消耗累计下降,22,%,,,2016—2020 年累计,,正文\n2020,单位地区生产总值能源消耗累计下降,16,%,,,2016—2020 年累计,,表\n2020,全社会能源消耗年均增速,3.4,%/a,,,2016—2020 年平均,,正文\n",
		"records/choices.csv": "kind,year,item,chosen,instead_of,low,high,by,date,reason\nbetween,2020,单位地区生产总值能源消耗累计下降,22,16,16,22,甲,2026-01-01,暂用正文\n"})
	var got []string
	for _, f := range i.Stated[0].Figures {
		got = append(got, fmt.Sprintf("%s %v %s", f.Decline, f.Counts, placed(f.Implied, 6)))
	}
	if want := []string{"0.22 true 0.08668", "0.16 false 0.070692"}; i.Stated[0].From != 2015 || !slices.Equal(got, want) {
		t.Errorf("from %d: %q, want %q", i.Stated[0].From, got, want)
	}
	if found := i.Problems(); found.Failed() {
		t.Error(strings.Join([]string{found[0].Format("en")}, ""))
	}
}

// A past target without a figure of its own year, and a cap whose base year has none, are not judged by other years.
func TestStandingWithoutTheFigureThatCounts(t *testing.T) {
	i := intensitiesOf(t, map[string]string{
		"indicators.csv": indicatorHead + "2020,森林覆盖率,46,%,,,,,x\n2021,森林覆盖率,46.5,%,,,,,x\n2023,森林覆盖率,47.4,%,,,,,x\n2023,能源消费总量,110,万吨标准煤,,,,,x\n",
		"targets.csv":    targetHead + "森林覆盖率,2020,2022,share,>=,47,%,binding,set,,x\n能源消费总量,2020,2025,level,<=,115,万吨标准煤,binding,set,,x\n"})
	for n, want := range []string{"there is no figure of 2022, the target year", "no figure of the base year, and so no path"} {
		if s := i.Plan[n]; s.State != TargetUnknown || s.Why.EN != want {
			t.Errorf("%s: %s %q, want %q", s.Target.Indicator, s.State, s.Why.EN, want)
		}
	}
}

// Energy per GDP falls by 5 % and GDP grows by 10 % in each of three years; both go on for two more: 1 − 0.95^5, and 0.95^5 · 1.1^5 of the
// energy of the base year. The fitted trend is the same, as the years lie on it.
func TestProjectionByTheTrend(t *testing.T) {
	i := intensitiesOf(t, map[string]string{"indicators.csv": indicatorHead +
		"2020,能源消费总量,100,万吨标准煤,,,,,x\n2021,能源消费总量,104.5,万吨标准煤,,,,,x\n2022,能源消费总量,109.2025,万吨标准煤,,,,,x\n2023,能源消费总量,114.1166125,万吨标准煤,,,,,x\n" +
		"2020,地区生产总值,100,亿元,当年价,,,,x\n2021,地区生产总值指数,110,%,,,,,x\n2022,地区生产总值实际增速,10,%,,,,,x\n2023,地区生产总值指数,110,%,,,,,x\n"})
	all := i.Project(2025, nil)
	if len(all) != 1 || all[0].Intensity.ID != "energy/gdp" || all[0].Measures != nil {
		t.Fatalf("%+v", all)
	}
	p := all[0]
	got := []string{placed(&p.Yearly, 20), placed(&p.Growth, 20), placed(&p.Trend, 20), placed(p.Fitted, 20), placed(&p.Emission, 9)}
	if want := []string{"0.05", "0.1", "0.2262190625", "0.2262190625", "1246181.937653125"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
