package check_test

import (
	"io/fs"
	"testing"

	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/workspace"
)

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
	ws, result := compiled(b, e, golden.District(b, "../..", "CN-PROV-2011"))
	for b.Loop() {
		if check.Run(ws, result).Failed() {
			b.Fatal("the district has an error")
		}
	}
}
