package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
	"ghg/inventory/workspace"
)

// spliceFlags are a row of records/splices.csv as flags, and whether it is to be written.
type spliceFlags struct {
	technique, category, facility, item, detail, parameter, indicator string
	from, until                                                       int
	by, date, reason                                                  string
	write                                                             bool
}

// spliceOnly are the flags that mean something only with --technique.
var spliceOnly = []string{"category", "facility", "item", "detail", "parameter", "indicator", "year", "from", "to", "from-year", "until-year", "by", "date", "reason", "write"}

func (p *program) splice() *cobra.Command {
	var f spliceFlags
	cmd := &cobra.Command{
		Use:   "splice [DIR] [--technique T --category CODE [--item ITEM …] --year YEAR | --from YEAR --to YEAR [--write --by NAME --reason TEXT]]",
		Short: "按写明的方法补齐或延长一个系列，记为数据 · fill or extend a series by a named method, recorded as data",
		Long: "不带参数时列出 records/splices.csv 的各行和它们推算的数。给出 --technique 时显示会推算出什么，什么也不写；--write 才把这一行写入 records/splices.csv。\n" +
			"Without flags: the rows of records/splices.csv and the figures that they give. With --technique: what it would give, writing nothing; only --write records it.\n" +
			"overlap, surrogate, stated_change: --indicator, a name in indicators.csv. surrogate, stated_change: --from-year, the year known. " +
			"overlap: --from-year and --until-year limit the years of the overlap. extrapolation: --from-year and --until-year name the two years of the line; without them it is fitted to all.",
		Args: takes(0, 1, "[DIR]"),
	}
	p.years(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.technique, "technique", "", strings.Join(workspace.Techniques(), " | "))
	flags.StringVar(&f.category, "category", "", "category code or heading: 1.A.2.f")
	flags.StringVar(&f.facility, "facility", "", "facility, as in activity/")
	flags.StringVar(&f.item, "item", "", "item: 原煤")
	flags.StringVar(&f.detail, "detail", "", "detail, as in activity/")
	flags.StringVar(&f.parameter, "parameter", "", "parameter, as in activity/; empty is the method's main activity")
	flags.StringVar(&f.indicator, "indicator", "", "the series of indicators.csv that it follows")
	flags.IntVar(&f.from, "from-year", 0, "the year known, or the first of an overlap or a line")
	flags.IntVar(&f.until, "until-year", 0, "the last year of an overlap or a line")
	flags.StringVar(&f.by, "by", "", "who decides it")
	flags.StringVar(&f.date, "date", "", "when: 2026-03-31 (default: today)")
	flags.StringVar(&f.reason, "reason", "", "why")
	flags.BoolVar(&f.write, "write", false, "append the row to records/splices.csv")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if f.technique != "" {
			return p.trySplice(args, &f)
		}
		for _, name := range spliceOnly {
			if cmd.Flags().Changed(name) {
				return usage("给了 --%[1]s，没有给出 --technique", "--%[1]s is given, and --technique is not", name)
			}
		}
		return p.listSplices(args)
	}
	return cmd
}

// listSplices lists the splices that are recorded, with their figures.
func (p *program) listSplices(args []string) error {
	e, ws, problems, err := p.open(args)
	if err != nil {
		return err
	}
	list, found := e.Splices(ws)
	problems = append(problems, found...).Sorted()
	p.remark(problems)
	of := report.SpliceList{Recorded: list}
	err = p.emit(of.Records(), func() { of.Print(p.out, p.lang) })
	return errors.Join(err, failedIf(problems))
}

// trySplice shows what a splice gives, and records it if it is to be.
func (p *program) trySplice(args []string, f *spliceFlags) error {
	if err := f.complete(p); err != nil {
		return err
	}
	e, ws, problems, err := p.open(args)
	if err != nil {
		return err
	}
	if problems.Failed() {
		p.say(problems)
		return failure{exitFailed, nil}
	}
	cells, err := f.cells(p, e.Vocabulary)
	if err != nil {
		return err
	}
	with, _, told := ws.WithSplice(e.Vocabulary, cells)
	problems = told
	var of report.SpliceList
	if !problems.Failed() {
		of.Tried, of.Others, problems = e.TrySplice(with)
	}
	if p.say(problems); problems.Failed() {
		return failure{exitFailed, nil}
	}
	at := filepath.Join(ws.Dir, "records")
	done := inventory.Text{ZH: "只是试算，什么也没写：加 --write 写入 records/splices.csv", EN: "a trial: nothing was written; --write records it in records/splices.csv"}
	if f.write {
		if told, err = p.record(ws, e.Vocabulary, at, cells); err != nil {
			return err
		}
		path := filepath.Join(at, splicesFile)
		done = inventory.Text{ZH: "已写入 " + path, EN: "written to " + path}
		for _, p := range told {
			done.ZH, done.EN = done.ZH+"；"+p.Message.ZH, done.EN+"; "+p.Message.EN
		}
	}
	err = p.emit(of.Records(), func() { of.Print(p.out, p.lang) })
	if !p.quiet {
		fmt.Fprintln(p.err, done.In(p.lang))
	}
	return err
}

// record appends the row to the file as it is now, while no other run may change it.
func (p *program) record(ws *workspace.Workspace, voc *inventory.Vocabulary, at string, cells map[string]string) (inventory.Problems, error) {
	folder, err := p.hold(at)
	if err != nil {
		return nil, err
	}
	defer folder.Release()
	_, content, told := ws.WithSplice(voc, cells)
	if told.Failed() {
		p.say(told)
		return nil, failure{exitFailed, nil}
	}
	return told, into(folder, map[string]workspace.Writer{splicesFile: workspace.Content(content)})
}

// splicesFile is the table of splices in the folder of records.
const splicesFile = "splices.csv"

// complete refuses flags that lack a part, or would not read back as they were typed.
func (f *spliceFlags) complete(p *program) error {
	if !slices.Contains(workspace.Techniques(), f.technique) {
		if nearest := spelling.Nearest(f.technique, workspace.Techniques()); nearest != "" {
			return unknown("方法", "technique", f.technique, nearest)
		}
		return usage("没有方法“%[1]s”；可用：%[2]s", "no technique %[1]q; one of %[2]s", f.technique, strings.Join(workspace.Techniques(), ", "))
	}
	var missing []string
	for _, flag := range [][2]string{{"--category", f.category}, {"--year", p.splicedYears()}, {"--by", f.by}, {"--reason", f.reason}} {
		if wanted := flag[0] == "--category" || flag[0] == "--year" || f.write; wanted && strings.TrimSpace(flag[1]) == "" {
			missing = append(missing, flag[0])
		}
	}
	if missing != nil {
		return usage("没有给出 %[1]s", "not given: %[1]s", strings.Join(missing, ", "))
	}
	if (p.from == 0) != (p.to == 0) {
		return usage("--from 与 --to 要一起给出", "--from and --to go together")
	}
	for _, flag := range [][2]string{{"--facility", f.facility}, {"--detail", f.detail}, {"--parameter", f.parameter}, {"--indicator", f.indicator}, {"--by", f.by}, {"--reason", f.reason}} {
		if table.Hidden(flag[1]) || strings.ContainsAny(flag[1], "\t\n") {
			return usage("%[1]s 含有不显示的字符：%[2]q", "%[1]s holds a character that does not show: %[2]q", flag[0], flag[1])
		}
	}
	for _, flag := range [][2]string{{"--by", f.by}, {"--reason", f.reason}} {
		if text := strings.TrimSpace(flag[1]); text != "" && strings.ContainsRune("=+-@", rune(text[0])) {
			return usage("%[1]s %[2]q 以 %[3]c 开头，表格软件会当作公式：前面写上文字", "%[1]s %[2]q begins with %[3]c: a spreadsheet takes it for a formula; begin with a word", flag[0], flag[1], text[0])
		}
	}
	if f.date == "" {
		f.date = time.Now().Format(time.DateOnly)
	}
	if _, err := time.Parse(time.DateOnly, f.date); err != nil {
		return usage("--date %[1]q 不是日期：写成 2026-03-31 的形式", "--date %[1]q is not a date: write it as 2026-03-31", f.date)
	}
	return nil
}

// splicedYears is the first year asked for, "" if none is.
func (p *program) splicedYears() string { return yearCell(max(p.year, p.from)) }

// yearCell is a year as a cell, blank for none.
func yearCell(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

// cells are the row, by the English names of its columns.
func (f *spliceFlags) cells(p *program, voc *inventory.Vocabulary) (map[string]string, error) {
	category, err := categoryOf(voc, f.category)
	if err != nil {
		return nil, err
	}
	item, err := itemOf(voc, f.item)
	if err != nil {
		return nil, err
	}
	out := map[string]string{
		"technique": f.technique, "year": p.splicedYears(), "from_year": yearCell(f.from), "until_year": yearCell(f.until),
		"category": category.Code, "facility": f.facility, "item": item, "detail": f.detail, "parameter": f.parameter, "indicator": f.indicator,
		"by": f.by, "date": f.date, "reason": f.reason,
	}
	if p.to > p.from {
		out["to_year"] = yearCell(p.to)
	}
	for _, name := range []string{"by", "reason"} {
		if out[name] == "" {
			out[name] = report.Undecided
		}
	}
	return out, nil
}
