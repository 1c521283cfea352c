package page

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// tonnesOfCO2e is the unit of most charts.
var tonnesOfCO2e = inventory.Text{ZH: "t CO2e", EN: "t CO2e"}

func (p *page) yearLabels() []inventory.Text {
	var out []inventory.Text
	for _, year := range p.inv.Years {
		out = append(out, same(strconv.Itoa(year)))
	}
	return out
}

// bySector is the stacked trend by sector, removals below zero, and the total as a line.
func (p *page) bySector() *block {
	c := &chart{ID: "by-sector", Kind: stacked, Title: inventory.Text{ZH: "按部门的排放与清除", EN: "Emissions and removals by sector"}, Unit: tonnesOfCO2e, Labels: p.yearLabels()}
	for _, s := range p.sectors() {
		c.add(s.name, s.color, "", p.inv.Years, func(year int) point { return p.co2e(of(year, s.scope, inventory.AllGases), s.part) })
	}
	total := func(year int) point { return p.co2e(of(year, inventory.ScopeTotal, inventory.AllGases), "") }
	c.add(inventory.Text{ZH: "总量（含土地利用）", EN: "Total with land"}, lineColor, "line", p.inv.Years, total)
	c.Summary = p.trendSummary(c, total)
	return p.charted(c, p.comparability()...)
}

// byGas is the same by gas.
func (p *page) byGas() *block {
	c := &chart{ID: "by-gas", Kind: stacked, Title: inventory.Text{ZH: "按气体的排放与清除", EN: "Emissions and removals by gas"}, Unit: tonnesOfCO2e, Labels: p.yearLabels()}
	for _, g := range p.gases() {
		c.add(same(g.name), g.color, "", p.inv.Years, func(year int) point { return p.co2e(of(year, inventory.ScopeTotal, g.token), "") })
	}
	total := func(year int) point { return p.co2e(of(year, inventory.ScopeTotal, inventory.AllGases), "") }
	c.add(inventory.Text{ZH: "总量（含土地利用）", EN: "Total with land"}, lineColor, "line", p.inv.Years, total)
	c.Summary = p.trendSummary(c, total)
	return p.charted(c)
}

// lineColor is the number of the colour of lines over stacks.
const lineColor = -1

// add adds a series, unless no year has a number or a masked one.
func (c *chart) add(name inventory.Text, color int, style string, years []int, at func(year int) point) {
	s := series{Name: name, Color: color, Style: style}
	any := false
	for _, year := range years {
		pt := at(year)
		any = any || pt.value.Valid || pt.text == maskedKey
		s.Points = append(s.Points, pt)
	}
	if any {
		c.Series = append(c.Series, s)
	}
}

// trendSummary says in a sentence what the chart of a total shows.
func (p *page) trendSummary(c *chart, total func(year int) point) inventory.Text {
	first, last := p.inv.Years[0], p.inv.Years[len(p.inv.Years)-1]
	a, b := total(first), total(last)
	out := inventory.Text{ZH: fmt.Sprintf("%s，%d—%d 年，%d 个系列。%d 年合计 %s t CO2e，%d 年 %s t CO2e。", c.Title.ZH, first, last, len(c.Series)-1, first, a.text, last, b.text),
		EN: fmt.Sprintf("%s, %d–%d, %d series. Total %s t CO2e in %d, %s t CO2e in %d.", c.Title.EN, first, last, len(c.Series)-1, a.text, first, b.text, last)}
	return out
}

// comparability warns where the years do not count the same.
func (p *page) comparability() []inventory.Text {
	s := p.inv.Series(inventory.Territorial, inventory.ScopeTotal, inventory.AllGases)
	if s.Comparable() {
		return nil
	}
	return []inventory.Text{{ZH: "各年所含的类别不同：年际差别不等于排放的变化。", EN: "The years do not count the same categories: a difference between them is not a change of emissions."}}
}

// lineCO2e is the CO2-equivalent of a line of the territory; false if it has none.
func (p *page) lineCO2e(e *inventory.Estimate) (decimal.Decimal, bool) {
	gwp, ok := p.inv.GWP(e.Gas)
	if !ok || !e.Number || e.Boundary != inventory.Territorial {
		return decimal.Decimal{}, false
	}
	return e.Value().Mul(gwp.Amount), true
}
