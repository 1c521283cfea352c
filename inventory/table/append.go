package table

import (
	"bytes"
	"encoding/csv"
	"maps"
	"strings"
	"unicode/utf8"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// Appended returns a table with one row more at its end, in the order of its columns and with its separator and line ends; what was
// there stays byte for byte. The cells go by the English names of the fields. A field that the table has no column for gets one behind
// the others, named in the language of the header: rows may be shorter than it. A table that was not UTF-8 becomes UTF-8 with a byte
// order mark, which spreadsheet programs know, and CodeReencoded is told. False, with the problems, if it is no table of the schema.
func Appended(name string, content []byte, s Schema, cells map[string]string, ps *inventory.Problems) ([]byte, bool) {
	reader, ok := Open(name, bytes.NewReader(content), s, ps)
	if !ok {
		return nil, false
	}
	text := string(content)
	if !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0 {
		var found inventory.Problems // told when it was opened
		if text, ok = Text(name, bytes.NewReader(content), &found); !ok {
			ps.Add(found...)
			return nil, false
		}
		text = "\ufeff" + strings.TrimPrefix(text, "\ufeff")
		ps.Add(reencoded(name))
	}
	text, marked := strings.CutPrefix(text, "\ufeff")
	scan := newScanner(text)
	head := scan.record(nil)
	for head.line < reader.head {
		head = scan.record(nil)
	}
	behind := len(strings.TrimRight(text[:len(text)-len(scan.text)], "\r\n"))
	columns, more := placed(s, reader, len(head.cells), cells, string(scan.separator))
	row := make([]string, max(len(head.cells), columns.last))
	for field, cell := range cells {
		if cell != "" {
			row[columns.of[field]-1] = cell
		}
	}
	out := text[:behind] + more + text[behind:]
	end := lineEnd(text)
	if !strings.HasSuffix(out, end) {
		out += end
	}
	out += csvLine(row, rune(scan.separator)) + end
	if marked {
		out = "\ufeff" + out
	}
	return []byte(out), true
}

// places are the columns of fields, counted from 1.
type places struct {
	of   map[string]int
	last int
}

// placed finds the columns of the cells, and names those that the header lacks.
func placed(s Schema, r *Reader, width int, cells map[string]string, separator string) (places, string) {
	out := places{maps.Clone(r.table.Columns), width}
	more := ""
	chinese := false
	for _, f := range s {
		at := out.of[f.Name]
		chinese = chinese || at > 0 && spelling.Fold(r.heads[at-1]) == spelling.Fold(f.ZH)
	}
	for _, f := range s {
		if cells[f.Name] == "" || out.of[f.Name] > 0 {
			continue
		}
		out.last++
		out.of[f.Name] = out.last
		if more += separator + f.Name; chinese {
			more = strings.TrimSuffix(more, f.Name) + f.ZH
		}
	}
	return out, more
}

// lineEnd is how the lines of a text end.
func lineEnd(text string) string {
	switch {
	case strings.Contains(text, "\r\n"):
		return "\r\n"
	case strings.Contains(text, "\r") && !strings.Contains(text, "\n"):
		return "\r"
	}
	return "\n"
}

// csvLine is one row without its line end.
func csvLine(cells []string, separator rune) string {
	var line bytes.Buffer
	w := csv.NewWriter(&line)
	w.Comma = separator
	_ = w.Write(cells) // a bytes.Buffer takes every write
	w.Flush()
	return strings.TrimSuffix(line.String(), "\n")
}
