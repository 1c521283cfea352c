package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// fills is what a template is asked to be.
type fills struct {
	asksFor
	all   bool
	held  bool
	asked string
}

func (p *program) template() *cobra.Command {
	var f fills
	cmd := &cobra.Command{
		Use:   "template [DIR] --department NAME --out FILE.xlsx | --all --out FOLDER",
		Short: "部门填报表（XLSX） · the workbook that a department fills",
		Args:  takes(0, 1, "[DIR]"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			if err := p.allow("table"); err != nil {
				return err
			}
			return p.writeTemplates(args, &f)
		},
	}
	f.flags(cmd, "the workbook to write; with --all a folder")
	cmd.Flags().BoolVar(&f.all, "all", false, "a workbook for every department")
	cmd.Flags().BoolVar(&f.held, "held", false, "with the figures that have come already, to be looked through")
	cmd.Flags().StringVar(&f.asked, "asked", "", "date of the request, YYYY-MM-DD")
	return cmd
}

func (f *fills) check() error {
	switch _, err := time.Parse(time.DateOnly, f.asked); {
	case f.out == "":
		return usage("没有给出 --out", "--out is missing")
	case f.all == (f.department != ""):
		return usage("写明 --department 部门，或 --all 全部部门", "give --department NAME, or --all")
	case !f.all && !strings.EqualFold(filepath.Ext(f.out), ".xlsx"):
		return usage("--out %[1]s 应以 .xlsx 结尾", "--out %[1]s must end in .xlsx", f.out)
	case f.asked != "" && err != nil:
		return usage("--asked %[1]q 不是日期，如 2026-03-01", "--asked %[1]q is no date such as 2026-03-01", f.asked)
	}
	return nil
}

// writeTemplates writes the workbooks of the departments that something is missing of.
func (p *program) writeTemplates(args []string, f *fills) error {
	ws, needs, problems, err := p.needs(args, &f.asksFor)
	if err != nil {
		return err
	}
	if problems.Failed() {
		fmt.Fprintln(p.err, inventory.Text{ZH: "有错误：未写任何文件", EN: "there are errors: nothing was written"}.In(p.lang))
		return failure{exitFailed, nil}
	}
	departments, dir, files := []string{f.department}, filepath.Dir(f.out), map[string]workspace.Writer{}
	if f.all {
		departments, dir = needs.Departments(), f.out
	}
	for _, department := range departments {
		book := workspace.Template(needs, department, f.asked, f.held)
		switch {
		case book == nil:
			if !p.quiet {
				fmt.Fprintln(p.err, inventory.Text{
					ZH: fmt.Sprintf("%s：%d 年的指标已收齐，没有写；--held 连同已收的一起写出", department, needs.Year),
					EN: fmt.Sprintf("%s: all statistics of %d have come, no workbook is written; --held writes one with what has come", department, needs.Year)}.In(p.lang))
			}
		case f.all:
			files[fileName(department, files)] = book.Write
		default:
			files[filepath.Base(f.out)] = book.Write
		}
	}
	if len(files) == 0 {
		return nil
	}
	return p.place(ws, dir, files, f.replace)
}
