package table

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ghg/inventory"
)

// Text reads a file whole, no further than the limits, and decodes it; false, with a Problem, if it is no text.
func Text(name string, r io.Reader, ps *inventory.Problems) (string, bool) {
	raw, ok := Raw(name, r, ps)
	if !ok {
		return "", false
	}
	return decode(name, raw, ps)
}

// Raw reads a file whole as it is, but no further than the limits: a line without end is refused when MaxLine bytes of it
// have come. A workbook has no lines, and a limit of its own.
func Raw(name string, r io.Reader, ps *inventory.Problems) (string, bool) {
	var out strings.Builder
	if sized, ok := r.(interface{ Size() int64 }); ok && sized.Size() <= MaxFile {
		out.Grow(int(sized.Size()))
	}
	chunk := make([]byte, 64<<10)
	length := 0 // of the line at hand
	for {
		n, err := r.Read(chunk)
		out.Write(chunk[:n])
		if length += n; n > 0 {
			if end := bytes.LastIndexAny(chunk[:n], "\r\n"); end >= 0 {
				length = n - end - 1
			}
		}
		switch {
		case out.Len() > MaxBook && (isPackage(out.String()) || isCompound(out.String())):
			ps.Add(fileTooLarge(name, MaxBook))
			return "", false
		case length > MaxLine && !isPackage(out.String()) && !isCompound(out.String()):
			ps.Add(lineTooLong(name, lineOf(out.String()[:out.Len()-length])))
			return "", false
		case out.Len() > MaxFile:
			ps.Add(fileTooLarge(name, MaxFile))
			return "", false
		case err == io.EOF:
			return out.String(), true
		case err != nil:
			ps.Add(unreadable(name, err))
			return "", false
		}
	}
}

// decode turns the bytes into text. The encoding is that of the byte order mark; without one it is UTF-16 if every other
// byte is zero where the text is Western, else UTF-8, else GB18030, of which GBK and GB2312 are parts.
func decode(name, raw string, ps *inventory.Problems) (string, bool) {
	if isPackage(raw) || isCompound(raw) {
		ps.Add(notText(name, 1, inventory.Text{ZH: "是工作簿或压缩包", EN: "it is a workbook or an archive"}))
		return "", false
	}
	if marked, ok := strings.CutPrefix(raw, "\xef\xbb\xbf"); ok {
		raw = marked
	} else if order := utf16Order(raw); order != noOrder {
		return decodeUTF16(name, raw, order, ps)
	}
	if at := strings.IndexByte(raw, 0); at >= 0 {
		ps.Add(notText(name, lineOf(raw[:at]), zeroByte))
		return "", false
	}
	if utf8.ValidString(raw) {
		return raw, true
	}
	runes, broken, first := census(raw)
	if runes <= broken {
		text, err := simplifiedchinese.GB18030.NewDecoder().String(raw)
		if err == nil && !strings.ContainsRune(text, utf8.RuneError) {
			ps.Add(readAsGB18030(name))
			return text, true
		}
	}
	start := strings.LastIndexAny(raw[:first], "\r\n") + 1
	at := inventory.Source{File: name, Row: lineOf(raw[:first]), Col: 1 + separators(raw[start:first])}
	ps.Add(invalidEncoding(at, fmt.Sprintf("0x%02X", raw[first]), first-start+1))
	return "", false
}

// census counts the characters beyond ASCII and the bytes that are not UTF-8, and finds the first of these. A text in
// GB18030 has hardly any of the former, a damaged text in UTF-8 few of the latter.
func census(raw string) (runes, broken, first int) {
	first = -1
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(raw[i:])
		if r == utf8.RuneError && size == 1 {
			broken++
			if first < 0 {
				first = i
			}
		} else {
			runes++
		}
		i += size
	}
	return runes, broken, first
}

// lineOf is the number of the line on which the text after before begins.
func lineOf(before string) int {
	return 1 + strings.Count(before, "\n") + strings.Count(before, "\r") - strings.Count(before, "\r\n")
}

// separators counts the commas of a line that stand outside quotes.
func separators(line string) int {
	count, inside := 0, false
	for _, c := range []byte(line) {
		switch {
		case c == '"':
			inside = !inside
		case c == ',' && !inside:
			count++
		}
	}
	return count
}

type byteOrder uint8

const (
	noOrder byteOrder = iota
	littleEndian
	bigEndian
)

// utf16Order finds the byte order of a text in UTF-16: by its mark, or by zero bytes, which in such a text stand at one
// parity only and make up a good part of it.
func utf16Order(raw string) byteOrder {
	switch {
	case strings.HasPrefix(raw, "\xff\xfe"):
		return littleEndian
	case strings.HasPrefix(raw, "\xfe\xff"):
		return bigEndian
	}
	head := raw[:min(len(raw), 4096)]
	var zeros [2]int
	for i, c := range []byte(head) {
		if c == 0 {
			zeros[i%2]++
		}
	}
	few := zeros[0]+zeros[1] < len(head)/4
	switch {
	case zeros == [2]int{} || zeros[0] > 0 && zeros[1] > 0 || few && utf8.ValidString(raw):
		return noOrder
	case zeros[1] > 0:
		return littleEndian
	}
	return bigEndian
}

func decodeUTF16(name, raw string, order byteOrder, ps *inventory.Problems) (string, bool) {
	unit := func(i int) rune {
		if order == littleEndian {
			return rune(raw[i]) | rune(raw[i+1])<<8
		}
		return rune(raw[i])<<8 | rune(raw[i+1])
	}
	var out strings.Builder
	out.Grow(len(raw))
	line, start := 1, 0
	for i := 0; i < len(raw); i += 2 {
		if i+1 == len(raw) {
			ps.Add(invalidEncoding(inventory.Source{File: name, Row: line}, fmt.Sprintf("0x%02X", raw[i]), i-start+1))
			return "", false
		}
		r := unit(i)
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+3 < len(raw) {
				low = unit(i + 2)
			}
			bad := r
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				ps.Add(invalidEncoding(inventory.Source{File: name, Row: line}, fmt.Sprintf("0x%04X", bad), i-start+1))
				return "", false
			}
			i += 2
		}
		switch {
		case r == 0:
			ps.Add(notText(name, line, zeroByte))
			return "", false
		case r == '\n':
			line, start = line+1, i+2
		case r == 0xfeff && i == 0:
			continue
		}
		out.WriteRune(r)
	}
	return out.String(), true
}
