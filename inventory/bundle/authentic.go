package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// Trust is what a verifier knows of keys himself. Of keys read from a list only the verifier key is known.
type Trust struct {
	Keys []workspace.Key
	From string // the file or folder that lists them, "" if there is none

	Require []string // roles somebody of which must have signed
}

// opened is a seal on its way to a verdict; the seal is nil if it is not authentic.
type opened struct {
	*report.Verdict
	*Seal
}

func (o *opened) refuse(code string, message inventory.Text) {
	o.Refused.Add(refusal(inventory.Source{File: NotePath}, code, message,
		inventory.Text{ZH: "请该签的人补签：inventory sign 文件 --key …；或核对您给出的密钥", EN: "have those who should sign do so: inventory sign FILE --key …; or check the keys that you gave"}))
}

// authentic opens a seal and holds its signatures against the keys that the verifier has. Nothing is written. Trust may be nil: then the
// keys are those that the seal itself names, whose word is no more than the seal's.
func authentic(name string, content []byte, trust *Trust) *opened {
	o := &opened{Verdict: &report.Verdict{File: name, Own: engine.Version}}
	o.Seal, o.Refused = Open(name, content)
	if o.Seal == nil {
		return o
	}
	m := o.Manifest
	o.Hash, o.Region, o.District, o.Years, o.Draft, o.Sealed = m.Hash(), m.Region.Code, m.Region.Name, m.Years, m.Draft, m.Engine
	for _, part := range m.Parts {
		if strings.HasPrefix(part.Path, Attachments) {
			o.Attachments++
		}
	}
	for _, k := range o.Signed {
		o.Signatures = append(o.Signatures, report.Signature{Name: k.Name, Role: k.Role, Key: k.Verifier, Fingerprint: fingerprint(k.Verifier)})
	}
	o.trusted(trust)
	o.unsigned(trust)
	return o
}

var roleNames = map[string]string{workspace.Compiler: "编制人", workspace.Reviewer: "审核人", workspace.Approver: "批准人"}

// fingerprint is the SHA-256 of a verifier key as it is written, by which people compare keys by telephone.
func fingerprint(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return hex.EncodeToString(sum[:])[:32]
}

// trusted holds the signatures against the keys that the verifier has.
func (o *opened) trusted(trust *Trust) {
	if trust != nil {
		for _, role := range trust.Require {
			if !slices.ContainsFunc(o.Signatures, func(s report.Signature) bool { return s.Role == role }) {
				o.refuse("signature-required", say("没有%[1]s的签名（--require %[2]s）", "nobody signed as %[2]s, which --require asks for", roleNames[role], role))
			}
		}
	}
	if trust == nil || trust.From == "" {
		if len(o.Signatures) > 0 {
			o.Vouched = say("密钥只由封存件自己的 inventory.toml 证明：与当事人核对指纹，或用 --workspace、--trust 给出您已有的密钥", "nothing but the seal's own inventory.toml vouches for these keys: compare the fingerprints with the persons, or give the keys you have by --workspace or --trust")
		}
		return
	}
	o.Vouched = say("密钥与 %[1]s 所列核对过", "the keys were held against those of %[1]s", trust.From)
	if len(o.Signatures) == 0 {
		o.refuse("seal-unsigned", say("未签名，而 %[1]s 列有 %[2]d 把密钥：任何人都可能制作了它", "is unsigned, and %[1]s lists keys (%[2]d): anybody may have made it", trust.From, len(trust.Keys)))
	}
	for i := range o.Signatures {
		s := &o.Signatures[i]
		at := slices.IndexFunc(trust.Keys, func(k workspace.Key) bool { return k.Verifier == s.Key })
		switch {
		case at < 0:
			o.refuse("key-not-trusted", say("“%[1]s”的密钥 %[2]s 不在 %[3]s 中", `the key of "%[1]s", %[2]s, is not in %[3]s`, s.Name, s.Key, trust.From))
		case trust.Keys[at].Revoked != "":
			o.refuse("note-revoked-key", say("“%[1]s”的密钥 %[2]s 已于 %[3]s 作废，签名不算", `the key of "%[1]s", %[2]s, was revoked on %[3]s: the signature counts for nothing`, s.Name, s.Key, trust.Keys[at].Revoked))
		case trust.Keys[at].Role != "" && (trust.Keys[at].Role != s.Role || trust.Keys[at].Name != s.Name):
			o.refuse("key-other-person", say("密钥 %[1]s 在 %[2]s 中属于“%[3]s”（%[4]s），封存件写的是“%[5]s”（%[6]s）", `the key %[1]s is in %[2]s that of "%[3]s" (%[4]s), the seal says "%[5]s" (%[6]s)`, s.Key, trust.From, trust.Keys[at].Name, trust.Keys[at].Role, s.Name, s.Role))
		default:
			s.Trusted, s.OwnWord = true, trust.Keys[at].Role == ""
		}
	}
}

// Knows tells whether the verifier has the key, and of a list of people for this person and role.
func (t *Trust) Knows(key workspace.Key) bool {
	return slices.ContainsFunc(t.Keys, func(k workspace.Key) bool {
		return k.Verifier == key.Verifier && k.Revoked == "" && (k.Role == "" || k.Role == key.Role && k.Name == key.Name)
	})
}

// unsigned lists who might have signed a final seal and did not: of the people whom the verifier lists, or else the seal itself.
func (o *opened) unsigned(trust *Trust) {
	people := o.Keys
	if trust != nil && slices.ContainsFunc(trust.Keys, func(k workspace.Key) bool { return k.Role != "" }) {
		people = trust.Keys
	}
	for _, k := range people {
		if !o.Draft && k.Role != "" && k.Revoked == "" && !slices.ContainsFunc(o.Signed, func(s workspace.Key) bool { return s.Verifier == k.Verifier }) {
			o.Unsigned = append(o.Unsigned, report.Signature{Name: k.Name, Role: k.Role, Key: k.Verifier, Fingerprint: fingerprint(k.Verifier), Trusted: trust != nil && trust.Knows(k)})
		}
	}
}
