package book

import (
	"bytes"
	"io/fs"
	"testing"

	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// gathered is all that the reports tell of the ten-year district under a guide.
func gathered(tb testing.TB, guide string) *report.Subject {
	tb.Helper()
	return told(tb, golden.District(tb, "../../..", guide))
}

// told is all that the reports tell of a workspace.
func told(tb testing.TB, folder fs.FS) *report.Subject {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(folder, e.Vocabulary)
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

func BenchmarkBook(b *testing.B) {
	s := gathered(b, "CN-PROV-2011")
	for b.Loop() {
		var out bytes.Buffer
		if err := Write(&out, s); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}
