package disclosure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/disclosure"
)

// kept prints what is kept back, the lines as in world and the totals as scope and gas, those of marked plants alone with a star.
func kept(m *disclosure.Mask) (out []string) {
	for _, h := range m.Hidden() {
		text := h.Figure.Scope + " " + h.Figure.Gas
		if h.Line != nil {
			text = strings.Join(strings.Fields(fmt.Sprint(h.Line.Row.Category.Code, " ", h.Line.Row.Facility, " ", h.Line.Row.Detail, " ", h.Line.Gas)), " ")
		}
		if h.Primary {
			text += "*"
		}
		out = append(out, text)
	}
	return out
}

// Each case is small enough to be worked out by hand.
func TestWhatIsKeptBack(t *testing.T) {
	voc := vocabulary(t)
	for _, c := range []struct {
		name  string
		marks []string
		open  bool // nobody is another plant
		lines []string
		want  []string
	}{
		{"one of two in a category: the other line covers it, and both totals stand", []string{"甲"}, false,
			[]string{"1.A.2.f 甲 a CO2 100", "1.A.2.f - a CO2 60", "1.A.2.m - a CO2 30"},
			[]string{"1.A.2.f a CO2", "1.A.2.f 甲 a CO2*"}},
		{"the smallest of the others that is a tenth of the plant covers it", []string{"甲"}, false,
			[]string{"1.A.2.f 甲 a CO2 100", "1.A.2.f - a CO2 9", "1.A.2.f - b CO2 60", "1.A.2.f - c CO2 30"},
			[]string{"1.A.2.f c CO2", "1.A.2.f 甲 a CO2*"}},
		{"another plant knows its own line: it takes a third", []string{"甲"}, false,
			[]string{"1.A.2.f 甲 a CO2 100", "1.A.2.f 乙 a CO2 50", "1.A.2.f 丙 a CO2 60", "1.A.2.f 丁 a CO2 70"},
			[]string{"1.A.2.f 丙 a CO2", "1.A.2.f 乙 a CO2", "1.A.2.f 甲 a CO2*"}},
		{"no plant is curious: one is enough", []string{"甲"}, true,
			[]string{"1.A.2.f 甲 a CO2 100", "1.A.2.f 乙 a CO2 50", "1.A.2.f 丙 a CO2 60", "1.A.2.f 丁 a CO2 70"},
			[]string{"1.A.2.f 乙 a CO2", "1.A.2.f 甲 a CO2*"}},
		{"the only one of its category: a total beside it covers it, and the total above stands", []string{"甲"}, false,
			[]string{"1.A.2.f 甲 a CO2 100", "1.A.2.m - a CO2 30", "1.A.2.d - a CO2 40", "1.A.1.a - a CO2 500"},
			[]string{"1.A.2.f CO2*", "1.A.2.f all*", "1.A.2.m CO2", "1.A.2.m all", "1.A.2.f 甲 a CO2*", "1.A.2.m a CO2"}},
		{"nought is no cover", []string{"甲"}, false,
			[]string{"1.A.2.f 甲 a CO2 100", "1.A.2.f - a CO2 0", "1.A.2.m - a CO2 0", "1.A.2.d - a CO2 40"},
			[]string{"1.A.2.d CO2", "1.A.2.d all", "1.A.2.f CO2*", "1.A.2.f all*", "1.A.2.d a CO2", "1.A.2.f 甲 a CO2*"}},
		{"nought is kept back too", []string{"甲"}, false,
			[]string{"1.A.2.f 甲 a CO2 0", "1.A.2.m - a CO2 30", "1.A.2.d - a CO2 40"},
			[]string{"1.A.2.f CO2*", "1.A.2.f all*", "1.A.2.m CO2", "1.A.2.m all", "1.A.2.f 甲 a CO2*", "1.A.2.m a CO2"}},
		{"two marked plants alone: what they are together is kept back too", []string{"甲", "乙"}, true,
			[]string{"1.A.2.f 甲 a CO2 100", "1.A.2.f 乙 a CO2 50", "1.A.2.m - a CO2 30"},
			[]string{"1.A.2.f CO2*", "1.A.2.f all*", "1.A.2.m CO2", "1.A.2.m all", "1.A.2.f 乙 a CO2*", "1.A.2.f 甲 a CO2*", "1.A.2.m a CO2"}},
		{"gas by category: who knows the factors solves for two fuels by two gases", []string{"甲"}, false,
			[]string{"1.A.2.f 甲 coal CO2 100", "1.A.2.f 甲 coal CH4 1", "1.A.2.f - gas CO2 60", "1.A.2.f - gas CH4 0.3", "1.A.2.f - coal CO2 200", "1.A.2.f - coal CH4 2"},
			[]string{"1.A.2.f coal CO2", "1.A.2.f coal CH4", "1.A.2.f 甲 coal CO2*", "1.A.2.f 甲 coal CH4*"}},
		{"of another place nothing is known", []string{"丙"}, false, []string{"1.A.2.f 甲 a CO2 100"}, nil},
	} {
		inv := world(voc, c.lines...)
		m := disclosure.For(inv, marks(c.marks...), disclosure.Options{Strangers: c.open})
		if got := kept(m); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
		if found := breaches(inv, 2020, m, c.marks, !c.open); len(found) > 0 {
			t.Errorf("%s: %q", c.name, found)
		}
	}
}

// What only hides the plant is broken by the attacker, who is therefore one to be reckoned with.
func TestLinesAloneAreNoMask(t *testing.T) {
	inv := world(vocabulary(t), "1.A.2.f 甲 a CO2 100", "1.A.2.f - a CO2 60", "1.A.2.m - a CO2 30")
	own := func(e *inventory.Estimate) bool { return e.Row.Facility == "甲" }
	nothing := func(inventory.Figure) bool { return false }
	if found := attack(inv, 2020, own, nothing, false).finds(own); !slices.Contains(found, "CO2e") || !slices.Contains(found, "line 1.A.2.f a CO2") {
		t.Errorf("found %q", found)
	}
}

// Who knows the factors of two herds solves for them by the two categories that each emits in: one herd does not hide the other there.
func TestAnActivityOfTwoCategoriesIsOneUnknown(t *testing.T) {
	inv := world(vocabulary(t), "3.A.1.h 甲 pigs CH4 100", "3.A.1.h - sows CH4 120", "3.A.1.h - boars CH4 130", "3.A.1.d - goats CH4 500",
		"3.A.2.h 甲 pigs CH4 40", "3.A.2.h - sows CH4 70", "3.A.2.h - boars CH4 110", "3.A.2.d - goats CH4 20")
	for _, apart := range []bool{true, false} {
		if !apart {
			table := &inventory.Table{File: "activity/herds.csv", Columns: map[string]int{"value": 1}}
			for _, e := range inv.Estimates {
				e.Row.Place = inventory.Place{Table: table, Row: 2 + slices.Index([]string{"pigs", "sows", "boars", "goats"}, e.Row.Detail)}
			}
		}
		m := disclosure.For(inv, marks("甲"), disclosure.Options{})
		covers := map[string]bool{}
		for _, h := range m.Hidden() {
			if h.Line != nil && !h.Primary {
				covers[h.Line.Row.Detail] = true
			}
		}
		if want := map[bool]int{true: 1, false: 2}[apart]; len(covers) != want {
			t.Errorf("herds apart: %v: %v", apart, kept(m))
		}
		if found := breaches(inv, 2020, m, []string{"甲"}, true); len(found) > 0 {
			t.Errorf("herds apart: %v: %q", apart, found)
		}
	}
}

// A sum that is asked for counts as published once it was found safe.
func TestSumsAreHeldAgainstAllThatIsPublished(t *testing.T) {
	inv := world(vocabulary(t), "1.A.2.f 甲 a CO2 100", "1.A.2.f - a CO2 60", "1.A.2.f - b CO2 30", "1.A.2.f - c CO2 20", "1.A.2.m - a CO2 30")
	line := func(plant, about string) *inventory.Estimate {
		at := slices.IndexFunc(inv.Estimates, func(e *inventory.Estimate) bool { return e.Row.Facility == plant && e.Row.Detail == about })
		return inv.Estimates[at]
	}
	plant, cover, shown := line("甲", "a"), line("", "c"), line("", "b")
	mask := func() *disclosure.Mask { return disclosure.For(inv, marks("甲"), disclosure.Options{}) }
	if m := mask(); !m.HidesLine(cover) || m.HidesLine(shown) {
		t.Fatalf("%q", kept(m))
	}
	for _, c := range []struct {
		lines []*inventory.Estimate
		safe  bool
	}{{nil, true}, {[]*inventory.Estimate{plant}, false}, {[]*inventory.Estimate{cover}, false}, {[]*inventory.Estimate{plant, shown}, false},
		{[]*inventory.Estimate{plant, cover}, true}, {[]*inventory.Estimate{plant, cover, shown}, true}, {[]*inventory.Estimate{shown}, true}} {
		if got := mask().Safe(c.lines); got != c.safe {
			t.Errorf("%d lines: %v", len(c.lines), got)
		}
	}
	var none *disclosure.Mask
	if !none.Safe([]*inventory.Estimate{plant}) || none.Any() || none.Hidden() != nil {
		t.Error("no mask hides something")
	}
}

// What is safe by itself may not be so beside another sum: 甲 + c and 甲 + 乙, less 乙 + c that is a total, are twice 甲.
func TestSumsAddUp(t *testing.T) {
	inv := world(vocabulary(t), "1.A.2.f 甲 a CO2 100", "1.A.2.f - b CO2 60", "1.A.2.m 乙 a CO2 100", "1.A.2.m - c CO2 50")
	find := func(about string) *inventory.Estimate {
		at := slices.IndexFunc(inv.Estimates, func(e *inventory.Estimate) bool { return e.Row.Facility+e.Row.Detail == about })
		return inv.Estimates[at]
	}
	one, two := []*inventory.Estimate{find("甲a"), find("c")}, []*inventory.Estimate{find("甲a"), find("乙a")}
	for _, sums := range [][2][]*inventory.Estimate{{one, two}, {two, one}} {
		m := disclosure.For(inv, marks("甲", "乙"), disclosure.Options{Strangers: true})
		if want := []string{"1.A.2.f b CO2", "1.A.2.f 甲 a CO2*", "1.A.2.m c CO2", "1.A.2.m 乙 a CO2*"}; !slices.Equal(kept(m), want) {
			t.Fatalf("%q", kept(m))
		}
		if !m.Safe(sums[0]) || m.Safe(sums[1]) || !m.Safe(sums[0]) {
			t.Error("the first of two sums is to be found safe, the second not")
		}
	}
}
