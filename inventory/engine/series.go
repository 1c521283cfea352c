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
func (r *run) isSeries(row *inventory.Activity) bool {
	key := named{row.Category, row.Item, row.Parameter}
	is, ok := r.timed[key]
	if !ok {
		is = slices.ContainsFunc(r.rules, func(one rule) bool {
			if !one.serves(r.ws.Config.Guide, row.Category, row.Item) {
				return false
			}
			in, ok := one.method.InputOf(row.Parameter)
			if row.Parameter == "" {
				in, ok = one.method.Main(), one.method.Main() != nil
			}
			return ok && in.Series
		})
		r.timed[key] = is
	}
	return is
}

// precedes tells whether the row is of a year before those compiled, of which equations take it, or the land matrix.
func (r *run) precedes(row *inventory.Activity) bool {
	return row.Number && row.Year < slices.Max(r.ws.Config.Years) && (r.isSeries(row) || r.atLandfill(row) || r.isOfMatrix(row))
}

// gatherSeries finds the figures of which equations take earlier years, and tells of those that end before a year compiled:
// what went into a bank comes out of it for years.
func (r *run) gatherSeries() {
	r.series = map[series][]*inventory.Activity{}
	for _, row := range r.rows {
		if r.isSeries(row) {
			r.series[seriesOf(row)] = append(r.series[seriesOf(row)], row)
		}
	}
	ended := slices.SortedFunc(maps.Values(r.series), func(a, b []*inventory.Activity) int { return compareRows(a[0], b[0]) })
	for _, rows := range ended {
		last := rows[len(rows)-1]
		for _, year := range slices.Sorted(slices.Values(r.years)) {
			if year > last.Year {
				r.problems.Add(seriesEnds(last, year))
				break
			}
		}
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
