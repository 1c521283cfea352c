package engine

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

// MethodRun is one method run on given inputs.
type MethodRun struct {
	Year int
	Item string
	Node expr.Node // in the unit of the method's result
}

// given are the inputs of one year and item.
type given struct {
	year   int
	item   string
	method *inventory.Method
	leaves map[string]*inventory.Parameter
	// series are the figures of each year of the inputs that the equation takes of earlier years too.
	series map[string]map[int]*inventory.Parameter
	// materials are the inputs of each material of a works, in the order of the file.
	materials []*given
}

// errMissingInput is the error of an input the file does not give.
var errMissingInput = errors.New("the inputs file does not give it")

func (g *given) Activity(name string) expr.Node { return g.leaf(name) }

func (g *given) Factor(name string) expr.Node { return g.leaf(name) }

// Has tells whether the file gives an optional input, or one of a material.
func (g *given) Has(name string) bool {
	return g.leaves[name] != nil || len(g.series[name]) > 0 || slices.ContainsFunc(g.materials, func(m *given) bool { return m.Has(name) })
}

// Sum adds up the terms of the materials for which the file gives the activity.
func (g *given) Sum(name string, term func(inventory.Inputs) expr.Node) expr.Node {
	var terms []expr.Node
	for _, m := range g.materials {
		if m.Has(name) {
			terms = append(terms, term(m))
		}
	}
	return sumOfMaterials(g.method, name, terms)
}

// Series is the figures of the year and before, in the order of the years.
func (g *given) Series(name string) []inventory.Dated {
	var out []inventory.Dated
	for _, year := range slices.Sorted(maps.Keys(g.series[name])) {
		if year <= g.year {
			out = append(out, inventory.Dated{Year: year, Node: expr.Of(g.series[name][year])})
		}
	}
	return out
}

// Carried is made of the figures of the run.
func (g *given) Carried(name, _ string, states func([]inventory.Dated) map[int]expr.Node) map[int]expr.Node {
	if all := g.Series(name); all != nil {
		return states(all)
	}
	return nil
}

// addYear gives the figure of a year; the latest is that of the run.
func (g *given) addYear(year int, p *inventory.Parameter) {
	if g.series == nil {
		g.series = map[string]map[int]*inventory.Parameter{}
	}
	if g.series[p.Name] == nil {
		g.series[p.Name] = map[int]*inventory.Parameter{}
	}
	g.series[p.Name][year] = p
	if year >= g.year {
		g.year, g.leaves[p.Name] = year, p
	}
}

// Year is the year of the inputs.
func (g *given) Year() int { return g.year }

// Item is that of the inputs.
func (g *given) Item() string { return g.item }

// Detail is nothing: a file of inputs has no such column.
func (g *given) Detail() string { return "" }

// material is the inputs of one material, made when it is first met.
func (g *given) material(item string) *given {
	at := slices.IndexFunc(g.materials, func(m *given) bool { return m.item == item })
	if at < 0 {
		at = len(g.materials)
		g.materials = append(g.materials, &given{year: g.year, item: item, method: g.method, leaves: map[string]*inventory.Parameter{}})
	}
	return g.materials[at]
}

func (g *given) leaf(name string) expr.Node {
	if p := g.leaves[name]; p != nil {
		return expr.Of(p)
	}
	return expr.Fail(fmt.Errorf("%s: %w", name, errMissingInput))
}

// symbols gives a method leaves of one of their own units, to print its formula.
type symbols struct{ method *inventory.Method }

func (s symbols) Activity(name string) expr.Node { return s.leaf(name) }

func (s symbols) Factor(name string) expr.Node { return s.leaf(name) }

// Has tells whether the method knows the input: a printed formula has every term.
func (s symbols) Has(name string) bool {
	_, ok := s.method.InputOf(name)
	return ok
}

// Series is one figure of no year.
func (s symbols) Series(name string) []inventory.Dated {
	return []inventory.Dated{{Node: s.leaf(name)}}
}

// Carried is nothing.
func (s symbols) Carried(string, string, func([]inventory.Dated) map[int]expr.Node) map[int]expr.Node {
	return nil
}

// Year is none.
func (s symbols) Year() int { return 0 }

// Item is none.
func (s symbols) Item() string { return "" }

// Detail is none.
func (s symbols) Detail() string { return "" }

// Sum is the term of one material under a summation sign.
func (s symbols) Sum(_ string, term func(inventory.Inputs) expr.Node) expr.Node {
	one := term(s)
	return expr.Mul(expr.Label("Σ("+expr.Format(one, expr.Symbols)+")", one))
}

func (s symbols) leaf(name string) expr.Node {
	in, ok := s.method.Input(name)
	if !ok {
		return expr.Fail(fmt.Errorf("method %s uses %s and does not declare it", s.method.ID, name))
	}
	unit := quantity.MustUnit(inventory.SplitList(in.Unit)[0])
	if names := inventory.SplitList(in.Per); len(names) > 0 {
		if fuel, ok := s.method.Input(names[0]); ok {
			unit = unit.Div(quantity.MustUnit(inventory.SplitList(fuel.Unit)[0]))
		}
	}
	return expr.Of(&inventory.Parameter{Name: name, Mark: in.Symbol, Row: name, Amount: decimal.NewFromInt(1), In: unit})
}

// Symbolic is the method's equation as a readable formula; the units of its inputs are checked on the way.
func Symbolic(m *inventory.Method) string {
	return expr.Format(m.Tree(symbols{m}), expr.Symbols)
}

var runSchema = table.Schema{
	{Name: "name", ZH: "参数", Required: true}, {Name: "year", ZH: "年份"}, {Name: "item", ZH: "项目"}, {Name: "value", ZH: "数值", Required: true},
	{Name: "unit", ZH: "单位", Required: true}, {Name: "low", ZH: "下限"}, {Name: "high", ZH: "上限"},
}

// RunMethod runs a method on the inputs of a file (name,year,item,value,unit,low,high), once for each year and item it
// names. A row without year or item belongs to every run.
func RunMethod(m *inventory.Method, name string, r io.Reader) ([]MethodRun, inventory.Problems) {
	var problems inventory.Problems
	rows := readInputs(m, name, r, &problems)
	if problems.Failed() {
		return nil, problems
	}
	var runs []*given
	for _, row := range rows {
		item := row.item
		if m.OfMaterial(&row.declared) {
			item = "" // of a material, not of a run
		}
		if !slices.ContainsFunc(runs, func(g *given) bool { return g.year == row.year && g.item == item }) {
			runs = append(runs, &given{year: row.year, item: item, method: m, leaves: map[string]*inventory.Parameter{}})
		}
	}
	runs = withoutCommon(runs)
	var out []MethodRun
	for _, g := range runs {
		if !g.take(rows, &problems) {
			continue
		}
		node := m.Tree(g)
		if err := node.Err(); err != nil {
			problems.Add(runProblem(m, name, g, err))
			continue
		}
		out = append(out, MethodRun{g.year, g.item, node})
	}
	return out, problems
}

// withoutCommon drops the run of rows that name neither year nor item where others name one.
func withoutCommon(runs []*given) []*given {
	if len(runs) < 2 {
		return runs
	}
	return slices.DeleteFunc(runs, func(g *given) bool { return g.year == 0 && g.item == "" })
}

func readInputs(m *inventory.Method, name string, r io.Reader, problems *inventory.Problems) []inputRow {
	reader, ok := table.Open(name, r, runSchema, problems)
	if !ok {
		return nil
	}
	records, err := reader.ReadAll()
	if err != nil || len(records) == 0 {
		return nil
	}
	column := map[string]int{}
	for i, field := range records[0] {
		column[field] = i
	}
	var out []inputRow
	seen := map[string]inventory.Place{}
	for i, record := range records[1:] {
		cell := func(field string) string {
			if at, ok := column[field]; ok {
				return strings.TrimSpace(record[at])
			}
			return ""
		}
		place := inventory.Place{Table: reader.Table(), Row: reader.Line(i)}
		row, ok := inputOf(m, cell, place, problems)
		if !ok {
			continue
		}
		if first, twice := seen[row.parameter.Row]; twice {
			problems.Add(inputTwice(place.Cell("name"), first.Cell("name")))
			continue
		}
		seen[row.parameter.Row] = place
		out = append(out, row)
	}
	return out
}

func inputOf(m *inventory.Method, cell func(string) string, place inventory.Place, problems *inventory.Problems) (inputRow, bool) {
	fault := func(field, code, zh, en string) (inputRow, bool) {
		problems.Add(refuseInput(place.Cell(field), code, inventory.Text{ZH: zh, EN: en}, seeMethod(m)))
		return inputRow{}, false
	}
	declared, ok := m.Input(cell("name"))
	if !ok {
		return fault("name", "unknown-parameter", "方法没有参数 "+cell("name"), "the method has no input "+cell("name"))
	}
	value, err := quantity.Parse(cell("value"))
	if err != nil {
		return fault("value", "bad-number", "不是数："+cell("value"), err.Error())
	}
	unit, err := quantity.ParseUnit(cell("unit"))
	if err != nil {
		return fault("unit", "unknown-unit", "不认识的单位："+cell("unit"), err.Error())
	}
	year := 0
	if text := cell("year"); text != "" {
		if year, err = strconv.Atoi(text); err != nil || year < 1900 || year > 2100 {
			return fault("year", "bad-year", "年份应在 1900–2100："+text, "a year lies between 1900 and 2100: "+text)
		}
	}
	p := &inventory.Parameter{Name: declared.Name, Mark: declared.Symbol, Title: declared.Title, Amount: value, In: unit.Of(declared.Gas),
		Row: strings.Join([]string{cell("year"), cell("item"), declared.Name}, "|"), Origin: place.Cell("value")}
	for side, to := range map[string]**decimal.Decimal{"low": &p.Bounds.Low, "high": &p.Bounds.High} {
		if text := cell(side); !table.Blank(text) {
			bound, err := quantity.Parse(text)
			if err != nil {
				return fault(side, "bad-number", "不是数："+text, err.Error())
			}
			*to = &bound
		}
	}
	row := inputRow{year, cell("item"), declared, p, place}
	if problem, bad := row.check(m); bad {
		problems.Add(problem)
		return inputRow{}, false
	}
	return row, true
}

func runProblem(m *inventory.Method, name string, g *given, err error) inventory.Problem {
	return inventory.Problem{
		Source: inventory.Source{File: name}, Code: "equation-failed", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: strings.TrimSpace(fmt.Sprintf("%s %s 无法计算：%v", m.ID, g.item, err)),
			EN: strings.TrimSpace(fmt.Sprintf("%s %s cannot be computed: %v", m.ID, g.item, err))},
		Hint: seeMethod(m),
	}
}
