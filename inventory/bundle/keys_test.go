package bundle

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"filippo.io/age/armor"

	"ghg/inventory/workspace"
)

const passphrase = "五个不相干的词 battery staple"

func TestNewKey(t *testing.T) {
	private, verifier, err := NewKey("张三", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if own, err := verifierOf(private); err != nil || own != verifier || !strings.HasPrefix(verifier, "张三+") {
		t.Errorf("%s, of the private half %s (%v)", verifier, own, err)
	}
	again, _, err := NewKey("张三", rand.Reader)
	if err != nil || again == private {
		t.Errorf("the same key twice (%v)", err)
	}
	for _, name := range []string{"", "none", "zhang san", "zhang+san", "a\tb", "a\u200bb", "a/b", `a\b`, "a\"b", "a:b", "\xff", "a\u3000b"} {
		if _, _, err := NewKey(name, rand.Reader); faultOf(err) != "bad-key-name" {
			t.Errorf("a key named %q: %v", name, err)
		}
	}
	if own, err := verifierOf(zhangsanPrivate); err != nil || own != zhangsanPublic {
		t.Errorf("%s (%v)", own, err)
	}
}

func TestKeyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zhangsan.key")
	if err := WriteKey(path, zhangsanPrivate, passphrase); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(written), zhangsanPrivate[30:]) || strings.Contains(string(written), "PRIVATE") || strings.Contains(string(written), passphrase) {
		t.Error("the file tells a secret")
	}
	if stat, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && stat.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v (%v)", stat.Mode(), err)
	}
	if got, err := ReadKey(path, passphrase); err != nil || got.Name() != "zhangsan" || got.KeyHash() != 0xaea35e7f {
		t.Errorf("read as %v (%v)", got, err)
	} else if key, ok := Owner(got, []workspace.Key{lisi, zhangsan}); !ok || key != zhangsan {
		t.Errorf("the key of %v", key)
	}
	if public, err := PublicKey(path); err != nil || public != zhangsanPublic {
		t.Errorf("the public half is %s (%v)", public, err)
	}
	if _, err := ReadKey(path, passphrase+" "); faultOf(err) != "wrong-passphrase" {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if _, err := ReadKey(path, ""); faultOf(err) != "wrong-passphrase" {
		t.Errorf("no passphrase: %v", err)
	}
	if err := WriteKey(path, lisiPrivate, passphrase); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over: %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != string(written) {
		t.Errorf("the file has changed (%v)", err)
	}
}

// Key files that are none, or not whole.
func TestKeyFileDamaged(t *testing.T) {
	easy, err := keyFile(zhangsanPrivate, passphrase, 4)
	if err != nil {
		t.Fatal(err)
	}
	sound := string(easy)
	path := filepath.Join(t.TempDir(), "a.key")
	if _, err := ReadKey(path, passphrase); faultOf(err) != "no-key-file" {
		t.Errorf("no file: %v", err)
	}
	if _, err := ReadKey(t.TempDir(), passphrase); faultOf(err) != "key-unreadable" {
		t.Errorf("a folder: %v", err)
	}
	for content, want := range map[string]string{
		sound:                                 "<nil>",
		"":                                    "not-a-key",
		zhangsanPrivate:                       "not-a-key",
		sound[strings.Index(sound, "-----"):]: "not-a-key",
		keyTitle + "\n":                       "key-damaged",
		sound[:len(sound)-40]:                 "key-damaged",
		sound + "\n":                          "key-damaged",
		strings.Replace(sound, "zhangsan", "lisi", 1):                     "key-damaged",
		strings.Replace(sound, zhangsanPublic, lisiPublic, 1):             "key-damaged",
		strings.ReplaceAll(sound, "\n", "\r\n"):                           "<nil>",
		resummed(sound, zhangsanPublic, lisiPublic):                       "key-damaged",
		resummed(sound, "", "-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n"): "key-damaged",
		resummed(sound, "\n-----END", "AAAA\n-----END"):                   "key-damaged",
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadKey(path, passphrase); faultOf(err) != want {
			t.Errorf("%.200q: %v, want %s", content, err, want)
		}
	}
}

// resummed changes a key file and gives it the checksum of what it is then, as whoever forges it would; of "" the encrypted half is all
// that changes.
func resummed(content, old, new string) string {
	lines := strings.SplitAfterN(content, "\n", 4)
	if old == "" {
		lines[3] = new
	} else {
		lines[1], lines[3] = strings.Replace(lines[1], old, new, 1), strings.Replace(lines[3], old, new, 1)
	}
	lines[2] = keySumsLine + sumOf(strings.TrimSpace(strings.TrimPrefix(lines[1], publicLine)), []byte(lines[3])) + "\n"
	return strings.Join(lines, "")
}

// A file that asks for too much work is refused at once: 2^30 would take 1 TiB.
func TestKeyFileOfTooMuchWork(t *testing.T) {
	var hostile strings.Builder
	w := armor.NewWriter(&hostile)
	nothing := strings.Repeat("A", 43)
	if _, err := io.WriteString(w, "age-encryption.org/v1\n-> scrypt "+nothing[:22]+" 30\n"+nothing+"\n--- "+nothing+"\n"+strings.Repeat("x", 32)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	content := resummed(strings.Join([]string{keyTitle, publicLine + zhangsanPublic, keySumsLine, ""}, "\n"), "", hostile.String())
	path := filepath.Join(t.TempDir(), "a.key")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadKey(path, passphrase); faultOf(err) != "key-damaged" {
		t.Error(err)
	}
}

func TestShortPassphrase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.key")
	for _, short := range []string{"", "12345678901", "只有十一个汉字的口令一"} {
		if err := WriteKey(path, zhangsanPrivate, short); faultOf(err) != "passphrase-short" {
			t.Errorf("%q: %v", short, err)
		}
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file was written: %v", err)
	}
	if err := CheckPassphrase("恰好有十二个汉字的口令啊"); err != nil {
		t.Error(err)
	}
}
