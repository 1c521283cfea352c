package paper

import (
	"testing"

	"github.com/shopspring/decimal"
)

func tonnesOf(s string) amount { return amount{value: decimal.RequireFromString(s), number: true} }

func TestChangesAreSaidAsTheyAre(t *testing.T) {
	for _, c := range []struct {
		before, now amount
		want        string
	}{
		{tonnesOf("200"), tonnesOf("250"), "比2015年增长25.00%"},
		{tonnesOf("200"), tonnesOf("150"), "比2015年下降25.00%"},
		{tonnesOf("200"), tonnesOf("200"), "与2015年持平"},
		{tonnesOf("200000"), tonnesOf("200001"), "与2015年基本持平"},
		{tonnesOf("0"), tonnesOf("20000"), "比2015年（为零）增加2.00万吨"},
		{tonnesOf("-200"), tonnesOf("-250"), "比2015年净吸收增加25.00%"},
		{tonnesOf("-200"), tonnesOf("-150"), "比2015年净吸收减少25.00%"},
		{tonnesOf("-20000"), tonnesOf("150"), "由2015年的净吸收2.00万吨转为净排放"},
		{tonnesOf("20000"), tonnesOf("-150"), "由2015年的净排放2.00万吨转为净吸收"},
		{tonnesOf("20000"), tonnesOf("0"), "比2015年下降100.00%"},
		{amount{hidden: true}, tonnesOf("1"), ""},
		{tonnesOf("1"), amount{key: "NE"}, ""},
	} {
		if got := change("比2015年", c.before, c.now); got != c.want {
			t.Errorf("from %s to %s: %q, want %q", c.before.written(), c.now.written(), got, c.want)
		}
	}
}

func TestMasses(t *testing.T) {
	for in, want := range map[string]string{"0": "0吨", "12331300": "1233.13万吨", "100": "0.01万吨", "99.5": "99.50吨", "-46900": "-4.69万吨", "0.0012345": "0.001234吨", "150": "0.02万吨", "250": "0.02万吨"} {
		if got := mass(decimal.RequireFromString(in)); got != want {
			t.Errorf("%s t: %s, want %s", in, got, want)
		}
	}
}

func TestSumsAreHiddenWithTheirParts(t *testing.T) {
	if got := plus(tonnesOf("1"), amount{hidden: true}, tonnesOf("2")); !got.hidden || got.number {
		t.Errorf("%+v", got)
	}
	if got := plus(amount{key: "NE"}, tonnesOf("2")); !got.number || got.value.String() != "2" {
		t.Errorf("%+v", got)
	}
	if got := plus(amount{key: "NE"}, amount{key: "NE"}); got.number || got.key != "NE" {
		t.Errorf("%+v", got)
	}
	if got, want := listed(tonnesOf("10000"), []string{"甲", "乙"}, []amount{tonnesOf("5000"), {hidden: true}}), "甲0.50万吨，占50.0%；乙保密（C）"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := listed(tonnesOf("300"), []string{"甲", "乙"}, []amount{tonnesOf("149"), tonnesOf("151")}), "甲0.01万吨，占49.7%；乙0.02万吨，占50.3%"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := listed(tonnesOf("288"), []string{"甲", "乙"}, []amount{tonnesOf("144"), tonnesOf("144")}), "甲0.01万吨，占50.0%；乙0.01万吨，占50.0%（因四舍五入，分项之和与合计可能不等）"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNumbersOfHeadingsAndYears(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一"} {
		if got := ordinal(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
	if got := yearsOf([]int{2010, 2015, 2016, 2017}); got != "2010年、2015—2017年" {
		t.Error(got)
	}
}
