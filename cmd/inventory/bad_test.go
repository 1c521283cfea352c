package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ghg/inventory/golden"
)

const badFolder = "../../testdata/bad"

var (
	placed   = regexp.MustCompile(`^[^ :]+(:\d+){0,2}: (ERROR|BLOCKER) \[[a-z0-9-]+\] .+`)
	remarked = regexp.MustCompile(`(?m)^([^\n]* )?(WARNING|INFO) \[[a-z0-9-]+\] [^\n]*\n( {4}[^\n]*\n)*`)
	summary  = regexp.MustCompile(`(?s)(先看（|look first at ).*$`)
)

// Every case of testdata/bad ends with exit code 1, names its place and gives a hint, in both languages, and writes
// nothing; an accepted case ends with 0. What compile.txt holds is what check lists of the case before its summary.
func TestBadInputs(t *testing.T) {
	cases, err := os.ReadDir(badFolder)
	if err != nil {
		t.Fatal(err)
	}
	met := 0
	for _, c := range cases {
		if !c.IsDir() {
			continue
		}
		met++
		t.Run(c.Name(), func(t *testing.T) {
			folder := filepath.Join(badFolder, c.Name())
			dir := workspaceOf(t, folder)
			want := 1
			if strings.HasSuffix(c.Name(), "-accepted") {
				want = 0
			}
			var said strings.Builder
			for _, lang := range []string{"zh", "en"} {
				var out, errOut bytes.Buffer
				if code := run([]string{"check", dir, "--lang", lang}, &out, &errOut); code != want {
					t.Errorf("check exits with %d, want %d\n%s%s", code, want, &out, &errOut)
				}
				errors := remarked.ReplaceAllString(summary.ReplaceAllString(out.String(), ""), "")
				said.WriteString(errors)
				hinted(t, errors, want)
				if code := run([]string{"compile", dir, "--quiet", "--out", filepath.Join(dir, "out")}, &out, &errOut); code != want {
					t.Errorf("compile exits with %d, want %d", code, want)
				}
				if _, err := os.Stat(filepath.Join(dir, "out")); (err == nil) != (want == 0) {
					t.Errorf("out/ after exit code %d: %v", want, err)
				}
			}
			if expected := filepath.Join(folder, "compile.txt"); exists(expected) {
				golden.Compare(t, expected, said.String())
			}
		})
	}
	if met < 50 {
		t.Errorf("only %d cases were seen", met)
	}
}

// hinted asserts that every error has its place and a hint.
func hinted(t *testing.T, said string, want int) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(said), "\n")
	met := 0
	for i, line := range lines[:len(lines)-1] {
		if strings.HasPrefix(line, "    ") {
			continue
		}
		met++
		if !placed.MatchString(line) {
			t.Errorf("no place: %s", line)
		}
		if !strings.HasPrefix(lines[i+1], "    ") {
			t.Errorf("no hint: %s", line)
		}
	}
	if want == 1 && met == 0 {
		t.Error("no error is named")
	}
}

// workspaceOf makes a workspace of a case: its files over the inventory.toml and the recorded choice of all cases.
func workspaceOf(t *testing.T, folder string) string {
	t.Helper()
	dir := t.TempDir()
	put := func(from, to string) {
		content, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, to)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put(filepath.Join(badFolder, "base.toml"), "inventory.toml")
	put(filepath.Join(badFolder, "base-choices.csv"), filepath.Join("records", "choices.csv"))
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(name) != ".txt" {
			to, _ := filepath.Rel(folder, name)
			put(name, to)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
