package main

import (
	"errors"

	"github.com/spf13/cobra"

	"ghg/factors"
	"ghg/inventory/report"
)

func (p *program) factorsShow(dir *string) *cobra.Command {
	return &cobra.Command{Use: "show KEY", Short: "一行因子的全部内容 · everything about one row", Args: takes(1, 1, "KEY"),
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := p.registry(*dir)
			if err != nil {
				return err
			}
			p.remark(r.problems)
			row, err := rowOf(r.table, args[0])
			if err != nil {
				return err
			}
			err = p.emit(report.FactorRecords([]*factors.Row{row}), func() { report.Factor(p.out, row, p.lang) })
			return errors.Join(err, failedIf(r.problems))
		}}
}

// rowOf finds the row of a key.
func rowOf(table *factors.Table, key string) (*factors.Row, error) {
	row, ok := table.Row(key)
	if !ok {
		return nil, unknown("因子行", "factor row", key, table.NearestKey(key))
	}
	return row, nil
}
