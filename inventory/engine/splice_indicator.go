package engine

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// seriesKey tells the series of one indicator apart: what they cover, and at whose prices they are (see pricesOf).
type seriesKey struct {
	coverage string
	prices   int
}

func seriesIn(row *inventory.Indicator) seriesKey { return seriesKey{row.Coverage, pricesOf(row)} }

// name says which series it is.
func (s seriesKey) name() inventory.Text {
	var zh, en []string
	if s.coverage != "" {
		zh, en = append(zh, "口径“"+s.coverage+"”"), append(en, "coverage "+strconv.Quote(s.coverage))
	}
	switch s.prices {
	case unstatedPrices:
	case currentPrices:
		zh, en = append(zh, "当年价"), append(en, "current prices")
	default:
		zh, en = append(zh, fmt.Sprintf("%d 年价", s.prices)), append(en, fmt.Sprintf("%d prices", s.prices))
	}
	if zh == nil {
		return inventory.Text{ZH: "口径留空", EN: "no coverage"}
	}
	return inventory.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}

// followed are the years of which a splice takes the indicator, besides those of an overlap, and the rows of it in them.
func (r *run) followed(s *inventory.Splice) ([]int, []*inventory.Indicator) {
	var years []int
	if s.Technique == inventory.Surrogate || s.Technique == inventory.StatedChange {
		years = append(years, s.FromYear)
	}
	for year := s.Year; s.Technique != inventory.StatedChange && year <= s.ToYear; year++ {
		years = append(years, year)
	}
	slices.Sort(years)
	var rows []*inventory.Indicator
	for i := range r.ws.Indicators {
		if row := &r.ws.Indicators[i]; row.Name == s.Indicator && slices.Contains(years, row.Year) {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b *inventory.Indicator) int { return a.Year - b.Year })
	return years, rows
}

// candidates are the series of the indicator that the splice may follow: the only one there is; else those that have all of its years,
// among these the ones that a recorded choice names, else those without a coverage, which are of the district.
func (r *run) candidates(s *inventory.Splice) []seriesKey {
	years, rows := r.followed(s)
	var all []seriesKey
	of := map[seriesKey]map[int]bool{}
	chosen := map[seriesKey]bool{}
	for _, row := range rows {
		key := seriesIn(row)
		if of[key] == nil {
			all, of[key] = append(all, key), map[int]bool{}
		}
		of[key][row.Year] = true
		chosen[key] = chosen[key] || r.chosenIndicator(row)
	}
	if len(all) <= 1 {
		return all
	}
	full := slices.DeleteFunc(slices.Clone(all), func(key seriesKey) bool { return len(of[key]) < len(years) })
	if named := slices.DeleteFunc(slices.Clone(full), func(key seriesKey) bool { return !chosen[key] }); len(named) > 0 {
		return named
	}
	if whole := slices.DeleteFunc(slices.Clone(full), func(key seriesKey) bool { return key.coverage != "" }); len(whole) > 0 {
		return whole
	}
	return full
}

// oneSeries tells whether the splice follows one series of its indicator; several, or rows that make none, are told.
func (r *run) oneSeries(s *inventory.Splice) bool {
	candidates := r.candidates(s)
	years, rows := r.followed(s)
	if len(candidates) == 1 || len(rows) == 0 {
		return true
	}
	var zh, en []string
	said := map[seriesKey]bool{}
	for _, row := range rows {
		key := seriesIn(row)
		if said[key] || len(candidates) > 0 && !slices.Contains(candidates, key) {
			continue
		}
		said[key] = true
		zh, en = append(zh, row.Place.Cell("").String()+"（"+key.name().ZH+"）"), append(en, row.Place.Cell("").String()+" ("+key.name().EN+")")
	}
	what := inventory.Text{ZH: "有几个序列", EN: "is of several series"}
	if len(candidates) == 0 {
		what = inventory.Text{ZH: "不成一个序列", EN: "is no one series"}
	}
	p := spliceProblem(s, "indicator", "splice-indicator-mixed",
		fmt.Sprintf("“%s”在 %s 年%s：%s", s.Indicator, runsOf(years, "、"), what.ZH, strings.Join(zh, "、")),
		fmt.Sprintf("%q %s over %s: %s", s.Indicator, what.EN, runsOf(years, ", "), strings.Join(en, ", ")))
	p.Hint = inventory.Text{
		ZH: "各年用同一口径、同一价格的数；几个序列都有各年的数时，在 indicators.csv 给所用的序列单独起指标名",
		EN: "take figures of one coverage at the prices of one year; where several series have all years, give the one that counts an indicator name of its own in indicators.csv"}
	r.problems.Add(p)
	return false
}

// seriesRow is the row of the year in the series that the splice follows; nil for none.
func (r *run) seriesRow(s *inventory.Splice, year int) *inventory.Indicator {
	candidates := r.candidates(s)
	var rows []*inventory.Indicator
	for i := range r.ws.Indicators {
		row := &r.ws.Indicators[i]
		if row.Name == s.Indicator && row.Year == year && (len(candidates) == 0 || slices.Contains(candidates, seriesIn(row))) {
			rows = append(rows, row)
		}
	}
	return counting(rows, r.chosenIndicator)
}

// leafOf is the indicator of the year; nil if there is none, it is of several series or its unit is not known, which is told.
func (r *run) leafOf(s *inventory.Splice, year int) *inventory.Parameter {
	if !r.oneSeries(s) {
		return nil
	}
	row := r.seriesRow(s, year)
	if row == nil {
		r.problems.Add(spliceProblem(s, "indicator", "splice-indicator-missing",
			fmt.Sprintf("indicators.csv 没有 %d 年的“%s”", year, s.Indicator),
			fmt.Sprintf("indicators.csv has no %q of %d", s.Indicator, year)))
		return nil
	}
	if _, err := quantity.ParseUnit(row.Unit); err != nil {
		r.problems.Add(spliceProblem(s, "indicator", "splice-indicator-unfit",
			fmt.Sprintf("%d 年“%s”的单位 %s 不能换算", year, s.Indicator, row.Unit),
			fmt.Sprintf("the unit %s of %q of %d is not known", row.Unit, s.Indicator, year)))
		return nil
	}
	return r.indicatorLeaf(row)
}

// unfit says that nothing follows by the indicator.
func (r *run) unfit(s *inventory.Splice, row *inventory.Parameter) bool {
	r.problems.Add(spliceProblem(s, "indicator", "splice-indicator-unfit",
		fmt.Sprintf("“%s”= %s %s 不能用来推算", s.Indicator, row.Amount, row.In),
		fmt.Sprintf("%q = %s %s is nothing to derive by", s.Indicator, row.Amount, row.In)))
	return false
}
