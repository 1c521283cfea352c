package bundle

import (
	"encoding/binary"
	"errors"
	"hash/crc32"

	"ghg/inventory"
)

// The signatures and sizes of the records of a zip archive (APPNOTE.TXT 6.3.10 §4.3.7, §4.3.12, §4.3.16), names and contents apart.
const (
	localMark, localSize     = 0x04034b50, 30
	centralMark, centralSize = 0x02014b50, 46
	endMark, endSize         = 0x06054b50, 22
)

// unpacker reads a seal. Every fault is told; where one leaves open what the rest means, reading stops.
type unpacker struct {
	name     string
	content  []byte
	problems inventory.Problems
}

// Unpack reads a seal that was written by Pack; nothing is written anywhere. Whatever else is in the file, or spelt otherwise, is a
// Problem that names the entry and, where it helps, the offset of the byte; there are then no parts. The contents are slices of the content.
//
// Codes: seal-too-large, seal-too-many, seal-not-zip, seal-damaged, seal-comment, seal-trailing-bytes, seal-leading-bytes, seal-hidden-bytes,
// seal-compressed, seal-encrypted, seal-extra, seal-headers-differ, seal-checksum, seal-bad-name, seal-entry-twice, seal-names-collide,
// seal-order, seal-not-canonical.
func Unpack(name string, content []byte) ([]Part, inventory.Problems) {
	u := &unpacker{name: name, content: content}
	if len(content) > MaxSize {
		u.refuse("", "seal-too-large", say("文件有 %d 字节，最多 %d", "the file has %d bytes, %d are the most", len(content), MaxSize))
		return nil, u.problems
	}
	if parts, ok := u.read(); ok && len(u.problems) == 0 {
		u.canonical(parts)
		if len(u.problems) == 0 {
			return parts, nil
		}
	}
	return nil, u.problems
}

func (u *unpacker) read() (parts []Part, ok bool) {
	end, ok := u.end()
	if !ok {
		return nil, false
	}
	entries, ok := u.directory(end)
	if !ok {
		return nil, false
	}
	u.paths(entries)
	return u.bodies(entries, end.directory)
}

func (u *unpacker) refuse(entry, code string, message inventory.Text) {
	u.problems.Add(refusal(inventory.Source{File: u.name, Sheet: shown(entry)}, code, message, retrieve))
}

// ending is the record at the end of an archive.
type ending struct {
	at, directory int // offsets of the record and of the directory
	count         int
}

// end finds and checks the record at the end.
func (u *unpacker) end() (e ending, ok bool) {
	at, comment := u.findEnd()
	if at < 0 {
		u.refuse("", "seal-not-zip", say("不是封存文件，或文件不完整：末尾没有 zip 目录", "is no seal, or not all of one: there is no zip directory at its end"))
		return e, false
	}
	record := u.content[at:]
	disks, here, count := u32(record[4:]), u16(record[8:]), u16(record[10:])
	size, start := int(u32(record[12:])), int(u32(record[16:]))
	switch rest := len(record) - endSize - comment; {
	case rest > 0:
		u.refuse("", "seal-trailing-bytes", say("第 %d 字节起，末尾多出 %d 字节", "from byte %d on %d bytes follow its end", len(u.content)-rest, rest))
	case comment > 0:
		u.refuse("", "seal-comment", say("文件末尾有 %d 字节的 zip 注释", "a zip comment of %d bytes stands at its end", comment))
	case disks != 0 || here != count:
		u.damaged("", at+4)
	case count > MaxEntries:
		u.refuse("", "seal-too-many", say("有 %d 个部分，最多 %d", "it has %d parts, %d are the most", count, MaxEntries))
	case start+size > at:
		u.damaged("", at+12)
	case start+size < at && len(u.content) >= 4 && u32(u.content) != localMark:
		u.refuse("", "seal-leading-bytes", say("开头多出 %d 字节", "%d bytes stand before its beginning", at-start-size))
	case start+size < at:
		u.hidden(start+size, at)
	}
	return ending{at, start, int(count)}, len(u.problems) == 0
}

// findEnd finds the record at the end, and the length of the comment it states, -1 if there is none.
func (u *unpacker) findEnd() (at, comment int) {
	const longest = 1<<16 - 1
	for at := len(u.content) - endSize; at >= 0 && at >= len(u.content)-endSize-longest; at-- {
		if u32(u.content[at:]) != endMark {
			continue
		}
		if comment := int(u16(u.content[at+20:])); at+endSize+comment <= len(u.content) {
			return at, comment
		}
	}
	return -1, 0
}

func (u *unpacker) hidden(from, to int) {
	u.refuse("", "seal-hidden-bytes", say("第 %d 到 %d 字节不属于任何部分", "bytes %d to %d belong to no part", from, to-1))
}

func (u *unpacker) damaged(entry string, at int) {
	u.refuse(entry, "seal-damaged", say("第 %d 字节处的 zip 目录不对", "the zip directory is wrong at byte %d", at))
}

// header is what the directory says of an entry, and what stands before its content.
type header struct {
	path                   string
	at                     int // offset of the local header
	flags, method          uint16
	moment, crc            uint32
	size, unpacked         int
	extra, comment, length int // of the fields, and of the record of the directory
}

// central reads a record of the directory.
func (u *unpacker) central(at, limit int) (h header, ok bool) {
	if limit-at < centralSize || u32(u.content[at:]) != centralMark {
		return h, false
	}
	r := u.content[at:limit]
	name, extra, comment := int(u16(r[28:])), int(u16(r[30:])), int(u16(r[32:]))
	length := centralSize + name + extra + comment
	if length > len(r) {
		return h, false
	}
	return header{string(r[centralSize : centralSize+name]), int(u32(r[42:])), u16(r[8:]), u16(r[10:]), u32(r[12:]), u32(r[16:]),
		int(u32(r[20:])), int(u32(r[24:])), extra, comment, length}, true
}

// directory reads the directory.
func (u *unpacker) directory(end ending) (entries []header, ok bool) {
	at := end.directory
	for range end.count {
		h, ok := u.central(at, end.at)
		if !ok {
			u.damaged("", at)
			return nil, false
		}
		at += h.length
		entries = append(entries, h)
	}
	if at != end.at {
		u.hidden(at, end.at)
		return nil, false
	}
	return entries, true
}

// paths checks the names of the entries and their order.
func (u *unpacker) paths(entries []header) {
	var met colliding
	exact := map[string]bool{}
	for i, h := range entries {
		var fault *Fault
		other, collides := met.add(h.path)
		switch {
		case exact[h.path]:
			u.refuse(h.path, "seal-entry-twice", say("“%[1]s”有两份", `"%[1]s" is there twice`, shown(h.path)))
		case errors.As(badName(h.path), &fault):
			u.problems.Add(fault.Problem(inventory.Source{File: u.name, Sheet: shown(h.path)}))
		case collides:
			u.refuse(h.path, "seal-names-collide", say("“%[1]s”与“%[2]s”在有的系统上是同一个文件", `"%[1]s" and "%[2]s" are one file on some systems`, shown(h.path), shown(other)))
		case i > 0 && inOrder(Part{Path: entries[i-1].path}, Part{Path: h.path}) > 0:
			u.refuse(h.path, "seal-order", say("“%[1]s”应排在“%[2]s”之前", `"%[1]s" belongs before "%[2]s"`, shown(h.path), shown(entries[i-1].path)))
		}
		exact[h.path] = true
	}
}

// bodies reads the contents, which follow one another from the beginning of the file to its directory.
func (u *unpacker) bodies(entries []header, directory int) (parts []Part, ok bool) {
	next := 0
	for _, h := range entries {
		switch {
		case h.at > next && next == 0 && u32(u.content) != localMark:
			u.refuse("", "seal-leading-bytes", say("开头多出 %d 字节", "%d bytes stand before its beginning", h.at))
			return nil, false
		case h.at > next:
			u.hidden(next, h.at)
			return nil, false
		case h.at < next:
			u.refuse(h.path, "seal-order", say("“%[1]s”的内容不在应在的位置：应从第 %[2]d 字节起，目录写第 %[3]d", `the content of "%[1]s" is out of its place: byte %[2]d, the directory says %[3]d`, shown(h.path), next, h.at))
			return nil, false
		}
		content, end, ok := u.body(h, directory)
		if !ok {
			return nil, false
		}
		parts = append(parts, Part{h.path, content})
		next = end
	}
	if next != directory {
		u.hidden(next, directory)
	}
	return parts, next == directory
}

// body reads the content of an entry and returns where it ends; false if that cannot be said.
func (u *unpacker) body(h header, directory int) (content []byte, end int, ok bool) {
	if directory-h.at < localSize || u32(u.content[h.at:]) != localMark {
		u.damaged(h.path, h.at)
		return nil, 0, false
	}
	r := u.content[h.at:directory]
	name, extra := int(u16(r[26:])), int(u16(r[28:]))
	from := localSize + name + extra
	if from+h.size > len(r) {
		u.damaged(h.path, h.at)
		return nil, 0, false
	}
	local := header{path: string(r[localSize : localSize+name]), at: h.at, flags: u16(r[6:]), method: u16(r[8:]), moment: u32(r[10:]), crc: u32(r[14:]),
		size: int(u32(r[18:])), unpacked: int(u32(r[22:])), extra: extra}
	content = r[from : from+h.size : from+h.size]
	u.entry(h, local, content)
	return content, h.at + from + h.size, true
}

// entry checks what the two headers of an entry say.
func (u *unpacker) entry(h, local header, content []byte) {
	const encrypted = 1<<0 | 1<<6 | 1<<13 // APPNOTE.TXT §4.4.4
	path := shown(h.path)
	extra := h.extra + h.comment + local.extra
	same := h
	same.extra, same.comment, same.length = local.extra, 0, 0
	switch {
	case (h.flags|local.flags)&encrypted != 0:
		u.refuse(h.path, "seal-encrypted", say("“%[1]s”是加密的", `"%[1]s" is encrypted`, path))
	case h.method != 0 || local.method != 0:
		u.refuse(h.path, "seal-compressed", say("“%[1]s”是压缩的（方法 %[2]d）：封存文件不压缩", `"%[1]s" is compressed (method %[2]d): a seal is not`, path, max(h.method, local.method)))
	case extra > 0:
		u.refuse(h.path, "seal-extra", say("“%[1]s”的目录项带有 %[2]d 字节附加字段或注释", `%[2]d bytes of extra fields or comments hang on "%[1]s"`, path, extra))
	case same != local:
		u.refuse(h.path, "seal-headers-differ", say("“%[1]s”前的说明与目录所写不同", `what stands before "%[1]s" is not what the directory says of it`, path))
	case crc32.ChecksumIEEE(content) != h.crc:
		u.refuse(h.path, "seal-checksum", say("“%[1]s”的内容与其校验和不符：被改过或损坏", `the content of "%[1]s" does not fit its checksum: it was changed or is damaged`, path))
	}
}

// canonical packs the parts again and compares: whatever no other check names is found here.
func (u *unpacker) canonical(parts []Part) {
	same := &comparison{want: u.content}
	err := Pack(same, parts)
	if err == nil && same.at == len(u.content) {
		return
	}
	u.refuse("", "seal-not-canonical", say("第 %d 字节不是本程序所写", "byte %d is not as this program writes it", same.at))
}

// comparison is written to as long as what is written is what is wanted.
type comparison struct {
	want []byte
	at   int // bytes that are equal so far
}

var errDiffers = errors.New("the bytes differ")

// Write compares.
func (c *comparison) Write(p []byte) (int, error) {
	n := differsAt(p, c.want[c.at:])
	c.at += n
	if n < len(p) {
		return n, errDiffers
	}
	return n, nil
}

func u16(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }
func u32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
