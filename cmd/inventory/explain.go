package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// levels is how deep explain opens a figure unless it is told.
const levels = 2

func (p *program) explain() *cobra.Command {
	var category, gas, item, figure string
	var depth int
	var o intensityOptions
	cmd := &cobra.Command{
		Use:   "explain [DIR] --category CODE [--gas GAS] [--year YEAR] [--item ITEM] | --figure total|total_without_land|reference|accounts|emitters|CODE",
		Short: "解释任何一个数，直到它的单元格 · explain any figure down to its cells",
		Long: "解释一个类别的各行（--category），或一个合计（--figure：total、total_without_land，或类别码；" +
			"合计默认为 CO2e，加 --gas 看单一气体的质量），或强度和下降率（--figure intensity:energy_co2/gdp，同样 decline:、cumulative:、chained:、numerator:、output:；考核核算 assessment:intensity、annual、cumulative、recomputed、one_factor；target:指标名、energy:、stated:、projection:强度）。" +
			"\nExplains the lines of a category (--category), or a total (--figure: total, total_without_land or a category code; " +
			"in CO2e, or the mass of one gas with --gas), or an intensity and its decline (--figure intensity:energy_co2/gdp, likewise decline:, cumulative:, chained:, numerator:, output:; of the official account assessment:intensity, annual, cumulative, recomputed, one_factor; target:INDICATOR, energy:, stated:, projection:INTENSITY).",
		Args:        takes(0, 1, "[DIR]"),
		Annotations: map[string]string{writesMarkdown: "yes"},
		RunE: func(_ *cobra.Command, args []string) error {
			if (category == "") == (figure == "") {
				return usage("请给出 --category 或 --figure 之一", "give --category or --figure")
			}
			if depth < 0 {
				return usage("--depth %[1]d 应不小于 0", "--depth %[1]d is below 0", depth)
			}
			if ofIntensity(figure) {
				return p.explainIntensity(args, figure, o, depth)
			}
			whole := figure == "reference" || figure == "accounts" || figure == "emitters" // tables of their own
			if whole && p.format == "md" {
				return p.allow("table", "csv", "json")
			}
			_, result, err := p.result(args)
			if err != nil {
				return err
			}
			x := p.explainer(result.Inventory, depth)
			switch figure {
			case "":
				err = p.explainLines(x, category, gas, item, depth)
			case "reference":
				return p.explainReference(x, result.References)
			case "accounts":
				return p.explainAccounts(x, result.Accounts)
			case "emitters":
				return p.explainEmitters(x, result)
			default:
				err = p.explainTotals(x, figure, gas, depth)
			}
			return p.laidOut(x, err)
		},
	}
	p.years(cmd)
	p.asOfFlag(cmd)
	o.flags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&category, "category", "", "category code or heading: 1.A.2.f")
	flags.StringVar(&figure, "figure", "", "total, total_without_land, reference, accounts, emitters, a category code, or intensity:ID, decline:ID, cumulative:ID, assessment:FIGURE, target:INDICATOR, energy:, stated:, projection:ID")
	flags.StringVar(&gas, "gas", "", "gas: CO2")
	flags.StringVar(&item, "item", "", "item: 原煤")
	flags.IntVar(&depth, "depth", levels, "levels to open, what is folded is told with its sum; beyond the default a recurrence is listed year by year")
	return cmd
}

// explainer explains figures in the form of --format: on the terminal, in colour where it shows any; as Markdown; as rows of a sheet.
func (p *program) explainer(inv *inventory.Inventory, depth int) *report.Explainer {
	x := &report.Explainer{Inventory: inv, Lang: p.lang, Whole: depth > levels, Markdown: p.format == "md"}
	switch p.format {
	case "table":
		x.Tint = tint(p.out, os.Getenv)
	case "csv":
		x.Sheet = &report.Records{Columns: report.SheetColumns}
	}
	return x
}

// laidOut writes the rows of a sheet, once all figures are explained.
func (p *program) laidOut(x *report.Explainer, err error) error {
	if err != nil || x.Sheet == nil {
		return err
	}
	return x.Sheet.WriteCSV(p.out)
}

// between prints the blank line between figures that are printed.
func (p *program) between(n int, x *report.Explainer) {
	if n > 0 && x.Sheet == nil {
		fmt.Fprintln(p.out)
	}
}

// explainLines explains each line of the category; if the category has none of its own, its total, and of an item the lines below it.
func (p *program) explainLines(x *report.Explainer, category, gas, item string, depth int) error {
	voc := x.Inventory.Vocabulary
	c, err := categoryOf(voc, category)
	if err != nil {
		return err
	}
	if gas, err = gasOf(voc, gas); err != nil {
		return err
	}
	if item, err = itemOf(voc, item); err != nil {
		return err
	}
	var lines, below []*inventory.Estimate
	for _, e := range x.Inventory.Estimates {
		switch of := (gas == "" || e.Gas == gas) && (item == "" || isOf(e, item)); {
		case of && e.Row.Category == c:
			lines = append(lines, e)
		case of && item != "" && e.Row.Category.Within(c):
			below = append(below, e)
		}
	}
	if lines == nil {
		lines = below
	}
	switch {
	case lines == nil && item == "":
		return p.explainTotals(x, c.Code, gas, depth)
	case lines == nil:
		return usage("%[1]s 没有 %[2]s 的行", "%[1]s has no line of %[2]s", c.Code, strings.TrimSpace(item+" "+gas))
	case p.format == "json":
		return p.emitJSON(x.LinesJSON(lines))
	}
	for i, e := range lines {
		p.between(i, x)
		x.Estimate(p.out, e)
	}
	return nil
}

// isOf tells whether the line is of the item, or stands for a computed line that is.
func isOf(e *inventory.Estimate, item string) bool {
	return e.Row.ItemName() == item || slices.ContainsFunc(e.Superseded(), func(old *inventory.Estimate) bool { return old.Row.ItemName() == item })
}

// explainReference explains the reference approach of each year that has an energy balance.
func (p *program) explainReference(x *report.Explainer, references []*engine.Reference) error {
	switch {
	case references == nil:
		return usage("这些年份没有能源平衡表，没有参考方法", "there is no energy balance of these years, and so no reference approach")
	case p.format != "table":
		return p.emit(report.ReferenceRecords(x.Inventory.Region, references), nil)
	}
	for i, ref := range references {
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		x.Reference(p.out, ref)
	}
	return nil
}

// explainAccounts explains the accounts of energy.
func (p *program) explainAccounts(x *report.Explainer, accounts []*engine.Account) error {
	switch {
	case accounts == nil:
		return usage("indicators.csv 没有这些年份的能源核算指标（名称见 seeds/accounts.csv）", "indicators.csv has no figures of an account of energy of these years (seeds/accounts.csv names them)")
	case p.format != "table":
		return p.emit(report.AccountRecords(x.Inventory.Region, accounts), nil)
	}
	for i, a := range accounts {
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		x.Account(p.out, a)
	}
	return nil
}

// explainEmitters explains the key emitters.
func (p *program) explainEmitters(x *report.Explainer, result *engine.Result) error {
	switch {
	case result.Emitters == nil && result.Remainders == nil:
		return usage("这些年份没有设施：estimates/ 没有核查数，activity/ 没有写设施的行", "there is no facility in these years: no verified figure in estimates/, no row with a facility in activity/")
	case p.format != "table":
		return p.emit(report.EmitterRecords(x.Inventory.Region, result.Emitters), nil)
	}
	x.Emitters(p.out, result.Emitters, result.Remainders)
	return nil
}

// explainTotals explains a total of each year, in every boundary that has one.
func (p *program) explainTotals(x *report.Explainer, figure, gas string, depth int) error {
	scope := figure
	if figure != inventory.ScopeTotal && figure != inventory.ScopeWithoutLand {
		c, ok := x.Inventory.Vocabulary.Categories.Lookup(figure)
		if !ok {
			return usage("没有 --figure %[1]q：可用 total、total_without_land、reference、accounts、emitters 或类别码", "no --figure %[1]q: total, total_without_land, reference, accounts, emitters, or a category code", figure)
		}
		scope = c.Code
	}
	if gas == "" || strings.EqualFold(gas, "CO2e") {
		gas = inventory.AllGases
	} else if known, err := gasOf(x.Inventory.Vocabulary, gas); err != nil {
		return err
	} else {
		gas = known
	}
	var totals []*inventory.Total
	for _, f := range x.Inventory.Figures() {
		if f.Scope == scope && f.Gas == gas {
			totals = append(totals, x.Inventory.Total(f))
		}
	}
	switch {
	case totals == nil:
		return usage("清单中没有 %[1]s 的 %[2]s", "the inventory has no %[2]s of %[1]s", figure, gas)
	case p.format == "json":
		return p.emitJSON(x.TotalsJSON(totals, depth))
	}
	for i, t := range totals {
		p.between(i, x)
		if err := x.Total(p.out, t, depth); err != nil {
			return err
		}
	}
	return nil
}
