package report

import (
	"fmt"
	"io"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// Tree explains a figure that is no line of the inventory: its formula, the numbers put in, the levels below it down to the depth, and
// every input with its cell.
func (x *Explainer) Tree(w io.Writer, title string, tree expr.Node, depth int) error {
	value, err := expr.Decimal(tree)
	if err != nil {
		return err
	}
	steps, err := expr.Explain(tree, depth)
	if err != nil {
		return err
	}
	unit := ""
	if tree.Unit() != quantity.One {
		unit = " " + tree.Unit().String()
	}
	switch {
	case x.Sheet != nil:
		x.treeRow(title, value, tree)
		return nil
	case x.Markdown:
		x.treeMarkdown(w, title, value.String()+unit, tree, steps[1:])
		return nil
	}
	fmt.Fprintf(w, "%s\n  %s\n", x.tint(Heading, title), x.tint(Result, fmt.Sprintf("= %s%s", value, unit)))
	fmt.Fprintf(w, "  %s %s\n  %s %s\n", x.say("公式", "formula"), formula(tree), x.say("代入", "numbers"), expr.Format(tree, expr.Numbers))
	x.steps(w, steps[1:], x.folded)
	x.leaves(w, tree.Leaves())
	return nil
}

// Intensity explains a figure of an intensity of the inventory; what is as Figure of an intensity has it. False if the year has none.
func (x *Explainer) Intensity(w io.Writer, i *engine.Intensity, what string, year, depth int) (bool, error) {
	tree, ok := i.Figure(what, year, depth)
	if !ok {
		return false, nil
	}
	names := map[string]inventory.Text{"value": {ZH: "强度", EN: "intensity"}, "annual": {ZH: "比上年下降", EN: "decline against the year before"}, "direct": {ZH: fmt.Sprintf("比 %d 年累计下降", i.Base), EN: fmt.Sprintf("decline since %d", i.Base)},
		"chained": {ZH: fmt.Sprintf("比 %d 年累计下降，按认定值", i.Base), EN: fmt.Sprintf("cumulative decline since %d, of recognised values", i.Base)}, "numerator": {ZH: "分子", EN: "numerator"}, "output": {ZH: "分母", EN: "denominator"}}
	title := fmt.Sprintf("%d  %s  %s  (%s)", year, i.Title().In(x.Lang), names[what].In(x.Lang), i.ID)
	if err := x.Tree(w, title, tree, depth); err != nil {
		return true, err
	}
	if how := i.How(year).In(x.Lang); how != "" && x.Sheet == nil {
		fmt.Fprintf(w, "  %s %s\n", x.say("产值", "output"), how)
	}
	return true, nil
}

// Assessment explains a figure of the official account; false if the year has none.
func (x *Explainer) Assessment(w io.Writer, a *engine.Assessment, what string, year, depth int) (bool, error) {
	tree, ok := a.Figure(what, year)
	if !ok {
		return false, nil
	}
	names := map[string]inventory.Text{"intensity": {ZH: "强度", EN: "intensity"}, "annual": {ZH: "年度下降", EN: "annual decline"}, "cumulative": {ZH: "累计下降（认定链）", EN: "cumulative decline (recognised)"}, "recomputed": {ZH: "累计下降（重算）", EN: "cumulative decline (recomputed)"},
		"one_factor": {ZH: "累计下降（电力都按基准年因子）", EN: "cumulative decline (electricity at the factor of the base year)"}}
	return true, x.Tree(w, fmt.Sprintf("%d  %s  %s", year, x.say("考核核算（非清单）", "official account (not the inventory)"), names[what].In(x.Lang)), tree, depth)
}

// Opened explains the figures of a year one after the other.
func (x *Explainer) Opened(w io.Writer, o engine.Opened, depth int) error {
	for n, named := range o.Trees {
		if n > 0 && x.Sheet == nil {
			fmt.Fprintln(w)
		}
		if err := x.Tree(w, fmt.Sprintf("%d  %s  %s", o.Year, o.Title.In(x.Lang), named.Name.In(x.Lang)), named.Tree, depth); err != nil {
			return err
		}
	}
	return nil
}
