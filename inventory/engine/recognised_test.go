package engine

import (
	"slices"
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
