package engine

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/golden"
	"ghg/inventory/quantity"
)

// oneEngine is that of all tests: an engine never changes.
var oneEngine = sync.OnceValues(New)

func newEngine(t testing.TB) *Engine {
	t.Helper()
	e, err := oneEngine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// worked parses "name=value unit; name[material]=value unit; name[year]=value unit; name[material year]=value unit; …" into the inputs of a method.
func worked(t *testing.T, m *inventory.Method, text string) *given {
	t.Helper()
	g := &given{method: m, leaves: map[string]*inventory.Parameter{}}
	for _, part := range strings.Split(text, ";") {
		name, figure, _ := strings.Cut(strings.TrimSpace(part), "=")
		value, unit, _ := strings.Cut(figure, " ")
		name, material, of := strings.Cut(strings.TrimSuffix(name, "]"), "[")
		in, ok := m.Input(name)
		if !ok || of != (m.OfMaterial(&in) || in.Series) {
			t.Fatalf("%s has no input %s", m.ID, name)
		}
		if in.Series {
			to, dated := g, material
			if name, year, both := strings.Cut(material, " "); both {
				to, dated = g.material(name), year
			}
			year, err := strconv.Atoi(dated)
			if err != nil {
				t.Fatalf("%s: %s is a figure of a year", m.ID, part)
			}
			to.addYear(year, &inventory.Parameter{Name: name, Mark: in.Symbol, Row: material + name, Amount: decimal.RequireFromString(value), In: quantity.MustUnit(unit).Of(in.Gas)})
			continue
		}
		to := g
		if of {
			to = g.material(material)
		}
		to.leaves[name] = &inventory.Parameter{Name: name, Mark: in.Symbol, Row: material + name, Amount: decimal.RequireFromString(value), In: quantity.MustUnit(unit).Of(in.Gas)}
	}
	for _, of := range g.materials {
		g.year = max(g.year, of.year)
	}
	for _, of := range g.materials {
		of.year = g.year
	}
	return g
}

// workedRows are the examples of all sectors.
func workedRows(t *testing.T) [][]string {
	var out [][]string
	for _, sector := range []string{"energy", "balance", "fugitive", "minerals", "chemicals", "metals", "fgas", "agriculture", "land", "waste"} {
		out = append(out, golden.Rows(t, "../../testdata/worked/"+sector+".csv")...)
	}
	return out
}

// Every worked example holds in every printed digit, and every method has one.
func TestWorkedExamples(t *testing.T) {
	e := newEngine(t)
	covered := map[string]bool{}
	for _, row := range workedRows(t) {
		id, method, inputs, expected, unit, digits := row[0], row[1], row[2], row[3], row[4], row[5]
		m, ok := e.Method(method)
		if !ok {
			t.Errorf("%s: no method %s", id, method)
			continue
		}
		covered[method] = true
		got, err := expr.Decimal(expr.In(m.Tree(worked(t, m, inputs)), quantity.MustUnit(unit)))
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		want := decimal.RequireFromString(expected)
		if digits != "all" {
			got = got.RoundBank(-want.Exponent())
		}
		if !got.Equal(want) {
			t.Errorf("%s: %s %s, want %s", id, got, unit, want)
		}
	}
	for _, m := range e.Methods {
		if !covered[m.ID] {
			t.Errorf("method %s has no worked example", m.ID)
		}
	}
}

// Every method as a readable formula with the units of its inputs and its citation.
func TestFormulas(t *testing.T) {
	var out strings.Builder
	ids := map[string]bool{}
	for _, m := range newEngine(t).Methods {
		if ids[m.ID] {
			t.Errorf("method id %s twice", m.ID)
		}
		ids[m.ID] = true
		if !strings.HasPrefix(m.ID, m.Category+"/") || !strings.HasSuffix(m.ID, "/"+m.Of()) || m.Source == "" || m.Tier == "" || m.Title.ZH == "" || m.Title.EN == "" {
			t.Errorf("method %s: id, source, tier or title is not in order", m.ID)
		}
		fmt.Fprintf(&out, "%s [%s] = %s\n", m.ID, m.Tree(symbols{m}).Unit(), Symbolic(m))
		for _, state := range m.Where {
			fmt.Fprintf(&out, "    where %s\n", state)
		}
		for _, in := range m.Inputs {
			per := ""
			if in.Per != "" {
				per = " per unit of " + in.Per
			}
			fmt.Fprintf(&out, "    %s %s [%s%s]\n", in.Symbol, in.Name, strings.ReplaceAll(in.Unit, ";", " | "), per)
		}
		fmt.Fprintf(&out, "    %s, tier %s\n", m.Source, m.Tier)
	}
	golden.Compare(t, "../../testdata/formulas.golden", out.String())
}
