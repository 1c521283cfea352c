// Package factors holds the tables of emission factors and other parameters, and the look-up that finds the one row an
// equation takes: a total order of declared specificity within a precedence of sets. It knows neither files nor methods.
package factors

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
)

// LocalSet is the set of the rows that the district states itself.
const LocalSet = "local"

// Row is one row of a factor table. A row without Value is a range: the source prints bounds and no figure between them.
type Row struct {
	Set            string
	Category       string // codes of the tree, joined by semicolons
	SourceCategory string // the code that the source prints
	Item           string // canonical names, joined by semicolons; "" for every item
	Detail         string // joined by semicolons; a row is taken only if the activity gives all of them
	Technology     string // likewise, as are Basis, Climate and Development
	Basis          string
	Climate        string // a climate of the vocabulary or a group of them
	Development    string
	Parameter      string
	Gas            string
	Value          *decimal.Decimal
	Low, High      *decimal.Decimal
	Unit           quantity.Unit
	Bounds         string // ci95, range, absolute
	Distribution   string
	Region         string // name in the table of regions, "" for the district of the workspace
	Facility       string
	YearFrom       int // 0 = open
	YearTo         int
	KnownSince     string // the day, month or year since which the row is known (see KnownBy); "" = always
	Document       string // citation: document, table, page
	Status         inventory.Status
	Place          inventory.Place
	Confirmed      string // who compared the row with print, when, and the page; "" for nobody
	own            bool   // of a table of the workspace
	terms          terms
}

// terms is what a row states, resolved once for the look-up.
type terms struct {
	voc        *inventory.Vocabulary
	categories []*inventory.Category
	items      []string    // nil for every item
	words      [3][]string // canonical words of detail, technology and basis, each once
	develops   string      // folded, as is the facility
	facility   string
	unit       quantity.Unit // with the substance that Gas names
}

func (r *Row) resolve(voc *inventory.Vocabulary) {
	t := terms{voc: voc, items: inventory.SplitList(r.Item), develops: spelling.Fold(r.Development),
		facility: spelling.Fold(r.Facility), unit: r.Unit.Of(r.Gas)}
	for _, code := range inventory.SplitList(r.Category) {
		if category, ok := voc.Categories.Lookup(code); ok {
			t.categories = append(t.categories, category)
		}
	}
	for i, column := range []string{r.Detail, r.Technology, r.Basis} {
		for _, word := range inventory.SplitList(column) {
			if word = voc.Details.Canonical(word); !slices.Contains(t.words[i], word) {
				t.words[i] = append(t.words[i], word)
			}
		}
	}
	r.terms = t
}

// statesWords tells whether the row is taken only if the activity gives some detail.
func (t *terms) statesWords() bool { return len(t.words[0])+len(t.words[1])+len(t.words[2]) > 0 }

// isOf tells whether the row is for the item or, naming none, for every item.
func (r *Row) isOf(item string) bool {
	return r.terms.items == nil || slices.Contains(r.terms.items, item)
}

// details are the words that the detail column of an activity row must hold for the row to be taken.
func (r *Row) details() []string {
	if r.Detail == "" && r.Technology == "" && r.Basis == "" {
		return nil
	}
	return inventory.SplitList(r.Detail + ";" + r.Technology + ";" + r.Basis)
}

// Key is everything that says what the row applies to, years included. Two rows never share one.
func (r *Row) Key() string {
	return r.appliesTo(r.Set) + "|" + yearOf(r.YearFrom) + "–" + yearOf(r.YearTo)
}

// VariableID is the key less the years, also that of an edition: rows that differ only in year are one random variable.
func (r *Row) VariableID() string {
	return r.appliesTo(withoutEdition(r.Set))
}

// appliesTo is all that the row says of what it applies to but for the years.
func (r *Row) appliesTo(set string) string {
	return strings.Join([]string{set, r.Category, r.Item, r.Detail, r.Technology, r.Basis, r.Climate, r.Development,
		r.Parameter, r.Gas, r.Region, r.Facility}, "|")
}

// withoutEdition is the name of a set without the year of its edition: GBT2589 of GBT2589-2008 and GBT2589-2020. What is not known of
// the quantity is the same whichever edition states it.
func withoutEdition(set string) string {
	at := strings.LastIndexByte(set, '-')
	if at < 0 || len(set)-at != 5 {
		return set
	}
	if _, err := strconv.ParseUint(set[at+1:], 10, 16); err != nil {
		return set
	}
	return set[:at]
}

func yearOf(year int) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprint(year)
}

// Years prints the years the row is for: "2016", "2010–2015", "2020–"; "" if it is for any.
func (r *Row) Years() string {
	switch {
	case r.YearFrom == r.YearTo:
		return yearOf(r.YearFrom)
	default:
		return yearOf(r.YearFrom) + "–" + yearOf(r.YearTo)
	}
}

// Figure prints the value with its unit, or the range of a row that has no value.
func (r *Row) Figure() string {
	if r.Value != nil {
		return r.Value.String() + " " + r.Unit.String()
	}
	side := func(d *decimal.Decimal) string {
		if d == nil {
			return "…"
		}
		return d.String()
	}
	return side(r.Low) + "–" + side(r.High) + " " + r.Unit.String()
}

// AsParameter is the row as it enters an equation. Its unit names the gas that the row is for. The value of a row that
// is a range is left at zero: the caller puts in the point that was chosen, or takes none of it.
func (r *Row) AsParameter(voc *inventory.Vocabulary) *inventory.Parameter {
	p := &inventory.Parameter{
		Name: r.Parameter, Mark: r.Parameter, Title: inventory.Text{ZH: r.Parameter, EN: r.Parameter}, Row: r.Key(), In: r.Unit.Of(r.Gas),
		Bounds:   inventory.Bounds{Low: r.Low, High: r.High, Kind: r.Bounds},
		Variable: inventory.Variable{ID: r.VariableID(), Distribution: r.Distribution},
		Status:   r.Status, Set: r.Set, Category: r.Category, Gas: r.Gas, Item: r.Item, Document: r.Document, Origin: r.Place.Cell("value"), Years: r.Years(),
	}
	if name := voc.Parameters[r.Parameter]; name != nil {
		p.Mark, p.Title = name.Symbol, name.Title
	}
	if r.Value != nil {
		p.Amount = *r.Value
	}
	if r.Confirmed != "" {
		p.Document += " (" + r.Confirmed + ")"
	}
	return p
}

// Covers tells whether the year is one of those that the row is for.
func (r *Row) Covers(year int) bool {
	return r.YearFrom <= year && (r.YearTo == 0 || r.YearTo >= year)
}
