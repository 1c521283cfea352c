package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// tables are files of a workspace by path, beside its settings.
type tables map[string]string

// pair breaks a rule that asks whether a figure can be right, and keeps it, in a workspace of several years.
type pair struct {
	name, code   string
	severity     inventory.Severity
	at           string
	says         []string
	years        string
	broken, kept tables
}

// rows is activity/a.csv of the lines.
func rows(lines ...string) tables {
	return tables{"activity/a.csv": head + strings.Join(lines, "\n") + "\n"}
}

// with adds a file.
func (t tables) with(path, content string) tables {
	out := tables{path: content}
	for name, text := range t {
		if name != path {
			out[name] = text
		}
	}
	return out
}

// yearly are lines of one thing, one a year from the first; a blank value is left out.
func yearly(first int, thing, unit string, values ...string) string {
	var out []string
	for i, value := range values {
		if value != "" {
			out = append(out, fmt.Sprintf("%d,%s,%s,%s,,", first+i, thing, value, unit))
		}
	}
	return strings.Join(out, "\n")
}

func TestRulesOfQuality(t *testing.T) {
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range ofQuality {
		t.Run(c.name, func(t *testing.T) {
			find := func(files tables) inventory.Problems {
				all := fstest.MapFS{}
				years := c.years
				if years == "" {
					years = "2016, 2017, 2018, 2019, 2020"
				}
				config := strings.Replace(settings, "years = [2020]", "years = ["+years+"]", 1)
				all["inventory.toml"] = &fstest.MapFile{Data: []byte(config + files["thresholds"])}
				for name, content := range files {
					if was := map[string]string{"guide": "IPCC-2019", "climate": "warm temperate moist"}[name]; was != "" {
						config := strings.Replace(string(all["inventory.toml"].Data), was, content, 1)
						all["inventory.toml"] = &fstest.MapFile{Data: []byte(config)}
					} else if name != "thresholds" {
						all[name] = &fstest.MapFile{Data: []byte(content)}
					}
				}
				return foundIn(t, e, all)
			}
			c.run(t, find)
		})
	}
}

func (c pair) run(t *testing.T, find func(tables) inventory.Problems) {
	t.Helper()
	problems := find(c.broken)
	at := slices.IndexFunc(problems, func(p inventory.Problem) bool { return p.Code == c.code && p.Source.String() == c.at })
	if at < 0 || problems[at].Severity != c.severity {
		for _, p := range problems {
			t.Log(p.Format("en"))
		}
		t.Fatalf("no %s %s at %s", c.severity, c.code, c.at)
	}
	p := problems[at]
	for _, said := range c.says {
		if !strings.Contains(p.Message.EN, said) {
			t.Errorf("no %q in %s", said, p.Format("en"))
		}
	}
	if p.Message.ZH == "" || p.Hint.ZH == "" || p.Hint.EN == "" {
		t.Errorf("half said: %v", p)
	}
	for _, p := range find(c.kept) {
		if p.Code == c.code && p.Severity >= c.severity {
			t.Errorf("what is in order is refused: %s", p.Format("en"))
		}
	}
}

const homes = "1.A.4.b,,天然气,,"

const kiln = "1.A.2.f,甲厂,烟煤,,"

func indicators(lines ...string) string {
	return "year,indicator,value,unit,price_base,vintage,department\n" + strings.Join(lines, "\n") + "\n"
}

const choiceHead = "kind,year,category,item,parameter,chosen,instead_of,low,high,by,date,reason\n"

const longHead = "year,category,facility,item,detail,parameter,value,unit,notation,note,department,vintage,uncertainty\n"

var ofQuality = slices.Concat(ofYears, ofFigures, ofIndicators, ofUnits, ofYearsAlike)

var ofYears = []pair{
	{"a sum under a name of its own among the facilities", "check-sumrow", inventory.Warning, "activity/a.csv:4:7", []string{"1.A.2.f 三区总数表 烟煤 = 0.17 10^4 t is to the last digit the sum of the other 2 facilities"}, "2020",
		rows("2020,1.A.2.f,甲厂,烟煤,,,1200,t,,", "2020,1.A.2.f,乙厂,烟煤,,,500,t,,", "2020,1.A.2.f,三区总数表,烟煤,,,0.17,万t,,"),
		rows("2020,1.A.2.f,甲厂,烟煤,,,1200,t,,", "2020,1.A.2.f,乙厂,烟煤,,,500,t,,", "2020,1.A.2.f,丙厂,烟煤,,,0.171,万t,,")},
	{"a reason that says nothing", "check-complete", inventory.Warning, "activity/a.csv:2:10", []string{`1.A.4.a of 2020 is NE and its reason is "无数据"`, "(1 rows do so)"}, "2020",
		rows("2020,1.A.4.a,,,,,,,NE,无数据"), rows("2020,1.A.4.a,,,,,,,NE,商业用气没有分县数，已问燃气公司")},
	{"a hole in a series", "check-complete", inventory.Warning, "activity/a.csv:6:9", []string{"the series of 1.A.4.b CO2, CH4, N2O has a hole: 2018 NE, while 2016", "and 2020"}, "",
		rows(yearly(2016, homes, "万m3", "100", "101", "", "103", "104"), "2018,1.A.4.b,,,,,,,NE,这一年没有统计"), rows(yearly(2016, homes, "万m3", "100", "101", "102", "103", "104"))},
	{"not estimated though another year is", "check-complete", inventory.Info, "activity/a.csv:3:9", []string{"1.A.4.b CO2, CH4, N2O is NE in 2019, while 2020", "has a number"}, "2019, 2020",
		rows("2020,"+homes+",104,万m3,,", "2019,1.A.4.b,,,,,,,NE,这一年没有统计"), rows("2020,"+homes+",104,万m3,,", "2019,"+homes+",103,万m3,,")},
	{"another key for the same reason", "check-complete", inventory.Warning, "activity/a.csv:3:9", []string{"NO in 2019 (activity/a.csv:2:9), NE in 2020", `(note "没有油田")`}, "2019, 2020",
		rows("2019,1.B.2.a,,,,,,,NO,没有油田", "2020,1.B.2.a,,,,,,,NE,没有油田"), rows("2019,1.B.2.a,,,,,,,NO,没有油田", "2020,1.B.2.a,,,,,,,NE,2020 年起有试采井，未给产量")},
	{"a year without a row", "check-complete", inventory.Warning, "activity/a.csv:5:7", []string{"1.A.2.f 甲厂 烟煤: no row of 2018, while 2016 1001 t (activity/a.csv:2:7) and 2020 1005 t (activity/a.csv:5:7) have figures"}, "",
		rows(yearly(2016, kiln, "t", "1001", "1002", "", "1004", "1005"), yearly(2016, "1.A.2.f,乙厂,烟煤,,", "t", "1", "2", "3", "4", "5")),
		rows(yearly(2016, kiln, "t", "1001", "1002", "1003", "1004", "1005"), yearly(2016, "1.A.2.f,乙厂,烟煤,,", "t", "1", "2", "3", "4", "5"))},
	{"a hundred times too much", "check-digit", inventory.Warning, "activity/a.csv:5:7", []string{"1.A.4.b 天然气 of 2019 = 10500 10^4 m3, the median of other years is 103 10^4 m3", "101.9417 times it, near 10^2", "a misplaced digit"}, "",
		rows(yearly(2016, homes, "万m3", "100", "102", "104", "10500", "108")), rows(yearly(2016, homes, "万m3", "100", "102", "104", "105", "108"))},
	{"万t for t", "check-digit", inventory.Warning, "activity/a.csv:4:7", []string{"1.A.2.f 甲厂 烟煤 of 2018 = 5300 10^4 t, the median of other years is 5450 t", "9724.7706 times it, near 10^4", "a wrong unit: 10^4 t for t?"}, "",
		rows(yearly(2016, kiln, "t", "5100", "5200"), "2018,"+kiln+",5300,万t,,", yearly(2019, kiln, "t", "5700", "5800")), rows(yearly(2016, kiln, "t", "5100", "5200", "5300", "5400", "5800"))},
	{"t for 万t in the second of two years", "check-digit", inventory.Warning, "activity/a.csv:3:7", []string{"of 2020 = 0.53 t, the median of other years is 5200 t", "near 10^-4", "a figure in 万 (10^4) entered as t"}, "2019, 2020",
		rows(yearly(2019, kiln, "t", "5200", "0.53")), rows(yearly(2019, kiln, "t", "5200", "5300"))},
	{"seven times the other years", "check-magnitude", inventory.Warning, "activity/a.csv:5:7", []string{"1.A.4.b 天然气 of 2019 = 700 10^4 m3 is 6.8293 times the median of other years, 102.5 10^4 m3 (threshold 5 times)", "2018 103 10^4 m3 (activity/a.csv:4:7)"}, "",
		rows(yearly(2016, homes, "万m3", "100", "102", "103", "700", "108")), rows(yearly(2016, homes, "万m3", "100", "102", "103", "400", "108"))},
	{"a jump of one works", "check-jump", inventory.Warning, "activity/a.csv:3:7", []string{"1.A.2.f 甲厂 烟煤: ", "in 2020: +50 %, 33.33 % of the district's emissions; its activity goes from 2019 100000 t (activity/a.csv:2:7) to 2020 150000 t (activity/a.csv:3:7), +50 %"}, "2019, 2020",
		rows(yearly(2019, kiln, "t", "100000", "150000")), rows(yearly(2019, kiln, "t", "100000", "125000"))},
	{"a jump of a category whose works change", "check-jump", inventory.Warning, "activity/a.csv:4:7", []string{"all of 1.A.2.f: ", "+400 %; what began or ended: + 1.A.2.f 乙厂 烟煤 "}, "2019, 2020",
		rows(yearly(2019, kiln, "t", "1000", "1000"), "2020,1.A.2.f,乙厂,烟煤,,,4000,t,,"), rows(yearly(2019, kiln, "t", "1000", "1000"), "2020,1.A.2.f,乙厂,烟煤,,,200,t,,")},
	{"a jump within the threshold of the district", "check-jump", inventory.Warning, "activity/a.csv:3:7", []string{"+50 %"}, "2019, 2020",
		rows(yearly(2019, kiln, "t", "100000", "150000")), rows(yearly(2019, kiln, "t", "100000", "150000")).with("thresholds", "[thresholds]\njump = \"50.5\"\n")},
	{"a calorific value of another coal in one year", "check-ief", inventory.Warning, "activity/a.csv:3:7", []string{"emission per activity from 2019 to 2020", "t CO2/t, +50 % ("}, "2019, 2020",
		rows(yearly(2019, kiln, "t", "1000", "1000"), yearly(2019, kiln+"ncv", "GJ/t", "20", "30")), rows(yearly(2019, kiln, "t", "1000", "1000"), yearly(2019, kiln+"ncv", "GJ/t", "20", "23"))},
	{"a factor that the guide does not know", "check-ief", inventory.Warning, "activity/a.csv:3:7", []string{"1.A.2.f 烟煤 ncv = 60 GJ/t, IPCC-2019 prints 19.9–30.5 GJ/t (IPCC 2006 V2 Ch1 Table 1.2, p. 1.18): within 19.9–30.5 nothing is said"}, "2020",
		rows("2020,"+kiln+",1000,t,,", "2020,"+kiln+"ncv,60,GJ/t,,"), rows("2020,"+kiln+",1000,t,,", "2020,"+kiln+"ncv,24,GJ/t,,")},
}
