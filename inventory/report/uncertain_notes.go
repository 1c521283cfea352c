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
		if few := fewDraws(u); few != (inventory.Text{}) {
			out = append(out, few)
		}
	default:
		out = append(out, inventory.Text{ZH: "没有模拟（--draws 0）", EN: "not simulated (--draws 0)"})
	}
	out = append(out, unstatedNotes(u)...)
	out = append(out, inventory.Text{
		ZH: "方法 1：各行（类别 × 气体，燃料按种类）互不相关（卷 1 式 3.1、3.2）；一阶：经偏导数传递，共用的输入是同一个变量",
		EN: "Approach 1: rows (category by gas, fuels by kind) are independent (V1 Eq 3.1, 3.2); first order: by partial derivatives, a shared input being one variable"})
	if !u.Options.GWP.IsZero() {
		out = append(out, inventory.Text{ZH: fmt.Sprintf("GWP 的不确定度按 ±%s %% 计入（CO2 除外）", u.Options.GWP), EN: fmt.Sprintf("potentials count as ± %s %% (not that of CO2)", u.Options.GWP)})
	}
	out = append(out, apartOf(u)...)
	if len(u.Approach1) > 0 {
		out = append(out, largeRows(u.Approach1[0].Propagation)...)
	}
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
	out = append(append(out, oneYearNotes(u)...), changedNotes(u)...)
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
	if drawn.Draws == 1 {
		out.EN = strings.Replace(out.EN, "1 draws", "1 draw", 1)
	}
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

// changedNotes name the categories that are verified in one year and computed in the other.
func changedNotes(u *engine.Uncertainty) (out []inventory.Text) {
	for _, c := range u.Changed {
		other, join := u.Year+u.Base-c.Verified, inventory.Text{}
		if strings.HasPrefix(c.Category.Code, "1.A") {
			join = inventory.Text{ZH: "；核查数写明燃料（item）可与原行相接", EN: "; a verified figure that names its fuel (item) joins that row"}
		}
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("%s %s %s：%d 年有核查数，%d 年只有计算数：方法变了，行之间的增减不全是排放的变化，趋势（T1、T2）的关键类别可能由此而来%s", c.Category.Code, c.Category.Name.ZH, c.Gas, c.Verified, other, join.ZH),
			EN: fmt.Sprintf("%s %s %s has a verified estimate in %d and computed ones alone in %d: the method changed, not every move between its rows is one of emissions, and key categories of the trend (T1, T2) may come of it%s", c.Category.Code, c.Category.Name.EN, c.Gas, c.Verified, other, join.EN)})
	}
	return out
}

var fuelGroups = map[string]inventory.Text{"solid": {ZH: "固体燃料", EN: "solid"}, "liquid": {ZH: "液体燃料", EN: "liquid"}, "gas": {ZH: "气体燃料", EN: "gas"}, "peat": {ZH: "泥炭", EN: "peat"},
	"biomass": {ZH: "生物质燃料", EN: "biomass"}, "waste_fossil": {ZH: "化石废弃物", EN: "fossil waste"}, "carrier": {ZH: "电力和热力", EN: "electricity and heat"}}

// fuelGroup is a group of fuels in words; another item is its own name.
func fuelGroup(item, lang string) string { return FuelGroup(item).In(lang) }

// FuelGroup is a group of fuels in words, as rows of fuel name it; another item is its own name.
func FuelGroup(item string) inventory.Text {
	if words, known := fuelGroups[item]; known {
		return words
	}
	return inventory.Text{ZH: item, EN: item}
}
