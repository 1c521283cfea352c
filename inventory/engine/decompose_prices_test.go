package engine

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

// Value added of a sector at other prices than GDP is no share of it: the row is named, and nothing is decomposed.
func TestPricesOfAllSectorsAgree(t *testing.T) {
	const activity = "year,category,item,value,unit,source\n2020,1.A.2.f,烟煤,100000,t,s\n2021,1.A.2.f,烟煤,100000,t,s\n2020,1.A.4.a,烟煤,50000,t,s\n2021,1.A.4.a,烟煤,50000,t,s\n"
	const branch = "2020,工业增加值,20,亿元,2010年价,1.A.2.f,s,b\n2021,工业增加值,20,亿元,2010年价,1.A.2.f,s,b\n"
	for _, c := range []struct{ of, tertiary, branch, want string }{
		{"co2", "2020年价", "", ""},
		{"co2", "2010年价", "", "at 2010 prices"},
		{"intensity", "2010年价", "", "at 2010 prices"},
		{"industry", "2010年价", branch, "at 2010 prices"},
	} {
		indicators := "year,indicator,value,unit,price_base,coverage,source,department\n2020,地区生产总值,100,亿元,2020年价,,s,b\n2021,地区生产总值,100,亿元,2020年价,,s,b\n" +
			"2020,工业增加值,40,亿元,2020年价,,s,b\n2021,工业增加值,40,亿元,2020年价,,s,b\n2020,第三产业增加值,50,亿元," + c.tertiary + ",,s,b\n2021,第三产业增加值,50,亿元," + c.tertiary + ",,s,b\n" + c.branch
		ws, result := smallDistrict(t, map[string]string{"activity/energy.csv": activity, "indicators.csv": indicators, "inventory.toml": twoYears})
		d, problems := Decompose(ws, result, c.of)
		at := slices.IndexFunc(problems, func(p inventory.Problem) bool { return p.Code == "price-bases-unlinked" })
		switch {
		case c.want == "" && (d == nil || at >= 0):
			t.Errorf("%s: %v", c.of, problems)
		case c.want != "" && (d != nil || at < 0 || !strings.Contains(problems[at].Message.EN, c.want) || problems[at].Source.Row == 0):
			t.Errorf("%s: %v, want %s", c.of, problems, c.want)
		}
	}
}

// Parts above their whole are warned of: shares that add up to more than one are no structure.
func TestPartsAboveTheWhole(t *testing.T) {
	const activity = "year,category,item,value,unit,source\n2020,1.A.2.f,烟煤,100000,t,s\n2021,1.A.2.f,烟煤,100000,t,s\n2020,1.A.4.a,烟煤,50000,t,s\n2021,1.A.4.a,烟煤,50000,t,s\n2020,1.A.2.e,烟煤,100,t,s\n2021,1.A.2.e,烟煤,100,t,s\n"
	for _, c := range []struct{ of, tertiary, want string }{
		{"co2", "50", ""},
		{"co2", "60", ""},
		{"co2", "65", "105%"},
		{"industry", "50", "125%"},
	} {
		indicators := "year,indicator,value,unit,price_base,coverage,source,department\n2020,地区生产总值,100,亿元,2020年价,,s,b\n2021,地区生产总值,100,亿元,2020年价,,s,b\n" +
			"2020,工业增加值,40,亿元,2020年价,,s,b\n2021,工业增加值,40,亿元,2020年价,,s,b\n2020,第三产业增加值," + c.tertiary + ",亿元,2020年价,,s,b\n2021,第三产业增加值,50,亿元,2020年价,,s,b\n" +
			"2020,工业增加值,30,亿元,2020年价,1.A.2.f,s,b\n2021,工业增加值,20,亿元,2020年价,1.A.2.f,s,b\n2020,工业增加值,20,亿元,2020年价,1.A.2.e,s,b\n2021,工业增加值,20,亿元,2020年价,1.A.2.e,s,b\n"
		ws, result := smallDistrict(t, map[string]string{"activity/energy.csv": activity, "indicators.csv": indicators, "inventory.toml": twoYears})
		d, problems := Decompose(ws, result, c.of)
		if d == nil {
			t.Fatal(problems)
		}
		at := slices.IndexFunc(problems, func(p inventory.Problem) bool { return p.Code == "parts-above-whole" })
		if (at >= 0) != (c.want != "") || at >= 0 && (problems[at].Severity != inventory.Warning || !strings.Contains(problems[at].Message.EN, "2020")) {
			t.Errorf("%s, tertiary %s: %v", c.of, c.tertiary, problems)
		}
	}
}
