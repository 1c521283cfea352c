package bundle

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ghg/inventory/workspace"
)

var keysOfTests = []workspace.Key{{Name: "张三", Role: workspace.Compiler, Verifier: testVerifier}}

// The keys that a seal names vouch for nobody; those of the verifier do, and refuse what they do not know.
func TestTrust(t *testing.T) {
	dir := signable(t, "forest", workspace.Compiler)
	signed, bare := sealedIn(t, dir, testSigner(t)).Content, sealedIn(t, copyOf(t, "forest")).Content
	other := keysOfTests[0]
	other.Name = "李四"
	gone := keysOfTests[0]
	gone.Revoked = "2026-05-01"
	for _, x := range []struct {
		name    string
		content []byte
		trust   *Trust
		word    string
		code    string
	}{
		{"no keys", signed, nil, "identical", ""},
		{"its key", signed, &Trust{keysOfTests, "list", nil}, "identical", ""},
		{"its key without a name", signed, &Trust{[]workspace.Key{{Verifier: testVerifier}}, "list", nil}, "identical", ""},
		{"another key", signed, &Trust{[]workspace.Key{{Verifier: strings.Replace(testVerifier, "zhangsan", "lisi", 1)}}, "list", nil}, "not authentic", "key-not-trusted"},
		{"another person's", signed, &Trust{[]workspace.Key{other}, "list", nil}, "not authentic", "key-other-person"},
		{"revoked since", signed, &Trust{[]workspace.Key{gone}, "list", nil}, "not authentic", "note-revoked-key"},
		{"unsigned", bare, &Trust{keysOfTests, "list", nil}, "not authentic", "seal-unsigned"},
		{"unsigned, no keys", bare, nil, "unsigned, identical", ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			v, _ := verified("seal.zip", x.content, newEngine(t), x.trust)
			var codes []string
			for _, p := range v.Refused {
				codes = append(codes, p.Code)
			}
			if v.Word() != x.word || x.code != "" && !slices.Contains(codes, x.code) || x.code == "" && len(codes) > 0 {
				t.Errorf("%s %v, want %s %s", v.Word(), v.Refused, x.word, x.code)
			}
			if len(v.Signatures) > 0 && v.Signatures[0].Trusted != (x.trust != nil && x.code == "") {
				t.Errorf("trusted: %v", v.Signatures[0].Trusted)
			}
		})
	}
}

// Who is not listed, whose key was revoked and who does not compile signs no draft; nothing is written then.
func TestWhoMaySeal(t *testing.T) {
	for _, x := range []struct{ name, role, code string }{
		{"not listed", "", "key-not-listed"}, {"a reviewer of a draft", workspace.Reviewer, "key-role"}, {"an approver of a draft", workspace.Approver, "key-role"}, {"the compiler", workspace.Compiler, ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			dir := copyOf(t, "forest")
			if x.role != "" {
				dir = signable(t, "forest", x.role)
			}
			_, err := prepared(t, dir, Recipe{}).Store(filepath.Join(dir, SealsFolder), testSigner(t))
			var code string
			if fault, ok := err.(*Fault); ok {
				code = fault.Code
			}
			if code != x.code || (err == nil) != (x.code == "") {
				t.Errorf("%v, want %s", err, x.code)
			}
			if seals, _ := SealsIn(filepath.Join(dir, SealsFolder)); (len(seals) > 0) != (x.code == "") {
				t.Errorf("seals %v", seals)
			}
		})
	}
}
