package bundle

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// stated is what the results of a seal say that they were computed from: results/manifest.json.
type stated struct {
	Engine int    `json:"engine"`
	Tables string `json:"tables_sha256"`
	Region Region `json:"region"`
	Years  []int  `json:"years"`
	Guide  string `json:"guide"`
	GWPSet string `json:"gwp_set"`
	AsOf   string `json:"as_of"`
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

// leaf is an input of an equation: its figure with the unit, and the cell.
type leaf struct{ figure, source string }

// shippedAs is how the cells of the tables of the program begin.
const shippedAs = "seeds/"

// tracer finds out why figures differ: by what the seal says of how its results came about, and how they come about now.
type tracer struct {
	manifest    *Manifest
	tables      *sealedTables
	recipe      report.Cause        // what of the manifest decides figures and is not what the results say; no kind: nothing
	said        string              // hash of the tables that the results say they were computed with
	sameTables  bool                // the results were computed with the tables that lie in the seal
	changed     []string            // inputs that are not those the results were computed from
	sealed      map[string]leaf     // of the lines of the seal
	leaves      map[string][]string // their keys by the line
	listed      bool                // the seal lists them
	own         map[string][]*inventory.Estimate
	changes     []engine.Change
	explained   map[tracedLine]report.Cause // the lines of the inventory that differ and the sums they are part of: the reason that lies farthest outside
	newEngine   bool                        // another version computed the seal
	newerSealed bool
}

// tracedLine is a line of the inventory or a sum, of a category or a scope.
type tracedLine struct{ year, boundary, category, gas string }

// anyTime stands for all years, boundaries and gases of a category.
func anyTime(category string) tracedLine { return tracedLine{category: category} }

// newTracer reads what the seal says; own is nil if nothing could be computed.
func newTracer(m *Manifest, said stated, results map[string][]byte, tables *sealedTables, own *engine.Result) *tracer {
	t := &tracer{manifest: m, tables: tables, sealed: map[string]leaf{}, leaves: map[string][]string{}, own: map[string][]*inventory.Estimate{}, explained: map[tracedLine]report.Cause{},
		said: said.Tables, newEngine: m.Engine != engine.Version, newerSealed: m.Engine > engine.Version}
	used, _ := engine.TablesHash(tables.engine.Tables()) // they were read already
	t.sameTables = (said.Tables == "" || said.Tables == used) && len(engine.FixedOtherwise(tables.engine.Tables())) == 0
	t.changed = changedInputs(m, said)
	t.changes, _ = engine.Changes(m.Engine) // the program's own table, which a test reads
	for _, f := range said.Factors {
		t.sealed[f.Key] = leaf{strings.TrimSpace(f.Value + " " + f.Unit), ""}
	}
	if own != nil && own.Inventory != nil {
		t.document(results["inventory.json"])
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
	if d.Column == "" && d.Sealed == "" && table == nil && slices.Contains(obligatory, d.Part) {
		return report.Cause{Kind: report.CauseAltered, Of: d.Part, Words: say("结果被拿掉：每个版本都写 %[1]s", "the result was taken away: every version writes %[1]s", d.Part)}
	}
	switch d.Part {
	case "inventory.csv", "inventory.json#estimates":
		if table == nil || row < 0 {
			break
		}
		found := t.line(d, keyOfRow(table, row))
		t.explain(tracedLine{cell("year"), cell("boundary"), cell("category"), cell("gas")}, found)
		return found
	case "summary.csv":
		return t.total(d, tracedLine{cell("year"), cell("boundary"), cell("category"), cell("gas")})
	case "inventory.json#totals":
		return t.total(d, tracedLine{cell("year"), cell("boundary"), cell("scope"), cell("gas")})
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
	if of, drawn := ofDraws(d.Part, t.manifest); drawn {
		return of
	}
	return t.general(true, cell("category"), engine.Told{}, engine.Told{})
}

// field is why a setting in results/manifest.json differs.
func (t *tracer) field(name string) report.Cause {
	switch {
	case name == "tables_sha256" && !t.sameTables:
		return t.ofTables("", "")
	case name == "tables_sha256" || name == "engine":
		return t.general(false, "", engine.Told{}, engine.Told{})
	}
	return t.general(true, "", engine.Told{}, engine.Told{})
}

// line is why a line of the inventory differs.
func (t *tracer) line(d differing, key string) report.Cause {
	was, is := told(d.sealed, d.sealedRow), told(d.own, d.ownRow)
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
	part := strings.Split(key, "\x00")
	category, gas := part[1], part[5]
	sameInputs := t.listed && d.sealedRow >= 0 && d.ownRow >= 0 && was.Method == is.Method && len(keys) > 0
	if sameInputs && !t.newEngine && (d.Column == "value" || d.Column == "value_t") {
		return altered() // the same equation on the same figures
	}
	if !t.sameTables && len(t.changed) == 0 {
		return t.ofTables(category, gas)
	}
	return t.general(d.sealedRow < 0 || d.ownRow < 0, category, was, is)
}

// told is what a version tells of a line.
func told(table *listing, row int) engine.Told {
	if row < 0 || table == nil {
		return engine.Told{}
	}
	return engine.Told{Method: table.cell(row, "method"), Notation: table.cell(row, "notation")}
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
		if t.sameTables || known && now != nil && figure == was.figure || !t.rowDiffers(key, source) {
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
	if known && now != nil && was.source != "" && figure != was.figure && !t.newEngine {
		return report.Cause{Kind: report.CauseAltered, Of: source, Words: say("输入或结果被改动：%[1]s（%[2]s），而 results/manifest.json 中该文件的哈希与封存的一致", "an input or the result was altered: %[3]s (%[2]s), while results/manifest.json has the hash of the file as it is sealed", shown.ZH, source, shown.EN)}, true
	}
	return report.Cause{}, false
}

func orNone(figure string) string {
	if figure == "" {
		return "–"
	}
	return figure
}

// outermost are the kinds of causes, that which lies farthest outside the results first.
var outermost = []string{report.CauseRecipe, report.CauseInput, report.CauseTable, report.CauseProgram, report.CauseUnnamed, report.CauseAltered}

// explain notes why a line differs, for the line and for every sum it is part of.
func (t *tracer) explain(of tracedLine, cause report.Cause) {
	note := func(key tracedLine) {
		if known, met := t.explained[key]; !met || slices.Index(outermost, cause.Kind) < slices.Index(outermost, known.Kind) {
			t.explained[key] = cause
		}
	}
	scopes := []string{of.category, inventory.ScopeTotal, inventory.ScopeWithoutLand}
	for i, c := range of.category {
		if c == '.' {
			scopes = append(scopes, of.category[:i])
		}
	}
	for _, scope := range scopes {
		note(anyTime(scope))
		for _, gas := range []string{of.gas, inventory.AllGases} {
			note(tracedLine{of.year, of.boundary, scope, gas})
		}
	}
}

// total is why a sum differs: for what a line of it does. Of several reasons the one is named that lies farthest outside the results.
func (t *tracer) total(d differing, of tracedLine) report.Cause {
	if found, ok := t.explained[of]; ok {
		return found
	}
	if !t.newEngine && (d.Column == "value_t" || d.Column == "co2e_t") {
		return altered() // the sum of lines that are all the same
	}
	return t.general(true, of.category, engine.Told{}, engine.Told{})
}

// general is the reason where no input of a line tells it: what else is another than when the results were computed. Activity tells whether
// tables of activities count: they speak for themselves where a line's inputs are known.
func (t *tracer) general(activity bool, category string, was, is engine.Told) report.Cause {
	if t.recipe.Kind != "" {
		return t.recipe
	}
	for _, file := range t.changed {
		if activity || !strings.HasPrefix(file, "activity/") {
			return ofInput(file)
		}
	}
	if !t.sameTables {
		return t.ofTables("", "")
	}
	if !t.newEngine {
		return altered()
	}
	for _, c := range t.changes {
		if category != "" && c.Explains(category, was, is) {
			return report.Cause{Kind: report.CauseProgram, Of: "engine " + joined([]int{c.Engine}, ""), Words: say("程序（引擎 %[1]d 版起）：%[2]s", "program (since engine %[1]d): %[3]s", c.Engine, c.Words.ZH, c.Words.EN)}
		}
	}
	if found, ok := t.explained[anyTime(cmp.Or(category, inventory.ScopeTotal))]; ok && was == is { // a result that is derived from lines
		return found
	}
	if t.newerSealed {
		return newerProgram(t.manifest)
	}
	return report.Cause{Kind: report.CauseUnnamed, Of: "engine", Words: say("由引擎 %d 版计算，现为 %d 版；没有已知变更说明这一处", "computed by engine %d, this is %d; no named change explains it", t.manifest.Engine, engine.Version)}
}

func newerProgram(m *Manifest) report.Cause {
	return report.Cause{Kind: report.CauseUnnamed, Of: "engine", Words: say("由更新的引擎 %d 版计算，本程序是 %d 版：用那个版本的程序核验", "computed by a newer engine, %d; this is %d: verify with that program", m.Engine, engine.Version)}
}
