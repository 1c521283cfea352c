package main

import (
	"os"
	"path/filepath"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// readEstimates reads the table of estimates of --table, which needs no workspace.
func (p *program) readEstimates(file string) (*uncertainty.EstimatesTable, error) {
	p.speak(nil)
	if stat, err := os.Stat(file); err == nil && stat.IsDir() {
		return nil, usage("--table %[1]s 是文件夹，应为文件", "--table %[1]s is a folder: a file is wanted", file)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, usage("打不开 --table %[1]s：%[2]v", "--table %[1]s cannot be opened: %[2]v", file, cause(err))
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
