package inventory

import (
	"regexp"
	"testing"
)

// The mark of a breach goes by the figures, units, keys and names of its message, not by places and the program's words.
func TestMark(t *testing.T) {
	of := func(rule, message string) string { return Problem{Rule: rule, Message: Text{EN: message}}.Mark() }
	const said = "D4 fuel: 甲厂 烟煤 = 1000 t (activity/a b.csv:2:7), NO in 2019 (表.xlsx!第 1 页!B12), 12.5 % more"
	mark := of("D4", said)
	if mark != "cjgwqxjv" || !regexp.MustCompile(`^[b-df-hjkmnp-tv-z]{8}$`).MatchString(mark) {
		t.Errorf("marked %s", mark)
	}
	for message, same := range map[string]bool{
		"D4 fuel: 甲厂 烟煤 = 1000 t (activity/a b.csv:31:7), NO in 2019 (表.xlsx!第 1 页!C120), 12.5 % more":               true,
		"D4 fuel of all: 甲厂 烟煤 states 1000 t (activity/a b.csv:2:7); NO of 2019 (表.xlsx!第 1 页!B12), by 12.5 % above": true,
		"D4 fuel: 甲厂 烟煤 = 1001 t (activity/a b.csv:2:7), NO in 2019 (表.xlsx!第 1 页!B12), 12.5 % more":                 false,
		"D4 fuel: 甲厂 烟煤 = 1000 kt (activity/a b.csv:2:7), NO in 2019 (表.xlsx!第 1 页!B12), 12.5 % more":                false,
		"D4 fuel: 乙厂 烟煤 = 1000 t (activity/a b.csv:2:7), NO in 2019 (表.xlsx!第 1 页!B12), 12.5 % more":                 false,
		"D4 fuel: 甲厂 烟煤 = 1000 t (activity/a b.csv:2:7), NE in 2019 (表.xlsx!第 1 页!B12), 12.5 % more":                 false,
		"D4 fuel: 甲厂 烟煤 = 1000 t (activity/a b.csv:2:7), NO in 2018 (表.xlsx!第 1 页!B12), 12.5 % more":                 false,
		"D4 fuel: 甲厂 烟煤 = 1000 t (activity/a b.csv:2:7), NO in 2019 (表.xlsx!第 1 页!B12), -12.5 % more":                false,
	} {
		if got := of("D4", message); (got == mark) != same {
			t.Errorf("%s is marked %s, same %v", message, got, same)
		}
	}
	if of("D5", said) == mark {
		t.Error("another rule has the same mark")
	}
}
