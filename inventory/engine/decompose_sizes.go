package engine

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// samePrices refuses value added at other prices than that of the whole: their quotient is no share.
func (i *identity) samePrices(prices *ConstantPrices) {
	if prices.Base == 0 || i.base == 0 || prices.Base == i.base {
		return
	}
	for _, year := range i.years {
		row := prices.level(prices.Base, year)
		if row == nil {
			continue
		}
		i.statist.tell(row, "price_base", "price-bases-unlinked", inventory.Error, inventory.Text{
			ZH: fmt.Sprintf("%d 年“%s”按 %d 年价，总量按 %d 年价：价格不同，不能相除成比重", row.Year, row.Name, prices.Base, i.base),
			EN: fmt.Sprintf("%q of %d is at %d prices, and that of the whole at %d prices: they make no share", row.Name, row.Year, prices.Base, i.base)},
			inventory.Text{
				ZH: fmt.Sprintf("写按 %d 年价的数；或写 %d 年的当年价和其间各年的指数（上年=100）", i.base, i.base),
				EN: fmt.Sprintf("state it at %d prices, or at current prices of %d with the indices (year before = 100) of the years between", i.base, i.base)})
		return
	}
}

// mostOfWhole is how far the parts may be above the whole: figures are rounded, and at constant prices parts need not add up to it.
var mostOfWhole = decimal.RequireFromString("1.01")

// partsFit warns of years in which the parts add more value than the whole.
func (i *identity) partsFit() {
	var zh, en []string
	for _, year := range i.years {
		var sum decimal.Decimal
		for _, p := range i.parts {
			if !p.people && len(p.fuels) > 0 {
				sum = sum.Add(p.size[year])
			}
		}
		if whole := i.whole[year]; whole.IsPositive() && sum.GreaterThan(whole.Mul(mostOfWhole)) {
			zh = append(zh, fmt.Sprintf("%d 年 %s 万元，总量 %s 万元", year, brief(sum), brief(whole)))
			en = append(en, fmt.Sprintf("%d: %s 10^4 CNY, the whole %s 10^4 CNY", year, brief(sum), brief(whole)))
		}
	}
	if zh == nil {
		return
	}
	parts, whole := inventory.Text{ZH: "各产业增加值之和", EN: "value added of the sectors"}, inventory.Text{ZH: "地区生产总值", EN: "GDP"}
	if i.of == "industry" {
		parts, whole = inventory.Text{ZH: "各行业增加值之和", EN: "value added of the branches"}, inventory.Text{ZH: "工业增加值", EN: "value added of industry"}
	}
	i.problems.Add(inventory.Problem{Source: inventory.Source{File: "indicators.csv"}, Code: "parts-above-whole", Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s大于%s：%s；比重之和超过 1，结构效应不可信", parts.ZH, whole.ZH, strings.Join(zh, "；")),
			EN: fmt.Sprintf("%s is above %s: %s; shares that add up to more than 1 make no structure", parts.EN, whole.EN, strings.Join(en, "; "))},
		Hint: inventory.Text{ZH: "核对各数的单位、口径和价格基期", EN: "check the units, the coverage and the price base of the figures"}})
}
