package bundle

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// foreign puts a file among the seals of a workspace.
func foreign(t *testing.T, dir, name string, content []byte) {
	t.Helper()
	seals := filepath.Join(dir, SealsFolder)
	if err := os.MkdirAll(seals, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(seals, name), content, 0o666); err != nil {
		t.Fatal(err)
	}
}

// junkSeal is no seal: it carries the log with records that nobody sealed.
func junkSeal(t *testing.T, log string, method uint16) []byte {
	t.Helper()
	sum := sha256.Sum256([]byte("junk"))
	text := log + "1 500199 2018 final sha256:" + strings.Repeat("1", 64) + "\n2 500199 2018 final sha256:" + hex.EncodeToString(sum[:]) + "\n"
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, content := range map[string]string{ManifestPath: "junk", LogPath: text} {
		entry, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err == nil {
			_, err = entry.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The log takes up no record from what is no seal, or of another district.
func TestLogTakesNothingForeign(t *testing.T) {
	other := copyOf(t, "assessed")
	config, err := os.ReadFile(filepath.Join(other, "inventory.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(other, "inventory.toml"), bytes.Replace(config, []byte(`"500199"`), []byte(`"500198"`), 1), 0o666); err != nil {
		t.Fatal(err)
	}
	theirs := mustSeal(t, other, 2019)
	for name, content := range map[string]func(log string) []byte{
		"deflated": func(log string) []byte { return junkSeal(t, log, zip.Deflate) }, "stored": func(log string) []byte { return junkSeal(t, log, zip.Store) },
		"another district's": func(string) []byte { return theirs.Content },
	} {
		dir := copyOf(t, "assessed")
		mustSeal(t, dir, 2019)
		before := logOf(t, dir)
		foreign(t, dir, "zz.zip", content(before))
		stored := mustSeal(t, dir, 2020)
		if after := logOf(t, dir); stored.Record != 1 || !strings.HasPrefix(after, before) || strings.Count(after, "\n") != 2 {
			t.Errorf("%s: record %d of\n%s", name, stored.Record, after)
		}
		if len(stored.Remarks) != 1 || !strings.Contains(stored.Remarks[0].EN, "zz.zip is ") || strings.Contains(stored.Remarks[0].EN, "stopped") {
			t.Errorf("%s: %v", name, stored.Remarks)
		}
	}
	dir := copyOf(t, "assessed")
	foreign(t, dir, "theirs.zip", theirs.Content)
	if stored := mustSeal(t, dir, 2019); stored.Record != 0 {
		t.Errorf("another district's seal is record 0: %s", logOf(t, dir))
	}
}

// A record of which the seal is gone is taken up only by the word of a key that is listed.
func TestLogLacksARecord(t *testing.T) {
	dir := signable(t, "assessed", "compiler")
	first := mustSeal(t, dir, 2019)
	mustSeal(t, dir, 2020)
	path := filepath.Join(dir, SealsFolder, LogPath)
	for _, file := range []string{first.Path, path} {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	var fault *Fault
	if _, err := year(t, dir, 2021); !errors.As(err, &fault) || fault.Code != "log-lacks" {
		t.Errorf("the seal of record 0 and the log are gone: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a log was written")
	}
	foreign(t, dir, filepath.Base(first.Path), first.Content)
	if _, err := prepared(t, dir, Recipe{Years: []int{2021}}).Store(filepath.Dir(path), testSigner(t)); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{first.Path, path} {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	if stored, err := year(t, dir, 2022); err != nil || stored.Record != 3 {
		t.Errorf("a signed seal carries the log: %v", err)
	}
}

// What was sealed is not given out again if it was changed meanwhile; whoever signs when it is sealed again has signed.
func TestSealedAgain(t *testing.T) {
	dir := signable(t, "forest", "compiler")
	first := sealedIn(t, dir)
	again := sealedIn(t, dir, testSigner(t))
	seal, problems := Open("", again.Content)
	if !again.Again || again.Signed != 1 || seal == nil || len(seal.Signed) != 1 || again.Record != 0 {
		t.Errorf("%+v %v", again.Remarks, problems)
	}
	if third := sealedIn(t, dir, testSigner(t)); third.Signed != 0 || !bytes.Equal(third.Content, again.Content) {
		t.Error("it is signed twice")
	}
	changed := bytes.Replace(first.Content, []byte("region,year,boundary"), []byte("region,year,boundery"), 1)
	if bytes.Equal(changed, first.Content) {
		t.Fatal("nothing to change")
	}
	foreign(t, dir, filepath.Base(first.Path), changed)
	var fault *Fault
	if _, err := prepared(t, dir, Recipe{}).Store(filepath.Join(dir, SealsFolder)); !errors.As(err, &fault) || fault.Code != "seal-in-the-way" {
		t.Errorf("a changed file is given out: %v", err)
	}
}
