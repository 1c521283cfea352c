package engine

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

// Result is a compiled inventory with what was said on the way and what it rests on.
type Result struct {
	Inventory *inventory.Inventory
	Problems  inventory.Problems
	Used      []*inventory.Parameter // every factor used, by key
}

// run is one compilation of one workspace.
type run struct {
	*Engine
	ws        *workspace.Workspace
	table     *factors.Table
	years     []int
	problems  inventory.Problems
	estimates []*inventory.Estimate
	groups    []*group
	byKey     map[string]*inventory.Activity // the figure that counts, by activity key
	derived   map[string]derivation          // by the key of the activity it derives
	used      map[string]*inventory.Parameter
	answers   map[string]answered
}

// Compile makes the inventory of the workspace for the years asked for, all of its years if none are. The inventory is
// nil if any problem is an ERROR.
func (e *Engine) Compile(ws *workspace.Workspace, years []int) *Result {
	if len(years) == 0 {
		years = ws.Config.Years
	}
	r := &run{Engine: e, ws: ws, years: years, byKey: map[string]*inventory.Activity{},
		derived: map[string]derivation{}, used: map[string]*inventory.Parameter{}, answers: map[string]answered{}}
	var found inventory.Problems
	r.table, found = e.Factors(ws)
	r.problems.Add(found...)
	r.checkSets()
	r.chooseIndicators()
	r.group()
	for _, g := range r.groups {
		if slices.Contains(years, g.first().Year) {
			r.estimate(g)
		}
	}
	r.keyRows()
	r.unasked()
	result := &Result{Problems: r.problems}
	inv := inventory.New(ws.Config.Region.Code, ws.Config.Region.Name, ws.Config.Guide, ws.Config.GWP, years, r.estimates, e.Vocabulary)
	result.Problems.Add(r.checkTargets(inv)...)
	result.Problems.Add(missingGWP(inv)...)
	result.Problems = result.Problems.Sorted()
	if result.Problems.Failed() {
		return result
	}
	result.Inventory = inv
	for _, p := range r.used {
		result.Used = append(result.Used, p)
	}
	slices.SortFunc(result.Used, func(a, b *inventory.Parameter) int { return strings.Compare(a.Row, b.Row) })
	return result
}

// estimate computes every gas of one activity.
func (r *run) estimate(g *group) {
	first := g.first()
	methods := r.methodsFor(r.ws.Config.Guide, first.Category, first.Item, g.fits)
	if len(methods) == 0 {
		r.problems.Add(r.noMethod(g))
		return
	}
	for _, m := range methods {
		in := &inputs{run: r, group: g, method: m}
		node := m.Formula(in)
		name := strings.TrimSpace(first.Category.Code + " " + first.Subject() + " " + m.Gas)
		node = expr.Label(name, expr.Round34(expr.In(node, inventory.TonneOf(m.Gas))))
		if err := node.Err(); err != nil {
			in.reportTree(err)
			continue
		}
		value, err := expr.Decimal(node)
		if err != nil {
			in.reportTree(err)
			continue
		}
		e := &inventory.Estimate{
			Year: first.Year, Category: first.Category, Facility: first.Facility, Item: first.Item, Detail: strings.Join(first.Detail, ";"),
			Gas: m.Gas, Boundary: r.boundary(m, first), Number: true, Mass: node, Value: value, Method: m, Asked: true,
			Notation: first.Notation & (inventory.C | inventory.FX),
			Vintage:  first.Vintage, Note: g.note(), Notes: append(slices.Clone(g.notes), in.notes...), Department: first.Department, Origin: g.origin(),
		}
		e.Status = in.status
		r.estimates = append(r.estimates, e)
	}
}

// boundary is that of the method, unless the registry counts the category itself outside the territory: fuel of
// international bunkers is burned by the same equations and is a memo item.
func (r *run) boundary(m *inventory.Method, row *inventory.Activity) inventory.Boundary {
	nearest := (*inventory.RegistryRow)(nil)
	for i := range r.Vocabulary.Registry {
		entry := &r.Vocabulary.Registry[i]
		if row.Category.Within(entry.Category) && entry.Covers(row.Item) && slices.Contains(entry.Gases, m.Gas) &&
			(nearest == nil || entry.Category.Depth > nearest.Category.Depth) {
			nearest = entry
		}
	}
	if m.Boundary == inventory.Territorial && nearest != nil {
		return nearest.Boundary
	}
	return m.Boundary
}

// reportTree turns an error of the equation itself (units that do not meet, a division by zero) into a problem at the
// activity row; missing inputs have been reported where they were missed.
func (in *inputs) reportTree(err error) {
	if errors.Is(err, errReported) {
		return
	}
	at := in.group.first().Place.Cell("unit")
	zh := err.Error()
	var mismatch *quantity.MismatchError
	if errors.As(err, &mismatch) {
		zh = fmt.Sprintf("单位 %s（%s）与 %s（%s）量纲不同", mismatch.From, mismatch.From.Dimension(), mismatch.To, mismatch.To.Dimension())
	}
	in.run.problems.Add(inventory.Problem{
		Source: at, Code: "equation-failed", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("方法 %s 无法计算：%s", in.method.ID, zh),
			EN: fmt.Sprintf("method %s cannot be computed: %v", in.method.ID, err)},
		Hint: inventory.Text{
			ZH: "检查该行的单位，或用 inventory method show " + in.method.ID + " 查看公式要求的单位",
			EN: "check the units of the row, or see the units the formula asks for: inventory method show " + in.method.ID},
	})
}

// missingGWP names the gases whose masses have no potential in the set: their CO2e is incomplete, never 0.
func missingGWP(inv *inventory.Inventory) inventory.Problems {
	var out inventory.Problems
	for _, e := range inv.Estimates {
		if !e.Number {
			continue
		}
		if _, ok := inv.GWP(e.Gas); ok {
			continue
		}
		out.Add(inventory.Problem{
			Source: e.Origin, Code: "gwp-missing", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("GWP 集 %s 没有 %s 的值：二氧化碳当量合计不完整", inv.GWPSet, e.Gas),
				EN: fmt.Sprintf("GWP set %s has no value for %s: totals in CO2e are incomplete", inv.GWPSet, e.Gas)},
			Hint: inventory.Text{ZH: "在 inventory.toml 改用有该气体值的 GWP 集", EN: "name a GWP set that has the gas in inventory.toml"},
		})
	}
	return out
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
