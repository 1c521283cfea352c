// Package engine joins the shipped tables, the factors, the sectors and a workspace into an inventory: the one place
// that knows them all.
package engine

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/workspace"
	"ghg/sectors"
	"ghg/seeds"
)

// Version is raised whenever a figure can change.
const Version = 2

// Engine is what every run starts from: the vocabulary, the shipped factors, the methods and the rules that choose
// among them. It never changes.
type Engine struct {
	Vocabulary *inventory.Vocabulary
	Methods    []*inventory.Method
	rows       []*factors.Row
	rules      []rule
	ruling     map[string]bool // see ruledBy
	tables     fs.FS           // that it was loaded from
}

// Tables are the tables that the engine was loaded from.
func (e *Engine) Tables() fs.FS { return e.tables }

// Shipped are the tables that the program was built with.
func Shipped() fs.FS { return seeds.FS }

// New loads the shipped tables. An error means that the program was built with broken tables.
func New() (*Engine, error) { return load(Shipped()) }

// NewFrom loads tables laid out as the shipped ones: those of another version of the program. An error means that this program
// cannot take them. Units and the substances of masses are those that the program was built with, whatever the tables say (see
// Fixed).
func NewFrom(tables fs.FS) (e *Engine, err error) {
	defer func() {
		// the program's own tables are held by tests to what it takes for granted; those of others are not
		if met := recover(); met != nil {
			e, err = nil, fmt.Errorf("tables: %v", met)
		}
	}()
	return load(tables)
}

func load(tables fs.FS) (*Engine, error) {
	voc, err := inventory.LoadVocabulary(tables)
	if err != nil {
		return nil, err
	}
	e := &Engine{Vocabulary: voc, Methods: sectors.Methods(), tables: tables}
	byID := map[string]*inventory.Method{}
	for _, m := range e.Methods {
		byID[m.ID] = m
		for i := range m.Inputs {
			voc.Inputs = append(voc.Inputs, m.Inputs[i].Name)
		}
	}
	slices.Sort(voc.Inputs)
	voc.Inputs = slices.Compact(voc.Inputs)
	if e.rules, err = loadRules(tables, voc, byID); err != nil {
		return nil, err
	}
	e.ruling = ruledBy(e.rules, voc.Details)
	names, err := fs.Glob(tables, "factors/*.csv")
	if err != nil {
		return nil, err
	}
	rows := make([][]*factors.Row, len(names))
	faults := make([]error, len(names))
	inParallel(len(names), func(i int) { rows[i], faults[i] = shippedRows(tables, names[i], voc) })
	e.rows = slices.Concat(rows...)
	return e, errors.Join(faults...)
}

func shippedRows(tables fs.FS, name string, voc *inventory.Vocabulary) ([]*factors.Row, error) {
	content, err := fs.ReadFile(tables, name)
	if err != nil {
		return nil, err
	}
	rows, problems := factors.Load("seeds/"+name, bytes.NewReader(content), voc, false)
	if problems.Failed() {
		return nil, fmt.Errorf("shipped factors: %s", problems.Sorted()[0].Format("en"))
	}
	return rows, nil
}

// Method returns the method of the id.
func (e *Engine) Method(id string) (*inventory.Method, bool) {
	find := func(id string) int {
		return slices.IndexFunc(e.Methods, func(m *inventory.Method) bool { return m.ID == id })
	}
	if i := find(id); i >= 0 {
		return e.Methods[i], true
	}
	// a line names the gas for which a method for any gas was used
	if cut := strings.LastIndex(id, "/"); cut >= 0 {
		if i := find(id[:cut+1] + inventory.AnyGas); i >= 0 {
			if gas, ok := e.Vocabulary.Gases.Lookup(id[cut+1:]); ok {
				return e.Methods[i].OfGas(gas, gas), true
			}
		}
	}
	return nil, false
}

// Guides returns the guides under which a rule offers the method, "*" for any.
func (e *Engine) Guides(m *inventory.Method) []string {
	var out []string
	for _, r := range e.rules {
		if r.method == m && !slices.Contains(out, r.guide) {
			out = append(out, r.guide)
		}
	}
	slices.Sort(out)
	return out
}

// Factors returns the table of the shipped factors with those of the workspace, if one is given, and its
// confirmations applied: the rows and confirmations that were known on the day as of which it is read, if one is named.
func (e *Engine) Factors(ws *workspace.Workspace) (*factors.Table, inventory.Problems) {
	var problems inventory.Problems
	all := [][]*factors.Row{e.rows}
	if ws != nil {
		for _, file := range ws.Factors {
			rows, found := factors.Load(file.Name, bytes.NewReader(file.Content), e.Vocabulary, true)
			problems.Add(found...)
			for _, row := range rows {
				if row.Region == "" {
					row.Region = ws.Config.Region.Key // a row of the district's own is for the district
				}
			}
			all = append(all, rows)
		}
	}
	table, found := factors.New(all...)
	problems.Add(found...)
	if ws == nil {
		return table, problems
	}
	for _, file := range ws.Confirmations {
		problems.Add(factors.Confirm(table, file.Name, bytes.NewReader(file.Content))...)
	}
	if ws.AsOf != "" {
		table, found = asOf(slices.Concat(all...), ws)
		problems = append(slices.DeleteFunc(problems, func(p inventory.Problem) bool { return p.Code == factors.CodeSuperseded }), found...)
	}
	return table, problems
}
