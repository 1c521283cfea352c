package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A recognised cumulative decline stands for the years from its own base on, whatever the base of what it is chained into: with 4 %
// recognised for 2021 and 7 % from 2021 to 2023, 1 − 0.96·0.93 = 0.1072 from 2020 on, and 0.07 of a target from 2021 on.
func TestRecognisedOfAnotherBase(t *testing.T) {
	i := intensitiesOf(t, map[string]string{
		"indicators.csv": indicatorHead + "2020,能源消费总量,100,万吨标准煤,,,,,x\n2021,能源消费总量,102,万吨标准煤,,,,,x\n2022,能源消费总量,105,万吨标准煤,,,,,x\n2023,能源消费总量,110,万吨标准煤,,,,,x\n" +
			"2020,地区生产总值,100,亿元,当年价,,,,x\n2021,地区生产总值,108,亿元,2020年价,,,,x\n2022,地区生产总值,115,亿元,2020年价,,,,x\n2023,地区生产总值,126,亿元,2020年价,,,,x\n",
		"records/recognised.csv": "indicator,year,form,base_year,decline,unit,by,date,reason\n单位地区生产总值能源消耗下降,2021,annual,,4,%,甲,2022-06-01,考核\n" +
			"单位地区生产总值能源消耗下降,2023,cumulative,2021,7,%,甲,2024-06-01,考核\n单位地区生产总值能源消耗下降,2022,cumulative,2015,30,%,甲,2023-06-01,考核\n",
		"targets.csv": targetHead + "单位地区生产总值能源消耗下降,2020,2025,decline_pct,>=,14,%,binding,set,,x\n单位GDP能耗下降,2021,2026,decline_pct,>=,14,%,binding,set,,x\n"})
	at := slices.IndexFunc(i.Series, func(x *Intensity) bool { return x.ID == "energy/gdp" })
	// of 2022 the one from 2015 says nothing here: 1 − 0.96·(105/115)/(102/108) = 0.071918…
	got := []string{placed(i.Series[at].At(2023).Chained, 30), placed(&i.Plan[0].Latest().Reached, 30), placed(&i.Plan[1].Latest().Reached, 30), placed(i.Series[at].At(2022).Chained, 6)}
	if want := []string{"0.1072", "0.1072", "0.07", "0.071918"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if told := i.Problems(); len(told) != 1 || told[0].Source.String() != "records/recognised.csv:4:4" || told[0].Code != "recognised-of-other-base" {
		t.Errorf("told %v", told)
	}
}

// The official account rests on statistics alone: it goes on in years that have no inventory yet, and so does its target. By hand,
// 1 − (1011.6·2.66 ÷ 1.1)/(1000·2.66) = 1 − 1.0116/1.1.
func TestAccountBeyondTheInventory(t *testing.T) {
	account := func(year, coal string) string {
		return year + ",煤炭消费量（标准量）," + coal + ",tce,,,,,x\n" + year + ",油品消费量（标准量）,0,tce,,,,,x\n" + year + ",天然气消费量（标准量）,0,tce,,,,,x\n" + year + ",净调入电量,0,万千瓦时,,,,,x\n"
	}
	i := intensitiesOf(t, map[string]string{
		"indicators.csv": indicatorHead + "2020,地区生产总值,100,亿元,当年价,,,,x\n2024,地区生产总值,110,亿元,2020年价,,,,x\n" + account("2020", "1000") + account("2024", "1011.6"),
		"targets.csv":    targetHead + "单位地区生产总值二氧化碳排放下降,2020,2025,decline_pct,>=,14,%,binding,set,,x\n"})
	got := []string{placed(&i.Assessment.At(2024).Account.CO2, 3), placed(i.Assessment.At(2024).Recomputed, 12), placed(&i.Plan[0].Latest().Reached, 12), i.Plan[0].State}
	if want := []string{"2690.856", "0.080363636364", "0.080363636364", TargetBehind}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if i.Assessment.At(2024).Gap != nil {
		t.Error("there is no inventory of 2024 to differ from")
	}
}

// What is measured by the official account is not judged on one that leaves out its electricity, or holds other sources than before; a
// year that was recognised needs no account.
func TestAccountsThatDoNotCompare(t *testing.T) {
	account := func(year, coal string, electricity bool) string {
		out := year + ",煤炭消费量（标准量）," + coal + ",tce,,,,,x\n" + year + ",油品消费量（标准量）,0,tce,,,,,x\n" + year + ",天然气消费量（标准量）,0,tce,,,,,x\n"
		if electricity {
			out += year + ",净调入电量,0,万千瓦时,,,,,x\n"
		}
		return out
	}
	gdp := "2020,地区生产总值,100,亿元,当年价,,,,x\n2021,地区生产总值,110,亿元,2020年价,,,,x\n2022,地区生产总值,120,亿元,2020年价,,,,x\n"
	for _, c := range []struct{ name, indicators, recognised, want string }{
		{"alike", account("2020", "1000", true) + account("2021", "800", true), "", TargetMet},
		{"electricity missing at the end", account("2020", "1000", true) + account("2021", "800", false), "", TargetUnlike},
		{"electricity missing throughout", account("2020", "1000", false) + account("2021", "800", false), "", TargetUnlike},
		{"the year was recognised", account("2020", "1000", true) + account("2021", "800", false), "单位地区生产总值二氧化碳排放下降,2021,30,%,市发改委,2022-06-01,通报\n", TargetMet},
	} {
		i := intensitiesOf(t, map[string]string{"indicators.csv": indicatorHead + gdp + c.indicators, "records/recognised.csv": "indicator,year,decline,unit,by,date,reason\n" + c.recognised,
			"targets.csv": targetHead + "单位地区生产总值二氧化碳排放下降,2020,2025,decline_pct,>=,14,%,binding,set,,x\n"})
		if s := i.Plan[0]; s.State != c.want || (s.State == TargetUnlike) != (s.Why.ZH != "") {
			t.Errorf("%s: %s %q, want %s", c.name, s.State, s.Why.EN, c.want)
		}
	}
}

// A published decline of above-scale industry is not the district's, and one far from what the figures give is told; both at their cells.
func TestPublishedDeclinesAreHeld(t *testing.T) {
	energy := "2020,能源消费总量,100,万吨标准煤,,,,,x\n2021,能源消费总量,104,万吨标准煤,,,,,x\n2020,地区生产总值,100,亿元,当年价,,,,x\n2021,地区生产总值,108,亿元,2020年价,,,,x\n"
	for _, c := range []struct{ name, row, want, told string }{
		{"of the district", "2021,单位地区生产总值能源消耗下降,3.8,%,,,全区,,x\n", "0.038", ""},
		{"of a part", "2021,单位地区生产总值能源消耗下降,9.5,%,,,规上工业,,x\n", "0.037037037037", "indicators.csv:6:7 coverage-not-used"},
		{"far off", "2021,单位地区生产总值能源消耗下降,9.5,%,,,,,x\n", "0.095", "indicators.csv:6:3 published-differs"},
		{"of several years", "2021,单位地区生产总值能源消耗下降,9.5,%,,,2019—2021,,x\n", "0.037037037037", ""},
	} {
		i := intensitiesOf(t, map[string]string{"indicators.csv": indicatorHead + energy + c.row, "targets.csv": targetHead + "单位地区生产总值能源消耗下降,2020,2025,decline_pct,>=,14,%,binding,set,,x\n"})
		told := ""
		for _, p := range i.Problems() {
			if p.Code == "coverage-not-used" || p.Code == "published-differs" {
				told += p.Source.String() + " " + p.Code
			}
		}
		if got := placed(&i.Plan[0].Latest().Reached, 12); got != c.want || told != c.told {
			t.Errorf("%s: %s %q, want %s %q", c.name, got, told, c.want, c.told)
		}
	}
}

// The authority names the factor of electricity for some years only: by the factors of the years the chain has met the target, with one
// factor for each two years it has not, and no verdict is given. There is no fuel, and the same electricity each year.
func TestVerdictThatHangsOnTheFactorOfElectricity(t *testing.T) {
	var rows string
	for i, factor := range []string{"0.5", "0.5", "0.4", "0.4"} {
		year := fmt.Sprint(2020 + i)
		rows += year + ",煤炭消费量（标准量）,0,tce,,,,,x\n" + year + ",油品消费量（标准量）,0,tce,,,,,x\n" + year + ",天然气消费量（标准量）,0,tce,,,,,x\n" + year + ",净调入电量,1000,万千瓦时,,,,,x\n" +
			year + ",净调入电力排放因子," + factor + ",kg CO2/kWh,,,,,x\n" + year + ",地区生产总值," + []string{"100", "102", "104", "106"}[i] + ",亿元,2020年价,,,,x\n"
	}
	i := intensitiesOf(t, map[string]string{"indicators.csv": indicatorHead + rows, "targets.csv": targetHead + "单位地区生产总值二氧化碳排放下降,2020,2025,decline_pct,>=,18,%,binding,set,,x\n"})
	s := i.Plan[0]
	// 1 − 0.8 · 100/106 by the factors of the years; 1 − 100/106 with one factor for each link
	if got := placed(&s.Latest().Reached, 9); got != "0.245283019" || s.State != TargetUnlike || !strings.Contains(s.Why.EN, "24.528 % by the factors of the years, and 5.6604 % with one factor") {
		t.Errorf("%s %s %q", got, s.State, s.Why.EN)
	}
	if got := placed(i.Assessment.At(2023).SameFactor, 9); got != "0.056603774" {
		t.Errorf("one factor: %s", got)
	}
}
