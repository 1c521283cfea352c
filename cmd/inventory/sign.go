package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

func (p *program) sign() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sign FILE --key KEY",
		Short: "在封存文件上加签名 · add a signature to a seal",
		Long: "在封存文件上加一个签名，其余一字节不动。密钥要列在封存的 inventory.toml 的 [[keys]] 中，一把密钥只签一次。签名前检查文件没有被改过，但不重算：重算用 inventory verify。\n" +
			"Adds a signature to a seal; not a byte else of it changes. The key must be listed under [[keys]] of the sealed inventory.toml, and signs once. That the file was not changed " +
			"is checked first; that its results are right is for inventory verify.",
		Args: takes(1, 1, "FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(p.signing.keys) == 0 {
				return usage("写明签名的密钥：--key FILE", "say which key signs: --key FILE")
			}
			return p.signSeal(args[0])
		},
	}
	p.signerFlags(cmd)
	return cmd
}

// signSeal adds signatures to the seal. The file is held from reading to writing, so that two people who sign at once do not lose one.
func (p *program) signSeal(path string) error {
	if _, err := readSeal(path); err != nil {
		return err
	}
	signers, err := p.signers()
	if err != nil {
		return err
	}
	dir, name := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	held, err := p.hold(dir)
	if err != nil {
		return err
	}
	defer held.Release()
	content, err := readSeal(path)
	if err != nil {
		return err
	}
	p.speak(nil)
	seal, problems := bundle.Open(path, content)
	if p.remark(problems); problems.Failed() {
		return failure{exitNotAuthentic, said{inventory.Text{ZH: path + " 不可信：没有签名", EN: path + " is not authentic: nothing was signed"}, inventory.Text{}}}
	}
	signed := seal.Signed
	for _, signer := range signers {
		if seal.Parts, err = seal.Sign(signer); err != nil {
			return unsigned(path, signer, err)
		}
		key, _ := bundle.Owner(signer, seal.Keys)
		signed = append(signed, key)
	}
	write := func(w io.Writer) error { return bundle.Pack(w, seal.Parts) }
	if err := into(held, map[string]workspace.Writer{name: write}); err != nil {
		return err
	}
	return p.signatures(signed)
}

// unsigned says why a key may not sign.
func unsigned(path string, signer note.Signer, err error) error {
	if errors.Is(err, bundle.ErrSigned) {
		return usage("密钥 %[2]s 已经在 %[1]s 上签过名", "the key %[2]s has signed %[1]s already", path, signer.Name())
	}
	return faulty(err)
}

// signatures prints who signed a seal.
func (p *program) signatures(signed []workspace.Key) error {
	records := report.Records{Columns: []string{"name", "role", "key"}}
	for _, key := range signed {
		records.Rows = append(records.Rows, []string{key.Name, key.Role, key.Verifier})
	}
	return p.emit(records, func() {
		for _, row := range records.Rows {
			fmt.Fprintln(p.out, strings.Join(row, "  "))
		}
	})
}

// readSeal reads a seal into memory, no more than one can be large.
func readSeal(path string) ([]byte, error) {
	file, err := os.Open(path)
	var content []byte
	if err == nil {
		content, err = io.ReadAll(io.LimitReader(file, bundle.MaxSize+1))
		file.Close()
	}
	if err != nil {
		return nil, usage("%[1]s 打不开：%[2]v", "%[1]s cannot be opened: %[2]v", path, cause(err))
	}
	return content, nil
}
