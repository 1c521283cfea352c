package report

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/trend"
)

// peaks prints whether the series have peaked, and claims nothing before there are figures of five years after the maximum.
func (p *intensityPage) peaks() {
	if len(p.Peaks) == 0 {
		return
	}
	t := &columns{right: []bool{false, true, false, true, true, false}}
	t.rule()
	t.add(p.say("峰值", "peak"), p.say("最大值", "maximum"), p.say("年份", "year"), p.say("其后年数", "years since"), "p", p.say("判断", "verdict"))
	t.rule()
	partial := false
	for _, peak := range p.Peaks {
		found := peak.Peak
		probability, mark := "–", ""
		if found.Verdict != trend.NotYetJudged {
			probability = probabilityText(found.P)
		}
		if !peak.Comparable {
			mark, partial = "*", true
		}
		t.add(p.with(peak.Title.In(p.lang), p.unit(peak.Unit)), tonnes(found.Maximum)+mark, engine.YearList(found.Years), fmt.Sprint(found.Since), probability, peakVerdict(found, p.Inventory.Years[0]).In(p.lang))
	}
	t.rule()
	fmt.Fprintln(p.w)
	t.write(p.w)
	if partial {
		fmt.Fprintln(p.w, p.say("* 各年完整性不同，最大值可能只是那一年统计得最全", "* the years are not equally complete: the largest may only be the one that counts most"))
	}
}

// peakVerdict says whether a series has peaked, first being its first year.
func peakVerdict(found trend.Peak, first int) (out inventory.Text) {
	switch found.Verdict {
	case trend.Declining:
		out = inventory.Text{ZH: "其后显著下降（Mann–Kendall，p ≤ 0.05）", EN: "declining since (Mann–Kendall, p ≤ 0.05)"}
	case trend.NotSignificant:
		out = inventory.Text{ZH: "其后没有显著下降", EN: "no significant decline since"}
	default:
		out = inventory.Text{ZH: fmt.Sprintf("其后不足 %d 年，不作判断", trend.LeastAfter), EN: fmt.Sprintf("fewer than %d years since: nothing is claimed", trend.LeastAfter)}
	}
	if len(found.Years) > 0 && found.Years[0] == first {
		out.ZH, out.EN = out.ZH+"；最大值在首年，峰值可能更早", out.EN+"; the first year has the maximum, and the peak may lie before it"
	}
	if found.Missing != nil {
		years := engine.YearList(found.Missing)
		out.ZH, out.EN = out.ZH+"；缺 "+years+" 年", out.EN+"; no figure of "+years
	}
	return out
}

// probabilityText prints a probability with three decimals, and one that is smaller as such.
func probabilityText(p decimal.Decimal) string {
	if p.LessThan(decimal.New(1, -3)) {
		return "< 0.001"
	}
	return rounded(p, 3)
}

// projection prints where the intensities would stand in the target year: a scenario.
func (p *intensityPage) projection() {
	if len(p.projections) == 0 {
		return
	}
	first := p.projections[0]
	t := &columns{right: []bool{false, true, true, true, true, true, true, true}}
	t.rule()
	t.add(fmt.Sprintf(p.say("情景（非清单）：%d 年", "scenario (not the inventory): %d"), first.Target), fmt.Sprintf(p.say("%d 年以来年均下降 %%", "mean yearly decline since %d %%"), p.Base), p.say("产值年均增 %", "output grows % a year"), p.say("趋势排放或能耗", "emission or energy by the trend"),
		p.say("趋势累计下降 %", "decline by the trend %"), p.say("拟合趋势 %", "fitted trend %"), p.say("措施改变 %", "measures change %"), p.say("有措施累计下降 %", "decline with measures %"))
	t.rule()
	for _, one := range p.projections {
		if p.repeats(one.Intensity) {
			continue
		}
		t.add(strings.TrimSpace(one.Intensity.Title().In(p.lang)), perCent(&one.Yearly, 2), perCent(&one.Growth, 2), tonnes(one.Emission)+" "+p.unit(one.Intensity.Numerator.Unit), perCent(&one.Trend, 2), perCent(one.Fitted, 2), perCent(one.Measures, 2), perCent(one.With, 2))
	}
	t.rule()
	fmt.Fprintln(p.w)
	t.write(p.w)
}

// ProjectionRecords is the scenarios of the intensities, a row an intensity.
func ProjectionRecords(i *engine.Intensities, projections []engine.Projection) Records {
	out := Records{Columns: []string{"region", "scenario", "intensity", "base_year", "latest_year", "target_year", "decline_yearly", "output_growth_yearly", "trend_decline", "fitted_decline", "trend_numerator", "measures_share", "decline_with_measures"}}
	for _, one := range projections {
		out.Rows = append(out.Rows, []string{i.Inventory.Region, "scenario, not the inventory", one.Intensity.ID, fmt.Sprint(i.Base), fmt.Sprint(one.Latest), fmt.Sprint(one.Target), one.Yearly.String(), one.Growth.String(), one.Trend.String(), number(one.Fitted), one.Emission.String(),
			number(one.Measures), number(one.With)})
	}
	return out
}

// PeakRecords is the peaks of the series, a row a series.
func PeakRecords(i *engine.Intensities) Records {
	out := Records{Columns: []string{"region", "series_zh", "series_en", "unit", "maximum", "years", "years_since", "years_missing", "s", "p", "verdict", "comparable"}}
	for _, peak := range i.Peaks {
		found := peak.Peak
		s, probability := "", ""
		if found.Verdict != trend.NotYetJudged {
			s, probability = fmt.Sprint(found.S), found.P.String()
		}
		out.Rows = append(out.Rows, []string{i.Inventory.Region, peak.Title.ZH, peak.Title.EN, peak.Unit.String(), found.Maximum.String(), engine.YearList(found.Years), fmt.Sprint(found.Since), engine.YearList(found.Missing), s, probability, found.Verdict.String(),
			flag(peak.Comparable)})
	}
	return out
}
