package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

func (p *program) compile() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compile [DIR]",
		Short: "编制清单，写入 out/ · compile the inventory into out/",
		Args:  takes(0, 1, "[DIR]"),
		RunE: func(_ *cobra.Command, args []string) error {
			if p.outDir != "" {
				if err := writable(p.outDir, folder(args)); err != nil {
					return err
				}
			}
			dir := p.outDir
			if dir == "" {
				dir = filepath.Join(folder(args), "out")
			}
			p.endKilled(dir)
			ws, result, err := p.result(args)
			if err != nil {
				return err
			}
			files := report.Files(ws, result)
			if err := p.write(dir, files); err != nil {
				return err
			}
			switch p.format {
			case "csv":
				err = files["inventory.csv"](p.out)
			case "json":
				err = files["inventory.json"](p.out)
			default:
				report.Table(p.out, result.Inventory, p.lang)
				report.References(p.out, result.References, p.lang)
				report.FlowTables(p.out, result, p.lang)
				report.Accounts(p.out, result.Accounts, p.lang)
				report.Emitters(p.out, result.Emitters, result.Remainders, p.lang)
			}
			if !p.quiet {
				if answered := len(report.SuppressionRecords(result.Problems).Rows); answered > 0 {
					fmt.Fprintln(p.err, inventory.Text{ZH: fmt.Sprintf("%d 个已抑制的问题，列在 suppressions.csv", answered), EN: fmt.Sprintf("%d breaches of rules are suppressed: suppressions.csv lists them", answered)}.In(p.lang))
				}
				fmt.Fprintln(p.err, inventory.Text{ZH: "已写入 " + dir, EN: "written to " + dir}.In(p.lang))
			}
			return err
		},
	}
	p.years(cmd)
	p.asOfFlag(cmd)
	cmd.Flags().StringVar(&p.outDir, "out", "", "folder to write to (default: out/ in the workspace)")
	return cmd
}

// result compiles the workspace for the years asked for and prints what was said on the way.
func (p *program) result(args []string) (*workspace.Workspace, *engine.Result, error) {
	_, ws, result, err := p.compiled(args, p.chosen, func(problems inventory.Problems) { p.say(problems) })
	return ws, result, err
}

// counted tells of a compilation that only others rest on: its errors, and of the rest how many there are.
func (p *program) counted(problems inventory.Problems) {
	if problems.Failed() {
		p.say(problems)
		return
	}
	warnings := 0
	for _, problem := range problems {
		if problem.Severity == inventory.Warning && problem.Code != engine.CodeNotAsked {
			warnings++
		}
	}
	if warnings > 0 && !p.quiet {
		fmt.Fprintln(p.err, inventory.Text{ZH: fmt.Sprintf("清单有 %d 条警告：inventory check 列出", warnings), EN: fmt.Sprintf("the inventory has warnings (%d): see inventory check", warnings)}.In(p.lang))
	}
}

// compiled compiles the workspace for the years that are chosen of it, and has told what was said on the way.
func (p *program) compiled(args []string, chosen func(*workspace.Workspace) ([]int, error), tell func(inventory.Problems)) (*engine.Engine, *workspace.Workspace, *engine.Result, error) {
	e, ws, problems, err := p.open(args)
	if err != nil {
		return nil, nil, nil, err
	}
	if problems.Failed() {
		p.say(problems.Sorted())
		return nil, nil, nil, failure{exitFailed, nil}
	}
	years, err := chosen(ws)
	if err != nil {
		return nil, nil, nil, err
	}
	result := check.Whole(e, ws, years, problems)
	tell(result.Problems)
	if result.Inventory == nil {
		return nil, nil, nil, failure{exitFailed, nil}
	}
	p.results = results{ws, result.Inventory}
	return e, ws, result, nil
}
