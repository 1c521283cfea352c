package report_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var guideLine = regexp.MustCompile(`(?m)^guide = ".*"$`)

// ofGuide is a copy of the workspace under another guide, with what lies under the guide's name over it: what one guide counts
// and another does not. The workspace itself if no guide is named.
func ofGuide(t testing.TB, dir, guide string) string {
	t.Helper()
	if guide == "" {
		return dir
	}
	out := t.TempDir()
	for _, from := range []string{dir, filepath.Join(dir, guide)} {
		for _, name := range []string{"inventory.toml", "indicators.csv", "activity/*.csv", "factors/*.csv", "records/*.csv", "estimates/*.csv"} {
			files, err := filepath.Glob(filepath.Join(from, filepath.FromSlash(name)))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				relative, err := filepath.Rel(from, file)
				if err != nil {
					t.Fatal(err)
				}
				content, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if relative == "inventory.toml" {
					content = guideLine.ReplaceAll(content, []byte(`guide = "`+guide+`"`))
				}
				to := filepath.Join(out, relative)
				if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, content, 0o644)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return out
}
