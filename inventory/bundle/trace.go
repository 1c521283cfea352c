package bundle

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// stated is what the results of a seal say that they were computed from: results/manifest.json.
type stated struct {
	Engine int    `json:"engine"`
	Tables string `json:"tables_sha256"`
	Years  []int  `json:"years"`
	Inputs []struct {
		Path   string `json:"path"`
		SHA256 string `json:"sha256"`
	} `json:"inputs"`
	Factors []struct {
		Key   string `json:"key"`
		Value string `json:"value"`
		Unit  string `json:"unit"`
	} `json:"factors"`
}

// statedIn reads what results say of themselves; what cannot be read says nothing.
func statedIn(results map[string][]byte) (said stated) {
	_ = json.Unmarshal(results["manifest.json"], &said)
	return said
}

// otherwise are the fields that the manifest states otherwise than the results, each with both: the version of the engine, the tables, the years.
func (said stated) otherwise(m *Manifest) (out [][3]string) {
	for _, f := range [][3]string{{"engine", strconv.Itoa(m.Engine), strconv.Itoa(said.Engine)}, {"tables", m.Tables, said.Tables}, {"years", joined(m.Years, " "), joined(said.Years, " ")}} {
		if f[1] != f[2] {
			out = append(out, f)
		}
	}
	return out
}

// leaf is an input of an equation: its figure with the unit, and the cell.
type leaf struct{ figure, source string }

// shippedAs is how the cells of the tables of the program begin.
const shippedAs = "seeds/"

// tracer finds out why figures differ: by what the seal says of how its results came about, and how they come about now.
type tracer struct {
	manifest    *Manifest
	sameTables  bool                // the results were computed with the tables that lie in the seal
	changed     []string            // inputs that are not those the results were computed from
	sealed      map[string]leaf     // of the lines of the seal
	leaves      map[string][]string // their keys by the line
	listed      bool                // the seal lists them
	own         map[string][]*inventory.Estimate
	changes     []engine.Change
	explained   map[scoped][]report.Cause // why lines differ, by the totals they are in: the first cause of each kind
	otherwise   bool                      // the manifest states other years, tables or another version than the results
	newEngine   bool                      // another version computed the seal
	newerSealed bool
}

// scoped is what a total, or a line, is of.
type scoped struct{ year, boundary, category, gas string }

// explain keeps why a line differs for the totals that it is in.
func (t *tracer) explain(line scoped, cause report.Cause) {
	scopes := []string{inventory.ScopeTotal, inventory.ScopeWithoutLand}
	for code := line.category; code != ""; {
		scopes = append(scopes, code)
		code = code[:max(strings.LastIndexByte(code, '.'), 0)]
	}
	for _, scope := range scopes {
		for _, gas := range []string{line.gas, inventory.AllGases} {
			of := scoped{line.year, line.boundary, scope, gas}
			if !slices.ContainsFunc(t.explained[of], func(c report.Cause) bool { return c.Kind == cause.Kind }) {
				t.explained[of] = append(t.explained[of], cause)
			}
		}
	}
}

// newTracer reads what the seal says; own is nil if nothing could be computed.
func newTracer(m *Manifest, results map[string][]byte, tables string, own *engine.Result) *tracer {
	t := &tracer{manifest: m, sealed: map[string]leaf{}, leaves: map[string][]string{}, own: map[string][]*inventory.Estimate{}, explained: map[scoped][]report.Cause{}, newEngine: m.Engine != engine.Version, newerSealed: m.Engine > engine.Version}
	said := statedIn(results)
	t.otherwise = len(said.otherwise(m)) > 0
	t.sameTables = said.Tables == "" || said.Tables == tables
	t.changed = changedInputs(m, said)
	t.changes, _ = engine.Changes(m.Engine) // the program's own table, which a test reads
	for _, f := range said.Factors {
		t.sealed[f.Key] = leaf{strings.TrimSpace(f.Value + " " + f.Unit), ""}
	}
	t.document(results["inventory.json"])
	if own != nil && own.Inventory != nil {
		for _, e := range own.Inventory.Estimates {
			t.own[lineOf(e)] = append(t.own[lineOf(e)], e)
		}
	}
	return t
}

// reviewFolder is the folder of findings and answers, which go along and which no figure comes from.
const reviewFolder = "review/"

// changedInputs are the inputs of a seal that are not those of which its results were computed, and those that are gone, in order.
func changedInputs(m *Manifest, said stated) []string {
	if len(said.Inputs) == 0 {
		return nil
	}
	was := map[string]string{}
	for _, f := range said.Inputs {
		was[f.Path] = f.SHA256
	}
	var out []string
	for _, p := range m.Parts {
		name, isInput := strings.CutPrefix(p.Path, Inputs)
		if !isInput {
			continue
		}
		if sum, stated := was[name]; sum != p.SHA256 && (stated || !strings.HasPrefix(name, reviewFolder)) {
			out = append(out, name)
		}
		delete(was, name)
	}
	for name := range was {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// document reads the lines and the inputs of inventory.json.
func (t *tracer) document(content []byte) {
	all, err := ofJSON("inventory.json", content)
	if err != nil {
		return
	}
	for _, l := range all {
		for i := range l.rows {
			switch l.name {
			case "inventory.json#inputs":
				t.sealed[l.cell(i, "key")] = leaf{strings.TrimSpace(l.cell(i, "value") + " " + l.cell(i, "unit")), l.cell(i, "source")}
			case "inventory.json#estimates":
				t.listed = true
				var keys []string
				if json.Unmarshal([]byte(l.cell(i, "leaves")), &keys) == nil {
					key := keyOfRow(l, i)
					t.leaves[key] = append(t.leaves[key], keys...)
				}
			}
		}
	}
}

// lineColumns are those by which lines of the two inventories are matched.
var lineColumns = identities["inventory.csv"]

func keyOfRow(l *listing, row int) string { return strings.Join(l.cells(row, lineColumns), "\x00") }

func lineOf(e *inventory.Estimate) string {
	about := e.Row
	return strings.Join([]string{joined([]int{about.Year}, ""), about.Category.Code, about.Facility, about.ItemName(), about.Detail, e.Gas, e.Boundary.String()}, "\x00")
}

// cause is why a difference is there.
func (t *tracer) cause(d differing) report.Cause {
	table, row := d.sealed, d.sealedRow
	if row < 0 {
		table, row = d.own, d.ownRow
	}
	cell := func(column string) string {
		if table == nil || row < 0 {
			return ""
		}
		return table.cell(row, column)
	}
	switch d.Part {
	case "inventory.csv", "inventory.json#estimates":
		if table == nil || row < 0 {
			break
		}
		found := t.line(d, keyOfRow(table, row))
		t.explain(scoped{cell("year"), cell("boundary"), cell("category"), cell("gas")}, found)
		return found
	case "summary.csv":
		return t.total(d, scoped{cell("year"), cell("boundary"), cell("category"), cell("gas")})
	case "inventory.json#totals":
		return t.total(d, scoped{cell("year"), cell("boundary"), cell("scope"), cell("gas")})
	case "manifest.json#inputs":
		if path := cell("path"); slices.Contains(t.changed, path) {
			return ofInput(path)
		}
		return altered()
	case "manifest.json#factors", "inventory.json#inputs":
		if found, ok := t.leaf(cell("key"), nil); ok {
			return found
		}
	case "manifest.json":
		return t.field(cell("field"))
	}
	return t.general(true, cell("category"), cell("method"), cell("method"))
}

// field is why a setting in results/manifest.json differs.
func (t *tracer) field(name string) report.Cause {
	switch {
	case name == "tables_sha256" && !t.sameTables:
		return ofTables()
	case name == "tables_sha256" || name == "engine":
		return t.general(false, "", "", "")
	}
	return t.general(true, "", "", "")
}

// line is why a line of the inventory differs.
func (t *tracer) line(d differing, key string) report.Cause {
	methods := [2]string{}
	if d.sealedRow >= 0 {
		methods[0] = d.sealed.cell(d.sealedRow, "method")
	}
	if d.ownRow >= 0 {
		methods[1] = d.own.cell(d.ownRow, "method")
	}
	now := map[string]*inventory.Parameter{}
	keys := slices.Clone(t.leaves[key])
	var origins []string
	for _, e := range t.own[key] {
		origins = append(origins, e.Origin().File)
		if !e.Number {
			continue
		}
		for _, one := range e.Mass().Leaves() {
			now[one.Key()] = inventory.ParameterOf(one)
			keys = append(keys, one.Key())
		}
	}
	slices.Sort(keys)
	for _, one := range slices.Compact(keys) {
		if found, ok := t.leaf(one, now[one]); ok {
			return found
		}
	}
	for _, file := range origins { // a note, a key, or a figure of which the seal does not list the inputs
		isFigure := d.Column == "value" || d.Column == "value_t" || d.Column == "co2e_t"
		if slices.Contains(t.changed, file) && !(isFigure && t.listed) {
			return ofInput(file)
		}
	}
	_, category, _ := strings.Cut(key, "\x00")
	category, _, _ = strings.Cut(category, "\x00")
	sameInputs := t.listed && d.sealedRow >= 0 && d.ownRow >= 0 && methods[0] == methods[1] && len(keys) > 0
	if sameInputs && !t.newEngine && (d.Column == "value" || d.Column == "value_t") {
		return altered() // the same equation on the same figures
	}
	return t.general(d.sealedRow < 0 || d.ownRow < 0, category, methods[0], methods[1])
}

// leaf tells whether an input of an equation is another than the seal says, and why that is: its file or its table is another.
func (t *tracer) leaf(key string, now *inventory.Parameter) (report.Cause, bool) {
	was, known := t.sealed[key]
	figure, source := "", was.source
	if now != nil {
		figure, source = strings.TrimSpace(now.Amount.String()+" "+now.In.String()), now.Origin.String()
	}
	if known && t.listed && now != nil && figure == was.figure {
		return report.Cause{}, false
	}
	shown := say("%[1]s：封存时 %[2]s，现为 %[3]s", "%[1]s was %[2]s when it was sealed and is %[3]s", key, orNone(was.figure), orNone(figure))
	if strings.HasPrefix(source, shippedAs) {
		if t.sameTables || now == nil || known && figure == was.figure { // one that is no longer taken may stand in the table as it did
			return report.Cause{}, false
		}
		return report.Cause{Kind: report.CauseTable, Of: key, Words: say("表：%[1]s（%[2]s）", "table: %[3]s (%[2]s)", shown.ZH, source, shown.EN)}, true
	}
	for _, file := range t.changed {
		if strings.HasPrefix(source, file+":") || strings.HasPrefix(source, file+"!") || source == file {
			if !t.listed || now == nil && !known {
				return ofInput(file), true
			}
			return report.Cause{Kind: report.CauseInput, Of: source, Words: say("输入 %[2]s：%[1]s", "input %[2]s: %[3]s", shown.ZH, source, shown.EN)}, true
		}
	}
	return report.Cause{}, false
}

func orNone(figure string) string {
	if figure == "" {
		return "–"
	}
	return figure
}

// total is why a sum differs: for what a line of it does. Of several reasons the one is named that lies farthest outside the results.
func (t *tracer) total(d differing, of scoped) report.Cause {
	found := t.explained[of]
	for _, kind := range []string{report.CauseInput, report.CauseTable, report.CauseProgram, report.CauseUnnamed, report.CauseRecipe, report.CauseAltered} {
		if i := slices.IndexFunc(found, func(c report.Cause) bool { return c.Kind == kind }); i >= 0 {
			return found[i]
		}
	}
	if !t.newEngine && (d.Column == "value_t" || d.Column == "co2e_t") {
		return altered() // the sum of lines that are all the same
	}
	return t.general(true, of.category, "", "")
}

// general is the reason where no input of a line tells it: what else is another than when the results were computed. Activity tells whether
// tables of activities count: they speak for themselves where a line's inputs are known.
func (t *tracer) general(activity bool, category, before, after string) report.Cause {
	for _, file := range t.changed {
		if activity || !strings.HasPrefix(file, "activity/") {
			return ofInput(file)
		}
	}
	if !t.sameTables {
		return ofTables()
	}
	if t.otherwise {
		return ofRecipe("")
	}
	if !t.newEngine {
		return altered()
	}
	for _, c := range t.changes {
		if category != "" && (before == "" || after != "") && c.Explains(category, before, after) {
			return report.Cause{Kind: report.CauseProgram, Of: "engine " + joined([]int{c.Engine}, ""), Words: say("程序（引擎 %[1]d 版起）：%[2]s", "program (since engine %[1]d): %[3]s", c.Engine, c.Words.ZH, c.Words.EN)}
		}
	}
	if t.newerSealed {
		return report.Cause{Kind: report.CauseUnnamed, Of: "engine", Words: say("由更新的引擎 %d 版计算，本程序是 %d 版：用更新的程序核验", "computed by a newer engine, %d; this is %d: verify with that program", t.manifest.Engine, engine.Version)}
	}
	return report.Cause{Kind: report.CauseUnnamed, Of: "engine", Words: say("由引擎 %d 版计算，现为 %d 版；没有已知变更说明这一处", "computed by engine %d, this is %d; no named change explains it", t.manifest.Engine, engine.Version)}
}

func ofInput(file string) report.Cause {
	return report.Cause{Kind: report.CauseInput, Of: file, Words: say("输入 %[1]s 不是结果所据的那一份", "the input %[1]s is not the one that the results were computed from", file)}
}

func ofTables() report.Cause {
	return report.Cause{Kind: report.CauseTable, Of: "tables", Words: say("封存的表不是结果所据的那些", "the tables in the seal are not those that the results were computed with")}
}

// ofRecipe says that the manifest states another inventory than the one the results are of; field is where, "" of several.
func ofRecipe(field string) report.Cause {
	return report.Cause{Kind: report.CauseRecipe, Of: field, Words: say("封存声明（manifest.json）与结果所写的不符：年份、区县、指南、表、引擎版本或草稿/定稿是另外的", "the manifest states another inventory than the one the results are of: other years, region, guide, tables, version of the engine or state")}
}

func altered() report.Cause {
	return report.Cause{Kind: report.CauseAltered, Words: say("结果不出自封存的内容：计算之后改过结果，或改过输入和 manifest.json（as_of、draws、seed），或由编号相同的另一个构建写出", "the result does not come of what is sealed: since it was computed the result was altered, or an input, or the manifest (as_of, draws, seed); or another build of the same engine number wrote it")}
}
