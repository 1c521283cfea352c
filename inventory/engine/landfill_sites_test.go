package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

// of4A are the lines of the disposal sites in kt, to six places: year, category, facility and methane.
func of4A(r *Result) []string {
	var out []string
	if r.Inventory == nil {
		return nil
	}
	for _, e := range r.Inventory.Estimates {
		if e.Number && strings.HasPrefix(e.Row.Category.Code, "4.A") {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s %s", e.Row.Year, e.Row.Category.Code, e.Row.Facility))+" "+e.Value().Round(6).String())
		}
	}
	return out
}

// took is what a site took of mixed waste in the years, 万t.
func took(category, facility, detail string, from, to, mass int) string {
	var out strings.Builder
	for year := from; year <= to; year++ {
		fmt.Fprintf(&out, "%d,%s,%s,城市生活垃圾,%s,waste,%d,万t,,,城\n", year, category, facility, detail, mass)
	}
	return out.String()
}

const (
	bySurvey  = "2012,4.A.1,甲场,食品垃圾,,share,58,%,,,城\n2012,4.A.1,甲场,纸/纸板,,share,12,%,,,城\n2012,4.A.1,甲场,木材,,share,2,%,,,城\n2012,4.A.1,甲场,其他惰性,,share,28,%,,,城\n"
	ofTheCity = "2012,4.A,,食品垃圾,,share,0.58,fraction,,,城\n2012,4.A,,纸/纸板,,share,0.12,fraction,,,城\n2012,4.A,,木材,,share,0.02,fraction,,,城\n2012,4.A,,塑料,,share,0.28,fraction,,,城\n"
	opens     = "2005,4.A.1,甲场,,,opening_year,2005,年,,,城\n"
	closes    = "2020,4.A.1,甲场,,,closure_year,2019,年,,,城\n"
)

// A site that took 100,000 t a year in 2005–2019 and closed. The figures are recomputed outside: for each component
// D = 100000·share·DOC·DOCf, A = A·e^−k + D, Z = A·(1 − e^−k); CH4 = (ΣZ·0.5·16/12 − R)·(1 − 0.1).
func TestDisposalSites(t *testing.T) {
	covered := took("4.A.1", "甲场", "厌氧;有覆盖", 2005, 2019, 10)
	for _, c := range []struct {
		name, guide, rows string
		want              []string
		says              []string // codes of warnings and remarks that must be among those told
	}{
		{"closed, by decay of 2006", "IPCC-2006", covered + bySurvey + opens + closes,
			[]string{"2019 4.A.1 甲场 3321.016462", "2020 4.A.1 甲场 3395.299493", "2021 4.A.1 甲场 2929.438812"}, []string{"landfill-closed"}},
		{"closed, by decay of 2019", "IPCC-2019", covered + bySurvey + opens + closes,
			[]string{"2019 4.A.1 甲场 4215.910004", "2020 4.A.1 甲场 4299.41309", "2021 4.A.1 甲场 3670.429669"}, []string{"landfill-closed"}},
		{"closed, by mass balance", "CN-PROV-2011", covered + bySurvey + opens + closes,
			[]string{"2019 4.A.1 甲场 4308", "2020 4.A.1 甲场 0", "2021 4.A.1 甲场 0"}, []string{"landfill-closed"}},
		{"the composition of the city", "IPCC-2006", covered + ofTheCity + opens + closes,
			[]string{"2019 4.A.1 甲场 3321.016462", "2020 4.A.1 甲场 3395.299493", "2021 4.A.1 甲场 2929.438812"}, []string{"landfill-inert"}},
		{"zeros stated instead of a closure", "IPCC-2006", covered + bySurvey + opens + took("4.A.1", "甲场", "厌氧;有覆盖", 2020, 2021, 0),
			[]string{"2019 4.A.1 甲场 3321.016462", "2020 4.A.1 甲场 3395.299493", "2021 4.A.1 甲场 2929.438812"}, []string{"landfill-closed"}},
		{"gas captured in one year", "IPCC-2006", covered + bySurvey + opens + closes + "2020,4.A.1,甲场,,,recovered,1000,t CH4,,,城\n",
			[]string{"2019 4.A.1 甲场 3321.016462", "2020 4.A.1 甲场 2495.299493", "2021 4.A.1 甲场 2929.438812"}, nil},
		{"a cover that came later", "IPCC-2006", took("4.A.1", "甲场", "厌氧;无透气覆盖", 2005, 2014, 10) + took("4.A.1", "甲场", "厌氧;有覆盖", 2015, 2019, 10) + opens + closes,
			[]string{"2019 4.A.1 甲场 3868.268257", "2020 4.A.1 甲场 4000.102593", "2021 4.A.1 甲场 3655.818504"}, nil},
		{"a survey in which one component is not", "IPCC-2006", covered + bySurvey + opens + closes + "2009,4.A.1,甲场,食品垃圾,,share,60,%,,,城\n2009,4.A.1,甲场,其他惰性,,share,40,%,,,城\n",
			[]string{"2019 4.A.1 甲场 2974.818544", "2020 4.A.1 甲场 3066.145733", "2021 4.A.1 甲场 2616.704747"}, nil},
		{"a component beside the mixed waste", "IPCC-2006", covered + opens + closes + "2019,4.A.1,甲场,木材,厌氧;有覆盖,waste,100,t,,,城\n",
			[]string{"2019 4.A.1 甲场 3868.268257", "2020 4.A.1 甲场 4000.483845", "2021 4.A.1 甲场 3656.188488"}, []string{"mixed-beside-components"}},
		{"a site in two categories at once, and one without waste", "IPCC-2006", took("4.A.1", "甲场", "厌氧;有覆盖", 2019, 2021, 0) + took("4.A.2", "甲场", "浅的（<5 m）", 2020, 2021, 0) + "2021,4.A.1,甲场,木材,厌氧;有覆盖,waste,1,t,,,城\n2021,4.A.2,甲场,木材,浅的（<5 m）,waste,1,t,,,城\n2021,4.A.1,乙场,,,opening_year,2021,年,,,城\n",
			[]string{"2019 4.A.1 甲场 0", "2020 4.A.1 甲场 0", "2020 4.A.2 甲场 0", "2021 4.A.1 甲场 0", "2021 4.A.2 甲场 0"}, []string{"site-in-two-categories", "site-without-waste", "history-short"}},
		{"one year in the wrong unit", "IPCC-2006", took("4.A.1", "甲场", "厌氧;有覆盖", 2005, 2011, 10) + "2012,4.A.1,甲场,城市生活垃圾,厌氧;有覆盖,waste,100000,kg,,,城\n" + took("4.A.1", "甲场", "厌氧;有覆盖", 2013, 2019, 10) + opens + closes,
			[]string{"2019 4.A.1 甲场 3597.694264", "2020 4.A.1 甲场 3752.816583", "2021 4.A.1 甲场 3429.816108"}, []string{"deposits-jump"}},
		{"by what is mixed", "IPCC-2006", covered + opens + closes,
			[]string{"2019 4.A.1 甲场 3868.268257", "2020 4.A.1 甲场 4000.102593", "2021 4.A.1 甲场 3655.818504"}, nil},
		{"a dump that became a managed site in 2015", "IPCC-2006",
			took("4.A.2", "甲场", "深的（>5 m）;无透气覆盖", 2005, 2014, 10) + took("4.A.1", "甲场", "厌氧;有覆盖", 2015, 2019, 10) + opens + closes,
			[]string{"2019 4.A.1 甲场 1632.547839", "2019 4.A.2 甲场 1987.307038", "2020 4.A.1 甲场 1956.807981", "2020 4.A.2 甲场 1816.261877", "2021 4.A.1 甲场 1788.387838", "2021 4.A.2 甲场 1659.93837"}, nil},
		{"no word of the years before", "IPCC-2006", took("4.A.3", "", "", 2005, 2021, 1), []string{"2019 4.A.3 257.88455", "2020 4.A.3 266.673506", "2021 4.A.3 274.706007"}, []string{"history-short"}},
		{"fifty years", "IPCC-2006", took("4.A.3", "", "无透气覆盖", 1969, 2021, 1), []string{"2019 4.A.3 356.000761", "2020 4.A.3 356.344971", "2021 4.A.3 356.659555"}, nil},
		{"fifty years from 1950", "CN-PROV-2025", took("4.A.1", "", "厌氧;有覆盖", 1950, 2021, 1), []string{"2019 4.A.1 538.915012", "2020 4.A.1 539.008395", "2021 4.A.1 539.093742"}, nil},
	} {
		r := filled(t, c.guide, "2019, 2020, 2021", map[string]string{"activity/a.csv": head + c.rows})
		for _, e := range codes(r, inventory.Error) {
			t.Errorf("%s: %s", c.name, e)
		}
		if got := of4A(r); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		alone := filled(t, c.guide, "2021", map[string]string{"activity/a.csv": head + c.rows})
		if got := of4A(alone); !slices.Equal(got, slices.DeleteFunc(slices.Clone(c.want), func(line string) bool { return !strings.HasPrefix(line, "2021") })) {
			t.Errorf("%s: the year by itself is %q, and among others %q", c.name, got, c.want)
		}
		for _, code := range c.says {
			if !slices.ContainsFunc(r.Problems, func(p inventory.Problem) bool { return p.Code == code }) {
				t.Errorf("%s: nobody says %s", c.name, code)
			}
		}
		short := slices.ContainsFunc(r.Problems, func(p inventory.Problem) bool { return p.Code == "history-short" })
		if short != slices.Contains(c.says, "history-short") {
			t.Errorf("%s: a short history is told of: %v", c.name, short)
		}
	}
}

// What a site's figures cannot be is refused at its cell.
func TestDisposalSitesRefused(t *testing.T) {
	covered := took("4.A.1", "甲场", "厌氧;有覆盖", 2005, 2021, 10)
	for _, c := range []struct {
		name, guide, rows string
		want              []string
	}{
		{"before it opened", "IPCC-2006", covered + "2005,4.A.1,甲场,,,opening_year,2007,年,,,城\n", []string{"activity/a.csv:2:7 waste-while-closed"}},
		{"after it closed", "CN-PROV-2011", covered + bySurvey + closes, []string{"activity/a.csv:17:7 waste-while-closed"}},
		{"two years of closure", "IPCC-2006", took("4.A.1", "甲场", "厌氧;有覆盖", 2005, 2019, 10) + opens + closes + "2021,4.A.1,甲场,,,closure_year,2020,年,,,城\n", []string{"activity/a.csv:19:7 two-figures"}},
		{"a year that is a mass", "IPCC-2006", covered + "2005,4.A.1,甲场,,,opening_year,2005,t,,,城\n", []string{"activity/a.csv:19:7 not-a-year"}},
		{"components beside what they are part of", "IPCC-2006", covered + opens + bySurvey + "2019,4.A.1,甲场,食品垃圾,厌氧;有覆盖,waste,1,t,,,城\n", []string{"activity/a.csv:24:7 waste-deposited-twice"}},
		{"a survey of 97 %", "IPCC-2006", covered + opens + strings.Replace(bySurvey, "58,%", "55,%", 1), []string{"activity/a.csv:20:7 shares-not-one"}},
		{"gas captured at a site that has none by mass balance", "CN-PROV-2011", took("4.A.1", "甲场", "有覆盖", 2018, 2019, 10) + bySurvey + closes + "2021,4.A.1,甲场,,,recovered,5,t CH4,,,城\n", []string{"activity/a.csv:9:7 recovery-exceeds-generation"}},
		{"decay that starts after eight months", "IPCC-2006", covered + opens + "2021,4.A.1,甲场,,,delay,8,month,,,城\n", []string{"activity/a.csv:20:8 equation-failed"}},
		{"a dump said to be neither deep nor shallow", "IPCC-2006", took("4.A.2", "乙场", "无透气覆盖", 1970, 2021, 1), []string{"activity/a.csv:51:4 factor-not-found", "activity/a.csv:52:4 factor-not-found", "activity/a.csv:53:4 factor-not-found"}},
		{"a negative deposit of a year not compiled", "IPCC-2006", covered + opens + "2010,4.A.1,甲场,木材,厌氧;有覆盖,waste,-5,t,,,城\n2011,4.A.1,甲场,木材,厌氧;有覆盖,waste,5,t,,,城\n", []string{"activity/a.csv:20:7 negative-activity"}},
		{"a volume deposited in a year not compiled", "IPCC-2006", covered + opens + "2010,4.A.1,甲场,木材,厌氧;有覆盖,waste,5,m3,,,城\n", []string{"activity/a.csv:20:8 wrong-dimension"}},
		{"a figure by another name in a year not compiled", "IPCC-2006", covered + opens + "2010,4.A.1,乙场,木材,厌氧;有覆盖,填埋量,5,t,,,城\n", []string{"activity/a.csv:20:6 parameters-do-not-fit"}},
		{"mixed waste in mixed waste", "IPCC-2006", covered + opens + strings.Replace(bySurvey, "其他惰性", "城市生活垃圾", 1), []string{"activity/a.csv:23:4 share-of-itself"}},
		{"a factor of one deposit", "IPCC-2006", covered + opens + "2010,4.A.1,甲场,城市生活垃圾,厌氧;有覆盖,MCF,0.5,fraction,,,城\n", []string{"activity/a.csv:20:6 factor-of-one-deposit"}},
		{"a site that ends by mass balance, and does not say so", "CN-PROV-2011", took("4.A.1", "甲场", "有覆盖", 2018, 2019, 10) + bySurvey, []string{"activity/a.csv:2:1 deposits-missing"}},
		{"closed before it opened", "CN-PROV-2011", took("4.A.1", "甲场", "有覆盖", 2019, 2021, 0) + bySurvey + "2019,4.A.1,甲场,,,opening_year,2021,年,,,城\n2019,4.A.1,甲场,,,closure_year,2019,年,,,城\n", []string{"activity/a.csv:10:7 waste-while-closed"}},
		{"a sort of site that is none", "IPCC-2006", took("4.A", "甲场", "有覆盖", 2021, 2021, 10), []string{"activity/a.csv:2:2 site-unsorted"}},
		{"recovered without waste", "IPCC-2006", "2021,4.A.1,甲场,,,recovered,5,t CH4,,,城\n", []string{"activity/a.csv:2:6 parameters-do-not-fit"}},
	} {
		r := filled(t, c.guide, "2019, 2020, 2021", map[string]string{"activity/a.csv": head + c.rows})
		got := codes(r, inventory.Error)
		if len(got) > 0 && len(c.want) == 1 {
			got = slices.Compact(got)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A figure of the district that holds those of its sites gives them up in every year that decay looks back to, so that a year by
// itself is the same.
func TestTotalOfSitesInEveryYear(t *testing.T) {
	rows := head + strings.ReplaceAll(took("4.A.1", "", "厌氧;有覆盖", 2015, 2021, 9), "城市生活垃圾", "食品垃圾") + strings.ReplaceAll(took("4.A.1", "甲场", "厌氧;有覆盖", 2015, 2021, 3), "城市生活垃圾", "食品垃圾") +
		"2015,4.A.1,甲场,,,opening_year,2015,年,,,城\n2015,4.A.1,,,,opening_year,2015,年,,,城\n"
	files := map[string]string{"activity/a.csv": rows,
		"records/choices.csv": "kind,year,category,item,parameter,chosen,by,date,reason\ntotal,,4.A.1,食品垃圾,waste,includes,a,2026-01-01,r\n"}
	want := []string{"2021 4.A.1 1810.190805", "2021 4.A.1 甲场 905.095403"} // 60,000 and 30,000 t a year of 2015–2021
	for _, years := range []string{"2021", "2019, 2020, 2021", "2015, 2016, 2017, 2018, 2019, 2020, 2021"} {
		r := filled(t, "IPCC-2006", years, files)
		got := slices.DeleteFunc(of4A(r), func(line string) bool { return !strings.HasPrefix(line, "2021") })
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q; %q", years, got, want, codes(r, inventory.Error))
		}
	}
	delete(files, "records/choices.csv")
	r := filled(t, "IPCC-2006", "2021", files)
	if !slices.ContainsFunc(r.Problems, func(p inventory.Problem) bool { return p.Code == "total-unsaid" || p.Code == "total-beside-parts" }) {
		t.Errorf("nobody says that the district's waste stands beside that of its site: %q", codes(r, inventory.Warning))
	}
}
