package review

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
)

// The kinds of Event.
const (
	Raised   = "raised"
	Answered = "answered"
	Closed   = "closed"
	Reopened = "reopened"
)

// Finding is what a person has to say against a figure, and what came of it.
type Finding struct {
	ID       string // F001 …, in the order in which they were raised
	Figure   inventory.Figure
	Severity inventory.Severity
	Events   []*Event // Raised first; as they stand in the table
}

// Event is one row of review/findings.csv.
type Event struct {
	ID        string
	Kind      string
	Figure    inventory.Figure // of Raised
	Value     *Value           // of the figure at that time; nil where the row states none
	Severity  inventory.Severity
	Text      string
	By        string
	Date      string // ISO
	Digest    string // of the row, see digest; "" in a row written by hand
	Signature string // the signature line of a note, of a reviewer who closes without a change of the figure
	Place     inventory.Place
	void      bool // signed with a revoked key, or unsound: counts for nothing
}

// Raised is the row by which the finding came to be.
func (f *Finding) Raised() *Event { return f.Events[0] }

// Closed is the row that closes the finding, nil while it is open.
func (f *Finding) Closed() *Event {
	for _, e := range slices.Backward(f.Events) {
		switch {
		case e.void:
		case e.Kind == Reopened:
			return nil
		case e.Kind == Closed:
			return e
		}
	}
	return nil
}

// canonical is the row as it is hashed: what its cells mean, one after another. Neither the order of columns nor the language of the
// header nor the encoding of the file is in it.
func (e *Event) canonical(region string) string {
	cells := []string{region, e.ID, e.Kind}
	if e.Kind == Raised {
		cells = append(cells, strconv.Itoa(e.Figure.Year), e.Figure.Boundary.String(), e.Figure.Scope, e.Figure.Gas, strings.ToLower(e.Severity.String()))
	}
	if v := e.Value; v != nil {
		cells = append(cells, numberCell(v.Mass), v.GWPSet, numberCell(v.CO2e), v.Notation)
	}
	cells = append(cells, e.Text, e.By, e.Date)
	for i := range cells {
		cells[i] = escaped(cells[i])
	}
	return strings.Join(cells, "\t")
}

// escaped keeps a text on one line.
func escaped(text string) string {
	if !strings.ContainsAny(text, "\\\n\t\r") {
		return text
	}
	return escapes.Replace(text)
}

var escapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\t", `\t`, "\r", `\r`)

// digest is what stands in the row that the program writes: the first 16 digits of the hex SHA-256 of the row, by which an edit is seen,
// and its mass and CO2e, which a spreadsheet program shows with fewer digits in their own cells and saves as it shows them. It begins with
// a letter, so that none takes it for a number.
func (e *Event) digest(region string) string {
	sum := sha256.Sum256([]byte(e.canonical(region)))
	out := "v1-" + hex.EncodeToString(sum[:8])
	if v := e.Value; v != nil && (v.Mass != nil || v.CO2e != nil) {
		out += " " + cmp.Or(numberCell(v.Mass), noNumber) + " " + cmp.Or(numberCell(v.CO2e), noNumber)
	}
	return out
}

// noNumber stands in a digest for a number that the row does not have.
const noNumber = "-"

// record is the hex SHA-256 of rows, signatures included.
func record(region string, events []*Event) string {
	sum := sha256.New()
	for _, e := range events {
		sum.Write([]byte(e.canonical(region) + "\t" + e.Digest + "\t" + e.Signature + "\n"))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// closing is the text that a reviewer signs who closes a finding without a change of the figure.
func (f *Finding) closing(region string, before []*Event, e *Event) string {
	return fmt.Sprintf("ghg-inventory finding v1\nregion %s\nfinding %s\nfigure %d %s %s %s\nvalue %s\nrecord sha256:%s\nevent closed\nreason %s\nby %s\ndate %s\n",
		region, f.ID, f.Figure.Year, f.Figure.Boundary, f.Figure.Scope, f.Figure.Gas, e.Value, record(region, before), escaped(e.Text), e.By, e.Date)
}
