package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"filippo.io/age"
	"filippo.io/age/armor"
	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/table"
	"ghg/inventory/workspace"
)

const (
	// MinPassphrase is the least number of characters of a passphrase.
	MinPassphrase = 12
	// work is how often scrypt turns for a passphrase, as a power of two: half a second and 256 MiB, as age itself asks for. maxWork bounds
	// what is done for a file from elsewhere, which could ask for years.
	work, maxWork = 18, 20
	// maxKeyFile bounds the file in bytes; those that are written have some 700.
	maxKeyFile = 64 << 10
)

// The lines before the encrypted part of a key file. The public half stands in the open, so that it can be told without the
// passphrase; the checksum tells a damaged file from a wrong passphrase.
const (
	keyTitle    = "# ghg-inventory key v1"
	publicLine  = "# public "
	keySumsLine = "# sha256 "
)

// NewKey makes an Ed25519 key: the private half, and the verifier that others know it by. Both are texts of package note.
func NewKey(name string, random io.Reader) (private, verifier string, err error) {
	if !workspace.IsKeyName(name) {
		return "", "", &Fault{"bad-key-name", say("密钥不能叫“%[1]s”", `a key cannot be named "%[1]s"`, table.Excerpt(name)),
			inventory.Text{ZH: `名字不含空格、控制字符和 + / \ " :，也不是 none，如 zhangsan、张三`, EN: `a name has no spaces, control characters or + / \ " :, and is not "none"; such as zhangsan or 张三`}}
	}
	return note.GenerateKey(random, name)
}

// CheckPassphrase refuses a passphrase that is too short. The error is a *Fault: passphrase-short.
func CheckPassphrase(passphrase string) error {
	if n := utf8.RuneCountInString(passphrase); n < MinPassphrase {
		return &Fault{"passphrase-short", say("口令只有 %d 个字符，至少 %d 个", "the passphrase has %d characters, %d are the least", n, MinPassphrase),
			inventory.Text{ZH: "用一句只有自己知道的话，四五个不相干的词也好", EN: "take a sentence that only you know, or four or five words that have nothing to do with each other"}}
	}
	return nil
}

// WriteKey writes the private half of a key into a new file that only its owner may read, encrypted under the passphrase: an age file
// (age-encryption.org/v1) with scrypt, in armor. A file that is there is never written over: the error is then fs.ErrExist.
func WriteKey(path, private, passphrase string) error {
	if err := CheckPassphrase(passphrase); err != nil {
		return err
	}
	content, err := keyFile(private, passphrase, work)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		os.Remove(path)
	}
	return err
}

func keyFile(private, passphrase string, work int) ([]byte, error) {
	verifier, err := verifierOf(private)
	if err != nil {
		return nil, err
	}
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	recipient.SetWorkFactor(work)
	var secret bytes.Buffer
	armored := armor.NewWriter(&secret)
	encrypted, err := age.Encrypt(armored, recipient)
	if err != nil {
		return nil, err
	}
	_, err = io.WriteString(encrypted, private)
	if err = errors.Join(err, encrypted.Close(), armored.Close()); err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "%s\n%s%s\n%s%s\n%s", keyTitle, publicLine, verifier, keySumsLine, sumOf(verifier, secret.Bytes()), secret.Bytes()), nil
}

// sumOf is the checksum of a key file, over its public and its encrypted half.
func sumOf(verifier string, secret []byte) string {
	sum := sha256.Sum256(append([]byte(verifier+"\n"), secret...))
	return hex.EncodeToString(sum[:])
}

// verifierOf derives the public half of a key.
func verifierOf(private string) (string, error) {
	signer, err := note.NewSigner(private)
	if err != nil {
		return "", err
	}
	fields := strings.SplitN(private, "+", 5) // PRIVATE+KEY+NAME+HASH+BASE64
	seed, err := base64.StdEncoding.DecodeString(fields[4])
	if err != nil {
		return "", err
	}
	return note.NewEd25519VerifierKey(signer.Name(), ed25519.NewKeyFromSeed(seed[1:]).Public().(ed25519.PublicKey))
}

// ReadKey opens a key file. The error is a *Fault: no-key-file, key-unreadable, not-a-key, key-damaged, wrong-passphrase.
func ReadKey(path, passphrase string) (note.Signer, error) {
	verifier, secret, err := openKey(path)
	if err != nil {
		return nil, err
	}
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, wrongPassphrase(path)
	}
	identity.SetMaxWorkFactor(maxWork)
	plain, err := age.Decrypt(armor.NewReader(bytes.NewReader(secret)), identity)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return nil, wrongPassphrase(path)
	}
	if err != nil {
		return nil, damagedKey(path)
	}
	private, err := io.ReadAll(io.LimitReader(plain, maxKeyFile))
	if err != nil {
		return nil, damagedKey(path)
	}
	signer, err := note.NewSigner(string(private))
	if err != nil {
		return nil, damagedKey(path)
	}
	if own, err := verifierOf(string(private)); err != nil || own != verifier {
		return nil, damagedKey(path)
	}
	return signer, nil
}

// PublicKey reads the public half out of a key file, for which no passphrase is wanted: it stands in the open. What it says was not
// proven to belong to the encrypted half; ReadKey proves it. Errors are those of ReadKey.
func PublicKey(path string) (verifier string, err error) {
	verifier, _, err = openKey(path)
	return verifier, err
}

// openKey reads the two halves of a key file.
func openKey(path string) (verifier string, secret []byte, err error) {
	content, err := readKeyFile(path)
	if err != nil {
		return "", nil, err
	}
	content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n")) // as mail and version control leave it
	lines := bytes.SplitAfterN(content, []byte("\n"), 4)
	if string(lines[0]) != keyTitle+"\n" {
		return "", nil, &Fault{"not-a-key", say("%[1]s 不是密钥文件", "%[1]s is no key file", path), makeKey}
	}
	if len(lines) < 4 {
		return "", nil, damagedKey(path)
	}
	verifier, hasPublic := strings.CutPrefix(strings.TrimSuffix(string(lines[1]), "\n"), publicLine)
	sum, hasSum := strings.CutPrefix(strings.TrimSuffix(string(lines[2]), "\n"), keySumsLine)
	if _, err := workspace.VerifierOf(verifier); err != nil || !hasPublic || !hasSum || sum != sumOf(verifier, lines[3]) {
		return "", nil, damagedKey(path)
	}
	return verifier, lines[3], nil
}

func readKeyFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Fault{"no-key-file", say("没有密钥文件 %[1]s", "there is no key file %[1]s", path), makeKey}
	}
	var content []byte
	if err == nil {
		content, err = io.ReadAll(io.LimitReader(file, maxKeyFile))
		file.Close()
	}
	if err != nil {
		return nil, &Fault{"key-unreadable", say("密钥文件 %[1]s 读不了：%[2]v", "the key file %[1]s cannot be read: %[2]v", path, cause(err)), makeKey}
	}
	return content, nil
}

var makeKey = inventory.Text{ZH: "用 inventory key new 建一个", EN: "inventory key new makes one"}

func wrongPassphrase(path string) error {
	return &Fault{"wrong-passphrase", say("%[1]s 的口令不对", "the passphrase is not that of %[1]s", path),
		inventory.Text{ZH: "重新输入；忘了就作废这把密钥，另建一把", EN: "type it again; if it is forgotten, revoke the key and make another"}}
}

func damagedKey(path string) error {
	return &Fault{"key-damaged", say("密钥文件 %[1]s 已损坏或被改过", "the key file %[1]s is damaged or was changed", path),
		inventory.Text{ZH: "从备份取回；没有备份就作废这把密钥，另建一把", EN: "fetch it from a backup; without one, revoke the key and make another"}}
}

// cause is the reason of a failed file operation, without the path.
func cause(err error) error {
	var at *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &at):
		return at.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// Owner finds the listed key of a signer.
func Owner(signer note.Signer, keys []workspace.Key) (workspace.Key, bool) {
	i := slices.IndexFunc(keys, func(k workspace.Key) bool {
		return strings.HasPrefix(k.Verifier, fmt.Sprintf("%s+%08x+", signer.Name(), signer.KeyHash()))
	})
	if i < 0 {
		return workspace.Key{}, false
	}
	return keys[i], true
}
