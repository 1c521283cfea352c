package engine

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

// Every release is of a version up to this one and has a hash and a name, none twice.
func TestReleases(t *testing.T) {
	shipped, err := Releases()
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]bool{}
	for _, r := range shipped {
		if r.Engine < 1 || r.Engine > Version || len(r.Tables) != 64 || r.Name == "" || met[r.Tables] {
			t.Errorf("%+v", r)
		}
		met[r.Tables] = true
	}
	list := func(content string) fs.FS {
		return fstest.MapFS{"releases.csv": {Data: []byte("engine,tables,release\n" + content)}}
	}
	if got, err := ReleasesIn(list("1,ab,v1\n")); err != nil || len(got) != 1 || got[0] != (Release{1, "ab", "v1"}) {
		t.Errorf("%v %v", got, err)
	}
	if _, err := ReleasesIn(list("one,ab,v1\n")); err == nil {
		t.Error("an engine that is no number")
	}
}

// The table of releases is none that figures rest on: it names the hash of those that are.
func TestReleasesAreNotHashed(t *testing.T) {
	names, err := TableFiles(Shipped())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if name == releasesFile || name == changesFile {
			t.Error(name)
		}
	}
}
