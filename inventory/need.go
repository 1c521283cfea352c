package inventory

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory/spelling"
)

// NeedKind is what sort of statistic is needed.
type NeedKind uint8

// The kinds: a row of the activity table, a row of indicators.csv, a whole table in the bureau's own layout.
const (
	NeedActivity NeedKind = iota
	NeedIndicator
	NeedTable
)

// String returns the word used in tables.
func (k NeedKind) String() string { return [...]string{"activity", "indicator", "table"}[k] }

// Answer is what a row of a table says of a statistic: a figure in its unit, or notation keys.
type Answer struct {
	Year                       int
	Value                      decimal.Decimal
	Unit                       string // in Chinese where the tables have a Chinese word for it
	Number                     bool
	Notation                   Notation
	Vintage                    string // "", preliminary, final
	Asked                      string // ISO date, "" if unknown
	Document, Department, Note string
	Place                      Place
}

// Need is one statistic that the inventory of a year needs.
type Need struct {
	Kind       NeedKind
	Category   *Category // nil for an indicator or a table
	Item       *Item     // nil where the row names none, or it is not known yet
	Items      []string  // the items it may be of where Item is not known yet
	Facility   string
	Detail     string
	Parameter  string // as the activity table names it, "" = the method's main activity; the name of an indicator or table
	PriceBase  string // of an indicator
	Coverage   string // of an indicator
	Title      Text
	Definition Text
	Source     string           // where it is defined: of METHODS, of a guideline, of a reporting system
	Units      []string         // that may be given, the most usual first; none for a question that only a key answers
	Required   bool             // false: the inventory can be made without it, but less well
	Department string           // that is to give it
	Holders    string           // all that may know, as the registry lists them
	Due        string           // ISO date
	Last       *Answer          // of the latest earlier year; nil for none
	Now        *Answer          // of the year itself; nil if it is missing
	Weight     *decimal.Decimal // share of its category, with those below it, in Σ|CO2e| of the territory, 0–1; nil if unknown or outside the territory
	Rank       int              // of that share among the categories of the registry, 1 the greatest; 0 if unknown
}

// Status is the word for what has come: number, a key, missing.
func (n *Need) Status() string {
	switch {
	case n.Now == nil:
		return "missing"
	case n.Now.Number || n.Kind == NeedTable:
		return "number"
	}
	return "key"
}

// Needs is all that the inventory of a year needs, by department, weight and the category tree.
type Needs struct {
	Region     string
	Year       int
	WeightYear int // the year whose inventory gives the weights; 0 if none does
	Rows       []Need
	// Lapsed are figures of earlier years that are not asked for again: they ended before the inventory before this one, or the year has
	// them in another way.
	Lapsed []Need
}

// Departments are those that are to give something, in the order of the rows.
func (n *Needs) Departments() []string {
	var out []string
	for i := range n.Rows {
		if name := n.Rows[i].Department; len(out) == 0 || out[len(out)-1] != name {
			out = append(out, name)
		}
	}
	return out
}

// Of are the rows of one department.
func (n *Needs) Of(department string) []Need {
	return slices.DeleteFunc(slices.Clone(n.Rows), func(row Need) bool { return row.Department != department })
}

// Deadline is the date by which the statistics of a year are due: the day MM-DD of the year after.
func Deadline(year int, day string) string { return fmt.Sprintf("%04d-%s", year+1, day) }

// Request is a row of requests.csv: what a statistic is and, where no data tell yet, whom to ask for it.
type Request struct {
	Kind       NeedKind
	Answers    []*Category // that are made of it: it is asked for where one of them has nothing
	Category   *Category
	Item       *Item
	Parameter  string
	Unit       string
	Department string
	Required   bool
	Title      Text
	Aliases    []string
	Definition Text
	Source     string
}

// Named tells whether the request is called so.
func (r *Request) Named(name string) bool {
	same := func(other string) bool { return spelling.Fold(other) == spelling.Fold(name) }
	return same(r.Title.ZH) || same(r.Title.EN) || slices.ContainsFunc(r.Aliases, same)
}

func (v *Vocabulary) takeRequests(rows []record) error {
	kinds := map[string]NeedKind{"figure": NeedActivity, "indicator": NeedIndicator, "table": NeedTable}
	for _, r := range rows {
		kind, ok := kinds[r.get("kind")]
		if !ok {
			return fmt.Errorf("row %d: kind %q", r.row, r.get("kind"))
		}
		out := Request{Kind: kind, Parameter: r.get("parameter"), Unit: r.get("unit"), Required: r.get("required") != "",
			Title: Text{r.get("title_zh"), r.get("title_en")}, Aliases: r.list("aliases"), Definition: Text{r.get("definition_zh"), r.get("definition_en")}, Source: r.get("source")}
		if code := r.get("department"); code != "" {
			if v.Departments[code] == (Text{}) {
				return fmt.Errorf("row %d: no department %s", r.row, code)
			}
			out.Department = v.Department(code)
		}
		if kind == NeedActivity {
			if out.Category, ok = v.Categories.Lookup(r.get("category")); !ok {
				return fmt.Errorf("row %d: no category %q", r.row, r.get("category"))
			}
		}
		for _, code := range r.list("answers") {
			c, ok := v.Categories.Lookup(code)
			if !ok {
				return fmt.Errorf("row %d: no category %q", r.row, code)
			}
			out.Answers = append(out.Answers, c)
		}
		if name := r.get("items"); name != "" {
			if out.Item, ok = v.Items.Lookup(name); !ok || out.Item.Name != name {
				return fmt.Errorf("row %d: no item %s", r.row, name)
			}
		}
		if out.Source == "" || out.Title.ZH == "" || out.Title.EN == "" {
			return fmt.Errorf("row %d: title and source are not both given", r.row)
		}
		v.Requests = append(v.Requests, out)
	}
	return nil
}

// RequestFor is what requests.csv says of a parameter of the category: of the item before that of any, of the nearest category
// before one above it; nil if it says nothing.
func (v *Vocabulary) RequestFor(c *Category, item *Item, parameter string) *Request {
	var out *Request
	for i := range v.Requests {
		r := &v.Requests[i]
		if r.Kind != NeedActivity || r.Parameter != parameter || !c.Within(r.Category) || r.Item != nil && r.Item != item {
			continue
		}
		if out == nil || r.Category.Depth > out.Category.Depth || r.Category == out.Category && r.Item != nil && out.Item == nil {
			out = r
		}
	}
	return out
}

// Figure prints what the answer says: the figure whole, or the keys; "" for none.
func (a *Answer) Figure() string {
	switch {
	case a == nil:
		return ""
	case a.Number:
		return a.Value.String()
	}
	return a.Notation.String()
}

// Of prints the year of the answer, "" for none.
func (a *Answer) Of() string {
	if a == nil {
		return ""
	}
	return strconv.Itoa(a.Year)
}
