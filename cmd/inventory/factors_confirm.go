package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/table"
	"ghg/inventory/workspace"
)

func (p *program) factorsConfirm(dir *string) *cobra.Command {
	var line factors.Confirmation
	var list, dry bool
	cmd := &cobra.Command{
		Use:   "confirm KEY --value V --page P --by NAME --date 2026-03-31 --workspace DIR | confirm --list --workspace DIR",
		Short: "记下已与印刷本核对的一行，并说明它改变了什么 · record that a row was compared with print, and what that changes",
		Args: func(cmd *cobra.Command, args []string) error {
			if list {
				return takes(0, 0, "")(cmd, args)
			}
			return takes(1, 1, "KEY")(cmd, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if list {
				return p.confirmations(*dir)
			}
			line.Key = args[0]
			if err := complete(line, *dir); err != nil {
				return err
			}
			return p.confirm(*dir, line, dry)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&line.Value, "value", "", "the value as printed; low;high for a range")
	flags.StringVar(&line.Page, "page", "", "the page of the printed document")
	flags.StringVar(&line.By, "by", "", "who compared it")
	flags.StringVar(&line.Date, "date", "", "when: 2026-03-31")
	flags.BoolVar(&dry, "dry-run", false, "say what would change, write nothing")
	flags.BoolVar(&list, "list", false, "list who confirmed what")
	return cmd
}

// complete refuses a confirmation that lacks a part or would not read back as it was typed.
func complete(line factors.Confirmation, dir string) error {
	var missing []string
	for _, flag := range [][2]string{{"--value", line.Value}, {"--page", line.Page}, {"--by", line.By}, {"--date", line.Date}, {"--workspace", dir}} {
		if strings.TrimSpace(flag[1]) == "" {
			missing = append(missing, flag[0])
		}
		if table.Hidden(flag[1]) || strings.ContainsAny(flag[1], "\t\n") {
			return usage("%[1]s 含有不显示的字符：%[2]q", "%[1]s holds a character that does not show: %[2]q", flag[0], flag[1])
		}
	}
	if missing != nil {
		return usage("没有给出 %[1]s", "not given: %[1]s", strings.Join(missing, ", "))
	}
	if _, err := time.Parse(time.DateOnly, line.Date); err != nil {
		return usage("--date %[1]q 不是日期：写成 2026-03-31 的形式", "--date %[1]q is not a date: write it as 2026-03-31", line.Date)
	}
	return nil
}

func (p *program) confirm(dir string, line factors.Confirmation, dry bool) error {
	at := filepath.Join(dir, "factors")
	var folder *workspace.Folder
	if _, err := os.Stat(filepath.Join(dir, "inventory.toml")); err == nil && !dry {
		if folder, err = p.hold(at); err != nil { // before the file is read that is extended
			return err
		}
		defer folder.Release()
	}
	r, err := p.registry(dir)
	if err != nil {
		return err
	}
	if _, err := rowOf(r.table, line.Key); err != nil {
		return err
	}
	change, problems := r.engine.Confirm(r.workspace, engine.Errors(r.problems), line)
	if problems.Failed() {
		p.say(problems.Sorted())
		return failure{exitFailed, nil}
	}
	if !dry {
		if err := into(folder, map[string]workspace.Writer{"confirmations.csv": workspace.Content(change.Content)}); err != nil {
			return err
		}
	}
	err = p.emit(report.ConfirmingRecords(change), func() { report.Confirming(p.out, change, p.lang) })
	if !p.quiet {
		done := inventory.Text{ZH: "已写入 " + filepath.Join(at, "confirmations.csv"), EN: "written to " + filepath.Join(at, "confirmations.csv")}
		if dry {
			done = inventory.Text{ZH: "只是试算，什么也没写", EN: "a dry run: nothing was written"}
		}
		fmt.Fprintln(p.err, done.In(p.lang))
	}
	return err
}

// confirmations lists who confirmed what.
func (p *program) confirmations(dir string) error {
	if dir == "" {
		return usage("没有给出 --workspace", "not given: --workspace")
	}
	r, err := p.registry(dir)
	if err != nil {
		return err
	}
	p.remark(r.problems)
	lines := r.engine.Confirmed(r.workspace)
	err = p.emit(report.ConfirmationRecords(lines), func() { report.Confirmations(p.out, lines, p.lang) })
	return errors.Join(err, failedIf(r.problems))
}
