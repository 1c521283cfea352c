package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/recalc"
)

// Recalculation is a bridge between two inventories with what is said of it, in the form of the guidelines: of every category and gas
// the previous and the latest figure, the difference in t CO2e and in per cent of the previous one, 100 × (LD − PD) ÷ PD, and its
// reason (IPCC 2006 V1 §8.4 p8.9, Table 5.2 p5.15; 2019 Refinement V1 Table 5.2 p5.18), and beside it the difference in per cent of the
// latest total, with and without land, as the common reporting tables have it.
type Recalculation struct {
	Old, New  RecalculationSide
	Bridge    *recalc.Bridge
	Explained *recalc.Explained
	Limits    *recalc.Limits // nil if nothing wants an explanation
	Tables    bool           // of each of several years too
	Causes    int            // of each boundary, to be told as sentences; all of them are in the records
}

// RecalculationSide is one of the two inventories, by the name that the user gave it.
type RecalculationSide struct {
	Name                string
	Inventory           *inventory.Inventory
	FactorSets, NCVSets []string
	AsOf                string
}

// Unchanged tells whether nothing differs.
func (r *Recalculation) Unchanged() bool { return !slices.ContainsFunc(r.Bridge.Years, differs) }

// differs tells whether a figure of the year differs, or anything moves within one.
func differs(y *recalc.YearBridge) bool { return len(y.Causes) > 0 || len(differing(y)) > 0 }

// differing are the rows whose figures or whose having one differ.
func differing(y *recalc.YearBridge) []*recalc.Row {
	return slices.DeleteFunc(slices.Clone(y.Rows), func(r *recalc.Row) bool {
		moved := slices.ContainsFunc(r.Parts[:], func(part decimal.Decimal) bool { return !part.IsZero() })
		return r.HasOld == r.HasNew && r.Difference().IsZero() && !moved
	})
}

// isTotal tells whether the row is one of the totals.
func isTotal(r *recalc.Row) bool {
	return r.Scope == inventory.ScopeTotal || r.Scope == inventory.ScopeWithoutLand
}

// rowName is the row's name for people.
func rowName(r *recalc.Row) inventory.Text {
	switch {
	case r.Category != nil:
		return r.Category.Name
	case isTotal(r) && r.Boundary == inventory.Territorial:
		return scopeTitles[r.Scope]
	case isTotal(r):
		return boundaryTitles[r.Boundary]
	}
	return inventory.Text{}
}

// shares are a row's difference as shares: of the previous figure, and of the latest total with and without land; nil where there is
// none, or, of the totals, the row stands outside them.
func shares(y *recalc.YearBridge, r *recalc.Row) [3]*decimal.Decimal {
	out := [3]*decimal.Decimal{shareOf(r.Difference(), r.Old.Abs())}
	if r.Boundary != inventory.Territorial {
		return out
	}
	for i, scope := range []string{inventory.ScopeTotal, inventory.ScopeWithoutLand} {
		if scope == inventory.ScopeWithoutLand && (r.Scope == inventory.ScopeTotal || r.Category != nil && inventory.IsLand(r.Category)) {
			continue
		}
		out[i+1] = shareOfTotal(y, scope, r.Difference())
	}
	return out
}

// shareOfTotal is an amount as a share of the latest territorial total; nil if that is none or 0.
func shareOfTotal(y *recalc.YearBridge, scope string, amount decimal.Decimal) *decimal.Decimal {
	total, ok := y.Row(inventory.Territorial, scope, inventory.AllGases)
	if !ok {
		return nil
	}
	return shareOf(amount, total.New.Abs())
}

// shareOf is the quotient, nil if the whole is 0.
func shareOf(part, whole decimal.Decimal) *decimal.Decimal {
	share, err := quantity.Quo(part, whole)
	if err != nil {
		return nil
	}
	return &share
}

var recalculationColumns = []string{"region", "year_old", "year_new", "boundary", "category", "name_zh", "name_en", "gas", "part", "co2e_t", "printed_t",
	"pct_of_previous", "pct_of_total", "pct_of_total_without_land", "wanted", "explanation", "by", "date", "without_gwp"}

// RecalculationRecords is the whole bridge: of each figure a row for the previous and the latest value, one for the difference, and one
// for each part of it that is not 0. In co2e_t values and differences are exact, and parts are their exact multiples divided at 34
// digits; in printed_t they are rounded, the parts by largest remainder, so that those of a figure add up to its difference. without_gwp
// names the gases of the figure to which the set of a side gives no potential: they count as nothing there.
func RecalculationRecords(b *Recalculation) Records {
	out := Records{Columns: recalculationColumns}
	for _, y := range b.Bridge.Years {
		places, lacking := writtenPlaces(y), withoutGWP(y)
		for _, r := range y.Rows {
			name := rowName(r)
			add := func(part, exact, printed string, rest ...string) {
				row := append([]string{b.New.Inventory.Region, strconv.Itoa(y.Old), strconv.Itoa(y.New), r.Boundary.String(), r.Scope, name.ZH, name.EN, r.Gas, part, exact, printed}, rest...)
				out.Rows = append(out.Rows, append(row, make([]string, len(recalculationColumns)-len(row))...))
			}
			if r.HasOld && hasGWP(b.Old.Inventory, r) {
				add("previous", r.Old.String(), r.Old.RoundBank(places).String())
			}
			if r.HasNew && hasGWP(b.New.Inventory, r) {
				add("latest", r.New.String(), r.New.RoundBank(places).String())
			}
			add("difference", r.Difference().String(), r.Difference().RoundBank(places).String(), append(b.differenceCells(y, r), strings.Join(lacking[r], "+"))...)
			for c, printed := range r.Printed(places) {
				if part := r.Parts[c]; !part.IsZero() {
					add(recalc.Component(c).String(), recalc.Unscaled(part).String(), printed.String())
				}
			}
		}
	}
	return out
}

// withoutGWP are the gases of each figure to which the set of a side gives no potential.
func withoutGWP(y *recalc.YearBridge) map[*recalc.Row][]string {
	out := map[*recalc.Row][]string{}
	for _, r := range y.Rows {
		if !slices.Contains(y.Missing, r.Gas) {
			continue
		}
		out[r] = []string{r.Gas}
		if all, ok := y.Row(r.Boundary, r.Scope, inventory.AllGases); ok {
			out[all] = append(out[all], r.Gas)
		}
	}
	return out
}

// writtenPlaces is the number of decimals at which the largest figure of the year has twelve significant digits.
func writtenPlaces(y *recalc.YearBridge) int32 {
	largest := decimal.Zero
	for _, r := range y.Rows {
		largest = decimal.Max(largest, r.Old.Abs(), r.New.Abs())
	}
	return quantity.PlacesOf(largest, WrittenDigits)
}

// differenceCells are the shares of a difference, whether it wants an explanation, and the explanation.
func (b *Recalculation) differenceCells(y *recalc.YearBridge, r *recalc.Row) []string {
	var out []string
	for _, share := range shares(y, r) {
		cell := ""
		if share != nil {
			cell = toDigits(share.Shift(2), WrittenDigits).String()
		}
		out = append(out, cell)
	}
	wanted := ""
	if b.Explained.Wanted[r] {
		wanted = "yes"
	}
	var reasons, by, dates []string
	for _, e := range b.Explained.Of[r] {
		reasons, by, dates = append(reasons, e.Reason), append(by, e.By), append(dates, e.Date)
	}
	return append(out, wanted, strings.Join(reasons, "；"), strings.Join(by, "；"), strings.Join(dates, "；"))
}

type sideJSON struct {
	Name       string   `json:"name"`
	Region     region   `json:"region"`
	Guide      string   `json:"guide"`
	GWPSet     string   `json:"gwp_set"`
	FactorSets []string `json:"factor_sets"`
	NCVSets    []string `json:"ncv_sets"`
	AsOf       string   `json:"as_of,omitempty"`
}

// RecalculationJSON is the bridge as a document: its sides, its figures, all its causes with their sentences, the figures that want an
// explanation and have none, the explanations that explain nothing, and the gases without a GWP on a side.
func RecalculationJSON(b *Recalculation) ([]byte, error) {
	side := func(s RecalculationSide) sideJSON {
		return sideJSON{s.Name, region{s.Inventory.Region, s.Inventory.RegionName}, s.Inventory.Guide, s.Inventory.GWPSet, s.FactorSets, s.NCVSets, s.AsOf}
	}
	limit := func(of func(recalc.Limits) decimal.Decimal) string {
		if b.Limits == nil {
			return ""
		}
		return of(*b.Limits).String()
	}
	return encode(struct {
		Previous    sideJSON `json:"previous"`
		Latest      sideJSON `json:"latest"`
		OfFigure    string   `json:"threshold_pct_of_previous,omitempty"`
		OfTotal     string   `json:"threshold_pct_of_total,omitempty"`
		Figures     []object `json:"figures"`
		Causes      []object `json:"causes"`
		Unexplained []object `json:"unexplained"`
		Idle        []object `json:"explanations_of_nothing"`
		Missing     []object `json:"without_gwp"`
	}{side(b.Old), side(b.New), limit(func(l recalc.Limits) decimal.Decimal { return l.OfFigure }), limit(func(l recalc.Limits) decimal.Decimal { return l.OfTotal }),
		RecalculationRecords(b).objects(), CauseRecords(b).objects(), b.unexplained().objects(), b.idle().objects(), b.lacking().objects()})
}

// unexplained are the figures that want an explanation and have none.
func (b *Recalculation) unexplained() Records {
	out := Records{Columns: []string{"year", "boundary", "category", "gas"}}
	for _, y := range b.Bridge.Years {
		for _, r := range y.Rows {
			if b.Explained.Missing(r) {
				out.Rows = append(out.Rows, []string{strconv.Itoa(y.New), r.Boundary.String(), r.Scope, r.Gas})
			}
		}
	}
	return out
}

// idle are the explanations that explain nothing, and why.
func (b *Recalculation) idle() Records {
	out := Records{Columns: []string{"kind", "year", "subject", "gas", "parameter", "source", "why"}}
	for i, list := range [][]*inventory.Explanation{b.Explained.Idle, b.Explained.Astray} {
		why := [...]string{"no_difference", "no_such_year"}[i]
		for _, e := range list {
			out.Rows = append(out.Rows, []string{e.Kind, strconv.Itoa(e.Year), e.Subject, e.Gas, e.Parameter, e.Place.Cell("subject").String(), why})
		}
	}
	return out
}

// lacking are the gases to which the set of a side gives no potential.
func (b *Recalculation) lacking() Records {
	out := Records{Columns: []string{"year_old", "year_new", "side", "gas"}}
	for _, y := range b.Bridge.Years {
		for side, gases := range [][]string{y.MissingOld, y.MissingNew} {
			for _, gas := range gases {
				out.Rows = append(out.Rows, []string{strconv.Itoa(y.Old), strconv.Itoa(y.New), [...]string{"previous", "latest"}[side], gas})
			}
		}
	}
	return out
}
