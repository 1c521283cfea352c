package main

import (
	"errors"

	"github.com/spf13/cobra"

	"ghg/factors"
	"ghg/inventory/report"
)

func (p *program) factorsList(dir *string) *cobra.Command {
	var f factors.Filter
	cmd := &cobra.Command{Use: "list", Short: "列出因子行 · list factor rows", Args: takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			r, err := p.registry(*dir)
			if err != nil {
				return err
			}
			p.remark(r.problems)
			rows, err := selected(r.table, f)
			if err != nil {
				return err
			}
			err = p.emit(report.FactorRecords(rows), func() { report.Factors(p.out, rows, p.lang) })
			return errors.Join(err, failedIf(r.problems))
		}}
	flags := cmd.Flags()
	flags.StringVar(&f.Set, "set", "", "factor set")
	flags.StringVar(&f.Region, "region", "", "region: Chongqing, 重庆")
	flags.StringVar(&f.Status, "status", "", "printed | quoted | unconfirmed | local")
	flags.StringVar(&f.Climate, "climate", "", "climate")
	flags.StringVar(&f.Technology, "technology", "", "technology")
	flags.StringVar(&f.Gas, "gas", "", "gas, by name or formula, or C for carbon")
	flags.StringVar(&f.Text, "text", "", "part of the key or of the citation")
	subjectFlags(cmd, &f)
	return cmd
}

// subjectFlags are the filters that list and diff share.
func subjectFlags(cmd *cobra.Command, f *factors.Filter) {
	flags := cmd.Flags()
	flags.StringVar(&f.Parameter, "parameter", "", "parameter: ncv, ef, …")
	flags.StringVar(&f.Category, "category", "", "category with all below it, by code or heading: 1.A.2, 1A2")
	flags.StringVar(&f.Item, "item", "", "item or alias")
}

// selected lists the rows that a filter asks for; a word that is not known is wrong usage.
func selected(table *factors.Table, f factors.Filter) ([]*factors.Row, error) {
	rows, err := table.Select(f)
	var word *factors.UnknownWord
	if errors.As(err, &word) {
		return nil, unknown(word.What.ZH, word.What.EN, word.Written, word.Nearest)
	}
	return rows, err
}
