package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// shownDigits is the number of decimals to which notes and messages show a ratio or a percentage; figures are never rounded.
const shownDigits = 4

// overlapping is the years of an overlap: of each the figure known, by its place among those given, and that of the other series.
type overlapping struct {
	years  []int
	known  []int
	others []expr.Node
}

// overlap is the other series times the mean ratio of the years in which both have a figure. Nil, and told, if fewer than two years
// have, or a ratio cannot be; ratios that are far from stable are warned of.
func (r *run) overlap(s *Splicing, from []*inventory.Activity) func(year int) (step, bool) {
	both, ok := r.overlapOf(s, from)
	if !ok {
		return nil
	}
	return func(year int) (step, bool) {
		other := r.leafOf(s.By, year)
		switch {
		case other == nil:
			return step{}, false
		case other.Amount.IsNegative() || !other.In.SameDimension(both.others[0].Unit()):
			return step{}, r.unfit(s.By, other)
		}
		spread := s.Stats.Uncertainty()
		sd, n := shown(s.Stats.Spread()), len(both.years)
		return step{
			tree: func(of []expr.Node) expr.Node {
				known := make([]expr.Node, n)
				for i, at := range both.known {
					known[i] = of[at]
				}
				return trend.Overlap(expr.Of(other), known, both.others)
			},
			note:   overlapNote(s, other, year, both.years),
			spread: spread,
			why: inventory.Text{
				ZH: fmt.Sprintf("±%s %%：%d 个比值的标准差（平均值的 %s %%）乘 1.96", shown(spread), n, sd),
				EN: fmt.Sprintf("±%s %%: the standard deviation of %d ratios, %s %% of their mean, times 1.96", shown(spread), n, sd)},
		}, true
	}
}

// overlapOf finds the years of the overlap and takes their ratios.
func (r *run) overlapOf(s *Splicing, from []*inventory.Activity) (overlapping, bool) {
	var out overlapping
	var known, others []decimal.Decimal
	var firstOther *inventory.Parameter
	if !r.oneSeries(s.By) {
		return out, false
	}
	for i, row := range from {
		if r.seriesRow(s.By, row.Year) == nil {
			continue
		}
		other := r.leafOf(s.By, row.Year)
		if other == nil {
			return out, false
		}
		if firstOther == nil {
			firstOther = other
		}
		y, differ := quantity.Convert(row.Value, row.Unit, from[0].Unit)
		x, mismatch := quantity.Convert(other.Amount, other.In, firstOther.In)
		switch {
		case differ != nil || mismatch != nil:
			return out, r.unfit(s.By, other)
		case !x.IsPositive():
			r.problems.Add(spliceProblem(s.By, "indicator", "splice-overlap-zero",
				fmt.Sprintf("%d 年“%s”为 %s（%s），不能作比值的分母", row.Year, s.By.Indicator, other.Amount, other.Origin),
				fmt.Sprintf("%q of %d is %s (%s): there is no ratio to it", s.By.Indicator, row.Year, other.Amount, other.Origin)))
			return out, false
		}
		out.years, out.known, out.others = append(out.years, row.Year), append(out.known, i), append(out.others, expr.Of(other))
		known, others = append(known, y), append(others, x)
		s.Ratios = append(s.Ratios, Ratio{Year: row.Year, Known: answer(row), Other: other.Amount.String() + " " + other.In.String()})
	}
	if len(out.years) < 2 {
		r.problems.Add(noOverlap(s.By, from, out.years))
		return out, false
	}
	stats, err := trend.RatiosOf(known, others)
	if err != nil {
		r.problems.Add(spliceProblem(s.By, "category", "splice-ratio-zero",
			fmt.Sprintf("%s 年的数与“%s”的比值平均为 0：推算不出别的年份", runsOf(out.years, "、"), s.By.Indicator),
			fmt.Sprintf("the figures of %s have ratios to %q with a mean of 0: nothing follows by them", runsOf(out.years, ", "), s.By.Indicator)))
		return out, false
	}
	for i := range s.Ratios {
		s.Ratios[i].Value = stats.Each[i]
	}
	if s.Stats, s.Unit = stats, from[0].Unit.Div(firstOther.In); !stats.Stable() {
		r.problems.Add(unstable(s))
	}
	return out, true
}

// noOverlap says that fewer than two years have both figures.
func noOverlap(s *inventory.Splice, from []*inventory.Activity, both []int) inventory.Problem {
	var years []int
	for _, row := range from {
		years = append(years, row.Year)
	}
	zh, en := "没有一年", "no year"
	if len(years) > 0 {
		zh, en = runsOf(years, "、")+" 年", runsOf(years, ", ")
	}
	zhBoth, enBoth := "没有一年", "no year"
	if len(both) > 0 {
		zhBoth, enBoth = fmt.Sprintf("只有 %d 年", both[0]), fmt.Sprintf("only %d", both[0])
	}
	return spliceProblem(s, "indicator", "splice-no-overlap",
		fmt.Sprintf("至少要两年既有数又有“%s”：有数的是%s，两者都有的%s", s.Indicator, zh, zhBoth),
		fmt.Sprintf("an overlap needs two years with both a figure and %q: %s has a figure, %s has both", s.Indicator, en, enBoth))
}

// unstable warns of ratios that are too far apart for their mean to stand for other years.
func unstable(s *Splicing) inventory.Problem {
	most, spread := trend.MostSpread, shown(s.Stats.Spread())
	list := ratioList(s)
	out := spliceProblem(s.By, "indicator", "splice-unstable-ratio",
		fmt.Sprintf("与“%s”的比值不稳定：%s；标准差为平均值的 %s %%，超过 %s %%", s.By.Indicator, list, spread, most),
		fmt.Sprintf("the ratios to %q are not stable: %s; their standard deviation is %s %% of the mean, above %s %%", s.By.Indicator, list, spread, most))
	out.Severity = inventory.Warning
	out.Hint = inventory.Text{
		ZH: "查清两个系列为何关系不一；用 from_year、until_year 限定关系稳定的年份，或改用别的方法（IPCC 2006 V1 第5章 5.3.3 节）",
		EN: "find out why the two differ, keep to the years in which they go together by from_year and until_year, or take another technique (IPCC 2006 V1 ch5, 5.3.3)"}
	return out
}

// mean prints the mean ratio, with its unit unless it is a plain number.
func (s *Splicing) mean() string {
	if s.Unit == quantity.One {
		return shown(s.Stats.Mean)
	}
	return shown(s.Stats.Mean) + " " + s.Unit.String()
}

// ratioList prints the ratios by year.
func ratioList(s *Splicing) string {
	out := make([]string, len(s.Ratios))
	for i, ratio := range s.Ratios {
		out[i] = fmt.Sprintf("%d %s", ratio.Year, shown(ratio.Value))
	}
	return strings.Join(out, ", ")
}

// shown is a ratio or a percentage as notes and messages print it.
func shown(v decimal.Decimal) string { return v.RoundBank(shownDigits).String() }

func overlapNote(s *Splicing, other *inventory.Parameter, year int, years []int) inventory.Text {
	file, ratio, sd, more := s.By.Place.Cell("").File, s.mean(), shown(s.Stats.Spread()), shown(s.Stats.Uncertainty())
	return inventory.Text{
		ZH: fmt.Sprintf("%d 年的数按重叠衔接：“%s”%s %s 乘 %s 年的平均比值 %s（不取整参与计算；标准差为其 %s %%，另加不确定度 ±%s %%）（%s）：%s",
			year, s.By.Indicator, other.Amount, other.In, runsOf(years, "、"), ratio, sd, more, file, s.By.Reason),
		EN: fmt.Sprintf("the figure of %d is spliced by overlap: %q %s %s times the mean ratio of %s, %s (not rounded in the sum; standard deviation %s %% of it, ±%s %% of uncertainty added) (%s): %s",
			year, s.By.Indicator, other.Amount, other.In, runsOf(years, ", "), ratio, sd, more, file, s.By.Reason)}
}

// extrapolation goes on from the years named, or from a line fitted to all that are stated. Nil, and told, if that is one year or none.
func (r *run) extrapolation(s *inventory.Splice, from []*inventory.Activity) func(year int) (step, bool) {
	if len(from) < 2 {
		zh, en := "没有一年", "no year has"
		if len(from) == 1 {
			zh, en = fmt.Sprintf("只有 %d 年", from[0].Year), fmt.Sprintf("only %d has", from[0].Year)
		}
		r.problems.Add(spliceProblem(s, "technique", "splice-one-year",
			"外推至少要两年的数，"+zh+"有数", "an extrapolation needs the figures of two years, and "+en+" one"))
		return nil
	}
	years := make([]int, len(from))
	for i, row := range from {
		years[i] = row.Year
	}
	first, last := years[0], years[len(years)-1]
	return func(year int) (step, bool) {
		gap := max(year-last, first-year)
		switch {
		case gap < 0:
			r.problems.Add(spliceProblem(s, "year", "splice-years",
				fmt.Sprintf("%d 年在有数的 %d 年与 %d 年之间，不是外推", year, first, last),
				fmt.Sprintf("%d lies between %d and %d, which have figures: that is no extrapolation", year, first, last)))
			return step{}, false
		case gap > trend.MostExtrapolated:
			r.problems.Add(spliceProblem(s, "year", "splice-too-far",
				fmt.Sprintf("%d 年离所依据的 %d–%d 年有 %d 年，外推不得超过 %d 年", year, first, last, gap, trend.MostExtrapolated),
				fmt.Sprintf("%d is %d years from %d–%d: no more than %d are extrapolated", year, gap, first, last, trend.MostExtrapolated)))
			return step{}, false
		}
		return extrapolated(s, from, years, year, gap), true
	}
}

func extrapolated(s *inventory.Splice, from []*inventory.Activity, years []int, year, gap int) step {
	spread := trend.ExtrapolationUncertainty(gap)
	first, last := from[0], from[len(from)-1]
	line := inventory.Text{
		ZH: fmt.Sprintf("%d 年 %s 与 %d 年 %s 的直线", first.Year, answer(first), last.Year, answer(last)),
		EN: fmt.Sprintf("the line through %s of %d and %s of %d", answer(first), first.Year, answer(last), last.Year)}
	if s.FromYear == 0 {
		line = inventory.Text{
			ZH: fmt.Sprintf("%s 年 %d 个数的最小二乘直线", runsOf(years, "、"), len(years)),
			EN: fmt.Sprintf("the line fitted by least squares to the %d figures of %s", len(years), runsOf(years, ", "))}
	}
	return step{
		tree: func(of []expr.Node) expr.Node {
			of = slices.Clone(of)
			for i := range of {
				of[i] = expr.In(of[i], of[0].Unit())
			}
			if s.FromYear != 0 {
				return trend.Extrapolation(of[0], of[1], years[0], years[1], year)
			}
			return trend.Fit(years, of, year)
		},
		note: inventory.Text{
			ZH: fmt.Sprintf("%d 年的数按%s外推 %d 年，另加不确定度 ±%s %%（%s）：%s", year, line.ZH, gap, spread, s.Place.Cell("").File, s.Reason),
			EN: fmt.Sprintf("the figure of %d is extrapolated over %d yr on %s, ±%s %% of uncertainty added (%s): %s", year, gap, line.EN, spread, s.Place.Cell("").File, s.Reason)},
		spread: spread,
		why: inventory.Text{
			ZH: fmt.Sprintf("±%s %%：外推每年 ±10 %%，外推 %d 年（本程序的规定值，指南没有印数）", spread, gap),
			EN: fmt.Sprintf("±%s %%: ±10 %% a year, over %d yr (a figure of this program; no guideline prints one)", spread, gap)},
	}
}
