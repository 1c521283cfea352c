package workspace

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Two sets of results: of some files there is an old and a new one, of one only an old, of one only a new.
var (
	oldSet = map[string]string{"inventory.csv": "old figures\n", "key_emitters.csv": "old emitters\n", "manifest.json": "{}\n", "summary.csv": "old sums\n"}
	newSet = map[string]string{"inventory.csv": "new figures\n", "manifest.json": "{\"a\":1}\n", "summary.csv": "new sums, longer\n", "tables.csv": "new\n"}
)

func writersOf(files map[string]string) map[string]Writer {
	out := map[string]Writer{}
	for name, content := range files {
		out[name] = Content([]byte(content))
	}
	return out
}

// begun is a folder with the old set in which a run has made the new one ready and was then killed, before it made a change.
func begun(t *testing.T) *stage {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, writersOf(oldSet)); err != nil {
		t.Fatal(err)
	}
	path, err := os.MkdirTemp(dir, stagePrefix)
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{dir: dir, path: path}
	if err := s.fill(writersOf(newSet)); err != nil {
		t.Fatal(err)
	}
	if len(s.changes) != 5 || s.changes[4].Name != last {
		t.Fatalf("changes %v", s.changes)
	}
	if err := os.WriteFile(filepath.Join(dir, lockName), nil, 0o666); err != nil { // the killed run leaves it too
		t.Fatal(err)
	}
	return s
}

// settled holds the folder once and wants nothing in it but these files.
func settled(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	f, err := Hold(dir)
	if err != nil {
		t.Fatal(err)
	}
	f.Release()
	if got := contents(t, dir); !maps.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// However many changes were made when the program was killed, the next holder of the folder makes the rest.
func TestBrokenOffIsEnded(t *testing.T) {
	for made := range 6 {
		s := begun(t)
		for _, c := range s.changes[:made] {
			if err := s.place(c); err != nil {
				t.Fatal(err)
			}
		}
		if !Unfinished(s.dir) {
			t.Error("an unfinished folder is not known for one")
		}
		settled(t, s.dir, newSet)
		if Unfinished(s.dir) {
			t.Error("a finished folder is taken for an unfinished one")
		}
	}
}

// However many changes were made, and however many of them undone, the next holder undoes the rest.
func TestBrokenOffIsUndone(t *testing.T) {
	for made := range 6 {
		for undone := range made + 1 {
			s := begun(t)
			for _, c := range s.changes[:made] {
				if err := s.place(c); err != nil {
					t.Fatal(err)
				}
			}
			part := &stage{dir: s.dir, path: s.path, changes: s.changes[made-undone : made]}
			if err := part.undo(); err != nil {
				t.Fatal(err)
			}
			settled(t, s.dir, oldSet)
		}
	}
}

// Without a whole list nothing was changed, and the stage only goes.
func TestBrokenOffBefore(t *testing.T) {
	for _, spoil := range []func(s *stage) error{
		func(s *stage) error { return os.Remove(filepath.Join(s.path, commitList)) },
		func(s *stage) error { return os.Truncate(filepath.Join(s.path, commitList), 40) },
		func(s *stage) error { return os.RemoveAll(filepath.Join(s.path, newFiles)) },
	} {
		s := begun(t)
		if err := spoil(s); err != nil {
			t.Fatal(err)
		}
		settled(t, s.dir, oldSet)
	}
}

// What somebody writes into the folder after the kill is theirs; what is gone is put there.
func TestBrokenOffAndChangedSince(t *testing.T) {
	s := begun(t)
	for name, content := range map[string]string{"summary.csv": "mine, of another length\n", "tables.csv": "mine\n", "notes.txt": "mine\n"} {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(s.dir, "inventory.csv")); err != nil {
		t.Fatal(err)
	}
	want := maps.Clone(newSet)
	want["summary.csv"], want["tables.csv"], want["notes.txt"] = "mine, of another length\n", "mine\n", "mine\n"
	settled(t, s.dir, want)
}

// A change that cannot be made is met after others were, and those are undone.
func TestForwardIsUndone(t *testing.T) {
	s := begun(t)
	if err := os.Mkdir(filepath.Join(s.dir, "tables.csv"), 0o777); err != nil {
		t.Fatal(err)
	}
	var fault *WriteError
	if err := s.forward(); !errors.As(err, &fault) || fault.Path != filepath.Join(s.dir, "tables.csv") || strings.Contains(err.Error(), stagePrefix) {
		t.Errorf("error %v", err)
	}
	want := maps.Clone(oldSet)
	want["tables.csv/"] = ""
	settled(t, s.dir, want)
}

// Where a file can have one name only, the old one is copied: it stays in its place. Two file systems are such a place.
func TestKeptAsACopy(t *testing.T) {
	dir, away := t.TempDir(), mount(t, "size=1m")
	for _, folder := range []string{newFiles, oldFiles} {
		if err := os.Mkdir(filepath.Join(away, folder), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "a.csv"), []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	s := &stage{dir: dir, path: away}
	if err := s.add(change{Name: "a.csv"}); err != nil {
		t.Fatal(err)
	}
	if here, kept := contents(t, dir), contents(t, filepath.Join(away, oldFiles)); here["a.csv"] != "old" || kept["a.csv"] != "old" {
		t.Errorf("in its place %q, kept %q", here, kept)
	}
}

// A folder may come from anywhere: what stands in it does not lead the program out of it, and what is not its own it leaves alone.
func TestStagesOfOthers(t *testing.T) {
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "a.csv"), []byte("outside"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"out", "..", ".", "", "b/a.csv", filepath.Join(outside, "a.csv")} {
		s := begun(t)
		if name == "out" {
			var err error
			if name, err = filepath.Rel(s.dir, filepath.Join(outside, "a.csv")); err != nil {
				t.Fatal(err)
			}
		}
		s.changes = []change{{Name: name, Removed: true, Old: mark(filepath.Join(outside, "a.csv"))}, {Name: "x"}}
		if err := os.Remove(filepath.Join(s.path, commitList)); err != nil {
			t.Fatal(err)
		}
		if err := s.commit(); err != nil {
			t.Fatal(err)
		}
		settled(t, s.dir, oldSet)
	}
	dir := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, stagePrefix+"1")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, stagePrefix+"notes"), 0o777); err != nil {
		t.Fatal(err)
	}
	f, err := Hold(dir)
	if err != nil {
		t.Fatal(err)
	}
	f.Release()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("taken away: left are %v, %v", entries, err)
	}
	if got := contents(t, outside); got["a.csv"] != "outside" {
		t.Errorf("outside %q", got)
	}
}

// The lock is not made where a link leads.
func TestLockIsALink(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(filepath.Join(outside, "made"), filepath.Join(dir, lockName)); err != nil {
		t.Fatal(err)
	}
	var fault *WriteError
	if _, err := Hold(dir); !errors.As(err, &fault) || !errors.Is(err, ErrIrregular) || fault.Path != filepath.Join(dir, lockName) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(filepath.Join(outside, "made")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("outside: %v", err)
	}
}
