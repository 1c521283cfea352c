package bundle

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// SealsFolder is the folder of a workspace that holds its seals and their log, LogPath.
const SealsFolder = "seals"

// Stored is a seal that was written.
type Stored struct {
	Path    string // in the folder of seals
	Content []byte
	Record  int64
	Again   bool // it was there already: the same manifest is sealed once
	Signed  int  // signatures that were added to what was there
	Remarks []inventory.Text
}

// Store writes the seal into the folder of seals and adds it to the log, both or none, whenever the program is stopped; others who seal or
// sign there wait meanwhile. A log that lags behind the seals is brought up to date. What was sealed before is not sealed again: the file is
// given back, made anew if it was lost, with the signatures of those who have not signed it yet. An error is a *workspace.WriteError, or a *Fault: log and seals contradict each other
// (log-rewritten, log-lacks, bad-log), another file has the name (seal-in-the-way), or what Signable says.
func (p *Prepared) Store(dir string, signers ...note.Signer) (*Stored, error) {
	if err := p.Signable(signers); err != nil {
		return nil, err
	}
	signers = slices.SortedFunc(slices.Values(signers), func(a, b note.Signer) int { // the same keys give the same bytes
		return cmp.Or(cmp.Compare(a.Name(), b.Name()), cmp.Compare(a.KeyHash(), b.KeyHash()))
	})
	held, err := workspace.Hold(dir)
	if err != nil {
		return nil, err
	}
	defer held.Release()
	log, written, remarks, err := p.history(dir)
	if err != nil {
		return nil, err
	}
	name := p.Manifest.Name()
	out := &Stored{Path: filepath.Join(dir, name), Remarks: remarks}
	at, known := log.Find(p.Manifest.Hash())
	if !known {
		at = log.Add(p.Manifest.record())
	}
	out.Record = at
	files := map[string]workspace.Writer{}
	content, err := os.ReadFile(out.Path)
	switch {
	case err == nil:
		seal, _ := Open(name, content)
		if !known || seal == nil || seal.Manifest.Hash() != p.Manifest.Hash() {
			return nil, &Fault{"seal-in-the-way", say("%[1]s 已经存在，却不是这次的封存文件，或被改动过", "%[1]s is there and is not this seal, or was changed", out.Path),
				inventory.Text{ZH: "用 inventory verify 核实它的来历，移到别处再封存", EN: "find out what it is by inventory verify and move it away, then seal again"}}
		}
		out.Content, out.Again = content, true
		if out.Signed, err = seal.signedToo(signers); err != nil {
			return nil, err
		}
		if out.Signed > 0 {
			if out.Content, err = zipOf(seal.Parts); err != nil {
				return nil, err
			}
			files[name] = workspace.Content(out.Content)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, &workspace.WriteError{Path: out.Path, Err: cause(err)}
	default:
		if out.Content, err = p.whole(log, at, signers); err != nil {
			return nil, err
		}
		files[name] = workspace.Content(out.Content)
	}
	if encoded := log.Encode(); !bytes.Equal(encoded, written) {
		files[LogPath] = workspace.Content(encoded)
	}
	if len(files) == 0 {
		return out, nil
	}
	return out, held.Write(files)
}

// signedToo adds the signatures of those who have not signed yet, and says how many they are.
func (s *Seal) signedToo(signers []note.Signer) (n int, err error) {
	for _, signer := range signers {
		parts, err := s.Sign(signer)
		switch {
		case errors.Is(err, ErrSigned):
			continue
		case err != nil:
			return n, err
		}
		s.Parts, n = parts, n+1
	}
	return n, nil
}

// whole is the seal as record at of the log. What this program would not open is not written.
func (p *Prepared) whole(log *Log, at int64, signers []note.Signer) ([]byte, error) {
	parts, err := p.with(log, at, signers)
	if err != nil {
		return nil, err
	}
	content, err := zipOf(parts)
	if err != nil {
		return nil, err
	}
	if _, problems := Open(p.Manifest.Name(), content); problems.Failed() {
		return nil, &Fault{problems[0].Code, problems[0].Message, problems[0].Hint}
	}
	return content, nil
}

func zipOf(parts []Part) ([]byte, error) {
	var out bytes.Buffer
	err := Pack(&out, parts)
	return out.Bytes(), err
}

// SealsIn lists the seals of a folder, by name.
func SealsIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, entry := range entries {
		if name := entry.Name(); strings.HasSuffix(name, ".zip") && !strings.HasPrefix(name, ".") {
			out = append(out, filepath.Join(dir, name))
		}
	}
	slices.Sort(out)
	return out, nil
}

// cause is why a file operation failed, without the path.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
