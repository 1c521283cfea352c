package workspace

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// WriteError says which file could not be written, and why. Nothing was changed.
type WriteError struct {
	Path string
	Err  error
}

// Error says it in both languages.
func (e *WriteError) Error() string {
	return "无法写入，原有文件未动 · cannot write, nothing was changed: " + e.Path + ": " + e.Err.Error()
}

// Unwrap returns the reason.
func (e *WriteError) Unwrap() error { return e.Err }

// Writer writes the content of a file.
type Writer func(io.Writer) error

// Content writes bytes that are there already.
func Content(bytes []byte) Writer {
	return func(w io.Writer) error {
		_, err := w.Write(bytes)
		return err
	}
}

// last is the file that says what the others are, and is put in place after them.
const last = "manifest.json"

// sometimes are files that only some inventories have, and those of analyses that rest on an inventory. One that a former run left
// is taken away by a run that has none: it would be of other figures.
var sometimes = []string{"key_emitters.csv", "remainders.csv", "suppressions.csv", "nitrogen.csv", "straw.csv", "land.csv",
	"intensity.csv", "assessment.csv", "assessment_gap.csv", "plan.csv", "energy.csv", "stated_declines.csv", "peaks.csv",
	"projection_scenario.csv", "measures_scenario.csv", "lacking.csv", "decomposition.csv", "uncertainty.csv", "contributions.csv", "variables.csv", "chances.csv", "samples.csv", "keys.csv", "recalculation.csv", "recalculation_causes.csv"}

// Write puts the files into the folder, all of them or none. Each is first written whole into a folder beside its place
// and forced to the disk; then they are moved into place, manifest.json last, and moved back if one cannot be. The error
// is a *WriteError.
func Write(dir string, files map[string]Writer) (err error) {
	_, statErr := os.Stat(dir)
	isNew := errors.Is(statErr, fs.ErrNotExist)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return &WriteError{dir, cause(err)}
	}
	stage, err := os.MkdirTemp(dir, ".writing-")
	if err != nil {
		return &WriteError{dir, cause(err)}
	}
	defer func() {
		os.RemoveAll(stage)
		if err != nil && isNew {
			os.Remove(dir)
		}
	}()
	names := slices.SortedFunc(maps.Keys(files), manifestLast)
	for _, name := range names {
		if err := writeWhole(filepath.Join(stage, name), files[name]); err != nil {
			return &WriteError{filepath.Join(dir, name), cause(err)}
		}
	}
	if err := os.Mkdir(filepath.Join(stage, "kept"), 0o777); err != nil {
		return &WriteError{dir, cause(err)}
	}
	if files[last] != nil {
		for _, name := range sometimes {
			if files[name] == nil {
				names = append(names, name)
			}
		}
		slices.SortFunc(names, manifestLast)
	}
	for i, name := range names {
		if err := put(stage, dir, name, files[name] != nil); err != nil {
			for _, placed := range slices.Backward(names[:i]) {
				takeBack(stage, dir, placed)
			}
			return &WriteError{filepath.Join(dir, name), cause(err)}
		}
	}
	return nil
}

func manifestLast(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == last:
		return 1
	case b == last || a < b:
		return -1
	}
	return 1
}

// ErrFolder says that a folder has the name of the file.
var ErrFolder = errors.New("is a folder")

// ErrHeld says that another program is writing the file.
var ErrHeld = errors.New("another program is writing it")

// Hold keeps other runs of this program from changing a file of the folder until it is released, so that what is read, extended and put
// back loses nothing of theirs. The error is a *WriteError; of a file that is held it is ErrHeld, and of a holder that was killed the
// message names the file to remove.
func Hold(dir, name string) (release func(), err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, &WriteError{dir, cause(err)}
	}
	lock := filepath.Join(dir, "."+name+".lock")
	f, err := os.OpenFile(lock, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil, &WriteError{lock, ErrHeld}
	case err != nil:
		return nil, &WriteError{filepath.Join(dir, name), cause(err)}
	}
	f.Close()
	return func() { os.Remove(lock) }, nil
}

// writeWhole writes a file and waits until it is on the disk.
func writeWhole(path string, write Writer) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(f, 1<<20)
	if err = write(buffered); err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// put moves a staged file into the folder, or takes the one that is there away.
func put(stage, dir, name string, staged bool) error {
	if staged {
		return place(stage, dir, name)
	}
	target := filepath.Join(dir, name)
	if stat, err := os.Lstat(target); err != nil || stat.IsDir() {
		return nil
	}
	return os.Rename(target, filepath.Join(stage, "kept", name))
}

// place moves a staged file into the folder and keeps the one it replaces. The old file stays in its place until the new
// one takes it, wherever the file system can give a file two names.
func place(stage, dir, name string) error {
	target, kept := filepath.Join(dir, name), filepath.Join(stage, "kept", name)
	stat, err := os.Lstat(target)
	switch {
	case err == nil && stat.IsDir():
		return ErrFolder
	case err == nil:
		if err := os.Link(target, kept); err != nil {
			if err := os.Rename(target, kept); err != nil {
				return err
			}
		}
	}
	if err := os.Rename(filepath.Join(stage, name), target); err != nil {
		restore(target, kept)
		return err
	}
	return nil
}

// takeBack undoes place.
func takeBack(stage, dir, name string) {
	target, kept := filepath.Join(dir, name), filepath.Join(stage, "kept", name)
	if _, err := os.Lstat(kept); err == nil {
		restore(target, kept)
	} else {
		os.Remove(target)
	}
}

// restore moves the kept file back. If the two are one file under two names the move leaves both, which is as it should be.
// It is the last resort: there is nothing left to do if it fails.
func restore(target, kept string) { _ = os.Rename(kept, target) }
