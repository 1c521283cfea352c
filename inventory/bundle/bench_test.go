package bundle

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ghg/inventory/check"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// tenYears is the full district of ten years in a folder.
func tenYears(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	if err := os.CopyFS(dir, golden.District(b, "../..", "CN-PROV-2011")); err != nil {
		b.Fatal(err)
	}
	return dir
}

// BenchmarkCompileTenYears is what compile does with the full district: it is read, computed, held against the rules, and its files are made.
func BenchmarkCompileTenYears(b *testing.B) {
	e, dir := newEngine(b), tenYears(b)
	for b.Loop() {
		ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
		if err != nil {
			b.Fatal(err)
		}
		result := check.Whole(e, ws, ws.Config.Years, problems)
		for _, write := range report.Files(ws, result) {
			if err := write(&bytes.Buffer{}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkSealTenYears seals the full district anew each time, the log and the forcing to the disk included.
func BenchmarkSealTenYears(b *testing.B) {
	dir := tenYears(b)
	for b.Loop() {
		stored, err := prepared(b, dir, Recipe{}).Store(filepath.Join(dir, SealsFolder))
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(stored.Content)))
		if err := os.RemoveAll(filepath.Join(dir, SealsFolder)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVerifyTenYears verifies the seal of the full district.
func BenchmarkVerifyTenYears(b *testing.B) {
	dir := tenYears(b)
	stored, err := prepared(b, dir, Recipe{}).Store(filepath.Join(dir, SealsFolder))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(stored.Content)))
	for b.Loop() {
		if v, _ := verified("seal.zip", stored.Content, newEngine(b), nil); v.Word() != "unsigned, identical" {
			b.Fatalf("%s %v", v.Word(), v.Differences)
		}
	}
}
