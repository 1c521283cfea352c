package main

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ghg/inventory/bundle"
)

const testPassphrase = "correct horse battery staple"

// keyFileOf makes a key and writes it beside the passphrase.
func keyFileOf(t *testing.T, dir, name string) (path, verifier string) {
	t.Helper()
	private, verifier, err := bundle.NewKey(name, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(dir, name+".key")
	if err := bundle.WriteKey(path, private, testPassphrase); err != nil {
		t.Fatal(err)
	}
	return path, verifier
}

// unsignedSeal makes a seal of nothing but the settings.
func unsignedSeal(t *testing.T, config string) []byte {
	t.Helper()
	parts := []bundle.Part{{Path: bundle.Inputs + "inventory.toml", Content: []byte(config)}}
	m := &bundle.Manifest{Format: bundle.ManifestFormat, Engine: 1, Tables: strings.Repeat("0", 64), Region: bundle.Region{Code: "500151", Name: "铜梁区"}, Years: []int{2020}, Parts: bundle.List(parts)}
	var log bundle.Log
	log.Add(bundle.Record{Region: "500151", Years: m.Years, Manifest: m.Hash()})
	note, err := bundle.SignNote(bundle.Statement{Region: "500151", RegionName: "铜梁区", Years: m.Years, Manifest: m.Hash(), Tree: log.Head(1)}.Text())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = bundle.Pack(&out, bundle.Ordered(append(parts, bundle.Part{Path: bundle.ManifestPath, Content: m.Encode()},
		bundle.Part{Path: bundle.NotePath, Content: note}, bundle.Part{Path: bundle.LogPath, Content: log.Encode()})))
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSignSeal(t *testing.T) {
	dir := t.TempDir()
	zhangsan, first := keyFileOf(t, dir, "zhangsan")
	lisi, second := keyFileOf(t, dir, "lisi")
	stranger, _ := keyFileOf(t, dir, "wangwu")
	seal, pass := filepath.Join(dir, "a.seal"), filepath.Join(dir, "pass")
	config := fmt.Sprintf("[[keys]]\nname = \"张三\"\nrole = \"compiler\"\nkey = %q\n[[keys]]\nname = \"李四\"\nrole = \"reviewer\"\nkey = %q\n", first, second)
	write := func(path string, content []byte) {
		t.Helper()
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(pass, []byte(testPassphrase+"\n"))
	write(seal, unsignedSeal(t, config))
	both := "张三  compiler  " + first + "\n李四  reviewer  " + second + "\n"
	for _, c := range []struct {
		keys      []string
		code      int
		out, said string
	}{
		{[]string{stranger}, exitUsage, "", " is not listed under [[keys]] of inventory.toml"},
		{[]string{zhangsan, stranger}, exitUsage, "", "the key wangwu+"},
		{[]string{zhangsan}, 0, "张三  compiler  " + first + "\n", ""},
		{[]string{lisi, zhangsan}, exitUsage, "", "the key zhangsan has signed " + seal + " already"},
		{[]string{lisi}, 0, both, ""},
	} {
		before, err := os.ReadFile(seal)
		if err != nil {
			t.Fatal(err)
		}
		args := []string{"sign", seal, "--lang", "en", "--passphrase-file", pass}
		for _, key := range c.keys {
			args = append(args, "--key", key)
		}
		var out, errOut bytes.Buffer
		if code := run(args, &out, &errOut); code != c.code || out.String() != c.out || !strings.Contains(errOut.String(), c.said) {
			t.Errorf("%v: exit code %d, %q, %q", c.keys, code, &out, &errOut)
		}
		if after, err := os.ReadFile(seal); err != nil || bytes.Equal(before, after) != (c.code != 0) {
			t.Errorf("%v: the seal has changed: %t (%v)", c.keys, !bytes.Equal(before, after), err)
		}
	}
	content, err := os.ReadFile(seal)
	if err != nil {
		t.Fatal(err)
	}
	if opened, problems := bundle.Open(seal, content); len(problems) > 0 || len(opened.Signed) != 2 {
		t.Errorf("%+v, %v", opened, problems)
	}
	refused(t, seal, zhangsan, pass, content)
}

// refused signs a seal that was tampered with.
func refused(t *testing.T, seal, key, pass string, content []byte) {
	t.Helper()
	try := func(want int, said string) {
		t.Helper()
		var out, errOut bytes.Buffer
		if code := run([]string{"sign", seal, "--key", key, "--passphrase-file", pass, "--lang", "zh"}, &out, &errOut); code != want || !strings.Contains(errOut.String(), said) {
			t.Errorf("exit code %d, %s%s", code, &out, &errOut)
		}
	}
	if err := os.WriteFile(seal, bytes.Replace(content, []byte(`"compiler"`), []byte(`"approver"`), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	try(exitNotAuthentic, "[seal-checksum]")
}
