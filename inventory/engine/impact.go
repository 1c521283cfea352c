package engine

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

// Trial is a factor table that a workspace may come to hold, in the place of the one of the same name if it has one, and
// where its set would stand in the precedence.
type Trial struct {
	File    string // factors/EFDB.csv
	Content []byte
	Set     string // "" leaves the precedence as it is
	First   bool   // the set before all others but the district's own
	Last    bool   // or after all others; a set that the precedence names already stays where it is
}

// Impact is what a change of factors does to an inventory.
type Impact struct {
	Trial
	Rows                      []*factors.Row // of the table, as they would be read
	GWPSet                    string
	Sets, NCVSets             []string     // the precedence with the table
	Years                     []YearImpact // of the territorial totals, land included
	Lines                     []LineImpact // those that change, the largest first
	Replaced                  []Replacement
	Untouched                 int // categories with a figure of which nothing changes
	New, Gone                 inventory.Problems
	Taken                     int // rows of the table that the inventory rests on
	Known                     int // rows of the table that are known on the day of the workspace
	ErrorsBefore, ErrorsAfter int // why there is nothing to compare
}

// YearImpact is the territorial total of a year in t CO2e without and with the change. Relative is the difference ÷ the
// total without it, nil if that is zero.
type YearImpact struct {
	Year                      int
	Before, After, Difference decimal.Decimal
	Relative                  *decimal.Decimal
}

// LineImpact is what a category emits of a gas in a year, without and with the change: t of the gas, and t CO2e where the
// set has a potential. The CO2e of the territorial lines of a year sum up to the difference of its total.
type LineImpact struct {
	Year             int
	Boundary         inventory.Boundary
	Category         *inventory.Category
	Gas              string
	MassBefore, Mass decimal.Decimal
	HasCO2e          bool
	CO2eBefore, CO2e decimal.Decimal
	Difference       decimal.Decimal // of the CO2e
}

// With returns the workspace as it would be with the trial.
func (t Trial) With(ws *workspace.Workspace, rows []*factors.Row) *workspace.Workspace {
	after := *ws
	after.Factors = slices.DeleteFunc(slices.Clone(ws.Factors), func(f workspace.Text) bool { return f.Name == t.File })
	after.Factors = append(after.Factors, workspace.Text{Name: t.File, Content: t.Content})
	slices.SortFunc(after.Factors, func(a, b workspace.Text) int { return cmp.Compare(a.Name, b.Name) })
	if t.Set == "" || !t.First && !t.Last {
		return &after
	}
	after.Config.FactorSets = t.placed(ws.Config.FactorSets)
	if slices.ContainsFunc(rows, func(r *factors.Row) bool { return r.Parameter == "ncv" }) {
		after.Config.NCVSets = t.placed(ws.Config.NCVSets)
	}
	return &after
}

// placed is a precedence with the set in it.
func (t Trial) placed(sets []string) []string {
	switch at := 0; {
	case t.First:
		out := slices.DeleteFunc(slices.Clone(sets), func(set string) bool { return set == t.Set })
		if len(out) > 0 && out[0] == factors.LocalSet {
			at = 1
		}
		return slices.Insert(out, at, t.Set)
	case !slices.Contains(sets, t.Set):
		return append(slices.Clone(sets), t.Set)
	}
	return sets
}

// Faults are the errors that the table of a trial has by itself and beside the other tables of the workspace.
func (e *Engine) Faults(ws *workspace.Workspace, t Trial) inventory.Problems {
	_, found := e.Factors(t.With(ws, nil))
	return slices.DeleteFunc(found, func(p inventory.Problem) bool { return p.Source.File != t.File }).Sorted()
}

// Impact compiles the workspace without and with the trial and holds the two against each other. Nothing is written. The
// problems are those of the table itself: with an error there is no comparison, nor with other faults of the workspace, of
// which so many are known.
func (e *Engine) Impact(ws *workspace.Workspace, faults int, t Trial, years []int) (*Impact, inventory.Problems) {
	rows, problems := factors.Load(t.File, bytes.NewReader(t.Content), e.Vocabulary, true)
	after := t.With(ws, rows)
	_, found := e.Factors(after)
	problems = append(problems, slices.DeleteFunc(found, func(p inventory.Problem) bool { return p.Source.File != t.File })...).Sorted()
	out := &Impact{Trial: t, Rows: rows, Sets: after.Config.FactorSets, NCVSets: after.Config.NCVSets}
	for _, row := range rows {
		if ws.AsOf == "" || row.KnownBy(ws.AsOf) {
			out.Known++
		}
	}
	if out.ErrorsBefore, out.ErrorsAfter = faults, faults; problems.Failed() || faults > 0 {
		return out, problems
	}
	out.compare(e.Compile(ws, years), e.Compile(after, years))
	return out, problems
}

// compare holds two compilations against each other.
func (i *Impact) compare(before, after *Result) {
	i.ErrorsBefore, i.ErrorsAfter = Errors(before.Problems), Errors(after.Problems)
	i.New, i.Gone = onlyIn(after.Problems, before.Problems), onlyIn(before.Problems, after.Problems)
	if before.Inventory == nil || after.Inventory == nil {
		return
	}
	i.GWPSet = after.Inventory.GWPSet
	for _, year := range after.Inventory.Years {
		i.Years = append(i.Years, yearImpact(before.Inventory, after.Inventory, year))
	}
	i.lines(before.Inventory, after.Inventory)
	for _, p := range after.Used {
		if p.Origin.File == i.File {
			i.Taken++
		}
	}
	i.Replaced = replaced(before, after)
}

func yearImpact(before, after *inventory.Inventory, year int) YearImpact {
	of := inventory.Figure{Year: year, Boundary: inventory.Territorial, Scope: inventory.ScopeTotal, Gas: inventory.AllGases}
	out := YearImpact{Year: year, Before: before.Total(of).CO2e, After: after.Total(of).CO2e}
	out.Difference = out.After.Sub(out.Before)
	out.Relative = share(out.Difference, out.Before)
	return out
}

// share is a difference ÷ what it is of, nil if that is zero.
func share(difference, of decimal.Decimal) *decimal.Decimal {
	relative, err := quantity.Quo(difference, of)
	if err != nil {
		return nil
	}
	return &relative
}

// Total is the sum over the years.
func (i *Impact) Total() YearImpact {
	var out YearImpact
	for _, y := range i.Years {
		out.Before, out.After, out.Difference = out.Before.Add(y.Before), out.After.Add(y.After), out.Difference.Add(y.Difference)
	}
	out.Relative = share(out.Difference, out.Before)
	return out
}

// lineOf is what the figures of a line are added up by.
type lineOf struct {
	year     int
	boundary inventory.Boundary
	category *inventory.Category
	gas      string
}

// lines adds up both inventories and keeps what differs.
func (i *Impact) lines(before, after *inventory.Inventory) {
	sums := map[lineOf]*LineImpact{}
	var order []*LineImpact
	add := func(inv *inventory.Inventory, isBefore bool) {
		for _, e := range inv.Estimates {
			if !e.Number {
				continue
			}
			at := lineOf{e.Row.Year, e.Boundary, e.Row.Category, e.Gas}
			line := sums[at]
			if line == nil {
				line = &LineImpact{Year: at.year, Boundary: at.boundary, Category: at.category, Gas: at.gas}
				sums[at] = line
				order = append(order, line)
			}
			if isBefore {
				line.MassBefore = line.MassBefore.Add(e.Value())
			} else {
				line.Mass = line.Mass.Add(e.Value())
			}
			if gwp, ok := inv.GWP(e.Gas); ok {
				line.HasCO2e, line.CO2eBefore, line.CO2e = true, line.MassBefore.Mul(gwp.Amount), line.Mass.Mul(gwp.Amount)
			}
		}
	}
	add(before, true)
	add(after, false)
	changed := map[*inventory.Category]bool{}
	for _, line := range order {
		line.Difference = line.CO2e.Sub(line.CO2eBefore)
		different := !line.Mass.Equal(line.MassBefore)
		changed[line.Category] = changed[line.Category] || different
		if different {
			i.Lines = append(i.Lines, *line)
		}
	}
	for _, is := range changed {
		if !is {
			i.Untouched++
		}
	}
	slices.SortStableFunc(i.Lines, func(a, b LineImpact) int {
		return cmp.Or(b.Difference.Abs().Cmp(a.Difference.Abs()), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Boundary, b.Boundary), cmp.Compare(a.Category.Order, b.Category.Order), cmp.Compare(a.Gas, b.Gas))
	})
}

// onlyIn are the errors and warnings of a that b does not have.
func onlyIn(a, b inventory.Problems) inventory.Problems {
	type said struct {
		source  inventory.Source
		code    string
		message inventory.Text
	}
	known := map[said]bool{}
	for _, p := range b {
		known[said{p.Source, p.Code, p.Message}] = true
	}
	var out inventory.Problems
	for _, p := range a {
		if p.Severity >= inventory.Warning && !known[said{p.Source, p.Code, p.Message}] {
			out.Add(p)
		}
	}
	return out
}
