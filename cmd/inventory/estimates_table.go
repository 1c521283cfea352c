package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// openTable opens the file of --table, which needs no workspace and which no result is to take the place of.
func (p *program) openTable(file string, results ...string) (*os.File, error) {
	p.speak(nil)
	if err := p.besides(file, results...); err != nil {
		return nil, err
	}
	stat, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("打不开 --table %[1]s：没有这个文件", "--table %[1]s cannot be opened: there is no such file", file)
	case err == nil && stat.IsDir():
		return nil, usage("--table %[1]s 是文件夹：写出其中的文件", "--table %[1]s is a folder: name the file in it", file)
	}
	f, err := os.Open(file)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, usage("打不开 --table %[1]s：没有读取权限", "--table %[1]s cannot be opened: there is no right to read it", file)
	case err != nil:
		return nil, usage("打不开 --table %[1]s（%[2]v）", "--table %[1]s cannot be opened: %[2]v", file, cause(err))
	}
	return f, nil
}

// readEstimates reads the table of estimates of --table, which none of the results is to take the place of.
func (p *program) readEstimates(file string, results ...string) (*uncertainty.EstimatesTable, error) {
	f, err := p.openTable(file, results...)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t, problems := uncertainty.ReadEstimates(file, f)
	return t, p.refused(problems)
}

// refused prints problems, and is exit code 1 if there are errors.
func (p *program) refused(problems inventory.Problems) error {
	sorted := problems.Sorted()
	p.remark(sorted)
	return failedIf(sorted)
}

// tableAlone tells whether a ready table is given, and refuses a workspace or a flag that serves a workspace alone beside it.
func tableAlone(cmd *cobra.Command, args []string, ofWorkspaces ...string) (ready bool, err error) {
	if !cmd.Flags().Changed("table") {
		return false, nil
	}
	if len(args) > 0 {
		return false, usage("--table 不与工作区 %[1]s 同时给出", "--table takes no workspace: %[1]s is one too many", args[0])
	}
	for _, flag := range ofWorkspaces {
		if cmd.Flags().Changed(flag) {
			return false, usage("--table 不用 --%[1]s：它只用于工作区", "--table takes no --%[1]s, which serves a workspace alone", flag)
		}
	}
	return true, nil
}

// titleOf is what a result calls a table of the user's.
func titleOf(file string) inventory.Text {
	return inventory.Text{ZH: filepath.Base(file), EN: filepath.Base(file)}
}

// publish writes the file of an analysis where a folder is named, and prints its result.
func (p *program) publish(name string, records report.Records, page func()) error {
	if err := p.writeAnalysis(map[string]workspace.Writer{name: records.WriteCSV}); err != nil {
		return err
	}
	return p.emit(records, page)
}
