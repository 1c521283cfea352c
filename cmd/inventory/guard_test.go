package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ghg/inventory/report"
)

// reviewable lays a workspace of two years with the people of testdata/keys.
func reviewable(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	keys, err := os.ReadFile("../../testdata/keys/keys.toml")
	if err != nil {
		t.Fatal(err)
	}
	settings := strings.Replace(killedSettings, "[2020]", "[2019, 2020]", 1) + string(keys)
	lay(t, dir, map[string]string{"inventory.toml": settings, "activity/a.csv": tonnesOfCoal("50")})
	return dir
}

// tonnesOfCoal is the activity of two years, with so much coal in 2020.
func tonnesOfCoal(t string) string {
	return "year,category,item,value,unit,source,department\n2019,1.A.2.f,烟煤,40,t,x,区统计局\n2020,1.A.2.f,烟煤," + t + ",t,x,区统计局\n"
}

// runs runs the program and wants the exit code; it returns what was said.
func runs(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, said bytes.Buffer
	if got := run(append(args, "--lang", "en"), &out, &said); got != code {
		t.Fatalf("%v exits with %d, want %d\n%s%s", args, got, code, out.String(), said.String())
	}
	return out.String() + said.String()
}

// steps signs steps of 2020.
func steps(t *testing.T, dir string, verbs ...string) {
	t.Helper()
	signers := map[string]string{"submit": "zhangsan", "accept": "lisi", "approve": "wangwu", "open": "zhangsan"}
	for _, verb := range verbs {
		args := []string{"review", verb, dir, "--year", "2020", "--date", "2026-03-01", "--key", "../../testdata/keys/" + signers[verb] + ".key", "--passphrase-file", "../../testdata/keys/passphrase.txt"}
		if verb == "open" {
			args = append(args, "--reason", "revised")
		}
		runs(t, 0, args...)
	}
}

// What is approved while a run computes other figures is not written over by it: the review is read when the folder of results is held.
func TestApprovedMeanwhile(t *testing.T) {
	dir := reviewable(t)
	runs(t, 0, "compile", dir)
	steps(t, dir, "submit", "accept")
	before, err := os.ReadFile(filepath.Join(dir, "out", "inventory.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lay(t, dir, map[string]string{"activity/a.csv": tonnesOfCoal("60")})
	var said bytes.Buffer
	p := &program{out: io.Discard, err: &said, lang: "en"}
	ws, result, err := p.result([]string{dir})
	if err != nil {
		t.Fatal(err, said.String())
	}
	lay(t, dir, map[string]string{"activity/a.csv": tonnesOfCoal("50")})
	steps(t, dir, "approve")
	var failed failure
	if err := p.write(filepath.Join(dir, "out"), report.Files(ws, result)); !errors.As(err, &failed) || failed.code != exitFailed || !strings.Contains(said.String(), "[year-approved]") {
		t.Errorf("%v, want exit code 1\n%s", err, said.String())
	}
	if after, err := os.ReadFile(filepath.Join(dir, "out", "inventory.csv")); err != nil || !bytes.Equal(before, after) {
		t.Errorf("approved figures were written over (%v)", err)
	}
}

// Of an approved year neither compile nor an analysis puts other figures into out/, and none leaves it without the year. Elsewhere they may.
func TestApprovedYears(t *testing.T) {
	dir := reviewable(t)
	out := filepath.Join(dir, "out")
	runs(t, 0, "compile", dir)
	steps(t, dir, "submit", "accept", "approve")
	for _, of := range []string{"--year", "--to"} {
		if said := runs(t, exitFailed, "compile", dir, of, "2019"); !strings.Contains(said, "[year-left-out] the figures of 2020, version 1, were approved by 王五") {
			t.Errorf("%s: %s", of, said)
		}
	}
	runs(t, 0, "compile", dir, "--year", "2019", "--out", filepath.Join(dir, "trial"))
	runs(t, 0, "compile", dir)
	runs(t, 0, "keys", dir, "--out", out)
	lay(t, dir, map[string]string{"activity/a.csv": tonnesOfCoal("60")})
	for _, analysis := range [][]string{{"uncertainty", "--draws", "0"}, {"keys"}, {"intensity"}, {"compile"}} {
		if said := runs(t, exitFailed, append(analysis, dir, "--out", out)...); !strings.Contains(said, "[year-approved] the figures of 2020") {
			t.Errorf("%v: %s", analysis, said)
		}
		if said := runs(t, 0, append(analysis, dir, "--out", filepath.Join(dir, "trial"))...); !strings.Contains(said, "WARNING [year-approved]") {
			t.Errorf("%v elsewhere: %s", analysis, said)
		}
	}
	settings, err := os.ReadFile(filepath.Join(dir, "inventory.toml"))
	if err != nil {
		t.Fatal(err)
	}
	lay(t, dir, map[string]string{"inventory.toml": strings.Replace(string(settings), "[2019, 2020]", "[2019]", 1), "activity/a.csv": strings.SplitAfterN(tonnesOfCoal("50"), "\n", 3)[0] + "2019,1.A.2.f,烟煤,40,t,x,区统计局\n"})
	if said := runs(t, exitFailed, "compile", dir); !strings.Contains(said, "among the years of inventory.toml") {
		t.Errorf("the year is no longer one of the workspace: %s", said)
	}
}
