package factors

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ghg/inventory"
	"ghg/inventory/golden"
)

// figureText prints a figure as value [low, high] and "r" for a printed range.
func figureText(f OutsideFigure) string {
	out := ""
	if f.Value != nil {
		out = f.Value.String()
	}
	if f.Low != nil || f.High != nil {
		out += "["
		if f.Low != nil {
			out += f.Low.String()
		}
		out += ","
		if f.High != nil {
			out += f.High.String()
		}
		out += "]"
	}
	if f.Printed {
		out += "r"
	}
	return out
}

func TestParseFigure(t *testing.T) {
	for cell, want := range map[string]string{
		"56100": "56100", "56,100": "56100", " 0.0 ": "0", "-1.5": "-1.5", "1.2E-05": "0.000012", "1.2 x 10^-5": "0.000012", "1.2×10⁻⁵": "0.000012", ".5": "0.5",
		"１２．５":         "12.5",
		"0.5 - 1.2":    "[0.5,1.2]r",
		"0.5–1.2":      "[0.5,1.2]r",
		"0.5 to 1.2":   "[0.5,1.2]r",
		"0.5 ~ 1.2":    "[0.5,1.2]r",
		"-1.5 - -0.5":  "[-1.5,-0.5]r",
		"1,000-2,000":  "[1000,2000]r",
		"24 (16-32)":   "24[16,32]r",
		"24 [16; 32]":  "24[16,32]r",
		"24 (16, 32)":  "24[16,32]r",
		"1.2 ± 0.3":    "1.2[0.9,1.5]",
		"1.2 +/- 25%":  "1.2[0.9,1.5]",
		"1.2 (± 25 %)": "1.2[0.9,1.5]",
		"-2 ± 25%":     "-2[-2.5,-1.5]",
		"<5":           "[,5]r",
		"≤ 5":          "[,5]r",
		"> 0.1":        "[0.1,]r",
		// what cannot be read, or could be read in two ways
		"": "no", "see table": "no", "12,5": "no", "1,23,456": "no", "10-5": "no", "1; 2; 3": "no", "1 2": "no", "24 (26-32)": "no", "5 %": "no", "0x10": "no", "NaN": "no",
		"1e999": "no", "1 (2)": "no", "0.5-1.2-3": "no", "about 5": "no", "5 kg": "no", strings.Repeat("1", 200): "no",
	} {
		got := "no"
		if f, ok := ParseFigure(cell); ok {
			got = figureText(f)
		}
		if got != want {
			t.Errorf("%q is read as %s, want %s", cell, got, want)
		}
	}
}

func TestParseOutsideUnit(t *testing.T) {
	for cell, want := range map[string]string{
		"kg/TJ": "kg/TJ", "KG/TJ": "kg/TJ", "(Gg CO2/TJ)": "Gg CO2/TJ", "[kg/TJ]": "kg/TJ", "（kg/TJ）": "kg/TJ", "g CH4/m2/day": "g CH4/m2/day", "fraction": "fraction", "%": "%",
		"Dimensionless": "1", "kg CH4 ha-1 day-1": "kg CH4/ha/day", "kg per TJ": "kg/TJ", "tonnes/tonne": "t/t", "kg CH4/head/year\n": "kg CH4/head/yr", "TJ/kt": "TJ/kt",
		"t CO2/t clinker": "", "": "", "(kg)/(TJ)": "", "short tons": "", strings.Repeat("kg/", 400): "",
	} {
		unit, err := ParseOutsideUnit(cell)
		if want == "" {
			if err == nil {
				t.Errorf("%q is read as %s", cell, unit)
			}
		} else if err != nil || unit.String() != want {
			t.Errorf("%q is read as %s (%v), want %s", cell, unit, err, want)
		}
	}
}

func TestOutsideCategory(t *testing.T) {
	for cell, want := range map[string]string{
		"1.A.1.a - Main Activity Electricity and Heat Production": "1.A.1.a", "1A1a": "1.A.1.a", "1 - Energy": "1", "4.C.1 – Waste Incineration": "4.C.1", "1.A.1.a - ": "1.A.1.a",
		"1.A.9.z - None":            `unknown category "1.A.9.z"`,
		"1.A.1.a - Mines":           "1.A.1.a", // a heading that is not known contradicts nothing
		"3.A.1 - Rice cultivations": `code 3.A.1 (Enteric Fermentation) and heading "Rice cultivations" (3.C.7) are two categories`,
	} {
		got := ""
		if c, wrong := outsideCategory(voc(t), cell); wrong != nil {
			got = wrong.message.EN
		} else {
			got = c.Code
		}
		if got != want {
			t.Errorf("%q is read as %s, want %s", cell, got, want)
		}
	}
}

// A list of a category and some of its parts is the path to these; a category all of whose parts are listed stands for them.
func TestNarrowed(t *testing.T) {
	for list, want := range map[string]string{
		"1.A.1":                         "1.A.1",
		"1.A;1.A.3.b":                   "1.A.3.b narrowed",
		"1;1.A;1.A.1;1.A.1.a;1.A.1.a.i": "1.A.1.a.i narrowed",
		"1.A.4.b;1.A.4.c.i":             "1.A.4.b;1.A.4.c.i",
		"1.A.1.a;1.A.1.a.i;1.A.1.a.ii;1.A.1.a.iii":        "1.A.1.a",
		"1.A.1;1.A.1.a;1.A.1.a.i;1.A.1.a.ii;1.A.1.a.iii":  "1.A.1.a narrowed",
		"1.A.3;1.A.3.a.i;1.A.3.b;1.A.3.c;1.A.3.d;1.A.3.e": "1.A.3.a.i;1.A.3.b;1.A.3.c;1.A.3.d;1.A.3.e narrowed",
	} {
		var categories []*inventory.Category
		for _, code := range strings.Split(list, ";") {
			categories = append(categories, voc(t).Categories.Must(code))
		}
		kept, narrow := narrowed(categories)
		var codes []string
		for _, c := range kept {
			codes = append(codes, c.Code)
		}
		got := strings.Join(codes, ";")
		if narrow {
			got += " narrowed"
		}
		if got != want {
			t.Errorf("%s is taken for %s, want %s", list, got, want)
		}
	}
}

func shippedTable(t testing.TB) *Table {
	t.Helper()
	table, problems := New(shippedRows(t))
	if problems.Failed() {
		t.Fatal(problems[0].Format("en"))
	}
	return table
}

// The export holds a row for every trouble; what cannot be taken is told, the rest reads back as it was written.
func TestImportEFDB(t *testing.T) {
	content, err := os.ReadFile("../testdata/efdb/export.csv")
	if err != nil {
		t.Fatal(err)
	}
	known := shippedTable(t)
	var told string
	for name, encoded := range map[string][]byte{"UTF-8": content, "UTF-16": inUTF16(string(content)), "CRLF": bytes.ReplaceAll(content, []byte("\n"), []byte("\r\n"))} {
		in, problems := known.Import(Outside{Name: "export.csv", Content: encoded, KnownSince: "2024"})
		if problems.Failed() {
			t.Fatal(problems)
		}
		golden.Compare(t, "../testdata/efdb/EFDB.csv", string(in.File))
		if in.Read != 18 || in.Left != 8 || in.Narrowed != 1 || in.Named != 2 || len(in.Rows) != 10 {
			t.Errorf("%s: %d read, %d left, %d narrowed, %d named, %d rows", name, in.Read, in.Left, in.Narrowed, in.Named, len(in.Rows))
		}
		var same []string
		for _, pair := range in.Same {
			same = append(same, pair.A.Set+" "+pair.B.Parameter+" "+pair.B.Figure())
		}
		slices.Sort(same)
		if got := strings.Join(same, "; "); got != "IPCC-2006 ef 0.1 kg/TJ; IPCC-2006 ef 1 kg/TJ; IPCC-2006 ef_full_oxidation 56100 kg/TJ; IPCC-2006 ncv 26.7 TJ/Gg" {
			t.Errorf("%s: the same as %s", name, got)
		}
		rows, faults := Load("factors/EFDB.csv", bytes.NewReader(in.File), voc(t), true)
		if len(faults) != 0 || len(rows) != len(in.Rows) {
			t.Errorf("%s reads back as %d rows, %v", name, len(rows), faults)
		}
		for i, row := range rows {
			if row.Key() != in.Rows[i].Key() || row.Figure() != in.Rows[i].Figure() {
				t.Errorf("%s reads back as %s = %s", in.Rows[i].Key(), row.Key(), row.Figure())
			}
		}
		if name == "UTF-8" {
			for _, p := range problems {
				told += p.Format("en") + "\n" + p.Format("zh") + "\n"
			}
		}
	}
	golden.Compare(t, "../testdata/efdb/problems.txt", told)
}

func inUTF16(s string) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

const nationalMapping = `schema_version = 1
kind = "factors"
set = "CN-NCSC"
[columns]
category = "类别"
item = "燃料"
parameter = "参数"
value = "数值"
unit = "单位"
source = "文献"
[constants]
region = "China"
known_since = "2024-12"
status = "unconfirmed"
`

// importNational reads a table in GB18030 through the mapping.
func importNational(t *testing.T, mapping, text string) (*Import, inventory.Problems) {
	t.Helper()
	m, problems := ParseMapping("m.toml", []byte(mapping))
	if problems.Failed() {
		t.Fatal(problems[0].Format("en"))
	}
	content, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return shippedTable(t).Import(Outside{Name: "n.csv", Content: content, Mapping: m})
}

// Rows of one key that say the same are one; others are left out where nothing tells them apart, and get their number
// where they have one.
func TestImportApart(t *testing.T) {
	const text = "编号,类别,燃料,参数,数值,单位,文献\n1,1.A,天然气,低位发热量,389.31,GJ/10^4 Nm3,甲\n2,1.A,天然气,低位发热量,389.31,GJ/10^4 Nm3,乙\n3,1.A,原煤,低位发热量,20,GJ/t,甲\n4,1.A,原煤,低位发热量,21,GJ/t,乙\n"
	in, problems := importNational(t, nationalMapping, text)
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Severity.String()+" "+p.Code+" "+p.Source.String())
	}
	if got := strings.Join(codes, ", "); got != "WARNING column-not-read n.csv:1:1, INFO read-as-gb18030 n.csv, INFO row-repeated n.csv:3, WARNING rows-not-apart n.csv:4:5, WARNING rows-not-apart n.csv:5:5" {
		t.Errorf("told: %s", got)
	}
	if len(in.Rows) != 1 || in.Left != 2 || in.Rows[0].Key() != "CN-NCSC|1.A|天然气||||||ncv||China||–" || in.Rows[0].Document != "甲; n.csv:2:5" || in.Rows[0].KnownSince != "2024-12" {
		t.Errorf("%d left, rows %v", in.Left, in.Rows)
	}
	in, _ = importNational(t, strings.Replace(nationalMapping, "[columns]", "[columns]\nid = \"编号\"", 1), text)
	if len(in.Rows) != 3 || in.Named != 2 || in.Rows[0].Basis != "CN-NCSC 3" || in.Rows[1].Basis != "CN-NCSC 4" {
		t.Errorf("%d named, rows %v", in.Named, in.Rows)
	}
}

func TestParseMapping(t *testing.T) {
	for mapping, want := range map[string]string{
		nationalMapping: "",
		"schema_version = 1\nkind = \"factors\"\nlike = \"EFDB\"\n[values.item]\n\"Natural Gaz\" = \"天然气\"\n": "",
		strings.Replace(nationalMapping, `kind = "factors"`, "", 1):                                           `m.toml: mapping-kind: kind is "", a mapping of factors says kind = "factors"`,
		strings.Replace(nationalMapping, `"factors"`, `"activity"`, 1):                                        `m.toml:2: mapping-kind: kind is "activity", a mapping of factors says kind = "factors"`,
		strings.Replace(nationalMapping, "= 1", "= 2", 1):                                                     `m.toml:1: schema-version: schema_version is 2, this version knows 1`,
		strings.Replace(nationalMapping, "value =", "valeu =", 1):                                             `m.toml:8: unknown-setting: unknown setting "columns.valeu"` + ` | m.toml:4: mapping-incomplete: the mapping does not say what fills value`,
		strings.Replace(nationalMapping, "[constants]", "[constant]", 1):                                      `m.toml:11: unknown-setting: unknown setting "constant" | m.toml:4: mapping-incomplete: the mapping does not say what fills region`,
		nationalMapping + "unit = \"kg\"\n":                                                                   `m.toml:15: mapping-twice: unit is both a column and a constant`,
		strings.Replace(nationalMapping, `"unconfirmed"`, `"printed"`, 1):                                     `m.toml:14: mapping-status: imported factors cannot be status = "printed"`,
		nationalMapping + "[values.gas]\n\"甲烷\" = \"CH4\"\n\" 甲 烷\" = \"CO2\"\n":                              `m.toml:15: mapping-twice: "甲烷" means two things in [values.gas]: CO2 and CH4`,
		strings.Replace(nationalMapping, `"类别"`, "7", 1):                                                      "m.toml:5:0: bad-toml",
		"kind = [": "m.toml:1:9: bad-toml",
	} {
		_, problems := ParseMapping("m.toml", []byte(mapping))
		var got []string
		for _, p := range problems {
			line := p.Source.String() + ": " + p.Code
			if p.Code != "bad-toml" {
				line += ": " + p.Message.EN
			}
			got = append(got, line)
		}
		if text := strings.Join(got, " | "); text != want && !(strings.HasSuffix(want, "bad-toml") && strings.HasSuffix(text, "bad-toml")) {
			t.Errorf("%s\ngives %s\nwant  %s", mapping, text, want)
		}
	}
}
