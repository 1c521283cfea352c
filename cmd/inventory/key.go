package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

func (p *program) key() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "key",
		Short: "签名用的密钥 · keys that sign",
	}
	cmd.AddCommand(p.keyNew(), p.keyShow())
	return verbs(cmd, "new NAME | show FILE")
}

func (p *program) keyNew() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "建一把签名密钥，私钥以口令加密 · make a signing key, its private half under a passphrase",
		Long: "建一把 Ed25519 密钥。私钥以口令加密（age、scrypt）写入文件，只有本人可读，从不印出；公钥印成 inventory.toml 的 [[keys]] 几行。口令忘了没有办法找回。\n" +
			"Makes an Ed25519 key. The private half is written encrypted under a passphrase (age, scrypt) to a file that only its owner may read, and is never printed; the public " +
			"half is printed as the [[keys]] lines for inventory.toml. A passphrase that is forgotten cannot be had back.",
		Args: takes(1, 1, "NAME"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := p.allow("table"); err != nil {
				return err
			}
			if out == "" {
				out = args[0] + ".key"
			}
			return p.newKey(args[0], out)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "key file to write (default: NAME.key)")
	p.passphraseFlag(cmd)
	return cmd
}

func (p *program) newKey(name, path string) error {
	private, verifier, err := bundle.NewKey(name, rand.Reader)
	if err != nil {
		return faulty(err)
	}
	if len(p.signing.passphrases) > 1 {
		return usage("--passphrase-file 只能给一个", "give --passphrase-file once")
	}
	taken := usage("%[1]s 已经存在，密钥文件从不覆盖：换个名字（--out）", "%[1]s is there already, and key files are never written over: give another name (--out)", path)
	if _, err := os.Lstat(path); err == nil {
		return taken
	}
	passphrase, err := p.newPassphrase()
	if err != nil {
		return err
	}
	err = bundle.WriteKey(path, private, passphrase)
	var fault *bundle.Fault
	switch {
	case errors.As(err, &fault):
		return faulty(err)
	case errors.Is(err, fs.ErrExist):
		return taken
	case err != nil:
		return unwritten(&workspace.WriteError{Path: path, Err: cause(err)})
	}
	p.speak(nil)
	if !p.quiet {
		fmt.Fprintln(p.err, inventory.Text{
			ZH: "私钥写在 " + path + "：不要交给别人，备份一份；下面几行写入 inventory.toml",
			EN: "the private key is in " + path + ": hand it to nobody and keep a backup; the lines below go into inventory.toml"}.In(p.lang))
	}
	_, err = fmt.Fprint(p.out, keyLines(verifier))
	return err
}

// newPassphrase reads the passphrase of a new key; on a terminal it is typed twice.
func (p *program) newPassphrase() (string, error) {
	passphrase, err := p.passphrase(len(p.signing.passphrases)-1, inventory.Text{ZH: "新口令：", EN: "new passphrase: "})
	if err != nil {
		return "", err
	}
	if err := bundle.CheckPassphrase(passphrase); err != nil {
		return "", faulty(err)
	}
	if len(p.signing.passphrases) > 0 {
		return passphrase, nil
	}
	again, err := p.typed(inventory.Text{ZH: "再输一次：", EN: "once more: "})
	if err != nil {
		return "", err
	}
	if again != passphrase {
		return "", usage("两次输入的口令不同", "the two passphrases differ")
	}
	return passphrase, nil
}

// keyLines are the lines of inventory.toml that list a key. Who has it, and which role, people edit.
func keyLines(verifier string) string {
	name := workspace.Key{Verifier: verifier}.Signer()
	return fmt.Sprintf("[[keys]]\nname = \"%s\"\nrole = \"%s\" # %s\nkey = \"%s\"\n", name, workspace.Compiler, strings.Join(workspace.Roles, " | "), verifier)
}

func (p *program) keyShow() *cobra.Command {
	return &cobra.Command{
		Use:   "show FILE",
		Short: "密钥文件的公钥，不用口令 · the public half of a key file, without its passphrase",
		Args:  takes(1, 1, "FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			verifier, err := bundle.PublicKey(args[0])
			if err != nil {
				return faulty(err)
			}
			p.speak(nil)
			name := workspace.Key{Verifier: verifier}.Signer()
			records := report.Records{Columns: []string{"name", "key"}, Rows: [][]string{{name, verifier}}}
			return p.emit(records, func() { fmt.Fprint(p.out, keyLines(verifier)) })
		},
	}
}
