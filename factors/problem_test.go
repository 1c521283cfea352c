package factors

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

// TestProblems holds what a user is told when there is no factor, more than one, or only a range.
func TestProblems(t *testing.T) {
	table := tableOf(t, localHeader+
		",1.A.2,褐煤,,,ncv,,12,GJ/t,,,,,2018,2020,lab 1,\n,1.A.2,褐煤,,,ncv,,13,GJ/t,,,,,2019,2021,lab 2,\n"+
		",1.A.2,烟煤,,,ncv,,,GJ/t,18,22,,,,,lab 3,\n")
	for _, c := range []struct {
		query, code string
		zh, en      []string // parts of message and hint
	}{
		{"ef CH4 1.A.3.b 汽油 kg_CH4/TJ 2020", "factor-not-found",
			[]string{"没有因子：汽油 1.A.3.b 的排放因子 CH4（2020 年）；已查的集：local、CN-PROV-2011、CN-ENT、GBT2589-2008、GBT2589-2020、IPCC-2006；最接近的：", "“细项”列写明其一：低里程轻型车(1995年及以后) | 无控制 | 氧化催化器；"},
			[]string{"no factor: 汽油: emission factor CH4 in 1.A.3.b, 2020; sets searched: local, CN-PROV-2011, CN-ENT", "IPCC-2006 1.A.3.b 汽油 ef 无控制 World = 33 kg/TJ (seeds/factors/energy.csv:", "column detail"}},
		{"ef CH4 1.A.5.b 柴油 kg_CH4/TJ 2020", "factor-not-found",
			[]string{"其一：非道路机械(家庭) | 非道路机械(工业)"}, []string{"1.A.3.e.ii"}},
		{"ef CH4 1.A.2.m 原煤 kg_CH4/TJ 2020", "factor-not-found",
			[]string{"records/choices.csv", "stands_for", "无烟煤、烟煤、炼焦煤、次烟煤、褐煤"}, []string{"parameter = ef)"}},
		{"ncv - 1.A.2.m 汽油 GJ/10^4_m3 2020", "factor-not-found",
			[]string{"以 GJ/t 计"}, []string{"CN-ENT 1.A.2 汽油 ncv China = 43.07 GJ/t", "the tables give it in GJ/t"}},
		{"heat_ef CO2 M.4 热力 t_CO2/GJ 2020", "factor-not-found",
			[]string{"把 CN-HEAT 加入"}, []string{"add CN-HEAT to the precedence"}},
		{"ncv - 1.A.2.m 褐煤 GJ/t 2020", "factor-ambiguous",
			[]string{"因子不唯一：褐煤", "factors/local.csv:2", "factors/local.csv:3"}, []string{"they differ in years 2018–2020 / 2019–2021"}},
		{"ncv - 1.A.2.m 烟煤 GJ/t 2020", "factor-range-only",
			[]string{"= 18–22 GJ/t", "不会自动取中点"}, []string{"kind point"}},
	} {
		_, err := table.Find(parse(t, "CN-PROV-2011", c.query))
		p := Problem(err, inventory.Source{File: "activity/fuel.csv", Row: 7, Col: 4})
		if p.Code != c.code || p.Severity != inventory.Error || p.Source.String() != "activity/fuel.csv:7:4" {
			t.Errorf("%s: %s %v", c.query, p.Code, p.Source)
		}
		for lang, parts := range map[string][]string{"zh": c.zh, "en": c.en} {
			for _, part := range parts {
				if text := p.Format(lang); !strings.Contains(text, part) {
					t.Errorf("%s: %q is not in\n%s", c.query, part, text)
				}
			}
		}
	}
}

// TestTogetherNotFound says that one set must have them all, and for which items it has.
func TestTogetherNotFound(t *testing.T) {
	_, err := tableOf(t, localHeader).FindTogether([]Query{
		parse(t, "CN-PROV-2011", "carbon_content C 1.A.2.m 原煤 t_C/TJ 2020"), parse(t, "CN-PROV-2011", "oxidation_rate C 1.A.2.m 原煤 fraction 2020")})
	var missing *NotFound
	if !errors.As(err, &missing) || !slices.Equal(missing.StandIns, []string{"无烟煤", "烟煤", "炼焦煤", "褐煤"}) {
		t.Fatalf("%+v", err)
	}
	text := Problem(err, inventory.Source{}).Format("en")
	for _, part := range []string{"carbon content and oxidation rate", "one set must have them all", "parameter = carbon_content;oxidation_rate"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
}

// TestNearestItem offers the item that is written most like the one asked for.
func TestNearestItem(t *testing.T) {
	_, err := tableOf(t, localHeader).Find(parse(t, "CN-PROV-2011", "ncv - 1.A.2.m 液化石油汽 GJ/t 2020"))
	if p := Problem(err, inventory.Source{}); !strings.Contains(p.Hint.ZH, "是否指“液化石油气”？") {
		t.Error(p.Format("zh"))
	}
}

// TestEmptyTable finds nothing, and says so.
func TestEmptyTable(t *testing.T) {
	table, _ := New()
	if _, err := table.Find(Query{Parameter: "ncv", Item: "烟煤", Sets: []string{"local"}}); err == nil || !strings.Contains(err.Error(), "no factor: 烟煤: ncv") {
		t.Error(err)
	}
}
