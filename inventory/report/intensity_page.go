package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// intensityPage prints what a bureau wants on one page: the targets, what documents say of each other, energy, intensities, the
// official account, and what is missing.
type intensityPage struct {
	*engine.Intensities
	w    io.Writer
	lang string
	from int // years before are not printed; 0 for all
	to   int
	// projections are scenarios of the target year.
	projections []engine.Projection
}

// IntensityPage prints the page; years outside from and to (0 for any) are left out of its tables. The scenario may be nil.
func IntensityPage(w io.Writer, i *engine.Intensities, projections []engine.Projection, scenario *engine.Scenario, from, to int, lang string) {
	p := &intensityPage{i, w, lang, from, to, projections}
	p.head()
	p.points()
	p.plan()
	p.stated()
	p.energy()
	p.series()
	p.assessment()
	p.peaks()
	p.projection()
	p.lacking()
	if scenario != nil {
		fmt.Fprintln(w)
		ScenarioTable(w, scenario, lang)
	}
}

func (p *intensityPage) say(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(p.lang) }

func (p *intensityPage) shown(year int) bool {
	return (p.from == 0 || year >= p.from) && (p.to == 0 || year <= p.to)
}

func (p *intensityPage) title(zh, en string) { fmt.Fprintf(p.w, "\n%s\n", p.say(zh, en)) }

func (p *intensityPage) head() {
	prices := ""
	if year := p.headPrices(); year != 0 {
		prices = fmt.Sprintf(p.say("，产值按 %d 年价", ", output at %d prices"), year)
	}
	fmt.Fprintf(p.w, p.say("%s  碳排放强度与规划指标  基准年 %d%s，GWP %s\n", "%s  carbon intensity and the plan's targets  base year %d%s, GWP %s\n"), p.Inventory.RegionName, p.Base, prices, p.Inventory.GWPSet)
}

// stateNames are the words for the states of a target.
var stateNames = map[string]inventory.Text{
	engine.TargetPending: {ZH: "待市级下达", EN: "pending"}, engine.TargetUnknown: {ZH: "缺数", EN: "no figure"}, engine.TargetStart: {ZH: "未开始", EN: "not begun"},
	engine.TargetMet: {ZH: "已达到", EN: "met"}, engine.TargetMissed: {ZH: "未完成", EN: "missed"}, engine.TargetAhead: {ZH: "快于进度", EN: "ahead"},
	engine.TargetBetween: {ZH: "两路径之间", EN: "between the paths"}, engine.TargetBehind: {ZH: "落后", EN: "behind"}, engine.TargetUnlike: {ZH: "不可比", EN: "not comparable"},
}

var kindNames = map[string]inventory.Text{"binding": {ZH: "约束", EN: "binding"}, "expected": {ZH: "预期", EN: "expected"}}

func (p *intensityPage) plan() {
	if len(p.Plan) == 0 {
		return
	}
	p.title(fmt.Sprintf("规划指标（%d 项）", len(p.Plan)), fmt.Sprintf("Targets of the plan (%d)", len(p.Plan)))
	t := &columns{right: []bool{false, false, true, true, true, true, true, true, false, false}}
	t.rule()
	t.add(p.say("指标", "indicator"), p.say("性质", "kind"), p.say("基准年", "base"), p.say("最新（年）", "latest (year)"), p.say("直线应达", "due, straight"), p.say("等比应达", "due, geometric"), p.say("每年还需", "needed a year"), p.say("目标（年）", "target (year)"),
		p.say("状态", "state"), p.say("责任部门", "department"))
	t.rule()
	for _, s := range p.Plan {
		t.add(p.planRow(s)...)
	}
	t.rule()
	t.write(p.w)
	if slices.ContainsFunc(p.Plan, func(s *engine.Standing) bool { return s.Latest() != nil && s.Latest().Preliminary }) {
		fmt.Fprintln(p.w, p.say("† 用到初步数", "† rests on a preliminary figure"))
	}
	p.progress()
}

func (p *intensityPage) planRow(s *engine.Standing) []string {
	target := s.Target
	decline := target.Form == "decline_pct"
	figure := func(d *decimal.Decimal) string {
		switch {
		case d == nil:
			return "–"
		case decline:
			return perCent(d, 2) + " %"
		}
		return plainFigure(*d)
	}
	unit := target.Unit
	if decline || unit == "1" {
		unit = ""
	}
	base, latest, straight, geometric, needed := "–", "–", "–", "–", "–"
	if s.Base != nil {
		base = plainFigure(*s.Base)
		if decline {
			base += " " + p.unit(s.BaseUnit)
		}
	}
	if s.Even != nil {
		needed = p.yearly(s, s.Even)
	}
	if point := s.Latest(); point != nil && (decline || point.Year > target.BaseYear) {
		latest = fmt.Sprintf("%s (%d)", figure(&point.Reached), point.Year)
		if point.Preliminary {
			latest += "†"
		}
		straight, geometric = figure(point.Straight), figure(point.Geometric)
		needed = p.needed(s, point)
	}
	goal := p.say("市级下达", "pending")
	if s.Goal != nil {
		goal = directionSigns[target.Direction] + " " + figure(s.Goal)
	}
	name := p.indicator(target)
	if unit != "" {
		name = p.with(name, unit)
	}
	return []string{name, kindNames[target.Kind].In(p.lang), base, latest, straight, geometric, needed, fmt.Sprintf("%s (%d)", goal, target.TargetYear), stateNames[s.State].In(p.lang), target.Department}
}

// needed is by how much a decline or a level must still change each year, at most where the target is a bound from above; a dash where
// it is reached or cannot be said.
func (p *intensityPage) needed(s *engine.Standing, point *engine.TargetPoint) string {
	switch {
	case point.Needed == nil || s.State == engine.TargetMet || s.State == engine.TargetUnlike || s.State == engine.TargetUnknown:
		return "–"
	case strings.HasPrefix(s.Target.Direction, "<"):
		return "≤ " + p.yearly(s, point.Needed)
	case !point.Needed.IsPositive(): // it must only be held
		return "–"
	}
	return p.yearly(s, point.Needed)
}

// yearly prints a yearly change: in per cent, of a share in percentage points.
func (p *intensityPage) yearly(s *engine.Standing, change *decimal.Decimal) string {
	if s.InPoints {
		return rounded(*change, 2) + p.say(" 点", " pp")
	}
	return perCent(change, 2) + " %"
}

// plainFigure prints a level: as it is, with at most four digits behind the point.
func plainFigure(d decimal.Decimal) string {
	if d.Exponent() < -4 {
		d = d.RoundBank(4)
	}
	text := rounded(d, max(0, -d.Exponent()))
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// progress prints, for each decline with a figure after the base year, how much of the target is reached, both ways, and where the
// trend leads; and of each target without a standing why it has none.
func (p *intensityPage) progress() {
	for _, s := range p.Plan {
		point := s.Latest()
		switch {
		case s.State == engine.TargetUnknown || s.State == engine.TargetUnlike:
			fmt.Fprintf(p.w, p.say("  %s：%s，%s\n", "  %s: %s, %s\n"), p.indicator(s.Target), stateNames[s.State].In(p.lang), s.Why.In(p.lang))
			continue
		case point == nil || point.Progress == nil:
			continue
		}
		logarithmic := "–"
		if point.LogProgress != nil {
			logarithmic = perCent(point.LogProgress, 1)
		}
		fmt.Fprintf(p.w, p.say("  %s（%s）：%d 年完成目标的 %s %%（对数 %s %%），时间过去 %s %%", "  %s (%s): %[3]d at %[4]s %% of the target (logarithmic %[5]s %%), %[6]s %% of the time gone"),
			p.indicator(s.Target), s.By.In(p.lang), point.Year, perCent(point.Progress, 1), logarithmic, perCent(&point.Time, 0))
		if point.Trend != nil {
			fmt.Fprintf(p.w, p.say("；情景：按至今的年均下降，%d 年为 %s %%", "; scenario: at the mean decline so far %[1]d would stand at %[2]s %%"), s.Target.TargetYear, perCent(point.Trend, 2))
		}
		fmt.Fprintln(p.w)
	}
}

// indicator is the target's indicator in the language of the page, if the program knows its name in it.
func (p *intensityPage) indicator(t *inventory.Target) string {
	return IndicatorName(p.Inventory.Vocabulary, t).In(p.lang)
}

func (p *intensityPage) stated() {
	if len(p.Stated) == 0 {
		return
	}
	p.title("文件所载的累计下降", "Cumulative declines as documents state them")
	for _, d := range p.Stated {
		fmt.Fprintf(p.w, "  %s  %s\n", d.Statistic.Title.In(p.lang), spanOf(d))
		for _, f := range d.Figures {
			line := shortPercent(f.Decline) + " %"
			if f.Counts && len(d.Figures) > 1 {
				line += p.say("（采用）", " (counts)")
			}
			if f.Implied != nil {
				line += fmt.Sprintf(p.say("  能耗年均增 %s %% 时，意味着产值年均增 %s %%", "  with energy growing %s %% a year it implies output growing %s %% a year"), perCent(d.Growth, 2), perCent(f.Implied, 2))
			}
			fmt.Fprintf(p.w, "    %s\n      %s\n", line, strings.TrimSpace(fmt.Sprintf("%s %s  %s", f.Row.Document, f.Row.Place.Cell("value"), quoteOf(f.Row.Note))))
		}
		switch {
		case disagree(d):
			fmt.Fprintln(p.w, "    "+p.say("两个数不一致，都列出；按哪个考核由主管部门确认", "the figures disagree, and both are shown; the authority says which one is assessed"))
		case d.Computed != nil:
			fmt.Fprintf(p.w, p.say("    按工作区的数计算：%s %%，比文件所载多 %s 个百分点\n", "    computed from the workspace: %s %%, %s percentage points more than stated\n"), perCent(d.Computed, 2), rounded(d.Computed.Sub(d.Figures[0].Decline).Shift(2), 2))
		}
	}
}

// quoteOf is the note of a figure, cut where it would run on.
func quoteOf(note string) string {
	const most = 60
	if runes := []rune(note); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return note
}

func disagree(d *engine.StatedDecline) bool {
	return slices.ContainsFunc(d.Figures, func(f engine.StatedFigure) bool { return !f.Decline.Equal(d.Figures[0].Decline) })
}

func (p *intensityPage) energy() {
	t := &columns{right: []bool{false, true, true, true, true, true}}
	t.rule()
	t.add(p.say("能源消费", "energy"), p.say("总量（万tce）", "total (10^4 tce)"), p.say("增速 %", "growth %"), p.say("公布增速 %", "published growth %"), p.say("可再生能源占比 %", "renewable %"), p.say("非化石能源占比 %", "non-fossil %"))
	t.rule()
	some := false
	for _, y := range p.Energy {
		if !p.shown(y.Year) {
			continue
		}
		some = true
		total := "–"
		if y.Total != nil {
			total = rounded(y.Total.Shift(-4), 2)
		}
		t.add(strconv.Itoa(y.Year), total, perCent(y.Growth, 2), perCent(y.Stated, 2), perCent(y.Renewable, 1), perCent(y.NonFossil, 1))
	}
	if some {
		fmt.Fprintln(p.w)
		t.write(p.w)
	}
}

func (p *intensityPage) lacking() {
	if len(p.Lacking) == 0 {
		return
	}
	p.title("还缺（规划考核要用）", "Still missing (for what the plan assesses)")
	for _, l := range p.Lacking {
		fmt.Fprintln(p.w, strings.TrimRight(fmt.Sprintf("  %s  %s  %s", l.Title.In(p.lang), engine.YearList(l.Years), l.Department.In(p.lang)), " "))
	}
}
