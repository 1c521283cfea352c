package engine

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// sound refuses a figure that is measured in something else, and one that cannot be: a level that is not positive, a share that is none, a
// growth that is none or not that of its year.
func (s *Statistics) sound(of *inventory.Statistic, row *inventory.Indicator) bool {
	if names, dimension, known := dimensionOf(of); known && !unitOf(row).SameDimension(dimension) {
		s.tell(row, "unit", "unit-of-another-kind", inventory.Error, inventory.Text{
			ZH: fmt.Sprintf("%d 年“%s”= %s %s：单位不对，应如 %s", row.Year, row.Name, row.Value, row.Unit, names.ZH), EN: fmt.Sprintf("%q of %d = %s %s is not in such a unit as %s", row.Name, row.Year, row.Value, row.Unit, names.EN)},
			inventory.Text{ZH: "核对单位列和指标名", EN: "check the unit, and the name of the indicator"})
		return false
	}
	switch of.Kind {
	case inventory.LevelStatistic:
		return s.soundLevel(of, row)
	case inventory.ShareStatistic:
		return s.soundShare(row)
	case inventory.IndexStatistic:
		return s.ofItsYear(row)
	case inventory.GrowthStatistic:
		return s.ofItsYear(row) && s.soundGrowth(row)
	case inventory.AverageStatistic:
		return s.soundGrowth(row)
	}
	return true
}

// soundLevel refuses a level that is not positive: no intensity can be formed of it. Of energy a part may be nothing.
func (s *Statistics) soundLevel(of *inventory.Statistic, row *inventory.Indicator) bool {
	if row.Value.IsPositive() || of.ID == "renewable_energy" && row.Value.IsZero() {
		return true
	}
	s.tell(row, "value", "output-not-positive", inventory.Error, inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”= %s %s，不是正数：强度没有意义", row.Year, row.Name, row.Value, row.Unit), EN: fmt.Sprintf("%q of %d = %s %s is not positive: no intensity can be formed", row.Name, row.Year, row.Value, row.Unit)},
		inventory.Text{ZH: "核对这个数；没有数就不写这一行", EN: "check the figure; leave the row out if there is none"})
	return false
}

// soundShare refuses a share below nothing or above the whole.
func (s *Statistics) soundShare(row *inventory.Indicator) bool {
	if share := shareOf(row); !share.IsNegative() && share.LessThanOrEqual(decimal.NewFromInt(1)) {
		return true
	}
	s.tell(row, "value", "share-not-credible", inventory.Error, inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”= %s %s：比重应在 0 与 100 %% 之间", row.Year, row.Name, row.Value, row.Unit), EN: fmt.Sprintf("%q of %d = %s %s: a share lies between 0 and 100 %%", row.Name, row.Year, row.Value, row.Unit)},
		inventory.Text{ZH: "核对这个数和单位", EN: "check the figure and its unit"})
	return false
}

// soundGrowth refuses a growth that leaves nothing, or that more than doubles a level in a year: an index was meant, or another sign.
func (s *Statistics) soundGrowth(row *inventory.Indicator) bool {
	one := decimal.NewFromInt(1)
	if growth := shareOf(row); growth.GreaterThan(one.Neg()) && growth.LessThanOrEqual(one) {
		return true
	}
	s.tellGrowth(row, shareOf(row).Add(one))
	return false
}

// tellGrowth tells of an index or a growth that would make of a year's level so many times it.
func (s *Statistics) tellGrowth(row *inventory.Indicator, times decimal.Decimal) {
	s.tell(row, "value", "growth-not-credible", inventory.Error, inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”= %s %s，等于说比上年变为 %s 倍", row.Year, row.Name, row.Value, row.Unit, brief(times)),
		EN: fmt.Sprintf("%q of %d = %s %s would be %s times the year before", row.Name, row.Year, row.Value, row.Unit, brief(times))},
		inventory.Text{ZH: "“指数”以上年为 100，写 104.4 %；“增速”写 4.4 %", EN: "an index has the year before as 100: 104.4 %; a growth is 4.4 %"})
}

// planWritten are words of a coverage that mean several years without naming them: a five-year plan, a yearly average, a sum over years.
var planWritten = regexp.MustCompile(`十[一二三四五六七]五|年均|平均|累计`)

// ofItsYear refuses a growth or an index of which the coverage spans several years: it is no growth against the year before.
func (s *Statistics) ofItsYear(row *inventory.Indicator) bool {
	years := map[string]bool{}
	for _, year := range yearWritten.FindAllString(row.Coverage, -1) {
		years[year] = true
	}
	if len(years) < 2 && !planWritten.MatchString(row.Coverage) {
		return true
	}
	s.tell(row, "coverage", "growth-of-several-years", inventory.Warning, inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”%s %s 的口径是“%s”：不是比上年的变化，不用", row.Year, row.Name, row.Value, row.Unit, row.Coverage),
		EN: fmt.Sprintf("%q of %d, %s %s, is of coverage %q: it is no change against the year before, and is not used", row.Name, row.Year, row.Value, row.Unit, row.Coverage)},
		inventory.Text{ZH: "比上年的，口径里不写年份；年均的，指标名用“年均增速”；累计的，给出两端的数或各年的指数",
			EN: "write no years under coverage if it is against the year before; name a yearly average so; of a change over years, give the figures of both ends or the indices of the years"})
	return false
}

// shareOf is a figure in % as a share.
func shareOf(row *inventory.Indicator) decimal.Decimal {
	share, err := quantity.Convert(row.Value, *unitOf(row), quantity.One)
	if err != nil {
		panic(err) // its dimension was checked
	}
	return share
}

// partsHold holds what is part of total energy against it, and the stated share of renewable energy against both amounts.
func (s *Statistics) partsHold(whole *Level) {
	for _, id := range []string{"renewable_energy", "industry_energy"} {
		part := s.Level(id)
		if part.Coverage != whole.Coverage && part.Coverage != "" && whole.Coverage != "" {
			continue
		}
		for _, year := range slices.Sorted(maps.Keys(part.rows)) {
			row, total := part.rows[year], whole.Row(year)
			if total == nil {
				continue
			}
			if ratio, slack, ok := levelRatio(total, row); ok && ratio.Sub(slack).GreaterThan(decimal.NewFromInt(1)) {
				s.tell(row, "value", "part-exceeds-whole", inventory.Error, inventory.Text{
					ZH: fmt.Sprintf("%d 年“%s”= %s %s，多于“%s”%s %s（%s）", year, row.Name, row.Value, row.Unit, total.Name, total.Value, total.Unit, total.Place.Cell("value")),
					EN: fmt.Sprintf("%q of %d = %s %s is more than %q, %s %s (%s)", row.Name, year, row.Value, row.Unit, total.Name, total.Value, total.Unit, total.Place.Cell("value"))},
					inventory.Text{ZH: "核对两个数和单位", EN: "check both figures and their units"})
			}
		}
	}
	shares := s.Level("renewable_share").rows
	for _, year := range slices.Sorted(maps.Keys(shares)) {
		if part, total := s.Level("renewable_energy").Row(year), whole.Row(year); part != nil && total != nil {
			s.shareHolds(shares[year], part, total)
		}
	}
}

// shareHolds warns of a stated share that the amounts belie, beyond the rounding of all three.
func (s *Statistics) shareHolds(row, part, total *inventory.Indicator) {
	ratio, slack, ok := levelRatio(total, part)
	half, _ := quantity.Convert(halfDigit(row.Value), *unitOf(row), quantity.One)
	gap := shareOf(row).Sub(ratio).Abs()
	if !ok || !gap.GreaterThan(slack.Add(half)) {
		return
	}
	s.tell(row, "value", "share-contradicts-amounts", inventory.Warning, inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”%s %s 与数量不符：“%s”%s %s（%s）占“%s”%s %s（%s）的 %s %%，相差 %s 个百分点", row.Year, row.Name, row.Value, row.Unit,
			part.Name, part.Value, part.Unit, part.Place.Cell("value"), total.Name, total.Value, total.Unit, total.Place.Cell("value"), brief(ratio.Shift(2)), brief(gap.Shift(2))),
		EN: fmt.Sprintf("%q of %d, %s %s, contradicts the amounts: %q, %s %s (%s), is %s %% of %q, %s %s (%s): %s percentage points apart", row.Name, row.Year, row.Value, row.Unit,
			part.Name, part.Value, part.Unit, part.Place.Cell("value"), brief(ratio.Shift(2)), total.Name, total.Value, total.Unit, total.Place.Cell("value"), brief(gap.Shift(2)))},
		inventory.Text{ZH: "核对三个数的口径（等价值、当量值；消费总量、一次能源）", EN: "check the coverage of the three (equal or equivalent value; total consumption or primary energy)"})
}
