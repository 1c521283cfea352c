package bundle

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// called is a seal whose manifest and results/manifest.json both name a version of the engine, and which is changed further.
func called(version int, change func(t *testing.T, parts map[string][]byte)) func(*testing.T) func(*Manifest, map[string][]byte) {
	return func(t *testing.T) func(*Manifest, map[string][]byte) {
		return func(m *Manifest, parts map[string][]byte) {
			m.Engine = version
			exchanged(t, parts, Results+"manifest.json", `"engine": 2`, `"engine": `+joined([]int{version}, ""))
			change(t, parts)
		}
	}
}

// The number of another version lets nothing pass that every version wrote: neither results nor columns nor figures.
func TestAnotherVersionIsNoExcuse(t *testing.T) {
	content := sealedIn(t, copyOf(t, "assessed")).Content
	without := func(part, column string) func(*testing.T, map[string][]byte) {
		return func(t *testing.T, parts map[string][]byte) {
			parts[part] = lines(t, parts[part], column, func(func(string) *string) {})
		}
	}
	for _, x := range []struct {
		name         string
		change       func(t *testing.T, parts map[string][]byte)
		part, column string
	}{
		{"no inventory.csv", func(_ *testing.T, parts map[string][]byte) { delete(parts, ofLine) }, ofLine, ""},
		{"no summary.csv", func(_ *testing.T, parts map[string][]byte) { delete(parts, ofTotal) }, ofTotal, ""},
		{"no inventory.json", func(_ *testing.T, parts map[string][]byte) { delete(parts, Results+"inventory.json") }, Results + "inventory.json", ""},
		{"no manifest.json", func(_ *testing.T, parts map[string][]byte) { delete(parts, Results+"manifest.json") }, Results + "manifest.json", ""},
		{"an empty inventory.json", func(_ *testing.T, parts map[string][]byte) { parts[Results+"inventory.json"] = []byte("{}") }, Results + "inventory.json#totals", ""},
		{"values cut out", without(ofLine, "value"), ofLine, "value"},
		{"potentials cut out", without(ofLine, "co2e_t"), ofLine, "co2e_t"},
		{"boundaries cut out", without(ofTotal, "boundary"), ofTotal, ""},
		{"a total of inventory.json", func(t *testing.T, parts map[string][]byte) {
			exchanged(t, parts, Results+"inventory.json", `"value_t":"1657073.8855982"`, `"value_t":"1557073.8855982"`)
		}, Results + "inventory.json#totals", "value_t"},
		{"values renamed", func(t *testing.T, parts map[string][]byte) {
			parts[Results+"inventory.json"] = bytes.ReplaceAll(parts[Results+"inventory.json"], []byte(`"value_t"`), []byte(`"worth"`))
		}, Results + "inventory.json#estimates", "value_t"},
		{"a figure twice", func(t *testing.T, parts map[string][]byte) {
			exchanged(t, parts, Results+"inventory.json", `"value_t":"1657073.8855982"`, `"value_t":"1","value_t":"1657073.8855982"`)
		}, Results + "inventory.json#totals", ""},
		{"a factor", func(t *testing.T, parts map[string][]byte) {
			exchanged(t, parts, Results+"manifest.json", `"value": "389.31"`, `"value": "399.31"`)
		}, Results + "manifest.json#factors", "value"},
		{"the district", func(t *testing.T, parts map[string][]byte) {
			exchanged(t, parts, Results+"inventory.json", "示例区", "样例区")
		}, Results + "inventory.json", "value"},
	} {
		t.Run(x.name, func(t *testing.T) {
			v, _ := verified("seal.zip", forged(t, content, called(1, x.change)(t)), newEngine(t), nil)
			if _, ok := where(v, x.part, x.column); !v.Authentic() || v.Identical() || !ok {
				t.Errorf("%s: %v\n%+v", v.Word(), v.Refused, v.Differences[:min(5, len(v.Differences))])
			}
		})
	}
	v, _ := verified("seal.zip", forged(t, content, func(m *Manifest, parts map[string][]byte) { m.Engine = 1 }), newEngine(t), nil)
	if d, ok := where(v, ManifestPath, "engine"); !ok || d.Cause.Kind != report.CauseRecipe || d.Recomputed != "2" {
		t.Errorf("the engine of the manifest alone: %s %+v", v.Word(), v.Differences)
	}
	v, _ = verified("seal.zip", forged(t, content, called(99, func(*testing.T, map[string][]byte) {})(t)), newEngine(t), nil)
	if d, ok := where(v, ManifestPath, "engine"); !ok || d.Cause.Kind != report.CauseUnnamed || v.Identical() {
		t.Errorf("a newer engine: %s %+v", v.Word(), v.Differences)
	}
}

// withTables is a seal that a program with other tables made of the inventory.
func withTables(t *testing.T, dir, table, old, with string) []byte {
	t.Helper()
	names, err := engine.TableFiles(engine.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	all, err := tableParts(engine.Shipped())
	if err != nil || len(all) != len(names) {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, p := range all {
		files[strings.TrimPrefix(p.Path, Tables)] = &fstest.MapFile{Data: p.Content}
	}
	if !bytes.Contains(files[table].Data, []byte(old)) {
		t.Fatalf("%s has no %q", table, old)
	}
	files[table] = &fstest.MapFile{Data: bytes.Replace(files[table].Data, []byte(old), []byte(with), 1)}
	e, err := engine.NewFrom(files)
	if err != nil {
		t.Fatal(err)
	}
	ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	p, problems, err := Prepare(e, ws, Recipe{}, true, nil)
	if err != nil || p == nil {
		t.Fatal(err, problems)
	}
	log := &Log{}
	whole, err := p.with(log, log.Add(p.Manifest.record()), nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Pack(&out, whole); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A lower heat of natural gas in tables that no release had makes lower figures: the row is named and what it moves.
func TestTablesOfNoReleaseDiffer(t *testing.T) {
	content := withTables(t, copyOf(t, "assessed"), "factors/energy.csv", "\nCN-ENT,1.A.2,,天然气,,,,,,ncv,,389.31,", "\nCN-ENT,1.A.2,,天然气,,,,,,ncv,,350.379,")
	v, seal := verified("seal.zip", content, newEngine(t), nil)
	if v.Word() != "differs" {
		t.Fatal(v.Word(), v.Refused)
	}
	d, ok := where(v, Tables+"factors/energy.csv", "value")
	if !ok || d.Sealed != "350.379" || d.Recomputed != "389.31" || d.Cause.Kind != report.CauseTable {
		t.Errorf("%+v", v.Differences)
	}
	total, ok := where(v, Tables, "co2e_t")
	if !ok || !strings.HasPrefix(total.Row, "2015 territorial total") || v.Moved == nil || len(v.Moved.Bridge.Years[0].Causes) == 0 {
		t.Errorf("what they move: %+v", v.Differences)
	}
	for _, d := range v.Differences {
		if d.Cause.Kind != report.CauseTable {
			t.Errorf("%+v", d)
		}
	}
	released := Verifier{Engine: newEngine(t), Draws: DrawsTaken, Releases: []engine.Release{{Engine: 2, Tables: seal.Manifest.Tables, Name: "v9"}}}
	if v, _ := released.Verify("seal.zip", content); v.Word() != "unsigned, identical" || !strings.Contains(v.Tables.EN, "v9") {
		t.Errorf("tables of a release: %s %+v", v.Word(), v.Differences)
	}
	released.Releases[0].Engine = 1
	if v, _ := released.Verify("seal.zip", content); v.Word() != "differs" {
		t.Errorf("tables of a release of another engine: %s", v.Word())
	}
}

// Tables that are none, that are not there or that are beyond all proportion differ, however the sums were made to fit, and little is said.
func TestTablesThatAreNoneDiffer(t *testing.T) {
	content := sealedIn(t, copyOf(t, "combustion")).Content
	for _, x := range []struct {
		name   string
		change func(parts map[string][]byte)
	}{
		{"junk", func(parts map[string][]byte) {
			for name := range parts {
				if strings.HasPrefix(name, Tables) {
					parts[name] = []byte("junk")
				}
			}
		}},
		{"none", func(parts map[string][]byte) {
			for name := range parts {
				if strings.HasPrefix(name, Tables) {
					delete(parts, name)
				}
			}
		}},
		{"one more", func(parts map[string][]byte) { parts[Tables+"factors/more.csv"] = []byte("set\n") }},
		{"one that is large", func(parts map[string][]byte) {
			parts[Tables+"items.csv"] = append(slices.Clone(parts[Tables+"items.csv"]), bytes.Repeat([]byte("junk\n"), 2<<20)...)
		}},
		{"faults without end", func(parts map[string][]byte) {
			parts[Tables+"factors/land.csv"] = append(slices.Clone(parts[Tables+"factors/land.csv"]), bytes.Repeat([]byte("a,b\n"), 1<<18)...)
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			v, _ := verified("seal.zip", forged(t, content, func(m *Manifest, parts map[string][]byte) {
				x.change(parts)
				var all []Part
				for name, content := range parts {
					all = append(all, Part{name, content})
				}
				files, err := folder(all, Tables)
				if err != nil {
					t.Fatal(err)
				}
				was := m.Tables
				if m.Tables, err = engine.TablesHash(files); err != nil {
					t.Fatal(err)
				}
				exchanged(t, parts, Results+"manifest.json", was, m.Tables)
			}), newEngine(t), nil)
			d, ok := where(v, Tables, "sha256")
			if !v.Authentic() || v.Identical() || !ok || d.Cause.Kind != report.CauseTable || len(d.Cause.Words.EN) > 1000 || len(v.Tables.EN) > 1000 {
				t.Errorf("%s %v\n%s\n%+v", v.Word(), v.Refused, v.Tables.EN, v.Differences[:min(3, len(v.Differences))])
			}
			if len(v.Differences) > 3*mostTableRows {
				t.Errorf("%d differences", len(v.Differences))
			}
		})
	}
}

// A rule or a potential that is another in the tables of a seal is named, and no row that is as it was.
func TestTheRowOfATableIsNamed(t *testing.T) {
	content := sealedIn(t, copyOf(t, "assessed")).Content
	rule, _ := Find(mustUnpack(t, content), Tables+"methods.csv")
	at := bytes.Index(rule, []byte("\nCN-PROV-2011,1.A,solid;liquid;gas;peat,,1.A/comb.cn/CO2,"))
	end := at + 1 + bytes.IndexByte(rule[at+1:], '\n')
	for _, x := range []struct {
		name, part, column, of string
		change                 func(m *Manifest, parts map[string][]byte)
	}{
		{"rule", ofLine, "value", Tables + "methods.csv", func(_ *Manifest, parts map[string][]byte) {
			parts[Tables+"methods.csv"] = slices.Concat(rule[:at], rule[end:])
		}},
		{"potential", Tables + "gwp.csv", "AR5", Tables + "gwp.csv", func(_ *Manifest, parts map[string][]byte) {
			exchanged(t, parts, Tables+"gwp.csv", "CH4,CH4,CH4,21,23,25,28,", "CH4,CH4,CH4,21,23,25,27,")
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			v, _ := verified("seal.zip", forged(t, content, x.change), newEngine(t), nil)
			if _, ok := where(v, x.part, ""); !ok || !slices.ContainsFunc(v.Differences, func(d report.Difference) bool { return d.Part == x.part && d.Cause.Of == x.of }) {
				t.Errorf("%+v", v.Differences[:min(8, len(v.Differences))])
			}
			for _, d := range v.Differences {
				if strings.Contains(d.Cause.Words.EN, "energy.csv") {
					t.Errorf("a row that is as it was: %+v", d)
					break
				}
			}
		})
	}
}

func mustUnpack(t *testing.T, content []byte) []Part {
	t.Helper()
	parts, problems := Unpack("", content)
	if problems.Failed() {
		t.Fatal(problems)
	}
	return parts
}

// What no computation reads is named, and folders that a seal does not have make none.
func TestFilesThatNothingReads(t *testing.T) {
	content := sealedIn(t, copyOf(t, "combustion")).Content
	for _, path := range []string{"inputs/out/summary.csv", "inputs/notes.docx", "inputs/activity/deep/x.txt"} {
		v, _ := verified("seal.zip", forged(t, content, func(_ *Manifest, parts map[string][]byte) { parts[path] = []byte("x") }), newEngine(t), nil)
		if d, ok := where(v, path, ""); !ok || d.Cause.Kind != report.CauseUnread {
			t.Errorf("%s: %s %+v", path, v.Word(), v.Differences)
		}
	}
	for _, path := range []string{"foo/x.txt", "x.txt", "INPUTS/x", "result/inventory.csv"} {
		v, _ := verified("seal.zip", forged(t, content, func(_ *Manifest, parts map[string][]byte) { parts[path] = []byte("x") }), newEngine(t), nil)
		if v.Authentic() || v.Refused[0].Code != "manifest-bad-part" {
			t.Errorf("%s: %s %v", path, v.Word(), v.Refused)
		}
	}
	v, _ := verified("seal.zip", forged(t, content, func(_ *Manifest, parts map[string][]byte) {
		parts[Attachments+"a.html"], parts[Attachments+"b/c.exe"] = []byte("x"), []byte("y")
	}), newEngine(t), nil)
	if !v.Identical() || v.Attachments != 2 {
		t.Errorf("attachments: %s, %d", v.Word(), v.Attachments)
	}
}

// An input and its hash in the results that were changed together still contradict the figure that the results list.
func TestInputAndItsHashAltered(t *testing.T) {
	content := sealedIn(t, copyOf(t, "assessed")).Content
	v, _ := verified("seal.zip", forged(t, content, func(m *Manifest, parts map[string][]byte) {
		path := Inputs + "activity/activity.csv"
		was := List([]Part{{path, parts[path]}})[0].SHA256
		exchanged(t, parts, path, "2015,1.A.1.a,天然气,500", "2015,1.A.1.a,天然气,501")
		exchanged(t, parts, Results+"manifest.json", was, List([]Part{{path, parts[path]}})[0].SHA256)
	}), newEngine(t), nil)
	if d, ok := where(v, ofLine, "value"); !ok || d.Cause.Of != "activity/activity.csv:2:4" || d.Cause.Kind != report.CauseAltered {
		t.Errorf("%+v", v.Differences[:min(4, len(v.Differences))])
	}
}

// Small seals of large tables are refused, not read to the end: without the limits each of these takes gigabytes or hours.
func TestResultsOutOfProportion(t *testing.T) {
	content := sealedIn(t, copyOf(t, "combustion")).Content
	var square, wide bytes.Buffer
	square.WriteString(`{"x":[{}`)
	for i := range 100_000 {
		fmt.Fprintf(&square, `,{"f%d":1}`, i)
	}
	square.WriteString(`]}`)
	wide.WriteString("a")
	for i := range 300_000 {
		fmt.Fprintf(&wide, ",c%d", i)
	}
	many := []byte(`{"x":[{}` + strings.Repeat(",{}", 1_200_000) + `]}`)
	for name, x := range map[string]struct {
		part    string
		content []byte
	}{
		"fields": {"inventory.json", square.Bytes()}, "objects": {"inventory.json", many}, "size": {"inventory.json", bytes.Repeat([]byte("{"), 30<<20)},
		"columns": {"inventory.csv", wide.Bytes()}, "lines": {"summary.csv", bytes.Repeat([]byte("\n1"), 1_000_000)},
	} {
		t.Run(name, func(t *testing.T) {
			v, _ := verified("seal.zip", forged(t, content, func(_ *Manifest, parts map[string][]byte) { parts[Results+x.part] = x.content }), newEngine(t), nil)
			if !v.Authentic() || v.Identical() || len(v.Differences) > mostListed+100 {
				t.Errorf("%s, %d differences", v.Word(), len(v.Differences))
			}
		})
	}
}

// Many rows that differ and many sums of them are traced in the time of reading them.
func TestManyRowsThatDiffer(t *testing.T) {
	content := sealedIn(t, copyOf(t, "combustion")).Content
	v, _ := verified("seal.zip", forged(t, content, func(_ *Manifest, parts map[string][]byte) {
		for _, part := range []string{ofLine, ofTotal} {
			table := bytes.NewBuffer(slices.Clone(parts[part]))
			commas := strings.Repeat(",", bytes.Count(table.Bytes()[:bytes.IndexByte(table.Bytes(), '\n')], []byte(","))-2)
			for i := range 40_000 {
				fmt.Fprintf(table, "x,2020,%d%s\n", i, commas)
			}
			parts[part] = table.Bytes()
		}
	}), newEngine(t), nil)
	if v.Identical() || len(v.Differences) < 80_000 {
		t.Errorf("%s, %d differences", v.Word(), len(v.Differences))
	}
}

// Draws are made for no seal that lacks their results, and for none that asks for more than the verifier makes.
func TestDrawsOfASeal(t *testing.T) {
	dir := copyOf(t, "combustion")
	plain := sealedIn(t, dir).Content
	v, _ := verified("seal.zip", forged(t, plain, func(m *Manifest, _ map[string][]byte) { m.Draws = MostDraws }), newEngine(t), nil)
	if v.Identical() || !slices.ContainsFunc(v.Failed, func(p inventory.Problem) bool { return p.Code == "seal-lacks-draws" }) {
		t.Errorf("no results of draws: %s %v", v.Word(), v.Failed)
	}
	stored, err := prepared(t, dir, Recipe{Draws: 2000, Seed: 1}).Store(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		most int
		code string
	}{{DrawsTaken, ""}, {1999, "seal-draws"}} {
		v, _ := Verifier{Engine: newEngine(t), Draws: x.most}.Verify("seal.zip", stored.Content)
		code := ""
		if len(v.Failed) > 0 {
			code = v.Failed[0].Code
		}
		if code != x.code || v.Identical() != (x.code == "") || len(v.Differences) > 0 {
			t.Errorf("at most %d: %s %v %+v", x.most, v.Word(), v.Failed, v.Differences)
		}
	}
	v, _ = verified("seal.zip", forged(t, stored.Content, func(m *Manifest, _ map[string][]byte) { m.Draws, m.Seed = 0, 0 }), newEngine(t), nil)
	if d, ok := where(v, Results+"chances.csv", ""); !ok || d.Cause.Kind != report.CauseRecipe {
		t.Errorf("draws that the manifest denies: %s %+v", v.Word(), v.Differences)
	}
}
