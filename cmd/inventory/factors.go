package main

import (
	"github.com/spf13/cobra"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

func (p *program) factors() *cobra.Command {
	var dir string
	cmd := verbs(&cobra.Command{Use: "factors", Short: "因子表 · the registry of factors"}, "list | show KEY | diff SET1 SET2 | check")
	cmd.PersistentFlags().StringVar(&dir, "workspace", "", "add the factors of this workspace")
	cmd.AddCommand(p.factorsList(&dir), p.factorsShow(&dir), p.factorsDiff(&dir), p.factorsCheck(&dir))
	return cmd
}

// registry loads the shipped factors, with those of the workspace if one is named.
func (p *program) registry(dir string) (*engine.Engine, *factors.Table, inventory.Problems, error) {
	e, err := engine.New()
	if err != nil {
		return nil, nil, nil, failure{exitFailed, err}
	}
	var ws *workspace.Workspace
	var problems inventory.Problems
	if dir != "" {
		if ws, problems, err = workspace.Load(dir, e.Vocabulary); err != nil {
			return nil, nil, nil, failure{exitUsage, err}
		}
	}
	p.speak(ws)
	table, found := e.Factors(ws)
	return e, table, append(problems, found...).Sorted(), nil
}
