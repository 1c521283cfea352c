package bundle

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/table"
)

// ManifestFormat is the version of the manifest and of the folders of a seal.
const ManifestFormat = 1

// Manifest says what a seal consists of and how its results were computed.
type Manifest struct {
	Format int      `json:"format"`
	Engine int      `json:"engine"` // version of the engine that computed the results
	Tables string   `json:"tables"` // SHA-256 of the shipped tables, hexadecimal
	Region Region   `json:"region"`
	Years  []int    `json:"years"` // ascending
	Guide  string   `json:"guide"`
	GWPSet string   `json:"gwp_set"`
	AsOf   string   `json:"as_of"` // the day whose knowledge of factors counts, YYYY-MM-DD; "" for all
	Draft  bool     `json:"draft"`
	Seed   uint64   `json:"seed"`  // of the Monte Carlo draws
	Draws  int      `json:"draws"` // 0 where none were made
	Parts  []Listed `json:"parts"` // bytewise by path
}

// Region is the district of a seal.
type Region struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Listed is a part as the manifest lists it.
type Listed struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`   // bytes
	SHA256 string `json:"sha256"` // of the content as it is, hexadecimal
}

// List lists parts for a manifest: by path, without the manifest, the statement and the log.
func List(parts []Part) []Listed {
	var out []Listed
	for _, p := range parts {
		if rank(p.Path) == others {
			sum := sha256.Sum256(p.Content)
			out = append(out, Listed{p.Path, int64(len(p.Content)), hex.EncodeToString(sum[:])})
		}
	}
	slices.SortFunc(out, func(a, b Listed) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

// Encode is the manifest as JSON, the same bytes for the same manifest: it is written out here because the spelling that encoding/json
// chooses may change, and with it would the hash that people signed.
func (m *Manifest) Encode() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"format\": %d,\n  \"engine\": %d,\n  \"tables\": %s,\n", m.Format, m.Engine, quoted(m.Tables))
	fmt.Fprintf(&b, "  \"region\": {\"code\": %s, \"name\": %s},\n  \"years\": [%s],\n", quoted(m.Region.Code), quoted(m.Region.Name), joined(m.Years, ", "))
	fmt.Fprintf(&b, "  \"guide\": %s,\n  \"gwp_set\": %s,\n  \"as_of\": %s,\n", quoted(m.Guide), quoted(m.GWPSet), quoted(m.AsOf))
	fmt.Fprintf(&b, "  \"draft\": %t,\n  \"seed\": %d,\n  \"draws\": %d,\n  \"parts\": [", m.Draft, m.Seed, m.Draws)
	for i, p := range m.Parts {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "\n    {\"path\": %s, \"size\": %d, \"sha256\": %s}", quoted(p.Path), p.Size, quoted(p.SHA256))
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes()
}

// quoted is a JSON string (RFC 8259 §7) with the fewest escapes.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Hash is the SHA-256 of the manifest, hexadecimal.
func (m *Manifest) Hash() string {
	sum := sha256.Sum256(m.Encode())
	return hex.EncodeToString(sum[:])
}

// ParseManifest reads a manifest; nil if it cannot be relied on. It takes exactly what Encode writes. Problems: newer-seal, bad-manifest
// (no JSON, a field it does not know), manifest-not-canonical (another spelling), manifest-bad-part, manifest-order (not by path, one twice).
func ParseManifest(content []byte) (*Manifest, inventory.Problems) {
	var version struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(content, &version); err != nil {
		return nil, inventory.Problems{badManifest(content, err)}
	}
	at := inventory.Source{File: ManifestPath}
	if version.Format > ManifestFormat {
		return nil, inventory.Problems{refusal(at, "newer-seal", say("封存文件的格式是 %d，本程序只认到 %d", "the form of the seal is %d, this program knows up to %d", version.Format, ManifestFormat), newer)}
	}
	m := &Manifest{}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(m); err != nil {
		return nil, inventory.Problems{badManifest(content, err)}
	}
	problems := m.sound()
	if encoded := m.Encode(); len(problems) == 0 && !bytes.Equal(encoded, content) {
		at.Row = 1 + bytes.Count(content[:differsAt(encoded, content)], []byte("\n"))
		problems.Add(refusal(at, "manifest-not-canonical", say("清单（manifest）的写法与本程序所写不同", "the manifest is not spelt as this program spells it"), retrieve))
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return m, nil
}

// differsAt is the first byte in which two contents differ.
func differsAt(a, b []byte) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return i
}

func badManifest(content []byte, err error) inventory.Problem {
	at := inventory.Source{File: ManifestPath}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at.Row = 1 + bytes.Count(content[:min(int(syntax.Offset), len(content))], []byte("\n"))
	}
	return refusal(at, "bad-manifest", say("清单（manifest）读不懂：%[1]v", "the manifest cannot be read: %[1]v", err), retrieve)
}

// sound checks what the spelling does not.
func (m *Manifest) sound() (problems inventory.Problems) {
	at := inventory.Source{File: ManifestPath}
	wrong := func(field, value string) {
		problems.Add(refusal(at, "bad-manifest", say("清单（manifest）的 %[1]s 不对：“%[2]s”", `%[1]s of the manifest is wrong: "%[2]s"`, field, table.Excerpt(value)), retrieve))
	}
	if m.Format != ManifestFormat {
		wrong("format", strconv.Itoa(m.Format))
	}
	if m.Engine < 1 {
		wrong("engine", strconv.Itoa(m.Engine))
	}
	if !isHash(m.Tables) {
		wrong("tables", m.Tables)
	}
	if !isRegion(m.Region.Code) {
		wrong("region", m.Region.Code)
	}
	if _, ok := yearsIn(joined(m.Years, " "), " "); !ok {
		wrong("years", joined(m.Years, " "))
	}
	for i, p := range m.Parts {
		switch {
		case !inFolder(p.Path) || rank(p.Path) != others || badName(p.Path) != nil || p.Size < 0 || !isHash(p.SHA256):
			problems.Add(refusal(at, "manifest-bad-part", say("清单（manifest）所列的部分不对：“%[1]s”", `the manifest lists an impossible part: "%[1]s"`, table.Excerpt(p.Path)), retrieve))
		case i > 0 && p.Path <= m.Parts[i-1].Path:
			problems.Add(refusal(at, "manifest-order", say("清单（manifest）中“%[1]s”重复或次序不对", `"%[1]s" is twice or out of order in the manifest`, table.Excerpt(p.Path)), retrieve))
		}
	}
	return problems
}

// inFolder tells whether a path lies in one of the folders of a seal.
func inFolder(path string) bool {
	return slices.ContainsFunc([]string{Inputs, Tables, Results, Attachments}, func(folder string) bool { return strings.HasPrefix(path, folder) })
}

// Check compares parts with what the manifest lists, the manifest itself, the statement and the log apart. Each difference is an ERROR at
// the path of the part: part-changed, part-missing, part-added, and part-renamed, of one that is there under another path than listed.
func (m *Manifest) Check(parts []Part) (problems inventory.Problems) {
	listed := map[string]Listed{}
	for _, l := range m.Parts {
		listed[l.Path] = l
	}
	there := map[string]bool{}
	added := map[string][]string{} // paths that are not listed, by their hash
	for _, p := range List(parts) {
		want, known := listed[p.Path]
		there[p.Path] = true
		switch {
		case !known:
			added[p.SHA256] = append(added[p.SHA256], p.Path)
		case p != want:
			problems.Add(differs(p.Path, "part-changed", "“%[1]s”被改过：应为 %[2]d 字节、SHA-256 %[3]s，实为 %[4]d 字节、%[5]s",
				`"%[1]s" was changed: %[2]d bytes of SHA-256 %[3]s are listed, %[4]d of %[5]s are there`, want.Size, want.SHA256, p.Size, p.SHA256))
		}
	}
	for _, l := range m.Parts {
		if there[l.Path] {
			continue
		}
		if same := added[l.SHA256]; len(same) > 0 {
			added[l.SHA256] = same[1:]
			problems.Add(differs(same[0], "part-renamed", "“%[1]s”应名为“%[2]s”", `"%[1]s" is listed as "%[2]s": it was renamed`, l.Path))
			continue
		}
		problems.Add(differs(l.Path, "part-missing", "缺少“%[1]s”", `"%[1]s" is missing`))
	}
	for _, paths := range added {
		for _, path := range paths {
			problems.Add(differs(path, "part-added", "“%[1]s”是后加的：清单（manifest）没有列", `"%[1]s" was added: the manifest does not list it`))
		}
	}
	return problems.Sorted()
}

func differs(path, code, zh, en string, args ...any) inventory.Problem {
	return refusal(inventory.Source{File: path}, code, say(zh, en, append([]any{path}, args...)...), retrieve)
}
