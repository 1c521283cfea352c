package engine

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/workspace"
)

// Result is a compiled inventory with what was said on the way and what it rests on.
type Result struct {
	Inventory  *inventory.Inventory
	Problems   inventory.Problems
	Used       []*inventory.Parameter // every factor used, by key
	Balances   []*Balanced            // of the years compiled
	References []*Reference
	Accounts   []*Account
	Remainders []*Remainder
	Emitters   []*Emitter
	Rows       []*inventory.Activity // the figures that count, in the order of the tables
	Herds      []*Herd
	Nitrogen   []*FlowBalance // of what reaches fields, in the order of the lines
	Straw      []*FlowBalance // likewise
	Waters     []*Wastewater
	Land       *Land
	Factors    *factors.Table // in which factors were looked up
	Tables     fs.FS          // that the engine was loaded from
}

// run is one compilation of one workspace.
type run struct {
	*Engine
	ws       *workspace.Workspace
	region   string // code of the district
	table    *factors.Table
	years    []int
	rows     []*inventory.Activity // the figures that count, in the order of the tables
	keys     []*inventory.Activity // rows that give notation keys
	chosen   map[*inventory.Activity]inventory.Text
	derived  map[*inventory.Activity]derivation
	spliced  map[*inventory.Activity]*inventory.Splice
	splices  []*Splicing           // of the splices, in their order
	made     []*inventory.Activity // that splices have given
	balances []*Balanced
	mains    map[named]bool                          // that are the name of a main activity
	fluids   map[*inventory.Category]bool            // with methods for whatever gas an activity names
	timed    map[named]*inventory.Input              // see seriesInput
	blends   *inventory.Blends                       // those shipped and the district's own
	series   map[series][]*inventory.Activity        // figures of which equations take earlier years, by year
	carried  sync.Map                                // of carriedOf to carried
	eachOf   map[*inventory.Category]map[string]bool // activities given once for each material of a works
	filed    map[*inventory.Activity]inventory.Text  // rows reported elsewhere than they are filed, and why
	gone     map[*inventory.Activity]bool            // deposits that a site that goes on takes no more
	rests    []*Remainder
	beside   map[*inventory.Activity]map[string]bool // the facilities that stand beside a figure without one, or were taken out of it
	of       map[at][]*inventory.Activity            // see rowsOf
	likened  int                                     // see likeFacility
	folded   map[string]string                       // names of facilities without what their spelling may differ in
	ie       []*inventory.Activity                   // see included
	kept     []*Herd                                 // of the years compiled
	taking   map[named]bool                          // see takes
	methods  map[kind][]*inventory.Method            // see methodsOf
	flowed   map[*inventory.Activity]bool            // rows of herds and fields that some category takes
	managed  map[string]bool                         // see systems
	waters   []*Wastewater                           // of the years compiled
	unstated []*inventory.Estimate                   // keys of gases of pathways that state less than their methods need
	matrix   *Land
	sown     []group // the crops of the years compiled, at the direct N2O of soils
	future   *future // nil of an inventory
	// unsettled are the subjects of which departments differ and no choice says whose figure counts.
	unsettled map[herdOf]bool
	findings
}

// findings is what a run, or a part of it, has met.
type findings struct {
	problems inventory.Problems
	notices  inventory.Problems // said once, at the first row that gives rise to them
	yearly   []yearly           // said of the latest year
	held     []heldRecovery     // of the years of a scenario
	used     map[string]*inventory.Parameter
	choices  map[*inventory.Choice]bool // that served
}

func newFindings() findings {
	return findings{used: map[string]*inventory.Parameter{}, choices: map[*inventory.Choice]bool{}}
}

func (f *findings) add(more *findings) {
	f.problems.Add(more.problems...)
	f.notices.Add(more.notices...)
	f.yearly = append(f.yearly, more.yearly...)
	f.held = append(f.held, more.held...)
	maps.Copy(f.used, more.used)
	maps.Copy(f.choices, more.choices)
}

// Compile makes the inventory of the workspace for the years asked for, all of its years if none are. The inventory is
// nil if any problem is an ERROR.
func (e *Engine) Compile(ws *workspace.Workspace, years []int) *Result {
	if len(years) == 0 {
		years = ws.Config.Years
	}
	return e.compile(ws, years, nil)
}

// compile makes the inventory, or the years of a scenario.
func (e *Engine) compile(ws *workspace.Workspace, years []int, of *future) *Result {
	r := e.newRun(ws, years)
	r.future = of
	r.activities()
	estimates, emissions := r.verify(slices.Concat(r.estimates(), r.keyEstimates(), r.unstated))
	inv := inventory.New(r.region, ws.Config.Region.Name, ws.Config.Guide, ws.Config.GWP, years, estimates, e.Vocabulary)
	inv = inv.With(r.unasked(inv))
	r.checkTargets(inv)
	references, accounts := r.references(inv), r.accounts()
	r.missingGWP(inv)
	r.overlooked()
	r.problems.Add(once(r.notices)...)
	r.problems.Add(ofLatest(r.yearly)...)
	r.problems.Add(r.heldRecoveries()...)
	result := &Result{Problems: r.problems.Sorted(), Tables: e.tables}
	if result.Problems.Failed() {
		return result
	}
	result.Inventory, result.References, result.Accounts, result.Rows = inv, references, accounts, r.rows
	result.Herds, result.Waters, result.Land, result.Factors = r.kept, r.waters, r.matrix, r.table
	result.Nitrogen, result.Straw = r.flowBalances(inv.Estimates)
	result.Remainders, result.Emitters = r.rests, emitters(inv, emissions)
	for _, b := range r.balances {
		if slices.Contains(years, b.Year) {
			result.Balances = append(result.Balances, b)
		}
	}
	result.Used = slices.SortedFunc(maps.Values(r.used), func(a, b *inventory.Parameter) int { return cmp.Compare(a.Key(), b.Key()) })
	return result
}

// newRun readies a compilation: its factors, its materials and the indicators that count.
func (e *Engine) newRun(ws *workspace.Workspace, years []int) *run {
	r := &run{Engine: e, ws: ws, region: ws.Config.Region.Code, years: years, chosen: map[*inventory.Activity]inventory.Text{}, mains: map[named]bool{},
		derived: map[*inventory.Activity]derivation{}, spliced: map[*inventory.Activity]*inventory.Splice{}, filed: map[*inventory.Activity]inventory.Text{}, gone: map[*inventory.Activity]bool{},
		beside: map[*inventory.Activity]map[string]bool{}, folded: map[string]string{}, timed: map[named]*inventory.Input{}, taking: map[named]bool{}, methods: map[kind][]*inventory.Method{},
		flowed: map[*inventory.Activity]bool{}, unsettled: map[herdOf]bool{}, findings: newFindings()}
	var found inventory.Problems
	r.table, found = e.Factors(ws)
	r.problems.Add(found...)
	r.checkSets()
	r.materials()
	r.blends = r.Vocabulary.Blends.With(ws.Blends)
	r.chooseIndicators()
	return r
}

// once keeps the first of the notices that say the same.
func once(notices inventory.Problems) inventory.Problems {
	type said struct {
		code    string
		message inventory.Text
	}
	met := map[said]bool{}
	return slices.DeleteFunc(notices, func(p inventory.Problem) bool {
		is := said{p.Code, p.Message}
		again := met[is]
		met[is] = true
		return again
	})
}

// chunkSize is the number of rows that are worked on together. It is fixed, so that the number of cores reaches nothing.
const chunkSize = 8192

// estimates computes every gas of every activity of the years asked for. The rows are cut into chunks between activities;
// each is worked on by itself, and what they give is joined in order.
func (r *run) estimates() []*inventory.Estimate {
	var rows []*inventory.Activity
	for _, year := range slices.Sorted(slices.Values(r.years)) {
		from, to := r.yearRows(year)
		rows = append(rows, r.rows[from:to]...)
	}
	var chunks []*chunk
	for len(rows) > 0 {
		end := min(chunkSize, len(rows))
		for end < len(rows) && r.undivided(rows[end-1], rows[end]) {
			end++
		}
		chunks = append(chunks, &chunk{run: r, rows: rows[:end], plans: map[kind]*plan{}, found: map[kindAsked]*served{}, findings: newFindings()})
		rows = rows[end:]
	}
	inParallel(len(chunks), func(i int) { chunks[i].work() })
	made := 0
	for _, c := range chunks {
		made += len(c.made)
	}
	out := make([]*inventory.Estimate, 0, made)
	for _, c := range chunks {
		r.add(&c.findings)
		out = append(out, c.made...)
		c.made, c.rows = nil, nil
	}
	return out
}

// undivided tells whether two rows that follow each other are worked on together.
func (r *run) undivided(a, b *inventory.Activity) bool {
	return inventory.CompareSubjects(a, b) == 0 || sameWorks(a, b) && r.each(a.Category) != nil
}

// yearRows is the part of the rows that is of the year.
func (r *run) yearRows(year int) (from, to int) {
	at := func(year int) int {
		i, _ := slices.BinarySearchFunc(r.rows, year, func(a *inventory.Activity, year int) int { return cmp.Compare(a.Year, year) })
		return i
	}
	return at(year), at(year + 1)
}

// inParallel does the jobs 0 … n−1 on all cores. A panic in a job is one of the caller.
func inParallel(n int, job func(int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	var panicked atomic.Pointer[any]
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			defer func() {
				if met := recover(); met != nil {
					panicked.CompareAndSwap(nil, &met)
				}
			}()
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				job(i)
			}
		})
	}
	wait.Wait()
	if met := panicked.Load(); met != nil {
		panic(*met)
	}
}

// missingGWP names the gases whose masses have no potential in the set: their CO2e is incomplete, never 0.
func (r *run) missingGWP(inv *inventory.Inventory) {
	for _, e := range inv.WithoutGWP() {
		if gas, ok := r.Vocabulary.Gases.Lookup(e.Gas); ok && !gas.InBasket() {
			continue // it is in no total
		}
		r.problems.Add(inventory.Problem{
			Source: e.Origin(), Code: "gwp-missing", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("GWP 集 %s 没有 %s 的值：二氧化碳当量合计不完整", inv.GWPSet, e.Gas),
				EN: fmt.Sprintf("GWP set %s has no value for %s: totals in CO2e are incomplete", inv.GWPSet, e.Gas)},
			Hint: inventory.Text{ZH: "在 inventory.toml 改用有该气体值的 GWP 集", EN: "name a GWP set that has the gas in inventory.toml"},
		})
	}
}

// checkSets refuses two tables of one guide in one precedence.
func (r *run) checkSets() {
	sets := r.ws.Config.FactorSets
	if slices.Contains(sets, "CN-PROV-2011") && slices.Contains(sets, "CN-PROV-2011-SECT") {
		r.problems.Add(inventory.Problem{
			Source: inventory.Source{File: "inventory.toml"}, Code: "sets-exclude-each-other", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: "factor_sets 同时列有 CN-PROV-2011 与 CN-PROV-2011-SECT：同一指南的两张表不能用于同一次计算",
				EN: "factor_sets names CN-PROV-2011 and CN-PROV-2011-SECT: two tables of one guide must not serve one run"},
			Hint: inventory.Text{ZH: "删去其中一个", EN: "remove one of them"},
		})
	}
}
