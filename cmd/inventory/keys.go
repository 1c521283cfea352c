package main

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
)

// keyFlags are the flags of key categories as given.
type keyFlags struct {
	table, threshold, threshold2, trend, level string
	base                                       int
}

func (p *program) keys() *cobra.Command {
	var given keyFlags
	cmd := &cobra.Command{
		Use:   "keys [DIR] | --table FILE",
		Short: "关键类别 · key categories",
		Long: "关键类别：水平和趋势评估，方法 1（L1、T1）和计入不确定度的方法 2（L2、T2），含土地与不含土地各一次。\n" +
			"--trend：2006 年指南的趋势式，或 2019 年修订版的。--level：指南的汇总层级（卷 1 表 4.1）、最细或类别树的层数。定性判断写在 records/qualitative.csv。\n" +
			"Key categories by level and trend, Approach 1 (L1, T1) and Approach 2, which counts their uncertainties (L2, T2), with and without land.\n" +
			"--trend: the trend assessment of the 2006 guidelines or that of the 2019 Refinement. --level: the guidelines' (V1 Table 4.1), the finest, or a depth of " +
			"the category tree. Qualitative criteria stand in records/qualitative.csv.",
		Args: takes(0, 1, "[DIR]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ready, err := tableAlone(cmd, args, "year", "base", "level", "as-of")
			if err != nil {
				return err
			}
			analysis, err := given.analysis()
			switch {
			case err != nil:
				return err
			case ready:
				return p.keysOfTable(given.table, analysis)
			}
			return p.keysOf(args, given, analysis)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&given.table, "table", "", estimatesColumns)
	flags.StringVar(&given.threshold, "threshold", "95", "per cent that the key categories of L1 and T1 make up")
	flags.StringVar(&given.threshold2, "threshold2", "90", "per cent that the key categories of L2 and T2 make up")
	flags.StringVar(&given.trend, "trend", "2006", "2006 | 2019")
	flags.StringVar(&given.level, "level", engine.GuideLevel, "level of the rows: guide (IPCC 2006 V1 Table 4.1) | finest | a depth of the category tree")
	flags.IntVar(&given.base, "base", 0, "year that trends count from (default: base_year of inventory.toml)")
	flags.IntVar(&p.year, "year", 0, "year of the inventory (default: the latest)")
	flags.StringVar(&p.outDir, "out", "", "folder to write keys.csv to")
	p.asOfFlag(cmd)
	return cmd
}

// analysis is how key categories are looked for.
func (k *keyFlags) analysis() (out uncertainty.KeyAnalysis, err error) {
	switch k.trend {
	case "2006":
		out.Trend = uncertainty.Trend2006
	case "2019":
		out.Trend = uncertainty.Trend2019
	default:
		return out, usage("--trend %[1]q 不是 2006 或 2019", "--trend %[1]q is neither 2006 nor 2019", k.trend)
	}
	if out.Threshold1, err = threshold("--threshold", k.threshold); err != nil {
		return out, err
	}
	out.Threshold2, err = threshold("--threshold2", k.threshold2)
	return out, err
}

// threshold reads a part of the sum, in per cent.
func threshold(flag, text string) (decimal.Decimal, error) {
	out, err := quantity.Parse(text)
	if err != nil || !out.IsPositive() || out.GreaterThan(decimal.NewFromInt(100)) {
		return out, usage("%[1]s %[2]q：应为大于 0、不超过 100 的百分数", "%[1]s %[2]q: per cent above 0 and up to 100 are wanted", flag, text)
	}
	return out, nil
}

// keysOfTable looks for the key categories of a ready table.
func (p *program) keysOfTable(file string, analysis uncertainty.KeyAnalysis) error {
	t, err := p.readEstimates(file, "keys.csv")
	if err != nil {
		return err
	}
	analysis.Rows = uncertainty.KeyRows(t.Rows)
	return p.printKeys(&report.Keys{Title: titleOf(file), Scopes: uncertainty.KeyScopes(analysis), Unassessed: t.Unassessed}, file)
}

// keysOf looks for the key categories of the inventory of a workspace.
func (p *program) keysOf(args []string, given keyFlags, analysis uncertainty.KeyAnalysis) error {
	if !engine.ParseLevel(given.level) {
		return usage("--level %[1]q：guide、finest 或类别树的层数（1 至 9）", "--level %[1]q: guide, finest or a depth of the category tree (1 to 9)", given.level)
	}
	if p.outDir != "" {
		if err := writable(p.outDir, folder(args)); err != nil {
			return err
		}
	}
	u, err := p.analysed(args, engine.UncertaintyOptions{Base: given.base, Draws: engine.NoDraws, Level: given.level, Workers: 1})
	if err != nil {
		return err
	}
	return p.printKeys(report.KeysOf(u, analysis), "records/judgements.csv")
}

// printKeys prints the key categories, and writes keys.csv where a folder is named. Uncertainties are stated in the file.
func (p *program) printKeys(k *report.Keys, file string) error {
	p.remark(k.Problems(file))
	return p.publish("keys.csv", k.Records(), func() { k.Page(p.out, p.lang) })
}

// baseAfter refuses a base year asked for that is after the year: 0 stands for the latest.
func baseAfter(base, year int, years []int) error {
	if year == 0 {
		year = slices.Max(years)
	}
	if base > year {
		return usage("--base %[1]d 晚于 %[2]d 年：趋势从较早的一年算起", "--base %[1]d is after %[2]d: trends count from an earlier year", base, year)
	}
	return nil
}
