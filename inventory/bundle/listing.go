package bundle

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// listing is a table of a result: a CSV file, or one of the lists of a JSON document. Lines are those of the file, 0 where they are not
// known.
type listing struct {
	name    string // the part, and within a document the name of the list after a #
	columns []string
	rows    [][]string // one may be shorter than the columns: the rest of its cells are empty
	lines   []int
	at      map[string]int // places of the columns, the first of a name
}

// listings reads a result. A file of no known form, and one that is damaged, is a table of its lines.
func listings(name string, content []byte) []*listing {
	switch {
	case strings.HasSuffix(name, ".csv"):
		if l, ok := ofCSV(name, content); ok {
			return []*listing{l}
		}
	case strings.HasSuffix(name, ".json"):
		if all, err := ofJSON(name, content); err == nil {
			return all
		}
	}
	return []*listing{ofLines(name, content)}
}

func ofLines(name string, content []byte) *listing {
	l := &listing{name: name, columns: []string{"line"}}
	for line := range strings.Lines(string(content)) {
		l.add(len(l.rows)+1, strings.TrimSuffix(line, "\n"))
	}
	return l
}

func (l *listing) add(line int, cells ...string) {
	l.rows, l.lines = append(l.rows, cells), append(l.lines, line)
}

func ofCSV(name string, content []byte) (*listing, bool) {
	reader := csv.NewReader(bytes.NewReader(content))
	header, err := reader.Read()
	if err != nil {
		return nil, false
	}
	l := &listing{name: name, columns: header}
	for {
		row, err := reader.Read()
		if row == nil && err != nil {
			break
		}
		if err != nil {
			return nil, false
		}
		line, _ := reader.FieldPos(0)
		l.add(line, row...)
	}
	end := reader.InputOffset()
	return l, int(end) == len(content)
}

// ofJSON reads the lists of a document, each a table, and what stands beside them as one more.
func ofJSON(name string, content []byte) ([]*listing, error) {
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return nil, fmt.Errorf("%s is no object: %w", name, err)
	}
	top := &listing{name: name, columns: []string{"field", "value"}}
	out := []*listing{top}
	for decoder.More() {
		field, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return nil, err
		}
		key, _ := field.(string)
		if list, ok := ofList(name+"#"+key, raw); ok {
			out = append(out, list)
		} else {
			top.add(0, key, compacted(raw))
		}
	}
	return out, nil
}

// compacted is a value of JSON for people: a text without its quotes, else without spaces.
func compacted(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return string(raw)
	}
	return b.String()
}

// mostFields bounds the fields that objects of a list have, all together: a list of others is no table.
const mostFields = 200

// ofList reads a list of objects, whose fields are the columns.
func ofList(name string, raw json.RawMessage) (*listing, bool) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil || len(list) == 0 {
		return nil, false
	}
	l := &listing{name: name}
	at := map[string]int{}
	for _, entry := range list {
		var row []string
		if len(l.columns) > mostFields || !fields(entry, func(field string, value json.RawMessage) {
			i, known := at[field]
			if !known {
				i = len(l.columns)
				at[field] = i
				l.columns = append(l.columns, field)
			}
			for len(row) <= i {
				row = append(row, "")
			}
			row[i] = compacted(value)
		}) {
			return nil, false
		}
		l.add(0, row...)
	}
	return l, true
}

// fields hands over the fields of an object in their order; false if it is none.
func fields(raw json.RawMessage, take func(string, json.RawMessage)) bool {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return false
	}
	for decoder.More() {
		field, err := decoder.Token()
		key, isText := field.(string)
		var value json.RawMessage
		if err != nil || !isText || decoder.Decode(&value) != nil {
			return false
		}
		take(key, value)
	}
	return true
}

// column is the place of a column, the first of its name.
func (l *listing) column(name string) (at int, ok bool) {
	if l.at == nil {
		l.at = make(map[string]int, len(l.columns))
		for i, column := range l.columns {
			if _, met := l.at[column]; !met {
				l.at[column] = i
			}
		}
	}
	at, ok = l.at[name]
	return at, ok
}

func (l *listing) has(column string) bool {
	_, ok := l.column(column)
	return ok
}

// cell is a cell by the name of its column, "" where the table has none.
func (l *listing) cell(row int, column string) string {
	if i, ok := l.column(column); ok && i < len(l.rows[row]) {
		return l.rows[row][i]
	}
	return ""
}

// figure reads a cell that is a number.
func figure(cell string) (decimal.Decimal, bool) {
	d, err := quantity.Parse(cell)
	return d, err == nil
}

// sameFigure tells whether two cells say the same, numbers however they are written.
func sameFigure(a, b string) bool {
	if a == b {
		return true
	}
	x, isX := figure(a)
	y, isY := figure(b)
	return isX && isY && x.Equal(y)
}
