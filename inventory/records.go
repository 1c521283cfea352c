package inventory

import (
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Indicator is one row of indicators.csv: a yearly figure that is no activity (GDP, population, energy use, a stated
// change). Two rows of one name and year are two published figures, between which a Choice decides.
type Indicator struct {
	Year        int
	Name        string
	Value       decimal.Decimal
	Unit        string // as written; money and shares need no dimension here
	PriceBase   string
	Vintage     string
	Coverage    string
	Uncertainty *Uncertainty // nil if none is stated
	Document    string
	Department  string
	Note        string
	Place       Place
}

// Target is one row of targets.csv. Value is empty while the target is pending (市级下达).
type Target struct {
	Indicator  string
	BaseYear   int
	TargetYear int
	Form       string // level, decline_pct, share
	Direction  string // >=, >, <=, <
	Value      *decimal.Decimal
	Unit       string
	Kind       string // binding, expected
	Status     string // set, pending
	Department string
	Document   string
	Place      Place
}

// Leaf is the target's value, which must be set, as a leaf of a tree in the unit.
func (t *Target) Leaf(unit quantity.Unit) *Parameter {
	id := "target|" + t.Indicator + "|" + strconv.Itoa(t.BaseYear) + "|" + strconv.Itoa(t.TargetYear)
	return &Parameter{Name: "target", Mark: "T_" + strconv.Itoa(t.TargetYear), Title: Text{"目标：" + t.Indicator, "target: " + t.Indicator}, Row: id, Amount: *t.Value, In: unit, Variable: Variable{ID: id},
		Document: t.Document, Origin: t.Place.Cell("target"), Years: strconv.Itoa(t.TargetYear)}
}

// Signed says who decided, when and why; every record of a decision carries it.
type Signed struct {
	By     string
	Date   string // ISO
	Reason string
	Place  Place
}

// The kinds of Choice.
const (
	Between   = "between"    // two figures for one quantity: Chosen counts, InsteadOf does not
	StandsFor = "stands_for" // an item stands in for another in the look-up of the named factor parameters
	Point     = "point"      // a point in a range that the source prints without a value
	Detail    = "detail"     // the detail of an activity that no row states because it is derived from the energy balance
	Whole     = "total"      // whether a figure without a facility is the total that holds those with one: Includes or Excludes
)

// What a choice of kind total says of a figure without a facility.
const (
	Includes = "includes" // it is the district's total: the facilities are taken out of it, and what is left is counted
	Excludes = "excludes" // it is what is beside the facilities, and is counted with them
)

// Choice is one row of records/choices.csv. Low and High span the alternatives: numbers for between and point, items for
// stands_for. An empty year, category or item holds for every one; Parameter may name several, joined by semicolons.
type Choice struct {
	Kind      string
	Year      int // 0 = every year
	Category  *Category
	Item      string
	Parameter []string
	Chosen    string
	InsteadOf string
	Low, High string
	Signed
}

// Splice is one row of records/splices.csv: figures that no table states but that follow from others by a named technique, of Year or
// of each year from Year to ToYear. The figures of the years beside them are stated or spliced themselves.
type Splice struct {
	Technique string
	Year      int
	ToYear    int // Year, if it is one year
	FromYear  int // the year of the figure that they follow from, or the first of several; 0 of an interpolation, and for all years known
	UntilYear int // the last of several: of an overlap, or the second of the two years of a line; 0 with FromYear
	Category  *Category
	Facility  string
	Item      *Item
	Detail    string
	Parameter string
	Indicator string // name of the indicator rows that they follow by; none of an interpolation or extrapolation
	Signed
}

// Explanation is one row of records/explanations.csv: why two figures that should agree do not, or why one was recalculated.
type Explanation struct {
	Kind    string
	Year    int
	Subject string // of a reference: solid, liquid, gas, …, or total; else the code of a category, or a scope of totals
	// Of a recalculation or a correction:
	Category  *Category // nil of totals
	Gas       string    // of a recalculation, "" for all
	Parameter string    // of a correction, "" for all
	Signed
}

// The kinds of Explanation.
const (
	ExplainsReference     = "reference"     // the gap between the reference and the sectoral approach of a group of fuels
	ExplainsRecalculation = "recalculation" // the difference of a figure from that of an earlier submission
	ExplainsCorrection    = "correction"    // changes of the figures that a category is computed from: an earlier error was mended
)

// The techniques of Splice.
const (
	StatedChange  = "stated_change" // the figure of FromYear divided by one plus the change that the indicator of that year states
	Surrogate     = "surrogate"     // the figure of FromYear in proportion to an indicator of both years (IPCC 2006 V1 Eq 5.2 p5.10)
	Interpolation = "interpolation" // on the line between the figures of the years before and after (IPCC 2006 V1 p5.11)
	Overlap       = "overlap"       // the indicator, another series of the same, times the mean ratio of the years that both have (Eq 5.1 p5.9)
	Extrapolation = "extrapolation" // on the line through two years, or fitted to all that are stated, at most three years beyond (p5.12)
)

// RestsOn tells whether the figure of the year is one that the splice follows from, or may be.
func (s *Splice) RestsOn(year int) bool {
	switch {
	case s.Technique == Interpolation:
		return year == s.Year-1 || year == s.ToYear+1
	case s.Technique == Overlap && s.FromYear != 0:
		return year >= s.FromYear && year <= s.UntilYear
	case s.Technique == Overlap || s.Technique == Extrapolation && s.FromYear == 0:
		return year < s.Year || year > s.ToYear
	}
	return year == s.FromYear || year == s.UntilYear
}

// About is what the splice is about in the given year: an activity row without a figure.
func (s *Splice) About(year int) *Activity {
	return &Activity{Particulars: &Particulars{}, Year: year, Category: s.Category, Facility: s.Facility, Item: s.Item, Detail: s.Detail, Parameter: s.Parameter}
}

// Years are those of the figures, the first to the last.
func (s *Splice) Years() string {
	if s.ToYear > s.Year {
		return strconv.Itoa(s.Year) + "–" + strconv.Itoa(s.ToYear)
	}
	return strconv.Itoa(s.Year)
}

// Note tells of the splice beside the figures of later years that rest on it.
func (s *Splice) Note() Text {
	years := s.Years()
	at := s.Place.Cell("").File
	return Text{years + " 年的数是推算的（" + at + "）：" + s.Reason, "the figures of " + years + " are derived (" + at + "): " + s.Reason}
}

// Quantity is the indicator's value with its unit, an error if the unit is not one the program knows.
func (i *Indicator) Quantity() (quantity.Quantity, error) {
	unit, err := quantity.ParseUnit(i.Unit)
	return quantity.Quantity{Value: i.Value, Unit: unit}, err
}

// Note tells of the choice beside the figures that rest on it. It names the file and not the row, which may move without
// any figure changing.
func (c *Choice) Note() Text {
	at := c.Place.Cell("").File
	switch c.Kind {
	case StandsFor:
		return Text{c.InsteadOf + "按" + c.Chosen + "取因子（" + at + "）：" + c.Reason, c.InsteadOf + " takes the factors of " + c.Chosen + " (" + at + "): " + c.Reason}
	case Detail:
		return Text{"由平衡表推算的" + c.Item + "按“" + c.Chosen + "”取因子（" + at + "）：" + c.Reason, c.Item + " derived from the balance takes the factors of " + c.Chosen + " (" + at + "): " + c.Reason}
	case Whole:
		return Text{"不写设施的数 " + c.Chosen + "（" + at + "）：" + c.Reason, "the figure without a facility " + c.Chosen + " those with one (" + at + "): " + c.Reason}
	case Point:
		return Text{"印出的是范围，取 " + c.Chosen + "（" + at + "）：" + c.Reason, "a range is printed, " + c.Chosen + " is taken (" + at + "): " + c.Reason}
	default:
		return Text{"采用 " + c.Chosen + "，不用 " + c.InsteadOf + "（" + at + "）：" + c.Reason, c.Chosen + " counts instead of " + c.InsteadOf + " (" + at + "): " + c.Reason}
	}
}

// Specificity orders choices that speak of one row: a stated year before any year, the nearer category, a stated item.
func (c *Choice) Specificity() [3]int {
	var out [3]int
	if c.Year != 0 {
		out[0] = 1
	}
	if c.Category != nil {
		out[1] = c.Category.Depth
	}
	if c.Item != "" {
		out[2] = 1
	}
	return out
}

// The forms of Recognised.
const (
	AnnualDecline     = "annual"
	CumulativeDecline = "cumulative"
)

// Recognised is one row of records/recognised.csv: the decline that an assessment recognised. It stands when the figures behind
// it are revised (NDRC 2014, annex of the assessment method).
type Recognised struct {
	Indicator string // a published decline of seeds/indicators.csv
	Year      int
	Form      string          // annual: against the year before; cumulative: since BaseYear
	BaseYear  int             // of a cumulative one
	Decline   decimal.Decimal // a share; a rise is negative
	Document  string
	Signed
}

// Note tells of the record beside the figures that rest on it.
func (r *Recognised) Note() Text {
	at := r.Place.Cell("").File
	return Text{"考核认定值（" + at + "）：" + r.Reason, "recognised in the assessment (" + at + "): " + r.Reason}
}
