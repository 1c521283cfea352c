package engine

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// A new year of which every department gives what it gave the year before, in its template, compiles; what nobody has given is NE.
func TestTemplatesMakeAYear(t *testing.T) {
	n := needsOf(t, district, 2025)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(district)); err != nil {
		t.Fatal(err)
	}
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
	e, err := oneEngine()
	if err != nil {
		t.Fatal(err)
	}
	ws, problems, err := workspace.Load(dir, e.Vocabulary)
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
