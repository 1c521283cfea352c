package main

import (
	"errors"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// heard is what is told of the problems that reading and computing found: as grave as they are before sealing with --final,
// and with --only those that stop a run.
func (c *checking) heard(problems inventory.Problems) inventory.Problems {
	if c.final {
		problems = engine.Final(problems)
	}
	if len(c.only) == 0 {
		return problems
	}
	return slices.DeleteFunc(slices.Clone(problems), func(p inventory.Problem) bool { return p.Severity < inventory.Error })
}

// checking is one call of check.
type checking struct {
	*program
	final, rules, summary bool
	only                  []string
}

// check reads everything and holds it against the rules. As a table it prints the problems and then the summary by
// category; csv and json are the list of problems alone, or with --summary the summary alone, whole, so that each is one
// table.
func (p *program) check() *cobra.Command {
	c := &checking{program: p}
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "读入全部数据并检查，不改任何文件 · read and check everything, change nothing",
		Args:  takes(0, 1, "[DIR]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if c.rules {
				p.speak(nil)
				return p.emit(report.RuleRecords(), func() { report.RuleTable(p.out, p.lang) })
			}
			if err := c.known(cmd.Flags().Changed("only")); err != nil {
				return err
			}
			return c.run(args)
		},
	}
	p.asOfFlag(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&c.final, "final", false, "as before sealing: a category nobody mentioned is an ERROR")
	flags.BoolVar(&c.rules, "rules", false, "list the rules, with their severities and what they look at; needs no workspace")
	flags.StringSliceVar(&c.only, "only", nil, "hold the data against these rules only: ID[,ID…]")
	flags.BoolVar(&c.summary, "summary", false, "only the summary by category: what to look at first")
	return cmd
}

// known refuses a rule that there is none of.
func (c *checking) known(given bool) error {
	if given && len(c.only) == 0 {
		return usage("--only 之后没有规则", "--only names no rule")
	}
	for _, id := range c.only {
		if _, ok := check.Named(id); !ok {
			return unknown("规则", "rule", id, check.Nearest(id))
		}
	}
	return nil
}

func (c *checking) run(args []string) error {
	p := c.program
	e, ws, problems, err := p.open(args)
	if err != nil {
		return err
	}
	result := check.Compiled{Result: &engine.Result{}}
	if problems = c.heard(problems); !problems.Failed() {
		result = check.Compile(e, ws, nil, c.heard, c.only...)
		problems = append(problems, result.Problems...)
		problems = append(problems, c.heard(e.StatisticFaults(ws))...)
	}
	if ws != nil {
		check.Locate(ws, result.Result, problems)
	}
	problems = problems.Sorted()
	standings := check.Summarise(result.Figures, e.Vocabulary, problems)
	if c.summary {
		err = p.emit(report.SummaryRecords(standings), func() { report.SummaryTable(p.out, standings, p.lang) })
	} else {
		err = p.emit(report.ProblemRecords(problems), func() {
			report.Problems(p.out, problems, p.lang, painter(p.out, os.Getenv))
			report.SummaryTable(p.out, standings, p.lang)
		})
	}
	return errors.Join(err, failedIf(problems))
}
