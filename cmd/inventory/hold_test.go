package main

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ghg/inventory/workspace"
)

// A listener calls a function when a text is written to it.
type listener struct {
	text string
	then func()
	all  bytes.Buffer
}

func (w *listener) Write(b []byte) (int, error) {
	if w.all.Write(b); w.then != nil && strings.Contains(w.all.String(), w.text) {
		w.then()
		w.then = nil
	}
	return len(b), nil
}

// A run that finds another writing into its folder says that it waits, and goes on when that one is done.
func TestWaitsForAnotherRun(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, killables[0].inputs[0])
	folder, err := workspace.Hold(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	errOut := &listener{text: "another run is writing into " + filepath.Join(dir, "out") + ": waiting for it\n", then: folder.Release}
	if code := run([]string{"compile", dir}, io.Discard, errOut); code != 0 || errOut.then != nil {
		t.Errorf("exit code %d, told %s", code, &errOut.all)
	}
	if got := filesOf(t, filepath.Join(dir, "out"), true); got["manifest.json"] == "" || got[".writing.lock"] != "" {
		t.Errorf("written %v", got)
	}
}

// Two confirmations at once are both there afterwards.
func TestConfirmedAtOnce(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, killables[0].inputs[0])
	var runs sync.WaitGroup
	for gas, value := range map[string]string{"CH4": "5.2", "N2O": "0.13"} {
		runs.Go(func() {
			var errOut bytes.Buffer
			if code := run([]string{"factors", "confirm", "CN-PROV-2011|1.A.4.b|秸秆||省柴灶||||ef|" + gas + "|China||–", "--value", value, "--page", "40",
				"--by", "张三", "--date", "2026-03-31", "--workspace", dir}, io.Discard, &errOut); code != 0 {
				t.Errorf("%s: exit code %d: %s", gas, code, &errOut)
			}
		})
	}
	runs.Wait()
	got := filesOf(t, filepath.Join(dir, "factors"), true)
	if content := got["confirmations.csv"]; len(got) != 1 || !strings.Contains(content, "|CH4|") || !strings.Contains(content, "|N2O|") {
		t.Errorf("recorded %v", got)
	}
}
