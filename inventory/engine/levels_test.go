package engine

import (
	"fmt"
	"slices"
	"testing"
)

// read are the statistics of indicators.csv with the rows.
func read(t *testing.T, rows string) *Statistics {
	t.Helper()
	e := newEngine(t)
	return NewStatistics(e.Vocabulary, loaded(t, e, map[string]string{"inventory.toml": fmt.Sprintf(settings, "2020", "CN-PROV-2011"),
		"indicators.csv": "year,indicator,value,unit,price_base,vintage,coverage,source\n" + rows}))
}

// told are the problems of statistics by cell, severity and code.
func told(s *Statistics) (out []string) {
	for _, p := range s.Problems().Sorted() {
		out = append(out, fmt.Sprintf("%s %s %s", p.Source, p.Severity, p.Code))
	}
	return out
}

// Energy at 等价值 is what the indicators are defined for (METHODS §7.9), whatever else is published and of however many years.
func TestLevelCoverage(t *testing.T) {
	row := func(year int, name, value, coverage string) string {
		return fmt.Sprintf("%d,%s,%s,万tce,,,%s,x\n", year, name, value, coverage)
	}
	for _, c := range []struct {
		name, id, rows, coverage string
		years                    []int // that have a figure
		told                     []string
	}{
		{"both of the same years", "energy", row(2020, "全社会能源消费总量", "80", "当量值") + row(2020, "全社会能源消费总量", "100", "等价值") + row(2021, "全社会能源消费总量", "82", "当量值") + row(2021, "全社会能源消费总量", "103", "等价值"),
			"等价值", []int{2020, 2021}, []string{"indicators.csv:2:3 WARNING coverage-not-used"}},
		{"more years of the other", "energy", row(2020, "全社会能源消费总量", "80", "当量值") + row(2021, "全社会能源消费总量", "82", "当量值") + row(2021, "全社会能源消费总量", "103", "等价值口径"),
			"等价值口径", []int{2021}, []string{"indicators.csv:2:7 WARNING coverage-mixed", "indicators.csv:3:3 WARNING coverage-not-used"}},
		{"the other alone", "energy", row(2020, "全社会能源消费总量", "80", "当量值"), "当量值", []int{2020}, nil},
		{"of industry", "industry_energy", row(2020, "工业能源消费量", "50", "当量值") + row(2020, "工业能源消费量", "60", "等价值"), "等价值", []int{2020}, []string{"indicators.csv:2:3 WARNING coverage-not-used"}},
		{"another figure without a coverage", "energy", row(2020, "全社会能源消费总量", "100", "等价值") + row(2020, "全社会能源消费总量", "90", ""), "等价值", []int{2020}, []string{"indicators.csv:3:3 WARNING coverage-not-used"}},
		{"the same figure without a coverage", "energy", row(2020, "全社会能源消费总量", "100", "等价值") + row(2020, "能源消费总量", "100.0", ""), "等价值", []int{2020}, nil},
		{"no preferred coverage", "population", "2020,常住人口,60,万人,,,户籍,x\n2020,常住人口,68,万人,,,常住,x\n2021,常住人口,69,万人,,,常住,x\n", "常住", []int{2020, 2021}, []string{"indicators.csv:2:3 WARNING coverage-not-used"}},
	} {
		s := read(t, c.rows)
		level := s.Level(c.id)
		var years []int
		for _, year := range []int{2020, 2021} {
			if level.Row(year) != nil {
				years = append(years, year)
			}
		}
		if told := told(s); level.Coverage != c.coverage || !slices.Equal(years, c.years) || !slices.Equal(told, c.told) {
			t.Errorf("%s: %q %v %q, want %q %v %q", c.name, level.Coverage, years, told, c.coverage, c.years, c.told)
		}
	}
}

// A figure of people or energy that no such figure follows is told too, and is used all the same.
func TestLevelsApart(t *testing.T) {
	for _, c := range []struct {
		name, id, rows string
		told           []string
	}{
		{"a unit slip in the last year", "energy", "2022,全社会能源消费总量,105.2,万tce,,,等价值,x\n2023,全社会能源消费总量,107.9,tce,,,等价值,x\n", []string{"indicators.csv:3:3 WARNING levels-apart"}},
		{"over a gap", "population", "2015,常住人口,66.8,万人,,,,x\n2020,常住人口,686000,人,,,,x\n2021,常住人口,689,万人,,,,x\n", []string{"indicators.csv:4:3 WARNING levels-apart"}},
		{"renewable energy starts small", "renewable_energy", "2019,可再生能源消费量,0,万tce,,,,x\n2020,可再生能源消费量,1,万tce,,,,x\n2021,可再生能源消费量,9,万tce,,,,x\n", nil},
		{"renewable energy in another unit", "renewable_energy", "2020,可再生能源消费量,9,万tce,,,,x\n2021,可再生能源消费量,9,tce,,,,x\n", []string{"indicators.csv:3:3 WARNING levels-apart"}},
		{"a share", "renewable_share", "2020,可再生能源占比,1,%,,,,x\n2021,可再生能源占比,4,%,,,,x\n", nil},
	} {
		s := read(t, c.rows)
		s.Level(c.id)
		if told := told(s); !slices.Equal(told, c.told) {
			t.Errorf("%s: %q, want %q", c.name, told, c.told)
		}
	}
}

// A growth of another coverage than the totals is not theirs.
func TestGrowthOfTheCoverage(t *testing.T) {
	const total = "2021,全社会能源消费总量,104.1,万tce,,,等价值,x\n"
	for _, c := range []struct {
		coverage string
		is       bool
		told     []string
	}{
		{"", true, nil},
		{"等价值", true, nil},
		{"2021年", true, nil},
		{"当量值", false, []string{"indicators.csv:3:7 WARNING coverage-mixed"}},
	} {
		s := read(t, total+"2021,全社会能源消费总量增速,3.5,%,,,"+c.coverage+",x\n")
		row := s.Level("energy").statedGrowth("energy_growth", 2021)
		if told := told(s); (row != nil) != c.is || !slices.Equal(told, c.told) {
			t.Errorf("growth of coverage %q: %v %q, want %v %q", c.coverage, row != nil, told, c.is, c.told)
		}
	}
}
