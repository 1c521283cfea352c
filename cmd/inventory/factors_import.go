package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/table"
	"ghg/inventory/workspace"
)

// importing is what factors import was asked for.
type importing struct {
	file, mapping, set, since string
	preview, replace          bool
	place
}

// place is where the set of a table is tried in the precedence.
type place struct{ first, last bool }

func (at *place) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&at.first, "first", false, "preview with the set before all others but local in factor_sets")
	cmd.Flags().BoolVar(&at.last, "last", false, "preview with the set after all others in factor_sets")
}

func (at *place) check() error {
	if at.first && at.last {
		return usage("--first 与 --last 不能同时给出", "give --first or --last, not both")
	}
	return nil
}

func (p *program) factorsImport(dir *string) *cobra.Command {
	var ask importing
	cmd := &cobra.Command{
		Use:   "import FILE --workspace DIR --known-since 2026-03-31 [--mapping FILE] [--preview]",
		Short: "导入 EFDB 或其他因子库的导出表，并预览影响 · import an export of the EFDB or another database, and preview what it changes",
		Long: "FILE 是 IPCC 排放因子数据库（EFDB）的导出表，按表头认出；国家温室气体排放因子数据库和其他库要用 --mapping 说明各列是什么。" +
			"读不懂的行逐行说明，不猜；其余写入 factors/<因子集>.csv。\n" +
			"FILE is an export of the IPCC Emission Factor Database, known by its header; --mapping says what the columns of the national database or another are. " +
			"Rows that cannot be understood are told one by one and nothing is guessed; the others are written to factors/<set>.csv.",
		Args: takes(1, 1, "FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			ask.file = args[0]
			switch {
			case *dir == "":
				return usage("没有给出 --workspace", "not given: --workspace")
			case ask.since != "" && !factors.IsKnownSince(ask.since):
				return usage("--known-since %[1]q 不是日期：写成 2026-03-31、2026-03 或 2026", "--known-since %[1]q is not a date: write it as 2026-03-31, 2026-03 or 2026", ask.since)
			}
			if err := ask.check(); err != nil {
				return err
			}
			if !ask.preview && (ask.first || ask.last) {
				return usage("--first 和 --last 只用于 --preview：导入不改 inventory.toml", "--first and --last go with --preview: an import does not change inventory.toml")
			}
			return p.importFactors(*dir, ask)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&ask.mapping, "mapping", "", "what the columns and words of FILE mean (mapping/*.toml)")
	flags.StringVar(&ask.set, "set", "", "name of the set (default: that of the mapping, EFDB for the EFDB)")
	flags.StringVar(&ask.since, "known-since", "", "since when the figures are known: 2026-03-31, 2026-03 or 2026")
	flags.BoolVar(&ask.preview, "preview", false, "say what would change, write nothing")
	flags.BoolVar(&ask.replace, "replace", false, "replace the table of the set that is there")
	ask.place.flags(cmd)
	return cmd
}

func (p *program) importFactors(dir string, ask importing) error {
	r, err := p.registry(dir)
	if err != nil {
		return err
	}
	outside, problems, err := p.outside(ask)
	if err != nil {
		return err
	}
	if problems.Failed() {
		p.say(problems.Sorted())
		return failure{exitFailed, nil}
	}
	in, found := r.table.Import(*outside)
	problems = append(problems, found...).Sorted()
	if problems.Failed() {
		p.say(problems)
		return failure{exitFailed, nil}
	}
	trial := engine.Trial{File: "factors/" + in.Set + ".csv", Content: in.File, Set: in.Set, First: ask.first, Last: ask.last}
	if faults := r.engine.Faults(r.workspace, trial); faults.Failed() {
		p.say(faults)
		return failure{exitFailed, nil}
	}
	var impact *engine.Impact
	if ask.preview {
		impact, _ = r.engine.Impact(r.workspace, r.faults(trial.File), trial, nil)
	}
	p.remark(problems)
	at := filepath.Join(dir, "factors")
	done, err := p.keep(at, in, ask)
	if err != nil {
		return err
	}
	switch p.format {
	case "csv":
		if impact != nil {
			err = report.ImpactRecords(impact).WriteCSV(p.out)
		} else {
			err = report.FactorRecords(in.Rows).WriteCSV(p.out)
		}
	case "json":
		err = p.emitJSON(report.ImportJSON(outside.Name, in, impact, problems))
	default:
		report.Import(p.out, outside.Name, in, problems, p.lang)
		if impact != nil {
			report.Impact(p.out, impact, p.lang)
		}
	}
	if !p.quiet {
		fmt.Fprintln(p.err, done.In(p.lang))
		if sets := r.workspace.Config.FactorSets; !ask.preview && !slices.Contains(sets, in.Set) {
			fmt.Fprintln(p.err, inventory.Text{ZH: "inventory.toml 的 factor_sets 没有 " + in.Set + "：加上才会用到", EN: "factor_sets in inventory.toml does not name " + in.Set + ": add it to use these rows"}.In(p.lang))
		}
	}
	return err
}

// outside reads the table and the mapping.
func (p *program) outside(ask importing) (*factors.Outside, inventory.Problems, error) {
	var problems inventory.Problems
	content, err := bytesOf(ask.file)
	if err != nil {
		return nil, nil, err
	}
	out := &factors.Outside{Name: filepath.Base(ask.file), Content: content, Set: ask.set, KnownSince: ask.since}
	if ask.mapping != "" {
		content, err := bytesOf(ask.mapping)
		if err != nil {
			return nil, nil, err
		}
		var found inventory.Problems
		out.Mapping, found = factors.ParseMapping(filepath.Base(ask.mapping), content)
		problems.Add(found...)
	}
	if ask.since == "" && !problems.Failed() && !out.Mapping.Dates() {
		return nil, nil, usage("没有给出 --known-since：这些因子何时公布（如 2026-03-31），或在映射文件写 known_since 的列",
			"not given: --known-since, the day since which these factors are known (2026-03-31), or its column in the mapping")
	}
	return out, problems, nil
}

// bytesOf reads a file that the user names, no further than a table may be long: what is longer, the reader of tables refuses.
func bytesOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usage("%[1]s 打不开：%[2]v", "%[1]s cannot be opened: %[2]v", path, cause(err))
	}
	defer f.Close()
	if stat, err := f.Stat(); err != nil || !stat.Mode().IsRegular() {
		return nil, usage("%[1]s 不是普通文件", "%[1]s is not a regular file", path)
	}
	content, err := io.ReadAll(io.LimitReader(f, table.MaxFile+1))
	if err != nil {
		return nil, usage("%[1]s 读不出来：%[2]v", "%[1]s cannot be read: %[2]v", path, cause(err))
	}
	return content, nil
}

// keep writes the table into the workspace, and says what was done.
func (p *program) keep(at string, in *factors.Import, ask importing) (inventory.Text, error) {
	name := in.Set + ".csv"
	path := filepath.Join(at, name)
	if ask.preview {
		return inventory.Text{ZH: "只是预览，什么也没写", EN: "a preview: nothing was written"}, nil
	}
	folder, err := p.hold(at)
	if err != nil {
		return inventory.Text{}, err
	}
	defer folder.Release()
	switch old, err := os.ReadFile(path); {
	case err == nil && bytes.Equal(old, in.File):
		return inventory.Text{ZH: path + " 已是这些内容，未改", EN: path + " holds this already, it was left as it is"}, nil
	case err == nil && !ask.replace:
		return inventory.Text{}, usage("%[1]s 已经有了，内容不同：加 --replace 覆盖，或用 --set 另取一个名称", "%[1]s is there already and differs: add --replace to write over it, or give another name by --set", path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return inventory.Text{}, unwritten(&workspace.WriteError{Path: path, Err: cause(err)})
	}
	if err := into(folder, map[string]workspace.Writer{name: workspace.Content(in.File)}); err != nil {
		return inventory.Text{}, err
	}
	return inventory.Text{ZH: "已写入 " + path, EN: "written to " + path}, nil
}
