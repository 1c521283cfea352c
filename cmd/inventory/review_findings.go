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
	"ghg/inventory/spelling"
	"ghg/inventory/workspace"
)

// findingFlags are a row of review/findings.csv as flags.
type findingFlags struct {
	category, gas, boundary, severity string
	text, by, date, reason            string
	signer                            note.Signer      // of close
	shown                             []inventory.Text // of close: what was to be signed
}

// said are the flags of who says what and when; the name of the flag of the text is given.
func (f *findingFlags) said(flag, text string) (out review.Said, err error) {
	if out.Text, err = words(flag, text, false); err != nil {
		return out, err
	}
	if out.By, err = words("--by", f.by, true); err != nil {
		return out, err
	}
	out.Date, err = today(f.date)
	return out, err
}

// signed adds the flags of who and when.
func (f *findingFlags) signed(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.by, "by", "", "who says it")
	cmd.Flags().StringVar(&f.date, "date", "", "when: 2026-03-31 (default: today)")
}

func (p *program) reviewAdd() *cobra.Command {
	var f findingFlags
	cmd := &cobra.Command{
		Use:   "add [DIR] --year YEAR --category CODE|total|total_without_land [--gas GAS] --severity S --text TEXT --by NAME",
		Short: "对一个数提出审核意见 · raise a finding against a figure",
		Args:  takes(0, 1, "[DIR]"),
		RunE:  func(_ *cobra.Command, args []string) error { return p.raise(args, &f) },
	}
	flags := cmd.Flags()
	flags.IntVar(&p.year, "year", 0, "the year of the figure")
	flags.StringVar(&f.category, "category", "", "category code or heading, total or total_without_land")
	flags.StringVar(&f.gas, "gas", "", "gas: CO2 (default: all gases, as CO2e)")
	flags.StringVar(&f.boundary, "boundary", "territorial", strings.Join(review.BoundaryNames(), " | "))
	flags.StringVar(&f.severity, "severity", "", strings.Join(review.Severities(), " | "))
	flags.StringVar(&f.text, "text", "", "what is to be said against it")
	f.signed(cmd)
	return cmd
}

// raise compiles the year, binds the finding to its figure and records it.
func (p *program) raise(args []string, f *findingFlags) error {
	about, err := f.said("--text", f.text)
	if err != nil {
		return err
	}
	severity := review.SeverityOf(f.severity)
	boundary := slices.Index(review.BoundaryNames(), f.boundary)
	switch {
	case p.year == 0:
		return usage("没有给出 --year", "not given: --year")
	case f.category == "":
		return usage("没有给出 --category", "not given: --category")
	case severity < 0:
		return wordOf("--severity", f.severity, review.Severities())
	case boundary < 0:
		return wordOf("--boundary", f.boundary, review.BoundaryNames())
	}
	e, ws, result, err := p.figures(args, true)
	if err != nil {
		return err
	}
	inv := result.Inventory
	figure := inventory.Figure{Year: p.year, Boundary: inventory.Boundaries[boundary], Scope: review.ScopeOf(f.category), Gas: inventory.AllGases}
	if figure.Scope == "" {
		c, err := categoryOf(e.Vocabulary, f.category)
		if err != nil {
			return err
		}
		figure.Scope = c.Code
	}
	if f.gas != "" && !strings.EqualFold(f.gas, "CO2e") && f.gas != inventory.AllGases {
		if figure.Gas, err = gasOf(e.Vocabulary, f.gas); err != nil {
			return err
		}
	}
	var raised *review.Event
	if err := p.changeReview(e, ws, func(r *review.Review) (string, []byte, inventory.Problems) {
		event, content, problems := r.Raise(figure, inventory.Severity(severity), about, inv)
		raised = event
		return review.FindingsFile, content, problems
	}); err != nil {
		return err
	}
	p.written(ws, review.FindingsFile)
	records := report.Records{Columns: []string{"id", "year", "boundary", "category", "gas", "value", "digest"},
		Rows: [][]string{{raised.ID, strconv.Itoa(figure.Year), figure.Boundary.String(), figure.Scope, figure.Gas, raised.Value.String(), raised.Digest}}}
	return p.emit(records, func() { fmt.Fprintf(p.out, "%s  %s\n", raised.ID, raised.Value) })
}

// wordOf refuses a word that a flag does not take.
func wordOf(flag, written string, allowed []string) error {
	list := strings.Join(allowed, ", ")
	if nearest := spelling.Nearest(written, allowed); nearest != "" {
		return usage("%[1]s 不认识 %[2]q；最接近的是 %[3]q", "%[1]s does not know %[2]q; the nearest is %[3]q", flag, written, nearest)
	}
	return usage("%[1]s 不认识 %[2]q；可用：%[3]s", "%[1]s does not know %[2]q; one of %[3]s", flag, written, list)
}

// reviewAbout is a verb that adds a row to a finding. Figures tells whether the workspace is compiled for it.
func (p *program) reviewAbout(use, short string, figures bool, f *findingFlags, check func() (review.Said, error),
	row func(*review.Review, *review.Finding, review.Said, *inventory.Inventory) ([]byte, inventory.Problems)) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: takes(1, 2, "ID [DIR]")}
	f.signed(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		about, err := check()
		if err != nil {
			return err
		}
		e, ws, result, err := p.figures(args[1:], figures)
		if err != nil {
			return err
		}
		var inv *inventory.Inventory
		if result != nil {
			inv = result.Inventory
		}
		if err := p.openKey(f, func() ([]inventory.Text, error) { return p.closingText(e, ws, args[0], f.reason, inv) }); err != nil {
			return err
		}
		if err := p.changeReview(e, ws, func(r *review.Review) (string, []byte, inventory.Problems) {
			finding, problem := r.Finding(args[0])
			if problem != nil {
				return "", nil, inventory.Problems{*problem}
			}
			content, problems := row(r, finding, about, inv)
			return review.FindingsFile, content, problems
		}); err != nil {
			return err
		}
		p.written(ws, review.FindingsFile)
		return nil
	}
	return cmd
}

func (p *program) reviewAnswer() *cobra.Command {
	var f findingFlags
	cmd := p.reviewAbout("answer ID [DIR] --text TEXT --by NAME", "答复一条审核意见 · answer a finding", false, &f,
		func() (review.Said, error) { return f.said("--text", f.text) },
		func(r *review.Review, finding *review.Finding, s review.Said, _ *inventory.Inventory) ([]byte, inventory.Problems) {
			_, content, problems := r.Answer(finding, s)
			return content, problems
		})
	cmd.Flags().StringVar(&f.text, "text", "", "the answer")
	return cmd
}

func (p *program) reviewReopen() *cobra.Command {
	var f findingFlags
	cmd := p.reviewAbout("reopen ID [DIR] --text TEXT --by NAME", "重开一条已关闭的意见 · reopen a closed finding", true, &f,
		func() (review.Said, error) { return f.said("--text", f.text) },
		func(r *review.Review, finding *review.Finding, s review.Said, inv *inventory.Inventory) ([]byte, inventory.Problems) {
			_, content, problems := r.Reopen(finding, s, inv)
			return content, problems
		})
	cmd.Flags().StringVar(&f.text, "text", "", "why")
	return cmd
}

func (p *program) reviewClose() *cobra.Command {
	var f findingFlags
	cmd := p.reviewAbout("close ID [DIR] --by NAME | close ID [DIR] --reason TEXT --key FILE", "关闭一条意见：数已变，或审核人签名说明理由 · close a finding: its figure changed, or a reviewer signs a reason", true, &f,
		func() (review.Said, error) { return p.closing(&f) },
		func(r *review.Review, finding *review.Finding, s review.Said, inv *inventory.Inventory) ([]byte, inventory.Problems) {
			if s.By != "" {
				_, content, problems := r.Close(finding, s, inv)
				return content, problems
			}
			_, content, problems := r.CloseSigned(finding, s, inv, f.signer)
			if !problems.Failed() && !slices.Equal(f.shown, r.SummaryOf(finding, f.reason, inv)) {
				problems.Add(*changedMeanwhile())
			}
			return content, problems
		})
	cmd.Flags().StringVar(&f.text, "text", "", "a remark, where the figure has changed")
	cmd.Flags().StringVar(&f.reason, "reason", "", "why it is closed though the figure stays; needs --key")
	p.signerFlags(cmd)
	return cmd
}

// closingText is what a reviewer is asked to sign who closes a finding.
func (p *program) closingText(e *engine.Engine, ws *workspace.Workspace, id, reason string, inv *inventory.Inventory) ([]inventory.Text, error) {
	r, _ := p.readReview(ws, ws.Review, e.Vocabulary) // what is wrong with it is told when it is read to be changed
	finding, problem := r.Finding(id)
	if problem != nil {
		return nil, misused("", problem)
	}
	return r.SummaryOf(finding, reason, inv), nil
}

// openKey shows what is to be signed and opens the key of --key, if there is one.
func (p *program) openKey(f *findingFlags, show func() ([]inventory.Text, error)) (err error) {
	if len(p.signing.keys) == 0 {
		return nil
	}
	if f.shown, err = show(); err != nil {
		return err
	}
	p.speakAll(f.shown)
	f.signer, err = p.signer()
	return err
}

// closing checks the flags of close.
func (p *program) closing(f *findingFlags) (out review.Said, err error) {
	if err := p.oneKey(false); err != nil {
		return out, err
	}
	switch signed := len(p.signing.keys) > 0; {
	case !signed && f.reason != "":
		return out, usage("--reason 要签名：加 --key FILE（审核人的密钥）", "--reason is signed: add --key FILE, the key of a reviewer")
	case !signed && f.text == "":
		f.text = review.FigureChanged
		return f.said("--text", f.text)
	case !signed:
		return f.said("--text", f.text)
	case f.by != "" || f.text != "":
		return out, usage("有 --key 时不写 --by、--text：人是密钥的主人，话写在 --reason", "with --key neither --by nor --text is given: the person is the owner of the key, and says it in --reason")
	}
	if out.Text, err = words("--reason", f.reason, false); err != nil {
		return out, err
	}
	f.reason = out.Text
	out.Date, err = today(f.date)
	return out, err
}
