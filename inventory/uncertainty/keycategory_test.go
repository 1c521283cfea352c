package uncertainty

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

func keyRows(t *testing.T, path string) (out []KeyRow) {
	for _, row := range records(t, path) {
		base := decimal.Zero
		if row["e_base"] != "" {
			base = d(row["e_base"])
		}
		out = append(out, KeyRow{Category: row["code"], Item: row["category"], Gas: row["gas"], Base: base, Year: d(row["e_t"])})
	}
	return out
}

func analysed(rows []KeyRow, trend Trend) *Keys {
	return KeyCategories(KeyAnalysis{Rows: rows, Trend: trend, Threshold1: d("95"), Threshold2: d("90")})
}

// The level assessment that IPCC 2006 prints for Finland, 2003 (V1 Table 4.5, p4.20–4.22): 98 rows, 25 of them key.
func TestPublishedLevelAssessment(t *testing.T) {
	keys := analysed(keyRows(t, "B01_ipcc2006_table4.5_finland_L1/inputs.csv"), Trend2006)
	published(t, keys, &keys.L1, records(t, "B01_ipcc2006_table4.5_finland_L1/expected_rows.csv"), map[string]string{
		"value": "level_unrounded", "value printed": "level", "share": "level_unrounded", "cumulative": "cumulative_unrounded", "cumulative printed": "cumulative", "key": "key_L1"})
	if n := len(keys.keyLabels("L1")); n != 25 {
		t.Errorf("%d key categories, Table 4.11 prints 25", n)
	}
}

// The trend assessment that IPCC 2006 prints for Finland, 1990 to 2003 (V1 Table 4.6, p4.23–4.25): 98 rows, removals and zero base
// years among them, 24 of them key. The net total in place of the sum of absolute values would make the first row 0.160, not 0.078.
func TestPublishedTrendAssessment(t *testing.T) {
	keys := analysed(keyRows(t, "B02_ipcc2006_table4.6_finland_T1/inputs.csv"), Trend2006)
	published(t, keys, &keys.T1, records(t, "B02_ipcc2006_table4.6_finland_T1/expected_rows.csv"), map[string]string{
		"value": "trend", "value printed": "trend_printed", "share": "contribution", "cumulative": "cumulative", "cumulative printed": "", "key": "key_T1"})
	if !nearly(keys.T1.Total.Decimal, 0.5312949673005231, 1e-12) || len(keys.keyLabels("T1")) != 24 {
		t.Errorf("sum of T %s, %d key categories; want 0.53129, 24", keys.T1.Total.Decimal, len(keys.keyLabels("T1")))
	}
}

func published(t *testing.T, keys *Keys, a *Assessment, want []record, columns map[string]string) {
	t.Helper()
	if len(a.Ranked) != len(want) {
		t.Fatalf("%d rows, want %d: %v", len(a.Ranked), len(want), a.Not)
	}
	byLabel := map[Label]Assessed{}
	for _, one := range a.Ranked {
		byLabel[keys.Analysis.Rows[one.Row].Label()] = one
	}
	for i, row := range want {
		one := byLabel[Label{row["code"], row["category"], row["gas"]}]
		check := func(what string, got decimal.Decimal, tolerance float64) {
			if column := columns[what]; column != "" && !nearly(got, row.number(t, column), tolerance) {
				t.Errorf("%s %s %s, %s: %s, want %s", row["code"], row["category"], row["gas"], what, got, row[column])
			}
		}
		check("value", one.Value().Decimal, 1e-12)
		check("value printed", one.Value().Decimal, 0.00051)
		check("share", one.Share(), 1e-12)
		check("cumulative", a.Ranked[i].Cumulative(), 1e-12) // rows of one size stand in the order of their labels
		check("cumulative printed", a.Ranked[i].Cumulative(), 0.00075)
		if fmt.Sprint(one.Key) != strings.ToLower(row[columns["key"]]) {
			t.Errorf("%s %s %s: key %t", row["code"], row["category"], row["gas"], one.Key)
		}
	}
}

// The figures worked out in METHODS §7.5.
func TestWorkedAssessments(t *testing.T) {
	rows := []KeyRow{
		{Category: "a", Base: d("100"), Year: d("120"), U: decimal.NewNullDecimal(d("10"))},
		{Category: "b", Base: d("50"), Year: d("40"), U: decimal.NewNullDecimal(d("50"))},
		{Category: "c", Base: d("-20"), Year: d("-30"), U: decimal.NewNullDecimal(d("100"))},
	}
	keys := analysed(rows, Trend2006)
	if got := keys.L1.Ranked[0].Value().Decimal; !nearly(got, 120./190, 1e-15) {
		t.Errorf("L1 %s", got)
	}
	first := keys.T1.Ranked[0]
	if first.Row != 0 || !nearly(first.Value().Decimal, 100./170*0.2, 1e-15) {
		t.Errorf("T1 %d %s", first.Row, first.Value().Decimal)
	}
	if l2 := keys.L2.Ranked; l2[0].Row != 2 || !nearly(l2[0].Value().Decimal, 30./190*100, 1e-12) || !nearly(l2[0].Share(), 3000./6200, 1e-15) {
		t.Errorf("L2 %+v", l2[0])
	}
	if t2 := keys.T2.Ranked; t2[0].Row != 2 || !nearly(t2[0].Value().Decimal, 10./170*100, 1e-12) {
		t.Errorf("T2 %+v", t2[0])
	}
	// S_t = S_0 = 130: by the 2019 Refinement T itself has no figure, and its shares have.
	keys = analysed(rows, Trend2019)
	if first := keys.T1.Ranked[0]; first.Value().Valid || first.Row != 0 || !nearly(first.Share(), 0.5, 0) {
		t.Errorf("T1 of 2019: %+v", first)
	}
	// Where there is a trend of the total, it has one: 20/40.
	rows[1].Year, rows[2].Year = d("60"), d("-10")
	if first := analysed(rows, Trend2019).T1.Ranked[0]; !nearly(first.Value().Decimal, 0.5, 0) || !nearly(first.Share(), 0.5, 0) {
		t.Errorf("T1 of 2019: %+v", first)
	}
}

func TestAssessmentsThatDoNotExist(t *testing.T) {
	u := decimal.NewNullDecimal(d("5"))
	for name, c := range map[string]struct {
		rows []KeyRow
		form Trend
		want string // of L1, T1, L2, T2: which are not made
	}{
		"all zero":                {[]KeyRow{{Category: "a", U: u}}, Trend2006, "L1 T1 L2 T2"},
		"nothing in base":         {[]KeyRow{{Category: "a", Year: d("1"), U: u}}, Trend2006, "T1 T2"},
		"nothing in base, 2019":   {[]KeyRow{{Category: "a", Year: d("1"), U: u}}, Trend2019, ""},
		"base adds up to nothing": {[]KeyRow{{Category: "a", Base: d("0.3"), Year: d("1"), U: u}, {Category: "b", Base: d("-0.1"), U: u}, {Category: "c", Base: d("-0.2"), U: u}}, Trend2006, "T1 T2"},
		"no change, 2019":         {[]KeyRow{{Category: "a", Base: d("1"), Year: d("1"), U: u}}, Trend2019, "T1 T2"},
		"no uncertainty":          {[]KeyRow{{Category: "a", Base: d("1"), Year: d("2")}, {Category: "b", Base: d("1"), Year: d("1")}}, Trend2006, "L2 T2"},
		"one without uncertainty": {[]KeyRow{{Category: "a", Base: d("1"), Year: d("2")}, {Category: "b", Base: d("1"), Year: d("1"), U: u}}, Trend2006, ""},
	} {
		var not []string
		for _, a := range analysed(c.rows, c.form).All() {
			if a.Not.EN != "" && a.Not.ZH != "" && a.Ranked == nil {
				not = append(not, a.ID)
			}
		}
		if got := strings.Join(not, " "); got != c.want {
			t.Errorf("%s: %q are not made, want %q", name, got, c.want)
		}
	}
}

// Where uncertainties count, rows without one are left out and named, the largest first; the others are ranked. A row of nothing needs none.
func TestRowsWithoutUncertainty(t *testing.T) {
	keys := analysed([]KeyRow{{Category: "a", Base: d("9"), Year: d("-90")}, {Category: "b", Base: d("1"), Year: d("2"), U: decimal.NewNullDecimal(d("5"))}, {Category: "c"}, {Category: "d", Base: d("91"), Year: d("3")}}, Trend2006)
	if got := keys.keyLabels("L2"); len(got) != 1 || got[0].Category != "b" || len(keys.L2.Ranked) != 2 || !nearly(keys.L2.Ranked[0].Cumulative(), 1, 0) {
		t.Errorf("L2 ranks %v", keys.L2.Ranked)
	}
	for _, a := range []*Assessment{&keys.L2, &keys.T2} {
		if got := fmt.Sprint(a.Left); got != fmt.Sprint([]Left{{3, Unstated}, {0, Unstated}}) {
			t.Errorf("%s leaves out %s", a.ID, got)
		}
	}
	if len(keys.L1.Left)+len(keys.T1.Left) > 0 {
		t.Errorf("L1 and T1 need no uncertainty: %v, %v", keys.L1.Left, keys.T1.Left)
	}
}

// What is not estimated in one of the years is not zero there: it has no trend, and the trend of the others is that of their own sum.
func TestRowsNotEstimatedInOneYear(t *testing.T) {
	u := decimal.NewNullDecimal(d("5"))
	others := []KeyRow{{Category: "a", Base: d("100"), Year: d("120"), U: u}, {Category: "b", Base: d("50"), Year: d("40"), U: u}}
	rows := append([]KeyRow{{Category: "c", Year: d("70"), BaseNE: true, U: u}, {Category: "d", Base: d("30"), YearNE: true, U: u}}, others...)
	for _, form := range []Trend{Trend2006, Trend2019} {
		keys, want := analysed(rows, form), analysed(others, form)
		for i, one := range keys.T1.Ranked {
			if other := want.T1.Ranked[i]; one.Row != other.Row+2 || !one.Share().Equal(other.Share()) || !one.Value().Decimal.Equal(other.Value().Decimal) {
				t.Errorf("%d: T1 %+v, without the two rows %+v", form, one, other)
			}
		}
		if got := fmt.Sprint(keys.T1.Left, keys.T2.Left, keys.L1.Left); len(keys.T1.Ranked) != 2 || got != fmt.Sprint([]Left{{0, BaseNotEstimated}, {1, YearNotEstimated}}, []Left{{0, BaseNotEstimated}, {1, YearNotEstimated}}, []Left{{1, YearNotEstimated}}) {
			t.Errorf("%d: T1, T2, L1 leave out %s", form, got)
		}
	}
	alone := analysed(rows[:2], Trend2006)
	if alone.T1.Not.EN == "" || alone.T2.Not.EN == "" || alone.L1.Not.EN != "" || len(alone.T1.Left) != 2 {
		t.Errorf("of two rows that are not estimated in one of the years there is no trend: %+v", alone.T1)
	}
}

// Without a base year there are levels of the year alone, and the reason is that of the caller.
func TestNoBaseYear(t *testing.T) {
	keys := KeyCategories(KeyAnalysis{Rows: []KeyRow{{Category: "a", Year: d("7"), U: decimal.NewNullDecimal(d("5"))}}, Trend: Trend2006, Threshold1: d("95"), Threshold2: d("90"), NoTrend: inventory.Text{ZH: "没有", EN: "no base"}})
	for _, a := range []*Assessment{&keys.T1, &keys.T2, &keys.Before} {
		if a.Not.EN != "no base" || a.Ranked != nil {
			t.Errorf("%s: %+v", a.ID, a)
		}
	}
	if len(keys.L1.Ranked) != 1 || len(keys.L2.Ranked) != 1 {
		t.Errorf("L1 and L2 need no base year: %+v, %+v", keys.L1, keys.L2)
	}
}

// The base year is assessed by level too (2019 Refinement V1 p4.17): that of Finland 1990 is of its column of the base year.
func TestLevelOfTheBaseYear(t *testing.T) {
	rows := keyRows(t, "B02_ipcc2006_table4.6_finland_T1/inputs.csv")
	keys := analysed(rows, Trend2006)
	for i := range rows {
		rows[i].Year = rows[i].Base
	}
	want := analysed(rows, Trend2006).L1
	if keys.Before.ID != "L1_base" || len(keys.Before.Ranked) != len(want.Ranked) {
		t.Fatalf("%s of %d rows", keys.Before.ID, len(keys.Before.Ranked))
	}
	for i, one := range keys.Before.Ranked {
		if other := want.Ranked[i]; one.Row != other.Row || one.Key != other.Key || !one.Share().Equal(other.Share()) {
			t.Errorf("%+v, want %+v", one, other)
		}
	}
	keys = analysed([]KeyRow{{Category: "a", Base: d("9"), Year: d("1")}, {Category: "b", Base: d("1"), Year: d("99")}, {Category: "c", BaseNE: true, Year: d("99")}}, Trend2006)
	if got := fmt.Sprint(keys.BaseOnly()); got != "[{a  }]" {
		t.Errorf("key in the base year alone: %s", got)
	}
	if got := fmt.Sprint(keys.Before.Left); got != fmt.Sprint([]Left{{2, BaseNotEstimated}}) {
		t.Errorf("left out: %s", got)
	}
}

// Rows that all change alike have a trend, from which none departs.
func TestRowsThatChangeAlike(t *testing.T) {
	keys := analysed([]KeyRow{{Category: "a", Base: d("1"), Year: d("2")}, {Category: "b", Base: d("3"), Year: d("6")}}, Trend2006)
	if !strings.Contains(keys.T1.Not.EN, "changed like the total") || !strings.Contains(keys.T1.Not.ZH, "与总量") {
		t.Errorf("%q", keys.T1.Not)
	}
	keys = analysed([]KeyRow{{Category: "a", Base: d("0.3333333333333333333333333333333333"), Year: d("0.2222222222222222222222222222222222")}, {Category: "b", Base: d("3"), Year: d("2")}}, Trend2006)
	if keys.T1.Ranked != nil {
		t.Errorf("rounding is no trend: %+v", keys.T1.Ranked)
	}
	keys = analysed([]KeyRow{{Category: "a", Base: d("1"), Year: d("1")}}, Trend2019)
	if !strings.Contains(keys.T1.Not.EN, "no row changed") {
		t.Errorf("%q", keys.T1.Not)
	}
}

// Where rows are left out, only of those that are ranked it is said that none departs from the trend, and the others are counted.
func TestAlikeWithRowsLeftOut(t *testing.T) {
	u := decimal.NewNullDecimal(d("5"))
	rows := []KeyRow{{Category: "a", Base: d("1"), Year: d("2"), U: u}, {Category: "b", Base: d("3"), Year: d("6"), U: u}, {Category: "c", BaseNE: true, Year: d("9"), U: u}, {Category: "d", Base: d("2"), Year: d("4")}}
	for _, c := range []struct {
		rows   []KeyRow
		trend  Trend
		t1, t2 inventory.Text
	}{
		{rows, Trend2006, inventory.Text{ZH: "能排的 3 行变化都相同；1 行不排（有一年未估算），可能也是关键类别", EN: "of the rows that can be ranked (3) all changed alike; left out: 1 (not estimated in one year), which may be key"},
			inventory.Text{ZH: "能排的 2 行变化都相同；1 行不排（有一年未估算），可能也是关键类别；1 行不排（没有不确定度），可能也是关键类别",
				EN: "of the rows that can be ranked (2) all changed alike; left out: 1 (not estimated in one year), which may be key; left out: 1 (no uncertainty), which may be key"}},
		{[]KeyRow{{Category: "a", Base: d("1"), Year: d("1"), U: u}, rows[2]}, Trend2019, inventory.Text{ZH: "能排的有 1 行，没有一行有变化；1 行不排（有一年未估算），可能也是关键类别", EN: "rows that can be ranked: 1; of these no row changed; left out: 1 (not estimated in one year), which may be key"},
			inventory.Text{ZH: "能排的有 1 行，没有一行有变化；1 行不排（有一年未估算），可能也是关键类别", EN: "rows that can be ranked: 1; of these no row changed; left out: 1 (not estimated in one year), which may be key"}},
		{rows[2:], Trend2006, inventory.Text{ZH: "能排的 1 行变化都相同；1 行不排（有一年未估算），可能也是关键类别", EN: "of the rows that can be ranked (1) all changed alike; left out: 1 (not estimated in one year), which may be key"},
			inventory.Text{ZH: "没有一行能排；1 行不排（有一年未估算），可能也是关键类别；1 行不排（没有不确定度），可能也是关键类别", EN: "no row can be ranked; left out: 1 (not estimated in one year), which may be key; left out: 1 (no uncertainty), which may be key"}},
	} {
		keys := analysed(c.rows, c.trend)
		if keys.T1.Not != c.t1 || keys.T2.Not != c.t2 {
			t.Errorf("%q, want %q; %q, want %q", keys.T1.Not, c.t1, keys.T2.Not, c.t2)
		}
	}
	// Rows that depart from the trend with an uncertainty of 0 have not changed alike.
	exact := decimal.NewNullDecimal(d("0"))
	of := analysed([]KeyRow{{Category: "a", Base: d("1"), Year: d("1"), U: exact}, {Category: "b", Base: d("2"), Year: d("6"), U: exact}, {Category: "c", Base: d("3"), Year: d("7"), U: exact}, {Category: "d", Base: d("3"), Year: d("7"), U: u}}, Trend2006)
	if len(of.T1.Ranked) != 4 || of.T2.Not.EN != "no row has a share: all are 0" {
		t.Errorf("%+v, %q", of.T1.Ranked, of.T2.Not.EN)
	}
	keys := analysed([]KeyRow{{Category: "c", YearNE: true, Base: d("9"), U: u}}, Trend2006)
	if want := "no row can be ranked; left out: 1 (not estimated), which may be key"; keys.L1.Not.EN != want || keys.L2.Not.EN != want {
		t.Errorf("%q, %q", keys.L1.Not, keys.L2.Not)
	}
}

func TestThreshold(t *testing.T) {
	rows := []KeyRow{{Category: "a", Year: d("50")}, {Category: "b", Year: d("-45")}, {Category: "c", Year: d("4")}, {Category: "d", Year: d("1")}, {Category: "e"}}
	for threshold, want := range map[string]int{"50": 1, "50.1": 2, "95": 2, "95.0000000000000000000001": 3, "99": 3, "100": 4} {
		keys := KeyCategories(KeyAnalysis{Rows: rows, Trend: Trend2019, Threshold1: d(threshold), Threshold2: d("90")})
		if got := len(keys.keyLabels("L1")); got != want {
			t.Errorf("to %s %%: %d key categories, want %d", threshold, got, want)
		}
	}
}

func TestOrderOfTies(t *testing.T) {
	want := []Label{{"1.A", "", "CO2"}, {"2.B.9", "a", "CH4"}, {"2.B.9", "a", "N2O"}, {"2.B.9", "b", "CH4"}, {"2.B.10", "", "CO2"}, {"10.A", "", "CO2"}}
	for range 20 {
		var rows []KeyRow
		for _, i := range rand.Perm(len(want)) {
			rows = append(rows, KeyRow{Category: want[i].Category, Item: want[i].Item, Gas: want[i].Gas, Year: d("7")})
		}
		keys := analysed(rows, Trend2019)
		var got []Label
		for _, one := range keys.L1.Ranked {
			got = append(got, rows[one.Row].Label())
		}
		if !slices.Equal(got, want) {
			t.Fatalf("ties stand as %v", got)
		}
	}
}

// The shares are those of any unit of the figures, and of any order of the rows.
func TestScaleAndOrderOfKeyRows(t *testing.T) {
	rows := keyRows(t, "B02_ipcc2006_table4.6_finland_T1/inputs.csv")
	for i := range rows {
		rows[i].U = decimal.NewNullDecimal(decimal.NewFromInt(int64(i%7) * 10))
	}
	for _, form := range []Trend{Trend2006, Trend2019} {
		want := analysed(rows, form)
		scaled := slices.Clone(rows)
		rand.Shuffle(len(scaled), func(i, j int) { scaled[i], scaled[j] = scaled[j], scaled[i] })
		for i := range scaled {
			scaled[i].Base, scaled[i].Year = scaled[i].Base.Mul(d("0.0037")), scaled[i].Year.Mul(d("0.0037"))
		}
		got := analysed(scaled, form)
		for k, a := range want.All() {
			for i, one := range a.Ranked {
				other := got.All()[k].Ranked[i]
				if rows[one.Row].Label() != scaled[other.Row].Label() || !one.Share().Equal(other.Share()) || !one.Cumulative().Equal(other.Cumulative()) || one.Key != other.Key {
					t.Fatalf("%s, rank %d: %+v, scaled and shuffled %+v", a.ID, i, one, other)
				}
			}
		}
	}
}

func TestSummary(t *testing.T) {
	rows := []KeyRow{
		{Category: "1.A", Gas: "CO2", Base: d("100"), Year: d("100")}, {Category: "3.B", Gas: "CO2", Base: d("-3900"), Year: d("-3900"), Land: true},
		{Category: "2.A", Gas: "CO2", Base: d("1"), Year: d("1")},
	}
	scopes := KeyScopes(KeyAnalysis{Rows: rows, Trend: Trend2019, Threshold1: d("95"), Threshold2: d("90")})
	got := Summarised(scopes, map[Label]string{{"2.A", "", "CO2"}: "new plant", {"2.B", "", "N2O"}: "not estimated"})
	if text := fmt.Sprint(got); text != "[{{1.A  CO2} [] [L1] } {{2.A  CO2} [Q] [] new plant} {{2.B  N2O} [Q] [] not estimated} {{3.B  CO2} [L1] [] }]" {
		t.Error(text)
	}
}
