package bundle

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"
)

// The parts below a folder are a file system as any other, without copies of them.
func TestFolderIsAFileSystem(t *testing.T) {
	content := []byte("a,b\n")
	parts := []Part{{"inputs/inventory.toml", []byte("x")}, {"inputs/activity/a.csv", content}, {"inputs/activity/deep/b.csv", nil}, {"tables/c.csv", []byte("c")}}
	files, err := folder(parts, Inputs)
	if err != nil {
		t.Fatal(err)
	}
	// without ReadFile, which gives the contents themselves, that the test would write to
	if err := fstest.TestFS(struct{ fs.FS }{files}, "inventory.toml", "activity/a.csv", "activity/deep/b.csv"); err != nil {
		t.Error(err)
	}
	if _, err := fs.Stat(files, "c.csv"); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a part of another folder", err)
	}
	if same, err := fs.ReadFile(files, "activity/a.csv"); err != nil || &same[0] != &content[0] {
		t.Error("the content is a copy", err)
	}
	if empty, err := folder(nil, Inputs); err != nil || fstest.TestFS(empty) != nil {
		t.Error("no parts", err)
	}
}
