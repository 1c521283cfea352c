package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/spelling"
)

func (p *program) factorsCheck(dir *string) *cobra.Command {
	var guide string
	cmd := &cobra.Command{Use: "check", Short: "检查因子表，并查每个方法能否找到因子 · check the registry, and that each method finds its factors", Args: takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			r, err := p.registry(*dir)
			if err != nil {
				return err
			}
			if err := knownGuide(r.engine, guide); err != nil {
				return err
			}
			offers, err := r.engine.Coverage(r.table, r.workspace, guide)
			if err != nil {
				return err
			}
			problems := append(r.problems, engine.CheckOffers(offers)...)
			switch p.format {
			case "csv":
				p.remark(problems)
				err = report.CoverageRecords(offers).WriteCSV(p.out)
			case "json":
				err = p.emitJSON(report.CoverageJSON(offers, problems))
			default:
				report.Standing(p.out, r.table.Rows(), p.lang)
				fmt.Fprintln(p.out)
				report.Coverage(p.out, offers, p.lang)
				fmt.Fprintln(p.out)
				report.Problems(p.out, problems, p.lang, painter(p.out, os.Getenv))
			}
			return errors.Join(err, failedIf(problems))
		}}
	cmd.Flags().StringVar(&guide, "guide", "", "only this guide: CN-PROV-2011, CN-PROV-2025, IPCC-2006, IPCC-2019")
	return cmd
}

// knownGuide refuses a guide that is not known; none is all of them.
func knownGuide(e *engine.Engine, written string) error {
	var names []string
	for name := range e.Vocabulary.Guides {
		names = append(names, name)
	}
	if written == "" || e.Vocabulary.Guides[written] != nil {
		return nil
	}
	return unknown("指南", "guide", written, spelling.Nearest(written, names))
}
