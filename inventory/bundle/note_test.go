package bundle

import (
	"bytes"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory/workspace"
)

const aText = "findings of 2020\n\nthe coal of 1.A.2.f\n"

func noted(t testing.TB, text string, private ...string) string {
	t.Helper()
	var signers []note.Signer
	for _, p := range private {
		signers = append(signers, signer(t, p))
	}
	out, err := SignNote(text, signers...)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// The key and the signature are those of package note's own documentation, so that another reader of notes reads ours.
func TestSignNoteAsOthersDo(t *testing.T) {
	const (
		private = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
		public  = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
		text    = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
		want    = text + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
	)
	if got := noted(t, text, private); got != want {
		t.Errorf("signed as\n%s", got)
	}
	key := workspace.Key{Name: "Peter", Verifier: public}
	if read, signed, problems := ReadNote("a", []byte(want), []workspace.Key{key}); read != text || len(problems) > 0 || !slices.Equal(signed, []workspace.Key{key}) {
		t.Errorf("read as %q, %v, %v", read, signed, problems)
	}
}

func TestSignNote(t *testing.T) {
	keys := []workspace.Key{lisi, zhangsan}
	unsigned := noted(t, aText)
	if text, signed, problems := ReadNote("a", []byte(unsigned), keys); unsigned != aText+"\n" || text != aText || len(signed)+len(problems) > 0 {
		t.Errorf("unsigned: %q, %v, %v", text, signed, problems)
	}
	both := noted(t, aText, zhangsanPrivate, lisiPrivate)
	if text, signed, problems := ReadNote("a", []byte(both), keys); text != aText || !slices.Equal(signed, []workspace.Key{zhangsan, lisi}) || len(problems) > 0 {
		t.Errorf("signed: %q, %v, %v", text, signed, problems)
	}
	later, err := AddSignature([]byte(noted(t, aText, zhangsanPrivate)), signer(t, lisiPrivate))
	if err != nil || string(later) != both {
		t.Errorf("a signature added later gives\n%s(%v)", later, err)
	}
	if _, err := AddSignature(later, signer(t, zhangsanPrivate)); !errors.Is(err, ErrSigned) {
		t.Errorf("signing twice: %v", err)
	}
	for _, broken := range []string{"", "text", "text\n", both + "more\n", strings.TrimSuffix(both, "\n"), "\n\n"} {
		if _, err := AddSignature([]byte(broken), signer(t, zhangsanPrivate)); !errors.Is(err, ErrNote) {
			t.Errorf("%q is signed: %v", broken, err)
		}
	}
	for _, text := range []string{"", "text", "\n", "text\n\n", "a\rb\n", "a\x1b\n", "\u202ea\n", "a\tb\n", "\xff\n"} {
		if _, err := SignNote(text); !errors.Is(err, ErrNote) {
			t.Errorf("%q is a text: %v", text, err)
		}
	}
}

func TestReadNoteTampered(t *testing.T) {
	keys := []workspace.Key{zhangsan, lisi}
	revoked := lisi
	revoked.Revoked = "2026-05-01"
	both := noted(t, aText, zhangsanPrivate, lisiPrivate)
	last := both[strings.LastIndex(both, "— "):]
	wangwu := strings.TrimPrefix(noted(t, aText, wangwuPrivate), aText+"\n")
	other := strings.TrimPrefix(noted(t, "another text\n", lisiPrivate), "another text\n\n")
	for _, c := range []struct {
		name, content, want string
		row                 int
		keys, signed        []workspace.Key
	}{
		{"text", strings.Replace(both, "1.A.2.f", "1.A.2.g", 1), "note-bad-signature", 5, keys, nil},
		{"one signature of another text", strings.Replace(both, last, other, 1), "note-bad-signature", 6, keys, keys[:1]},
		{"unknown", both + wangwu, "note-unknown-key", 7, keys, keys},
		{"none known", both, "note-unknown-key", 5, nil, nil},
		{"twice", both + last, "note-signed-twice", 7, keys, keys},
		{"revoked", both, "note-revoked-key", 6, []workspace.Key{zhangsan, revoked}, keys[:1]},
		{"name", strings.Replace(both, "— lisi", "— wangwu", 1), "note-unknown-key", 6, keys, keys[:1]},
		{"no signature", both + "hello\n", "note-bad-line", 7, keys, keys},
		{"space", strings.Replace(both, "— lisi ", "— lisi  ", 1), "note-bad-line", 6, keys, keys[:1]},
		{"not ended", strings.TrimSuffix(both, "\n"), "not-a-note", 0, keys, nil},
		{"carriage returns", strings.ReplaceAll(both, "\n", "\r\n"), "not-a-note", 0, keys, nil},
		{"blank line taken", strings.Replace(both, "\n\n— zhangsan", "\n— zhangsan", 1), "note-bad-line", 3, keys, nil},
		{"many", aText + "\n" + strings.Repeat(wangwu, 101), "not-a-note", 0, keys, nil},
	} {
		_, signed, problems := ReadNote("seal.note", []byte(c.content), c.keys)
		if len(problems) == 0 || problems[0].Code != c.want || problems[0].Source.Row != c.row || !slices.Equal(signed, c.signed) {
			t.Errorf("%s: %v, signed %v", c.name, problems, signed)
		}
		if problems.Failed() == (c.want == "note-revoked-key") {
			t.Errorf("%s: failed %t", c.name, problems.Failed())
		}
	}
}

// No bit of a signed text can be turned unnoticed, the unused bits of its base64 included: either a problem is told or a signature is gone,
// and what signatures remain hold for the text that is read.
func TestReadNoteMissesNothing(t *testing.T) {
	keys := []workspace.Key{zhangsan, lisi}
	both := []byte(noted(t, aText, zhangsanPrivate, lisiPrivate))
	for at := range both {
		for bit := range 8 {
			tampered := bytes.Clone(both)
			tampered[at] ^= 1 << bit
			if _, signed, problems := ReadNote("a", tampered, keys); !problems.Failed() || len(signed) == 2 {
				t.Errorf("bit %d of byte %d: %v, %v", bit, at, signed, problems)
			}
		}
	}
}

func FuzzReadNote(f *testing.F) {
	f.Add(noted(f, aText, zhangsanPrivate, lisiPrivate))
	f.Add(aText + "\n")
	f.Add("\n\n— a b\n")
	keys := []workspace.Key{zhangsan, lisi}
	f.Fuzz(func(t *testing.T, content string) {
		text, signed, problems := ReadNote("a", []byte(content), keys)
		if !problems.Failed() && !strings.HasPrefix(content, text+"\n") {
			t.Errorf("the text is %q", text)
		}
		for _, key := range signed {
			known, err := workspace.VerifierOf(key.Verifier)
			if err != nil {
				t.Fatal(err)
			}
			if opened, err := note.Open([]byte(content), note.VerifierList(known)); err != nil || opened.Text != text {
				t.Errorf("package note does not agree: %v", err)
			}
		}
	})
}

func TestKeysInOneSpelling(t *testing.T) {
	raw, err := base64.StdEncoding.DecodeString(wangwuPublic[len("wangwu+74deb123+"):])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := workspace.VerifierOf(wangwuPublic); err != nil {
		t.Error(err)
	}
	for _, spelling := range []string{"", "wangwu", "wangwu+74DEB123+" + base64.StdEncoding.EncodeToString(raw), wangwuPublic[:20] + "\n" + wangwuPublic[20:], wangwuPublic + " ", wangwuPrivate,
		strings.Replace(wangwuPublic, "wangwu", "wang wu", 1), strings.Replace(wangwuPublic, "+74deb123", "+74deb124", 1)} {
		if _, err := workspace.VerifierOf(spelling); err == nil {
			t.Errorf("%q is a key", spelling)
		}
	}
	if _, problems := workspace.ReadKeys([]byte(sealedConfig + sealedConfig[strings.Index(sealedConfig, "[["):])); codes(problems) != "key-twice" {
		t.Errorf("every key twice: %v", problems)
	}
	if keys, problems := workspace.ReadKeys([]byte("\xef\xbb\xbf" + sealedConfig)); len(keys) != 2 || problems.Failed() {
		t.Errorf("%v, %v", keys, problems)
	}
	if _, problems := workspace.ReadKeys([]byte("[[keys")); !problems.Failed() {
		t.Error("no TOML, and no problem")
	}
}
