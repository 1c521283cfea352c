package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// Trust is what a verifier knows of keys himself. Of keys read from a list only the verifier key is known.
type Trust struct {
	Keys []workspace.Key
	From string // the file or folder that lists them
}

// opened is a seal on its way to a verdict.
type opened struct {
	*report.Verdict
	parts     []Part
	manifest  *Manifest
	statement Statement
	log       *Log
	keys      []workspace.Key // of the sealed inventory.toml
}

func (o *opened) refuse(path, code string, message inventory.Text) {
	o.Refused.Add(refusal(inventory.Source{File: path}, code, message, retrieve))
}

// open takes a seal apart and finds out whether it is authentic: whether container, sums, statement, log and signatures agree. Nothing is
// written. Trust may be nil: then the keys are those that the seal itself names, whose word is no more than the seal's.
func open(name string, content []byte, e *engine.Engine, trust *Trust) *opened {
	o := &opened{Verdict: &report.Verdict{File: name, Own: engine.Version}}
	o.parts, o.Refused = Unpack(name, content)
	if o.Refused.Failed() {
		return o
	}
	manifest, ok := Find(o.parts, ManifestPath)
	if !ok {
		o.refuse(ManifestPath, "part-missing", say("缺少“%[1]s”", `"%[1]s" is missing`, ManifestPath))
		return o
	}
	var problems inventory.Problems
	o.manifest, problems = ParseManifest(manifest)
	if o.Refused.Add(problems...); o.manifest == nil {
		return o
	}
	m := o.manifest
	o.Hash, o.Region, o.District, o.Years, o.Draft, o.Sealed = m.Hash(), m.Region.Code, m.Region.Name, m.Years, m.Draft, m.Engine
	o.Refused.Add(m.Check(o.parts)...)
	o.keysOf(e)
	o.signatures(trust)
	o.history()
	return o
}

// keysOf reads the keys that the sealed inventory.toml lists.
func (o *opened) keysOf(e *engine.Engine) {
	const config = Inputs + "inventory.toml"
	content, ok := Find(o.parts, config)
	if !ok {
		return // it is missing, or there never was a workspace: recomputing tells
	}
	files, err := folder([]Part{{config, content}}, Inputs)
	if err != nil {
		return
	}
	if ws, _, err := workspace.LoadFS(files, e.Vocabulary); err == nil {
		o.keys = ws.Config.Keys
	}
}

// signatures checks the statement and who signed it.
func (o *opened) signatures(trust *Trust) {
	content, ok := Find(o.parts, NotePath)
	if !ok {
		o.refuse(NotePath, "part-missing", say("缺少“%[1]s”", `"%[1]s" is missing`, NotePath))
		return
	}
	text, signed, problems := ReadNote(NotePath, content, o.keys)
	if o.Refused.Add(problems...); text == "" {
		return
	}
	statement, err := ParseStatement(text)
	var fault *Fault
	if errors.As(err, &fault) {
		o.Refused.Add(fault.Problem(inventory.Source{File: NotePath}))
		return
	}
	o.statement = statement
	m := o.manifest
	if s := statement; s.Manifest != m.Hash() || s.Region != m.Region.Code || s.RegionName != m.Region.Name || !slices.Equal(s.Years, m.Years) || s.Draft != m.Draft {
		o.refuse(NotePath, "statement-other-seal", say("声明说的是另一份封存：清单（manifest）sha256:%[1]s，这里是 %[2]s", "the statement is of another seal: of manifest sha256:%[1]s, this is %[2]s", s.Manifest, m.Hash()))
	}
	for _, name := range statement.Signers {
		if !slices.ContainsFunc(signed, func(k workspace.Key) bool { return k.Signer() == name }) {
			o.refuse(NotePath, "signature-missing", say("封存时“%[1]s”签过，签名不在了或不算数", `"%[1]s" signed when it was sealed: the signature is gone or does not count`, name))
		}
	}
	for _, k := range signed {
		o.Signatures = append(o.Signatures, report.Signature{Name: k.Name, Role: k.Role, Key: k.Verifier, Fingerprint: fingerprint(k.Verifier)})
	}
	o.trusted(trust)
}

// fingerprint is the SHA-256 of a verifier key as it is written, by which people compare keys by telephone.
func fingerprint(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return hex.EncodeToString(sum[:])[:32]
}

// trusted holds the signatures against the keys that the verifier has.
func (o *opened) trusted(trust *Trust) {
	if trust == nil {
		if len(o.Signatures) > 0 {
			o.Vouched = say("密钥只由封存件自己的 inventory.toml 证明：与当事人核对指纹，或用 --workspace、--trust 给出您已有的密钥", "nothing but the seal's own inventory.toml vouches for these keys: compare the fingerprints with the persons, or give the keys you have by --workspace or --trust")
		}
		return
	}
	o.Vouched = say("密钥与 %[1]s 所列核对过", "the keys were held against those of %[1]s", trust.From)
	if len(o.Signatures) == 0 {
		o.refuse(NotePath, "seal-unsigned", say("未签名，而 %[1]s 列有 %[2]d 把密钥：任何人都可能制作了它", "is unsigned, and %[1]s lists keys (%[2]d): anybody may have made it", trust.From, len(trust.Keys)))
	}
	for i := range o.Signatures {
		s := &o.Signatures[i]
		at := slices.IndexFunc(trust.Keys, func(k workspace.Key) bool { return k.Verifier == s.Key })
		switch {
		case at < 0:
			o.refuse(NotePath, "key-not-trusted", say("“%[1]s”的密钥 %[2]s 不在 %[3]s 中", `the key of "%[1]s", %[2]s, is not in %[3]s`, s.Name, s.Key, trust.From))
		case trust.Keys[at].Revoked != "":
			o.refuse(NotePath, "note-revoked-key", say("“%[1]s”的密钥 %[2]s 已于 %[3]s 作废，签名不算", `the key of "%[1]s", %[2]s, was revoked on %[3]s: the signature counts for nothing`, s.Name, s.Key, trust.Keys[at].Revoked))
		case trust.Keys[at].Role != "" && (trust.Keys[at].Role != s.Role || trust.Keys[at].Name != s.Name):
			o.refuse(NotePath, "key-other-person", say("密钥 %[1]s 在 %[2]s 中属于“%[3]s”（%[4]s），封存件写的是“%[5]s”（%[6]s）", `the key %[1]s is in %[2]s that of "%[3]s" (%[4]s), the seal says "%[5]s" (%[6]s)`, s.Key, trust.From, trust.Keys[at].Name, trust.Keys[at].Role, s.Name, s.Role))
		default:
			s.Trusted = true
		}
	}
}

// history checks that the log in the seal ends in the seal, and that the statement names the head of its tree.
func (o *opened) history() {
	content, ok := Find(o.parts, LogPath)
	if !ok {
		o.refuse(LogPath, "part-missing", say("缺少“%[1]s”", `"%[1]s" is missing`, LogPath))
		return
	}
	log, problems := ParseLog(LogPath, content)
	if o.Refused.Add(problems...); log == nil {
		return
	}
	last := log.Size() - 1
	switch {
	case last < 0 || log.Records[last].line(0) != o.manifest.record().line(0):
		o.refuse(LogPath, "log-last-record", say("日志的最后一条记录不是这份封存", "the last record of the log is not this seal"))
	case o.statement.Manifest != "" && log.Head(log.Size()) != o.statement.Tree:
		o.refuse(LogPath, "log-head", say("日志与声明中的树根不符：日志被改过", "the log does not give the head of the tree in the statement: it was changed"))
	default:
		o.log = log
	}
}
