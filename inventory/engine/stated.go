package engine

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/trend"
)

// StatedDecline is a decline over several years as documents state it, with what each figure says of the growth of output. Two
// documents that disagree stand side by side.
type StatedDecline struct {
	Statistic *inventory.Statistic
	From, To  int // the years it counts between; From is 0 if the coverage does not say
	Figures   []StatedFigure
	Growth    *decimal.Decimal // yearly growth of the numerator over these years, nil if it is not known
	GrowthBy  *inventory.Indicator
	Computed  *decimal.Decimal // of the figures of the workspace, nil if they do not reach
}

// StatedFigure is one published figure. Implied is the yearly growth of output that it leaves with the growth of the numerator.
type StatedFigure struct {
	Row     *inventory.Indicator
	Decline decimal.Decimal
	Counts  bool
	Implied *decimal.Decimal
	tree    expr.Node // of Implied
}

// stated gathers the published declines of several years.
func (i *Intensities) stated() {
	for _, of := range i.Inventory.Vocabulary.Statistics {
		if of.Kind != inventory.CumulativeStatistic && of.Kind != inventory.DeclineStatistic {
			continue
		}
		groups := map[[2]int][]*inventory.Indicator{}
		for _, row := range i.Statistics.rows[of.ID] {
			if of.Kind == inventory.DeclineStatistic && !spans(row) || !i.declineHolds(row) {
				continue
			}
			from, to := i.periodOf(row)
			groups[[2]int{to, from}] = append(groups[[2]int{to, from}], row)
		}
		for _, key := range slices.SortedFunc(maps.Keys(groups), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) }) {
			i.Stated = append(i.Stated, i.statedDecline(of, key[1], key[0], groups[key]))
		}
	}
}

func (i *Intensities) statedDecline(of *inventory.Statistic, from, to int, rows []*inventory.Indicator) *StatedDecline {
	out := &StatedDecline{Statistic: of, From: from, To: to}
	counts := counting(rows, func(row *inventory.Indicator) bool { return choiceOf(i.ws, row) != nil })
	growth, known := i.averageGrowth(of.Of, out)
	for _, row := range rows {
		tree := expr.In(i.Statistics.leaf(row, fmt.Sprintf("D_%d", to)), quantity.One)
		figure := StatedFigure{Row: row, Decline: *i.evaluated(tree), Counts: row == counts}
		if known && figure.Decline.LessThan(decimal.NewFromInt(1)) {
			figure.tree = expr.Round34(trend.ImpliedGrowth(growth, tree, int64(to-from)))
			figure.Implied = i.figure(figure.tree, true)
		}
		out.Figures = append(out.Figures, figure)
	}
	if from != 0 {
		out.Computed = i.figure(i.computed(of.Of)(from, to))
	}
	return out
}

// averageGrowth is the yearly growth of the numerator over the years of the stated decline: stated as such, or by its two levels.
func (i *Intensities) averageGrowth(of string, d *StatedDecline) (expr.Node, bool) {
	above, _, _ := strings.Cut(of, "/")
	if d.From == 0 {
		return expr.Node{}, false
	}
	if s := i.Inventory.Vocabulary.StatisticOf(inventory.AverageStatistic, above); s != nil {
		for _, row := range i.Statistics.rows[s.ID] {
			if from, to := period(row); from == d.From && to == d.To {
				tree := expr.In(i.Statistics.leaf(row, "g"), quantity.One)
				d.Growth, d.GrowthBy = i.figure(tree, true), row
				return tree, true
			}
		}
	}
	if !slices.ContainsFunc(numerators(), func(n *Numerator) bool { return n.level == above }) {
		return expr.Node{}, false
	}
	level := i.Statistics.Level(above)
	first, ok := level.Tree(d.From)
	last, has := level.Tree(d.To)
	if !ok || !has {
		return expr.Node{}, false
	}
	tree := trend.LevelGrowth(first, last, int64(d.To-d.From))
	d.Growth = i.figure(tree, true)
	return tree, true
}

// plans are the five years of the plans, by the word for them.
var plans = map[string]int{"十一五": 2005, "十二五": 2010, "十三五": 2015, "十四五": 2020, "十五五": 2025}

var comparedWith = regexp.MustCompile(`比\s*((?:19|20)\d\d)`)

// period is the years that a figure over several years counts between, as its coverage or else its name says: 比2015年 from 2015 on;
// 2016—2020 from 2015 on, and 2015—2020 too, as the years of a plan and the base years end in 0 and 5; “十三五” likewise. The first is 0
// if neither says.
func period(row *inventory.Indicator) (from, to int) {
	if with := comparedWith.FindStringSubmatch(row.Coverage); with != nil {
		from, _ = strconv.Atoi(with[1])
	} else if years := yearWritten.FindAllString(row.Coverage, -1); len(years) > 1 {
		from, _ = strconv.Atoi(years[0])
		to, _ = strconv.Atoi(years[len(years)-1])
		if from%5 != 0 {
			from--
		}
	} else {
		for _, word := range slices.Sorted(maps.Keys(plans)) {
			if strings.Contains(row.Coverage, word) || row.Coverage == "" && strings.Contains(row.Name, word) {
				from = plans[word]
				to = from + 5
			}
		}
	}
	if to == 0 || row.Year > from && row.Year < to {
		to = row.Year
	}
	if from >= to {
		return 0, row.Year
	}
	return from, to
}

// spans tells whether a figure is of several years.
func spans(row *inventory.Indicator) bool {
	from, to := period(row)
	return from != 0 && to-from > 1
}

// periodOf is the period of a decline of several years; that it is not said is told.
func (i *Intensities) periodOf(row *inventory.Indicator) (from, to int) {
	if from, to = period(row); from == 0 {
		i.Statistics.tell(row, "coverage", "coverage-without-years", inventory.Warning, inventory.Text{
			ZH: fmt.Sprintf("%d 年“%s”没有写明从哪年算起：不与目标和其他数比较", row.Year, row.Name), EN: fmt.Sprintf("%q of %d does not say from which year it counts: it is held against no target and no other figure", row.Name, row.Year)},
			inventory.Text{ZH: "口径写如 2021—2025 或 比2020年", EN: "write coverage such as 2021—2025"})
	}
	return from, to
}

// statedSince is the decline between the two years as a document states it; false if none does.
func (i *Intensities) statedSince(of string, base, year int) (expr.Node, bool) {
	for _, kind := range []string{inventory.CumulativeStatistic, inventory.DeclineStatistic} {
		s := i.Inventory.Vocabulary.StatisticOf(kind, of)
		if s == nil {
			continue
		}
		row := i.Statistics.one(s.ID, func(row *inventory.Indicator) bool {
			from, to := period(row)
			return from == base && to == year && (kind == inventory.CumulativeStatistic || spans(row))
		})
		if row != nil {
			return expr.In(i.Statistics.leaf(row, fmt.Sprintf("D_%d", year)), quantity.One), true
		}
	}
	return expr.Node{}, false
}

// statedAs is the decline between the two years by indicators of that name: one of these years, else the yearly ones chained; false if
// they do not reach.
func (i *Intensities) statedAs(name string, base, year int) (expr.Node, bool) {
	given := map[int]recognisedOf{}
	for n := range i.ws.Indicators {
		row := &i.ws.Indicators[n]
		unit := unitOf(row)
		if spelling.Fold(row.Name) != spelling.Fold(name) || unit == nil || !unit.SameDimension(quantity.One) || !i.declineHolds(row) {
			continue
		}
		tree := expr.In(expr.Of(markedLeaf(i.ws, row, fmt.Sprintf("d_%d", row.Year))), quantity.One)
		if from, to := period(row); from == base && to == year {
			return tree, true
		}
		if !spans(row) {
			given[row.Year] = recognisedOf{published: publishedLeaf{row, tree}}
		}
	}
	return chain(given, base, year, none)
}
