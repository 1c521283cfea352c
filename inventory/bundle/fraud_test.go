package bundle

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// claimed is a seal whose manifest and results both say that another version computed it.
func claimed(t *testing.T, content []byte, version int, change func(parts map[string][]byte)) []byte {
	t.Helper()
	return forged(t, content, func(m *Manifest, parts map[string][]byte) {
		m.Engine = version
		exchanged(t, parts, Results+"manifest.json", `"engine": 2`, `"engine": `+joined([]int{version}, ""))
		change(parts)
	})
}

// without is a table without some columns.
func without(t *testing.T, content []byte, columns ...string) []byte {
	for _, column := range columns {
		content = lines(t, content, column, func(func(string) *string) {})
	}
	return content
}

// That another version of the engine computed a seal excuses words and what came later, but no figure and no table that every version writes.
func TestOtherVersionIsNoExcuse(t *testing.T) {
	content := sealedIn(t, copyOf(t, "assessed")).Content
	results := func(parts map[string][]byte, keep ...string) {
		maps.DeleteFunc(parts, func(name string, _ []byte) bool {
			return strings.HasPrefix(name, Results) && !slices.Contains(keep, name)
		})
	}
	for name, change := range map[string]func(parts map[string][]byte){
		"no results but the manifest":  func(parts map[string][]byte) { results(parts, Results+"manifest.json") },
		"problems alone":               func(parts map[string][]byte) { results(parts, Results+"manifest.json", Results+"problems.csv") },
		"an empty inventory.json":      func(parts map[string][]byte) { parts[Results+"inventory.json"] = []byte("{}\n") },
		"figures of inventory.csv cut": func(parts map[string][]byte) { parts[ofLine] = without(t, parts[ofLine], "value", "co2e_t") },
		"figures of summary.csv cut":   func(parts map[string][]byte) { parts[ofTotal] = without(t, parts[ofTotal], "value_t", "co2e_t") },
		"figures of inventory.json by another name": func(parts map[string][]byte) {
			parts[Results+"inventory.json"] = bytes.ReplaceAll(parts[Results+"inventory.json"], []byte(`"value":`), []byte(`"worth":`))
		},
		"a total of inventory.json": func(parts map[string][]byte) {
			exchanged(t, parts, Results+"inventory.json", `"value_t":"1657073.8855982`, `"value_t":"1557073.8855982`)
		},
	} {
		for _, version := range []int{1, engine.Version + 97} {
			if v, _ := Verify("seal.zip", claimed(t, content, version, change), newEngine(t), nil); v.Word() != "differs" || v.Explained() {
				t.Errorf("%s, engine %d: %s", name, version, v.Word())
			}
		}
	}
	if v, _ := Verify("seal.zip", claimed(t, content, engine.Version+1, func(map[string][]byte) {}), newEngine(t), nil); v.Word() != "undecided" || v.Identical() {
		t.Errorf("a newer version with the same figures: %s", v.Word())
	}
	alone, _ := Verify("seal.zip", forged(t, content, func(m *Manifest, _ map[string][]byte) { m.Engine = 1 }), newEngine(t), nil)
	if d, ok := where(alone, ManifestPath, "engine"); !ok || d.Sealed != "1" || d.Recomputed != "2" || d.Cause.Kind != report.CauseRecipe {
		t.Errorf("another version in the manifest alone: %s %+v", alone.Word(), d)
	}
	for _, version := range []int{0, -1} {
		m := &Manifest{Format: ManifestFormat, Engine: version, Tables: strings.Repeat("0", 64), Region: Region{"500151", "铜梁区"}, Years: []int{2020}}
		if _, problems := ParseManifest(m.Encode()); len(problems) != 1 || problems[0].Code != "bad-manifest" {
			t.Errorf("engine %d: %v", version, problems)
		}
	}
}

// withTables is a seal that was honestly computed with other tables.
func withTables(t *testing.T, content []byte, change func(parts map[string][]byte)) []byte {
	t.Helper()
	return forged(t, content, func(m *Manifest, parts map[string][]byte) {
		change(parts)
		tables, inputs := fstest.MapFS{}, fstest.MapFS{}
		for path, content := range parts {
			if name, ok := strings.CutPrefix(path, Tables); ok {
				tables[name] = &fstest.MapFile{Data: content}
			} else if name, ok := strings.CutPrefix(path, Inputs); ok {
				inputs[name] = &fstest.MapFile{Data: content}
			}
		}
		e, err := engine.NewFrom(tables)
		if err != nil {
			t.Fatal(err)
		}
		c, err := Compute(e, inputs, Recipe{Years: m.Years})
		if err != nil || c.Problems.Failed() {
			t.Fatal(err, c.Problems)
		}
		for name, content := range c.Files {
			parts[Results+name] = content
		}
		if m.Tables, err = engine.TablesHash(tables); err != nil {
			t.Fatal(err)
		}
	})
}

// Tables of no release are a difference, however well they fit the results: which rows are others, and what they move, is told.
func TestTablesOfNoRelease(t *testing.T) {
	content := sealedIn(t, copyOf(t, "assessed")).Content
	lowered := withTables(t, content, func(parts map[string][]byte) {
		exchanged(t, parts, Tables+"factors/energy.csv", "\nCN-ENT,1.A.2,,天然气,,,,,,ncv,,389.31,", "\nCN-ENT,1.A.2,,天然气,,,,,,ncv,,339.31,")
	})
	v, _ := Verify("seal.zip", lowered, newEngine(t), nil)
	row, ok := where(v, Tables+"factors/energy.csv", "")
	if v.Word() != "differs" || v.Explained() || !ok || !strings.Contains(row.Sealed, "339.31") || !strings.Contains(row.Recomputed, "389.31") || row.Line == 0 || row.Cause.Kind != report.CauseTable {
		t.Errorf("%s: %+v", v.Word(), v.Differences)
	}
	if v.Bridge == nil {
		t.Error("what the tables move is not told")
	}
	var out bytes.Buffer
	report.VerdictPage(&out, v, "en")
	if !strings.Contains(out.String(), "what the tables of this program make of the same inputs") || !strings.Contains(out.String(), "of no release that this program knows") {
		t.Errorf("%s", out.String())
	}
	for name, change := range map[string]func(parts map[string][]byte){
		"junk": func(parts map[string][]byte) {
			for name := range parts {
				if strings.HasPrefix(name, Tables) {
					parts[name] = []byte("junk\n")
				}
			}
		},
		"none": func(parts map[string][]byte) {
			maps.DeleteFunc(parts, func(name string, _ []byte) bool { return strings.HasPrefix(name, Tables) })
		},
		"one more": func(parts map[string][]byte) { parts[Tables+"more.csv"] = []byte("junk\n") },
	} {
		v, _ := Verify("seal.zip", forged(t, content, func(m *Manifest, parts map[string][]byte) {
			change(parts)
			tables, err := folder(partsIn(parts), Tables)
			if err == nil {
				m.Tables, err = engine.TablesHash(tables)
			}
			if err != nil {
				t.Fatal(err)
			}
		}), newEngine(t), nil)
		if _, ok := where(v, ManifestPath, "tables"); !ok || v.Word() != "differs" || len(v.Tables.EN) > 2000 {
			t.Errorf("%s: %s %d", name, v.Word(), len(v.Tables.EN))
		}
	}
}

func partsIn(files map[string][]byte) (out []Part) {
	for name, content := range files {
		out = append(out, Part{name, content})
	}
	return out
}

// Small seals that are made to take long, or much memory, are refused or held against what comes out in proportion to it.
func TestSealsThatWouldTakeLong(t *testing.T) {
	content := sealedIn(t, copyOf(t, "forest")).Content
	wide := func() []byte { // each object has a field of its own
		list := make([]map[string]int, 20_000)
		for i := range list {
			list[i] = map[string]int{"f" + joined([]int{i}, ""): 1}
		}
		text, err := json.Marshal(map[string]any{"estimates": list})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	columns := func(table []byte) []byte {
		rows := strings.SplitAfter(string(table), "\n")
		for i := range rows[:len(rows)-1] {
			rows[i] = strings.TrimSuffix(rows[i], "\n") + strings.Repeat(",x", 5_000) + "\n"
		}
		return []byte(strings.Join(rows[:3], ""))
	}
	for name, change := range map[string]func(m *Manifest, parts map[string][]byte){
		"many fields": func(_ *Manifest, parts map[string][]byte) { parts[Results+"inventory.json"] = wide() },
		"many objects": func(_ *Manifest, parts map[string][]byte) {
			parts[Results+"inventory.json"] = []byte(`{"estimates":[{}` + strings.Repeat(",{}", 2_000_000) + "]}")
		},
		"many columns": func(_ *Manifest, parts map[string][]byte) { parts[ofLine] = columns(parts[ofLine]) },
		"many rows": func(_ *Manifest, parts map[string][]byte) {
			parts[ofLine] = append(slices.Clone(parts[ofLine]), bytes.Repeat([]byte(strings.Repeat(",", 20)+"\n"), 40_000)...)
			parts[ofTotal] = append(slices.Clone(parts[ofTotal]), bytes.Repeat([]byte(strings.Repeat(",", 9)+"\n"), 100_000)...)
		},
		"draws without their results": func(m *Manifest, _ map[string][]byte) { m.Draws, m.Seed = MostDraws, 1 },
	} {
		v, _ := Verify("seal.zip", forged(t, content, change), newEngine(t), nil)
		if v.Word() != "differs" {
			t.Errorf("%s: %s", name, v.Word())
		}
	}
}

// What no computation reads is no input, what lies in no folder of a seal no part of it, and who must have signed is for the verifier to say.
func TestWhatASealHolds(t *testing.T) {
	content := sealedIn(t, signable(t, "forest", "compiler"), testSigner(t)).Content
	added := func(path string) *report.Verdict {
		v, _ := Verify("seal.zip", forged(t, content, func(_ *Manifest, parts map[string][]byte) { parts[path] = []byte("x\n") }), newEngine(t), nil)
		return v
	}
	for path, word := range map[string]string{"foo/x.txt": "not authentic", "x.txt": "not authentic", "INPUTS/x": "not authentic", Inputs + "out/summary.csv": "differs", Attachments + "x.html": "unsigned, identical"} {
		if v := added(path); v.Word() != word || (v.Attachments == 1) != strings.HasPrefix(path, Attachments) {
			t.Errorf("%s: %s, %d attachments", path, v.Word(), v.Attachments)
		}
	}
	for role, authentic := range map[string]bool{"compiler": true, "approver": false} {
		if v, _ := Verify("seal.zip", content, newEngine(t), &Trust{Require: []string{role}}); v.Authentic() != authentic || !authentic && v.Refused[0].Code != "signature-required" {
			t.Errorf("--require %s: %v", role, v.Refused)
		}
	}
}
