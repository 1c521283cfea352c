package engine

import (
	"slices"
	"testing"
)

// An index may have another year than the one before as 100, as its price base says: it is then no growth of its year.
func TestIndicesOfAFixedBase(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		levels     []string
		told       []string
	}{
		{"on from the base", "2020,地区生产总值,500,亿元,2020年价,,,x\n2021,地区生产总值指数,105,%,2020=100,,,x\n2022,地区生产总值指数,111.3,%,2020年=100,,,x\n", []string{"2020 500", "2021 525", "2022 556.5"}, nil},
		{"back to it, and on", "2020,地区生产总值,500,亿元,当年价,,,x\n2020,地区生产总值指数,140,%,2015=100,,,x\n2022,地区生产总值指数,1.54,1,2015=100,,,x\n", []string{"2015 357.142857", "2020 500", "2022 550"}, nil},
		{"an index at the prices of a year is of the year before", "2020,地区生产总值,500,亿元,2020年价,,,x\n2021,地区生产总值指数,105,%,2020年价,,,x\n2022,地区生产总值指数,106,%,2020年价（上年=100）,,,x\n", []string{"2020 500", "2021 525", "2022 556.5"}, nil},
		{"within the rounding of growth", "2020,地区生产总值,500,亿元,2020年价,,,x\n2021,地区生产总值指数,105,%,,,,x\n2022,地区生产总值实际增速,6,%,2020=100,,,x\n2022,地区生产总值指数,111.4,%,2020=100,,,x\n", []string{"2020 500", "2021 525", "2022 556.5"}, nil},
		{"against yearly indices", "2020,地区生产总值,500,亿元,2020年价,,,x\n2021,地区生产总值指数,105,%,,,,x\n2022,地区生产总值实际增速,6,%,,,,x\n2022,地区生产总值指数,113,%,2020=100,,,x\n",
			[]string{"2020 500", "2021 525", "2022 556.5"}, []string{"indicators.csv:5:3 WARNING growth-contradicts-level"}},
		{"growth at current prices", "2020,地区生产总值,500,亿元,2020年价,,,x\n2021,地区生产总值增速,9.9,%,当年价,,,x\n2022,地区生产总值指数,106,%,current prices,,,x\n",
			[]string{"2020 500"}, []string{"indicators.csv:3:5 WARNING growth-at-current-prices", "indicators.csv:4:5 WARNING growth-at-current-prices"}},
		{"a growth", "2020,地区生产总值,500,亿元,2020年价,,,x\n2022,地区生产总值指数,1.13,%,2020=100,,,x\n", []string{"2020 500"}, []string{"indicators.csv:3:3 ERROR growth-not-credible"}},
	} {
		_, levels, told := prices(t, 2020, c.rows, 2015, 2020, 2021, 2022)
		if !slices.Equal(levels, c.levels) || !slices.Equal(told, c.told) {
			t.Errorf("%s: %q %q, want %q %q", c.name, levels, told, c.levels, c.told)
		}
	}
}
