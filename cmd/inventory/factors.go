package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/spelling"
	"ghg/inventory/workspace"
)

// filter is what the flags of factors list ask for; empty asks for everything.
type filter struct{ set, parameter, gas, category, item, region, status string }

func (f *filter) keeps(voc *inventory.Vocabulary, r *factors.Row) bool {
	item := f.item
	if known, ok := voc.Items.Lookup(item); ok {
		item = known.Name
	}
	return (f.set == "" || r.Set == f.set) && (f.parameter == "" || r.Parameter == f.parameter) && (f.gas == "" || strings.EqualFold(r.Gas, f.gas)) &&
		(f.category == "" || slices.Contains(inventory.SplitList(r.Category), f.category)) && (item == "" || r.Item == item) &&
		(f.region == "" || strings.EqualFold(r.Region, f.region)) && (f.status == "" || r.Status.String() == f.status)
}

func (p *program) factors() *cobra.Command {
	var dir string
	cmd := verbs(&cobra.Command{Use: "factors", Short: "因子表 · the registry of factors"}, "list | show KEY | check")
	cmd.PersistentFlags().StringVar(&dir, "workspace", "", "add the factors of this workspace")
	cmd.AddCommand(p.factorsList(&dir), p.factorsShow(&dir), p.factorsCheck(&dir))
	return cmd
}

// registry loads the shipped factors, with those of the workspace if one is named.
func (p *program) registry(dir string) (*engine.Engine, *factors.Table, inventory.Problems, error) {
	e, err := p.shipped()
	if err != nil {
		return nil, nil, nil, err
	}
	var ws *workspace.Workspace
	var problems inventory.Problems
	if dir != "" {
		if ws, problems, err = workspace.Load(dir, e.Vocabulary); err != nil {
			return nil, nil, nil, failure{exitUsage, err}
		}
	}
	table, found := e.Factors(ws)
	return e, table, append(problems, found...).Sorted(), nil
}

func (p *program) factorsList(dir *string) *cobra.Command {
	var f filter
	cmd := &cobra.Command{Use: "list", Short: "列出因子行 · list factor rows", Args: takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			if err := p.allow("table", "csv"); err != nil {
				return err
			}
			e, table, problems, err := p.registry(*dir)
			if err != nil {
				return err
			}
			p.say(problems)
			var rows []*factors.Row
			for _, r := range table.Rows() {
				if f.keeps(e.Vocabulary, r) {
					rows = append(rows, r)
				}
			}
			if p.format == "csv" {
				_, err = p.out.Write(report.FactorsCSV(rows))
				return err
			}
			report.Factors(p.out, rows, p.lang)
			return nil
		}}
	flags := cmd.Flags()
	for _, flag := range []struct {
		to          *string
		name, usage string
	}{{&f.set, "set", "factor set"}, {&f.parameter, "parameter", "parameter: ncv, ef, …"}, {&f.gas, "gas", "gas"}, {&f.category, "category", "category code"},
		{&f.item, "item", "item or alias"}, {&f.region, "region", "region"}, {&f.status, "status", "printed | quoted | unconfirmed | local"}} {
		flags.StringVar(flag.to, flag.name, "", flag.usage)
	}
	return cmd
}

func (p *program) factorsShow(dir *string) *cobra.Command {
	return &cobra.Command{Use: "show KEY", Short: "一行因子的全部内容 · everything about one row", Args: takes(1, 1, "KEY"),
		RunE: func(_ *cobra.Command, args []string) error {
			_, table, problems, err := p.registry(*dir)
			if err != nil {
				return err
			}
			p.say(problems)
			var keys []string
			for _, r := range table.Rows() {
				if r.Key() == args[0] {
					report.Factor(p.out, r, p.lang)
					return nil
				}
				keys = append(keys, r.Key())
			}
			return unknown("因子行", "factor row", args[0], spelling.Nearest(args[0], keys))
		}}
}

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
