package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
)

func (p *program) factorsImpact(dir *string) *cobra.Command {
	var at place
	cmd := &cobra.Command{
		Use:   "impact FILE --workspace DIR [--first | --last]",
		Short: "一张因子表放进工作区会改变什么，什么也不写 · what a factor table would change in the workspace, writing nothing",
		Long: "FILE 是本程序格式的因子表，按文件名代替 factors/ 中的同名表。\n" +
			"FILE is a factor table of this program's own form; it stands for the table of the same name under factors/.",
		Args: takes(1, 1, "FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			if *dir == "" {
				return usage("没有给出 --workspace", "not given: --workspace")
			}
			if err := at.check(); err != nil {
				return err
			}
			return p.impact(*dir, args[0], at)
		},
	}
	p.years(cmd)
	at.flags(cmd)
	return cmd
}

func (p *program) impact(dir, file string, at place) error {
	r, err := p.registry(dir)
	if err != nil {
		return err
	}
	years, err := p.chosen(r.workspace)
	if err != nil {
		return err
	}
	var problems inventory.Problems
	content, err := bytesOf(file, &problems)
	if err != nil {
		return err
	}
	trial := engine.Trial{File: "factors/" + filepath.Base(file), Content: content, First: at.first, Last: at.last}
	if set := r.engine.Vocabulary.OwnSet(trial.File); set != "" {
		trial.Set = set
	}
	impact, found := r.engine.Impact(r.workspace, r.faults(trial.File), trial, years)
	problems = append(problems, found...).Sorted()
	if problems.Failed() {
		p.remark(problems)
		return failure{exitFailed, nil}
	}
	p.remark(problems)
	switch p.format {
	case "csv":
		return report.ImpactRecords(impact).WriteCSV(p.out)
	case "json":
		return p.emitJSON(report.ImpactJSON(impact, problems))
	}
	report.Impact(p.out, impact, p.lang)
	return nil
}
