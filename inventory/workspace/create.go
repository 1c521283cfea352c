package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNotEmpty says that a folder holds something already, so that no workspace is made in it.
var ErrNotEmpty = errors.New("文件夹不是空的 · the folder is not empty")

// Create makes a workspace of the files in a folder that is not there yet or is empty. The error is ErrNotEmpty or a
// *WriteError; after either the folder is as it was.
func Create(dir string, files fs.FS) error {
	entries, err := os.ReadDir(dir)
	isNew := errors.Is(err, fs.ErrNotExist)
	switch {
	case len(entries) > 0:
		return fmt.Errorf("%w: %s", ErrNotEmpty, dir)
	case err != nil && !isNew:
		return &WriteError{dir, cause(err)}
	}
	if err := os.CopyFS(dir, files); err != nil {
		clearOut(dir, isNew)
		return &WriteError{dir, cause(err)}
	}
	return nil
}

// clearOut takes away what a failed Create has made.
func clearOut(dir string, whole bool) {
	if whole {
		os.RemoveAll(dir)
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		os.RemoveAll(filepath.Join(dir, entry.Name()))
	}
}
