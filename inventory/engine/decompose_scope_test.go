package engine

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/trend"
)

// factorEffect is the additive effect of the factor, nothing where there is no such factor.
func factorEffect(d *Decomposed, e *trend.Effects, factor string) decimal.Decimal {
	for k, name := range d.Model.Factors {
		if name == factor {
			return e.Additive(k)
		}
	}
	return decimal.Decimal{}
}

// scopeDistrict is the small district in 2020 and 2021: of industry minerals as they are, and paper in 2020 alone, of which the rows say
// what 2021 says.
const scopeDistrict = `year,category,facility,item,value,unit,notation,note,source,department
2020,1.A.2.f,,烟煤,100000,t,,,s,区统计局
2021,1.A.2.f,,烟煤,100000,t,,,s,区统计局
2020,1.A.2.f,,天然气,1250,万m3,,,s,区统计局
2021,1.A.2.f,,天然气,1250,万m3,,,s,区统计局
2020,1.A.2.d,,烟煤,50000,t,,,s,区统计局
`

const twoYears = "schema_version = 1\nyears = [2020, 2021]\nbase_year = 2020\nguide = \"IPCC-2006\"\n[region]\ncode = \"500199\"\nname = \"示例区\"\nprovince = \"重庆市\"\n"

// A year that says nothing of what another has a figure of is no change of emissions: 50,000 t · 20 GJ/t · 100 t/TJ = 100,000 t. What
// else there is keeps the effects that it has by itself.
func TestYearsWithoutFigures(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		scope      string // effect of 2020–2021
		note       string
	}{
		{"not asked", "", "-100000", "1.A.2.d Pulp, Paper and Print has neither a figure nor a key that there is none (NO, NA) in 2021"},
		{"not estimated", "2021,1.A.2.d,,烟煤,,,NE,lost,s,区统计局\n", "-100000", "(2020–2021 -100000 t)"},
		{"one fuel not estimated", "2021,1.A.2.d,,烟煤,,,NE,lost,s,区统计局\n2021,1.A.2.d,,天然气,10,万m3,,,s,区统计局\n2020,1.A.2.d,,天然气,10,万m3,,,s,区统计局\n",
			"-100000", "1.A.2.d Pulp, Paper and Print (烟煤) has neither"},
		{"not occurring", "2021,1.A.2.d,,烟煤,,,NO,closed,s,区统计局\n", "0", ""},
		{"another fuel", "2021,1.A.2.d,,天然气,1250,万m3,,,s,区统计局\n", "0", ""},
		{"filed at the category above", "2021,1.A.2,,烟煤,50000,t,,,s,区统计局\n", "0", ""},
	} {
		ws, result := smallDistrict(t, map[string]string{"activity/energy.csv": scopeDistrict + c.rows, "inventory.toml": twoYears})
		d, problems := Decompose(ws, result, "co2")
		if problems.Failed() {
			t.Fatal(c.name, problems)
		}
		if want, got := decimal.RequireFromString(c.scope), factorEffect(d, d.Direct, "scope"); !got.Equal(want) {
			t.Errorf("%s: the effect of scope is %s, want %s", c.name, got, want)
		}
		if mix := factorEffect(d, d.Direct, "fuel_mix"); c.scope != "0" && !mix.IsZero() {
			t.Errorf("%s: fuel mix %s, and what is known in both years burns the same", c.name, mix)
		}
		told := false
		for _, note := range d.Notes {
			told = told || strings.Contains(note.EN, "has neither a figure") && (c.note == "" || strings.Contains(note.EN, c.note))
		}
		if told != (c.note != "") {
			t.Errorf("%s: notes %v, want %q", c.name, d.Notes, c.note)
		}
	}
}

// Between the years around one without figures there is no such effect, and the effects of each change add up to it.
func TestScopeOfEachChange(t *testing.T) {
	const rows = "2022,1.A.2.f,,烟煤,100000,t,,,s,区统计局\n2022,1.A.2.f,,天然气,1250,万m3,,,s,区统计局\n2022,1.A.2.d,,烟煤,60000,t,,,s,区统计局\n"
	ws, result := smallDistrict(t, map[string]string{"activity/energy.csv": scopeDistrict + rows})
	for _, of := range []string{"co2", "intensity"} {
		d, problems := Decompose(ws, result, of)
		if problems.Failed() {
			t.Fatal(problems)
		}
		if got := factorEffect(d, d.Direct, "scope"); !got.IsZero() {
			t.Errorf("%s: scope %s between years that both have figures", of, got)
		}
		if d.Steps[0].Change().IsZero() || factorEffect(d, d.Steps[0], "scope").IsZero() || factorEffect(d, d.Steps[1], "scope").IsZero() {
			t.Errorf("%s: no effect of scope to and from the year without figures", of)
		}
		for _, e := range d.Periods() {
			var sum decimal.Decimal
			for k := range d.Effects {
				sum = sum.Add(e.Additive(k))
			}
			if gap := sum.Sub(e.Change()).Abs(); gap.GreaterThan(decimal.New(1, -6)) {
				t.Errorf("%s %d–%d: the effects add up to %s, the change is %s", of, e.From, e.To, sum, e.Change())
			}
		}
	}
}

// A figure that a splice filled in is told: its effects are those of the technique.
func TestSplicedFiguresAreTold(t *testing.T) {
	activity := "year,category,item,value,unit,source\n2020,1.A.2.f,烟煤,100000,t,s\n2022,1.A.2.f,烟煤,120000,t,s\n2020,1.A.4.b,天然气,250,万m3,s\n2021,1.A.4.b,天然气,260,万m3,s\n2022,1.A.4.b,天然气,270,万m3,s\n"
	ws, result := smallDistrict(t, map[string]string{"activity/energy.csv": activity,
		"records/splices.csv": "technique,year,category,item,by,date,reason\ninterpolation,2021,1.A.2.f,烟煤,张三,2026-03-01,no return\n"})
	d, problems := Decompose(ws, result, "co2")
	if problems.Failed() {
		t.Fatal(problems)
	}
	var told []string
	for _, note := range d.Notes {
		if strings.Contains(note.EN, "records/splices.csv") {
			told = append(told, note.EN)
		}
	}
	if len(told) != 1 || !strings.HasPrefix(told[0], "1.A.2.f 烟煤 of 2021 (interpolation, records/splices.csv:2)") {
		t.Errorf("%q", told)
	}
}
