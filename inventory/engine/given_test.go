package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

var guideLine = regexp.MustCompile(`(?m)^guide = .*$`)

// underGuide compiles an inventory of testdata with the files that it has for the guide, or as it stands.
func underGuide(t *testing.T, e *Engine, name, guide string) (*workspace.Workspace, *Result) {
	t.Helper()
	root := "../../testdata/inventories/" + name
	files := fstest.MapFS{}
	for _, folder := range []string{root, filepath.Join(root, guide)} {
		for _, pattern := range []string{"inventory.toml", "indicators.csv", "targets.csv", "*/*.csv"} {
			found, err := filepath.Glob(filepath.Join(folder, filepath.FromSlash(pattern)))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range found {
				content, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if guide != "" && filepath.Base(file) == "inventory.toml" {
					content = guideLine.ReplaceAll(content, []byte(`guide = "`+guide+`"`))
				}
				relative, err := filepath.Rel(folder, file)
				if err != nil {
					t.Fatal(err)
				}
				files[filepath.ToSlash(relative)] = &fstest.MapFile{Data: content}
			}
		}
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems.Sorted())
	}
	result := e.Compile(ws, nil)
	if result.Inventory == nil {
		t.Fatalf("%s %s: %v", name, guide, lines(result))
	}
	return ws, result
}

// coverage counts the leaves of an inventory by where their spread comes from, and the CO2e, signs aside, of the estimates of
// which some figure has none.
type coverage struct {
	places        map[string]int
	lacking, all  decimal.Decimal
	unknown       map[string]int // by category, side and parameter
	lawless       []string
	contradictory []string
}

func coverageOf(t *testing.T, e *Engine, ws *workspace.Workspace, r *Result) coverage {
	t.Helper()
	s := e.spreads(e.Vocabulary.Guides[ws.Config.Guide])
	out := coverage{places: map[string]int{}, unknown: map[string]int{}}
	laws := map[string]string{}
	seen := map[string]bool{}
	for _, est := range r.Inventory.Estimates {
		if !est.Number {
			continue
		}
		lacks := false
		for _, leaf := range est.Mass().Leaves() {
			p := inventory.ParameterOf(leaf)
			got, err := s.of(p)
			if err != nil {
				t.Fatal(p.Key(), err)
			}
			lacks = lacks || got.origin.place == spreadUnknown
			if law := fmt.Sprint(got.given.Value, got.given.Low, got.given.High, got.given.Kind, got.origin.place); laws[p.Key()] != "" && laws[p.Key()] != law {
				out.contradictory = append(out.contradictory, p.Key())
			} else {
				laws[p.Key()] = law
			}
			if seen[p.Key()] {
				continue
			}
			seen[p.Key()] = true
			out.places[got.origin.place]++
			if got.origin.place == spreadUnknown {
				side := "activity"
				if p.Set != "" {
					side = "factor"
				}
				out.unknown[p.Category+" "+side+" "+p.Name]++
			}
			if _, fault := uncertainty.Fit(got.given); fault != nil {
				out.lawless = append(out.lawless, p.Key()+": "+fault.Error())
			}
		}
		node, ok := r.Inventory.CO2e(est.Mass(), est.Gas)
		if !ok {
			continue
		}
		size, err := expr.Decimal(node)
		if err != nil {
			t.Fatal(err)
		}
		out.all = out.all.Add(size.Abs())
		if lacks {
			out.lacking = out.lacking.Add(size.Abs())
		}
	}
	return out
}

func (c coverage) String() string {
	var places []string
	for _, place := range []string{spreadStated, spreadOfRow, spreadDefault, spreadExact, spreadUnknown} {
		places = append(places, fmt.Sprintf("%s %d", place, c.places[place]))
	}
	share, _ := quantity.Quo(c.lacking.Shift(2), c.all)
	return fmt.Sprintf("%s; %s %% of the CO2e lack one", strings.Join(places, ", "), share.Round(1))
}

func TestCoverageOfSpreads(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct{ name, guide, want string }{
		{"assessed", "", ""},
		{"district", "CN-PROV-2011", ""},
		{"district", "CN-PROV-2025", ""},
		{"district", "IPCC-2006", ""},
		{"district", "IPCC-2019", ""},
		{"balance", "", ""},
		{"banks", "", ""},
	} {
		ws, r := underGuide(t, e, c.name, c.guide)
		got := coverageOf(t, e, ws, r)
		if got.String() != c.want {
			t.Errorf("%s %s: %s", c.name, c.guide, got)
			var names []string
			for name, n := range got.unknown {
				names = append(names, fmt.Sprintf("%s ×%d", name, n))
			}
			slices.Sort(names)
			t.Log(strings.Join(names, "\n"))
		}
		for _, fault := range slices.Concat(got.lawless, got.contradictory) {
			t.Error(c.name, c.guide, fault)
		}
	}
}
