package engine

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// takeRecognised sorts by intensity and year what was recognised (records/recognised.csv) and what was published
// (indicators.csv). A recognised cumulative decline that counts from before every base year is told.
func (i *Intensities) takeRecognised() {
	i.recognised = map[string]map[int]recognisedOf{}
	for n := range i.ws.Recognised {
		row := &i.ws.Recognised[n]
		of := i.Inventory.Vocabulary.StatisticNamed(row.Indicator).Of
		if row.Form == inventory.CumulativeDecline && !i.countsFrom(row.BaseYear) {
			i.problems.Add(inventory.Problem{Source: row.Place.Cell("base_year"), Code: "recognised-of-other-base", Severity: inventory.Warning,
				Message: inventory.Text{ZH: fmt.Sprintf("%d 年的累计认定值从 %d 年算起，而这里从 %d 年算起：不用", row.Year, row.BaseYear, i.Base), EN: fmt.Sprintf("the recognised cumulative decline of %d counts from %d, and here declines count from %d: it is not used", row.Year, row.BaseYear, i.Base)},
				Hint:    inventory.Text{ZH: "inventory intensity --base 可另选基准年", EN: "inventory intensity --base chooses another base year"}})
			continue
		}
		id := fmt.Sprintf("%s|%d|recognised|%s|%s", i.ws.Config.Region.Code, row.Year, row.Form, of)
		leaf := recognisedLeaf{row, expr.Of(&inventory.Parameter{Name: "recognised_decline", Mark: fmt.Sprintf("d*_%d", row.Year), Title: inventory.Text{ZH: "考核认定的下降率", EN: "recognised decline"}, Row: id, Amount: row.Decline,
			In: quantity.One, Variable: inventory.Variable{ID: id}, Document: row.Document, Origin: row.Place.Cell("decline"), Years: fmt.Sprint(row.Year), Why: row.Note()})}
		i.note(of, row.Year, func(given *recognisedOf) {
			if row.Form == inventory.CumulativeDecline {
				given.cumulative = leaf
			} else {
				given.annual = leaf
			}
		})
	}
	i.takePublished()
}

func (i *Intensities) note(of string, year int, set func(*recognisedOf)) {
	if i.recognised[of] == nil {
		i.recognised[of] = map[int]recognisedOf{}
	}
	given := i.recognised[of][year]
	set(&given)
	i.recognised[of][year] = given
}

// takePublished reads the yearly declines of indicators.csv. One that is negative is told: it may be a decline with a sign too many.
func (i *Intensities) takePublished() {
	for _, s := range i.Inventory.Vocabulary.Statistics {
		if s.Kind != inventory.DeclineStatistic {
			continue
		}
		for _, first := range i.Statistics.rows[s.ID] {
			row := i.Statistics.one(s.ID, func(other *inventory.Indicator) bool { return other.Year == first.Year })
			share, err := quantity.Convert(row.Value, *unitOf(row), quantity.One)
			switch {
			case row != first:
			case err != nil || !share.Abs().LessThan(decimal.NewFromInt(1)):
				i.Statistics.tell(row, "value", "decline-too-large", inventory.Error, inventory.Text{
					ZH: fmt.Sprintf("%d 年“%s”= %s %s，不是 100 %% 以内的下降率", row.Year, row.Name, row.Value, row.Unit), EN: fmt.Sprintf("%q of %d = %s %s is no decline below 100 %%", row.Name, row.Year, row.Value, row.Unit)},
					inventory.Text{ZH: "核对数和单位：下降 4.2 % 写 4.2，单位 %", EN: "check number and unit: a decline of 4.2 % is written 4.2 in %"})
			default:
				if row.Value.IsNegative() {
					i.Statistics.tell(row, "value", "decline-negative", inventory.Warning, inventory.Text{
						ZH: fmt.Sprintf("%d 年“%s”= %s %s 是负数，按上升 %s %s 读入", row.Year, row.Name, row.Value, row.Unit, row.Value.Neg(), row.Unit), EN: fmt.Sprintf("%q of %d = %s %s is negative and read as a rise of %s %s", row.Name, row.Year, row.Value, row.Unit, row.Value.Neg(), row.Unit)},
						inventory.Text{ZH: fmt.Sprintf("若是下降，写 %s；确是上升，不用改", row.Value.Neg()), EN: fmt.Sprintf("write %s if it is a decline; leave it if it is a rise", row.Value.Neg())})
				}
				tree := expr.In(i.Statistics.leaf(row, fmt.Sprintf("d_%d", row.Year)), quantity.One)
				i.note(s.Of, row.Year, func(given *recognisedOf) { given.published = publishedLeaf{row, tree} })
			}
		}
	}
}

// countsFrom tells whether something counts from the year or from before it: the intensities, or a target.
func (i *Intensities) countsFrom(year int) bool {
	return i.Base <= year || slices.ContainsFunc(i.targets(), func(t inventory.Target) bool { return t.BaseYear != 0 && t.BaseYear <= year })
}

// chain is the cumulative decline from the base to the year by the declines of each year between: the recognised one, else the
// published one, else the computed one; false if a year has none. A recognised cumulative decline stands for the years from its own
// base up to its own year.
func chain(given map[int]recognisedOf, base, year int, computed func(year int) (expr.Node, bool)) (expr.Node, bool) {
	links := map[int][]expr.Node{base: {}} // since the base, by year
	for at := base + 1; at <= year; at++ {
		of, from := given[at], at-1
		var link expr.Node
		ok := true
		switch {
		case of.cumulative.row != nil && links[of.cumulative.row.BaseYear] != nil:
			link, from = of.cumulative.tree, of.cumulative.row.BaseYear
		case of.annual.row != nil:
			link = of.annual.tree
		case of.published.row != nil:
			link = of.published.tree
		default:
			link, ok = computed(at)
		}
		if ok && links[from] != nil {
			links[at] = append(slices.Clone(links[from]), link)
		}
	}
	if len(links[year]) == 0 {
		return expr.Node{}, false
	}
	return expr.Label(fmt.Sprintf("D_%d", year), expr.Round34(trend.Chained(links[year]...))), true
}
