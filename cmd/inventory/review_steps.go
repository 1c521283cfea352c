package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/review"
	"ghg/inventory/workspace"
)

// reviewStep is the verb by which the figures of a year come to a state.
func (p *program) reviewStep(state review.State, verb, short string) *cobra.Command {
	asked := review.Asked{State: state}
	use := verb + " [DIR] --year YEAR --key FILE"
	if state == review.Draft {
		use += " --reason TEXT"
	}
	cmd := &cobra.Command{
		Use:   use,
		Short: short,
		Args:  takes(0, 1, "[DIR]"),
		RunE:  func(_ *cobra.Command, args []string) error { return p.advance(args, asked) },
	}
	flags := cmd.Flags()
	flags.IntVar(&p.year, "year", 0, "the year")
	flags.StringVar(&asked.Date, "date", "", "the day of the signature: 2026-03-31 (default: today)")
	if state == review.Draft {
		flags.StringVar(&asked.Reason, "reason", "", "why approved figures have to change")
	}
	p.signerFlags(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error { return p.advance(args, asked) }
	return cmd
}

// advance compiles the year, signs the step and writes it.
func (p *program) advance(args []string, asked review.Asked) error {
	var err error
	if asked.Date, err = today(asked.Date); err != nil {
		return err
	}
	if err := p.oneKey(true); err != nil {
		return err
	}
	if asked.Year = p.year; p.year == 0 {
		return usage("没有给出 --year", "not given: --year")
	}
	if asked.State == review.Draft {
		if strings.TrimSpace(asked.Reason) == "" {
			return usage("没有给出 --reason", "not given: --reason")
		}
		if asked.Reason, err = words("--reason", asked.Reason, true); err != nil {
			return err
		}
	}
	e, ws, result, err := p.figures(args, asked.State != review.Draft)
	if err != nil {
		return err
	}
	var inv *inventory.Inventory
	var problems inventory.Problems
	if result != nil {
		inv, problems = result.Inventory, result.Problems
	}
	seen, _ := p.readReview(ws, ws.Review, e.Vocabulary) // what is wrong with it is told when it is read to be changed
	shown := seen.Summary(asked, inv, problems)
	p.speakAll(shown)
	signers, err := p.signers()
	if err != nil {
		return err
	}
	asked.Signer = signers[0]
	var taken *review.Step
	err = p.changeReview(e, ws, func(r *review.Review) (string, []byte, inventory.Problems) {
		step, content, problem := r.Advance(asked, inv)
		if problem == nil && !slices.Equal(shown, r.Summary(asked, inv, problems)) {
			problem = changedMeanwhile()
		}
		if problem != nil {
			return "", nil, inventory.Problems{*problem}
		}
		taken = step
		return step.FileName(), content, nil
	})
	if err != nil {
		return err
	}
	records := stepRecords(taken)
	err = p.emit(records, func() { fmt.Fprint(p.out, taken.Text()) })
	p.written(ws, taken.FileName())
	return err
}

// changedMeanwhile says that the review is no longer what was shown before the passphrase was typed.
func changedMeanwhile() *inventory.Problem {
	return &inventory.Problem{Code: "review-changed", Severity: inventory.Error,
		Message: inventory.Text{ZH: "输入口令时有人改了 review/：列出的已不是要签的", EN: "somebody changed review/ while the passphrase was typed: what was shown is not what would be signed"},
		Hint:    inventory.Text{ZH: "再运行一次", EN: "run it again"}}
}

// stepRecords is the step that was taken.
func stepRecords(s *review.Step) report.Records {
	return report.Records{Columns: []string{"region", "year", "step", "version", "state", "by", "role", "date", "figures", "total", "total_without_land", "reason", "file"},
		Rows: [][]string{{s.Region, strconv.Itoa(s.Year), strconv.Itoa(s.Number), strconv.Itoa(s.Version), s.State.String(), s.By, s.Role, s.Date, s.Figures, s.Total, s.NoLand, s.Reason, s.File}}}
}

// figures compiles the year of --year; where no figures are needed it only opens the workspace, whatever is wrong with its data.
func (p *program) figures(args []string, wanted bool) (*engine.Engine, *workspace.Workspace, *engine.Result, error) {
	if wanted {
		return p.compiled(args, p.chosen, p.counted)
	}
	e, ws, problems, err := p.open(args)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, problem := range problems {
		if problem.Severity >= inventory.Error && problem.Source.File == "inventory.toml" {
			p.say(problems)
			return nil, nil, nil, failure{exitFailed, nil}
		}
	}
	if p.year != 0 {
		_, err = p.chosen(ws)
	}
	return e, ws, nil, err
}

// oneKey refuses a call with another number of keys than one, or none where that is enough.
func (p *program) oneKey(wanted bool) error {
	switch n := len(p.signing.keys); {
	case n == 0 && wanted:
		return usage("写明签名的密钥：--key FILE", "say which key signs: --key FILE")
	case n > 1:
		return usage("给了 %[1]d 个 --key：一步由一人签名", "%[1]d --key: one person signs a step", n)
	}
	return nil
}

// signer is the one of --key, nil if there is none.
func (p *program) signer() (note.Signer, error) {
	signers, err := p.signers()
	if err != nil || len(signers) == 0 {
		return nil, err
	}
	return signers[0], nil
}

// words are a text or a name of a flag, without blanks at its ends; those that would not read back as they were typed are refused.
func words(flag, text string, name bool) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", usage("没有给出 %[1]s", "not given: %[1]s", flag)
	}
	if p := review.Unsound(text, name); p != nil {
		return "", misused(flag, p)
	}
	return text, nil
}
