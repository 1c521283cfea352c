package main

import (
	"os"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/spelling"
)

func (p *program) methods() *cobra.Command {
	cmd := verbs(&cobra.Command{Use: "method", Short: "方法 · the methods"}, "list | show ID | run ID --inputs FILE")
	cmd.AddCommand(p.methodList(), p.methodShow(), p.methodRun())
	return cmd
}

// shipped loads the engine for a verb that needs no workspace.
func (p *program) shipped() (*engine.Engine, error) {
	p.speak(nil)
	e, err := tables()
	if err != nil {
		return nil, failure{exitFailed, err}
	}
	return e, nil
}

func (p *program) methodList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "列出全部方法 · list every method (csv: id,category,gas,tier,formula,source,guides)", Args: takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			e, err := p.shipped()
			if err != nil {
				return err
			}
			return p.emit(report.MethodRecords(e), func() { report.Methods(p.out, e, p.lang) })
		}}
}

func (p *program) methodOf(id string) (*engine.Engine, *inventory.Method, error) {
	e, err := p.shipped()
	if err != nil {
		return nil, nil, err
	}
	m, ok := e.Method(id)
	if !ok {
		var ids []string
		for _, m := range e.Methods {
			ids = append(ids, m.ID)
		}
		return nil, nil, unknown("方法", "method", id, spelling.Nearest(id, ids))
	}
	return e, m, nil
}

func (p *program) methodShow() *cobra.Command {
	return &cobra.Command{Use: "show ID", Short: "公式、参数、单位、出处 · formula, inputs, units, source", Args: takes(1, 1, "ID"),
		RunE: func(_ *cobra.Command, args []string) error {
			e, m, err := p.methodOf(args[0])
			if err != nil {
				return err
			}
			if p.format == "json" {
				return p.emitJSON(report.MethodJSON(e, m))
			}
			return p.emit(report.InputRecords(m), func() { report.Method(p.out, m, engine.Symbolic(m), e.Guides(m), p.lang) })
		}}
}

func (p *program) methodRun() *cobra.Command {
	var inputs string
	cmd := &cobra.Command{Use: "run ID --inputs FILE", Short: "用给定的数计算一个方法 · run one method on given inputs (name,year,item,value,unit,low,high)", Args: takes(1, 1, "ID"),
		RunE: func(_ *cobra.Command, args []string) error {
			_, m, err := p.methodOf(args[0])
			if err != nil {
				return err
			}
			if inputs == "" {
				return usage("没有给出 --inputs FILE", "--inputs FILE is missing")
			}
			f, err := os.Open(inputs)
			if err != nil {
				return usage("打不开 --inputs %[1]s：%[2]v", "--inputs %[1]s cannot be opened: %[2]v", inputs, cause(err))
			}
			defer f.Close()
			runs, problems := engine.RunMethod(m, inputs, f)
			p.say(problems.Sorted())
			if problems.Failed() {
				return failure{exitFailed, nil}
			}
			records, err := report.MethodRunRecords(m, runs)
			if err != nil {
				return failure{exitFailed, err}
			}
			return p.emit(records, func() { report.MethodRuns(p.out, records, p.lang) })
		}}
	cmd.Flags().StringVar(&inputs, "inputs", "", "CSV: name,year,item,value,unit,low,high")
	return cmd
}
