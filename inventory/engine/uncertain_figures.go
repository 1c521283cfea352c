package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/trend"
)

// uncertainRow is a line of the table of Approach 1: a category, of fuel also the group of fuels, and a gas (IPCC 2006 V1 Table 4.1).
type uncertainRow struct {
	category   *inventory.Category
	item       string
	gas        string
	land       bool
	year, base []ofGas // CO2e of the estimates
	level      *UncertainFigure
	before     int              // root of the base year's level; −1 without a trend
	trend      *UncertainFigure // nil without one
}

// ofGas is the CO2e of one estimate.
type ofGas struct {
	category *inventory.Category
	gas      string
	tree     expr.Node
}

// treesOf are the trees of the gas, of all for "".
func treesOf(list []ofGas, gas string) (out []expr.Node) {
	for _, one := range list {
		if gas == "" || one.gas == gas {
			out = append(out, one.tree)
		}
	}
	return out
}

// rowKey is what an estimate is told apart by in the table.
type rowKey struct {
	category  *inventory.Category
	item, gas string
}

func (u *uncertain) keyOf(e *inventory.Estimate) rowKey {
	k := rowKey{levelOf(e.Row.Category, u.Options.Level), "", e.Gas}
	if gas, ok := u.Inventory.Vocabulary.Gases.Lookup(e.Gas); ok {
		k.gas = together(e.Row.Category, gas, u.Options.Level)
	}
	if e.Row.Item != nil && e.Row.Item.Kind == "fuel" && strings.HasPrefix(e.Row.Category.Code, "1.A") {
		k.item = e.Row.Item.Group
	}
	return k
}

// gather sorts the estimates of both years into rows, in the order of the tables.
func (u *uncertain) gather() {
	rows := map[rowKey]*uncertainRow{}
	var missing []notEstimated
	var counted []*inventory.Estimate
	for _, year := range []int{u.Year, u.Base} {
		if year == 0 {
			continue
		}
		for _, e := range u.Inventory.Below(year, inventory.Territorial, nil) {
			k := u.keyOf(e)
			if !e.Number {
				if e.Notation.Has(inventory.NE) {
					missing = append(missing, notEstimated{e, k, year})
				}
				continue
			}
			tree, ok := u.Inventory.CO2e(e.Mass(), e.Gas)
			if !ok {
				continue
			}
			row := rows[k]
			if row == nil {
				row = &uncertainRow{category: k.category, item: k.item, gas: k.gas, land: inventory.IsLand(e.Row.Category), before: -1}
				rows[k] = row
				u.rows = append(u.rows, row)
			}
			counted = append(counted, e)
			tree = u.ofYear(tree, year)
			u.seat(tree, e)
			if year == u.Year {
				row.year = append(row.year, ofGas{e.Row.Category, e.Gas, tree})
			} else {
				row.base = append(row.base, ofGas{e.Row.Category, e.Gas, tree})
			}
		}
	}
	gases := map[string]int{}
	for i, gas := range u.Inventory.Vocabulary.Gases.All {
		gases[gas.Name] = i
	}
	slices.SortStableFunc(u.rows, func(a, b *uncertainRow) int {
		return cmp.Or(cmp.Compare(a.category.Order, b.category.Order), cmp.Compare(a.item, b.item), cmp.Compare(gases[a.gas], gases[b.gas]))
	})
	u.ofOneYear(missing)
	u.changesOfMethod(counted)
}

// RowOfOneYear is a row with estimates in one of the two years of a trend. In the other, Missing, it counts as zero, which is right of a
// source that began or ended between them.
type RowOfOneYear struct {
	Category  *inventory.Category
	Item, Gas string
	Missing   int
	Unknown   bool // not estimated (NE) in Missing: the row may well have had emissions then
	CO2e      decimal.Decimal
}

// notEstimated is a line of NE, by the row that it would be of.
type notEstimated struct {
	line *inventory.Estimate
	of   rowKey
	year int
}

// lacks tells whether the line is of what the row holds: of the row itself, or of any item of a category that the row has estimates of.
func (n *notEstimated) lacks(r *uncertainRow, gases *inventory.Gases) bool {
	member := func(one ofGas) bool { // of a family of gases
		gas, known := gases.Lookup(one.gas)
		return known && gas.Matches(n.line.Gas)
	}
	if n.of.gas != r.gas && !slices.ContainsFunc(r.year, member) && !slices.ContainsFunc(r.base, member) || n.of.item != "" && n.of.item != r.item {
		return false
	}
	at := n.line.Row.Category
	same := func(c *inventory.Category) bool { return at.Within(c) || c.Within(at) }
	if n.of.item == r.item {
		return same(r.category)
	}
	held := func(one ofGas) bool { return same(one.category) }
	return slices.ContainsFunc(r.year, held) || slices.ContainsFunc(r.base, held)
}

// ofOneYear lists the rows that are not zero and have no estimate in the other year, and warns of those that are not estimated there.
func (u *uncertain) ofOneYear(missing []notEstimated) {
	if u.Base == 0 {
		return
	}
	var unknown []string
	var first inventory.Source
	for _, r := range u.rows {
		one := RowOfOneYear{Category: r.category, Item: r.item, Gas: r.gas}
		switch {
		case len(r.year) == 0:
			one.Missing, one.CO2e = u.Year, exactly(summed(treesOf(r.base, "")))
		case len(r.base) == 0:
			one.Missing, one.CO2e = u.Base, exactly(summed(treesOf(r.year, "")))
		}
		if one.CO2e.IsZero() {
			continue
		}
		at := slices.IndexFunc(missing, func(n notEstimated) bool { return n.year == one.Missing && n.lacks(r, u.Inventory.Vocabulary.Gases) })
		if one.Unknown = at >= 0; one.Unknown {
			unknown = append(unknown, strings.Join(strings.Fields(fmt.Sprint(r.category.Code, " ", r.item, " ", r.gas, " ", one.Missing)), " "))
			if line := missing[at].line.Row; first == (inventory.Source{}) {
				first = line.Place.Cell("notation")
			}
		}
		u.OneYear = append(u.OneYear, one)
	}
	if unknown != nil {
		u.trendUnknown(unknown, first)
	}
}

// trendUnknown warns of a trend that counts what is not estimated as zero.
func (u *uncertain) trendUnknown(rows []string, at inventory.Source) {
	const most = 5
	named, more := strings.Join(rows[:min(most, len(rows))], ", "), ""
	if len(rows) > most {
		more = ", …"
	}
	if at == (inventory.Source{}) { // what nobody was asked about stands in no row
		at.File = "inventory.toml"
	}
	u.Problems = append(u.Problems, inventory.Problem{Source: at, Code: "trend-not-estimated", Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 行在趋势的一年未估算（NE）：%s%s；总量的趋势把它们按 0 计，keys 的趋势评估不含它们", len(rows), named, more),
			EN: fmt.Sprintf("rows not estimated (NE) in one year of the trend: %d (%s%s); the trend of the total counts them as 0, the trend assessment of keys leaves them out", len(rows), named, more)},
		Hint: inventory.Text{ZH: "补上该年的数；确实没有排放的写 NO", EN: "give the figures of that year; where nothing occurred write NO"}})
}

// zeroCO2e stands for a year in which a row has no estimate.
func zeroCO2e() expr.Node { return expr.Const(decimal.Zero, inventory.TonneCO2e()) }

func summed(nodes []expr.Node) expr.Node {
	switch len(nodes) {
	case 0:
		return zeroCO2e()
	case 1:
		return nodes[0]
	}
	return expr.Sum(nodes...)
}

// change is (E_t − E_0)/|E_0|; false where the base year's figure is 0.
func (u *uncertain) change(year, base expr.Node) (expr.Node, bool) {
	before, err := expr.Decimal(base)
	if err != nil || before.IsZero() {
		return expr.Node{}, false
	}
	by := base
	if before.IsNegative() {
		by = expr.Sub(zeroCO2e(), base)
	}
	return expr.Quo(expr.Sub(year, base), by), true
}

// figures are all figures whose uncertainty is asked for: totals first, then gases, sectors, rows, intensities and targets.
func (u *uncertain) figures() {
	years, bases := map[*uncertainRow]expr.Node{}, map[*uncertainRow]expr.Node{}
	for _, r := range u.rows {
		years[r], bases[r] = summed(treesOf(r.year, "")), summed(treesOf(r.base, ""))
	}
	over := func(in func(*uncertainRow) bool) (year, base expr.Node) {
		var before, after []expr.Node
		for _, r := range u.rows {
			if in(r) {
				before, after = append(before, bases[r]), append(after, years[r])
			}
		}
		return summed(after), summed(before)
	}
	any := func(*uncertainRow) bool { return true }
	land := func(r *uncertainRow) bool { return r.land }
	total := UncertainFigure{ID: inventory.ScopeTotal, Title: inventory.Text{ZH: "总量", EN: "total"}}
	if slices.ContainsFunc(u.rows, land) {
		total.Title = inventory.Text{ZH: "总量（含土地利用）", EN: "total with land"}
		u.both(total, over, any)
		u.both(UncertainFigure{ID: inventory.ScopeWithoutLand, Title: inventory.Text{ZH: "总量（不含土地利用）", EN: "total without land"}}, over, func(r *uncertainRow) bool { return !r.land })
	} else {
		u.both(total, over, any)
	}
	u.ofGases()
	for _, c := range u.Inventory.Vocabulary.Categories.All {
		if c.Parent == nil {
			u.both(UncertainFigure{ID: "sector:" + c.Code, Title: c.Name, Category: c}, over, func(r *uncertainRow) bool { return r.category.Within(c) })
		}
	}
	for _, r := range u.rows {
		u.ofRow(r, years[r], bases[r])
	}
	u.ofIntensities()
	u.ofTargets()
}

// both adds the level of the rows and their trend.
func (u *uncertain) both(f UncertainFigure, over func(func(*uncertainRow) bool) (year, base expr.Node), in func(*uncertainRow) bool) {
	if slices.ContainsFunc(u.rows, in) {
		year, base := over(in)
		u.levelAndTrend(f, year, base)
	}
}

// levelAndTrend adds a level, and its trend where there is a base year in which it is not zero.
func (u *uncertain) levelAndTrend(f UncertainFigure, year, base expr.Node) (level, trend *UncertainFigure) {
	f.Kind, f.Unit, f.Tree = LevelFigure, inventory.TonneCO2e().String(), year
	level = u.add(f)
	if u.Base == 0 {
		return level, nil
	}
	if tree, ok := u.change(year, base); ok {
		f.Kind, f.Unit, f.Tree = TrendFigure, "1", tree
		trend = u.add(f)
	}
	return level, trend
}

// ofGases adds the figures of each gas over all rows.
func (u *uncertain) ofGases() {
	for _, gas := range u.Inventory.Vocabulary.Gases.All {
		var before, after []expr.Node
		for _, r := range u.rows {
			before, after = append(before, treesOf(r.base, gas.Name)...), append(after, treesOf(r.year, gas.Name)...)
		}
		if len(before)+len(after) > 0 {
			u.levelAndTrend(UncertainFigure{ID: "gas:" + gas.Name, Title: inventory.Text{ZH: gas.Name, EN: gas.Name}, Gas: gas.Name}, summed(after), summed(before))
		}
	}
}

// ofRow adds the figures of one row.
func (u *uncertain) ofRow(r *uncertainRow, year, base expr.Node) {
	f := UncertainFigure{ID: "row:" + r.category.Code + "|" + r.item + "|" + r.gas, Title: r.category.Name, Category: r.category, Item: r.item, Gas: r.gas}
	r.level, r.trend = u.levelAndTrend(f, year, base)
	if u.Base != 0 {
		r.before = len(u.roots)
		u.roots = append(u.roots, base)
	}
}

// ofIntensities adds the intensities of the year and their declines since the base year.
func (u *uncertain) ofIntensities() {
	for _, x := range u.intensities.Series {
		f := UncertainFigure{Title: x.Title(), series: x}
		if tree, ok := x.Figure("value", u.Year, -1); ok {
			f.ID, f.Kind, f.Unit, f.Tree = "intensity:"+x.ID, IntensityFigure, x.Unit.String(), u.ofYear(tree, u.Year)
			u.add(f)
		}
		if u.Base == 0 || u.Base != u.intensities.Base {
			continue
		}
		if tree, ok := u.decline(x, u.Base); ok {
			f.ID, f.Kind, f.Unit, f.Tree = "decline:"+x.ID, DeclineFigure, "1", tree
			u.add(f)
		}
	}
}

// event is a target whose probability is asked for.
type event struct {
	chance  TargetChance
	root    int
	atLeast bool
}

// ofTargets adds what was reached of the targets that have a value, as far as it follows from figures that are drawn.
func (u *uncertain) ofTargets() {
	for _, s := range u.intensities.Plan {
		tree, ok := u.reachedOf(s)
		if !ok || s.Goal == nil {
			continue
		}
		goal, onPath := s.asked(u.Year)
		if goal == nil {
			continue
		}
		e := event{chance: TargetChance{Standing: s, Year: u.Year, Goal: *goal, OnPath: onPath}, root: len(u.roots), atLeast: !s.isCap()}
		e.chance.Reached = UncertainFigure{ID: "target:" + s.Target.Indicator, Title: inventory.Text{ZH: s.Target.Indicator, EN: s.Target.Indicator}, Tree: tree, root: e.root}
		u.roots = append(u.roots, tree)
		u.events = append(u.events, e)
	}
}

// decline is the decline of an intensity since a year, with the factors that are drawn anew each year apart.
func (u *uncertain) decline(x *Intensity, base int) (expr.Node, bool) {
	if _, ok := x.decline(base, u.Year, 1); !ok {
		return expr.Node{}, false
	}
	earlier, ok := x.value(base, -1)
	later, has := x.value(u.Year, -1)
	if !ok || !has {
		return expr.Node{}, false
	}
	return trend.Decline(u.ofYear(later, u.Year), u.ofYear(earlier, base)), true
}

// reachedOf is the whole tree of what was reached of a target in the year; false if it does not follow from figures of a year that compares.
func (u *uncertain) reachedOf(s *Standing) (expr.Node, bool) {
	m := s.reached(u.Year)
	if m.tree.Err() != nil || m.unlike != (inventory.Text{}) {
		return expr.Node{}, false
	}
	if x := u.intensities.inventoryOf(s.declined()); x != nil && m.by == x.Title() {
		return u.decline(x, s.Target.BaseYear)
	}
	return m.tree, true
}

// asked is what the target asks of the year: its value in its own year, before it what the even path has reached by then.
func (s *Standing) asked(year int) (goal *decimal.Decimal, onPath bool) {
	if year >= s.Target.TargetYear {
		return s.Goal, false
	}
	p := s.At(year)
	switch {
	case p == nil:
		return nil, false
	case p.Geometric != nil:
		return p.Geometric, true
	}
	return p.Straight, true
}
