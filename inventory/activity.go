package inventory

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Activity is one row of the activity table: a number or notation keys, never both and never neither.
type Activity struct {
	Year         int
	Category     *Category
	Facility     string
	Item         *Item    // nil where the row names none
	Detail       []string // the parts of the detail column, as written
	Parameter    string   // "" = the method's main activity
	Number       bool     // Value and Unit hold a figure
	Value        decimal.Decimal
	Unit         quantity.Unit
	Bounds       Bounds
	Distribution string
	Notation     Notation
	Target       *Category // of IE
	Vintage      string    // "", preliminary, final
	Asked        string    // ISO date, "" if unknown
	Document     string    // the source column
	Department   string
	Note         string
	Place        Place
}

// Subject prints facility, item and detail joined by blanks, for messages.
func (a *Activity) Subject() string {
	item := ""
	if a.Item != nil {
		item = a.Item.Name
	}
	return strings.Join(strings.Fields(strings.Join([]string{a.Facility, item, strings.Join(a.Detail, ";")}, " ")), " ")
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
	return strings.Join([]string{region, strconv.Itoa(a.Year), a.Category.Code, a.Facility, a.ItemName(), strings.Join(a.Detail, ";"), a.Parameter}, "|")
}
