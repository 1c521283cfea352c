package main

import (
	"github.com/spf13/cobra"

	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
)

func (p *program) uncertainty() *cobra.Command {
	var file string
	var draws int
	cmd := &cobra.Command{
		Use:   "uncertainty --table FILE",
		Short: "不确定度：误差传递（方法 1） · uncertainty by propagation of errors (Approach 1)",
		Long: "排放量及其变化趋势的不确定度：误差传递（IPCC 方法 1，2019 年修订版卷 1 表 3.2），含土地与不含土地各一次。\n" +
			"--table：自备的估算表，列见下。u_ad_pct、u_ef_pct 是 95 % 区间的一半，占数值的百分比；上下不等的写 low_pct 和 high_pct。\n" +
			"The uncertainty of the total and of its trend by propagation of errors (IPCC Approach 1, 2019 Refinement V1 Table 3.2), with and " +
			"without land.\n--table: a ready table of estimates; u_ad_pct and u_ef_pct are half the 95 % interval in per cent of the figure, low_pct " +
			"and high_pct the ends of one with unequal sides.",
		Args: takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case !cmd.Flags().Changed("table"):
				return usage("目前只能用 --table FILE", "for the present only --table FILE is known")
			case draws != 0:
				return usage("--draws %[1]d：目前只有方法 1，即 --draws 0", "--draws %[1]d: for the present there is Approach 1 only, which is --draws 0", draws)
			}
			return p.uncertaintyOfTable(file)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&file, "table", "", estimatesColumns)
	flags.IntVar(&draws, "draws", 0, "0 = Approach 1 only")
	flags.StringVar(&p.outDir, "out", "", "folder to write uncertainty.csv to")
	return cmd
}

// estimatesColumns are the columns of a table of estimates, for the help.
const estimatesColumns = "CSV or XLSX: category,item,gas,e_base,e_t,u_ad_pct,u_ef_pct,ad_correlated,ef_correlated,low_pct,high_pct,land"

// uncertaintyOfTable propagates the uncertainties of a ready table.
func (p *program) uncertaintyOfTable(file string) error {
	t, err := p.readEstimates(file)
	if err != nil {
		return err
	}
	if err := p.refused(t.Unstated()); err != nil {
		return err
	}
	return p.printUncertainty(&report.Uncertainty{Title: titleOf(file), Scopes: uncertainty.Approach1Scopes(t.Rows)})
}

// printUncertainty prints the table, and writes uncertainty.csv where a folder is named.
func (p *program) printUncertainty(u *report.Uncertainty) error {
	return p.publish("uncertainty.csv", u.Records(), func() { u.Page(p.out, p.lang) })
}
