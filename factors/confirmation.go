package factors

import (
	"bytes"
	"encoding/csv"
	"maps"
	"slices"
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
	var line bytes.Buffer
	w := csv.NewWriter(&line)
	if strings.Contains(headerOf(text), "\t") && !strings.Contains(headerOf(text), ",") {
		w.Comma = '\t'
	}
	columns := reader.Table().Columns
	cells := make([]string, max(slices.Max(slices.Collect(maps.Values(columns))), strings.Count(headerOf(text), string(w.Comma))+1))
	for field, cell := range map[string]string{"key": c.Key, "value": c.Value, "page": c.Page, "by": c.By, "date": c.Date} {
		cells[columns[field]-1] = cell
	}
	_ = w.Write(cells) // a bytes.Buffer takes every write
	w.Flush()
	end := "\n"
	switch {
	case strings.Contains(text, "\r\n"):
		end = "\r\n"
	case strings.Contains(text, "\r") && !strings.Contains(text, "\n"):
		end = "\r"
	}
	if !strings.HasSuffix(text, end) {
		text += end
	}
	return []byte(text + strings.TrimSuffix(line.String(), "\n") + end), problems
}

// headerOf is the first line of a table that holds anything.
func headerOf(text string) string {
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if strings.Trim(line, "\ufeff \t,\"") != "" {
			return line
		}
	}
	return ""
}
