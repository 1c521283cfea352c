package workspace

import (
	"slices"
	"testing"
	"testing/fstest"
)

// The files of a review are kept as they are, beside what the inventory is made of: it is the same before and after it was reviewed.
func TestReviewIsNoInput(t *testing.T) {
	files := fstest.MapFS{
		"inventory.toml":                {Data: []byte("schema_version = 1\nyears = [2020]\nguide = \"CN-PROV-2011\"\n[region]\ncode = \"500151\"\nname = \"铜梁区\"\nprovince = \"重庆市\"\n")},
		"review/2020-01-submitted.note": {Data: []byte("a\r\nb")},
		"review/findings.csv":           {Data: []byte("\xef\xbb\xbfid\r\n")},
		"review/photo.jpg":              {Data: []byte("x")},
		"review/.writing.lock":          {},
		"review/~$findings.csv":         {},
	}
	ws, problems, err := LoadFS(files, vocabulary(t))
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	var names, contents []string
	for _, text := range ws.Review {
		names, contents = append(names, text.Name), append(contents, string(text.Content))
	}
	if want := []string{"review/2020-01-submitted.note", "review/findings.csv"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	if want := []string{"a\r\nb", "\xef\xbb\xbfid\r\n"}; !slices.Equal(contents, want) {
		t.Errorf("%q, want %q", contents, want)
	}
	if len(ws.Files) != 1 || ws.Files[0].Path != "inventory.toml" {
		t.Errorf("inputs: %v", ws.Files)
	}
	if len(problems) != 1 || problems[0].Code != "not-read" || problems[0].Source.File != "review/photo.jpg" {
		t.Errorf("%v", problems)
	}
}
