package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/spelling"
	"ghg/inventory/workspace"
)

// asksFor is what requests and template have in common: whose statistics of which year, and where to.
type asksFor struct {
	year       int
	department string
	out        string
	replace    bool
}

func (a *asksFor) flags(cmd *cobra.Command, out string) {
	flags := cmd.Flags()
	flags.IntVar(&a.year, "year", 0, "the inventory year (default: the last of the workspace)")
	flags.StringVar(&a.department, "department", "", "one department: 区农业农村委, 农 or its English name")
	flags.StringVar(&a.out, "out", "", out)
	flags.BoolVar(&a.replace, "replace", false, "write over a file that is there")
}

func (p *program) requests() *cobra.Command {
	var asks asksFor
	cmd := &cobra.Command{
		Use:         "requests [DIR]",
		Short:       "清单所需的基础统计指标：问谁、何时、收到没有 · the statistics the inventory needs, from whom, by when, received or not",
		Args:        takes(0, 1, "[DIR]"),
		Annotations: map[string]string{writesBooks: "yes"},
		RunE:        func(_ *cobra.Command, args []string) error { return p.listRequests(args, &asks) },
	}
	asks.flags(cmd, "a file (.xlsx, .csv, .json), or a folder for one page a department")
	return cmd
}

// listRequests prints the list or writes it. Rows that cannot be read count as missing: their problems are printed, and the exit code is 1.
func (p *program) listRequests(args []string, asks *asksFor) error {
	ws, needs, problems, err := p.needs(args, asks)
	if err != nil {
		return err
	}
	if asks.department != "" {
		needs.Rows = needs.Of(asks.department)
	}
	if asks.out == "" {
		err = p.printRequests(needs)
		return errors.Join(err, failedIf(problems))
	}
	dir, files := filepath.Dir(asks.out), map[string]workspace.Writer{}
	name, records := filepath.Base(asks.out), report.RequestRecords(needs)
	switch extension := strings.ToLower(filepath.Ext(asks.out)); {
	case extension == ".xlsx":
		files[name] = report.RequestBook(needs).Write
	case extension == ".csv":
		files[name] = records.WriteCSV
	case extension == ".json":
		document, err := records.JSON()
		if err != nil {
			return err
		}
		files[name] = workspace.Content(document)
	case p.format != "table":
		return usage("--out %[1]s 的扩展名要与 --format 一致：.xlsx、.csv 或 .json", "--out %[1]s must end as --format says: .xlsx, .csv or .json", asks.out)
	default:
		dir = asks.out
		for _, department := range needs.Departments() {
			files[fileName(department, files)] = report.RequestLetter(needs, department).Write
		}
	}
	return errors.Join(p.place(ws, dir, files, asks.replace), failedIf(problems))
}

func (p *program) printRequests(needs *inventory.Needs) error {
	if p.format == "xlsx" {
		return report.RequestBook(needs).Write(p.out)
	}
	return p.emit(report.RequestRecords(needs), func() { report.Requests(p.out, needs, p.lang) })
}

// needs lists what the year asked for needs. A workspace whose inventory.toml has errors has none.
func (p *program) needs(args []string, asks *asksFor) (*workspace.Workspace, *inventory.Needs, inventory.Problems, error) {
	e, ws, problems, err := p.open(args)
	if err != nil {
		return nil, nil, nil, err
	}
	unset := slices.ContainsFunc(problems, func(one inventory.Problem) bool {
		return one.Severity >= inventory.Error && one.Source.File == "inventory.toml"
	})
	if unset {
		p.say(problems.Sorted())
		return nil, nil, nil, failure{exitFailed, nil}
	}
	year, ok := engine.NeedYear(ws.Config.Years, asks.year)
	if !ok {
		return nil, nil, nil, usage("工作区的年份 %[1]v 中没有 %[2]d 年：先加入 inventory.toml 的 years", "the years %[1]v of the workspace do not hold %[2]d: add it to years in inventory.toml first", ws.Config.Years, year)
	}
	needs, found := e.Needs(ws, year)
	problems = append(problems, found...)
	if asks.department != "" {
		if asks.department, err = departmentOf(e.Vocabulary, needs, asks.department); err != nil {
			return nil, nil, nil, err
		}
	}
	p.remark(problems.Sorted())
	return ws, needs, problems, nil
}

// departmentOf finds the department that a flag names among those that are asked, by its name, its short code or its English name.
func departmentOf(voc *inventory.Vocabulary, needs *inventory.Needs, written string) (string, error) {
	asked := needs.Departments()
	name := voc.Department(written)
	for _, known := range voc.Departments {
		if spelling.Fold(known.EN) == spelling.Fold(written) {
			name = known.ZH
		}
	}
	if slices.Contains(asked, name) {
		return name, nil
	}
	names := slices.Clone(asked)
	for _, code := range voc.DepartmentCodes {
		names = append(names, code, voc.Departments[code].ZH, voc.Departments[code].EN)
		if voc.Departments[code].ZH == name {
			return "", usage("没有要 %[1]s 提供的指标；要问的是：%[2]s", "nothing is asked of %[1]s; asked are: %[2]s", name, strings.Join(asked, "、"))
		}
	}
	return "", unknown("部门", "department", written, spelling.Nearest(written, names))
}

// place writes the files into the folder, and refuses to write over any that is there unless told to.
func (p *program) place(ws *workspace.Workspace, dir string, files map[string]workspace.Writer, replace bool) error {
	if err := writable(dir, ws.Dir); err != nil {
		return err
	}
	folder, err := p.hold(dir)
	if err != nil {
		return err
	}
	defer folder.Release()
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		path := filepath.Join(dir, name)
		if _, err := os.Lstat(path); !replace && !errors.Is(err, fs.ErrNotExist) && err == nil {
			return usage("%[1]s 已经有了：换一个名字，或加 --replace 覆盖", "%[1]s is there already: name another, or add --replace to write over it", path)
		}
	}
	if err := into(folder, files); err != nil {
		return err
	}
	if !p.quiet {
		for _, name := range names {
			path := filepath.Join(dir, name)
			fmt.Fprintln(p.err, inventory.Text{ZH: "已写入 " + path, EN: "written to " + path}.In(p.lang))
		}
	}
	return nil
}
