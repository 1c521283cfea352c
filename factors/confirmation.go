package factors

import (
	"bytes"
	"encoding/csv"
	"strings"
	"unicode/utf8"

	"github.com/gocarina/gocsv"

	"ghg/inventory"
	"ghg/inventory/table"
)

// Confirmation is one line of confirmations.csv: who compared which row with print, when, and on which page.
type Confirmation struct {
	Key, Value, Page, By, Date string
	Place                      inventory.Place
}

// Confirmations reads a table of confirmations as it is, without asking whether its rows are there.
func Confirmations(name string, content []byte) ([]Confirmation, inventory.Problems) {
	var problems inventory.Problems
	reader, ok := table.Open(name, bytes.NewReader(content), confirmationSchema, &problems)
	if !ok {
		return nil, problems
	}
	var lines []confirmation
	if err := gocsv.UnmarshalCSV(reader, &lines); err != nil {
		problems.Add(unreadable(name, err))
	}
	out := make([]Confirmation, len(lines))
	for i, c := range lines {
		out[i] = Confirmation{c.Key, c.Value, c.Page, c.By, c.Date, reader.Place(i)}
	}
	return out, problems
}

// Confirmed returns a table of confirmations with one line more, in the order of its columns and with its separator and
// line ends. A table that was not UTF-8 becomes UTF-8 with a byte order mark, which spreadsheet programs know; an empty
// one gets its header.
func Confirmed(name string, content []byte, c Confirmation) ([]byte, inventory.Problems) {
	var problems inventory.Problems
	if len(bytes.TrimSpace(content)) == 0 {
		content = []byte("key,value,page,by,date\n")
	}
	reader, ok := table.Open(name, bytes.NewReader(content), confirmationSchema, &problems)
	if !ok {
		return nil, problems
	}
	text := string(content)
	if !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0 {
		decoded, _ := table.Text(name, bytes.NewReader(content), &problems)
		text = "\ufeff" + strings.TrimPrefix(decoded, "\ufeff")
	}
	header, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	var line bytes.Buffer
	w := csv.NewWriter(&line)
	w.UseCRLF = strings.HasSuffix(header, "\r")
	if strings.Contains(header, "\t") && !strings.Contains(header, ",") {
		w.Comma = '\t'
	}
	cells := make([]string, strings.Count(header, string(w.Comma))+1)
	for field, cell := range map[string]string{"key": c.Key, "value": c.Value, "page": c.Page, "by": c.By, "date": c.Date} {
		cells[reader.Table().Columns[field]-1] = cell
	}
	_ = w.Write(cells) // a bytes.Buffer takes every write
	w.Flush()
	if !strings.HasSuffix(text, "\n") {
		text += map[bool]string{false: "\n", true: "\r\n"}[w.UseCRLF]
	}
	return append([]byte(text), line.Bytes()...), problems
}
