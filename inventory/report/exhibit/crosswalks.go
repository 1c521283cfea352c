package exhibit

import (
	"fmt"
	"slices"

	"ghg/inventory"
	"ghg/inventory/crosswalk"
)

// crosswalkTables are the year by the rows of other schemes, and how much of it they cover. The guide's own rows are the summary.
func (m *maker) crosswalkTables() {
	if m.Mask.Any() {
		return
	}
	cover := &Exhibit{ID: "crosswalk.coverage", Year: m.Year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年与其他分类对照的覆盖情况", m.Year), EN: fmt.Sprintf("Coverage of the crosswalks, %d", m.Year)},
		Columns: []Column{column("分类", "Scheme", 14), column("情况", "State", 16), column("边界", "Boundary", 12), column("类别", "Category", 30), column("气体", "Gas", 8), column("行", "Rows", 14),
			figures("CO2 当量", "CO2e", "t CO2e"), shares("占 Σ|CO2e|", "Share of Σ|CO2e|"), column("原因", "Reason", 40)}}
	for _, r := range m.Crosswalks {
		at := slices.IndexFunc(r.Years, func(y *crosswalk.Year) bool { return y.Year == m.Year })
		if at < 0 {
			continue
		}
		m.coverageRows(cover, r.Scheme, r.Years[at])
		if r.Scheme.ID != guideScheme || m.guideResult() == nil {
			m.add(m.crosswalked(r.Scheme, r.Years[at]))
		}
	}
	m.add(cover)
}

// crosswalked is the year by the rows of a scheme.
func (m *maker) crosswalked(s *crosswalk.Scheme, year *crosswalk.Year) *Exhibit {
	x := &Exhibit{ID: "crosswalk." + s.ID, Year: m.Year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年 %s", m.Year, s.Name.ZH), EN: fmt.Sprintf("%s, %d", s.Name.EN, m.Year)},
		Columns: []Column{column("编码", "Code", 12), column("名称", "Name", 44), column("气体", "Gas", 12), figures("排放量", "Emission", "t"), figures("CO2 当量", "CO2e", "t CO2e"), column("标记", "Key", 10)}}
	for _, c := range year.Cells {
		row := Row{Strong: c.Gas == inventory.AllGases, Cells: []Cell{word(c.Row.Code), said(c.Row.Name), word(c.Gas), {}, {}, word(c.Keys.String())}}
		if c.Gas == inventory.AllGases {
			row.Cells[2] = words("全部", "all")
		}
		if c.HasMass {
			row.Cells[3] = figure(c.Mass)
		}
		if c.HasCO2e {
			row.Cells[4] = figure(c.CO2e)
		}
		x.Rows = append(x.Rows, row)
	}
	return x
}

// stateName names what became of lines.
var stateName = map[crosswalk.State]inventory.Text{
	crosswalk.Mapped:   {ZH: "已对应", EN: "mapped"},
	crosswalk.Unmapped: {ZH: "未对应", EN: "unmapped"},
	crosswalk.Double:   {ZH: "重复对应", EN: "mapped twice"},
}

// coverageRows tell how much of the year a scheme covers, then each category that it does not, or takes twice.
func (m *maker) coverageRows(x *Exhibit, s *crosswalk.Scheme, year *crosswalk.Year) {
	for _, c := range year.Coverage {
		for state, size := range c.Size {
			if part, ok := c.Share(size); ok {
				x.Rows = append(x.Rows, Row{Strong: true, Cells: []Cell{said(s.Name), said(stateName[crosswalk.State(state)]), reading(c.Boundary.String()), {}, {}, {}, {}, share(part), {}}})
			}
		}
	}
	for _, g := range year.Groups {
		if g.State == crosswalk.Mapped || !g.Number {
			continue
		}
		row := Row{Level: 1, Cells: []Cell{said(s.Name), said(stateName[g.State]), reading(g.Boundary.String()), words(g.Category.Code+" "+g.Category.Name.ZH, g.Category.Code+" "+g.Category.Name.EN), word(g.Gas), {}, {}, {}, said(g.Reason)}}
		for _, r := range g.Rows {
			row.Cells[5] = word(subject(row.Cells[5].Text.EN, r.Code))
		}
		if g.HasCO2e {
			row.Cells[6] = figure(g.CO2e)
		}
		x.Rows = append(x.Rows, row)
	}
}
