package inventory

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// The sides of an estimate that a guideline prints uncertainties for.
const (
	OfActivity = "activity"
	OfFactor   = "factor"
)

// The forms in which a guideline states an uncertainty.
const (
	HalfRange = "half_range" // ± per cent: half of the 95 % interval
	ByFactor  = "factor"     // divided and multiplied by one factor
	Interval  = "interval"   // per cent below and above: the ends of the 95 % interval
	Absolute  = "absolute"   // per cent below and above that the figure cannot pass
	Exact     = "exact"      // a constant or a definition
)

// DefaultUncertainty is the spread that a guideline prints for the figures of a category and all below it. What is left
// empty it holds for whatever it is; an activity row without a parameter holds for amounts of matter and energy.
type DefaultUncertainty struct {
	Set       string // of the guideline that prints it
	Category  *Category
	Side      string
	Parameter string
	Gas       string
	Items     []string         // canonical names
	Groups    []string         // groups of fuels; a row names items or groups
	Value     *decimal.Decimal // the value that it is printed for, of a share that of one; nil for whatever value
	Low, High decimal.Decimal
	Form      string
	Document  string
	Note      string
	Status    Status
	Row       int // of seeds/uncertainties.csv
}

// Source is the cell of the shipped table.
func (u *DefaultUncertainty) Source() Source {
	return Source{File: "seeds/uncertainties.csv", Row: u.Row, Col: 8}
}

// Bounds is the range of a figure. A factor of 3 is from a third to three times the value, whatever digits the column of the lower
// end has room for.
func (u *DefaultUncertainty) Bounds(value decimal.Decimal) (Bounds, error) {
	size, hundred := value.Abs(), decimal.New(100, 0)
	low, high := size.Mul(hundred.Add(u.Low)).Shift(-2), size.Mul(hundred.Add(u.High)).Shift(-2)
	kind := "ci95"
	switch u.Form {
	case Exact:
		return Bounds{}, nil
	case Absolute:
		kind = "absolute"
	case ByFactor:
		var err error
		if low, err = quantity.Quo(size.Shift(2), hundred.Add(u.High)); err != nil {
			return Bounds{}, err
		}
	}
	if value.IsNegative() {
		low, high = high.Neg(), low.Neg()
	}
	return Bounds{Low: &low, High: &high, Kind: kind, Percent: u.Form == HalfRange}, nil
}

// Known is what of a figure decides which default uncertainty it has.
type Known struct {
	Category  *Category // nil if it belongs to none
	Side      string
	Parameter string
	Gas       string
	Items     []*Item         // all that it is of
	Value     decimal.Decimal // of a share that of one
	Amount    bool            // of matter or energy, no ratio, share or count
	Sets      []string
}

// Defaults are the uncertainties that the guidelines print.
type Defaults struct {
	All []*DefaultUncertainty
	by  map[*Category][]*DefaultUncertainty // those of no category under nil
}

// For returns the default uncertainty of a figure, nil if none is printed: that of the narrowest category that has one; then one
// that names the parameter, the gas, the item, the value, in this order, an item before its group; then that of the set named first.
// One of a set that is not named is not looked at.
func (d *Defaults) For(k Known) *DefaultUncertainty {
	for c := k.Category; ; c = c.Parent {
		var best *DefaultUncertainty
		for _, u := range d.by[c] {
			if u.fits(k) && (best == nil || u.before(best, k.Sets)) {
				best = u
			}
		}
		if best != nil || c == nil {
			return best
		}
	}
}

func (u *DefaultUncertainty) fits(k Known) bool {
	named := u.Parameter == k.Parameter && u.Parameter != ""
	return (u.Set == "" || slices.Contains(k.Sets, u.Set)) && (u.Side == "" || u.Side == k.Side) &&
		(named || u.Parameter == "" && (u.Side == OfFactor || k.Amount)) && (u.Gas == "" || u.Gas == k.Gas) && (u.Value == nil || u.Value.Equal(k.Value)) && u.isOf(k.Items)
}

// isOf tells whether all of the items are of the row.
func (u *DefaultUncertainty) isOf(items []*Item) bool {
	if u.Items == nil && u.Groups == nil {
		return true
	}
	for _, i := range items {
		if !slices.Contains(u.Items, i.Name) && (i.Group == "" || !slices.Contains(u.Groups, i.Group)) {
			return false
		}
	}
	return len(items) > 0
}

// order is what a row names: more is narrower. Of the items it is 2 for items and 1 for groups of them.
func (u *DefaultUncertainty) order() [4]int {
	var out [4]int
	if u.Parameter != "" {
		out[0] = 1
	}
	if u.Gas != "" {
		out[1] = 1
	}
	switch {
	case u.Items != nil:
		out[2] = 2
	case u.Groups != nil:
		out[2] = 1
	}
	if u.Value != nil {
		out[3] = 1
	}
	return out
}

// before tells whether the row goes before another of the same category that fits as well.
func (u *DefaultUncertainty) before(other *DefaultUncertainty, sets []string) bool {
	own, others := u.order(), other.order()
	if narrower := slices.Compare(own[:], others[:]); narrower != 0 {
		return narrower > 0
	}
	return slices.Index(sets, u.Set) < slices.Index(sets, other.Set)
}

// clashes tells whether a figure could have both rows with equal right.
func (u *DefaultUncertainty) clashes(other *DefaultUncertainty) bool {
	if u.Set != other.Set || u.Side != other.Side && u.Side != "" && other.Side != "" || u.Parameter != other.Parameter || u.Gas != other.Gas || u.order() != other.order() {
		return false
	}
	shared := func(mine, others []string) bool {
		return slices.ContainsFunc(mine, func(i string) bool { return slices.Contains(others, i) })
	}
	if u.Value != nil && !u.Value.Equal(*other.Value) {
		return false
	}
	return u.Items == nil && u.Groups == nil || shared(u.Items, other.Items) || shared(u.Groups, other.Groups)
}

func (v *Vocabulary) takeUncertainties(rows []record) error {
	d := &Defaults{by: map[*Category][]*DefaultUncertainty{}}
	for _, r := range rows {
		u, err := v.defaultUncertainty(r)
		if err != nil {
			return fmt.Errorf("row %d: %w", r.row, err)
		}
		for _, other := range d.by[u.Category] {
			if u.clashes(other) {
				return fmt.Errorf("row %d: row %d is of the same", r.row, other.Row)
			}
		}
		d.All = append(d.All, u)
		d.by[u.Category] = append(d.by[u.Category], u)
	}
	v.Defaults = d
	return nil
}

func (v *Vocabulary) defaultUncertainty(r record) (*DefaultUncertainty, error) {
	u := &DefaultUncertainty{Set: r.get("guide_set"), Side: r.get("side"), Parameter: r.get("parameter"), Gas: r.get("gas"), Form: r.get("form"),
		Document: r.get("source"), Note: r.get("note"), Row: r.row}
	if code := r.get("category"); code != "" {
		var ok bool
		if u.Category, ok = v.Categories.Lookup(code); !ok {
			return nil, fmt.Errorf("no category %s", code)
		}
	}
	if u.Set != "" && v.Sets[u.Set] == nil {
		return nil, fmt.Errorf("no set %s", u.Set)
	}
	if name := r.get("status"); name != "" {
		var err error
		if u.Status, err = ParseStatus(name); err != nil {
			return nil, err
		}
	}
	if err := v.takeSubjects(u, r.list("item")); err != nil {
		return nil, err
	}
	if text := r.get("value"); text != "" {
		value, err := quantity.Parse(text)
		if err != nil {
			return nil, err
		}
		u.Value = &value
	}
	return u, u.takePercents(r)
}

func (v *Vocabulary) takeSubjects(u *DefaultUncertainty, names []string) error {
	for _, name := range names {
		item, ok := v.Items.Lookup(name)
		switch {
		case ok:
			u.Items = append(u.Items, item.Name)
		case slices.ContainsFunc(v.Items.All, func(i *Item) bool { return i.Group == name }):
			u.Groups = append(u.Groups, name)
		default:
			return fmt.Errorf("no item or group %s", name)
		}
	}
	if u.Items != nil && u.Groups != nil {
		return fmt.Errorf("items and groups of fuels in one row: %s", strings.Join(names, ";"))
	}
	return nil
}

// takePercents reads the percentages and holds them against the form.
func (u *DefaultUncertainty) takePercents(r record) error {
	var err error
	if u.Low, err = quantity.Parse(r.get("low_pct")); err != nil {
		return err
	}
	if u.High, err = quantity.Parse(r.get("high_pct")); err != nil {
		return err
	}
	hundred := decimal.New(100, 0)
	sound := !u.Low.IsPositive() && !u.High.IsNegative()
	switch u.Form {
	case HalfRange:
		sound = sound && u.Low.Neg().Equal(u.High)
	case ByFactor: // the product of the two factors is one, as far as the digits of the lower go
		one := hundred.Add(u.Low).Mul(hundred.Add(u.High)).Shift(-4)
		sound = sound && u.High.IsPositive() && one.Sub(decimal.New(1, 0)).Abs().LessThanOrEqual(decimal.New(1, -2))
	case Interval, Absolute:
		sound = sound && u.Low.GreaterThanOrEqual(hundred.Neg()) && u.Low.LessThan(u.High)
	case Exact:
		sound = u.Low.IsZero() && u.High.IsZero()
	default:
		return fmt.Errorf("%q is no form (half_range, factor, interval, absolute, exact)", u.Form)
	}
	if !sound {
		return fmt.Errorf("%s and %s %% are no %s", u.Low, u.High, u.Form)
	}
	if u.Form != Exact && (u.Category == nil || u.Set == "" || u.Status == NoStatus || u.Side != OfActivity && u.Side != OfFactor) {
		return fmt.Errorf("guide_set, category, side and status are missing or unknown")
	}
	return nil
}
