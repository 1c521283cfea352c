package spelling

import (
	"slices"
	"testing"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{{"1.A.2.f", "1.a.2.f"}, {"１Ａ ２ｆ", "1a2f"}, {" 原 煤 ", "原煤"}, {"plain", "plain"}, {"", ""}} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("%q folds to %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"原煤", "原油", "烟煤", "bituminous coal", "anthracite"}
	for _, c := range []struct{ in, want string }{{"原媒", "原油"}, {"原煤", "原煤"}, {"Bituminus coal", "bituminous coal"}, {"steel", ""}} {
		if got := Nearest(c.in, names); got != c.want {
			t.Errorf("nearest to %q is %q, want %q", c.in, got, c.want)
		}
	}
	if got := Near("煤", names, 2, 3); !slices.Equal(got, []string{"原煤", "烟煤"}) {
		t.Errorf("near to 煤: %v", got)
	}
}

func TestPerson(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"张三", "张 三", true}, {"张三", "张·三", true}, {"张三", "张三（市局）", true}, {"张三", "张三(市局", true}, {"张三", "张三.", true}, {"Zhāng San", "zhang san", true},
		{"Zháng", "Zha\u0301ng", true}, {"鳥", "⿃", true}, {"张三", "张三\ufe00", true}, {"张三", "张\u034f三", true}, {"张三", "张三\u3164", true}, {"张三", "\u2800张三", true},
		{"张三", "张四", false}, {"（张三）", "（李四）", false}, {"Ｚhang", "zhang", true},
	} {
		if got := Person(c.a) == Person(c.b); got != c.same {
			t.Errorf("%q and %q are one: %t, want %t", c.a, c.b, got, c.same)
		}
	}
}
