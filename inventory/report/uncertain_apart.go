package report

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/uncertainty"
)

// apartOf are the totals and trends of which two ways to their uncertainty differ by more than a tenth, and why.
func apartOf(u *engine.Uncertainty) (out []inventory.Text) {
	few := fewDraws(u)
	for i, scope := range u.Approach1 {
		level := figureOf(u, scope.Scope, engine.LevelFigure)
		if level != nil && !level.Linear.Noise() {
			drawn := decimal.NullDecimal{}
			if level.Distribution != nil {
				drawn = level.Distribution.HalfOf()
			}
			ways := ways{level.Linear.Percent(), scope.Level(), drawn}
			out = append(out, ways.apart(level.Title, " %", whyApart(u, &u.Differences[i].Level), few)...)
		}
		trend := figureOf(u, scope.Scope, engine.TrendFigure)
		if trend == nil || scope.NoTrend != (inventory.Text{}) {
			continue
		}
		width, drawn := trend.Linear.Width(), decimal.NullDecimal{}
		width.Decimal = width.Decimal.Shift(2)
		if trend.Distribution != nil {
			if s := trend.Distribution.Spread(); s.Low.Valid && s.High.Valid {
				drawn = decimal.NewNullDecimal(s.High.Decimal.Sub(s.Low.Decimal).Mul(decimal.NewFromInt(50)))
			}
		}
		title := inventory.Text{ZH: trend.Title.ZH + "的变化", EN: trend.Title.EN + ", its change"}
		ways := ways{width, decimal.NewNullDecimal(scope.TrendPoints()), drawn}
		out = append(out, ways.apart(title, "", whyApart(u, &u.Differences[i].Trend), few)...)
	}
	return out
}

// ways are the uncertainties of one figure by first-order propagation, by the table of Approach 1 and half of the drawn interval.
type ways struct{ linear, table, drawn decimal.NullDecimal }

// apart says of one figure where the first order differs from the table and from the draws; unit is " %", or "" for points.
func (w *ways) apart(title inventory.Text, unit string, why, few inventory.Text) (out []inventory.Text) {
	said := func(d decimal.NullDecimal, lang string) string {
		if unit == "" {
			return rounded(d.Decimal, 1) + points.In(lang)
		}
		return rounded(d.Decimal, 1) + unit
	}
	if uncertainty.Apart(w.linear, w.table) && why != (inventory.Text{}) {
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("%s：按共享输入传递的一阶不确定度 ±%s，方法 1 的表 ±%s，相差超过一成：%s", title.ZH, said(w.linear, "zh"), said(w.table, "zh"), why.ZH),
			EN: fmt.Sprintf("%s: by first-order propagation with shared inputs ±%s, by the table of Approach 1 ±%s: more than a tenth apart, for %s", title.EN, said(w.linear, "en"), said(w.table, "en"), why.EN)})
	}
	if uncertainty.Apart(w.linear, w.drawn) {
		why := inventory.Text{ZH: "分布不对称、区间宽（对数正态、截尾）或式子非线性", EN: "laws that are skewed, wide (lognormal, truncated) or equations that are not linear"}
		if few != (inventory.Text{}) {
			why = few
		}
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("%s：模拟的 95 %% 区间的一半是 %s，一阶传递 ±%s，相差超过一成：%s", title.ZH, said(w.drawn, "zh"), said(w.linear, "zh"), why.ZH),
			EN: fmt.Sprintf("%s: half of the simulated 95 %% interval is %s, by first-order propagation ±%s: more than a tenth apart, for %s", title.EN, said(w.drawn, "en"), said(w.linear, "en"), why.EN)})
	}
	return out
}

// fewDraws is that the ends of the intervals are known to no tenth of their half; empty where the draws are enough.
func fewDraws(u *engine.Uncertainty) (out inventory.Text) {
	if u.Simulated == nil {
		return out
	}
	if draws, percent, few := uncertainty.FewDraws(u.Simulated.Draws); few {
		out.ZH = fmt.Sprintf("只抽了 %d 次：区间端点的抽样误差（3 倍标准误）约为半区间的 %s %%", draws, percent)
		out.EN = fmt.Sprintf("the number of draws, %d, leaves the ends known to about %s %% of half the interval (three standard errors)", draws, percent)
	}
	return out
}

// whyApart names what makes the first order differ from the table, as it was found; empty where nothing was.
func whyApart(u *engine.Uncertainty, d *uncertainty.Difference) inventory.Text {
	var zh, en []string
	say := func(inChinese, inEnglish string) { zh, en = append(zh, inChinese), append(en, inEnglish) }
	if len(d.Shared) > 0 {
		s := d.Shared[0]
		title := variableTitle(u, s.Variable)
		say(fmt.Sprintf("各行共用的输入，表中按互不相关处理（首先是%s，%d 行共用，方差 %s %%）", title.ZH, len(s.Rows), changed(s.Adds, 1)),
			fmt.Sprintf("inputs that rows share, which the table takes for independent (first %s, shared by %d rows, variance %s %%)", title.EN, len(s.Rows), changed(s.Adds, 1)))
	}
	if d.Correlations {
		say("records/correlations.csv 所记的行之间、活动与因子之间或年份之间的相关，表中没有", "correlations that records/correlations.csv declares between rows, between activity and factor or between years, which the table does not know")
	}
	if d.Mixed {
		say("有的行一侧的输入部分两年同误差、部分不同，表中只有一个标记", "rows with inputs on one side that partly err alike in both years and partly do not, of which the table has one flag")
	}
	if d.YearShares {
		say("表中两年的误差都按当年的份额和百分比计，基准年的不同", "errors of either year that the table takes by the shares and percentages of the year, where those of the base year are others")
	}
	return inventory.Text{ZH: strings.Join(zh, "；"), EN: strings.Join(en, "; and for ")}
}
