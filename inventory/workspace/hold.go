package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// ErrHeld says that other programs keep writing into the folder.
var ErrHeld = errors.New("other programs keep writing there")

// lockName is the file that whoever writes into a folder holds locked. The lock dies with the program that holds it; the file is
// removed when it is released, or by the next holder.
const lockName = ".writing.lock"

// A Folder is one that no other run of this program writes into until it is released.
type Folder struct {
	dir   string
	lock  *lockedfile.File
	isNew bool // it was made to be held, and holds nothing yet
}

// Hold waits until no other run of this program writes into the folder, ends or undoes what one that was killed has left there, and keeps
// the others out until the folder is released: what is read, extended and put back meanwhile loses nothing of theirs. A folder that
// is not there is made. The error is a *WriteError.
func Hold(dir string) (*Folder, error) {
	_, err := os.Stat(dir)
	f := &Folder{dir: dir, isNew: errors.Is(err, fs.ErrNotExist)}
	if f.lock, err = locked(dir); err != nil {
		if f.isNew {
			os.Remove(dir)
		}
		return nil, err
	}
	if err := f.clear(); err != nil {
		f.Release()
		return nil, err
	}
	return f, nil
}

// tries bounds how often a lock that was removed while it was waited for is asked for anew: once for each run that was before.
const tries = 1000

// locked waits for the lock of a folder. Whoever had it before may have removed the file, or somebody the folder: then the
// lock is on nothing that others would see, and the next file is waited for. A link is not followed.
func locked(dir string) (*lockedfile.File, error) {
	path := filepath.Join(dir, lockName)
	for range tries {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return nil, &WriteError{dir, cause(err)}
		}
		if stat, err := os.Lstat(path); err == nil && !stat.Mode().IsRegular() {
			return nil, &WriteError{path, ErrIrregular}
		}
		lock, err := lockedfile.Edit(path)
		switch {
		case errors.Is(err, fs.ErrNotExist): // the folder was removed meanwhile
		case err != nil:
			return nil, &WriteError{dir, cause(err)}
		case isAt(lock):
			return lock, nil
		default:
			lock.Close()
		}
	}
	return nil, &WriteError{dir, ErrHeld}
}

// isAt tells whether an open file is still the one that its name leads to.
func isAt(f *lockedfile.File) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(f.Name())
	return err == nil && os.SameFile(mine, there)
}

// Release lets others write into the folder. One that was made to be held and into which nothing was written is taken away.
func (f *Folder) Release() {
	if isAt(f.lock) && runtime.GOOS != "windows" {
		os.Remove(f.lock.Name()) // while it is held: a file that another run has made since would be its own
	}
	f.lock.Close()
	if runtime.GOOS == "windows" {
		os.Remove(f.lock.Name()) // it removes no open file: neither this one before it is closed, nor that of another run
	}
	if f.isNew {
		os.Remove(f.dir)
	}
}
