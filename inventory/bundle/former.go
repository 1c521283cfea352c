package bundle

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path/filepath"
	"strings"
)

// Former are files of the seal of a record, by their paths in it: those that are wanted, and not whether they are what was sealed, which is
// for Open to say. False if the folder of seals does not hold the seal.
func Former(dir string, r Record, wanted func(path string) bool) (map[string][]byte, bool) {
	archive, err := zip.OpenReader(filepath.Join(dir, r.name()))
	if err != nil {
		return nil, false
	}
	defer archive.Close()
	files := map[string][]byte{}
	for _, f := range archive.File {
		if f.Name != ManifestPath && !wanted(f.Name) {
			continue
		}
		content, ok := entryOf(f)
		if !ok {
			return nil, false
		}
		files[f.Name] = content
	}
	sum := sha256.Sum256(files[ManifestPath])
	return files, hex.EncodeToString(sum[:]) == r.Manifest
}

// entryOf is the content of an entry as a seal holds it: as it is.
func entryOf(f *zip.File) (content []byte, ok bool) {
	if f.Method != zip.Store || f.UncompressedSize64 > MaxSize {
		return nil, false
	}
	r, err := f.Open()
	if err != nil {
		return nil, false
	}
	defer r.Close()
	content, err = io.ReadAll(io.LimitReader(r, MaxSize))
	return content, err == nil
}

// ReviewIn are the files of the review that the seal of a record holds, by their paths in the workspace; false if the folder of seals does
// not hold the seal.
func ReviewIn(dir string, r Record) (map[string][]byte, bool) {
	const within = Inputs + "review/"
	files, ok := Former(dir, r, func(path string) bool { return strings.HasPrefix(path, within) })
	out := map[string][]byte{}
	for path, content := range files {
		if name, ok := strings.CutPrefix(path, Inputs); ok {
			out[name] = content
		}
	}
	return out, ok
}
