package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
)

func chancesTable(w io.Writer, u *engine.Uncertainty, lang string) {
	if len(u.Chances) > 0 {
		fmt.Fprintln(w, "\n"+inventory.Text{
			ZH: fmt.Sprintf("达到目标的概率（%s 次抽样）", rounded(decimal.NewFromInt(int64(u.Simulated.Draws)), 0)),
			EN: fmt.Sprintf("Probabilities that targets are met (of %s draws)", rounded(decimal.NewFromInt(int64(u.Simulated.Draws)), 0))}.In(lang))
	}
	for _, c := range u.Chances {
		s, target := c.Reached.Distribution.Spread(), c.Standing.Target
		shown := func(d decimal.Decimal) string {
			switch {
			case target.Form == "decline_pct":
				return rounded(d.Shift(2), 2) + " %"
			case target.Unit == "1":
				return tonnes(d)
			}
			return tonnes(d) + " " + target.Unit
		}
		asked := inventory.Text{ZH: "目标", EN: "the target"}
		if c.OnPath {
			asked = inventory.Text{ZH: fmt.Sprintf("通往 %d 年目标的等比路径", target.TargetYear), EN: fmt.Sprintf("the path of equal yearly rates to the target of %d", target.TargetYear)}
		}
		said := inventory.Text{
			ZH: fmt.Sprintf("%s：%d 年达到%s（%s）的概率 %s；95 %% 区间 %s 至 %s", target.Indicator, c.Year, asked.ZH, shown(c.Goal), chance(c.Chance), shown(s.Low.Decimal), shown(s.High.Decimal)),
			EN: fmt.Sprintf("%s: the probability that %d meets %s (%s) is %s; 95 %% interval %s to %s", target.Indicator, c.Year, asked.EN, shown(c.Goal), chance(c.Chance), shown(s.Low.Decimal), shown(s.High.Decimal))}
		fixed := fixedText(u, &c)
		fmt.Fprintln(w, "· "+said.In(lang)+fixed.In(lang))
	}
}

// chance is a probability from draws, which never prove that something is certain.
func chance(p decimal.Decimal) string {
	switch {
	case p.GreaterThan(decimal.New(999, -3)):
		return "> 99.9 %"
	case p.LessThan(decimal.New(1, -3)):
		return "< 0.1 %"
	}
	return percent(p)
}

// shownFixed is how many inputs that are held fixed a line names.
const shownFixed = 2

// fixedText says which inputs of what was reached are held fixed, and of what the probability is therefore not; empty if of none.
func fixedText(u *engine.Uncertainty, c *engine.TargetChance) (out inventory.Text) {
	if len(c.Fixed) == 0 {
		return out
	}
	var zh, en []string
	for _, b := range c.Fixed[:min(shownFixed, len(c.Fixed))] {
		title := inputTitle(u, b.Parameter)
		zh, en = append(zh, title.ZH), append(en, title.EN)
	}
	more := inventory.Text{}
	if len(c.Fixed) > shownFixed {
		more = inventory.Text{ZH: " 等", EN: " …"}
	}
	out.ZH = fmt.Sprintf("；没有不确定度、按定值的输入 %d 个（%s%s）", len(c.Fixed), strings.Join(zh, "、"), more.ZH)
	out.EN = fmt.Sprintf("; inputs held fixed for want of an uncertainty: %d (%s%s)", len(c.Fixed), strings.Join(en, ", "), more.EN)
	if c.Above {
		out.ZH += "；分子（排放或能耗）整个没有不确定度，概率只反映分母"
		out.EN += "; the whole numerator (emissions or energy) has none: the probability is that of the denominator alone"
	}
	return out
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
		ZH: fmt.Sprintf("有不确定度的输入 %d 个，其中 %d 个用指南缺省值；没有的 %d 个。", inputs, defaults, len(u.Bare)),
		EN: fmt.Sprintf("Inputs with an uncertainty: %d, of which %d by a default of the guidelines; without: %d.", inputs, defaults, len(u.Bare))}.In(lang))
	if len(u.Bare) == 0 {
		return
	}
	fmt.Fprintln(w, inventory.Text{ZH: "没有不确定度的输入按定值处理，结果因此偏小：", EN: "Inputs without one are held fixed, so that the results are too small:"}.In(lang))
	for i, b := range u.Bare {
		if i == shownBare {
			more := len(u.Bare) - shownBare
			fmt.Fprintln(w, "· "+inventory.Text{ZH: fmt.Sprintf("另有 %d 个，见 variables.csv（--out）", more), EN: fmt.Sprintf("and %d more: variables.csv (--out)", more)}.In(lang))
			break
		}
		share := inventory.Text{ZH: "有关的估算占 " + percent(b.Share), EN: "estimates that rest on it: " + percent(b.Share)}
		switch {
		case b.Statistic:
			share = inventory.Text{ZH: "强度或目标以它为据，估算不用", EN: "intensities or targets rest on it, no estimate does"}
		case b.Share.IsZero():
			share = inventory.Text{ZH: "当年的估算不用", EN: "no estimate of the year rests on it"}
		}
		title := inputTitle(u, b.Parameter)
		fmt.Fprintln(w, "· "+inventory.Text{
			ZH: fmt.Sprintf("%s（%s；%s）", title.ZH, share.ZH, b.Parameter.Origin),
			EN: fmt.Sprintf("%s (%s; %s)", title.EN, share.EN, b.Parameter.Origin)}.In(lang))
	}
}
