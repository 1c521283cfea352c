package quantity

import (
	"strings"
	"testing"
)

// Units are offered by their Chinese words, and each word is read back as the unit itself.
func TestChineseWords(t *testing.T) {
	for name, want := range map[string]string{"10^4 t": "万吨", "t": "吨", "10^4 m3": "万立方米", "mu": "亩", "10^4 head": "万头", "t N": "t N", "GWh": "吉瓦时", "piece": "个", "day": "天", "%": "%"} {
		if got := MustUnit(name).Chinese(); got != want {
			t.Errorf("%s is called %s, want %s", name, got, want)
		}
		if MustUnit(want) != MustUnit(name) {
			t.Errorf("%s is read as %s, not as %s", want, MustUnit(want), name)
		}
	}
	if got, want := strings.Join(MustUnit("ha").Alike(), " "), "千公顷 万公顷 万平方米 万亩 公顷 平方公里 平方米 亩"; got != want {
		t.Errorf("units of area: %s, want %s", got, want)
	}
}
