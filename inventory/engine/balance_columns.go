package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// columnSums holds the columns that are no fuel against those that are.
func (d *balancing) columnSums(table *inventory.Balance) {
	for _, c := range table.Columns {
		switch {
		case c.Apart == nil:
		case c.Apart.Items == nil:
			d.apart(c)
		case !slices.ContainsFunc(table.Columns, c.Holds):
			d.totalColumn(c)
		default:
			d.columnSum(table, c)
		}
	}
}

// totalColumn refuses a sum of fuels in a table that names none of them: what was burned is not known.
func (d *balancing) totalColumn(c *inventory.BalanceFuel) {
	at := slices.IndexFunc(c.Lines, func(l inventory.BalanceLine) bool { return !l.Value.IsZero() })
	if at < 0 {
		return
	}
	line := &c.Lines[at]
	title := line.Title()
	d.problems.Add(balanceProblem(line.Place.Cell("value"), "balance-total-column",
		inventory.Text{
			ZH: fmt.Sprintf("只有“%s”一列（%s %s %s 等），没有其中各品种的列，无法计算", c.Name(), title.ZH, line.Value, c.Unit),
			EN: fmt.Sprintf("the column %s (%s: %s %s, …) stands without the columns of its fuels: nothing can be computed of it", c.Name(), strings.ToLower(title.EN), line.Value, c.Unit)},
		inventory.Text{
			ZH: "按品种分列：" + strings.Join(c.Apart.Items, "、"),
			EN: "give its fuels in columns of their own: " + strings.Join(c.Apart.Items, ", ")}))
}

// columnSum holds a column that is the sum of others against them, row by row.
func (d *balancing) columnSum(table *inventory.Balance, c *inventory.BalanceFuel) {
	for i := range c.Lines {
		line := &c.Lines[i]
		sum, also, terms, comparable := decimal.Decimal{}, decimal.Decimal{}, 0, false
		for _, other := range table.Columns {
			if !c.Holds(other) {
				continue
			}
			part := other.Beside(line)
			if !other.Unit.SameDimension(c.Unit) {
				if comparable = false; part != nil {
					break
				}
				continue
			}
			comparable = true
			if part == nil {
				continue
			}
			value := inUnit(part.Value, other, c)
			also, terms = also.Add(value), terms+1
			if slices.Contains(c.Apart.Items, other.Item.Name) {
				sum = sum.Add(value)
			}
		}
		within := Tolerance(c, terms)
		if !comparable || !line.Value.Sub(sum).Abs().GreaterThan(within) || !line.Value.Sub(also).Abs().GreaterThan(within) {
			continue
		}
		title := line.Title()
		d.problems.Add(balanceProblem(line.Place.Cell("value"), "balance-column-sum",
			inventory.Text{ZH: fmt.Sprintf("“%s”的“%s”印作 %s %s，各品种之和 %s，差 %s", title.ZH, c.Name(), line.Value, c.Unit, sum, line.Value.Sub(sum)),
				EN: fmt.Sprintf("%s of %s is printed as %s %s, its fuels add up to %s: %s is missing", c.Name(), strings.ToLower(title.EN), line.Value, c.Unit, sum, line.Value.Sub(sum))},
			inventory.Text{ZH: "核对这一行各燃料", EN: "check the fuels of the row"}))
	}
}

// apart warns that energy of kinds that are not told apart is left out.
func (d *balancing) apart(c *inventory.BalanceFuel) {
	line := d.figure(c, d.Vocabulary.Flows.Must("final"))
	if line == nil || line.Value.IsZero() {
		return
	}
	problem := balanceProblem(line.Place.Cell("value"), "balance-other-energy",
		inventory.Text{ZH: fmt.Sprintf("“%s”终端消费 %s %s 没有写明是什么燃料，不计入", c.Name(), line.Value, c.Unit), EN: fmt.Sprintf("%s, %s %s of final consumption, is of unnamed fuels and is left out", c.Name(), line.Value, c.Unit)},
		inventory.Text{ZH: "在 activity/ 写明其中的燃料（秸秆、薪柴、沼气、垃圾、余热等）和数量", EN: "name its fuels (straw, fuelwood, biogas, waste, waste heat) with their quantities under activity/"})
	problem.Severity = inventory.Warning
	d.problems.Add(problem)
}
