package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// simulatedColumns follow those of the Approach 1 table in uncertainty.csv.
var simulatedColumns = []string{"figure", "title_zh", "title_en", "unit", "value", "first_order_half", "first_order_pct", "mean", "sd", "median", "p2_5", "p97_5",
	"shortest_low", "shortest_high", "counted_error", "undefined_draws", "draws", "seed", "sampling", "gwp_set"}

// UncertainRecords is uncertainty.csv of an inventory: the lines of Approach 1, then (approach 2) a line for each figure with its first-order
// interval and, where it was simulated, its distribution. Trends and declines are shares: 0.05 is 5 per cent.
func UncertainRecords(u *engine.Uncertainty) Records {
	out := (&Uncertainty{Region: u.Inventory.Region, Base: u.Base, Year: u.Year, Scopes: u.Approach1}).Records()
	out.Columns = append(append([]string(nil), out.Columns...), simulatedColumns...)
	blank := make([]string, len(simulatedColumns))
	blank[len(blank)-1] = u.Inventory.GWPSet
	for i := range out.Rows {
		out.Rows[i] = append(out.Rows[i], blank...)
	}
	for _, f := range u.Figures {
		out.Rows = append(out.Rows, figureRecord(u, f, len(uncertaintyColumns)))
	}
	return out
}

// figureRecord is the line of one figure.
func figureRecord(u *engine.Uncertainty, f *engine.UncertainFigure, before int) []string {
	row := make([]string, before)
	row[0], row[1], row[2], row[4], row[5] = u.Inventory.Region, yearOrNone(u.Base), yearOrNone(u.Year), "2", f.Kind
	if f.ID == inventory.ScopeTotal || f.ID == inventory.ScopeWithoutLand {
		row[3] = f.ID
	}
	if f.Category != nil {
		row[6] = f.Category.Code
	}
	row[7], row[8] = f.Item, f.Gas
	row = append(row, f.ID, f.Title.ZH, f.Title.EN, f.Unit, valueOf(f), figureOrNone(f.Linear.Width()), "")
	change := f.Kind == engine.TrendFigure || f.Kind == engine.DeclineFigure // of which a part says nothing: its sides are in p2_5 and p97_5
	if !change {
		row[len(row)-1] = figureOrNone(f.Linear.Percent())
	}
	if f.Distribution == nil {
		return append(append(row, make([]string, 12)...), u.Inventory.GWPSet)
	}
	return append(spreadCells(row, f.Distribution.Spread(), change, u.Simulated.Draws, u.Options.Seed, u.Options.Sampling), u.Inventory.GWPSet)
}

// spreadCells fills in the sides of a line, but for a change, and appends its distribution.
func spreadCells(row []string, s uncertainty.Spread, change bool, draws int, seed uint64, sampling uncertainty.Sampling) []string {
	for i, name := range uncertaintyColumns {
		switch {
		case change:
		case name == "minus_pct":
			row[i] = negated(s.Minus)
		case name == "plus_pct":
			row[i] = figureOrNone(s.Plus)
		}
	}
	for _, d := range []decimal.NullDecimal{s.Mean, s.SD, s.Median, s.Low, s.High, s.ShortLow, s.ShortHigh, s.Error} {
		row = append(row, figureOrNone(d))
	}
	return append(row, strconv.Itoa(s.Undefined), strconv.Itoa(draws), strconv.FormatUint(seed, 10), sampling.String())
}

// negated writes a lower side without its sign, as Table 3.3 has it.
func negated(d decimal.NullDecimal) string {
	d.Decimal = d.Decimal.Neg()
	return figureOrNone(d)
}

// valueOf is the exact value of a figure, to 12 digits where it is a quotient.
func valueOf(f *engine.UncertainFigure) string {
	v, err := expr.Decimal(f.Tree)
	if err != nil {
		return ""
	}
	if f.Kind == engine.LevelFigure {
		return v.String()
	}
	return figure(v)
}

var contributionColumns = []string{"region", "base_year", "year", "figure", "kind", "rank", "variables", "title_zh", "title_en", "first_order_share", "first_index", "first_index_se",
	"total_index", "total_index_se", "interval_gain_pct", "interval_gain_halved_pct", "low", "high", "spread_zh", "spread_en"}

// ContributionRecords is contributions.csv: what each variable contributes to the variance of the totals.
func ContributionRecords(u *engine.Uncertainty) Records {
	out := Records{Columns: contributionColumns}
	for _, ranking := range u.Rankings {
		for i, line := range ranking.Lines {
			head := []string{u.Inventory.Region, yearOrNone(u.Base), yearOrNone(u.Year), ranking.Figure.ID, ranking.Figure.Kind, strconv.Itoa(i + 1)}
			out.Rows = append(out.Rows, contributionRecord(head, line, variableTitle(u, line.Variables[0]), spreadOf(u, line.Variables)))
		}
	}
	return out
}

func contributionRecord(row []string, line uncertainty.Ranked, title, spread inventory.Text) []string {
	row = append(row, strings.Join(line.Variables, "; "), title.ZH, title.EN)
	for _, d := range []decimal.NullDecimal{line.Linear, line.First, line.FirstSE, line.Total, line.TotalSE, line.Gain, line.GainHalf, line.Low, line.High} {
		row = append(row, figureOrNone(d))
	}
	return append(row, spread.ZH, spread.EN)
}

// spreadOf says in a word where the spread of the variables comes from: a judgement, the row, the factor row, a guideline's default.
func spreadOf(u *engine.Uncertainty, variables []string) (out inventory.Text) {
	var found []inventory.Text
	for _, v := range u.Variables {
		if !slices.Contains(variables, v.ID) {
			continue
		}
		for i := range v.Inputs {
			if kind := v.Inputs[i].Kind; !slices.Contains(found, kind) {
				found = append(found, kind)
			}
		}
	}
	for i, kind := range found {
		if i > 0 {
			out.ZH, out.EN = out.ZH+"、", out.EN+", "
		}
		out.ZH, out.EN = out.ZH+kind.ZH, out.EN+kind.EN
	}
	return out
}

// VariableRecords is variables.csv: every input of the analysis with its law, the fit and where its spread comes from; inputs that nothing
// states the spread of come last, without a law.
func VariableRecords(u *engine.Uncertainty) Records {
	out := Records{Columns: []string{"region", "variable", "side", "input", "title_zh", "title_en", "value", "unit", "law", "p2_5", "p97_5", "mean", "cut_off", "fit_zh", "fit_en", "origin_zh", "origin_en", "default", "source"}}
	for _, v := range u.Variables {
		for i := range v.Inputs {
			in := &v.Inputs[i]
			p, law := in.Parameter, in.Law.Figures()
			out.Rows = append(out.Rows, []string{u.Inventory.Region, v.ID, sideOf(v), p.Key(), p.Title.ZH, p.Title.EN, p.Amount.String(), p.In.String(), law.Family, figureOrNone(law.Low), figureOrNone(law.High),
				figureOrNone(law.Mean), cutOff(law.CutOff), law.How.ZH, law.How.EN, in.Origin.ZH, in.Origin.EN, flag(in.Default), p.Origin.String()})
		}
	}
	for _, b := range u.Bare {
		p := b.Parameter
		row := []string{u.Inventory.Region, p.Variable.ID, "", p.Key(), p.Title.ZH, p.Title.EN, p.Amount.String(), p.In.String(), "fixed"}
		row = append(row, make([]string, 6)...)
		out.Rows = append(out.Rows, append(row, noSpread.ZH, noSpread.EN, flag(false), p.Origin.String()))
	}
	return out
}

// cutOff writes the probability that was cut off; below 1e-12 it is none.
func cutOff(part decimal.NullDecimal) string {
	if part.Valid && part.Decimal.LessThan(decimal.New(1, -12)) {
		return "0"
	}
	return figureOrNone(part)
}

var noSpread = inventory.Text{ZH: "没有不确定度，按定值处理", EN: "no uncertainty is known: held fixed"}

func sideOf(v *engine.UncertainVariable) string {
	if v.Activity {
		return inventory.OfActivity
	}
	return inventory.OfFactor
}

// variableTitle names a variable for people: what it is, and of what.
func variableTitle(u *engine.Uncertainty, id string) inventory.Text {
	for _, v := range u.Variables {
		if v.ID != id {
			continue
		}
		p := v.Inputs[0].Parameter
		category := ""
		if c := v.Inputs[0].Category; c != nil {
			category = c.Code
		}
		return inventory.Text{ZH: inWords(category, p.Title.ZH, p.Item, years(v)), EN: inWords(category, p.Title.EN, itemEN(u, p.Item), years(v))}
	}
	return inventory.Text{ZH: id, EN: id}
}

// itemEN are the items of a list in English, where they have a name in it.
func itemEN(u *engine.Uncertainty, list string) string {
	names := inventory.SplitList(list)
	for i, name := range names {
		if item, ok := u.Inventory.Vocabulary.Items.Lookup(name); ok && item.EN != "" {
			names[i] = item.EN
		}
	}
	return strings.Join(names, ", ")
}

// inputTitle names an input for people.
func inputTitle(u *engine.Uncertainty, p *inventory.Parameter) inventory.Text {
	return inventory.Text{ZH: inWords("", p.Title.ZH, p.Item, p.Years), EN: inWords("", p.Title.EN, itemEN(u, p.Item), p.Years)}
}

// years is the year of an activity; a factor's is not told.
func years(v *engine.UncertainVariable) string {
	if !v.Activity {
		return ""
	}
	return v.Inputs[0].Parameter.Years
}

func inWords(category, title, item, years string) string {
	return strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s", category, title, item, years)), " ")
}

// ChanceRecords is chances.csv: the probability that each target is met, or that the year is on the path to it.
func ChanceRecords(u *engine.Uncertainty) Records {
	out := Records{Columns: []string{"region", "year", "target", "target_year", "asked", "on_path", "reached", "p2_5", "p97_5", "probability"}}
	for _, c := range u.Chances {
		s := c.Reached.Distribution.Spread()
		out.Rows = append(out.Rows, []string{u.Inventory.Region, strconv.Itoa(c.Year), c.Standing.Target.Indicator, strconv.Itoa(c.Standing.Target.TargetYear), figure(c.Goal), flag(c.OnPath),
			valueOf(&c.Reached), figureOrNone(s.Low), figureOrNone(s.High), c.Chance.String()})
	}
	return out
}

// WriteSamples writes the draws of the totals and their trends, a line a draw.
func WriteSamples(u *engine.Uncertainty) func(io.Writer) error {
	return func(to io.Writer) error {
		w := bufio.NewWriter(to)
		w.WriteString("draw")
		kept := u.Kept()
		for _, f := range kept {
			w.WriteString("," + f.ID + ":" + f.Kind)
		}
		w.WriteByte('\n')
		for i := range u.Simulated.Draws {
			w.WriteString(strconv.Itoa(i + 1))
			for k := range kept {
				w.WriteByte(',')
				w.WriteString(u.Simulated.Sample(k, i))
			}
			w.WriteByte('\n')
		}
		return w.Flush()
	}
}

// UncertainFiles are the files of an analysis, with the draws where they are asked for.
func UncertainFiles(u *engine.Uncertainty, samples bool) map[string]workspace.Writer {
	out := map[string]workspace.Writer{"uncertainty.csv": UncertainRecords(u).WriteCSV, "contributions.csv": ContributionRecords(u).WriteCSV,
		"variables.csv": VariableRecords(u).WriteCSV, "chances.csv": ChanceRecords(u).WriteCSV}
	if samples {
		out["samples.csv"] = WriteSamples(u)
	}
	return out
}
