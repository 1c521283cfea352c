package check_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/workspace"
)

// Categories stand by their gravest problem, then by their share; what is of files stands first of its severity; a breach
// that is answered for is no reason to look.
func TestSummary(t *testing.T) {
	e := engineOf(t)
	rows := "2020,1.A.2.c,甲厂,烟煤,,,100,t,,\n2020,1.A.2.f,乙厂,烟煤,,,300,t,,\n"
	ws, _, err := workspace.LoadFS(fstest.MapFS{"inventory.toml": {Data: []byte(settings)}, "activity/a.csv": {Data: []byte(head + rows)}}, e.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	inv := e.Compile(ws, nil).Inventory
	of := func(severity inventory.Severity, category, code string, row int) inventory.Problem {
		return inventory.Problem{Source: inventory.Source{File: "a.csv", Row: row}, Category: category, Code: code, Severity: severity}
	}
	problems := inventory.Problems{of(inventory.Warning, "1.A.2.c", "w", 1), of(inventory.Error, "1.A.2.c", "e", 2), of(inventory.Error, "1.A.2.f", "e", 3), of(inventory.Warning, "4.A", "w", 4),
		of(inventory.Info, "1.A", "i", 5), of(inventory.Error, "", "e", 6), of(inventory.Error, "4.B", "x", 7).Suppress(&inventory.Suppression{}), of(inventory.Info, "4.B", "y", 8), of(inventory.Blocker, "4.C", "b", 9)}
	list := func(inv *inventory.Inventory) (out []string) {
		for _, s := range check.Summarise(inv, e.Vocabulary, problems) {
			name, share := "files", "?"
			if s.Category != nil {
				name = s.Category.Code
			}
			if s.Share != nil {
				share = s.Share.String()
			}
			out = append(out, fmt.Sprint(name, " ", s.Count, " ", s.Suppressed, " ", share, " ", s.Worst.Code))
		}
		return out
	}
	want := []string{"4.C [0 0 0 1] 0 0 b", "files [0 0 1 0] 0 ? e", "1.A.2.f [0 0 1 0] 0 0.75 e", "1.A.2.c [0 1 1 0] 0 0.25 e", "4.A [0 1 0 0] 0 0 w", "1.A [1 0 0 0] 0 1 i", "4.B [2 0 0 0] 1 0 y"}
	if got := list(inv); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	want = []string{"4.C [0 0 0 1] 0 ? b", "files [0 0 1 0] 0 ? e", "1.A.2.c [0 1 1 0] 0 ? e", "1.A.2.f [0 0 1 0] 0 ? e", "4.A [0 1 0 0] 0 ? w", "4.B [2 0 0 0] 1 ? y", "1.A [1 0 0 0] 0 ? i"}
	if got := list(nil); !slices.Equal(got, want) {
		t.Errorf("of nothing compiled: %q", got)
	}
}
