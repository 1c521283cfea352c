package bundle

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
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
	Remarks []inventory.Text
}

// Store writes the seal into the folder of seals and adds it to the log, both or none, whenever the program is stopped; others who seal or
// sign there wait meanwhile. A log that lags behind the seals is brought up to date. What was sealed before is not sealed again: the file is
// given back, made anew if it was lost. An error is a *workspace.WriteError, or a *Fault: log and seals contradict each other
// (log-rewritten, bad-log), another file has the name (seal-in-the-way), or what Signable says.
func (p *Prepared) Store(dir string, signers ...note.Signer) (*Stored, error) {
	if err := p.Signable(signers); err != nil {
		return nil, err
	}
	held, err := workspace.Hold(dir)
	if err != nil {
		return nil, err
	}
	defer held.Release()
	log, written, remarks, err := history(dir)
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
	case err == nil && !known || err == nil && manifestHash(content) != p.Manifest.Hash():
		return nil, &Fault{"seal-in-the-way", say("%[1]s 已经存在，却不是这次的封存文件", "%[1]s is there and is not this seal", out.Path), inventory.Text{ZH: "核实它的来历，移到别处再封存", EN: "find out what it is and move it away, then seal again"}}
	case err == nil:
		out.Content, out.Again = content, true
	case !errors.Is(err, fs.ErrNotExist):
		return nil, &workspace.WriteError{Path: out.Path, Err: cause(err)}
	default:
		if out.Content, err = p.packed(log, at, signers); err != nil {
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

// packed is the seal as record at of the log. What this program would not open is not written.
func (p *Prepared) packed(log *Log, at int64, signers []note.Signer) ([]byte, error) {
	parts, err := p.with(log, at, signers)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := Pack(&out, parts); err != nil {
		return nil, err
	}
	if _, problems := Open(p.Manifest.Name(), out.Bytes()); problems.Failed() {
		return nil, &Fault{problems[0].Code, problems[0].Message, problems[0].Hint}
	}
	return out.Bytes(), nil
}

// history is the log of a folder of seals, brought up to date by the logs that the seals carry, and the file as it is. A record that a
// seal carries and the file lacks was written before the program was stopped; a remark says so.
func history(dir string) (log *Log, written []byte, remarks []inventory.Text, err error) {
	path := filepath.Join(dir, LogPath)
	written, err = os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil, &workspace.WriteError{Path: path, Err: cause(err)}
	}
	log, problems := ParseLog(path, written)
	if problems.Failed() {
		return nil, nil, nil, &Fault{problems[0].Code, say("%[1]s：%[2]s", "%[1]s: %[3]s", problems[0].Source.String(), problems[0].Message.ZH, problems[0].Message.EN), problems[0].Hint}
	}
	own := log.Size()
	names, err := SealsIn(dir)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, name := range names {
		carried, ok := carriedLog(name)
		if !ok {
			remarks = append(remarks, say("%[1]s 读不出日志：inventory verify 会说明哪里不对", "%[1]s gives no log: inventory verify tells what is wrong with it", name))
			continue
		}
		longer, shorter := log, carried
		if carried.Size() > log.Size() {
			longer, shorter = carried, log
		}
		if err := longer.Extends(shorter.Head(shorter.Size())); err != nil {
			return nil, nil, nil, contradiction(path, name, log, carried)
		}
		log = longer
	}
	if n := log.Size() - own; n > 0 {
		remarks = append(remarks, say("%[1]s 少了 %[2]d 条记录（上次封存中断）：已按封存文件补上", "%[1]s lacked %[2]d records (sealing was stopped): they were added from the seals", path, n))
	}
	return log, written, remarks, nil
}

// contradiction names the record where two histories part.
func contradiction(path, name string, log, carried *Log) error {
	i := Parting(log, carried)
	return &Fault{"log-rewritten", say("%[1]s 与 %[2]s 所带的日志从第 %[3]d 条记录起不同：历史被改写，什么都没有写", "%[1]s and the log that %[2]s carries part at record %[3]d: history was rewritten; nothing was written", path, name, i), rewrittenHint}
}

// Parting is the number of the first record in which two logs differ, the length of the shorter if they do not.
func Parting(a, b *Log) int64 {
	for i := range min(a.Size(), b.Size()) {
		if a.Records[i].line(int(i)) != b.Records[i].line(int(i)) {
			return i
		}
	}
	return min(a.Size(), b.Size())
}

// carriedLog reads the log out of a seal that says of itself that it is the last record of it.
func carriedLog(name string) (*Log, bool) {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return nil, false
	}
	defer archive.Close()
	content := map[string][]byte{}
	for _, path := range []string{ManifestPath, LogPath} {
		f, err := archive.Open(path)
		if err != nil {
			return nil, false
		}
		content[path], err = io.ReadAll(io.LimitReader(f, MaxSize))
		f.Close()
		if err != nil {
			return nil, false
		}
	}
	log, problems := ParseLog(LogPath, content[LogPath])
	sum := sha256.Sum256(content[ManifestPath])
	return log, !problems.Failed() && log.Size() > 0 && log.Records[log.Size()-1].Manifest == hex.EncodeToString(sum[:])
}

// manifestHash is the hash of the manifest in a seal, "" of what is no seal.
func manifestHash(content []byte) string {
	parts, problems := Unpack("", content)
	if problems.Failed() {
		return ""
	}
	manifest, _ := Find(parts, ManifestPath)
	sum := sha256.Sum256(manifest)
	return hex.EncodeToString(sum[:])
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
