package main

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ghg/inventory/bundle"
)

const passphrase = "five unrelated words in a row"

// sealedBy is a signed draft of the assessed district, its parts, and the folder that holds the workspace.
func sealedBy(t *testing.T) (dir string, parts []bundle.Part) {
	t.Helper()
	dir = t.TempDir()
	here := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	if err := os.CopyFS(here("w"), os.DirFS("../../testdata/inventories/assessed")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(here("w/golden")); err != nil {
		t.Fatal(err)
	}
	write(t, here("words"), passphrase+"\n")
	write(t, here("report.html"), "<p>a page</p>\n")
	ran(t, 0, "key", "new", "zhangsan", "--out", here("z.key"), "--passphrase-file", here("words"))
	verifier, err := bundle.PublicKey(here("z.key"))
	if err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile(here("w/inventory.toml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, here("w/inventory.toml"), string(config)+"\n[[keys]]\nname = \"张三\"\nrole = \"compiler\"\nkey = \""+verifier+"\"\n")
	ran(t, 0, "seal", here("w"), "--draft", "--quiet", "--key", here("z.key"), "--passphrase-file", here("words"), "--attach", here("report.html"), "--out", here("seal.zip"))
	content, err := os.ReadFile(here("seal.zip"))
	if err != nil {
		t.Fatal(err)
	}
	parts, problems := bundle.Unpack("seal.zip", content)
	if problems.Failed() {
		t.Fatal(problems)
	}
	return dir, parts
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// ran runs the program and returns what it printed.
func ran(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, told bytes.Buffer
	if got := run(args, &out, &told); got != code {
		t.Fatalf("%s: exit code %d, want %d\n%s%s", args, got, code, out.String(), told.String())
	}
	return out.String()
}

// zipped packs parts as a seal, or in any order and under any names where no seal can be so; those named are compressed.
func zipped(t *testing.T, parts []bundle.Part, compressed ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	if len(compressed) == 0 && bundle.Pack(&out, parts) == nil {
		return out.Bytes()
	}
	out.Reset()
	archive := zip.NewWriter(&out)
	for _, p := range parts {
		var entry interface{ Write([]byte) (int, error) }
		var err error
		if slices.Contains(compressed, p.Path) {
			entry, err = archive.CreateHeader(&zip.FileHeader{Name: p.Path, Method: zip.Deflate})
		} else {
			size := uint64(len(p.Content))
			entry, err = archive.CreateRaw(&zip.FileHeader{Name: p.Path, Method: zip.Store, Flags: 0x800, CRC32: crc32.ChecksumIEEE(p.Content), CompressedSize64: size, UncompressedSize64: size})
		}
		if err == nil {
			_, err = entry.Write(p.Content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// tree is every file below a folder with its content.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var out strings.Builder
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, name))
		out.WriteString(name + "\x00" + string(content) + "\x00")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// at is the place of a part.
func at(t *testing.T, parts []bundle.Part, path string) int {
	t.Helper()
	i := slices.IndexFunc(parts, func(p bundle.Part) bool { return p.Path == path })
	if i < 0 {
		t.Fatalf("no part %s", path)
	}
	return i
}

// tampering is a change of a seal, and the code and the part by which it must be told.
type tampering struct {
	name, code, entry string
	change            func([]bundle.Part) []byte
}

// The parts of a seal that the tests change, one of each kind.
const sealedInput, sealedConfig, sealedTable, sealedResult, sealedPage = "inputs/activity/activity.csv", "inputs/inventory.toml", "tables/gwp.csv", "results/summary.csv", "attachments/report.html"

// ofParts are changes of what the parts hold.
func ofParts(t *testing.T) []tampering {
	bit := func(path, near string) func([]bundle.Part) []byte {
		return func(parts []bundle.Part) []byte {
			i := at(t, parts, path)
			where := bytes.Index(parts[i].Content, []byte(near))
			if where < 0 {
				t.Fatalf("%s has no %q", path, near)
			}
			parts[i].Content = slices.Clone(parts[i].Content)
			parts[i].Content[where] ^= 1
			return zipped(t, parts)
		}
	}
	return []tampering{
		{"a bit in an input", "part-changed", sealedInput, bit(sealedInput, "500")},
		{"a bit in the settings", "part-changed", sealedConfig, bit(sealedConfig, "AR5")},
		{"a bit in a table", "part-changed", sealedTable, bit(sealedTable, "CH4")},
		{"a bit in a result", "part-changed", sealedResult, bit(sealedResult, "1657073")},
		{"a bit in an attachment", "part-changed", sealedPage, bit(sealedPage, "page")},
		{"a bit in the manifest", "statement-differs", "seal.note", bit("manifest.json", "CN-PROV-2011")},
		{"a bit in a sum of the manifest", "manifest-bad-part", "manifest.json", func(parts []bundle.Part) []byte {
			i := at(t, parts, "manifest.json")
			parts[i].Content = bytes.Replace(parts[i].Content, []byte(`"sha256": "`), []byte(`"sha256": "G`), 1)
			return zipped(t, parts)
		}},
		{"a bit in the statement", "note-bad-signature", "seal.note", bit("seal.note", "2015")},
		{"a bit in the signature", "note-", "seal.note", func(parts []bundle.Part) []byte {
			i := at(t, parts, "seal.note")
			c := slices.Clone(parts[i].Content)
			c[len(c)-10] ^= 1
			parts[i].Content = c
			return zipped(t, parts)
		}},
		{"the signature taken away", "signature-missing", "seal.note", func(parts []bundle.Part) []byte {
			i := at(t, parts, "seal.note")
			parts[i].Content = parts[i].Content[:bytes.Index(parts[i].Content, []byte("\n\n"))+2]
			return zipped(t, parts)
		}},
		{"a bit in the log", "log-differs", "log.txt", bit("log.txt", "500199")},
		{"a record put into the log", "log-differs", "log.txt", func(parts []bundle.Part) []byte {
			i := at(t, parts, "log.txt")
			line := "0 500199 2015 final sha256:" + strings.Repeat("0", 64) + "\n"
			parts[i].Content = []byte(line + "1" + string(parts[i].Content[1:]))
			return zipped(t, parts)
		}},
	}
}

// ofTheContainer are changes of which parts there are, of their names and of the zip archive.
func ofTheContainer(t *testing.T) []tampering {
	rename := func(from, to string) func([]bundle.Part) []byte {
		return func(parts []bundle.Part) []byte {
			parts[at(t, parts, from)].Path = to
			return zipped(t, bundle.Ordered(parts))
		}
	}
	return []tampering{
		{"the order of entries", "seal-order", sealedInput, func(parts []bundle.Part) []byte {
			i := at(t, parts, sealedInput)
			parts[i], parts[i+1] = parts[i+1], parts[i]
			return zipped(t, parts)
		}},
		{"an added file", "part-added", "results/more.csv", func(parts []bundle.Part) []byte {
			return zipped(t, bundle.Ordered(append(parts, bundle.Part{Path: "results/more.csv", Content: []byte("more")})))
		}},
		{"a renamed file", "part-renamed", "results/total.csv", rename(sealedResult, "results/total.csv")},
		{"a file taken away", "part-missing", sealedResult, func(parts []bundle.Part) []byte {
			return zipped(t, slices.Delete(parts, at(t, parts, sealedResult), at(t, parts, sealedResult)+1))
		}},
		{"no settings", "seal-part-missing", sealedConfig, func(parts []bundle.Part) []byte {
			return zipped(t, slices.Delete(parts, at(t, parts, sealedConfig), at(t, parts, sealedConfig)+1))
		}},
		{"two entries of one name", "seal-entry-twice", sealedResult, func(parts []bundle.Part) []byte {
			i := at(t, parts, sealedResult)
			return zipped(t, slices.Insert(parts, i, parts[i]))
		}},
		{"two names that are one file on some systems", "seal-names-collide", "results/Summary.csv", func(parts []bundle.Part) []byte {
			return zipped(t, bundle.Ordered(append(parts, bundle.Part{Path: "results/Summary.csv", Content: []byte("x")})))
		}},
		{"a path that climbs out", "seal-bad-name", "../outside.csv", rename(sealedResult, "../outside.csv")},
		{"a path that climbs out within", "seal-bad-name", "results/../../outside.csv", rename(sealedResult, "results/../../outside.csv")},
		{"an absolute path", "seal-bad-name", "/tmp/outside.csv", rename(sealedResult, "/tmp/outside.csv")},
		{"a compressed entry", "seal-compressed", sealedResult, func(parts []bundle.Part) []byte { return zipped(t, parts, sealedResult) }},
		{"bytes after the end", "seal-trailing-bytes", "", func(parts []bundle.Part) []byte { return append(zipped(t, parts), "more"...) }},
		{"bytes before the beginning", "seal-leading-bytes", "", func(parts []bundle.Part) []byte { return append([]byte("more"), zipped(t, parts)...) }},
		{"cut short", "seal-not-zip", "", func(parts []bundle.Part) []byte { out := zipped(t, parts); return out[:len(out)-100] }},
		{"a bit of the file", "seal-checksum", sealedInput, func(parts []bundle.Part) []byte {
			out := zipped(t, parts)
			out[bytes.Index(out, []byte("2015,1.A.1.a"))] ^= 4
			return out
		}},
	}
}

// Whatever is changed in a seal is found and named, and nothing is written.
func TestTamperedSealsAreNotAuthentic(t *testing.T) {
	dir, whole := sealedBy(t)
	for _, x := range append(ofParts(t), ofTheContainer(t)...) {
		t.Run(x.name, func(t *testing.T) {
			path := filepath.Join(dir, "seal.zip")
			write(t, path, string(x.change(slices.Clone(whole))))
			before := tree(t, dir)
			said := ran(t, exitNotAuthentic, "verify", path, "--lang", "en")
			found := false
			for line := range strings.Lines(said) {
				found = found || strings.Contains(line, "["+x.code) && strings.Contains(line, x.entry)
			}
			if !found {
				t.Errorf("no line with [%s] and %s:\n%s", x.code, x.entry, said)
			}
			if tree(t, dir) != before {
				t.Error("verify has written something")
			}
			if _, err := os.Lstat(filepath.Join(filepath.Dir(dir), "outside.csv")); err == nil {
				t.Error("something was written outside")
			}
		})
	}
}

// A seal that was changed and made to fit again is authentic where nobody signed it, and found out by recomputing: exit code 3, with the
// first difference and its cause.
func TestForgedSealDiffers(t *testing.T) {
	dir, parts := sealedBy(t)
	i := at(t, parts, sealedInput)
	parts[i].Content = bytes.Replace(parts[i].Content, []byte("2015,1.A.1.a,天然气,500"), []byte("2015,1.A.1.a,天然气,501"), 1)
	m, problems := bundle.ParseManifest(parts[at(t, parts, "manifest.json")].Content)
	if problems.Failed() {
		t.Fatal(problems)
	}
	m.Parts = bundle.List(parts)
	log := &bundle.Log{}
	log.Add(bundle.Record{Region: m.Region.Code, Years: m.Years, Draft: m.Draft, Manifest: m.Hash()})
	note, err := bundle.SignNote(bundle.Statement{Region: m.Region.Code, RegionName: m.Region.Name, Years: m.Years, Draft: m.Draft, Manifest: m.Hash(), Tree: log.Head(1)}.Text())
	if err != nil {
		t.Fatal(err)
	}
	for path, content := range map[string][]byte{"manifest.json": m.Encode(), "seal.note": note, "log.txt": log.Encode()} {
		parts[at(t, parts, path)].Content = content
	}
	path := filepath.Join(dir, "forged.zip")
	write(t, path, string(zipped(t, parts)))
	said := ran(t, exitDiffers, "verify", path, "--lang", "en")
	for _, want := range []string{"authentic: yes", "unsigned: anybody may have made it", "recomputed: differs. The first: results/inventory.csv:7 2015 1.A.1.a 天然气 CO2 territorial · value: sealed 10810.944045, recomputed 10832.56593309",
		"input activity/activity.csv:2:4: 500199|2015|1.A.1.a||天然气|| was 500 10^4 m3 when it was sealed and is 501 10^4 m3", "--format csv or json lists all"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if rows := ran(t, exitDiffers, "verify", path, "--format", "csv", "--quiet"); !strings.Contains(rows, ",Y,results/summary.csv,") {
		t.Errorf("no total in\n%.2000s", rows)
	}
	if whole := ran(t, exitDiffers, "verify", path, "--format", "json"); !strings.Contains(whole, `"verdict": "differs"`) || !strings.Contains(whole, `"cause":"input"`) && !strings.Contains(whole, `"cause": "input"`) {
		t.Errorf("%.2000s", whole)
	}
}
