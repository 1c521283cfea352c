package engine

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// template is the workbook of a department as it is sent.
func template(t *testing.T, n *inventory.Needs, department, asked string, held bool) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := workspace.Template(n, department, asked, held).Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// column is the letter of a column of the template by its head.
func column(t *testing.T, f *excelize.File, sheet, head string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(rows[3], head)
	name, err := excelize.ColumnNumberToName(at + 1)
	if err != nil {
		t.Fatalf("%s has no %s: %v", sheet, head, err)
	}
	return name
}

// answered is a workspace of one year with a returned workbook as its only table.
func answered(t *testing.T, content []byte) (*workspace.Workspace, inventory.Problems) {
	t.Helper()
	dir := t.TempDir()
	config := "schema_version = 1\nyears = [2024, 2025]\nguide = \"CN-PROV-2011\"\n[region]\ncode = \"500199\"\nname = \"示例区\"\nprovince = \"重庆市\"\n"
	for name, text := range map[string][]byte{"inventory.toml": []byte(config), "activity/x.xlsx": content} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	e, err := oneEngine()
	if err != nil {
		t.Fatal(err)
	}
	ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil {
		t.Fatal(err)
	}
	return ws, problems
}

// What a department writes into its template comes back digit by digit, with the place of its cell: numbers as a spreadsheet stores
// them, and numbers of any length as text.
func TestTemplateComesBackWhole(t *testing.T) {
	n := needsOf(t, district, 2025)
	r := rand.New(rand.NewPCG(1, 2))
	for _, department := range n.Departments() {
		book := workspace.Template(n, department, "2026-03-01", false)
		if len(book.Sheets) == 1 {
			continue // only indicators
		}
		f, err := excelize.OpenReader(bytes.NewReader(template(t, n, department, "2026-03-01", false)))
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]decimal.Decimal{}
		units := map[string]string{}
		for _, sheet := range f.GetSheetList()[1:] {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			value, unit, item, detail := column(t, f, sheet, "数值"), column(t, f, sheet, "单位"), column(t, f, sheet, "项目"), column(t, f, sheet, "细项")
			for i := 4; i < len(rows); i++ {
				at := func(column string) string { return fmt.Sprintf("%s%d", column, i+1) }
				d := decimal.New(r.Int64N(1e15)+1, -15) // between 0 and 1: a share may be no more
				said, _ := f.GetCellValue(sheet, at(unit))
				if said == "年" { // a year lies in a century
					d = d.Add(decimal.NewFromInt(2000)).Round(10)
				}
				if r.IntN(2) == 0 {
					f.SetCellDefault(sheet, at(value), d.String())
				} else {
					d = d.Add(decimal.New(-r.Int64N(1e12), -33))
					f.SetCellStr(sheet, at(value), d.String())
				}
				if said == "" {
					f.SetCellStr(sheet, at(unit), "吨")
				}
				if said, _ := f.GetCellValue(sheet, at(item)); said == "" { // what nobody has named is told apart by a detail
					f.SetCellStr(sheet, at(detail), at("丙"))
				}
				source := "activity/x.xlsx!" + sheet + "!" + at(value)
				want[source] = d
				units[source], _ = f.GetCellValue(sheet, at(unit))
			}
		}
		var out bytes.Buffer
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
		ws, problems := answered(t, out.Bytes())
		for _, p := range problems {
			if p.Code != "sheet-notes" && p.Code != "region-by-province" {
				t.Errorf("%s: %s", department, p.Format("en"))
			}
		}
		for _, row := range ws.Activity {
			source := row.Place.Cell("value").String()
			if d, ok := want[source]; !ok || !d.Equal(row.Value) || row.Unit.Chinese() != units[source] || row.Department != department || row.Year != 2025 || row.Asked != "2026-03-01" {
				t.Errorf("%s: %s %s %s, want %s %s", source, row.Value, row.Unit.Chinese(), row.Department, want[source], units[source])
			}
		}
		if len(ws.Activity) != len(want) || len(want) == 0 {
			t.Errorf("%s: %d of %d figures came back", department, len(ws.Activity), len(want))
		}
	}
}

// A row that comes back with neither a figure nor a key is an error of that row; one with a key is an answer.
func TestEmptyRowOfATemplate(t *testing.T) {
	n := needsOf(t, district, 2025)
	f, err := excelize.OpenReader(bytes.NewReader(template(t, n, "公安车管所", "", false)))
	if err != nil {
		t.Fatal(err)
	}
	sheet := f.GetSheetList()[1]
	f.SetCellStr(sheet, column(t, f, sheet, "标记")+"5", "NE")
	f.SetCellStr(sheet, column(t, f, sheet, "备注")+"5", "没有登记")
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	ws, problems := answered(t, out.Bytes())
	var got []string
	for _, p := range problems {
		if p.Severity >= inventory.Warning {
			got = append(got, p.Source.String()+" "+p.Code)
		}
	}
	if want := []string{"activity/x.xlsx!2.F 消耗臭氧层物质替代品使用!G6 no-value-no-key"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if len(ws.Activity) != 1 || !ws.Activity[0].Notation.Has(inventory.NE) || ws.Activity[0].Note != "没有登记" {
		t.Errorf("%+v", ws.Activity)
	}
}

// What has come already stands in a template that asks for it again, and comes back as it was.
func TestTemplateOfWhatIsHeld(t *testing.T) {
	n := needsOf(t, district, 2024)
	if book := workspace.Template(n, "公安车管所", "", false); book != nil {
		t.Errorf("nothing is missing, and %d sheets are asked for", len(book.Sheets))
	}
	ws, problems := answered(t, template(t, n, "公安车管所", "", true))
	for _, p := range problems {
		if p.Severity >= inventory.Warning {
			t.Error(p.Format("en"))
		}
	}
	for i, want := range []string{"60.76 吨", "10 %/yr"} {
		if row := ws.Activity[i]; row.Value.String()+" "+row.Unit.Chinese() != want || row.Year != 2024 || row.Document != "虚构数据，仅供检验程序 (made up)" {
			t.Errorf("%s %s of %d by %s, want %s", row.Value, row.Unit.Chinese(), row.Year, row.Document, want)
		}
	}
}
