package book

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// The sheets of the series, and the column of their first year.
const (
	co2eSheet   = "时间序列CO2e"
	massSheet   = "时间序列t"
	seriesFirst = 6
)

// subject is one row of the series.
type subject struct {
	boundary inventory.Boundary
	scope    string
	gas      string
}

// series are the totals of the inventory: each a cell, the sum of what is below it.
type series struct {
	subjects []subject
	totals   map[inventory.Figure]*inventory.Total
	rows     [2]map[subject]int // of the sheets of CO2e and of mass
	columns  map[int]string     // by year
}

// measured tells which of the two a sheet is of.
type measured int

const (
	asCO2e measured = iota
	asMass
)

func (m measured) sheet() string { return [...]string{co2eSheet, massSheet}[m] }

// has tells whether the total has the figure.
func (m measured) has(t *inventory.Total) bool {
	return t != nil && t.Number && (m == asCO2e && t.HasCO2e || m == asMass && t.HasMass && t.Gas != inventory.AllGases)
}

// of is the figure.
func (m measured) of(t *inventory.Total) decimal.Decimal {
	if m == asMass {
		return t.Mass
	}
	return t.CO2e
}

// layOut finds the totals and gives them their cells.
func (w *writer) layOut() {
	s := &w.series
	s.totals, s.columns = map[inventory.Figure]*inventory.Total{}, map[int]string{}
	s.rows = [2]map[subject]int{{}, {}}
	for i, year := range w.inventory.Years {
		s.columns[year] = letters(seriesFirst + i)
	}
	seen := map[subject]bool{}
	listed := map[subject][]string{} // gases, by boundary and scope
	for _, f := range w.inventory.Figures() {
		s.totals[f] = w.inventory.Total(f)
		if at := (subject{f.Boundary, f.Scope, f.Gas}); !seen[at] {
			seen[at] = true
			listed[subject{f.Boundary, f.Scope, ""}] = append(listed[subject{f.Boundary, f.Scope, ""}], f.Gas)
		}
	}
	scopes := []string{inventory.ScopeTotal, inventory.ScopeWithoutLand}
	for _, c := range w.inventory.Vocabulary.Categories.All {
		scopes = append(scopes, c.Code)
	}
	for _, boundary := range inventory.Boundaries {
		for _, scope := range scopes {
			for _, gas := range w.allFirst(listed[subject{boundary, scope, ""}]) {
				s.subjects = append(s.subjects, subject{boundary, scope, gas})
			}
		}
	}
	first := w.seriesTable(asCO2e).first()
	for _, at := range s.subjects {
		s.rows[asCO2e][at] = first + len(s.rows[asCO2e])
		if at.gas != inventory.AllGases {
			s.rows[asMass][at] = first + len(s.rows[asMass])
		}
	}
}

// allFirst puts the row of all gases above those of each, which are in the order of the tables.
func (w *writer) allFirst(gases []string) []string {
	var out []string
	known := map[string]bool{}
	for _, gas := range gases {
		known[gas] = true
	}
	if known[inventory.AllGases] {
		out = append(out, inventory.AllGases)
	}
	for _, gas := range w.inventory.Vocabulary.Gases.Names() {
		if known[gas] {
			out = append(out, gas)
			known[gas] = false
		}
	}
	for _, gas := range gases {
		if known[gas] && gas != inventory.AllGases {
			out = append(out, gas)
		}
	}
	return out
}

// cell is where a figure stands, from another sheet; false if there is none.
func (s *series) cell(f inventory.Figure, m measured) (string, bool) {
	row, ok := s.rows[m][subject{f.Boundary, f.Scope, f.Gas}]
	if !ok || !m.has(s.totals[f]) {
		return "", false
	}
	return m.sheet() + "!" + s.columns[f.Year] + strconv.Itoa(row), true
}

// sum is the formula of a total: the lines of the category itself, and the totals of those below it.
func (w *writer) sum(f inventory.Figure, m measured) string {
	var parts []string
	var below func(c *inventory.Category, top bool)
	below = func(c *inventory.Category, top bool) {
		land := f.Scope == inventory.ScopeWithoutLand
		if land && inventory.IsLand(c) {
			return
		}
		at := inventory.Figure{Year: f.Year, Boundary: f.Boundary, Scope: c.Code, Gas: f.Gas}
		if !top && !(land && holdsLand(c)) {
			if row, ok := w.series.rows[m][subject{at.Boundary, at.Scope, at.Gas}]; ok && m.has(w.series.totals[at]) {
				parts = append(parts, w.series.columns[f.Year]+strconv.Itoa(row))
				return
			}
		}
		parts = append(parts, w.own(c, f, m)...)
		for _, child := range c.Children {
			below(child, false)
		}
	}
	if c := w.series.totals[f].Category; c != nil {
		below(c, true)
	} else {
		for _, c := range w.inventory.Vocabulary.Categories.All {
			if c.Parent == nil {
				below(c, false)
			}
		}
	}
	return "SUM(" + strings.Join(parts, ",") + ")"
}

// holdsLand tells whether land is among what is below the category.
func holdsLand(c *inventory.Category) bool {
	for _, child := range c.Children {
		if inventory.IsLand(child) || holdsLand(child) {
			return true
		}
	}
	return false
}

// own are the ranges of the lines of the category itself.
func (w *writer) own(c *inventory.Category, f inventory.Figure, m measured) []string {
	column := letters(co2eColumn)
	if m == asMass {
		column = letters(emissionColumn)
	}
	in := block{f.Year, f.Boundary, c, ""}
	var out []string
	add := func(s *stretch) {
		from, to := column+strconv.Itoa(s.first), column+strconv.Itoa(s.last)
		if from == to {
			out = append(out, s.sheet+"!"+from)
		} else {
			out = append(out, s.sheet+"!"+from+":"+to)
		}
	}
	for _, gas := range w.gases[in] {
		at := in
		if at.gas = gas; f.Gas == inventory.AllGases {
			at.gas = ""
		} else if of, ok := w.inventory.Vocabulary.Gases.Lookup(gas); gas != f.Gas && !(ok && of.Matches(f.Gas)) {
			continue
		}
		add(w.spans[at])
		if f.Gas == inventory.AllGases {
			break
		}
	}
	return out
}

// seriesTable is the sheet of the totals in one measure.
func (w *writer) seriesTable(m measured) *sheet {
	out := &sheet{name: m.sheet(), filter: true, fixed: seriesFirst - 1, count: len(w.series.rows[m]),
		notes: []inventory.Text{{ZH: "每格是下级各格与明细各行之和；没有数的写标记", EN: "each cell sums the cells below it and the lines; where there is no number stand the notation keys"}},
		columns: []column{{inventory.Text{ZH: "边界", EN: "Boundary"}, 10}, {inventory.Text{ZH: "编码", EN: "Code"}, 18}, {inventory.Text{ZH: "类别", EN: "Category"}, 34}, {inventory.Text{ZH: "英文类别", EN: "Category (EN)"}, 34},
			{inventory.Text{ZH: "气体", EN: "Gas"}, 11}}}
	out.title = inventory.Text{ZH: "时间序列，t CO2e（" + w.inventory.GWPSet + "）", EN: "Time series in t CO2e (" + w.inventory.GWPSet + ")"}
	if m == asMass {
		out.title = inventory.Text{ZH: "时间序列，各气体质量，t", EN: "Time series, mass of each gas in t"}
	}
	for _, year := range w.inventory.Years {
		out.columns = append(out.columns, column{inventory.Text{ZH: strconv.Itoa(year)}, 15})
	}
	return out
}

// scopeNames are the totals that are no categories.
var scopeNames = map[string]inventory.Text{
	inventory.ScopeTotal:       {ZH: "合计", EN: "Total"},
	inventory.ScopeWithoutLand: {ZH: "合计（不含土地利用变化和林业）", EN: "Total without land use, land-use change and forestry"},
}

// seriesRows writes the totals.
func (w *writer) seriesRows(s *sheet, m measured) {
	for _, at := range w.series.subjects {
		if m == asMass && at.gas == inventory.AllGases {
			continue
		}
		code, name, indent := "", scopeNames[at.scope], 0
		if name.ZH == "" {
			c := w.inventory.Vocabulary.Categories.Must(at.scope)
			code, name, indent = c.Code, c.Name, c.Depth-1
		}
		strong := code == "" || indent == 0
		gas := at.gas
		if gas == inventory.AllGases {
			gas = "全部 all"
		}
		l := look{strong: strong}
		cells := []any{w.text(boundaryName(at.boundary).ZH, l), w.text(code, l), w.text(name.ZH, look{strong: strong, indent: indent}), w.text(name.EN, look{strong: strong, indent: indent}), w.text(gas, l)}
		format := w.series.format(at, m, w.inventory.Years)
		for _, year := range w.inventory.Years {
			f := inventory.Figure{Year: year, Boundary: at.boundary, Scope: at.scope, Gas: at.gas}
			t := w.series.totals[f]
			switch {
			case m.has(t):
				cells = append(cells, w.formula(w.sum(f, m), m.of(t), look{role: total, format: format, strong: strong}))
			case t == nil || t.Notation == 0:
				cells = append(cells, w.text("—", look{role: key}))
			default:
				cells = append(cells, w.text(t.Notation.String(), look{role: key}))
			}
		}
		s.put(cells, 0)
	}
}

// format is the one for all years of a row: by the largest figure.
func (s *series) format(at subject, m measured, years []int) string {
	var most decimal.Decimal
	for _, year := range years {
		if t := s.totals[inventory.Figure{Year: year, Boundary: at.boundary, Scope: at.scope, Gas: at.gas}]; m.has(t) && m.of(t).Abs().GreaterThan(most) {
			most = m.of(t).Abs()
		}
	}
	return formatOf(most)
}
