package workspace

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

// contents reads every file below a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		if entry.IsDir() {
			out[name+"/"] = ""
			return nil
		}
		content, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// mount puts a small file system of its own at a new folder. A machine on which that is not allowed cannot run the test.
func mount(t *testing.T, options string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	cannot := t.Skipf
	if os.Getenv("INVENTORY_REQUIRE") != "" {
		cannot = t.Fatalf
	}
	if runtime.GOOS != "linux" {
		cannot("a tmpfs can only be mounted on Linux, not on %s", runtime.GOOS)
	}
	if said, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput(); err != nil {
		cannot("cannot mount a tmpfs (mount needs root): %v: %s", err, said)
	}
	t.Cleanup(func() {
		if said, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v: %s", err, said)
		}
	})
	return dir
}

var (
	earlier = map[string][]byte{"inventory.csv": []byte("old figures\n"), "manifest.json": []byte("{}\n"), "summary.csv": []byte("old sums\n")}
	later   = map[string][]byte{"inventory.csv": []byte("new figures\n"), "manifest.json": []byte("{\"a\":1}\n"), "tables.csv": []byte("new\n")}
)

// writers write the given bytes.
func writers(files map[string][]byte) map[string]Writer {
	out := map[string]Writer{}
	for name, content := range files {
		out[name] = Content(content)
	}
	return out
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "out")
	for _, files := range []map[string][]byte{earlier, later} {
		if err := Write(dir, writers(files)); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]string{"inventory.csv": "new figures\n", "manifest.json": "{\"a\":1}\n", "summary.csv": "old sums\n", "tables.csv": "new\n"}
	if got := contents(t, dir); !maps.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// unchanged writes over earlier results where that must fail, and sees that they are as they were.
func unchanged(t *testing.T, dir string, files map[string][]byte, reason string) {
	t.Helper()
	before := contents(t, dir)
	err := Write(dir, writers(files))
	var fault *WriteError
	if !errors.As(err, &fault) || !strings.Contains(err.Error(), reason) {
		t.Fatalf("error %v, want one of %q", err, reason)
	}
	if strings.Contains(err.Error(), ".writing-") {
		t.Errorf("the error names a temporary path: %v", err)
	}
	if after := contents(t, dir); !maps.Equal(before, after) {
		t.Errorf("before %q\nafter  %q", before, after)
	}
}

func TestWriteDiskFull(t *testing.T) {
	dir := mount(t, "size=64k")
	if err := Write(dir, writers(earlier)); err != nil {
		t.Fatal(err)
	}
	large := maps.Clone(later)
	large["tables.csv"] = bytes.Repeat([]byte("x"), 1<<20)
	unchanged(t, dir, large, "no space left on device")
}

func TestWriteReadOnly(t *testing.T) {
	dir := mount(t, "size=1m")
	if err := Write(dir, writers(earlier)); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command("mount", "-o", "remount,ro", dir).CombinedOutput(); err != nil {
		t.Fatalf("remount: %v: %s", err, said)
	}
	unchanged(t, dir, later, "read-only file system")
}

// A folder that stands where a file belongs is met only when the files are put in place, after others have been.
func TestWriteIsUndone(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, writers(earlier)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "tables.csv"), 0o777); err != nil {
		t.Fatal(err)
	}
	unchanged(t, dir, later, "is a folder")
}

func TestWriteUnderAFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "out"), []byte("a file"), 0o666); err != nil {
		t.Fatal(err)
	}
	var fault *WriteError
	if err := Write(filepath.Join(dir, "out", "deeper"), writers(later)); !errors.As(err, &fault) {
		t.Fatalf("error %v", err)
	}
	if got := contents(t, dir); !maps.Equal(got, map[string]string{"out": "a file"}) {
		t.Errorf("got %q", got)
	}
}

func TestCreate(t *testing.T) {
	files := fstest.MapFS{"inventory.toml": {Data: []byte("# x\n")}, "activity/activity.csv": {Data: []byte("年份\n")}}
	dir := filepath.Join(t.TempDir(), "new")
	if err := Create(dir, files); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"inventory.toml": "# x\n", "activity/": "", "activity/activity.csv": "年份\n"}
	if got := contents(t, dir); !maps.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if err := Create(dir, files); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("a second time: %v", err)
	}
	if got := contents(t, dir); !maps.Equal(got, want) {
		t.Errorf("after the second time %q", got)
	}
}

func TestCreateDiskFull(t *testing.T) {
	dir := mount(t, "size=64k")
	files := fstest.MapFS{"a.csv": {Data: []byte("a")}, "b/b.csv": {Data: bytes.Repeat([]byte("x"), 1<<20)}}
	var fault *WriteError
	if err := Create(dir, files); !errors.As(err, &fault) {
		t.Fatalf("error %v", err)
	}
	if got := contents(t, dir); len(got) != 0 {
		t.Errorf("left behind: %q", got)
	}
}

// A file that only some inventories have does not outlive the run that has none, unless that run fails.
func TestWriteTakesAwayWhatNoLongerHolds(t *testing.T) {
	dir := t.TempDir()
	some := map[string]Writer{"key_emitters.csv": Content([]byte("old")), "manifest.json": Content([]byte("1"))}
	if err := Write(dir, some); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "remainders.csv"), 0o777); err != nil {
		t.Fatal(err)
	}
	broken := map[string]Writer{"a.csv": func(io.Writer) error { return errors.New("no") }, "manifest.json": Content([]byte("2"))}
	if err := Write(dir, broken); err == nil || contents(t, dir)["key_emitters.csv"] != "old" {
		t.Errorf("after a failure: %v, %v", err, contents(t, dir))
	}
	if err := Write(dir, map[string]Writer{"manifest.json": Content([]byte("3"))}); err != nil {
		t.Fatal(err)
	}
	if got, want := contents(t, dir), map[string]string{"manifest.json": "3", "remainders.csv/": ""}; !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
