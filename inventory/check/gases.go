package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

func gases() []Rule {
	return []Rule{
		{"D20", inventory.Text{ZH: "填埋气利用与燃烧", EN: "landfill gas recovered and burned"}, landfillGas},
		{"D21", inventory.Text{ZH: "煤矿瓦斯利用与燃烧", EN: "coal-mine gas recovered and burned"}, mineGas},
		{"D22", inventory.Text{ZH: "燃气泄漏与平衡表损失", EN: "leakage of gas and losses of the balance"}, leakage},
		{"SEG", inventory.Text{ZH: "2019 年环节因子与放空、火炬", EN: "2019 segment factors with venting and flaring"}, segments},
		{"STATE", inventory.Text{ZH: "气体体积的参比状态", EN: "reference state of gas volumes"}, states},
	}
}

// takesRaw tells whether raw material is among the leaves of an activity derived from the balance.
func takesRaw(leaves []expr.Leaf) bool {
	return slices.ContainsFunc(leaves, func(l expr.Leaf) bool {
		p := inventory.ParameterOf(l)
		return p.Name == "raw_material" || strings.HasSuffix(p.Name, "raw_material")
	})
}

func recovered(row *inventory.Activity) bool { return strings.HasPrefix(row.Parameter, "recovered") }

// landfillGas: gas burned in 1.A was subtracted where it was generated.
func landfillGas(f *facts) {
	burned := f.rows("1.A", func(row *inventory.Activity) bool { return row.ItemName() == "填埋气" })
	f.burnedAndRecovered(burned, "4.A", landfillMethane)
}

// isMineGas tells whether a row burns gas of a coal mine.
func isMineGas(row *inventory.Activity) bool {
	return strings.Contains(row.Detail, "瓦斯") || strings.Contains(row.Detail, "煤层气")
}

// mineGas: gas burned in 1.A was subtracted in the mine, and gas subtracted and used was burned in 1.A.
func mineGas(f *facts) {
	burned := f.rows("1.A", isMineGas)
	f.burnedAndRecovered(burned, "1.B.1", mineMethane)
	if used := f.rows("1.B.1", recovered); len(used) > 0 && len(burned) == 0 && len(f.rows("1.B.1.a.i.4", nil)) == 0 {
		f.tell(inventory.Warning, place(used[0]), inventory.Text{
			ZH: fmt.Sprintf("%s 扣除了回收的甲烷 %s，而 1.A 没有细项为“煤矿瓦斯”的燃料，1.B.1.a.i.4 也没有火炬", about(used[0]), figure(used[0])),
			EN: fmt.Sprintf("%s takes out %s of methane recovered, and no fuel of 1.A has the detail 煤矿瓦斯, nor is any flared in 1.B.1.a.i.4", about(used[0]), figure(used[0]))},
			inventory.Text{ZH: "利用的瓦斯写在 1.A（天然气，细项 煤矿瓦斯），烧掉的写在 1.B.1.a.i.4", EN: "gas that is used belongs to 1.A (natural gas, detail 煤矿瓦斯), gas that is flared to 1.B.1.a.i.4"})
	}
}

// burnedAndRecovered holds gas burned against gas recovered: in m³ where all are volumes, otherwise by the methane in them, of which
// a volume burned holds the share.
func (f *facts) burnedAndRecovered(burned []*inventory.Activity, source string, share decimal.Decimal) {
	if len(burned) == 0 {
		return
	}
	took := f.rows(source, recovered)
	switch {
	case len(took) == 0 && f.holds(source, "CH4"):
		f.tell(inventory.Warning, place(burned[0]), inventory.Text{
			ZH: fmt.Sprintf("%s = %s 在 1.A 燃烧，而 %s 没有扣除回收的甲烷", about(burned[0]), figure(burned[0]), source),
			EN: fmt.Sprintf("%s = %s is burned in 1.A, and %s takes no recovered methane out", about(burned[0]), figure(burned[0]), source)},
			inventory.Text{ZH: "在产生处写参数 recovered", EN: "state the parameter recovered where the gas was generated"})
	case len(took) > 0 && !allIn("m3", burned, took):
		f.methaneBurned(burned, took, source, share)
	case len(took) > 0:
		gas, out := sum(burned, "m3"), sum(took, "m3")
		if gas.GreaterThan(out) {
			severity := inventory.Error
			if out.IsZero() {
				severity = inventory.Warning // the gas may come from elsewhere
			}
			f.tell(severity, place(burned[0]), inventory.Text{
				ZH: fmt.Sprintf("1.A 燃烧 %s m3，%s 回收只有 %s m3（%s），多 %s", short(gas), source, short(out), place(took[0]), short(gas.Sub(out))),
				EN: fmt.Sprintf("%s m3 are burned in 1.A, %s recovers only %s m3 (%s): %s too much", short(gas), source, short(out), place(took[0]), short(gas.Sub(out)))},
				inventory.Text{ZH: "核对两处的量和气体组成（甲烷浓度）", EN: "check both figures, and whether one is pure methane"})
		}
	}
}

// The share of methane in landfill gas (IPCC 2006 V5 p3.15), and a low one in gas of mines, so that what is told of is surely too
// much; the latter is of this program and no standard.
var landfillMethane, mineMethane = decimal.New(5, -1), decimal.New(3, -1)

// methaneEnergy is the heat of burned methane, GJ/t: that of landfill gas and other biogas (IPCC 2006 V2 Table 1.2 p1.19).
var methaneEnergy = decimal.New(504, -1)

// allIn tells whether every row can be brought to the unit.
func allIn(unit string, lists ...[]*inventory.Activity) bool {
	for _, rows := range lists {
		if slices.ContainsFunc(rows, func(row *inventory.Activity) bool { return !convertible(row, unit) }) {
			return false
		}
	}
	return true
}

// methaneIn is the methane in the rows in t, of whose volumes it is the share.
func methaneIn(rows []*inventory.Activity, share decimal.Decimal) decimal.Decimal {
	energy, _ := quantity.Quo(sum(rows, "GJ"), methaneEnergy)
	return sum(rows, "m3").Mul(share).Mul(methaneDensity).Shift(-3).Add(energy).Add(sum(rows, "t")).Add(sum(rows, "t CH4"))
}

// methaneBurned tells of more methane burned than recovered, by more than what meters and calorific values differ by.
func (f *facts) methaneBurned(burned, took []*inventory.Activity, source string, share decimal.Decimal) {
	gas, out := methaneIn(burned, share), methaneIn(took, decimal.NewFromInt(1))
	if !gas.GreaterThan(out.Mul(decimal.New(105, -2))) {
		return
	}
	f.tell(inventory.Warning, place(burned[0]), inventory.Text{
		ZH: fmt.Sprintf("1.A 燃烧 %s，约 %s t CH4（气体体积按含甲烷 %s，热量按 %s GJ/t），%s 回收只有 %s t（%s）", figures(burned), short(gas), share, methaneEnergy, source, short(out), figures(took)),
		EN: fmt.Sprintf("1.A burns %s, about %s t CH4 (volumes with a share of %s methane, heat by %s GJ/t), and %s recovers only %s t (%s)", figures(burned), short(gas), share, methaneEnergy, source, short(out), figures(took))},
		inventory.Text{ZH: "核对两处的量、单位和甲烷浓度：烧掉的气都应在产生处作为 recovered 扣除", EN: "check both figures, their units and the methane in the gas: all that is burned is taken out as recovered where it was generated"})
}

// methaneDensity is that of the guidelines at 20 °C and one atmosphere, kg/m³ (IPCC 2006 V2 p4.12).
var methaneDensity = decimal.New(67, -2)

// leakage: gas lost on the way is not burned, and what leaks in the district is no more than what the balance lost.
func leakage(f *facts) {
	b := f.balance()
	if b == nil {
		return
	}
	for _, c := range b.Columns {
		if c.Item == nil || c.Item.Name != "天然气" {
			continue
		}
		losses := c.Line(f.inv.Vocabulary.Flows.Must("losses"))
		if losses == nil || !losses.Value.IsPositive() {
			continue
		}
		lost, err := quantity.Convert(losses.Value, c.Unit, quantity.MustUnit("m3"))
		if err != nil {
			continue
		}
		leaked := f.mass("1.B.2.b", "CH4")
		volume, _ := quantity.Quo(leaked.Shift(3), methaneDensity)
		switch {
		case !f.holds("1.B.2.b", "CH4"):
			f.tellOf("1.B.2.b", inventory.Warning, losses.Place.Cell("value"), inventory.Text{
				ZH: fmt.Sprintf("平衡表有天然气损失 %s %s，1.B.2.b 没有逃逸的数", losses.Value, c.Unit),
				EN: fmt.Sprintf("the balance loses %s %s of natural gas, and 1.B.2.b has no figure of leakage", losses.Value, c.Unit)},
				inventory.Text{ZH: "损失不算燃烧；在 1.B.2.b 按气量、管长或设施计算逃逸", EN: "losses are not burned: estimate the leakage in 1.B.2.b by volume, length or facilities"})
		case volume.GreaterThan(lost):
			f.tellOf("1.B.2.b", inventory.Warning, losses.Place.Cell("value"), inventory.Text{
				ZH: fmt.Sprintf("1.B.2.b 逃逸 %s t CH4，约 %s m3，大于平衡表损失 %s m3", short(leaked), short(volume), short(lost)),
				EN: fmt.Sprintf("1.B.2.b leaks %s t CH4, about %s m3, more than the balance loses, %s m3", short(leaked), short(volume), short(lost))},
				inventory.Text{ZH: "核对损失的口径（输差是否计入）和逃逸因子", EN: "check what losses hold, and the factors of leakage"})
		}
	}
}

// segments: the factors of 2019 for a segment hold its venting and flaring.
func segments(f *facts) {
	by := f.estimate("1.B.2.b.iii", "CH4", func(e *inventory.Estimate) bool { return e.Method != nil && strings.Contains(e.Method.ID, "/2019.") })
	if by == nil {
		return
	}
	for _, code := range []string{"1.B.2.b.i", "1.B.2.b.ii"} {
		if e := f.estimate(code, "CH4", nil); e != nil {
			f.tell(inventory.Error, e.Origin(), inventory.Text{
				ZH: fmt.Sprintf("%s 有数 %s t CH4，而 %s（%s）用 2019 年环节因子，已含放空和火炬", code, short(e.Value()), about(by.Row), by.Origin()),
				EN: fmt.Sprintf("%s has %s t CH4, and %s (%s) goes by a segment factor of 2019, which holds venting and flaring", code, short(e.Value()), about(by.Row), by.Origin())},
				inventory.Text{ZH: "把 " + code + " 记为 IE，备注写“列入 1.B.2.b.iii”", EN: "enter " + code + " as IE, with the note “in 1.B.2.b.iii”"})
		}
	}
}

// states: volumes of one gas in different reference states are converted where both declare one, and look alike where one
// does not.
func states(f *facts) {
	cubicMetre := quantity.MustUnit("m3")
	first := map[*inventory.Item]*inventory.Activity{}
	told := map[*inventory.Item]bool{}
	for _, row := range f.rows("1", func(row *inventory.Activity) bool {
		return row.Item != nil && (row.Unit.SameDimension(cubicMetre) || row.Unit.State() != "")
	}) {
		known := first[row.Item]
		switch {
		case known == nil:
			first[row.Item] = row
		case known.Unit.State() != row.Unit.State() && !told[row.Item]:
			told[row.Item] = true
			state := func(a *inventory.Activity) string {
				if s := a.Unit.State(); s != "" {
					return figure(a) + " (" + s + ")"
				}
				return figure(a) + " (—)"
			}
			f.tell(inventory.Warning, place(row), inventory.Text{
				ZH: fmt.Sprintf("%d 年%s的体积用了两种参比状态：%s = %s（%s），%s = %s；0 ℃ 的 1 m3 是 20 ℃ 的 1.0732 m3，没有写状态的照数使用", f.year, row.ItemName(), about(known), state(known), place(known), about(row), state(row)),
				EN: fmt.Sprintf("volumes of %s in %d are in two reference states: %s = %s (%s), %s = %s; 1 m3 at 0 °C is 1.0732 m3 at 20 °C, and a volume without a state is used as it stands", row.ItemName(), f.year, about(known), state(known), place(known), about(row), state(row))},
				inventory.Text{ZH: "国内气量按 20 ℃、101.325 kPa 计：统一为一种单位（万m3 或 万Nm3），并写明状态", EN: "trade volumes in China are at 20 °C, 101.325 kPa: give them all in one unit"})
		}
	}
}
