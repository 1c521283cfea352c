package book

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"ghg/inventory"
	"ghg/inventory/disclosure"
	"ghg/inventory/report/exhibit"
)

// hostile are names that people may write, and that must stay names.
var hostile = []string{
	`=cmd|'/C calc'!A0`, `=HYPERLINK("http://example.com","x")`, "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", `<script>alert("1")</script>`, `"quoted", 'single' & <b>`,
	"😀 厂", "\u202eabc\u202c", "\u200fשלום", "_x0041_", strings.Repeat("长", 10_000), "a\u0001b\u0008c", "]]>", "&amp;", " blank ends ",
}

// workspaceOf is a small workspace whose rows have the facilities and notes.
func workspaceOf(names []string) fstest.MapFS {
	var out strings.Builder
	w := csv.NewWriter(&out)
	w.Write([]string{"year", "category", "facility", "item", "detail", "parameter", "value", "unit", "notation", "note", "source", "department"})
	for i, name := range names {
		w.Write([]string{"2020", "1.A.2.f", name, "烟煤", "", "", fmt.Sprint(1000 + i), "t", "", name, name, "区统计局"})
	}
	w.Flush()
	return fstest.MapFS{
		"activity/fuels.csv": {Data: []byte(out.String())},
		"inventory.toml": {Data: []byte("schema_version = 1\nlanguage = \"zh\"\nyears = [2020]\nbase_year = 2020\nguide = \"CN-PROV-2011\"\ngwp_set = \"AR5\"\n" +
			"[region]\ncode = \"500151\"\nname = \"铜梁区\"\nprovince = \"重庆市\"\ngrid_region = \"重庆市\"\n")},
	}
}

// What a user wrote stays text, in the workbook and in a program that opens it and computes.
func TestHostileTextStaysText(t *testing.T) {
	var names []string // that a workspace does not refuse
	for _, name := range hostile {
		if name == strings.TrimSpace(name) && !strings.ContainsAny(name, "\u202e\u200f\x01") {
			names = append(names, name)
		}
	}
	s := told(t, workspaceOf(names))
	s.Result.Inventory.RegionName = "=1+1&区"
	var cells []exhibit.Row
	for _, name := range hostile {
		cells = append(cells, exhibit.Row{Cells: []exhibit.Cell{{Text: inventory.Text{ZH: name}}, {Text: inventory.Text{ZH: name, EN: name + "!"}}}})
	}
	list := []*exhibit.Exhibit{
		{ID: "x", Title: inventory.Text{ZH: `=1+1:\/?*[]'`, EN: "x & y"}, Columns: []exhibit.Column{{Head: inventory.Text{ZH: "=1"}}, {Head: inventory.Text{ZH: "@x", EN: "+x"}}}, Rows: cells, Notes: []inventory.Text{{ZH: "=1+1"}}},
		{ID: "y", Title: inventory.Text{ZH: `=1+1:\/?*[]'`}, Columns: []exhibit.Column{{}}, Rows: cells},
		{ID: "z", Title: inventory.Text{ZH: strings.Repeat("很长的表名", 20)}, Columns: []exhibit.Column{{}}, Rows: cells},
	}
	book := bytesOf(t, made(s, list))
	for name, f := range map[string]*excelize.File{"ours": opened(t, book), "LibreOffice": recalculated(t, book)} {
		seen := map[string]bool{}
		for sheet, rows := range cellsOf(t, f) {
			for r, row := range rows {
				for c, value := range row {
					seen[value] = true
					cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
					formula, err := f.GetCellFormula(sheet, cell)
					if err != nil {
						t.Fatal(err)
					}
					if strings.ContainsAny(formula, "@|") || strings.Contains(formula, "HYPERLINK") || strings.HasPrefix(formula, "1+1") {
						t.Errorf("%s: %s!%s computes =%s", name, sheet, cell, formula)
					}
					if _, err := decimal.NewFromString(value); value != "" && err != nil && strings.Contains("=+-@\t\r", value[:1]) && !isText(t, f, sheet, cell) {
						t.Errorf("%s: %s!%s becomes a formula when it is edited: %.40q", name, sheet, cell, value)
					}
				}
			}
		}
		for _, want := range hostile {
			if want = clean(want); name != "ours" {
				want = strings.TrimPrefix(want, "\r") // of line ends, programs keep one kind
			}
			if !seen[want] && !strings.Contains(want, "\r") {
				t.Errorf("%s: no cell holds %.40q", name, want)
			}
		}
	}
}

// isText tells whether a cell has the format of text.
func isText(t *testing.T, f *excelize.File, sheet, cell string) bool {
	t.Helper()
	at, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(at)
	if err != nil {
		t.Fatal(err)
	}
	const text = 49 // the number of the format @ in the standard
	return style.NumFmt == text || style.CustomNumFmt != nil && *style.CustomNumFmt == textFormat
}

func TestClean(t *testing.T) {
	long := clean(strings.Repeat("长", 40_000))
	if n := utf8.RuneCountInString(long); n != 32_767 || !strings.HasSuffix(long, "长…") {
		t.Errorf("%d characters that end in %q", n, long[len(long)-6:])
	}
	if emoji := clean(strings.Repeat("😀", 20_000)); utf8.RuneCountInString(emoji) != 16_384 {
		t.Errorf("%d characters of two units", utf8.RuneCountInString(emoji))
	}
	for text, want := range map[string]string{"a\x00b\x1fc": "a\ufffdb\ufffdc", "a\xffb": "a\ufffdb", "a\nb\tc": "a\nb\tc", "\ufffe": "\ufffd", "=1": "=1"} {
		if got := clean(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestFormats(t *testing.T) {
	for text, want := range map[string]string{"0": wholeFormat, "123456.7": wholeFormat, "-123456.7": wholeFormat, "123.4": tenthFormat, "-1.5": centFormat, "0.02": fineFormat, "0.000002": powerFormat} {
		if got := formatOf(decimal.RequireFromString(text)); got != want {
			t.Errorf("%s is shown as %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{"12": wholeFormat, "0.930": "#,##0.000;[Red]-#,##0.000", "1.23456789012": centFormat} {
		if got := formatAsStated(decimal.RequireFromString(text)); got != want {
			t.Errorf("%s is shown as %s, want %s", text, got, want)
		}
	}
}

func TestFormatAsPrinted(t *testing.T) {
	for _, c := range []struct{ text, exact, want string }{{"12,284,439", "12284438.9", wholeFormat}, {"59.95", "59.9513", centFormat}, {"—", "2.5", centFormat}, {"0", "0.4", fineFormat}, {"-0.00012", "-0.000123", "#,##0.00000;[Red]-#,##0.00000"}} {
		if got := formatAsPrinted(c.text, decimal.RequireFromString(c.exact)); got != c.want {
			t.Errorf("%s, printed as %s, is shown as %s, want %s", c.exact, c.text, got, c.want)
		}
	}
}

// A public workbook has no formula, no input, no line and no series: only the tables, and no figure in them that is hidden.
func TestMaskedBookHasTablesOnly(t *testing.T) {
	s := gathered(t, "CN-PROV-2011")
	s.Mask = disclosure.For(s.Inventory(), []inventory.Confidential{{Facility: "甲水泥厂"}}, disclosure.Options{Remainders: s.Result.Remainders})
	f := opened(t, bytesOf(t, made(s, append([]*exhibit.Exhibit{totals(s)}, exhibit.All(s)...))))
	for _, sheet := range f.GetSheetList() {
		if strings.HasPrefix(sheet, "明细") || slices.Contains([]string{co2eSheet, massSheet, stateSheet, activitySheet, factorSheet, intensitySheet, referenceSheet}, sheet) {
			t.Errorf("sheet %s is public", sheet)
		}
	}
	eachFormula(t, f, func(sheet string, row, col int, formula, value string) {
		t.Errorf("%s: =%s", ref(sheet, col+1, row+1), formula)
	})
	shown, masked := map[string]string{}, 0
	for sheet, rows := range cellsOf(t, f) {
		for r, row := range rows {
			for c, value := range row {
				shown[value] = ref(sheet, c+1, r+1)
				if x, err := strconv.ParseFloat(value, 64); err == nil {
					shown[rounded(x)] = ref(sheet, c+1, r+1)
				} else if value == inventory.C.String() {
					masked++
				}
			}
		}
	}
	hidden := 0
	if all := s.Inventory().Total(inventory.Figure{Year: s.Year, Scope: inventory.ScopeTotal, Gas: inventory.AllGases}); shown[rounded(all.CO2e.InexactFloat64())] == "" {
		t.Errorf("the total %s is nowhere", all.CO2e)
	}
	for _, h := range s.Mask.Hidden() {
		var figures []decimal.Decimal
		switch {
		case h.Line != nil && h.Line.Number:
			figures = []decimal.Decimal{h.Line.Value()}
			if gwp, ok := s.Inventory().GWP(h.Line.Gas); ok {
				figures = append(figures, h.Line.Value().Mul(gwp.Amount))
			}
		case h.Line == nil:
			of := s.Inventory().Total(h.Figure)
			figures = []decimal.Decimal{of.Mass, of.CO2e}
		}
		for _, d := range figures {
			if d.NumDigits() < 8 {
				continue // others may have so few digits too
			}
			hidden++
			if at := shown[rounded(d.InexactFloat64())]; at != "" || shown[d.String()] != "" {
				t.Errorf("%s shows %s, which is hidden", at, d)
			}
		}
	}
	if hidden == 0 || masked == 0 {
		t.Errorf("%d figures hidden, %d cells masked", hidden, masked)
	}
}

// rounded prints twelve digits: the library cuts figures at fifteen.
func rounded(x float64) string { return strconv.FormatFloat(x, 'g', 12, 64) }

// Beyond twenty sites the lines that are carried from year to year are values, and say so.
func TestManySitesAreValues(t *testing.T) {
	w := made(gathered(t, "CN-PROV-2011"), nil)
	b := &branch{}
	for _, l := range w.byLine {
		if l.of.Row.Category.Code != "2.F.2" || !l.of.Number {
			continue
		}
		for site := range mostSites + 1 {
			row := *l.of.Row
			row.Facility = fmt.Sprint("厂", site)
			e := *l.of
			e.Row = &row
			b.lines = append(b.lines, &line{of: &e, tree: l.tree})
		}
	}
	w.order = []*branch{b}
	w.manySites()
	for _, l := range b.lines {
		if !l.fixed || !strings.Contains(noteOf(l), "21 个场所") {
			t.Fatalf("%s: %t, %q", l.of.Row.Facility, l.fixed, noteOf(l))
		}
	}
	if len(b.lines) == 0 {
		t.Error("no foams")
	}
}
