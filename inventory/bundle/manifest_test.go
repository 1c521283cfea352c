package bundle

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func aManifest() *Manifest {
	return &Manifest{Format: ManifestFormat, Engine: 12, Tables: strings.Repeat("ab", 32), Region: Region{"500151", `铜"梁\区`}, Years: []int{2019, 2020}, Guide: "CN-PROV-2011",
		GWPSet: "AR5", AsOf: "2026-01-01", Draft: true, Seed: 1<<64 - 1, Draws: 1000, Parts: List([]Part{{Results + "b", []byte("b")}, {Inputs + "a", nil}, {ManifestPath, nil}, {NotePath, nil}, {LogPath, nil}})}
}

// The hash is what people sign: neither it nor the bytes ever change. SHA-256 of "" and of "b" are e3b0… and 3e23….
func TestManifestIsTheSameForEver(t *testing.T) {
	want := `{
  "format": 1,
  "engine": 12,
  "tables": "abababababababababababababababababababababababababababababababab",
  "region": {"code": "500151", "name": "铜\"梁\\区"},
  "years": [2019, 2020],
  "guide": "CN-PROV-2011",
  "gwp_set": "AR5",
  "as_of": "2026-01-01",
  "draft": true,
  "seed": 18446744073709551615,
  "draws": 1000,
  "parts": [
    {"path": "inputs/a", "size": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"path": "results/b", "size": 1, "sha256": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"}
  ]
}
`
	m := aManifest()
	if got := string(m.Encode()); got != want {
		t.Errorf("encoded as\n%s", got)
	}
	if got, want := m.Hash(), "d8d1e816ec95552e74f2428459b8301887c27a8436ad5dc4b7b6192c2fab8e09"; got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
	read, problems := ParseManifest([]byte(want))
	if len(problems) > 0 || string(read.Encode()) != want {
		t.Errorf("read as %+v, %v", read, problems)
	}
	var standard Manifest
	if err := json.Unmarshal(m.Encode(), &standard); err != nil || standard.Region != m.Region || standard.Seed != m.Seed {
		t.Errorf("a reader of JSON finds %+v (%v)", standard, err)
	}
}

func TestParseManifestRefuses(t *testing.T) {
	text := string(aManifest().Encode())
	first, second := text[strings.Index(text, "    {"):strings.Index(text, ",\n    {")], text[strings.LastIndex(text, "    {"):strings.LastIndex(text, "\n  ]")]
	for _, c := range []struct {
		old, new, want string
		row            int
	}{
		{text, "", "bad-manifest", 1},
		{text, "[]", "bad-manifest", 0},
		{`"draws": 1000,`, `"draws": 1000`, "bad-manifest", 13},
		{`"draws": 1000,`, `"draws": 1000, "note": "x",`, "bad-manifest", 0},
		{`"draws": 1000,`, `"draws": 1e3,`, "bad-manifest", 0},
		{`"seed": 1`, `"seed": -1`, "bad-manifest", 0},
		{`"format": 1`, `"format": 2, "future": []`, "newer-seal", 0},
		{`"format": 1`, `"format": 0`, "bad-manifest", 0},
		{`"tables": "ab`, `"tables": "AB`, "bad-manifest", 0},
		{`"500151"`, `"5001x1"`, "bad-manifest", 0},
		{`[2019, 2020]`, `[2020, 2019]`, "bad-manifest", 0},
		{`[2019, 2020]`, `[]`, "bad-manifest", 0},
		{`[2019, 2020]`, `[2019,2020]`, "manifest-not-canonical", 6},
		{`"draft": true`, `"Draft": true`, "manifest-not-canonical", 10},
		{`"draft": true`, `"draft": false, "draft": true`, "manifest-not-canonical", 10},
		{`铜`, `\u94dc`, "manifest-not-canonical", 5},
		{"}\n", "}\n\n", "manifest-not-canonical", 0},
		{"}\n", "}", "manifest-not-canonical", 0},
		{"  ]\n}\n", "  ]\n}\n{}", "bad-manifest", 18},
		{first, second, "manifest-order", 0},
		{first + ",\n" + second, second + ",\n" + first, "manifest-order", 0},
		{`"inputs/a"`, `"inputs/../a"`, "manifest-bad-part", 0},
		{`"inputs/a"`, `"manifest.json"`, "manifest-bad-part", 0},
		{`"size": 0`, `"size": -1`, "manifest-bad-part", 0},
		{`"e3b0`, `"E3b0`, "manifest-bad-part", 0},
	} {
		m, problems := ParseManifest([]byte(strings.Replace(text, c.old, c.new, 1)))
		if got := codes(problems); m != nil || got != c.want || c.row > 0 && problems[0].Source.Row != c.row {
			t.Errorf("%q for %q: %v, want %s at %d", c.new, c.old, problems, c.want, c.row)
		}
	}
}

func TestCheck(t *testing.T) {
	parts := []Part{{Inputs + "a", []byte("1")}, {Inputs + "b", []byte("2")}, {Results + "c", []byte("2")}, {Attachments + "d", nil}}
	m := aManifest()
	m.Parts = List(parts)
	for _, c := range []struct {
		parts []Part
		want  []string
	}{
		{parts, nil},
		{append(slices.Clone(parts), Part{ManifestPath, nil}, Part{NotePath, nil}, Part{LogPath, nil}), nil},
		{slices.Concat(parts[:1], parts[2:]), []string{"inputs/b part-missing"}},
		{append(slices.Clone(parts), Part{Tables + "e", nil}), []string{"tables/e part-added"}},
		{slices.Concat(parts[1:], []Part{{Inputs + "a", []byte("3")}}), []string{"inputs/a part-changed"}},
		{slices.Concat(parts[1:], []Part{{Inputs + "x", []byte("1")}}), []string{"inputs/x part-renamed"}},
		{[]Part{parts[0], {Inputs + "b", []byte("1")}, {Inputs + "y", []byte("2")}, {Inputs + "z", []byte("2")}, {Inputs + "zz", []byte("2")}, {Results + "c", []byte("4")}},
			[]string{"attachments/d part-missing", "inputs/b part-changed", "inputs/y part-added", "inputs/z part-added", "inputs/zz part-added", "results/c part-changed"}},
		{[]Part{parts[0], {Inputs + "y", []byte("2")}, {Inputs + "z", []byte("2")}, parts[3]}, []string{"inputs/y part-renamed", "inputs/z part-renamed"}},
	} {
		var got []string
		problems := m.Check(c.parts)
		for _, p := range problems {
			got = append(got, p.Source.File+" "+p.Code)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.parts, problems, c.want)
		}
	}
}
