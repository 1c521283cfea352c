package report

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/uncertainty"
)

// propagationSentences say how certain the total and its trend are.
func propagationSentences(p *uncertainty.Propagation) (out []inventory.Text) {
	return append(out, levelSentence(p), trendSentence(p))
}

func levelSentence(p *uncertainty.Propagation) inventory.Text {
	total, level := asStated(p.Year), p.Level()
	below, belowPercent := p.Below()
	above, abovePercent := p.Above()
	switch {
	case !level.Valid:
		return inventory.Text{
			ZH: fmt.Sprintf("合计 %s，95 %% 区间 %s 至 %s（± %s）：%s。", total, tonnes(below.Neg()), tonnes(above), tonnes(p.Width()), p.NoLevel.ZH),
			EN: fmt.Sprintf("Total %s, 95 %% interval %s to %s (± %s): %s.", total, tonnes(below.Neg()), tonnes(above), tonnes(p.Width()), p.NoLevel.EN)}
	case !below.Equal(above):
		return inventory.Text{
			ZH: fmt.Sprintf("合计 %s，95 %% 区间 -%s %% / +%s %%（%s 至 %s）；按较大一侧为 ± %s %%。", total, rounded(belowPercent.Decimal, 1), rounded(abovePercent.Decimal, 1), tonnes(p.Year.Sub(below)), tonnes(p.Year.Add(above)), rounded(level.Decimal, 1)),
			EN: fmt.Sprintf("Total %s, 95 %% interval -%s %% / +%s %% (%s to %s); ± %s %% by the larger sides.", total, rounded(belowPercent.Decimal, 1), rounded(abovePercent.Decimal, 1), tonnes(p.Year.Sub(below)), tonnes(p.Year.Add(above)), rounded(level.Decimal, 1))}
	}
	return inventory.Text{
		ZH: fmt.Sprintf("合计 %s，± %s %%（95 %% 区间 %s 至 %s）。", total, rounded(level.Decimal, 1), tonnes(p.Year.Sub(p.Width())), tonnes(p.Year.Add(p.Width()))),
		EN: fmt.Sprintf("Total %s, ± %s %% (95 %% interval %s to %s).", total, rounded(level.Decimal, 1), tonnes(p.Year.Sub(p.Width())), tonnes(p.Year.Add(p.Width())))}
}

func trendSentence(p *uncertainty.Propagation) inventory.Text {
	if p.NoTrend != (inventory.Text{}) {
		return inventory.Text{ZH: "没有趋势：" + p.NoTrend.ZH + "。", EN: "No trend: " + p.NoTrend.EN + "."}
	}
	low, high := p.TrendRange()
	trend, points := changed(p.TrendPercent(), 1), rounded(p.TrendPoints(), 1)
	return inventory.Text{
		ZH: fmt.Sprintf("与基准年相比 %s %%，± %s 个百分点（95 %% 区间 %s %% 至 %s %%）。", trend, points, changed(low, 1), changed(high, 1)),
		EN: fmt.Sprintf("Since the base year %s %%, ± %s percentage points (95 %% interval %s %% to %s %%).", trend, points, changed(low, 1), changed(high, 1))}
}

// propagationNotes are what a reader must know of the figures.
func propagationNotes(p *uncertainty.Propagation) (out []inventory.Text) {
	if p.Asymmetric() {
		out = append(out, inventory.Text{
			ZH: "区间上下不等的行，较大一侧用于合计和趋势的 ±；合计的上下两侧由各行的同向一侧分别按式 3.2 合成；-/+ 是区间的下端和上端，清除量更大是下端",
			EN: "rows with unequal sides enter the ± of total and trend with the larger; the sides of the total are propagated from the like sides of the rows, each by Eq 3.2; -/+ are the lower and the upper end of the interval, and a larger removal is the lower"})
	}
	out = append(out, largeNotes(p)...)
	if p.NoTrend == (inventory.Text{}) && p.Base.IsNegative() {
		out = append(out, inventory.Text{
			ZH: "基准年合计为净清除：趋势的百分数按带符号的合计计算，负数表示净清除减少",
			EN: "the base year is a net removal: the trend is in per cent of the signed total, below zero where the net removal became smaller"})
	}
	return out
}

// largeRows count the rows of which error propagation understates the uncertainty.
func largeRows(p *uncertainty.Propagation) (out []inventory.Text) {
	large, beyond := 0, 0
	for i := range p.Lines {
		if _, reliable, needed := p.Lines[i].Corrected(); needed {
			if large++; !reliable {
				beyond++
			}
		}
	}
	if large > 0 {
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("%d 行的合成不确定度超过 100 %%，误差传递会低估乘积（式 3.3）；按式 3.4 修正的值见 csv 的 u_corrected_pct，表中未用。其中 %d 行超过 230 %%，修正不可靠，留空", large, beyond),
			EN: fmt.Sprintf("rows above 100 %%: %d; error propagation understates such products (Eq 3.3). Corrected by Eq 3.4 they stand in u_corrected_pct of the csv; the table is reckoned without. Above 230 %%, where the correction is not reliable and left blank: %d", large, beyond)})
	}
	return out
}

// largeNotes say what error propagation is worth where uncertainties are large.
func largeNotes(p *uncertainty.Propagation) (out []inventory.Text) {
	out = largeRows(p)
	if percent, reliable, needed := p.Corrected(); needed {
		out = append(out, correctedTotal(percent, reliable))
	}
	if low, high, fit := p.Lognormal(); fit {
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("合计的不确定度不小于 50 %%：按对数正态分布，95 %% 区间为 %s %% / %s %%（式 3.5—3.7）", changed(low, 1), changed(high, 1)),
			EN: fmt.Sprintf("the total's uncertainty is 50 %% at least: taken as lognormal, its 95 %% interval is %s %% / %s %% (Eq 3.5–3.7)", changed(low, 1), changed(high, 1))})
	}
	return out
}

func correctedTotal(percent decimal.Decimal, reliable bool) inventory.Text {
	out := inventory.Text{
		ZH: fmt.Sprintf("合计的不确定度超过 100 %%：含乘积的模型按式 3.4 修正为 ± %s %%", rounded(percent, 1)),
		EN: fmt.Sprintf("the total's uncertainty is above 100 %%: corrected by Eq 3.4, for models with products, it is ± %s %%", rounded(percent, 1))}
	if !reliable {
		out.ZH, out.EN = out.ZH+"；超过 230 %，修正不可靠", out.EN+", which above 230 % is not reliable"
	}
	return out
}
