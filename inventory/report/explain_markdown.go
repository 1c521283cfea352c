package report

import (
	"fmt"
	"io"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// markup are the characters that begin markup within a line of Markdown; what begins a block does not, for no line begins with a
// text of the user's.
const markup = "\\`*_[]<>#|~$^@"

// noLinks keeps addresses from becoming links.
var noLinks = strings.NewReplacer("://", `\://`, "www.", `www\.`)

// mdText is a text in which Markdown and HTML see no markup: what is not printed stands as an escape, markup behind a backslash, an
// ampersand as its entity.
func mdText(s string) string {
	var b strings.Builder
	for _, r := range inventory.Printable(s) {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case strings.ContainsRune(markup, r):
			b.WriteString("\\" + string(r))
		default:
			b.WriteRune(r)
		}
	}
	return noLinks.Replace(b.String())
}

// mdCode is a text as code, between more backticks than stand in it.
func mdCode(s string) string {
	s = inventory.Printable(s)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if fence == "`" {
		return fence + s + fence
	}
	return fence + " " + s + " " + fence
}

// mdTable prints a table of plain cells.
func mdTable(w io.Writer, head []string, rows [][]string) {
	line := func(row []string) {
		for _, cell := range row {
			fmt.Fprintf(w, "| %s ", mdText(cell))
		}
		fmt.Fprintln(w, "|")
	}
	fmt.Fprintln(w)
	line(head)
	fmt.Fprintln(w, strings.Repeat("|---", len(head))+"|")
	for _, row := range rows {
		line(row)
	}
}

func (x *Explainer) mdHeading(w io.Writer, level int, title string) {
	fmt.Fprintf(w, "%s %s\n\n", strings.Repeat("#", level), mdText(strings.Join(strings.Fields(title), " ")))
}

// lineMarkdown explains a line under a heading of the level.
func (x *Explainer) lineMarkdown(w io.Writer, e *inventory.Estimate, level int) {
	x.mdHeading(w, level, x.lineTitle(e))
	item := func(zh, en, text string) {
		if text != "" {
			fmt.Fprintf(w, "- %s: %s\n", x.say(zh, en), text)
		}
	}
	if !e.Number {
		item("标记", "key", mdText(notation(e)))
		item("出处", "read at", mdText(e.Origin().String()))
	} else {
		tree := e.Mass()
		item("数值", "value", fmt.Sprintf("**%s t %s**", e.Value(), mdText(e.Gas)))
		if gwp, ok := x.Inventory.GWP(e.Gas); ok {
			item("CO2e", "CO2e", fmt.Sprintf("%s t (× %s, GWP %s, %s)", e.Value().Mul(gwp.Amount), gwp.Amount, mdText(gwp.Set), gwp.Status))
		}
		item("方法", "method", mdText(e.Method.ID+" — "+e.Method.Title.In(x.Lang)+" — "+e.Method.Source))
		item("公式", "formula", mdCode(formula(tree)))
		item("代入", "numbers", mdCode(expr.Format(tree, expr.Numbers)+" = "+e.Value().String()+" t "+e.Gas))
	}
	item("说明", "note", mdText(e.Row.Note))
	for _, note := range e.Notes() {
		item("注意", "mind", mdText(note.In(x.Lang)))
	}
	if e.Number {
		x.mdInputs(w, inputsOf(e, e.Mass()))
	}
	for _, old := range e.Superseded() {
		fmt.Fprintf(w, "\n%s\n\n", mdText(x.say("被代替的计算值，不计入合计", "the computed figure it stands for, outside every total")))
		x.lineMarkdown(w, old, min(level+1, 6))
	}
}

// mdInputs prints the table of inputs.
func (x *Explainer) mdInputs(w io.Writer, leaves []expr.Leaf) {
	var rows [][]string
	for _, p := range parametersOf(leaves) {
		span := ""
		if p.Bounds.Low != nil || p.Bounds.High != nil {
			span = fmt.Sprintf("%s … %s %s", bound(p.Bounds.Low), bound(p.Bounds.High), p.Bounds.Kind)
		}
		rows = append(rows, []string{p.Mark, inputFigure(p), p.Title.In(x.Lang), span, strings.TrimSpace(p.Set + " " + p.Status.String()), p.Document, p.Origin.String(), p.Why.In(x.Lang)})
	}
	mdTable(w, []string{x.say("符号", "symbol"), x.say("数值", "value"), x.say("名称", "name"), x.say("范围", "range"), x.say("因子集", "set"),
		x.say("文献", "document"), x.say("单元格", "cell"), x.say("选用理由", "why")}, rows)
}

// totalMarkdown explains a total with a table of its levels.
func (x *Explainer) totalMarkdown(w io.Writer, t *inventory.Total, steps []expr.Step, depth int) {
	x.mdHeading(w, 2, x.totalTitle(t))
	for _, line := range x.totalState(t) {
		fmt.Fprintf(w, "- %s\n", mdText(line))
	}
	if steps == nil {
		fmt.Fprintf(w, "- %s\n", x.say("没有数", "no number"))
		return
	}
	x.mdSteps(w, steps, x.foldedIn(t, depth))
}

// mdSteps prints the levels of a figure, each with the number of its level.
func (x *Explainer) mdSteps(w io.Writer, steps []expr.Step, fold folding) {
	var rows [][]string
	for _, s := range steps {
		cell := ""
		if leaf, ok := s.Node.Leaf(); ok {
			p := inventory.ParameterOf(leaf)
			cell = strings.TrimSpace(p.Origin.String() + "  " + p.Set + " " + p.Status.String())
		}
		rows = append(rows, []string{fmt.Sprint(s.Depth), stepName(s), s.Value.String(), cell, fold(s)})
	}
	mdTable(w, []string{x.say("层", "level"), x.say("名称", "name"), x.say("数值", "value"), x.say("单元格", "cell"), x.say("折叠", "folded")}, rows)
}

// treeMarkdown explains a figure that is no line of the inventory.
func (x *Explainer) treeMarkdown(w io.Writer, title, value string, tree expr.Node, steps []expr.Step) {
	x.mdHeading(w, 2, title)
	fmt.Fprintf(w, "- %s: **%s**\n- %s: %s\n- %s: %s\n", x.say("数值", "value"), mdText(value), x.say("公式", "formula"), mdCode(formula(tree)),
		x.say("代入", "numbers"), mdCode(expr.Format(tree, expr.Numbers)))
	if len(steps) > 0 {
		x.mdSteps(w, steps, x.folded)
	}
	x.mdInputs(w, tree.Leaves())
}
