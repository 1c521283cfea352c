package engine

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/workspace"
)

// Intensities is what a district's figures say of its intensities, their declines and its targets. It rests on an inventory
// and on the statistics of indicators.csv; nothing of it enters an inventory.
type Intensities struct {
	Inventory  *inventory.Inventory
	Base       int // the year that declines count from
	Series     []*Intensity
	Energy     []EnergyYear
	Assessment *Assessment // the official account; nil if no year has one
	Plan       []*Standing // the targets of the plan
	Stated     []*StatedDecline
	Peaks      []EmissionPeak
	Lacking    []Lack
	Statistics *Statistics
	ws         *workspace.Workspace
	wanted     int // at whose prices
	recognised map[string]map[int]recognisedOf
	accounts   []*Account
	totals     map[part]map[int]*inventory.Total
	closed     map[string]expr.Node      // numerators opened one level, by id and year
	early      map[inventory.Source]bool // cells of preliminary figures
	problems   inventory.Problems
}

// Intensities forms the intensities of a compiled inventory. Declines count from the base year and money stands at the prices
// of the year named; 0 for those of the plan: base_year of inventory.toml, else the base year of the targets, else the first year.
func (e *Engine) Intensities(ws *workspace.Workspace, result *Result, base, prices int) *Intensities {
	i := &Intensities{Inventory: result.Inventory, Base: base, Statistics: NewStatistics(e.Vocabulary, ws), ws: ws, accounts: result.Accounts, totals: map[part]map[int]*inventory.Total{}, closed: map[string]expr.Node{}}
	if i.Base == 0 {
		i.Base = baseYear(ws)
	}
	if i.wanted = prices; prices == 0 {
		i.wanted = i.Base
	}
	beyond, found := e.accountsBeyond(ws, result.Inventory.Years)
	i.accounts = slices.Concat(i.accounts, beyond)
	i.problems.Add(found...)
	i.takeRecognised()
	i.bases()
	i.intensities()
	i.energy()
	i.assess()
	i.publishedHold()
	i.plan()
	i.stated()
	i.peaks()
	i.lacks()
	return i
}

// Problems is what was met on the way, in order.
func (i *Intensities) Problems() inventory.Problems {
	return slices.Concat(i.problems, i.Statistics.Problems()).Sorted()
}

// baseYear is that of the settings, else that of most targets, else the first year.
func baseYear(ws *workspace.Workspace) int {
	if ws.Config.BaseYear != 0 {
		return ws.Config.BaseYear
	}
	count, base := map[int]int{}, 0
	for _, t := range targetsOf(ws) {
		if t.BaseYear != 0 {
			count[t.BaseYear]++
		}
	}
	for _, year := range slices.Sorted(maps.Keys(count)) {
		if base == 0 || count[year] > count[base] {
			base = year
		}
	}
	if base == 0 {
		base = ws.Config.Years[0]
	}
	return base
}

// asked are the years that figures are formed of: those of the inventory and the base year.
func (i *Intensities) asked() []int {
	if slices.Contains(i.Inventory.Years, i.Base) {
		return i.Inventory.Years
	}
	return slices.Sorted(slices.Values(append([]int{i.Base}, i.Inventory.Years...)))
}

// numerator is the tree of emissions or energy of the year, opened to the depth; false if the year has no number.
func (i *Intensities) numerator(n *Numerator, year, depth int) (expr.Node, bool) {
	if n.level != "" {
		tree, ok := i.Statistics.Level(n.level).Tree(year)
		if !ok {
			return tree, false
		}
		return expr.In(tree, n.Unit), true
	}
	name := fmt.Sprintf("%s_%d", n.ID, year)
	if tree, ok := i.closed[name]; ok && depth == 1 {
		return tree, true
	}
	var add, less []expr.Node
	for _, p := range n.parts {
		t := i.total(p, year)
		if t == nil || !t.Number {
			continue
		}
		tree := expr.In(i.Inventory.Opened(t, depth), n.Unit)
		if tree.Err() != nil {
			continue
		}
		if p.less {
			less = append(less, tree)
		} else {
			add = append(add, tree)
		}
	}
	if add == nil {
		return expr.Node{}, false
	}
	out := expr.Sum(add...)
	if less != nil {
		out = expr.Sub(out, expr.Sum(less...))
	}
	out = expr.Label(name, out)
	if depth == 1 {
		i.closed[name] = out
	}
	return out, true
}

// total is a figure of the inventory, nil for a year that is not compiled.
func (i *Intensities) total(p part, year int) *inventory.Total {
	if !slices.Contains(i.Inventory.Years, year) {
		return nil
	}
	p.less = false
	if i.totals[p] == nil {
		i.totals[p] = map[int]*inventory.Total{}
	}
	if i.totals[p][year] == nil {
		i.totals[p][year] = i.Inventory.Total(inventory.Figure{Year: year, Boundary: inventory.Territorial, Scope: p.scope, Gas: p.gas})
	}
	return i.totals[p][year]
}

// alike tells whether the inventory answers in both years for as many categories and gases; true where one of them has no inventory.
func (i *Intensities) alike(n *Numerator, from, to int) bool {
	return !slices.ContainsFunc(n.parts, func(p part) bool {
		a, b := i.total(p, from), i.total(p, to)
		return a != nil && b != nil && (a.Done != b.Done || a.Pairs != b.Pairs || a.Number != b.Number)
	})
}

// open are the keys of what the numerator leaves open in the year.
func (i *Intensities) open(n *Numerator, year int) (keys inventory.Notation) {
	for _, p := range n.parts {
		if t := i.total(p, year); t != nil {
			keys |= t.Open
		}
	}
	return keys
}

// preliminary tells whether a figure of indicators.csv in the tree is preliminary.
func (i *Intensities) preliminary(tree expr.Node) bool {
	if i.early == nil {
		i.early = map[inventory.Source]bool{}
		for n := range i.ws.Indicators {
			row := &i.ws.Indicators[n]
			i.early[row.Place.Cell("value")] = row.Vintage == "preliminary"
		}
	}
	return slices.ContainsFunc(tree.Leaves(), func(leaf expr.Leaf) bool { return i.early[inventory.ParameterOf(leaf).Origin] })
}

// evaluated is the exact value of a tree that was found to have one; the figures that it is made of were checked when they
// were read, so that it cannot fail but by the size of a number, which is told.
func (i *Intensities) evaluated(tree expr.Node) *decimal.Decimal {
	value, err := expr.Decimal(tree)
	if err != nil {
		i.problems.Add(inventory.Problem{Source: inventory.Source{File: "indicators.csv"}, Code: "intensity-fails", Severity: inventory.Error,
			Message: inventory.Text{ZH: fmt.Sprintf("算不出强度：%v", err), EN: fmt.Sprintf("an intensity cannot be computed: %v", err)},
			Hint:    inventory.Text{ZH: "核对地区生产总值、增加值、人口和能源消费量", EN: "check GDP, value added, population and energy consumption"}})
	}
	return &value
}

// figure is the value of a tree, nil if there is none.
func (i *Intensities) figure(tree expr.Node, ok bool) *decimal.Decimal {
	if !ok {
		return nil
	}
	return i.evaluated(tree)
}

// onlyLacking are the codes of problems that say no more than that figures are missing.
var onlyLacking = []string{"output-missing", "current-prices"}

// StatisticFaults are the faults of the statistics that intensities rest on: what contradicts itself or has no sense. That figures are
// missing is no fault before they are asked for.
func (e *Engine) StatisticFaults(ws *workspace.Workspace) inventory.Problems {
	s, base := NewStatistics(e.Vocabulary, ws), baseYear(ws)
	for _, out := range outputs() {
		if !out.money {
			s.Level(out.id)
			continue
		}
		s.ConstantPrices(out.id, "", base).Missing(append([]int{base}, ws.Config.Years...))
	}
	s.Level("energy")
	return slices.DeleteFunc(s.Problems(), func(p inventory.Problem) bool { return slices.Contains(onlyLacking, p.Code) })
}
