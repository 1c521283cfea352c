package report

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
	"ghg/sectors/agriculture"
)

// maxListed is the number of lines up to which inventory.json lists them with their inputs; beyond it names
// inventory.csv, which holds them all: a document of gigabytes serves nobody.
const maxListed = 100_000

type region struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

type estimateJSON struct {
	Year     int         `json:"year"`
	Category string      `json:"category"`
	Facility string      `json:"facility,omitempty"`
	Item     string      `json:"item,omitempty"`
	Detail   string      `json:"detail,omitempty"`
	Gas      string      `json:"gas"`
	Boundary string      `json:"boundary"`
	Value    string      `json:"value_t,omitempty"`
	CO2e     string      `json:"co2e_t,omitempty"`
	Notation string      `json:"notation,omitempty"`
	Method   string      `json:"method,omitempty"`
	Tier     string      `json:"tier,omitempty"`
	Formula  string      `json:"formula,omitempty"`
	Status   string      `json:"factor_status,omitempty"`
	Vintage  string      `json:"vintage,omitempty"`
	Notes    []bilingual `json:"notes,omitempty"`
	Leaves   []string    `json:"leaves,omitempty"`
	Source   string      `json:"source,omitempty"`
	Computed string      `json:"computed_t,omitempty"`
}

type bilingual struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

type totalJSON struct {
	Year     int      `json:"year"`
	Boundary string   `json:"boundary"`
	Scope    string   `json:"scope"`
	Gas      string   `json:"gas"`
	Value    string   `json:"value_t,omitempty"`
	CO2e     string   `json:"co2e_t,omitempty"`
	Notation string   `json:"notation,omitempty"`
	Missing  []string `json:"gwp_missing,omitempty"`
	Done     int      `json:"pairs_done"`
	Pairs    int      `json:"pairs"`
}

type shareJSON struct {
	Year  int    `json:"year"`
	Share string `json:"share"`
}

// inputJSON is one leaf: a factor row or an activity cell.
type inputJSON struct {
	Key      string    `json:"key"`
	Name     string    `json:"name"`
	Value    string    `json:"value"`
	Unit     string    `json:"unit"`
	Low      string    `json:"low,omitempty"`
	High     string    `json:"high,omitempty"`
	Bounds   string    `json:"bounds,omitempty"`
	Status   string    `json:"status,omitempty"`
	Set      string    `json:"set,omitempty"`
	Document string    `json:"document,omitempty"`
	Source   string    `json:"source"`
	Why      bilingual `json:"why"`
}

// WriteJSON writes inventory.json, which follows seeds/schema/inventory.schema.json: every estimate with its formula and
// the keys of its leaves, every total, every input, and the breaches of rules that a person answers for. Numbers are strings, so that no reader cuts them; each entry is a line.
func WriteJSON(w io.Writer, inv *inventory.Inventory, used []*inventory.Parameter, problems inventory.Problems) error {
	d := &documentWriter{w: w}
	d.raw("{\n")
	d.field("schema", "inventory.schema.json")
	d.field("engine", engine.Version)
	d.field("region", region{inv.Region, inv.RegionName})
	d.field("guide", inv.Guide)
	d.field("gwp_set", inv.GWPSet)
	d.field("years", inv.Years)
	inputs := map[string]inputJSON{}
	listed := inv.Estimates
	if len(listed) > maxListed {
		listed = nil
		d.field("estimates_in", "inventory.csv")
	}
	d.estimates(inv, listed, inputs)
	for _, p := range used {
		inputs[p.Key()] = inputOf(p) // one factor may serve several categories, each for its own reason: the run's counts
	}
	figures := inv.Figures()
	d.list("totals", len(figures), func(i int) any { return totalOf(inv.Total(figures[i])) })
	var shares []shareJSON
	for _, year := range inv.Years {
		if share, ok := inv.UnconfirmedShare(year); ok {
			shares = append(shares, shareJSON{year, share.String()})
		}
	}
	d.list("unconfirmed_share", len(shares), func(i int) any { return shares[i] })
	if answered := SuppressionRecords(problems).objects(); len(answered) > 0 {
		d.list("suppressions", len(answered), func(i int) any { return answered[i] })
	}
	keys := slices.Sorted(maps.Keys(inputs))
	d.list("inputs", len(keys), func(i int) any { return inputs[keys[i]] })
	d.raw("\n}\n")
	return d.err
}

// documentWriter writes a JSON object field by field; the first error is kept.
type documentWriter struct {
	w     io.Writer
	err   error
	began bool
}

func (d *documentWriter) raw(text string) {
	if d.err == nil {
		_, d.err = io.WriteString(d.w, text)
	}
}

func (d *documentWriter) name(name string) {
	if d.began {
		d.raw(",\n")
	}
	d.began = true
	d.raw(" " + strconv.Quote(name) + ": ")
}

func (d *documentWriter) field(name string, v any) {
	d.name(name)
	d.value(v)
}

func (d *documentWriter) value(v any) {
	var out bytes.Buffer
	if err := compact(&out, v); err != nil && d.err == nil {
		d.err = err
	}
	d.raw(out.String())
}

// compact writes a value as JSON on one line, without its end.
func compact(out *bytes.Buffer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	out.Truncate(max(0, out.Len()-1))
	return err
}

// estimates writes the lines, batch by batch on all cores, and adds their inputs to those known.
func (d *documentWriter) estimates(inv *inventory.Inventory, lines []*inventory.Estimate, inputs map[string]inputJSON) {
	d.name("estimates")
	if len(lines) == 0 || d.err != nil {
		d.raw("[]")
		return
	}
	d.raw("[")
	var guard sync.Mutex
	d.err = inBatches(d.w, len(lines), func(out *bytes.Buffer, from, to int) error {
		own := map[string]inputJSON{}
		for i, e := range lines[from:to] {
			if from+i > 0 {
				out.WriteByte(',')
			}
			out.WriteString("\n  ")
			if err := compact(out, estimateOf(inv, e, own)); err != nil {
				return err
			}
		}
		guard.Lock()
		defer guard.Unlock()
		maps.Copy(inputs, own)
		return nil
	})
	d.raw("\n ]")
}

// list writes an array, one entry a line.
func (d *documentWriter) list(name string, n int, entry func(int) any) {
	d.name(name)
	if n == 0 {
		d.raw("[]")
		return
	}
	d.raw("[")
	for i := range n {
		if i > 0 {
			d.raw(",")
		}
		d.raw("\n  ")
		d.value(entry(i))
	}
	d.raw("\n ]")
}

func totalOf(t *inventory.Total) totalJSON {
	out := totalJSON{Year: t.Year, Boundary: t.Boundary.String(), Scope: t.Scope, Gas: t.Gas, Notation: t.Notation.String(),
		Missing: t.Missing, Done: t.Done, Pairs: t.Pairs}
	if t.HasMass {
		out.Value = t.Mass.String()
	}
	if t.HasCO2e {
		out.CO2e = t.CO2e.String()
	}
	return out
}

func estimateOf(inv *inventory.Inventory, e *inventory.Estimate, inputs map[string]inputJSON) estimateJSON {
	about := e.Row
	out := estimateJSON{Year: about.Year, Category: about.Category.Code, Facility: about.Facility, Item: about.ItemName(), Detail: about.Detail, Gas: e.Gas,
		Boundary: e.Boundary.String(), Notation: notation(e), Vintage: about.Vintage, Source: e.Origin().String()}
	if about.Note != "" {
		out.Notes = append(out.Notes, bilingual{about.Note, about.Note})
	}
	for _, note := range e.Notes() {
		out.Notes = append(out.Notes, bilingual{note.ZH, note.EN})
	}
	if !e.Number {
		return out
	}
	out.Value, out.Method, out.Tier, out.Status = e.Value().String(), e.Method.ID, e.Method.Tier, e.Status.String()
	if by := e.Superseded(); by != nil {
		var sum decimal.Decimal
		for _, old := range by {
			sum = sum.Add(old.Value())
		}
		out.Computed = sum.String()
	}
	tree := e.Mass()
	out.Formula = formula(tree)
	if gwp, ok := inv.GWP(e.Gas); ok {
		out.CO2e = e.Value().Mul(gwp.Amount).String()
	}
	for _, leaf := range tree.Leaves() {
		out.Leaves = append(out.Leaves, leaf.Key())
		if _, known := inputs[leaf.Key()]; !known {
			inputs[leaf.Key()] = inputOf(inventory.ParameterOf(leaf))
		}
	}
	return out
}

func inputOf(p *inventory.Parameter) inputJSON {
	out := inputJSON{Key: p.Key(), Name: p.Name, Value: p.Amount.String(), Unit: p.In.String(), Bounds: p.Bounds.Kind, Status: p.Status.String(),
		Set: p.Set, Document: p.Document, Source: p.Origin.String(), Why: bilingual{p.Why.ZH, p.Why.EN},
		Low: number(p.Bounds.Low), High: number(p.Bounds.High)}
	return out
}

type manifest struct {
	Engine  int            `json:"engine"`
	Tables  string         `json:"tables_sha256"`
	Region  region         `json:"region"`
	Guide   string         `json:"guide"`
	GWPSet  string         `json:"gwp_set"`
	Years   []int          `json:"years"`
	AsOf    string         `json:"as_of,omitempty"`
	Inputs  []manifestFile `json:"inputs"`
	Factors []manifestLock `json:"factors"`
}

type manifestFile struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

type manifestLock struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Unit   string `json:"unit"`
	Status string `json:"status"`
}

// WriteManifest writes manifest.json: what went in, by hash, and every factor that was used. It holds no clock time, no path
// of the machine and no revision of the program.
func WriteManifest(w io.Writer, ws *workspace.Workspace, result *engine.Result) error {
	tables, err := engine.TablesHash(result.Tables)
	if err != nil {
		return err
	}
	inv := result.Inventory
	m := manifest{Engine: engine.Version, Tables: tables, Region: region{inv.Region, inv.RegionName}, Guide: inv.Guide, GWPSet: inv.GWPSet,
		Years: inv.Years, AsOf: ws.AsOf, Inputs: []manifestFile{}, Factors: []manifestLock{}}
	for _, f := range ws.Files {
		m.Inputs = append(m.Inputs, manifestFile{f.Path, f.SHA256, f.Size})
	}
	for _, p := range result.Used {
		m.Factors = append(m.Factors, manifestLock{p.Key(), p.Amount.String(), p.In.String(), p.Status.String()})
	}
	text, err := encode(m)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// Files is everything a compilation writes into out/, each file by what writes it.
func Files(ws *workspace.Workspace, result *engine.Result) map[string]workspace.Writer {
	inv := result.Inventory
	files := map[string]workspace.Writer{
		"inventory.csv":       func(w io.Writer) error { return WriteInventory(w, inv) },
		"summary.csv":         func(w io.Writer) error { return WriteSummary(w, inv) },
		"energy_accounts.csv": func(w io.Writer) error { return AccountRecords(inv.Region, result.Accounts).WriteCSV(w) },
		"reference.csv":       func(w io.Writer) error { return ReferenceRecords(inv.Region, result.References).WriteCSV(w) },
		"energy_balance.csv":  func(w io.Writer) error { return BalanceRecords(inv.Region, result.Balances).WriteCSV(w) },
		"inventory.json":      func(w io.Writer) error { return WriteJSON(w, inv, result.Used, result.Problems) },
		"problems.csv":        func(w io.Writer) error { return WriteProblems(w, result.Problems) },
		"manifest.json":       func(w io.Writer) error { return WriteManifest(w, ws, result) },
	}
	if len(result.Nitrogen) > 0 {
		files["nitrogen.csv"] = func(w io.Writer) error {
			return FlowRecords(inv.Region, result.Nitrogen, agriculture.Flows).WriteCSV(w)
		}
	}
	if len(result.Straw) > 0 {
		files["straw.csv"] = func(w io.Writer) error {
			return FlowRecords(inv.Region, result.Straw, agriculture.StrawFlows()).WriteCSV(w)
		}
	}
	if result.Land != nil && len(result.Land.Matrix.Cells()) > 0 {
		files["land.csv"] = func(w io.Writer) error { return LandRecords(inv.Region, result.Land).WriteCSV(w) }
	}
	if answered := SuppressionRecords(result.Problems); len(answered.Rows) > 0 {
		files["suppressions.csv"] = answered.WriteCSV
	}
	if len(result.Emitters) > 0 {
		files["key_emitters.csv"] = func(w io.Writer) error { return EmitterRecords(inv.Region, result.Emitters).WriteCSV(w) }
	}
	if len(result.Remainders) > 0 {
		files["remainders.csv"] = func(w io.Writer) error { return RemainderRecords(inv.Region, result.Remainders).WriteCSV(w) }
	}
	return files
}
