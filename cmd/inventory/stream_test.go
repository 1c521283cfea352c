package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// full is a device that takes so many bytes and no more.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if len(p) <= f.room {
		f.room -= len(p)
		return len(p), nil
	}
	n := f.room
	f.room = 0
	return n, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
}

// A result that could not be printed is told of, with exit code 5, whatever its form, and even where the data have errors.
func TestFullOutput(t *testing.T) {
	faulty := t.TempDir()
	if err := os.WriteFile(filepath.Join(faulty, "inventory.toml"), []byte("years = 2020\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, room := range []int{0, 100} {
		for _, args := range [][]string{{"check", "--rules"}, {"check", "--rules", "--format", "csv"}, {"check", "--rules", "--format", "json"}, {"method", "list"},
			{"version"}, {"--help"}, {"check", faulty}, {"factors", "list"}} {
			var errOut bytes.Buffer
			if args[0] == "version" && room > 0 {
				continue // says less
			}
			if code := run(append(args, "--lang", "en"), &full{room}, &errOut); code != exitWrite {
				t.Errorf("%v ends with %d", args, code)
			} else if want := "inventory: cannot write to standard output: no space left on device\n    hint: "; !strings.Contains(errOut.String(), want) {
				t.Errorf("%v says %s", args, errOut.String())
			}
		}
	}
	var errOut bytes.Buffer
	if run([]string{"check", "--rules", "--lang", "zh"}, &full{}, &errOut); !strings.HasPrefix(errOut.String(), "inventory: 无法写到标准输出：no space left on device\n    提示：") {
		t.Errorf("says %s", errOut.String())
	}
	errOut.Reset()
	if code := run([]string{"check", "--rules"}, &full{1 << 20}, &errOut); code != 0 || errOut.Len() > 0 {
		t.Errorf("with room it ends with %d and says %s", code, errOut.String())
	}
}
