package engine

import (
	"math"
	"strings"
	"testing"
)

// columnsOf are the columns of the table of Approach 1 of a row.
func tableRow(t *testing.T, u *Uncertainty, category, gas string) (out struct {
	AD, EF, Low, High float64
	ADAlike, EFAlike  bool
	Unstated          bool
}) {
	t.Helper()
	for i := range u.Rows {
		r := &u.Rows[i]
		if r.Category == category && r.Gas == gas {
			out.AD, _ = r.AD.Float64()
			out.EF, _ = r.EF.Float64()
			out.Low, _ = r.Low.Decimal.Float64()
			out.High, _ = r.High.Decimal.Float64()
			out.ADAlike, out.EFAlike, out.Unstated = r.ADCorrelated, r.EFCorrelated, r.Unstated
			return out
		}
	}
	t.Fatalf("no row %s %s", category, gas)
	return out
}

func pointsOf(u *Uncertainty) float64 {
	out, _ := u.Approach1[0].TrendPoints().Float64()
	return out
}

// A source that ended or began has the defaults of the table (a factor errs alike in both years, an activity does not) but where a
// record has its factor drawn anew each year: of 10,000 t in both years and 10,000 t in one, all with one factor of ±10 %.
func TestFlagsOfSourcesThatEndOrBegin(t *testing.T) {
	both := []string{"2019 1.A.2.f 10000", "2020 1.A.2.f 10000"}
	for _, c := range []struct {
		name, row, years string
		alike            bool
		points           float64
	}{
		// M = |F − E·ΣF/ΣE| ÷ ΣE: ended 0.5 of both rows; begun 1 and 1
		{"ended", "2019 1.A.4.a 10000", "", true, math.Sqrt(2) * 0.25 * 10},
		{"begun", "2020 1.A.4.a 10000", "", true, math.Sqrt(2) * 10},
		{"ended, a factor of its own in each year", "2019 1.A.4.a 10000", "0", false, 0.5 * 10 * math.Sqrt2},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"activity/a.csv": burnt(append(both, c.row)...), "factors/own.csv": onlyCO2, "records/judgements.csv": judged("*carbon_content*", "10")}
			if c.years != "" {
				files["records/correlations.csv"] = correlatedHead + "years,*carbon_content*,," + c.years + onRecord
			}
			u := uncertainIn(t, files, noDraws)
			if row := tableRow(t, u, "1.A.4", "CO2"); row.EFAlike != c.alike || row.ADAlike {
				t.Errorf("flags %+v, want the factor's %t", row, c.alike)
			}
			if got := pointsOf(u); math.Abs(got-c.points) > 0.01*c.points { // M is a difference of 1 per cent, not of the derivative
				t.Errorf("%v points, want %v", got, c.points)
			}
		})
	}
	alone := uncertainIn(t, map[string]string{"inventory.toml": strings.Replace(withBase, "2019, ", "", 1), "activity/a.csv": burnt("2020 1.A.2.f 10000"), "factors/own.csv": onlyCO2,
		"records/judgements.csv": judged("*carbon_content*", "10")}, noDraws)
	if row := tableRow(t, alone, "1.A.2", "CO2"); !row.EFAlike || row.ADAlike {
		t.Errorf("without a base year: %+v", row)
	}
}

// What is correlated on one side of a row is so in the row: of three activities of a third ±10 % each, 10·√((3 + 2·Σρ)/9) %.
func TestCorrelationsWithinARow(t *testing.T) {
	for rho, sum := range map[string]float64{"0": 0, "0.5": 1.5, "1": 3} {
		u := uncertainIn(t, threeWorks("group,500151|2020|*,,"+rho+onRecord), noDraws)
		want := 10 * math.Sqrt((3+2*sum)/9)
		if row := tableRow(t, u, "1.A.2", "CO2"); math.Abs(row.AD-want) > 1e-9 {
			t.Errorf("ρ = %s: AD ±%v, want %v", rho, row.AD, want)
		}
		if u.Differences[0].Level.Correlations {
			t.Errorf("ρ = %s: the correlations are told to explain a difference", rho)
		}
	}
}

// Both ends of an interval stay in the table; of an activity and a factor that are both uneven each side is propagated by itself.
func TestSidesOfARow(t *testing.T) {
	bounds := func(of, low, high string) string { return of + ",," + low + "," + high + ",ci95,,,e" + onRecord }
	files := map[string]string{"activity/a.csv": burnt("2020 1.A.2.f 10000"), "factors/own.csv": onlyCO2,
		"records/judgements.csv": judgedHead + bounds("500151|2020|*", "4000", "13000") + bounds("*carbon_content*", "18.27", "28.71") + "*,0,,,,,,e" + onRecord} // 26.1: −30 %, +10 %
	u := uncertainIn(t, files, noDraws)
	row := tableRow(t, u, "1.A.2", "CO2")
	for what, c := range map[string][2]float64{"AD": {row.AD, 60}, "EF": {row.EF, 30}, "low": {row.Low, -math.Hypot(60, 30)}, "high": {row.High, math.Hypot(30, 10)}} {
		if math.Abs(c[0]-c[1]) > 1e-8 {
			t.Errorf("%s %v, want %v", what, c[0], c[1])
		}
	}
	_, below := u.Approach1[0].Below()
	if got, _ := below.Decimal.Float64(); math.Abs(got-math.Hypot(60, 30)) > 1e-8 {
		t.Errorf("the total's lower side %v", got)
	}
	// ±150 % of an amount that cannot be negative do not make an emission negative.
	u = uncertainIn(t, map[string]string{"activity/a.csv": burnt("2020 1.A.2.f 10000"), "factors/own.csv": onlyCO2, "records/judgements.csv": judged("500151|2020|*", "150")}, noDraws)
	if row := tableRow(t, u, "1.A.2", "CO2"); row.Low != -100 || row.High != 150 || row.AD != 150 {
		t.Errorf("±150 %%: %+v", row)
	}
	// Nor do both sides together: √(60² + 90²) is more than the whole.
	files["records/judgements.csv"] = judgedHead + bounds("500151|2020|*", "4000", "13000") + bounds("*carbon_content*", "2.61", "31.32") + "*,0,,,,,,e" + onRecord
	u = uncertainIn(t, files, noDraws)
	if row := tableRow(t, u, "1.A.2", "CO2"); row.Low != -100 || math.Abs(row.High-math.Hypot(30, 20)) > 1e-8 {
		t.Errorf("−60 and −90 %%: %+v", row)
	}
}

// Of inputs that are stated to be exact the uncertainty is zero; of those that nothing is stated of there is none.
func TestRowsWithoutAnUncertainty(t *testing.T) {
	files := map[string]string{"activity/a.csv": burnt("2020 1.A.2.f 10000"), "factors/own.csv": onlyCO2, "records/judgements.csv": judged()}
	if row := tableRow(t, uncertainIn(t, files, noDraws), "1.A.2", "CO2"); row.Unstated {
		t.Error("a row of exact inputs is said to have no uncertainty")
	}
}

// Why a total and its trend differ from the table, found and not supposed.
func TestReasonsOfDifferences(t *testing.T) {
	two := []string{"2019 1.A.2.f 10000", "2020 1.A.2.f 12000", "2019 1.A.4.a 10000", "2020 1.A.4.a 10000"}
	make := func(of, correlations string) map[string]string {
		files := map[string]string{"activity/a.csv": burnt(two...), "factors/own.csv": onlyCO2, "records/judgements.csv": judged(of, "10")}
		if correlations != "" {
			files["records/correlations.csv"] = correlatedHead + correlations
		}
		return files
	}
	shared := uncertainIn(t, make("*carbon_content*", ""), noDraws).Differences[0]
	if len(shared.Level.Shared) != 1 || shared.Level.Correlations || shared.Level.Mixed {
		t.Errorf("a shared factor: %+v", shared.Level)
	}
	years := uncertainIn(t, make("500151|*", "years,500151|*,,0.5"+onRecord), noDraws).Differences[0]
	if !years.Trend.Correlations || len(years.Trend.Shared) > 0 || years.Trend.Mixed {
		t.Errorf("years half alike: %+v", years.Trend)
	}
	if years.Level.Correlations || len(years.Level.Shared) > 0 {
		t.Errorf("a level of years half alike: %+v", years.Level)
	}
	group := uncertainIn(t, make("500151|*", "group,500151|2020|*,,0.8"+onRecord), noDraws).Differences[0]
	if !group.Level.Correlations || len(group.Level.Shared) > 0 {
		t.Errorf("rows that are correlated: %+v", group.Level)
	}
	shares := uncertainIn(t, map[string]string{"activity/a.csv": burnt("2019 1.A.2.f 10000", "2020 1.A.2.f 40000"), "factors/own.csv": onlyCO2, "records/judgements.csv": judged("500151|*", "10")}, noDraws).Differences[0]
	if shares.Trend.Correlations || shares.Trend.Mixed || len(shares.Trend.Shared) > 0 {
		t.Errorf("one row that grew: %+v", shares.Trend)
	}
}

// A category that is verified in one year and computed in the other is named, with the year that has the verified estimate.
func TestChangesOfMethod(t *testing.T) {
	files := map[string]string{"activity/a.csv": head + "2019,1.A.2.f,某厂,烟煤,,,10000,t,,,统\n2020,1.A.2.f,某厂,烟煤,,,10000,t,,,统\n2019,1.A.4.a,,烟煤,,,1,t,,,统\n2020,1.A.4.a,,烟煤,,,1,t,,,统\n",
		"factors/own.csv": onlyCO2,
		"estimates/e.csv": "year,category,facility,gas,value,unit,boundary,verifier,source\n2020,1.A.2.f,某厂,CO2,18000,t,territorial,某公司,报告\n"}
	u := uncertainIn(t, files, noDraws)
	if len(u.Changed) != 1 || u.Changed[0].Category.Code != "1.A.2" || u.Changed[0].Gas != "CO2" || u.Changed[0].Verified != 2020 {
		t.Errorf("%+v", u.Changed)
	}
}

// What a chance holds fixed is listed, and that nothing above the stroke is drawn; energy per GDP of the made-up district is so.
func TestFixedInputsOfChances(t *testing.T) {
	e := newEngine(t)
	ws, _ := underGuide(t, e, "assessed", "")
	above := map[string]bool{}
	for _, c := range uncertaintyOf(t, e, ws, UncertaintyOptions{Draws: 4096, Seed: 1, Workers: 2}).Chances {
		above[c.Standing.Target.Indicator] = c.Above
		if len(c.Fixed) == 0 {
			t.Errorf("%s holds nothing fixed", c.Standing.Target.Indicator)
		}
		for _, b := range c.Fixed {
			if !b.Statistic && b.Share.IsZero() {
				t.Errorf("%s: %s serves nothing", c.Standing.Target.Indicator, b.Parameter.Key())
			}
		}
	}
	if !above["单位地区生产总值能源消耗下降"] || above["单位工业增加值二氧化碳排放下降率"] {
		t.Errorf("nothing drawn above the stroke: %v", above)
	}
}
