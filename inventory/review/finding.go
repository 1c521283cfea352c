package review

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

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

// Value is what a figure holds, as a row of summary.csv has it.
type Value struct {
	Mass     *decimal.Decimal // t of the gas; nil of all gases, and where there is no number
	CO2e     *decimal.Decimal // t
	GWPSet   string
	Notation string
}

// ValueOf is what a total holds.
func ValueOf(t *inventory.Total, gwpSet string) *Value {
	out := &Value{GWPSet: gwpSet, Notation: t.Notation.String()}
	if t.HasMass {
		out.Mass = &t.Mass
	}
	if t.HasCO2e {
		out.CO2e = &t.CO2e
	}
	return out
}

// differs tells whether the figure has changed: its mass where it has one, else its CO2e, else its notation key. CO2e of two GWP sets
// is not comparable, and says nothing of a change.
func (v *Value) differs(now *Value) bool {
	switch {
	case v.Mass != nil && now.Mass != nil:
		return !v.Mass.Equal(*now.Mass)
	case (v.Mass == nil) != (now.Mass == nil) || (v.CO2e == nil) != (now.CO2e == nil):
		return true
	case v.CO2e != nil:
		return v.GWPSet == now.GWPSet && !v.CO2e.Equal(*now.CO2e)
	}
	return v.Notation != now.Notation
}

// String is the value for people: the mass, else the CO2e with its set, else the notation key.
func (v *Value) String() string {
	switch {
	case v == nil:
		return "?"
	case v.Mass != nil:
		return v.Mass.String() + " t"
	case v.CO2e != nil:
		return v.CO2e.String() + " t CO2e " + v.GWPSet
	case v.Notation != "":
		return v.Notation
	}
	return "-"
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

// Bound is the value that the finding stands against: that when it was raised, or when it was reopened; nil if no row states one.
func (f *Finding) Bound() *Value { return boundBy(f.Events) }

// boundBy is the last value that the rows state; a row that closes says what the figure had become.
func boundBy(events []*Event) *Value {
	closed := -1
	for i, e := range events {
		if e.Kind == Closed && !e.void {
			closed = i
		} else if e.Kind == Reopened && !e.void {
			closed = -1
		}
	}
	for i, e := range slices.Backward(events) {
		if i != closed && e.Value != nil && !e.void {
			return e.Value
		}
	}
	return nil
}

// Change is a finding's figure then and now.
type Change struct {
	Old, New *Value // nil if not known: no row states it, or the year is not compiled
	Changed  bool
	OtherSet bool // both are CO2e, of two GWP sets
}

// Change holds the finding's value against what the inventory has now.
func (f *Finding) Change(inv *inventory.Inventory) Change {
	out := Change{Old: f.Bound()}
	if inv == nil || !slices.Contains(inv.Years, f.Figure.Year) {
		return out
	}
	out.New = ValueOf(inv.Total(f.Figure), inv.GWPSet)
	if out.Old != nil {
		out.Changed = out.Old.differs(out.New)
		out.OtherSet = out.Old.Mass == nil && out.Old.CO2e != nil && out.New.CO2e != nil && out.Old.GWPSet != out.New.GWPSet
	}
	return out
}

// Difference is the new value less the old, in t; nil where there are not two numbers of one kind.
func (c Change) Difference() *decimal.Decimal {
	if c.Old == nil || c.New == nil {
		return nil
	}
	old, now := c.Old.Mass, c.New.Mass
	if old == nil && now == nil && c.Old.GWPSet == c.New.GWPSet {
		old, now = c.Old.CO2e, c.New.CO2e
	}
	if old == nil || now == nil {
		return nil
	}
	d := now.Sub(*old)
	return &d
}

// Settled tells whether the finding is closed, by a signed reason or by a change that is still there; inv is the inventory as it is now.
func (f *Finding) Settled(inv *inventory.Inventory) bool {
	closed := f.Closed()
	if closed == nil || closed.Signature != "" {
		return closed != nil
	}
	return f.Change(inv).Changed
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
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\t", `\t`, "\r", `\r`).Replace(text)
}

func numberCell(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// digest is the first 16 digits of the hex SHA-256 of the row: an edit of a row that the program wrote is seen by it.
func (e *Event) digest(region string) string {
	sum := sha256.Sum256([]byte(e.canonical(region)))
	return hex.EncodeToString(sum[:8])
}

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
	return fmt.Sprintf("ghg-inventory finding v1\nregion %s\nfinding %s\nfigure %d %s %s %s\nrecord sha256:%s\nevent closed\nreason %s\nby %s\ndate %s\n",
		region, f.ID, f.Figure.Year, f.Figure.Boundary, f.Figure.Scope, f.Figure.Gas, record(region, before), escaped(e.Text), e.By, e.Date)
}
