package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/term"

	"ghg/inventory"
	"ghg/inventory/bundle"
)

// signing are the flags of verbs that sign.
type signing struct{ keys, passphrases []string }

// signerFlags adds the flags that name keys.
func (p *program) signerFlags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&p.signing.keys, "key", nil, "key file to sign with; repeat it for several people")
	p.passphraseFlag(cmd)
}

func (p *program) passphraseFlag(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&p.signing.passphrases, "passphrase-file", nil, "file that holds the passphrase, for want of a terminal; one for all keys, or one for each in their order")
}

// signers opens the keys of --key, none if there is none. A passphrase is read from its file, or typed without being shown.
func (p *program) signers() ([]note.Signer, error) {
	keys, files := p.signing.keys, p.signing.passphrases
	if len(files) > 1 && len(files) != len(keys) {
		return nil, usage("给了 %[1]d 个 --key、%[2]d 个 --passphrase-file：写一个，或一一对应", "%[1]d --key and %[2]d --passphrase-file: give one for all or one for each", len(keys), len(files))
	}
	if len(files) > 0 && len(keys) == 0 {
		return nil, usage("有 --passphrase-file 而没有 --key", "--passphrase-file without --key")
	}
	var out []note.Signer
	for i, path := range keys {
		if _, err := bundle.PublicKey(path); err != nil {
			return nil, faulty(err) // before anybody types a passphrase for nothing
		}
		passphrase, err := p.passphrase(min(i, len(files)-1), inventory.Text{ZH: path + " 的口令：", EN: "passphrase of " + path + ": "})
		if err != nil {
			return nil, err
		}
		signer, err := bundle.ReadKey(path, passphrase)
		if err != nil {
			return nil, faulty(err)
		}
		for _, other := range out {
			if other.Name() == signer.Name() && other.KeyHash() == signer.KeyHash() {
				return nil, usage("--key %[1]s：同一把密钥给了两次", "--key %[1]s: the key is given twice", path)
			}
		}
		out = append(out, signer)
	}
	return out, nil
}

// passphrase reads the i-th file of --passphrase-file, or asks if there is none.
func (p *program) passphrase(i int, prompt inventory.Text) (string, error) {
	if i < 0 {
		return p.typed(prompt)
	}
	path := p.signing.passphrases[i]
	content, err := readSmall(path, inventory.Text{ZH: "口令文件 ", EN: "the passphrase file "})
	if err != nil {
		return "", err
	}
	line := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(string(content), "\ufeff"), "\n"), "\r")
	if strings.ContainsAny(line, "\n\r") {
		return "", usage("口令文件 %[1]s 不止一行", "the passphrase file %[1]s has more than one line", path)
	}
	if line == "" {
		return "", usage("口令文件 %[1]s 是空的", "the passphrase file %[1]s is empty", path)
	}
	return line, nil
}

// typed asks on the terminal; what is typed is not shown. A terminal that is interrupted meanwhile is left as it was.
func (p *program) typed(prompt inventory.Text) (string, error) {
	terminal := int(os.Stdin.Fd())
	before, err := term.GetState(terminal)
	if err != nil {
		return "", usage("没有终端可输入口令：用 --passphrase-file 给出口令文件", "there is no terminal to type the passphrase on: give --passphrase-file")
	}
	p.speak(nil)
	fmt.Fprint(p.err, prompt.In(p.lang))
	interrupted, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(interrupted, os.Interrupt)
	defer signal.Stop(interrupted)
	defer close(done)
	go func() {
		select {
		case <-interrupted:
			_ = term.Restore(terminal, before) // the program ends either way
			fmt.Fprintln(p.err)
			os.Exit(exitFailed)
		case <-done:
		}
	}()
	typed, err := term.ReadPassword(terminal)
	fmt.Fprintln(p.err)
	if err != nil {
		return "", usage("没有读到口令：%[1]v", "no passphrase was read: %[1]v", err)
	}
	return string(typed), nil
}

// faulty is a fault of what a call was given, exit code 2, with its hint. Other errors stay as they are.
func faulty(err error) error {
	var fault *bundle.Fault
	if !errors.As(err, &fault) {
		return err
	}
	hint := fault.Hint
	if hint != (inventory.Text{}) {
		hint = inventory.Text{ZH: "提示：" + hint.ZH, EN: "hint: " + hint.EN}
	}
	return failure{exitUsage, said{fault.Message, hint}}
}
