package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// Total explains a total: level by level down to the depth, each estimate that is reached with its formula; with the
// depth exhausted, with its value and how much is folded in it.
func (x *Explainer) Total(w io.Writer, t *inventory.Total, depth int) error {
	node := x.Inventory.Opened(t, depth)
	var steps []expr.Step
	if t.Number && node.Err() == nil {
		var err error
		if steps, err = expr.Explain(node, depth); err != nil {
			return err
		}
	}
	switch {
	case x.Sheet != nil:
		x.totalRow(t, node)
		return nil
	case x.Markdown:
		x.totalMarkdown(w, t, steps, depth)
		return nil
	}
	fmt.Fprintln(w, x.tint(Heading, x.totalTitle(t)))
	for _, line := range x.totalState(t) {
		fmt.Fprintln(w, "  "+line)
	}
	if steps == nil {
		fmt.Fprintln(w, "  "+x.say("没有数", "no number"))
		return nil
	}
	x.steps(w, steps, x.foldedIn(t, depth))
	return nil
}

func (x *Explainer) totalTitle(t *inventory.Total) string {
	boundary := boundaryWords[t.Boundary].In(x.Lang)
	switch {
	case t.Category != nil:
		return fmt.Sprintf("%d %s %s %s %s", t.Year, boundary, t.Scope, t.Category.Name.In(x.Lang), t.Gas)
	case x.Lang == "zh" && t.Boundary != inventory.Territorial:
		return fmt.Sprintf("%d %s 合计（%s）%s", t.Year, boundary, t.Scope, t.Gas)
	case x.Lang == "zh":
		return fmt.Sprintf("%d %s %s（%s）%s", t.Year, boundary, scopeTitles[t.Scope].ZH, t.Scope, t.Gas)
	}
	return fmt.Sprintf("%d %s %s %s", t.Year, boundary, t.Scope, t.Gas)
}

// boundaryWords name the boundaries.
var boundaryWords = map[inventory.Boundary]inventory.Text{
	inventory.Territorial: {ZH: "境内", EN: inventory.Territorial.String()},
	inventory.Indirect:    {ZH: "间接", EN: inventory.Indirect.String()},
	inventory.MemoItem:    {ZH: "信息项", EN: inventory.MemoItem.String()},
}

// totalState says how complete a total is.
func (x *Explainer) totalState(t *inventory.Total) []string {
	first := fmt.Sprintf("%s %d/%d", x.say("完整性（类别，气体）", "complete (category, gas)"), t.Done, t.Pairs)
	if t.Notation != 0 {
		first += fmt.Sprintf("  %s %s", x.say("标记", "keys"), t.Notation)
	}
	if len(t.Missing) == 0 {
		return []string{first}
	}
	return []string{first, fmt.Sprintf("%s %s", x.say("GWP 集中没有值的气体", "gases without a value in the GWP set"), strings.Join(t.Missing, ", "))}
}

// folding says of a step what the depth leaves out of it, "" for nothing.
type folding func(expr.Step) string

// foldedIn tells of the categories at the depth how many lines their sums hold, of other results how many parts.
func (x *Explainer) foldedIn(t *inventory.Total, depth int) folding {
	return func(s expr.Step) string {
		c, ok := x.Inventory.Vocabulary.Categories.Lookup(s.Node.Name())
		if !ok || c.Code != s.Node.Name() || s.Depth < max(depth, 1) {
			return x.folded(s)
		}
		lines := 0
		for _, e := range x.Inventory.Below(t.Year, t.Boundary, c) {
			if e.Number && x.counts(t, e) {
				lines++
			}
		}
		return x.more(lines, s.Depth)
	}
}

// counts tells whether a line below the total's scope stands in it.
func (x *Explainer) counts(t *inventory.Total, e *inventory.Estimate) bool {
	if t.Scope == inventory.ScopeWithoutLand && inventory.IsLand(e.Row.Category) {
		return false
	}
	if gas, ok := x.Inventory.Vocabulary.Gases.Lookup(e.Gas); ok && t.Gas != inventory.AllGases {
		return gas.Matches(t.Gas)
	}
	_, known := x.Inventory.GWP(e.Gas)
	return known || t.Gas == e.Gas
}

func (x *Explainer) folded(s expr.Step) string { return x.more(s.Folded, s.Depth) }

// more says that so many parts are folded in a figure at the depth, and what opens them.
func (x *Explainer) more(parts, depth int) string {
	if parts == 0 {
		return ""
	}
	return fmt.Sprintf(x.say("… 内含 %d 项：--depth %d", "… %d more: --depth %d"), parts, depth+1)
}

// steps prints the levels of a figure; the figures that make up one result stand under each other.
func (x *Explainer) steps(w io.Writer, steps []expr.Step, fold folding) {
	above := make([]int, len(steps)) // the step that each is part of; one past the last for those of the first level
	widths := make([]int, len(steps)+1)
	last := map[int]int{}
	for i, s := range steps {
		at, inside := last[s.Depth-1]
		if !inside {
			at = len(steps)
		}
		above[i], last[s.Depth] = at, i
		widths[at] = max(widths[at], min(cells(stepName(s)), widestName))
	}
	for i, s := range steps {
		name := stepName(s)
		value := s.Value.String()
		if s.Depth == 0 {
			value = x.tint(Result, value)
		}
		line := fmt.Sprintf("  %s%s%s = %s", blanks(2*s.Depth), name, blanks(widths[above[i]]-cells(name)), value)
		if leaf, ok := s.Node.Leaf(); ok {
			p := inventory.ParameterOf(leaf)
			line += "  " + x.tint(Aside, p.Origin.String())
			if p.Status != inventory.NoStatus {
				line += "  " + strings.TrimSpace(p.Set+" "+x.status(p.Status))
			}
		}
		if folded := fold(s); folded != "" {
			line += "  " + x.tint(Aside, folded)
		}
		fmt.Fprintln(w, line)
	}
}

// stepName is the name of a result, the symbol of an input.
func stepName(s expr.Step) string {
	if leaf, ok := s.Node.Leaf(); ok {
		return inventory.ParameterOf(leaf).Mark
	}
	return s.Node.Name()
}

// widestName is the width up to which names are made equally wide.
const widestName = 44

// inputColumns are the widths of the symbols and of the figures of inputs that stand under each other.
type inputColumns struct{ mark, figure int }

// columnsOf are the widths that hold all the inputs; one that is far wider than the others stands out.
func columnsOf(inputs []*inventory.Parameter) (out inputColumns) {
	for _, p := range inputs {
		out.mark = max(out.mark, min(cells(p.Mark), widestName))
		out.figure = max(out.figure, min(cells(inputFigure(p)), widestName))
	}
	return out
}

func blanks(n int) string { return strings.Repeat(" ", max(0, n)) }

// Leaves prints inputs one below the other, whatever they are.
func (x *Explainer) Leaves(w io.Writer, leaves []expr.Leaf) {
	inputs := parametersOf(leaves)
	at := columnsOf(inputs)
	for _, p := range inputs {
		x.leaf(w, p, at)
	}
}

func parametersOf(leaves []expr.Leaf) []*inventory.Parameter {
	out := slices.Grow([]*inventory.Parameter(nil), len(leaves))
	for _, leaf := range leaves {
		out = append(out, inventory.ParameterOf(leaf))
	}
	return out
}
