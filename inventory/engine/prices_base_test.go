package engine

import (
	"fmt"
	"slices"
	"testing"
)

// A price base says one year, or current prices; what says anything else is told at its cell and not used, and its year is not said to
// have no figure.
func TestPriceBase(t *testing.T) {
	for _, c := range []struct {
		name, base string
		at         int // whose prices; 0 for none
		told       string
	}{
		{"地区生产总值", "2015年价", 2015, ""},
		{"地区生产总值", "按2015年可比价", 2015, ""},
		{"地区生产总值", "2015 constant prices", 2015, ""},
		{"地区生产总值", "２０１５年不变价", 2015, ""},
		{"地区生产总值", "2020年现价", 2020, ""},
		{"地区生产总值", "Current prices", 2020, ""},
		{"地区生产总值（当年价）", "", 2020, ""},
		{"地区生产总值（当年价）", "2020年价", 2020, ""},
		{"地区生产总值（可比价）", "2015年价", 2015, ""},
		{"地区生产总值", "", 0, "WARNING price-base-missing"},
		{"地区生产总值（可比价）", "", 0, "WARNING price-base-missing"},
		{"地区生产总值", "可比价", 0, "WARNING price-base-unclear"},
		{"地区生产总值", "上年价", 0, "WARNING price-base-unclear"},
		{"地区生产总值", "20年价", 0, "WARNING price-base-unclear"},
		{"地区生产总值", "二〇一五年价", 0, "WARNING price-base-unclear"},
		{"地区生产总值", "2015=100", 0, "ERROR price-base-unclear"},
		{"地区生产总值", "2015年＝100", 0, "ERROR price-base-unclear"},
		{"地区生产总值", "2015年价（上年=100）", 0, "ERROR price-base-unclear"},
		{"地区生产总值", "以2015年为基期，按2020年价", 0, "ERROR price-base-unclear"},
		{"地区生产总值", "2020-2025年不变价", 0, "ERROR price-base-unclear"},
		{"地区生产总值", "2015年当年价", 0, "ERROR price-base-unclear"},
		{"地区生产总值", "当年不变价", 0, "ERROR price-base-unclear"},
		{"地区生产总值（当年价）", "2015年价", 0, "ERROR price-base-unclear"},
		{"地区生产总值（可比价）", "当年价", 0, "ERROR price-base-unclear"},
	} {
		s := read(t, "2020,"+c.name+",418.6,亿元,"+c.base+",,,x\n")
		prices := s.ConstantPrices("gdp", "", 2020)
		prices.Missing([]int{2020})
		var want []string
		if c.told != "" {
			want = []string{"indicators.csv:2:5 " + c.told}
		}
		if told := told(s); prices.Base != c.at || !slices.Equal(told, want) {
			t.Errorf("%s at %q: prices of %d %q, want %d %q", c.name, c.base, prices.Base, told, c.at, want)
		}
	}
}

// What was read and what to write stand in the message.
func TestPriceBaseSaysWhatToWrite(t *testing.T) {
	s := read(t, "2020,地区生产总值,418.6,亿元,上年价,,,x\n2021,地区生产总值,450,亿元,\"2015年价, 2020年价\",,,x\n")
	s.ConstantPrices("gdp", "", 2020)
	want := []string{
		"2020 年“地区生产总值”的价格基期“上年价”应是 2019 年的价格，但没有写出年份：不用这个数 是按 2019 年价格算的，写 2019年价",
		"2021 年“地区生产总值”的价格基期“2015年价, 2020年价”有不止一个年份（2015, 2020）：不用这个数 只写一个年份，如 2020年价；按当年价格的写 当年价",
	}
	for i, p := range s.Problems().Sorted() {
		if got := fmt.Sprintf("%s %s", p.Message.ZH, p.Hint.ZH); got != want[i] {
			t.Errorf("%s, want %s", got, want[i])
		}
	}
}
