package paper

import (
	"fmt"
	"strings"

	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/report"
)

// intensities is chapter nine.
func (t *teller) intensities() {
	t.chapter("碳排放强度与目标")
	t.part("碳排放强度")
	told := false
	if t.s.Intensities != nil {
		for _, x := range t.s.Intensities.Series {
			if y := x.At(t.s.Year); x.Main && y != nil && t.open() && !strings.HasSuffix(x.ID, "/population") {
				t.say(intensitySentence(x, y))
				told = true
			}
		}
	}
	switch {
	case !t.open():
		t.say(withheld("碳排放强度"))
	case !told:
		t.say(fmt.Sprintf("%d年没有地区生产总值等产出数据，不计算强度。", t.s.Year))
	}
	t.show("intensity", "历年碳排放强度", "没有产出数据")
	t.part("目标进展")
	t.targets(func(*engine.Standing) bool { return true })
	t.show("targets", "规划指标的进展", "工作区没有目标")
	t.ask("完成目标的措施、差距和下一步安排")
}

// intensitySentence tells of an intensity of a year and its declines.
func intensitySentence(x *engine.Intensity, y *engine.IntensityYear) string {
	out := fmt.Sprintf("%d年%s为%s %s", y.Year, x.Title().ZH, fixed(y.Value, quantity.PlacesOf(y.Value, 4)), unitName(x.Unit))
	if x.Prices != 0 {
		out += fmt.Sprintf("（%d年价）", x.Prices)
	}
	if y.Annual != nil {
		out += "，比上年" + fell(*y.Annual)
	}
	if y.Direct != nil {
		out += fmt.Sprintf("，比%d年累计%s", x.Base, fell(*y.Direct))
	}
	if y.Annual != nil && !y.LikeBefore || y.Direct != nil && !y.Comparable {
		out += "（各年有数的类别和气体不同，变化不全是排放的变化）"
	}
	if y.Preliminary {
		out += "；用到初步数"
	}
	return out + "。"
}

// unitName is a unit as sentences write it.
func unitName(u quantity.Unit) string {
	return report.UnitText(u.String()).ZH
}

// targets tells where the targets stand that are asked for.
func (t *teller) targets(which func(*engine.Standing) bool) {
	if t.s.Intensities == nil {
		return
	}
	for _, s := range t.s.Intensities.Plan {
		if s.Target.Form == "decline_pct" && which(s) {
			t.say(t.standing(s))
		}
	}
}

// standing tells where a decline with a target stands in the latest year with a figure.
func (t *teller) standing(s *engine.Standing) string {
	name := s.Target.Indicator
	if s.Goal == nil {
		return fmt.Sprintf("%s（%d年）的目标尚待下达。", name, s.Target.TargetYear)
	}
	goal := fmt.Sprintf("%s：%d年比%d年的目标为下降%s%%", name, s.Target.TargetYear, s.Target.BaseYear, s.Goal.Shift(2))
	point := s.Latest()
	if point == nil || !t.open() {
		return goal + "；没有可公布的进展数据。"
	}
	out := fmt.Sprintf("%s，截至%d年累计%s（%s）", goal, point.Year, fell(point.Reached), s.By.ZH)
	if point.Progress != nil {
		out += fmt.Sprintf("，完成目标的%s，时间进度%s", perCent(*point.Progress, 1), perCent(point.Time, 0))
	}
	if !point.Comparable {
		out += "（与基准年不可比）"
	}
	if point.Preliminary {
		out += "；用到初步数"
	}
	return out + "。"
}
