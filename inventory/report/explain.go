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
	Whole     bool     // lists every step of a recurrence and every figure of a series
	Tint      Tint     // nil: plain text
	Markdown  bool     // prints Markdown, in which no text of the user's is markup
	Sheet     *Records // takes each figure as one row, see SheetColumns, and nothing is printed; nil: the figures are printed
}

// Tone is what a piece of an explanation is.
type Tone uint8

// The tones: the heading of a figure, its result, what stands aside (places, folded parts), and what is not confirmed.
const (
	Heading Tone = iota
	Result
	Aside
	Doubt
)

// Tint gives a text as a terminal shows its tone.
type Tint func(Tone, string) string

func (x *Explainer) tint(t Tone, text string) string {
	text = inventory.Printable(text)
	if x.Tint == nil {
		return text
	}
	return x.Tint(t, text)
}

// status is the word of a status, which stands out where the factor is not confirmed.
func (x *Explainer) status(s inventory.Status) string {
	if s == inventory.Unconfirmed {
		return x.tint(Doubt, s.String())
	}
	return s.String()
}

func (x *Explainer) say(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(x.Lang) }

// Estimate explains one line: formula, formula with numbers, then each leaf with its document, its cell, its status and
// why it was chosen.
func (x *Explainer) Estimate(w io.Writer, e *inventory.Estimate) {
	switch {
	case x.Sheet != nil:
		x.lineRow(e)
		return
	case x.Markdown:
		x.lineMarkdown(w, e, 2)
		return
	}
	fmt.Fprintln(w, x.tint(Heading, x.lineTitle(e)))
	if !e.Number {
		fmt.Fprintf(w, "  %s\n  %s\n", notation(e), x.say("出处 ", "read at ")+e.Origin().String())
		x.notes(w, e)
		return
	}
	value, tree := e.Value(), e.Mass()
	fmt.Fprintln(w, "  "+x.tint(Result, fmt.Sprintf("= %s t %s", value, e.Gas)))
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
	x.leaves(w, inputsOf(e, tree))
	x.notes(w, e)
	x.superseded(w, e)
}

// lineTitle names a line.
func (x *Explainer) lineTitle(e *inventory.Estimate) string {
	return fmt.Sprintf("%d  %s %s  %s  %s", e.Row.Year, e.Row.Category.Code, e.Row.Category.Name.In(x.Lang), activityName(e, x.Lang), e.Gas)
}

// inputsOf are the inputs of a line: those of its tree, and what decides the form of its equation, a year or a lifetime.
func inputsOf(e *inventory.Estimate, tree expr.Node) []expr.Leaf {
	out := tree.Leaves()
	shown := map[string]bool{}
	for _, leaf := range out {
		shown[leaf.Key()] = true
	}
	for _, leaf := range e.Given() {
		if !shown[leaf.Key()] {
			out = append(out, leaf)
		}
	}
	return out
}

func (x *Explainer) notes(w io.Writer, e *inventory.Estimate) {
	if note := e.Row.Note; note != "" {
		fmt.Fprintf(w, "  %s %s\n", x.say("说明", "note"), inventory.Printable(note))
	}
	for _, note := range e.Notes() {
		fmt.Fprintf(w, "  %s %s\n", x.say("注意", "mind"), inventory.Printable(note.In(x.Lang)))
	}
}

// leaf prints one input: its figure, in the columns of those around it, then where it comes from and why it was taken.
func (x *Explainer) leaf(w io.Writer, p *inventory.Parameter, at inputColumns) {
	figure := inputFigure(p)
	fmt.Fprintf(w, "    %s%s = %s%s  %s", blanks(at.mark-cells(p.Mark)), p.Mark, figure, blanks(at.figure-cells(figure)), p.Title.In(x.Lang))
	if p.Bounds.Low != nil || p.Bounds.High != nil {
		fmt.Fprintf(w, "  [%s, %s] %s", bound(p.Bounds.Low), bound(p.Bounds.High), p.Bounds.Kind)
	}
	fmt.Fprintln(w)
	if p.Set != "" {
		fmt.Fprintf(w, "      %s %s  %s %s  %s\n", x.say("因子集", "set"), p.Set, p.Item, p.Years, x.status(p.Status))
	}
	if p.Document != "" {
		fmt.Fprintf(w, "      %s %s\n", x.say("文献", "document"), p.Document)
	}
	fmt.Fprintf(w, "      %s %s\n", x.say("单元格", "cell"), x.tint(Aside, p.Origin.String()))
	if why := p.Why.In(x.Lang); why != "" {
		fmt.Fprintf(w, "      %s %s\n", x.say("选用理由", "why"), why)
	}
	x.candidates(w, p)
}

// inputFigure prints the figure of an input with its unit.
func inputFigure(p *inventory.Parameter) string {
	return quantity.Quantity{Value: p.Amount, Unit: p.In}.String()
}

// bound prints one side of a range.
func bound(d *decimal.Decimal) string {
	if d == nil {
		return "…"
	}
	return d.String()
}
