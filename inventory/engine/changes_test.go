package engine

import (
	"path"
	"slices"
	"testing"

	"ghg/inventory"
)

// Every change is of a version there was, of a category of the tree, and of a method that there is.
func TestChangesAreOfThisProgram(t *testing.T) {
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	all, err := Changes(0)
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	for _, c := range all {
		if c.Engine < 2 || c.Engine > Version || c.Words.ZH == "" || c.Words.EN == "" {
			t.Errorf("%+v", c)
		}
		if _, ok := e.Vocabulary.Categories.Lookup(c.Category); !ok {
			t.Errorf("no category %q", c.Category)
		}
		if _, err := path.Match(c.Method, ""); err != nil {
			t.Errorf("pattern %q: %v", c.Method, err)
		}
		found := slices.ContainsFunc(e.Methods, func(m *inventory.Method) bool { return fits(c.Method, m.ID) })
		if !found {
			t.Errorf("no method fits %q", c.Method)
		}
	}
	if later, err := Changes(Version); err != nil || len(later) > 0 {
		t.Errorf("changes after this version: %v, %v", later, err)
	}
}

func TestChangeExplains(t *testing.T) {
	method := func(id string) Told { return Told{Method: id} }
	key := func(k string) Told { return Told{Notation: k} }
	otherwise, since := Change{Method: "1.B.*/CH4", Category: "1.B.1"}, Change{Method: "1.B.*/CH4", Category: "1.B.1", Before: "NE"}
	for _, x := range []struct {
		change        Change
		category      string
		before, after Told
		want          bool
	}{
		{otherwise, "1.B.1", key("NE"), method("1.B.1.a/cn/CH4"), true}, {otherwise, "1.B.1.a.i", method("1.B.1.a/cn/CH4"), key("NE"), true},
		{otherwise, "1.B.1.a", key("NE"), key("NO"), false}, {otherwise, "1.B.10", key("NE"), method("1.B.1.a/cn/CH4"), false}, {otherwise, "1.B", Told{}, Told{}, false},
		{otherwise, "1.B.1", method("1.B.1.a/flare/CO2"), method("1.B.1.a/flare/CO2"), false},
		{since, "1.B.1", key("NE"), method("1.B.1.a/cn/CH4"), true}, {since, "1.B.1", Told{}, method("1.B.1.a/cn/CH4"), true},
		{since, "1.B.1", key("NO"), method("1.B.1.a/cn/CH4"), false}, {since, "1.B.1", method("1.B.1.a/cn/CH4"), key("NE"), false},
		{since, "1.B.1", method("1.B.1.a/cn/CH4"), method("1.B.1.a/cn/CH4"), false}, {since, "1.B.1", key("NE"), key("NO"), false},
	} {
		if got := x.change.Explains(x.category, x.before, x.after); got != x.want {
			t.Errorf("%+v: %v", x, got)
		}
	}
}
