package page

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
)

// mostFuels is how many fuels a chart tells apart; the smaller ones stand together.
const mostFuels = 9

// fuel is a fuel of the charts: an item, the rest together, or no item named.
type fuel struct {
	name  inventory.Text
	items map[string]bool
}

const combustion = "1.A"

// burned calls visit with every line of fuel combustion that has a CO2-equivalent.
func (p *page) burned(visit func(e *inventory.Estimate, item string, co2e decimal.Decimal)) {
	top := p.inv.Vocabulary.Categories.Must(combustion)
	for _, e := range p.inv.Estimates {
		if !e.Row.Category.Within(top) {
			continue
		}
		if co2e, ok := p.lineCO2e(e); ok {
			visit(e, e.Row.ItemName(), co2e)
		}
	}
}

// fuels are those that emit most over all years, the largest first, and the rest.
func (p *page) fuels() []fuel {
	sizes, named := map[string]decimal.Decimal{}, map[string]*inventory.Item{}
	p.burned(func(e *inventory.Estimate, item string, co2e decimal.Decimal) {
		sizes[item], named[item] = sizes[item].Add(co2e.Abs()), e.Row.Item
	})
	var order []string
	for item := range sizes {
		order = append(order, item)
	}
	slices.SortFunc(order, func(a, b string) int { return cmp.Or(sizes[b].Cmp(sizes[a]), cmp.Compare(a, b)) })
	var out []fuel
	for i, item := range order {
		if i == mostFuels && len(order) > mostFuels+1 {
			rest := fuel{name: inventory.Text{ZH: fmt.Sprintf("其他 %d 种", len(order)-i), EN: fmt.Sprintf("%d others", len(order)-i)}, items: map[string]bool{}}
			for _, other := range order[i:] {
				rest.items[other] = true
			}
			return append(out, rest)
		}
		name := inventory.Text{ZH: "未注明品种", EN: "fuel not named"}
		if of := named[item]; of != nil {
			name = inventory.Text{ZH: of.Name, EN: cmp.Or(of.EN, of.Name)}
		}
		out = append(out, fuel{name: name, items: map[string]bool{item: true}})
	}
	return out
}

func whichFuel(fuels []fuel, item string) int {
	return slices.IndexFunc(fuels, func(f fuel) bool { return f.items[item] })
}

// leftOut says why a chart of what no total of the inventory tells is not in a masked report.
var leftOut = inventory.Text{ZH: "本版隐去保密数据：此处的数可能由此推出被隐去的数，故不列。", EN: "This edition hides confidential figures: what stands here could give them away, and is left out."}

// byFuel is the emission of fuel combustion by fuel.
func (p *page) byFuel() *block {
	title := inventory.Text{ZH: "能源：燃料燃烧的排放，按品种", EN: "Energy: emissions of fuel combustion by fuel"}
	if p.masked {
		return missing("by-fuel", title, leftOut)
	}
	fuels := p.fuels()
	if len(fuels) == 0 {
		return missing("by-fuel", title, inventory.Text{ZH: "清单没有燃料燃烧的数。", EN: "The inventory has no figures of fuel combustion."})
	}
	sums := map[int][]decimal.Decimal{}
	p.burned(func(e *inventory.Estimate, item string, co2e decimal.Decimal) {
		if sums[e.Row.Year] == nil {
			sums[e.Row.Year] = make([]decimal.Decimal, len(fuels))
		}
		at := whichFuel(fuels, item)
		sums[e.Row.Year][at] = sums[e.Row.Year][at].Add(co2e)
	})
	c := &chart{ID: "by-fuel", Kind: stacked, Title: title, Unit: tonnesOfCO2e, Labels: p.yearLabels()}
	for i, f := range fuels {
		c.add(f.name, i, "", p.inv.Years, func(year int) point {
			if sums[year] == nil || sums[year][i].IsZero() {
				return point{}
			}
			return valued(sums[year][i], report.Tonnes(sums[year][i]), p.itemLink(year, combustion, f))
		})
	}
	total := func(year int) point { return p.co2e(of(year, combustion, inventory.AllGases), "") }
	c.add(inventory.Text{ZH: "合计", EN: "Total"}, lineColor, "line", p.inv.Years, total)
	c.Summary = p.trendSummary(c, total)
	return p.charted(c, inventory.Text{ZH: "生物质的 CO2 是信息项，不在其中。", EN: "CO2 of biomass is a memo item and not among them."})
}

// itemLink opens the lines of one item in a category; nothing where several items stand together.
func (p *page) itemLink(year int, scope string, f fuel) string {
	if len(f.items) != 1 {
		return ""
	}
	for item := range f.items {
		return fmt.Sprintf("i=%d,%s,%d", year, scope, p.item(item))
	}
	return ""
}
