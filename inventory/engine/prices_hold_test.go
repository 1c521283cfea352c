package engine

import (
	"slices"
	"strings"
	"testing"
)

// Levels, steps and price bases of one statistic must bear each other out: between any two stated years, over one year or several.
func TestPricesHold(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		told       []string
	}{
		{"a unit slip", "2017,地区生产总值,351.2,亿元,2015年价,,,x\n2018,地区生产总值,375.1,万元,2015年价,,,x\n",
			[]string{"indicators.csv:3:3 ERROR levels-apart"}},
		{"over a gap", "2015,地区生产总值,300,亿元,2015年价,,,x\n2018,地区生产总值,2500,亿元,2015年价,,,x\n", []string{"indicators.csv:3:3 WARNING levels-apart"}},
		{"fast growth over a gap", "2015,地区生产总值,300,亿元,2015年价,,,x\n2018,地区生产总值,2300,亿元,2015年价,,,x\n", nil},
		{"at current prices", "2018,地区生产总值,375.1,亿元,当年价,,,x\n2019,地区生产总值,401,万元,当年价,,,x\n", []string{"indicators.csv:3:3 ERROR levels-apart"}},
		{"against the current prices of the year", "2020,地区生产总值,418.6,亿元,2015年价,,,x\n2020,地区生产总值,452.3,万元,当年价,,,x\n", []string{"indicators.csv:2:3 ERROR levels-apart"}},
		{"units that differ and agree", "2020,地区生产总值,418.6,亿元,2015年价,,,x\n2020,地区生产总值,4523000,万元,当年价,,,x\n2019,地区生产总值,4010000,万元,2015年价,,,x\n", nil},
		{"steps over several years", "2020,地区生产总值,452.3,亿元,当年价,,,x\n2021,地区生产总值指数,108.1,%,,,,x\n2022,地区生产总值实际增速,3.2,%,,,,x\n2023,地区生产总值指数,106.4,%,,,,x\n2023,地区生产总值,700,亿元,2020年价,,,x\n",
			[]string{"indicators.csv:6:3 ERROR growth-contradicts-level"}},
		{"the same at other prices", "2020,地区生产总值,418.6,亿元,2015年价,,,x\n2021,地区生产总值指数,108.1,%,,,,x\n2022,地区生产总值实际增速,3.2,%,,,,x\n2023,地区生产总值,600,亿元,2015年价,,,x\n2023,地区生产总值指数,106.4,%,,,,x\n",
			[]string{"indicators.csv:5:3 ERROR growth-contradicts-level"}},
		{"revised since", "2020,地区生产总值,452.3,亿元,当年价,,,x\n2021,地区生产总值指数,108.1,%,,preliminary,,x\n2022,地区生产总值实际增速,3.2,%,,,,x\n2022,地区生产总值,520,亿元,2020年价,,,x\n",
			[]string{"indicators.csv:5:3 WARNING growth-contradicts-level"}},
		{"within the rounding of three steps", "2020,地区生产总值,452.3,亿元,当年价,,,x\n2021,地区生产总值指数,108.1,%,,,,x\n2022,地区生产总值实际增速,3.2,%,,,,x\n2023,地区生产总值指数,106.4,%,,,,x\n2023,地区生产总值,537.6,亿元,2020年价,,,x\n", nil},
		{"a step missing", "2020,地区生产总值,452.3,亿元,当年价,,,x\n2022,地区生产总值实际增速,3.2,%,,,,x\n2022,地区生产总值,700,亿元,2020年价,,,x\n", nil},
		{"two price bases", "2015,地区生产总值,300,亿元,2015年价,,,x\n2016,地区生产总值,325.5,亿元,2015年价,,,x\n2015,地区生产总值,500,亿元,2020年价,,,x\n2016,地区生产总值,510,亿元,2020年价,,,x\n",
			[]string{"indicators.csv:5:3 WARNING price-bases-differ"}},
		{"two price bases far apart", "2016,地区生产总值,325.5,亿元,2015年价,,,x\n2020,地区生产总值,418.6,亿元,2015年价,,,x\n2016,地区生产总值,510,亿元,2020年价,,,x\n2020,地区生产总值,452.3,亿元,当年价,,,x\n",
			[]string{"indicators.csv:5:3 ERROR price-bases-differ"}},
		{"other weights of prices", "2016,地区生产总值,325.5,亿元,2015年价,,,x\n2020,地区生产总值,418.6,亿元,2015年价,,,x\n2016,地区生产总值,356.8,亿元,2020年价,,,x\n2020,地区生产总值,452.3,亿元,当年价,,,x\n", nil},
	} {
		s := read(t, c.rows)
		s.ConstantPrices("gdp", "", 2020)
		if told := told(s); !slices.Equal(told, c.told) {
			t.Errorf("%s: %q, want %q", c.name, told, c.told)
		}
	}
}

// Both cells stand in the message, with both figures and their units.
func TestPricesHoldSaysBoth(t *testing.T) {
	for _, c := range []struct{ rows, want string }{
		{"2017,地区生产总值,351.2,亿元,2015年价,,,x\n2018,地区生产总值,375.1,万元,2015年价,,,x\n", "2018 年“地区生产总值”= 375.1 万元，是 2017 年 351.2 亿元（indicators.csv:2:3）的 0.00010681 倍"},
		{"2020,地区生产总值,452.3,亿元,当年价,,,x\n2021,地区生产总值指数,108.1,%,,,,x\n2022,地区生产总值实际增速,3.2,%,,,,x\n2022,地区生产总值,600,亿元,2020年价,,,x\n",
			"2022 年“地区生产总值”按 2020 年价 600 亿元 与其间的指数不符：从 2020 年的 452.3 亿元（indicators.csv:2:3）到这里是 132.66 %，而 2021–2022 年的指数和增速连乘是 111.56 %，相差 21.096 个百分点"},
		{"2015,地区生产总值,300,亿元,2015年价,,,x\n2016,地区生产总值,325.5,亿元,2015年价,,,x\n2015,地区生产总值,500,亿元,2020年价,,,x\n2016,地区生产总值,510,亿元,2020年价,,,x\n",
			"“地区生产总值” 2015 年到 2016 年，按 2015 年价的两个数（indicators.csv:2:3、indicators.csv:3:3）是 108.5 %，按 2020 年价的（indicators.csv:4:3、indicators.csv:5:3）是 102 %，相差 6.5 个百分点"},
	} {
		s := read(t, c.rows)
		s.ConstantPrices("gdp", "", 2020)
		var zh []string
		for _, p := range s.Problems() {
			zh = append(zh, p.Message.ZH)
		}
		if got := strings.Join(zh, "; "); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// A branch may open a works: its levels far apart are told and used all the same.
func TestBranchesApart(t *testing.T) {
	s := read(t, "2021,工业增加值,1,亿元,2020年价,,食品制造业,x\n2022,工业增加值,7,亿元,2020年价,,食品制造业,x\n")
	s.ConstantPrices("industry_va", "食品制造业", 2020)
	if want := []string{"indicators.csv:3:3 WARNING levels-apart"}; !slices.Equal(told(s), want) {
		t.Errorf("%q, want %q", told(s), want)
	}
}
