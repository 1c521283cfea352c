package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
)

// through is the inventory looked at through its years, made once for all rules that compare years.
type through struct {
	lines      []*line                            // of the figures that are stated and count
	subs       []*subject                         // of the estimates
	twice      [][]*inventory.Activity            // rows of one quantity and year, the one that counts first
	derived    map[*inventory.Activity]bool       // rows that were worked out of a balance, which nobody wrote
	size       map[int]decimal.Decimal            // Σ|t CO2e| of the territorial estimates of a year
	least      map[int]decimal.Decimal            // by year, the change that is told of; see matters
	slips      map[inventory.Place]int32          // figures that look like slips, with the power of ten by which they are out
	guide      map[[2]string][]*factors.Row       // see guideRows
	rows       map[string]*factors.Row            // see tableRow
	rests      map[any][]*engine.Remainder        // see restsLike
	indicators map[namedIn][]*inventory.Indicator // see facts.indicators
	shares     map[figureIn]uint8                 // see sharedFigures
	printed    map[own]printed                    // see printedOf
	references map[quantity.Unit]reference        // see referenceFor
	uses       []*use                             // see facts.uses
	differ     map[subjectOf][]int                // see lossesDiffer
}

// line is one quantity through the years compiled: its rows by year, and their figures in the unit of the first.
type line struct {
	rows   []*inventory.Activity
	values []decimal.Decimal
}

// subject is what is emitted of one activity through the years: all gases of a category, facility, item and detail.
type subject struct {
	of    subjectOf
	years []emitted // ascending
}

type subjectOf struct {
	category         *inventory.Category
	item             *inventory.Item
	facility, detail string
	boundary         inventory.Boundary
}

// emitted is one year of a subject: its estimates, and their sum in t CO2e of the gases that have a potential.
type emitted struct {
	year  int
	lines []*inventory.Estimate
	co2e  decimal.Decimal
}

// first tells whether the year at hand is the first: rules across years are applied once, and what they tell from here on is
// of the year of its row, whichever years are compiled.
func (f *facts) first() bool {
	f.once, f.compared[f.rule.ID] = f.year == f.inv.Years[0], true
	return f.once
}

// limit is the threshold of the name.
func (f *facts) limit(name string) decimal.Decimal { return f.ws.Config.Threshold(name) }

// over looks at the inventory through its years.
func (f *facts) over() *through {
	f.compared[f.rule.ID] = true
	if f.across == nil {
		f.across = &through{derived: map[*inventory.Activity]bool{}, size: map[int]decimal.Decimal{}, least: map[int]decimal.Decimal{}, printed: map[own]printed{}}
		f.across.lines = f.statedLines()
		f.subjects()
		f.across.slips = slipsOf(f.across.lines, f.limit("digit_near"))
	}
	return f.across
}

// statedRows are the figures of the tables and of the balances, of the years compiled, that count: of two figures for one
// quantity the one that was chosen.
func (f *facts) statedRows() []*inventory.Activity {
	var out []*inventory.Activity
	for _, row := range f.ws.Activity {
		if row.Number && slices.Contains(f.inv.Years, row.Year) {
			out = append(out, row)
		}
	}
	for _, b := range f.result.Balances {
		for _, l := range b.Lines {
			out, f.across.derived[l.Row] = append(out, l.Row), true
		}
	}
	slices.SortFunc(out, func(a, b *inventory.Activity) int {
		if order := cmp.Or(compareThings(a, b), cmp.Compare(a.Year, b.Year)); order != 0 {
			return order
		}
		return cmp.Or(strings.Compare(a.Department, b.Department), a.Value.Cmp(b.Value), strings.Compare(a.Place.Cell("").String(), b.Place.Cell("").String()))
	})
	same := func(a, b *inventory.Activity) bool { return a.Year == b.Year && compareThings(a, b) == 0 }
	var counts map[inventory.Place]bool
	for from := 0; from < len(out); {
		to := from + 1
		for to < len(out) && same(out[from], out[to]) {
			to++
		}
		if to > from+1 {
			if counts == nil {
				counts = f.counting()
			}
			slices.SortStableFunc(out[from:to], func(a, b *inventory.Activity) int {
				return cmp.Compare(map[bool]int{true: 0, false: 1}[counts[a.Place]], map[bool]int{true: 0, false: 1}[counts[b.Place]])
			})
			f.across.twice = append(f.across.twice, slices.Clone(out[from:to]))
		}
		from = to
	}
	return slices.CompactFunc(out, same)
}

// counting are the places of the rows that the inventory counts.
func (f *facts) counting() map[inventory.Place]bool {
	out := map[inventory.Place]bool{}
	for _, row := range f.result.Rows {
		out[row.Place] = true
	}
	return out
}

// compareThings orders figures by what they are of, whatever their year. Of one thing mass and heat are two.
func compareThings(a, b *inventory.Activity) int {
	if order := cmp.Or(cmp.Compare(a.Category.Order, b.Category.Order), strings.Compare(a.Facility, b.Facility)); order != 0 {
		return order
	}
	if a.Item != b.Item {
		return strings.Compare(a.ItemName(), b.ItemName())
	}
	if order := cmp.Or(strings.Compare(a.Detail, b.Detail), strings.Compare(a.Parameter, b.Parameter)); order != 0 || a.Unit.SameDimension(b.Unit) {
		return order
	}
	return strings.Compare(a.Unit.Dimension(), b.Unit.Dimension())
}

// statedLines cuts the figures into lines, which lie in one list of rows and one of values: a province has half a million.
func (f *facts) statedLines() []*line {
	rows := f.statedRows()
	values := make([]decimal.Decimal, len(rows))
	var lines []line
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && compareThings(rows[from], rows[to]) == 0 {
			to++
		}
		for i := from; i < to; i++ {
			values[i] = rows[i].Value
			if rows[i].Unit != rows[from].Unit {
				if value, ok := in(rows[i], rows[from].Unit.String()); ok {
					values[i] = value
				}
			}
		}
		lines = append(lines, line{rows[from:to:to], values[from:to:to]})
		from = to
	}
	out := make([]*line, len(lines))
	for i := range lines {
		out[i] = &lines[i]
	}
	return out
}

// subjects gathers the estimates by what they are of, in the order of the tables.
func (f *facts) subjects() {
	t := f.across
	known := map[subjectOf]*subject{}
	large := f.largeSubjects()
	var s *subject // of the line before
	var kept int   // the lines that follow each other and are of it
	for i, e := range f.inv.Estimates {
		if !e.Number || e.Boundary == inventory.MemoItem {
			continue
		}
		of := subjectAt(e)
		if large != nil && !large[of] {
			continue
		}
		if s == nil || s.of != of {
			if s = known[of]; s == nil {
				s = &subject{of: of}
				known[of], t.subs = s, append(t.subs, s)
			}
		}
		if len(s.years) == 0 || s.years[len(s.years)-1].year != e.Row.Year {
			s.years = append(s.years, emitted{year: e.Row.Year})
			kept = i
		}
		last := &s.years[len(s.years)-1]
		if kept+len(last.lines) == i {
			last.lines = f.inv.Estimates[kept : i+1 : i+1] // they mostly lie together
		} else {
			last.lines, kept = append(last.lines, e), -len(f.inv.Estimates)
		}
		gwp, ok := f.inv.GWP(e.Gas)
		if !ok {
			continue
		}
		last.co2e = last.co2e.Add(e.Value().Mul(gwp.Amount))
	}
	slices.SortStableFunc(t.subs, func(a, b *subject) int {
		return cmp.Or(cmp.Compare(a.of.category.Order, b.of.category.Order), strings.Compare(a.of.facility, b.of.facility),
			strings.Compare(nameOf(a.of.item), nameOf(b.of.item)), strings.Compare(a.of.detail, b.of.detail), cmp.Compare(a.of.boundary, b.of.boundary))
	})
}

// manyLines is the number of lines from which on the subjects of an inventory are not all kept: those of a province would take
// more memory than the inventory.
const manyLines = 200_000

// largeSubjects adds up the sizes of the years, and finds the subjects that can matter by themselves in some year: half of what is
// told of, as a change is between two years. It is nil where all are kept. A balance of carbon is always kept.
func (f *facts) largeSubjects() map[subjectOf]bool {
	t := f.across
	var firsts []*inventory.Estimate // of what is of one subject and year, which mostly lies together
	var sizes []decimal.Decimal
	out := map[subjectOf]bool{}
	for _, e := range f.inv.Estimates {
		gwp, ok := f.inv.GWP(e.Gas)
		if !ok || !e.Number || e.Boundary == inventory.MemoItem {
			continue
		}
		size := e.Value().Mul(gwp.Amount).Abs()
		if e.Boundary == inventory.Territorial {
			t.size[e.Row.Year] = t.size[e.Row.Year].Add(size)
		}
		if !f.many() {
			continue
		}
		if last := len(firsts) - 1; last >= 0 && firsts[last].Row.Year == e.Row.Year && subjectAt(firsts[last]) == subjectAt(e) {
			sizes[last] = sizes[last].Add(size)
		} else {
			firsts, sizes = append(firsts, e), append(sizes, size)
		}
		if _, _, balance := engine.CarbonBalance(e); balance {
			out[subjectAt(e)] = true
		}
	}
	if !f.many() {
		return nil
	}
	for i, first := range firsts {
		if f.matters(sizes[i].Add(sizes[i]), first.Row.Year) {
			out[subjectAt(first)] = true
		}
	}
	return out
}

// subjectAt is the subject of the line.
func subjectAt(e *inventory.Estimate) subjectOf {
	return subjectOf{e.Row.Category, e.Row.Item, e.Row.Facility, e.Row.Detail, e.Boundary}
}

// many tells whether the inventory has too many lines for all subjects to be kept.
func (f *facts) many() bool { return len(f.inv.Estimates) > manyLines }

func nameOf(item *inventory.Item) string {
	if item == nil {
		return ""
	}
	return item.Name
}

// name names the subject for a message.
func (s subjectOf) name() string {
	return strings.Join(strings.Fields(s.category.Code+" "+s.facility+" "+nameOf(s.item)+" "+s.detail), " ")
}

// matters tells whether an amount of CO2e is large enough, of all that is emitted in the year, to be told of.
func (f *facts) matters(co2e decimal.Decimal, year int) bool {
	t := f.over()
	least, known := t.least[year]
	if !known {
		least = t.size[year].Mul(f.limit("jump_share")).Shift(-2)
		t.least[year] = least
	}
	return !t.size[year].IsZero() && !co2e.Abs().LessThan(least)
}

// change is the change from one figure to another in per cent; false from nothing.
func change(from, to decimal.Decimal) (decimal.Decimal, bool) {
	out, err := quantity.Quo(to.Sub(from).Shift(2), from.Abs())
	return out, err == nil
}

// share is a part in per cent of the whole; false of nothing.
func share(part, whole decimal.Decimal) (decimal.Decimal, bool) {
	out, err := quantity.Quo(part.Shift(2), whole)
	return out, err == nil
}

// signed prints a change in per cent.
func signed(percent decimal.Decimal) string {
	if text := percent.RoundBank(1).String(); percent.Sign() < 0 {
		return text + " %"
	} else {
		return "+" + text + " %"
	}
}

func percent(v decimal.Decimal) string { return v.RoundBank(2).String() + " %" }

// median is the middle of the figures, between the two middle ones if they are even in number.
func median(values []decimal.Decimal) decimal.Decimal {
	sorted := slices.SortedFunc(slices.Values(values), decimal.Decimal.Cmp)
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return sorted[middle-1].Add(sorted[middle]).Mul(decimal.New(5, -1))
}

// thing names what the row is of with its parameter, for a message.
func thing(row *inventory.Activity) string {
	return strings.TrimSpace(about(row) + " " + row.Parameter)
}

// cell names a figure with its year and place.
func cell(row *inventory.Activity) string {
	return fmt.Sprintf("%d %s (%s)", row.Year, figure(row), place(row))
}

// isAmount tells whether the row states how much there was of something, and not a share, a content, a factor, a year or an age.
func isAmount(row *inventory.Activity) bool {
	dimension := row.Unit.Dimension()
	return dimension != "plain number" && dimension != "year" && !strings.ContainsAny(dimension, "/") && !strings.HasPrefix(dimension, "1")
}

// significant is a figure less the zeros at its end: what it shares with the same amount in t, kg or 万t. False if it has more than 18
// digits.
func significant(v decimal.Decimal) (int64, bool) {
	if v.NumDigits() > 18 {
		return 0, false
	}
	out := v.Coefficient().Int64()
	for out != 0 && out%10 == 0 {
		out /= 10
	}
	return out, true
}

// digits is the number of significant digits of a figure.
func digits(v decimal.Decimal) int {
	bare, ok := significant(v)
	if !ok {
		return v.NumDigits()
	}
	return decimal.NewFromInt(bare).NumDigits()
}
