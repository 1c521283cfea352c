package bundle

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/recalc"
	"ghg/inventory/report"
)

// lines is a table of a seal with one column taken away, and rows as change leaves them.
func lines(t *testing.T, content []byte, without string, change func(cell func(string) *string)) []byte {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		change(func(column string) *string { return &row[slices.Index(rows[0], column)] })
	}
	if at := slices.Index(rows[0], without); at >= 0 {
		for i := range rows {
			rows[i] = slices.Delete(rows[i], at, at+1)
		}
	}
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// ofEngine is the seal as another version of the engine would have made it that computed some lines otherwise.
func ofEngine(t *testing.T, content []byte, version int, change func(cell func(string) *string)) []byte {
	t.Helper()
	return forged(t, content, func(m *Manifest, parts map[string][]byte) {
		m.Engine = version
		exchanged(t, parts, Results+"manifest.json", `"engine": 2`, `"engine": `+joined([]int{version}, ""))
		parts[Results+"inventory.csv"] = lines(t, parts[Results+"inventory.csv"], "vintage", change)
		delete(parts, Results+"reference.csv")
	})
}

// entered makes a line a notation key.
func entered(cell func(string) *string, key string) {
	for _, column := range []string{"value", "unit", "co2e_t", "method", "tier"} {
		*cell(column) = ""
	}
	*cell("notation") = key
}

// A seal of another version is held by its figures: columns and files that came later, words and the version itself are no part of the
// verdict; figures that differ are explained by a named change, or said to be unexplained. One of a newer version is never identical.
func TestSealsOfOtherVersions(t *testing.T) {
	example, err := fs.Sub(engine.Shipped(), "tongliang")
	dir := t.TempDir()
	if err == nil {
		err = os.CopyFS(dir, example)
	}
	if err != nil {
		t.Fatal(err)
	}
	content := sealedIn(t, dir).Content
	of := func(cell func(string) *string, category, gas string) bool {
		return *cell("category") == category && *cell("gas") == gas && *cell("value") != ""
	}
	for _, x := range []struct {
		name      string
		version   int
		change    func(cell func(string) *string)
		kinds     []string // of the differences
		explained bool
	}{
		{"the same figures", 1, func(cell func(string) *string) {
			*cell("note") = strings.ReplaceAll(*cell("note"), "未询问", "没有问过")
			if *cell("value") != "" && !strings.Contains(*cell("value"), ".") {
				*cell("value") += ".0"
			}
		}, nil, false},
		{"a named change", 1, func(cell func(string) *string) {
			if *cell("method") == "1.B.2/cn/CH4" {
				entered(cell, "NE")
			}
		}, []string{report.CauseProgram}, true},
		{"another key than the change names", 1, func(cell func(string) *string) {
			if *cell("method") == "1.B.2/cn/CH4" {
				entered(cell, "NO")
			}
		}, []string{report.CauseUnnamed}, false},
		{"a figure where a version since has none", 1, func(cell func(string) *string) {
			if *cell("category") == "4.C.1" && *cell("notation") == "NE" && *cell("gas") == "CO2" {
				*cell("value"), *cell("co2e_t"), *cell("notation"), *cell("method") = "999999", "999999", "", "4.C.1/cn/CO2"
			}
		}, []string{report.CauseUnnamed}, false},
		{"a change that nobody named", 1, func(cell func(string) *string) {
			if *cell("method") == "1.B.2/cn/CH4" {
				entered(cell, "NE")
			}
			if of(cell, "1.A.2.m", "CO2") {
				*cell("value") += "1"
			}
		}, []string{report.CauseProgram, report.CauseUnnamed}, false},
		{"a newer version", engine.Version + 1, func(func(string) *string) {}, []string{report.CauseUnnamed}, false},
	} {
		t.Run(x.name, func(t *testing.T) {
			v := verifiedOlder(t, ofEngine(t, content, x.version, x.change))
			var kinds []string
			for _, d := range v.Differences {
				kinds = append(kinds, d.Cause.Kind)
			}
			slices.Sort(kinds)
			if kinds = slices.Compact(kinds); !v.Authentic() || !slices.Equal(kinds, x.kinds) || v.Explained() != x.explained || v.Identical() != (x.kinds == nil) || len(v.Aside) == 0 {
				t.Errorf("%s %v %v, explained %v, %d aside\n%v\n%+v", v.Word(), kinds, v.Refused, v.Explained(), len(v.Aside), v.Failed, v.Differences[:min(3, len(v.Differences))])
			}
		})
	}
}

// verifiedOlder verifies a seal as if engine 1 had been released with the tables of this program.
func verifiedOlder(t *testing.T, content []byte) *report.Verdict {
	t.Helper()
	e := newEngine(t)
	hash, err := engine.TablesHash(e.Tables())
	if err != nil {
		t.Fatal(err)
	}
	v, _ := Verifier{Engine: e, Draws: DrawsTaken, Releases: []engine.Release{{Engine: 1, Tables: hash, Name: "v1"}}}.Verify("seal.zip", content)
	return v
}

// An older engine that no release had excuses nothing.
func TestEngineOfNoRelease(t *testing.T) {
	content := ofEngine(t, sealedIn(t, copyOf(t, "assessed")).Content, 1, func(func(string) *string) {})
	v, _ := verified("seal.zip", content, newEngine(t), nil)
	if d, ok := where(v, ManifestPath, "engine"); !ok || d.Cause.Kind != report.CauseUnnamed || v.Identical() || v.Explained() {
		t.Errorf("%s %+v", v.Word(), v.Differences)
	}
}

// The bridge of an older seal leads from the figures that it prints to those that come out, all of it by the program.
func TestBridgeOfAnOlderSeal(t *testing.T) {
	content := ofEngine(t, sealedIn(t, copyOf(t, "assessed")).Content, 1, func(cell func(string) *string) {
		if *cell("year") == "2015" && *cell("category") == "2.A.1" && *cell("gas") == "CO2" {
			*cell("value"), *cell("co2e_t") = "699000", "699000"
		}
	})
	v := verifiedOlder(t, content)
	if v.Bridge == nil {
		t.Fatalf("%s: no bridge", v.Word())
	}
	for _, scope := range []string{"total", "2", "2.A.1"} {
		y, _ := v.Bridge.Year(2015)
		r, ok := y.Row(inventory.Territorial, scope, inventory.AllGases)
		if !ok || r.Difference().String() != "400" || recalc.Unscaled(r.Parts[recalc.Program]).String() != "400" {
			t.Errorf("%s: %+v", scope, r)
		}
	}
	var page bytes.Buffer
	report.VerdictPage(&page, v, "en")
	for _, want := range []string{"2015  territorial total", "699,000", "699,400"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("no %q in\n%s", want, page.String())
		}
	}
}
