package bundle

import (
	"errors"
	"slices"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/table"
	"ghg/inventory/workspace"
)

// configPath is where a seal holds the settings, and in them the keys of those who may sign.
const configPath = Inputs + "inventory.toml"

// Seal is a seal that was opened and found authentic: every part is as the manifest lists it, the statement is of that manifest, all
// its signatures hold, and the log ends with it. Whether a person is who the keys say, the seal itself cannot tell: whoever knows
// their public keys compares them.
type Seal struct {
	Parts     []Part
	Manifest  *Manifest
	Statement Statement
	Log       *Log            // up to the seal itself
	Keys      []workspace.Key // of the sealed inventory.toml
	Signed    []workspace.Key // those whose signatures hold, in their order; none of an unsigned seal
}

// Open reads a seal and checks all that needs no recomputing. Every Problem of severity ERROR means that the seal is not authentic; the
// Seal is nil if there is one. Codes: those of Unpack, ParseManifest, Check, ReadNote, ParseStatement, ParseLog and the [[keys]] of
// inventory.toml, and seal-part-missing, statement-differs, signature-missing, log-differs.
func Open(name string, content []byte) (*Seal, inventory.Problems) {
	parts, problems := Unpack(name, content)
	if problems.Failed() {
		return nil, problems
	}
	s := &Seal{Parts: parts}
	for _, path := range []string{ManifestPath, NotePath, LogPath, configPath} {
		if _, ok := Find(parts, path); !ok {
			problems.Add(refusal(inventory.Source{File: name}, "seal-part-missing", say("缺少“%[1]s”", `"%[1]s" is missing`, path), retrieve))
		}
	}
	if len(problems) == 0 {
		problems = s.check()
	}
	if problems.Failed() {
		return nil, problems.Sorted()
	}
	return s, problems.Sorted()
}

// check reads the parts that say what the others are, and compares them with each other.
func (s *Seal) check() (problems inventory.Problems) {
	part := func(path string) []byte {
		content, _ := Find(s.Parts, path)
		return content
	}
	var found inventory.Problems
	s.Manifest, found = ParseManifest(part(ManifestPath))
	problems.Add(found...)
	s.Log, found = ParseLog(LogPath, part(LogPath))
	problems.Add(found...)
	s.Keys, found = workspace.ReadKeys(part(configPath))
	problems.Add(found...)
	text, signed, found := ReadNote(NotePath, part(NotePath), s.Keys)
	problems.Add(found...)
	s.Signed = signed
	if s.Manifest != nil {
		problems.Add(s.Manifest.Check(s.Parts)...)
	}
	if text == "" {
		return problems
	}
	var err error
	if s.Statement, err = ParseStatement(text); err != nil {
		var fault *Fault
		if errors.As(err, &fault) {
			problems.Add(fault.Problem(inventory.Source{File: NotePath}))
		}
		return problems
	}
	if s.Manifest != nil {
		problems.Add(s.agrees()...)
	}
	if s.Log != nil {
		problems.Add(s.logged()...)
	}
	return problems
}

// agrees compares the statement with the manifest and with the signatures.
func (s *Seal) agrees() (problems inventory.Problems) {
	at := inventory.Source{File: NotePath}
	m, t := s.Manifest, s.Statement
	for _, line := range []struct {
		row               int
		zh, en            string
		stated, manifests string
	}{
		{2, "区县", "region", t.Region + " " + t.RegionName, m.Region.Code + " " + m.Region.Name},
		{3, "年份", "years", joined(t.Years, " "), joined(m.Years, " ")},
		{4, "状态", "state", state(t.Draft), state(m.Draft)},
		{5, "清单（manifest）", "manifest", t.Manifest, m.Hash()},
	} {
		if line.stated != line.manifests {
			at.Row = line.row
			problems.Add(refusal(at, "statement-differs", inventory.Text{
				ZH: "声明的" + line.zh + "是“" + table.Excerpt(line.stated) + "”，封存的是“" + table.Excerpt(line.manifests) + "”",
				EN: "the " + line.en + ` of the statement is "` + table.Excerpt(line.stated) + `", what is sealed is "` + table.Excerpt(line.manifests) + `"`}, retrieve))
		}
	}
	at.Row = 7
	for _, name := range t.Signers {
		if !slices.ContainsFunc(s.Signed, func(k workspace.Key) bool { return k.Signer() == name }) {
			problems.Add(refusal(at, "signature-missing", say("封存时“%[1]s”签了名，现在没有他的签名", `"%[1]s" signed when it was sealed, and that signature is not there`, table.Excerpt(name)), retrieve))
		}
	}
	return problems
}

// logged checks that the log ends with this seal, and that the head of its tree is the one that was signed.
func (s *Seal) logged() (problems inventory.Problems) {
	at := inventory.Source{File: LogPath}
	t, last := s.Statement, s.Log.Size()-1
	differs := func(message inventory.Text) {
		problems.Add(refusal(at, "log-differs", message, retrieve))
	}
	switch {
	case t.Tree.Size != s.Log.Size():
		differs(say("日志有 %d 条记录，声明写 %d 条", "the log has %d records, the statement says %d", s.Log.Size(), t.Tree.Size))
	case s.Log.Head(t.Tree.Size) != t.Tree:
		differs(say("日志的树根是 %s，声明写 %s", "the root of the log is %s, the statement says %s", s.Log.Head(t.Tree.Size).Root.String(), t.Tree.Root.String()))
	case s.Log.Records[last].line(int(last)) != (Record{t.Region, t.Years, t.Draft, t.Manifest}).line(int(last)):
		at.Row = int(last) + 1
		differs(say("日志的最后一条不是这份封存", "the last record of the log is not this seal"))
	}
	return problems
}

// Sign returns the seal with one more signature; all else stays as it is. The error wraps ErrSigned where the key has signed already, and is
// a *Fault where it may not sign, as maySign says.
func (s *Seal) Sign(signer note.Signer) ([]Part, error) {
	if fault := maySign(signer, s.Keys, s.Manifest.Draft); fault != nil {
		return nil, fault
	}
	out := slices.Clone(s.Parts)
	for i, p := range out {
		if p.Path == NotePath {
			signed, err := AddSignature(p.Content, signer)
			if err != nil {
				return nil, err
			}
			out[i].Content = signed
		}
	}
	return out, nil
}
