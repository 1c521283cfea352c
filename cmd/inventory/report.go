package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/disclosure"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/report/book"
	"ghg/inventory/report/page"
	"ghg/inventory/report/paper"
	"ghg/inventory/workspace"
)

// reportFlags are the flags of the verb as given.
type reportFlags struct {
	base, draws int
	seed        uint64
	against     string
	public      bool
}

func (p *program) report() *cobra.Command {
	var o reportFlags
	cmd := &cobra.Command{
		Use:   "report [DIR]",
		Short: "报告：官方表格、网页、文字报告 · the reports: official tables, a page, written reports",
		Long: "编制各年清单并写入 out/：tables.xlsx（公式可重算的官方表格）、report.html（一个文件的网页，可离线打开）、inventory_report.docx（清单报告）、co2_account.docx（化石能源二氧化碳排放年度核算报告）、" +
			"crosswalk.csv（与其他分类的对照及覆盖率），以及 compile 的全部文件。\n" +
			"--against：与上次的工作区或封存文件相比的重算表；--draws：也做蒙特卡洛；--public：只写可以公开的，写入 out/public：保密设施（records/confidential.csv）的数和由它们能推算的数以 C 代替。\n" +
			"Compiles every year and writes into out/: tables.xlsx (official tables whose formulas compute), report.html (one file, opens offline), inventory_report.docx, co2_account.docx (the annual account of CO2 of fossil energy), " +
			"crosswalk.csv (other classifications, and how much of the inventory they cover), and all that compile writes.\n" +
			"--against: recalculations against a workspace or a seal sent before; --draws: Monte Carlo too; --public: only what may be published, into out/public: figures of confidential plants (records/confidential.csv), and those from which they could be had, are C.",
		Args: takes(0, 1, "[DIR]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.draws != 0 && o.draws < leastDraws || o.draws > engine.MostKept {
				return usage("--draws %[1]d：%[2]d 至 %[3]d，或 0（只做方法 1）", "--draws %[1]d: %[2]d to %[3]d, or 0 for Approach 1 only", o.draws, leastDraws, engine.MostKept)
			}
			return p.reports(args, o)
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&p.year, "year", 0, "year that is told of (default: the latest)")
	flags.IntVar(&o.base, "base", 0, "year that trends count from (default: base_year of inventory.toml)")
	flags.StringVar(&o.against, "against", "", "a workspace or a seal, as A of diff: recalculations since then")
	flags.IntVar(&o.draws, "draws", 0, "draws of Approach 2; 0: Approach 1 only")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the draws")
	flags.BoolVar(&o.public, "public", false, "only what may be published")
	flags.StringVar(&p.outDir, "out", "", "folder to write to (default: out/ in the workspace, with --public out/public)")
	p.asOfFlag(cmd)
	return cmd
}

// reports writes the reports.
func (p *program) reports(args []string, o reportFlags) error {
	dir := p.outDir
	if dir == "" {
		dir = filepath.Join(folder(args), "out")
		if o.public {
			dir = filepath.Join(dir, "public")
		}
	} else if err := writable(dir, folder(args)); err != nil {
		return err
	}
	p.endKilled(dir)
	if err := o.foreseen(dir, folder(args)); err != nil {
		return err
	}
	s, err := p.subject(args, o)
	if err != nil {
		return err
	}
	if o.public {
		p.mask(s)
	}
	contents, err := rendered(reportFiles(s))
	if err != nil {
		return failure{exitFailed, err}
	}
	if err := p.write(dir, writers(contents)); err != nil {
		return err
	}
	if !p.quiet {
		fmt.Fprintln(p.err, inventory.Text{ZH: "已写入 " + dir, EN: "written to " + dir}.In(p.lang))
	}
	records := report.WrittenRecords(contents)
	return p.emit(records, func() {
		report.WrittenTable(p.out, contents, p.lang)
		report.MaskedTable(p.out, s, p.lang)
	})
}

// publicFiles are the files of the public reports.
var publicFiles = []string{"co2_account.docx", "inventory_report.docx", "report.html", "summary.csv", "tables.xlsx"}

// foreseen refuses what would come to nothing after the work: a side that is not there, and a folder for the public that holds what is
// not for the public.
func (o *reportFlags) foreseen(dir, workspace string) error {
	if o.against != "" {
		a, err := askSide(o.against)
		if err != nil {
			return err
		}
		a.at(workspace)
		if _, err := os.Stat(a.path); err != nil {
			return noWorkspace(a.path, err)
		}
	}
	if !o.public {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // it is made when it is written into
	}
	for _, entry := range entries {
		if name := entry.Name(); !strings.HasPrefix(name, ".") && !slices.Contains(publicFiles, name) {
			return usage("%[1]s 中有不属于公开报告的 %[2]s：移走它，或用 --out 写到另一个文件夹", "%[1]s holds %[2]s, which is no part of the public reports: take it away, or name another folder by --out", dir, name)
		}
	}
	return nil
}

// mask hides what must not be published, and tells of marks that hide nothing.
func (p *program) mask(s *report.Subject) {
	s.Mask = disclosure.For(s.Inventory(), s.Workspace.Confidential, disclosure.Options{Remainders: s.Result.Remainders})
	p.remark(slices.DeleteFunc(slices.Clone(s.Result.Problems), func(problem inventory.Problem) bool { return problem.Code != workspace.CodeOfNothing }))
	if !s.Mask.Any() && !p.quiet {
		fmt.Fprintln(p.err, inventory.Text{ZH: "没有数因保密而遮盖：records/confidential.csv 没有写，或写的设施没有排放", EN: "nothing is masked: records/confidential.csv names no plant that emits"}.In(p.lang))
	}
}

// subject compiles every year of the workspace and computes all that the reports tell.
func (p *program) subject(args []string, o reportFlags) (*report.Subject, error) {
	asked := func(ws *workspace.Workspace) ([]int, error) {
		for _, year := range []int{p.year, o.base} {
			if year != 0 && !slices.Contains(ws.Config.Years, year) {
				return nil, usage("工作区没有 %[1]d 年：有 %[2]v", "the workspace has no %[1]d: its years are %[2]v", year, ws.Config.Years)
			}
		}
		return ws.Config.Years, baseAfter(o.base, p.year, ws.Config.Years)
	}
	e, ws, result, err := p.compiled(args, asked, p.counted)
	if err != nil {
		return nil, err
	}
	draws := cmp.Or(o.draws, engine.NoDraws)
	if draws > 0 {
		p.foretell(draws, draws*manyInputs, false)
	}
	s, _ := report.Gather(e, ws, result, report.SubjectOptions{Year: p.year, Base: o.base, Draws: draws, Seed: o.seed, Workers: runtime.GOMAXPROCS(0)})
	p.lacking(s)
	if o.against != "" {
		if s.Bridge, err = p.against(o.against, s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// lacking names the parts that the data do not bear; the reports say what each of them wants.
func (p *program) lacking(s *report.Subject) {
	var zh, en []string
	for _, lack := range s.Lacking {
		if lack.Problems.Failed() {
			zh, en = append(zh, lack.Part.ZH), append(en, lack.Part.EN)
		}
	}
	if len(zh) > 0 && !p.quiet {
		fmt.Fprintln(p.err, inventory.Text{ZH: "数据不足、报告中没有的部分：" + strings.Join(zh, "、") + "；缺什么写在报告里", EN: "the data do not bear, so that the reports are without it: " + strings.Join(en, ", ") + "; they say what is wanting"}.In(p.lang))
	}
}

// against is the bridge from what is named to the inventory of the subject.
func (p *program) against(written string, s *report.Subject) (*report.Recalculation, error) {
	a, err := askSide(written)
	if err != nil {
		return nil, err
	}
	a.at(s.Workspace.Dir)
	old, err := p.side(a, s.Engine)
	if err != nil {
		return nil, err
	}
	if old.problems.Failed() {
		return nil, p.compileSide(old, nil)
	}
	if was, is := old.ws.Config.Region, s.Workspace.Config.Region; was.Code != is.Code {
		return nil, usage("--against %[1]s 是 %[2]s %[3]s 的清单，不是 %[4]s 的", "--against %[1]s is an inventory of %[2]s %[3]s, not of %[4]s", written, was.Code, was.Name, is.Code)
	}
	if old.year != 0 {
		return nil, usage("--against %[1]s：不写年份，两边共有的年份都比较", "--against %[1]s: name no year; all that both have are compared", written)
	}
	latest := &side{askedSide: &askedSide{written: s.Workspace.Config.Region.Name, path: s.Workspace.Dir}, years: s.Workspace.Config.Years, ws: s.Workspace, result: s.Result}
	limits, err := limitsOf("", old, latest)
	if err != nil {
		return nil, err
	}
	year := p.year
	p.year = 0 // it is the year told of: all that both have are compared
	pairs, err := p.pairs(old, latest)
	if p.year = year; err != nil {
		return nil, err
	}
	return p.bridge(old, latest, pairs, limits)
}

// reportFiles are the files of the reports, each by what writes it: for the public only those that know what must not be shown.
func reportFiles(s *report.Subject) map[string]workspace.Writer {
	files := map[string]workspace.Writer{"summary.csv": func(w io.Writer) error { return report.WritePublicSummary(w, s.Inventory(), s.Mask) }}
	if s.Mask == nil {
		files = report.Files(s.Workspace, s.Result)
		files["crosswalk.csv"] = report.CrosswalkRecords(s.Crosswalks).WriteCSV
		files["crosswalk_coverage.csv"] = report.CrosswalkCoverageRecords(s.Crosswalks).WriteCSV
	}
	files["tables.xlsx"] = func(w io.Writer) error { return book.Write(w, s) }
	files["report.html"] = func(w io.Writer) error { return page.Write(w, s) }
	files["inventory_report.docx"] = func(w io.Writer) error { return paper.Inventory(w, s) }
	files["co2_account.docx"] = func(w io.Writer) error { return paper.CO2Account(w, s) }
	return files
}

// rendered makes the content of the files, on all cores.
func rendered(files map[string]workspace.Writer) (map[string][]byte, error) {
	names := slices.Sorted(maps.Keys(files))
	contents, faults := make([]bytes.Buffer, len(names)), make([]error, len(names))
	var working sync.WaitGroup
	for i, name := range names {
		working.Go(func() {
			if err := files[name](&contents[i]); err != nil {
				faults[i] = fmt.Errorf("%s: %w", name, err)
			}
		})
	}
	working.Wait()
	out := make(map[string][]byte, len(names))
	for i, name := range names {
		out[name] = contents[i].Bytes()
	}
	return out, errors.Join(faults...)
}

// writers are what writes the contents.
func writers(contents map[string][]byte) map[string]workspace.Writer {
	out := make(map[string]workspace.Writer, len(contents))
	for name, content := range contents {
		out[name] = func(w io.Writer) error {
			_, err := w.Write(content)
			return err
		}
	}
	return out
}
