package report

import (
	"bytes"
	"encoding/json"

	"ghg/inventory"
)

// Records is a table for machines: CSV, or JSON with one object a row. All cells are text, so that no reader cuts a number.
type Records struct {
	Columns []string
	Rows    [][]string
}

// CSV is the table with its header.
func (r Records) CSV() []byte {
	rows := [][]string{r.Columns}
	for _, row := range r.Rows {
		rows = append(rows, append([]string{}, row...))
	}
	return table(rows)
}

// JSON is the rows as a list of objects.
func (r Records) JSON() ([]byte, error) { return encode(r.objects()) }

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

// ProblemRecords is the problems as they stand in problems.csv.
func ProblemRecords(problems inventory.Problems) Records {
	out := Records{Columns: []string{"severity", "code", "source", "message_zh", "message_en", "hint_zh", "hint_en"}}
	for _, p := range problems.Sorted() {
		out.Rows = append(out.Rows, []string{p.Severity.String(), p.Code, p.Source.String(), p.Message.ZH, p.Message.EN, p.Hint.ZH, p.Hint.EN})
	}
	return out
}
