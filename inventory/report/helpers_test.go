package report_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func add(t *testing.T, a, b string) string {
	t.Helper()
	x, err := decimal.NewFromString(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := decimal.NewFromString(b)
	if err != nil {
		t.Fatal(err)
	}
	return x.Add(y).String()
}

// close tells whether two figures agree to 29 decimals, the last of 30 being that of the cut factor.
func close(t *testing.T, a, b string) bool {
	t.Helper()
	x, y := decimal.RequireFromString(a), decimal.RequireFromString(b)
	return x.Sub(y).Abs().LessThan(decimal.New(1, -29))
}

func replaceIn(t *testing.T, path, old, text string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(content), old) {
		t.Fatalf("%s does not hold %q", path, old)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(content), old, text, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// writeAll writes files into a folder, those without content not.
func writeAll(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		if content == "" {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
