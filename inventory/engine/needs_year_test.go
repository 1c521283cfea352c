package engine

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// districtOf is the district with what a guide counts otherwise laid over, and the guide named.
func districtOf(t *testing.T, guide string) string {
	t.Helper()
	dir := t.TempDir()
	for _, from := range []string{district, filepath.Join(district, guide)} {
		for _, pattern := range []string{"*.toml", "*.csv", "activity/*.csv", "factors/*.csv", "records/*.csv", "estimates/*.csv"} {
			names, err := filepath.Glob(filepath.Join(from, pattern))
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				content, err := os.ReadFile(name)
				to := filepath.Join(dir, strings.TrimPrefix(name, filepath.Clean(from)))
				content = bytes.Replace(content, []byte(`guide = "CN-PROV-2011"`), []byte(`guide = "`+guide+`"`), 1)
				if err = errors.Join(err, os.MkdirAll(filepath.Dir(to), 0o777), os.WriteFile(to, content, 0o666)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return dir
}

// asLastYear fills the templates of all departments with what they gave last, and NE where they gave nothing, into the folder.
func asLastYear(t *testing.T, n *inventory.Needs, dir string) {
	t.Helper()
	for _, department := range n.Departments() {
		f, err := excelize.OpenReader(bytes.NewReader(template(t, n, department, "", false)))
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range f.GetSheetList()[1:] {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for i := 5; i <= len(rows); i++ {
				last, _ := f.GetCellValue(sheet, fmt.Sprintf("J%d", i))
				unit, _ := f.GetCellValue(sheet, fmt.Sprintf("K%d", i))
				note := "与上年同"
				switch {
				case unit != "":
					f.SetCellDefault(sheet, fmt.Sprintf("G%d", i), last)
				case last == "IE":
					note = "列入 1.A.2.m"
					fallthrough
				case last != "":
					f.SetCellStr(sheet, fmt.Sprintf("M%d", i), last)
				default:
					f.SetCellStr(sheet, fmt.Sprintf("M%d", i), "NE")
				}
				f.SetCellStr(sheet, fmt.Sprintf("P%d", i), note)
			}
		}
		if err := f.SaveAs(filepath.Join(dir, "activity", department+".xlsx")); err != nil {
			t.Fatal(err)
		}
	}
}

// A new year of which every department gives what it gave the year before, in its template, compiles, under the provincial guide as under that of the IPCC; what nobody
// has given is NE, and nothing is missing.
func TestTemplatesMakeAYear(t *testing.T) {
	for _, guide := range []string{"CN-PROV-2011", "IPCC-2019"} {
		t.Run(guide, func(t *testing.T) {
			dir := districtOf(t, guide)
			n := needsOf(t, dir, 2025)
			if want := map[string]int{"CN-PROV-2011": 373, "IPCC-2019": 391}[guide]; len(n.Rows) != want {
				t.Errorf("%d rows are needed, want %d", len(n.Rows), want)
			}
			asLastYear(t, n, dir)
			ofTheYear(t, n, dir)
		})
	}
}

// ofTheYear holds the year that the templates made.
func ofTheYear(t *testing.T, n *inventory.Needs, dir string) {
	t.Helper()
	e, err := oneEngine()
	if err != nil {
		t.Fatal(err)
	}
	ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil {
		t.Fatal(err)
	}
	ws.Config.Years = append(ws.Config.Years, 2025)
	problems = append(problems, e.Compile(ws, []int{2025}).Problems...)
	for _, p := range problems {
		if p.Severity >= inventory.Error {
			t.Error(p.Format("en"))
		}
	}
	after, _ := e.Needs(ws, 2025)
	if len(after.Rows) < len(n.Rows) {
		t.Errorf("%d rows are needed, %d were before they came", len(after.Rows), len(n.Rows))
	}
	for i := range after.Rows {
		if need := &after.Rows[i]; need.Kind == inventory.NeedActivity && need.Status() == "missing" {
			t.Errorf("%s %s %s %s is still missing", need.Category.Code, need.Facility, nameOf(need.Item), need.Parameter)
		}
	}
}
