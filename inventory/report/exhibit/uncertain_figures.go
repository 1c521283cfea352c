package exhibit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
)

// uncertainKinds head the figures of an analysis by their kind.
var uncertainKinds = []struct {
	kind string
	name inventory.Text
}{
	{engine.LevelFigure, inventory.Text{ZH: "排放量", EN: "Emissions"}}, {engine.TrendFigure, inventory.Text{ZH: "变化", EN: "Trends"}},
	{engine.IntensityFigure, inventory.Text{ZH: "强度", EN: "Intensities"}}, {engine.DeclineFigure, inventory.Text{ZH: "强度下降", EN: "Declines of intensities"}}}

// uncertainFigures are totals, gases, sectors, trends, intensities and declines with their intervals.
// Changes are in per cent, their intervals in percentage points.
func (m *maker) uncertainFigures() {
	u := m.Uncertainty
	x := &Exhibit{ID: "uncertainty.figures", Year: u.Year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年主要数字的 95 %% 区间", u.Year), EN: fmt.Sprintf("95 %% intervals of the main figures, %d", u.Year)},
		Columns: []Column{column("数字", "Figure", 36), figures("取值", "Value", ""), column("单位", "Unit", 16), figures("一阶 ±", "First order ±", ""), column("± 的单位", "Unit of ±", 8), figures("一阶 ±（相对）", "First order ± relative", "%"),
			figures("下端", "Low end", ""), figures("上端", "High end", ""), figures("方法 1 ±", "Approach 1 ±", ""), column("方法 1 的单位", "Unit of Approach 1", 8)}}
	if u.Simulated != nil {
		x.Columns = append(x.Columns, figures("模拟 2.5 %", "Simulated 2.5 %", ""), figures("模拟 97.5 %", "Simulated 97.5 %", ""))
	}
	for _, kind := range uncertainKinds {
		head := Row{Strong: true, Cells: make([]Cell, len(x.Columns))}
		head.Cells[0] = said(kind.name)
		rows := []Row{head}
		for _, f := range u.Figures {
			if f.Kind != kind.kind || !report.ShownFigure(f) {
				continue
			}
			if cells, ok := m.uncertainCells(f); ok {
				rows = append(rows, Row{Level: 1, Cells: cells})
			}
		}
		if len(rows) > 1 {
			x.Rows = append(x.Rows, rows...)
		}
	}
	x.Notes = report.UncertainNotes(u)
	m.add(x)
}

// totalOf is the total of the inventory that a figure is of in a year, if it is one.
func totalOf(f *engine.UncertainFigure, year int) (out inventory.Figure, ok bool) {
	out = inventory.Figure{Year: year, Scope: f.ID, Gas: inventory.AllGases}
	switch {
	case f.ID == inventory.ScopeTotal || f.ID == inventory.ScopeWithoutLand:
	case strings.HasPrefix(f.ID, "gas:"):
		out.Scope, out.Gas = inventory.ScopeTotal, f.Gas
	case strings.HasPrefix(f.ID, "sector:"):
		out.Scope = f.Category.Code
	default:
		return out, false
	}
	return out, true
}

// uncertainCells are the cells of one figure.
func (m *maker) uncertainCells(f *engine.UncertainFigure) ([]Cell, bool) {
	v, err := expr.Decimal(f.Tree)
	if err != nil {
		return nil, false
	}
	change := f.Kind == engine.TrendFigure || f.Kind == engine.DeclineFigure
	name, unit := f.Title, f.Unit
	if f.Category != nil && f.Series() == nil {
		name = inventory.Text{ZH: f.Category.Code + " " + name.ZH, EN: f.Category.Code + " " + name.EN}
	}
	shown, points := figure, unit
	if change {
		shown = func(d decimal.Decimal) Cell { return rounded(some(d.Shift(2)), 1) }
		unit, points = "%", "pp"
	}
	value := shown(v)
	if of, ok := totalOf(f, m.Uncertainty.Year); ok && f.Kind == engine.LevelFigure {
		value = m.ifTotal(value, of)
	}
	out := []Cell{said(name), value, unitCell(unit), {}, unitCell(points), {}, {}, {}, {}, {}}
	if m.Uncertainty.Simulated != nil {
		out = append(out, Cell{}, Cell{})
	}
	if report.Unspread(f) {
		out[4] = Cell{}
		return out, true
	}
	if half := f.Linear.Width(); half.Valid {
		out[3], out[6], out[7] = shown(half.Decimal), shown(v.Sub(half.Decimal)), shown(v.Add(half.Decimal))
	}
	if !change {
		out[5] = rounded(f.Linear.Percent(), 1)
	}
	at := slices.IndexFunc(m.Uncertainty.Approach1, func(p uncertainty.Scoped) bool { return p.Scope == f.ID })
	switch {
	case at < 0:
	case f.Kind == engine.LevelFigure && m.Uncertainty.Approach1[at].Level().Valid:
		out[8], out[9] = rounded(m.Uncertainty.Approach1[at].Level(), 1), word("%")
	case f.Kind == engine.TrendFigure && m.Uncertainty.Approach1[at].NoTrend == (inventory.Text{}):
		out[8], out[9] = rounded(some(m.Uncertainty.Approach1[at].TrendPoints()), 1), word("pp")
	}
	if f.Distribution != nil {
		if s := f.Distribution.Spread(); s.Low.Valid && s.High.Valid {
			out[10], out[11] = shown(s.Low.Decimal), shown(s.High.Decimal)
		}
	}
	return out, true
}
