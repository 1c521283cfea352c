package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/spelling"
)

func fuels() []Rule {
	return []Rule{
		{"D4", inventory.Text{ZH: "各部门燃料之和与能源平衡表", EN: "fuel of all sectors and the energy balance"}, sumsToBalance},
		{"D5", inventory.Text{ZH: "售出的油与车辆用的油", EN: "fuel sold and fuel used by vehicles"}, oneAllocation},
	}
}

// sumsToBalance: what the sectors burn of a fuel is what the balance says was burned of it, no more and no less.
func sumsToBalance(f *facts) {
	b := f.balance()
	if b == nil {
		return
	}
	for _, c := range b.Columns {
		if c.Item == nil || c.Item.Group == "carrier" {
			continue
		}
		burned, complete := burnedOf(f, b, c)
		if !complete {
			continue
		}
		counted, beside := decimal.Decimal{}, []string{}
		at := inventory.Source{}
		for _, row := range f.rows("1.A", func(row *inventory.Activity) bool {
			return row.Item == c.Item && (row.Parameter == "" || row.Parameter == "fuel")
		}) {
			if row.Category.Within(f.category("1.A.3.a.i")) || row.Category.Within(f.category("1.A.3.d.i")) {
				continue // bunkers are not burned in the district
			}
			value, ok := in(row, c.Unit.String())
			if !ok {
				f.tell(inventory.Error, place(row), inventory.Text{
					ZH: fmt.Sprintf("%s = %s 与平衡表的单位 %s 量纲不同，无法核对", about(row), figure(row), c.Unit),
					EN: fmt.Sprintf("%s = %s cannot be held against the balance, which is in %s", about(row), figure(row), c.Unit)},
					inventory.Text{ZH: "用与平衡表同量纲的单位填写", EN: "give it in a unit of the balance's dimension"})
				continue
			}
			counted = counted.Add(value)
			if !slices.ContainsFunc(b.Lines, func(l engine.BalancedLine) bool { return l.Row == row }) {
				beside = append(beside, fmt.Sprintf("%s = %s (%s)", about(row), figure(row), place(row)))
				if at == (inventory.Source{}) {
					at = place(row)
				}
			}
		}
		if over := counted.Sub(burned).Add(b.Rounded[c.Item]); !over.IsZero() {
			severity := inventory.Error
			if slices.ContainsFunc(b.Lines, func(l engine.BalancedLine) bool {
				return l.Row.Item == c.Item && !slices.Contains(f.result.Rows, l.Row)
			}) {
				severity = inventory.Warning // a recorded choice prefers another figure to that of the balance
			}
			if at == (inventory.Source{}) {
				at = c.Lines[0].Place.Cell("value")
			}
			list := strings.Join(beside, "; ")
			f.tell(severity, at, inventory.Text{
				ZH: fmt.Sprintf("%d 年%s：各部门合计 %s %s，平衡表燃烧量 %s，差 %s；平衡表以外的行：%s", f.year, c.Name(), counted, c.Unit, burned, over, list),
				EN: fmt.Sprintf("%s in %d: the sectors add up to %s %s, the balance burns %s: off by %s; rows beside the balance: %s", c.Name(), f.year, counted, c.Unit, burned, over, list)},
				inventory.Text{ZH: "有平衡表的燃料，终端消费已在其中：删去重复的行；工业分行业的量写在 1.A.2.x、1.A.1.b、1.A.1.c，铁路水运航空写在 1.A.3，会从相应的合计中扣除", EN: "the balance holds all final consumption: remove the row that repeats it; fuel of an industry belongs to 1.A.2.x, 1.A.1.b or 1.A.1.c, of rail, vessels and aircraft to 1.A.3: those are taken out of their sums"})
		}
	}
}

// burnedOf is the fuel that the balance says was burned: final consumption and the input of power and heat plants less raw
// material, printed or stated where it is not; false if the table has neither of it. It goes by what the table prints as a whole.
func burnedOf(f *facts, b *engine.Balanced, c *inventory.BalanceFuel) (decimal.Decimal, bool) {
	flows := f.inv.Vocabulary.Flows
	var out decimal.Decimal
	met := false
	if final := consumed(flows, c, flows.Must("final")); final != nil {
		out, met = *final, true
	}
	for _, line := range c.Lines {
		switch {
		case line.Flow.Burned == inventory.BurnedInput:
			out, met = out.Sub(line.Value), true
		case line.Flow.Name == "raw_material":
			out = out.Sub(line.Value)
		}
	}
	if raw, stated := b.Raw[c.Item]; stated {
		if value, err := expr.Decimal(expr.In(raw, c.Unit)); err == nil {
			out = out.Sub(value)
		}
	}
	return out, met
}

// consumed is the figure of the flow. Where the whole that is printed differs from its parts by no more than their rounding, it
// is that of the parts, to which the sectors add up.
func consumed(flows *inventory.Flows, c *inventory.BalanceFuel, flow *inventory.Flow) *decimal.Decimal {
	var sum *decimal.Decimal
	parts := flows.Parts(c, flow)
	for _, part := range parts {
		if value := consumed(flows, c, part.Flow); sum == nil {
			sum = value
		} else {
			added := sum.Add(*value)
			sum = &added
		}
	}
	whole := c.Line(flow)
	if whole == nil || sum != nil && !whole.Value.Sub(*sum).Abs().GreaterThan(engine.Tolerance(c, len(parts))) {
		return sum
	}
	return &whole.Value
}

// byVehicles are what a word of the detail holds by which a row says that it counts what registered vehicles burn.
var byVehicles = []string{"行驶里程", "按里程", "里程法", "保有量", "vkt", "bykilometre", "bykilometer", "bymileage", "bydistance", "registeredvehicle"}

// isDriven tells whether the row counts what registered vehicles burn.
func isDriven(row *inventory.Activity) bool {
	said := spelling.Fold(row.Detail)
	return slices.ContainsFunc(byVehicles, func(word string) bool { return strings.Contains(said, word) })
}

// oneAllocation: road fuel is counted where it is sold, or by the vehicles that burn it, not by both.
func oneAllocation(f *facts) {
	var sold, driven []*inventory.Activity
	for _, row := range f.rows("1.A.3.b", isFuel) {
		if isDriven(row) {
			driven = append(driven, row)
		} else {
			sold = append(sold, row)
		}
	}
	if len(sold) == 0 || len(driven) == 0 {
		return
	}
	for _, b := range driven {
		if at := slices.IndexFunc(sold, func(a *inventory.Activity) bool { return a.Item == b.Item }); at >= 0 {
			pair := both(sold[at], b)
			f.tell(inventory.Error, place(b), inventory.Text{ZH: "一部分按销售量，一部分按车辆行驶里程：" + pair.ZH, EN: "some of it is fuel sold, some fuel by vehicles and kilometres: " + pair.EN},
				inventory.Text{ZH: "一次清单只用一种口径；另一种用方法 1.A.3.b/vkt/fuel 核对", EN: "one inventory keeps to one of them; hold the other against it by the method 1.A.3.b/vkt/fuel"})
			return
		}
	}
	pair := both(sold[0], driven[0])
	f.tell(inventory.Error, place(driven[0]), inventory.Text{ZH: "两种油用了两种口径，一种按销售量，一种按车辆行驶里程：" + pair.ZH, EN: "a mix of approaches: one fuel is as sold, another by vehicles and kilometres: " + pair.EN},
		inventory.Text{ZH: "一次清单只用一种口径；另一种用方法 1.A.3.b/vkt/fuel 核对", EN: "one inventory keeps to one of them; hold the other against it by the method 1.A.3.b/vkt/fuel"})
}
