package bundle

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// history is the log of a folder of seals, brought up to date by the logs that the seals carry, and the file as it is. A record that a
// seal carries and the file lacks was written before the program was stopped; a remark says so. Records are taken from no file that is not an authentic
// seal of the district, and none for which there is neither the seal itself nor the word of somebody whose key is listed: log-lacks.
func (p *Prepared) history(dir string) (log *Log, written []byte, remarks []inventory.Text, err error) {
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
	held := map[string]bool{} // manifests of the authentic seals that carry more than the file
	vouched := own
	for _, name := range names {
		carried, ok := carriedLog(name)
		if ok && carried.Records[carried.Size()-1].Region != p.Manifest.Region.Code {
			remarks = append(remarks, say("%[1]s 是另一区县（%[2]s）的封存件，不计入日志：移出 %[3]s", "%[1]s is a seal of another district, %[2]s, and no part of the log: move it out of %[3]s", name, carried.Records[carried.Size()-1].Region, dir))
			continue
		}
		var seal *Seal
		if ok && carried.Size() > own {
			seal, ok = sealAt(name)
		}
		if !ok {
			remarks = append(remarks, say("%[1]s 不是可信的封存件，不计入日志：inventory verify 会说明哪里不对", "%[1]s is no authentic seal and no part of the log: inventory verify tells what is wrong with it", name))
			continue
		}
		longer, shorter := log, carried
		if carried.Size() > log.Size() {
			longer, shorter = carried, log
		}
		if err := longer.Extends(shorter.Head(shorter.Size())); err != nil {
			return nil, nil, nil, contradiction(path, name, log, carried)
		}
		if log = longer; seal != nil {
			held[seal.Manifest.Hash()] = true
			if slices.ContainsFunc(seal.Signed, func(k workspace.Key) bool {
				return slices.ContainsFunc(p.keys, func(own workspace.Key) bool { return own.Verifier == k.Verifier && own.Revoked == "" })
			}) {
				vouched = max(vouched, carried.Size())
			}
		}
	}
	for i := vouched; i < log.Size(); i++ {
		if !held[log.Records[i].Manifest] {
			return nil, nil, nil, &Fault{"log-lacks", say("%[1]s 缺少第 %[2]d 条记录，%[3]s 中也没有那份封存件：不能凭别的封存件补上，什么都没有写", "%[1]s lacks record %[2]d, and the seal of it is not in %[3]s: the word of other seals does not make up for it; nothing was written", path, i, dir),
				inventory.Text{ZH: "从备份取回 log.txt，或把那份封存件放回来；来历不明的封存件移出去", EN: "bring log.txt back from a backup, or that seal; move seals that you do not know out of the folder"}}
		}
	}
	if n := log.Size() - own; n > 0 {
		remarks = append(remarks, say("%[1]s 少了 %[2]d 条记录（上次封存中断）：已按封存文件补上", "%[1]s lacked %[2]d records (sealing was stopped): they were added from the seals", path, n))
	}
	return log, written, remarks, nil
}

// sealAt is the seal in a file, if it is an authentic one.
func sealAt(name string) (*Seal, bool) {
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, false
	}
	seal, _ := Open(name, content)
	return seal, seal != nil
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

// carriedLog reads the log out of a file that says of itself that it is a seal and the last record of it.
func carriedLog(name string) (*Log, bool) {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return nil, false
	}
	defer archive.Close()
	content := map[string][]byte{}
	for _, f := range archive.File {
		if f.Name != ManifestPath && f.Name != LogPath {
			continue
		}
		if content[f.Name], _ = entryOf(f); content[f.Name] == nil {
			return nil, false
		}
	}
	log, problems := ParseLog(LogPath, content[LogPath])
	sum := sha256.Sum256(content[ManifestPath])
	return log, !problems.Failed() && log.Size() > 0 && log.Records[log.Size()-1].Manifest == hex.EncodeToString(sum[:])
}
