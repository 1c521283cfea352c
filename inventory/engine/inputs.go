package engine

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// errReported marks a node whose fault has been collected already.
var errReported = errors.New("reported")

func parseNumber(s string) (decimal.Decimal, error) { return quantity.Parse(s) }

// inputs gives one method the leaves of one activity, and keeps the worst status it met.
type inputs struct {
	run    *run
	group  *group
	method *inventory.Method
	status inventory.Status
	notes  []inventory.Text
}

// Activity returns the activity's figure, checked against the units the equation is written for.
func (in *inputs) Activity(name string) expr.Node {
	declared, _ := in.method.Input(name)
	row, ok := in.group.activity(in.method, name)
	if !ok {
		return expr.Fail(fmt.Errorf("the activity %s is missing", name))
	}
	if !fitsUnit(row, declared) {
		in.run.problems.Add(wrongDimension(row, declared))
		return expr.Fail(errReported)
	}
	return in.figure(row, declared)
}

// fitsUnit tells whether the row's unit has the dimension of one of those the equation is written for.
func fitsUnit(row *inventory.Activity, declared inventory.Input) bool {
	return slices.ContainsFunc(inventory.SplitList(declared.Unit), func(unit string) bool { return quantity.MustUnit(unit).SameDimension(row.Unit) })
}

// figure is the row as it enters an equation: its cell, or the expression by which a record derives it from others.
func (in *inputs) figure(row *inventory.Activity, declared inventory.Input) expr.Node {
	derived, ok := in.run.derived[row.Key(in.run.ws.Config.Region.Code)]
	if !ok {
		return expr.Of(in.run.activityLeaf(row, declared))
	}
	in.notes = appendText(in.notes, derived.note())
	later := in.figure(derived.later, declared)
	return expr.Label(declared.Symbol+fmt.Sprint(row.Year), trend.StatedChange(later, expr.Of(in.run.indicatorLeaf(derived.change))))
}

func wrongDimension(row *inventory.Activity, declared inventory.Input) inventory.Problem {
	wanted := strings.Join(inventory.SplitList(declared.Unit), "、")
	return inventory.Problem{
		Source: row.Place.Cell("unit"), Code: "wrong-dimension", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("单位 %s（%s）不能用于%s，应为 %s 一类的单位", row.Unit, row.Unit.Dimension(), declared.Title.ZH, wanted),
			EN: fmt.Sprintf("unit %s (%s) does not fit %s, which is in %s or the like", row.Unit, row.Unit.Dimension(), declared.Title.EN, wanted)},
		Hint: inventory.Text{
			ZH: "核对单位是否写错；不同量纲之间不作换算",
			EN: "check the unit; nothing is converted between dimensions"},
	}
}

func (r *run) activityLeaf(row *inventory.Activity, declared inventory.Input) *inventory.Parameter {
	region := r.ws.Config.Region.Code
	return &inventory.Parameter{
		Name: declared.Name, Mark: declared.Symbol, Title: declared.Title, Row: row.Key(region), Amount: row.Value, In: row.Unit,
		Bounds: row.Bounds, Variable: inventory.Variable{ID: row.Key(region), Distribution: row.Distribution}, Item: row.ItemName(),
		Document: row.Document, Origin: row.Place.Cell("value"), Years: fmt.Sprint(row.Year),
	}
}

// Factor returns the factor's value: the one the activity gives, else that of the row the tables answer with.
func (in *inputs) Factor(name string) expr.Node {
	declared, ok := in.method.Input(name)
	if !ok {
		return expr.Fail(fmt.Errorf("method %s does not declare its factor %s", in.method.ID, name))
	}
	if row, ok := in.group.rows[name]; ok {
		return expr.Of(in.run.activityLeaf(row, declared))
	}
	unit := quantity.MustUnit(declared.Unit)
	if declared.Per != "" {
		fuel, ok := in.group.activity(in.method, declared.Per)
		if !ok {
			return expr.Fail(fmt.Errorf("the activity %s is missing", declared.Per))
		}
		if per, _ := in.method.Input(declared.Per); !fitsUnit(fuel, per) {
			return expr.Fail(errReported) // by the activity itself
		}
		if unit.SameDimension(fuel.Unit) {
			return expr.Int(1) // the fuel is given as heat
		}
		unit = unit.Div(fuel.Unit)
	}
	leaf, problem, ok := in.run.lookup(in, declared, unit)
	if !ok {
		if problem.Code != "" {
			in.run.problems.Add(problem)
		}
		return expr.Fail(errReported)
	}
	in.status = max(in.status, leaf.parameter.Status)
	for _, note := range leaf.notes {
		in.notes = appendText(in.notes, note)
	}
	in.run.used[leaf.parameter.Row] = leaf.parameter
	return expr.Of(leaf.parameter)
}

func appendText(list []inventory.Text, text inventory.Text) []inventory.Text {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

// together returns the inputs of the method that must come from one set with the named one, itself included; one alone
// if the rule does not apply to the item.
func (in *inputs) together(declared inventory.Input) []inventory.Input {
	leader := declared.Name
	if declared.With != "" && in.bound(declared) {
		leader = declared.With
	}
	var out []inventory.Input
	for _, other := range in.method.Inputs {
		if other.Name == leader || other.With == leader && in.bound(other) {
			out = append(out, other)
		}
	}
	return out
}

func (in *inputs) bound(declared inventory.Input) bool {
	return len(declared.WithItems) == 0 || slices.Contains(declared.WithItems, in.group.first().ItemName())
}

// sets is the precedence in which the input's factor is searched: that of the guide, with the method's own sets after
// the district's.
func (r *run) sets(declared inventory.Input, paired bool) []string {
	if declared.NCV && !paired {
		return r.ws.Config.NCVSets
	}
	out := slices.Clone(r.ws.Config.FactorSets)
	at := 0
	if len(out) > 0 && out[0] == "local" {
		at = 1
	}
	return slices.Insert(out, at, declared.Sets...)
}

// query asks for the input's factor for the activity, under the name the recorded choices let the item go by.
func (r *run) query(in *inputs, declared inventory.Input, unit quantity.Unit, item string, sets []string) factors.Query {
	row := in.group.first()
	if declared.Item != "" {
		item = declared.Item
	}
	region := r.ws.Config.Region
	return factors.Query{
		Parameter: declared.Name, Gas: declared.Gas, Category: row.Category, Item: item, Detail: row.Detail, Facility: row.Facility,
		Region: region.Key, Climate: inventory.SplitList(region.Climate), Development: region.Development, Year: row.Year, Sets: sets, Unit: unit,
	}
}
