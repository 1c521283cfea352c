package bundle

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// The keys of the tests. Everybody knows them.
const (
	zhangsanPrivate = "PRIVATE+KEY+zhangsan+aea35e7f+AVL9/AchgmVPFj9fD5piHXKVZsdNEAN8TXu7BAfR4sZJ"
	zhangsanPublic  = "zhangsan+aea35e7f+AW8VgXCbt7HvAw0hDbGOOwuhx3b7pl2M2q0FQVFC0Yn4"
	lisiPrivate     = "PRIVATE+KEY+lisi+cb7601d2+AS+Cgsvi+WlvMUTAqkztVtvZZ9wol4Bq877YpjrKFuGL"
	lisiPublic      = "lisi+cb7601d2+AY7ZBCCALIO0Hkp/qUzl8FeS6ov/PXpjVy5cc0VOrvUd"
	wangwuPrivate   = "PRIVATE+KEY+wangwu+74deb123+AYX75ytgZCiQBKUx+WeJjfUxnuApkv3YQCH6UFJDS/bu"
	wangwuPublic    = "wangwu+74deb123+ARG7o+0XIZSM77TlCwoLtcrYprUtx7GkD09mUhBckeLE"
)

const sealedConfig = `schema_version = 1
[[keys]]
name = "张三"
role = "compiler"
key = "` + zhangsanPublic + `"
[[keys]]
name = "李四"
role = "reviewer"
key = "` + lisiPublic + `"
`

var (
	zhangsan = workspace.Key{Name: "张三", Role: workspace.Compiler, Verifier: zhangsanPublic}
	lisi     = workspace.Key{Name: "李四", Role: workspace.Reviewer, Verifier: lisiPublic}
)

func signer(t testing.TB, private string) note.Signer {
	t.Helper()
	s, err := note.NewSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sealed makes a seal of three parts, the third in a log, signed by the keys.
func sealed(t testing.TB, private ...string) []Part {
	t.Helper()
	parts := []Part{
		{configPath, []byte(sealedConfig)},
		{Inputs + "activity/能源.csv", []byte("year,category\n2020,1.A\n")},
		{Results + "inventory.csv", []byte("region,year\n500151,2020\n")},
	}
	m := &Manifest{Format: ManifestFormat, Engine: 12, Tables: strings.Repeat("ab", 32), Region: Region{"500151", "铜梁区"}, Years: []int{2019, 2020},
		Guide: "CN-PROV-2011", GWPSet: "AR5", Seed: 1, Draws: 1000, Parts: List(parts)}
	l := aLog(2)
	l.Add(Record{"500151", m.Years, false, m.Hash()})
	s := Statement{Region: "500151", RegionName: "铜梁区", Years: m.Years, Manifest: m.Hash(), Tree: l.Head(3)}
	var signers []note.Signer
	for _, p := range private {
		signers = append(signers, signer(t, p))
		s.Signers = append(s.Signers, signer(t, p).Name())
	}
	signed, err := SignNote(s.Text(), signers...)
	if err != nil {
		t.Fatal(err)
	}
	return Ordered(append(parts, Part{ManifestPath, m.Encode()}, Part{NotePath, signed}, Part{LogPath, l.Encode()}))
}

func packed(t testing.TB, parts []Part) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Pack(&b, parts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// codes are the codes of problems, each once, sorted.
func codes(problems inventory.Problems) string {
	var out []string
	for _, p := range problems {
		if p.Message.ZH == "" || p.Message.EN == "" || p.Hint == (inventory.Text{}) {
			out = append(out, "(without words)")
		}
		out = append(out, p.Code)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

func TestOpen(t *testing.T) {
	s, problems := Open("a.seal", packed(t, sealed(t, zhangsanPrivate, lisiPrivate)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if !slices.Equal(s.Signed, []workspace.Key{zhangsan, lisi}) || !slices.Equal(s.Keys, s.Signed) {
		t.Errorf("signed by %v, listed %v", s.Signed, s.Keys)
	}
	if s.Manifest.Engine != 12 || s.Log.Size() != 3 || s.Statement.Tree.Size != 3 || len(s.Parts) != 6 {
		t.Errorf("opened as %+v", s)
	}
	s, problems = Open("a.seal", packed(t, sealed(t)))
	if len(problems) > 0 || len(s.Signed) > 0 {
		t.Errorf("unsigned: %v, %v", s, problems)
	}
}

// changed replaces the content of a part.
func changed(parts []Part, path string, change func(string) string) []Part {
	out := slices.Clone(parts)
	for i, p := range out {
		if p.Path == path {
			out[i].Content = []byte(change(string(p.Content)))
		}
	}
	return out
}

func replaced(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

// Every part is packed again soundly here: only what is inside was tampered with.
func TestOpenTampered(t *testing.T) {
	signed, unsigned, drafts := sealed(t, zhangsanPrivate), sealed(t), "state draft"
	without := func(path string) []Part {
		return slices.DeleteFunc(slices.Clone(signed), func(p Part) bool { return p.Path == path })
	}
	with := func(parts []Part, more Part) []Part { return Ordered(append(slices.Clone(parts), more)) }
	resigned := func(key string) func(string) string {
		return func(content string) string {
			text, _, _ := strings.Cut(content, "\n\n")
			out, err := SignNote(text+"\n", signer(t, key))
			if err != nil {
				t.Fatal(err)
			}
			return string(out)
		}
	}
	unsign := func(content string) string { text, _, _ := strings.Cut(content, "\n\n"); return text + "\n\n" }
	for _, c := range []struct {
		name  string
		parts []Part
		want  string
	}{
		{"input", changed(signed, Inputs+"activity/能源.csv", replaced("2020", "2021")), "part-changed"},
		{"result", changed(signed, Results+"inventory.csv", replaced("2020", "2021")), "part-changed"},
		{"input missing", without(Inputs + "activity/能源.csv"), "part-missing"},
		{"settings missing", without(configPath), "seal-part-missing"},
		{"manifest missing", without(ManifestPath), "seal-part-missing"},
		{"statement missing", without(NotePath), "seal-part-missing"},
		{"log missing", without(LogPath), "seal-part-missing"},
		{"table added", with(signed, Part{Tables + "gwp.csv", nil}), "part-added"},
		{"input renamed", with(without(Inputs+"activity/能源.csv"), Part{Inputs + "activity/x.csv", content(signed, Inputs+"activity/能源.csv")}), "part-renamed"},
		{"key listed later", changed(signed, configPath, replaced(lisiPublic, wangwuPublic)), "part-changed"},
		{"manifest", changed(signed, ManifestPath, replaced(`"engine": 12`, `"engine": 13`)), "statement-differs"},
		{"manifest and statement unsigned", changed(unsigned, ManifestPath, replaced(`"draft": false`, `"draft": true`)), "statement-differs"},
		{"statement", changed(signed, NotePath, replaced("state final", drafts)), "log-differs note-bad-signature signature-missing statement-differs"},
		{"statement unsigned", changed(unsigned, NotePath, replaced("state final", drafts)), "log-differs statement-differs"},
		{"years", changed(unsigned, NotePath, replaced("years 2019 2020", "years 2020")), "log-differs statement-differs"},
		{"name", changed(unsigned, NotePath, replaced("铜梁区", "璧山区")), "statement-differs"},
		{"signature taken away", changed(signed, NotePath, unsign), "signature-missing"},
		{"signature of another", changed(signed, NotePath, resigned(lisiPrivate)), "signature-missing"},
		{"signature of a stranger", changed(signed, NotePath, resigned(wangwuPrivate)), "note-unknown-key signature-missing"},
		{"log", changed(signed, LogPath, replaced("0 500151", "0 500152")), "log-differs"},
		{"log cut", changed(signed, LogPath, func(s string) string { return s[:strings.Index(s, "\n2 ")+1] }), "log-differs"},
		{"log longer", changed(signed, LogPath, func(s string) string { return s + aLog(4).Records[3].line(3) + "\n" }), "log-differs"},
		{"log damaged", changed(signed, LogPath, replaced("1 500151", "1  500151")), "bad-log"},
		{"tree", changed(unsigned, NotePath, replaced("tree 3", "tree 2")), "log-differs"},
		{"not a statement", changed(signed, NotePath, replaced("region ", "district ")), "bad-statement note-bad-signature"},
		{"later statement", changed(unsigned, NotePath, replaced("seal v1", "seal v2")), "newer-seal"},
		{"later manifest", changed(unsigned, ManifestPath, replaced(`"format": 1`, `"format": 2`)), "newer-seal"},
	} {
		s, problems := Open("a.seal", packed(t, c.parts))
		if got := codes(problems); s != nil || got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func content(parts []Part, path string) []byte {
	c, _ := Find(parts, path)
	return c
}

func TestSign(t *testing.T) {
	before := sealed(t, zhangsanPrivate)
	s, problems := Open("a.seal", packed(t, before))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	parts, err := s.Sign(signer(t, lisiPrivate))
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range parts {
		if p.Path == NotePath && !bytes.HasPrefix(p.Content, before[i].Content) || p.Path != NotePath && !bytes.Equal(p.Content, before[i].Content) {
			t.Errorf("%s was changed", p.Path)
		}
	}
	after, problems := Open("a.seal", packed(t, parts))
	if len(problems) > 0 || !slices.Equal(after.Signed, []workspace.Key{zhangsan, lisi}) {
		t.Fatalf("%v, %v", after, problems)
	}
	if _, err := after.Sign(signer(t, lisiPrivate)); !errors.Is(err, ErrSigned) {
		t.Errorf("signing twice: %v", err)
	}
	var fault *Fault
	if _, err := after.Sign(signer(t, wangwuPrivate)); !errors.As(err, &fault) || fault.Code != "key-not-listed" {
		t.Errorf("a stranger signs: %v", err)
	}
	after.Keys[1].Revoked = "2026-05-01"
	if _, err := after.Sign(signer(t, lisiPrivate)); !errors.As(err, &fault) || fault.Code != "key-revoked" {
		t.Errorf("a revoked key signs: %v", err)
	}
}
