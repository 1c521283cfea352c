package inventory

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Activity is one row of the activity table: a number or notation keys, never both and never neither. A province has
// millions of them: what many rows say alike is held once.
type Activity struct {
	*Particulars
	Category    *Category
	Item        *Item // nil where the row names none
	Facility    string
	Detail      string // the words of the detail column, joined by semicolons
	Parameter   string // "" = the method's main activity
	Value       decimal.Decimal
	Unit        quantity.Unit
	Uncertainty *Uncertainty // nil if none is stated
	Place       Place
	Year        int
	Number      bool // Value and Unit hold a figure
	Notation    Notation
}

// Particulars is what a row says about where its figure comes from.
type Particulars struct {
	Target       *Category // of IE
	Distribution string
	Vintage      string // "", preliminary, final
	Asked        string // ISO date, "" if unknown
	Document     string // the source column
	Department   string
	Note         string
}

// Uncertainty is what a row states of its figure: ± Percent at 95 %, or Bounds.
type Uncertainty struct {
	Percent *decimal.Decimal
	Stated  Bounds
}

// Bounds is the range of the figure, in its unit.
func (a *Activity) Bounds() Bounds { return a.Uncertainty.Bounds(a.Value) }

// Bounds is the range that is stated of a figure, none for nil.
func (u *Uncertainty) Bounds(value decimal.Decimal) Bounds {
	switch {
	case u == nil:
		return Bounds{}
	case u.Percent == nil:
		return u.Stated
	}
	half := value.Abs().Mul(*u.Percent).Shift(-2)
	below, above := value.Sub(half), value.Add(half)
	return Bounds{Low: &below, High: &above, Kind: "ci95", Percent: true}
}

// Subject prints facility, item and detail joined by blanks, for messages.
func (a *Activity) Subject() string {
	return strings.Join(strings.Fields(a.Facility+" "+a.ItemName()+" "+a.Detail), " ")
}

// ItemName is the canonical name of the item, "" if the row names none.
func (a *Activity) ItemName() string {
	if a.Item == nil {
		return ""
	}
	return a.Item.Name
}

// Key is what the row is about: region, year, category, facility, item, detail, parameter. Two rows of one key speak of
// one quantity, and it is drawn by this key.
func (a *Activity) Key(region string) string {
	return strings.Join([]string{region, strconv.Itoa(a.Year), a.Category.Code, a.Facility, a.ItemName(), a.Detail, a.Parameter}, "|")
}

// Cell is the figure of an activity row as it enters an equation: a leaf of the expression trees that is cheap to make.
type Cell struct {
	Row    *Activity
	Input  *Input // of the method
	Region string // code of the district
}

// Key identifies the input: equal keys are the same figure, drawn once. Of a row that is read for one gas, such as the charge of a blend
// for each of its components, each gas has a figure of its own; they are one variable.
func (c *Cell) Key() string {
	if c.Input.Gas == "" {
		return c.Row.Key(c.Region)
	}
	return c.Row.Key(c.Region) + "|" + c.Input.Gas
}

// Symbol is what formulas print.
func (c *Cell) Symbol() string { return c.Input.Symbol }

// Value is the exact figure, in Unit.
func (c *Cell) Value() decimal.Decimal { return c.Row.Value }

// Unit is the figure's unit; a measured factor names the gas it is for.
func (c *Cell) Unit() quantity.Unit { return c.Input.Reads(c.Row.Unit).Of(c.Input.Gas) }

// AsParameter is the cell with all that is known of it.
func (c *Cell) AsParameter() *Parameter {
	return &Parameter{
		Name: c.Input.Name, Mark: c.Input.Symbol, Title: c.Input.Title, Row: c.Key(), Amount: c.Row.Value, In: c.Unit(),
		Bounds: c.Row.Bounds(), Variable: Variable{ID: c.Row.Key(c.Region), Distribution: c.Row.Distribution}, Category: c.Row.Category.Code, Item: c.Row.ItemName(),
		Document: c.Row.Document, Origin: c.Row.Place.Cell("value"), Years: strconv.Itoa(c.Row.Year),
	}
}
