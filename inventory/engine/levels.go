package engine

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// Level is a statistic that is no money along the years: people, energy.
type Level struct {
	Statistic *inventory.Statistic
	Coverage  string // as its rows are marked, "" for none
	rows      map[int]*inventory.Indicator
	s         *Statistics
}

// Level is the statistic of the id. Figures of several coverages are not one series: that which the indicators are defined for counts
// (energy: 等价值, METHODS §7.9), else that with the most years, of equally many the one without a coverage or the first; the others are told.
func (s *Statistics) Level(id string) *Level {
	if known := s.levels[id]; known != nil {
		return known
	}
	out := &Level{Statistic: s.voc.Statistic(id), rows: map[int]*inventory.Indicator{}, s: s}
	s.levels[id] = out
	years := map[string]map[int]bool{}
	for _, row := range s.rows[id] {
		if years[row.Coverage] == nil {
			years[row.Coverage] = map[int]bool{}
		}
		years[row.Coverage][row.Year] = true
	}
	most := -1
	for _, coverage := range slices.Sorted(maps.Keys(years)) {
		n := len(years[coverage])
		if out.Statistic.Prefers(coverage) {
			n *= preferred
		}
		if n > most {
			out.Coverage, most = coverage, n
		}
	}
	for _, year := range slices.Sorted(maps.Keys(years[out.Coverage])) {
		out.rows[year] = s.one(id, func(row *inventory.Indicator) bool { return row.Year == year && row.Coverage == out.Coverage })
	}
	out.otherCoverages()
	out.neighbours()
	if id == "energy" {
		s.partsHold(out)
	}
	return out
}

// preferred is how many years of another coverage one year of the coverage that the statistic prefers outweighs.
const preferred = 3

// neighbours warns of a year that is not to be believed beside the one stated before it: more than twice as much a year, or less than half.
// Renewable energy starts small: ten times.
func (l *Level) neighbours() {
	if l.Statistic.Kind != inventory.LevelStatistic {
		return
	}
	factor := two
	if l.Statistic.ID == "renewable_energy" {
		factor = decimal.NewFromInt(10)
	}
	years := slices.Sorted(maps.Keys(l.rows))
	for i := 1; i < len(years); i++ {
		if before, now := l.rows[years[i-1]], l.rows[years[i]]; before.Value.IsPositive() && now.Value.IsPositive() {
			l.s.apart(before, now, factor, inventory.Warning)
		}
	}
}

// otherCoverages tells of the figures that are not used for their coverage: of each year that is left without one, and once for each
// coverage of those that differ from what is used.
func (l *Level) otherCoverages() {
	differ := map[string][]int{}
	first := map[string]*inventory.Indicator{}
	for _, row := range l.s.rows[l.Statistic.ID] {
		used := l.rows[row.Year]
		switch {
		case row.Coverage == l.Coverage:
		case used == nil:
			l.s.tell(row, "coverage", "coverage-mixed", inventory.Warning, inventory.Text{
				ZH: fmt.Sprintf("%d 年“%s”的口径“%s”与其他年份的“%s”不同：不在同一序列里用", row.Year, row.Name, row.Coverage, l.Coverage),
				EN: fmt.Sprintf("%q of %d is of coverage %q, other years of %q: it is not used in one series with them", row.Name, row.Year, row.Coverage, l.Coverage)},
				inventory.Text{ZH: "各年取同一口径的数；只是写法不同的，改成一样", EN: "take one coverage for all years; if only the wording differs, write it alike"})
		case !sameIndicated(row, used):
			differ[row.Coverage] = append(differ[row.Coverage], row.Year)
			if first[row.Coverage] == nil || row.Year < first[row.Coverage].Year {
				first[row.Coverage] = row
			}
		}
	}
	for _, coverage := range slices.Sorted(maps.Keys(differ)) {
		l.notUsed(first[coverage], differ[coverage])
	}
}

// notUsed tells of the figures of a coverage, the first of which is the row, beside which those of the level's own count.
func (l *Level) notUsed(row *inventory.Indicator, years []int) {
	slices.Sort(years)
	used, of := l.rows[row.Year], YearList(slices.Compact(years))
	l.s.tell(row, "value", "coverage-not-used", inventory.Warning, inventory.Text{
		ZH: fmt.Sprintf("%s 年“%s”另有口径%s的数（%d 年 %s %s），不用；强度用口径%s的数（%s %s，%s）", of, row.Name, coverageText(row.Coverage).ZH, row.Year, row.Value, row.Unit, coverageText(used.Coverage).ZH, used.Value, used.Unit, used.Place.Cell("value")),
		EN: fmt.Sprintf("%q of %s is also given %s (%d: %s %s): it is not used; intensities take the figures %s (%s %s, %s)", row.Name, of, coverageText(row.Coverage).EN, row.Year, row.Value, row.Unit, coverageText(used.Coverage).EN, used.Value, used.Unit, used.Place.Cell("value"))},
		inventory.Text{ZH: "两种口径都要保留的，不必改；同一口径的，删去错的一行", EN: "leave them if both coverages are meant; if they are of one coverage, delete the row that is wrong"})
}

// coverageText names a coverage in a message.
func coverageText(coverage string) inventory.Text {
	if coverage == "" {
		return inventory.Text{ZH: "留空", EN: "without a coverage"}
	}
	return inventory.Text{ZH: "“" + coverage + "”", EN: fmt.Sprintf("of coverage %q", coverage)}
}

// statedGrowth is the published growth of the level, by the statistic of the id, against the year before; nil for none. That of another
// coverage is told.
func (l *Level) statedGrowth(id string, year int) *inventory.Indicator {
	covers := func(row *inventory.Indicator) bool {
		return l.Coverage == "" || row.Coverage == "" || row.Coverage == l.Coverage || yearWritten.MatchString(row.Coverage)
	}
	out := l.s.one(id, func(row *inventory.Indicator) bool { return row.Year == year && covers(row) })
	for _, row := range l.s.rows[id] {
		if row.Year == year && !covers(row) {
			l.s.tell(row, "coverage", "coverage-mixed", inventory.Warning, inventory.Text{
				ZH: fmt.Sprintf("%d 年“%s”的口径“%s”与总量的“%s”不同：不用这个增速", year, row.Name, row.Coverage, l.Coverage),
				EN: fmt.Sprintf("%q of %d is of coverage %q, and the totals of %q: this growth is not used", row.Name, year, row.Coverage, l.Coverage)},
				inventory.Text{ZH: "给出同一口径的增速；只是写法不同的，改成一样", EN: "give the growth of the same coverage; if only the wording differs, write it alike"})
		}
	}
	return out
}

// Row is the indicator of the year, nil for none.
func (l *Level) Row(year int) *inventory.Indicator { return l.rows[year] }

// Tree is the figure of the year as a leaf; false if there is none.
func (l *Level) Tree(year int) (expr.Node, bool) {
	row := l.rows[year]
	if row == nil {
		return expr.Node{}, false
	}
	return l.s.leaf(row, mark(l.Statistic.ID, year)), true
}
