package main

import (
	"bytes"
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
	place := path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		place = real // what a link leads to is signed, and the link stays
	}
	dir, name := filepath.Split(place)
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
	before, unknown := os.Stat(place)
	if err := into(held, map[string]workspace.Writer{name: write}); err != nil {
		return err
	}
	if unknown == nil {
		if err := os.Chmod(place, before.Mode().Perm()); err != nil {
			return failure{exitWrite, err}
		}
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
	content, err := readBounded(path, bundle.MaxSize)
	if err != nil {
		return nil, usage("%[1]s 打不开：%[2]v", "%[1]s cannot be opened: %[2]v", path, err)
	}
	return content, nil
}

// readBounded reads a file into memory, no more than most bytes and one more, by which it is seen to be too large. The error is the cause alone.
func readBounded(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	var content bytes.Buffer
	if err == nil {
		if stat, unknown := file.Stat(); unknown == nil && stat.Mode().IsRegular() {
			content.Grow(int(min(stat.Size(), most)) + bytes.MinRead)
		}
		_, err = content.ReadFrom(io.LimitReader(file, most+1))
		file.Close()
	}
	if err != nil {
		return nil, cause(err)
	}
	return content.Bytes(), nil
}

// small is the most that a file of keys or a passphrase may have, in bytes.
const small = 1 << 20

// readSmall reads a file of keys or a passphrase, which messages call what; a larger one is none.
func readSmall(path string, what inventory.Text) ([]byte, error) {
	content, err := readBounded(path, small)
	if err != nil {
		return nil, usage("%[1]s%[2]s 打不开：%[4]v", "%[3]s%[2]s cannot be read: %[4]v", what.ZH, path, what.EN, err)
	}
	if len(content) > small {
		return nil, usage("%[1]s%[2]s 大于 %[4]d 字节：不会是这里要的文件", "%[3]s%[2]s is larger than %[4]d bytes: it cannot be the file that is wanted here", what.ZH, path, what.EN, small)
	}
	return content, nil
}
