package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

const inventories = "../../testdata/inventories"

func newEngine(t testing.TB) *engine.Engine {
	t.Helper()
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// compile makes the inventory of a workspace.
func compile(t testing.TB, e *engine.Engine, dir string) (*workspace.Workspace, *engine.Result) {
	t.Helper()
	ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil {
		t.Fatal(err)
	}
	result := e.Compile(ws, nil)
	result.Problems = append(problems, result.Problems...).Sorted()
	if result.Inventory == nil || problems.Failed() {
		t.Fatalf("%s does not compile: %s", dir, result.Problems.Sorted()[0].Format("en"))
	}
	return ws, result
}

func files(t testing.TB, ws *workspace.Workspace, result *engine.Result) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for name, write := range report.Files(ws, result) {
		var content bytes.Buffer
		if err := write(&content); err != nil {
			t.Fatal(err)
		}
		out[name] = content.Bytes()
	}
	return out
}

// The golden inventories: the district itself, electricity and heat worked, an energy balance of 30 fuels, verified figures of
// works, fifteen years of banks, a first estimate of the district's forests, and under the four guides fuels across 1.A and ten years of a made-up district with every category of
// energy, industry and agriculture.
func TestGoldenInventories(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct{ name, dir, guide string }{
		{"tongliang", "../../seeds/tongliang", ""},
		{"electricity", inventories + "/electricity", ""},
		{"balance", inventories + "/balance", ""},
		{"emitters", inventories + "/emitters", ""},
		{"banks", inventories + "/banks", ""},
		{"forest", inventories + "/forest", ""},
		{"combustion/CN-PROV-2011", inventories + "/combustion", "CN-PROV-2011"},
		{"combustion/CN-PROV-2025", inventories + "/combustion", "CN-PROV-2025"},
		{"combustion/IPCC-2006", inventories + "/combustion", "IPCC-2006"},
		{"combustion/IPCC-2019", inventories + "/combustion", "IPCC-2019"},
		{"district/CN-PROV-2011", inventories + "/district", "CN-PROV-2011"},
		{"district/CN-PROV-2025", inventories + "/district", "CN-PROV-2025"},
		{"district/IPCC-2006", inventories + "/district", "IPCC-2006"},
		{"district/IPCC-2019", inventories + "/district", "IPCC-2019"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ws, result := compile(t, e, ofGuide(t, c.dir, c.guide))
			out := files(t, ws, result)
			lines := string(out["inventory.csv"])
			if strings.HasPrefix(c.name, "district") {
				lines = lastYear(lines) // the sums are compared of all years
			}
			golden.Compare(t, inventories+"/"+c.name+"/golden/inventory.csv", lines)
			golden.Compare(t, inventories+"/"+c.name+"/golden/summary.csv", string(out["summary.csv"]))
			shown := result // of a long series the tables show the last years
			if years := result.Inventory.Years; strings.HasPrefix(c.name, "district") {
				shown = e.Compile(ws, years[len(years)-3:])
			}
			for _, lang := range []string{"zh", "en"} {
				var table bytes.Buffer
				report.Table(&table, shown.Inventory, lang)
				report.References(&table, shown.References, lang)
				report.FlowTables(&table, shown, lang)
				report.Emitters(&table, shown.Emitters, shown.Remainders, lang)
				golden.Compare(t, inventories+"/"+c.name+"/golden/table."+lang+".txt", table.String())
			}
			if c.name == "balance" {
				for _, name := range []string{"reference.csv", "energy_balance.csv"} {
					golden.Compare(t, inventories+"/"+c.name+"/golden/"+name, string(out[name]))
				}
			}
			if strings.HasPrefix(c.name, "district") {
				for _, name := range []string{"nitrogen.csv", "straw.csv", "land.csv"} {
					golden.Compare(t, inventories+"/"+c.name+"/golden/"+name, lastYear(string(out[name])))
				}
			}
			if c.name == "emitters" || c.name == "district/IPCC-2019" {
				for _, name := range []string{"key_emitters.csv", "remainders.csv"} {
					golden.Compare(t, inventories+"/"+c.name+"/golden/"+name, string(out[name]))
				}
			}
			if c.name == "tongliang" {
				for _, name := range []string{"inventory.json", "problems.csv"} {
					golden.Compare(t, inventories+"/"+c.name+"/golden/"+name, string(out[name]))
				}
			}
		})
	}
}

// lastYear keeps the header and the rows of the last year of a table whose second column is the year.
func lastYear(table string) string {
	lines := strings.SplitAfter(table, "\n")
	year := strings.Split(lines[len(lines)-2], ",")[1]
	out := lines[0]
	for _, line := range lines[1:] {
		if cells := strings.SplitN(line, ",", 3); len(cells) == 3 && cells[1] == year {
			out += line
		}
	}
	return out
}

// The figures that anyone can check by hand: METHODS' hand check of the district, and 10⁸ kWh at the year's factor.
func TestFiguresCheckedByHand(t *testing.T) {
	e := newEngine(t)
	_, tongliang := compile(t, e, "../../seeds/tongliang")
	_, electricity := compile(t, e, inventories+"/electricity")
	value := func(inv *inventory.Inventory, year int, category, item string) string {
		for _, line := range inv.Estimates {
			if line.Row.Year == year && line.Row.Category.Code == category && line.Row.ItemName() == item && line.Gas == "CO2" && line.Number {
				return line.Value().String() + " " + line.Status.String()
			}
		}
		return "none"
	}
	for _, c := range []struct {
		inv            *inventory.Inventory
		year           int
		category, item string
		want           string
	}{
		{tongliang.Inventory, 2020, "1.A.2.m", "原煤", "605142.8616816 quoted"},                          // 325200*20.908/1000*26.1*0.93*44/12
		{tongliang.Inventory, 2020, "1.A.2.m", "天然气", "119028.49393545 quoted"},                        // 5505*389.31/1000*15.3*0.99*44/12
		{tongliang.Inventory, 2020, "1.A.2.m", "汽柴油(未分)", "40942.56619786666666666666666666667 local"}, // 13600*(2.92505598+3.0959096373…)/2
		{tongliang.Inventory, 2015, "1.A.2.m", "原煤", "1088386.441873381294964028776978417 quoted"},     // 605142.8616816/(1-0.444)
		{electricity.Inventory, 2010, "M.3", "", "62940 unconfirmed"},
		{electricity.Inventory, 2015, "M.3", "", "57440 unconfirmed"}, // 2012's
		{electricity.Inventory, 2020, "M.3", "", "44050 unconfirmed"}, // 2016's
		{electricity.Inventory, 2021, "M.3", "", "47430 quoted"},
		{electricity.Inventory, 2022, "M.3", "", "52270 quoted"},
		{electricity.Inventory, 2023, "M.3", "", "279050 quoted"}, // (6 − 1)·10⁸ kWh
		{electricity.Inventory, 2025, "M.3", "", "55810 quoted"},  // 2023's
		{electricity.Inventory, 2023, "M.4", "", "11000 quoted"},  // (120,000 − 20,000) GJ
	} {
		if got := value(c.inv, c.year, c.category, c.item); got != c.want {
			t.Errorf("%d %s %s: %s, want %s", c.year, c.category, c.item, got, c.want)
		}
	}
	_, bunkers := compile(t, e, ofGuide(t, inventories+"/combustion", "IPCC-2006"))
	for _, line := range bunkers.Inventory.Below(2020, inventory.MemoItem, bunkers.Inventory.Vocabulary.Categories.Must("1.A.3.a.i")) {
		if line.Gas == "CO2" && line.Value().String() != "3153.15" { // 1000*44.1/1000*71500/1000, a memo item
			t.Errorf("international aviation: %s t, want 3153.15", line.Value())
		}
	}
	if n := len(bunkers.Inventory.Below(2020, inventory.Territorial, bunkers.Inventory.Vocabulary.Categories.Must("1.A.3.a.i"))); n > 0 {
		t.Errorf("%d lines of international bunkers stand in the territorial total", n)
	}
	for _, want := range []string{"activity/purchased.csv 2015 WARNING", "activity/purchased.csv 2020 WARNING", "activity/purchased.csv 2025 INFO"} {
		if !slices.ContainsFunc(electricity.Problems, func(p inventory.Problem) bool {
			return p.Code == "factor-of-earlier-year" && fmt.Sprintf("%s %.4s %s", p.Source.File, p.Message.ZH, p.Severity) == want
		}) {
			t.Errorf("no remark %q on a factor of an earlier year", want)
		}
	}
}

// The local factor of unsplit petrol and diesel is the mean of the two that the tables give, its bounds are the two.
func TestUnsplitPetrolAndDieselIsTheMean(t *testing.T) {
	e := newEngine(t)
	dir := copyOf(t, "../../seeds/tongliang", nil)
	replaceIn(t, filepath.Join(dir, "activity", "energy.csv"), "2020,1.A.2.m,,汽柴油(未分),,,1.36,万吨", "2020,1.A.2.m,甲,汽油,,,1,吨,,,区统计局,\n2020,1.A.2.m,乙,柴油,,,1,吨,,,区统计局,\n2020,1.A.2.m,,汽柴油(未分),,,2,吨")
	_, result := compile(t, e, dir)
	byItem := map[string]map[string]string{}
	for _, line := range result.Inventory.Estimates {
		if line.Number && line.Row.Year == 2020 {
			if byItem[line.Gas] == nil {
				byItem[line.Gas] = map[string]string{}
			}
			byItem[line.Gas][line.Row.ItemName()] = line.Value().Round(30).String()
			if line.Row.ItemName() == "汽柴油(未分)" {
				p := inventory.ParameterOf(line.Mass().Leaves()[1])
				low, high := p.Bounds.Low.Round(30).String(), p.Bounds.High.Round(30).String()
				byItem[line.Gas]["low"], byItem[line.Gas]["high"] = low, high
			}
		}
	}
	for gas, v := range byItem {
		sum := add(t, v["汽油"], v["柴油"])
		if got := v["汽柴油(未分)"]; !close(t, got, sum) {
			t.Errorf("%s: 2 t of the mixture give %s t, petrol and diesel together %s t", gas, got, sum)
		}
	}
	if byItem["CO2"]["low"] != byItem["CO2"]["汽油"] || byItem["CO2"]["high"] != byItem["CO2"]["柴油"] {
		t.Errorf("bounds %s and %s are not those of petrol %s and diesel %s", byItem["CO2"]["low"], byItem["CO2"]["high"], byItem["CO2"]["汽油"], byItem["CO2"]["柴油"])
	}
}

// A second compilation changes nothing, and out/ never becomes part of what is read.
func TestSecondCompilationChangesNothing(t *testing.T) {
	e := newEngine(t)
	dir := copyOf(t, "../../seeds/tongliang", nil)
	ws, result := compile(t, e, dir)
	first := files(t, ws, result)
	if err := workspace.Write(filepath.Join(dir, "out"), report.Files(ws, result)); err != nil {
		t.Fatal(err)
	}
	ws, result = compile(t, e, dir)
	for name, content := range files(t, ws, result) {
		if !bytes.Equal(content, first[name]) {
			t.Errorf("%s differs the second time: %s", name, golden.Difference(string(first[name]), string(content)))
		}
	}
}

// Shuffled rows, renamed files, CRLF, a byte order mark, one processor or eight: the same bytes of inventory.csv and
// summary.csv and the same figures of inventory.json.
func TestOrderAndFormOfTheInputsReachNoFigure(t *testing.T) {
	e := newEngine(t)
	for _, source := range []string{"../../seeds/tongliang", inventories + "/combustion", inventories + "/electricity", inventories + "/emitters"} {
		ws, result := compile(t, e, source)
		want := files(t, ws, result)
		for seed := range uint64(6) {
			rng := rand.New(rand.NewPCG(seed, 1))
			dir := copyOf(t, source, func(name string, content []byte) (string, []byte) { return disturbed(rng, name, content) })
			before := runtime.GOMAXPROCS([]int{1, 8}[seed%2])
			ws, result := compile(t, e, dir)
			got := files(t, ws, result)
			runtime.GOMAXPROCS(before)
			for _, name := range []string{"inventory.csv", "summary.csv"} {
				if !bytes.Equal(got[name], want[name]) {
					t.Fatalf("%s, seed %d: %s differs: %s", source, seed, name, golden.Difference(string(want[name]), string(got[name])))
				}
			}
			if a, b := figuresOf(t, want["inventory.json"]), figuresOf(t, got["inventory.json"]); a != b {
				t.Fatalf("%s, seed %d: inventory.json differs: %s", source, seed, golden.Difference(a, b))
			}
		}
	}
}

// One factor that serves several categories, each for its own reason, over more lines than are printed together: every
// file comes out the same whichever batch is done first.
func TestProcessorsReachNoOutput(t *testing.T) {
	e := newEngine(t)
	dir := t.TempDir()
	config, err := os.ReadFile(inventories + "/combustion/inventory.toml")
	if err != nil {
		t.Fatal(err)
	}
	var rows strings.Builder
	rows.WriteString("year,category,facility,item,value,unit,department\n")
	for _, c := range []string{"1.A.2.a", "1.A.2.b", "1.A.2.c", "1.A.2.d", "1.A.2.e", "1.A.2.f", "1.A.2.l"} {
		for i := range 180 {
			fmt.Fprintf(&rows, "2020,%s,厂%d,烟煤,%d,t,区统计局\n", c, i, i+1)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "activity"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"inventory.toml": config, "activity/a.csv": []byte(rows.String())} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ws, result := compile(t, e, dir)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := files(t, ws, result)
	runtime.GOMAXPROCS(8)
	for range 12 {
		got := files(t, ws, result)
		for name := range want {
			if !bytes.Equal(got[name], want[name]) {
				t.Fatalf("%s differs: %s", name, golden.Difference(string(want[name]), string(got[name])))
			}
		}
	}
}

// disturbed shuffles the rows of a table, ends its lines in another way and moves activity files to other names.
func disturbed(rng *rand.Rand, name string, content []byte) (string, []byte) {
	if !strings.HasSuffix(name, ".csv") {
		return name, content
	}
	lines := strings.Split(strings.TrimSuffix(string(content), "\n"), "\n")
	rows := lines[1:]
	rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	end := []string{"\n", "\r\n"}[rng.IntN(2)]
	text := strings.Join(lines, end) + end
	if rng.IntN(2) == 0 {
		text = "\ufeff" + text
	}
	if strings.HasPrefix(name, "activity/") {
		name = fmt.Sprintf("activity/%d-%s", rng.IntN(100), filepath.Base(name))
	}
	return name, []byte(text)
}

// figuresOf is inventory.json without what follows the files: places, and the reasons that name them.
func figuresOf(t *testing.T, content []byte) string {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(content, &doc); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"estimates", "inputs"} {
		for _, entry := range doc[list].([]any) {
			delete(entry.(map[string]any), "source")
			delete(entry.(map[string]any), "why")
		}
	}
	out, err := json.MarshalIndent(doc, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// copyOf copies a workspace without its golden and out folders, each file through change if there is one.
func copyOf(t *testing.T, source string, change func(string, []byte) (string, []byte)) string {
	t.Helper()
	dir := t.TempDir()
	err := fs.WalkDir(os.DirFS(source), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains([]string{"out", "golden"}, entry.Name()) || strings.HasPrefix(entry.Name(), "CN-") || strings.HasPrefix(entry.Name(), "IPCC-") {
				return fs.SkipDir
			}
			return nil
		}
		content, err := os.ReadFile(filepath.Join(source, name))
		if err != nil {
			return err
		}
		if change != nil {
			name, content = change(name, content)
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, content, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// The picture in the READMEs is what the program prints.
func TestReadmeShowsRealOutput(t *testing.T) {
	_, result := compile(t, newEngine(t), "../../seeds/tongliang")
	for readme, lang := range map[string]string{"../../README.md": "en", "../../README.zh-CN.md": "zh"} {
		text, err := os.ReadFile(readme)
		if err != nil {
			t.Fatal(err)
		}
		var table bytes.Buffer
		report.Table(&table, result.Inventory, lang)
		_, of2020, _ := strings.Cut(table.String(), "\n\n")
		picture, _, _ := strings.Cut(of2020, "\n· ")
		if !strings.Contains(string(text), picture+"\n") {
			t.Errorf("%s does not hold:\n%s", readme, picture)
		}
	}
}
