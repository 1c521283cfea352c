package exhibit

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/report"
)

// sector is a part of the tree with a table of its own.
type sector struct {
	id    string
	title inventory.Text
	holds func(*inventory.Category) bool
}

func sectorList() []sector {
	first := func(code byte) func(*inventory.Category) bool {
		return func(c *inventory.Category) bool { return c.Code[0] == code && !inventory.IsLand(c) }
	}
	return []sector{
		{"sector.energy", inventory.Text{ZH: "能源活动", EN: "Energy"}, first('1')},
		{"sector.industry", inventory.Text{ZH: "工业生产过程和产品使用", EN: "Industrial processes and product use"}, first('2')},
		{"sector.agriculture", inventory.Text{ZH: "农业", EN: "Agriculture"}, first('3')},
		{"sector.land", inventory.Text{ZH: "土地利用、土地利用变化和林业", EN: "Land use, land-use change and forestry"}, inventory.IsLand},
		{"sector.waste", inventory.Text{ZH: "废弃物处理", EN: "Waste"}, first('4')},
		{"sector.other", inventory.Text{ZH: "其他和信息项", EN: "Other, and memo items"}, func(c *inventory.Category) bool { return c.Code[0] > '4' }},
	}
}

// sectors are the lines of the year, a table a sector: activity, implied factor, emission.
func (m *maker) sectors() {
	for _, of := range sectorList() {
		x := &Exhibit{ID: of.id, Year: m.Year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年%s", m.Year, of.title.ZH), EN: fmt.Sprintf("%s, %d", of.title.EN, m.Year)},
			Columns: []Column{column("编码", "Code", 10), column("类别", "Category", 24), column("设施", "Facility", 14), column("项目", "Item", 14), column("细项", "Detail", 12), column("气体", "Gas", 8),
				figures("活动水平", "Activity", ""), column("单位", "Unit", 10), figures("隐含因子", "Implied factor", ""), column("单位", "Unit", 16), figures("排放量", "Emission", "t"), figures("CO2 当量", "CO2e", "t CO2e"),
				column("边界", "Boundary", 10), column("方法", "Method", 18), column("层级", "Tier", 8), column("因子状态", "Factor status", 12)},
			Notes: []inventory.Text{{ZH: "隐含因子 = 排放量 ÷ 主要活动水平；没有主要活动水平的、有往年存量参与的留空。", EN: "Implied factor = emission ÷ main activity; empty where there is none, and where what earlier years left takes part."}}}
		withheld := false
		for _, e := range m.inv.Estimates {
			if e.Row.Year != m.Year || !of.holds(e.Row.Category) {
				continue
			}
			if m.Mask.HidesLine(e) {
				withheld = true
				continue
			}
			if e.Number || e.Asked {
				x.Rows = append(x.Rows, Row{Cells: m.lineCells(e)})
			}
		}
		if withheld {
			x.Notes = append(x.Notes, leftOut)
		}
		m.add(x)
	}
}

// leftOut is the note of what a mask keeps away.
var leftOut = inventory.Text{ZH: "保密的行和由它们能推算的行没有列出（C）。", EN: "Confidential lines, and those from which they could be had, are left out (C)."}

func (m *maker) lineCells(e *inventory.Estimate) []Cell {
	out := []Cell{word(e.Row.Category.Code), said(e.Row.Category.Name), word(e.Row.Facility), itemOrNone(e.Row.Item), word(e.Row.Detail), word(e.Gas), {}, {}, {}, {}, {}, {},
		reading(e.Boundary.String()), {}, {}, {}}
	if !e.Number {
		out[10] = word(report.KeysOfLine(e))
		return out
	}
	mass := figure(e.Value())
	mass.Line, mass.Mass = e, true
	out[10] = mass
	if gwp, ok := m.inv.GWP(e.Gas); ok {
		out[11] = figure(e.Value().Mul(gwp.Amount))
		out[11].Line = e
	}
	out[13], out[14], out[15] = word(e.Method.ID), word(e.Method.Tier), reading(e.Status.String())
	if amount, unit, ok := m.mainActivity(e); ok {
		out[6], out[7] = printed(amount, report.Plain(amount)), unitCell(unit.String())
		if implied, err := quantity.Quo(e.Value(), amount); err == nil && !m.restsOnOtherYears(e) {
			out[8], out[9] = figure(implied), unitCell("t "+e.Gas+"/"+unit.String())
		}
	}
	return out
}

// mainActivity is the figure of the line's own row: stated, or derived from a balance, a splice or what other rows leave. A verified
// emission has none.
func (m *maker) mainActivity(e *inventory.Estimate) (decimal.Decimal, quantity.Unit, bool) {
	row := e.Row
	if !row.Number || row.Parameter != "" || m.verified()[e] {
		return decimal.Decimal{}, quantity.Unit{}, false
	}
	return row.Value, row.Unit, true
}

// restsOnOtherYears tells of a line that what earlier years left takes part in: of a landfill, a bank, a forest.
func (m *maker) restsOnOtherYears(e *inventory.Estimate) bool {
	return slices.ContainsFunc(m.leaves(e), func(leaf expr.Leaf) bool {
		cell, ok := leaf.(*inventory.Cell)
		return ok && cell.Row.Year != e.Row.Year
	})
}

// verified are the lines that stand in the place of what is computed.
func (m *maker) verified() map[*inventory.Estimate]bool {
	if m.verifiedLines == nil {
		m.verifiedLines = map[*inventory.Estimate]bool{}
		for _, of := range m.Result.Emitters {
			if of.Verified != nil {
				m.verifiedLines[of.Line] = true
			}
		}
	}
	return m.verifiedLines
}

// leaves are the inputs of a line, worked out once.
func (m *maker) leaves(e *inventory.Estimate) []expr.Leaf {
	known, ok := m.inputsOf[e]
	if !ok {
		known = e.Mass().Leaves()
		m.inputsOf[e] = known
	}
	return known
}
