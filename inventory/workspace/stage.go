package workspace

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

// A stage is a folder, within the one that is written into, that holds new files until they are put in place:
//
//	new/     the files to come, whole and on the disk
//	old/     those that they replace, which also stand in their places
//	commit   the list of changes, written when everything else of the stage is on the disk: the changes are to be made
//	undo     the list under this name: what was made of them is to be undone
//
// Whoever holds the folder after the program was killed makes the changes of a stage with a commit, takes back those of one to undo, and
// takes the stage away. A stage without a list has changed nothing.
type stage struct {
	dir     string // the folder that is written into
	path    string
	changes []change
}

// A change puts a staged file in its place, or takes the one that is there away.
type change struct {
	Name    string
	Removed bool   `json:",omitempty"`
	Old     string `json:",omitempty"` // mark of the file that is in the place, "" for none
	New     string `json:",omitempty"` // mark of the staged file
}

const (
	stagePrefix          = ".writing-" // digits follow
	newFiles, oldFiles   = "new", "old"
	commitList, undoList = "commit", "undo"
)

// isStage tells by its name whether an entry of a folder is a stage.
func isStage(entry fs.DirEntry) bool {
	digits, ok := strings.CutPrefix(entry.Name(), stagePrefix)
	return ok && entry.IsDir() && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// mark tells a file from another version of it by its size and when it was written; "" if there is none.
func mark(path string) string {
	stat, err := os.Lstat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d %d", stat.Size(), stat.ModTime().UnixNano())
}

func (s *stage) target(c change) string { return filepath.Join(s.dir, c.Name) }
func (s *stage) staged(c change) string { return filepath.Join(s.path, newFiles, c.Name) }
func (s *stage) kept(c change) string   { return filepath.Join(s.path, oldFiles, c.Name) }

// fault is an error at the place of a change.
func (s *stage) fault(c change, err error) error {
	if err == nil {
		return nil
	}
	return &WriteError{s.target(c), cause(err)}
}

// add notes a change and keeps the file that is in its place. The old file stays there too, as a second name or, where the file
// system gives a file only one, as a copy.
func (s *stage) add(c change) error {
	if !c.Removed {
		c.New = mark(s.staged(c))
	}
	stat, err := os.Lstat(s.target(c))
	switch {
	case err == nil && stat.IsDir() && c.Removed, err != nil && c.Removed:
		return nil
	case err == nil && stat.IsDir():
		return s.fault(c, ErrFolder)
	case err == nil:
		c.Old = mark(s.target(c))
		if err := os.Link(s.target(c), s.kept(c)); err != nil {
			if err := copyWhole(s.target(c), s.kept(c)); err != nil {
				return s.fault(c, err)
			}
		}
	}
	s.changes = append(s.changes, c)
	return nil
}

// copyWhole copies a file and waits until it is on the disk.
func copyWhole(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	return writeWhole(to, func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}

// commit says that the changes are to be made, whatever happens to the program. A single change needs no list: it is made or not.
func (s *stage) commit() error {
	if len(s.changes) < 2 {
		return nil
	}
	list, err := json.Marshal(s.changes)
	for _, folder := range []string{newFiles, oldFiles} {
		err = errors.Join(err, syncFolder(filepath.Join(s.path, folder)))
	}
	if err == nil {
		err = writeWhole(filepath.Join(s.path, commitList), Content(list))
	}
	return errors.Join(err, syncFolder(s.path))
}

// place makes a change.
func (s *stage) place(c change) error {
	if c.Removed {
		return s.fault(c, os.Remove(s.target(c)))
	}
	return s.fault(c, os.Rename(s.staged(c), s.target(c)))
}

// forward makes the changes and takes the stage away. If one cannot be made, those before it are undone; if not even that can be done
// now, the stage stays for the next holder of the folder to do it.
func (s *stage) forward() error {
	for _, c := range s.changes {
		if err := s.place(c); err != nil {
			return s.back(err)
		}
	}
	if err := syncFolder(s.dir); err != nil {
		return s.back(&WriteError{s.dir, cause(err)})
	}
	s.drop()
	return nil
}

// back undoes the changes for a reason, which it returns.
func (s *stage) back(reason error) error {
	if err := s.undo(); err == nil {
		s.drop()
	}
	return reason
}

// again makes the changes that a killed program has not made. A file that somebody has written since is left as it is; one that is
// gone is put there, for the kill may have taken it.
func (s *stage) again() error {
	for _, c := range s.changes {
		there := mark(s.target(c))
		isMade := mark(s.staged(c)) == ""
		if c.Removed {
			isMade = there == ""
		}
		if isMade || there != "" && there != c.Old {
			continue
		}
		if err := s.place(c); err != nil {
			return err
		}
	}
	return nil
}

// undo takes the changes back, in any state that making or undoing them was broken off in. The file that was in the place comes
// back from where it is kept.
func (s *stage) undo() error {
	if list := filepath.Join(s.path, commitList); mark(list) != "" {
		if err := os.Rename(list, filepath.Join(s.path, undoList)); err != nil {
			return err
		}
	}
	for _, c := range slices.Backward(s.changes) {
		there := mark(s.target(c))
		switch {
		case there != "" && there != c.New: // the old one, or of somebody else
		case c.Old != "" && mark(s.kept(c)) != "":
			if err := os.Rename(s.kept(c), s.target(c)); err != nil {
				return s.fault(c, err)
			}
		case c.Old == "" && there != "":
			if err := os.Remove(s.target(c)); err != nil {
				return s.fault(c, err)
			}
		}
	}
	return nil
}

// drop takes the stage away, its list first: what is left of it after that has changed nothing.
func (s *stage) drop() {
	for _, list := range []string{commitList, undoList} {
		if err := os.Remove(filepath.Join(s.path, list)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return
		}
	}
	os.RemoveAll(s.path)
}

// clear ends or undoes what killed programs have left in the folder. It must be held: the stages of running ones are not to be touched.
func (f *Folder) clear() error {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return &WriteError{f.dir, cause(err)}
	}
	for _, entry := range entries {
		if !isStage(entry) {
			continue
		}
		s := &stage{dir: f.dir, path: filepath.Join(f.dir, entry.Name())}
		if err := s.settle(); err != nil {
			return err
		}
		s.drop()
	}
	return nil
}

// settle ends or undoes the changes of a stage that was left.
func (s *stage) settle() error {
	var err error
	switch {
	case s.read(commitList):
		err = s.again()
	case s.read(undoList):
		err = s.undo()
	default:
		return nil
	}
	if err != nil {
		return err
	}
	if err := syncFolder(s.dir); err != nil {
		return &WriteError{s.dir, cause(err)}
	}
	return nil
}

// Unfinished tells whether the folder holds what a run has written and not put in its place yet: another one that is under way, or
// one that was killed. Holding the folder ends it.
func Unfinished(dir string) bool {
	entries, _ := os.ReadDir(dir)
	return slices.ContainsFunc(entries, isStage)
}

// read reads a list of the stage. One that is not whole was never acted on. The folder may have come from anywhere: a list that would
// lead out of it is none.
func (s *stage) read(list string) bool {
	for _, folder := range []string{newFiles, oldFiles, list} {
		stat, err := os.Lstat(filepath.Join(s.path, folder))
		if err != nil || stat.IsDir() != (folder != list) || stat.Mode().Type()&^fs.ModeDir != 0 {
			return false
		}
	}
	content, err := os.ReadFile(filepath.Join(s.path, list))
	if err != nil || json.Unmarshal(content, &s.changes) != nil {
		return false
	}
	return !slices.ContainsFunc(s.changes, func(c change) bool {
		return !filepath.IsLocal(c.Name) || c.Name != filepath.Base(c.Name) || c.Name == "."
	})
}

// syncFolder waits until the names in a folder are on the disk. Windows, and some file systems, know no such thing.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
