package bundle

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
)

// The limits of a seal, far above the seal of a province and far below what exhausts a machine.
const (
	MaxSize    = 1 << 30 // bytes of the file
	MaxEntries = 20_000
)

// others is the rank of all parts that have no place of their own.
const others = 3

// rank is the place of a part.
func rank(path string) int {
	switch path {
	case ManifestPath:
		return 0
	case NotePath:
		return 1
	case LogPath:
		return 2
	}
	return others
}

// Ordered returns the parts in the order of a seal: the manifest, the statement and the log, then the others bytewise by path.
func Ordered(parts []Part) []Part {
	out := slices.Clone(parts)
	slices.SortStableFunc(out, inOrder)
	return out
}

func inOrder(a, b Part) int {
	return cmp.Or(cmp.Compare(rank(a.Path), rank(b.Path)), cmp.Compare(a.Path, b.Path))
}

// ErrParts says that parts cannot be packed: a path that no seal may have, parts twice or out of order, too many or too large.
var ErrParts = errors.New("the parts make no seal")

// Pack writes the parts as a zip archive that unzip programs read, in the order given, which must be that of Ordered. It has one
// spelling: entries are stored, one after another; no time, owner, extra field or comment. The same parts are the same bytes on any machine and
// by any version of the program, which the hash of a fixed archive in the tests holds.
func Pack(w io.Writer, parts []Part) error {
	if err := packable(parts); err != nil {
		return err
	}
	archive := zip.NewWriter(w)
	for _, p := range parts {
		size := uint64(len(p.Content))
		entry, err := archive.CreateRaw(&zip.FileHeader{Name: p.Path, Method: zip.Store, Flags: flagUTF8,
			CreatorVersion: zipVersion, ReaderVersion: zipVersion, CRC32: crc32.ChecksumIEEE(p.Content),
			CompressedSize64: size, UncompressedSize64: size})
		if err == nil {
			_, err = entry.Write(p.Content)
		}
		if err != nil {
			return err
		}
	}
	return archive.Close()
}

// What the header of every entry says (APPNOTE.TXT 6.3.10 §4.4.2–4.4.4): the version of the format, and that names are UTF-8. Day and
// time are 0, as in the archives of Go modules.
const (
	zipVersion = 20
	flagUTF8   = 0x800
)

// packable tells why parts cannot be packed.
func packable(parts []Part) error {
	total := int64(endSize)
	for i, p := range parts {
		if fault := badName(p.Path); fault != nil {
			return fmt.Errorf("%w: %w", ErrParts, fault)
		}
		if i > 0 && inOrder(parts[i-1], p) >= 0 {
			return fmt.Errorf("%w: %s is twice or out of order", ErrParts, p.Path)
		}
		total += int64(len(p.Content)) + 2*int64(len(p.Path)) + localSize + centralSize
	}
	if len(parts) > MaxEntries || total > MaxSize {
		return fmt.Errorf("%w: %d parts, %d bytes; %d parts and %d bytes are allowed", ErrParts, len(parts), total, MaxEntries, MaxSize)
	}
	return nil
}
