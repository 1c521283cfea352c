package report

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// fewSteps is how many steps of a recurrence, or figures of a series, are listed one by one; of more, the first and the last stand
// for all until Whole asks for them.
const fewSteps = 24

// atEnds is how many of the first and of the last of a long series are listed.
const atEnds = 2

var yearOfState = regexp.MustCompile(`_(\d{4})`)

// states prints what the formula carries on from year to year, or names on its way, each by those before it.
func (x *Explainer) states(w io.Writer, tree expr.Node, m *inventory.Method) {
	states := expr.States(tree)
	if len(states) == 0 {
		return
	}
	if slices.ContainsFunc(m.Inputs, func(in inventory.Input) bool { return in.Series }) {
		fmt.Fprintln(w, "  "+x.say("逐年推算", "year by year"))
	} else {
		fmt.Fprintln(w, "  "+x.say("其中", "where"))
	}
	if x.Whole || len(states) <= fewSteps {
		for _, state := range states {
			x.state(w, state)
		}
		return
	}
	var names []string
	runs := map[string][]expr.Node{}
	for _, state := range states {
		name := yearOfState.ReplaceAllString(state.Name(), "_t")
		if runs[name] == nil {
			names = append(names, name)
		}
		runs[name] = append(runs[name], state)
	}
	for _, name := range names {
		x.recurrence(w, runs[name])
	}
	fmt.Fprintln(w, "    "+x.say("--depth 3 逐年全部列出", "--depth 3 lists every year"))
}

func (x *Explainer) state(w io.Writer, state expr.Node) {
	value, err := expr.Decimal(state)
	if err != nil {
		return
	}
	fmt.Fprintf(w, "    %s = %s = %s\n", state.Name(), formula(state), quantity.Quantity{Value: value, Unit: state.Unit()})
}

// recurrence prints the last of the states, which shows how each follows from the one before, and below it the first and the last
// of the others.
func (x *Explainer) recurrence(w io.Writer, states []expr.Node) {
	latest := 0 // a tree may meet its states in any order
	for i, state := range states {
		if state.Name() > states[latest].Name() {
			latest = i
		}
	}
	x.state(w, states[latest])
	var others []string
	for i, state := range states {
		value, err := expr.Decimal(state)
		if i != latest && err == nil {
			others = append(others, yearOfState.FindStringSubmatch(state.Name() + "_0000")[1]+" "+inFew(value))
		}
	}
	slices.Sort(others)
	if others != nil {
		fmt.Fprintf(w, "      %s %s\n", strings.Join(ends(others), ", "), states[0].Unit())
	}
}

// ends are the first and the last of the texts where there are many.
func ends(all []string) []string {
	if len(all) <= 2*atEnds+1 {
		return all
	}
	return append(append(all[:atEnds:atEnds], "…"), all[len(all)-atEnds:]...)
}

// inFew is a figure by which a reader follows a series: nine significant digits.
func inFew(d decimal.Decimal) string {
	return d.Round(9 - int32(d.NumDigits()) - d.Exponent()).String()
}

// leaves prints the inputs of the tree. Of a long series of figures that differ in their years the first and the last stand for all.
func (x *Explainer) leaves(w io.Writer, leaves []expr.Leaf) {
	runs := map[string][]*inventory.Cell{}
	name := func(leaf expr.Leaf) (string, *inventory.Cell) {
		cell, ok := leaf.(*inventory.Cell)
		if !ok {
			return "", nil
		}
		return strings.Join([]string{cell.Input.Name, cell.Row.Category.Code, cell.Row.Facility, cell.Row.ItemName(), cell.Row.Detail, cell.Unit().String()}, "|"), cell
	}
	for _, leaf := range leaves {
		if of, cell := name(leaf); cell != nil {
			runs[of] = append(runs[of], cell)
		}
	}
	alone := func(of string, cell *inventory.Cell) bool {
		return cell == nil || x.Whole || len(runs[of]) <= fewSteps/2
	}
	at := columnsOf(parametersOf(slices.DeleteFunc(slices.Clone(leaves), func(leaf expr.Leaf) bool { return !alone(name(leaf)) })))
	for _, leaf := range leaves {
		of, cell := name(leaf)
		switch {
		case alone(of, cell):
			x.leaf(w, inventory.ParameterOf(leaf), at)
		case runs[of][0] == cell:
			x.series(w, runs[of])
		}
	}
}

// series prints figures of one quantity in many years.
func (x *Explainer) series(w io.Writer, cells []*inventory.Cell) {
	first, last := cells[0], cells[0]
	for _, c := range cells {
		if c.Row.Year < first.Row.Year {
			first = c
		}
		if c.Row.Year > last.Row.Year {
			last = c
		}
	}
	fmt.Fprintf(w, "    %s = %s (%d) … %s (%d)  %s  %s\n", first.Input.Symbol, quantity.Quantity{Value: first.Row.Value, Unit: first.Unit()}, first.Row.Year,
		quantity.Quantity{Value: last.Row.Value, Unit: last.Unit()}, last.Row.Year, strings.TrimSpace(first.Row.Subject()), first.Input.Title.In(x.Lang))
	fmt.Fprintf(w, "      %s\n      %s %s … %s\n", fmt.Sprintf(x.say("%d 年各有一个数", "figures of %d years"), len(cells)), x.say("单元格", "cell"), first.Row.Place.Cell("value"), last.Row.Place.Cell("value"))
}
