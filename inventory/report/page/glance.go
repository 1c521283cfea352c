package page

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/report"
)

// card is one figure of the year at a glance.
type card struct {
	Label, Unit inventory.Text
	Value, Link string
	Notes       []remark
	Main        bool
}

// remark is a small line below a figure; its figure opens too.
type remark struct {
	Text  inventory.Text
	Value string
	Link  string
}

// glance is the year at a glance.
func (p *page) glance() []card {
	out := []card{p.totalCard(inventory.ScopeWithoutLand, inventory.Text{ZH: "总量，不含土地利用", EN: "Total without land use"}),
		p.totalCard(inventory.ScopeTotal, inventory.Text{ZH: "总量，含土地利用", EN: "Total with land use"})}
	for _, c := range []func() (card, bool){p.intensityCard, p.unconfirmedCard, p.completeCard} {
		if c, ok := c(); ok {
			out = append(out, c)
		}
	}
	return out
}

func (p *page) totalCard(scope string, label inventory.Text) card {
	f := of(p.s.Year, scope, inventory.AllGases)
	pt := p.co2e(f, "")
	out := card{Label: label, Value: pt.text, Link: pt.link, Unit: tonnesOfCO2e, Main: true}
	if !pt.value.Valid {
		return out
	}
	before := p.s.Year - 1
	if p.s.Base != p.s.Year {
		out.Notes = append(out.Notes, p.changeSince(f, p.s.Base)...)
	}
	if before != p.s.Base && slices.Contains(p.inv.Years, before) {
		out.Notes = append(out.Notes, p.changeSince(f, before)...)
	}
	if half, ok := p.uncertainty(scope); ok {
		out.Notes = append(out.Notes, remark{inventory.Text{ZH: "不确定度（95 %）", EN: "uncertainty (95 %)"}, "±" + report.Rounded(half, 1) + " %", cmp.Or(p.tableLink("uncertainty.figures"), "uncertainty")})
	}
	return out
}

// changeSince is the change of a total since an earlier year, which opens to the two totals.
func (p *page) changeSince(f inventory.Figure, year int) []remark {
	earlier := f
	earlier.Year = year
	now, then := p.co2e(f, ""), p.co2e(earlier, "")
	if !now.value.Valid || !then.value.Valid {
		return nil
	}
	change, err := quantity.Quo(now.value.Decimal.Sub(then.value.Decimal), then.value.Decimal.Abs())
	if err != nil {
		return nil
	}
	text := inventory.Text{ZH: fmt.Sprintf("比 %d 年", year), EN: fmt.Sprintf("since %d", year)}
	link := p.extra(&extra{id: fmt.Sprintf("change,%s,%d", f.Scope, year), title: inventory.Text{ZH: fmt.Sprintf("%d 年比 %d 年的变化", f.Year, year), EN: fmt.Sprintf("change from %d to %d", year, f.Year)},
		symbols: fmt.Sprintf("(E_%d − E_%d) ÷ |E_%d|", f.Year, year, year), numbers: fmt.Sprintf("(%s − %s) ÷ %s", now.value.Decimal, then.value.Decimal, then.value.Decimal.Abs()),
		value: change.String(), printed: signed(change), parts: []part{{same(fmt.Sprintf("E_%d", f.Year)), now.text + " t CO2e", now.link}, {same(fmt.Sprintf("E_%d", year)), then.text + " t CO2e", then.link}}})
	return []remark{{text, signed(change), link}}
}

// uncertainty is half of the 95 % interval of a total in per cent.
func (p *page) uncertainty(scope string) (decimal.Decimal, bool) {
	if p.s.Uncertainty == nil || p.masked {
		return decimal.Decimal{}, false
	}
	for _, f := range p.s.Uncertainty.Figures {
		if f.ID == scope && f.Kind == engine.LevelFigure {
			half := f.Linear.Percent()
			return half.Decimal, half.Valid && !half.Decimal.IsZero()
		}
	}
	return decimal.Decimal{}, false
}

// mainIntensity is the intensity that the plan is assessed by, as far as the inventory has it: the first per money of one boundary.
func (p *page) mainIntensity() *engine.Intensity {
	if p.s.Intensities == nil || p.masked {
		return nil
	}
	for _, x := range p.s.Intensities.Series {
		if x.Main && x.Prices != 0 && len(x.Years) > 0 {
			return x
		}
	}
	return nil
}

func (p *page) intensityCard() (card, bool) {
	x := p.mainIntensity()
	if x == nil {
		return card{}, false
	}
	y := x.At(p.s.Year)
	if y == nil {
		return card{}, false
	}
	out := card{Label: x.Title(), Value: report.Significant(y.Value, 4), Unit: report.UnitText(x.Unit.String()), Link: p.intensityFigure(x, "value", p.s.Year)}
	if y.Direct != nil {
		out.Notes = append(out.Notes, remark{inventory.Text{ZH: fmt.Sprintf("比 %d 年", x.Base), EN: fmt.Sprintf("since %d", x.Base)}, signed(y.Direct.Neg()), p.intensityFigure(x, "direct", p.s.Year)})
	}
	if y.Annual != nil {
		out.Notes = append(out.Notes, remark{inventory.Text{ZH: "比上年", EN: "since the year before"}, signed(y.Annual.Neg()), p.intensityFigure(x, "annual", p.s.Year)})
	}
	return out, true
}

// unconfirmedCard is the share of the emissions that rests on unconfirmed factors.
func (p *page) unconfirmedCard() (card, bool) {
	share, ok := p.inv.UnconfirmedShare(p.s.Year)
	if !ok || p.masked {
		return card{}, false
	}
	var some, all decimal.Decimal
	var parts []part
	var sums []decimal.Decimal
	var last *inventory.Category
	for _, e := range p.inv.Estimates { // those of a category stand together
		co2e, ok := p.lineCO2e(e)
		if !ok || e.Row.Year != p.s.Year {
			continue
		}
		all = all.Add(co2e.Abs())
		if e.Status != inventory.Unconfirmed {
			continue
		}
		if c := e.Row.Category; c != last {
			parts = append(parts, part{name: inventory.Text{ZH: c.Code + " " + c.Name.ZH, EN: c.Code + " " + c.Name.EN}, link: p.figure(of(p.s.Year, c.Code, inventory.AllGases), "")})
			sums, last = append(sums, decimal.Decimal{}), c
		}
		some, sums[len(sums)-1] = some.Add(co2e.Abs()), sums[len(sums)-1].Add(co2e.Abs())
	}
	for i := range parts {
		parts[i].value = report.Tonnes(sums[i]) + " t CO2e"
	}
	link := p.extra(&extra{id: "unconfirmed", title: inventory.Text{ZH: fmt.Sprintf("%d 年依据未核对因子的比重", p.s.Year), EN: fmt.Sprintf("share of %d that rests on unconfirmed factors", p.s.Year)},
		symbols: "Σ|CO2e|_unconfirmed ÷ Σ|CO2e|", numbers: some.String() + " ÷ " + all.String(), value: share.String(), printed: report.Percent(share), parts: parts})
	return card{Label: inventory.Text{ZH: "依据未核对的因子", EN: "Resting on unconfirmed factors"}, Value: report.Percent(share), Link: link,
		Unit: inventory.Text{ZH: "占 Σ|CO2e|", EN: "of Σ|CO2e|"}}, true
}

// completeCard is how many of the pairs of category and gas are settled.
func (p *page) completeCard() (card, bool) {
	t := p.inv.Total(of(p.s.Year, inventory.ScopeTotal, inventory.AllGases))
	out := card{Label: inventory.Text{ZH: "完整性", EN: "Completeness"}, Value: fmt.Sprintf("%d / %d", t.Done, t.Pairs), Unit: inventory.Text{ZH: "个（类别，气体）有着落", EN: "(category, gas) pairs settled"}, Link: "#completeness"}
	if t.Open != 0 {
		out.Notes = append(out.Notes, remark{Text: inventory.Text{ZH: "其余为", EN: "the others are"}, Value: t.Open.String()})
	}
	return out, t.Pairs > 0
}
