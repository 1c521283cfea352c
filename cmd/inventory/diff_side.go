package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/recalc"
	"ghg/inventory/report"
	"ghg/inventory/spelling"
	"ghg/inventory/workspace"
)

// askedSide is a side of a comparison as it is written: PATH or PATH@SETTINGS.
type askedSide struct {
	written, path string
	year          int    // 0 unless one is named
	asOf          string // the day whose knowledge of factors counts
	workspace.Override
}

// sideSettings are the settings that a side may have of its own.
var sideSettings = []string{"year", "guide", "gwp", "factor_sets", "ncv_sets", "as-of"}

// askSide reads a side of a comparison. A path that is there is one, whatever signs it holds.
func askSide(written string) (*askedSide, error) {
	a := &askedSide{written: written, path: written}
	at := strings.LastIndex(written, "@")
	if written == "" {
		return nil, usage("A 或 B 是空的：写文件夹、封存文件，或 @设置", "A or B is empty: write a folder, a seal or @settings")
	}
	if _, err := os.Stat(written); err == nil || at < 0 {
		return a, nil
	}
	a.path = written[:at]
	seen := map[string]bool{}
	for setting := range strings.SplitSeq(written[at+1:], ",") {
		name, value, named := strings.Cut(strings.TrimSpace(setting), "=")
		if !named {
			name, value = "year", name
		}
		if name = strings.TrimSpace(name); seen[name] {
			return nil, usage("%[1]s：%[2]s 写了两次；只写一次", "%[1]s: %[2]s is set twice; set it once", written, name)
		}
		seen[name] = true
		if err := a.set(name, strings.TrimSpace(value), setting); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// at gives the side its path if none is written.
func (a *askedSide) at(path string) {
	if a.path == "" {
		a.path, a.written = path, path+a.written
	}
}

// set takes one setting.
func (a *askedSide) set(name, value, written string) error {
	if !slices.Contains(sideSettings, name) {
		known, nearest := strings.Join(sideSettings, ", "), spelling.Nearest(name, sideSettings)
		if nearest != "" {
			return usage("%[1]s：没有设置 %[2]q；最接近的是 %[3]s；可用：%[4]s", "%[1]s: no setting %[2]q; the nearest is %[3]s; one of %[4]s", a.written, name, nearest, known)
		}
		return usage("%[1]s：没有设置 %[2]q；可用：%[3]s", "%[1]s: no setting %[2]q; one of %[3]s", a.written, name, known)
	}
	if value == "" {
		return usage("%[1]s：%[2]s 没有值", "%[1]s: %[2]s has no value", a.written, name)
	}
	switch name {
	case "year":
		year, err := strconv.Atoi(value)
		if err != nil || year < 1 {
			return usage("%[1]s：%[2]q 既不是年份，也不是 设置=值；可用的设置：%[3]s", "%[1]s: %[2]q is neither a year nor setting=value; the settings are %[3]s", a.written, written, strings.Join(sideSettings, ", "))
		}
		a.year = year
	case "guide":
		a.Guide = value
	case "gwp":
		a.GWP = value
	case "factor_sets":
		a.FactorSets = inventory.SplitList(value)
	case "ncv_sets":
		a.NCVSets = inventory.SplitList(value)
	case "as-of":
		if !factors.IsDate(value) {
			return usage("%[1]s：as-of %[2]q 不是日期：写成 2026-03-31", "%[1]s: as-of %[2]q is not a date: write it as 2026-03-31", a.written, value)
		}
		a.asOf = value
	}
	return nil
}

// side is an opened side of a comparison.
type side struct {
	*askedSide
	years    []int // that it has
	ws       *workspace.Workspace
	problems inventory.Problems
	compute  func(ws *workspace.Workspace, years []int, read inventory.Problems) (*engine.Result, error)
	sealed   []recalc.PrintedLine // what another version of the program computed
	tables   inventory.Text       // what is to be said of the tables of a seal
	result   *engine.Result
	guard    func(work func() error) error // of work on the result of a seal; nil for none

	otherwise bool // it is computed otherwise than its inventory.toml says
}

// side opens a side: a workspace folder, or a seal.
func (p *program) side(a *askedSide, e *engine.Engine) (*side, error) {
	if stat, err := os.Stat(a.path); err == nil && stat.Mode().IsRegular() {
		return p.sealedSide(a, e)
	}
	watch, done := p.progress()
	ws, problems, err := workspace.Load(a.path, e.Vocabulary, watch)
	done()
	if err != nil {
		return nil, noWorkspace(a.path, err)
	}
	s := &side{askedSide: a, years: ws.Config.Years, ws: ws, problems: problems}
	s.compute = func(ws *workspace.Workspace, years []int, read inventory.Problems) (*engine.Result, error) {
		return check.Whole(e, ws, years, read), nil
	}
	return s, s.override(e)
}

// sealedSide opens a seal: the workspace in it, with its tables.
func (p *program) sealedSide(a *askedSide, own *engine.Engine) (*side, error) {
	content, err := readSeal(a.path)
	if err != nil {
		return nil, err
	}
	sealed, problems := bundle.Unseal(a.path, content, own)
	if problems.Failed() {
		p.speak(nil)
		p.under(a)
		p.remark(problems.Sorted())
		return nil, failure{exitNotAuthentic, nil}
	}
	ws, problems, err := workspace.LoadFS(sealed.Inputs, sealed.Engine.Vocabulary)
	if err != nil {
		return nil, usage("%[1]s 中没有工作区：%[2]v", "%[1]s holds no workspace: %[2]v", a.path, err)
	}
	s := &side{askedSide: a, years: sealed.Manifest.Years, ws: ws, problems: problems, tables: sealed.Tables, compute: sealed.Compile, guard: sealed.Guard}
	asked := a.asOf
	if asked == "" {
		a.asOf = sealed.Manifest.AsOf
	}
	if err := s.override(sealed.Engine); err != nil {
		return nil, err
	}
	if !s.otherwise && asked == "" {
		s.sealed = sealed.Printed()
	}
	return s, nil
}

// override sets the workspace as the side asks; in one with errors nothing can be judged, and they are told when it is computed.
func (s *side) override(e *engine.Engine) error {
	s.ws.AsOf = s.asOf
	if s.problems.Failed() {
		return nil
	}
	before := s.ws.Config
	for _, fault := range s.ws.Override(s.Override, e.Vocabulary) {
		return failure{exitUsage, said{
			inventory.Text{ZH: s.written + "：" + fault.Message.ZH, EN: s.written + ": " + fault.Message.EN},
			inventory.Text{ZH: "提示：" + fault.Hint.ZH, EN: "hint: " + fault.Hint.EN}}}
	}
	now := &s.ws.Config
	s.otherwise = before.Guide != now.Guide || before.GWP != now.GWP || !slices.Equal(before.FactorSets, now.FactorSets) || !slices.Equal(before.NCVSets, now.NCVSets)
	return nil
}

// under heads what is told of a side with its name.
func (p *program) under(a *askedSide) {
	fmt.Fprintln(p.err, a.written+inventory.Text{ZH: "：", EN: ":"}.In(p.lang))
}

// compileSide computes the years of the side and tells what was said, under the side's name.
func (p *program) compileSide(s *side, years []int) error {
	if s.tables != (inventory.Text{}) && !p.quiet {
		fmt.Fprintln(p.err, inventory.Text{ZH: s.written + "：" + s.tables.ZH, EN: s.written + ": " + s.tables.EN}.In(p.lang))
	}
	problems := s.problems
	if !problems.Failed() {
		var err error
		if s.result, err = s.compute(s.ws, years, problems); err != nil {
			return usage("%[1]s 算不出来：%[2]v", "%[1]s cannot be computed: %[2]v", s.written, err)
		}
		problems = s.result.Problems
	}
	graver := func(q inventory.Problem) bool { return q.Severity > inventory.Info && q.Code != engine.CodeNotAsked }
	if slices.ContainsFunc(problems, graver) && (problems.Failed() || !p.quiet) {
		p.under(s.askedSide)
	}
	p.counted(problems.Sorted())
	if s.result == nil || s.result.Inventory == nil {
		return failure{exitFailed, nil}
	}
	return nil
}

// compared is the side as the bridge takes it.
func (s *side) compared() recalc.Side {
	return recalc.Side{Inventory: s.result.Inventory, Rows: s.result.Rows, Printed: s.sealed}
}

// about is what the report says of the side.
func (s *side) about() report.RecalculationSide {
	return report.RecalculationSide{Name: s.written, Inventory: s.result.Inventory, FactorSets: s.ws.Config.FactorSets, NCVSets: s.ws.Config.NCVSets, AsOf: s.ws.AsOf}
}
