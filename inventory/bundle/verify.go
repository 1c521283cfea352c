package bundle

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// DrawsTaken is how many draws of a seal are made where nobody asks for more: a stranger's seal decides no hours of the machine.
const DrawsTaken = 1_000_000

// Verifier is how a seal is verified.
type Verifier struct {
	Engine   *engine.Engine
	Trust    *Trust
	Draws    int              // the most that are made; a seal of more is not recomputed
	Releases []engine.Release // whose tables a seal may hold; nil: those that the program knows
}

// Verify finds out whether a seal is authentic, and if it is, computes its results anew, in memory, and holds them against those sealed:
// with the program's own tables if they are those of the seal, else with those of the seal as far as this program can load them. Of a seal of
// this version of the engine every byte of every result counts; of another version's, the figures, cell by cell. The seal is nil if it is
// not authentic.
func (v Verifier) Verify(name string, content []byte) (*report.Verdict, *Seal) {
	o := authentic(name, content, v.Trust)
	if !o.Authentic() {
		return o.Verdict, nil
	}
	if v.Releases == nil {
		v.Releases, _ = engine.Releases() // the program's own table, which a test reads
	}
	o.recompute(v)
	return o.Verdict, o.Seal
}

// recompute computes the results anew and compares.
func (o *opened) recompute(v Verifier) {
	m, results := o.Manifest, filesOf(o.Parts, Results)
	said, tables := statedIn(results), o.tables(v.Engine, v.Releases)
	recipe := o.recipe(said)
	o.notes(tables)
	o.unknown(tables)
	c, err := o.compute(tables.engine, Recipe{Years: m.Years, AsOf: m.AsOf, Draws: m.Draws, Seed: m.Seed, lacking: lackingDraws(results), most: v.Draws})
	if err != nil {
		o.Failed.Add(refusal(inventory.Source{File: Inputs}, "seal-not-computed", say("算不出来：%[1]s", "cannot be computed: %[1]s", briefly(err)), inventory.Text{ZH: "请封存者用这些输入自己重算", EN: "let whoever sealed it compute from these inputs"}))
		c = &Computed{Result: &engine.Result{}}
	}
	o.unread(c, said)
	trace := sync.OnceValue(func() *tracer { // what it reads is not needed where all is well
		t := newTracer(m, said, readable(results, c.Files), tables, c.Result)
		t.recipe = recipe
		return t
	})
	if c.Result.Inventory == nil {
		o.Failed.Add(c.Problems...)
		o.Differences = append(o.Differences, report.Difference{Part: Results + "inventory.csv", Sealed: bytesOf(results["inventory.csv"]), Cause: trace().general(true, "", engine.Told{}, engine.Told{})})
		return
	}
	o.moved(v.Engine, tables, c.Result)
	o.contrasted(c, results, trace)
	o.manifested(c, said, tables, trace)
	if m.Engine != engine.Version && len(o.Differences) > 0 {
		o.Bridge = bridge(readable(results, c.Files), c.Result)
	}
}

// contrasted holds the sealed results against those that come out.
func (o *opened) contrasted(c *Computed, results map[string][]byte, trace func() *tracer) {
	if c.Undrawn != nil {
		for _, name := range drawnFiles {
			delete(results, name)
		}
		o.Failed.Add(c.Undrawn...)
	}
	found := &contrast{older: o.Manifest.Engine != engine.Version}
	found.results(results, c.Files)
	for _, d := range found.counts {
		d.Cause = trace().cause(d)
		d.Part = Results + d.Part
		o.Differences = append(o.Differences, d.Difference)
	}
	for _, d := range found.aside {
		d.Part = Results + d.Part
		o.Aside = append(o.Aside, d.Difference)
	}
	if found.more > 0 {
		o.Differences = append(o.Differences, report.Difference{Part: Results, Row: "… +" + strconv.Itoa(found.more), Cause: report.Cause{Kind: report.CauseAltered, Words: say("另有 %d 处不同，未逐一列出", "%d more differences, which are not listed", found.more)}})
	}
}

// statedIn reads what the results say of themselves; what cannot be read says nothing.
func statedIn(results map[string][]byte) (said stated) {
	if content := results["manifest.json"]; len(content) <= 4*bytesLarger && json.Unmarshal(content, &said) != nil {
		return stated{}
	}
	return said
}

// lists tells whether the results name a file as one that was read.
func (s stated) lists(path string) bool {
	for _, f := range s.Inputs {
		if f.Path == path {
			return true
		}
	}
	return false
}

// otherwise is the cause that the manifest is not of the results.
func otherwise(field, manifests, results string) report.Cause {
	return report.Cause{Kind: report.CauseRecipe, Of: field, Words: say("清单（manifest）另有说法：%[1]s 为“%[2]s”，结果写“%[3]s”", `the manifest says otherwise: %[1]s "%[2]s", the results "%[3]s"`, field, cutTo(orNone(manifests), 100), cutTo(orNone(results), 100))}
}

// recipe holds the manifest against what the results say of themselves. It returns the first field that decides figures and differs.
func (o *opened) recipe(said stated) (deciding report.Cause) {
	m := o.Manifest
	differs := func(field, manifests, results string, decides bool) {
		if manifests == results {
			return
		}
		cause := otherwise(field, manifests, results)
		if decides && deciding.Kind == "" {
			deciding = cause
		}
		o.Differences = append(o.Differences, report.Difference{Part: ManifestPath, Column: field, Sealed: manifests, Recomputed: results, Cause: cause})
	}
	if m.Draws < 0 || m.Draws > MostDraws {
		differs("draws", strconv.Itoa(m.Draws), "0–"+strconv.Itoa(MostDraws), true)
	}
	if said.Engine == 0 && said.Tables == "" { // there is none, which is a difference of its own
		return deciding
	}
	differs("years", joined(m.Years, " "), joined(said.Years, " "), true)
	differs("as_of", m.AsOf, said.AsOf, true)
	differs("engine", strconv.Itoa(m.Engine), strconv.Itoa(said.Engine), false)
	differs("tables", m.Tables, said.Tables, false)
	differs("region", m.Region.Code+" "+m.Region.Name, said.Region.Code+" "+said.Region.Name, false)
	differs("guide", m.Guide, said.Guide, false)
	differs("gwp_set", m.GWPSet, said.GWPSet, false)
	return deciding
}

// drawnFiles are the results that draws make.
var drawnFiles = []string{"chances.csv", "contributions.csv", "keys.csv", "uncertainty.csv", "variables.csv"}

// lackingDraws are the results that draws make and that are not there.
func lackingDraws(results map[string][]byte) (out []string) {
	for _, name := range drawnFiles {
		if results[name] == nil {
			out = append(out, name)
		}
	}
	return out
}

// ofDraws is the cause of a difference of a result that draws make; false of all others, and where the manifest and the results fit.
func ofDraws(name string, m *Manifest) (report.Cause, bool) {
	if m.Draws > 0 || !slices.Contains(drawnFiles, name) {
		return report.Cause{}, false
	}
	return otherwise("draws", "0", name), true
}

// unread names the inputs that no computation reads. Those that another version read are told apart.
func (o *opened) unread(c *Computed, said stated) {
	if c.Workspace == nil {
		return
	}
	read := map[string]bool{}
	for _, f := range c.Workspace.Files {
		read[f.Path] = true
	}
	for _, f := range c.Workspace.Review {
		read[f.Name] = true
	}
	for _, p := range o.Parts {
		if name, isInput := strings.CutPrefix(p.Path, Inputs); isInput && !read[name] {
			d := report.Difference{Part: p.Path, Sealed: bytesOf(p.Content),
				Cause: report.Cause{Kind: report.CauseUnread, Of: name, Words: say("%[1]s 不为任何计算所读：封存程序不会放入这样的文件", "no computation reads %[1]s: sealing puts no such file into a seal", p.Path)}}
			if o.Manifest.Engine != engine.Version && said.lists(name) {
				o.Aside = append(o.Aside, d)
			} else {
				o.Differences = append(o.Differences, d)
			}
		}
	}
}

// compute computes the results.
func (o *opened) compute(e *engine.Engine, recipe Recipe) (c *Computed, err error) {
	inputs, err := folder(o.Parts, Inputs)
	if err != nil {
		return nil, err
	}
	err = guarded(e, func() (err error) {
		c, err = Compute(e, inputs, recipe)
		return err
	})
	return c, err
}

// guarded computes with an engine of whatever tables. Tables of others, which no test of this program holds to what it takes for granted,
// may stop it; a panic with the program's own is a fault of the program.
func guarded(e *engine.Engine, compute func() error) (err error) {
	defer func() {
		if met := recover(); met != nil {
			if e.Tables() == engine.Shipped() {
				panic(met)
			}
			err = fmt.Errorf("tables: %v", met)
		}
	}()
	return compute()
}

// manifested compares what the manifest says of the inventory with what it is, where the results do not say otherwise already.
func (o *opened) manifested(c *Computed, said stated, tables *sealedTables, trace func() *tracer) {
	m, inv := o.Manifest, c.Result.Inventory
	add := func(field, sealed, is string, cause report.Cause) {
		o.Differences = append(o.Differences, report.Difference{Part: ManifestPath, Column: field, Sealed: sealed, Recomputed: is, Cause: cause})
	}
	differs := func(field, sealed, stated, is string) {
		if sealed == stated && sealed != is {
			add(field, sealed, is, trace().general(true, "", engine.Told{}, engine.Told{}))
		}
	}
	differs("region", m.Region.Code+" "+m.Region.Name, said.Region.Code+" "+said.Region.Name, inv.Region+" "+inv.RegionName)
	differs("guide", m.Guide, said.Guide, inv.Guide)
	differs("gwp_set", m.GWPSet, said.GWPSet, inv.GWPSet)
	if m.Tables != tables.carried && m.Tables == said.Tables {
		add("tables", m.Tables, tables.carried, trace().ofTables("", ""))
	}
	if m.Engine > engine.Version {
		add("engine", strconv.Itoa(m.Engine), strconv.Itoa(engine.Version), newerProgram(m))
	}
	if m.Draws == 0 && m.Seed != 0 {
		add("seed", strconv.FormatUint(m.Seed, 10), "0", otherwise("seed", strconv.FormatUint(m.Seed, 10), "0"))
	}
	if !m.Draft && m.Engine == engine.Version && c.Unsettled(tables.engine).Failed() {
		add("draft", "false", "true", otherwise("draft", "false", "check --final"))
	}
}
