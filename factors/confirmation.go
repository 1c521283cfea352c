package factors

import (
	"bytes"

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

// Confirmed returns a table of confirmations with one line more; an empty one gets its header. See table.Appended.
func Confirmed(name string, content []byte, c Confirmation) ([]byte, inventory.Problems) {
	if len(bytes.TrimSpace(content)) == 0 {
		content = []byte("key,value,page,by,date\n")
	}
	var problems inventory.Problems
	out, _ := table.Appended(name, content, confirmationSchema,
		map[string]string{"key": c.Key, "value": c.Value, "page": c.Page, "by": c.By, "date": c.Date}, &problems)
	return out, problems
}
