package exhibit

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
)

// uncertainties are the table of Approach 1, the figures with their intervals, and what drives the uncertainty. Under a mask there are none:
// from the variance of a sum and the sum itself the parts of two lines could be had.
func (m *maker) uncertainties() {
	if m.Uncertainty == nil || m.Mask.Any() {
		return
	}
	for i := range m.Uncertainty.Approach1 {
		m.propagation(&m.Uncertainty.Approach1[i])
	}
	m.uncertainFigures()
	m.contributions()
}

// propagation is the table of Approach 1 with its columns C to Q (2019 Refinement V1 Table 3.2), and with the sides and the trends of the
// reporting table (2006 V1 Table 3.3).
func (m *maker) propagation(p *uncertainty.Scoped) {
	u := m.Uncertainty
	scope := report.ScopeTitle(p.Scope)
	x := &Exhibit{ID: "uncertainty" + subset(p.Scope), Year: u.Year,
		Title: inventory.Text{ZH: fmt.Sprintf("%d 年不确定度，方法 1：%s", u.Year, scope.ZH), EN: fmt.Sprintf("Uncertainty %d, Approach 1: %s", u.Year, scope.EN)},
		Notes: append([]inventory.Text{{
			ZH: "IPCC 2019 年修订版卷 1 表 3.2（列 C 至 Q）及表 3.3 的上下侧和趋势；不确定度为 95 % 区间的一半；GWP " + u.Inventory.GWPSet,
			EN: "2019 Refinement V1 Table 3.2 (columns C to Q) with the sides and trends of Table 3.3; uncertainties are half of 95 % intervals; GWP " + u.Inventory.GWPSet}}, report.PropagationSaid(p.Propagation)...)}
	base := inventory.Text{ZH: "基准年", EN: "Base year"}
	if u.Base != 0 {
		base = inventory.Text{ZH: strconv.Itoa(u.Base) + " 年", EN: strconv.Itoa(u.Base)}
	}
	x.Columns = []Column{column("类别编码", "IPCC category", 10), column("类别", "Name", 30), column("燃料", "Fuel", 10), column("气体 (D)", "Gas (D)", 8),
		figures(base.ZH+"排放或清除 (E)", base.EN+" emissions or removals (E)", "t CO2e"), figures(fmt.Sprintf("%d 年排放或清除 (F)", u.Year), fmt.Sprintf("%d emissions or removals (F)", u.Year), "t CO2e"),
		figures("活动数据不确定度 (G)", "Activity data uncertainty (G)", "%"), column("两年相关 (H)", "Correlated across years (H)", 8), figures("因子不确定度 (I)", "Factor uncertainty (I)", "%"), column("两年相关 (J)", "Correlated across years (J)", 8),
		figures("合成不确定度 (K)", "Combined uncertainty (K)", "%"), figures("下侧", "Lower side", "%"), figures("上侧", "Upper side", "%"), figures("对方差的贡献 (L)", "Contribution to variance (L)", ""), shares("占方差", "Share of the variance"),
		figures("A 类敏感度 (M)", "Type A sensitivity (M)", ""), figures("B 类敏感度 (N)", "Type B sensitivity (N)", ""), figures("趋势中因子的不确定度 (O)", "Trend uncertainty by factor (O)", "%"), figures("趋势中活动数据的不确定度 (P)", "Trend uncertainty by activity data (P)", "%"),
		figures("趋势的不确定度平方 (Q)", "Trend uncertainty squared (Q)", ""), figures("比基准年变化", "Change since the base year", "%"), figures("趋势的不确定度", "Trend uncertainty", "pp")}
	x.Rows = append(x.Rows, m.propagationFoot(p))
	for i := range p.Lines {
		x.Rows = append(x.Rows, m.propagationRow(p.Propagation, &p.Lines[i]))
	}
	roundings(x)
	apart(x, 13, 14, 19)
	m.add(x)
}

// yearCells are the figures of the base year, where there is one, and of the year.
func (m *maker) yearCells(base, year decimal.Decimal, scope, gas string) []Cell {
	u := m.Uncertainty
	out := []Cell{{}, m.ifTotal(figure(year), inventory.Figure{Year: u.Year, Scope: scope, Gas: gas})}
	if u.Base != 0 {
		out[0] = m.ifTotal(figure(base), inventory.Figure{Year: u.Base, Scope: scope, Gas: gas})
	}
	return out
}

// some is a figure that there is.
func some(d decimal.Decimal) decimal.NullDecimal { return decimal.NewNullDecimal(d) }

func (m *maker) propagationRow(p *uncertainty.Propagation, l *uncertainty.Line) Row {
	name := inventory.Text{ZH: l.Category, EN: l.Category}
	if c, ok := m.inv.Vocabulary.Categories.Lookup(l.Category); ok {
		name = c.Name
	}
	cells := append([]Cell{word(l.Category), said(name), said(report.FuelGroup(l.Item)), word(l.Gas)}, m.yearCells(l.Base, l.Row.Year, l.Category, l.Gas)...)
	if l.Unstated { // nothing is known, which is not zero
		cells = append(cells, make([]Cell, 9)...)
	} else {
		below, above := l.Sides()
		cells = append(cells, rounded(some(l.AD), 1), alike(l.ADCorrelated), rounded(some(l.EF), 1), alike(l.EFCorrelated), rounded(some(l.Combined()), 1), rounded(some(below), 1), rounded(some(above), 1), Cell{}, share(l.Share()))
		if p.NoLevel == (inventory.Text{}) {
			cells[13] = figure(l.Contribution())
		}
	}
	trend := make([]Cell, 7)
	if p.NoTrend == (inventory.Text{}) {
		trend[0], trend[1] = figure(l.TypeA()), figure(l.TypeB())
		if !l.Unstated {
			trend[2], trend[3], trend[4], trend[6] = rounded(some(l.TrendEF()), 2), rounded(some(l.TrendAD()), 2), figure(l.TrendVariation()), rounded(some(l.TrendPoints()), 2)
		}
	}
	trend[5] = rounded(l.Change(), 1)
	return Row{Level: 1, Cells: append(cells, trend...)}
}

// alike says whether a side errs alike in both years.
func alike(is bool) Cell {
	if is {
		return words("是", "yes")
	}
	return words("否", "no")
}

// propagationFoot is the total, which stands first here.
func (m *maker) propagationFoot(p *uncertainty.Scoped) Row {
	_, below := p.Below()
	_, above := p.Above()
	cells := append([]Cell{{}, words("合计", "Total"), {}, {}}, m.yearCells(p.Base, p.Year, p.Scope, inventory.AllGases)...)
	cells = append(cells, Cell{}, Cell{}, Cell{}, Cell{}, rounded(p.Level(), 1), rounded(below, 1), rounded(above, 1), null(p.Variance()), Cell{})
	if !p.Width().IsZero() {
		cells[14] = share(decimal.NewFromInt(1))
	}
	trend := make([]Cell, 7)
	if p.NoTrend == (inventory.Text{}) {
		trend[4], trend[5], trend[6] = figure(p.TrendVariation()), rounded(some(p.TrendPercent()), 1), rounded(some(p.TrendPoints()), 2)
	}
	return Row{Strong: true, Cells: append(cells, trend...)}
}

// shownContributions is how many variables the ranking lists one by one.
const shownContributions = 40

// contributions rank what drives the uncertainty of the total and of its trend, with how far each variable moves it on its own.
func (m *maker) contributions() {
	for i := range m.Uncertainty.Rankings {
		r := &m.Uncertainty.Rankings[i]
		value, err := expr.Decimal(r.Figure.Tree)
		if err != nil || report.Unspread(r.Figure) {
			continue
		}
		title := inventory.Text{ZH: r.Figure.Title.ZH, EN: r.Figure.Title.EN}
		x := &Exhibit{ID: "contributions", Year: m.Uncertainty.Year}
		ends := "t CO2e"
		shift := int32(0)
		if r.Figure.Kind == engine.TrendFigure {
			x.ID, title.ZH, title.EN, ends, shift = "contributions.trend", title.ZH+"的变化", title.EN+", its change", "pp", 2
		}
		x.Title = inventory.Text{ZH: "不确定度来自哪里：" + title.ZH, EN: "What drives the uncertainty: " + title.EN}
		x.Columns = []Column{column("序", "Rank", 6), column("变量", "Variable", 44), shares("占一阶方差", "Share of the first-order variance"), figures("变量取下端时的变动", "Effect at the variable's low end", ends), figures("变量取上端时的变动", "Effect at the variable's high end", ends),
			figures("若已知，区间缩小", "Interval shrinks, if known, by", "%"), column("不确定度来自", "Spread from", 20)}
		if m.Uncertainty.Simulated != nil {
			x.Columns = append(x.Columns, shares("一阶指数", "First-order index"), shares("总指数", "Total index"))
		}
		x.Notes = []inventory.Text{{ZH: "变动：该变量单独取其 95 % 区间的两端时，合计变动多少；相关的变量作为一组。", EN: "Effects: how far the figure moves with the variable alone at either end of its 95 % interval; correlated variables are one group."}}
		x.Rows = m.contributionRows(r.Lines, value, shift)
		m.add(x)
	}
}

func (m *maker) contributionRows(lines []uncertainty.Ranked, value decimal.Decimal, shift int32) (out []Row) {
	effect := func(end decimal.NullDecimal) Cell {
		if !end.Valid {
			return Cell{}
		}
		by := end.Decimal.Sub(value).Shift(shift)
		if shift == 0 {
			return figure(by)
		}
		return rounded(some(by), 2)
	}
	part := func(d decimal.NullDecimal) Cell {
		if !d.Valid {
			return Cell{}
		}
		return share(d.Decimal)
	}
	var rest decimal.Decimal
	for i, line := range lines {
		if i >= shownContributions {
			rest = rest.Add(line.Linear.Decimal)
			continue
		}
		name, spread := report.VariableTitle(m.Uncertainty, line.Variables[0]), report.SpreadOf(m.Uncertainty, line.Variables)
		if n := len(line.Variables); n > 1 {
			name.ZH, name.EN = name.ZH+fmt.Sprintf(" 等 %d 个相关变量", n), name.EN+fmt.Sprintf(" and %d correlated with it", n-1)
		}
		row := Row{Cells: []Cell{word(strconv.Itoa(i + 1)), said(name), part(line.Linear), effect(line.Low), effect(line.High), rounded(line.Gain, 1), said(spread)}}
		if m.Uncertainty.Simulated != nil {
			row.Cells = append(row.Cells, part(line.First), part(line.Total))
		}
		out = append(out, row)
	}
	if more := len(lines) - shownContributions; more > 0 {
		row := Row{Cells: make([]Cell, len(out[0].Cells))}
		row.Cells[1], row.Cells[2] = words(fmt.Sprintf("其余 %d 个变量", more), fmt.Sprintf("%d other variables", more)), share(rest)
		out = append(out, row)
	}
	return out
}
