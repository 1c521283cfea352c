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
	c := Change{Method: "1.B.*/CH4", Category: "1.B.1"}
	for _, x := range []struct {
		category, before, after string
		want                    bool
	}{
		{"1.B.1", "", "1.B.1.a/cn/CH4", true}, {"1.B.1.a.i", "1.B.1.a/cn/CH4", "", true}, {"1.B.1.a", "", "", true},
		{"1.B.10", "", "1.B.1.a/cn/CH4", false}, {"1.B", "", "", false}, {"1.B.1", "1.B.1.a/flare/CO2", "1.B.1.a/flare/CO2", false},
	} {
		if got := c.Explains(x.category, x.before, x.after); got != x.want {
			t.Errorf("%+v: %v", x, got)
		}
	}
}
