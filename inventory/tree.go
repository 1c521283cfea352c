package inventory

import (
	"slices"

	"ghg/inventory/expr"
)

// MassTree is the tree of a total's mass in t, level by level along the category tree so that it opens as the tables do;
// no expression if the total has no mass.
func (inv *Inventory) MassTree(t *Total) expr.Node {
	if !t.HasMass {
		return expr.Node{}
	}
	return inv.branch(t, func(lines []*Estimate) []expr.Node {
		var out []expr.Node
		for _, e := range lines {
			out = append(out, e.Mass())
		}
		return out
	})
}

// CO2eTree is the tree of a total's CO2-equivalent in t; no expression if the total has none.
func (inv *Inventory) CO2eTree(t *Total) expr.Node {
	if !t.HasCO2e {
		return expr.Node{}
	}
	return inv.branch(t, inv.co2eByGas)
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

// branch builds the labelled sum of the category tree below the total's scope; own makes the terms of the lines of one
// category.
func (inv *Inventory) branch(t *Total, own func([]*Estimate) []expr.Node) expr.Node {
	var build func(c *Category) []expr.Node
	build = func(c *Category) []expr.Node {
		var parts []expr.Node
		if inv.inScope(t, c) {
			lines := slices.DeleteFunc(inv.Own(t.Year, t.Boundary, c), func(e *Estimate) bool {
				return !e.Number || t.Gas != AllGases && !inv.Vocabulary.Gases.match(e.Gas, t.Gas)
			})
			parts = own(lines)
		}
		for _, child := range c.Children {
			parts = append(parts, build(child)...)
		}
		if len(parts) == 0 {
			return nil
		}
		return []expr.Node{expr.Label(c.Code, sumOf(parts))}
	}
	var parts []expr.Node
	for _, c := range inv.Vocabulary.Categories.All {
		if c == t.Category || t.Category == nil && c.Parent == nil {
			parts = append(parts, build(c)...)
		}
	}
	switch {
	case len(parts) == 0:
		return expr.Node{}
	case t.Category != nil:
		return parts[0]
	}
	return expr.Label(t.Scope, sumOf(parts))
}
