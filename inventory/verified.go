package inventory

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// Verified is one row of estimates/*.csv: the emission of one gas that a facility reported for a category and a third party
// verified. It counts in place of what the facility's activity gives, inside its own boundary only.
type Verified struct {
	Year        int
	Category    *Category
	Facility    string
	Item        *Item // nil: the figure is of all that the facility does in the category
	Gas         string
	Value       decimal.Decimal
	Unit        quantity.Unit // a mass of the gas, or of CO2e by GWPSet
	GWPSet      string        // of a figure in CO2e, "" otherwise
	Boundary    Boundary
	Uncertainty *Uncertainty // nil if none is stated
	Verifier    string
	Document    string
	Department  string
	Note        string
	Place       Place
}

// AsCO2e tells whether the figure is a CO2-equivalent rather than a mass of the gas.
func (v *Verified) AsCO2e() bool { return v.GWPSet != "" }

// ItemName is the canonical name of the item, "" if the row names none.
func (v *Verified) ItemName() string {
	if v.Item == nil {
		return ""
	}
	return v.Item.Name
}

// Line is the row that the estimate of the figure is of.
func (v *Verified) Line() *Activity {
	return &Activity{Particulars: &Particulars{Document: v.Document, Department: v.Department, Note: v.Note}, Category: v.Category, Item: v.Item,
		Facility: v.Facility, Value: v.Value, Unit: v.Unit, Uncertainty: v.Uncertainty, Place: v.Place, Year: v.Year, Number: true}
}

// Leaf is the figure as it enters a tree.
func (v *Verified) Leaf(region string) *Parameter {
	id := strings.Join([]string{region, strconv.Itoa(v.Year), v.Category.Code, v.Facility, v.ItemName(), "verified", v.Gas, v.Boundary.String()}, "|")
	return &Parameter{
		Name: "verified", Mark: "E_v", Title: Text{"经核查的" + v.Gas + "排放量（" + v.Verifier + "）", "verified emission of " + v.Gas + " (" + v.Verifier + ")"},
		Row: id, Amount: v.Value, In: v.Unit, Bounds: v.Line().Bounds(), Variable: Variable{ID: id}, Status: Local, Item: v.ItemName(),
		Document: v.Document, Origin: v.Place.Cell("value"), Years: strconv.Itoa(v.Year),
	}
}

// Covers tells whether a line of the category and item is part of what the figure is of: the same facility, gas and boundary
// are asked for elsewhere.
func (v *Verified) Covers(c *Category, item *Item) bool {
	return c.Within(v.Category) && (v.Item == nil || v.Item == item)
}

// verifiedInput is what the equation of a verified figure takes.
var verifiedInput = Input{Name: "verified", Symbol: "E_v", Unit: "t", Title: Text{"经核查的排放量", "verified emission"}}

// VerifiedMethod is how the verified figure of a gas enters an inventory: as it stands.
func VerifiedMethod(gas string) *Method {
	declared := verifiedInput
	declared.Gas = gas
	return &Method{ID: VerifiedID, Gas: gas, Tier: "3", Title: Text{"经核查的设施排放量", "verified emission of a facility"},
		Source: "IPCC 2006 V2 §2.3.3.2 p2.32 (Tier 3: data of individual facilities)", Inputs: []Input{declared},
		Formula: func(in Inputs) expr.Node { return in.Activity(declared.Name) }}
}

// VerifiedID is the method of a verified figure.
const VerifiedID = "verified"

// Superseded are the computed lines in whose place a verified figure stands; nil for any other line.
func (e *Estimate) Superseded() []*Estimate {
	if e.Method == nil || e.Method.ID != VerifiedID {
		return nil
	}
	if s, ok := e.Source.(interface{ Superseded() []*Estimate }); ok {
		return s.Superseded()
	}
	return nil
}
