package golden

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// District is the illustrative district of ten years under a guide: its tables with those of the guide laid over them. Root is the
// path of the repository.
func District(tb testing.TB, root, guide string) fstest.MapFS {
	tb.Helper()
	out := fstest.MapFS{}
	from := os.DirFS(filepath.Join(root, "testdata", "inventories", "district"))
	lay := func(folder string) {
		err := fs.WalkDir(from, folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := fs.ReadFile(from, name)
			out[strings.TrimPrefix(strings.TrimPrefix(name, guide), "/")] = &fstest.MapFile{Data: content}
			return err
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	for _, name := range []string{"inventory.toml", "indicators.csv", "activity", "estimates", "factors", "records"} {
		lay(name)
	}
	for _, name := range []string{"activity", "factors", "records"} {
		if _, err := fs.Stat(from, path.Join(guide, name)); err == nil {
			lay(path.Join(guide, name))
		}
	}
	config := strings.Replace(string(out["inventory.toml"].Data), `guide = "CN-PROV-2011"`, `guide = "`+guide+`"`, 1)
	out["inventory.toml"] = &fstest.MapFile{Data: []byte(config)}
	return out
}
