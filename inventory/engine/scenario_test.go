package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

const measuresHead = "measure,kind,from_year,to_year,category,facility,item,detail,parameter,amount,unit,to_category,to_facility,to_item,to_detail,to_parameter,to_amount,to_unit,efficiency,by,date,reason\n"

// signed ends a row of a record.
const signed = ",a,2026-01-01,r\n"

// districtWith is the made-up district under a guide, with more files.
func districtWith(t testing.TB, e *Engine, guide string, more map[string]string) *workspace.Workspace {
	t.Helper()
	files := fstest.MapFS{}
	for _, folder := range []string{district, filepath.Join(district, guide)} {
		err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			to, err := filepath.Rel(folder, name)
			content, unread := os.ReadFile(name)
			files[filepath.ToSlash(to)] = &fstest.MapFile{Data: content}
			return errors.Join(err, unread)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	toml := strings.Replace(string(files["inventory.toml"].Data), `guide = "CN-PROV-2011"`, `guide = "`+guide+`"`, 1)
	files["inventory.toml"] = &fstest.MapFile{Data: []byte(toml)}
	for name, content := range more {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems.Sorted())
	}
	return ws
}

// sound fails the test at the first error of a scenario.
func sound(t *testing.T, s *Scenario) *Scenario {
	t.Helper()
	for _, p := range s.Problems {
		if p.Severity >= inventory.Error {
			t.Error(p.Format("en"))
		}
	}
	if s.Problems.Failed() {
		t.FailNow()
	}
	return s
}

func shown(a ScenarioAmounts) string {
	var out []string
	for i := range a {
		out = append(out, fmt.Sprintf("%s %v", a[i].Value, a[i].Number))
	}
	return strings.Join(out, ", ")
}

// Without measures nothing is changed, and what no equation carries on stays as it was in the latest year.
func TestScenarioWithoutMeasures(t *testing.T) {
	e := newEngine(t)
	for _, guide := range []string{"CN-PROV-2011", "CN-PROV-2025", "IPCC-2006", "IPCC-2019"} {
		s := sound(t, e.Scenario(districtWith(t, e, guide, nil), 2030))
		if len(s.Years) != 7 || len(s.Effects) != 0 {
			t.Fatalf("%s: %d years, %d effects", guide, len(s.Years), len(s.Effects))
		}
		for _, y := range s.Years {
			t.Log(guide, y.Year, shown(y.Reference))
			if shown(y.Reference) != shown(y.With) {
				t.Errorf("%s %d: %s is not %s", guide, y.Year, shown(y.With), shown(y.Reference))
			}
		}
	}
}
