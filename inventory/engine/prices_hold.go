package engine

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// contradictions holds what is stated against each other: levels against those before, against the steps between and against the same
// years at other prices.
func (c *ConstantPrices) contradictions() {
	c.currentHold()
	for _, base := range slices.Sorted(maps.Keys(c.levels)) {
		years := c.statedAt(base)
		for i := 1; i < len(years); i++ {
			before, now := c.level(base, years[i-1]), c.level(base, years[i])
			if !c.s.apart(before, now, two, c.unbelievable()) {
				c.against(base, before, now)
			}
		}
		if own, current := c.levels[base][base], c.current[base]; own != nil && current != nil && !sameIndicated(own, current) {
			c.basesDiffer(base, own, current)
		}
		for _, other := range slices.Sorted(maps.Keys(c.levels)) {
			if other > base {
				c.basesHold(base, other)
			}
		}
	}
}

// unbelievable is how bad it is that two levels are far apart: an error in those of the whole district; a branch may open or close a works.
func (c *ConstantPrices) unbelievable() inventory.Severity {
	if c.Coverage == "" {
		return inventory.Error
	}
	return inventory.Warning
}

// statedAt are the years that are stated at the prices of the base.
func (c *ConstantPrices) statedAt(base int) []int {
	years := maps.Clone(c.levels[base])
	if c.current[base] != nil {
		years[base] = c.current[base]
	}
	return slices.Sorted(maps.Keys(years))
}

// currentHold holds the levels at current prices against each other, and against those of their year at other prices.
func (c *ConstantPrices) currentHold() {
	years := slices.Sorted(maps.Keys(c.current))
	for i, year := range years {
		if i > 0 {
			c.s.apart(c.current[years[i-1]], c.current[year], two, c.unbelievable())
		}
		for _, base := range slices.Sorted(maps.Keys(c.levels)) {
			if row := c.levels[base][year]; row != nil {
				c.pricesApart(c.current[year], row, base)
			}
		}
	}
}

// mostPriceChange is how many times as dear as in another year things can have become for the two to be figures of one thing.
var mostPriceChange = decimal.NewFromInt(5)

// pricesApart refuses a level at current prices and one of the same year at those of the base that are no figures of one thing.
func (c *ConstantPrices) pricesApart(current, row *inventory.Indicator, base int) {
	ratio, _, ok := levelRatio(current, row)
	if !ok || within(ratio, mostPriceChange) {
		return
	}
	c.s.tell(row, "value", "levels-apart", c.unbelievable(), inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”按 %d 年价 %s %s，而当年价是 %s %s（%s）：是其 %s 倍", row.Year, row.Name, base, row.Value, row.Unit, current.Value, current.Unit, current.Place.Cell("value"), brief(ratio)),
		EN: fmt.Sprintf("%q of %d is %s %s at %d prices, and %s %s at current prices (%s): %s times that", row.Name, row.Year, row.Value, row.Unit, base, current.Value, current.Unit, current.Place.Cell("value"), brief(ratio))}, apartHint)
}

var (
	two       = decimal.NewFromInt(2)
	apartHint = inventory.Text{ZH: "核对两个数的单位：亿元写成万元、万吨写成吨，就差一万倍", EN: "check the units of both: 10^4 CNY for 10^8 CNY, or t for 10^4 t, is wrong by 10,000 times"}
)

// within tells whether the ratio is neither above the most nor below one part in it.
func within(ratio, most decimal.Decimal) bool {
	return ratio.LessThanOrEqual(most) && ratio.Mul(most).GreaterThanOrEqual(decimal.NewFromInt(1))
}

// apart tells of two levels, the one before the other, of which the later is more than the factor a year times the earlier, or less than
// one part in it.
func (s *Statistics) apart(before, now *inventory.Indicator, factor decimal.Decimal, severity inventory.Severity) bool {
	ratio, _, ok := levelRatio(before, now)
	if !ok || within(ratio, power(factor, now.Year-before.Year)) {
		return false
	}
	if within(ratio, slip) {
		severity = inventory.Warning
	}
	s.tell(now, "value", "levels-apart", severity, inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”= %s %s，是 %d 年 %s %s（%s）的 %s 倍", now.Year, now.Name, now.Value, now.Unit, before.Year, before.Value, before.Unit, before.Place.Cell("value"), brief(ratio)),
		EN: fmt.Sprintf("%q of %d = %s %s is %s times the %s %s of %d (%s)", now.Name, now.Year, now.Value, now.Unit, brief(ratio), before.Value, before.Unit, before.Year, before.Place.Cell("value"))}, apartHint)
	return true
}

// slip is from how many times on two levels are taken to differ by a unit, which is an error and no change.
var slip = decimal.NewFromInt(10)

// power is the factor multiplied by itself as often as there are years.
func power(factor decimal.Decimal, years int) decimal.Decimal {
	out := decimal.NewFromInt(1)
	for range years {
		out = out.Mul(factor)
	}
	return out
}

// between is the product of the steps from the one year to the other, and how far the rounding of all may put it off.
func (c *ConstantPrices) between(from, to int) (ratio, slack decimal.Decimal, ok bool) {
	ratio = decimal.NewFromInt(1)
	for year := from + 1; year <= to; year++ {
		step, has := c.steps[year]
		if !has {
			return ratio, slack, false
		}
		slack = slack.Mul(step.value).Add(ratio.Mul(step.slack)).Add(slack.Mul(step.slack))
		ratio = ratio.Mul(step.value)
	}
	return ratio, slack, true
}

// against holds two levels at the same prices against the index or growth of the years between.
func (c *ConstantPrices) against(base int, before, now *inventory.Indicator) {
	stated, steps, ok := c.between(before.Year, now.Year)
	ratio, slack, same := levelRatio(before, now)
	gap := stated.Sub(ratio).Abs()
	if !ok || !same || !gap.GreaterThan(slack.Add(steps)) {
		return
	}
	revised := now.Vintage != before.Vintage
	for year := before.Year + 1; year <= now.Year; year++ {
		revised = revised || c.steps[year].row.Vintage != now.Vintage
	}
	if now.Year-before.Year > 1 {
		c.contradicts(now.Year, now, gap, inventory.Text{
			ZH: fmt.Sprintf("%d 年“%s”按 %d 年价 %s %s 与其间的指数不符：从 %d 年的 %s %s（%s）到这里是 %s %%，而 %d–%d 年的指数和增速连乘是 %s %%", now.Year, now.Name, base, now.Value, now.Unit,
				before.Year, before.Value, before.Unit, before.Place.Cell("value"), brief(ratio.Shift(2)), before.Year+1, now.Year, brief(stated.Shift(2))),
			EN: fmt.Sprintf("%q of %d at %d prices, %s %s, contradicts the indices between: from %s %s of %d (%s) it is %s %%, and the indices and growth of %d–%d multiply to %s %%", now.Name, now.Year, base, now.Value, now.Unit,
				before.Value, before.Unit, before.Year, before.Place.Cell("value"), brief(ratio.Shift(2)), before.Year+1, now.Year, brief(stated.Shift(2)))}, revised)
		return
	}
	row := c.steps[now.Year].row
	c.contradicts(row.Year, row, gap, inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”%s %s 与按 %d 年价的水平不符：%s %s（%s）到 %s %s（%s）是 %s %%", row.Year, row.Name, row.Value, row.Unit, base,
			before.Value, before.Unit, before.Place.Cell("value"), now.Value, now.Unit, now.Place.Cell("value"), brief(ratio.Shift(2))),
		EN: fmt.Sprintf("%q of %d, %s %s, contradicts the levels at %d prices: from %s %s (%s) to %s %s (%s) is %s %%", row.Name, row.Year, row.Value, row.Unit, base,
			before.Value, before.Unit, before.Place.Cell("value"), now.Value, now.Unit, now.Place.Cell("value"), brief(ratio.Shift(2)))}, revised)
}

// The gap between the growth by two price bases, as a share of the first year: a year's weights of prices may make one percentage point
// of it; more than ten points, and than two a year, is a wrong figure.
var (
	yearlyGap = decimal.New(1, -2)
	wrongGap  = decimal.New(10, -2)
)

// basesHold holds the neighbours of the years that are stated at the prices of both bases against each other.
func (c *ConstantPrices) basesHold(base, other int) {
	years := slices.DeleteFunc(c.statedAt(base), func(year int) bool { return c.level(other, year) == nil })
	for i := 1; i < len(years); i++ {
		from, to := years[i-1], years[i]
		n := int64(to - from)
		first, slack, ok := levelRatio(c.level(base, from), c.level(base, to))
		second, off, same := levelRatio(c.level(other, from), c.level(other, to))
		credible := ok && same && within(first, power(two, to-from)) && within(second, power(two, to-from))
		gap := first.Sub(second).Abs().Sub(slack).Sub(off)
		if !credible || !gap.GreaterThan(yearlyGap.Mul(decimal.NewFromInt(n))) {
			continue
		}
		severity := inventory.Warning
		if gap.GreaterThan(wrongGap) && gap.GreaterThan(yearlyGap.Mul(decimal.NewFromInt(2*n))) {
			severity = inventory.Error
		}
		row := c.level(other, to)
		c.s.tell(row, "value", "price-bases-differ", severity, inventory.Text{
			ZH: fmt.Sprintf("“%s” %d 年到 %d 年，按 %d 年价的两个数（%s、%s）是 %s %%，按 %d 年价的（%s、%s）是 %s %%，相差 %s 个百分点", row.Name, from, to,
				base, c.level(base, from).Place.Cell("value"), c.level(base, to).Place.Cell("value"), brief(first.Shift(2)),
				other, c.level(other, from).Place.Cell("value"), row.Place.Cell("value"), brief(second.Shift(2)), brief(first.Sub(second).Abs().Shift(2))),
			EN: fmt.Sprintf("%q from %d to %d is %s %% by the levels at %d prices (%s, %s), and %s %% by those at %d prices (%s, %s): %s percentage points apart", row.Name, from, to,
				brief(first.Shift(2)), base, c.level(base, from).Place.Cell("value"), c.level(base, to).Place.Cell("value"),
				brief(second.Shift(2)), other, c.level(other, from).Place.Cell("value"), row.Place.Cell("value"), brief(first.Sub(second).Abs().Shift(2)))},
			inventory.Text{ZH: "核对四个数的价格基期和修订版本：换了基期，实际增长只会略有不同", EN: "check the price base and the revision of the four figures: real growth hardly depends on the price base"})
	}
}
