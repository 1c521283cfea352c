package engine

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// asideLeft tells whether the row says more of a balance and served none, and tells the user.
func (r *run) asideLeft(row *inventory.Activity) bool {
	if row.Parameter != roadShare && row.Parameter != autoproducer && row.Parameter != rawMaterial {
		return false
	}
	problem := inventory.Problem{Source: row.Place.Cell("parameter"), Code: "balance-row-not-used", Severity: inventory.Warning,
		Message: inventory.Text{ZH: fmt.Sprintf("%s %s 的 %s 没有用上：平衡表中没有可用它的数", row.Category.Code, row.ItemName(), row.Parameter), EN: fmt.Sprintf("%s of %s %s serves no figure of the balance", row.Parameter, row.Category.Code, row.ItemName())},
		Hint:    inventory.Text{ZH: "核对类别、项目与平衡表的行和燃料", EN: "check category and item against the rows and fuels of the balance"}}
	if !slices.ContainsFunc(r.ws.Balances, func(b *inventory.Balance) bool { return b.Year == row.Year }) {
		problem.Severity, problem.Code = inventory.Error, "balance-missing"
		problem.Message = inventory.Text{ZH: fmt.Sprintf("%s 补充能源平衡表，而 %d 年没有平衡表", row.Parameter, row.Year), EN: fmt.Sprintf("%s says more of an energy balance, and there is none of %d", row.Parameter, row.Year)}
		problem.Hint = inventory.Text{ZH: "把该年的能源平衡表（标题含“能源平衡表”和年份）放进 activity/，或删去这一行", EN: "put the year's balance (its title says 能源平衡表 or energy balance, and the year) under activity/, or remove the row"}
	}
	if !slices.ContainsFunc(r.balances, func(b *Balanced) bool { return b.Year == row.Year }) && problem.Severity == inventory.Warning {
		return true // the table's own faults are told
	}
	r.problems.Add(problem)
	return true
}

// aside finds the row that says the parameter of the fuel for the category, the nearest above it; nil if there is none.
func (d *balancing) aside(parameter string, fuel *inventory.Item, category *inventory.Category) *inventory.Activity {
	var best *inventory.Activity
	for _, row := range d.asides {
		if row.Parameter == parameter && row.Item == fuel && category.Within(row.Category) && (best == nil || row.Category.Depth > best.Category.Depth) {
			best = row
		}
	}
	return best
}

// asideLeaf is a row's figure as it enters the equations of the balance.
func (d *balancing) asideLeaf(row *inventory.Activity, symbol string) expr.Node {
	d.used[row] = true
	return expr.Of(&inventory.Cell{Row: row, Region: d.region,
		Input: &inventory.Input{Name: row.Parameter, Symbol: symbol, Title: inventory.Text{ZH: row.Category.Code + " " + row.ItemName(), EN: row.Category.Code + " " + row.ItemName()}}})
}

// negative says that more is taken out of a flow than it holds.
func (d *balancing) negative(c *inventory.BalanceFuel, line *inventory.BalanceLine, category *inventory.Category, tree expr.Node, value decimal.Decimal) inventory.Problem {
	return balanceProblem(line.Place.Cell("value"), "balance-negative",
		inventory.Text{
			ZH: fmt.Sprintf("%d 年%s归入 %s 的燃烧量是负数：%s = %s %s", d.Year, c.Name(), category.Code, expr.Format(tree, expr.Numbers), value, c.Unit),
			EN: fmt.Sprintf("%s burned in %s in %d comes out negative: %s = %s %s", c.Name(), category.Code, d.Year, expr.Format(tree, expr.Numbers), value, c.Unit)},
		inventory.Text{
			ZH: "扣去的量（原料用、自备电厂、铁路水运航空等）不能大于该行的消费量；核对各行",
			EN: "what is taken out (raw material, autoproducers, rail, navigation, aviation) cannot exceed the row: check them"})
}

// roundedAway tells whether what is left of industry is below zero by no more than the rounding of the tables: there is then
// nothing left, and a note says so.
func (d *balancing) roundedAway(c *inventory.BalanceFuel, category *inventory.Category, m *inventory.Method, tree expr.Node, value decimal.Decimal) bool {
	annex := columnOf(d.Annex, c.Item)
	if m == nil || m.ID != "1.A/balance.industry/fuel" || !value.IsNegative() || annex == nil || columnOf(d.Balance, c.Item) != c || !annex.Unit.SameDimension(c.Unit) {
		return false
	}
	terms := len(tree.Leaves())
	if within := decimal.Max(Tolerance(c, terms), inUnit(Tolerance(annex, terms), annex, c)); value.Abs().GreaterThan(within) {
		return false
	}
	d.Rounded[c.Item] = value
	d.problems.Add(inventory.Problem{Source: d.industryLine(c).Place.Cell("value"), Code: "balance-rounded", Severity: inventory.Info,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年%s：分行业之和比工业多 %s %s，在四舍五入之内；%s 没有剩余", d.Year, c.Name(), value.Neg(), c.Unit, category.Code),
			EN: fmt.Sprintf("%s in %d: the industries are %s %s more than industry, within rounding; nothing is left for %s", c.Name(), d.Year, value.Neg(), c.Unit, category.Code)},
		Hint: inventory.Text{ZH: "不必处理；要两表一致时核对分行业表", EN: "nothing need be done; check the annex if the two tables should agree"}})
	return true
}
