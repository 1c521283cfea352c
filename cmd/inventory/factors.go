package main

import (
	"slices"

	"github.com/spf13/cobra"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

func (p *program) factors() *cobra.Command {
	var dir string
	cmd := verbs(&cobra.Command{Use: "factors", Short: "因子表 · the registry of factors"}, "list | show KEY | diff SET1 SET2 | import FILE | impact FILE | confirm KEY | check")
	cmd.PersistentFlags().StringVar(&dir, "workspace", "", "add the factors of this workspace")
	p.asOfFlag(cmd)
	cmd.AddCommand(p.factorsList(&dir), p.factorsShow(&dir), p.factorsDiff(&dir), p.factorsImport(&dir), p.factorsImpact(&dir), p.factorsConfirm(&dir), p.factorsCheck(&dir))
	return cmd
}

// registry is the shipped factors, with those of the workspace if one is named.
type registry struct {
	engine    *engine.Engine
	workspace *workspace.Workspace // nil for none
	table     *factors.Table
	problems  inventory.Problems
}

// registry loads the factors.
func (p *program) registry(dir string) (*registry, error) {
	e, err := tables()
	if err != nil {
		return nil, failure{exitFailed, err}
	}
	out := &registry{engine: e}
	if dir != "" {
		if out.workspace, out.problems, err = workspace.Load(dir, e.Vocabulary, nil); err != nil {
			return nil, noWorkspace(dir, err)
		}
		out.workspace.AsOf = p.asOf
	}
	p.speak(out.workspace)
	of := out.workspace
	if of == nil {
		of = &workspace.Workspace{AsOf: p.asOf}
	}
	table, found := e.Factors(of)
	out.table, out.problems = table, append(out.problems, found...).Sorted()
	return out, nil
}

// faults counts the errors of the workspace but those of a table that is about to be replaced.
func (r *registry) faults(replaced string) int {
	return engine.Errors(slices.DeleteFunc(slices.Clone(r.problems), func(p inventory.Problem) bool { return p.Source.File == replaced }))
}
