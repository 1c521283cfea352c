package inventory

import (
	"slices"

	"ghg/inventory/expr"
)

// MassTree is the tree of a total's mass in t, level by level along the category tree so that it opens as the tables do;
// no expression if the total has no mass.
func (inv *Inventory) MassTree(t *Total) expr.Node { return inv.massTree(t, allLevels) }

// CO2eTree is the tree of a total's CO2-equivalent in t; no expression if the total has none.
func (inv *Inventory) CO2eTree(t *Total) expr.Node { return inv.co2eTree(t, allLevels) }

// Opened is the tree of a total's mass, of its CO2-equivalent if it has no mass, for readers that open it down to the
// depth: the categories at that depth, one level down at least, hold their sums and not what they are made of. A negative
// depth opens all.
func (inv *Inventory) Opened(t *Total, depth int) expr.Node {
	if depth == 0 {
		depth = 1
	}
	if t.HasMass {
		return inv.massTree(t, depth)
	}
	return inv.co2eTree(t, depth)
}

// allLevels is a depth that no tree has.
const allLevels = -1

func (inv *Inventory) massTree(t *Total, depth int) expr.Node {
	if !t.HasMass {
		return expr.Node{}
	}
	return inv.branch(t, depth, func(lines []*Estimate) []expr.Node {
		var out []expr.Node
		for _, e := range lines {
			out = append(out, e.Mass())
		}
		return out
	})
}

func (inv *Inventory) co2eTree(t *Total, depth int) expr.Node {
	if !t.HasCO2e {
		return expr.Node{}
	}
	return inv.branch(t, depth, inv.co2eByGas)
}

// co2eByGas gives the CO2e of each gas among the lines of one category, in the order of the tables.
func (inv *Inventory) co2eByGas(lines []*Estimate) []expr.Node {
	masses := map[string][]expr.Node{}
	var gases []string
	for _, e := range lines {
		if masses[e.Gas] == nil {
			gases = append(gases, e.Gas)
		}
		masses[e.Gas] = append(masses[e.Gas], e.Mass())
	}
	slices.SortFunc(gases, func(a, b string) int { return inv.Vocabulary.Gases.rank(a) - inv.Vocabulary.Gases.rank(b) })
	var out []expr.Node
	for _, gas := range gases {
		if node, ok := inv.CO2e(expr.Label(gas, sumOf(masses[gas])), gas); ok {
			out = append(out, node)
		}
	}
	return out
}

func sumOf(nodes []expr.Node) expr.Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return expr.Sum(nodes...)
}

// branch builds the labelled sum of the category tree below the total's scope, down to the depth; own makes the terms of
// the lines of one category.
func (inv *Inventory) branch(t *Total, depth int, own func([]*Estimate) []expr.Node) expr.Node {
	var build func(c *Category, level int) []expr.Node
	build = func(c *Category, level int) []expr.Node {
		if level == depth {
			return inv.closed(t, c)
		}
		var parts []expr.Node
		if inv.inScope(t, c) {
			lines := slices.DeleteFunc(inv.Own(t.Year, t.Boundary, c), func(e *Estimate) bool {
				return !e.Number || t.Gas != AllGases && !inv.Vocabulary.Gases.match(e.Gas, t.Gas)
			})
			parts = own(lines)
		}
		for _, child := range c.Children {
			parts = append(parts, build(child, level+1)...)
		}
		if len(parts) == 0 {
			return nil
		}
		return []expr.Node{expr.Label(c.Code, sumOf(parts))}
	}
	if t.Category != nil {
		if parts := build(t.Category, 0); len(parts) > 0 {
			return parts[0]
		}
		return expr.Node{}
	}
	var parts []expr.Node
	for _, c := range inv.Vocabulary.Categories.All {
		if c.Parent == nil {
			parts = append(parts, build(c, 1)...)
		}
	}
	if len(parts) == 0 {
		return expr.Node{}
	}
	return expr.Label(t.Scope, sumOf(parts))
}

// closed is the sum that a category and all below it have in the total, as one figure.
func (inv *Inventory) closed(t *Total, c *Category) []expr.Node {
	part := Total{Figure: t.Figure}
	inv.add(&part, func(at *Category) bool { return at.Within(c) && inv.inScope(t, at) })
	switch {
	case t.HasMass && part.HasMass:
		return []expr.Node{expr.Label(c.Code, expr.Const(part.Mass, TonneOf(t.Gas)))}
	case !t.HasMass && part.HasCO2e:
		return []expr.Node{expr.Label(c.Code, expr.Const(part.CO2e, TonneCO2e()))}
	}
	return nil
}
