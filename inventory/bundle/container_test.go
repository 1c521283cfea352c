package bundle

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"
)

var small = []Part{{ManifestPath, []byte("{}")}, {LogPath, nil}, {Inputs + "铜梁/a.csv", []byte("a,b\n1,2\n")}, {Results + "b", []byte{0, 1}}}

// The bytes of an archive never change: people hold seals, and other programs compute them again.
func TestPackIsTheSameForEver(t *testing.T) {
	sum := sha256.Sum256(packed(t, small))
	if got, want := hex.EncodeToString(sum[:]), "1d82236ec4963332c3a186f89bf0ae2b1d7f994dcc62bc2b8193ccd7ea86f979"; got != want {
		t.Errorf("the archive has changed: %s, want %s", got, want)
	}
	local := "504b0304" + "1400" + "0008" + "0000" + "0000" + "0000" + "43bfa6a3" + "02000000" + "02000000" + "0d00" + "0000"
	central := "504b0102" + "1400" + local[8:] + "0000" + "0000" + "0000" + "00000000" + "00000000"
	name, end := hex.EncodeToString([]byte(ManifestPath)), "504b0506"+"0000"+"0000"+"0100"+"0100"+"3b000000"+"2d000000"+"0000"
	if got, want := hex.EncodeToString(packed(t, small[:1])), local+name+"7b7d"+central+name+end; got != want {
		t.Errorf("an archive is\n%s, want\n%s", got, want)
	}
}

func TestPackAndUnpack(t *testing.T) {
	content := packed(t, small)
	parts, problems := Unpack("a.seal", content)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil || len(archive.File) != len(small) || len(parts) != len(small) {
		t.Fatalf("%d parts, another reader finds %d (%v)", len(parts), len(archive.File), err)
	}
	for i, p := range small {
		if parts[i].Path != p.Path || !bytes.Equal(parts[i].Content, p.Content) {
			t.Errorf("part %d is %s %q", i, parts[i].Path, parts[i].Content)
		}
		file, err := archive.File[i].Open()
		if err != nil {
			t.Fatal(err)
		}
		if read, err := io.ReadAll(file); err != nil || archive.File[i].Name != p.Path || !bytes.Equal(read, p.Content) {
			t.Errorf("another reader finds %s %q (%v)", archive.File[i].Name, read, err)
		}
	}
	shuffled := []Part{small[3], small[1], small[2], small[0]}
	if !bytes.Equal(packed(t, Ordered(shuffled)), content) {
		t.Error("the order in which parts come reaches the archive")
	}
	if parts, problems := Unpack("a.seal", packed(t, nil)); len(parts)+len(problems) > 0 {
		t.Errorf("an empty archive: %v, %v", parts, problems)
	}
}

func TestPackRefuses(t *testing.T) {
	for _, parts := range [][]Part{
		{{Inputs + "b", nil}, {Inputs + "a", nil}},
		{{Inputs + "a", nil}, {Inputs + "a", nil}},
		{{LogPath, nil}, {ManifestPath, nil}},
		{{Inputs + "../a", nil}},
		slices.Repeat([]Part{{Inputs + "a", nil}}, MaxEntries+1),
	} {
		var b bytes.Buffer
		if err := Pack(&b, parts); !errors.Is(err, ErrParts) || b.Len() > 0 {
			t.Errorf("%.60v: %v, %d bytes", parts, err, b.Len())
		}
	}
}

// No bit of an archive can be turned, no byte removed or put in, unnoticed.
func TestUnpackMissesNothing(t *testing.T) {
	content := packed(t, small)
	try := func(what string, at int, tampered []byte) {
		if parts, problems := Unpack("a.seal", tampered); parts != nil || len(problems) == 0 {
			t.Errorf("%s at byte %d: not seen", what, at)
		} else if codes(problems) == "" || strings.Contains(codes(problems), "(without words)") {
			t.Errorf("%s at byte %d: %v", what, at, problems)
		}
	}
	for at := range content {
		for bit := range 8 {
			tampered := bytes.Clone(content)
			tampered[at] ^= 1 << bit
			try("a bit", at, tampered)
		}
		try("a byte removed", at, slices.Delete(bytes.Clone(content), at, at+1))
		try("a byte put in", at, slices.Insert(bytes.Clone(content), at, 0))
		try("cut", at, content[:at])
	}
	try("a byte added", len(content), append(bytes.Clone(content), 0))
}

// raw is an entry of an archive as its writer likes it.
type raw struct {
	header  zip.FileHeader
	content string
}

func stored(path, content string) raw {
	return raw{zip.FileHeader{Name: path, Flags: flagUTF8, CreatorVersion: zipVersion, ReaderVersion: zipVersion,
		CRC32: crc32.ChecksumIEEE([]byte(content)), CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(content))}, content}
}

func (r raw) with(change func(*zip.FileHeader)) raw { change(&r.header); return r }

func archive(t testing.TB, comment string, entries ...raw) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		to, err := w.CreateRaw(&e.header)
		if err == nil {
			_, err = io.WriteString(to, e.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.SetComment(comment), w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// put writes a number of four bytes into an archive.
func put(content []byte, at int, n uint32) []byte {
	out := bytes.Clone(content)
	binary.LittleEndian.PutUint32(out[at:], n)
	return out
}

func TestUnpackNames(t *testing.T) {
	one := stored(Inputs+"a", "content of a")
	two := stored(Inputs+"b", "content of b")
	sound := archive(t, "", one, two)
	directory := bytes.Index(sound, []byte("PK\x01\x02"))
	end := len(sound) - endSize
	var deflated bytes.Buffer
	w, _ := flate.NewWriter(&deflated, 9)
	if _, err := io.WriteString(w, one.content); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	compressed := raw{one.header, deflated.String()}.with(func(h *zip.FileHeader) { h.Method, h.CompressedSize64 = zip.Deflate, uint64(deflated.Len()) })
	between := slices.Insert(bytes.Clone(sound), directory, []byte("hidden")...)
	between = put(between, end+6+16, uint32(directory+6))
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"sound", sound, ""},
		{"nothing", nil, "seal-not-zip"},
		{"a text", []byte("region,year\n500151,2020\n" + strings.Repeat("x", 100)), "seal-not-zip"},
		{"half a file", sound[:len(sound)/2], "seal-not-zip"},
		{"comment", archive(t, "hello", one), "seal-comment"},
		{"trailing", append(bytes.Clone(sound), "trailing"...), "seal-trailing-bytes"},
		{"leading", append([]byte("#!/bin/sh\n"), sound...), "seal-leading-bytes"},
		{"between the contents and the directory", between, "seal-hidden-bytes"},
		{"between the directory and the end", slices.Insert(bytes.Clone(sound), end, []byte("hidden")...), "seal-hidden-bytes"},
		{"directory cut", put(sound, end+12, uint32(end-directory-1)), "seal-hidden-bytes"},
		{"entry less", put(sound, end+8, 1|1<<16), "seal-hidden-bytes"},
		{"entry more", put(sound, end+8, 3|3<<16), "seal-damaged"},
		{"counts differ", put(sound, end+8, 2|3<<16), "seal-damaged"},
		{"too many", put(sound, end+8, 0xfffefffe), "seal-too-many"},
		{"directory beyond the end", put(sound, end+16, 1<<31), "seal-damaged"},
		{"content beyond the directory", put(put(sound, 18, 1<<30), directory+20, 1<<30), "seal-damaged"},
		{"local header gone", put(sound, 0, 0), "seal-damaged"},
		{"compressed", archive(t, "", compressed, two), "seal-compressed"},
		{"encrypted", archive(t, "", one.with(func(h *zip.FileHeader) { h.Flags |= 1 })), "seal-encrypted"},
		{"extra field", archive(t, "", one.with(func(h *zip.FileHeader) { h.Extra = []byte{1, 0, 0, 0} })), "seal-extra"},
		{"comment of an entry", archive(t, "", one.with(func(h *zip.FileHeader) { h.Comment = "hello" })), "seal-extra"},
		{"names differ", bytes.Replace(sound, []byte(Inputs+"a"), []byte(Inputs+"c"), 1), "seal-headers-differ"},
		{"sizes differ", put(sound, directory+24, 5), "seal-headers-differ"},
		{"checksum", bytes.Replace(sound, []byte("content of b"), []byte("contemt of b"), 1), "seal-checksum"},
		{"a clock", put(put(sound, 10, 7), directory+12, 7), "seal-not-canonical"},
		{"an owner", archive(t, "", one.with(func(h *zip.FileHeader) { h.ExternalAttrs = 0o644 << 16 })), "seal-not-canonical"},
		{"another system", archive(t, "", one.with(func(h *zip.FileHeader) { h.CreatorVersion |= 3 << 8 })), "seal-not-canonical"},
		{"names not said to be UTF-8", archive(t, "", one.with(func(h *zip.FileHeader) { h.Flags = 0 })), "seal-not-canonical"},
		{"order", archive(t, "", two, one), "seal-order"},
		{"order of the directory", swapped(t, sound, directory), "seal-hidden-bytes seal-order"},
		{"one content for two", put(sound, directory+centralSize+len(Inputs+"a")+42, 0), "seal-order"},
		{"twice", archive(t, "", one, one), "seal-entry-twice"},
		{"case", archive(t, "", stored(Inputs+"A", ""), one), "seal-names-collide"},
		{"accents", archive(t, "", stored(Inputs+"e\u0301", ""), stored(Inputs+"é", "")), "seal-names-collide"},
		{"a file and a folder", archive(t, "", one, stored(Inputs+"a/b", "")), "seal-names-collide"},
		{"climbs", archive(t, "", stored("../../etc/passwd", "x")), "seal-bad-name"},
		{"a folder", archive(t, "", stored(Inputs+"d/", "")), "seal-bad-name"},
	} {
		parts, problems := Unpack("a.seal", c.content)
		if got := codes(problems); got != c.want || (parts == nil) != (c.want != "") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// swapped exchanges the two records of a directory.
func swapped(t *testing.T, content []byte, directory int) []byte {
	t.Helper()
	end := len(content) - endSize
	half := (end - directory) / 2
	return slices.Concat(content[:directory], content[directory+half:end], content[directory:directory+half], content[end:])
}

func TestUnpackTooLarge(t *testing.T) {
	if parts, problems := Unpack("a.seal", make([]byte, MaxSize+1)); parts != nil || codes(problems) != "seal-too-large" {
		t.Errorf("%v", problems)
	}
}

func TestNames(t *testing.T) {
	for _, sound := range []string{"inputs/a.csv", "inputs/铜梁区 能源（2020）.xlsx", "inputs/.hidden", "inputs/a..b", "inputs/console.csv", "inputs/com10", "inputs/e\u0301", "inputs/a b",
		"inputs/nullify", "inputs/" + strings.Repeat("n", maxName)} {
		if err := badName(sound); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{"", ".", "..", "/", "/etc/passwd", "../a", "inputs/../../a", "inputs/..", "inputs//a", "./inputs", "inputs/.", "inputs/", `inputs\a`, `..\a`, "C:/a", "C:a",
		"inputs/a:b", "inputs/a\x00", "inputs/a\n", "inputs/a\t", "inputs/\x1b[2J", "inputs/\u202egpj.exe", "inputs/a\u200b", "inputs/\u2028", "inputs/\xff", "inputs/a.", "inputs/a ", "inputs/a./b",
		"inputs/con", "inputs/CON", "inputs/Nul.csv", "inputs/aux .txt", "inputs/com1.tar.gz", "inputs/LPT9/a", "inputs/COM²", "inputs/conin$", "inputs/" + strings.Repeat("n", maxName+1),
		strings.Repeat("inputs/", maxPath/7+1) + "a"} {
		var fault *Fault
		if err := badName(bad); !errors.As(err, &fault) || fault.Code != "seal-bad-name" {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// Whatever Unpack takes is what Pack writes, and another reader of zip archives finds the same in it.
func FuzzUnpack(f *testing.F) {
	f.Add(packed(f, small))
	f.Add(packed(f, sealed(f, zhangsanPrivate)))
	f.Add(archive(f, "comment", stored(Inputs+"a", "a"), stored(Inputs+"b", "b")))
	f.Add(archive(f, "", stored("../a", "a"), stored("A", "b"), stored("a", "c")))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\xff", 18)))
	f.Fuzz(func(t *testing.T, content []byte) {
		parts, problems := Unpack("a.seal", content)
		if len(problems) > 0 {
			for _, p := range problems {
				if p.Format("zh") == "" || p.Format("en") == "" || parts != nil {
					t.Errorf("%v with %d parts", p, len(parts))
				}
			}
			return
		}
		if !bytes.Equal(packed(t, parts), content) {
			t.Error("what was taken is not what is packed")
		}
		other, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil || len(other.File) != len(parts) {
			t.Fatalf("another reader: %v", err)
		}
		for i, p := range parts {
			if other.File[i].Name != p.Path || other.File[i].UncompressedSize64 != uint64(len(p.Content)) {
				t.Errorf("another reader finds %s instead of %s", other.File[i].Name, p.Path)
			}
		}
	})
}
