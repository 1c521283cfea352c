package exhibit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/trend"
)

// isDecline tells whether a target asks for a decline: its figures are shares.
func isDecline(s *engine.Standing) bool { return s.Target.Form == "decline_pct" }

// targetCell is a figure of a target: of a decline in per cent, else in the unit of the target.
func targetCell(s *engine.Standing, d *decimal.Decimal) Cell {
	switch {
	case d == nil:
		return Cell{}
	case isDecline(s):
		return perCent(d, 2)
	}
	return printed(*d, report.Plain(*d))
}

// targetUnit is the unit of the figures of a target.
func targetUnit(s *engine.Standing) Cell {
	if isDecline(s) {
		return word("%")
	}
	return unitCell(s.Target.Unit)
}

// hidesTarget tells whether what was reached of a target rests on a total that must not be shown. What is measured by documents or by the
// official account does not.
func (m *maker) hidesTarget(s *engine.Standing, year int, by inventory.Text) bool {
	return m.Mask.Any() && slices.ContainsFunc(m.Intensities.Series, func(x *engine.Intensity) bool {
		return x.Title() == by && (m.hidesNumerator(x, year) || m.hidesNumerator(x, s.Target.BaseYear))
	})
}

// targets are the targets of the plan with where they stand in the latest year that has a figure.
func (m *maker) targets() {
	x := &Exhibit{ID: "targets", Title: inventory.Text{ZH: "规划指标的进展", EN: "Targets of the plan and where they stand"},
		Columns: []Column{column("指标", "Indicator", 36), column("性质", "Kind", 8), column("单位", "Unit", 12), column("基准年", "Base year", 8), figures("基准值", "Base value", ""), column("基准值单位", "Unit of the base value", 14),
			column("目标年", "Target year", 8), column("方向", "Direction", 6), figures("目标", "Target", ""), column("最新年", "Latest year", 8), figures("达到", "Reached", ""), figures("直线应达", "Due, straight", ""), figures("等比应达", "Due, geometric", ""),
			figures("每年还需", "Needed a year", ""), column("每年还需的单位", "Unit of what is needed", 8), figures("完成", "Progress", "%"), figures("时间", "Time gone", "%"), column("状态", "State", 12), column("依据", "Measured by", 28), column("说明", "Why", 30), column("责任部门", "Department", 16), column("文件", "Document", 30)}}
	for _, s := range m.Intensities.Plan {
		x.Rows = append(x.Rows, m.targetRow(s))
	}
	m.add(x)
}

func (m *maker) targetRow(s *engine.Standing) Row {
	t := s.Target
	cells := []Cell{said(report.IndicatorName(m.inv.Vocabulary, t)), said(report.TargetKind(t.Kind)), targetUnit(s), word(yearOf(t.BaseYear)), {}, {}, word(strconv.Itoa(t.TargetYear)), word(report.TargetSign(t.Direction)), words("待市级下达", "pending"),
		{}, {}, {}, {}, {}, {}, {}, {}, said(report.TargetState(s.State)), {}, said(s.Why), word(t.Department), word(t.Document)}
	if s.Goal != nil {
		if cells[8] = targetCell(s, s.Goal); isDecline(s) { // with the digits that it is stated with
			cells[8] = printed(s.Goal.Shift(2), report.Plain(s.Goal.Shift(2)))
		}
	}
	p := s.Latest()
	secret := p != nil && m.hidesTarget(s, p.Year, p.By)
	if s.Base != nil && !secret {
		cells[4], cells[5] = printed(*s.Base, report.Plain(*s.Base)), targetUnit(s)
		if isDecline(s) {
			cells[5] = unitCell(s.BaseUnit.String())
		}
	}
	if s.Even != nil {
		m.neededCells(cells, s, s.Even)
	}
	if p == nil || !isDecline(s) && p.Year <= t.BaseYear {
		return Row{Cells: cells}
	}
	cells[9], cells[10] = word(strconv.Itoa(p.Year)), targetCell(s, &p.Reached)
	cells[11], cells[12], cells[18] = targetCell(s, p.Straight), targetCell(s, p.Geometric), said(p.By)
	m.neededCells(cells, s, p.Needed)
	cells[15], cells[16] = perCent(p.Progress, 1), perCent(&p.Time, 0)
	if secret {
		for _, i := range []int{10, 11, 12, 13, 15, 17} {
			cells[i] = hidden()
		}
		cells[14], cells[19] = Cell{}, Cell{}
	}
	return Row{Cells: cells}
}

// neededCells fill in what is still needed a year, of a share in percentage points, of a bound from above at most; nothing where the target
// is met, must only be held, or cannot be held against the figure.
func (m *maker) neededCells(cells []Cell, s *engine.Standing, needed *decimal.Decimal) {
	cells[13], cells[14] = Cell{}, Cell{}
	atMost := strings.HasPrefix(s.Target.Direction, "<")
	if needed == nil || !atMost && !needed.IsPositive() || slices.Contains([]string{engine.TargetMet, engine.TargetUnlike, engine.TargetUnknown}, s.State) {
		return
	}
	unit := words("%", "%")
	if cells[13] = perCent(needed, 2); s.InPoints {
		cells[13], unit = printed(*needed, report.Rounded(*needed, 2)), words("百分点", "pp")
	}
	if atMost {
		unit = words(unit.Text.ZH+"（至多）", unit.Text.EN+" at most")
	}
	cells[14] = unit
}

// targetPaths are, of each target and year, what was reached and what the even paths to the target ask for.
func (m *maker) targetPaths() {
	x := &Exhibit{ID: "targets.path", Title: inventory.Text{ZH: "规划指标逐年进展与应达值", EN: "Targets year by year: reached and due"},
		Columns: []Column{column("指标", "Indicator", 36), column("单位", "Unit", 12), column("年份", "Year", 8), figures("达到", "Reached", ""), figures("直线应达", "Due, straight", ""), figures("等比应达", "Due, geometric", ""), column("可比", "Comparable", 8), column("初步数", "Preliminary", 8), column("依据", "Measured by", 30)}}
	for _, s := range m.Intensities.Plan {
		for i := range s.Points {
			p := &s.Points[i]
			reached, straight, geometric := targetCell(s, &p.Reached), targetCell(s, p.Straight), targetCell(s, p.Geometric)
			if m.hidesTarget(s, p.Year, p.By) {
				reached, straight, geometric = hidden(), hidden(), hidden()
			}
			x.Rows = append(x.Rows, Row{Cells: []Cell{said(report.IndicatorName(m.inv.Vocabulary, s.Target)), targetUnit(s), word(strconv.Itoa(p.Year)), reached, straight, geometric, alike(p.Comparable), alike(p.Preliminary), said(p.By)}})
		}
	}
	m.add(x)
}

// projections are the scenarios of the intensities in the target year, which are no figures of the inventory.
func (m *maker) projections() {
	if len(m.Projections) == 0 {
		return
	}
	target := m.Projections[0].Target
	x := &Exhibit{ID: "projections", Year: target, Title: inventory.Text{ZH: fmt.Sprintf("%d 年情景（非清单）", target), EN: fmt.Sprintf("Scenario of %d (not the inventory)", target)},
		Columns: []Column{column("指标", "Indicator", 44), figures(fmt.Sprintf("%d 年以来年均下降", m.Intensities.Base), fmt.Sprintf("Mean yearly decline since %d", m.Intensities.Base), "%"), figures("产值年均增长", "Output grows a year", "%"), figures("趋势排放或能耗", "Emission or energy by the trend", ""), column("单位", "Unit", 12),
			figures("趋势累计下降", "Decline by the trend", "%"), figures("拟合趋势累计下降", "Decline by the fitted trend", "%"), figures("措施改变", "Measures change", "%"), figures("有措施累计下降", "Decline with measures", "%")},
		Notes: []inventory.Text{{ZH: "情景：至今的年均变化照旧，不是预测。", EN: "A scenario: the mean yearly changes so far go on. It is no forecast."}}}
	for i := range m.Projections {
		p := &m.Projections[i]
		x.Rows = append(x.Rows, Row{Cells: []Cell{said(p.Intensity.Title()), perCent(&p.Yearly, 2), perCent(&p.Growth, 2), figure(p.Emission), unitCell(p.Intensity.Numerator.Unit.String()), perCent(&p.Trend, 2), perCent(p.Fitted, 2), perCent(p.Measures, 2), perCent(p.With, 2)}})
	}
	m.add(x)
}

// peaks say of each series whether it has peaked.
func (m *maker) peaks() {
	x := &Exhibit{ID: "peaks", Title: inventory.Text{ZH: "峰值判断", EN: "Peaks"},
		Columns: []Column{column("序列", "Series", 36), figures("最大值", "Maximum", ""), column("单位", "Unit", 12), column("年份", "Year", 10), column("其后年数", "Years since", 8), figures("p 值", "p", ""), column("判断", "Verdict", 44), column("各年可比", "Years compare", 8)}}
	for i := range m.Intensities.Peaks {
		peak := &m.Intensities.Peaks[i]
		found, p := peak.Peak, Cell{}
		if found.Verdict != trend.NotYetJudged {
			p = printed(found.P, report.Significant(found.P, 2))
		}
		x.Rows = append(x.Rows, Row{Cells: []Cell{said(peak.Title), figure(found.Maximum), unitCell(peak.Unit.String()), word(engine.YearList(found.Years)), word(strconv.Itoa(found.Since)), p, said(report.PeakVerdict(found, m.inv.Years[0])), alike(peak.Comparable)}})
	}
	m.add(x)
}
