package exhibit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/crosswalk"
)

// guideScheme is the crosswalk in whose rows a provincial guide prints its summary.
const guideScheme = "CN-PROV-2011"

// guideTotal is the guide's row of the total with land.
const guideTotal = "T"

// summaries are the summary tables, that of the year first: in the form of the provincial guide, or by the first levels of the tree
// of the IPCC.
func (m *maker) summaries() {
	years := slices.Clone(m.inv.Years)
	slices.Reverse(years)
	m.summary("summary", m.Year)
	for _, year := range years {
		if year != m.Year {
			m.summary(fmt.Sprintf("summary.%d", year), year)
		}
	}
}

func (m *maker) summary(id string, year int) {
	gases := m.summaryGases(year)
	x := &Exhibit{ID: id, Year: year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年温室气体清单汇总表", year), EN: fmt.Sprintf("Summary of the greenhouse-gas inventory, %d", year)},
		Columns: []Column{column("编码", "Code", 10), column("类别", "Category", 40)}}
	for _, g := range gases {
		x.Columns = append(x.Columns, figures(g.name, g.name, "t CO2e"))
	}
	x.Columns = append(x.Columns, figures("合计", "Total", "t CO2e"))
	x.Notes = append(x.Notes, inventory.Text{
		ZH: "GWP " + m.inv.GWPSet + "；排放为正，清除为负（指南的林业表清除为正，符号相反）。信息项和间接排放不计入总量。",
		EN: "GWP " + m.inv.GWPSet + "; emissions are positive, removals negative (the guide's forestry tables print removals as positive). Memo items and indirect emissions are outside the totals."})
	if result := m.guideResult(); result != nil {
		m.guideRows(x, result, year, gases)
	} else {
		m.treeRows(x, year, gases)
	}
	roundings(x, toLast(2, len(x.Columns)))
	m.add(x)
}

// gasGroup is a column of a summary: a gas, or a family with its gases.
type gasGroup struct {
	name  string
	gases []string
}

// summaryGases are the columns of gases: those of the guides' tables always, others where the year has any.
func (m *maker) summaryGases(year int) []gasGroup {
	out := []gasGroup{{name: "CO2"}, {name: "CH4"}, {name: "N2O"}, {name: "HFCs"}, {name: "PFCs"}, {name: "SF6"}}
	named := map[string]string{"HFC": "HFCs", "PFC": "PFCs"}
	for _, gas := range m.inv.Gases(year) {
		known, _ := m.inv.Vocabulary.Gases.Lookup(gas)
		name := named[known.Family]
		if name == "" {
			name = gas
		}
		at := slices.IndexFunc(out, func(g gasGroup) bool { return g.name == name })
		if at < 0 {
			out, at = append(out, gasGroup{name: name}), len(out)
		}
		out[at].gases = append(out[at].gases, gas)
	}
	return out
}

// guideResult is the inventory by the rows of the guide, nil under a guide of the IPCC.
func (m *maker) guideResult() *crosswalk.Result {
	if !strings.HasPrefix(m.inv.Guide, "CN-") {
		return nil
	}
	for _, r := range m.Crosswalks {
		if r.Scheme.ID == guideScheme {
			return r
		}
	}
	return nil
}

// guideRows are the rows of the guide, what no row of it takes, and the total of the inventory.
func (m *maker) guideRows(x *Exhibit, result *crosswalk.Result, year int, gases []gasGroup) {
	at := slices.IndexFunc(result.Years, func(y *crosswalk.Year) bool { return y.Year == year })
	if at < 0 {
		return
	}
	of := result.Years[at]
	cells := map[*crosswalk.Row]map[string]*crosswalk.Cell{}
	for _, c := range of.Cells {
		if cells[c.Row] == nil {
			cells[c.Row] = map[string]*crosswalk.Cell{}
		}
		cells[c.Row][c.Gas] = c
	}
	outside := false
	for _, r := range result.Scheme.Rows {
		if strings.HasPrefix(r.Code, "M.") && !outside {
			outside = true
			m.unfiledRows(x, of, gases)
			x.Rows = append(x.Rows, memoHeading(len(x.Columns)))
		}
		level := strings.Count(r.Code, ".") + 1
		if r.Code == guideTotal || r.Code == "TX" {
			level = 0
		}
		row := Row{Level: level, Strong: level <= 1 && !strings.HasPrefix(r.Code, "M."), Cells: []Cell{word(r.Code), said(r.Name)}}
		for _, g := range gases {
			row.Cells = append(row.Cells, m.guideCell(cells[r], g, of, r))
		}
		row.Cells = append(row.Cells, m.guideCell(cells[r], gasGroup{name: inventory.AllGases, gases: []string{inventory.AllGases}}, of, r))
		x.Rows = append(x.Rows, row)
	}
	m.guideNotes(x, of, result.Scheme)
}

// memoHeading is the head of the memo items. Bunkers, biogenic CO2 and indirect emissions have no sum.
func memoHeading(columns int) Row {
	out := Row{Strong: true, Cells: make([]Cell, columns)}
	out.Cells[0], out.Cells[1] = word("M"), words("信息项（不计入总量，各项不相加）", "Memo items (outside the totals; they have no sum)")
	return out
}

// guideNotes tell which rows hold more than the rows below them, and what is outside the totals without a row. Under a mask nothing is
// told of single categories.
func (m *maker) guideNotes(x *Exhibit, of *crosswalk.Year, scheme *crosswalk.Scheme) {
	if m.Mask.Any() {
		return
	}
	var more []string
	for _, r := range scheme.Rows {
		if len(r.Parts) > 0 && slices.ContainsFunc(of.Groups, func(g *crosswalk.Group) bool { return g.State == crosswalk.Mapped && g.Number && g.Rows[0] == r }) {
			more = append(more, r.Code)
		}
	}
	if more != nil {
		x.Notes = append(x.Notes, inventory.Text{ZH: "以下各行还含其下各行没有列出的部分：" + strings.Join(more, "、") + "。",
			EN: "These rows hold more than the rows below them list: " + strings.Join(more, ", ") + "."})
	}
	var zh, en []string
	for _, g := range of.Groups {
		if name := g.Category.Code + " " + g.Category.Name.ZH; g.Boundary != inventory.Territorial && g.State == crosswalk.Unmapped && g.Number && !slices.Contains(zh, name) {
			zh, en = append(zh, name), append(en, g.Category.Code+" "+g.Category.Name.EN)
		}
	}
	if zh != nil {
		x.Notes = append(x.Notes, inventory.Text{ZH: "指南没有行的信息项，不在 M.1—M.4 之内：" + strings.Join(zh, "、") + "。",
			EN: "Memo items without a row of the guide, which M.1 to M.4 do not hold: " + strings.Join(en, ", ") + "."})
	}
}

// guideCell is the sum of a row over the gases of a column.
func (m *maker) guideCell(of map[string]*crosswalk.Cell, g gasGroup, year *crosswalk.Year, r *crosswalk.Row) Cell {
	var sum decimal.Decimal
	number, keys := false, inventory.Notation(0)
	for gas, c := range of {
		if gas != g.name && !slices.Contains(g.gases, gas) {
			continue
		}
		keys |= c.Keys
		if c.HasCO2e {
			number, sum = true, sum.Add(c.CO2e)
		}
	}
	if !number {
		return word(keys.Among(false).String())
	}
	parts, rest := m.totalsOf(year, r, g)
	whole := m.addUp(parts, rest, sum)
	if !m.publishable(parts, whole && len(rest) == 0, linesOf(year, r, g)) {
		return hidden()
	}
	out := figure(sum)
	if whole && !slices.ContainsFunc(parts, m.Mask.Hides) && !slices.ContainsFunc(rest, m.Mask.HidesLine) {
		out.Parts, out.Rest = parts, rest
	}
	return out
}

// linesOf are the lines that a row sums up over the gases of a column.
func linesOf(year *crosswalk.Year, r *crosswalk.Row, g gasGroup) (out []*inventory.Estimate) {
	for _, group := range year.Groups {
		if taken(group, r, g) {
			out = append(out, group.Lines...)
		}
	}
	return out
}

// totalsOf are the totals of the tree that the lines of a row make up, those of whole categories of which the row takes all that
// there is of the gas, and the lines of other categories.
func (m *maker) totalsOf(year *crosswalk.Year, r *crosswalk.Row, g gasGroup) (out []inventory.Figure, rest []*inventory.Estimate) {
	for _, group := range year.Groups {
		if !taken(group, r, g) {
			continue
		}
		f := inventory.Figure{Year: year.Year, Boundary: group.Boundary, Scope: group.Category.Code, Gas: group.Gas}
		if t := m.total(f); t.HasCO2e && t.CO2e.Equal(group.CO2e) {
			out = append(out, f)
			continue
		}
		for _, e := range group.Lines {
			if e.Number {
				rest = append(rest, e)
			}
		}
	}
	return out, rest
}

// taken tells whether lines count in a row and a column of gases.
func taken(group *crosswalk.Group, r *crosswalk.Row, g gasGroup) bool {
	return group.State == crosswalk.Mapped && group.HasCO2e && sums(r, group.Rows[0]) && (g.name == inventory.AllGases || slices.Contains(g.gases, group.Gas))
}

// sums tells whether the row sums up the other one, or is it.
func sums(r, other *crosswalk.Row) bool {
	return r == other || slices.ContainsFunc(r.Parts, func(part *crosswalk.Row) bool { return sums(part, other) })
}

// addUp tells whether the parts sum up to the figure, which they must for the workbook to compute it so.
func (m *maker) addUp(parts []inventory.Figure, rest []*inventory.Estimate, sum decimal.Decimal) bool {
	var of decimal.Decimal
	for _, f := range parts {
		of = of.Add(m.total(f).CO2e)
	}
	for _, e := range rest {
		gwp, ok := m.inv.GWP(e.Gas)
		if !ok {
			return false
		}
		of = of.Add(e.Value().Mul(gwp.Amount))
	}
	return of.Equal(sum)
}

// unfiledRows tell what no row of the guide takes, so that its total and that of the inventory can be held against each other.
func (m *maker) unfiledRows(x *Exhibit, of *crosswalk.Year, gases []gasGroup) {
	at := slices.IndexFunc(x.Rows, func(r Row) bool { return r.Cells[0].Text.EN == guideTotal })
	if of.Difference().IsZero() || at < 0 {
		return
	}
	rest := Row{Strong: true, Cells: []Cell{word("—"), words("指南没有行的类别", "Categories without a row of the guide")}}
	total := Row{Strong: true, Cells: []Cell{word("—"), words("清单总量（包括土地利用变化和林业）", "Total of the inventory with land use, land-use change and forestry")}}
	bare := Row{Strong: true, Cells: []Cell{word("—"), words("清单总量（不包括土地利用变化和林业）", "Total of the inventory without land use, land-use change and forestry")}}
	for i, g := range append(slices.Clone(gases), gasGroup{name: inventory.AllGases}) {
		whole, filed, left := m.groupCell(inventory.Figure{Year: of.Year, Scope: inventory.ScopeTotal}, g), x.Rows[at].Cells[2+i].Exact, Cell{}
		switch {
		case m.Mask.Any():
			left = hidden()
		case whole.Exact.Valid:
			left = figure(whole.Exact.Decimal.Sub(filed.Decimal))
		}
		rest.Cells, total.Cells = append(rest.Cells, left), append(total.Cells, whole)
		bare.Cells = append(bare.Cells, m.groupCell(inventory.Figure{Year: of.Year, Scope: inventory.ScopeWithoutLand}, g))
	}
	x.Notes = append(x.Notes, inventory.Text{
		ZH: "指南的总排放量与清单总量之差，是指南汇总表没有行的类别（见 crosswalk_coverage.csv）。",
		EN: "The guide's total and that of the inventory differ by the categories that the guide's table has no row for (crosswalk_coverage.csv lists them)."})
	x.Rows = append(x.Rows, rest, total, bare)
}

// totalCell is the cell of a total in t CO2e, or of the keys in its place.
func (m *maker) totalCell(f inventory.Figure) Cell {
	t := m.total(f)
	if m.Mask.Hides(f) {
		return hidden()
	}
	if !t.HasCO2e {
		return word(t.Notation.String())
	}
	out := figure(t.CO2e)
	out.Of = &f
	return out
}
