package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
)

// points prints first what a reader wants to know: how the targets stand, energy per output, what documents say against each other,
// and what is missing for the declines of CO2.
func (p *intensityPage) points() {
	var out []string
	if counted := p.states(); counted != "" {
		out = append(out, counted)
	}
	if point := p.energyPoint(); point != "" {
		out = append(out, point)
	}
	for _, d := range p.Stated {
		if disagree(d) {
			out = append(out, p.disagreement(d))
		}
	}
	for _, s := range p.Plan {
		if point := s.Latest(); s.Target.Form == "decline_pct" && s.Goal != nil && point != nil {
			out = append(out, p.standing(s, point))
		}
	}
	if lacking := p.carbonLacking(); lacking != "" {
		out = append(out, lacking)
	}
	if out == nil {
		return
	}
	p.title("要点", "In short")
	for _, line := range out {
		fmt.Fprintln(p.w, "  · "+line)
	}
}

// states counts the targets by where they stand.
func (p *intensityPage) states() string {
	if len(p.Plan) == 0 {
		return ""
	}
	var parts []string
	for _, state := range []string{engine.TargetMet, engine.TargetAhead, engine.TargetBetween, engine.TargetBehind, engine.TargetMissed, engine.TargetUnlike, engine.TargetStart, engine.TargetUnknown, engine.TargetPending} {
		n := 0
		for _, s := range p.Plan {
			if s.State == state {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", stateNames[state].In(p.lang), n))
		}
	}
	return fmt.Sprintf(p.say("%d 项规划指标：%s", "%d targets of the plan: %s"), len(p.Plan), strings.Join(parts, p.say("，", ", ")))
}

// energyPoint tells of energy per GDP in its latest year.
func (p *intensityPage) energyPoint() string {
	at := slices.IndexFunc(p.Series, func(x *engine.Intensity) bool { return x.ID == "energy/gdp" })
	if at < 0 {
		return ""
	}
	x := p.Series[at]
	y := x.Years[len(x.Years)-1]
	out := fmt.Sprintf(p.say("%d 年单位地区生产总值能耗 %s %s（%s 万tce ÷ %s 亿元，%d 年价）", "energy per GDP in %d: %s %s (%s 10^4 tce ÷ %s 10^8 CNY, %d prices)"), y.Year, significant(y.Value, 4), p.unit(x.Unit),
		rounded(y.Numerator.Shift(-4), 2), plainFigure(y.Output.Shift(-4)), x.Prices)
	if y.Preliminary {
		out += p.say("，用到初步数", ", on a preliminary figure")
	}
	if y.Low != nil && y.High != nil {
		out += fmt.Sprintf(p.say("；产值取值未定，在 %s–%s 之间", "; as long as the output is not settled, between %s and %s"), significant(*y.Low, 4), significant(*y.High, 4))
	}
	return out
}

// disagreement tells of two published figures of one decline.
func (p *intensityPage) disagreement(d *engine.StatedDecline) string {
	low, high := d.Figures[0], d.Figures[0]
	for _, f := range d.Figures {
		if f.Decline.LessThan(low.Decline) {
			low = f
		}
		if f.Decline.GreaterThan(high.Decline) {
			high = f
		}
	}
	gap := high.Decline.Sub(low.Decline)
	out := fmt.Sprintf(p.say("“%s”%s 年在文件里有 %s %% 和 %s %% 两个数，相差 %s 个百分点", "%q of %s is published as %s %% and as %s %%, %s percentage points apart"), d.Statistic.Title.In(p.lang), spanOf(d),
		shortPercent(low.Decline), shortPercent(high.Decline), shortPercent(gap))
	if low.Implied != nil && high.Implied != nil {
		out += fmt.Sprintf(p.say("；前者意味着产值年均增 %s %%，后者 %s %%（能耗年均增 %s %%）", "; the one implies output growing %s %% a year, the other %s %% (energy grew %s %% a year)"), perCent(low.Implied, 2), perCent(high.Implied, 2), perCent(d.Growth, 2))
	}
	return out
}

// spanOf are the years that a stated decline counts between, the last alone if the first is not said.
func spanOf(d *engine.StatedDecline) string {
	if d.From == 0 {
		return strconv.Itoa(d.To)
	}
	return fmt.Sprintf("%d–%d", d.From, d.To)
}

// shortPercent prints a share in per cent with the digits that it has.
func shortPercent(d decimal.Decimal) string { return plainFigure(d.Shift(2)) }

// standing tells where a decline with a target stands.
func (p *intensityPage) standing(s *engine.Standing, point *engine.TargetPoint) string {
	reached, goal, state := perCent(&point.Reached, 2), shortPercent(*s.Goal), stateNames[s.State].In(p.lang)
	out := inventory.Text{ZH: fmt.Sprintf("%s：%d 年累计 %s %%，目标 %s %%（%d 年），%s", p.indicator(s.Target), point.Year, reached, goal, s.Target.TargetYear, state),
		EN: fmt.Sprintf("%s: down %s %% by %d, target %s %% by %d, %s", p.indicator(s.Target), reached, point.Year, goal, s.Target.TargetYear, state)}.In(p.lang)
	if needed := p.needed(s, point); needed != "–" {
		out += fmt.Sprintf(p.say("，此后每年需降 %s", ", %s still needed in each year left"), needed)
	}
	return out
}

// carbonLacking says of the targets of CO2 what keeps them from being known.
func (p *intensityPage) carbonLacking() string {
	pending := 0
	unknown := false
	for _, s := range p.Plan {
		if s.Target.Form != "decline_pct" || !strings.Contains(s.Target.Indicator, "二氧化碳") && !strings.Contains(s.Target.Indicator, "CO2") {
			continue
		}
		if s.Target.Status == "pending" {
			pending++
		}
		unknown = unknown || s.Latest() == nil
	}
	var missing []string
	for _, l := range p.Lacking {
		missing = append(missing, l.Title.In(p.lang)+" "+engine.YearList(l.Years))
	}
	var parts []string
	if pending > 0 {
		parts = append(parts, fmt.Sprintf(p.say("%d 项二氧化碳下降目标待市级下达", "%d targets of CO2 are pending with the municipality"), pending))
	}
	if unknown && missing != nil {
		parts = append(parts, p.say("现有数据算不出二氧化碳下降率，缺 ", "no decline of CO2 can be computed yet; missing: ")+strings.Join(missing, p.say("；", "; ")))
	}
	return strings.Join(parts, p.say("；", "; "))
}

// unit is a unit in the words of the page.
func (p *intensityPage) unit(u quantity.Unit) string {
	return UnitText(u.String()).In(p.lang)
}

// with puts a unit or a remark in brackets behind a name.
func (p *intensityPage) with(name, remark string) string {
	return name + p.say("（"+remark+"）", " ("+remark+")")
}

// directionSigns are the signs of a target's direction.
var directionSigns = map[string]string{">=": "≥", ">": ">", "<=": "≤", "<": "<"}

// completeness adds how many pairs of category and gas the inventory answers for in each year.
func (p *intensityPage) completeness(t *columns, years []int) {
	row := []string{p.say("清单有数的（类别，气体）", "pairs (category, gas) that the inventory answers for")}
	for _, year := range years {
		total := p.Inventory.Total(inventory.Figure{Year: year, Boundary: inventory.Territorial, Scope: inventory.ScopeWithoutLand, Gas: inventory.AllGases})
		row = append(row, fmt.Sprintf("%d/%d", total.Done, total.Pairs))
	}
	t.add(row...)
}
