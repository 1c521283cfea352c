package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// opened is all text of a file of the reports: of an archive that of its entries, of a page also what it holds compressed.
func opened(t *testing.T, name string, content []byte) string {
	t.Helper()
	if bytes.HasPrefix(content, []byte("PK")) {
		archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for _, entry := range archive.File {
			f, err := entry.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(f)
			if err != nil {
				t.Fatal(err)
			}
			out.WriteString(opened(t, name+"/"+entry.Name, text))
		}
		return out.String()
	}
	text := string(content)
	for _, packed := range regexp.MustCompile(`H4sI[A-Za-z0-9+/=]{40,}`).FindAllString(text, -1) {
		compressed, err := base64.StdEncoding.DecodeString(packed)
		if err != nil {
			t.Fatal(err)
		}
		r, err := gzip.NewReader(bytes.NewReader(compressed))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		text += string(plain)
	}
	return text
}

var figureText = regexp.MustCompile(`-?[0-9][0-9,]*(?:\.[0-9]+)?`)

// TestPublicReportsHoldNothingHidden looks in every file of the public reports for the figures that are masked: whole, as a double keeps
// them, and as people read them.
func TestPublicReportsHoldNothingHidden(t *testing.T) {
	plants := []string{"安溪铝业公司", "安溪热电厂"}
	record := "facility,category,from_year,to_year,by,date,reason\n" + plants[0] + ",,,,张三,2026-03-01,商业秘密\n" + plants[1] + ",1.A.1.a,,,张三,2026-03-01,商业秘密\n"
	w := reported(t, record)
	public := filepath.Join(w.dir, "public")
	var out, said bytes.Buffer
	if code := run([]string{"report", filepath.Dir(w.dir), "--public", "--lang", "en"}, &out, &said); code != 0 {
		t.Fatalf("%d: %s", code, said.String())
	}
	if !strings.Contains(out.String(), "Totals masked by C") {
		t.Errorf("nothing tells what is masked: %s", out.String())
	}
	masked := &walked{dir: public}
	hidden := map[string]string{} // figure: what it is of
	for _, row := range masked.table(t, "summary.csv") {
		key := strings.Join([]string{row["year"], row["boundary"], row["scope"], row["gas"]}, ",")
		if row["notation"] != "C" {
			if full := w.totals[key]; full["co2e_t"] != row["co2e_t"] || full["value_t"] != row["value_t"] {
				t.Errorf("%s is published as %v, the inventory has %v", key, row, full)
			}
			continue
		}
		if row["co2e_t"]+row["value_t"]+row["complete"] != "" {
			t.Errorf("%s is masked and published: %v", key, row)
		}
		hidden[w.totals[key]["co2e_t"]], hidden[w.totals[key]["value_t"]] = key, key
	}
	for _, row := range w.lines {
		if row["facility"] == plants[0] || row["facility"] == plants[1] && row["category"] == "1.A.1.a" {
			hidden[row["co2e_t"]], hidden[row["value"]] = row["facility"], row["facility"]
		}
	}
	for _, row := range masked.table(t, "summary.csv") { // a figure that is published beside is no secret
		delete(hidden, row["co2e_t"])
		delete(hidden, row["value_t"])
	}
	if len(hidden) < 100 {
		t.Fatalf("only %d figures are hidden", len(hidden))
	}
	for _, name := range []string{"tables.xlsx", "report.html", "inventory_report.docx"} { // what is looked for is found where nothing is masked
		numbers, found := numbersIn(opened(t, name, w.read(t, name))), 0
		for exact := range hidden {
			if slices.ContainsFunc(formsOf(exact), func(form string) bool { return numbers[form] }) {
				found++
			}
		}
		if found < 10 {
			t.Errorf("%s of the bureau holds %d of %d", name, found, len(hidden))
		}
	}
	files, err := os.ReadDir(public)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		numbers := numbersIn(opened(t, file.Name(), masked.read(t, file.Name())))
		for _, exact := range slices.Sorted(maps.Keys(hidden)) {
			for _, form := range formsOf(exact) {
				if numbers[form] {
					t.Errorf("%s holds %s, which is %s of %s", file.Name(), form, exact, hidden[exact])
				}
			}
		}
	}
}

// numbersIn are the numbers that a text holds.
func numbersIn(text string) map[string]bool {
	out := map[string]bool{}
	for _, found := range figureText.FindAllString(text, -1) {
		out[strings.ReplaceAll(found, ",", "")] = true
	}
	return out
}

// formsOf are the forms in which a figure could be printed, those of six digits and more: by chance no other has them.
func formsOf(exact string) (out []string) {
	d, err := decimal.NewFromString(exact)
	if err != nil || d.IsZero() {
		return nil
	}
	forms := []string{exact}
	for places := int32(-2); places <= 12; places++ {
		for _, scaled := range []decimal.Decimal{d, d.Shift(-4)} {
			forms = append(forms, scaled.RoundBank(places).StringFixed(max(0, places)))
		}
	}
	for _, form := range forms {
		if digits := strings.Trim(strings.ReplaceAll(form, ".", ""), "-0"); len(digits) >= 6 {
			out = append(out, form)
		}
	}
	return out
}
