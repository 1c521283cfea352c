package inventory

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// Status says how far a figure has been compared with its printed source.
type Status uint8

// The statuses, best first; the order is the one by which an estimate takes the status of its worst leaf.
const (
	NoStatus    Status = iota // not a factor: an activity figure
	Printed                   // compared with the printed document, page given
	Quoted                    // read in another document that quotes it
	Local                     // measured or decided by the district
	Unconfirmed               // not yet compared with print
)

var statusNames = [...]string{"", "printed", "quoted", "local", "unconfirmed"}

// String returns the word used in tables.
func (s Status) String() string { return statusNames[s] }

// ParseStatus reads the word used in tables.
func ParseStatus(s string) (Status, error) {
	for i, name := range statusNames {
		if s == name && i > 0 {
			return Status(i), nil
		}
	}
	return NoStatus, fmt.Errorf("%q is not a status (printed, quoted, local, unconfirmed)", s)
}

// Bounds is the stated range of a figure, in the figure's unit. Kind is ci95 (bounds of the 95 % interval), range (a
// printed range, not proven to be one) or absolute (the figure cannot lie outside). A nil bound is open.
type Bounds struct {
	Low, High *decimal.Decimal
	Kind      string
	Percent   bool // they are worked out from a stated ± per cent at 95 %
	Chosen    Text // what they span, where they come from a recorded choice; empty else
	Own       bool // of a recorded choice: those of the row itself are within them
}

// With widens low and high to the bounds, as far as these are stated.
func (b Bounds) With(low, high decimal.Decimal) (least, most decimal.Decimal) {
	for _, bound := range []*decimal.Decimal{b.Low, b.High} {
		if bound != nil {
			low, high = decimal.Min(low, *bound), decimal.Max(high, *bound)
		}
	}
	return low, high
}

// Variable is what is random: one variable may stand behind many parameters (the years of a factor, its uses in many
// estimates). ID is the row's key without its years and never holds a value, a citation or a row number.
type Variable struct {
	ID           string
	Distribution string
}

// Parameter is one factor row or one activity cell as it enters an equation: a value with its unit, where it was read,
// how far it is confirmed, and why this row was taken. It is a leaf of the expression trees.
type Parameter struct {
	Name     string // the parameter's name in the tables: ncv, carbon_content, fuel
	Mark     string // the symbol that formulas print: NCV, CC, Q
	Title    Text   // the parameter's name for people
	Row      string // the row's key, years included
	Choice   string // the recorded choice that gave the row's figure or bounds for this activity, "" for none
	Amount   decimal.Decimal
	In       quantity.Unit
	Bounds   Bounds
	Variable Variable
	Status   Status
	Set      string // factor set, "" for activity
	Category string // the codes that the row is filed at, joined by semicolons; "" for what belongs to no category
	Gas      string // the gas column of the factor row
	Item     string // the item of the row that was taken
	Document string // citation of the row: document, table, page
	Origin   Source // the cell
	Why      Text   // why this row was chosen
	Years    string // the years the row is for, as printed
	// Candidates tells what else could have been taken; nil for what was not looked up. It is worked out when it is asked
	// for: an inventory has millions of leaves, and a person looks at few.
	Candidates func() Candidates
}

// Candidates are the rows that could have answered one look-up, the one that was taken first; More are not listed.
type Candidates struct {
	List []Candidate
	More int
}

// Candidate is one row that could have been taken. Lost says why it was not; it is empty for the one that was.
type Candidate struct {
	Key    string
	Figure string // value and unit, or the range
	Status Status
	Source Source
	Lost   Text
}

// Key identifies the input: equal keys are the same figure, drawn once. A row of which a choice took a point or widened
// the bounds is another input than the row itself, though the same variable.
func (p *Parameter) Key() string { return p.Row + p.Choice }

// AsParameter is the parameter itself.
func (p *Parameter) AsParameter() *Parameter { return p }

// ParameterOf is a leaf of an inventory's tree with all that is known of it.
func ParameterOf(leaf expr.Leaf) *Parameter {
	return leaf.(interface{ AsParameter() *Parameter }).AsParameter()
}

// Symbol is what formulas print.
func (p *Parameter) Symbol() string { return p.Mark }

// Value is the exact figure, in Unit.
func (p *Parameter) Value() decimal.Decimal { return p.Amount }

// Unit is the figure's unit.
func (p *Parameter) Unit() quantity.Unit { return p.In }
