package engine

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// ConstantPrices is a level of money along the years at the prices of one of them. A year that is stated at these prices
// counts as stated; others follow by the index or real growth of the years between, or by levels at the prices of another
// year that are stated of both ends (METHODS §7.9). The level of a year at its own prices is that at current prices.
type ConstantPrices struct {
	Statistic *inventory.Statistic
	Coverage  string
	Base      int // whose prices; 0 if no level says
	trees     map[int]expr.Node
	how       map[int]inventory.Text               // how a year that is not stated follows
	levels    map[int]map[int]*inventory.Indicator // by price base, then year
	current   map[int]*inventory.Indicator
	unclear   map[int]bool               // years of a level of which it is not clear at whose prices it is
	steps     map[int]growthStep         // to the year from the one before
	indices   map[int]map[int]growthStep // of another year than the one before, by that year, then year
	s         *Statistics
}

// growthStep is the change of a level at constant prices against the year before, and the row that states it.
type growthStep struct {
	ratio expr.Node
	value decimal.Decimal
	slack decimal.Decimal // half of the last digit written
	row   *inventory.Indicator
}

// ConstantPrices is the level of the id at the prices of the wanted year; of the latest that any level is stated at, if none is
// at the wanted ones. Rows of another coverage do not take part.
func (s *Statistics) ConstantPrices(id, coverage string, wanted int) *ConstantPrices {
	key := priced{id, coverage, wanted}
	if known := s.prices[key]; known != nil {
		return known
	}
	c := &ConstantPrices{Statistic: s.voc.Statistic(id), Coverage: coverage, trees: map[int]expr.Node{}, how: map[int]inventory.Text{},
		levels: map[int]map[int]*inventory.Indicator{}, current: map[int]*inventory.Indicator{}, unclear: map[int]bool{}, steps: map[int]growthStep{}, indices: map[int]map[int]growthStep{}, s: s}
	s.prices[key] = c
	c.collect(id)
	c.step(id)
	c.contradictions()
	c.fixed(id)
	c.anchor(wanted)
	for c.byStep() || c.byFixed() || c.byLevels() {
	}
	c.fixedHold()
	return c
}

// Tree is the level of the year at constant prices; false if nothing leads to it.
func (c *ConstantPrices) Tree(year int) (expr.Node, bool) {
	tree, ok := c.trees[year]
	return tree, ok
}

// How says how the level of the year follows, nothing if it is stated.
func (c *ConstantPrices) How(year int) inventory.Text { return c.how[year] }

// name is the statistic with its coverage, for messages.
func (c *ConstantPrices) name() inventory.Text {
	out := c.Statistic.Title
	if c.Coverage != "" {
		out.ZH, out.EN = out.ZH+"（"+c.Coverage+"）", out.EN+" ("+c.Coverage+")"
	}
	return out
}

// collect sorts the levels by the year of their prices.
func (c *ConstantPrices) collect(id string) {
	ofBase := map[int]map[int]bool{}
	for _, row := range c.s.rows[id] {
		if row.Coverage != c.Coverage {
			continue
		}
		reading := readPrices(row)
		base := reading.base
		if base == unstatedPrices {
			c.s.tellPrices(row, reading)
			c.unclear[row.Year] = true
			continue
		}
		if ofBase[base] == nil {
			ofBase[base] = map[int]bool{}
		}
		ofBase[base][row.Year] = true
	}
	for base, years := range ofBase {
		levels := map[int]*inventory.Indicator{}
		for year := range years {
			levels[year] = c.s.one(id, func(row *inventory.Indicator) bool {
				return row.Year == year && row.Coverage == c.Coverage && pricesOf(row) == base
			})
		}
		if base == currentPrices {
			c.current = levels
		} else {
			c.levels[base] = levels
		}
	}
}

// level is what is stated of a year at the prices of the base; nil for nothing.
func (c *ConstantPrices) level(base, year int) *inventory.Indicator {
	if row := c.levels[base][year]; row != nil {
		return row
	}
	if base == year {
		return c.current[year]
	}
	return nil
}

// step reads the indices and the growth of the level, both as a ratio to the year before.
func (c *ConstantPrices) step(id string) {
	for _, kind := range []string{inventory.IndexStatistic, inventory.GrowthStatistic} {
		of := c.s.voc.StatisticOf(kind, id)
		if of == nil {
			continue
		}
		yearly := func(row *inventory.Indicator) bool {
			return row.Coverage == c.Coverage && !c.nominal(row) && (kind == inventory.GrowthStatistic || fixedBase(row) == 0)
		}
		years := map[int]bool{}
		for _, row := range c.s.rows[of.ID] {
			years[row.Year] = years[row.Year] || yearly(row)
		}
		for year, is := range years {
			if !is {
				continue
			}
			row := c.s.one(of.ID, func(row *inventory.Indicator) bool { return row.Year == year && yearly(row) })
			if next, ok := c.ratio(of, row); ok {
				c.join(year, next)
			}
		}
	}
}

// nominal tells of an index or a growth at current prices: prices rise in it, and so it is not used.
func (c *ConstantPrices) nominal(row *inventory.Indicator) bool {
	if pricesOf(row) != currentPrices {
		return false
	}
	c.s.tell(row, "price_base", "growth-at-current-prices", inventory.Warning, inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”%s %s 按当年价，含价格变动：不用这个数", row.Year, row.Name, row.Value, row.Unit), EN: fmt.Sprintf("%q of %d, %s %s, is at current prices, so that prices change in it: the figure is not used", row.Name, row.Year, row.Value, row.Unit)},
		inventory.Text{ZH: "给出按可比价的实际增速或指数（上年=100），价格基期留空", EN: "give the real growth or the index (year before = 100), price_base left blank"})
	return true
}

// ratio reads an index or a growth, and refuses one that must be the other.
func (c *ConstantPrices) ratio(of *inventory.Statistic, row *inventory.Indicator) (growthStep, bool) {
	unit := unitOf(row)
	leaf := c.s.leaf(row, map[string]string{inventory.IndexStatistic: "i_", inventory.GrowthStatistic: "g_"}[of.Kind]+strconv.Itoa(row.Year))
	if of.Kind == inventory.GrowthStatistic {
		leaf = expr.Add(expr.Int(1), expr.In(leaf, quantity.One))
	}
	ratio := expr.In(leaf, quantity.One)
	value, err := expr.Decimal(ratio)
	slack, badUnit := quantity.Convert(halfDigit(row.Value), *unit, quantity.One)
	if err == nil && badUnit == nil && value.GreaterThan(decimal.New(5, -1)) && value.LessThan(decimal.NewFromInt(2)) {
		return growthStep{ratio, value, slack, row}, true
	}
	c.s.tellGrowth(row, value)
	return growthStep{}, false
}

// join keeps one step a year. An index and a growth that say different things are an error.
func (c *ConstantPrices) join(year int, next growthStep) {
	first, ok := c.steps[year]
	if !ok {
		c.steps[year] = next
		return
	}
	if gap := next.value.Sub(first.value).Abs(); gap.GreaterThan(first.slack.Add(next.slack)) {
		c.contradicts(year, next.row, gap, inventory.Text{
			ZH: fmt.Sprintf("%d 年“%s”%s %s 与“%s”%s %s（%s）不符", year, next.row.Name, next.row.Value, next.row.Unit, first.row.Name, first.row.Value, first.row.Unit, first.row.Place.Cell("value")),
			EN: fmt.Sprintf("%q of %d, %s %s, contradicts %q, %s %s (%s)", next.row.Name, year, next.row.Value, next.row.Unit, first.row.Name, first.row.Value, first.row.Unit, first.row.Place.Cell("value"))}, first.row.Vintage != next.row.Vintage)
	}
	if slices.Min([]int{vintageRank(first.row), vintageRank(next.row)}) < vintageRank(first.row) {
		c.steps[year] = next
	}
}

// contradicts tells of a growth that something else belies, by how much. Figures of different vintages may differ.
func (c *ConstantPrices) contradicts(year int, row *inventory.Indicator, gap decimal.Decimal, what inventory.Text, revised bool) {
	severity := inventory.Error
	if revised {
		severity = inventory.Warning
	}
	c.s.tell(row, "value", "growth-contradicts-level", severity, inventory.Text{
		ZH: fmt.Sprintf("%s，相差 %s 个百分点", what.ZH, brief(gap.Shift(2))), EN: fmt.Sprintf("%s: %s percentage points apart", what.EN, brief(gap.Shift(2)))},
		inventory.Text{ZH: "核对两者的价格基期和修订版本；修订前后的数在“版本”列写 初步 或 最终", EN: "check the price base and the revision of both; figures before and after a revision are told apart by vintage: preliminary or final"})
}

func (c *ConstantPrices) basesDiffer(base int, own, current *inventory.Indicator) {
	ratio, slack, ok := levelRatio(own, current)
	if gap := ratio.Sub(decimal.NewFromInt(1)).Abs(); ok && gap.GreaterThan(slack) {
		c.contradicts(base, own, gap, inventory.Text{
			ZH: fmt.Sprintf("%d 年“%s”按 %d 年价 %s %s，而当年价是 %s %s（%s），应相同", base, own.Name, base, own.Value, own.Unit, current.Value, current.Unit, current.Place.Cell("value")),
			EN: fmt.Sprintf("%q of %d at %d prices is %s %s, and at current prices %s %s (%s): they should agree", own.Name, base, base, own.Value, own.Unit, current.Value, current.Unit, current.Place.Cell("value"))}, own.Vintage != current.Vintage)
	}
}

// levelRatio is the ratio of two levels, and how far the rounding of both may put it off.
func levelRatio(before, now *inventory.Indicator) (ratio, slack decimal.Decimal, ok bool) {
	later, err := quantity.Convert(now.Value, *unitOf(now), *unitOf(before))
	if err != nil {
		return ratio, slack, false
	}
	half, _ := quantity.Convert(halfDigit(now.Value), *unitOf(now), *unitOf(before))
	ratio, _ = quantity.Quo(later, before.Value)
	slack, _ = quantity.Quo(half.Add(ratio.Mul(halfDigit(before.Value))), before.Value)
	return ratio, slack, true
}

// vintageRank orders vintages, the final first.
func vintageRank(row *inventory.Indicator) int {
	return map[string]int{"final": 0, "": 1, "preliminary": 2}[row.Vintage]
}

// brief prints a figure of a message with five significant digits.
func brief(d decimal.Decimal) string { return d.RoundBank(quantity.PlacesOf(d, 5)).String() }
