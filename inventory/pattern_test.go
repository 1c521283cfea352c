package inventory

import (
	"strings"
	"testing"
)

func TestPattern(t *testing.T) {
	for _, c := range []struct {
		pattern, id string
		want        bool
	}{
		{"500151|2020|1.A.2.f|甲厂|烟煤||", "500151|2020|1.A.2.f|甲厂|烟煤||", true},
		{"500151|2020|1.A.2.f|甲厂|烟煤||", "500151|2021|1.A.2.f|甲厂|烟煤||", false},
		{"*|烟煤|*", "500151|2020|1.A.2.f|甲厂|烟煤||", true},
		{"*|烟煤|*", "500151|2020|1.A.2.f|甲厂|无烟煤||", false},
		{"500151|*|1.A.2.*", "500151|2020|1.A.2.f|甲厂|烟煤||", true},
		{"500151|*|1.A.2", "500151|2020|1.A.2.f", false},
		{"*", "", true}, {"*", "x", true}, {"**", "x", true}, {"", "", true}, {"", "x", false},
		{"a*a", "a", false}, {"a*a", "aa", true}, {"a*a", "aba", true}, {"a*ba", "aba", true}, {"ab*ba", "aba", false},
		{"*ab*ab", "abab", true}, {"*ab*ab", "ab", false}, {"*ab*", "xaab", true}, {"*a*b*c", "aXbXcXc", true}, {"*a*b*c", "acb", false},
		{"IPCC-2006|1.A.1|*|ncv|*", "IPCC-2006|1.A.1|原煤|ncv|", true},
		{"A*", "ab", false}, {"甲*", "甲", true}, {"甲*", "乙", false}, {"(a|b)*", "a", false}, {"a.c", "abc", false},
	} {
		if got := Pattern(c.pattern).Match(c.id); got != c.want {
			t.Errorf("%q matches %q: %t", c.pattern, c.id, got)
		}
	}
	if Pattern("a|b").Wild() || !Pattern("a|*").Wild() {
		t.Error("the asterisk alone names several")
	}
}

// The pattern agrees with the plain definition, part by part, on all short words.
func TestPatternByDefinition(t *testing.T) {
	var matches func(p, id string) bool
	matches = func(p, id string) bool {
		switch {
		case p == "":
			return id == ""
		case p[0] == '*':
			return matches(p[1:], id) || id != "" && matches(p, id[1:])
		}
		return id != "" && p[0] == id[0] && matches(p[1:], id[1:])
	}
	words := []string{""}
	for i := 0; len(words[i]) < 5; i++ {
		words = append(words, words[i]+"a", words[i]+"b", words[i]+"*")
	}
	for _, p := range words {
		for _, id := range words {
			if strings.Contains(id, "*") {
				continue
			}
			if got := Pattern(p).Match(id); got != matches(p, id) {
				t.Fatalf("%q matches %q: %t", p, id, got)
			}
		}
	}
}

// Many asterisks before what is not there take no longer than the id is long.
func TestPatternIsLinear(t *testing.T) {
	id := strings.Repeat("a", 100_000)
	if Pattern(strings.Repeat("a*", 5_000) + "b").Match(id) {
		t.Error("a b is met where there is none")
	}
	if Pattern(strings.Repeat("*a", 5_000) + "*b*").Match(id) {
		t.Error("a b is met where there is none")
	}
}
