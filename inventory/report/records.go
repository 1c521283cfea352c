package report

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
)

// Records is a table for machines: CSV, or JSON with one object a row. All cells are text, so that no reader cuts a number.
type Records struct {
	Columns []string
	Rows    [][]string
}

// WriteCSV writes the table with its header.
func (r Records) WriteCSV(w io.Writer) error {
	t := newTable(w)
	t.row(slices.Clone(r.Columns)...)
	for _, row := range r.Rows {
		t.row(slices.Clone(row)...)
	}
	return t.close()
}

// JSON is the rows as a list of objects.
func (r Records) JSON() ([]byte, error) { return encode(r.objects()) }

// encode is a value as JSON with an indent.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(v)
	return out.Bytes(), err
}

func (r Records) objects() []object {
	out := make([]object, 0, len(r.Rows))
	for _, row := range r.Rows {
		out = append(out, object{r.Columns, row})
	}
	return out
}

// object is a row as JSON, its fields in the order of the columns, empty ones left out.
type object struct{ columns, cells []string }

// MarshalJSON writes the object.
func (o object) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	for i, cell := range o.cells {
		if cell == "" {
			continue
		}
		name, _ := json.Marshal(o.columns[i]) // a string can always be written
		value, _ := json.Marshal(cell)
		if out.Len() > 0 {
			out.WriteByte(',')
		}
		out.Write(name)
		out.WriteByte(':')
		out.Write(value)
	}
	return append(append([]byte{'{'}, out.Bytes()...), '}'), nil
}
