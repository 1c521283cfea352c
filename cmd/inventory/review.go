package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/review"
	"ghg/inventory/spelling"
	"ghg/inventory/workspace"
)

// reviewCodes are the refusals that are wrong usage: a name that there is none of.
var reviewCodes = map[string]bool{"unknown-finding": true, "unknown-figure": true}

// shownAs says which records of a review are printed as csv and json: its findings, or what one of these asks for.
type shownAs struct{ states, steps, events bool }

func (p *program) review() *cobra.Command {
	var as shownAs
	cmd := &cobra.Command{
		Use:   "review [DIR]",
		Short: "审核：意见、答复、签名的状态 · review: findings, answers and signed states",
		Long: "列出各年的状态、签名的步骤和审核意见，以及意见所指的数此后是否变了。csv、json 是审核意见；加 --states 是各年的状态，--steps 是签名的步骤，--events 是意见的每一行。\n" +
			"意见记在 review/findings.csv，只追加、不删改；步骤 提交 → 审核 → 批准 各是一个签名文件，由编制人、审核人、批准人三个人的密钥（inventory.toml 的 [[keys]]）依次签。open 为已批准的一年开新版，列出的任何一把密钥都可以签。\n" +
			"Lists the state of each year, its signed steps and the findings, and whether the figure of a finding has changed since. csv and json are the findings; with --states the states, with --steps the signed steps, with --events each row of the findings. " +
			"Findings stand in review/findings.csv, to which rows are only added; the steps submit, accept, approve are a signed file each, by the keys of a compiler, a reviewer and an approver, three people; open, which begins a new version of an approved year, by any listed key.",
		Args: reviewVerb,
		RunE: func(_ *cobra.Command, args []string) error { return p.listReview(args, as) },
	}
	p.years(cmd)
	cmd.Flags().BoolVar(&as.states, "states", false, "csv and json: the states of the years instead of the findings")
	cmd.Flags().BoolVar(&as.steps, "steps", false, "csv and json: the signed steps")
	cmd.Flags().BoolVar(&as.events, "events", false, "csv and json: each row of the findings")
	cmd.MarkFlagsMutuallyExclusive("states", "steps", "events")
	cmd.AddCommand(p.reviewAdd(), p.reviewAnswer(), p.reviewClose(), p.reviewReopen(),
		p.reviewStep(review.Submitted, "submit", "编制人提交一年的数 · a compiler submits the figures of a year"),
		p.reviewStep(review.Reviewed, "accept", "审核人审核通过 · a reviewer accepts them"),
		p.reviewStep(review.Approved, "approve", "批准人批准 · an approver approves them"),
		p.reviewStep(review.Draft, "open", "为已批准的一年开新版 · open a new version of an approved year"))
	return cmd
}

// reviewVerb takes a folder, and names the nearest verb where a word that is neither stands in its place.
func reviewVerb(cmd *cobra.Command, args []string) error {
	if len(args) > 0 && !strings.ContainsAny(args[0], `/\.`) {
		if _, err := os.Stat(args[0]); errors.Is(err, fs.ErrNotExist) {
			names := []string{}
			for _, sub := range cmd.Commands() {
				names = append(names, sub.Name())
			}
			if nearest := spelling.Nearest(args[0], names); nearest != "" {
				return usage("没有命令也没有文件夹 %[1]q；最接近的命令是 %[2]q", "there is neither a verb nor a folder %[1]q; the nearest verb is %[2]q", args[0], nearest)
			}
			return usage("没有命令也没有文件夹 %[1]q；命令有：%[2]s", "there is neither a verb nor a folder %[1]q; the verbs are: %[2]s", args[0], strings.Join(names, ", "))
		}
	}
	return takes(0, 1, "[DIR]")(cmd, args)
}

// listReview lists the review. What cannot be compiled has no figures to compare; the rest is listed all the same.
func (p *program) listReview(args []string, as shownAs) error {
	e, ws, problems, err := p.open(args)
	if err != nil {
		return err
	}
	years, err := p.chosen(ws)
	if err != nil {
		return err
	}
	var inv *inventory.Inventory
	if !problems.Failed() {
		result := check.Whole(e, ws, years, problems)
		problems, inv = result.Problems, result.Inventory
	}
	p.looked(problems.Sorted())
	r, found := p.readReview(ws, ws.Review, e.Vocabulary)
	if !problems.Failed() { // they are only counted
		for _, problem := range problems {
			if strings.HasPrefix(problem.Source.File, "review/") {
				found.Add(problem)
			}
		}
	}
	if inv != nil {
		found = append(found, r.Doubts(inv)...)
	}
	p.remark(found)
	if p.year == 0 && p.from == 0 && p.to == 0 { // a year that is no longer among those of the workspace is listed too
		years = append(years, r.Years()...)
		slices.Sort(years)
		years = slices.Compact(years)
	}
	l := r.List(years, inv)
	records := l.Records()
	switch {
	case as.states:
		records = l.StateRecords()
	case as.steps:
		records = l.StepRecords()
	case as.events:
		records = l.EventRecords()
	}
	err = p.emit(records, func() { l.Print(p.out, p.lang) })
	return errors.Join(err, failedIf(append(problems, found...)))
}

// sealLog is the log of seals, in the workspace.
const sealLog = "seals/log.txt"

// readReview reads the files of the review beside the log of seals.
func (p *program) readReview(ws *workspace.Workspace, texts []workspace.Text, voc *inventory.Vocabulary) (*review.Review, inventory.Problems) {
	var log *bundle.Log
	var problems inventory.Problems
	content, err := os.ReadFile(filepath.Join(ws.Dir, filepath.FromSlash(sealLog)))
	switch {
	case err == nil:
		log, problems = bundle.ParseLog(sealLog, content)
	case !errors.Is(err, fs.ErrNotExist):
		reason := cause(err).Error()
		problems.Add(inventory.Problem{Source: inventory.Source{File: sealLog}, Code: "unreadable", Severity: inventory.Error,
			Message: inventory.Text{ZH: "读不出来：" + reason, EN: "cannot be read: " + reason}})
	}
	r, found := review.Read(ws, texts, voc, log)
	return r, append(problems, found...)
}

// change is one change of the files under review/: what to write, of the review as it is while nobody else writes there.
type change func(*review.Review) (name string, content []byte, problems inventory.Problems)

// changeReview makes a change, and prints what is wrong with the files of the review or with the change.
func (p *program) changeReview(e *engine.Engine, ws *workspace.Workspace, do change) error {
	held, err := p.hold(filepath.Join(ws.Dir, "review"))
	if err != nil {
		return err
	}
	defer held.Release()
	texts, problems := ws.ReviewNow(e.Vocabulary)
	r, found := p.readReview(ws, texts, e.Vocabulary)
	problems = append(problems, found...)
	name, content, refused := do(r)
	for _, problem := range refused {
		if reviewCodes[problem.Code] {
			return misused("", &problem)
		}
	}
	problems = append(problems, refused...).Sorted()
	if p.say(problems); problems.Failed() {
		return failure{exitFailed, nil}
	}
	return into(held, map[string]workspace.Writer{name: workspace.Content(content), review.IndexFile: workspace.Content(r.IndexWith(name, content))})
}

// misused is wrong usage of a flag, with its hint.
func misused(flag string, p *inventory.Problem) error {
	message, hint := p.Message, p.Hint
	if flag != "" {
		message = inventory.Text{ZH: flag + " " + message.ZH, EN: flag + ": " + message.EN}
	}
	if hint != (inventory.Text{}) {
		hint = inventory.Text{ZH: "提示：" + hint.ZH, EN: "hint: " + hint.EN}
	}
	return failure{exitUsage, said{message, hint}}
}

// looked tells of a compilation that is only looked at: its errors, and how many warnings there are.
func (p *program) looked(problems inventory.Problems) {
	if problems.Failed() {
		p.remark(problems)
		return
	}
	p.counted(problems)
}

// speakAll prints what a person is asked to sign, whatever else is kept quiet.
func (p *program) speakAll(lines []inventory.Text) {
	p.speak(nil)
	for _, line := range lines {
		fmt.Fprintln(p.err, line.In(p.lang))
	}
}

// written says on standard error which file of the review was written.
func (p *program) written(ws *workspace.Workspace, name string) {
	if !p.quiet {
		at := filepath.Join(ws.Dir, "review", name)
		fmt.Fprintln(p.err, inventory.Text{ZH: "已写入 " + at, EN: "written to " + at}.In(p.lang))
	}
}

// today is the date that a record gets if the call gives none.
func today(given string) (string, error) {
	if given == "" {
		return time.Now().Format(time.DateOnly), nil
	}
	if _, err := time.Parse(time.DateOnly, given); err != nil {
		return "", usage("--date %[1]q 不是日期：写成 2026-03-31 的形式", "--date %[1]q is not a date: write it as 2026-03-31", given)
	}
	if given > time.Now().AddDate(0, 0, 1).Format(time.DateOnly) {
		return "", usage("--date %[1]s 还没有到：写当天的日期", "--date %[1]s is yet to come: give the day on which it is said", given)
	}
	return given, nil
}
