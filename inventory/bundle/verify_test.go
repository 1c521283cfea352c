package bundle

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

var theEngine = sync.OnceValues(engine.New)

func newEngine(t testing.TB) *engine.Engine {
	t.Helper()
	e, err := theEngine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// copyOf is a copy of a golden inventory in a folder of its own.
func copyOf(t testing.TB, name string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("../../testdata/inventories", name))); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "golden")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func prepared(t testing.TB, dir string, recipe Recipe, attached ...Part) *Prepared {
	t.Helper()
	e := newEngine(t)
	ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	p, problems, err := Prepare(e, ws, recipe, true, attached)
	if err != nil || p == nil {
		t.Fatal(err, problems)
	}
	return p
}

// sealedIn is a draft of a workspace, sealed in its folder.
func sealedIn(t testing.TB, dir string, signers ...note.Signer) *Stored {
	t.Helper()
	stored, err := prepared(t, dir, Recipe{}).Store(filepath.Join(dir, SealsFolder), signers...)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

// What was sealed is authentic and comes out again; the same is sealed once.
func TestSealedIsIdentical(t *testing.T) {
	dir := copyOf(t, "assessed")
	first := sealedIn(t, dir)
	v, _ := verified("seal.zip", first.Content, newEngine(t), nil)
	if v.Word() != "unsigned, identical" || len(v.Aside) > 0 || v.Tables != (inventory.Text{}) {
		t.Fatalf("%s: %v\n%v", v.Word(), v.Refused, v.Differences)
	}
	again := sealedIn(t, dir)
	if !again.Again || !bytes.Equal(again.Content, first.Content) || again.Record != 0 {
		t.Errorf("sealed again: %v, record %d", again.Again, again.Record)
	}
	if err := os.Remove(first.Path); err != nil {
		t.Fatal(err)
	}
	if lost := sealedIn(t, dir); lost.Again || !bytes.Equal(lost.Content, first.Content) {
		t.Error("a seal that was lost is not made anew as it was")
	}
}

// forged is a seal with changed parts, all sums and the statement made to fit: what somebody can do who signs nothing.
func forged(t testing.TB, content []byte, change func(m *Manifest, parts map[string][]byte)) []byte {
	t.Helper()
	parts, problems := Unpack("", content)
	manifest, _ := Find(parts, ManifestPath)
	m, found := ParseManifest(manifest)
	if problems = append(problems, found...); problems.Failed() {
		t.Fatal(problems)
	}
	files := filesOf(parts, "")
	for _, own := range []string{ManifestPath, NotePath, LogPath} {
		delete(files, own)
	}
	change(m, files)
	p := &Prepared{Manifest: m}
	for name, content := range files {
		p.parts = append(p.parts, Part{name, content})
	}
	m.Parts = List(p.parts)
	log := &Log{}
	whole, err := p.with(log, log.Add(m.record()), nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Pack(&out, whole); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func exchanged(t testing.TB, parts map[string][]byte, path, old, with string) {
	t.Helper()
	if !strings.Contains(string(parts[path]), old) {
		t.Fatalf("%s has no %q", path, old)
	}
	parts[path] = []byte(strings.Replace(string(parts[path]), old, with, 1))
}

// where finds the first difference of a part.
func where(v *report.Verdict, part, column string) (report.Difference, bool) {
	i := slices.IndexFunc(v.Differences, func(d report.Difference) bool { return d.Part == part && (column == "" || d.Column == column) })
	if i < 0 {
		return report.Difference{}, false
	}
	return v.Differences[i], true
}

// forgery is a change of a seal whose sums were made to fit: where it shows first, and what it is traced to.
type forgery struct {
	name         string
	change       func(m *Manifest, parts map[string][]byte)
	part, column string
	kind, of     string
}

const ofLine, ofTotal = Results + "inventory.csv", Results + "summary.csv"

// forgeries are changes of what figures come from, and of the figures.
func forgeries(t *testing.T) []forgery {
	return []forgery{
		{"input", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Inputs+"activity/activity.csv", "2015,1.A.1.a,天然气,500", "2015,1.A.1.a,天然气,501")
		}, ofLine, "value", report.CauseInput, "activity/activity.csv:2:4"},
		{"input, the total", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Inputs+"activity/activity.csv", "2015,1.A.1.a,天然气,500", "2015,1.A.1.a,天然气,501")
		}, ofTotal, "value_t", report.CauseInput, "activity/activity.csv:2:4"},
		{"line", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, ofLine, "10810.944045", "10710.944045")
		}, ofLine, "value", report.CauseAltered, ""},
		{"total", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, ofTotal, "1657073.8855982", "1557073.8855982")
		}, ofTotal, "value_t", report.CauseAltered, ""},
		{"intensity", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Results+"peaks.csv", "2024", "2023")
		}, Results + "peaks.csv", "", report.CauseAltered, ""},
		{"words", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Results+"problems.csv", "not-asked", "asked")
		}, Results + "problems.csv", "", report.CauseAltered, ""},
		{"table", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Tables+"factors/energy.csv", "\nCN-ENT,1.A.2,,天然气,,,,,,ncv,,389.31,", "\nCN-ENT,1.A.2,,天然气,,,,,,ncv,,399.31,")
		}, ofLine, "value", report.CauseTable, "CN-ENT|1.A.2|天然气||||||ncv||China||–"},
		{"table that nothing rests on", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Tables+"departments.csv", "\n", "\n\n")
		}, Results + "manifest.json", "value", report.CauseTable, "tables"},
		{"result taken away", func(_ *Manifest, parts map[string][]byte) { delete(parts, ofTotal) }, ofTotal, "", report.CauseAltered, ""},
		{"result added", func(_ *Manifest, parts map[string][]byte) { parts[Results+"more.csv"] = []byte("a\n1\n") }, Results + "more.csv", "", report.CauseAltered, ""},
	}
}

// misstatements are changes of the manifest and of what can be computed at all.
func misstatements(t *testing.T) []forgery {
	return []forgery{
		{"order of rows", func(_ *Manifest, parts map[string][]byte) {
			rows := bytes.SplitAfter(parts[ofLine], []byte("\n"))
			rows[1], rows[2] = rows[2], rows[1]
			parts[ofLine] = bytes.Join(rows, nil)
		}, ofLine, "line", report.CauseAltered, ""},
		{"guide in the manifest", func(m *Manifest, _ map[string][]byte) { m.Guide = "IPCC-2006" }, ManifestPath, "guide", report.CauseRecipe, ""},
		{"draft called final", func(m *Manifest, _ map[string][]byte) { m.Draft = false }, ManifestPath, "draft", report.CauseRecipe, ""},
		{"draws without end", func(m *Manifest, _ map[string][]byte) { m.Draws = 1 << 60 }, ofLine, "", report.CauseRecipe, ""},
		{"a day that is none", func(m *Manifest, _ map[string][]byte) { m.AsOf = "never" }, ofLine, "", report.CauseRecipe, ""},
		{"a year that there is not", func(m *Manifest, _ map[string][]byte) { m.Years = append(m.Years, 2099) }, ofLine, "", report.CauseRecipe, ""},
		{"another year", func(m *Manifest, _ map[string][]byte) { m.Years = m.Years[1:] }, ofLine, "", report.CauseRecipe, ""},
		{"another seed without draws", func(m *Manifest, _ map[string][]byte) { m.Seed = 2 }, ManifestPath, "seed", report.CauseRecipe, ""},
		{"tables that no program takes", func(_ *Manifest, parts map[string][]byte) { parts[Tables+"categories.csv"] = []byte("code\n") }, ManifestPath, "tables", report.CauseTable, ""},
		{"units", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Tables+"units.csv", ",10000,", ",1000,")
		}, Tables + "units.csv", "factor_to_si", report.CauseTable, ""},
		{"the guide of the settings", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Inputs+"inventory.toml", `guide = "CN-PROV-2011"`, `guide = "IPCC-2006"`)
		}, ManifestPath, "guide", report.CauseInput, "inventory.toml"},
		{"the potentials of the settings", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Inputs+"inventory.toml", `gwp_set = "AR5"`, `gwp_set = "AR6"`)
		}, ofLine, "co2e_t", report.CauseInput, "inventory.toml"},
		{"a factor that the results name", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Results+"manifest.json", `"value": "389.31"`, `"value": "399.31"`)
		}, Results + "manifest.json#factors", "value", report.CauseAltered, ""},
		{"an input of inventory.json", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Results+"inventory.json", `"value":"389.31"`, `"value":"399.31"`)
		}, Results + "inventory.json#inputs", "value", report.CauseAltered, ""},
		{"input that gives no inventory", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Inputs+"activity/activity.csv", "2015,1.A.1.a,天然气,500", "2015,1.A.1.a,天然气,much")
		}, ofLine, "", report.CauseInput, "activity/activity.csv"},
	}
}

// Unsigned seals whose sums were made to fit are authentic, and differ for the reason that they do.
func TestForgedSealsDifferForTheirReason(t *testing.T) {
	content := sealedIn(t, copyOf(t, "assessed")).Content
	for _, x := range append(forgeries(t), misstatements(t)...) {
		t.Run(x.name, func(t *testing.T) {
			v, _ := verified("seal.zip", forged(t, content, x.change), newEngine(t), nil)
			if !v.Authentic() || v.Word() != "differs" {
				t.Fatalf("%s: %v", v.Word(), v.Refused)
			}
			d, ok := where(v, x.part, x.column)
			if !ok || d.Cause.Kind != x.kind || x.of != "" && d.Cause.Of != x.of {
				t.Errorf("%s %s: %+v\nall: %+v", x.part, x.column, d, v.Differences[:min(5, len(v.Differences))])
			}
		})
	}
}

// The files of the review go along in a seal; that no result was computed from them hides no change of a result.
func TestReviewIsNoCause(t *testing.T) {
	dir := copyOf(t, "assessed")
	if err := os.MkdirAll(filepath.Join(dir, "review"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "review", "findings.csv"), []byte("id\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	content := sealedIn(t, dir).Content
	v, _ := verified("seal.zip", forged(t, content, func(_ *Manifest, parts map[string][]byte) {
		if parts[Inputs+"review/findings.csv"] == nil {
			t.Fatal("the review is not sealed")
		}
		exchanged(t, parts, Results+"peaks.csv", "2024", "2023")
	}), newEngine(t), nil)
	if d, ok := where(v, Results+"peaks.csv", ""); !ok || d.Cause.Kind != report.CauseAltered {
		t.Errorf("%s: %+v", v.Word(), v.Differences)
	}
}

// verified is the verdict on a seal by this program as it is, with the seal.
func verified(name string, content []byte, e *engine.Engine, trust *Trust) (*report.Verdict, *Seal) {
	return Verifier{Engine: e, Trust: trust, Draws: DrawsTaken}.Verify(name, content)
}
