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

	"github.com/rogpeppe/go-internal/lockedfile"
	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// SealsFolder is the folder of a workspace that holds its seals and their log, LogPath.
const SealsFolder = "seals"

// lockFile is locked while a seal is written. The lock dies with its process; the file stays.
const lockFile = ".lock"

// Stored is a seal that was written.
type Stored struct {
	Path    string // in the folder of seals
	Content []byte
	Record  int64
	Again   bool // it was there already: the same manifest is sealed once
	Remarks []inventory.Text
}

// Store writes the seal into the folder of seals and adds it to the log: first the file of the seal, which carries the log, then the log,
// each whole or not at all. Whenever the program is stopped, what is there is whole, and the next seal brings the log up to date. What was
// sealed before is not sealed again: the file is given back, made anew if it was lost. An error is a *workspace.WriteError, or a *Fault: log and
// seals contradict each other (log-rewritten, bad-log), or another file has the name (seal-in-the-way).
func (p *Prepared) Store(dir string, signers ...note.Signer) (*Stored, error) {
	if err := p.Signable(signers); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, &workspace.WriteError{Path: dir, Err: cause(err)}
	}
	release, err := lockedfile.MutexAt(filepath.Join(dir, lockFile)).Lock()
	if err != nil {
		return nil, &workspace.WriteError{Path: filepath.Join(dir, lockFile), Err: cause(err)}
	}
	defer release()
	log, written, remarks, err := history(dir)
	if err != nil {
		return nil, err
	}
	out := &Stored{Path: filepath.Join(dir, p.Manifest.Name()), Remarks: remarks}
	at, known := log.Find(p.Manifest.Hash())
	if !known {
		at = log.Add(p.Manifest.record())
	}
	out.Record = at
	content, err := os.ReadFile(out.Path)
	switch {
	case err == nil && !known || err == nil && manifestHash(content) != p.Manifest.Hash():
		return nil, &Fault{"seal-in-the-way", say("%[1]s 已经存在，却不是这次的封存文件", "%[1]s is there and is not this seal", out.Path), inventory.Text{ZH: "核实它的来历，移到别处再封存", EN: "find out what it is and move it away, then seal again"}}
	case err == nil:
		out.Content, out.Again = content, true
	case !errors.Is(err, fs.ErrNotExist):
		return nil, &workspace.WriteError{Path: out.Path, Err: cause(err)}
	default:
		if err := p.place(out, log, signers); err != nil {
			return nil, err
		}
	}
	if encoded := log.Encode(); !bytes.Equal(encoded, written) {
		return out, WriteWhole(filepath.Join(dir, LogPath), encoded)
	}
	return out, nil
}

// place packs the seal and puts it in its place.
func (p *Prepared) place(out *Stored, log *Log, signers []note.Signer) error {
	parts, err := p.with(log, out.Record, signers)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	if err := Pack(&packed, parts); err != nil {
		return err
	}
	out.Content = packed.Bytes()
	if _, problems := Open(out.Path, out.Content); problems.Failed() { // two names that are one file on some systems, say
		return &Fault{problems[0].Code, problems[0].Message, inventory.Text{ZH: "给文件改名", EN: "give the file another name"}}
	}
	return WriteWhole(out.Path, out.Content)
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

// WriteWhole puts a file in its place, whole or not at all: it is written beside its place and forced to the disk, then moved. Whoever calls
// sees to it that nobody else writes the file. The error is a *workspace.WriteError.
func WriteWhole(path string, content []byte) error {
	beside := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".writing")
	f, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return &workspace.WriteError{Path: path, Err: cause(err)}
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(beside, path)
	}
	if err != nil {
		os.Remove(beside)
		return &workspace.WriteError{Path: path, Err: cause(err)}
	}
	if folder, err := os.Open(filepath.Dir(path)); err == nil { // that it was moved is on the disk too, where folders can be forced there
		_ = folder.Sync()
		folder.Close()
	}
	return nil
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
