package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/uncertainty"
)

// UncertainPage prints what is known of how certain an inventory is: totals, gases, sectors and intensities with their intervals by the
// methods asked for, what to improve next, the chances of the targets, and what a reader must know.
func UncertainPage(w io.Writer, u *engine.Uncertainty, lang string) {
	fmt.Fprintln(w, uncertainTitle(u).In(lang))
	figuresTable(w, u, lang)
	for _, note := range uncertainNotes(u) {
		fmt.Fprintln(w, "· "+note.In(lang))
	}
	for _, r := range u.Rankings {
		of := r.Figure.Title
		if r.Figure.Kind == engine.TrendFigure {
			of = inventory.Text{ZH: of.ZH + "的变化", EN: of.EN + ", its change"}
		}
		rankingTable(w, of, r.Lines, func(id string) inventory.Text { return variableTitle(u, id) }, lang)
	}
	chancesTable(w, u, lang)
	barePage(w, u, lang)
}

func uncertainTitle(u *engine.Uncertainty) inventory.Text {
	out := inventory.Text{ZH: fmt.Sprintf("%s %d 年清单的不确定度", u.Inventory.RegionName, u.Year), EN: fmt.Sprintf("%s, uncertainty of the inventory of %d", u.Inventory.RegionName, u.Year)}
	if u.Base != 0 {
		out.ZH, out.EN = out.ZH+fmt.Sprintf("，趋势自 %d 年", u.Base), out.EN+fmt.Sprintf(", trends since %d", u.Base)
	}
	return out
}

// shownFigure tells whether people are shown the figure: rows of single categories stand in the files.
func shownFigure(f *engine.UncertainFigure) bool {
	return !strings.HasPrefix(f.ID, "row:") && (f.Series() == nil || f.Series().Main)
}

func figuresTable(w io.Writer, u *engine.Uncertainty, lang string) {
	t := &columns{right: []bool{false, true, false, true, true, true, true, true}}
	t.rule()
	t.add(inventory.Text{ZH: "数字", EN: "Figure"}.In(lang), inventory.Text{ZH: "取值", EN: "Value"}.In(lang), inventory.Text{ZH: "单位", EN: "Unit"}.In(lang), inventory.Text{ZH: "方法 1 ±", EN: "Approach 1 ±"}.In(lang),
		inventory.Text{ZH: "一阶 ±", EN: "First order ±"}.In(lang), inventory.Text{ZH: "模拟 下侧", EN: "Simulated −"}.In(lang), inventory.Text{ZH: "上侧", EN: "+"}.In(lang), inventory.Text{ZH: "95 % 区间", EN: "95 % interval"}.In(lang))
	t.rule()
	for _, kind := range []string{engine.LevelFigure, engine.TrendFigure, engine.IntensityFigure, engine.DeclineFigure} {
		any := false
		for _, f := range u.Figures {
			if f.Kind == kind && shownFigure(f) {
				t.add(figureCells(u, f, lang)...)
				any = true
			}
		}
		if any {
			t.rule()
		}
	}
	t.write(w)
}

// figureCells are the cells of one figure. Levels and intensities have their sides in per cent, changes in percentage points.
func figureCells(u *engine.Uncertainty, f *engine.UncertainFigure, lang string) []string {
	v, err := expr.Decimal(f.Tree)
	if err != nil {
		return []string{f.Title.In(lang), none}
	}
	change := f.Kind == engine.TrendFigure || f.Kind == engine.DeclineFigure
	name := f.Title.In(lang)
	if f.Category != nil && f.Series() == nil && f.Kind != engine.IntensityFigure {
		name = f.Category.Code + " " + name
	}
	cells := []string{name, shownValue(v, change), unitOf(f, change), none, none, none, none, none}
	if f.Kind == engine.TrendFigure {
		cells[0] += inventory.Text{ZH: "，变化", EN: ", change"}.In(lang)
	}
	for _, scope := range u.Approach1 {
		switch {
		case scope.Scope != f.ID:
		case f.Kind == engine.LevelFigure && scope.Level().Valid:
			cells[3] = rounded(scope.Level().Decimal, 1) + " %"
		case f.Kind == engine.TrendFigure && scope.NoTrend == (inventory.Text{}):
			cells[3] = rounded(scope.TrendPoints(), 1) + points.In(lang)
		}
	}
	side := func(d decimal.NullDecimal) string { return sideShown(d, change, lang) }
	if change {
		cells[4] = side(f.Linear.Width())
	} else {
		cells[4] = side(f.Linear.Percent())
	}
	if f.Distribution == nil {
		return cells
	}
	s := f.Distribution.Spread()
	if s.Low.Valid && s.High.Valid {
		if change {
			cells[5], cells[6] = side(decimal.NewNullDecimal(v.Sub(s.Low.Decimal))), side(decimal.NewNullDecimal(s.High.Decimal.Sub(v)))
		} else {
			cells[5], cells[6] = side(decimal.NullDecimal{Decimal: s.Minus.Decimal.Neg(), Valid: s.Minus.Valid}), side(s.Plus)
		}
		cells[7] = shownValue(s.Low.Decimal, change) + " – " + shownValue(s.High.Decimal, change)
	}
	return cells
}

// sideShown is the distance of an end of an interval: in per cent, of a change in percentage points.
func sideShown(d decimal.NullDecimal, change bool, lang string) string {
	switch {
	case !d.Valid:
		return none
	case change:
		return rounded(d.Decimal.Shift(2), 1) + points.In(lang)
	}
	return rounded(d.Decimal, 1) + " %"
}

var points = inventory.Text{ZH: " 点", EN: " pp"}

func shownValue(v decimal.Decimal, change bool) string {
	if change {
		return changed(v.Shift(2), 1) + " %"
	}
	return tonnes(v)
}

func unitOf(f *engine.UncertainFigure, change bool) string {
	if change {
		return ""
	}
	return f.Unit
}

// uncertainNotes say how the figures were made and where the ways to them differ.
func uncertainNotes(u *engine.Uncertainty) (out []inventory.Text) {
	if u.Simulated != nil {
		out = append(out, drawnNote(u.Simulated, u.Options.Seed, u.Options.Sampling))
	}
	out = append(out, inventory.Text{
		ZH: "方法 1：各行（类别 × 气体，燃料按种类）互不相关（卷 1 式 3.1、3.2）；一阶：经偏导数传递，共用的输入是同一个变量",
		EN: "Approach 1: rows (category by gas, fuels by kind) are independent (V1 Eq 3.1, 3.2); first order: by partial derivatives, a shared input being one variable"})
	out = append(out, apartOf(u)...)
	if u.NoBase != (inventory.Text{}) {
		out = append(out, u.NoBase)
	}
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
	out := inventory.Text{
		ZH: fmt.Sprintf("模拟（方法 2）：%s 次，%s，种子 %d；区间为 2.5 %% 至 97.5 %% 分位数（两侧概率相等；最短区间见 csv）", rounded(decimal.NewFromInt(int64(drawn.Draws)), 0), sampling.ZH, seed),
		EN: fmt.Sprintf("simulated (Approach 2): %s draws, %s, seed %d; intervals run from the 2.5 to the 97.5 percentile (as much on either side; the shortest stand in csv)", rounded(decimal.NewFromInt(int64(drawn.Draws)), 0), sampling.EN, seed)}
	switch s := drawn.Stopped; {
	case s.Adaptive && s.Converged:
		out.ZH += fmt.Sprintf("；按 JCGM 101 7.9.4 已收敛到标准不确定度的 %d 位有效数字", s.Digits)
		out.EN += fmt.Sprintf("; converged to %d significant digits of the standard uncertainty by JCGM 101 7.9.4", s.Digits)
	case s.Adaptive:
		out.ZH += fmt.Sprintf("；到上限仍未收敛，按 JCGM 101 7.9.4 达到 %d 位有效数字", s.Digits)
		out.EN += fmt.Sprintf("; the cap was reached first: significant digits that hold by JCGM 101 7.9.4: %d", s.Digits)
	}
	return out
}

// shownRanks is how many variables people are shown.
const shownRanks = 12

func rankingTable(w io.Writer, of inventory.Text, lines []uncertainty.Ranked, name func(id string) inventory.Text, lang string) {
	fmt.Fprintln(w, "\n"+inventory.Text{ZH: "先改进哪些数据：" + of.ZH, EN: "Which data to improve next: " + of.EN}.In(lang))
	t := &columns{right: []bool{true, false, true, true, true, true}}
	t.rule()
	t.add("", inventory.Text{ZH: "变量", EN: "Variable"}.In(lang), inventory.Text{ZH: "一阶方差", EN: "Variance"}.In(lang), inventory.Text{ZH: "一阶指数", EN: "First index"}.In(lang), inventory.Text{ZH: "总指数", EN: "Total index"}.In(lang),
		inventory.Text{ZH: "若已知，区间缩小", EN: "Interval, if known"}.In(lang))
	t.rule()
	for i, line := range lines {
		if i == shownRanks {
			break
		}
		shown := name(line.Variables[0]).In(lang)
		if n := len(line.Variables); n > 1 {
			shown += inventory.Text{ZH: fmt.Sprintf(" 等 %d 个相关变量", n), EN: fmt.Sprintf(" and %d correlated with it", n-1)}.In(lang)
		}
		t.add(fmt.Sprint(i+1), shown, sharePart(line.Linear), sharePart(line.First), sharePart(line.Total), "−"+rounded(line.Gain.Decimal, 1)+" %")
	}
	t.rule()
	t.write(w)
}

func sharePart(d decimal.NullDecimal) string {
	if !d.Valid {
		return none
	}
	return percent(d.Decimal)
}

func chancesTable(w io.Writer, u *engine.Uncertainty, lang string) {
	for _, c := range u.Chances {
		goal, s := c.Goal, c.Reached.Distribution.Spread()
		if c.Standing.Target.Form == "decline_pct" {
			goal, s.Low.Decimal, s.High.Decimal = goal.Shift(2), s.Low.Decimal.Shift(2), s.High.Decimal.Shift(2)
		}
		asked := inventory.Text{ZH: "目标", EN: "the target"}
		if c.OnPath {
			asked = inventory.Text{ZH: fmt.Sprintf("通往 %d 年目标的等比路径", c.Standing.Target.TargetYear), EN: fmt.Sprintf("the even path to the target of %d", c.Standing.Target.TargetYear)}
		}
		fmt.Fprintln(w, inventory.Text{
			ZH: fmt.Sprintf("%s：%d 年达到%s（%s）的概率 %s；95 %% 区间 %s 至 %s", c.Standing.Target.Indicator, c.Year, asked.ZH, rounded(goal, 2), percent(c.Chance), rounded(s.Low.Decimal, 2), rounded(s.High.Decimal, 2)),
			EN: fmt.Sprintf("%s: the probability that %d meets %s (%s) is %s; 95 %% interval %s to %s", c.Standing.Target.Indicator, c.Year, asked.EN, rounded(goal, 2), percent(c.Chance), rounded(s.Low.Decimal, 2), rounded(s.High.Decimal, 2))}.In(lang))
	}
}

// shownBare is how many inputs without a spread people are shown.
const shownBare = 5

// barePage tells how many inputs rest on defaults, and which have no spread at all.
func barePage(w io.Writer, u *engine.Uncertainty, lang string) {
	inputs, defaults := 0, 0
	for _, v := range u.Variables {
		for i := range v.Inputs {
			inputs++
			if v.Inputs[i].Default {
				defaults++
			}
		}
	}
	fmt.Fprintln(w, "\n"+inventory.Text{
		ZH: fmt.Sprintf("输入 %d 个有不确定度（其中 %d 个用指南缺省值），%d 个没有，按定值处理，结果因此偏小。", inputs, defaults, len(u.Bare)),
		EN: fmt.Sprintf("Inputs with an uncertainty: %d (by a default of the guidelines: %d); without: %d, which are held fixed, so that the results are too small.", inputs, defaults, len(u.Bare))}.In(lang))
	for i, b := range u.Bare {
		if i == shownBare || b.Share.IsZero() {
			break
		}
		fmt.Fprintln(w, "· "+inventory.Text{
			ZH: fmt.Sprintf("没有不确定度：%s（其估算占 %s；%s）", inWords("", b.Parameter.Title.ZH, b.Parameter.Item, ""), percent(b.Share), b.Parameter.Origin),
			EN: fmt.Sprintf("no uncertainty: %s (its estimates are %s; %s)", inWords("", b.Parameter.Title.EN, b.Parameter.Item, ""), percent(b.Share), b.Parameter.Origin)}.In(lang))
	}
}

// UncertainJSON is all of it for machines.
func UncertainJSON(u *engine.Uncertainty) ([]byte, error) {
	notes := []bilingual{}
	for _, n := range uncertainNotes(u) {
		notes = append(notes, bilingual(n))
	}
	return encode(struct {
		Figures       []object    `json:"figures"`
		Contributions []object    `json:"contributions"`
		Variables     []object    `json:"variables"`
		Chances       []object    `json:"chances"`
		Notes         []bilingual `json:"notes"`
	}{UncertainRecords(u).objects(), ContributionRecords(u).objects(), VariableRecords(u).objects(), ChanceRecords(u).objects(), notes})
}
