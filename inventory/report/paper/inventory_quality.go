package paper

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
)

// keyCategories is chapter four.
func (t *teller) keyCategories() {
	t.chapter("关键类别")
	t.say(t.keysSentence())
	for _, of := range []struct{ id, what string }{
		{"keys.summary", "关键类别汇总"}, {"keys.l1", "关键类别水平评估（方法1）"}, {"keys.t1", "关键类别趋势评估（方法1）"}, {"keys.l2", "关键类别水平评估（方法2）"}, {"keys.t2", "关键类别趋势评估（方法2）"},
	} {
		t.show(of.id, of.what, "数据不足以评估")
	}
	t.ask("对关键类别拟采取的改进：提高方法层级、实测因子、补充数据")
}

// scoped is the assessment of key categories among those that are not of land, or among all.
func (t *teller) scoped() *uncertainty.ScopedKeys {
	if t.s.Keys == nil || len(t.s.Keys.Scopes) == 0 {
		return nil
	}
	scopes := t.s.Keys.Scopes
	return &scopes[max(0, slices.IndexFunc(scopes, func(k uncertainty.ScopedKeys) bool { return k.Scope == inventory.ScopeWithoutLand }))]
}

// keysSentence names the largest key categories by level.
func (t *teller) keysSentence() string {
	const mostKeys = 5
	if !t.open() {
		return withheld("关键类别的评估")
	}
	scope := t.scoped()
	if scope == nil {
		return t.absent("keys.l1", "关键类别评估", "数据不足")
	}
	if why := scope.L1.Not; why != (inventory.Text{}) {
		return "没有按水平评估关键类别：" + why.ZH + "。"
	}
	var told []string
	number := 0
	sum := ""
	for i := range scope.L1.Ranked {
		one := &scope.L1.Ranked[i]
		if !one.Key {
			continue
		}
		if number++; number > mostKeys {
			continue
		}
		label := scope.Analysis.Rows[one.Row].Label()
		name := t.s.Keys.Names[label.Category].ZH
		if label.Item != "" {
			name += "（" + fuels(label.Item) + "）"
		}
		told = append(told, fmt.Sprintf("%s的%s（%s）", name, label.Gas, perCent(one.Share(), 1)))
		sum = perCent(one.Cumulative(), 1)
	}
	if number == 0 {
		return "按水平评估没有关键类别。"
	}
	of := "不含土地利用变化和林业"
	if scope.Scope == inventory.ScopeTotal {
		of = "含土地利用变化和林业"
	}
	out := fmt.Sprintf("按水平评估（方法1，%s）有%d个关键类别", of, number)
	if number > mostKeys {
		return fmt.Sprintf("%s，前%d个为%s，合计占%s。", out, mostKeys, strings.Join(told, "、"), sum)
	}
	return fmt.Sprintf("%s：%s，合计占%s。", out, strings.Join(told, "、"), sum)
}

// fuels is the name of a group of fuels, and else the item itself.
func fuels(item string) string {
	if name := map[string]string{"solid": "固体燃料", "liquid": "液体燃料", "gas": "气体燃料", "other": "其他化石燃料", "biomass": "生物质燃料"}[item]; name != "" {
		return name
	}
	return item
}

// uncertainty is chapter five.
func (t *teller) uncertainty() {
	t.chapter("不确定性分析")
	t.say(t.uncertaintySentence())
	t.show("uncertainty", "不确定度表", "数据不足")
	t.show("uncertainty.figures", "主要结果的不确定度", "数据不足")
	t.show("contributions", "不确定度的来源", "数据不足")
	t.ask("不确定性的主要来源和降低的措施")
}

// uncertaintySentence tells of the interval of the total and of its trend, by propagation of errors.
func (t *teller) uncertaintySentence() string {
	if !t.open() {
		return withheld("不确定度")
	}
	u := t.s.Uncertainty
	if u == nil || len(u.Approach1) == 0 {
		return t.absent("uncertainty", "不确定度分析", "数据不足")
	}
	at := max(0, slices.IndexFunc(u.Approach1, func(p uncertainty.Scoped) bool { return p.Scope == inventory.ScopeWithoutLand }))
	p := u.Approach1[at]
	of := map[string]string{inventory.ScopeTotal: "含土地利用变化和林业", inventory.ScopeWithoutLand: "不含土地利用变化和林业"}[p.Scope]
	level := p.Level()
	if !level.Valid {
		return fmt.Sprintf("按误差传递（方法1），%d年总量（%s）没有百分数表示的不确定度：%s。", u.Year, of, p.NoLevel.ZH)
	}
	_, below := p.Below()
	_, above := p.Above()
	interval := "±" + fixed(level.Decimal, 1) + "%"
	if below.Valid && above.Valid && !below.Decimal.Equal(above.Decimal) {
		interval = "-" + fixed(below.Decimal, 1) + "%至+" + fixed(above.Decimal, 1) + "%"
	}
	out := fmt.Sprintf("按误差传递（方法1），%d年总量（%s）的不确定度（95%%置信区间）为%s", u.Year, of, interval)
	if p.NoTrend == (inventory.Text{}) && u.Base != 0 {
		low, high := p.TrendRange()
		out += fmt.Sprintf("；与%d年相比的变化为%s%%，95%%置信区间为%s%%至%s%%", u.Base, fixed(p.TrendPercent(), 1), fixed(low, 1), fixed(high, 1))
	}
	return out + "。"
}

// completeness is chapter six.
func (t *teller) completeness() {
	t.chapter("完整性与标注键")
	t.say(t.completeSentence())
	t.say("标注键：NO（不存在）、NA（不适用）、NE（未估算）、IE（列入他处）、C（保密）、FX（灵活性）。")
	t.show("completeness", "完整性（类别×年份）", "没有数")
	t.show("notation", "标注键及理由", "没有标注键")
	t.ask("对未估算（NE）的类别，说明原因和补充计划")
}

// completeSentence tells how many pairs of category and gas are settled.
func (t *teller) completeSentence() string {
	total := t.inv.Total(inventory.Figure{Year: t.s.Year, Boundary: inventory.Territorial, Scope: inventory.ScopeTotal, Gas: inventory.AllGases})
	out := fmt.Sprintf("应报告的%d个（类别，气体）中，%d个有数或有着落（NO、NA、有数的IE）", total.Pairs, total.Done)
	if left := total.Pairs - total.Done; left > 0 {
		out += fmt.Sprintf("，其余%d个没有着落（%s），总量不完整", left, total.Open)
	} else if total.Notation.Incomplete() {
		out += fmt.Sprintf("，其中仍有未估算的部分（%s），总量不完整", total.Notation)
	}
	if len(total.Missing) > 0 {
		out += "；" + strings.Join(total.Missing, "、") + "没有全球增温潜势，未计入总量"
	}
	return out + "。"
}

// quality is chapter seven.
func (t *teller) quality() {
	t.chapter("质量保证与质量控制")
	t.part("数据检验")
	t.say(t.problemsSentence())
	t.show("problems", "检验提示", "没有提示")
	t.show("suppressions", "经说明保留的检验结果", "没有这类记录")
	t.show("explanations", "差异说明", "没有这类记录")
	t.part("因子核对")
	if share, ok := t.inv.UnconfirmedShare(t.s.Year); ok && t.open() {
		t.say(fmt.Sprintf("%d年按排放量（绝对值）计，%s依据尚未与印刷原文核对的因子。", t.s.Year, perCent(share, 1)))
	}
	t.show("unconfirmed", "尚未核对的因子", "没有这类因子")
	t.show("factors", "采用的因子", "没有因子")
	t.part("审核")
	t.ask("内部校核、部门会审、专家评审的时间、人员、意见和处理")
}

// problemsSentence counts what the checks found.
func (t *teller) problemsSentence() string {
	var errors, warnings, hints, answered int
	for _, p := range t.s.Result.Problems {
		switch {
		case p.Suppressed != nil:
			answered++
		case p.Severity >= inventory.Error:
			errors++
		case p.Severity == inventory.Warning:
			warnings++
		default:
			hints++
		}
	}
	return fmt.Sprintf("自动检验发现错误%d项、警告%d项、提示%d项，另有%d项经责任人说明后保留。", errors, warnings, hints, answered)
}

// recalculations is chapter eight.
func (t *teller) recalculations() {
	t.chapter("重算")
	const without = "本次没有与以前提交的清单比较"
	t.say(t.recalculationSentence(t.s.Bridge))
	if t.s.Bridge == nil || t.s.Bridge.Unchanged() {
		return
	}
	t.show("recalculation", "重算表", without)
	t.show("recalculation.causes", "重算的原因", without)
	t.ask("重算的依据和对趋势的影响")
}

func (t *teller) recalculationSentence(b *report.Recalculation) string {
	switch {
	case b == nil:
		return "本次没有与以前提交的清单比较，没有重算。"
	case !t.open():
		return withheld("重算的结果")
	case b.Unchanged():
		return "与以前提交的清单相比，各年的数没有变化。"
	}
	var told []string
	same := 0
	for _, y := range b.Bridge.Years {
		row, ok := y.Row(inventory.Territorial, inventory.ScopeWithoutLand, inventory.AllGases)
		if !ok || !row.HasOld || !row.HasNew {
			continue
		}
		if row.Old.Equal(row.New) {
			same++
			continue
		}
		before, now := amount{value: row.Old, number: true}, amount{value: row.New, number: true}
		told = append(told, fmt.Sprintf("%d年由%s改为%s，%s", y.New, mass(row.Old), mass(row.New), change("比以前提交的", before, now)))
	}
	if told == nil {
		return "与以前提交的清单相比，排放总量（不含土地利用变化和林业）没有变化，其中的类别有变化，见重算表。"
	}
	out := "与以前提交的清单相比，排放总量（不含土地利用变化和林业，二氧化碳当量）" + strings.Join(told, "；")
	if same > 0 {
		out += fmt.Sprintf("；其余%d年的总量没有变化", same)
	}
	return out + "。"
}
