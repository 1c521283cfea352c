package main

import (
	"github.com/spf13/cobra"

	"ghg/inventory/report"
)

func (p *program) factorsCheck(dir *string) *cobra.Command {
	return &cobra.Command{Use: "check", Short: "检查因子表 · check the registry", Args: takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			_, table, problems, err := p.registry(*dir)
			if err != nil {
				return err
			}
			report.Standing(p.out, table.Rows(), p.lang)
			report.Problems(p.out, problems, p.lang)
			if problems.Failed() {
				return failure{exitFailed, nil}
			}
			return nil
		}}
}
