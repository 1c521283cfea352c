package exhibit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/recalc"
	"ghg/inventory/report"
)

// recalculations are what differs from what was sent before, by what it does, and what people said of differences. Under a mask they are
// left out: a cause is a figure of somebody's, and an explanation may name one.
func (m *maker) recalculations() {
	if m.Mask.Any() {
		return
	}
	if m.Bridge != nil {
		m.recalculation()
		m.causes()
	}
	m.explanations()
}

// recalculation is the recalculation table of the guidelines (IPCC 2006 V1 Table 5.2 p5.15), every year below the other, and beside it the
// parts of the differences.
func (m *maker) recalculation() {
	from, to := sideName(m.Bridge.Old), sideName(m.Bridge.New)
	title := inventory.Text{ZH: "重算：" + from + "（上次）→ " + to + "（本次）", EN: "Recalculation: " + from + " (before) → " + to + " (now)"}
	heads := []Column{column("年份", "Year", 8), column("类别编码", "Category", 10), column("类别", "Name", 34), column("边界", "Boundary", 10), column("气体", "Gas", 8)}
	x := &Exhibit{ID: "recalculation", Title: title, Columns: append(slices.Clone(heads), figures("上次 PD", "Previous PD", "t CO2e"), figures("本次 LD", "Latest LD", "t CO2e"), figures("差 LD − PD", "Difference LD − PD", "t CO2e"),
		shares("差占上次", "Difference of previous"), shares("占总量", "Of the total"), shares("占总量（不含土地）", "Of the total without land"), column("说明", "Explanation", 40)),
		Notes: []inventory.Text{{ZH: "IPCC 2006 卷 1 表 5.2；占总量以本次总量为分母；只列有差别的行。", EN: "IPCC 2006 V1 Table 5.2; shares are of the latest total; rows that differ alone are listed."}}}
	parts := &Exhibit{ID: "recalculation.parts", Title: inventory.Text{ZH: title.ZH + "，差的各部分", EN: title.EN + ", parts of the differences"}, Columns: append(slices.Clone(heads), figures("差", "Difference", "t CO2e")),
		Notes: []inventory.Text{{ZH: "各部分按沙普利值分摊，按最大余数取整，相加等于差。", EN: "Parts are Shapley values, rounded by largest remainder so that they add up to the difference."}}}
	shown := m.components()
	for _, c := range shown {
		text := c.Text()
		parts.Columns = append(parts.Columns, figures(text.ZH, text.EN, "t CO2e"))
	}
	for _, y := range m.Bridge.Bridge.Years {
		lines, places := m.Bridge.Lines(y)
		for i := range lines {
			m.recalculationRows(x, parts, y, &lines[i], shown, places)
			if of := &lines[i]; !of.Old.RoundBank(places).Add(of.Difference().RoundBank(places)).Equal(of.New.RoundBank(places)) && len(x.Notes) == 1 {
				x.Notes = append(x.Notes, inventory.Text{ZH: "上次、本次与差各自取整。", EN: "Previous, latest and difference are rounded each, and may not add up due to rounding."})
			}
		}
	}
	m.add(x)
	m.add(parts)
}

// sideName names an inventory by its district and guide: the folder that it lay in is none of the report's matter.
func sideName(of report.RecalculationSide) string {
	return subject(of.Inventory.RegionName, of.Inventory.Guide)
}

// components are those that a row of any year has.
func (m *maker) components() []recalc.Component {
	var lines []report.RecalculationLine
	for _, y := range m.Bridge.Bridge.Years {
		of, _ := m.Bridge.Lines(y)
		lines = append(lines, of...)
	}
	return report.ComponentsOf(lines)
}

func (m *maker) recalculationRows(x, parts *Exhibit, y *recalc.YearBridge, r *report.RecalculationLine, shown []recalc.Component, places int32) {
	year, gas, code, level := strconv.Itoa(y.New), word(r.Gas), "", 0
	if y.Old != y.New {
		year = fmt.Sprintf("%d → %d", y.Old, y.New)
	}
	if r.Gas == inventory.AllGases {
		gas = words("合计", "all")
	}
	if r.Category != nil {
		code, level = r.Scope, strings.Count(r.Scope, ".")+1
	}
	heads := []Cell{word(year), word(code), said(r.Name), reading(r.Boundary.String()), gas}
	difference := printed(r.Difference(), report.Changed(r.Difference(), places))
	latest := m.ifTotal(rounded(r.Latest, places), inventory.Figure{Year: y.New, Boundary: r.Boundary, Scope: r.Scope, Gas: r.Gas})
	strong := level == 0 && r.Gas == inventory.AllGases
	x.Rows = append(x.Rows, Row{Level: level, Strong: strong, Cells: append(slices.Clone(heads), rounded(r.Previous, places), latest, difference, signedShare(r.OfPrevious), signedShare(r.OfTotal), signedShare(r.OfTotalNoLand), said(r.Explanation))})
	cells, whole := append(slices.Clone(heads), difference), r.Printed(places)
	for _, c := range shown {
		cells = append(cells, printed(recalc.Unscaled(r.Parts[c]), report.Changed(whole[c], places)))
	}
	parts.Rows = append(parts.Rows, Row{Level: level, Strong: strong, Cells: cells})
}

// causes are all causes of the differences, of each year and boundary the largest first.
func (m *maker) causes() {
	records := report.CauseRecords(m.Bridge)
	at := func(name string) int { return slices.Index(records.Columns, name) }
	x := &Exhibit{ID: "recalculation.causes", Title: inventory.Text{ZH: "重算的原因", EN: "Causes of the recalculation"},
		Columns: []Column{column("年份", "Year", 8), column("边界", "Boundary", 10), column("序", "Rank", 6), column("部分", "Component", 16), column("改变了什么", "What changed", 60), column("类别", "Categories", 16), column("气体", "Gases", 12),
			figures("对总量的影响", "Effect on the total", "t CO2e"), shares("占总量", "Of the total"), column("行数", "Lines", 8)}}
	components := map[string]inventory.Text{}
	for _, c := range recalc.Components() {
		components[c.String()] = c.Text()
	}
	for _, r := range records.Rows {
		cell := func(name string) Cell { return word(r[at(name)]) }
		effect := Cell{}
		if d, err := quantity.Parse(r[at("effect_t")]); err == nil {
			effect = figure(d)
		}
		part := Cell{}
		if d, err := quantity.Parse(r[at("pct_of_total")]); err == nil {
			d = d.Shift(-2)
			part = signedShare(&d)
		}
		x.Rows = append(x.Rows, Row{Cells: []Cell{cell("year_new"), reading(r[at("boundary")]), cell("rank"), said(components[r[at("component")]]), words(r[at("sentence_zh")], r[at("sentence_en")]),
			word(strings.ReplaceAll(r[at("categories")], ";", ", ")), word(strings.ReplaceAll(r[at("gases")], ";", ", ")), effect, part, cell("lines")}})
	}
	m.add(x)
}

// explained are the kinds of explanations.
var explained = map[string]inventory.Text{
	inventory.ExplainsReference:     {ZH: "参考方法与部门方法之差", EN: "reference against sectoral approach"},
	inventory.ExplainsRecalculation: {ZH: "重算", EN: "recalculation"},
	inventory.ExplainsCorrection:    {ZH: "更正", EN: "correction"}}

// explanations are all that people wrote into records/explanations.csv.
func (m *maker) explanations() {
	if m.Mask.Any() { // what people write may tell of figures
		return
	}
	x := &Exhibit{ID: "explanations", Title: inventory.Text{ZH: "差异说明（records/explanations.csv）", EN: "Explanations of differences (records/explanations.csv)"},
		Columns: []Column{column("种类", "Kind", 16), column("年份", "Year", 8), column("对象", "Subject", 36), column("气体", "Gas", 8), column("参数", "Parameter", 16), column("理由", "Reason", 50), column("决定人", "By", 12), column("日期", "Date", 12), column("单元格", "Cell", 26)}}
	for i := range m.Workspace.Explanations {
		e := &m.Workspace.Explanations[i]
		of := said(report.FuelGroup(e.Subject))
		switch title := report.ScopeTitle(e.Subject); {
		case e.Category != nil:
			of = words(e.Category.Code+" "+e.Category.Name.ZH, e.Category.Code+" "+e.Category.Name.EN)
		case e.Kind != inventory.ExplainsReference && title != (inventory.Text{}):
			of = said(title)
		case e.Subject == inventory.ScopeTotal:
			of = words("合计", "total")
		}
		x.Rows = append(x.Rows, Row{Cells: []Cell{said(explained[e.Kind]), word(strconv.Itoa(e.Year)), of, word(e.Gas), word(e.Parameter), word(e.Reason), word(e.By), word(e.Date), word(e.Place.Cell("reason").String())}})
	}
	m.add(x)
}
