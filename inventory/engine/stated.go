package engine

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
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
}

// stated gathers the published cumulative declines.
func (i *Intensities) stated() {
	for _, of := range i.Inventory.Vocabulary.Statistics {
		if of.Kind != inventory.CumulativeStatistic {
			continue
		}
		groups := map[[2]int][]*inventory.Indicator{}
		for _, row := range i.Statistics.rows[of.ID] {
			from, to := period(row)
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
			figure.Implied = i.figure(trend.ImpliedGrowth(growth, tree, int64(to-from)), true)
		}
		out.Figures = append(out.Figures, figure)
	}
	if from != 0 {
		out.Computed = i.figure(i.declineSince(of.Of, from, to))
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

// period is the years that a figure over several years counts between: a coverage of 2016—2020 counts from 2015 on. The first is 0
// if the coverage does not say.
func period(row *inventory.Indicator) (from, to int) {
	years := yearWritten.FindAllString(row.Coverage, -1)
	if len(years) < 2 {
		return 0, row.Year
	}
	from, _ = strconv.Atoi(years[0])
	to, _ = strconv.Atoi(years[len(years)-1])
	if from >= to {
		return 0, row.Year
	}
	return from - 1, to
}

// statedSince is the cumulative decline of these years as a document states it; false if none does.
func (i *Intensities) statedSince(of string, base, year int) (expr.Node, bool) {
	voc := i.Inventory.Vocabulary
	if s := voc.StatisticOf(inventory.CumulativeStatistic, of); s != nil {
		row := i.Statistics.one(s.ID, func(row *inventory.Indicator) bool {
			from, to := period(row)
			return from == base && to == year
		})
		if row != nil {
			return expr.In(i.Statistics.leaf(row, fmt.Sprintf("D_%d", year)), quantity.One), true
		}
	}
	return expr.Node{}, false
}
