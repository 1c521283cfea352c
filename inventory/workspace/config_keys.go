package workspace

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// The roles of people who sign.
const (
	Compiler = "compiler"
	Reviewer = "reviewer"
	Approver = "approver"
)

// Roles lists the roles in the order in which an inventory passes through their hands.
var Roles = []string{Compiler, Reviewer, Approver}

// Key is one [[keys]] of inventory.toml: who may sign, in which role, and the public half of the key.
type Key struct {
	Name     string // the person
	Role     string // one of Roles
	Verifier string // the verifier key of golang.org/x/mod/sumdb/note, NAME+HASH+BASE64
	Revoked  string // the day, YYYY-MM-DD, since which no signature of the key counts, whenever it was made; "" of a key that counts
}

// Signer is the name under which the key signs.
func (k Key) Signer() string {
	name, _, _ := strings.Cut(k.Verifier, "+")
	return name
}

// NoSigner is the word that stands where nobody signed, and is therefore no name of a key.
const NoSigner = "none"

// IsKeyName tells whether a key can have the name: notes part it by spaces and pluses, and it becomes the name of a file and reaches terminals.
func IsKeyName(name string) bool {
	return name != "" && name != NoSigner && utf8.ValidString(name) && !table.Hidden(name) && !strings.ContainsAny(name, `+/\":`) && strings.IndexFunc(name, unicode.IsSpace) < 0
}

// VerifierOf reads a verifier key. A key has one spelling only, so that equal keys are equal texts.
func VerifierOf(key string) (note.Verifier, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return nil, err
	}
	public, err := base64.StdEncoding.DecodeString(publicHalf(key))
	if err != nil || len(public) != 1+ed25519.PublicKeySize {
		return nil, errors.New("malformed public key")
	}
	same, err := note.NewEd25519VerifierKey(verifier.Name(), public[1:])
	if err != nil {
		return nil, err
	}
	if same != key {
		return nil, errors.New("the key is spelt otherwise: " + same)
	}
	if !IsKeyName(verifier.Name()) {
		return nil, errors.New("no key can have that name")
	}
	return verifier, nil
}

// publicHalf is the key itself, without the name and the hash; it may hold pluses itself.
func publicHalf(key string) string {
	_, rest, _ := strings.Cut(key, "+")
	_, public, _ := strings.Cut(rest, "+")
	return public
}

// tablesIn are the tables of a list, whichever way they are written.
func tablesIn(value any) ([]map[string]any, bool) {
	switch list := value.(type) {
	case []map[string]any:
		return list, true
	case []any:
		out := make([]map[string]any, 0, len(list))
		for _, v := range list {
			entry, ok := v.(map[string]any)
			if !ok {
				return nil, false
			}
			out = append(out, entry)
		}
		return out, true
	}
	return nil, false
}

var keyFields = []string{"name", "role", "key", "revoked"}

// signers reads [[keys]].
func (s *settings) signers(value any) {
	entries, _ := tablesIn(value)
	for i, entry := range entries {
		sound := true
		for _, field := range slices.Sorted(maps.Keys(entry)) {
			sound = s.keyField(i, field, entry[field]) && sound
		}
		if !sound {
			continue
		}
		text := func(field string) string { t, _ := entry[field].(string); return t }
		key := Key{text("name"), text("role"), text("key"), text("revoked")}
		if s.soundKey(i, key) && s.onlyKey(i, key) {
			s.Keys = append(s.Keys, key)
		}
	}
}

// keyField checks that a setting of [[keys]] is known and a text.
func (s *settings) keyField(i int, field string, value any) bool {
	shown := table.Excerpt(field)
	text, isText := value.(string)
	switch {
	case !slices.Contains(keyFields, field):
		s.refuseKey(i, "", "unknown-setting", inventory.Text{ZH: "[[keys]] 不认识的设置“" + shown + "”", EN: `unknown setting "` + shown + `" of [[keys]]`},
			suggest(spelling.Nearest(shown, keyFields), inventory.Text{ZH: "可用：" + strings.Join(keyFields, "、"), EN: "known: " + strings.Join(keyFields, ", ")}))
		return false
	case !isText:
		s.refuseKey(i, field, "wrong-kind", inventory.Text{ZH: "[[keys]] 的 " + field + " 应是" + aText.ZH, EN: field + " of [[keys]] must be " + aText.EN}, tomlHint)
		return false
	case table.Hidden(text) || strings.ContainsAny(text, "\t\n"):
		s.refuseKey(i, field, "control-character", inventory.Text{ZH: "[[keys]] 的 " + field + " 中有看不见的控制字符", EN: field + " of [[keys]] holds an invisible control character"},
			inventory.Text{ZH: "删去该字符，重新输入这一项", EN: "type the setting again without it"})
		return false
	}
	return true
}

// soundKey checks the settings of one key.
func (s *settings) soundKey(i int, k Key) bool {
	before := len(s.problems)
	for _, required := range []struct{ field, value string }{{"name", strings.TrimSpace(k.Name)}, {"role", k.Role}, {"key", k.Verifier}} {
		if required.value == "" {
			s.refuseKey(i, required.field, "setting-missing", inventory.Text{ZH: "[[keys]] 没有写 " + required.field, EN: required.field + " of [[keys]] is missing"}, keysHint)
		}
	}
	if k.Role != "" && !slices.Contains(Roles, k.Role) {
		shown, list := table.Excerpt(k.Role), strings.Join(Roles, ", ")
		s.refuseKey(i, "role", "unknown-role", inventory.Text{ZH: "不认识的角色“" + shown + "”", EN: `unknown role "` + shown + `"`},
			suggest(spelling.Nearest(shown, Roles), inventory.Text{ZH: "可用：" + list + "（编制、审核、批准）", EN: "one of " + list}))
	}
	if _, err := VerifierOf(k.Verifier); k.Verifier != "" && err != nil {
		why := inventory.Text{ZH: "不是公钥", EN: "is no public key"}
		if strings.HasPrefix(k.Verifier, "PRIVATE") {
			why = inventory.Text{ZH: "是私钥：它已经泄露，作废后另建一个", EN: "is a private key, which is hereby known: give it up and make another"}
		}
		s.refuseKey(i, "key", "bad-key", inventory.Text{ZH: "key " + why.ZH, EN: "key " + why.EN}, keysHint)
	}
	if _, err := time.Parse(time.DateOnly, k.Revoked); k.Revoked != "" && err != nil {
		shown := table.Excerpt(k.Revoked)
		s.refuseKey(i, "revoked", "bad-date", inventory.Text{ZH: "revoked = “" + shown + "”不是日期", EN: `revoked = "` + shown + `" is no date`},
			inventory.Text{ZH: "写作 2026-05-01", EN: "write it as 2026-05-01"})
	}
	return len(s.problems) == before
}

var keysHint = inventory.Text{ZH: "把 inventory key new 印出的几行整段抄来", EN: "copy the lines that inventory key new prints, all of them"}

// onlyKey checks that no two people share a key, and that nobody has two that count.
func (s *settings) onlyKey(i int, k Key) bool {
	for _, other := range s.Keys {
		switch {
		case publicHalf(k.Verifier) == publicHalf(other.Verifier):
			s.refuseKey(i, "key", "key-twice", inventory.Text{ZH: "与“" + other.Name + "”同一把密钥", EN: `the key is also that of "` + other.Name + `"`},
				inventory.Text{ZH: "一人一把：各自运行 inventory key new", EN: "one person has one key: each runs inventory key new"})
			return false
		case k.Signer() == other.Signer() && (k.Revoked == "" && other.Revoked == "" || k.Verifier == other.Verifier):
			s.refuseKey(i, "key", "key-name-twice", inventory.Text{ZH: "两把密钥都以“" + k.Signer() + "”签名", EN: `two keys sign as "` + k.Signer() + `"`},
				inventory.Text{ZH: "作废旧的一把（revoked = \"日期\"），或换个名字另建", EN: `revoke the old one (revoked = "date"), or make one of another name`})
			return false
		case spelling.Person(k.Name) == spelling.Person(other.Name) && k.Revoked == "" && other.Revoked == "":
			message := inventory.Text{ZH: "“" + k.Name + "”有两把有效的密钥", EN: `"` + k.Name + `" has two keys that count`}
			if k.Name != other.Name {
				message = inventory.Text{ZH: "“" + k.Name + "”与“" + other.Name + "”是同一个姓名，有两把有效的密钥", EN: `"` + k.Name + `" and "` + other.Name + `" are one name, with two keys that count`}
			}
			s.refuseKey(i, "name", "person-twice", message,
				inventory.Text{ZH: "一人一把：作废旧的一把（revoked = \"日期\"）；同名的两个人，姓名后加字区分，如 张三一、张三二", EN: `one person has one key: revoke the old one (revoked = "date"); tell two people of one name apart by a word that is not in brackets`})
			return false
		}
	}
	return true
}

func (s *settings) refuseKey(i int, field, code string, message, hint inventory.Text) {
	s.problems.Add(refusal(s.keyAt(i, field), code, message, hint))
}

var keysHead = regexp.MustCompile(`^\[\[[ \t]*["']?keys["']?[ \t]*\]\]`)

// keyAt finds the line of a setting of the i-th [[keys]], that of its head if it is not written.
func (s *settings) keyAt(i int, field string) inventory.Source {
	out := inventory.Source{File: configFile}
	met, within := -1, false
	for n, line := range strings.Split(s.text, "\n") {
		trimmed := strings.TrimSpace(line)
		at := inventory.Source{File: configFile, Row: n + 1, Col: 1 + utf8.RuneCountInString(line[:len(line)-len(strings.TrimLeft(line, " \t"))])}
		name, _, isSetting := strings.Cut(trimmed, "=")
		switch {
		case strings.HasPrefix(trimmed, "[") && !isSetting:
			within = keysHead.MatchString(trimmed)
			if within {
				met++
			}
			if within && met == i {
				out = at
			}
		case within && met == i && field != "" && strings.Trim(name, ` "'`+"\t") == field:
			return at
		}
	}
	if out.Row == 0 {
		return s.at([]string{"keys"})
	}
	return out
}

// ReadKeys reads the [[keys]] of an inventory.toml, and nothing else of it.
func ReadKeys(content []byte) ([]Key, inventory.Problems) {
	s := &settings{&loader{reading: newReading(nil)}, &Config{}, ""}
	text, ok := table.Text(configFile, bytes.NewReader(content), &s.problems)
	if !ok || len(text) > maxConfig {
		return nil, s.problems
	}
	s.text = text
	values := map[string]any{}
	if _, err := toml.Decode(text, &values); err != nil {
		s.broken(err)
		return nil, s.problems
	}
	s.signers(values["keys"])
	return s.Keys, s.problems.Sorted()
}
