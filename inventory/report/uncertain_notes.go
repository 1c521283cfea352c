package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/uncertainty"
)

// uncertainNotes say how the figures were made and where the ways to them differ.
func uncertainNotes(u *engine.Uncertainty) (out []inventory.Text) {
	switch {
	case len(u.Figures) == 0:
		return append(out, inventory.Text{ZH: fmt.Sprintf("%d 年没有一个有数的估算：没有可评估的", u.Year), EN: fmt.Sprintf("no estimate of %d has a figure: there is nothing to assess", u.Year)})
	case u.Simulated != nil:
		out = append(out, drawnNote(u.Simulated, u.Options.Seed, u.Options.Sampling))
	default:
		out = append(out, inventory.Text{ZH: "没有模拟（--draws 0）", EN: "not simulated (--draws 0)"})
	}
	out = append(out, inventory.Text{
		ZH: "方法 1：各行（类别 × 气体，燃料按种类）互不相关（卷 1 式 3.1、3.2）；一阶：经偏导数传递，共用的输入是同一个变量",
		EN: "Approach 1: rows (category by gas, fuels by kind) are independent (V1 Eq 3.1, 3.2); first order: by partial derivatives, a shared input being one variable"})
	if !u.Options.GWP.IsZero() {
		out = append(out, inventory.Text{ZH: fmt.Sprintf("GWP 的不确定度按 ±%s %% 计入（CO2 除外）", u.Options.GWP), EN: fmt.Sprintf("potentials count as ± %s %% (not that of CO2)", u.Options.GWP)})
	}
	out = append(out, apartOf(u)...)
	if u.NoBase != (inventory.Text{}) {
		out = append(out, u.NoBase)
	}
	for _, scope := range u.Approach1 {
		if u.Base != 0 && scope.NoTrend != (inventory.Text{}) {
			title := figureOf(u, scope.Scope, engine.LevelFigure).Title
			out = append(out, inventory.Text{ZH: title.ZH + "：" + scope.NoTrend.ZH, EN: title.EN + ": " + scope.NoTrend.EN})
		}
		if u.Base != 0 && scope.Base.IsNegative() {
			title := figureOf(u, scope.Scope, engine.LevelFigure).Title
			out = append(out, inventory.Text{
				ZH: title.ZH + "：基准年是净清除，变化按它的大小计，正数表示净清除减少（csv 中方法 1 的 trend_pct 按带符号的合计计，符号相反）",
				EN: title.EN + ": the base year is a net removal; the change is in per cent of its size, above zero where the removal became smaller (trend_pct of Approach 1 in the csv is of the signed total: its sign is the opposite)"})
		}
	}
	out = append(out, oneYearNotes(u)...)
	out = append(out, correlatedNotes(u)...)
	for i := range u.Repairs {
		smallest, frobenius, largest := u.Repairs[i].Figures()
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("相关矩阵（%d 个变量）不正定，已按要求修正：最小特征值 %s 提到 1e-10，Frobenius 范数变化 %s，单个系数最多变化 %s", len(u.Repairs[i].Members), figure(smallest), rounded(frobenius, 6), rounded(largest, 6)),
			EN: fmt.Sprintf("a matrix of correlations (%d variables) was not positive definite and was repaired as asked: smallest eigenvalue %s raised to 1e-10, Frobenius norm of the change %s, largest change of a coefficient %s", len(u.Repairs[i].Members), figure(smallest), rounded(frobenius, 6), rounded(largest, 6))})
	}
	return out
}

// drawnNote says how was drawn, and what the draws are good for.
func drawnNote(drawn *uncertainty.Simulated, seed uint64, by uncertainty.Sampling) inventory.Text {
	sampling := map[string]inventory.Text{"plain": {ZH: "独立抽样", EN: "independent draws"}, "latin": {ZH: "拉丁超立方", EN: "Latin hypercube"}, "sobol": {ZH: "加扰 Sobol' 点", EN: "scrambled Sobol' points"}}[by.String()]
	draws := rounded(decimal.NewFromInt(int64(drawn.Draws)), 0)
	out := inventory.Text{
		ZH: fmt.Sprintf("模拟（方法 2）：%s 次，%s，种子 %d；区间为 2.5 %% 至 97.5 %% 分位数（两侧概率相等；最短区间见 csv）", draws, sampling.ZH, seed),
		EN: fmt.Sprintf("simulated (Approach 2): %s draws, %s, seed %d; intervals run from the 2.5 to the 97.5 percentile (as much on either side; the shortest stand in csv)", draws, sampling.EN, seed)}
	switch s := drawn.Stopped; {
	case s.Adaptive && s.Converged:
		out.ZH += fmt.Sprintf("；按 JCGM 101 7.9.4 已收敛到标准不确定度的 %d 位有效数字", s.Digits)
		out.EN += fmt.Sprintf("; converged by JCGM 101 7.9.4, significant digits of the standard uncertainty: %d", s.Digits)
	case s.Adaptive:
		out.ZH += fmt.Sprintf("；到上限仍未收敛，按 JCGM 101 7.9.4 达到 %d 位有效数字", s.Digits)
		out.EN += fmt.Sprintf("; the cap was reached first, significant digits that hold by JCGM 101 7.9.4: %d", s.Digits)
	}
	return out
}

// figureOf finds a figure of the analysis, nil if there is none.
func figureOf(u *engine.Uncertainty, id, kind string) *engine.UncertainFigure {
	for _, f := range u.Figures {
		if f.ID == id && f.Kind == kind {
			return f
		}
	}
	return nil
}

// apartOf are the totals and trends of which two ways to their uncertainty differ by more than a tenth, and why.
func apartOf(u *engine.Uncertainty) (out []inventory.Text) {
	for i, scope := range u.Approach1 {
		shared := sharedText(u, i == 0)
		if level := figureOf(u, scope.Scope, engine.LevelFigure); level != nil {
			drawn := decimal.NullDecimal{}
			if level.Distribution != nil {
				drawn = level.Distribution.HalfOf()
			}
			out = append(out, apart(level.Title, " %", level.Linear.Percent(), scope.Level(), drawn, shared)...)
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
		out = append(out, apart(title, "", width, decimal.NewNullDecimal(scope.TrendPoints()), drawn, yearsApart)...)
	}
	return out
}

// yearsApart is why the table of Approach 1 differs in a trend.
var yearsApart = inventory.Text{
	ZH: "各行共用的输入、两年只有一部分相同的输入，表中各行互不相关，两年只分相同与不同",
	EN: "inputs that rows share, or that are the same in both years in part only, where the table has independent rows and years that err alike or not at all"}

// apart says of one figure where the first order differs from the table and from the draws; unit is " %", or "" for points.
func apart(title inventory.Text, unit string, linear, table, drawn decimal.NullDecimal, shared inventory.Text) (out []inventory.Text) {
	said := func(d decimal.NullDecimal, lang string) string {
		if unit == "" {
			return rounded(d.Decimal, 1) + points.In(lang)
		}
		return rounded(d.Decimal, 1) + unit
	}
	if uncertainty.Apart(linear, table) {
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("%s：按共享输入传递的一阶不确定度 ±%s，方法 1 的表 ±%s，相差超过一成：%s", title.ZH, said(linear, "zh"), said(table, "zh"), shared.ZH),
			EN: fmt.Sprintf("%s: by first-order propagation with shared inputs ±%s, by the table of Approach 1 ±%s: more than a tenth apart, for %s", title.EN, said(linear, "en"), said(table, "en"), shared.EN)})
	}
	if uncertainty.Apart(linear, drawn) {
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("%s：模拟的 95 %% 区间的一半是 %s，一阶传递 ±%s，相差超过一成：分布不对称、区间宽（对数正态、截尾）或式子非线性", title.ZH, said(drawn, "zh"), said(linear, "zh")),
			EN: fmt.Sprintf("%s: half of the simulated 95 %% interval is %s, by first-order propagation ±%s: more than a tenth apart, for laws that are skewed, wide (lognormal, truncated) or equations that are not linear", title.EN, said(drawn, "en"), said(linear, "en"))})
	}
	return out
}

// sharedText names the inputs that rows share and the table of Approach 1 takes for independent ones.
func sharedText(u *engine.Uncertainty, name bool) inventory.Text {
	out := inventory.Text{ZH: "各行共用的输入，表中按互不相关处理", EN: "inputs that rows share, which the table takes for independent"}
	if !name || len(u.Shared) == 0 {
		return out
	}
	s := u.Shared[0]
	title := variableTitle(u, s.Variable)
	out.ZH += fmt.Sprintf("（首先是%s，%d 行共用，方差 %s %%）", title.ZH, len(s.Rows), changed(s.Adds, 1))
	out.EN += fmt.Sprintf(" (first %s, shared by %d rows, variance %s %%)", title.EN, len(s.Rows), changed(s.Adds, 1))
	return out
}

// shownOneYear is how many rows with estimates in one year alone people are shown.
const shownOneYear = 5

// oneYearNotes name the rows that count as zero in one of the years, the largest first.
func oneYearNotes(u *engine.Uncertainty) (out []inventory.Text) {
	rows := slices.Clone(u.OneYear)
	slices.SortStableFunc(rows, func(a, b engine.RowOfOneYear) int { return b.CO2e.Abs().Cmp(a.CO2e.Abs()) })
	for i, r := range rows {
		if i == shownOneYear {
			more := len(rows) - shownOneYear
			return append(out, inventory.Text{ZH: fmt.Sprintf("另有 %d 行只有一年有估算", more), EN: fmt.Sprintf("rows with estimates in one year alone, beside these: %d", more)})
		}
		said := func(lang string) string {
			return strings.Join(strings.Fields(r.Category.Code+" "+r.Category.Name.In(lang)+" "+fuelGroup(r.Item, lang)+" "+r.Gas), " ") + " (" + tonnes(r.CO2e) + " t CO2e)"
		}
		note := inventory.Text{ZH: fmt.Sprintf("%s：%d 年没有估算，趋势中按 0 计", said("zh"), r.Missing), EN: fmt.Sprintf("%s has no estimate in %d and counts as 0 there in the trend", said("en"), r.Missing)}
		if r.Unknown {
			note.ZH, note.EN = note.ZH+"；有“未估算”（NE）的标记，0 可能不对", note.EN+"; NE stands there, so that 0 may be wrong"
		}
		out = append(out, note)
	}
	return out
}

var fuelGroups = map[string]inventory.Text{"solid": {ZH: "固体燃料", EN: "solid"}, "liquid": {ZH: "液体燃料", EN: "liquid"}, "gas": {ZH: "气体燃料", EN: "gas"}, "peat": {ZH: "泥炭", EN: "peat"},
	"biomass": {ZH: "生物质燃料", EN: "biomass"}, "waste_fossil": {ZH: "化石废弃物", EN: "fossil waste"}, "carrier": {ZH: "电力和热力", EN: "electricity and heat"}}

// fuelGroup is a group of fuels in words; another item is its own name.
func fuelGroup(item, lang string) string {
	if words, known := fuelGroups[item]; known {
		return words.In(lang)
	}
	return item
}
