package engine

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

var baseWritten = regexp.MustCompile(`((?:19|20)\d\d) ?年?(?:价格?)? ?(?:=|＝|为) ?100`)

// fixedBase is the year that an index has as 100, as its price base says (2020=100); 0 if that is the year before, or none is named.
func fixedBase(row *inventory.Indicator) int {
	if written := baseWritten.FindStringSubmatch(row.PriceBase); written != nil {
		if base, _ := strconv.Atoi(written[1]); base != row.Year-1 {
			return base
		}
	}
	return 0
}

// fixed reads the indices that have another year than the one before as 100, by that year.
func (c *ConstantPrices) fixed(id string) {
	of := c.s.voc.StatisticOf(inventory.IndexStatistic, id)
	if of == nil {
		return
	}
	for _, first := range c.s.rows[of.ID] {
		base := fixedBase(first)
		if base == 0 || base == first.Year || first.Coverage != c.Coverage || c.indices[base][first.Year].row != nil {
			continue
		}
		row := c.s.one(of.ID, func(row *inventory.Indicator) bool {
			return row.Year == first.Year && row.Coverage == c.Coverage && fixedBase(row) == base
		})
		ratio := expr.In(c.s.leaf(row, fmt.Sprintf("i_%d(%d)", row.Year, base)), quantity.One)
		value, err := expr.Decimal(ratio)
		if err != nil || value.LessThan(decimal.New(5, -2)) || value.GreaterThan(decimal.NewFromInt(20)) {
			c.s.tell(row, "value", "growth-not-credible", inventory.Error, inventory.Text{
				ZH: fmt.Sprintf("%d 年“%s”= %s %s，等于说是 %d 年的 %s 倍", row.Year, row.Name, row.Value, row.Unit, base, brief(value)),
				EN: fmt.Sprintf("%q of %d = %s %s would be %s times that of %d", row.Name, row.Year, row.Value, row.Unit, brief(value), base)},
				inventory.Text{ZH: "“指数”以价格基期列的年份为 100，写 111.3 %", EN: "an index has the year of its price base as 100: 111.3 %"})
			continue
		}
		if c.indices[base] == nil {
			c.indices[base] = map[int]growthStep{}
		}
		slack, _ := quantity.Convert(halfDigit(row.Value), *unitOf(row), quantity.One)
		c.indices[base][row.Year] = growthStep{ratio, value, slack, row}
	}
}

// byFixed goes from a base year to the years of its indices, or back; true if it came to any.
func (c *ConstantPrices) byFixed() bool {
	moved := false
	for _, base := range slices.Sorted(maps.Keys(c.indices)) {
		for _, year := range slices.Sorted(maps.Keys(c.indices[base])) {
			index := c.indices[base][year]
			of, known := c.trees[base]
			now, has := c.trees[year]
			switch {
			case known && !has:
				c.follow(year, expr.Mul(of, index.ratio), fixedNote(index.row, base, base))
			case has && !known:
				c.follow(base, expr.Quo(now, index.ratio), fixedNote(index.row, base, year))
			default:
				continue
			}
			moved = true
		}
	}
	return moved
}

func fixedNote(row *inventory.Indicator, base, from int) inventory.Text {
	return inventory.Text{
		ZH: "由 " + strconv.Itoa(from) + fmt.Sprintf(" 年按 %d 年“%s”%s %s（%d=100）推算", row.Year, row.Name, row.Value, row.Unit, base),
		EN: fmt.Sprintf("from %d by %q of %d, %s %s (%d = 100)", from, row.Name, row.Year, row.Value, row.Unit, base)}
}

// fixedHold warns of an index of a fixed base that the levels do not bear out, beyond what the rounding of yearly growth (half of 0.1 %
// a year) may make.
func (c *ConstantPrices) fixedHold() {
	for _, base := range slices.Sorted(maps.Keys(c.indices)) {
		for _, year := range slices.Sorted(maps.Keys(c.indices[base])) {
			index := c.indices[base][year]
			of, known := c.trees[base]
			now, has := c.trees[year]
			if !known || !has {
				continue
			}
			ratio, err := expr.Decimal(expr.Quo(now, expr.In(of, now.Unit())))
			gap := ratio.Sub(index.value).Abs()
			if err != nil || !gap.GreaterThan(index.slack.Add(decimal.New(5*int64(abs(year-base)), -4).Mul(index.value))) {
				continue
			}
			c.contradicts(year, index.row, gap, inventory.Text{
				ZH: fmt.Sprintf("%d 年“%s”%s %s（%d=100）与其他数不符：按水平和逐年的指数是 %s %%", year, index.row.Name, index.row.Value, index.row.Unit, base, brief(ratio.Shift(2))),
				EN: fmt.Sprintf("%q of %d, %s %s (%d = 100), contradicts the other figures: by levels and yearly indices it is %s %%", index.row.Name, year, index.row.Value, index.row.Unit, base, brief(ratio.Shift(2)))}, true)
		}
	}
}
