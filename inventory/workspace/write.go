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
	"projection_scenario.csv", "measures_scenario.csv", "lacking.csv", "decomposition.csv", "uncertainty.csv", "contributions.csv", "variables.csv", "chances.csv", "samples.csv", "keys.csv", "recalculation.csv", "recalculation_causes.csv",
	"tables.xlsx", "report.html", "inventory_report.docx", "co2_account.docx", "crosswalk.csv", "crosswalk_coverage.csv"}

// Write puts the files into the folder, all of them or none, as Folder.Write does.
func Write(dir string, files map[string]Writer) error {
	f, err := Hold(dir)
	if err != nil {
		return err
	}
	defer f.Release()
	return f.Write(files)
}

// Write puts the files into the folder, all of them or none. Each is first written whole into a folder beside its place and forced to
// the disk; then they are moved into place, manifest.json last, and moved back if one cannot be. At every moment each file is there,
// the old or the new one; if the program is killed between two of them, whoever holds the folder next moves the rest. Who reads
// without holding it may find new files beside old ones for that moment, under the old manifest.json. The error is a *WriteError.
func (f *Folder) Write(files map[string]Writer) error {
	path, err := os.MkdirTemp(f.dir, stagePrefix)
	if err != nil {
		return &WriteError{f.dir, cause(err)}
	}
	s := &stage{dir: f.dir, path: path}
	err = s.fill(files)
	if err == nil && !isAt(f.lock) { // somebody removed the folder: another run may write there by now
		err = &WriteError{f.dir, fs.ErrNotExist}
	}
	if err != nil {
		s.drop()
		return err
	}
	if err := s.forward(); err != nil {
		return err
	}
	f.isNew = false
	return nil
}

// fill makes the stage ready for its changes to be made.
func (s *stage) fill(files map[string]Writer) error {
	for _, folder := range []string{newFiles, oldFiles} {
		if err := os.Mkdir(filepath.Join(s.path, folder), 0o777); err != nil {
			return &WriteError{s.dir, cause(err)}
		}
	}
	names := slices.Collect(maps.Keys(files))
	if files[last] != nil {
		for _, name := range sometimes {
			if files[name] == nil {
				names = append(names, name)
			}
		}
	}
	slices.SortFunc(names, manifestLast)
	for _, name := range names {
		if c := (change{Name: name}); files[name] != nil {
			if err := writeWhole(s.staged(c), files[name]); err != nil {
				return s.fault(c, err)
			}
		}
	}
	for _, name := range names {
		if err := s.add(change{Name: name, Removed: files[name] == nil}); err != nil {
			return err
		}
	}
	if err := s.commit(); err != nil {
		return &WriteError{s.dir, cause(err)}
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

// ErrIrregular says that something else than a file has the name of the file.
var ErrIrregular = errors.New("is not a regular file")

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
