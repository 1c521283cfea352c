package uncertainty

import (
	"math"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/spelling"
)

// The kinds of TableFigure.
const (
	LevelOfYear = "level" // of the year, in t CO2e
	LevelOfBase = "base"  // of the base year, in t CO2e
	TrendOfBoth = "trend" // (E_t − E_0)/E_0, a number; nothing where the base year's figure is 0
)

// TableFigure is one figure of a table of estimates with its uncertainty by both approaches.
type TableFigure struct {
	ID           string // total, total_without_land, gas:CH4, row:category|item|gas
	Kind         string
	Gas          string        // of the figures of a gas
	Row          int           // of the table; −1 of a figure of several rows
	Approach1    *Propagation  // of the rows of the figure; those of the base year's level stand in it as the year
	Linear       *Propagated   // first-order propagation by what is drawn; nil of a row
	Distribution *Distribution // nil without a simulation
	Crosses      bool          // a trend whose base year's figure lies on either side of 0 in the draws: it has no mean and no variance
	root         int
}

// Total tells whether the figure is of all rows, or of all that are not of land.
func (f *TableFigure) Total() bool {
	return f.ID == inventory.ScopeTotal || f.ID == inventory.ScopeWithoutLand
}

// momentless takes mean and standard deviation from a trend that has none: those of its draws are whatever came nearest to 0.
func (f *TableFigure) momentless() {
	if f.Crosses {
		f.Distribution.Mean, f.Distribution.SD = math.NaN(), math.NaN()
	}
}

// headline tells whether every draw of the figure is kept: levels and trends of the totals.
func (f *TableFigure) headline() bool {
	return f.Total() && f.Kind != LevelOfBase
}

// group are the rows of one gas, of land or not: what sums are made of.
type group struct {
	gas        string
	land       bool
	rows       []drawnRow
	base, year expr.Node
}

// groups are the groups of the rows, by gas.
func (m *TableModel) groups() []group {
	type key struct {
		gas  string
		land bool
	}
	at := map[key]int{}
	names := map[string]string{}
	var out []group
	for _, r := range m.drawn {
		k := key{spelling.Fold(r.Gas), r.Land}
		if names[k.gas] == "" {
			names[k.gas] = r.Gas
		}
		i, known := at[k]
		if !known {
			i, at[k] = len(out), len(out)
			out = append(out, group{gas: names[k.gas], land: r.Land})
		}
		out[i].rows = append(out[i].rows, r)
	}
	for i := range out {
		g := &out[i]
		var bases, years []expr.Node
		for _, r := range g.rows {
			bases, years = append(bases, estimate(r.Base, r.base)), append(years, estimate(r.Year, r.year))
		}
		g.base, g.year = sumOf(bases), sumOf(years)
	}
	slices.SortStableFunc(out, func(a, b group) int { return strings.Compare(a.gas, b.gas) })
	return out
}

func sumOf(nodes []expr.Node) expr.Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return expr.Sum(nodes...)
}

// totals are the figures of several rows, with their trees.
func (m *TableModel) totals() (out []TableFigure, roots []expr.Node) {
	groups := m.groups()
	add := func(id, gas string, in func(*group) bool) {
		var rows []drawnRow
		var bases, years []expr.Node
		for i := range groups {
			if g := &groups[i]; in(g) {
				rows, bases, years = append(rows, g.rows...), append(bases, g.base), append(years, g.year)
			}
		}
		if len(rows) == 0 {
			return
		}
		base, year := sumOf(bases), sumOf(years)
		figure := func(kind string, approach1 *Propagation, tree expr.Node) {
			out = append(out, TableFigure{ID: id, Kind: kind, Gas: gas, Row: -1, Approach1: approach1, root: len(roots)})
			roots = append(roots, tree)
		}
		approach1 := Approach1(plain(rows))
		figure(LevelOfYear, approach1, year)
		figure(LevelOfBase, Approach1(asYear(rows)), base)
		if approach1.Base.IsZero() {
			return
		}
		trend := changeOf(year, base)
		if one := nonzero(rows); len(one) == 1 {
			trend = one[0].trendOf()
		}
		figure(TrendOfBoth, approach1, trend)
	}
	add(inventory.ScopeTotal, "", func(*group) bool { return true })
	if withoutLand(groups, func(g group) bool { return g.land }) != nil {
		add(inventory.ScopeWithoutLand, "", func(g *group) bool { return !g.land })
	}
	for i := range groups {
		if gas := groups[i].gas; i == 0 || groups[i-1].gas != gas {
			add("gas:"+gas, gas, func(g *group) bool { return g.gas == gas })
		}
	}
	return out, roots
}

// plain are the rows as Approach 1 takes them.
func plain(rows []drawnRow) []Row {
	out := make([]Row, len(rows))
	for i := range rows {
		out[i] = *rows[i].Row
	}
	return out
}

// asYear are the rows with the figures of the base year as those of the year.
func asYear(rows []drawnRow) []Row {
	out := plain(rows)
	for i := range out {
		out[i].Year = out[i].Base
	}
	return out
}

// nonzero are the rows that have a figure in some year.
func nonzero(rows []drawnRow) (out []drawnRow) {
	for _, r := range rows {
		if !r.Base.IsZero() || !r.Year.IsZero() {
			out = append(out, r)
		}
	}
	return out
}

// figures are those of one row, with their trees, whose roots begin at the number.
func (r *drawnRow) figures(root int) (out []TableFigure, roots []expr.Node) {
	level := TableFigure{ID: "row:" + r.id(), Kind: LevelOfYear, Row: r.index, Approach1: Approach1([]Row{*r.Row}), root: root}
	out, roots = append(out, level), append(roots, estimate(r.Year, r.year))
	if !r.Base.IsZero() {
		level.Kind, level.root, level.Crosses = TrendOfBoth, root+1, r.asymmetric() && r.across() && !r.EFCorrelated
		out, roots = append(out, level), append(roots, r.trendOf())
	}
	return out, roots
}
