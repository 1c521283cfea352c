package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// manyFiles is a set of results that says in each file which it is.
func manyFiles(version int) map[string]string {
	out := map[string]string{"manifest.json": fmt.Sprint(version)}
	for i := range 12 {
		out[fmt.Sprintf("table%d.csv", i)] = fmt.Sprintf("%d %0*d", version, 100*version, i)
	}
	return out
}

// Several runs that write into one folder follow each other: what is there in the end is of one run, and meanwhile each file is whole.
func TestWriteAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	var runs sync.WaitGroup
	for version := 1; version <= 6; version++ {
		runs.Go(func() {
			for range 4 {
				if err := Write(dir, writersOf(manyFiles(version))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { runs.Wait(); close(done) }()
	for isDone := false; !isDone; {
		select {
		case <-done:
			isDone = true
		default:
		}
		content, err := os.ReadFile(filepath.Join(dir, "table7.csv"))
		if err != nil {
			continue // not before the first run has written
		}
		var version, i int
		if n, _ := fmt.Sscanf(string(content), "%d %d", &version, &i); n != 2 || string(content) != manyFiles(version)["table7.csv"] {
			t.Errorf("half a file: %.60q", content)
		}
	}
	got := contents(t, dir)
	for version := 1; version <= 6; version++ {
		if maps.Equal(got, manyFiles(version)) {
			return
		}
	}
	t.Errorf("of no run alone: %.200q", got)
}

// Of a folder that is removed while it is held, and made anew by another run, nothing is written into what the other holds.
func TestHoldOfAFolderRemoved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	first, err := Hold(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(dir); err != nil && runtime.GOOS == "windows" {
		first.Release()
		t.Skip("Windows keeps a folder in which a file is open")
	}
	second, err := Hold(dir)
	if err != nil {
		t.Fatal(err)
	}
	var fault *WriteError
	if err := first.Write(writersOf(oldSet)); !errors.As(err, &fault) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("written into a folder that another holds: %v", err)
	}
	first.Release()
	if !isAt(second.lock) {
		t.Error("the lock of another is released")
	}
	if err := second.Write(writersOf(newSet)); err != nil {
		t.Error(err)
	}
	second.Release()
	if got := contents(t, dir); !maps.Equal(got, newSet) {
		t.Errorf("got %q", got)
	}
}

// A folder made to be held goes again if nothing is written into it.
func TestHoldLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	f, err := Hold(dir)
	if err != nil {
		t.Fatal(err)
	}
	f.Release()
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("still there: %v", err)
	}
}

// writesInto tells the program of this test that it is one that writes two sets in turn into the folder of that name until it is killed.
const writesInto = "INVENTORY_WRITES_INTO"

// A program that writes again and again is killed at random moments: the lock dies with it, and each time the folder is that of one run.
func TestWriteKilled(t *testing.T) {
	if dir := os.Getenv(writesInto); dir != "" {
		for version := 1; ; version = 3 - version {
			if err := Write(dir, writersOf(manyFiles(version))); err != nil {
				t.Fatal(err)
			}
		}
	}
	rounds := 120
	if testing.Short() {
		rounds = 20
	}
	dir, random, mixed := t.TempDir(), rand.New(rand.NewPCG(1, 12)), 0
	for round := range rounds {
		command := exec.Command(os.Args[0], "-test.run=^TestWriteKilled$")
		command.Env = append(command.Environ(), writesInto+"="+dir)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		for range random.IntN(3000) { // a while that no clock measures
			_, _ = os.ReadDir(dir)
		}
		if err := command.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := command.Wait(); err == nil || command.ProcessState.Exited() && command.ProcessState.ExitCode() > 1 {
			t.Fatalf("round %d: it ended by itself: %v", round, err)
		}
		got := map[string]string{}
		for name, content := range contents(t, dir) {
			if manyFiles(1)[name] != "" {
				got[name] = content
			}
		}
		for name, content := range got {
			if content != manyFiles(1)[name] && content != manyFiles(2)[name] {
				t.Fatalf("round %d: half a file %s: %.60q", round, name, content)
			}
		}
		if !maps.Equal(got, manyFiles(1)) && !maps.Equal(got, manyFiles(2)) {
			mixed++
		}
		f, err := Hold(dir)
		if err != nil {
			t.Fatal(err)
		}
		f.Release()
		if got := contents(t, dir); len(got) > 0 && !maps.Equal(got, manyFiles(1)) && !maps.Equal(got, manyFiles(2)) {
			t.Fatalf("round %d: of no run alone: %.200q", round, got)
		}
	}
	t.Logf("%d killed, %d of them between two files", rounds, mixed)
}
