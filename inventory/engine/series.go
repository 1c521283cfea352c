package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"ghg/inventory"
)

// series is what figures of several years are of.
type series struct {
	category                    *inventory.Category
	item                        *inventory.Item
	facility, detail, parameter string
}

func seriesOf(row *inventory.Activity) series {
	return series{row.Category, row.Item, row.Facility, row.Detail, row.Parameter}
}

// isSeries tells whether an equation takes earlier years of the row's figure.
func (r *run) isSeries(row *inventory.Activity) bool { return r.seriesInput(row) != nil }

// seriesInput is the input, of an equation that takes earlier years too, that the row's figure gives; nil if there is none.
func (r *run) seriesInput(row *inventory.Activity) *inventory.Input {
	key := named{row.Category, row.Item, row.Parameter}
	known, ok := r.timed[key]
	if ok {
		return known
	}
	for i := range r.rules {
		one := &r.rules[i]
		if !one.serves(r.ws.Config.Guide, row.Category, row.Item) {
			continue
		}
		in, ok := one.method.InputOf(row.Parameter)
		if row.Parameter == "" {
			in, ok = one.method.Main(), one.method.Main() != nil
		}
		if ok && in.Series {
			known = in
			break
		}
	}
	r.timed[key] = known
	return known
}

// precedes tells whether the row is of a year before those compiled, of which equations take it, or the land matrix.
func (r *run) precedes(row *inventory.Activity) bool {
	return row.Number && row.Year < slices.Max(r.ws.Config.Years) && (r.isSeries(row) || r.history(row) || r.isOfMatrix(row))
}

// gatherSeries finds the figures of which equations take earlier years, and tells of those that end before a year compiled:
// what went into a bank comes out of it for years.
func (r *run) gatherSeries() {
	r.series = map[series][]*inventory.Activity{}
	for _, row := range r.rows {
		if r.isSeries(row) {
			r.series[seriesOf(row)] = append(r.series[seriesOf(row)], row)
			if !r.atLandfill(row) { // it was held to it before it was parted into components
				r.soundBefore(row)
			}
		}
	}
	ended := slices.SortedFunc(maps.Values(r.series), func(a, b []*inventory.Activity) int { return compareRows(a[0], b[0]) })
	for _, rows := range ended {
		last := rows[len(rows)-1]
		if r.atLandfill(last) {
			continue // its history was looked at
		}
		for _, year := range slices.Sorted(slices.Values(r.years)) {
			if year > last.Year {
				r.problems.Add(seriesEnds(last, year))
				break
			}
		}
	}
}

// soundBefore holds a figure of a year that is not compiled, but that equations take, to what any figure of theirs must be.
func (r *run) soundBefore(row *inventory.Activity) {
	if slices.Contains(r.years, row.Year) {
		return
	}
	declared := r.seriesInput(row)
	switch _, derived := r.derived[row]; {
	case declared == nil || derived:
	case !fitsUnit(row, declared):
		problem := wrongDimension(row, declared)
		problem.Source = row.Place.Cell("unit")
		r.problems.Add(problem)
	case row.Value.IsNegative() && !declared.Signed:
		r.problems.Add(isNegative(row, declared))
	}
}

func seriesEnds(last *inventory.Activity, year int) inventory.Problem {
	about := strings.TrimSpace(last.Category.Code + " " + last.Subject())
	return inventory.Problem{
		Source: last.Place.Cell("year"), Code: "series-ends", Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的数到 %d 年为止，%d 年没有：以前充入、存下的还在排放，却没有计算", about, last.Year, year),
			EN: fmt.Sprintf("the figures of %s end with %d, and %d has none: what was put in before still escapes, and is not computed", about, last.Year, year)},
		Hint: inventory.Text{ZH: "写出这一年的数；没有就写 0", EN: "state the figure of that year, 0 if there was none"}}
}
