package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/report"
	"ghg/inventory/review"
	"ghg/inventory/workspace"
)

// verifying is one call of verify.
type verifying struct {
	*program
	workspace, trust, log string
	draws                 int
	require               []string
}

func (p *program) verify() *cobra.Command {
	v := &verifying{program: p}
	cmd := &cobra.Command{
		Use:   "verify FILE… | --log PATH [FILE…]",
		Short: "核验封存文件：是否真实，重算是否一致 · whether a seal is authentic, and comes out again",
		Long: "核验不联网、不写文件。先看是否真实：容器、哈希、声明、日志和签名相符，否则退出码 4。再用封存的输入和表重算：一致为 0；不一致为 3，指出第一处和全部差异，并追到原因：输入、表、程序版本，或结果被改动。" +
			"签名的密钥由封存件自己列出；--workspace 或 --trust 用您已有的密钥核对。封存之后补的签名可以再拿掉：谁必须签过用 --require 写明。--log 证明 seals/ 中和给出的封存都在日志里、日志与它们没有矛盾；没有给出的封存，它证明不了。\n" +
			"Verifying needs no network and writes nothing. A seal is authentic if container, hashes, statement, log and signatures agree; exit code 4 if not. Then it is computed anew from the sealed inputs and tables: " +
			"0 if identical, 3 if not, with the first difference and all of them, each traced to its cause: an input, a table, the version of the program, or a result that was altered. The keys are those that the seal itself " +
			"names; --workspace or --trust holds them against keys that you have. A signature added after sealing can be taken away again: say by --require who must have signed. --log proves that the seals given and those beside it are in the log, and that its history is theirs; of seals that are not given it proves nothing.",
		Args: func(cmd *cobra.Command, args []string) error {
			if v.log != "" {
				return nil
			}
			return takes(1, 1<<20, "FILE…")(cmd, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			p.speak(nil)
			if v.draws < 1 || v.draws > bundle.MostDraws {
				return usage("--draws-limit %[1]d：1 到 %[2]d", "--draws-limit %[1]d: 1 to %[2]d", v.draws, bundle.MostDraws)
			}
			if given := slices.DeleteFunc([]string{v.workspace, v.trust, v.log}, func(path string) bool { return path == "" }); len(given) > 1 {
				return usage("--workspace、--trust、--log 只能给一个", "give one of --workspace, --trust and --log")
			}
			if v.log != "" {
				return v.logs(args)
			}
			return v.seals(args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&v.workspace, "workspace", "", "workspace whose inventory.toml lists the keys that you know")
	flags.StringVar(&v.trust, "trust", "", "file with the public keys that you know, a line each")
	flags.IntVar(&v.draws, "draws-limit", bundle.DrawsTaken, "most draws that are made anew; a seal of more is not recomputed")
	flags.StringVar(&v.log, "log", "", "log of seals, or the folder it lies in: prove that the seals are in it")
	flags.StringArrayVar(&v.require, "require", nil, "role somebody of which must have signed, by the list of --workspace: compiler | reviewer | approver; repeat it for several")
	return cmd
}

// seals verifies seals one after another; the exit code is that of the worst.
func (v *verifying) seals(paths []string) error {
	trust, err := v.known()
	if err != nil {
		return err
	}
	e, err := tables()
	if err != nil {
		return failure{exitFailed, err}
	}
	var knows func(workspace.Key) bool
	if trust != nil && trust.From != "" {
		knows = trust.Knows
	}
	var verdicts []*report.Verdict
	code := 0
	for _, path := range paths {
		content, err := readSeal(path)
		if err != nil {
			return err
		}
		verdict, seal := bundle.Verifier{Engine: e, Trust: trust, Draws: v.draws}.Verify(path, content)
		if seal != nil {
			review.Judge(seal, verdict, knows)
		}
		switch {
		case !verdict.Authentic():
			code = exitNotAuthentic
		case !verdict.Identical():
			code = max(code, exitDiffers)
		}
		verdicts = append(verdicts, verdict)
	}
	if err := v.show(verdicts); err != nil {
		return err
	}
	if code != 0 {
		return failure{code, nil}
	}
	return nil
}

func (v *verifying) show(verdicts []*report.Verdict) error {
	if v.format == "json" {
		return v.emitJSON(report.VerdictJSON(verdicts))
	}
	var records report.Records
	for _, verdict := range verdicts {
		one := report.DifferenceRecords(verdict)
		records.Columns, records.Rows = one.Columns, append(records.Rows, one.Rows...)
	}
	if v.format == "csv" { // the verdict itself is no row
		for _, verdict := range verdicts {
			v.remark(verdict.Refused)
			v.remark(verdict.Failed)
			if !v.quiet {
				fmt.Fprintln(v.err, inventory.Printable(verdict.File)+": "+verdict.Word())
			}
		}
	}
	return v.emit(records, func() {
		for i, verdict := range verdicts {
			if i > 0 {
				fmt.Fprintln(v.out)
			}
			report.VerdictPage(v.out, verdict, v.lang)
		}
	})
}

// known are the keys that the verifier has, nil if none are named.
func (v *verifying) known() (*bundle.Trust, error) {
	path := v.trust
	if v.workspace != "" {
		path = filepath.Join(v.workspace, "inventory.toml")
	}
	for _, role := range v.require {
		if !slices.Contains(workspace.Roles, role) {
			return nil, usage("--require 不认识“%[1]s”；可用：%[2]s", `--require does not know "%[1]s"; one of: %[2]s`, role, strings.Join(workspace.Roles, ", "))
		}
	}
	if path == "" && len(v.require) == 0 {
		return nil, nil
	}
	if len(v.require) > 0 && v.workspace == "" {
		return nil, usage("--require 要连同 --workspace 给出：否则谁是什么角色只是封存件自己的说法", "--require needs --workspace: who has which role is otherwise the seal's own word")
	}
	content, err := readSmall(path, inventory.Text{})
	if err != nil {
		return nil, err
	}
	trust := &bundle.Trust{From: path, Require: v.require}
	if v.workspace != "" {
		keys, problems := workspace.ReadKeys(content)
		if problems.Failed() {
			v.say(problems)
			return nil, failure{exitFailed, nil}
		}
		trust.Keys = keys
	} else if trust.Keys, err = listedKeys(path, string(content)); err != nil {
		return nil, err
	}
	if len(trust.Keys) == 0 {
		return nil, usage("%[1]s 没有列出密钥：没有可核对的", "%[1]s lists no keys: there is nothing to hold the seal against", path)
	}
	return trust, nil
}

// listedKeys reads public keys, a line each; empty lines and those that begin with # are none.
func listedKeys(path, content string) (keys []workspace.Key, err error) {
	scanner := bufio.NewScanner(strings.NewReader(strings.TrimPrefix(content, "\ufeff")))
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimSpace(scanner.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if _, err := workspace.VerifierOf(line); err != nil {
			return nil, usage("%[1]s 第 %[2]d 行不是公钥：每行一把，如 inventory key show 所印", "line %[2]d of %[1]s is no public key: one a line, as inventory key show prints it", path, n)
		}
		keys = append(keys, workspace.Key{Verifier: line})
	}
	if err := scanner.Err(); err != nil {
		return nil, usage("%[1]s 读不下去：%[2]v", "%[1]s cannot be read: %[2]v", path, err)
	}
	return keys, nil
}

// mostLog is the most that a log may have, in bytes: that of a million seals.
const mostLog = 1 << 27

// logs proves that seals are in a log: those beside it and those that are named.
func (v *verifying) logs(named []string) error {
	path := v.log
	for _, within := range []string{filepath.Join(v.log, bundle.SealsFolder, bundle.LogPath), filepath.Join(v.log, bundle.LogPath)} {
		if stat, err := os.Stat(within); err == nil && stat.Mode().IsRegular() {
			path = within
			break
		}
	}
	content, err := readBounded(path, mostLog)
	if err != nil {
		return usage("日志 %[1]s 打不开：%[2]v", "the log %[1]s cannot be opened: %[2]v", path, err)
	}
	if len(content) > mostLog {
		return usage("%[1]s 大于 %[2]d 字节：不会是日志", "%[1]s is larger than %[2]d bytes: it cannot be a log", path, mostLog)
	}
	log, problems := bundle.ParseLog(path, content)
	if problems.Failed() {
		v.remark(problems)
		return failure{exitNotAuthentic, nil}
	}
	seals, err := bundle.SealsIn(filepath.Dir(path))
	if err != nil {
		return usage("%[1]s 打不开：%[2]v", "%[1]s cannot be opened: %[2]v", filepath.Dir(path), cause(err))
	}
	findings, err := bundle.CheckLog(path, log, append(seals, named...), readSeal)
	if err != nil {
		return err
	}
	err = v.emit(report.LogRecords(findings), func() {
		report.LogPage(v.out, path, log.Size(), log.Head(log.Size()).Root.String(), findings, v.lang)
	})
	if err == nil && slices.ContainsFunc(findings, func(f report.LogFinding) bool { return f.Refused.Failed() }) {
		err = failure{exitNotAuthentic, nil}
	}
	return err
}
