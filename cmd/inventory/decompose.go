package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ghg/inventory/engine"
	"ghg/inventory/report"
)

func (p *program) decompose() *cobra.Command {
	var of, file string
	cmd := &cobra.Command{
		Use:   "decompose [DIR] [--of co2|industry|intensity] | --table FILE",
		Short: "变化的因素分解（LMDI）· what a change is due to (LMDI)",
		Long: "把两年之间的变化分给各因素（LMDI-I，无余项），逐年、逐年累计、首末年，加法和乘法。\n" +
			"--of：co2 全区化石燃料燃烧 CO2，industry 工业分行业，intensity 单位地区生产总值 CO2；" +
			"--table：自备的表（年份、项，其余各列为因素）。\n" +
			"Divides the change between two years among its factors (LMDI-I, no residual): year by year, chained and directly, additive and " +
			"multiplicative.\n--of: co2 of fuel burned in the district, industry by branch, intensity = CO2 per GDP; " +
			"--table: a table of one's own (year, subcategory; every other column is a factor).",
		Args: takes(0, 1, "[DIR]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch ready, err := tableAlone(cmd, args, "of", "as-of"); {
			case err != nil:
				return err
			case ready:
				return p.decomposeTable(file)
			case !slices.Contains(engine.Decomposable, of):
				return usage("--of %[1]q 不可用；可用：%[2]s", "--of %[1]q is not known; one of: %[2]s", of, strings.Join(engine.Decomposable, ", "))
			}
			return p.decomposeWorkspace(args, of)
		},
	}
	p.span(cmd)
	p.asOfFlag(cmd)
	flags := cmd.Flags()
	flags.StringVar(&of, "of", engine.Decomposable[0], strings.Join(engine.Decomposable, ", "))
	flags.StringVar(&file, "table", "", "CSV or XLSX: year,subcategory, a column for each factor")
	flags.StringVar(&p.outDir, "out", "", "folder to write decomposition.csv to")
	return cmd
}

// decomposeTable decomposes a table that needs no workspace.
func (p *program) decomposeTable(file string) error {
	f, err := p.openTable(file, "decomposition.csv")
	if err != nil {
		return err
	}
	defer f.Close()
	d, years, problems := engine.DecomposeTable(file, f, p.from, p.to)
	p.remark(problems.Sorted())
	switch {
	case problems.Failed():
		return failure{exitFailed, nil}
	case d == nil:
		return p.tooFewYears(years)
	}
	return p.printDecomposition("", d)
}

// tooFewYears says that there are no two years to compare, or not those asked for.
func (p *program) tooFewYears(years []int) error {
	asked := ""
	for _, year := range []int{p.from, p.to} {
		if year != 0 && !slices.Contains(years, year) {
			asked += fmt.Sprintf(" %d", year)
		}
	}
	if asked != "" {
		return usage("没有%[1]s 年：有 %[2]v", "there is no%[1]s: the years are %[2]v", asked, years)
	}
	return usage("变化至少要两年：有 %[1]v", "a change needs two years at least: there are %[1]v", years)
}

// decomposeWorkspace decomposes a figure of the inventory.
func (p *program) decomposeWorkspace(args []string, of string) error {
	if p.outDir != "" {
		if err := writable(p.outDir, folder(args)); err != nil {
			return err
		}
	}
	_, ws, result, err := p.compiled(args, p.chosen, p.counted)
	if err != nil {
		return err
	}
	years := result.Inventory.Years
	if len(years) < 2 || p.from != 0 && years[0] != p.from || p.to != 0 && years[len(years)-1] != p.to {
		return p.tooFewYears(ws.Config.Years)
	}
	d, problems := engine.Decompose(ws, result, of)
	p.remark(problems.Sorted())
	if problems.Failed() {
		return failure{exitFailed, nil}
	}
	return p.printDecomposition(result.Inventory.Region, d)
}

// printDecomposition prints the decomposition, and writes decomposition.csv where a folder is named.
func (p *program) printDecomposition(region string, d *engine.Decomposed) error {
	return p.publish("decomposition.csv", report.DecompositionRecords(region, d), func() { report.Decomposition(p.out, d, p.lang) })
}
