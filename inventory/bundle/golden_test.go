package bundle

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory/engine"
	"ghg/inventory/golden"
)

// A key for tests alone: whoever reads this has it.
const (
	testKey      = "PRIVATE+KEY+zhangsan+ef52c48a+ARRSLszqQ/UhZvj6AnkQ7UPsvx6cBmYNsytMXx8xnuRk"
	testVerifier = "zhangsan+ef52c48a+AWvsBs/S1FqNZt/urEsAtevse/XbSLT7AmfB7qWYfM2F"
)

func testSigner(t testing.TB) note.Signer {
	t.Helper()
	signer, err := note.NewSigner(testKey)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// signable is a copy of a golden inventory that lists the key of the tests in a role.
func signable(t testing.TB, name, role string) string {
	t.Helper()
	dir := copyOf(t, name)
	config, err := os.OpenFile(filepath.Join(dir, "inventory.toml"), os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = fmt.Fprintf(config, "\n[[keys]]\nname = \"张三\"\nrole = %q\nkey = %q\n", role, testVerifier)
	}
	if err == nil {
		err = config.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// The seal that this version makes of two years of the assessed district, with draws, is the committed one byte for byte. A change of any table,
// word or figure moves it; it is written anew then (-update) while the version of the engine is the same, and kept when that is raised.
func TestGoldenSeal(t *testing.T) {
	dir := signable(t, "assessed", "compiler")
	stored, err := prepared(t, dir, Recipe{Years: []int{2019, 2020}, Draws: 2000, Seed: 7}).Store(filepath.Join(dir, SealsFolder), testSigner(t))
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, fmt.Sprintf("../../testdata/seals/engine-%d.zip", engine.Version), string(stored.Content))
}

// Every seal that a version has left behind is authentic; that of this version comes out again, those of older ones do or differ by named
// changes.
func TestSealsOfAllVersions(t *testing.T) {
	files, err := filepath.Glob("../../testdata/seals/*.zip")
	if err != nil || len(files) == 0 {
		t.Fatal("no seals", err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		v, _ := verified(file, content, newEngine(t), &Trust{Keys: keysOfTests, From: "the tests"})
		if !v.Authentic() || len(v.Signatures) != 1 || !v.Signatures[0].Trusted {
			t.Errorf("%s: %v, signatures %v", file, v.Refused, v.Signatures)
		}
		if v.Word() != "identical" && (v.Sealed == engine.Version || !v.Explained()) {
			t.Errorf("%s: %s %v\n%+v", file, v.Word(), v.Failed, v.Differences[:min(5, len(v.Differences))])
		}
	}
}
