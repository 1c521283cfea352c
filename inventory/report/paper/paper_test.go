package paper

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

const root = "../../.."

// gathered is all that the reports tell of a workspace.
func gathered(tb testing.TB, files fs.FS) *report.Subject {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil {
		tb.Fatal(err)
	}
	result := check.Whole(e, ws, ws.Config.Years, problems)
	if result.Inventory == nil {
		tb.Fatalf("%v", result.Problems)
	}
	s, _ := report.Gather(e, ws, result, report.SubjectOptions{Draws: engine.NoDraws})
	return s
}

// copied is a folder of the repository as files that a test may change.
func copied(tb testing.TB, dir string) fstest.MapFS {
	tb.Helper()
	out := fstest.MapFS{}
	files := os.DirFS(filepath.Join(root, dir))
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, path)
		out[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func TestSmoke(t *testing.T) {
	for name, s := range map[string]*report.Subject{"district": gathered(t, golden.District(t, root, "CN-PROV-2011")), "tongliang": gathered(t, copied(t, "seeds/tongliang")), "assessed": gathered(t, copied(t, "testdata/inventories/assessed"))} {
		var b bytes.Buffer
		if err := Inventory(&b, s); err != nil {
			t.Fatal(err)
		}
		os.WriteFile("/tmp/sm/"+name+"_inv.docx", b.Bytes(), 0o644)
		b.Reset()
		if err := CO2Account(&b, s); err != nil {
			t.Fatal(err)
		}
		os.WriteFile("/tmp/sm/"+name+"_acc.docx", b.Bytes(), 0o644)
	}
}
