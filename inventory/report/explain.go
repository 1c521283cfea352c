package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// formula is the equation of an estimate in symbols.
func formula(n expr.Node) string { return expr.Format(n, expr.Symbols) }

// Explainer opens figures down to the cells they were read from.
type Explainer struct {
	Inventory *inventory.Inventory
	Lang      string
	Whole     bool // lists every step of a recurrence and every figure of a series
}

func (x *Explainer) say(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(x.Lang) }

// Estimate explains one line: formula, formula with numbers, then each leaf with its document, its cell, its status and
// why it was chosen.
func (x *Explainer) Estimate(w io.Writer, e *inventory.Estimate) {
	fmt.Fprintf(w, "%d  %s %s  %s  %s\n", e.Row.Year, e.Row.Category.Code, e.Row.Category.Name.In(x.Lang), activityName(e, x.Lang), e.Gas)
	if !e.Number {
		fmt.Fprintf(w, "  %s\n  %s\n", notation(e), x.say("出处 ", "read at ")+e.Origin().String())
		x.notes(w, e)
		return
	}
	value, tree := e.Value(), e.Mass()
	fmt.Fprintf(w, "  = %s t %s\n", value, e.Gas)
	if gwp, ok := x.Inventory.GWP(e.Gas); ok {
		fmt.Fprintf(w, "  = %s t CO2e  (× %s, GWP %s, %s)\n", value.Mul(gwp.Amount), gwp.Amount, gwp.Set, gwp.Status)
	}
	fmt.Fprintf(w, "  %s %s — %s, %s %s\n  %s %s\n", x.say("方法", "method"), e.Method.ID, e.Method.Title.In(x.Lang), x.say("层级", "tier"), e.Method.Tier,
		x.say("依据", "source"), e.Method.Source)
	fmt.Fprintf(w, "  %s %s\n  %s %s = %s t %s\n", x.say("公式", "formula"), formula(tree), x.say("代入", "numbers"), expr.Format(tree, expr.Numbers), value, e.Gas)
	if strings.Contains(expr.Format(tree, expr.Numbers), "[") {
		fmt.Fprintln(w, "  "+x.say("方括号内是单位换算系数", "the factor in square brackets converts the units"))
	}
	x.states(w, tree, e.Method)
	shown := map[string]bool{}
	for _, leaf := range tree.Leaves() {
		shown[leaf.Key()] = true
	}
	x.leaves(w, tree.Leaves())
	for _, leaf := range e.Given() {
		if !shown[leaf.Key()] { // it decides the form of the equation: a year, a lifetime
			x.Leaf(w, inventory.ParameterOf(leaf))
		}
	}
	x.notes(w, e)
	x.superseded(w, e)
}

func (x *Explainer) notes(w io.Writer, e *inventory.Estimate) {
	if note := e.Row.Note; note != "" {
		fmt.Fprintf(w, "  %s %s\n", x.say("说明", "note"), note)
	}
	for _, note := range e.Notes() {
		fmt.Fprintf(w, "  %s %s\n", x.say("注意", "mind"), note.In(x.Lang))
	}
}

// Leaf prints one input: its figure, then where it comes from and why it was taken.
func (x *Explainer) Leaf(w io.Writer, p *inventory.Parameter) {
	fmt.Fprintf(w, "    %s = %s  %s", p.Mark, quantity.Quantity{Value: p.Amount, Unit: p.In}, p.Title.In(x.Lang))
	if p.Bounds.Low != nil || p.Bounds.High != nil {
		fmt.Fprintf(w, "  [%s, %s] %s", bound(p.Bounds.Low), bound(p.Bounds.High), p.Bounds.Kind)
	}
	fmt.Fprintln(w)
	if p.Set != "" {
		fmt.Fprintf(w, "      %s %s  %s %s  %s\n", x.say("因子集", "set"), p.Set, p.Item, p.Years, p.Status)
	}
	if p.Document != "" {
		fmt.Fprintf(w, "      %s %s\n", x.say("文献", "document"), p.Document)
	}
	fmt.Fprintf(w, "      %s %s\n", x.say("单元格", "cell"), p.Origin)
	if why := p.Why.In(x.Lang); why != "" {
		fmt.Fprintf(w, "      %s %s\n", x.say("选用理由", "why"), why)
	}
	x.candidates(w, p)
}

// bound prints one side of a range.
func bound(d *decimal.Decimal) string {
	if d == nil {
		return "…"
	}
	return d.String()
}

// Total explains a total: level by level down to the depth, each estimate that is reached with its formula; with the
// depth exhausted, with its value only.
func (x *Explainer) Total(w io.Writer, t *inventory.Total, depth int) error {
	head := fmt.Sprintf("%d %s %s %s", t.Year, t.Boundary, t.Scope, t.Gas)
	if t.Category != nil {
		head = fmt.Sprintf("%d %s %s %s %s", t.Year, t.Boundary, t.Scope, t.Category.Name.In(x.Lang), t.Gas)
	}
	fmt.Fprintln(w, head)
	fmt.Fprintf(w, "  %s %d/%d", x.say("完整性（类别，气体）", "complete (category, gas)"), t.Done, t.Pairs)
	if t.Notation != 0 {
		fmt.Fprintf(w, "  %s %s", x.say("标记", "keys"), t.Notation)
	}
	fmt.Fprintln(w)
	if len(t.Missing) > 0 {
		fmt.Fprintf(w, "  %s %s\n", x.say("GWP 集中没有值的气体", "gases without a value in the GWP set"), strings.Join(t.Missing, ", "))
	}
	node := x.Inventory.Opened(t, depth)
	if !t.Number || node.Err() != nil {
		fmt.Fprintln(w, "  "+x.say("没有数", "no number"))
		return nil
	}
	steps, err := expr.Explain(node, depth)
	if err != nil {
		return err
	}
	for _, s := range steps {
		x.step(w, s)
	}
	return nil
}

func (x *Explainer) step(w io.Writer, s expr.Step) {
	indent := strings.Repeat("  ", s.Depth+1)
	if leaf, ok := s.Node.Leaf(); ok {
		p := inventory.ParameterOf(leaf)
		fmt.Fprintf(w, "%s%s = %s  %s", indent, p.Mark, s.Value, p.Origin)
		if p.Status != inventory.NoStatus {
			fmt.Fprintf(w, "  %s", strings.TrimSpace(p.Set+" "+p.Status.String()))
		}
		fmt.Fprintln(w)
		return
	}
	fmt.Fprintf(w, "%s%s = %s\n", indent, s.Node.Name(), s.Value)
}
