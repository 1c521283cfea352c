package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/uncertainty"
)

// The places that what is known of a figure's spread can come from, the first that has it.
const (
	spreadChosen  = "choice"  // the alternatives of a recorded choice, with what the row or a guideline has
	spreadStated  = "stated"  // the row of the activity, verified figure or indicator, or a recorded choice
	spreadOfRow   = "row"     // the bounds of the factor row
	spreadDefault = "default" // a guideline's print for the category
	spreadJudged  = "judged"  // a recorded judgement
	spreadExact   = "exact"   // a constant or a definition: none
	spreadUnknown = "none"    // none is known: the figure is held fixed, which understates
)

// origin tells where what is known of a figure's spread comes from; row is the guideline's print, nil where it is no default; chosen
// is what a recorded choice spans.
type origin struct {
	place  string
	row    *inventory.DefaultUncertainty
	chosen inventory.Text
}

// text tells it to people.
func (o origin) text() inventory.Text {
	switch o.place {
	case spreadChosen:
		return o.chosen
	case spreadStated:
		return inventory.Text{ZH: "数据行自报", EN: "stated by the row"}
	case spreadOfRow:
		return inventory.Text{ZH: "因子行的界限", EN: "bounds of the factor row"}
	case spreadDefault:
		note := ""
		if o.row.Note != "" {
			note = " (" + o.row.Note + ")"
		}
		return inventory.Text{
			ZH: fmt.Sprintf("指南缺省不确定度：%s%s", o.row.Document, note),
			EN: fmt.Sprintf("default uncertainty of the guidelines: %s%s", o.row.Document, note)}
	case spreadExact:
		return inventory.Text{ZH: "常数或定义，没有不确定度", EN: "a constant or a definition: no uncertainty"}
	}
	return inventory.Text{ZH: "没有不确定度：按定值处理，合计的不确定度因此偏小", EN: "no uncertainty is known: held fixed, which understates that of the totals"}
}

// leafSpread is what is known of how far a figure may be off. One of given's figures is Whole of the leaf's unit: 100 of a percentage,
// which is given as a fraction, else 1.
type leafSpread struct {
	given  uncertainty.Given
	whole  decimal.Decimal
	origin origin
}

// spreads finds what is known of the figures of an inventory of one guide. It asks a leaf only for what its row says of it, never
// for the estimate that it is met in: a factor that serves many has one law.
type spreads struct {
	voc    *inventory.Vocabulary
	sets   []string
	signed map[string]bool // inputs of methods that may be below zero
	shares map[string]bool // inputs of methods that are fractions
}

// computedSet is the factor set of what follows from atomic weights.
const computedSet = "STOICH"

func (e *Engine) spreads(guide *inventory.Guide) *spreads {
	s := &spreads{voc: e.Vocabulary, sets: guide.FactorSets, signed: map[string]bool{}, shares: map[string]bool{}}
	for _, m := range e.Methods {
		for i := range m.Inputs {
			in := &m.Inputs[i]
			s.signed[in.Name] = s.signed[in.Name] || in.Signed
			s.shares[in.Name] = s.shares[in.Name] || in.Unit == "fraction"
		}
	}
	return s
}

// bounds are those of a leaf: what its row states, then a guideline's default for the category and parameter of the row.
func (s *spreads) bounds(leaf *inventory.Parameter) (inventory.Bounds, origin, error) {
	switch stated := leaf.Bounds; {
	case stated.Low == nil && stated.High == nil:
		if leaf.Set == computedSet {
			return stated, origin{place: spreadExact}, nil
		}
		return s.byDefault(leaf)
	case stated.Chosen != inventory.Text{}:
		return s.chosen(leaf)
	case leaf.Set != "":
		return stated, origin{place: spreadOfRow}, nil
	default:
		return stated, origin{place: spreadStated}, nil
	}
}

// chosen are the bounds of a recorded choice. A substitute does not make a figure better known: a row without bounds of its own has the
// guideline's default too.
func (s *spreads) chosen(leaf *inventory.Parameter) (inventory.Bounds, origin, error) {
	of, from := leaf.Bounds, origin{place: spreadChosen, chosen: leaf.Bounds.Chosen}
	if of.Own {
		return of, from, nil
	}
	known, fallback, err := s.byDefault(leaf)
	if err != nil || fallback.place != spreadDefault {
		return of, from, err
	}
	low, high := known.With(*of.Low, *of.High)
	if low.Equal(*known.Low) && high.Equal(*known.High) {
		return known, fallback, nil
	}
	of.Low, of.High = &low, &high
	told := fallback.text()
	from.chosen.ZH, from.chosen.EN = from.chosen.ZH+"，并上"+told.ZH, from.chosen.EN+", together with the "+told.EN
	return of, from, nil
}

// of is what is known of a leaf.
func (s *spreads) of(leaf *inventory.Parameter) (leafSpread, error) {
	bounds, from, err := s.bounds(leaf)
	if err != nil {
		return leafSpread{}, err
	}
	out := leafSpread{whole: decimal.New(1, 0), origin: from}
	value := leaf.Amount
	share, isShare, err := s.share(leaf)
	if err != nil {
		return leafSpread{}, err
	}
	if isShare {
		out.whole = share
		if value, bounds, err = inShares(value, bounds, share, from.row != nil || from.place == spreadChosen); err != nil {
			return leafSpread{}, err
		}
	}
	out.given = uncertainty.Stated(value, bounds, leaf.Variable.Distribution)
	out.given.Fraction, out.given.Nonnegative = isShare, isShare || s.nonnegative(leaf)
	return out, nil
}

// byDefault is what the guidelines print for the figure. A row of the set that the factor is of goes before its equal of another.
func (s *spreads) byDefault(leaf *inventory.Parameter) (inventory.Bounds, origin, error) {
	known := inventory.Known{Category: s.category(leaf), Side: inventory.OfActivity, Parameter: leaf.Name, Gas: leaf.Gas, Value: leaf.Amount, Sets: s.sets, Amount: isAmount(leaf.In)}
	if leaf.Set != "" {
		known.Side, known.Sets = inventory.OfFactor, append([]string{leaf.Set}, s.sets...)
	}
	whole, isShare, err := s.share(leaf)
	if err == nil && isShare {
		known.Value, err = quantity.Quo(leaf.Amount, whole)
	}
	if err != nil {
		return inventory.Bounds{}, origin{}, err
	}
	for _, name := range inventory.SplitList(leaf.Item) {
		item, ok := s.voc.Items.Lookup(name)
		if !ok {
			item = &inventory.Item{Name: name}
		}
		known.Items = append(known.Items, item)
	}
	row := s.voc.Defaults.For(known)
	switch {
	case row == nil:
		return inventory.Bounds{}, origin{place: spreadUnknown}, nil
	case row.Form == inventory.Exact:
		return inventory.Bounds{}, origin{place: spreadExact, row: row}, nil
	}
	bounds, err := row.Bounds(leaf.Amount)
	return bounds, origin{place: spreadDefault, row: row}, err
}

// category is what the categories have in common that the row is filed at, nil for a row of none.
func (s *spreads) category(leaf *inventory.Parameter) *inventory.Category {
	var shared *inventory.Category
	for i, code := range inventory.SplitList(leaf.Category) {
		c, ok := s.voc.Categories.Lookup(code)
		if !ok {
			return nil
		}
		if i == 0 {
			shared = c
		}
		for shared != nil && !c.Within(shared) {
			shared = shared.Parent
		}
	}
	return shared
}

// isAmount tells whether the unit is of matter or energy: no ratio, no share, no count.
func isAmount(unit quantity.Unit) bool {
	dimension := unit.Dimension()
	return dimension == "mass" || dimension == "volume" || dimension == "energy" || strings.HasPrefix(dimension, "mass of ") && !strings.Contains(dimension, "/")
}

// share is how much of the leaf's unit is the whole, where the figure is a share of one.
func (s *spreads) share(leaf *inventory.Parameter) (decimal.Decimal, bool, error) {
	one := decimal.New(1, 0)
	name := s.voc.Parameters[leaf.Name]
	switch {
	case name != nil && name.Max != nil && name.Max.Equal(one) && name.Min != nil && name.Min.IsZero():
		for _, unit := range name.Units {
			if unit = unit.Of(leaf.Gas); unit.SameDimension(leaf.In) {
				whole, err := quantity.Convert(one, unit, leaf.In)
				return whole, true, err
			}
		}
	case name == nil && s.shares[leaf.Name] && leaf.In.SameDimension(quantity.One):
		whole, err := quantity.Convert(one, quantity.One, leaf.In)
		return whole, true, err
	}
	return decimal.Decimal{}, false, nil
}

// inShares brings a figure and its bounds to shares of one. Those of a default end where the figure would be impossible.
func inShares(value decimal.Decimal, b inventory.Bounds, whole decimal.Decimal, clip bool) (decimal.Decimal, inventory.Bounds, error) {
	value, err := quantity.Quo(value, whole)
	for _, side := range []**decimal.Decimal{&b.Low, &b.High} {
		if *side == nil || err != nil {
			continue
		}
		var bound decimal.Decimal
		if bound, err = quantity.Quo(**side, whole); clip && !b.Percent {
			bound = decimal.Max(decimal.Decimal{}, decimal.Min(bound, decimal.New(1, 0)))
		}
		*side = &bound
	}
	return value, b, err
}

// nonnegative tells whether the figure cannot be below zero. Net flows, changes and coefficients of curves can.
func (s *spreads) nonnegative(leaf *inventory.Parameter) bool {
	if leaf.Amount.IsNegative() || s.signed[leaf.Name] || s.isChange(leaf) {
		return false
	}
	name := s.voc.Parameters[leaf.Name]
	return name == nil || name.Min != nil && !name.Min.IsNegative()
}

// isChange tells whether the figure is an indicator of a change: growth or a decline. Of one in per cent that the program does not
// know nothing says that it is none.
func (s *spreads) isChange(leaf *inventory.Parameter) bool {
	if !strings.Contains(leaf.Row, "|indicator|") {
		return false
	}
	known := s.voc.StatisticNamed(leaf.Name)
	if known == nil {
		return leaf.In.String() == "%"
	}
	return slices.Contains([]string{inventory.GrowthStatistic, inventory.AverageStatistic, inventory.DeclineStatistic, inventory.CumulativeStatistic}, known.Kind)
}
