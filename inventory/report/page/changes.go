package page

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/recalc"
	"ghg/inventory/report"
)

// recalculated is the waterfall from the total that was sent before to that of now.
func (p *page) recalculated() *block {
	title := inventory.Text{ZH: "回算：上次报送到本次", EN: "Recalculation: from what was sent before to now"}
	if p.masked {
		return missing("recalculated", title, leftOut)
	}
	if p.s.Bridge == nil {
		why := p.lacks("recalculation")
		if why == nil {
			why = []inventory.Text{{ZH: "没有与之比较的上次报送。", EN: "There is no earlier submission to compare with."}}
		}
		return missing("recalculated", title, why...)
	}
	y, ok := p.s.Bridge.Bridge.Year(p.s.Year)
	if !ok {
		return missing("recalculated", title, inventory.Text{ZH: fmt.Sprintf("上次报送没有 %d 年。", p.s.Year), EN: fmt.Sprintf("What was sent before has no year %d.", p.s.Year)})
	}
	row, ok := y.Row(inventory.Territorial, inventory.ScopeTotal, inventory.AllGases)
	if !ok {
		return missing("recalculated", title, inventory.Text{ZH: "上次和本次都没有总量。", EN: "Neither side has a total."})
	}
	c := &chart{ID: "recalculated", Kind: waterfall, Title: title, Unit: tonnesOfCO2e}
	_, places := p.s.Bridge.Lines(y)
	printed := row.Printed(places)
	print := func(v decimal.Decimal) string { return report.Rounded(v, places) }
	steps := []step{}
	for _, component := range recalc.Components() {
		if v := printed[component]; !v.IsZero() {
			steps = append(steps, step{component.Text(), v})
		}
	}
	c.fall(inventory.Text{ZH: "上次：" + p.s.Bridge.Old.Name, EN: "before: " + p.s.Bridge.Old.Name}, row.Old.RoundBank(places), steps, inventory.Text{ZH: "本次：" + p.s.Bridge.New.Name, EN: "now: " + p.s.Bridge.New.Name}, row.New.RoundBank(places),
		p.figure(of(p.s.Year, inventory.ScopeTotal, inventory.AllGases), ""), print, p.tableLink("recalculation.causes"))
	b := p.charted(c)
	if !row.Old.RoundBank(places).Add(row.Difference().RoundBank(places)).Equal(row.New.RoundBank(places)) {
		b.Lead = append(b.Lead, inventory.Text{ZH: "上次、本次与差各自取整。", EN: "Previous, latest and difference are rounded each, and may not add up due to rounding."})
	}
	if p.s.Bridge.Unchanged() {
		b.Lead = append(b.Lead, inventory.Text{ZH: "没有一个数有变化。", EN: "No figure has changed."})
	}
	return b
}

type step struct {
	name  inventory.Text
	value decimal.Decimal
}

// fall makes the waterfall: the first sum, the steps, which open the table that tells why, the last sum.
func (c *chart) fall(first inventory.Text, from decimal.Decimal, steps []step, last inventory.Text, to decimal.Decimal, link string, print func(decimal.Decimal) string, why string) {
	c.Labels = []inventory.Text{first}
	s := series{Name: c.Title, Style: "fall", Points: []point{valued(from, print(from), why)}}
	for _, step := range steps {
		c.Labels = append(c.Labels, step.name)
		text := print(step.value)
		if step.value.IsPositive() {
			text = "+" + text
		}
		s.Points = append(s.Points, valued(step.value, text, why))
	}
	c.Labels = append(c.Labels, last)
	s.Points = append(s.Points, valued(to, print(to), link))
	c.Series = []series{s}
	c.Summary = inventory.Text{ZH: fmt.Sprintf("%s：从 %s 到 %s，其间 %d 步。", c.Title.ZH, print(from), print(to), len(steps)), EN: fmt.Sprintf("%s: from %s to %s in %d steps.", c.Title.EN, print(from), print(to), len(steps))}
}

// effects are the waterfalls of the decompositions between the first and the last year.
func (p *page) effects() []*block {
	title := inventory.Text{ZH: "变化的因素分解（LMDI）", EN: "Decomposition of the change (LMDI)"}
	switch {
	case p.masked:
		return []*block{missing("effects", title, leftOut)}
	case len(p.inv.Years) < 2:
		return []*block{missing("effects", title, inventory.Text{ZH: "只有一年，没有变化可分解。", EN: "There is one year only, and no change to decompose."})}
	}
	var out []*block
	for _, kind := range engine.Decomposable {
		id := "effects-" + kind
		if d := p.decomposed(kind); d != nil {
			out = append(out, p.effect(id, d))
			continue
		}
		for _, lack := range p.s.Lacking {
			if lack.ID == "decomposition."+kind {
				out = append(out, missing(id, lack.Part, p.lacks(lack.ID)...))
			}
		}
	}
	return out
}

func (p *page) decomposed(kind string) *engine.Decomposed {
	for _, d := range p.s.Effects {
		if d.Of == kind {
			return d
		}
	}
	return nil
}

func (p *page) effect(id string, d *engine.Decomposed) *block {
	c := &chart{ID: id, Kind: waterfall, Unit: d.Unit, Title: inventory.Text{ZH: "变化的因素分解（LMDI）：" + d.Title.ZH, EN: "Decomposition of the change (LMDI): " + d.Title.EN}}
	e := d.Direct
	places := quantity.PlacesOf(d.Largest(e), 6)
	print := func(v decimal.Decimal) string { return report.Rounded(v, places) }
	parts := make([]decimal.Decimal, len(d.Effects))
	for i := range d.Effects {
		parts[i] = e.Additive(i)
	}
	before := e.Before.RoundBank(places)
	var steps []step
	for i, v := range quantity.Apportion(e.After.RoundBank(places).Sub(before), parts, places) {
		steps = append(steps, step{d.Effects[i], v})
	}
	year := func(y int) inventory.Text { return same(fmt.Sprint(y)) }
	c.fall(year(e.From), before, steps, year(e.To), e.After.RoundBank(places), p.tableLink("decomposition."+d.Of), print, p.tableLink("decomposition."+d.Of))
	return p.charted(c, d.Notes...)
}
