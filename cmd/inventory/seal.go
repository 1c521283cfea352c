package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// sealing is one call of seal.
type sealing struct {
	*program
	draft  bool
	draws  int
	seed   uint64
	attach []string
	out    string
}

func (p *program) seal() *cobra.Command {
	s := &sealing{program: p}
	cmd := &cobra.Command{
		Use:   "seal [DIR]",
		Short: "封存：一个文件装下输入、表、结果和哈希，可签名 · one file that holds inputs, tables, results and their hashes, signed if you like",
		Long: "把清单封存成 seals/ 下的一个文件：原样的输入、所用的表、因子锁定、设置和记录、结果、全部哈希。同样的清单在任何机器上得到同样的字节；每份封存记入 seals/log.txt，日志只增不改。" +
			"有 --key 则签名，没有则写明未签名。定稿要过 check --final；--draft 封存草稿并注明。out/ 下的 xlsx、docx、html 作为附件放入，不参与重算。\n" +
			"Seals the inventory into a file under seals/: the inputs as they were sent, the tables, the lock of factors, settings and records, the results, and the hashes of all of it. The same " +
			"inventory gives the same bytes on any machine; each seal is entered in seals/log.txt, to which records are only added. --key signs it; without a key it says that it is unsigned. What is final must pass " +
			"check --final; --draft seals a draft, which says so. Workbooks and pages in out/ go along as attachments, which are not recomputed.",
		Args: takes(0, 1, "[DIR]"),
		RunE: func(_ *cobra.Command, args []string) error { return s.run(args) },
	}
	p.years(cmd)
	p.asOfFlag(cmd)
	p.signerFlags(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&s.draft, "draft", false, "seal a draft: errors of check --final do not stop it")
	flags.IntVar(&s.draws, "draws", 0, "seal the uncertainties and key categories too, by so many draws")
	flags.Uint64Var(&s.seed, "seed", 1, "seed of the draws")
	flags.StringArrayVar(&s.attach, "attach", nil, "file to put in as an attachment; repeat it for several")
	flags.StringVar(&s.out, "out", "", "file to write a copy of the seal to")
	return cmd
}

func (s *sealing) run(args []string) error {
	p := s.program
	if err := s.sound(); err != nil {
		return err
	}
	signers, err := p.signers()
	if err != nil {
		return err
	}
	e, ws, problems, err := p.open(args)
	if err != nil {
		return err
	}
	if problems.Failed() {
		p.say(problems.Sorted())
		return failure{exitFailed, nil}
	}
	years, err := p.chosen(ws)
	if err != nil {
		return err
	}
	attached, err := s.attachments(ws)
	if err != nil {
		return err
	}
	recipe := bundle.Recipe{Years: years, AsOf: p.asOf, Draws: s.draws, Seed: s.seed}
	prepared, problems, err := bundle.Prepare(e, ws, recipe, s.draft, attached)
	if err != nil {
		return faulty(err)
	}
	if prepared != nil && !s.draft {
		problems = append(problems, p.unsealable(ws, e.Vocabulary, prepared.Computed.Result.Inventory)...).Sorted()
	}
	p.say(problems)
	if prepared == nil || problems.Failed() {
		if !s.draft && !p.quiet {
			fmt.Fprintln(p.err, inventory.Text{ZH: "定稿要过 inventory check --final；草稿用 --draft 封存", EN: "what is final must pass inventory check --final; a draft is sealed with --draft"}.In(p.lang))
		}
		return failure{exitFailed, nil}
	}
	if err := prepared.Signable(signers); err != nil {
		return faulty(err)
	}
	stored, err := prepared.Store(filepath.Join(ws.Dir, bundle.SealsFolder), signers...)
	if err != nil {
		return unsealed(err)
	}
	if s.out != "" {
		if err := workspace.Write(filepath.Dir(s.out), map[string]workspace.Writer{filepath.Base(s.out): workspace.Content(stored.Content)}); err != nil {
			return unwritten(err)
		}
	}
	s.remarks(prepared, stored)
	return s.show(prepared, stored)
}

// unsealable says what keeps a final seal from the years of the inventory: faults of the review, and years whose figures are not approved where
// they have to be.
func (p *program) unsealable(ws *workspace.Workspace, voc *inventory.Vocabulary, inv *inventory.Inventory) inventory.Problems {
	r, problems := p.readReview(ws, ws.Review, voc)
	if !problems.Failed() {
		problems = append(problems, r.Sealable(inv)...)
	}
	return problems
}

// sound checks the flags.
func (s *sealing) sound() error {
	switch {
	case s.draws < 0 || s.draws > 0 && s.draws < leastDraws:
		return usage("--draws %[1]d：至少 %[2]d 次，或 0（不做不确定度）", "--draws %[1]d: at least %[2]d, or 0 for no uncertainties", s.draws, leastDraws)
	case s.draws > mostDraws:
		return tooMany(s.draws)
	case s.out == "":
		return nil
	}
	dir := filepath.Dir(s.out)
	if stat, err := os.Stat(s.out); err == nil && stat.IsDir() {
		return usage("--out %[1]s 是文件夹：写一个文件名", "--out %[1]s is a folder: name a file", s.out)
	}
	if stat, err := os.Stat(filepath.Join(dir, "inventory.toml")); err == nil && stat.Mode().IsRegular() && filepath.Ext(s.out) == ".zip" {
		return nil // beside the settings of a workspace nothing is read that is named so
	}
	return writable(dir, "")
}

// attached are the endings of the reports that a seal takes along.
var attached = []string{".xlsx", ".docx", ".html"}

// attachments are the reports of out/ and the files of --attach.
func (s *sealing) attachments(ws *workspace.Workspace) ([]bundle.Part, error) {
	out := filepath.Join(ws.Dir, "out")
	entries, err := os.ReadDir(out)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, usage("%[1]s 打不开：%[2]v", "%[1]s cannot be opened: %[2]v", out, cause(err))
	}
	var paths []string
	for _, entry := range entries {
		if ext := strings.ToLower(filepath.Ext(entry.Name())); !entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") && slices.Contains(attached, ext) {
			paths = append(paths, filepath.Join(out, entry.Name()))
		}
	}
	var parts []bundle.Part
	for _, path := range append(paths, s.attach...) {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, usage("附件 %[1]s 打不开：%[2]v", "the attachment %[1]s cannot be opened: %[2]v", path, cause(err))
		}
		name := bundle.Attachments + filepath.Base(path)
		if slices.ContainsFunc(parts, func(p bundle.Part) bool { return p.Path == name }) {
			return nil, usage("有两个附件叫 %[1]s", "two attachments are named %[1]s", filepath.Base(path))
		}
		parts = append(parts, bundle.Part{Path: name, Content: content})
	}
	return parts, nil
}

// unsealed says why a seal was not written: what is there contradicts itself, exit code 1, or cannot be written, 5.
func unsealed(err error) error {
	var fault *bundle.Fault
	if errors.As(err, &fault) {
		return failure{exitFailed, said{fault.Message, fault.Hint}}
	}
	return unwritten(err)
}

// remarks tells on standard error what was met on the way.
func (s *sealing) remarks(prepared *bundle.Prepared, stored *bundle.Stored) {
	if s.quiet {
		return
	}
	told := append(prepared.Computed.Omitted, stored.Remarks...)
	if stored.Again && stored.Signed > 0 {
		told = append(told, inventory.Text{ZH: fmt.Sprintf("同样的清单已经封存过：没有新的记录，加了 %d 个签名", stored.Signed), EN: fmt.Sprintf("the same inventory is sealed already: there is no new record, and %d signatures were added", stored.Signed)})
	} else if stored.Again {
		told = append(told, inventory.Text{ZH: "同样的清单已经封存过：没有新的记录；要加签名用 inventory sign", EN: "the same inventory is sealed already: there is no new record; inventory sign adds signatures"})
	} else if len(s.signing.keys) == 0 {
		told = append(told, inventory.Text{ZH: "没有给出密钥：封存文件未签名，任何人都可能制作它；inventory sign 可以补签", EN: "no key was given: the seal is unsigned, anybody may have made it; inventory sign adds signatures"})
	}
	for _, text := range told {
		fmt.Fprintln(s.err, inventory.Printable(text.In(s.lang)))
	}
}

// show prints what was sealed.
func (s *sealing) show(prepared *bundle.Prepared, stored *bundle.Stored) error {
	m := prepared.Manifest
	state, size := map[bool]string{true: "draft", false: "final"}[m.Draft], fmt.Sprint(len(stored.Content))
	records := report.Records{Columns: []string{"file", "region", "from", "to", "state", "manifest_sha256", "record", "parts", "bytes"},
		Rows: [][]string{{filepath.ToSlash(stored.Path), m.Region.Code, fmt.Sprint(slices.Min(m.Years)), fmt.Sprint(slices.Max(m.Years)), state, m.Hash(), fmt.Sprint(stored.Record), fmt.Sprint(len(m.Parts)), size}}}
	return s.emit(records, func() {
		fmt.Fprintln(s.program.out, stored.Path)
		fmt.Fprintln(s.program.out, fmt.Sprintf(inventory.Text{
			ZH: "清单（manifest）sha256:%s · %d 个部分、%s 字节 · 日志第 %d 条 · %s", EN: "manifest sha256:%s · %d parts, %s bytes · record %d of the log · %s"}.In(s.lang),
			m.Hash(), len(m.Parts), size, stored.Record, map[string]inventory.Text{"draft": {ZH: "草稿", EN: "draft"}, "final": {ZH: "定稿", EN: "final"}}[state].In(s.lang)))
	})
}
