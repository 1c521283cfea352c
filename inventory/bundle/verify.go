package bundle

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// Verify finds out whether a seal is authentic, and if it is, computes its results anew, in memory, and holds them against those sealed:
// with the program's own tables if they are those of the seal, else with those of the seal as far as this program can load them. Of a seal of
// this version of the engine every byte of every result counts; of another version's, the figures, cell by cell. The seal is nil if it is
// not authentic.
func Verify(name string, content []byte, e *engine.Engine, trust *Trust) (*report.Verdict, *Seal) {
	o := authentic(name, content, trust)
	if o.Authentic() {
		o.recompute(e)
		return o.Verdict, o.Seal
	}
	return o.Verdict, nil
}

// recompute computes the results anew and compares.
func (o *opened) recompute(own *engine.Engine) {
	m, results := o.Manifest, filesOf(o.Parts, Results)
	e, carried := o.engine(own)
	c, err := o.compute(e)
	if err != nil {
		at := inventory.Source{File: Inputs}
		o.Failed.Add(refusal(at, "seal-not-computed", say("算不出来：%[1]v", "cannot be computed: %[1]v", err), retrieve))
		c = &Computed{Result: &engine.Result{}}
	}
	traced := sync.OnceValue(func() *tracer { // what it reads is not needed where all is well
		used, _ := engine.TablesHash(e.Tables()) // they were read already
		t := newTracer(m, results, used, c.Result)
		t.sameTables = t.sameTables && len(engine.FixedOtherwise(e.Tables())) == 0
		return t
	})
	if c.Result.Inventory == nil {
		o.Failed.Add(c.Problems...)
		o.Differences = append(o.Differences, report.Difference{Part: Results + "inventory.csv", Sealed: bytesOf(results["inventory.csv"]), Cause: traced().general(true, "", "", "")})
		return
	}
	found := &contrast{older: m.Engine != engine.Version}
	found.results(results, c.Files)
	for _, d := range found.counts {
		d.Cause = traced().cause(d)
		d.Part = Results + d.Part
		o.Differences = append(o.Differences, d.Difference)
	}
	for _, d := range found.aside {
		d.Part = Results + d.Part
		o.Aside = append(o.Aside, d.Difference)
	}
	o.manifested(c, e, traced, carried)
	o.strangeTables(own, e, carried, results)
	o.notRead(c)
	if found.older && len(o.Differences) > 0 {
		o.Bridge = bridge(results, c.Result)
	}
}

// engine is the engine that the seal is recomputed with, and the hash of the tables that lie in the seal.
func (o *opened) engine(own *engine.Engine) (e *engine.Engine, carried string) {
	files, err := folder(o.Parts, Tables)
	if err == nil {
		carried, err = engine.TablesHash(files)
	}
	if err != nil {
		o.Tables = say("封存件中的表读不出来（%[1]s）：用本程序的表重算", "the tables in the seal cannot be read (%[1]s): recomputed with those of this program", brief(err))
		return own, carried
	}
	if hash, err := engine.TablesHash(own.Tables()); err == nil && hash == carried {
		return own, carried
	}
	e, err = engine.NewFrom(files)
	if err != nil {
		o.Tables = say("本程序用不了封存件中的表（%[1]s）：用本程序的表重算", "this program cannot take the tables in the seal (%[1]s): recomputed with its own", brief(err))
		return own, carried
	}
	o.Tables = say("用封存件自带的表重算（与本程序的表不同）", "recomputed with the tables in the seal, which are not those of this program")
	if other := engine.FixedOtherwise(files); len(other) > 0 {
		names := strings.Join(other, ", ")
		o.Tables = say("%[1]s；单位和物质名称仍按本程序：%[2]s 与封存的不同", "%[3]s; units and names of substances are those of this program: its %[2]s is another than the sealed", o.Tables.ZH, names, o.Tables.EN)
	}
	return e, carried
}

// compute computes the results.
func (o *opened) compute(e *engine.Engine) (c *Computed, err error) {
	inputs, err := folder(o.Parts, Inputs)
	if err != nil {
		return nil, err
	}
	m := o.Manifest
	recipe := Recipe{Years: m.Years, AsOf: m.AsOf, Draws: m.Draws, Seed: m.Seed}
	if m.Draws > 0 && m.Draws <= MostDraws && !o.drawn() {
		recipe.Draws = 0
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

// manifested compares what the manifest says of the inventory with what it is, and with what the results say of themselves.
func (o *opened) manifested(c *Computed, e *engine.Engine, traced func() *tracer, carried string) {
	m, inv := o.Manifest, c.Result.Inventory
	differs := func(field, sealed, is string) {
		if sealed == is {
			return
		}
		cause := ofTables()
		if field != "tables" {
			if cause = traced().general(true, "", "", ""); cause.Kind == report.CauseAltered {
				cause = ofRecipe(field)
			}
		}
		o.Differences = append(o.Differences, report.Difference{Part: ManifestPath, Column: field, Sealed: sealed, Recomputed: is, Cause: cause})
	}
	differs("region", m.Region.Code+" "+m.Region.Name, inv.Region+" "+inv.RegionName)
	differs("guide", m.Guide, inv.Guide)
	differs("gwp_set", m.GWPSet, inv.GWPSet)
	differs("tables", m.Tables, carried)
	for _, f := range statedIn(filesOf(o.Parts, Results)).otherwise(m) {
		o.Differences = append(o.Differences, report.Difference{Part: ManifestPath, Column: f[0], Sealed: f[1], Recomputed: f[2], Cause: ofRecipe(f[0])})
	}
	if m.Draws == 0 {
		differs("seed", strconv.FormatUint(m.Seed, 10), "0")
	} else if !o.drawn() {
		differs("draws", strconv.Itoa(m.Draws), "0")
	}
	if !m.Draft && m.Engine == engine.Version && c.Unsettled(e).Failed() {
		differs("draft", strconv.FormatBool(m.Draft), "true")
	}
}

// notRead tells of files among the inputs that no computation reads: this program seals none. Another version may have read them.
func (o *opened) notRead(c *Computed) {
	read := map[string]bool{}
	for _, f := range c.Workspace.Files {
		read[Inputs+f.Path] = true
	}
	for _, text := range c.Workspace.Review {
		read[Inputs+text.Name] = true
	}
	for _, p := range o.Manifest.Parts {
		if !strings.HasPrefix(p.Path, Inputs) || read[p.Path] {
			continue
		}
		d := report.Difference{Part: p.Path, Sealed: strconv.FormatInt(p.Size, 10) + " bytes", Cause: report.Cause{Kind: report.CauseInput, Of: strings.TrimPrefix(p.Path, Inputs),
			Words: say("输入中的 %[1]s 没有用于任何计算", "%[1]s among the inputs is read by no computation", strings.TrimPrefix(p.Path, Inputs))}}
		if o.Manifest.Engine == engine.Version {
			o.Differences = append(o.Differences, d)
		} else {
			o.Aside = append(o.Aside, d)
		}
	}
}

// drawn tells whether the results have what draws make: without it there is nothing to draw for.
func (o *opened) drawn() bool {
	_, ok := Find(o.Parts, Results+"uncertainty.csv")
	return ok
}
