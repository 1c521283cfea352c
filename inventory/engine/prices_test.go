package engine

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
)

// prices is the level of GDP of the years at constant prices, as the indicators give it: "year figure", and what was told.
func prices(t *testing.T, wanted int, indicators string, years ...int) (base int, levels, told []string) {
	t.Helper()
	e := newEngine(t)
	s := NewStatistics(e.Vocabulary, loaded(t, e, map[string]string{"inventory.toml": fmt.Sprintf(settings, "2020", "CN-PROV-2011"),
		"indicators.csv": "year,indicator,value,unit,price_base,vintage,coverage,source\n" + indicators}))
	c := s.ConstantPrices("gdp", "", wanted)
	for _, year := range years {
		if tree, ok := c.Tree(year); ok {
			value, err := expr.Decimal(expr.In(tree, tree.Unit()))
			if err != nil {
				t.Fatal(err)
			}
			levels = append(levels, fmt.Sprintf("%d %s", year, value.Round(6)))
		}
	}
	c.Missing(years)
	for _, p := range s.Problems().Sorted() {
		if p.Code == "output-missing" { // of the years that the cases do not speak of
			continue
		}
		told = append(told, fmt.Sprintf("%s %s %s", p.Source, p.Severity, p.Code))
	}
	return c.Base, levels, told
}

func TestConstantPrices(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		wanted     int
		base       int
		levels     []string
		told       []string
	}{
		{"indices from current prices", "2020,地区生产总值,661,亿元,当年价,,,x\n2020,地区生产总值指数,104.4,%,,,,x\n2021,地区生产总值实际增速,8,%,,,,x\n2022,地区生产总值指数,1.03,1,,,,x\n", 2020,
			2020, []string{"2019 633.141762", "2020 661", "2021 713.88", "2022 735.2964"}, nil},
		{"across a change of prices", "2015,地区生产总值,300,亿元,2015年价,,,x\n2020,地区生产总值,450,亿元,2015年可比价,,,x\n2020,地区生产总值,500,亿元,2020年价,,,x\n2022,地区生产总值,550,亿元,2020年价,,,x\n", 2020,
			2020, []string{"2015 333.333333", "2020 500", "2022 550"}, nil},
		{"the same at the old prices", "2015,地区生产总值,300,亿元,2015年价,,,x\n2020,地区生产总值,450,亿元,2015年可比价,,,x\n2020,地区生产总值,500,亿元,当年价,,,x\n2022,地区生产总值,550,亿元,2020年价,,,x\n", 2015,
			2015, []string{"2015 300", "2020 450", "2022 495"}, nil},
		{"no link", "2015,地区生产总值,300,亿元,2015年价,,,x\n2020,地区生产总值,500,亿元,2020年价,,,x\n", 2020,
			2020, []string{"2020 500"}, []string{"indicators.csv:2:5 ERROR price-bases-unlinked"}},
		{"current prices alone", "2019,地区生产总值,600,亿元,当年价,,,x\n2020,地区生产总值,500,亿元,当年价,,,x\n2021,地区生产总值,700,亿元,现价,,,x\n", 2020,
			2020, []string{"2020 500"}, []string{"indicators.csv:2:5 WARNING current-prices"}},
		{"index against levels", "2019,地区生产总值,500,亿元,2020年价,,,x\n2020,地区生产总值,540,亿元,2020年价,,,x\n2020,地区生产总值指数,104.4,%,,,,x\n", 2020,
			2020, []string{"2019 500", "2020 540"}, []string{"indicators.csv:4:3 ERROR growth-contradicts-level"}},
		{"index within the rounding of levels", "2019,地区生产总值,500,亿元,2020年价,,,x\n2020,地区生产总值,540,亿元,2020年价,,,x\n2020,地区生产总值指数,108.1,%,,,,x\n", 2020, 2020, []string{"2019 500", "2020 540"}, nil},
		{"index against a level revised since", "2019,地区生产总值,500,亿元,2020年价,,,x\n2020,地区生产总值,540,亿元,2020年价,final,,x\n2020,地区生产总值指数,104.4,%,,preliminary,,x\n", 2020,
			2020, []string{"2019 500", "2020 540"}, []string{"indicators.csv:4:3 WARNING growth-contradicts-level"}},
		{"index against growth", "2020,地区生产总值,540,亿元,当年价,,,x\n2020,地区生产总值指数,104.4,%,,,,x\n2020,地区生产总值实际增速,4.6,%,,,,x\n", 2020,
			2020, []string{"2019 517.241379", "2020 540"}, []string{"indicators.csv:4:3 ERROR growth-contradicts-level"}},
		{"growth written as an index", "2020,地区生产总值,540,亿元,当年价,,,x\n2020,地区生产总值实际增速,104.4,%,,,,x\n2021,地区生产总值指数,4.4,%,,,,x\n", 2020,
			2020, []string{"2020 540"}, []string{"indicators.csv:3:3 ERROR growth-not-credible", "indicators.csv:4:3 ERROR growth-not-credible"}},
		{"zero", "2020,地区生产总值,0,亿元,当年价,,,x\n", 2020, 0, nil, []string{"indicators.csv:2:3 ERROR output-not-positive"}},
		{"two names of one figure", "2020,地区生产总值,540,亿元,当年价,,,x\n2020,GDP,550,亿元,当年价,,,x\n", 2020, 2020, []string{"2020 540"}, []string{"indicators.csv:3:3 ERROR two-figures"}},
		{"prices not named", "2020,地区生产总值,540,亿元,,,,x\n", 2020, 0, nil, []string{"indicators.csv:2:5 WARNING price-base-missing"}},
	} {
		base, levels, told := prices(t, c.wanted, c.rows, 2015, 2019, 2020, 2021, 2022)
		if base != c.base || !slices.Equal(levels, c.levels) || !slices.Equal(told, c.told) {
			t.Errorf("%s: prices of %d %q %q, want %d %q %q", c.name, base, levels, told, c.base, c.levels, c.told)
		}
	}
}

// TestChainKeepsGrowth links five price bases by one year each: the growth over all years is the product of the parts, at
// whatever prices the series stands.
func TestChainKeepsGrowth(t *testing.T) {
	rows := "2010,地区生产总值,100,亿元,2010年价,,,x\n2015,地区生产总值,160,亿元,2010年价,,,x\n2015,地区生产总值,200,亿元,当年价,,,x\n2020,地区生产总值,300,亿元,2015年价,,,x\n" +
		"2020,地区生产总值,360,亿元,当年价,,,x\n2025,地区生产总值,450,亿元,2020年价,,,x\n"
	for _, wanted := range []int{2010, 2015, 2020} {
		e := newEngine(t)
		s := NewStatistics(e.Vocabulary, loaded(t, e, map[string]string{"inventory.toml": fmt.Sprintf(settings, "2020", "CN-PROV-2011"), "indicators.csv": "year,indicator,value,unit,price_base,vintage,coverage,source\n" + rows}))
		c := s.ConstantPrices("gdp", "", wanted)
		first, _ := c.Tree(2010)
		last, ok := c.Tree(2025)
		growth, err := expr.Decimal(expr.Quo(last, first))
		if want := decimal.RequireFromString("3"); !ok || err != nil || !growth.Round(30).Equal(want) { // 1.6 × 1.5 × 1.25
			t.Errorf("at %d prices: %s %v, want %s", wanted, growth, err, want)
		}
	}
}
