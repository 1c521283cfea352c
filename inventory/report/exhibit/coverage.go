package exhibit

import (
	"fmt"
	"slices"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/report"
)

// coverage is what the inventory holds and does not: the matrix of categories and years, and the keys of the year with their reasons.
func (m *maker) coverage() {
	m.completeness()
	m.keys()
	m.crosswalkTables()
}

// asked are the categories of which the inventory has to say something, with their boundary, in the order of the tree.
func (m *maker) asked() (out []branch) {
	for _, b := range inventory.Boundaries {
		for _, c := range m.inv.Vocabulary.Categories.All {
			if slices.ContainsFunc(m.inv.Vocabulary.Registry, func(r inventory.RegistryRow) bool { return r.Category == c && r.Boundary == b }) {
				out = append(out, branch{boundary: b, scope: c.Code, code: c.Code, name: c.Name})
			}
		}
	}
	return out
}

// completeness is the matrix of categories and years: a figure, a key, or both, with how many pairs of category and gas are settled.
func (m *maker) completeness() {
	x := &Exhibit{ID: "completeness", Title: inventory.Text{ZH: "完整性（类别 × 年份）", EN: "Completeness (category × year)"},
		Columns: []Column{column("编码", "Code", 10), column("类别", "Category", 36), column("边界", "Boundary", 12)},
		Notes: []inventory.Text{{
			ZH: "数：有排放量；NE 未估算，NO 不存在，NA 不适用，IE 列入他处，C 保密。括号内为已有数、NO、NA 或已列入他处的（类别，气体）对数 ÷ 全部对数。",
			EN: "number: an emission is computed; NE not estimated, NO not occurring, NA not applicable, IE included elsewhere, C confidential. In brackets: pairs of category and gas that have a number, NO, NA or are included elsewhere ÷ all pairs."}}}
	for _, year := range m.inv.Years {
		x.Columns = append(x.Columns, column(strconv.Itoa(year), strconv.Itoa(year), 12))
	}
	for _, b := range m.asked() {
		row := Row{Cells: []Cell{word(b.code), said(b.name), reading(b.boundary.String())}}
		for _, year := range m.inv.Years {
			row.Cells = append(row.Cells, m.stateCell(inventory.Figure{Year: year, Boundary: b.boundary, Scope: b.scope, Gas: inventory.AllGases}))
		}
		x.Rows = append(x.Rows, row)
	}
	m.add(x)
}

func (m *maker) stateCell(f inventory.Figure) Cell {
	t := m.total(f)
	zh, en := "", ""
	if t.Number {
		zh, en = "数", "number"
	}
	if keys := t.Notation.String(); keys != "" {
		if zh != "" {
			zh, en = zh+" ", en+" "
		}
		zh, en = zh+keys, en+keys
	}
	if t.Pairs > 0 {
		pairs := fmt.Sprintf(" (%d/%d)", t.Done, t.Pairs)
		zh, en = zh+pairs, en+pairs
	}
	out := words(zh, en)
	if t.Number && !m.Mask.Hides(f) {
		out.Of = &f
	}
	return out
}

// keys are the notation keys of the year with their reasons.
func (m *maker) keys() {
	x := &Exhibit{ID: "notation", Year: m.Year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年标注键及原因", m.Year), EN: fmt.Sprintf("Notation keys and their reasons, %d", m.Year)},
		Columns: []Column{column("编码", "Code", 10), column("类别", "Category", 30), column("设施、项目、细项", "Facility, item, detail", 20), column("气体", "Gas", 8), column("标记", "Key", 12), column("原因", "Reason", 50), column("单元格", "Cell", 24)}}
	for _, e := range m.inv.Estimates {
		if e.Row.Year != m.Year || e.Number || m.Mask.HidesLine(e) {
			continue
		}
		why := inventory.Text{ZH: e.Row.Note, EN: e.Row.Note}
		for _, note := range e.Notes() {
			why = joined(why, note)
		}
		cell := ""
		if e.Asked {
			cell = e.Origin().String()
		}
		x.Rows = append(x.Rows, Row{Cells: []Cell{word(e.Row.Category.Code), said(e.Row.Category.Name), word(e.Row.Subject()), word(e.Gas), word(report.KeysOfLine(e)), said(why), word(cell)}})
	}
	m.add(x)
}

// joined are two sentences after each other.
func joined(a, b inventory.Text) inventory.Text {
	if a == (inventory.Text{}) {
		return b
	}
	return inventory.Text{ZH: a.ZH + "；" + b.ZH, EN: a.EN + "; " + b.EN}
}
