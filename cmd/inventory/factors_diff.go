package main

import (
	"errors"

	"github.com/spf13/cobra"

	"ghg/factors"
	"ghg/inventory/report"
)

func (p *program) factorsDiff(dir *string) *cobra.Command {
	var f factors.Filter
	cmd := &cobra.Command{Use: "diff SET1 SET2", Short: "两个因子集的差别 · how two sets differ", Args: takes(2, 2, "SET1 SET2"),
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := p.registry(*dir)
			if err != nil {
				return err
			}
			p.remark(r.problems)
			var sides [2][]*factors.Row
			for i, set := range args {
				one := f
				one.Set = set
				if sides[i], err = selected(r.table, one); err != nil {
					return err
				}
			}
			diff := r.table.Compare(sides[0], sides[1])
			err = p.emit(report.FactorDiffRecords(diff), func() { report.FactorDiff(p.out, diff, args[0], args[1], p.lang) })
			return errors.Join(err, failedIf(r.problems))
		}}
	subjectFlags(cmd, &f)
	return cmd
}
