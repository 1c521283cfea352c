package engine

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// EnergyYear is the total energy consumption of a year with its growth and the share of renewable energy in it.
type EnergyYear struct {
	Year      int
	Total     *decimal.Decimal // tce; nil if only the growth or the share is stated
	Growth    *decimal.Decimal // against the year before, computed
	Stated    *decimal.Decimal // published
	Renewable *decimal.Decimal // share of renewable energy, stated or by its tce
	NonFossil *decimal.Decimal // share of non-fossil energy, stated
}

// energy gathers the years of total energy consumption, and tells of a published growth that the totals belie.
func (i *Intensities) energy() {
	total := i.Statistics.Level("energy")
	for _, year := range i.reach(&inventory.Target{}) {
		y := EnergyYear{Year: year}
		now, ok := total.Tree(year)
		if ok {
			y.Total = i.figure(expr.In(now, quantity.MustUnit("tce")), true)
			if before, has := total.Tree(year - 1); has && y.Total.IsPositive() {
				y.Growth = i.figure(trend.LevelGrowth(before, now, 1), true)
			}
		}
		if row := total.statedGrowth("energy_growth", year); row != nil {
			y.Stated = i.figure(expr.In(i.Statistics.leaf(row, "g"), quantity.One), true)
			i.growthHolds(&y, total, row)
		}
		y.Renewable, y.NonFossil = i.share("renewable_share", year), i.share("nonfossil_share", year)
		if y.Total != nil || y.Stated != nil || y.Renewable != nil || y.NonFossil != nil {
			i.Energy = append(i.Energy, y)
		}
	}
}

// stateOf is a statistic of the year: money at constant prices, others as they are stated, and the share of renewable energy else by its tce.
func (i *Intensities) stateOf(id string, year int) (expr.Node, bool) {
	if i.Inventory.Vocabulary.StatisticOf(inventory.IndexStatistic, id) != nil {
		return i.Statistics.ConstantPrices(id, "", i.wanted).Tree(year)
	}
	if tree, ok := i.Statistics.Level(id).Tree(year); ok || id != "renewable_share" {
		return tree, ok
	}
	part, ok := i.Statistics.Level("renewable_energy").Tree(year)
	whole := i.Statistics.Level("energy").Row(year)
	if !ok || whole == nil || !whole.Value.IsPositive() {
		return expr.Node{}, false
	}
	total, _ := i.Statistics.Level("energy").Tree(year)
	return expr.Quo(part, expr.In(total, part.Unit())), true
}

func (i *Intensities) share(id string, year int) *decimal.Decimal {
	tree, ok := i.stateOf(id, year)
	if !ok || !tree.Unit().SameDimension(quantity.One) {
		return nil
	}
	return i.figure(expr.In(tree, quantity.One), true)
}

// growthHolds warns of a published growth of energy that its totals do not bear out.
func (i *Intensities) growthHolds(y *EnergyYear, total *Level, row *inventory.Indicator) {
	if y.Growth == nil {
		return
	}
	_, slack, _ := levelRatio(total.Row(y.Year-1), total.Row(y.Year))
	half, _ := quantity.Convert(halfDigit(row.Value), *unitOf(row), quantity.One)
	if gap := y.Growth.Sub(*y.Stated).Abs(); gap.GreaterThan(slack.Add(half)) {
		i.Statistics.tell(row, "value", "growth-contradicts-level", inventory.Warning, inventory.Text{
			ZH: fmt.Sprintf("%d 年“%s”%s %s 与总量不符：按总量是 %s %%，相差 %s 个百分点", y.Year, row.Name, row.Value, row.Unit, brief(y.Growth.Shift(2)), brief(gap.Shift(2))),
			EN: fmt.Sprintf("%q of %d, %s %s, contradicts the totals, by which it is %s %%: %s percentage points apart", row.Name, y.Year, row.Value, row.Unit, brief(y.Growth.Shift(2)), brief(gap.Shift(2)))},
			inventory.Text{ZH: "核对总量是否修订过", EN: "check whether the totals were revised"})
	}
}
