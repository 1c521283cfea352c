package report

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// The JSON documents follow seeds/schema/inventory.schema.json; numbers are strings, so that no reader cuts them.
type document struct {
	Schema    string         `json:"schema"`
	Engine    int            `json:"engine"`
	Region    region         `json:"region"`
	Guide     string         `json:"guide"`
	GWPSet    string         `json:"gwp_set"`
	Years     []int          `json:"years"`
	Estimates []estimateJSON `json:"estimates"`
	Totals    []totalJSON    `json:"totals"`
	Shares    []shareJSON    `json:"unconfirmed_share"`
	Inputs    []inputJSON    `json:"inputs"`
}

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

// InventoryJSON is inventory.json: every estimate with its formula and its leaves, every total, every input.
func InventoryJSON(inv *inventory.Inventory) ([]byte, error) {
	doc := document{Schema: "inventory.schema.json", Engine: engine.Version, Region: region{inv.Region, inv.RegionName},
		Guide: inv.Guide, GWPSet: inv.GWPSet, Years: inv.Years, Estimates: []estimateJSON{}, Totals: []totalJSON{}, Shares: []shareJSON{}, Inputs: []inputJSON{}}
	inputs := map[string]inputJSON{}
	for _, e := range inv.Estimates {
		doc.Estimates = append(doc.Estimates, estimateOf(inv, e, inputs))
	}
	for _, f := range inv.Figures() {
		t := inv.Total(f)
		out := totalJSON{Year: f.Year, Boundary: f.Boundary.String(), Scope: f.Scope, Gas: f.Gas, Notation: t.Notation.String(),
			Missing: t.Missing, Done: t.Done, Pairs: t.Pairs}
		if t.Number && f.Gas != inventory.AllGases {
			out.Value = inv.MassValue(t).String()
		}
		if t.HasCO2e {
			out.CO2e = inv.CO2eValue(t).String()
		}
		doc.Totals = append(doc.Totals, out)
	}
	for _, year := range inv.Years {
		if share, ok := inv.UnconfirmedShare(year); ok {
			doc.Shares = append(doc.Shares, shareJSON{year, share.String()})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(inputs)) {
		doc.Inputs = append(doc.Inputs, inputs[key])
	}
	return encode(doc)
}

func estimateOf(inv *inventory.Inventory, e *inventory.Estimate, inputs map[string]inputJSON) estimateJSON {
	out := estimateJSON{Year: e.Year, Category: e.Category.Code, Facility: e.Facility, Item: e.ItemName(), Detail: e.Detail, Gas: e.Gas,
		Boundary: e.Boundary.String(), Notation: notation(e), Vintage: e.Vintage, Source: e.Origin.String()}
	if e.Note != "" {
		out.Notes = append(out.Notes, bilingual{e.Note, e.Note})
	}
	for _, note := range e.Notes {
		out.Notes = append(out.Notes, bilingual{note.ZH, note.EN})
	}
	if !e.Number {
		return out
	}
	out.Value, out.Method, out.Tier, out.Status = e.Value.String(), e.Method.ID, e.Method.Tier, e.Status.String()
	out.Formula = formula(e.Mass)
	if co2e, ok := inv.CO2e(e.Mass, e.Gas); ok {
		out.CO2e = inv.Value(co2e).String()
	}
	for _, leaf := range e.Mass.Leaves() {
		out.Leaves = append(out.Leaves, leaf.Key())
		if p, ok := leaf.(*inventory.Parameter); ok {
			inputs[p.Row] = inputOf(p)
		}
	}
	return out
}

func inputOf(p *inventory.Parameter) inputJSON {
	out := inputJSON{Key: p.Row, Name: p.Name, Value: p.Amount.String(), Unit: p.In.String(), Bounds: p.Bounds.Kind, Status: p.Status.String(),
		Set: p.Set, Document: p.Document, Source: p.Origin.String(), Why: bilingual{p.Why.ZH, p.Why.EN},
		Low: number(p.Bounds.Low), High: number(p.Bounds.High)}
	return out
}

func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(v)
	return out.Bytes(), err
}

type manifest struct {
	Engine  int            `json:"engine"`
	Tables  string         `json:"tables_sha256"`
	Region  region         `json:"region"`
	Guide   string         `json:"guide"`
	GWPSet  string         `json:"gwp_set"`
	Years   []int          `json:"years"`
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

// ManifestJSON is manifest.json: what went in, by hash, and every factor that was used. It holds no clock time, no path
// of the machine and no revision of the program.
func ManifestJSON(ws *workspace.Workspace, result *engine.Result) ([]byte, error) {
	tables, err := engine.TablesHash()
	if err != nil {
		return nil, err
	}
	inv := result.Inventory
	m := manifest{Engine: engine.Version, Tables: tables, Region: region{inv.Region, inv.RegionName}, Guide: inv.Guide, GWPSet: inv.GWPSet,
		Years: inv.Years, Inputs: []manifestFile{}, Factors: []manifestLock{}}
	for _, f := range ws.Files {
		m.Inputs = append(m.Inputs, manifestFile{f.Path, f.SHA256, f.Size})
	}
	for _, p := range result.Used {
		m.Factors = append(m.Factors, manifestLock{p.Row, p.Amount.String(), p.In.String(), p.Status.String()})
	}
	return encode(m)
}

// Files is everything a compilation writes into out/.
func Files(ws *workspace.Workspace, result *engine.Result) (map[string][]byte, error) {
	document, err := InventoryJSON(result.Inventory)
	if err != nil {
		return nil, err
	}
	lock, err := ManifestJSON(ws, result)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		"inventory.csv":  InventoryCSV(result.Inventory),
		"summary.csv":    SummaryCSV(result.Inventory),
		"inventory.json": document,
		"problems.csv":   ProblemsCSV(result.Problems),
		"manifest.json":  lock,
	}, nil
}
