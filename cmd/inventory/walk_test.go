package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"ghg/inventory/golden"
)

// walked are the figures of one run of the reports: inventory.csv and summary.csv, against which all other outputs are held.
type walked struct {
	dir    string
	lines  []map[string]string
	totals map[string]map[string]string // by year,boundary,scope,gas
}

// reported lays the ten-year district into a folder, with the record of confidential plants if there is one, writes its reports and reads
// the tables for machines.
func reported(t *testing.T, confidential string) *walked {
	t.Helper()
	dir := t.TempDir()
	district := golden.District(t, "../..", "CN-PROV-2011")
	if confidential != "" {
		district["records/confidential.csv"] = &fstest.MapFile{Data: []byte(confidential)}
	}
	for name, file := range district {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var said bytes.Buffer
	if code := run([]string{"report", dir, "--quiet"}, io.Discard, &said); code != 0 {
		t.Fatalf("report exits with %d: %s", code, said.String())
	}
	w := &walked{dir: filepath.Join(dir, "out"), totals: map[string]map[string]string{}}
	w.lines = w.table(t, "inventory.csv")
	for _, row := range w.table(t, "summary.csv") {
		w.totals[strings.Join([]string{row["year"], row["boundary"], row["scope"], row["gas"]}, ",")] = row
	}
	return w
}

func (w *walked) read(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// table is a table of out/, a map a row. The scope of a total stands in its category column.
func (w *walked) table(t *testing.T, name string) (out []map[string]string) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(w.read(t, name))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		of := map[string]string{}
		for i, head := range rows[0] {
			of[head] = row[i]
		}
		of["scope"] = of["category"]
		out = append(out, of)
	}
	return out
}

// printedAs tells whether a text is the figure rounded half to even at the decimals that the text has.
func printedAs(text, exact string) bool {
	read, err := decimal.NewFromString(strings.ReplaceAll(text, ",", ""))
	if err != nil || exact == "" {
		return false
	}
	return decimal.RequireFromString(exact).RoundBank(max(0, -read.Exponent())).Equal(read)
}

// TestFiguresAgreeInAllOutputs walks every figure of the reports of the ten-year district: JSON whole, the workbook to the digits of a
// double, the page, the written report and the terminal to the digits that they print.
func TestFiguresAgreeInAllOutputs(t *testing.T) {
	w := reported(t, "")
	t.Run("json", w.json)
	t.Run("workbook", w.workbook)
	t.Run("page", w.page)
	t.Run("written report", w.written)
	t.Run("terminal", w.terminal)
}

func (w *walked) json(t *testing.T) {
	var document struct {
		Estimates []struct {
			Year             int
			Category, Gas    string
			Boundary         string
			Value            string `json:"value_t"`
			CO2e             string `json:"co2e_t"`
			Facility, Item   string
			Detail, Notation string
			Method, Tier     string
			Status           string `json:"factor_status"`
		}
		Totals []struct {
			Year                 int
			Boundary, Scope, Gas string
			Value                string `json:"value_t"`
			CO2e                 string `json:"co2e_t"`
			Notation             string
		}
	}
	if err := json.Unmarshal(w.read(t, "inventory.json"), &document); err != nil {
		t.Fatal(err)
	}
	if len(document.Estimates) != len(w.lines) || len(document.Totals) != len(w.totals) {
		t.Fatalf("%d lines and %d totals, inventory.csv has %d and summary.csv %d", len(document.Estimates), len(document.Totals), len(w.lines), len(w.totals))
	}
	for i, e := range document.Estimates {
		row := w.lines[i]
		if got := []string{fmt.Sprint(e.Year), e.Category, e.Gas, e.Boundary, e.Facility, e.Item, e.Detail, e.Value, e.CO2e, e.Method, e.Tier, e.Status}; !slices.Equal(got, []string{row["year"], row["category"], row["gas"], row["boundary"],
			row["facility"], row["item"], row["detail"], row["value"], row["co2e_t"], row["method"], row["tier"], row["factor_status"]}) {
			t.Fatalf("line %d is %v, in inventory.csv %v", i, got, row)
		}
	}
	for _, total := range document.Totals {
		row := w.totals[strings.Join([]string{fmt.Sprint(total.Year), total.Boundary, total.Scope, total.Gas}, ",")]
		if row == nil || row["value_t"] != total.Value || row["co2e_t"] != total.CO2e || row["notation"] != total.Notation {
			t.Fatalf("%+v is in summary.csv %v", total, row)
		}
	}
}

// workbook walks the sheets of totals and of lines by their values, as they are computed.
func (w *walked) workbook(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(w.read(t, "tables.xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	boundaries := map[string]string{"境内": "territorial", "间接": "indirect", "信息项": "memo"}
	for sheet, column := range map[string]string{"时间序列CO2e": "co2e_t", "时间序列t": "value_t"} {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		head := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 5 && strings.HasPrefix(row[0], "边界") })
		if head < 0 {
			t.Fatalf("%s has no head", sheet)
		}
		checked := map[string]bool{}
		for _, row := range rows[head+1:] {
			if len(row) < 6 || boundaries[row[0]] == "" {
				continue
			}
			scope := row[1]
			if scope == "" {
				scope = map[bool]string{true: "total_without_land", false: "total"}[strings.Contains(row[2], "不含")]
			}
			gas, _, _ := strings.Cut(row[4], " ")
			gas = strings.Replace(gas, "全部", "all", 1)
			for i, cell := range row[5:] {
				key := strings.Join([]string{rows[head][5+i][:4], boundaries[row[0]], scope, gas}, ",")
				want := w.totals[key][column]
				if want != "" {
					checked[key] = true
				}
				if want != "" && !sameDouble(cell, want) || want == "" && isNumber(cell) {
					t.Errorf("%s: %s is %q, in summary.csv %q", sheet, key, cell, want)
				}
			}
		}
		for key, row := range w.totals {
			if row[column] != "" && !checked[key] {
				t.Errorf("%s is without %s", sheet, key)
			}
		}
	}
}

func isNumber(text string) bool {
	_, err := decimal.NewFromString(text)
	return err == nil
}

// sameDouble tells whether a cell is the figure to the 15 digits that a spreadsheet keeps.
func sameDouble(cell, exact string) bool {
	got, err := decimal.NewFromString(cell)
	if err != nil {
		return false
	}
	want := decimal.RequireFromString(exact)
	return got.Sub(want).Abs().LessThanOrEqual(want.Abs().Shift(-14))
}

var linked = regexp.MustCompile(`<a href="#((?:f|line)=[^"]*)">([^<]*)</a>`)

// page walks the figures of the page that open an explanation: each is the total or the line that its link names.
func (w *walked) page(t *testing.T) {
	boundaries := map[string]string{"t": "territorial", "i": "indirect", "m": "memo"}
	var numbers []map[string]string // the lines that can be explained, which the page numbers
	for _, row := range w.lines {
		if row["value"] != "" {
			numbers = append(numbers, row)
		}
	}
	totals, lines := 0, 0
	for _, found := range linked.FindAllStringSubmatch(string(w.read(t, "report.html")), -1) {
		link, text := found[1], found[2]
		if !isNumber(strings.ReplaceAll(text, ",", "")) {
			continue
		}
		var row map[string]string
		var n int
		if of := strings.Split(strings.TrimPrefix(link, "f="), ","); len(of) == 4 {
			row = w.totals[strings.Join([]string{of[0], boundaries[of[1]], of[2], of[3]}, ",")]
			totals++
		} else if _, err := fmt.Sscanf(link, "line=%d", &n); err == nil && n < len(numbers) {
			row = map[string]string{"value_t": numbers[n]["value"], "co2e_t": numbers[n]["co2e_t"]}
			lines++
		} else {
			continue // land or a family of gases, which no row of the tables is
		}
		if !printedAs(text, row["co2e_t"]) && !printedAs(text, row["value_t"]) {
			t.Errorf("%s prints %s, the tables have %s t and %s t CO2e", link, text, row["value_t"], row["co2e_t"])
		}
	}
	if totals < 1500 || lines < 500 {
		t.Errorf("%d totals and %d lines were found", totals, lines)
	}
}

var marks = regexp.MustCompile(`<[^>]*>`)

// written looks in the written report for the totals of the years in the tables of series, and of the latest year by category.
func (w *walked) written(t *testing.T) {
	archive, err := zip.NewReader(bytes.NewReader(w.read(t, "inventory_report.docx")), int64(len(w.read(t, "inventory_report.docx"))))
	if err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	text := " " + strings.Join(strings.Fields(marks.ReplaceAllString(string(content), " ")), " ") + " "
	for year := 2015; year <= 2024; year++ {
		for _, scope := range []string{"total", "total_without_land", "1", "2", "3", "4"} {
			exact := w.totals[fmt.Sprintf("%d,territorial,%s,all", year, scope)]["co2e_t"]
			if want := " " + grouped(exact) + " "; !strings.Contains(text, want) {
				t.Errorf("%s of %d,%s is nowhere in the report", want, year, scope)
			}
		}
	}
}

// grouped prints a figure in whole tonnes with its thousands apart.
func grouped(exact string) string {
	out := decimal.RequireFromString(exact).RoundBank(0).String()
	for at := len(out) - 3; at > 0 && out[at-1] != '-'; at -= 3 {
		out = out[:at] + "," + out[at:]
	}
	return out
}

// terminal holds the printed table of the latest year and an explanation against the tables.
func (w *walked) terminal(t *testing.T) {
	var out, said bytes.Buffer
	if code := run([]string{"explain", filepath.Dir(w.dir), "--figure", "total", "--year", "2024", "--depth", "2", "--format", "json"}, &out, &said); code != 0 {
		t.Fatalf("%d: %s", code, said.String())
	}
	var totals []struct {
		Boundary, Scope, Gas string
		CO2e                 string `json:"co2e_t"`
	}
	if err := json.Unmarshal(out.Bytes(), &totals); err != nil {
		t.Fatal(err)
	}
	for _, total := range totals {
		if want := w.totals["2024,"+total.Boundary+","+total.Scope+","+total.Gas]["co2e_t"]; total.CO2e != want {
			t.Errorf("%s %s is explained as %s, in summary.csv %s", total.Scope, total.Gas, total.CO2e, want)
		}
	}
	out.Reset()
	if code := run([]string{"compile", filepath.Dir(w.dir), "--quiet", "--lang", "en", "--out", t.TempDir()}, &out, &said); code != 0 {
		t.Fatalf("%d: %s", code, said.String())
	}
	latest := out.String()[strings.Index(out.String(), "inventory 2024"):]
	for name, scope := range map[string]string{"Total with land": "total", "Total without land": "total_without_land", "1 Energy": "1", "2 Industrial Processes and Product Use": "2", "4 Waste": "4"} {
		at := strings.Index(latest, "\n"+name+" ")
		if at < 0 {
			t.Errorf("%s is not printed", name)
			continue
		}
		line, _, _ := strings.Cut(latest[at+1:], "\n")
		if exact := w.totals["2024,territorial,"+scope+",all"]["co2e_t"]; !strings.Contains(line+" ", " "+grouped(exact)+" ") {
			t.Errorf("%q does not hold %s", line, grouped(exact))
		}
	}
}
