package exhibit

import (
	"strconv"
	"strings"

	"ghg/inventory"
)

// boundaryName names what of the inventory a boundary is.
var boundaryName = map[inventory.Boundary]inventory.Text{
	inventory.Indirect: {ZH: "间接排放（调入电力和热力，不计入总量）", EN: "Indirect (purchased electricity and heat, outside the total)"},
	inventory.MemoItem: {ZH: "信息项（国际燃料舱、生物质 CO2，不计入总量）", EN: "Memo (bunkers, biogenic CO2, outside the total)"},
}

// treeDepth is how many levels of the tree the summaries and series show.
const treeDepth = 3

// branch is a row of the tree: a total or a category within a boundary.
type branch struct {
	boundary inventory.Boundary
	scope    string
	code     string
	name     inventory.Text
	level    int
}

// branches are the totals, then the first levels of the tree, then what is outside the totals.
func (m *maker) branches() []branch {
	out := []branch{
		{scope: inventory.ScopeTotal, name: inventory.Text{ZH: "总量（包括土地利用变化和林业）", EN: "Total with land use, land-use change and forestry"}},
		{scope: inventory.ScopeWithoutLand, name: inventory.Text{ZH: "总量（不包括土地利用变化和林业）", EN: "Total without land use, land-use change and forestry"}},
	}
	for _, b := range inventory.Boundaries {
		if b != inventory.Territorial {
			out = append(out, branch{boundary: b, scope: inventory.ScopeTotal, name: boundaryName[b]})
		}
		for _, c := range m.inv.Vocabulary.Categories.All {
			if depth := strings.Count(c.Code, ".") + 1; depth <= treeDepth && (b != inventory.Territorial || !strings.HasPrefix(c.Code, "M")) {
				out = append(out, branch{b, c.Code, c.Code, c.Name, depth})
			}
		}
	}
	return out
}

// held tells whether the row holds a figure or a key in any of the years. Outside the territory only rows of figures are shown.
func (m *maker) held(b branch, years []int) bool {
	for _, year := range years {
		t := m.total(inventory.Figure{Year: year, Boundary: b.boundary, Scope: b.scope, Gas: inventory.AllGases})
		if t.Number || b.boundary == inventory.Territorial && b.level <= 2 || b.level == 0 {
			return true
		}
	}
	return false
}

// treeRows are the first levels of the tree of the IPCC by gas.
func (m *maker) treeRows(x *Exhibit, year int, gases []gasGroup) {
	for _, b := range m.branches() {
		if !m.held(b, []int{year}) {
			continue
		}
		row := Row{Level: b.level, Strong: b.level <= 1, Cells: []Cell{word(b.code), said(b.name)}}
		for _, g := range gases {
			row.Cells = append(row.Cells, m.groupCell(inventory.Figure{Year: year, Boundary: b.boundary, Scope: b.scope}, g))
		}
		row.Cells = append(row.Cells, m.totalCell(inventory.Figure{Year: year, Boundary: b.boundary, Scope: b.scope, Gas: inventory.AllGases}))
		x.Rows = append(x.Rows, row)
	}
}

// groupCell is a total over the gases of a column.
func (m *maker) groupCell(f inventory.Figure, g gasGroup) Cell {
	if len(g.gases) <= 1 {
		f.Gas = g.name
		if len(g.gases) == 1 {
			f.Gas = g.gases[0]
		}
		return m.totalCell(f)
	}
	out, parts := Cell{}, []inventory.Figure{}
	f.Gas = g.name
	keys := m.total(f).Notation
	for _, f.Gas = range g.gases {
		c := m.totalCell(f)
		if m.Mask.Hides(f) {
			return hidden()
		}
		if c.Exact.Valid {
			out.Exact.Decimal, out.Exact.Valid = out.Exact.Decimal.Add(c.Exact.Decimal), true
			parts = append(parts, f)
		}
	}
	if !out.Exact.Valid {
		return word(keys.String())
	}
	out = figure(out.Exact.Decimal)
	out.Parts = parts
	return out
}

// series are the totals of every year: by category, and by gas.
func (m *maker) series() {
	x := &Exhibit{ID: "series.category", Title: inventory.Text{ZH: "历年排放（按类别）", EN: "Emissions of all years by category"},
		Columns: []Column{column("编码", "Code", 10), column("类别", "Category", 40)},
		Notes:   []inventory.Text{{ZH: "GWP " + m.inv.GWPSet, EN: "GWP " + m.inv.GWPSet}}}
	m.yearColumns(x)
	for _, b := range m.branches() {
		if m.held(b, m.inv.Years) {
			m.seriesRow(x, b, inventory.AllGases, word(b.code), said(b.name))
		}
	}
	roundings(x)
	m.add(x)
	m.gasSeries()
}

// gasSeries are the territorial totals by gas.
func (m *maker) gasSeries() {
	x := &Exhibit{ID: "series.gas", Title: inventory.Text{ZH: "历年排放（按气体）", EN: "Emissions of all years by gas"}, Columns: []Column{column("气体", "Gas", 16)},
		Notes: []inventory.Text{{ZH: "境内排放，包括土地利用变化和林业；GWP " + m.inv.GWPSet, EN: "territorial, with land use; GWP " + m.inv.GWPSet}}}
	m.yearColumns(x)
	m.seriesRow(x, branch{scope: inventory.ScopeTotal}, inventory.AllGases, words("合计", "All"))
	for _, gas := range m.inv.Vocabulary.Gases.All {
		any := false
		for _, year := range m.inv.Years {
			any = any || m.total(inventory.Figure{Year: year, Scope: inventory.ScopeTotal, Gas: gas.Name}).Number
		}
		if any {
			m.seriesRow(x, branch{scope: inventory.ScopeTotal, level: 1}, gas.Name, word(gas.Name))
		}
	}
	roundings(x)
	m.add(x)
}

func (m *maker) yearColumns(x *Exhibit) {
	for _, year := range m.inv.Years {
		x.Columns = append(x.Columns, figures(strconv.Itoa(year), strconv.Itoa(year), "t CO2e"))
	}
}

func (m *maker) seriesRow(x *Exhibit, b branch, gas string, heads ...Cell) {
	row := Row{Level: b.level, Strong: b.level <= 1 && gas == inventory.AllGases, Cells: heads}
	for _, year := range m.inv.Years {
		row.Cells = append(row.Cells, m.totalCell(inventory.Figure{Year: year, Boundary: b.boundary, Scope: b.scope, Gas: gas}))
	}
	x.Rows = append(x.Rows, row)
}
