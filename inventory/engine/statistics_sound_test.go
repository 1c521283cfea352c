package engine

import (
	"slices"
	"testing"
)

// What cannot be is told at its cell when the statistics are read, and not used.
func TestStatisticsSound(t *testing.T) {
	const energy = "2024,全社会能源消费总量,110.2,万tce,,,等价值,x\n"
	for _, c := range []struct {
		name, rows string
		told       []string
	}{
		{"energy shrinks by more than all of it", "2015,全社会能源消费总量年均增速,-150,%,,,2011—2015,x\n", []string{"indicators.csv:2:3 ERROR growth-not-credible"}},
		{"by all of it", "2015,全社会能源消费总量年均增速,-100,%/a,,,2011—2015,x\n", []string{"indicators.csv:2:3 ERROR growth-not-credible"}},
		{"an index as growth", "2021,全社会能源消费总量增速,103.5,%,,,,x\n", []string{"indicators.csv:2:3 ERROR growth-not-credible"}},
		{"an average as growth", "2015,全社会能源消费总量年均增速,3.4,%/a,,,2011—2015,x\n", nil},
		{"growth of several years", "2024,全社会能源消费总量增速,2.13,%,,,2021—2024,x\n", []string{"indicators.csv:2:7 WARNING growth-of-several-years"}},
		{"growth of a plan", "2020,地区生产总值实际增速,45,%,,,“十三五”,x\n", []string{"indicators.csv:2:7 WARNING growth-of-several-years"}},
		{"index of several years", "2024,地区生产总值指数,125.9,%,,,2021年至2024年累计,x\n", []string{"indicators.csv:2:7 WARNING growth-of-several-years"}},
		{"growth of its year", "2024,全社会能源消费总量增速,2.13,%,,,2024年,x\n", nil},
		{"growth of part of the energy", "2024,全社会能源消费总量增速,2.13,%,,,等价值,x\n", nil},
		{"a share above the whole", "2024,可再生能源占比,121,%,,,,x\n", []string{"indicators.csv:2:3 ERROR share-not-credible"}},
		{"a share as a number", "2024,非化石能源消费比重,12.1,1,,,,x\n", []string{"indicators.csv:2:3 ERROR share-not-credible"}},
		{"a share below nothing", "2024,非化石能源消费比重,-1,%,,,,x\n", []string{"indicators.csv:2:3 ERROR share-not-credible"}},
		{"all of it", "2024,非化石能源消费比重,100,%,,,,x\n", nil},
		{"a part above the whole", energy + "2024,可再生能源消费量,133.3,万tce,,,,x\n", []string{"indicators.csv:3:3 ERROR part-exceeds-whole"}},
		{"industry above the whole", energy + "2024,工业能源消费量,1112000,tce,,,等价值,x\n", []string{"indicators.csv:3:3 ERROR part-exceeds-whole"}},
		{"of another coverage", energy + "2024,工业能源消费量,112,万tce,,,当量值,x\n", nil},
		{"a part that rounds to the whole", energy + "2024,可再生能源消费量,110.24,万tce,,,,x\n", nil},
		{"a stated share that the amounts belie", energy + "2024,可再生能源消费量,13.33,万tce,,,,x\n2024,可再生能源消费比重,25,%,,,,x\n", []string{"indicators.csv:4:3 WARNING share-contradicts-amounts"}},
		{"a stated share within rounding", energy + "2024,可再生能源消费量,13.33,万tce,,,,x\n2024,可再生能源消费比重,12.1,%,,,,x\n", nil},
	} {
		s := read(t, c.rows)
		s.Level("energy")
		if told := told(s); !slices.Equal(told, c.told) {
			t.Errorf("%s: %q, want %q", c.name, told, c.told)
		}
	}
}

// By how much the share is off stands in the message.
func TestShareSaysTheGap(t *testing.T) {
	s := read(t, "2024,全社会能源消费总量,110.2,万tce,,,等价值,x\n2024,可再生能源消费量,13.33,万tce,,,,x\n2024,可再生能源消费比重,25,%,,,,x\n")
	s.Level("energy")
	want := "2024 年“可再生能源消费比重”25 % 与数量不符：“可再生能源消费量”13.33 万tce（indicators.csv:3:3）占“全社会能源消费总量”110.2 万tce（indicators.csv:2:3）的 12.096 %，相差 12.904 个百分点"
	if got := s.Problems()[0].Message.ZH; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
