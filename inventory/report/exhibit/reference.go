package exhibit

import (
	"fmt"
	"slices"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// references are the reference approach of the year fuel by fuel (2006 IPCC Guidelines V2 ch6), and its comparison with the sectoral
// approach by groups of fuels in every year.
func (m *maker) references() {
	if i := slices.IndexFunc(m.Result.References, func(r *engine.Reference) bool { return r.Year == m.Year }); i >= 0 {
		m.add(referenceTable(m.Result.References[i]))
	}
	x := &Exhibit{ID: "reference.comparison", Title: inventory.Text{ZH: "参考方法与部门法的比较", EN: "Comparison of the reference and the sectoral approach"},
		Columns: []Column{column("年份", "Year", 8), column("燃料", "Fuels", 16), figures("参考方法", "Reference approach", "t CO2"), figures("部门法", "Sectoral approach", "t CO2"), figures("差", "Difference", "t CO2"),
			shares("差 ÷ 部门法", "Difference ÷ sectoral"), figures("其中：损失", "of it: losses", "t CO2"), figures("加工转换", "Transformation", "t CO2"), figures("平衡差额", "Statistical difference", "t CO2"),
			figures("其余", "Remaining", "t CO2"), column("说明", "Explanation", 40)}}
	for _, ref := range m.Result.References {
		for _, l := range totalFirst(ref.Groups) {
			row := Row{Level: 1, Cells: []Cell{word(strconv.Itoa(ref.Year)), said(engine.GroupName(l.Group)), figure(l.Reference), figure(l.Sectoral), figure(l.Gap), {},
				figure(l.Losses), figure(l.Transformed), figure(l.Difference), figure(l.Other), {}}}
			if l.Group == "" {
				row.Level, row.Strong = 0, true
			}
			if l.Percent != nil {
				row.Cells[5] = share(l.Percent.Shift(-2))
			}
			if l.Explained != nil {
				row.Cells[10] = word(fmt.Sprintf("%s (%s %s)", l.Explained.Reason, l.Explained.By, l.Explained.Date))
			}
			x.Rows = append(x.Rows, row)
		}
	}
	roundings(x, across{4, []int{6, 7, 8, 9}})
	m.add(x)
}

// referenceTable is the reference approach of a year: fuels below the sum of their group.
func referenceTable(ref *engine.Reference) *Exhibit {
	x := &Exhibit{ID: "reference", Year: ref.Year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年参考方法", ref.Year), EN: fmt.Sprintf("Reference approach, %d", ref.Year)},
		Columns: []Column{column("燃料", "Fuel", 20), figures("表观消费量", "Apparent consumption", ""), figures("原料用途", "Used as raw material", ""), column("单位", "Unit", 10),
			figures("参考方法", "Reference approach", "t CO2"), figures("部门法", "Sectoral approach", "t CO2"), figures("差", "Difference", "t CO2"), column("方法", "Method", 18)}}
	for _, g := range totalFirst(ref.Groups) {
		level := 0
		if g.Group != "" {
			level = 1
		}
		x.Rows = append(x.Rows, Row{Level: level, Strong: true, Cells: []Cell{said(engine.GroupName(g.Group)), {}, {}, {}, figure(g.Reference), figure(g.Sectoral), figure(g.Gap), {}}})
		for _, l := range ref.Lines {
			if l.Group == g.Group {
				x.Rows = append(x.Rows, Row{Level: 2, Cells: []Cell{itemCell(l.Item), figure(l.Apparent), figure(l.RawMaterial), unitCell(l.Unit.String()), figure(l.Reference), figure(l.Sectoral), figure(l.Gap), word(l.Method.ID)}})
			}
		}
	}
	roundings(x)
	return x
}

// totalFirst brings the sum of all fuels before the groups that it is of.
func totalFirst(groups []*engine.ReferenceLine) (out []*engine.ReferenceLine) {
	for _, total := range []bool{true, false} {
		for _, l := range groups {
			if (l.Group == "") == total {
				out = append(out, l)
			}
		}
	}
	return out
}
