package report

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// SheetColumns are the columns of figures explained in one row each. Inputs are "symbol=figure unit" joined by semicolons, and
// sources the places they were read at, in the same order; of a total the inputs are the parts it is the sum of.
var SheetColumns = []string{"region", "year", "boundary", "figure", "title", "facility", "item", "detail", "gas", "value", "unit", "co2e_t",
	"notation", "method", "formula", "numbers", "inputs", "sources"}

// explained is one row of SheetColumns.
type explained struct {
	year, boundary, figure, title, facility, item, detail, gas, value, unit, co2e, notation, method, formula, numbers string
	inputs, sources                                                                                                   []string
}

func (x *Explainer) row(r explained) {
	x.Sheet.Rows = append(x.Sheet.Rows, []string{x.Inventory.Region, r.year, r.boundary, r.figure, r.title, r.facility, r.item, r.detail, r.gas, r.value, r.unit, r.co2e,
		r.notation, r.method, r.formula, r.numbers, strings.Join(r.inputs, "; "), strings.Join(r.sources, "; ")})
}

// read adds the inputs of a tree.
func (r *explained) read(leaves []expr.Leaf) {
	for _, p := range parametersOf(leaves) {
		r.inputs = append(r.inputs, p.Mark+"="+inputFigure(p))
		r.sources = append(r.sources, p.Origin.String())
	}
}

func (x *Explainer) lineRow(e *inventory.Estimate) {
	r := explained{year: strconv.Itoa(e.Row.Year), boundary: e.Boundary.String(), figure: e.Row.Category.Code, title: e.Row.Category.Name.In(x.Lang),
		facility: e.Row.Facility, item: e.Row.ItemName(), detail: e.Row.Detail, gas: e.Gas, notation: notation(e)}
	if !e.Number {
		r.sources = []string{e.Origin().String()}
		x.row(r)
		return
	}
	tree := e.Mass()
	gwp, _ := x.Inventory.GWP(e.Gas)
	r.value, r.co2e = e.Figures(gwp)
	r.unit, r.method, r.formula, r.numbers = "t", e.Method.ID, formula(tree), expr.Format(tree, expr.Numbers)
	r.read(inputsOf(e, tree))
	x.row(r)
}

func (x *Explainer) totalRow(t *inventory.Total, node expr.Node) {
	r := explained{year: strconv.Itoa(t.Year), boundary: t.Boundary.String(), figure: t.Scope, title: x.totalTitle(t), gas: t.Gas, notation: t.Notation.String()}
	if t.HasMass {
		r.value, r.unit = t.Mass.String(), "t"
	}
	if t.HasCO2e {
		r.co2e = t.CO2e.String()
		if !t.HasMass {
			r.value, r.unit = r.co2e, "t CO2e"
		}
	}
	if steps, err := expr.Explain(node, 1); t.Number && err == nil {
		r.formula = formula(node)
		for _, s := range steps[1:] {
			r.inputs = append(r.inputs, stepName(s)+"="+s.Value.String())
		}
	}
	x.row(r)
}

func (x *Explainer) treeRow(title string, value decimal.Decimal, tree expr.Node) {
	words := strings.Fields(title)
	r := explained{title: strings.Join(words[1:], " "), year: words[0], value: value.String(), formula: formula(tree), numbers: expr.Format(tree, expr.Numbers)}
	if tree.Unit() != quantity.One {
		r.unit = tree.Unit().String()
	}
	r.read(tree.Leaves())
	x.row(r)
}
