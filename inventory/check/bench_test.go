package check_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// district is the illustrative district of ten years under a guide: its tables with those of the guide laid over them.
func district(tb testing.TB, guide string) fstest.MapFS {
	tb.Helper()
	out := fstest.MapFS{}
	root := os.DirFS("../../testdata/inventories/district")
	lay := func(from string) {
		err := fs.WalkDir(root, from, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := fs.ReadFile(root, name)
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
		if _, err := fs.Stat(root, path.Join(guide, name)); err == nil {
			lay(path.Join(guide, name))
		}
	}
	config := strings.Replace(string(out["inventory.toml"].Data), `guide = "CN-PROV-2011"`, `guide = "`+guide+`"`, 1)
	out["inventory.toml"] = &fstest.MapFile{Data: []byte(config)}
	return out
}

func compiled(tb testing.TB, e *engine.Engine, files fs.FS) (*workspace.Workspace, *engine.Result) {
	tb.Helper()
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil || problems.Failed() {
		tb.Fatal(err, problems)
	}
	result := e.Compile(ws, nil)
	if result.Inventory == nil {
		tb.Fatal(result.Problems)
	}
	return ws, result
}

// BenchmarkRules applies all rules to ten years of the district.
func BenchmarkRules(b *testing.B) {
	e, err := engine.New()
	if err != nil {
		b.Fatal(err)
	}
	ws, result := compiled(b, e, district(b, "CN-PROV-2011"))
	for b.Loop() {
		if check.Run(ws, result).Failed() {
			b.Fatal("the district has an error")
		}
	}
}
